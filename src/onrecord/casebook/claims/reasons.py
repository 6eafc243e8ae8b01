"""Why a passage is in a claim, in plain words."""

from __future__ import annotations

from onrecord.annotate.stances.words import stem
from onrecord.casebook.claims.gathering import Placed
from onrecord.casebook.claims.guards import may_be_one
from onrecord.casebook.claims.passages import Passage, telling

CORE = "the passage that the others are held against"

_RELATIONS = {
    "same": "says the same",
    "denies": "says the opposite",
    "doubts": "puts it in doubt",
    "supports": "bears it out",
}
_TURNS = {
    "denies": "these words, which say the same, are what its source denies",
    "doubts": "these words, which say the same, are what its source doubts",
}
_STANCES = {
    "denies": "its own article has it deny a statement of this claim",
    "doubts": "its own article has it doubt a statement of this claim",
    "supports": "its own article has it confirm a statement of this claim",
}
_MOST = 6


def of_stance(placed: Placed) -> str:
    """What its own article says of it."""
    return _STANCES[placed.stand]


def of_words(placed: Placed, passage: Passage, core: Passage) -> str:
    """How its words stand to the core's, as a model judged, and what the two have in common."""
    told = _TURNS.get(passage.turn) if placed.relation == "same" else None
    told = told or _RELATIONS[placed.relation]
    common = _common(passage, core)
    if common:
        told += f"; both have {', '.join(common)}"
    return told


def _common(passage: Passage, core: Passage) -> list[str]:
    names = [
        name.name for name in passage.names if any(may_be_one(name, other) for other in core.names)
    ]
    named = {stem(word) for name in names for word in telling(name)}
    theirs = {stem(word) for word in telling(core.words)}
    words = [
        word for word in telling(passage.words) if stem(word) in theirs and stem(word) not in named
    ]
    return list(dict.fromkeys((*names, *(f"“{word}”" for word in words))))[:_MOST]
