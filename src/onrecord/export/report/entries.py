"""What the templates are given of denials, the timeline, relations and places."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.export.report.axis import Shape, Tick
from onrecord.export.report.marks import Passage
from onrecord.export.report.words import often_right
from onrecord.export.sourcing import DOUBTFUL_BELOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Sure:
    """How often such a reading is right, in words."""

    words: str
    doubtful: bool

    @classmethod
    def of(cls, confidence: float) -> Sure:
        return cls(words=often_right(confidence), doubtful=confidence < DOUBTFUL_BELOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Whose words something is; `href` leads to them, where they aren't the outlet's own."""

    words: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One side of a dispute; `lights`: the keys on the page of its words."""

    label: str
    href: str
    lights: str
    standing: str
    who: str
    does: str
    said: str
    sure: Sure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How a statement stands to another; `evidence`: the words that show it, if others."""

    key: str
    lights: str
    stance: str
    how: str
    by: Statement
    evidence: str
    sure: Sure


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeView:
    """A statement and its answers."""

    about: Statement
    answers: list[Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """A happening: its sentence about the words that tell it, and what is known of it."""

    key: str
    label: str
    before: str
    words: str
    after: str
    modality: str
    mark: str
    known: list[str]
    authority: Authority
    sure: Sure


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentView:
    """A date and what is dated to it; `shape` is None for what has no date."""

    key: str
    words: str
    printed: list[str]
    told: bool
    shape: Shape | None
    events: list[EventView]
    said: list[Statement]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationView:
    """A relation, and the words that say so."""

    key: str
    label: str
    subject: str
    link: str
    object: str
    evidence: str
    authority: Authority
    sure: Sure


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """Where a place lies; `href` leads to the first words that mean it."""

    name: str
    href: str | None
    kind: str
    country: str
    degrees: str
    geo: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All of it.

    `sentences`: by the id of a sentence that is denied or denies, its key on the page.
    `passages`: the words in the article that all this rests on.
    """

    title: str
    label: str
    disputes: list[DisputeView]
    answers: int
    moments: list[MomentView]
    events: int
    ticks: list[Tick]
    even: bool
    lanes: int
    relations: list[RelationView]
    places: list[PlaceView]
    sentences: dict[str, str] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)

    @property
    def any(self) -> bool:
        """Whether there is anything beside the sources."""
        return bool(self.disputes or self.moments or self.relations or self.places)
