"""A draft held against a casebook, as a standards desk reads it.

What is found are questions for the writer, not verdicts: the draft and the casebook were both read
by a model, and each finding shows the words that it rests on, in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord import lexicon
from onrecord.answer import quoting, shelf
from onrecord.answer.matching import Match, Matching
from onrecord.answer.opposing import against, refs
from onrecord.answer.question import terms_of
from onrecord.answer.quoting import Comparison, Difference
from onrecord.answer.shelf import Shelf
from onrecord.answer.telling import Passage, Telling
from onrecord.answer.weighing import Encoder, Judge
from onrecord.casebook import Casebook
from onrecord.casebook.facts import folded
from onrecord.export import sourcing, wording
from onrecord.export.visible import one_line, pieces
from onrecord.model.quotes import Quotation, quotations
from onrecord.record import Attribution, Record, Sentence

FindingKind = Literal[
    "stated as fact",
    "no source",
    "not on record",
    "unnamed source",
    "one source on record",
    "quotation differs",
    "quotation not on record",
    "other speaker",
    "denial left out",
]
KINDS: tuple[FindingKind, ...] = get_args(FindingKind)

SHOWN = 3
"""Passages on record that are shown with one finding."""
_TERMS = 5
"""Words with meaning that a sentence must have to be a claim that wants a source."""
_RARE = 8
"""Words of a quotation that it is looked for by."""
_CANDIDATES = 60
_DOCUMENTS = 6
_NEARLY = 0.75
_SEVERAL = 2
_HEADS = ("headline", "heading")
_WORDS = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A passage on record that a finding rests on, and for a quotation where the two differ."""

    passage: Passage
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something in a draft to look at: what, why, its words and where they stand.

    `start` and `end` are code points of the draft's text, `line` counts from 1. `grounds` are the
    passages on record that show it; none where that is the finding.
    """

    kind: FindingKind
    says: str
    words: str
    line: int
    start: int
    end: int
    grounds: tuple[Ground, ...]


def check(
    casebook: Casebook,
    draft: Record,
    *,
    encoder: Encoder | None = None,
    judge: Judge | None = None,
) -> list[Finding]:
    """What to look at in a draft, in the order of its words.

    A document of the casebook with the draft's very text is left out, as it is the draft.
    `encoder` compares meanings besides words, `judge` tells whether a negation makes two differ.
    """
    desk = _Desk(casebook, draft, encoder, judge)
    found = [
        *desk.quotations(),
        *desk.own_words(),
        *desk.unstated(),
        *desk.unnamed(),
        *desk.single_sourced(),
        *desk.denials(),
    ]
    return sorted(found, key=lambda each: (each.start, KINDS.index(each.kind)))


class _Desk:
    """One draft and what it is held against."""

    def __init__(
        self,
        casebook: Casebook,
        draft: Record,
        encoder: Encoder | None,
        judge: Judge | None,
    ) -> None:
        self._casebook = casebook
        self._draft = draft
        self._text = draft.document.text
        self._shelf = Shelf(casebook, leave_out=[self._text])
        self._matching = Matching(casebook, self._shelf, encoder, judge)
        self._telling = Telling(draft, draft.document.id, 1)
        self._matches: dict[tuple[int, int], list[Match]] = {}

    def quotations(self) -> Iterator[Finding]:
        """Quotations that are not as they are on record, or of another speaker."""
        for mark in self._quoted():
            quotation = self._text[mark.inner_start : mark.inner_end]
            if quoting.is_short(quotation):
                continue
            best = self._on_record(quotation)
            if best is None:
                yield self._finding(
                    "quotation not on record",
                    "No article of the casebook has these words.",
                    (mark.start, mark.end),
                )
                continue
            comparison, passage, said, telling = best
            place = (mark.start, mark.end)
            if comparison.differences:
                yield self._finding(
                    "quotation differs",
                    _differs(comparison),
                    place,
                    [Ground(passage=passage, differences=comparison.differences)],
                )
            speaker = self._speaker(mark)
            if speaker and (other := self._other_speaker(speaker, said, telling)):
                yield self._finding("other speaker", other, place, [Ground(passage=passage)])

    def own_words(self) -> Iterator[Finding]:
        """What the draft says in its own voice that is on record as somebody's words alone, or
        is not on record."""
        for sentence in self._own():
            matches = self._of((sentence.start, sentence.end))
            says = _clearest([each for each in matches if each.stand == "says"])
            place = (sentence.start, sentence.end)
            if not matches:
                yield self._finding(
                    "not on record",
                    "The draft says it in its own voice, and nothing on record says it.",
                    place,
                )
            elif says and all(map(_is_attributed, says)):
                names = dict.fromkeys(_holder(each.passage) for each in says)
                who = wording.listed([*names][:SHOWN])
                yield self._finding(
                    "stated as fact",
                    f"The draft says it in its own voice; on record are the words of {who} alone.",
                    place,
                    _grounds(says),
                )
            elif not says and all(each.stand == "denies" for each in matches):
                yield self._finding(
                    "stated as fact",
                    "The draft says it in its own voice; on record is only that it is not so.",
                    place,
                    _grounds(matches),
                )

    def unstated(self) -> Iterator[Finding]:
        """Statements without a source."""
        for said in self._draft.attributions:
            if (
                said.source_kind == "unstated"
                and self._is_claimed(said)
                and self._wants_source(said)
            ):
                matches = self._of_statement(said)
                yield self._finding(
                    "no source",
                    "The draft gives no source for it.",
                    _extent(said),
                    _grounds([each for each in matches if each.stand == "says"]),
                )

    def unnamed(self) -> Iterator[Finding]:
        """What rests on one source without a name."""
        one_unnamed = {each.id for each in sourcing.sourcing(self._draft).one_unnamed}
        for said in self._draft.attributions:
            if said.id not in one_unnamed or not self._is_claimed(said):
                continue
            matches = [each for each in self._of_statement(said) if each.stand == "says"]
            named = [each for each in matches if _is_named(each.passage)]
            holder = self._telling.told.holder(said.id)
            if named:
                who = [*dict.fromkeys(_holder(each.passage) for each in named)][:SHOWN]
                more = f"On record, {wording.listed(who)} {'say' if who[1:] else 'says'} it too."
            elif matches:
                outlets = len({each.passage.place.document for each in matches})
                where = wording.count(outlets, "article")
                more = f"On record it stands in {where}, and under no name."
            else:
                more = "Nothing on record says it."
            yield self._finding(
                "unnamed source",
                f"It rests on one source without a name ({one_line(holder)}). {more}",
                _extent(said),
                _grounds(named or matches),
            )

    def single_sourced(self) -> Iterator[Finding]:
        """What several articles on record say and may all have from one source."""
        seen: set[str] = set()
        for place in self._told():
            for match in _clearest([each for each in self._of(place) if each.stand == "says"]):
                at = match.passage.place
                for claim in self._casebook.held_by(at.document, at.version, refs(match.passage)):
                    if claim.documents < _SEVERAL or not claim.single_sourced or claim.id in seen:
                        continue
                    seen.add(claim.id)
                    many = wording.count(claim.documents, "article")
                    why = " ".join(claim.lineage.independence.why)
                    yield self._finding(
                        "one source on record",
                        f"{many} on record say it, and may all have it from one source "
                        f"(claim {claim.id}). {why}",
                        place,
                        [Ground(passage=match.passage)],
                    )

    def denials(self) -> Iterator[Finding]:
        """Denials on record of what the draft tells, where the draft has none."""
        denied = [
            said
            for said in self._draft.attributions
            if said.kind == "denial" or said.negated or said.kind == "no_comment"
        ]
        seen: set[tuple[str, str]] = set()
        for place in self._told():
            matches = self._of(place)
            found = [
                each.passage
                for each in matches
                if each.stand == "denies" and not self._is_by_the_same(place, each.passage)
            ]
            found += self._linked([each for each in matches if each.stand == "says"])
            left = []
            for passage in found:
                key = (passage.place.document, passage.ref)
                if key not in seen and not self._has_denial(passage, denied):
                    left.append(passage)
                    seen.add(key)
            if left:
                names = [*dict.fromkeys(map(_holder, left))][:SHOWN]
                does = "deny or contradict" if names[1:] else "denies or contradicts"
                yield self._finding(
                    "denial left out",
                    f"On record, {wording.listed(names)} {does} it; the draft does not say so.",
                    place,
                    [Ground(passage=each) for each in left[:SHOWN]],
                )

    def _is_claimed(self, said: Attribution) -> bool:
        """Whether a statement stands in the story itself, and inside no other."""
        if said.inside or not said.content:
            return False
        sentence = self._telling.at(_extent(said)[0])
        return sentence is None or self._kind(sentence) not in _HEADS

    def _wants_source(self, said: Attribution) -> bool:
        """Whether a statement was given no source. A plain verb of saying ("said a worker") has
        one, which was not read."""
        if said.kind not in _CLAIMING or _is_known(said) or not said.cue:
            return False
        start, end = said.cue[0].start, said.cue[-1].end
        *before, verb = folded(self._text[max(0, start - _NEAR) : end]).split()
        verbs = {word for listed in lexicon.load("answers")["verbs"].values() for word in listed}
        return verb not in verbs or not _BE.isdisjoint(before[-_HELPING:])

    def _kind(self, sentence: Sentence) -> str:
        return self._draft.document.blocks[sentence.block].kind

    def _quoted(self) -> Iterator[Quotation]:
        for block in self._draft.document.story:
            for mark in quotations(self._text, block.start, block.end):
                if mark.depth == 1:
                    yield mark

    def _on_record(
        self, quotation: str
    ) -> tuple[Comparison, Passage, Attribution | None, Telling] | None:
        """The words on record that a quotation is likest, with whose they are."""
        terms = [term.word for term in terms_of(quotation)]
        frequencies, _ = self._casebook.frequencies(terms)
        rare = sorted(terms, key=lambda word: (not frequencies[word], frequencies[word]))[:_RARE]
        best: tuple[Comparison, Passage, Attribution | None, Telling] | None = None
        found = self._casebook.relevant(rare, limit=_CANDIDATES)
        for each in shelf.likeliest(found, dict.fromkeys(rare, 1.0), _DOCUMENTS):
            telling = self._shelf.telling(each.document, each.version)
            sentence = telling and telling.sentence(each.ref)
            if not telling or not sentence:
                continue
            for said, start, text in _texts(telling, sentence):
                comparison = quoting.compare(quotation, text)
                if comparison is None or (best and _rank(comparison, said) <= _rank(*best[0::2])):
                    continue
                begins = telling.at(start + comparison.start) or sentence
                passage = telling.passage(begins, said.id if said else None)
                best = (comparison, passage, said, telling)
        return best

    def _speaker(self, mark: Quotation) -> Attribution | None:
        """Who says a quotation in the draft."""
        inside = [
            said
            for said in self._draft.attributions
            if any(
                span.start < mark.inner_end and span.end > mark.inner_start for span in said.content
            )
        ]
        # Whoever has most of it: "they told me to go" within it is another's, and no part of whose
        # the whole is. Where several have all of it, the innermost.
        return min(
            inside,
            key=lambda said: (
                -_common(said, mark),
                sum(span.end - span.start for span in said.content),
            ),
            default=None,
        )

    def _other_speaker(
        self, said: Attribution, other: Attribution | None, telling: Telling
    ) -> str | None:
        """That the draft gives words to another than the casebook does; None: it does not."""
        if other is None or not said.entities:
            return None
        name, theirs = self._telling.told.holder(said.id), telling.told.holder(other.id)
        if other.source is None or (not other.entities and sourcing.is_pronoun(other)):
            return None
        ours = {self._telling.told.name(id) for id in said.entities}
        known = {telling.told.name(id) for id in other.entities}
        if known and (_share_a_name(ours, known) or self._are_one(ours, known)):
            return None
        return f"The draft has it of {one_line(name)}; on record it is of {one_line(theirs)}."

    def _are_one(self, ours: set[str], theirs: set[str]) -> bool:
        """Whether names of both go by one identity."""
        found = self._casebook.going_by([*ours, *theirs])
        return any(
            set(found.get(one, ())) & set(found.get(other, ())) for one in ours for other in theirs
        )

    def _own(self) -> Iterator[Sentence]:
        """The sentences in the draft's own voice that say something."""
        for sentence in self._telling.sentences:
            text = self._text[sentence.start : sentence.end]
            if self._kind(sentence) in _HEADS or text.rstrip().endswith("?"):
                continue
            told = [each for each in self._telling.statements(sentence) if not _is_known(each)]
            if len(terms_of(text)) >= _TERMS and not told:
                yield sentence

    def _told(self) -> Iterator[tuple[int, int]]:
        """The places of what the draft says, itself or through others; once, where it is told
        through several."""
        for sentence in self._own():
            yield sentence.start, sentence.end
        for said in self._draft.attributions:
            if said.inside or _is_known(said):
                continue
            if said.kind not in ("denial", "question", "no_comment") and not said.negated:
                for span in said.content:
                    yield span.start, span.end

    def _of(self, place: tuple[int, int]) -> list[Match]:
        """The passages that match a place of the draft, looked for once."""
        if place not in self._matches:
            self._matches[place] = self._matching.of(self._text[slice(*place)])
        return self._matches[place]

    def _of_statement(self, said: Attribution) -> list[Match]:
        longest = max(said.content, key=lambda span: span.end - span.start)
        return self._of((longest.start, longest.end))

    def _linked(self, matches: Sequence[Match]) -> Iterator[Passage]:
        """What stands against passages that say it, in their articles and in claims."""
        for match in matches:
            for other in against(self._casebook, self._shelf, match.passage):
                yield other.passage

    def _is_by_the_same(self, place: tuple[int, int], passage: Passage) -> bool:
        """Whether who says something in the draft says the passage as well, with a "not" more or
        less: that is no denial."""
        if passage.side == "denies" or not passage.chains:
            return False
        theirs = folded(passage.chains[0][-1].holder)
        return any(
            folded(self._telling.told.holder(said.id)) == theirs
            for said in self._draft.attributions
            if any((span.start, span.end) == place for span in said.content)
        )

    def _has_denial(self, passage: Passage, denied: Sequence[Attribution]) -> bool:
        """Whether the draft has a denial of somebody who denies it on record or is named there (a
        body, for which a spokesman does), or in like words."""
        words = f" {_plain(passage.text)} "
        holders = {folded(chain[-1].holder) for chain in passage.chains}
        terms = terms_of(passage.text)
        for said in denied:
            holder = folded(self._telling.told.holder(said.id))
            if holder in holders or (" " in holder and f" {_plain(holder)} " in words):
                return True
            text = pieces(said.content)
            shared = {term.word for term in terms_of(text)} & {term.word for term in terms}
            if len(shared) * 2 >= max(len(terms_of(text)), 1) and text:
                return True
        return False

    def _finding(
        self,
        kind: FindingKind,
        says: str,
        place: tuple[int, int],
        grounds: Sequence[Ground] = (),
    ) -> Finding:
        start, end = place
        return Finding(
            kind=kind,
            says=says,
            words=self._text[start:end],
            line=self._text.count("\n", 0, start) + 1,
            start=start,
            end=end,
            grounds=tuple(grounds[:SHOWN]),
        )


