"""What speaks for an attribution as the target of a stance, and how much it weighs."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from onrecord import lexicon


class Evidence(NamedTuple):
    """What speaks for an attribution as the target of a stance, or against it; from 0 to 1.

    overlap: the share of the stance's object that it says
    telling: how rare the words are that they share
    apart: hardly any is shared
    accusing: it is an accusation
    wrong: it is one, and it is an accusation that is denied
    inward: it is a belief, a wish or an order
    named: the noun for the claim is that of its source or cue ("report" of "reported")
    spoken: that noun stands in its content
    whose: the claim is said to be its source's
    others: the claim is said to be somebody else's
    mentioned: the taker speaks of its source
    accused: it speaks of the taker
    told: it stands inside the taker's content
    before: a stance was taken to it before
    next: it stands in the same sentence or in the one before
    near: it stands one or two sentences before that
    far: how far off it stands
    pointed: a pronoun is near enough to point to it
    follows: a claim of which no more is said ("denied the charges") is as near
    shown: the claim is shown ("that report"), and next
    unpointed: a pronoun is not near enough
    later: it comes later
    headline: it comes later, and the taker stands at the article's top
    lead: it stands at the article's top itself
    taking: it takes a stance itself
    unfit: a piece of writing is denied ("the letter"), and it is none
    same: it stands in the same sentence
    several: two words or more are shared that are no names
    contrary: it is a negation itself
    unnamed: nobody is named as its source
    short: it says hardly anything
    """

    overlap: float
    telling: float
    apart: float
    accusing: float
    wrong: float
    inward: float
    named: float
    spoken: float
    whose: float
    others: float
    mentioned: float
    accused: float
    told: float
    before: float
    next: float
    near: float
    far: float
    pointed: float
    follows: float
    shown: float
    unpointed: float
    later: float
    headline: float
    lead: float
    taking: float
    unfit: float
    same: float
    several: float
    contrary: float
    unnamed: float
    short: float


class Weights(NamedTuple):
    """The weight of each evidence, and of what speaks for "none of them"."""

    of: Evidence
    none: dict[str, float]


@cache
def weights() -> Weights:
    """The fitted weights, read once."""
    data = lexicon.load("stances")
    of = Evidence(**{name: float(value) for name, value in data["weights"].items()})
    return Weights(of, {name: float(value) for name, value in data["none"].items()})


def total(evidence: Evidence) -> float:
    """The weighted sum of what speaks for a target."""
    return sum(weight * value for weight, value in zip(weights().of, evidence, strict=True))
