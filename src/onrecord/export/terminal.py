"""The sourcing report in a terminal, wrapped to its window.

Every word of the article passes `visible` and reaches rich as `Text`, never as markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from onrecord.export import wording
from onrecord.export.decided import marks
from onrecord.export.disputes import disputes, stances_of
from onrecord.export.disputes import title as dispute_title
from onrecord.export.layout import columns, drawn, flow, heading, tail, usable, wrapped
from onrecord.export.places import Places
from onrecord.export.sourcing import SourceUse, Sourcing, Voices, sourcing, standing
from onrecord.export.terminal_attribution import STYLES, attribution_lines, content_words
from onrecord.export.terminal_found import Found
from onrecord.export.timeline import dated, timeline
from onrecord.export.told import Told
from onrecord.export.visible import one_line, pieces
from onrecord.record import Attribution, Record

# Told apart without colour too.
_VOICES = (
    ("outlet", "█", "dim"),
    ("named", "▓", "green"),
    ("unnamed", "▒", "yellow"),
    ("unresolved", "░", "cyan"),
)


class Read(NamedTuple):
    """What the closing summary says of a file that was read."""

    name: str
    headline: str
    attributions: int


def write(
    record: Record, *, width: int = 80, colour: bool = False, seconds: float | None = None
) -> str:
    """The report in lines of `width` columns (40 to 120); `seconds`: what reading took.

    With `colour` the lines hold ANSI escape sequences, none of which is the article's.
    """
    return drawn(_report(record, sourcing(record), usable(width), seconds), colour=colour)


def summary_line(name: str, record: Record) -> Read:
    """What to keep of a record for `summary`, without keeping the record."""
    return Read(name, wording.title(record), len(record.attributions))


def summary(
    read: list[Read], failed: list[tuple[str, str]], *, width: int = 80, colour: bool = False
) -> str:
    """What was read, and what was not and why: (name, reason) in `failed`."""
    return drawn(_summary(read, failed, usable(width)), colour=colour)


def _summary(read: list[Read], failed: list[tuple[str, str]], width: int) -> Iterator[Text]:
    names = [*(one.name for one in read), *(name for name, _ in failed)]
    room = min(max((cell_len(one_line(name)) for name in names), default=0), width * 2 // 5)
    if read:
        yield from heading(f"{len(read)} read", width, "attributions, file, headline")
    for one in read:
        number, name = Text(f"{one.attributions:>5}", "bold"), Text(tail(one.name, room))
        headline = Text(one.headline, "dim")
        yield from columns([(number, 7), (name, room), (Text(), 2), (headline, width - room - 9)])
    if failed:
        yield from heading(f"{len(failed)} not read", width)
    for path, why in failed:
        name, reason = Text(tail(path, room), "bold red"), Text(one_line(why))
        yield from columns([(Text(), 2), (name, room), (Text(), 2), (reason, width - room - 4)])
    if read[1:]:
        yield Text()
        total = wording.count(sum(one.attributions for one in read), "attribution")
        yield Text(f"{total} in all, read by a model: check the words", "italic")


def _report(record: Record, found: Sourcing, width: int, seconds: float | None) -> Iterator[Text]:
    yield from _frame(record, found, width)
    if found.in_order:
        yield from _voices(found.voices, width)
        yield from _sources(found, width)
        yield from _one_unnamed(found, width)
    told, places = Told(record), Places(record.document)
    yield from _found(record, told, places, width)
    if found.in_order:
        yield from _attributions(record, found, places, width)
        yield from _unresolved(found, width)
    yield from _notes(record, width)
    yield Text()
    yield from wrapped(Text(wording.made_by(record, seconds), "dim"), width)


def _frame(record: Record, found: Sourcing, width: int) -> Iterator[Text]:
    yield from wrapped(Text(wording.title(record), "bold"), width)
    for line in wording.frame_lines(record):
        yield from wrapped(Text(line, "dim"), width)
    yield Text()
    yield from wrapped(Text(wording.read_by_a_model(found, record.document), "italic"), width)


def _voices(voices: Voices, width: int) -> Iterator[Text]:
    """A bar of whose words the story is made of, and its legend."""
    yield from heading("Whose words", width)
    shares = [(name, getattr(voices, name), glyph, style) for name, glyph, style in _VOICES]
    bar, reached, counted = Text("  "), 0, 0
    for _, characters, glyph, style in shares:
        counted += characters
        upto = round((width - 4) * counted / voices.total)
        bar.append(glyph * (upto - reached), style)
        reached = upto
    yield bar
    percents = wording.voice_percents(voices)
    legend = [
        Text.assemble((glyph, style), f" {percents[name]}% {wording.VOICES[name]}")
        for name, part, glyph, style in shares
        if part
    ]
    for line in flow(legend, Text("   "), width - 4):
        yield Text("  ").append_text(line)


def _sources(found: Sourcing, width: int) -> Iterator[Text]:
    """Who each source is, and under it all that it said, a line each."""
    yield from heading("Sources, most used first", width, wording.tally(found))
    names = [
        Text(wording.source_name(use), f"bold {STYLES[use.standing]}") for use in found.sources
    ]
    kinds = [Text(wording.source_kind(use)) for use in found.sources]
    kind = max(map(cell_len, map(str, kinds))) + 2 if width >= 60 else 0
    stands = max(len(wording.STANDINGS[use.standing]) for use in found.sources) + 2
    name = min(max(map(cell_len, map(str, names))) + 2, width - 8 - stands - kind)
    for number, use in enumerate(found.sources):
        if number:
            yield Text()
        standing_ = Text(wording.STANDINGS[use.standing], STYLES[use.standing])
        count = Text(f"{len(use.attributions):>3}", "bold")
        yield from columns(
            [
                (Text(), 2),
                (count, 6),
                (names[number], name - 2),
                (Text(), 2),
                (standing_, stands),
                (kinds[number] if kind else Text(), kind),
            ]
        )
        for words in wording.who(use):
            yield from columns([(Text(), 8), (Text(words, "dim"), width - 8)])
        for one in use.attributions:
            said = _in_short(one, use, found, width - 14)
            yield from columns(
                [(Text(), 8), (Text(one_line(one.id), "dim"), 6), (said, width - 14)]
            )


def _in_short(one: Attribution, use: SourceUse, found: Sourcing, width: int) -> Text:
    """An attribution under its source, cut to one line."""
    words = Text()
    if one.source and (use.id == "pronouns" or one.id in found.resolved):
        words.append(f"{one_line(one.source.text)} ", STYLES[use.standing])
    words.append(pieces(one.cue), "italic").append("  ").append_text(content_words(one))
    words.truncate(width, overflow="ellipsis")
    return words


def _one_unnamed(found: Sourcing, width: int) -> Iterator[Text]:
    yield from heading("Rests on one unnamed source", width)
    if not found.one_unnamed:
        yield Text("  Nothing that was read here.", "dim")
    for one in found.one_unnamed:
        words = Text.assemble((wording.source_of(one), STYLES[standing(one)]), "  ")
        words.append_text(Text(pieces(one.cue), "italic")).append("  ")
        words.append_text(content_words(one))
        if one.inside:
            words.append(f" (through {one_line(one.inside)})", "dim")
        yield from columns([(Text(), 2), (Text(one.id, "dim"), 6), (words, width - 10)])


def _found(record: Record, told: Told, places: Places, width: int) -> Iterator[Text]:
    """Who denies what, the timeline, relations and places; only those there are."""
    lines, answered = Found(told, places, width), disputes(record, told)
    if answered:
        number = wording.count(len(answered), "statement")
        yield from heading(dispute_title(answered), width, f"{number} · confidence")
        yield from lines.disputes(answered)
    moments = timeline(record)
    if moments:
        number = wording.listed(dated(moments))
        yield from heading("Timeline", width, f"{number} · confidence")
        yield from lines.moments(moments)
    if record.relations:
        yield from heading("Relations", width, f"{len(record.relations)} · confidence")
        yield from lines.relations(record.relations)
    if record.places:
        yield from heading("Places", width, str(len(record.places)))
        yield from lines.located(record.places)


def _attributions(record: Record, found: Sourcing, places: Places, width: int) -> Iterator[Text]:
    note = f"{len(found.doubtful)} doubtful · confidence" if found.doubtful else "confidence"
    yield from heading("Who said what, in reading order", width, note)
    answers, decided = stances_of(record), marks(record)
    for number, (attribution, depth) in enumerate(found.in_order):
        if number:
            yield Text()
        meant = found.resolved.get(attribution.id, ())
        stances = (*answers.get(attribution.id, ()), *decided.get(attribution.id, ()))
        yield from attribution_lines(
            attribution, meant, stances, places=places, depth=depth, width=width
        )


def _unresolved(found: Sourcing, width: int) -> Iterator[Text]:
    if not found.unresolved:
        return
    total = sum(len(those) for _, those in found.unresolved)
    yield from heading("Stays unresolved", width, f"{total} of {len(found.in_order)}")
    for reason, those in found.unresolved:
        words = Text(one_line(reason))
        words.append("  " + " ".join(one.id for one in those), "dim")
        number = Text(f"{len(those):>3}", "bold")
        yield from columns([(Text(), 2), (number, 6), (words, width - 10)])


def _notes(record: Record, width: int) -> Iterator[Text]:
    if not record.document.notes:
        return
    yield from heading("Notes on the reading of the file", width)
    for note in record.document.notes:
        code, message = Text(one_line(note.code), "dim"), Text(one_line(note.message))
        yield from columns([(Text(), 2), (code, 6), (message, width - 10)])
