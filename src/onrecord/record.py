"""The nouns of onrecord and their contract, `onrecord/record/1`.

A newcomer reads this file first. Every offset is in Unicode code points into
`Document.text`, `start` inclusive, `end` exclusive, and every `Span` repeats the words
it stands on: `document.text[span.start:span.end] == span.text` is checked when a
`Record` is made. Terms (source, cue, content) follow PARC3 and PolNeAR (Newell,
Margolin, Ruths, LREC 2018).
"""

from __future__ import annotations

import json
import types
import typing
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, Literal

from onrecord.errors import OnrecordError

SCHEMA = "onrecord/record/1"

BlockKind = Literal[
    "headline",
    "byline",
    "date",
    "heading",
    "paragraph",
    "quote",
    "list",
    "caption",
    "related",
    "correction",
    "other",
]
STORY_KINDS: frozenset[str] = frozenset(
    {"headline", "heading", "paragraph", "quote", "list", "caption"}
)
"""The kinds of block that are the story; only these are read for attributions."""

EntityType = Literal[
    "person",
    "organization",
    "place",
    "group",
    "facility",
    "weapon",
    "vehicle",
    "event",
    "work",
    "other",
]
MentionKind = Literal["name", "nominal", "pronoun"]
Mode = Literal["direct", "indirect", "mixed"]
Kind = Literal[
    "statement",
    "denial",
    "accusation",
    "belief",
    "intention",
    "question",
    "order",
    "no_comment",
]
CueAttitude = Literal["neutral", "endorsing", "distancing"]
SourceKind = Literal[
    "named_person",
    "unnamed_person",
    "outlet",
    "organization",
    "group",
    "document",
    "unstated",
]
TimeType = Literal["date", "time", "duration", "set"]
Anchor = Literal["explicit", "published", "previous"]
RelationType = Literal["role", "part_of", "member_of", "family", "based_in", "awarded"]
Status = Literal["current", "former", "unknown"]
Ruling = Literal["attribute", "accept", "reject", "correct", "note"]
Modality = Literal["actual", "planned", "attempted", "alleged", "negated"]
StanceKind = Literal["denies", "doubts", "supports", "neutral"]


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the document: code-point offsets into `Document.text`, and those words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One printed unit. `page` (PDF, from 1) and `path` (HTML) lead back to the original."""

    kind: BlockKind
    start: int
    end: int
    page: int | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Linked or underlined words; `href` is None for a mere underline."""

    start: int
    end: int
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What was cut, doubted or not readable; `code` is listed in `onrecord.errors`."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around the story. `published` is ISO 8601, as exact as it was printed."""

    headline: str | None = None
    byline: list[str] = field(default_factory=list)
    dateline: str | None = None
    publisher: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article: its text, blocks, links and frame.

    `id` is the given id, else the SHA-256 of `text`; `sha256` is of the bytes read.
    """

    id: str
    location: str | None
    sha256: str
    read_at: str | None = None
    media_type: str
    language: str | None
    headline: str | None = None
    byline: list[str] = field(default_factory=list)
    dateline: str | None = None
    publisher: str | None = None
    published: str | None = None
    text: str
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def frame(self) -> Frame:
        """Headline, byline, dateline, publisher and date as one noun."""
        return Frame(
            headline=self.headline,
            byline=self.byline,
            dateline=self.dateline,
            publisher=self.publisher,
            published=self.published,
        )

    @property
    def story(self) -> Iterator[Block]:
        """The blocks that are read for attributions, in order."""
        return (block for block in self.blocks if block.kind in STORY_KINDS)

    def span(self, start: int, end: int) -> Span:
        """The words between two offsets."""
        return Span(start, end, self.text[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the story; `block` is an index into `Document.blocks`."""

    id: str
    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that mean an entity."""

    start: int
    end: int
    text: str
    kind: MentionKind
    metonym: bool = False
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A role or apposition as printed, and the attribution it stands in, if any."""

    start: int
    end: int
    text: str
    authority: str | None = None


