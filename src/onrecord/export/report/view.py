"""What the templates are given: every figure and sentence of the page, worked out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from onrecord.export import dates, kinds
from onrecord.export.disputes import stances_of
from onrecord.export.files import last_part
from onrecord.export.report.found import Found, find
from onrecord.export.report.marks import Passage, Run, Voice, cut
from onrecord.export.report.named import EntityView, Meant, named
from onrecord.export.report.words import (
    NO_NAME,
    language_tag,
    often_right,
    web_address,
)
from onrecord.export.sourcing import (
    DOUBTFUL_BELOW,
    SourceUse,
    Sourcing,
    Voices,
    is_evident,
    is_plural,
    reason,
    short,
    sourcing,
    standing,
)
from onrecord.export.told import THE_OUTLET
from onrecord.export.wording import (
    NO_SOURCE,
    STANDINGS,
    VOICES,
    count,
    is_english,
    source_name,
    tally,
    voice_percents,
    when,
    who,
)
from onrecord.record import Attribution, BlockKind, Document, Note, Record

UNTITLED = "Untitled article"
ENOUGH_TO_ESTIMATE = 5
_TAGS: dict[BlockKind, str] = {"heading": "h2", "quote": "blockquote", "list": "li"}
_ASIDES: dict[BlockKind, str] = {"related": "Another story, not read", "caption": "Picture"}
_Value = TypeVar("_Value", bound=str)
_KEY = re.compile(r"a[0-9]{1,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of the story is in one voice, in whole per cent, and what comes before it."""

    voice: str
    label: str
    percent: int
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line of a card; `key` makes it a link to that attribution's place in the text."""

    label: str
    text: str
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Whom words were taken for; `key` leads to the name in the text that this rests on."""

    words: str
    name: str
    key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One attribution under one of its sources.

    `first`: not shown under an earlier one. `who`: whom to name on the card, in a group of
    several sources. `meant`: whom the words of the source were taken for.
    """

    voice: Voice
    number: int
    first: bool
    kind: str
    mode: str
    who: str | None
    verb: str
    manner: str
    meant: list[Resolved]
    said: str
    printed: list[str]
    has_source: bool
    facts: list[Fact]
    sure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A source and its cards, in reading order; `known`: who it is, as far as is known."""

    key: str
    name: str
    standing: str
    what: str
    known: list[str]
    count: str
    cards: list[Card]
    entity: EntityView | None

    @property
    def keys(self) -> list[str]:
        """The keys of all that it says."""
        return [card.voice.key for card in self.cards]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A block, the element it is printed as, and its runs."""

    kind: BlockKind
    tag: str
    aside: str | None
    opens_list: bool
    closes_list: bool
    runs: list[Run]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value to filter by, and how many attributions have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A question to filter by."""

    name: str
    label: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Something that holds of some attributions, and of which."""

    text: str
    voices: list[Voice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All of one report."""

    title: str
    needs_title: bool
    language: str | None
    text: str
    blocks: list[BlockView]
    voices: list[Voice]
    total: str
    sources: list[SourceView]
    also_named: list[EntityView]
    found: Found
    named_sources: int
    tally: str
    shares: list[Share]
    one_unnamed: list[Reason]
    facets: list[Facet]
    unresolved: list[Reason]
    warnings: list[str]
    nothing: str
    notes: list[Note] = field(default_factory=list)
    expected: str | None
    facts: list[tuple[str, str]]


def make_page(record: Record) -> Page:
    """The page of a record."""
    document = record.document
    figures = sourcing(record)
    entities = named(record)
    mentions = [one for entity in entities.values() for one in entity.mentions]
    sources = {use.id for use in figures.sources}
    voices = [
        Voice(
            key=one.id if _KEY.fullmatch(one.id) else f"x{number}",
            attribution=one,
            standing=standing(one),
            depth=depth,
            doubtful=one.confidence < DOUBTFUL_BELOW,
        )
        for number, (one, depth) in enumerate(figures.in_order, start=1)
    ]
    voice_of = {voice.attribution.id: voice for voice in voices}
    found = find(record, voice_of, entities)
    number = {voice.key: at for at, voice in enumerate(voices, start=1)}
    return Page(
        title=title(document),
        needs_title=all(block.kind != "headline" for block in document.blocks),
        language=language_tag(document.language),
        text=document.text,
        blocks=_blocks(document, voices, mentions, found.passages),
        voices=voices,
        total=count(len(voices), "statement"),
        found=found,
        named_sources=len([use for use in figures.sources if use.name]),
        sources=_sources(figures, voice_of, number, entities, stances_of(record), found.sentences),
        also_named=sorted(
            (entity for id, entity in entities.items() if id not in sources),
            key=lambda entity: -len(entity.mentions),
        ),
        tally=tally(figures),
        shares=shares(record, figures.voices),
        one_unnamed=_one_unnamed(figures, voice_of),
        facets=_facets(voices),
        unresolved=[
            Reason(text=why, voices=[voice_of[one.id] for one in ones])
            for why, ones in figures.unresolved
        ],
        warnings=_warnings(record),
        nothing=(
            "Nothing was found in this article that it takes from somebody else."
            if was_read(record)
            else "Nothing was read."
        ),
        notes=document.notes,
        expected=_expected(figures),
        facts=_facts(record),
    )


def title(document: Document) -> str:
    """The headline, or what to call an article without one."""
    return document.headline or UNTITLED


def shares(record: Record, voices: Voices) -> list[Share]:
    """The four voices in whole per cent that add up to 100; none if nothing was read."""
    if not voices.total or not was_read(record):
        return []
    percents = voice_percents(voices)
    result, before = [], 0
    for name, label in VOICES.items():
        result.append(Share(voice=name, label=label, percent=percents[name], before=before))
        before += percents[name]
    return result


def was_read(record: Record) -> bool:
    """Whether the article was read for attributions: one not in English is not."""
    return bool(record.attributions) or is_english(record.document)


def _blocks(
    document: Document, voices: list[Voice], mentions: list[Meant], passages: list[Passage]
) -> list[BlockView]:
    blocks = document.blocks
    views = []
    titled = False
    for index, (block, runs) in enumerate(
        zip(blocks, cut(blocks, voices, document.links, mentions, passages), strict=True)
    ):
        tag = _TAGS.get(block.kind, "p")
        if block.kind == "headline" and not titled:
            tag, titled = "h1", True
        in_list = block.kind == "list"
        views.append(
            BlockView(
                kind=block.kind,
                tag=tag,
                aside=_ASIDES.get(block.kind),
                opens_list=in_list and (index == 0 or blocks[index - 1].kind != "list"),
                closes_list=in_list
                and (index + 1 == len(blocks) or blocks[index + 1].kind != "list"),
                runs=runs,
            )
        )
    return views


def _sources(
    figures: Sourcing,
    voice_of: dict[str, Voice],
    number: dict[str, int],
    entities: dict[str, EntityView],
    stances: dict[str, list[tuple[str, str]]],
    sentences: dict[str, str],
) -> list[SourceView]:
    key_of = {(id, one.start): one.key for id, view in entities.items() for one in view.mentions}
    shown: set[str] = set()
    views = []
    for index, source in enumerate(figures.sources, start=1):
        cards = []
        for one in source.attributions:
            voice = voice_of[one.id]
            cards.append(
                Card(
                    voice=voice,
                    number=number[voice.key],
                    first=voice.key not in shown,
                    kind=one.kind,
                    mode=one.mode,
                    who=one.source.text if source.id == "pronouns" and one.source else None,
                    verb=_verb(source, one),
                    manner=kinds.MODE[one.mode] if one.content else "",
                    meant=[
                        Resolved(
                            words=one.source.text,
                            name=meant.entity.name,
                            key=key_of[meant.entity.id, meant.named.start] if meant.named else None,
                        )
                        for meant in figures.resolved.get(one.id, ())
                        if one.source
                    ],
                    said=_said(one),
                    printed=_printed(one),
                    has_source=one.source is not None,
                    facts=[
                        *_card_facts(one, voice_of),
                        *_stance_facts(stances.get(one.id, ()), voice_of, sentences),
                    ],
                    sure=often_right(one.confidence),
                )
            )
            shown.add(voice.key)
        views.append(
            SourceView(
                key=f"src-{index}",
                name=source_name(source),
                standing=source.standing,
                what=_what(source),
                known=who(source),
                count=count(len(cards), "statement"),
                cards=cards,
                entity=entities.get(source.id),
            )
        )
    return views


def _one_unnamed(figures: Sourcing, voice_of: dict[str, Voice]) -> list[Reason]:
    """Each unnamed person on whom something rests, with what this person relays."""
    found: list[Reason] = []
    for one in figures.one_unnamed:
        if not found or voice_of[one.id].depth == 0:
            found.append(Reason(text=short(one.source.text) if one.source else "", voices=[]))
        found[-1].voices.append(voice_of[one.id])
    return found


def _verb(source: SourceUse, one: Attribution) -> str:
    if source.id == "unstated":
        return kinds.noun(one)
    several = source.plural
    if source.id == "pronouns" and one.source:
        several = is_plural(one.source.text)
    return kinds.verb(one, several=several)


def _what(source: SourceUse) -> str:
    """The kind of a source in words, and how it stands where the kind doesn't say."""
    if source.id in NO_NAME:
        return NO_NAME[source.id]
    # One that is called by name elsewhere is a named person here too.
    kind = source.kinds[0]
    if kind == "unnamed_person" and source.standing == "named":
        kind = "named_person"
    words = kinds.SOURCE_KIND[kind]
    stands = STANDINGS[source.standing]
    return words if words.startswith(stands) else f"{words} · {stands}"


def _said(one: Attribution) -> str:
    return " … ".join(" ".join(span.text.split()) for span in one.content or one.cue)


def _printed(one: Attribution) -> list[str]:
    spans = [one.source, *(one.cue if one.content else ())]
    return [" ".join(span.text.split()).rstrip(" ,;:") or span.text for span in spans if span]


def _stance_facts(
    stances: Iterable[tuple[str, str]], voice_of: dict[str, Voice], sentences: dict[str, str]
) -> Iterator[Fact]:
    """How a statement stands to others, and they to it."""
    for how, id in stances:
        voice = voice_of.get(id)
        whose = _who(voice) if voice else THE_OUTLET
        key = voice.key if voice else f"at-{sentences[id]}"
        yield Fact(label=how.capitalize(), text=f"{whose} ({id})", key=key)


def _who(voice: Voice) -> str:
    source = voice.attribution.source
    return short(source.text) if source else NO_SOURCE


def _card_facts(one: Attribution, voice_of: dict[str, Voice]) -> list[Fact]:
    facts = []
    if one.unresolved and not is_evident(one.unresolved):
        facts.append(Fact(label="Who", text=reason(one.unresolved)))
    if one.anonymity:
        facts.append(Fact(label="No name because", text=one.anonymity.text))
    if one.basis:
        facts.append(Fact(label="How they know", text=one.basis.text))
    if one.said_on:
        facts.append(Fact(label="When", text=dates.period(*dates.bounds(one.said_on))))
    if one.hedges:
        hedges = ", ".join(f"“{span.text}”" for span in one.hedges)
        facts.append(Fact(label="Hedged by", text=hedges))
    if one.cue_attitude != "neutral":
        facts.append(Fact(label="Wording", text=kinds.ATTITUDE[one.cue_attitude]))
    if one.inside:
        outer = voice_of[one.inside]
        facts.append(Fact(label="Inside", text=f"{_who(outer)} ({one.inside})", key=outer.key))
    return facts


def _facets(voices: list[Voice]) -> list[Facet]:
    stands = Counter(voice.standing for voice in voices)
    of_kinds = Counter(voice.attribution.kind for voice in voices)
    modes = Counter(voice.attribution.mode for voice in voices)
    facets = [
        Facet(name="standing", label="Source", choices=_choices(STANDINGS, stands)),
        Facet(name="kind", label="Kind", choices=_choices(kinds.NOUN, of_kinds)),
        Facet(name="mode", label="Words", choices=_choices(kinds.MODE, modes)),
    ]
    return [facet for facet in facets if len(facet.choices) > 1]


def _choices(labels: dict[_Value, str], counts: Counter[_Value]) -> list[Choice]:
    return [
        Choice(value=value, label=label, count=counts[value])
        for value, label in labels.items()
        if counts[value]
    ]


def _warnings(record: Record) -> list[str]:
    if was_read(record):
        return []
    return [
        f"This article is not in English (language: {record.document.language}). "
        "onrecord reads English alone, so nothing was read from it."
    ]


def _expected(figures: Sourcing) -> str | None:
    total = len(figures.in_order)
    if not total:
        return None
    # An estimate over a handful says nothing.
    estimate = (
        f" By its own estimate about {round(figures.expected_right)} of them are right in both "
        "source and words."
        if total >= ENOUGH_TO_ESTIMATE
        else ""
    )
    return (
        f"A model read {count(total, 'statement')} from this article; no person has checked "
        f"{'it' if total == 1 else 'them'}.{estimate} The article decides: each statement leads "
        "to its words."
    )


def _facts(record: Record) -> list[tuple[str, str]]:
    document = record.document
    facts = [
        ("Publisher", document.publisher),
        ("By", ", ".join(document.byline)),
        ("Place", document.dateline),
        ("Published", when(document)),
        ("Read from", _shareable(document.location)),
        ("Read at", document.read_at),
        ("Type", document.media_type),
        ("Language", document.language),
        ("Bytes read (SHA-256)", document.sha256),
        ("Document", document.id if document.id != document.sha256 else None),
        ("onrecord", record.made_by.onrecord),
        *((f"Stage: {name}", stage) for name, stage in record.made_by.stages.items()),
    ]
    return [(label, value) for label, value in facts if value]


def _shareable(location: str | None) -> str | None:
    """A web address whole; of a path the file's name alone, since pages are sent around."""
    if location is None or web_address(location):
        return location
    return last_part(location)
