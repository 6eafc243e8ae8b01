"""Which stance an attribution takes to what somebody else says."""

from __future__ import annotations

from onrecord.annotate.stances.cues import by_cue, find_cue, unfounded
from onrecord.annotate.stances.negations import by_negation, by_phrase, disbelief
from onrecord.annotate.stances.predicates import by_predicate, by_verb
from onrecord.annotate.stances.taken import Taken
from onrecord.annotate.stances.words import Said


def read_taken(said: Said) -> Taken | None:
    """The stance that an attribution takes; None: none that shows in its words."""
    kind = said.attribution.kind
    if kind == "no_comment" or not said.words:
        return None
    no_ground = unfounded(said)
    if no_ground:
        return no_ground
    cue = find_cue(said)
    if cue:
        return by_cue(said, cue)
    if kind in ("order", "question", "intention"):
        return None
    if said.attribution.negated:
        return disbelief(said) if kind == "belief" else None
    return by_predicate(said) or by_verb(said) or by_phrase(said) or by_negation(said)
