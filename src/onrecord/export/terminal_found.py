"""Denials, timeline, relations and places in a terminal, for every report that shows some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from onrecord.export import coordinates, relations, timeline, wording
from onrecord.export.disputes import DONE_BY, Dispute
from onrecord.export.layout import columns, right, rows, wrapped
from onrecord.export.places import Places
from onrecord.export.sourcing import DOUBTFUL_BELOW
from onrecord.export.timeline import Moment
from onrecord.export.told import Told
from onrecord.export.visible import one_line, pieces
from onrecord.record import Attribution, Event, Place, Relation, Span, Stance, StanceKind

_STYLES: dict[StanceKind, str] = {"denies": "red", "doubts": "yellow", "supports": "green"}
_DATE = 20
_SLACK = 12  # columns left free by two lines that break between words
_SIDE_BY_SIDE = 72  # columns from which a statement and its answers stand beside each other


class Found:
    """Draws what was found in one record, in lines of `width` columns."""

    def __init__(self, told: Told, places: Places, width: int) -> None:
        self._told, self._places, self._width = told, places, width

    def disputes(self, found: Sequence[Dispute]) -> Iterator[Text]:
        """Each statement at the left, who answers it at the right; beneath it where it's narrow."""
        for number, dispute in enumerate(found):
            if number:
                yield Text()
            yield from self._dispute(dispute)

    def moments(self, found: Sequence[Moment]) -> Iterator[Text]:
        """Each date with what happened and what was said then."""
        for moment in found:
            lines = [line for event in moment.events for line in self._event(event)]
            lines += [line for one in moment.said for line in self._said(one)]
            words = Text(one_line(moment.words), "bold")
            if self._width < _SIDE_BY_SIDE:
                yield from columns([(Text(), 2), (words, self._width - 2)])
                yield from rows([([], 4), (lines, self._body)])
            else:
                date = list(wrapped(words, _DATE - 2))
                yield from rows([([], 2), (date, _DATE), (lines, self._body)])

    def relations(self, found: Sequence[Relation]) -> Iterator[Text]:
        """A line each, and the words that say so, with whose words they are."""
        for relation in found:
            said = Text(relations.in_words(relation, self._told))
            where = wording.where(self._places.place(relation.evidence.start))
            evidence = f"“{one_line(relation.evidence.text)}”, {where}, "
            evidence += self._told.authority(relation.authority)
            body = self._width - 16
            lines = [*wrapped(said, body), *wrapped(Text(evidence, "dim"), body)]
            yield from self._row(relation.id, lines, body, relation.confidence, 2)

    def located(self, found: Sequence[Place]) -> Iterator[Text]:
        """Name, degrees and country."""
        for place in found:
            name, words = Text(self._told.name(place.entity)), Text(coordinates.in_words(place))
            width = self._width - _DATE - 4
            yield from columns([(Text(), 2), (name, _DATE), (Text(), 2), (words, width)])

    @property
    def _body(self) -> int:
        return self._width - (_DATE + 2 if self._width >= _SIDE_BY_SIDE else 4)

    def _dispute(self, dispute: Dispute) -> Iterator[Text]:
        about = self._statement(dispute.about)
        answers = [self._answer(stance) for stance in dispute.answers]
        if self._width < _SIDE_BY_SIDE:
            yield from rows([([], 2), (self._block(about, self._width - 4), self._width - 4)])
            for answer in answers:
                lines = self._block(answer, self._width - 8)
                yield from rows([([], 6), (lines, self._width - 8)])
            return
        half = (self._width - 6) // 2
        left, beside = self._block(about, half), []
        for answer in answers:
            beside += [*self._block(answer, half)]
        bar = [Text("│ ", "dim")] * max(len(left), len(beside))
        yield from rows([([], 2), (left, half), ([], 1), (bar, 2), (beside, half)])

    def _statement(self, id: str) -> list[Text]:
        one = self._told.attribution(id)
        does = f" {pieces(one.cue)}" if one and one.cue else ""
        head = Text.assemble((self._told.holder(id), "bold"), (does, "italic"))
        return [head.append(f"  {one_line(id)}", "dim"), Text(self._told.said(id))]

    def _answer(self, stance: Stance) -> list[Text]:
        head = Text(f"{DONE_BY[stance.stance]} ", f"bold {_STYLES[stance.stance]}")
        head.append(self._told.by(stance.from_), "bold")
        head.append(f"  {one_line(stance.from_)} · ", "dim").append_text(_sure(stance.confidence))
        said = self._told.said(stance.from_)
        lines = [head, Text(said)]
        if stance.evidence and one_line(stance.evidence.text) not in said:
            lines.append(Text(f"“{one_line(stance.evidence.text)}”", "dim"))
        return lines

    @staticmethod
    def _block(texts: Sequence[Text], width: int) -> list[Text]:
        return [line for text in texts for line in wrapped(text, width)]

    def _event(self, event: Event) -> Iterator[Text]:
        body = self._body - 12
        line = self._words_around(event.trigger, 2 * body - _SLACK)
        known = Text(" · ".join(timeline.about(event, self._told)), "dim")
        lines = [*wrapped(line, body), *wrapped(known, body)]
        yield from self._row(event.id, lines, body, event.confidence)

    def _said(self, one: Attribution) -> Iterator[Text]:
        body = self._body - 12
        line = Text(f"{self._told.holder(one.id)} {self._told.does(one)}: ")
        line.append(pieces(one.content) or pieces(one.cue), "dim")
        line.truncate(body, overflow="ellipsis")
        yield from self._row(one.id, [line], body, one.confidence)

    def _words_around(self, words: Span, room: int) -> Text:
        own = one_line(words.text)
        room = max(8, room - len(own) - 2)
        before, after = self._places.around(words, room, self._told.sentence(words))
        # In brackets, so that they are told apart without colour too.
        return Text.assemble(
            (before, "dim"), ("[", "dim"), (own, "bold"), ("]", "dim"), (after, "dim")
        )

    def _row(
        self, id: str, lines: list[Text], body: int, confidence: float, indent: int = 0
    ) -> Iterator[Text]:
        sure = right(_sure(confidence), 6)
        number = [Text(one_line(id), "dim")]
        yield from rows([([], indent), (number, 6), (lines, body), ([sure], 6)])


def _sure(confidence: float) -> Text:
    doubtful = confidence < DOUBTFUL_BELOW
    words = f"{wording.percent(confidence)}{'?' if doubtful else ''}"
    return Text(words, "bold red" if doubtful else "dim")
