"""Who denies, doubts or supports what, sorted by what it is about: one statement, its answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.export.told import Told
from onrecord.record import Record, Stance, StanceKind

DOES: dict[StanceKind, str] = {
    "denies": "denies",
    "doubts": "doubts",
    "supports": "supports",
    "neutral": "does not judge",
}
DONE_BY: dict[StanceKind, str] = {
    "denies": "denied by",
    "doubts": "doubted by",
    "supports": "supported by",
    "neutral": "not judged by",
}
_LABELS: dict[StanceKind, str] = {
    "denies": "Denials",
    "doubts": "Doubts",
    "supports": "Support",
}
_SHOWN: tuple[StanceKind, ...] = ("denies", "doubts", "supports")


@dataclass(slots=True, kw_only=True)
class Dispute:
    """A statement, by its id, and how others stand to it: denials before doubts before support."""

    about: str
    answers: list[Stance] = field(default_factory=list)


def disputes(record: Record, told: Told) -> list[Dispute]:
    """The disputes in reading order of what they are about; who is neutral is left out."""
    found: dict[str, Dispute] = {}
    for stance in record.stances:
        if stance.stance in _SHOWN:
            found.setdefault(stance.to, Dispute(about=stance.to)).answers.append(stance)
    for dispute in found.values():
        dispute.answers.sort(key=lambda one: (_SHOWN.index(one.stance), told.start(one.from_)))
    return sorted(found.values(), key=lambda one: told.start(one.about))


def title(found: list[Dispute]) -> str:
    """What a list of them is called: by the strongest that is in it."""
    return f"Who {_strongest(found)} what"


def label(found: list[Dispute]) -> str:
    """The same in a word: "Denials"."""
    return _LABELS[_strongest(found)]


def stances_of(record: Record) -> dict[str, list[tuple[str, str]]]:
    """By the id of a statement how it stands, and to which: ("denied by", "a3")."""
    found: dict[str, dict[str, list[str]]] = {}
    for one in record.stances:
        if one.stance in _SHOWN:
            found.setdefault(one.to, {}).setdefault(DONE_BY[one.stance], []).append(one.from_)
            found.setdefault(one.from_, {}).setdefault(DOES[one.stance], []).append(one.to)
    return {
        id: [(label, ids) for label, those in labels.items() for ids in dict.fromkeys(those)]
        for id, labels in found.items()
    }


def _strongest(found: list[Dispute]) -> StanceKind:
    kinds = {one.stance for dispute in found for one in dispute.answers}
    return next((kind for kind in _SHOWN if kind in kinds), "supports")
