"""What a rule makes of the words it holds for."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from onrecord.annotate.times.anchor import Context
from onrecord.annotate.times.grammar import Match
from onrecord.annotate.times.tense import Direction, direction
from onrecord.annotate.times.tokens import Tokens
from onrecord.edtf import UNKNOWN, Bounds, Period, Unit
from onrecord.record import Anchor, TimeType

UNITS: dict[str, Unit] = {
    "uday": "day",
    "uweek": "week",
    "weekend": "weekend",
    "umonth": "month",
    "uquarter": "quarter",
    "uyear": "year",
    "udecade": "decade",
    "ucentury": "century",
}
"""The units of the calendar by the class of their word."""


class Reading(NamedTuple):
    """The value of an expression.

    `period`: what later words ("the same year") go back to; `bounds`: where the value alone does
    not tell them.
    """

    type: TimeType
    value: str
    anchor: Anchor
    period: Period | None = None
    bounds: Bounds | None = None


NOTHING = Reading("date", UNKNOWN, "explicit")
"""The words are no time expression, nor part of one: an age."""


class Words(NamedTuple):
    """The words that a rule holds for, with what stands around them."""

    match: Match
    tokens: Tokens
    context: Context

    def has(self, part: str) -> bool:
        """Whether the rule kept a part of that name."""
        return part in self.match.parts

    def part(self, name: str) -> list[str]:
        """The lower-case tokens of a part; none where it is not there."""
        first, last = self.match.parts.get(name, (0, 0))
        return self.tokens.words[first:last]

    def with_part(self, name: str, tokens: tuple[int, int]) -> Words:
        """These words with one part more."""
        parts = {**self.match.parts, name: tokens}
        return self._replace(match=self.match._replace(parts=parts))

    def kind(self, name: str) -> str:
        """The class of the first token of a part."""
        return self.tokens.kind(self.match.parts[name][0]) if self.has(name) else ""

    @property
    def before(self) -> str:
        """The class of the token before."""
        return self.tokens.kind(self.match.first - 1)

    @property
    def begun(self) -> Period | None:
        """The period at the beginning of the range that these words end: "from Monday to Friday".

        None where they end none.
        """
        if self.context.last is None:
            return None
        first, last, period = self.context.last
        between = self.tokens.words[last : self.match.first]
        kinds = [self.tokens.kind(index) for index in range(last, self.match.first)]
        if not 1 <= len(kinds) <= 2:
            return None
        if self.tokens.kind(first - 1) == "from":
            joined = kinds == ["and"] or all(kind in ("to", "hyphen") for kind in kinds)
        else:  # "a revision on Friday to December's figures" is no range
            joined = all(kind in ("to", "hyphen") for kind in kinds) and between != ["to"]
        return period if joined else None

    @property
    def tense(self) -> Direction:
        """Where the nearest verb looks."""
        return direction(self.tokens, self.match.first, self.match.last)


Handler = Callable[[Words], Reading | None]
"""Reads the words of one rule; None where they mean nothing by it."""


def dated(period: Period | None, anchor: Anchor, *, aside: bool = False) -> Reading:
    """The reading of a date; one that can't be told has the value `UNKNOWN`.

    `aside`: it is only compared with, and later words don't go back to it ("a year earlier").
    """
    if period is None:
        return Reading("date", UNKNOWN, anchor)
    return Reading("date", period.value, anchor, None if aside else period)
