"""What a record dates, in the order of time: happenings, and statements with their day.

What is dated alike stands together, so that the timeline is as long as the dates are many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from onrecord.export import dates, wording
from onrecord.export.told import Told
from onrecord.record import Attribution, Event, Kind, Modality, Record, TimeExpression

_STANDS: dict[Modality, str] = {
    "actual": "",
    "planned": "planned",
    "attempted": "attempted",
    "alleged": "alleged",
    "negated": "is said not to have happened",
}
_NEGATED_AHEAD = "will not happen"

_PRINTED = 4


class Statement(Protocol):
    """What of a statement tells how what is told in it stands."""

    @property
    def kind(self) -> Kind: ...

    @property
    def negated(self) -> bool: ...


@dataclass(slots=True, kw_only=True)
class Moment:
    """A day, or a span of time as exact as it is known, and what is dated to it.

    `earliest` and `latest` as in `TimeExpression`; both None for what has no date. `printed`:
    the words that the article dates it by, each once, the first few.
    """

    earliest: str | None
    latest: str | None
    printed: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    said: list[Attribution] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The date in words."""
        return dates.period(self.earliest, self.latest)


def timeline(record: Record) -> list[Moment]:
    """The moments of a record, the earliest first, what has no date last."""
    return in_time(record.times, record.events, record.attributions)


def in_time(
    times: Sequence[TimeExpression],
    events: Iterable[Event],
    attributions: Iterable[Attribution] = (),
) -> list[Moment]:
    """Some events, and those of some attributions that have a day, as `timeline` sorts them."""
    by_id = {time.id: time for time in times}
    by_value = {time.value: time for time in reversed(times)}
    moments: dict[tuple[str | None, str | None], Moment] = {}

    def moment(earliest: str | None, latest: str | None, time: TimeExpression | None) -> Moment:
        found = moments.setdefault((earliest, latest), Moment(earliest=earliest, latest=latest))
        words = " ".join(time.text.split()) if time else ""
        if words and len(found.printed) < _PRINTED and words not in found.printed:
            found.printed.append(words)
        return found

    for event in events:
        time = by_id.get(event.time or "")
        earliest, latest = (time.earliest, time.latest) if time else (None, None)
        moment(earliest, latest, time).events.append(event)
    for one in attributions:
        if one.said_on:
            time = by_value.get(one.said_on)
            bounds = (time.earliest, time.latest) if time else dates.bounds(one.said_on)
            moment(*bounds, time).said.append(one)
    return sorted(moments.values(), key=_order)


def standing(modality: Modality, *, ahead: bool, by: Statement | None = None) -> str:
    """How a happening stands to what was; what is told as a fact needs no word.

    `ahead`: its date comes after the publication; `by`: the statement that it is told in. That
    something did not happen is never said in our own words: whoever tells of it says so, and so
    does who denies it.
    """
    if by and by.kind == "denial" and not by.negated and modality == "alleged":
        modality = "negated"
    return _NEGATED_AHEAD if ahead and modality == "negated" else _STANDS[modality]


def about(event: Event, told: Told) -> list[str]:
    """How it stands, who took part, where, and who says so; only what is known."""
    stands = standing(
        event.modality,
        ahead=told.is_ahead(event.time),
        by=told.attribution(event.authority),
    )
    parts = [stands, told.names(event.participants), told.names(event.places)]
    return [part for part in [*parts, told.authority(event.authority)] if part]


def days(moment: Moment) -> tuple[int | None, int | None]:
    """The first and the last day of a moment, as `dates` counts them; None for an open end."""
    return dates.first_day(moment.earliest), dates.last_day(moment.latest)


def dated(moments: Sequence[Moment]) -> list[str]:
    """How much there is in them: "6 events", "1 statement"."""
    numbers = (
        ("event", sum(len(one.events) for one in moments)),
        ("statement", sum(len(one.said) for one in moments)),
    )
    return [wording.count(number, noun) for noun, number in numbers if number]


def _order(moment: Moment) -> tuple[bool, float, float]:
    first, last = days(moment)
    start = first if first is not None else last
    end = last if last is not None else first
    if start is None or end is None:
        return True, 0, 0
    return False, start, end