def _texts(telling: Telling, sentence: Sentence) -> Iterator[tuple[Attribution | None, int, str]]:
    """What a quotation is held against, and where it begins: each statement of a sentence whole, as
    its own words (what interrupts them is blanked), and the sentence itself."""
    text = telling.record.document.text
    for said in telling.statements(sentence):
        if said.content:
            start = min(span.start for span in said.content)
            letters = [" "] * (max(span.end for span in said.content) - start)
            for span in said.content:
                letters[span.start - start : span.end - start] = text[span.start : span.end]
            yield said, start, "".join(letters)
    yield None, sentence.start, text[sentence.start : sentence.end]


def _rank(comparison: Comparison, said: Attribution | None) -> tuple[bool, float, float, int, int]:
    """The likest first: word for word, most words there and in order, fewest differences, the
    outermost speaker."""
    speaker = 0 if said is None else 1 if said.inside else 2
    same = comparison.fidelity == "same"
    return same, comparison.held, comparison.shared, -len(comparison.differences), speaker


def _common(said: Attribution, mark: Quotation) -> int:
    """Code points of a quotation that are a statement's content."""
    return sum(
        max(0, min(span.end, mark.inner_end) - max(span.start, mark.inner_start))
        for span in said.content
    )


def _plain(text: str) -> str:
    """The words of a text as they are compared, without punctuation."""
    return " ".join(_WORDS.findall(folded(text)))


