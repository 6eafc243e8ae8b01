"""A profile in a terminal, wrapped to its window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from rich.text import Text

from onrecord.export import wording
from onrecord.export.layout import columns, drawn, flow, heading, right, usable, wrapped
from onrecord.export.places import Places
from onrecord.export.sourcing import DOUBTFUL_BELOW
from onrecord.export.terminal_attribution import attribution_lines
from onrecord.export.terminal_found import Found
from onrecord.export.told import Told
from onrecord.export.visible import one_line
from onrecord.export.who import words
from onrecord.export.who.profile import Profile
from onrecord.record import Attribution, Mention

_Thing = TypeVar("_Thing")
_PLACE = 10
_SPAN = 14


def write(found: Profile, *, width: int = 80, colour: bool = False, every: bool = False) -> str:
    """The profile in lines of `width` columns; `every`: all mentions, not the first alone."""
    return drawn(_report(found, usable(width), every=every), colour=colour)


def _report(found: Profile, width: int, *, every: bool) -> Iterator[Text]:
    places = Places(found.record.document)
    yield from wrapped(Text(words.name(found), "bold"), width)
    yield from wrapped(Text(words.what(found)), width)
    yield from wrapped(Text(words.article(found), "dim"), width)
    yield Text()
    yield from wrapped(Text(words.read_by_a_model(found), "italic"), width)
    yield from _descriptions(found, width)
    yield from _related(found, places, width)
    yield from _forms(found, width)
    yield from _mentions(found, places, width, every=every)
    yield from _said(found, places, width)
    yield from _about(found, places, width)
    yield from _in_own_voice(found, places, width, every=every)
    yield Text()
    yield from wrapped(Text(wording.made_by(found.record), "dim"), width)


def _descriptions(found: Profile, width: int) -> Iterator[Text]:
    described = words.descriptions(found)
    if not described:
        return
    yield from heading("Described as", width)
    for said, whose in described:
        line = Text.assemble(said, "  ", (whose, "dim"))
        yield from columns([(Text(), 2), (line, width - 2)])


def _related(found: Profile, places: Places, width: int) -> Iterator[Text]:
    lines = Found(Told(found.record), places, width)
    if found.relations:
        yield from heading("Relations", width, f"{len(found.relations)} · confidence")
        yield from lines.relations(found.relations)
    if found.moments:
        yield from heading("Events", width, f"{len(found.events)} · confidence")
        yield from lines.moments(found.moments)


def _forms(found: Profile, width: int) -> Iterator[Text]:
    yield from heading("Called", width)
    forms = [Text(words.form(form), "" if form.kind == "name" else "dim") for form in found.forms]
    for line in flow(forms, Text(" · ", "dim"), width - 2) if forms else ():
        yield Text("  ").append_text(line)


def _mentions(found: Profile, places: Places, width: int, *, every: bool) -> Iterator[Text]:
    times = wording.count(len(found.mentions), "time")
    yield from heading(f"Mentioned {times}", width, wording.mention_kinds(found.mentions))
    shown, left = _cut(found.mentions, every=every)
    for mention in shown:
        yield from _mention(found, mention, places, width)
    if left:
        yield Text(f"  {words.more(left)}", "dim")


def _mention(found: Profile, mention: Mention, places: Places, width: int) -> Iterator[Text]:
    place = wording.where(places.place(mention.start))
    at = f"{mention.start}..{mention.end}"
    doubtful = mention.confidence < DOUBTFUL_BELOW
    sure = Text(wording.percent(mention.confidence), "bold red" if doubtful else "dim")
    span = _SPAN if width >= 70 else 0
    body = width - 2 - _PLACE - span - 6
    own = one_line(mention.text)
    room = max(8, body - len(own) - 4)  # the brackets, and a … at either end
    before, after = places.around(mention, room)
    line = Text.assemble((before, "dim"), ("[", "dim"), (own, "bold"), ("]", "dim"), (after, "dim"))
    line.truncate(body, overflow="ellipsis")
    yield from columns(
        [
            (Text(), 2),
            (Text(place), _PLACE),
            (Text(at if span else "", "dim"), span),
            (line, body),
            (right(sure, 6), 6),
        ]
    )
    here = words.here(mention, found)
    if here:
        yield from columns([(Text(), 2 + _PLACE + span), (Text(here, "dim"), body)])


def _said(found: Profile, places: Places, width: int) -> Iterator[Text]:
    yield from heading("Said", width, f"{len(found.said)} · confidence" if found.said else "")
    if not found.said:
        yield Text(f"  {words.NOTHING}", "dim")
    yield from _attributions(found, found.said, places, width)


def _about(found: Profile, places: Places, width: int) -> Iterator[Text]:
    title = f"What others say about {words.name(found)}"
    yield from heading(title, width, f"{len(found.about)} · confidence" if found.about else "")
    if not found.about:
        yield Text(f"  {words.NOTHING}", "dim")
    yield from _attributions(found, [one.attribution for one in found.about], places, width)


def _attributions(
    found: Profile, attributions: Sequence[Attribution], places: Places, width: int
) -> Iterator[Text]:
    for number, one in enumerate(attributions):
        if number:
            yield Text()
        meant, stances = words.meant(found, one), found.stances.get(one.id, ())
        yield from attribution_lines(one, meant, stances, places=places, depth=0, width=width)


def _in_own_voice(found: Profile, places: Places, width: int, *, every: bool) -> Iterator[Text]:
    number = wording.count(len(found.in_own_voice), "sentence")
    yield from heading("In the outlet’s own voice", width, number)
    shown, left = _cut(found.in_own_voice, every=every)
    for one in shown:
        sentence = found.record.document.text[one.sentence.start : one.sentence.end]
        place = wording.where(places.place(one.sentence.start))
        said = Text(one_line(sentence))
        yield from columns([(Text(), 2), (Text(place), _PLACE), (said, width - 2 - _PLACE)])
    if left:
        yield Text(f"  {words.more(left)}", "dim")


def _cut(things: Sequence[_Thing], *, every: bool) -> tuple[Sequence[_Thing], int]:
    """What is shown of some things, and how many are left out."""
    shown = things if every else things[: words.SHOWN]
    return shown, len(things) - len(shown)
