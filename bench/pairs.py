"""How two passages stand to each other, beside what is free: `python -m bench.pairs`.

*Same* on MRPC's test share (its paraphrases, where *same* is at least a half; calling every pair
one has an F1 of 0.80, so that the accuracy and the area tell more) and on parts
of sts_news that training never saw (Spearman's rank correlation of the probability of *same* and
people's 0 to 5); *strengthen* and *weaken* on claimdiff's test share (the area under the curve).

*Denies* on fnc1_test, headlines beside articles, none of which training saw. An article's passage
is the three sentences nearest to the headline. FNC's "disagree" is *denies*; "agree" is *same* or
*supports*; "discuss" has no relation of ours, it is only not *denies*. From what probability on
*denies* counts in a fold is chosen on the other three: headlines and articles that are tied to
each other (`group`) lie in one fold. A factor and a summand of its
score were fitted on fnc1 (training/calibrate_pairs.py).

Peers in the same run: the product of the sentence encoder's vectors; and words alone (shared
words for *same*; a word of negation or denial on one side and not on the other for *denies*).
Their thresholds are chosen on MRPC's training share. `reader`, which is not shipped: a model of
whether a headline, and an article as a whole, takes its story for true or for false, trained on
the other three folds of fnc1 (training/train_story.py, its readings in
training/folds/fnc1_test.jsonl); *denies* where one does and the other doesn't, and a sentence of
the article is like the headline (`ABOUT`). `reader_any`: the same with the threshold of the highest
F1, however precise.

    --errors   fnc1's wrong and missed denials, in words: for the terminal alone
    --passages FILE   writes fnc1's passages for training: other people's text, keep it out of git
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench import corpora
from bench.corpora import Article
from onrecord.annotate.sentences import boundaries
from onrecord.model.pairs import RELATIONS, pair_judge
from onrecord.model.sentences import sentence_encoder

STS_TEST = ("2014/deft-news.test.tsv", "2015/headlines.test.tsv", "2016/headlines.test.tsv")
"""Parts of sts_news that training leaves out, and every sentence that they or MRPC's test hold."""
SPLIT = 4
NEAREST = 3
"""Sentences of a passage."""
OPENING = 400
"""Code points of an article in which the peer looks for words of denial."""
FEWEST = 12
"""Code points of a sentence that counts."""
ABOUT = 0.37
"""The cosine of a headline and the likest sentence from which on an article is about it."""
SURE = 0.75
"""Precision that the threshold of *denies* is chosen for, on the other folds, where one has it."""

NAMES = ("precision", "recall", "f1")
FOLDS = corpora.FOLDS / "fnc1_test.jsonl"

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]

_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")
_NO = re.compile(
    r"\b(?:not|never|no|nobody|none|den(?:y|ies|ied|ial)|reject\w*|refut\w*|disput\w*|debunk\w*"
    r"|hoax|fake|false\w*|untrue|myth|wrong|contrary)\b|n['’]t\b",
    re.IGNORECASE,
)


class Case(NamedTuple):
    """A headline beside an article: `n`-th of the article's, `stance` as FNC says."""

    id: str
    n: int
    fold: int
    stance: str
    headline: str
    body: str


def folds(articles: Iterable[Article]) -> dict[str, int]:
    """The fold of each group: the largest first, each where fewest denials are so far."""
    sizes: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        sizes[article["group"]].update(each["stance"] for each in article["headlines"])
    held = [(0, 0)] * SPLIT
    found = {}
    for group in sorted(sizes, key=lambda g: (-sizes[g]["disagree"], -sizes[g].total(), g)):
        fold = held.index(min(held))
        found[group] = fold
        denials, total = held[fold]
        held[fold] = denials + sizes[group]["disagree"], total + sizes[group].total()
    return found


