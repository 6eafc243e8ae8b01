"""What the model's stages hand on: offsets, before anything is said about them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record import EntityType, MentionKind

Offsets = tuple[int, int]
"""`start`, `end` in code points of `Document.text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionSpans:
    """One attribution as spans; `inside` is the index of the outer one in the same list."""

    source: Offsets | None
    cue: tuple[Offsets, ...]
    content: tuple[Offsets, ...]
    inside: int | None = None
    confidence: float

    @property
    def start(self) -> int:
        """Where the first of its words stands."""
        parts = (*self.cue, *self.content, *((self.source,) if self.source else ()))
        starts: list[int] = [start for start, _ in parts]
        return min(starts)


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionSpan:
    """Words that mean somebody or something, before it is known whom.

    `entry` is the id of the gazetteer's entry that says so, if one does.
    """

    start: int
    end: int
    kind: MentionKind
    type: EntityType
    confidence: float
    entry: str | None = None
