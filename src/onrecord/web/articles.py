"""All that an article's page shows: its words cut into runs, and what was read from them.

What the model read and what people decided stay apart: a statement says which of its decisions
hold, and what the model had read where a person put it right; what a person rejected is listed by
itself. Offsets are code points of the document's text.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.casebook.changes import Change, Difference
from onrecord.export import kinds
from onrecord.export.disputes import stances_of
from onrecord.export.report import marks
from onrecord.export.report.cards import Resolved, make_sources
from onrecord.export.report.marks import Voice, cut
from onrecord.export.report.named import EntityView, named
from onrecord.export.report.view import Share, shares, was_read
from onrecord.export.report.words import language_tag, often_right
from onrecord.export.sourcing import (
    DOUBTFUL_BELOW,
    is_own_voice,
    reason,
    short,
    sourcing,
    standing,
)
from onrecord.export.wording import NO_SOURCE, is_english
from onrecord.record import (
    Attribution,
    BlockKind,
    Decision,
    Document,
    Link,
    Note,
    Record,
    Span,
)

_TAGS: dict[BlockKind, str] = {"heading": "h2", "quote": "blockquote", "list": "li"}
_ASIDES: dict[BlockKind, str] = {"related": "Another story, not read", "caption": "Picture"}
_KEY = re.compile(r"a[0-9]{1,9}|p[0-9a-f]{6,64}")
_OUTLET = "The outlet itself"
_LONGEST_DIFFED = 400
"""Words of two statements beyond which it is not shown word by word how they differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words that carry the same marks.

    `source`, `cue` and `content` are the keys of statements that they are part of, the outermost
    first; `whom` the mentions that they are of ("e3@120"), and `said` who that is where the words
    don't say. `places` are the keys of statements that a reader is led to here. `link`: what the
    article links here, if it ends here.
    """

    start: int
    end: int
    text: str
    classes: str
    source: list[str]
    cue: list[str]
    content: list[str]
    whom: list[str]
    said: str
    places: list[str]
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockShown:
    """A block of the text, and the element that it is printed as."""

    kind: BlockKind
    tag: str
    aside: str | None
    opens_list: bool
    closes_list: bool
    start: int
    end: int
    runs: list[Run]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line of a statement; `key`: of the statement that it leads to."""

    label: str
    text: str
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the model read where a person put it right."""

    source: Span | None
    cue: list[Span]
    content: list[Span]
    holder: str
    kind: str
    source_kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement of the article, in reading order.

    `key` is its id on the page, `id` that of the record; `depth`: how many it stands inside of.
    `state` is what a person made of it; `decisions` say who and when. `model` is what the model
    read, where it is no more what is shown.
    """

    key: str
    id: str
    depth: int
    standing: str
    holder: str
    kind: str
    verb: str
    manner: str
    source_kind: str
    source: Span | None
    cue: list[Span]
    content: list[Span]
    said: str
    entities: list[str]
    facts: list[Fact]
    meant: list[Resolved]
    confidence: float
    doubtful: bool
    sure: str
    state: str
    decisions: list[Decision]
    model: Read | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """What a person took out: a statement, or another reading of the model."""

    id: str
    what: str
    holder: str
    said: str
    start: int
    end: int
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who is heard in the article, and the keys of what they say."""

    key: str
    name: str
    standing: str
    what: str
    known: list[str]
    entity: str | None
    number: int | None
    statements: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Who or what is named; `number`: of the identity in the casebook, if it was worked out."""

    id: str
    name: str
    type: str
    known: list[str]
    number: int | None
    mentions: list[Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something left open; `keys`: of the statements that it is about."""

    kind: str
    text: str
    keys: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A stretch of words that stayed ("same"), went ("before") or came ("after")."""

    how: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A statement that is not as it was in the version before."""

    change: str
    holder: str
    what: list[str]
    words: list[Words]
    reprinted: bool
    key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed from the version before to this one."""

    before: int
    headline: list[str | None] | None
    published: list[str | None] | None
    corrected: bool
    same_reader: bool
    changes: list[Changed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The whole of the page, apart from its address."""

    title: str
    needs_title: bool
    language: str | None
    blocks: list[BlockShown]
    shares: list[Share]
    statements: list[Statement]
    sources: list[Source]
    named: list[Named]
    rejected: list[Rejected]
    notes_of_people: list[Decision]
    questions: list[Question]
    notes: list[Note]
    read: bool
    tally: dict[str, int]
    expected: float


def make(machine: Record, decided: Record, numbers: Mapping[str, int]) -> Article:
    """The article as people decided, beside what the model read of the same text.

    `numbers`: of the identities that its entities are in. For the page of what the model read
    alone give its record twice.
    """
    return _Maker(machine, decided, numbers).article()


def changes(found: Difference, statements: Iterable[Statement]) -> Changes:
    """What changed, as it is shown; `statements` are those of the later version."""
    keys = {one.id: one.key for one in statements}
    return Changes(
        before=found.before,
        headline=list(found.headline) if found.headline else None,
        published=list(found.published) if found.published else None,
        corrected=found.corrected,
        same_reader=found.same_reader,
        changes=[_changed(one, keys) for one in found.changes],
    )


class _Card(NamedTuple):
    verb: str
    facts: list[Fact]
    meant: list[Resolved]


class _Maker:
    def __init__(self, machine: Record, decided: Record, numbers: Mapping[str, int]) -> None:
        self._machine, self._record, self._numbers = machine, decided, numbers
        self._read = {one.id: one for one in machine.attributions}
        self._figures = sourcing(decided)
        self._entities = named(decided)
        self._names = {one.id: one.name for one in decided.entities}
        self._voices = [
            Voice(
                key=one.id if _KEY.fullmatch(one.id) else f"x{number}",
                attribution=one,
                standing=standing(one),
                depth=depth,
                doubtful=one.confidence < DOUBTFUL_BELOW,
            )
            for number, (one, depth) in enumerate(self._figures.in_order, start=1)
        ]
        self._voice_of = {voice.attribution.id: voice for voice in self._voices}
        self._decisions: dict[str, list[Decision]] = {}
        for one in decided.decisions:
            self._decisions.setdefault(one.on, []).append(one)

    def article(self) -> Article:
        record, document = self._record, self._record.document
        cards = self._cards()
        statements = [self._statement(voice, cards[voice.key]) for voice in self._voices]
        return Article(
            title=document.headline or "Untitled article",
            needs_title=all(block.kind != "headline" for block in document.blocks),
            language=language_tag(document.language),
            blocks=list(self._blocks(document)),
            shares=shares(record, self._figures.voices),
            statements=statements,
            sources=self._sources,
            named=[self._named(view) for view in self._entities.items()],
            rejected=list(self._rejected()),
            notes_of_people=[one for one in record.decisions if one.action == "note"],
            questions=list(self._questions(statements)),
            notes=document.notes,
            read=was_read(record),
            tally={str(stands): number for stands, number in self._figures.tally.items()},
            expected=self._figures.expected_right,
        )

    def _cards(self) -> dict[str, _Card]:
        """What the report's cards say of each statement, by its key."""
        number = {voice.key: at for at, voice in enumerate(self._voices, start=1)}
        views = make_sources(
            self._figures,
            self._voice_of,
            number,
            self._entities,
            stances={
                id: [each for each in those if each[1] in self._voice_of]
                for id, those in stances_of(self._record).items()
            },
            decided={},  # the page has its own marks of them
            sentences={},
        )
        self._sources = [
            Source(
                key=view.key,
                name=view.name,
                standing=view.standing,
                what=view.what,
                known=view.known,
                entity=use.entity.id if use.entity else None,
                number=self._numbers.get(use.entity.id) if use.entity else None,
                statements=list(dict.fromkeys(view.keys)),
            )
            for view, use in zip(views, self._figures.sources, strict=True)
        ]
        found: dict[str, _Card] = {}
        for view in views:
            for card in view.cards:
                facts = [Fact(label=one.label, text=one.text, key=one.key) for one in card.facts]
                before = found.get(card.voice.key)
                meant = [*(before.meant if before else ()), *card.meant]
                found[card.voice.key] = _Card(card.verb, facts, list(dict.fromkeys(meant)))
        return found

    def _statement(self, voice: Voice, card: _Card) -> Statement:
        one = voice.attribution
        decisions = self._decisions.get(one.id, [])
        return Statement(
            key=voice.key,
            id=one.id,
            depth=voice.depth,
            standing=voice.standing,
            holder=self._holder(one),
            kind=one.kind,
            verb=card.verb,
            manner=kinds.MODE[one.mode] if one.content else "",
            source_kind=one.source_kind,
            source=one.source,
            cue=one.cue,
            content=one.content,
            said=_said(one),
            entities=one.entities,
            facts=card.facts,
            meant=card.meant,
            confidence=one.confidence,
            doubtful=voice.doubtful,
            sure=often_right(one.confidence),
            state=_state(decisions),
            decisions=decisions,
            model=self._model(one),
        )

    def _holder(self, one: Attribution) -> str:
        names = [self._names[id] for id in one.entities if id in self._names]
        if names:
            return ", ".join(names)
        if is_own_voice(one):
            return _OUTLET
        return short(one.source.text) if one.source else NO_SOURCE.capitalize()

    def _model(self, one: Attribution) -> Read | None:
        read = self._read.get(one.id)
        if read is None or all(
            getattr(read, name) == getattr(one, name)
            for name in ("source", "cue", "content", "kind", "source_kind", "entities")
        ):
            return None
        return Read(
            source=read.source,
            cue=read.cue,
            content=read.content,
            holder=self._holder(read),
            kind=read.kind,
            source_kind=read.source_kind,
        )

    def _named(self, view: tuple[str, EntityView]) -> Named:
        id, shown = view
        return Named(
            id=id,
            name=shown.name,
            type=shown.what,
            known=shown.known,
            number=self._numbers.get(id),
            mentions=[
                Span(one.mention.start, one.mention.end, one.mention.text) for one in shown.mentions
            ],
        )

    def _rejected(self) -> Iterator[Rejected]:
        for one in self._record.decisions:
            if one.action != "reject":
                continue
            what, holder, said, place = self._taken_out(one.on)
            start, end = place
            yield Rejected(
                id=one.on, what=what, holder=holder, said=said, start=start, end=end, decision=one
            )

    def _taken_out(self, id: str) -> tuple[str, str, str, tuple[int, int]]:
        if id in self._read:
            one = self._read[id]
            spans = [*([one.source] if one.source else []), *one.cue, *one.content]
            place = min(each.start for each in spans), max(each.end for each in spans)
            return "statement", self._holder(one), _said(one), place
        entity, _, start = id.partition("@")
        for whom in self._machine.entities:
            for mention in whom.mentions:
                if whom.id == entity and str(mention.start) == start:
                    return "mention", whom.name, mention.text, (mention.start, mention.end)
        for relation in self._machine.relations:
            if relation.id == id:
                words = relation.evidence
                return "relation", "", words.text, (words.start, words.end)
        for event in self._machine.events:
            if event.id == id:
                words = event.trigger
                return "event", "", words.text, (words.start, words.end)
        return "reading", "", id, (0, 0)

    def _questions(self, statements: Sequence[Statement]) -> Iterator[Question]:
        doubtful = [one.key for one in statements if one.doubtful and one.state == "read"]
        if doubtful:
            text = "More likely read wrongly than rightly"
            yield Question(kind="doubtful", text=text, keys=doubtful)
        for why, those in self._figures.unresolved:
            keys = [self._voice_of[one.id].key for one in those]
            yield Question(kind="unresolved", text=f"Who is meant: {reason(why)}", keys=keys)
        document = self._record.document
        if not is_english(document):
            text = f"The article is not in English ({document.language}), and nothing was read"
            yield Question(kind="language", text=text)
        for note in document.notes:
            yield Question(kind="note", text=f"{note.code}: {note.message}")

    def _blocks(self, document: Document) -> Iterator[BlockShown]:
        mentions = [one for view in self._entities.values() for one in view.mentions]
        ids = {view.key: id for id, view in self._entities.items()}
        runs = cut(document.blocks, self._voices, document.links, mentions)
        titled = False
        for index, (block, those) in enumerate(zip(document.blocks, runs, strict=True)):
            tag = _TAGS.get(block.kind, "p")
            if block.kind == "headline" and not titled:
                tag, titled = "h1", True
            in_list = block.kind == "list"
            near = [
                document.blocks[at].kind if 0 <= at < len(document.blocks) else None
                for at in (index - 1, index + 1)
            ]
            yield BlockShown(
                kind=block.kind,
                tag=tag,
                aside=_ASIDES.get(block.kind),
                opens_list=in_list and near[0] != "list",
                closes_list=in_list and near[1] != "list",
                start=block.start,
                end=block.end,
                runs=[_run(run, document.text, ids) for run in those],
            )


def _run(run: marks.Run, text: str, ids: Mapping[str, str]) -> Run:
    doubtful = " doubtful" if run.places and run.places[0].doubtful else ""
    link: Link | None = run.link_ends
    return Run(
        start=run.start,
        end=run.end,
        text=text[run.start : run.end],
        classes=run.classes + (doubtful if run.classes else ""),
        source=[voice.key for voice in run.source],
        cue=[voice.key for voice in run.cue],
        content=[voice.key for voice in run.content],
        whom=[f"{ids[one.whom]}@{one.start}" for one in run.meant],
        said=run.meant[-1].said if run.meant else "",
        places=[voice.key for voice in run.places],
        link=link.href if link else None,
    )


def _said(one: Attribution) -> str:
    return " … ".join(" ".join(span.text.split()) for span in one.content or one.cue)


def _state(decisions: Sequence[Decision]) -> str:
    """What people made of a statement: "added", "corrected", "accepted", or "read" by the model
    alone."""
    actions = {one.action for one in decisions}
    if "attribute" in actions:
        return "added"
    if "correct" in actions:
        return "corrected"
    return "accepted" if "accept" in actions else "read"


def _changed(one: Change, keys: Mapping[str, str]) -> Changed:
    shown = one.after or one.before
    holder = short(shown.source.text) if shown and shown.source else NO_SOURCE.capitalize()
    before, after = (_said(said) if said else "" for said in (one.before, one.after))
    return Changed(
        change=one.change,
        holder=holder,
        what=list(one.what),
        words=list(_words(before.split(), after.split())),
        reprinted=one.reprinted,
        key=keys.get(one.after.id) if one.after else None,
    )


def _words(before: list[str], after: list[str]) -> Iterator[Words]:
    """How the words of two statements differ."""
    if not before or not after or len(before) + len(after) > _LONGEST_DIFFED:
        yield from (
            Words(how=how, text=" ".join(words))
            for how, words in (("before", before), ("after", after))
            if words
        )
        return
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for how, first, last, start, end in matcher.get_opcodes():
        if how == "equal":
            yield Words(how="same", text=" ".join(before[first:last]))
            continue
        if last > first:
            yield Words(how="before", text=" ".join(before[first:last]))
        if end > start:
            yield Words(how="after", text=" ".join(after[start:end]))
