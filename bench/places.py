"""Places: toponyms put where they are, on lgl, geowebnews and geovirus: `python -m bench.places`.

Right is what lies within 161 km (100 miles) of the annotators' coordinates (Leidner 2007; Gritta et
al., "A pragmatic guide to geoparsing evaluation", 2020). Toponyms without coordinates are left out;
of geowebnews only those are taken whose type is Literal. lgl marks adjectives and peoples as well.

Given the toponyms:

- coverage: those with the right place among the gazetteer's candidates;
- within_161: of these, those put there; baseline: the most populous candidate taken instead;
- accuracy: those put there of all; mean and median error in kilometres over the covered ones;
- auc: the area under the curve of logarithmic errors over all that were put somewhere (0 is best).

The ranker's weights never saw the document that they are measured on: it is in one of five folds
(by the hash of its id), and the weights are those trained on the other four, over all corpora.

End to end, from raw text by the shipped reader: a mention of an entity with a place is found where
it overlaps a literal toponym with coordinates, and right within 161 km; a mention that meets one
without coordinates, or one that geowebnews types otherwise, is neither right nor wrong.

    CORPUS …    only these: lgl, geowebnews, geovirus
    --given     only with the toponyms given
    --all       end to end on all of lgl (else every fourth document, by the hash of its id)
    --errors    the errors in their surroundings: for the terminal alone
    --ids       the same as JSON lines of ids (`corpora.key`), offsets and distances
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from statistics import fmean, median
from typing import Any, NamedTuple

from bench import corpora, readings
from bench.corpora import Article
from bench.readings import Offsets, Predict, shipped
from onrecord.annotate import places
from onrecord.annotate.places import candidates, rank
from onrecord.annotate.places.world import Entry, world

CORPORA = ("lgl", "geowebnews", "geovirus")
NEAR = 161.0
"""Kilometres within which a place is right."""
FARTHEST = 20_039.0
"""Half the Earth's circumference in kilometres."""
FOLDS = 5
_CUT = 4
"""One document of lgl in as many is read end to end."""

Resolve = Callable[[Article, Sequence[Offsets]], Sequence[places.Candidate | None]]


class Toponym(NamedTuple):
    """A place's name in an article and where it lies; None: nobody says."""

    start: int
    end: int
    point: tuple[float, float] | None


class Given(NamedTuple):
    """What became of a given toponym; distances in kilometres, None where nothing was chosen."""

    article: str
    start: int
    end: int
    covered: bool
    error: float | None
    baseline: float | None


def toponyms(article: Article) -> list[Toponym]:
    """An article's toponyms; of geowebnews only the literal ones have a point here."""
    return [
        Toponym(
            each["start"],
            each["end"],
            (each["lat"], each["lon"])
            if "lat" in each and each.get("type", "Literal") == "Literal"
            else None,
        )
        for each in article["toponyms"]
    ]


def fold(article: Article) -> int:
    """The fold that an article is in."""
    return int(hashlib.sha256(article["id"].encode()).hexdigest(), 16) % FOLDS


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance of two points in degrees."""
    a, b, c, d = map(math.radians, (*one, *other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, half)))


def _point(entry: Entry) -> tuple[float, float]:
    return entry.latitude / 1000, entry.longitude / 1000


@cache
def folds() -> tuple[rank.Weights, ...]:
    """Weights that never saw the fold of their number, as gazetteer/train.py left them."""
    lines = (corpora.ROOT / "gazetteer" / "folds.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(rank.parse(line) for line in lines)


def crossed(article: Article, names: Sequence[Offsets]) -> Sequence[places.Candidate | None]:
    """Places by the weights that never saw the article."""
    return places.resolve(article["text"], names, weights=folds()[fold(article)])


def judge(article: Article, resolve: Resolve) -> list[Given]:
    """What became of an article's toponyms that have coordinates."""
    gold = [each for each in toponyms(article) if each.point]
    names = [(each.start, each.end) for each in gold]
    found = resolve(article, names)
    read = [candidates.toponym(article["text"], *each) for each in names]
    judged = []
    for truth, choice, given in zip(gold, candidates.choices(world(), read), found, strict=True):
        assert truth.point
        distances = [kilometres(truth.point, _point(entry)) for entry in choice.entries]
        sizes = [entry.population for entry in choice.entries]
        judged.append(
            Given(
                article["id"],
                truth.start,
                truth.end,
                min(distances, default=FARTHEST) <= NEAR,
                kilometres(truth.point, _point(given.entry)) if given else None,
                distances[sizes.index(max(sizes))] if sizes else None,
            )
        )
    return judged


def score(judged: Sequence[Given]) -> dict[str, float]:
    """The shares and errors said above."""
    covered = [each for each in judged if each.covered]
    errors = [FARTHEST if each.error is None else each.error for each in covered]
    placed = [each.error for each in judged if each.error is not None]
    return {
        "toponyms": len(judged),
        "coverage": _share(len(covered), len(judged)),
        "within_161": _share(sum(error <= NEAR for error in errors), len(covered)),
        "baseline": _share(sum((g.baseline or 0.0) <= NEAR for g in covered), len(covered)),
        "accuracy": _share(sum(error <= NEAR for error in errors), len(judged)),
        "mean_km": round(fmean(errors), 1) if errors else 0.0,
        "median_km": round(median(errors), 1) if errors else 0.0,
        "auc": round(fmean(math.log1p(e) / math.log1p(FARTHEST) for e in placed), 4)
        if placed
        else 0.0,
    }


