"""Why a passage is in a claim, in plain words."""

from __future__ import annotations

from onrecord.annotate.stances.words import stem
from onrecord.casebook.claims.gathering import BOTH, Placed
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


def of_words(placed: Placed, passage: Passage, other: Passage, beside: str | None = None) -> str:
    """How its words stand to those of the passage that it is held against, as a model judged, and
    what the two have in common; `beside`: the outlet of that one, where it is not the core."""
    told = _TURNS.get(passage.turn) if placed.relation == "same" else None
    told = told or _RELATIONS[placed.relation]
    if beside:
        told += f", beside the passage of {beside}"
    return _with_common(told, passage, other)


def of_tie(placed: Placed, passage: Passage, other: Passage, outlet: str) -> str:
    """That one of the two articles says that it has this from the other's outlet; `outlet` is that
    of `other`, the passage that it is held against."""
    if placed.tie == BOTH:
        told = f"it names whom it has this from, and {outlet} names the same"
    elif placed.tie == placed.id:
        told = f"it names or links to {outlet} as whom it has this from"
    else:
        told = f"{outlet} names or links to it as whom it has this from"
    return _with_common(told, passage, other)


def _with_common(told: str, passage: Passage, other: Passage) -> str:
    common = _common(passage, other)
    return f"{told}; both have {', '.join(common)}" if common else told


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
