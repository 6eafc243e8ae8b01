"""The noun for a claim in a content: where it stands, whose it is said to be, how it is named."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.annotate.spans import Offsets
from onrecord.annotate.stances.lists import lists
from onrecord.annotate.stances.taken import Taken
from onrecord.annotate.stances.words import Said, is_end, stem, stems_of
from onrecord.record import StanceKind

HEAD = 9
"""Words of a content in which the noun for the claim is looked for."""
_CLAUSE = frozenset({"that", "which", "who", "whether", "if", "it", "he", "she", "they"})
_FINITE = frozenset({"is", "are", "was", "were", "has", "have", "had"})
_PREPOSITIONS = frozenset({"on", "to", "about", "in", "with", "at", "over", "against"})
_DEFINITE = frozenset(
    {
        "the",
        "all",
        "this",
        "that",
        "these",
        "those",
        "such",
        "his",
        "her",
        "its",
        "their",
        "our",
        "your",
        "my",
    }
)
_DETERMINERS = _DEFINITE | {"a", "an", "any", "some", "no", "every", "each", "either", "neither"}
_SHOWING = frozenset({"this", "these", "those", "such"})


def claim_at(lower: Sequence[str]) -> int | None:
    """Where the noun for a claim stands, at or before the head of a content."""
    words = lists()
    for index, word in enumerate(lower[:HEAD]):
        if word in words.claims:
            if not _FINITE.isdisjoint(lower[index + 1 : index + 2]):
                return None  # "denies report was altered"
            that = "that" in lower[max(0, index - 1) : index + 2 : 2]
            return index if that or words.claims[word] not in words.ideas else None
        if word in words.wrongdoing:
            return None  # "denied any role in the attack"
        if is_end(word) or (index and word in _CLAUSE):
            return None
        if word == "that" and not any(is_shown(lower, at) for at in range(index + 1, index + 4)):
            return None  # "denied that it was so", and not "denied that report"
    return None


def subject_at(lower: Sequence[str], start: int, end: int) -> int | None:
    """Where the claim stands that a predicate after `end` is said of."""
    words = lists()
    if lower[end - 1 : end] in (["that"], ["which"], ["who"]) and end - start > 1:
        start = max(start, end - 3)  # "a claim that is false"
    for at in range(start, end):
        if lower[at] in words.claims and not set(lower[max(start, at - 3) : at]) & _PREPOSITIONS:
            return at
    return None


def is_shown(lower: Sequence[str], at: int) -> bool:
    """Whether "this", "those" … stand by a noun for a claim, or by its adjective.

    "That" stands by a singular; before a plural it begins a clause ("said that reports …").
    """
    if at < len(lower) and lower[at] not in lists().claims:
        return False
    before = lower[max(0, at - 2) : at]
    if at < len(lower) and lower[at].endswith("s"):
        return not _SHOWING.isdisjoint(before)
    if before[:1] == ["that"] and len(before) > 1 and before[1] in _DETERMINERS:
        return False  # "that any report had been made"
    return "that" in before or not _SHOWING.isdisjoint(before)


def is_definite(lower: Sequence[str], begin: int, at: int) -> bool:
    return any(word in _DEFINITE or word.endswith("'s") for word in lower[begin:at])


def claimants(said: Said, begin: int, at: int) -> frozenset[str]:
    """The entities mentioned before a noun for a claim, or after it and "by" or "from"."""
    low, high = said.words[begin][0], said.words[at][0]
    found = {id for start, id in said.mentions if low <= start < high}
    if said.lower[at + 1 : at + 2] in (["by"], ["from"]) and at + 2 < len(said.words):
        low, high = said.words[at + 2][0], said.words[min(at + 4, len(said.words) - 1)][1]
        found |= {id for start, id in said.mentions if low <= start < high}
    return frozenset(found)


def of_claim(said: Said, stance: StanceKind, begin: int, where: int, evidence: Offsets) -> Taken:
    """A stance to the claim whose noun stands at `where`, in a subject that begins at `begin`."""
    claim = lists().claims[said.lower[where]]
    object = stems_of(said.lower[begin:where], lists().small) - {stem(claim)}
    return Taken(
        stance,
        "predicate",
        evidence,
        object,
        claim,
        points=is_shown(said.lower, where),
        definite=is_definite(said.lower, begin, where),
        claimants=claimants(said, begin, where),
    )
