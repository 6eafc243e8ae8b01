"""What people decided about who is one; it always wins over what was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from onrecord.casebook.identities.known import Ref


@dataclass(frozen=True, slots=True)
class Decision:
    """That two entities are one, or that they are two."""

    outcome: Literal["one", "two"]
    first: Ref
    second: Ref


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions in the order in which they were made, and names given to identities.

    Of decisions that contradict each other, directly or by way of others, the later one holds.
    `renames` gives the name of the identity that an entity is in; of several the last holds.
    """

    pairs: Sequence[Decision] = ()
    renames: Mapping[Ref, str] = field(default_factory=dict)

    def settled(self) -> Settled:
        """What follows from the pairs."""
        sets: dict[Ref, set[Ref]] = {}
        apart: dict[Ref, set[Ref]] = defaultdict(set)
        for decision in reversed(self.pairs):
            one = sets.setdefault(decision.first, {decision.first})
            other = sets.setdefault(decision.second, {decision.second})
            if decision.outcome == "two":
                if one is not other:
                    apart[decision.first].add(decision.second)
                    apart[decision.second].add(decision.first)
            elif one is not other and not any(apart[ref] & other for ref in one):
                one |= other
                for ref in other:
                    sets[ref] = one
        groups = {ref: tuple(sorted(members)) for ref, members in sets.items()}
        whole: dict[Ref, set[Ref]] = defaultdict(set)
        for first, others in apart.items():
            for ref in groups[first]:
                whole[ref].update(member for other in others for member in groups[other])
        return Settled(
            {ref: members for ref, members in groups.items() if len(members) > 1},
            {ref: frozenset(others) for ref, others in whole.items()},
        )


@dataclass(frozen=True, slots=True)
class Settled:
    """`together` gives an entity all those that it was decided to be one with, itself included;
    `apart` those that it was decided not to be, their whole groups included."""

    together: Mapping[Ref, tuple[Ref, ...]]
    apart: Mapping[Ref, frozenset[Ref]]

    def group(self, ref: Ref) -> tuple[Ref, ...]:
        """The entities that are decidedly one with an entity, sorted."""
        return self.together.get(ref, (ref,))

    def parts(self, first: Iterable[Ref], second: Iterable[Ref]) -> bool:
        """Whether it was decided that entities of two sets are two."""
        if not self.apart:
            return False
        others = {other for ref in first for other in self.apart.get(ref, ())}
        return not others.isdisjoint(second)


NONE = Decisions()
