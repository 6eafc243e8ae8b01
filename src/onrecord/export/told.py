"""Whose words something is: the ids in a record as the names and words that people read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from onrecord import lexicon
from onrecord.export import dates, kinds, wording
from onrecord.export.sourcing import is_plural, is_pronoun, short
from onrecord.export.visible import one_line, pieces
from onrecord.record import Attribution, Record, Sentence, Span

THE_OUTLET = "the outlet itself"
NOBODY_STATED = "a source that is not stated"
# A statement is shown again with each that it denies, so no report may show it all each time.
_LONGEST = 600
_NAMES = 8


class Told:
    """Answers for the ids of one record, without a search."""

    def __init__(self, record: Record) -> None:
        self._names = {entity.id: entity.name for entity in record.entities}
        self._attributions = {one.id: one for one in record.attributions}
        self._sentences = {one.id: one for one in record.sentences}
        self._times = {one.id: one for one in record.times}
        self._document = record.document
        self._ordered = sorted(record.sentences, key=_start)

    def name(self, entity: str | None) -> str:
        """What an entity is called; empty for None."""
        return one_line(self._names[entity]) if entity is not None else ""

    def names(self, entities: Iterable[str]) -> str:
        """ "Ada Venn, Tor Venn and Ines Karo"; of very many the first, and how many more."""
        names = [self.name(id) for id in dict.fromkeys(entities)]
        more = [f"{len(names) - _NAMES} more"] if len(names) > _NAMES + 1 else []
        return wording.listed([*(names[:_NAMES] if more else names), *more])

    def listed(self, entities: Iterable[str]) -> str:
        """Their names as they are, for a table: "Ada Venn; Tor Venn"."""
        return "; ".join(self._names[id] for id in entities)

    def is_ahead(self, time: str | None) -> bool:
        """Whether a time, by its id, begins after the day of publication."""
        one = self._times.get(time or "")
        return one is not None and dates.is_after(one.earliest, self._document.published)

    def attribution(self, id: str | None) -> Attribution | None:
        """The attribution of that id, if it is one."""
        return self._attributions.get(id or "")

    def holder(self, id: str) -> str:
        """Who makes a statement: the names of its source, else its words; or the outlet."""
        one = self._attributions.get(id)
        if one is None:
            return THE_OUTLET
        if one.entities:
            return self.names(one.entities)
        if one.source is None:
            return NOBODY_STATED
        words = one_line(one.source.text)
        return wording.pronoun(words) if is_pronoun(one) else _within(short(words))

    def by(self, id: str) -> str:
        """The holder as it stands after "by" or "according to": "him" for "he"."""
        objective: dict[str, str] = lexicon.load("sourcing")["objective"]
        holder = self.holder(id)
        return objective.get(holder.casefold(), holder)

    def does(self, one: Attribution) -> str:
        """What the source of an attribution does: "denies", "do not say"."""
        several = not one.entities and one.source is not None and is_plural(one.source.text)
        return kinds.verb(one, several=several)

    def authority(self, id: str | None) -> str:
        """ "according to Ines Karo (a4)", and through whom; or that it is the outlet's own."""
        one = self.attribution(id)
        if one is None:
            return wording.OWN_VOICE
        words = f"according to {self.by(one.id)} ({one_line(one.id)})"
        outer = self.attribution(one.inside)
        # A hand-made record could nest in a ring: one step out tells enough.
        return f"{words}, through {self.by(outer.id)} ({one_line(outer.id)})" if outer else words

    def spans(self, id: str) -> list[Span]:
        """The words of a statement: its content, else its cue; or the sentence."""
        one = self._attributions.get(id)
        if one is not None:
            return one.content or one.cue
        sentence = self._sentences[id]
        return [self._document.span(sentence.start, sentence.end)]

    def said(self, id: str) -> str:
        """Those words on one line; of very many the first."""
        words = pieces(self.spans(id))
        return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"

    def sentence(self, words: Span) -> Span:
        """The sentence that some words stand in; the words alone, if they stand in none."""
        at = bisect_right(self._ordered, words.start, key=_start) - 1
        if at < 0 or self._ordered[at].end < words.end:
            return words
        return self._document.span(self._ordered[at].start, self._ordered[at].end)

    def start(self, id: str) -> int:
        """Where its words begin."""
        return min(span.start for span in self.spans(id))


def _start(sentence: Sentence) -> int:
    return sentence.start


def _within(source: str) -> str:
    """A source as it stands within a sentence: "the ministry" of "The ministry"."""
    first, blank, rest = source.partition(" ")
    return f"{first.lower()}{blank}{rest}" if first in ("The", "A", "An") else source