class Found(NamedTuple):
    """A mention of an entity with a place, and how it stands to the truth.

    `verdict`: right, wrong (elsewhere), spurious, ignored; or missed, of a true one.
    """

    article: str
    start: int
    end: int
    verdict: str


def match(article: Article, record: dict[str, Any]) -> list[Found]:
    """Each located mention judged, and each true toponym that none of them met."""
    points = {
        place["entity"]: (place["latitude"], place["longitude"])
        for place in record["places"]
        if place["latitude"] is not None
    }
    mentions = sorted(
        (mention["start"], mention["end"], points[entity["id"]])
        for entity in record["entities"]
        if entity["id"] in points
        for mention in entity["mentions"]
        if mention["kind"] == "name" and not mention["metonym"]
    )
    truth = toponyms(article)
    met: set[int] = set()
    found = []
    for start, end, point in mentions:
        over = [at for at, t in enumerate(truth) if t.start < end and start < t.end]
        fresh = [at for at in over if truth[at].point and at not in met]
        if fresh:
            best = max(fresh, key=lambda at: _overlap(truth[at], start, end))
            met.add(best)
            there = truth[best].point
            right = there is not None and kilometres(there, point) <= NEAR
            verdict = "right" if right else "wrong"
        else:
            verdict = "ignored" if over else "spurious"
        found.append(Found(article["id"], start, end, verdict))
    return found + [
        Found(article["id"], each.start, each.end, "missed")
        for at, each in enumerate(truth)
        if each.point and at not in met
    ]


def _overlap(truth: Toponym, start: int, end: int) -> int:
    return min(truth.end, end) - max(truth.start, start)


def score_found(found: Sequence[Found]) -> dict[str, float]:
    """Precision, recall and F1 of toponyms found and put within 161 km."""
    counts = {
        verdict: sum(each.verdict == verdict for each in found)
        for verdict in ("right", "wrong", "spurious", "ignored", "missed")
    }
    right = counts["right"]
    precision = _share(right, right + counts["wrong"] + counts["spurious"])
    recall = _share(right, right + counts["wrong"] + counts["missed"])
    f1 = round(2 * precision * recall / (precision + recall), 4) if right else 0.0
    return {**counts, "precision": precision, "recall": recall, "f1": f1}


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def articles(corpus: str, *, cut: bool = False) -> Iterator[Article]:
    """A corpus' articles; `cut`: one of lgl in four."""
    for article in corpora.read(corpus):
        digest = int(hashlib.sha256(article["id"].encode()).hexdigest(), 16) // FOLDS
        if not cut or corpus != "lgl" or digest % _CUT == 0:
            yield article


def measure(
    predict: Predict | None = shipped, names: Collection[str] = CORPORA, *, cut: bool = True
) -> dict[str, Any]:
    """Every figure of each corpus; without `predict` only those with the toponyms given."""
    result: dict[str, Any] = {}
    for corpus in names:
        every = corpora.read(corpus)
        result[corpus] = {"given": score([each for a in every for each in judge(a, crossed)])}
        if predict:
            chosen = list(articles(corpus, cut=cut))
            pairs = zip(chosen, predict(chosen), strict=True)
            found = [each for article, record in pairs for each in match(article, record)]
            result[corpus]["end_to_end"] = {"articles": len(chosen), **score_found(found)}
    return result


def figures(result: dict[str, Any]) -> dict[str, float]:
    """The figures to hold against floors, by name."""
    named: dict[str, float] = {}
    for corpus, parts in result.items():
        for name in ("coverage", "within_161", "baseline"):
            named[f"{corpus}.{name}"] = parts["given"][name]
        if "end_to_end" in parts:
            for name in ("precision", "recall", "f1"):
                named[f"{corpus}.end_to_end_{name}"] = parts["end_to_end"][name]
    return named


def told(text: str, item: Given | Found, *, ids: bool) -> str:
    """An error for a human reader, or as id and offsets."""
    if ids:
        return json.dumps({**item._asdict(), "article": corpora.key(item.article)})
    what = item.verdict if isinstance(item, Found) else f"{item.error or -1:6.0f} km"
    if isinstance(item, Given) and not item.covered:
        what += " not covered"
    return f"  {what:20} {readings.around(text, item.start, item.end, width=90)}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, or the errors."""
    parser = argparse.ArgumentParser(prog="python -m bench.places", description="places")
    parser.add_argument("corpora", nargs="*", metavar="CORPUS")
    for option in ("given", "all", "errors", "ids"):
        parser.add_argument(f"--{option}", action="store_true")
    options = parser.parse_args(arguments)
    chosen = readings.chosen(parser, options.corpora, CORPORA)
    if not corpora.present():
        print(f"SKIPPED: the corpora are not at hand ({corpora.folder()})")
        return
    if not (options.errors or options.ids):
        predict = None if options.given else shipped
        for corpus, parts in measure(predict, chosen, cut=not options.all).items():
            for part, figures_ in parts.items():
                print(f"{corpus} {part}: {json.dumps(figures_)}")
        return
    for corpus in chosen:
        read = list(articles(corpus, cut=not (options.given or options.all)))
        texts = {article["id"]: article["text"] for article in read}
        wrong: list[Given | Found]
        if options.given:
            judged = [each for article in read for each in judge(article, crossed)]
            wrong = [each for each in judged if each.error is None or each.error > NEAR]
        else:
            pairs = zip(read, shipped(read), strict=True)
            found = [each for article, record in pairs for each in match(article, record)]
            wrong = [each for each in found if each.verdict not in ("right", "ignored")]
        for item in wrong:
            print(told(texts[item.article], item, ids=options.ids))


if __name__ == "__main__":
    main()
