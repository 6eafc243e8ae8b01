"""Coreference on GUM by folds over documents: MUC, B³, CEAFe and their mean (CoNLL).

The scorer is our own, as Pradhan et al. (ACL 2014) define the metrics for predicted mentions; it
gives the figures of their worked example and those of Vilain et al. (1995) and Luo (2005), see its
tests. Counts are summed over documents before they are divided, as the reference scorer does.
Singletons are part of GUM's truth and of the predictions, and count (in MUC they have no links).

Two truths:

- all: every mention of GUM, whatever it means;
- entities: those of clusters that mean a person, an organization, a place or an event (by most
  of the cluster's mentions). Predictions that stand for another mention of GUM are left out.

Two ways for a predicted mention to be a true one, each true one once:

- exact: the same words;
- head: the words lie in GUM's and cover their head (the smallest such mention; articles and
  possessives aside). GUM's nominals are whole noun phrases with all that follows; ours are not.

    CORPUS …   only these: gum_news, gum_other_cc
    --shipped  the model as shipped, which saw them; its record holds no unnamed chains
    --errors   the errors of the second truth by head, class by class: for the terminal alone
    --ids      the same as JSON lines of ids (`corpora.key`) and offsets
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from bench import attribution, corpora, gum, readings
from bench.corpora import Article
from bench.gum import Gold
from bench.readings import Mention, Reading, shipped

METRICS = ("muc", "b3", "ceafe")
ENTITIES = ("person", "organization", "place", "event")
TRUTHS = ("all", "entities")
HOW = ("exact", "head")

Clusters = Sequence[frozenset[Hashable]]
Ratio = tuple[float, float]
"""Numerator and denominator."""


class Counts(NamedTuple):
    """A metric's recall and precision before they are divided."""

    recall: Ratio
    precision: Ratio


def muc(key: Clusters, response: Clusters) -> Counts:
    """Links of a chain that survive being cut up by the other side (Vilain et al. 1995)."""
    return Counts(_links(key, response), _links(response, key))


def _links(whole: Clusters, cut: Clusters) -> Ratio:
    place = _places(cut)
    kept = 0
    for cluster in whole:
        parts = {place[mention] for mention in cluster if mention in place}
        alone = sum(mention not in place for mention in cluster)
        kept += len(cluster) - len(parts) - alone
    return kept, sum(len(cluster) - 1 for cluster in whole)


def _places(clusters: Clusters) -> dict[Hashable, int]:
    return {mention: index for index, cluster in enumerate(clusters) for mention in cluster}


def b3(key: Clusters, response: Clusters) -> Counts:
    """Each mention's share of its chain that is right (Bagga and Baldwin 1998)."""
    common = _common(key, response)
    return Counts(
        (sum(n * n / len(key[i]) for (i, _), n in common.items()), sum(map(len, key))),
        (sum(n * n / len(response[j]) for (_, j), n in common.items()), sum(map(len, response))),
    )


def ceafe(key: Clusters, response: Clusters) -> Counts:
    """The likeness of chains paired one to one in the best way (Luo 2005, φ4)."""
    common = _common(key, response)
    likeness = {(i, j): 2 * n / (len(key[i]) + len(response[j])) for (i, j), n in common.items()}
    total = sum(best_pairing(part) for part in _apart(likeness))
    return Counts((total, len(key)), (total, len(response)))


def _common(key: Clusters, response: Clusters) -> Counter[tuple[int, int]]:
    """How many mentions two clusters share, by their indices, where they share any."""
    place = _places(response)
    return Counter(
        (i, place[mention])
        for i, cluster in enumerate(key)
        for mention in cluster
        if mention in place
    )


Weights = dict[tuple[int, int], float]


def _apart(weights: Weights) -> list[Weights]:
    """The weights in groups that have no row and no column in common."""
    columns, rows = defaultdict(list), defaultdict(list)
    for i, j in weights:
        columns[i].append(j)
        rows[j].append(i)
    groups = []
    seen: set[int] = set()
    for first in columns:
        if first in seen:
            continue
        group, waiting = {}, [first]
        seen.add(first)
        while waiting:
            i = waiting.pop()
            for j in columns[i]:
                group[i, j] = weights[i, j]
                waiting += [other for other in rows[j] if other not in seen]
                seen.update(rows[j])
        groups.append(group)
    return groups