def cases() -> list[Case]:
    """fnc1's headlines and articles."""
    articles = corpora.read("fnc1_test")
    fold = folds(articles)
    return [
        Case(
            article["id"],
            n,
            fold[article["group"]],
            each["stance"],
            each["headline"],
            article["text"],
        )
        for article in articles
        for n, each in enumerate(article["headlines"])
    ]


class Near(NamedTuple):
    """What of an article is nearest to a headline, and how like it the likest sentence is."""

    passage: str
    likeness: float


def nearest(asked: Sequence[Case]) -> list[Near]:
    """Of each case's article the sentences nearest to its headline, in the order of the text.

    The cases of an article stand together.
    """
    encode = sentence_encoder()
    found: list[Near] = []
    for _, run in groupby(asked, key=lambda case: case.id):
        of_article = list(run)
        sentences = sentences_of(of_article[0].body)
        near = encode([case.headline for case in of_article]) @ encode(sentences).T
        for row in near:
            best = sorted(np.argsort(-row, kind="stable")[:NEAREST].tolist())
            found.append(Near(" ".join(sentences[k] for k in best), float(row.max())))
    return found


def sentences_of(text: str) -> list[str]:
    found, start = [], 0
    for line in text.split("\n"):
        cuts = boundaries(text, start, start + len(line))
        found += [text[a:b] for a, b in cuts if b - a >= FEWEST]
        start += len(line) + 1
    return found or [text]


def f1(truth: Truths, said: Truths) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    hit = float((truth & said).sum())
    precision = hit / max(1.0, float(said.sum()))
    recall = hit / max(1.0, float(truth.sum()))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def best(truth: Truths, score: Floats, *, sure: float = 0.0) -> float:
    """The least score that counts, for the highest F1 among those as precise as `sure`.

    Where none is, for the highest F1 of all.
    """
    order = np.argsort(-score, kind="stable")
    hits = np.cumsum(truth[order])
    said = np.arange(1, len(order) + 1)
    last = np.append(np.diff(score[order]) != 0, True)  # a score counts whole or not at all
    precision, recall = hits / said, hits / max(1, int(truth.sum()))
    both = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    fit = np.where(last & (precision >= sure), both, -1.0)
    if fit.max() <= 0:
        fit = np.where(last, both, -1.0)
    return float(score[order][int(fit.argmax())])


def crossed(truth: Truths, score: Floats, fold: NDArray[np.int64], *, sure: float) -> Truths:
    """Whether each counts, by the threshold that the other folds chose."""
    said = np.zeros(len(truth), np.bool_)
    for k in np.unique(fold):
        here = fold == k
        said[here] = score[here] >= best(truth[~here], score[~here], sure=sure)
    return said


def spearman(one: Floats, other: Floats) -> float:
    """The rank correlation of two rows of numbers; equals share their rank."""

    def ranks(values: Floats) -> Floats:
        _, where, count = np.unique(values, return_inverse=True, return_counts=True)
        ends = np.cumsum(count)
        shared: Floats = (ends - (count - 1) / 2)[where]
        return shared

    return float(np.corrcoef(ranks(one), ranks(other))[0, 1])


def overlap(one: str, other: str) -> float:
    """The share of their words that two texts have in common."""
    a, b = ({word.lower() for word in _WORD.findall(text)} for text in (one, other))
    return len(a & b) / max(1, len(a | b))


def turned(one: str, other: str) -> float:
    """Whether one text has a word of negation or denial and the other has none."""
    return float(bool(_NO.search(one)) != bool(_NO.search(other)))


Pairs = list[tuple[str, str]]


def _judged(pairs: Pairs) -> Floats:
    return pair_judge()(pairs).astype(np.float64)


def _same(pairs: Pairs) -> Floats:
    return _judged(pairs)[:, 0]


def _cosine(pairs: Pairs) -> Floats:
    encode = sentence_encoder()
    one, other = (encode([pair[side] for pair in pairs]) for side in (0, 1))
    product: Floats = (one * other).sum(1).astype(np.float64)
    return product


