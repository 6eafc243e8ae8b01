"""The sourcing report in a terminal, wrapped to its window.

Every word of the article passes `visible` and reaches rich as `Text`, never as markup.
Lines are laid out here rather than by rich's tables, which are slow over long articles.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.text import Text

from onrecord.export import wording
from onrecord.export.sourcing import (
    DOUBTFUL_BELOW,
    Sourcing,
    Standing,
    Voices,
    sourcing,
    standing,
)
from onrecord.export.visible import GAP, one_line, pieces
from onrecord.record import Attribution, Record

WIDEST = 120
"""Columns beyond which lines would be too long to read."""
_NARROWEST = 40  # a narrower window breaks the lines itself
_WIDE = 100  # from here on the particulars stand in the margin, not beneath
_MARGIN = 32
_DEEPEST = 4  # deeper nesting is not indented further

_STYLES: dict[Standing, str] = {
    "named": "green",
    "unnamed": "yellow",
    "unresolved": "cyan",
    "unstated": "magenta",
}
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
    """The report in lines of `width` columns (40 to `WIDEST`); `seconds`: what reading took.

    With `colour` the lines hold ANSI escape sequences, none of which is the article's.
    """
    return _text(_report(record, sourcing(record), _usable(width), seconds), colour)


def summary_line(name: str, record: Record) -> Read:
    """What to keep of a record for `summary`, without keeping the record."""
    return Read(name, wording.title(record), len(record.attributions))


def summary(
    read: list[Read], failed: list[tuple[str, str]], *, width: int = 80, colour: bool = False
) -> str:
    """What was read, and what was not and why: (name, reason) in `failed`."""
    return _text(_summary(read, failed, _usable(width)), colour)


def _usable(width: int) -> int:
    return max(_NARROWEST, min(width, WIDEST))


def _text(lines: Iterator[Text], colour: bool) -> str:
    if not colour:
        return "".join(f"{line.plain.rstrip()}\n" for line in lines)
    # Not by Console.print, which is made for more than lines and takes its time.
    out = []
    for line in lines:
        line.rstrip()
        for text, style, _ in line.render(_RULER, end="\n"):
            out.append(style.render(text, color_system=ColorSystem.STANDARD) if style else text)
    return "".join(out)


def _summary(read: list[Read], failed: list[tuple[str, str]], width: int) -> Iterator[Text]:
    names = [*(one.name for one in read), *(name for name, _ in failed)]
    room = min(max((cell_len(one_line(name)) for name in names), default=0), width * 2 // 5)
    if read:
        yield from _heading(f"{len(read)} read", width, "attributions, file, headline")
    for one in read:
        number, name = Text(f"{one.attributions:>5}", "bold"), Text(_tail(one.name, room))
        headline = Text(one.headline, "dim")
        yield from _columns([(number, 7), (name, room), (Text(), 2), (headline, width - room - 9)])
    if failed:
        yield from _heading(f"{len(failed)} not read", width)
    for path, why in failed:
        name, reason = Text(_tail(path, room), "bold red"), Text(one_line(why))
        yield from _columns([(Text(), 2), (name, room), (Text(), 2), (reason, width - room - 4)])
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
        yield from _attributions(record, found, width)
        yield from _unresolved(found, width)
    yield from _notes(record, width)
    yield Text()
    yield from _wrapped(Text(wording.made_by(record, seconds), "dim"), width)


def _frame(record: Record, found: Sourcing, width: int) -> Iterator[Text]:
    yield from _wrapped(Text(wording.title(record), "bold"), width)
    for line in wording.frame_lines(record):
        yield from _wrapped(Text(line, "dim"), width)
    yield Text()
    yield from _wrapped(Text(wording.read_by_a_model(found, record.document), "italic"), width)


def _voices(voices: Voices, width: int) -> Iterator[Text]:
    """A bar of whose words the story is made of, and its legend."""
    yield from _heading("Whose words", width)
    shares = [(name, getattr(voices, name), glyph, style) for name, glyph, style in _VOICES]
    bar, drawn, counted = Text("  "), 0, 0
    for _, characters, glyph, style in shares:
        counted += characters
        upto = round((width - 4) * counted / voices.total)
        bar.append(glyph * (upto - drawn), style)
        drawn = upto
    yield bar
    percents = wording.voice_percents(voices)
    legend = [
        Text.assemble((glyph, style), f" {percents[name]}% {wording.VOICES[name]}")
        for name, part, glyph, style in shares
        if part
    ]
    for line in _flow(legend, Text("   "), width - 4):
        yield Text("  ").append_text(line)


def _sources(found: Sourcing, width: int) -> Iterator[Text]:
    yield from _heading("Sources, most used first", width, wording.tally(found))
    rows = [
        (
            Text(f"{len(use.attributions):>3}", "bold"),
            Text(wording.source_name(use), _STYLES[use.standing]),
            Text(wording.STANDINGS[use.standing], _STYLES[use.standing]),
            Text(wording.source_kind(use)),
            Text(" ".join(one.id for one in use.attributions), "dim"),
        )
        for use in found.sources
    ]
    name, stands, kind, ids = (max(row[at].cell_len for row in rows) + 2 for at in range(1, 5))
    kind = kind if width >= 60 else 0
    spare = width - 2 - 6 - stands - kind
    # The names have what they need as far as there is room; the ids wrap, or give way.
    ids = min(ids, max(spare - name, 16)) if width >= 80 else 0
    name = min(name, spare - ids)
    for number, who, standing_, what, where in rows:
        line = [(Text(), 2), (number, 6), (who, name - 2), (Text(), 2), (standing_, stands)]
        yield from _columns(
            [*line, (what if kind else Text(), kind), (where if ids else Text(), ids)]
        )


def _one_unnamed(found: Sourcing, width: int) -> Iterator[Text]:
    yield from _heading("Rests on one unnamed source", width)
    if not found.one_unnamed:
        yield Text("  Nothing that was read here.", "dim")
    for one in found.one_unnamed:
        words = Text.assemble((wording.source_of(one), _STYLES[standing(one)]), "  ")
        words.append_text(Text(pieces(one.cue), "italic")).append("  ")
        words.append_text(_content(one))
        if one.inside:
            words.append(f" (through {one_line(one.inside)})", "dim")
        yield from _columns([(Text(), 2), (Text(one.id, "dim"), 6), (words, width - 10)])


def _attributions(record: Record, found: Sourcing, width: int) -> Iterator[Text]:
    note = f"{len(found.doubtful)} doubtful · confidence" if found.doubtful else "confidence"
    yield from _heading("Who said what, in reading order", width, note)
    for number, (attribution, depth) in enumerate(found.in_order):
        if number:
            yield Text()
        yield from _attribution(attribution, min(depth, _DEEPEST), width)


def _attribution(attribution: Attribution, depth: int, width: int) -> Iterator[Text]:
    style = _STYLES[standing(attribution)]
    doubtful = attribution.confidence < DOUBTFUL_BELOW
    confidence = Text(wording.percent(attribution.confidence), "bold red" if doubtful else "dim")
    if doubtful:
        confidence.append("?")
    margin = _MARGIN if width >= _WIDE else 0
    indent = 2 + 4 * depth
    body = width - indent - 6 - 6 - margin - 2

    source = (wording.source_of(attribution), f"bold {style}" if attribution.source else "dim")
    head = Text.assemble(source, "  ", (pieces(attribution.cue), "italic"))
    left = [*_wrapped(head, body)]
    if attribution.content:
        said = _wrapped(_content(attribution), body - 2)
        left += [Text.assemble(("│ ", style), line) for line in said]
    particulars = list(_particulars(attribution, margin or body))
    yield from _rows(
        [
            ([], indent),
            ([Text(attribution.id, "dim")], 6),
            (left if margin else left + particulars, body),
            ([], 2),
            (particulars if margin else [], margin),
            ([_right(confidence, 6)], 6),
        ]
    )


def _particulars(attribution: Attribution, width: int) -> Iterator[Text]:
    """Kind, mode and what else is known of an attribution, wrapped."""
    marks = []
    for mark in wording.marks(attribution):
        plain = mark in ("statement", "direct", "indirect", "mixed")
        marks.append(Text(mark, "bold red" if mark == "doubtful" else "dim" if plain else ""))
    yield from _flow(marks, Text(" · ", "dim"), width)
    for label, words in wording.grounds(attribution):
        yield from _wrapped(Text.assemble((f"{label}: ", "dim"), words), width)


def _unresolved(found: Sourcing, width: int) -> Iterator[Text]:
    if not found.unresolved:
        return
    total = sum(len(those) for _, those in found.unresolved)
    yield from _heading("Stays unresolved", width, f"{total} of {len(found.in_order)}")
    for reason, those in found.unresolved:
        words = Text(one_line(reason))
        words.append("  " + " ".join(one.id for one in those), "dim")
        number = Text(f"{len(those):>3}", "bold")
        yield from _columns([(Text(), 2), (number, 6), (words, width - 10)])


def _notes(record: Record, width: int) -> Iterator[Text]:
    if not record.document.notes:
        return
    yield from _heading("Notes on the reading of the file", width)
    for note in record.document.notes:
        code, message = Text(one_line(note.code), "dim"), Text(one_line(note.message))
        yield from _columns([(Text(), 2), (code, 6), (message, width - 10)])


def _content(attribution: Attribution) -> Text:
    said = Text()
    for span in attribution.content:
        said.append(GAP if said else "", "dim").append(one_line(span.text))
    return said


def _heading(title: str, width: int, note: str = "") -> Iterator[Text]:
    yield Text()
    room = width - cell_len(title) - 1
    end = f" {note}" if note and cell_len(note) + 4 < room else ""
    yield Text.assemble((title, "bold"), " ", ("─" * (room - cell_len(end)) + end, "dim"))


def _tail(name: str, width: int) -> str:
    """A name, or the end of a long path."""
    name = one_line(name)
    if cell_len(name) <= width:
        return name
    name = name[-width:]
    while cell_len(name) > width - 1:
        name = name[1:]
    return f"…{name}"


def _right(text: Text, width: int) -> Text:
    return Text.assemble(" " * (width - text.cell_len), text)


def _wrapped(text: Text, width: int) -> Iterator[Text]:
    if not text:
        return
    yield from text.wrap(_RULER, max(width, 8), overflow="fold")


def _flow(units: list[Text], between: Text, width: int) -> Iterator[Text]:
    """Units in lines that break between them alone."""
    line = Text()
    for unit in units:
        if line and line.cell_len + between.cell_len + unit.cell_len > width:
            yield line
            line = Text()
        if line:
            line.append_text(between)
        line.append_text(unit)
    yield line


def _columns(cells: list[tuple[Text, int]]) -> Iterator[Text]:
    """Lines of cells side by side, each wrapped to its width."""
    yield from _rows([(list(_wrapped(text, width)), width) for text, width in cells])


def _rows(cells: list[tuple[list[Text], int]]) -> Iterator[Text]:
    """Lines of cells side by side, each as lines that fit its width."""
    widths = [width for _, width in cells]
    for parts in zip_longest(*(lines for lines, _ in cells), fillvalue=None):
        line = Text()
        for part, width in zip(parts, widths, strict=True):
            if part:
                line.append_text(part)
            line.append(" " * (width - (part.cell_len if part else 0)))
        yield line


# Text.wrap asks a console for its tab size and nothing else.
_RULER = Console(file=io.StringIO(), color_system=None)
