"""What speaks for and against two being one, as reasons that can be shown, and a verdict.

Each reason has a weight, a difference of log odds; their sum is the verdict's score, and its
logistic the confidence. The weights were set on development articles (docs/decisions/0022).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

SAME_AT = 2.2
"""The score from which two are taken for one (odds of nine to one)."""
UNSURE_AT = 0.0
"""The score from which a pair waits for review."""

Outcome = Literal["same", "unsure", "different"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for (weight above 0) or against two being one; `words` are whose."""

    what: str
    weight: float
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.what}: {', '.join(self.words)}" if self.words else self.what


@dataclass(frozen=True, slots=True)
class Verdict:
    """The reasons together. `barred`: whatever else is known, they are two."""

    reasons: tuple[Reason, ...]
    barred: bool = False

    @property
    def score(self) -> float:
        """The sum of the weights."""
        return sum(reason.weight for reason in self.reasons)

    @property
    def outcome(self) -> Outcome:
        """What follows from the score."""
        if self.barred or self.score < UNSURE_AT:
            return "different"
        return "same" if self.score >= SAME_AT else "unsure"

    @property
    def confidence(self) -> float:
        """The probability that the two are one, by the score."""
        return 0.0 if self.barred else 1 / (1 + math.exp(-self.score))

    def with_(self, reason: Reason) -> Verdict:
        """The verdict with one more reason."""
        return Verdict((*self.reasons, reason), self.barred)


def barred(reason: Reason) -> Verdict:
    """The verdict that two are two, for one reason."""
    return Verdict((reason,), barred=True)


def verdict(reasons: Iterable[Reason | None]) -> Verdict:
    """The verdict on all reasons that there are."""
    return Verdict(tuple(reason for reason in reasons if reason))