def _shared(pairs: Pairs) -> Floats:
    return np.array([overlap(*pair) for pair in pairs])


def measure_mrpc() -> dict[str, float]:
    """F1 of *same* on MRPC's test share."""
    rows = corpora.read("mrpc")
    parts = {part: [row for row in rows if row["split"] == part] for part in ("train", "test")}
    pairs = {part: [(row["a"], row["b"]) for row in parts[part]] for part in parts}
    truth = {part: np.array([row["paraphrase"] == 1 for row in parts[part]]) for part in parts}
    found: dict[str, float] = {}
    for name, score in (("", _same), ("cosine.", _cosine), ("words.", _shared)):
        tested = score(pairs["test"])
        said = tested >= (best(truth["train"], score(pairs["train"])) if name else 0.5)
        for figure, value in zip(NAMES, f1(truth["test"], said), strict=True):
            found[f"{name}mrpc_{figure}"] = value
        found[f"{name}mrpc_accuracy"] = float((truth["test"] == said).mean())
        found[f"{name}mrpc_auc"] = area(truth["test"], tested)
    return found


def measure_sts() -> dict[str, float]:
    """Spearman's correlation on sts_news' parts that training left out."""
    rows = [row for row in corpora.read("sts_news") if row["source"] in STS_TEST]
    pairs = [(row["a"], row["b"]) for row in rows]
    truth = np.array([float(row["score"]) for row in rows])
    ways = {"": _same, "cosine.": _cosine, "words.": _shared}
    return {f"{name}sts_spearman": spearman(score(pairs), truth) for name, score in ways.items()}


def measure_claimdiff() -> dict[str, float]:
    """How well claimdiff's test pairs are told apart: the area under the curve, 0.5 is chance."""
    rows = [row for row in corpora.read("claimdiff") if row["split"] == "test"]
    judged = _judged([(row["claim_a"], row["claim_b"]) for row in rows])
    scores = {"strengthen": judged[:, 0] + judged[:, 3], "weaken": judged[:, 1] + judged[:, 2]}
    return {
        f"claimdiff_{name}_auc": area(np.array([row[name] == 1 for row in rows]), score)
        for name, score in scores.items()
    }


