"""A sentence of an article, told with its whole authority: who reported it, and whose words it is.

This is the one place where a passage of an answer is worded, and it words none without: "The
Gazette reported that Ada Venn denied:". A statement is told with everybody it came through, the
outlet first; what is denied is told as denied; and a sentence is shown whole, as printed, so that
no attribution or negation that stands in it can be cut off.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord import lexicon
from onrecord.casebook.facts import folded, outlet
from onrecord.casebook.rows import Place
from onrecord.export import sourcing, wording
from onrecord.export.places import Places
from onrecord.export.sourcing import DOUBTFUL_BELOW, Standing
from onrecord.export.told import Told
from onrecord.export.visible import one_line
from onrecord.model.quotes import Quotation, quotations
from onrecord.record import Attribution, Kind, Record, Sentence

Side = Literal["says", "denies", "open"]
"""What a passage does with its words. It is open where somebody asks, will not comment, or is said
not to have said or not to have denied it: that neither says it nor denies it."""

NO_OUTLET = "An article that names no outlet"
_NESTED = 8
"""Sources that are told of one statement; a ring of a hand-made record ends here as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """One who tells: the source of a statement, by name or in the article's words.

    `printed` is what the article has for it ("she"), `verb` what it did, `statement` the id of the
    attribution, `confidence` the probability that it was read rightly. `wrong`: who tells of it
    calls it wrong ("falsely claimed"); `known`: it is told as what somebody knows, so that who
    tells of it says that it is so; `contradicts`: it says that its words are not so, without
    denying what anybody in particular said ("said it was wrong to claim", "said it was not true").
    """

    holder: str
    printed: str | None
    verb: str
    kind: Kind
    negated: bool
    standing: Standing
    statement: str
    confidence: float
    wrong: bool = False
    known: bool = False
    contradicts: bool = False


Chain = tuple[Teller, ...]
"""From who told the outlet to whose words it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence and its authority.

    `text` is the sentence as printed, `at` its place, `ref` its id in the record. `authority` says
    whose words it is, and is to be shown with it always; `chains` are the same as data: of each
    statement in the sentence who told it, the one that matters first; none: the outlet's own
    voice. A statement inside another that tells no more of whose words they are is left out.
    `confidence` is that of the least sure of the first one; None for the outlet's own.
    """

    text: str
    authority: str
    chains: tuple[Chain, ...]
    outlet: str | None
    side: Side
    confidence: float | None
    ref: str
    place: Place

    @property
    def statements(self) -> tuple[str, ...]:
        """The ids of the statements that it tells, each once."""
        return tuple(dict.fromkeys(each.statement for chain in self.chains for each in chain))


