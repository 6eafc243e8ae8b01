"""One attribution in a terminal, for every report that shows some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from onrecord.export import kinds, wording
from onrecord.export.layout import flow, right, rows, wrapped
from onrecord.export.mentions import Resolution
from onrecord.export.places import Places
from onrecord.export.sourcing import DOUBTFUL_BELOW, Standing, standing
from onrecord.export.visible import GAP, one_line, pieces
from onrecord.record import Attribution

_WIDE = 100  # from here on the particulars stand in the margin, not beneath
_MARGIN = 32
_DEEPEST = 4  # deeper nesting is not indented further

_PLAIN = frozenset({kinds.NOUN["statement"], *kinds.MODE.values()})

STYLES: dict[Standing, str] = {
    "named": "green",
    "unnamed": "yellow",
    "unresolved": "cyan",
    "unstated": "magenta",
}


def attribution_lines(
    attribution: Attribution,
    meant: Sequence[Resolution] = (),
    stances: Sequence[tuple[str, str]] = (),
    *,
    places: Places,
    depth: int,
    width: int,
) -> Iterator[Text]:
    """An attribution whole: whose it is, its words, and what is known of it.

    `meant`: whom its source was taken for. `stances`: how it stands to others and to
    people, as `disputes.stances_of` and `decided.marks` say. `depth`: how far it is indented.
    """
    style = STYLES[standing(attribution)]
    doubtful = attribution.confidence < DOUBTFUL_BELOW
    confidence = Text(wording.percent(attribution.confidence), "bold red" if doubtful else "dim")
    if doubtful:
        confidence.append("?")
    margin = _MARGIN if width >= _WIDE else 0
    indent = 2 + 4 * min(depth, _DEEPEST)
    body = width - indent - 6 - 6 - margin - 2

    source = (
        wording.source_of(attribution, meant),
        f"bold {style}" if attribution.source else "dim",
    )
    head = Text.assemble(source, "  ", (pieces(attribution.cue), "italic"))
    left = [*wrapped(head, body)]
    if attribution.content:
        said = wrapped(content_words(attribution), body - 2)
        left += [Text.assemble(("│ ", style), line) for line in said]
    particulars = list(_particulars(attribution, meant, stances, places, margin or body))
    yield from rows(
        [
            ([], indent),
            ([Text(one_line(attribution.id), "dim")], 6),
            (left if margin else left + particulars, body),
            ([], 2),
            (particulars if margin else [], margin),
            ([right(confidence, 6)], 6),
        ]
    )


def _particulars(
    attribution: Attribution,
    meant: Sequence[Resolution],
    stances: Sequence[tuple[str, str]],
    places: Places,
    width: int,
) -> Iterator[Text]:
    """Kind, mode and what else is known of an attribution, wrapped."""
    marks = []
    for mark in wording.marks(attribution):
        plain = mark in _PLAIN
        marks.append(Text(mark, "bold red" if mark == "doubtful" else "dim" if plain else ""))
    marks += [Text(f"{how} {one_line(id)}") for how, id in stances]
    yield from flow(marks, Text(" · ", "dim"), width)
    for label, words in [*wording.grounds(attribution), *wording.rests_on(meant, places)]:
        yield from wrapped(Text.assemble((f"{label}: ", "dim"), words), width)


def content_words(attribution: Attribution) -> Text:
    """The words of its content, a `[…]` where the article interrupts them."""
    said = Text()
    for span in attribution.content:
        said.append(GAP if said else "", "dim").append(one_line(span.text))
    return said
