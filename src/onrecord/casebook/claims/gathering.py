"""Passages that were judged in pairs → claims.

Nothing is joined by way of what is merely like it: each claim has a core, one passage, and whatever
belongs to it was judged beside the core itself. So a chain of passages that each say almost what
the one before said does not become one claim. Who says whom they have it from joins by that: there
the articles themselves say that it is one thing. What is judged to say the opposite of a core
stands against it.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from onrecord.casebook.claims.claim import Stand
from onrecord.casebook.claims.judging import Judged
from onrecord.casebook.claims.passages import Turn

BOTH = 0
FEWEST_DOCUMENTS = 2
"""Documents that a claim needs."""


class Node(NamedTuple):
    """A passage to be gathered: its number, its document, its place in time, its source's turn.

    `plain`: the less, the better it can stand for others.
    """

    id: int
    document: int
    place: tuple[int, ...]
    turn: Turn
    plain: tuple[int, ...] = ()


class Pair(NamedTuple):
    """Two passages by their numbers, and how the words of the second stand to the first's.

    `tie`: which of the two is in an article that says that it has this from the other's outlet;
    `BOTH`: both say that they have it from a third one.
    """

    first: int
    second: int
    judged: Judged
    tie: int | None = None


class Stance(NamedTuple):
    """What a document itself says: that one of its passages denies, doubts or confirms another."""

    by: int
    to: int
    stand: Stand
    confidence: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage in a claim: how it stands to it, how surely, and which passage tells so.

    `by` None: it is the core. `stance`: its article says so; otherwise its words were judged, and
    `relation` is how they stand to those of `by`, whatever its source thinks of them. `tie`: which
    of the two says that it has this from the other.
    """

    id: int
    stand: Stand
    confidence: float
    by: int | None = None
    relation: Stand = "same"
    stance: bool = False
    tie: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A claim: its core's number and its passages in order of time, the core among them.

    `first` is the earliest passage that was judged to belong to it.
    """

    core: int
    first: int
    placed: tuple[Placed, ...]


@dataclass(slots=True)
class _Links:
    """What was judged of each passage, by the other one's number."""

    alike: dict[int, dict[int, float]] = field(default_factory=dict)
    opposed: dict[int, dict[int, float]] = field(default_factory=dict)
    one_way: dict[int, dict[int, Judged]] = field(default_factory=dict)
    ties: dict[int, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[Pair]) -> _Links:
        links = cls()
        for first, second, judged, tie in pairs:
            if tie is not None and judged.relation == "same":
                links.ties.setdefault(first, {})[second] = tie
                links.ties.setdefault(second, {})[first] = tie
            if judged.relation in ("same", "denies"):
                both = links.alike if judged.relation == "same" else links.opposed
                both.setdefault(first, {})[second] = judged.confidence
                both.setdefault(second, {})[first] = judged.confidence
            else:
                links.one_way.setdefault(first, {})[second] = judged
        return links

    def placed(self, node: Node, sure: float, by: int) -> Placed:
        """A passage that is alike to another one."""
        tie = self.ties.get(by, {}).get(node.id)
        return Placed(node.id, node.turn, round(sure, 3), by, tie=tie)


def gather(
    nodes: Iterable[Node],
    pairs: Iterable[Pair],
    stances: Iterable[Stance] = (),
    apart: Callable[[int, int], bool] = lambda one, other: False,
) -> list[Group]:
    """The claims of some passages, in the order of their first passages.

    `apart`: whether something speaks against two passages' being one; asked of cores alone that a
    tie would join. The same passages and pairs give the same claims, in whatever order they come.
    """
    by_id = {node.id: node for node in nodes}
    links = _Links.of(each for each in pairs if each.first in by_id and each.second in by_id)
    sides = _tied(by_id, links, _cores(by_id, links), apart)
    merged = _face_to_face(by_id, links, sides)
    told: dict[int, list[Stance]] = {}
    for stance in stances:
        if stance.by in by_id and stance.to in by_id:
            told.setdefault(stance.to, []).append(stance)
    groups = [_group(by_id, links, core, side, against, told) for core, side, against in merged]
    return sorted((group for group in groups if group), key=lambda group: by_id[group.first].place)


def close(groups: Iterable[Group], pairs: Iterable[Pair]) -> Iterator[tuple[int, int]]:
    """Pairs worth judging: a core, and what was found alike to one of its passages, not to it."""
    links = _Links.of(pairs)
    for group in groups:
        core = group.core
        known = {core, *links.alike.get(core, ()), *links.opposed.get(core, ())}
        known.update(links.one_way.get(core, ()))
        known.update(placed.id for placed in group.placed)
        for placed in group.placed:
            if placed.relation == "same" and not placed.stance:
                for other in links.alike.get(placed.id, ()):
                    if other not in known:
                        known.add(other)
                        yield core, other


def _cores(nodes: Mapping[int, Node], links: _Links) -> dict[int, list[int]]:
    """Cores, each with the passages alike to it; every passage is of one at most.

    The passage that most documents agree with comes first, and takes them all.
    """
    free = set(nodes)
    cores: dict[int, list[int]] = {}
    # A weight only falls as passages are taken, so one that is still what it was is the greatest.
    heap = [
        (_rank(_weight(nodes, links, free, id), nodes[id]), id) for id in links.alike if id in nodes
    ]
    heapq.heapify(heap)
    while heap:
        rank, id = heapq.heappop(heap)
        if id not in free:
            continue
        weight = _weight(nodes, links, free, id)
        if weight[0] < FEWEST_DOCUMENTS:
            continue
        now = _rank(weight, nodes[id])
        if now != rank:
            heapq.heappush(heap, (now, id))
            continue
        alike = [other for other in links.alike[id] if other in free]
        cores[id] = alike
        free.difference_update((id, *alike))
    return cores


