"""Stances that a content takes without a noun for a claim: "nothing improper", "never took it"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.annotate.stances.lists import lists
from onrecord.annotate.stances.nouns import HEAD, of_claim, subject_at
from onrecord.annotate.stances.predicates import is_supposed
from onrecord.annotate.stances.taken import Taken, span_of
from onrecord.annotate.stances.words import Said, is_end, stems_of

_BEFORE, _AFTER = 6, 10
"""Words around a negation that are what it denies."""
_NEXT = 2
"""Words beside a negation that tell whether it is of a deed."""


def by_phrase(said: Said) -> Taken | None:
    """A phrase that says so: "there is no evidence of it", "nothing to do with it"."""
    words, lower = lists(), said.lower
    begin, negated = 0, False
    for index, word in enumerate(lower):
        if is_end(word):
            begin, negated = index + 1, False
            continue
        found = words.phrases.at(lower, index)
        if found:
            end = index + found[0]
            needs = " ".join(lower[index:end]) in words.only_negated
            untrue = any(words.predicates.at(lower, at) for at in range(end, len(lower)))
            where = subject_at(lower, begin, index)
            if where is not None and found[1] == "denies" and not is_supposed(lower[begin:index]):
                return of_claim(said, "denies", begin, where, span_of(said.words, index, end))
            if (negated or not needs) and not untrue and not is_supposed(lower[begin:index]):
                stop = next((at for at in range(end, len(lower)) if is_end(lower[at])), len(lower))
                claim = next(
                    (words.claims[w] for w in lower[end : end + 4] if w in words.claims), None
                )
                object = stems_of((*lower[begin:index], *lower[index + 1 : stop]), words.small)
                return Taken(
                    found[1],  # type: ignore[arg-type]
                    "phrase" if found[1] == "denies" else "claim" if claim else "cue",
                    span_of(said.words, index, end),
                    object,
                    claim,
                    points=not object,
                    general=not words.innocence.isdisjoint(lower[index:end]),
                    flat=found[1] == "denies",
                )
        negated = negated or word in words.negations
    return None


def disbelief(said: Said) -> Taken:
    """ "Did not believe that …": the contrary of what is not believed."""
    cue = said.attribution.cue[0]
    return Taken("denies", "negation", (cue.start, cue.end), said.stems)


def by_negation(said: Said) -> Taken | None:
    """A negation, of which it is not known whether anybody says the contrary."""
    words, lower = lists(), said.lower
    index = next((at for at, word in enumerate(lower) if word in words.negations), None)
    if index is None:
        return None
    low = max(
        (at + 1 for at in range(max(0, index - _BEFORE), index) if is_end(lower[at])),
        default=max(0, index - _BEFORE),
    )
    high = min(index + 1 + _AFTER, len(lower))
    high = next((at for at in range(index, high) if is_end(lower[at])), high)
    object = stems_of((*lower[low:index], *lower[index + 1 : high]), words.small)
    span = span_of(said.words, index, index + 1)
    return Taken("denies", "negation", span, object, flat=_is_flat(lower, index))


def _is_flat(lower: Sequence[str], index: int) -> bool:
    """Whether a negation at the start is of a deed or a state, not of a wish or an opinion."""
    if index >= HEAD or any(map(is_end, lower[:index])) or is_supposed(lower[:index]):
        return False
    if "to" in lower[max(0, index - 1) : index + 2]:
        return False  # "decided not to go"
    return lists().unflat.isdisjoint(lower[max(0, index - _NEXT) : index + 1 + _NEXT])
