"""What clauses say: "Venn is the mayor of Tarn", "Unit 12 is part of the Norr Guard"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from onrecord.annotate.relations import deeds, kin, offices
from onrecord.annotate.relations.found import Found
from onrecord.annotate.relations.lists import lists
from onrecord.annotate.relations.passage import Passage

Rule = Callable[[Passage, int], Iterator[Found]]
"""Reads the relations that the verb at a position tells."""


def read(p: Passage) -> Iterator[Found]:
    """The relations that verbs tell in a passage, in the order of the verbs."""
    verbs = _rules()
    for at, unit in enumerate(p.units):
        rule = verbs.get(unit.lower)
        if rule and unit.name is None:
            yield from rule(p, at)


@cache
def _rules() -> dict[str, Rule]:
    own = lists()
    return {
        **dict.fromkeys(own.copulas, offices.copula),
        **dict.fromkeys(own.heading, offices.heading),
        **dict.fromkeys(own.appointing, offices.appointing),
        **dict.fromkeys(own.based, deeds.based),
        **dict.fromkeys(own.awarding, deeds.awarded),
        **dict.fromkeys(own.membership, deeds.joined),
        "as": offices.as_,
        **dict.fromkeys(("has", "have"), kin.children),
        "married": kin.married,
        "divorced": kin.divorced,
        "part": deeds.part,
    }
