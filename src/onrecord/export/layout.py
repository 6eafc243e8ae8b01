"""Lines of a report in a terminal: headings, wrapped words, columns side by side.

Lines are laid out here rather than by rich's tables, which are slow over long articles. What
comes in is text that `visible` has made safe, and reaches rich as `Text`, never as markup.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size
from rich.color import ColorSystem
from rich.console import Console
from rich.text import Text

from onrecord.export.visible import one_line

WIDEST = 120
"""Columns beyond which lines would be too long to read."""
_NARROWEST = 40  # a narrower window breaks the lines itself

# Text.wrap asks a console for its tab size and nothing else.
_RULER = Console(file=io.StringIO(), color_system=None)


def usable(width: int) -> int:
    """The columns that are used of a window so wide."""
    return max(_NARROWEST, min(width, WIDEST))


def drawn(lines: Iterable[Text], *, colour: bool) -> str:
    """Lines as text; with `colour` they hold ANSI escape sequences."""
    if not colour:
        return "".join(f"{line.plain.rstrip()}\n" for line in lines)
    # Not by Console.print, which is made for more than lines and takes its time.
    out = []
    for line in lines:
        line.rstrip()
        for text, style, _ in line.render(_RULER, end="\n"):
            out.append(style.render(text, color_system=ColorSystem.STANDARD) if style else text)
    return "".join(out)


def heading(title: str, width: int, note: str = "") -> Iterator[Text]:
    """A blank line, then a title in a rule, with a note at its end if there is room."""
    yield Text()
    if cell_len(title) > width - 2:
        title = f"{set_cell_size(title, width - 3).rstrip()}…"
    room = width - cell_len(title) - 1
    end = f" {note}" if note and cell_len(note) + 4 < room else ""
    yield Text.assemble((title, "bold"), " ", ("─" * (room - cell_len(end)) + end, "dim"))


def tail(name: str, width: int) -> str:
    """A name, or the end of a long path."""
    name = one_line(name)
    if cell_len(name) <= width:
        return name
    name = name[-width:]
    while cell_len(name) > width - 1:
        name = name[1:]
    return f"…{name}"


def right(text: Text, width: int) -> Text:
    """Text at the right end of `width` columns."""
    return Text.assemble(" " * (width - text.cell_len), text)


def wrapped(text: Text, width: int) -> Iterator[Text]:
    """Text in lines of `width` columns; none for no text."""
    if not text:
        return
    yield from text.wrap(_RULER, max(width, 8), overflow="fold")


def flow(units: list[Text], between: Text, width: int) -> Iterator[Text]:
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


def columns(cells: list[tuple[Text, int]]) -> Iterator[Text]:
    """Lines of cells side by side, each wrapped to its width."""
    yield from rows([(list(wrapped(text, width)), width) for text, width in cells])


def rows(cells: list[tuple[list[Text], int]]) -> Iterator[Text]:
    """Lines of cells side by side, each as lines that fit its width."""
    widths = [width for _, width in cells]
    for parts in zip_longest(*(lines for lines, _ in cells), fillvalue=None):
        line = Text()
        for part, width in zip(parts, widths, strict=True):
            if part:
                line.append_text(part)
            line.append(" " * (width - (part.cell_len if part else 0)))
        yield line
