"""Denials, timeline, relations and places as Markdown, for every report that shows some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.export import coordinates, relations, timeline, wording
from onrecord.export.disputes import DONE_BY, Dispute
from onrecord.export.markdown_parts import kept, plain
from onrecord.export.places import Places
from onrecord.export.sourcing import DOUBTFUL_BELOW
from onrecord.export.timeline import Moment
from onrecord.export.told import Told
from onrecord.export.visible import one_line
from onrecord.record import Event, Place, Relation

_AROUND = 400


def dispute_lines(found: Sequence[Dispute], told: Told) -> Iterator[str]:
    """A table: a statement, and beside it who denies, doubts or supports it."""
    yield "| Statement | How others stand to it |"
    yield "| --- | --- |"
    for dispute in found:
        answers = [
            f"{DONE_BY[one.stance]} {_statement(one.from_, told.by(one.from_), told)} · "
            f"{_sure(one.confidence)}"
            for one in dispute.answers
        ]
        about = _statement(dispute.about, told.holder(dispute.about), told)
        yield f"| {about} | {'<br>'.join(answers)} |"
    yield ""


def moment_lines(found: Sequence[Moment], told: Told, places: Places) -> Iterator[str]:
    """A list by date: what happened, and what was said then."""
    for moment in found:
        yield f"- **{plain(moment.words)}**"
        yield from (f"    - {event_words(event, told, places)}" for event in moment.events)
        for one in moment.said:
            said = f"{told.holder(one.id)} {told.does(one)}: {told.said(one.id)}"
            yield f"    - {plain(one.id)}: {plain(said)} · {_sure(one.confidence)}"
    yield ""


def event_words(event: Event, told: Told, places: Places) -> str:
    """An event in a line: its sentence with the words that tell it, and what is known of it."""
    before, after = places.around(event.trigger, _AROUND, told.sentence(event.trigger))
    known = " · ".join(timeline.about(event, told))
    words = f"{kept(before)}**{plain(event.trigger.text)}**{kept(after)}"
    return f"{plain(event.id)}: {words} ({plain(known)}) · {_sure(event.confidence)}"


def relation_lines(found: Sequence[Relation], told: Told, places: Places) -> Iterator[str]:
    """A line each: the relation, the words that say so, and whose they are."""
    for one in found:
        where = wording.where(places.place(one.evidence.start))
        said = f"{relations.in_words(one, told)} · “{one_line(one.evidence.text)}”, {where}"
        words = f"{said}, {told.authority(one.authority)}"
        yield f"- {plain(one.id)}: {plain(words)} · {_sure(one.confidence)}"
    yield ""


def place_lines(found: Sequence[Place], told: Told) -> Iterator[str]:
    """A line each: its name, degrees and country."""
    for one in found:
        yield f"- {plain(f'{told.name(one.entity)}: {coordinates.in_words(one)}')}"
    yield ""


def _statement(id: str, holder: str, told: Told) -> str:
    return f"{plain(id)} **{plain(holder)}** · {plain(told.said(id))}"


def _sure(confidence: float) -> str:
    doubtful = ", doubtful" if confidence < DOUBTFUL_BELOW else ""
    return f"{wording.percent(confidence)}{doubtful}"
