from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from onrecord.casebook.lineage.rings import components, ring

GRAPHS = st.dictionaries(st.integers(0, 9), st.sets(st.integers(0, 9), max_size=4), max_size=10)


def reached(steps: Mapping[int, set[int]], start: int) -> set[int]:
    seen: set[int] = set()
    waiting = [start]
    while waiting:
        for following in steps.get(waiting.pop(), ()):
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return seen


@given(GRAPHS)
def test_components_are_those_that_reach_one_another(steps: dict[int, set[int]]) -> None:
    groups = components(steps, 10)
    assert sorted(node for group in groups for node in group) == list(range(10))
    for group in groups:
        for node in range(10):
            together = node == group[0] or (
                node in reached(steps, group[0]) and group[0] in reached(steps, node)
            )
            assert (node in group) == together


@given(GRAPHS)
def test_what_is_pointed_at_comes_first(steps: dict[int, set[int]]) -> None:
    groups = components(steps, 10)
    place = {node: at for at, group in enumerate(groups) for node in group}
    for node, following in steps.items():
        assert all(place[each] <= place[node] for each in following)


@given(GRAPHS)
def test_a_ring_steps_from_each_to_the_next(steps: dict[int, set[int]]) -> None:
    for group in components(steps, 10):
        if len(group) > 1:
            found = ring(steps, group)
            assert len(found) > 1
            for node, following in zip(found, (*found[1:], found[0]), strict=True):
                assert following in steps[node]


def test_a_long_chain_is_no_deep_recursion() -> None:
    steps = {number: {number + 1} for number in range(50_000)}
    assert len(components(steps, 50_001)) == 50_001
