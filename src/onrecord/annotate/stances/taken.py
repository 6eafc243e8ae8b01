"""A stance that an attribution takes, before it is known to what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.annotate.spans import Offsets
from onrecord.record import StanceKind

How = Literal["cue", "claim", "predicate", "phrase", "negation"]
"""By which words: a cue and what is said ("denied taking it"), a cue and a noun for a claim
("denied the report"), a predicate of a claim ("the report is false"), a phrase without a claim
("no truth to it"), a mere negation ("did not take it")."""

LONGEST = 120
"""Code points of an evidence, at most."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A stance with its evidence.

    `object`: the stems of the words that say what it is to; `claim`: the noun for that, if one
    stands there; `points`: it is a pronoun or has one ("denied it", "that report is false"), so
    that what was said last is meant; `general`: it is any wrong at all ("denied wrongdoing");
    `definite`: the claim is one that is known ("the claim", "Roe's claim", not "a claim");
    `claimants`: the entities whose claim it is said to be ("Roe's claim", "the claim by Roe");
    `flat`: it is a negation of a deed or a state ("We never took it", "nothing improper");
    `speaker`: not a claim but who made it is spoken of ("accused her of lying").
    """

    stance: StanceKind
    how: How
    evidence: Offsets
    object: frozenset[str]
    claim: str | None = None
    points: bool = False
    general: bool = False
    definite: bool = False
    speaker: bool = False
    flat: bool = False
    claimants: frozenset[str] = frozenset()


def span_of(words: Sequence[Offsets], start: int, end: int) -> Offsets:
    """From a word to another, or the last of them where they stand far apart."""
    if words[end - 1][1] - words[start][0] > LONGEST:
        start = end - 1
    return words[start][0], words[end - 1][1]
