"""The word lists that passages are compared by (`claims.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.annotate.stances import lists as stances

LEXICONS = ("claims", *stances.LEXICONS)


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of `claims.yaml`; `numbers`: below nought for places in a row ("fifth");
    `plurals`: irregular ones, each with its singular; `small`: words that tell nothing by
    themselves."""

    numbers: Mapping[str, float]
    scales: Mapping[str, float]
    plurals: Mapping[str, str]
    subjects: frozenset[str]
    possessives: frozenset[str]
    after_object: frozenset[str]
    first_persons: frozenset[str]
    verbs: frozenset[str]
    reporting: frozenset[str]
    turning: frozenset[str]
    nobody: frozenset[str]
    small: frozenset[str]


@cache
def words() -> Lists:
    """The lists, read once."""
    data = lexicon.load("claims")
    plain = (
        "subjects",
        "possessives",
        "after_object",
        "first_persons",
        "verbs",
        "reporting",
        "turning",
        "nobody",
    )
    return Lists(
        numbers={
            word: float(number)
            for word, number in (*data["numbers"].items(), *data["places"].items())
        },
        scales={word: float(number) for word, number in data["scales"].items()},
        plurals=data["plurals"],
        **{key: frozenset(data[key]) for key in plain},
        small=stances.lists().small,
    )
