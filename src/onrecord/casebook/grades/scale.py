"""The two scales of the Admiralty code as data: what each grade is called and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from onrecord import lexicon

Axis = Literal["reliability", "credibility"]
"""Of a source, and of a claim: judged apart, never made into one."""

AXES: tuple[Axis, ...] = get_args(Axis)
UNJUDGED: dict[Axis, str] = {"reliability": "F", "credibility": "6"}
"""What stands where nothing can be judged; it is not bad."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One grade of a scale: its sign, its name, and what it says."""

    value: str
    name: str
    says: str


@cache
def scale(axis: Axis) -> dict[str, Step]:
    """The grades of an axis by their signs, the best first."""
    steps: dict[str, dict[str, str]] = lexicon.load("grades")[axis]
    return {value: Step(value=value, **step) for value, step in steps.items()}


def axis_of(value: str) -> Axis | None:
    """The axis that has such a grade."""
    return next((axis for axis in AXES if value in scale(axis)), None)


def enough(what: Literal["confirmed", "probable", "improbable"]) -> int:
    """How many independent sources a proposal asks for."""
    return int(lexicon.load("grades")["proposal"][what])