def _is_attributed(match: Match) -> bool:
    """Whether what a passage says is somebody's word, and not what the outlet has them know."""
    chains = match.passage.chains
    return bool(chains) and not all(each.known for each in chains[0])


def _is_known(said: Attribution) -> bool:
    """Whether it tells what somebody knows, so that the draft itself says that it is so."""
    return said.kind == "belief" and said.cue_attitude == "endorsing" and not said.negated


_CLAIMING = ("statement", "accusation", "denial", "belief")
_BE = frozenset({"is", "was", "were", "are", "be", "been", "being", "to", "it's"})
"""With one of these a verb has no subject that says it: "is said", "to say"."""
_NEAR, _HELPING = 24, 3
"""Code points before a cue, and words before a verb, among which those stand."""


def _differs(comparison: Comparison) -> str:
    if comparison.fidelity == "cut":
        return "Words on record are left out, and nothing shows that."
    if comparison.fidelity == "moved":
        return "The words on record are these in another order."
    return "The words on record are others."


def _clearest(matches: Sequence[Match]) -> list[Match]:
    """Those that say it nearly as plainly as the plainest does."""
    best = max((each.share + each.alike for each in matches), default=0.0)
    return [each for each in matches if each.share + each.alike >= _NEARLY * best]


def _grounds(matches: Sequence[Match]) -> list[Ground]:
    return [Ground(passage=each.passage) for each in matches]


def _holder(passage: Passage) -> str:
    if passage.chains:
        return one_line(passage.chains[0][-1].holder)
    return one_line(passage.outlet or "an outlet that is not named")


def _is_named(passage: Passage) -> bool:
    return not passage.chains or passage.chains[0][-1].standing == "named"


def _extent(said: Attribution) -> tuple[int, int]:
    pieces_ = [*said.content, *said.cue, *([said.source] if said.source else [])]
    return min(span.start for span in pieces_), max(span.end for span in pieces_)


def _share_a_name(ours: set[str], theirs: set[str]) -> bool:
    """Whether the last words of names are alike: "Venn" and "Ada Venn"."""
    last = [
        {folded(name).split()[-1] for name in names if name.split()} for names in (ours, theirs)
    ]
    return bool(last[0] & last[1])