def best_pairing(weights: Weights) -> float:
    """The greatest sum of weights with at most one in a row and in a column; absent ones are 0.

    The Hungarian method with potentials, in O(rows² · columns).
    """
    rows = sorted({i for i, _ in weights})
    columns = sorted({j for _, j in weights})
    if len(rows) > len(columns):
        return best_pairing({(j, i): weight for (i, j), weight in weights.items()})
    cost = [[-weights.get((i, j), 0.0) for j in columns] for i in rows]
    n, m = len(rows), len(columns)
    row_potential, column_potential = [0.0] * (n + 1), [0.0] * (m + 1)
    row_of = [0] * (m + 1)  # of each column, from 1; 0: free. Column 0 holds the row to place.
    for i in range(1, n + 1):
        row_of[0] = i
        column = 0
        slack, before, visited = [float("inf")] * (m + 1), [0] * (m + 1), [False] * (m + 1)
        while row_of[column]:
            visited[column] = True
            row = row_of[column]
            nearest = 0
            least = float("inf")
            for j in range(1, m + 1):
                if visited[j]:
                    continue
                reduced = cost[row - 1][j - 1] - row_potential[row] - column_potential[j]
                if reduced < slack[j]:
                    slack[j], before[j] = reduced, column
                if slack[j] < least:
                    least, nearest = slack[j], j
            for j in range(m + 1):
                if visited[j]:
                    row_potential[row_of[j]] += least
                    column_potential[j] -= least
                else:
                    slack[j] -= least
            column = nearest
        while column:
            row_of[column] = row_of[before[column]]
            column = before[column]
    return -sum(cost[row_of[j] - 1][j - 1] for j in range(1, m + 1) if row_of[j])


SCORERS = {"muc": muc, "b3": b3, "ceafe": ceafe}


class Aligned(NamedTuple):
    """An article's mentions and those predicted, and which of them are the same.

    `true` gives for a predicted mention (by its place in `predicted`) the index of GUM's.
    """

    golds: list[Gold]
    predicted: list[Mention]
    chain: list[int]
    true: dict[int, int]


def align(article: Article, reading: Reading, how: str) -> Aligned:
    """Predicted mentions paired with GUM's: those of the same words first, longer ones first."""
    golds = gum.mentions(article)
    finder = gum.Finder(golds, article["text"])
    placed = sorted(
        (mention, number)
        for number, chain in enumerate(reading.chains)
        for mention in chain.mentions
    )
    predicted = [mention for mention, _ in placed]
    true: dict[int, int] = {}
    taken: set[int] = set()
    order = sorted(range(len(predicted)), key=lambda i: (predicted[i].start - predicted[i].end, i))
    for find in (finder.exact, finder.headed)[: 1 if how == "exact" else 2]:
        for i in order:
            if i not in true:
                free = [j for j in find(predicted[i][:2]) if j not in taken]
                if free:
                    true[i] = free[0]
                    taken.add(free[0])
    return Aligned(golds, predicted, [number for _, number in placed], true)


def meant(golds: Sequence[Gold]) -> set[str]:
    """The clusters that mean one of ENTITIES, by most of their mentions."""
    types: dict[str, Counter[str]] = defaultdict(Counter)
    for gold in golds:
        types[gold.cluster][gold.type] += 1
    return {key for key, types in types.items() if types.most_common(1)[0][0] in ENTITIES}


def clusters(aligned: Aligned, truth: str) -> tuple[Clusters, Clusters]:
    """The true and the predicted clusters over the same names for the same mentions."""
    golds = aligned.golds
    kept = meant(golds) if truth == "entities" else {gold.cluster for gold in golds}
    key: dict[str, set[Hashable]] = defaultdict(set)
    for j, gold in enumerate(golds):
        if gold.cluster in kept:
            key[gold.cluster].add(("true", j))
    response: dict[int, set[Hashable]] = defaultdict(set)
    for i, number in enumerate(aligned.chain):
        true = aligned.true.get(i)
        if true is None:
            response[number].add(("predicted", i))
        elif golds[true].cluster in kept:
            response[number].add(("true", true))
    return [*map(frozenset, key.values())], [*map(frozenset, response.values())]


def score(articles: Sequence[Article], found: Sequence[Reading], truth: str, how: str) -> Any:
    """Each metric's precision, recall and F1, the mean of the three F1 and its 95 % interval."""
    counts = []
    for article, reading in zip(articles, found, strict=True):
        key, response = clusters(align(article, reading, how), truth)
        right = len(set().union(*key) & set().union(*response))
        row: list[float] = [right, sum(map(len, key)), right, sum(map(len, response))]
        for metric in METRICS:
            counted = SCORERS[metric](key, response)
            row += [*counted.recall, *counted.precision]
        counts.append(row)
    pooled = [sum(column) for column in zip(*counts, strict=True)]
    result: dict[str, Any] = {
        metric: dict(zip(("recall", "precision", "f1"), figures(pooled, 4 * place), strict=True))
        for place, metric in enumerate(("mentions", *METRICS))
    }
    result["conll"] = round(conll(pooled), 4)
    result["interval"] = attribution.bootstrap(counts, conll)
    return result