class Telling:
    """Tells the sentences of one record."""

    def __init__(self, record: Record, key: str, version: int) -> None:
        self.record = record
        self.told = Told(record)
        self.outlet = outlet(record.document.publisher, record.document.location)
        self.key = key
        self._version = version
        self._places = Places(record.document)
        self._said = {each.id: each for each in record.attributions}
        self.sentences = sorted(record.sentences, key=lambda each: each.start)
        self._by_id = {each.id: each for each in record.sentences}
        self._mentions = sorted(
            (each.start, each.end, entity.id)
            for entity in record.entities
            for each in entity.mentions
        )
        self._starts = [each.start for each in self.sentences]
        self._quoted = _quoted(record)
        self._wrong = {
            each.to
            for each in record.stances
            if each.stance == "denies" and self._tells(each.from_, each.to)
        }

    def passage(self, sentence: Sentence, first: str | None = None) -> Passage:
        """A sentence with its authority; `first`: the id of the statement in it that matters,
        None: what the outlet says itself, if any of it does."""
        inside = self.statements(sentence)
        leaves = self._leaves(inside)
        leaves.sort(key=lambda said: not self._leads_to(said, first))
        chains = tuple(dict.fromkeys(self._chain(said) for said in leaves))
        own = first is None and bool(chains) and self._has_own_words(sentence, inside)
        shown = chains[0] if chains and not own else ()
        document = self.record.document
        place = self._places.place(sentence.start)
        return Passage(
            text=document.text[sentence.start : sentence.end],
            authority=self._authority(chains, own=own, quoted=self._is_quoted(sentence, inside)),
            chains=chains,
            outlet=self.outlet,
            side=_side(shown),
            confidence=min((each.confidence for each in shown), default=None),
            ref=sentence.id,
            place=Place(
                document=self.key,
                version=self._version,
                headline=document.headline,
                outlet=self.outlet,
                published=document.published,
                start=sentence.start,
                end=sentence.end,
                line=place.line,
                page=place.page,
            ),
        )

    def statements(self, sentence: Sentence) -> list[Attribution]:
        """The statements that any word of a sentence belongs to, as the article has them."""
        return [
            said
            for said in self.record.attributions
            if any(
                span.start < sentence.end and span.end > sentence.start
                for span in (*said.content, *said.cue, *([said.source] if said.source else ()))
            )
        ]

    def present(self, sentence: Sentence) -> set[str]:
        """The ids of the entities that a sentence mentions, by whatever word."""
        low = bisect_right(self._mentions, (sentence.start, -1, ""))
        found = set()
        for start, end, id in self._mentions[low:]:
            if start >= sentence.end:
                break
            if end <= sentence.end:
                found.add(id)
        return found

    def sentence(self, id: str) -> Sentence | None:
        """The sentence of that id, if there is one."""
        return self._by_id.get(id)

    def at(self, offset: int) -> Sentence | None:
        """The sentence that an offset stands in."""
        number = bisect_right(self._starts, offset) - 1
        inside = number >= 0 and offset < self.sentences[number].end
        return self.sentences[number] if inside else None

    def before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before one; None for the first."""
        at = bisect_right(self._starts, sentence.start) - 2
        return self.sentences[at] if at >= 0 else None

    def sentences_of(self, id: str) -> list[Sentence]:
        """The sentences of a statement's content (of its cue, where it has none); or that of
        the id itself."""
        if id not in self._said:
            return [each for each in self.sentences if each.id == id]
        spans = self._said[id].content or self._said[id].cue
        return [
            each
            for each in self.sentences
            if any(span.start < each.end and span.end > each.start for span in spans)
        ]

    def passage_of(self, ref: str) -> Passage | None:
        """The passage of a statement, with it told first, or of a sentence; by its id."""
        for sentence in self.sentences_of(ref)[:1]:
            return self.passage(sentence, None if sentence.id == ref else ref)
        return None

    def _leaves(self, inside: Sequence[Attribution]) -> list[Attribution]:
        """Those of a sentence that none other of it stands inside."""
        outer = {said.inside for said in inside}
        return [said for said in inside if said.id not in outer] or [*inside]

    def _leads_to(self, said: Attribution, id: str | None) -> bool:
        return any(each.id == id for each in self._upwards(said))

    def _upwards(self, said: Attribution | None) -> list[Attribution]:
        """A statement, the one that it stands inside, and so on."""
        found: list[Attribution] = []
        while said and said not in found and len(found) < _NESTED:
            found.append(said)
            said = self._said.get(said.inside or "")
        return found

    def _chain(self, said: Attribution) -> Chain:
        outermost, *inner = self._upwards(said)[::-1]
        outwards = [outermost, *(each for each in inner if not self._adds_nothing(each))]
        tellers = tuple(self._teller(each, before=at > 0) for at, each in enumerate(outwards))
        if (
            said.source is None
            and said in outwards[1:]
            and (said.negated or said.id in self._wrong)
        ):
            # "it was wrong to claim that" is nobody's statement but whoever's words it stands in.
            return (*tellers[:-2], replace(tellers[-2], contradicts=True))
        return tellers

    def _adds_nothing(self, said: Attribution) -> bool:
        """Whether a statement inside another tells no more of whose words they are: of the same
        holder ("and I regret it"), or of nobody who is known, where it was read with little
        confidence or its words stand in the other's quotation. What turns its words, or leaves
        them open, always adds something, and so does what is told in that."""
        outer = self._said.get(said.inside or "")
        if outer is None or self._turns(said) or self._turns(outer):
            return False
        if said.entities:
            return set(said.entities) == set(outer.entities)
        nobody = said.source is None or sourcing.is_pronoun(said)
        return nobody and (said.confidence < DOUBTFUL_BELOW or outer.mode == "direct")

    def _turns(self, said: Attribution) -> bool:
        return said.negated or said.kind in _TURNING or said.id in self._wrong

    def _tells(self, by: str, of: str) -> bool:
        """Whether a statement is told of in another, or a sentence of the outlet's."""
        said = self._said.get(of)
        if said is None or said.inside:
            return said is not None and said.inside == by
        sentence = self._by_id.get(by)
        return bool(sentence and said.cue and sentence == self.at(said.cue[0].start))

    def _teller(self, said: Attribution, *, before: bool) -> Teller:
        known = said.kind == "belief" and said.cue_attitude == "endorsing"
        verbs: dict[str, str] = lexicon.load("answers")["told"]["known" if known else said.kind]
        verb = verbs["not" if said.negated else "before" if before else "past"]
        wrong = said.id in self._wrong
        return Teller(
            holder=self.told.holder(said.id),
            printed=one_line(said.source.text) if said.source else None,
            verb=_wrongly(verb) if wrong else verb,
            kind=said.kind,
            negated=said.negated,
            standing=sourcing.standing(said),
            statement=said.id,
            confidence=said.confidence,
            wrong=wrong,
            known=known and not said.negated,
        )

    def _authority(self, chains: Sequence[Chain], *, own: bool, quoted: bool) -> str:
        name = self.outlet or NO_OUTLET
        reported = f"{one_line(name)} reported"
        if not chains:
            return f"{reported}{', as words whose speaker was not read' if quoted else ''}:"
        told = [*dict.fromkeys(_told(chain) for chain in chains)]
        and_ = "; and in the same sentence, " if own else " "
        return f"{reported}{and_}{wording.listed(told)}:"

    def _has_own_words(self, sentence: Sentence, inside: Iterable[Attribution]) -> bool:
        """Whether anything but sources, cues and contents stands in a sentence."""
        covered = bytearray(sentence.end - sentence.start)
        for said in inside:
            for span in (*said.content, *said.cue, *([said.source] if said.source else ())):
                low = max(span.start, sentence.start) - sentence.start
                high = min(span.end, sentence.end) - sentence.start
                if low < high:
                    covered[low:high] = b"\1" * (high - low)
        text = self.record.document.text
        return any(
            text[sentence.start + at].isalnum() for at, held in enumerate(covered) if not held
        )

    def _is_quoted(self, sentence: Sentence, inside: Sequence[Attribution]) -> bool:
        """Whether words of a sentence stand in quotation marks that no statement covers."""
        spans = [span for said in inside for span in said.content]
        return any(
            mark.inner_start < sentence.end
            and mark.inner_end > sentence.start
            and not any(span.start < mark.end and span.end > mark.start for span in spans)
            for mark in self._quoted
        )


