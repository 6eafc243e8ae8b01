"""Answers and findings for people: in a terminal, wrapped to its window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rich.text import Text

from onrecord.answer import Answer, Finding, Found, Ground, Passage, Side
from onrecord.casebook import Place
from onrecord.commands.asking_text import MODEL
from onrecord.commands.near import near
from onrecord.export import sourcing, wording
from onrecord.export.layout import columns, drawn, heading, right, usable, wrapped
from onrecord.export.visible import one_line

_TITLES: dict[Side, str] = {
    "says": "On record",
    "denies": "Denied",
    "open": "Left open: asked, not answered, not said",
}
_DENIED = "The other side: what is denied"
"""Stands over what says it, where it is asked who denies it."""
_CONTRADICTED = "Denied, doubted or contradicted"
_DISPUTED = "Disputed: both sides are on record."
_CHECKED = (
    "Nothing to look at was found. What the model did not read, or the casebook does not hold, "
    "was not checked."
)
_UNCOMPARED = (
    "{} not compared with the others yet: what they hold against these passages may be missing. "
    "`onrecord claims` compares them."
)
_ROOM = 600
"""Characters of a sentence that are shown; a longer one is read in its article."""


def ask(answer: Answer, width: int) -> Iterator[Text]:
    """What says it, what denies it, what leaves it open; each with its authority first."""
    yield from wrapped(Text(one_line(answer.question), "bold"), width)
    for note in (*([_DISPUTED] if answer.disputed else []), *answer.notes):
        yield from wrapped(Text(one_line(note), "bold" if note == _DISPUTED else ""), width)
    for side, listed in answer.sides:
        if listed:
            yield from heading(_title(answer, side, listed), width, "confidence")
        for at, found in enumerate(listed):
            if at:
                yield Text()
            yield from _passage(found.passage, width, found.lit)
            if found.linked:
                yield from _indented(Text(one_line(found.linked), "dim"), width)
    if answer.uncompared and answer.found:
        yield Text()
        yield from wrapped(Text(_UNCOMPARED.format(_articles(answer.uncompared)), "dim"), width)


def check(found: Sequence[Finding], width: int) -> Iterator[Text]:
    """The findings in the draft's order, each with the passages that show it."""
    for finding in found:
        yield Text()
        head = Text(f"line {finding.line}  ", "dim").append(finding.kind, "bold yellow")
        yield from wrapped(head.append(f"  {one_line(finding.says)}"), width)
        yield from _indented(Text.assemble(("draft │ ", "dim"), _cut(finding.words)), width)
        for ground in finding.grounds:
            yield from _ground(ground, width)
    if not found:
        yield from wrapped(Text(_CHECKED), width)
    else:
        yield Text()
        yield Text(wording.count(len(found), "finding"))


def _title(answer: Answer, side: Side, listed: Sequence[Found]) -> str:
    if side == "says" and answer.sought == "denies":
        return _DENIED
    if side == "denies" and any(each.passage.side != "denies" for each in listed):
        return _CONTRADICTED
    return _TITLES[side]


def _articles(number: int) -> str:
    return f"{wording.count(number, 'article')} {'are' if number > 1 else 'is'}"


def _ground(ground: Ground, width: int) -> Iterator[Text]:
    yield from _passage(ground.passage, width)
    for each in ground.differences:
        ours, theirs = one_line(each.quoted) or "(nothing)", one_line(each.on_record) or "(nothing)"
        line = Text.assemble(
            ("draft ", "dim"), (ours, "bold red"), (", on record ", "dim"), (theirs, "bold green")
        )
        yield from _indented(line, width)


def _passage(passage: Passage, width: int, lit: Sequence[tuple[int, int]] = ()) -> Iterator[Text]:
    """A sentence, and before it whose words it is; never the one without the other."""
    sure = None if passage.confidence is None else _sure(passage.confidence)
    yield from _indented(Text(one_line(passage.authority), "bold"), width, sure)
    yield from _indented(Text.assemble(("│ ", "dim"), _lit(passage.text, lit)), width)
    yield from _indented(Text(_where(passage.place), "dim"), width)


def _where(place: Place) -> str:
    at = f"page {place.page}" if place.page else f"line {place.line}"
    title = f"“{one_line(place.headline)}”" if place.headline else ""
    parts = [title, (place.published or "")[:10], at, f"{place.start}..{place.end}"]
    parts += [f"version {place.version}" if place.version > 1 else "", near(place.document)]
    return " · ".join(part for part in parts if part)


def _lit(text: str, spans: Sequence[tuple[int, int]]) -> Text:
    """The sentence on one line, the question's words in bold; of a very long one the first."""
    line, at = Text(), 0
    for start, end in spans:
        if end > _ROOM:
            break
        line.append(_spaced(text[at:start])).append(one_line(text[start:end]), "bold")
        at = end
    end = min(len(text), _ROOM)
    return line.append(_spaced(text[at:end])).append(" …" if end < len(text) else "")


def _cut(words: str) -> str:
    return one_line(words if len(words) <= _ROOM else f"{words[:_ROOM]} …")


def _spaced(text: str) -> str:
    """Text on one line that keeps a blank at its ends."""
    words = one_line(text)
    if not words:
        return " " * bool(text)
    return f"{' ' * text[:1].isspace()}{words}{' ' * text[-1:].isspace()}"


def _sure(confidence: float) -> Text:
    doubtful = confidence < sourcing.DOUBTFUL_BELOW
    return Text(f"{confidence:.0%}{'?' if doubtful else ''}", "bold red" if doubtful else "dim")


def _indented(line: Text, width: int, end: Text | None = None) -> Iterator[Text]:
    cells = [(Text(), 2), (line, width - 8)]
    yield from columns([*cells, (right(end, 6), 6)] if end else cells)


_TEXT: dict[str, Callable[[Any, int], Iterator[Text]]] = {"ask": ask, "check": check}


def write(name: str, found: Any, *, width: int, colour: bool) -> str:
    """A command's answer, and how far to trust it."""
    lines = [*_TEXT[name](found, usable(width))]
    lines += [Text(), *wrapped(Text(MODEL, "italic"), usable(width))]
    return drawn(lines if lines[0] else lines[1:], colour=colour)