def _weight(nodes: Mapping[int, Node], links: _Links, free: set[int], id: int) -> tuple[int, float]:
    """How many documents agree with a passage, its own among them, and how surely."""
    alike = {other: sure for other, sure in links.alike.get(id, {}).items() if other in free}
    documents = {nodes[other].document for other in alike} | {nodes[id].document}
    return len(documents), round(sum(sorted(alike.values())), 6)


def _rank(weight: tuple[int, float], node: Node) -> tuple[object, ...]:
    return (-weight[0], node.turn != "same", -weight[1], node.plain, node.place)


_Side = dict[int, Placed]
"""What belongs to a core, by number, the core itself aside."""
_Merged = tuple[int, _Side, dict[int, float]]


def _tied(
    nodes: Mapping[int, Node],
    links: _Links,
    cores: Mapping[int, Sequence[int]],
    apart: Callable[[int, int], bool],
) -> dict[int, _Side]:
    """Cores with what belongs to them, also by way of whom articles say that they have it from.

    What a passage of a core is tied to comes to that core, with all that it is the core of or
    belongs to; the core of most documents goes first.
    """
    sides = {
        core: {id: links.placed(nodes[id], links.alike[core][id], core) for id in alike}
        for core, alike in cores.items()
    }
    home = {id: core for core, side in sides.items() for id in (core, *side)}
    for core in cores:
        if core not in sides:
            continue
        side, waiting = sides[core], [core, *sides[core]]
        for id in waiting:
            for other in sorted(links.ties.get(id, ())):
                whose = home.get(other, other)
                if whose == core or whose in links.opposed.get(core, ()) or apart(core, whose):
                    continue
                sure = links.alike[id][other] * (side[id].confidence if id != core else 1.0)
                came = [links.placed(nodes[other], sure, id)]
                came += _brought(nodes, links, sides.pop(whose, {}), whose, came[0])
                side.update((each.id, each) for each in came)
                waiting += [each.id for each in came]
                home.update((each.id, core) for each in came)
    return sides


def _brought(
    nodes: Mapping[int, Node], links: _Links, side: _Side, core: int, tied: Placed
) -> Iterator[Placed]:
    """What comes along with a passage that is tied to another core: its own core, and the rest."""
    sure = tied.confidence
    if tied.id != core:
        sure *= side[tied.id].confidence
        yield links.placed(nodes[core], sure, tied.id)
    for each in side.values():
        if each.id != tied.id:
            yield replace(each, confidence=round(sure * each.confidence, 3))


def _face_to_face(
    nodes: Mapping[int, Node], links: _Links, sides: Mapping[int, _Side]
) -> list[_Merged]:
    """Cores with what is alike and what is opposed to them.

    Two cores judged opposed are one claim with two sides: that of fewer documents stands
    against the other. What is in no claim of its own stands against the core it was judged by.
    """
    of_core = {id: core for core, side in sides.items() for id in (core, *side)}
    side_of: dict[int, int] = {}
    for core in sides:  # in the order of their weight
        if core in side_of:
            continue
        for other in sorted(links.opposed.get(core, ())):
            if other in sides and other not in side_of and other not in side_of.values():
                side_of[other] = core
    merged: list[_Merged] = []
    placed = set(of_core)
    for core, side in sides.items():
        if core in side_of:
            continue
        against: dict[int, float] = {}
        for other, sure in links.opposed.get(core, {}).items():
            if other not in placed:
                against[other] = sure
                placed.add(other)
            elif side_of.get(other) == core:
                against[other] = sure
                against.update(
                    (each.id, round(sure * each.confidence, 3)) for each in sides[other].values()
                )
        merged.append((core, side, against))
    lone = sorted(
        (first, second, sure)
        for first, others in links.opposed.items()
        for second, sure in others.items()
        if first not in placed and second not in placed
    )
    for first, second, sure in lone:
        if first in placed or second in placed:
            continue
        one, other = sorted((first, second), key=lambda id: _rank((0, 0), nodes[id]))
        merged.append((one, {}, {other: sure}))
        placed.update((one, other))
    return merged


def _group(
    nodes: Mapping[int, Node],
    links: _Links,
    core: int,
    side: _Side,
    against: Mapping[int, float],
    told: Mapping[int, Sequence[Stance]],
) -> Group | None:
    found = {core: Placed(core, nodes[core].turn, 1.0), **side}
    for id, sure in against.items():
        if nodes[id].turn == "same":
            found[id] = Placed(id, "denies", sure, core, "denies")
    documents = {nodes[id].document for id in found}
    if len(documents) < FEWEST_DOCUMENTS:
        return None
    first = min(found, key=lambda id: nodes[id].place)
    for id, judged in sorted(links.one_way.get(core, {}).items()):
        if nodes[id].turn == "same" and id not in found:
            found[id] = Placed(id, judged.relation, judged.confidence, core, judged.relation)
    for id, placed in [*found.items()]:
        if placed.stand != "same":
            continue
        for stance in told.get(id, ()):
            sure = round(stance.confidence * placed.confidence, 3)
            if stance.by not in found:
                found[stance.by] = Placed(
                    stance.by, stance.stand, sure, id, stance.stand, stance=True
                )
    return Group(core, first, tuple(sorted(found.values(), key=lambda p: nodes[p.id].place)))