def area(truth: Truths, score: Floats) -> float:
    """The chance that one that is true scores above one that is not; equals count half."""
    _, where, count = np.unique(score, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[where]
    yes, no = int(truth.sum()), int((~truth).sum())
    return float((ranks[truth].sum() - yes * (yes + 1) / 2) / max(1, yes * no))


def judge(asked: Sequence[Case], near: Sequence[Near]) -> Floats:
    """The probabilities of fnc1's cases, of how each passage stands to its headline."""
    pairs = [(plain(c.headline), plain(each.passage)) for c, each in zip(asked, near, strict=True)]
    return _judged(pairs)


def plain(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def readings(asked: Sequence[Case]) -> tuple[Floats, Floats] | None:
    """How weights that never saw them take the cases' headlines and articles (n, 3) each.

    None where training left no file. Raises ValueError where the file is of other cases or folds.
    """
    if not FOLDS.is_file():
        return None
    rows = {row["article"]: row for row in corpora.read_lines(FOLDS)}
    headlines, articles = [], []
    for case in asked:
        row = rows.get(corpora.key(case.id))
        if row is None or row["fold"] != case.fold or len(row["headlines"]) <= case.n:
            raise ValueError(f"{FOLDS.name} is not of these folds: {case.id}")
        headlines.append(row["headlines"][case.n])
        articles.append(row["stands"])
    return np.array(headlines), np.array(articles)


def disagree(headlines: Floats, articles: Floats) -> Floats:
    """How likely (n,) of headline and article one takes the story for true, the other for false."""
    chance: Floats = headlines[:, 0] * articles[:, 1] + headlines[:, 1] * articles[:, 0]
    return chance


def measure_fnc1() -> dict[str, float]:
    """Precision, recall and F1 of *denies* over the folds, and those of the others by class."""
    asked = cases()
    near = nearest(asked)
    judged = judge(asked, near)
    fold = np.array([case.fold for case in asked])
    stance = np.array([case.stance for case in asked])
    denied = stance == "disagree"
    said = crossed(denied, judged[:, 1], fold, sure=SURE)
    found = dict(zip((f"fnc1_denies_{n}" for n in NAMES), f1(denied, said), strict=True))
    found["fnc1_denies_auc"] = area(denied, judged[:, 1])
    classes = {"agree": judged[:, 0] + judged[:, 3], "unrelated": judged[:, 4]}
    for name, score in classes.items():
        given = (score >= 0.5) & ~said
        found |= {
            f"fnc1_{name}_{n}": v for n, v in zip(NAMES, f1(stance == name, given), strict=True)
        }
    for name in ("agree", "discuss", "unrelated"):
        found[f"fnc1_{name}_taken_for_denied"] = float(said[stance == name].mean())
    words = np.array([turned(case.headline, case.body[:OPENING]) for case in asked])
    peers = {"words": words > 0}
    read = readings(asked)
    if read:
        against = disagree(*read) * np.array([each.likeness >= ABOUT for each in near])
        peers["reader"] = crossed(denied, against, fold, sure=SURE)
        peers["reader_any"] = crossed(denied, against, fold, sure=0.0)
        found["reader.fnc1_denies_auc"] = area(denied, against)
    for name, given in peers.items():
        figures = zip(NAMES, f1(denied, given), strict=True)
        found |= {f"{name}.fnc1_denies_{n}": value for n, value in figures}
    return found


def measure() -> dict[str, float]:
    """All figures by name; a peer's begin with its name and a dot."""
    found = measure_mrpc() | measure_sts() | measure_claimdiff() | measure_fnc1()
    return {name: round(value, 4) for name, value in found.items()}


def figures(result: dict[str, float]) -> dict[str, float]:
    """What the gate pins: the figures that are ours, of which more is better."""
    return {
        f"pairs.{name}": value
        for name, value in result.items()
        if "." not in name and not name.endswith("taken_for_denied")
    }


def show() -> None:
    """Print fnc1's wrong and missed denials."""
    asked = cases()
    near = nearest(asked)
    judged = judge(asked, near)
    denied = np.array([case.stance == "disagree" for case in asked])
    fold = np.array([case.fold for case in asked])
    said = crossed(denied, judged[:, 1], fold, sure=SURE)
    for case, each, row, yes in zip(asked, near, judged, said, strict=True):
        if yes != (case.stance == "disagree"):
            scores = dict(zip(RELATIONS, row.round(2).tolist(), strict=True))
            print(f"{case.id} {case.n} {case.stance} {'wrong' if yes else 'missed'} {scores}")
            print(f"    {case.headline!r}\n    {each.passage[:500]!r}")


def write_passages(file: Path) -> None:
    """Writes fnc1's cases with their passages, for training."""
    asked = cases()
    rows: list[dict[str, Any]] = [
        {
            "id": case.id,
            "n": case.n,
            "fold": case.fold,
            "stance": case.stance,
            "headline": case.headline,
            "passage": near.passage,
        }
        for case, near in zip(asked, nearest(asked), strict=True)
    ]
    corpora.write_lines(file, rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, or the errors."""
    parser = argparse.ArgumentParser(prog="python -m bench.pairs", description=__doc__)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--passages", type=Path)
    options = parser.parse_args(arguments)
    if not corpora.present():
        print(f"SKIPPED: the corpora are not at hand ({corpora.folder()})")
    elif options.passages:
        write_passages(options.passages)
    elif options.errors:
        show()
    else:
        print(json.dumps(measure(), indent=1))


if __name__ == "__main__":
    main()