def figures(sums: Sequence[float], place: int) -> list[float]:
    """Recall, precision and F1 of the four sums at a place."""
    up, down, other_up, other_down = sums[place : place + 4]
    recall = up / down if down else 1.0
    precision = other_up / other_down if other_down else 1.0
    both = recall + precision
    return [round(x, 4) for x in (recall, precision, 2 * recall * precision / both if both else 0)]


def conll(sums: Sequence[float]) -> float:
    """The mean F1 of the three metrics, from the sums of a row of `score`."""
    return sum(figures(sums, 4 * place)[2] for place in (1, 2, 3)) / 3


def measure() -> dict[str, Any]:
    """Every figure over GUM's documents by folds; none where training left no files."""
    articles: list[Article] = []
    found: list[Reading] = []
    for corpus in gum.CORPORA:
        some = corpora.read(corpus)
        by_folds = readings.folds(corpus, some)
        if by_folds is None:
            return {}
        articles += some
        found += by_folds
    return {truth: {how: score(articles, found, truth, how) for how in HOW} for truth in TRUTHS}


class Error(NamedTuple):
    """What went wrong with a mention (predicted, else GUM's), and what it was linked to."""

    what: str
    mention: Mention
    linked: Mention | None
    should: Mention | None


def errors(aligned: Aligned) -> Iterator[Error]:
    """The errors of the second truth: missed, invented, and links in the order of the text.

    A link goes from a mention to the last one before it in its chain. It is wrong where the two
    are not the same; a mention that is linked to nothing and has been there before is unlinked.
    """
    golds = aligned.golds
    kept = meant(golds)
    of = {j: i for i, j in aligned.true.items()}
    for j, gold in enumerate(golds):
        if gold.cluster in kept and j not in of:
            yield Error(f"missed {gold.kind}", Mention(gold.start, gold.end, gold.kind), None, None)
    last: dict[int, int] = {}
    before: dict[str, int] = {}
    for i, mention in enumerate(aligned.predicted):
        true = aligned.true.get(i)
        if true is None:
            yield Error(f"invented {mention.kind}", mention, None, None)
            continue
        cluster = golds[true].cluster
        if cluster not in kept:
            continue
        linked, should = last.get(aligned.chain[i]), before.get(cluster)
        last[aligned.chain[i]] = before[cluster] = i
        other = linked is not None and golds[aligned.true[linked]].cluster != cluster
        what = (
            "wrong link"
            if other and should is not None
            else "link of something new"
            if other
            else "no link"
            if linked is None and should is not None
            else None
        )
        if what:
            yield Error(
                f"{what}, {mention.kind}",
                mention,
                None if linked is None else aligned.predicted[linked],
                None if should is None else aligned.predicted[should],
            )


def told(article: Article, error: Error, *, ids: bool) -> str:
    """An error for a human reader, or as id and offsets."""
    if ids:
        return json.dumps({"article": corpora.key(article["id"]), **error._asdict()})
    text = article["text"]
    parts = [f"  {readings.around(text, *error.mention[:2])}"]
    for label, other in (("linked to", error.linked), ("should be", error.should)):
        if other:
            parts.append(f"{label} ⟦{text[slice(*other[:2])]}⟧ at {other.start}")
    return "  ".join(parts)


def show(articles: Iterable[Article], found: Iterable[Reading], *, ids: bool) -> None:
    """Print the errors by class."""
    listed: dict[str, list[str]] = defaultdict(list)
    for article, reading in zip(articles, found, strict=True):
        for error in errors(align(article, reading, "head")):
            listed[error.what].append(told(article, error, ids=ids))
    for what, lines in listed.items():
        if not ids:
            print(f"{what}: {len(lines)}")
        print("\n".join(lines))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, or the errors."""
    parser = argparse.ArgumentParser(prog="python -m bench.coreference", description="coreference")
    parser.add_argument("corpora", nargs="*", metavar="CORPUS")
    for option in ("shipped", "errors", "ids"):
        parser.add_argument(f"--{option}", action="store_true")
    options = parser.parse_args(arguments)
    chosen = readings.chosen(parser, options.corpora, gum.CORPORA)
    if not corpora.present():
        print(f"SKIPPED: the corpora are not at hand ({corpora.folder()})")
        return
    for corpus in chosen:
        articles = corpora.read(corpus)
        if options.shipped:
            found: list[Reading] | None = [*map(readings.of_record, shipped(articles))]
        else:
            found = readings.folds(corpus, articles)
        if found is None:
            print(f"{corpus}: training left no file of its folds; --shipped reads it anyhow")
        elif options.errors or options.ids:
            show(articles, found, ids=options.ids)
        else:
            for truth in TRUTHS:
                for how in HOW:
                    print(f"{corpus} {truth} {how}: {score(articles, found, truth, how)}")


if __name__ == "__main__":
    main()
