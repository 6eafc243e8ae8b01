"""Again and again: "every Monday", "twice a week", "annually", "Tuesday nights"."""

from __future__ import annotations

from fractions import Fraction

from onrecord import lexicon
from onrecord.annotate.times.durations import duration
from onrecord.annotate.times.numbers import amount
from onrecord.annotate.times.reading import Handler, Reading, Words

_EVERY = {"weekday": "week", "weekly": "week", "yearly": "year", "daily": "day"}
"""The unit that a part of the rule comes back in."""


def read_set(words: Words) -> Reading | None:
    """How often, as R/ and the duration from one time to the next; which day is not told."""
    if words.has("periodic"):
        return _periodic(words)
    if words.kind("many") == "units" and words.part("many") != ["nights"]:
        return None
    count = Fraction(2 if words.has("other") else 1)
    if words.has("count"):
        count = amount(words.part("count")) or count
    if words.has("unit"):
        if words.kind("unit") == "second" and not words.has("count"):
            return None
        return _every(count, words.part("unit")[0])
    return next((_every(count, unit) for part, unit in _EVERY.items() if words.has(part)), None)


def _every(count: Fraction, unit: str) -> Reading:
    return Reading("set", f"R/{duration(count, unit)}", "explicit")


def _periodic(words: Words) -> Reading | None:
    """ "daily", "annually"; not of a name ("the Daily Star", "the weekly Zeit")."""
    tokens, match = words.tokens, words.match
    if tokens.capital(match.first) or tokens.capital(match.last):
        return None
    word = words.part("periodic")[0]
    if word == "quarterly" and tokens.kind(match.last) == "":
        return None  # of a report: "quarterly earnings"
    return Reading("set", f"R/{lexicon.load('times')['periodic'][word]}", "explicit")


HANDLERS: dict[str, Handler] = {"set": read_set}
"""The rules that are read here."""
