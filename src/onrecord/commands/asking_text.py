"""What a casebook answers, for people: in a terminal, wrapped to its window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from onrecord.casebook import Dated, Heard, Hit, Named, Place, Review, Said, Who
from onrecord.casebook.lists import Also
from onrecord.casebook.lists.review import Kind as ReviewKind
from onrecord.casebook.lists.who import Role
from onrecord.commands.near import near
from onrecord.export import dates, kinds, sourcing, timeline, wording
from onrecord.export.layout import columns, drawn, flow, heading, right, usable, wrapped
from onrecord.export.related import related
from onrecord.export.terminal_attribution import STYLES
from onrecord.export.told import NOBODY_STATED
from onrecord.export.visible import one_line

if TYPE_CHECKING:
    from onrecord.casebook.behind import Behind

MODEL = "Read by a model, not established. Check the words before you rely on them."
NOTHING = "Nothing was found."


def note(found: object, behind: Behind | None) -> str:
    """What is said below a list that rests on claims: that a model judged, or that it is empty; and
    that it is not whole yet."""
    if behind is None:
        return MODEL if found else NOTHING
    return f"{MODEL} {behind.told()}" if found else behind.told()


_ROOM = 420
"""Characters of a passage that are shown, and of what was said."""
_DATE = 20
_NUMBER = 6


def search(found: Sequence[Hit], width: int) -> Iterator[Text]:
    """Passages, each with the matches lit and whose words they are."""
    for hit in found:
        yield Text()
        yield from _where(hit.place, width)
        yield from indented(_lit(hit), width)
        if not hit.said:
            yield from indented(Text(f"  {wording.OWN_VOICE}", "dim"), width)
        for said in hit.said:
            yield from _whose(said, width)


def sources(found: Sequence[Heard], width: int) -> Iterator[Text]:
    """A line each: how often, who, in how much."""
    yield Text()
    for heard in found:
        name = one_line(heard.name or _UNNAMED[heard.standing])
        line = Text(name, "bold" if heard.identity else "")
        if heard.standing in ("named", "unnamed"):
            line.append(f"  {wording.STANDINGS[heard.standing]}", STYLES[heard.standing])
        many = [
            wording.count(heard.documents, "document"),
            wording.count(heard.outlets, "outlet"),
            *([wording.count(heard.denials, "denial")] if heard.denials else []),
            " – ".join(dict.fromkeys(day[:10] for day in (heard.first, heard.last) if day)),
            f"#{heard.identity}" if heard.identity else "",
        ]
        line.append(f"  {' · '.join(part for part in many if part)}", "dim")
        yield from columns(
            [
                (right(Text(str(heard.statements)), _NUMBER), _NUMBER),
                (Text(), 2),
                (line, width - _NUMBER - 2),
            ]
        )


def identities(found: Sequence[Named], width: int) -> Iterator[Text]:
    """A line each: in how many documents, who, under how many names."""
    yield Text()
    for each in found:
        line = Text(one_line(each.name), "bold")
        names = wording.count(each.names, "name") if each.names > 1 else ""
        parts = [each.type, names, f"#{each.identity}"]
        line.append(f"  {' · '.join(part for part in parts if part)}", "dim")
        number = right(Text(str(each.documents)), _NUMBER)
        yield from columns([(number, _NUMBER), (Text(), 2), (line, width - _NUMBER - 2)])


def moments(found: Sequence[Dated], width: int) -> Iterator[Text]:
    """The dates at the left, what happened or was said beside them."""
    before = ""
    for dated in found:
        date = dates.period(dated.earliest, dated.latest)
        if date != before:
            yield Text()
        line = _moment(dated)
        yield from columns(
            [
                (Text(one_line(date) if date != before else "", "bold"), _DATE - 1),
                (Text(), 1),
                (line, width - _DATE - 6),
                (right(sure(dated.confidence), 6), 6),
            ]
        )
        where = Text(short_place(dated.place), "dim")
        yield from columns([(Text(), _DATE), (where, width - _DATE - 6)])
        before = date


def review(found: Sequence[Review], width: int) -> Iterator[Text]:
    """What to look at, and why."""
    titles = {
        "decision": "Decisions that lost their words",
        "identity": "May be one, and were not joined",
        "statement": "Least sure readings",
    }
    before = ""
    for each in found:
        if each.kind != before:
            yield from heading(titles[each.kind], width)
        before = each.kind
        names = [one_line(name) for name in each.names]
        if each.kind == "identity":
            line = Text(
                " = ".join(
                    f"{name} (#{number})"
                    for name, number in zip(names, each.identities, strict=True)
                )
                + " ?",
                "bold",
            )
            yield from columns(
                [(line, width - 6), (right(Text(f"{each.confidence or 0:.0%}"), 6), 6)]
            )
        elif each.said:
            yield from _statement(each.said, width)
            continue
        else:
            yield from wrapped(
                Text(f"{(each.decision or '')[:12]}  {', '.join(names)}", "bold"), width
            )
        for reason in each.reasons:
            yield from indented(Text(one_line(reason), "dim"), width)
        for place in (each.place, *each.others):
            if place:
                yield from indented(Text(short_place(place), "dim"), width)


def who(found: Who, width: int) -> Iterator[Text]:
    """One identity: what it is called, its roles, what it said, what others say of it."""
    head = f"{found.type} · {wording.count(found.documents, 'document')} · #{found.number}"
    yield from wrapped(Text(one_line(found.name), "bold"), width)
    yield from wrapped(Text(head), width)
    if found.others:
        others = ", ".join(f"{one_line(each.name)} (#{each.number})" for each in found.others[:6])
        yield from wrapped(Text(f"Not joined with: {others}", "dim"), width)
    yield from heading("Called", width)
    forms = [
        Text(f"{one_line(form.text)} ×{form.count}", "" if form.kind == "name" else "dim")
        for form in found.forms[:24]
    ]
    for line in flow(forms, Text(" · ", "dim"), width - 2) if forms else ():
        yield Text("  ").append_text(line)
    doubtful = [each for each in found.members if each.reasons]
    if doubtful:
        yield from heading("Taken for one", width, "confidence")
        for each in doubtful:
            why = Text(f"{one_line(each.name)}  ")
            why.append("; ".join(map(one_line, each.reasons)), "dim")
            yield from indented(why, width, sure(each.confidence))
            if each.place:
                yield from indented(Text(short_place(each.place), "dim"), width)
    if found.roles:
        yield from heading("Described as", width)
        for role in found.roles:
            yield from _role(role, width)
    for title, listed in (("Said", found.said), ("What others say", found.about)):
        yield from heading(title, width, "confidence" if listed else "")
        if not listed:
            yield Text(f"  {NOTHING}", "dim")
        for said in listed:
            yield from _statement(said, width)


def to_look_at(counts: Mapping[ReviewKind, int]) -> str:
    """How much there is to look at, in one line."""
    listed = [
        f"{counts[kind]} {one if counts[kind] == 1 else many}"
        for kind, (one, many) in _TO_LOOK_AT.items()
        if counts.get(kind)
    ]
    return f"To look at: {' · '.join(listed)}"


_TO_LOOK_AT: dict[ReviewKind, tuple[str, str]] = {
    "decision": ("decision that lost its words", "decisions that lost their words"),
    "identity": ("set of names that may be one", "sets of names that may be one"),
    "statement": ("unsure reading", "unsure readings"),
}
_UNNAMED = {
    "named": "A name that was not read",
    "unnamed": "Unnamed",
    "unresolved": "Somebody spoken of before, not followed there",
    "unstated": wording.NO_SOURCE.capitalize(),
}


def _statement(said: Said, width: int) -> Iterator[Text]:
    head = _head(said)
    yield from indented(head, width, sure(said.confidence))
    if said.content:
        yield from indented(Text.assemble(("│ ", STYLES[said.standing]), cut(said.content)), width)
    yield from indented(Text(short_place(said.place), "dim"), width)


def _whose(said: Said, width: int) -> Iterator[Text]:
    line = Text("  ").append_text(_head(said))
    yield from indented(line, width, sure(said.confidence))


def _head(said: Said) -> Text:
    style = STYLES[said.standing]
    holder = one_line(said.holder or wording.NO_SOURCE)
    line = Text.assemble((holder, f"bold {style}"), "  ", (one_line(said.cue), "italic"))
    marks = [kinds.NOUN[said.kind], kinds.MODE[said.mode]]
    if said.said_on:
        marks.append(f"said {one_line(dates.on(said.said_on))}")
    return line.append(f"  {' · '.join(marks)}", "dim")


def _moment(dated: Dated) -> Text:
    """A statement, or a sentence with the words of its events in brackets."""
    if dated.said:
        return _head(dated.said).append(f"  {cut(dated.said.content)}")
    line, at = Text(cut(dated.sentence[: dated.at], last=True)), dated.at
    events: list[Dated | Also] = [dated, *dated.also]
    for each in events:
        if each.at > at:
            line.append(cut(dated.sentence[at : each.at]))
        if each.at >= at:
            line.append("[", "dim").append(one_line(each.words), "bold").append("]", "dim")
            at = each.at + len(each.words)
    line.append(cut(dated.sentence[at:]))
    ahead = dates.is_after(dated.earliest, dated.place.published)
    by = dated.authority
    how = timeline.standing(dated.modality, ahead=ahead, by=by) if dated.modality else ""
    parts = [part for part in (how, _authority(dated.authority)) if part]
    return line.append(f"  {' · '.join(parts)}", "dim")


def _authority(said: Said | None) -> str:
    """Whose word something is."""
    if said is None:
        return wording.OWN_VOICE
    return f"according to {one_line(said.holder or NOBODY_STATED)}"


def _role(role: Role, width: int) -> Iterator[Text]:
    line = Text(f"“{one_line(role.text)}”")
    if role.type != "description":
        how = related(role.type, role.role, role.other, of_other=role.of_other)
        line.append(f"  {how}")
    line.append(f"  {_authority(role.authority)} · {short_place(role.place)}", "dim")
    yield from indented(line, width)


def _where(place: Place, width: int) -> Iterator[Text]:
    """The document at one line, the place within it at the next."""
    title = one_line(place.headline) if place.headline else near(place.document)
    yield from wrapped(Text(title, "bold"), width)
    yield from wrapped(Text(short_place(place, named=not place.headline), "dim"), width)


def short_place(place: Place, *, named: bool = False) -> str:
    """Where something stands, on one line: outlet, date, line and offsets; `named`: document."""
    at = f"page {place.page}" if place.page else f"line {place.line}"
    version = f"version {place.version}" if place.version > 1 else ""
    parts = [place.outlet, (place.published or "")[:10], at, f"{place.start}..{place.end}", version]
    parts.append("" if named else near(place.document))
    return " · ".join(one_line(part) for part in parts if part)


def _lit(hit: Hit) -> Text:
    """The passage with its matches in brackets, so that they are told apart without colour."""
    text, spans = hit.text, [*hit.lit]
    first = spans[0][0] if spans else 0
    begin = max(0, first - _ROOM // 3) if len(text) > _ROOM else 0
    end = min(len(text), begin + _ROOM)
    line, at = Text("…" if begin else ""), begin
    for start, stop in spans:
        if start < begin or stop > end:
            continue
        line.append(_spaced(text[at:start])).append("[", "dim")
        line.append(one_line(text[start:stop]), "bold").append("]", "dim")
        at = stop
    return line.append(_spaced(text[at:end])).append("…" if end < len(text) else "")


def _spaced(text: str) -> str:
    """Text on one line that keeps the blanks at its ends."""
    words = one_line(text)
    if not words:
        return " " * bool(text)
    return f"{' ' * text[:1].isspace()}{words}{' ' * text[-1:].isspace()}"


def cut(text: str, *, last: bool = False) -> str:
    """Its first words, or its last ones, keeping the blank beside what it is joined to."""
    if len(text) <= _ROOM:
        return _spaced(text)
    return f"…{_spaced(text[-_ROOM:])}" if last else f"{_spaced(text[:_ROOM])}…"


def indented(line: Text, width: int, end: Text | None = None) -> Iterator[Text]:
    """Text wrapped a little to the right, with something short at its end."""
    cells = [(Text(), 2), (line, width - 8)]
    yield from columns([*cells, (right(end, 6), 6)] if end else cells)


def sure(confidence: float) -> Text:
    """A confidence, marked where it is doubtful."""
    doubtful = confidence < sourcing.DOUBTFUL_BELOW
    return Text(f"{confidence:.0%}{'?' if doubtful else ''}", "bold red" if doubtful else "dim")


TEXT: dict[str, Callable[[Any, int], Iterator[Text]]] = {
    "search": search,
    "identities": identities,
    "sources": sources,
    "timeline": moments,
    "review": review,
    "who": who,
}
"""How each command's answer is shown in a terminal."""


def write(
    name: str,
    found: Any,
    note: str,
    next_one: int | None,
    *,
    width: int,
    colour: bool,
    head: str = "",
) -> str:
    """A command's answer, a note on how far to trust it, and from where on there is more;
    `head` stands before it."""
    lines = [*wrapped(Text(head), usable(width))] if head else []
    lines += TEXT[name](found, usable(width))
    more = "" if next_one is None else f" There is more: --offset {next_one}."
    lines += [Text(), *wrapped(Text(f"{note}{more}", "italic"), usable(width))]
    return drawn(lines if lines[0] else lines[1:], colour=colour)
