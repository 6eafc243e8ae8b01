"""One entry for a happening that an article tells of several times."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.record import Event

_ENDING = re.compile(r"(?<=\w{3})(?:ings?|ed|es|s|e)\Z")
_COMPARED = 8
"""Entries of one date and stem that a further one is compared with, at most."""


def once(told: Iterable[tuple[Event, str]]) -> list[Event]:
    """The events, each with the value of its time, without those told again.

    Told again is what has the same stem ("attacked", "attacks"), value and modality, and nobody who
    contradicts it: somebody or some place in common, or none given on one side. The entry that
    names more stays; of equals the first.
    """
    kept: dict[int, Event] = {}
    alike: dict[tuple[str, str, str], list[int]] = {}
    for number, (event, value) in enumerate(told):
        last = event.trigger.text.lower().split()[-1]
        same = alike.setdefault((_ENDING.sub("", last), value, event.modality), [])
        double = next((k for k in same[:_COMPARED] if _agree(kept[k], event)), None)
        if double is None:
            same.append(number)
            kept[number] = event
        elif len(_named(event)) > len(_named(kept[double])):
            kept[double] = event
    return sorted(kept.values(), key=lambda event: event.trigger.start)


def _named(event: Event) -> set[str]:
    return {*event.participants, *event.places}


def _agree(one: Event, other: Event) -> bool:
    """Whether two may be the same happening."""
    mine, theirs = _named(one), _named(other)
    return not mine or not theirs or not mine.isdisjoint(theirs)
