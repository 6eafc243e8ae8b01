"""What the templates are given: every figure and sentence of the page, worked out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TypeVar

from onrecord.export import kinds
from onrecord.export.decided import marks
from onrecord.export.disputes import stances_of
from onrecord.export.files import last_part
from onrecord.export.report.cards import SourceView, make_sources
from onrecord.export.report.entries import Found
from onrecord.export.report.found import find
from onrecord.export.report.marks import Passage, Run, Voice, cut
from onrecord.export.report.named import EntityView, Meant, named
from onrecord.export.report.words import (
    language_tag,
    web_address,
)
from onrecord.export.sourcing import (
    DOUBTFUL_BELOW,
    Sourcing,
    Voices,
    short,
    sourcing,
    standing,
)
from onrecord.export.wording import (
    STANDINGS,
    VOICES,
    count,
    is_english,
    tally,
    voice_percents,
    when,
)
from onrecord.record import BlockKind, Document, Note, Record

UNTITLED = "Untitled article"
ENOUGH_TO_ESTIMATE = 5
_TAGS: dict[BlockKind, str] = {"heading": "h2", "quote": "blockquote", "list": "li"}
_ASIDES: dict[BlockKind, str] = {"related": "Another story, not read", "caption": "Picture"}
_Value = TypeVar("_Value", bound=str)
_KEY = re.compile(r"a[0-9]{1,9}|p[0-9a-f]{6,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of the story is in one voice, in whole per cent, and what comes before it."""

    voice: str
    label: str
    percent: int
    before: int


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
        sources=make_sources(
            figures,
            voice_of,
            number,
            entities,
            stances_of(record),
            marks(record),
            found.sentences,
        ),
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


def _one_unnamed(figures: Sourcing, voice_of: dict[str, Voice]) -> list[Reason]:
    """Each unnamed person on whom something rests, with what this person relays."""
    found: list[Reason] = []
    for one in figures.one_unnamed:
        if not found or voice_of[one.id].depth == 0:
            found.append(Reason(text=short(one.source.text) if one.source else "", voices=[]))
        found[-1].voices.append(voice_of[one.id])
    return found


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