def _told(chain: Chain) -> str:
    """ "that the official said that Ada Venn had denied": each with whom it came through."""
    return " ".join(f"that {_holder(each)} {each.verb}" for each in chain)


def _is_nobody(teller: Teller) -> bool:
    return folded(teller.holder) in lexicon.load("answers")["nobody"]


def _wrongly(verb: str) -> str:
    """ "wrongly said", "had wrongly said"."""
    first, _, rest = verb.partition(" ")
    return f"{first} wrongly {rest}" if first in ("had", "would", "did") else f"wrongly {verb}"


def _holder(teller: Teller) -> str:
    if teller.standing == "unresolved" and " " not in teller.holder:
        return f"“{teller.holder}” (who is meant was not read)"
    return teller.holder


def _side(chain: Chain) -> Side:
    """What the last of a chain does with its words, if all before it do tell of that."""
    if not chain:
        return "says"
    *outer, last = chain
    if last.negated or last.kind in _OPEN or _is_nobody(last):
        return "open"
    if any(each.negated or each.kind in _OPEN or each.kind == "denial" for each in outer):
        return "open"
    if last.wrong or last.contradicts:  # who calls a denial wrong may know more, or not
        return "open" if last.kind == "denial" else "denies"
    return "denies" if last.kind == "denial" else "says"


_OPEN = ("question", "no_comment")
_TURNING = ("denial", "accusation", *_OPEN)


def _quoted(record: Record) -> list[Quotation]:
    """Quotations of several words, which are no mere name or doubtful word."""
    document = record.document
    found = []
    for block in document.story:
        for mark in quotations(document.text, block.start, block.end):
            if len(document.text[mark.inner_start : mark.inner_end].split()) >= _WORDS:
                found.append(mark)
    return found


_WORDS = 4
