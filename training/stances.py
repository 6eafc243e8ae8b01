"""Fit the weights of what speaks for a stance's target: `python -m training.stances`.

A conditional logit with a "none of them", by gradient ascent with momentum on the log likelihood
with a quadratic penalty, over the denials judged by hand in bench/judged/stances_training.jsonl
(content of the taker, contents of which any is right; none: no attribution is) and those of the
development part of bench/judged/stances.jsonl. It prints the two entries of lexicon/stances.yaml,
after the precision and recall of weights fitted without the article (10 folds by article), at
several thresholds and at that of each way to show a stance (`LEAST`), and after how often each
probability was right.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

import onrecord
from bench import corpora, stances
from bench.corpora import Article
from onrecord.annotate.stances import LEAST, is_said_around
from onrecord.annotate.stances.evidence import Evidence
from onrecord.annotate.stances.taken import How
from onrecord.annotate.stances.taking import read_taken
from onrecord.annotate.stances.targets import Statements, is_nested
from onrecord.annotate.stances.words import Said, read
from onrecord.record import Record

HOWS: tuple[How, ...] = ("claim", "cue", "predicate", "phrase", "negation")
NONE = (
    *HOWS, "pointing", "bare", "indefinite", "general", "speaker", "long", "inner", "unsaid", "top",
)  # fmt: skip
JUDGED = corpora.ROOT / "bench" / "judged" / "stances_training.jsonl"
_PENALTY, _STEPS, _RATE, _KEPT, _FOLDS = 0.5, 250, 0.02, 0.9, 10


class Case(NamedTuple):
    """A stance: what speaks for no target, for each candidate, and which of these are right.

    `nested` (n, n): which of the candidates stand inside one another.
    """

    article: str
    doubts: np.ndarray
    evidence: np.ndarray
    right: np.ndarray
    nested: np.ndarray


def cases(record: Record, key: str, judged: Sequence[stances.Pair]) -> list[Case]:
    """The cases of one article; a denial that nobody judged is none of this article's."""
    said = read(record.document, record.sentences, record.entities, record.attributions)
    takes = [read_taken(each) for each in said]
    statements = Statements(said, takes, record.entities)
    found = []
    for taker, taken in zip(said, takes, strict=True):
        if taken is None or taken.stance != "denies" or is_said_around(taker, taken, takes):
            continue
        mine = [pair for pair in judged if stances.is_like(pair.taker, _content(taker))]
        if not mine:
            continue
        candidates = statements.candidates(taker, taken)
        right = [
            any(stances.is_like(to, _content(other)) for pair in mine for to in pair.to)
            for other in candidates
        ]
        if candidates:
            rows = [statements.evidence(taker, taken, other) for other in candidates]
            evidence = np.array(rows, dtype=float)
            doubts = statements.doubts(taker, taken)
            none = np.array([name in doubts for name in NONE], dtype=float)
            nested = np.array([[is_nested(a, b) for b in candidates] for a in candidates])
            found.append(Case(key, none, evidence, np.array(right), nested))
        chosen = statements.target(taker, taken)
        if chosen and chosen.confidence >= LEAST[taken.how]:
            again = statements.elsewhere(taker, taken, chosen)
            statements.remember((again or chosen).said)  # as the stage does, right or wrong
    return found


def _content(said: Said) -> stances.Content:
    return tuple((piece.start, piece.end) for piece in said.attribution.content)


def probabilities(case: Case, weights: np.ndarray) -> np.ndarray:
    """That of each candidate, and last of none."""
    size = len(Evidence._fields)
    scores = np.append(case.evidence @ weights[:size], case.doubts @ weights[size:])
    likely = np.exp(scores - scores.max())
    return np.asarray(likely / likely.sum())


def _how(case: Case) -> How:
    return HOWS[int(case.doubts[: len(HOWS)].argmax())]


def fit(chosen: Sequence[Case]) -> np.ndarray:
    """The weights, those of none at the end."""
    size = len(Evidence._fields)
    weights, pace = np.zeros(size + len(NONE)), np.zeros(size + len(NONE))
    for _ in range(_STEPS):
        slope = -_PENALTY * weights
        for case in chosen:
            likely = probabilities(case, weights)
            truth = np.append(case.right, not case.right.any())
            share = likely * truth
            share = share / max(share.sum(), 1e-12)
            gap = share - likely
            slope[:size] += gap[:-1] @ case.evidence
            slope[size:] += gap[-1] * case.doubts
        pace = _KEPT * pace + _RATE * slope
        weights += pace
    return weights


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of the folds, and the entries."""
    argparse.ArgumentParser(prog="python -m training.stances", description=__doc__).parse_args(
        arguments
    )
    found = load()
    outcomes: list[tuple[float, bool, bool, How]] = []
    keys = sorted({case.article for case in found})
    for fold in range(_FOLDS):
        out = set(keys[fold::_FOLDS])
        weights = fit([case for case in found if case.article not in out])
        for case in (case for case in found if case.article in out):
            likely = probabilities(case, weights)[:-1]
            best = int(likely.argmax())
            sure = float(likely[case.nested[best]].sum())
            outcomes.append((sure, bool(case.right[best]), bool(case.right.any()), _how(case)))
    for least in (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
        given = [right for likely, right, *_ in outcomes if likely >= least]
        wanted = sum(any_right for _, _, any_right, _ in outcomes)
        print(f"least {least}: precision {sum(given)}/{len(given)}, recall {sum(given)}/{wanted}")
    for how in HOWS:
        given = [right for likely, right, _, by in outcomes if by == how and likely >= LEAST[how]]
        wanted = sum(any_right for _, _, any_right, by in outcomes if by == how)
        print(f"{how}, least {LEAST[how]}: precision {sum(given)}/{len(given)}, of {wanted}")
    for low in np.arange(0.0, 1.0, 0.2):
        rights = [right for likely, right, *_ in outcomes if low <= likely < low + 0.2]
        means = [likely for likely, *_ in outcomes if low <= likely < low + 0.2]
        if rights:
            print(f"said {np.mean(means):.2f}: right {np.mean(rights):.2f} of {len(rights)}")
    weights = fit(found)
    size = len(Evidence._fields)
    named = dict(zip(Evidence._fields, weights[:size], strict=True))
    print("weights: {" + ", ".join(f"{k}: {v:.2f}" for k, v in named.items()) + "}")
    none = zip(NONE, weights[size:], strict=True)
    print("none: {" + ", ".join(f"{k}: {v:.2f}" for k, v in none) + "}")
    print(len(found), "cases,", sum(case.right.any() for case in found), "with a target")


def load() -> list[Case]:
    """Every case, in the order of the articles' keys."""
    rows = corpora.read_lines(JUDGED)
    judged = [
        stances.Pair(
            row["article"], "", stances.content(row["from"]),
            tuple(stances.content(to) for to in row["to"]), row["stance"], False,
        )
        for row in rows
    ]  # fmt: skip
    judged += [p for p in stances.pairs()[0] if p.part == "development" and p.stance == "denies"]
    keys = {row["article"]: row["corpus"] for row in rows} | stances.pairs()[1]
    wanted = {pair.article for pair in judged}
    articles: dict[str, Article] = {
        key: article
        for name in sorted(set(keys.values()))
        for article in corpora.read(name)
        if (key := corpora.key(article["id"])) in wanted and keys[key] == name
    }
    return [
        case
        for key in sorted(articles)
        for case in cases(
            onrecord.read(text=articles[key]["text"], id=articles[key]["id"]),
            key,
            [pair for pair in judged if pair.article == key],
        )
    ]


if __name__ == "__main__":
    main()
