"""What no likelihood may overrule when a mention looks for its chain."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate.ranking import (
    FEMININE,
    FORM,
    FORMS,
    MASCULINE,
    NAME,
    NOMINAL,
    PRONOUN,
    TYPE,
    Chains,
    Ints,
    Mentions,
)

DEFINITE = frozenset({1, 3})
"""Determiners (see `ranking.DETERMINERS`) of a nominal that points back: "the", "this"."""
INDEFINITE = 2
COUNTED = frozenset({"two", "three", "latter", "former", "other", "others", "first", "second"})
"""Heads that point back to several at once or to one of them."""


def may_point_back(mentions: Mentions, i: int) -> bool:
    """Whether a mention may mean something said before it.

    A nominal does so by "the" or "this", or as an apposition behind a comma; "a son", "her
    mother" and "one" are somebody new.
    """
    if mentions.kind[i] == PRONOUN:
        return bool(mentions.form[i] != FORM["one"])
    if mentions.nouns[i] in COUNTED:
        return False
    determiner = int(mentions.form[i]) - len(FORMS) - 1
    if determiner in DEFINITE:
        return True
    if i == 0 or mentions.kind[i - 1] != NAME or determiner != INDEFINITE:
        return False
    return bool(mentions.comma[i] and mentions.low[i] - mentions.high[i - 1] == 1)


def may_join(chains: Chains, i: int, slots: Ints) -> NDArray[np.bool_]:
    """Whether gender and kind leave it open that mention `i` belongs to each chain (c,)."""
    m = chains.mentions
    open_: NDArray[np.bool_]
    gender, named, types = int(m.gender[i]), chains.name[slots] >= 0, chains.type[slots]
    if m.kind[i] == NOMINAL:
        person = int(m.type[i]) in (TYPE["person"], TYPE["group"])
        like = ((types == TYPE["person"]) | (types == TYPE["group"])) == person
        open_ = ~named | like
    elif m.group(i) == 1:  # it
        open_ = ~named | (types != TYPE["person"])
    else:
        open_ = np.ones(len(slots), np.bool_)
    if gender in (MASCULINE, FEMININE):
        other = FEMININE if gender == MASCULINE else MASCULINE
        people = (types == TYPE["person"]) | (types == TYPE["group"]) | (types == TYPE["other"])
        open_ = open_ & (chains.gender[slots] != other) & (~named | people)
    return open_
