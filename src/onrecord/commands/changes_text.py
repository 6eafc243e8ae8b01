"""What changes in stories, for people in a terminal and as a table: both passages each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from onrecord.casebook import Member, StoryChange
from onrecord.casebook.claims.claim import ChangeKind
from onrecord.commands.asking_tables import PLACE, as_csv, place_cells
from onrecord.commands.asking_text import cut, indented, note, short_place, sure
from onrecord.commands.claims_tables import holder
from onrecord.export import wording
from onrecord.export.layout import drawn, heading, rows, usable, wrapped
from onrecord.export.terminal_attribution import STYLES
from onrecord.export.visible import one_line

if TYPE_CHECKING:
    from onrecord.casebook.behind import Behind

_BESIDE = 72
"""Columns from which on the two passages stand beside one another."""
TITLES: dict[ChangeKind, str] = {
    "says otherwise": "Says otherwise later",
    "hedge dropped": "A hedge is dropped",
    "attribution dropped": "The source is dropped",
    "quotation altered": "A quotation is altered",
    "quotation cut": "A quotation is cut",
}
_SIDES = ("before", "after")
_COLUMNS = (
    "change",
    "claim",
    "confidence",
    "why",
    *(f"{side}_{name}" for side in _SIDES for name in ("holder", "text", "stand", *PLACE)),
)


def changes(
    found: Sequence[StoryChange],
    next_one: int | None,
    behind: Behind | None = None,
    *,
    width: int,
    colour: bool,
) -> str:
    """Changes in order of time: what changed, the two passages, and why they count."""
    room = usable(width)
    lines = [line for each in found for line in _change(each, room)]
    more = "" if next_one is None else f" There is more: --offset {next_one}."
    lines += [Text(), *wrapped(Text(f"{note(found, behind)}{more}", "italic"), room)]
    return drawn(lines if lines[0] else lines[1:], colour=colour)


def table(found: Iterable[StoryChange]) -> Iterator[str]:
    """Changes as CSV, a row each."""
    return as_csv(_COLUMNS, map(_row, found))


def _change(change: StoryChange, width: int) -> Iterator[Text]:
    yield from heading(TITLES[change.kind], width, change.claim or "")
    sides = (("earlier", change.before), ("later", change.after))
    if width < _BESIDE:
        for when, member in sides:
            yield from _passage(when, member, width)
    else:
        half = (width - 3) // 2
        cells = [([*_passage(when, member, half)], half) for when, member in sides]
        yield from rows([cells[0], ([], 3), cells[1]])
    for number, evidence in enumerate(change.evidence):
        end = sure(change.confidence) if number == 0 else None
        yield from indented(Text("· ", "dim").append(one_line(evidence.reason)), width, end)


def _passage(when: str, member: Member, width: int) -> Iterator[Text]:
    style = STYLES[member.said.standing] if member.said else ""
    head = Text(one_line(holder(member)), f"bold {style}".strip())
    cue = one_line(member.said.cue) if member.said else wording.OWN_VOICE
    yield from indented(head.append(f"  {cue} · {when}", "dim"), width)
    yield from indented(Text.assemble(("│ ", style), cut(member.text)), width)
    yield from indented(Text(short_place(member.place), "dim"), width)


def _row(change: StoryChange) -> dict[str, object]:
    row: dict[str, object] = {
        "change": change.kind,
        "claim": change.claim,
        "confidence": change.confidence,
        "why": tuple(each.reason for each in change.evidence),
    }
    for side, member in zip(_SIDES, (change.before, change.after), strict=True):
        cells = {"holder": holder(member), "text": member.text, "stand": member.stand}
        cells |= place_cells(member.place)
        row |= {f"{side}_{name}": value for name, value in cells.items()}
    return row