_WHERE_GIVEN = {"where given": True}
"""Marks fields that are left out of the JSON where they hold nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Who or what the words mean.

    `entry` is the id of the entry in the user's own gazetteer that names it, and `roles` is
    what that entry says it is, which need not be printed in the article. The JSON has the
    two only where a gazetteer gave them.
    """

    id: str
    name: str
    type: EntityType
    descriptions: list[Description] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    entry: str | None = field(default=None, metadata=_WHERE_GIVEN)
    roles: list[str] = field(default_factory=list, metadata=_WHERE_GIVEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody's statement, denial, belief, intention … as the article reports it.

    `entities` is empty, with the reason in `unresolved`, where nobody can be named.
    `anonymity` is the ground given for withholding a name, `basis` how the source knows,
    `inside` the id of the attribution that this one stands in. `confidence` is the
    probability that source and content are both right.
    """

    id: str
    source: Span | None
    entities: list[str] = field(default_factory=list)
    unresolved: str | None = None
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)
    mode: Mode
    kind: Kind
    cue_attitude: CueAttitude = "neutral"
    source_kind: SourceKind
    anonymity: Span | None = None
    basis: Span | None = None
    said_on: str | None = None
    inside: str | None = None
    negated: bool = False
    hedges: list[Span] = field(default_factory=list)
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A span and its value (EDTF, ISO 8601-2; durations and sets ISO 8601)."""

    id: str
    start: int
    end: int
    text: str
    type: TimeType
    value: str
    earliest: str | None
    latest: str | None
    anchor: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an entity lies; latitude and longitude in degrees (WGS 84)."""

    entity: str
    name: str
    kind: Literal["point", "area"]
    country: str | None
    latitude: float | None
    longitude: float | None
    gazetteer_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Entity – type – entity, with its evidence and its authority (None: the outlet's)."""

    id: str
    subject: str
    type: RelationType
    object: str | None
    role: str | None
    status: Status
    evidence: Span
    authority: str | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A dated happening; `authority` as in `Relation`."""

    id: str
    trigger: Span
    time: str | None
    participants: list[str]
    places: list[str]
    modality: Modality
    authority: str | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """How one attribution or sentence stands to another (ids)."""

    from_: str
    to: str
    stance: StanceKind
    evidence: Span | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBy:
    """The versions that made a record: onrecord's, and each stage's name and digest."""

    onrecord: str
    stages: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided about something that was read, and who, when (UTC) and why.

    `on` is the id of what it is about in the record as the machine read it: of a mention its
    entity's, "@" and its start, of the whole document the document's. What was rejected is not
    in the record any more; an attribution that a person made ("attribute") is in it, with an id
    of its own. `fields` are those that were corrected, `id` the entry in the casebook's journal.
    """

    id: str
    on: str
    action: Ruling
    fields: list[str] = field(default_factory=list)
    by: str
    at: str
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that was read from one Document. Making one checks it (see `check`).

    `decisions` are those that were applied to it, and left out of the JSON where there are
    none: what the machine read has none.
    """

    schema: str = SCHEMA
    made_by: MadeBy
    document: Document
    sentences: list[Sentence] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    stances: list[Stance] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list, metadata=_WHERE_GIVEN)

    def __post_init__(self) -> None:
        check(self)

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON-ready dicts and lists; floats rounded to three decimals."""
        encoded: dict[str, Any] = _encode(self)
        return encoded

    def to_json(self, *, indent: int | None = None) -> str:
        """The record as JSON text, keys in the contract's order."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Record:
        """The record that `to_dict` wrote. Raises OnrecordError E001 on anything else."""
        try:
            record: Record = _reader(typing.cast(typing.Hashable, cls))(data)
            return record
        except (KeyError, TypeError, ValueError, AttributeError) as reason:
            raise OnrecordError("E001", detail=str(reason)) from reason

    @classmethod
    def from_json(cls, text: str) -> Record:
        """The record that `to_json` wrote. Raises OnrecordError E001 on anything else."""
        try:
            data = json.loads(text)
        except ValueError as reason:
            raise OnrecordError("E001", detail=str(reason)) from reason
        return cls.from_dict(data)

    def attribution(self, id: str) -> Attribution:
        """The attribution of that id. Raises KeyError."""
        for attribution in self.attributions:
            if attribution.id == id:
                return attribution
        raise KeyError(id)

    def entity(self, id: str) -> Entity:
        """The entity of that id. Raises KeyError."""
        for entity in self.entities:
            if entity.id == id:
                return entity
        raise KeyError(id)


def check(record: Record) -> None:
    """Hold a record to its contract.

    Blocks stand in order, apart, and cover all but white space; every span repeats the
    document's words and lies in one block; every id that is pointed at exists. Raises
    OnrecordError E001 with what is wrong.
    """
    document = record.document
    position = 0
    for block in document.blocks:
        _require(position <= block.start < block.end <= len(document.text), "block order", block)
        _require(not document.text[position : block.start].strip(), "text outside blocks", block)
        position = block.end
    _require(not document.text[position:].strip(), "text outside blocks", position)
    starts = [block.start for block in document.blocks]
    ends = [block.end for block in document.blocks]
    for span in _spans(record):
        words = document.text[span.start : span.end]
        _require(span.start < span.end and words == span.text, "span is not verbatim", span)
        _require(_block_of(starts, ends, span.start, span.end) is not None, "span crosses", span)
    for sentence in record.sentences:
        block = document.blocks[sentence.block]
        inside = block.start <= sentence.start < sentence.end <= block.end
        _require(inside, "sentence outside its block", sentence)
    entities = {entity.id for entity in record.entities}
    attributions = {attribution.id for attribution in record.attributions}
    _require(len(entities) == len(record.entities), "entity id twice", entities)
    _require(len(attributions) == len(record.attributions), "attribution id twice", attributions)
    for attribution in record.attributions:
        _require(entities.issuperset(attribution.entities), "no such entity", attribution.id)
        _require(
            attribution.inside is None or attribution.inside in attributions,
            "no such attribution",
            attribution.id,
        )
        _require(bool(attribution.content or attribution.cue), "says nothing", attribution.id)
    _check_readings(record, entities, attributions)


def _check_readings(record: Record, entities: set[str], attributions: set[str]) -> None:
    """That times, places, relations, events and stances point at what exists."""
    times = {time.id for time in record.times}
    _require(len(times) == len(record.times), "time id twice", times)
    placed = [place.entity for place in record.places]
    _require(len(set(placed)) == len(placed), "entity placed twice", placed)
    _require(entities.issuperset(placed), "no such entity", placed)
    for relation in record.relations:
        meant = {relation.subject, *([relation.object] if relation.object else ())}
        _require(entities.issuperset(meant), "no such entity", relation.id)
    for event in record.events:
        _require(event.time is None or event.time in times, "no such time", event.id)
        _require(entities.issuperset(event.participants), "no such entity", event.id)
        _require(entities.issuperset(event.places), "no such entity", event.id)
    readings: list[Relation | Event] = [*record.relations, *record.events]
    _require(len({each.id for each in readings}) == len(readings), "id twice", "relations, events")
    for each in readings:
        known = each.authority is None or each.authority in attributions
        _require(known, "no such attribution", each.id)
    said = attributions | {sentence.id for sentence in record.sentences}
    for stance in record.stances:
        _require(said.issuperset((stance.from_, stance.to)), "no such statement", stance)
        _require(stance.from_ != stance.to, "a stance to itself", stance)


def _require(holds: bool, what: str, where: object) -> None:
    if not holds:
        raise OnrecordError("E001", detail=f"{what}: {str(where)[:200]}")


def _block_of(starts: list[int], ends: list[int], start: int, end: int) -> int | None:
    index = bisect_right(starts, start) - 1
    return index if index >= 0 and end <= ends[index] else None


def _spans(record: Record) -> Iterator[Span | Mention | Description | TimeExpression]:
    for entity in record.entities:
        yield from entity.mentions
        yield from entity.descriptions
    for attribution in record.attributions:
        single = (attribution.source, attribution.anonymity, attribution.basis)
        yield from (span for span in single if span)
        yield from attribution.cue
        yield from attribution.content
        yield from attribution.hedges
    yield from record.times
    yield from (relation.evidence for relation in record.relations)
    yield from (event.trigger for event in record.events)
    yield from (stance.evidence for stance in record.stances if stance.evidence)


def _encode(value: Any) -> Any:
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, list):
        return [_encode(item) for item in value]
    if isinstance(value, dict):
        return {key: _encode(item) for key, item in value.items()}
    if is_dataclass(value):
        return {
            key: _encode(held)
            for name, key, left_out_empty in _keys(typing.cast(typing.Hashable, type(value)))
            if (held := getattr(value, name)) or not left_out_empty
        }
    return round(value, 3) if isinstance(value, float) else value


@cache
def _keys(cls: Any) -> list[tuple[str, str, bool]]:
    """A noun's fields: the name, the key in JSON, and whether an empty one is left out."""
    return [(f.name, f.name.rstrip("_"), bool(f.metadata)) for f in fields(cls)]


_Reader = Callable[[Any], Any]


@cache
def _reader(hint: Any) -> _Reader:
    """What takes a value of a type out of JSON; raises ValueError for any other value."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        (one,) = (argument for argument in arguments if argument is not type(None))
        return _optional(_reader(one))
    if origin is list:
        return _list(_reader(arguments[0]))
    if origin is dict:
        of = _reader(arguments[1])
        return lambda value: {str(key): of(item) for key, item in value.items()}
    if origin is Literal:
        return _one_of(arguments)
    return _fields(hint) if is_dataclass(hint) else _plain(hint)


def _optional(of: _Reader) -> _Reader:
    return lambda value: None if value is None else of(value)


def _list(of: _Reader) -> _Reader:
    def read(value: Any) -> Any:
        if not isinstance(value, list):
            raise ValueError(f"{value!r} is no list")
        return [of(item) for item in value]

    return read


def _one_of(allowed: tuple[Any, ...]) -> _Reader:
    def read(value: Any) -> Any:
        if value not in allowed:
            raise ValueError(f"{value!r} is none of {', '.join(map(str, allowed))}")
        return value

    return read


def _fields(cls: Any) -> _Reader:
    known = {
        name.rstrip("_"): (name, _reader(hint)) for name, hint in typing.get_type_hints(cls).items()
    }

    def read(data: Any) -> Any:
        held = {}
        for key, value in data.items():
            if key not in known:
                unknown = ", ".join(sorted(set(data) - set(known)))
                raise ValueError(f"{cls.__name__} has no {unknown}")
            name, of = known[key]
            held[name] = of(value)
        return cls(**held)

    return read


def _plain(type_: Any) -> _Reader:
    def read(value: Any) -> Any:
        if type_ is float and isinstance(value, int):
            return float(value)
        if not isinstance(value, type_) or (type_ is int and isinstance(value, bool)):
            raise ValueError(f"{value!r} is no {type_.__name__}")
        return value

    return read
