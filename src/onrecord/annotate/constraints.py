"""What no likelihood may overrule when a mention looks for its chain."""

from __future__ import annotations

from onrecord.annotate.ranking import (
    FEMININE,
    FORMS,
    MASCULINE,
    NAME,
    NOMINAL,
    PRONOUN,
    TYPE,
    Chain,
    Mentions,
)

DEFINITE = frozenset({1, 3})
"""Determiners (see `ranking.DETERMINERS`) of a nominal that points back: "the", "this"."""
INDEFINITE = 2
COUNTED = frozenset({"two", "three", "latter", "former", "other", "others", "first", "second"})
"""Heads that point back to several at once or to one of them."""
_PEOPLE = frozenset({TYPE["person"], TYPE["group"], TYPE["other"]})


def may_point_back(mentions: Mentions, i: int) -> bool:
    """Whether a mention may mean something said before it.

    A nominal does so by "the" or "this", or as an apposition behind a comma; "a son" and "her
    mother" are somebody new.
    """
    if mentions.kind[i] == PRONOUN:
        return True
    if mentions.nouns[i] in COUNTED:
        return False
    determiner = int(mentions.form[i]) - len(FORMS) - 1
    if determiner in DEFINITE:
        return True
    if i == 0 or mentions.kind[i - 1] != NAME or determiner != INDEFINITE:
        return False
    return bool(mentions.comma[i] and mentions.low[i] - mentions.high[i - 1] == 1)


def may_join(mentions: Mentions, i: int, chain: Chain) -> bool:
    """Whether gender and kind leave it open that mention `i` belongs to a chain."""
    gender = int(mentions.gender[i])
    if gender in (MASCULINE, FEMININE):
        if chain.gender in (MASCULINE, FEMININE) and chain.gender != gender:
            return False
        if chain.name >= 0 and chain.type not in _PEOPLE:
            return False
    if mentions.kind[i] == NOMINAL and chain.name >= 0:
        people = {TYPE["person"], TYPE["group"]}
        return (int(mentions.type[i]) in people) == (chain.type in people)
    neuter = mentions.kind[i] == PRONOUN and mentions.group(i) == 1
    return not (neuter and chain.name >= 0 and chain.type == TYPE["person"])
