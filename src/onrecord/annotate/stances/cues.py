"""Stances that a cue takes: "denied the report", "denied taking it", "found no evidence of it"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.annotate.spans import Offsets
from onrecord.annotate.stances.lists import lists
from onrecord.annotate.stances.nouns import HEAD, claim_at, claimants, is_definite, is_shown
from onrecord.annotate.stances.predicates import by_predicate
from onrecord.annotate.stances.taken import LONGEST, Taken
from onrecord.annotate.stances.words import Said, stems_of
from onrecord.record import StanceKind

_START = 4
"""Words at the start of a content that tell of what sort it is."""
_OPENS_CLAUSE = frozenset(
    {"that", "any", "all", "ever", "having", "he", "she", "they", "it", "we", "i", "there", "what"}
)
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those", "such"})
_REPEATING = frozenset({"it", "that", "this", "so"})
"""What a denial ends with that points to what was said ("denied having done it")."""
_BEFORE_VERBS = frozenset(
    {"also", "and", "has", "have", "had", "been", "is", "are", "was", "were", "then", "later"}
)


class Cue(NamedTuple):
    """The stance of a cue, the phrase that says so and the words of the cue after it."""

    stance: StanceKind
    phrase: str
    rest: list[str]


def find_cue(said: Said) -> Cue | None:
    """The stance that a cue takes by itself."""
    words = lists()
    cue = [word for word in said.cue if not word.endswith("ly")]
    lemmas = [words.forms.get(word, word) for word in cue]
    for index in range(len(lemmas)):
        found = words.cues.at(lemmas, index)
        if found is None:
            continue
        length, stance = found
        phrase = " ".join(lemmas[index : index + length])
        if (
            index
            and length == 1
            and phrase in words.only_claims
            and not (cue[index - 1] in words.auxiliaries or cue[index - 1] in _BEFORE_VERBS)
        ):
            continue  # "responding to questions about", "hit back at"
        end = index + length
        return Cue(stance, phrase, cue[end:])  # type: ignore[arg-type]
    return None


def by_cue(said: Said, cue: Cue) -> Taken | None:
    """The stance of a cue with what it is to; None: it is to nothing that is said."""
    words, lower = lists(), said.lower
    if said.attribution.negated or any(word in words.negations for word in said.cue):
        return None
    if lower[0] == "to":
        return None  # "denied to them"
    called = by_predicate(said)
    if called and any(words.forms.get(word) in words.calling for word in said.cue):
        return called  # "dismissed the report as nonsense"
    in_cue = next((words.claims[word] for word in cue.rest if word in words.claims), None)
    at = None if in_cue else claim_at(lower)
    relative = cue.stance == "denies" and lower in (["that"], ["which"])
    repeats = len(lower) <= _START + 1 and lower[-1] in _REPEATING and at is None
    pronoun = relative or (
        cue.phrase not in words.only_claims
        and (
            (lower[0] in words.pronouns and len(lower) == 1)
            or (lower[0] in _DEMONSTRATIVES and len(lower) == 2)
        )
    )
    general = any(word in words.wrongdoing for word in lower[:_START])
    if in_cue is None and at is None and not pronoun:
        if cue.phrase in words.only_claims and not (cue.stance == "denies" and lower[0] == "that"):
            return None
        if cue.stance == "denies" and (called or not _may_be_denied(lower)):
            return None  # "denied that the report was false", "denied her the seat"
    claim = in_cue if at is None else words.claims[lower[at]]
    if claim in words.suits or (claim and cue.phrase in words.admissions):
        return None  # what a judge dismisses; "admitted the facts"
    left = stems_of([lower[at]], frozenset()) if at is not None else frozenset()
    shown = is_shown(cue.rest, len(cue.rest)) if at is None else is_shown(lower, at)
    points = pronoun or repeats or (bool(claim) and shown)
    return Taken(
        cue.stance,
        "claim" if claim else "cue",
        _evidence_of_cue(said, len(lower) - 1 if pronoun else at),
        _object(said, at) - left,
        claim,
        points,
        general and not claim,
        definite=at is not None and is_definite(lower, 0, at),
        claimants=claimants(said, 0, at) if at is not None else frozenset(),
    )


def _object(said: Said, at: int | None) -> frozenset[str]:
    """The stems of what a cue is to, without what that is called ("… as nonsense")."""
    if at is not None and "as" in said.lower[at:]:
        return stems_of(said.lower[: said.lower.index("as", at)], lists().small)
    return said.stems


def _may_be_denied(lower: Sequence[str]) -> bool:
    """Whether the object of "deny" is something said: a clause, a deed, and no favour."""
    words = lists()
    if any(word in words.requests for word in lower[:_START]):
        return False
    first = lower[0]
    if first in _OPENS_CLAUSE or first.endswith("ing"):
        return True
    if any(word in words.wrongdoing for word in lower[:_START]):
        return True
    return any(
        word in words.copulas or word in words.auxiliaries or word.endswith("ed")
        for word in lower[1:HEAD]
    )


def _evidence_of_cue(said: Said, at: int | None) -> Offsets:
    """The cue, with what it is to where that follows at once ("denied the allegations")."""
    cue, first = said.attribution.cue, said.attribution.content[0]
    start, end = cue[0].start, cue[-1].end
    if at is not None and end <= first.start <= end + 2:
        stop = said.words[at][1]
        if stop <= first.end and stop - start <= LONGEST:
            return start, stop
    longest = max(cue, key=lambda piece: piece.end - piece.start)
    return longest.start, longest.end


def unfounded(said: Said) -> Taken | None:
    """A cue that says what there is for a claim: "found no evidence that …"."""
    words = lists()
    for index in range(len(said.cue)):
        found = words.phrases.at(said.cue, index)
        if found and found[1] == "doubts":
            cue = said.attribution.cue
            longest = max(cue, key=lambda piece: piece.end - piece.start)
            at = claim_at(said.lower)
            return Taken(
                "doubts",
                "cue" if at is None else "claim",
                (longest.start, longest.end),
                said.stems,
                None if at is None else words.claims[said.lower[at]],
            )
    return None
