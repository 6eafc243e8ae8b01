"""Claims for people in a terminal: who holds and denies them side by side, whence they have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from onrecord.casebook import Claim, Credibility, Member, StoryChange
from onrecord.casebook.claims.claim import Independence, Lineage, Node, OriginKind
from onrecord.commands.asking_text import MODEL, cut, indented, note, short_place, sure
from onrecord.commands.changes_text import TITLES
from onrecord.commands.claims_tables import holder
from onrecord.commands.near import near
from onrecord.export import wording
from onrecord.export.layout import columns, drawn, heading, rows, usable, wrapped
from onrecord.export.terminal_attribution import STYLES
from onrecord.export.visible import one_line

if TYPE_CHECKING:
    from onrecord.casebook.behind import Behind

_NAMES = 6
_DEEPEST = 8
_BESIDE = 72
"""Columns from which on the two sides stand beside one another."""
_ORIGINS: dict[OriginKind, str] = {
    "named": "named source",
    "unnamed": "source without a name",
    "outlet": "outlet in its own voice",
    "document": "document",
    "unknown": "origin unknown",
}
_LINKS = {
    "copies": "repeats its wording",
    "quotes": "repeats its quotation",
    "credits": "names it",
    "links": "links to it",
}
_REPORTS = "reports it"
"""Of a sentence, which may say itself whom the outlet has it from: no "in its own voice"."""
_STANDS = {"same": "", "supports": "bears it out", "denies": "", "doubts": "doubts it"}


def claims(
    found: Sequence[Claim],
    next_one: int | None,
    behind: Behind | None = None,
    *,
    width: int,
    colour: bool,
) -> str:
    """Claims in a list, each with its numbers, who holds and denies it, and its first passage."""
    room = usable(width)
    lines = [line for each in found for line in _listed(each, room)]
    more = "" if next_one is None else f" There is more: --offset {next_one}."
    return _with_note(lines, f"{note(found, behind)}{more}", room, colour)


def claim(
    found: Claim,
    changes: Sequence[StoryChange],
    credibility: Credibility,
    *,
    width: int,
    colour: bool,
) -> str:
    """A claim with its two sides, its lineage, its sources, what changed, and its credibility."""
    room = usable(width)
    lines = [
        *wrapped(Text(cut(found.text), "bold"), room),
        *wrapped(_numbers(found), room),
        *_sides(found, room),
        *heading("Whence they have it", room),
        *_tree(found.lineage, room),
        *heading("Independent sources", room),
        *_counted(found.lineage.independence, room),
        *_changed(changes, room),
        *heading("Credibility", room),
        *_credible(credibility, room),
    ]
    return _with_note(lines, MODEL, room, colour)


def _with_note(lines: list[Text], note: str, width: int, colour: bool) -> str:
    lines += [Text(), *wrapped(Text(note, "italic"), width)]
    return drawn(lines if lines[0] else lines[1:], colour=colour)


def _listed(found: Claim, width: int) -> Iterator[Text]:
    yield Text()
    yield from wrapped(Text(cut(found.text), "bold"), width)
    yield from wrapped(_numbers(found), width)
    for title, members in (("held by", found.holders), ("denied by", found.deniers)):
        if members:
            line = Text(f"{title} ", "dim").append_text(_names(members))
            yield from indented(line, width)
    yield from indented(Text(f"first: {short_place(found.members[0].place)}", "dim"), width)


def _numbers(found: Claim) -> Text:
    counted = found.lineage.independence
    many = wording.count(counted.count, "independent source")
    if counted.low != counted.high:
        many += f" ({counted.low} to {counted.high})"
    line = Text(f"{found.id}  {wording.count(found.documents, 'document')} · {many}", "dim")
    for holds, word in (
        (found.disputed, "disputed"),
        (found.single_sourced, "may rest on one source"),
        (found.circular, "circular"),
    ):
        if holds:
            line.append(" · ", "dim").append(word, "bold red" if word != "disputed" else "bold")
    return line


def _names(members: Sequence[Member]) -> Text:
    """Who they are, each with the outlets that say so, the rest counted."""
    outlets: dict[str, dict[str, None]] = {}
    for each in members:
        of = outlets.setdefault(one_line(holder(each)), {})
        if each.said and each.place.outlet:
            of[one_line(each.place.outlet)] = None
    line = Text()
    for number, (name, where) in enumerate([*outlets.items()][:_NAMES]):
        line.append("; " if number else "")
        line.append(name).append(f" ({', '.join(where)})" if where else "", "dim")
    if len(outlets) > _NAMES:
        line.append(f" and {len(outlets) - _NAMES} more", "dim")
    return line


def _sides(found: Claim, width: int) -> Iterator[Text]:
    """Holders at the left, deniers at the right; below one another where there is no room."""
    sides = [("Held by", found.holders), ("Denied or doubted by", found.deniers)]
    if not found.deniers or width < _BESIDE:
        for title, members in sides:
            if members or title == "Held by":
                yield from heading(title, width, "confidence" if members else "")
                yield from _members(members, width)
        return
    half = (width - 3) // 2
    cells = [
        ([*heading(title, half, "confidence"), *_members(members, half)], half)
        for title, members in sides
    ]
    yield from rows([cells[0], ([], 3), cells[1]])


def _members(members: Sequence[Member], width: int) -> Iterator[Text]:
    if not members:
        yield Text("  nobody in this casebook", "dim")
    for number, each in enumerate(members):
        if number:
            yield Text()
        style = STYLES[each.said.standing] if each.said else ""
        head = Text(one_line(holder(each)), f"bold {style}".strip())
        marks = [one_line(each.said.cue) if each.said else _REPORTS, _STANDS[each.stand]]
        head.append(f"  {' · '.join(mark for mark in marks if mark)}", "dim")
        yield from indented(head, width, sure(each.confidence))
        yield from indented(Text.assemble(("│ ", style), cut(each.text)), width)
        yield from indented(Text(short_place(each.place), "dim"), width)
        yield from indented(Text(one_line(each.reason), "dim italic"), width)


def _tree(lineage: Lineage, width: int) -> Iterator[Text]:
    """Origins at the left, and under each who has it from there; each node is opened once."""
    below: dict[int, list[tuple[int, str]]] = {}
    for link in lineage.links:
        below.setdefault(link.end, []).append((link.start, _LINKS[link.kind]))
    opened: set[int] = set()
    for root in (*lineage.origins, *range(len(lineage.nodes))):
        if root in opened:
            continue
        waiting: list[_Branch] = [_Branch(root, "", ())]
        while waiting:
            number, how, ends = waiting.pop()
            again = number in opened
            line = _node(lineage.nodes[number]).append(f"  {how}" if how else "", "dim")
            line.append("  (see above)" if again and below.get(number) else "", "dim")
            yield from _grown(line, ends, width)
            if not again:
                opened.add(number)
                under = sorted(below.get(number, ()))
                last = len(under) - 1
                waiting += reversed(
                    [
                        _Branch(child, why, (*ends, n == last))
                        for n, (child, why) in enumerate(under)
                    ]
                )
    for ring in lineage.cycles:
        names = [one_line(lineage.nodes[number].name) for number in (*ring, ring[0])]
        yield from indented(Text(f"In a circle: {' → '.join(names)}", "bold red"), width)


class _Branch(NamedTuple):
    """A node of a tree: how it hangs there; of it and those above whether they are the last."""

    number: int
    how: str
    ends: tuple[bool, ...]


def _grown(line: Text, ends: tuple[bool, ...], width: int) -> Iterator[Text]:
    """A line of a tree behind its branches; what is deeper than there is room for stays there."""
    shown = ends[-_DEEPEST:]
    lead = "".join("   " if last else "│  " for last in shown[:-1])
    sign = ("└─ " if shown[-1] else "├─ ") if shown else ""
    for index, part in enumerate(wrapped(line, width - len(lead) - len(sign) - 2)):
        before = sign if not index else " " * len(sign)
        yield Text(f"  {lead}{before}", "dim").append_text(part)


def _node(node: Node) -> Text:
    line = Text(one_line(node.name), "bold" if node.kind else "")
    if node.kind:
        line.append(f"  {_ORIGINS[node.kind]}", "dim")
    if node.document and node.document != node.name:
        line.append(f"  {near(node.document)}", "dim")
    return line


def _counted(counted: Independence, width: int) -> Iterator[Text]:
    bounds = "" if counted.low == counted.high else f", {counted.low} to {counted.high}"
    yield from indented(Text(f"{counted.count}{bounds}", "bold"), width)
    for why in counted.why:
        yield from columns([(Text(), 2), (Text("· ", "dim").append(one_line(why)), width - 2)])


def _changed(changes: Sequence[StoryChange], width: int) -> Iterator[Text]:
    """What changed on the way, in a line each; `onrecord changes` has both passages."""
    if changes:
        yield from heading("Changes", width, "confidence")
    for change in changes:
        line = Text(TITLES[change.kind], "bold")
        places = (change.before.place, change.after.place)
        where = " → ".join(one_line(p.outlet) if p.outlet else near(p.document) for p in places)
        line.append(f"  {where}", "dim")
        yield from indented(line, width, sure(change.confidence))
        for evidence in change.evidence:
            yield from indented(Text("· ", "dim").append(one_line(evidence.reason)), width)


def _credible(credibility: Credibility, width: int) -> Iterator[Text]:
    by = "proposed" if credibility.proposed else f"decided by {one_line(credibility.by or '')}"
    yield from indented(Text(f"{credibility.value} {credibility.name}  {by}", "bold"), width)
    for reason, _ in groupby(credibility.reasons):
        yield from columns([(Text(), 2), (Text("· ", "dim").append(one_line(reason)), width - 2)])
