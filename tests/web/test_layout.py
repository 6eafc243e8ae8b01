from __future__ import annotations

from itertools import pairwise
from math import hypot, isfinite

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.web.layout import APART, Tied, lay

CHAIN: list[Tied] = [(at, at + 1, 1.0) for at in range(9)]


def test_the_same_ends_stand_in_the_same_places() -> None:
    ids = [f"i{number}" for number in range(10)]
    assert lay(ids, CHAIN) == lay(ids, CHAIN)


def test_who_is_tied_stands_nearer_than_who_is_not() -> None:
    points = lay([f"i{number}" for number in range(10)], CHAIN)
    tied = [hypot(x - u, y - v) for (x, y), (u, v) in pairwise(points)]
    (x, y), (u, v) = points[0], points[-1]
    assert max(tied) < hypot(x - u, y - v)


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 45),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.floats(0, 1)), max_size=60),
)
def test_places_are_numbers_and_no_two_ends_stand_on_one_another(
    count: int, drawn: list[Tied]
) -> None:
    ties = [tie for tie in drawn if tie[0] != tie[1] and max(tie[:2]) < count]
    points = lay([f"i{number}" for number in range(count)], ties, [10, 30])
    assert len(points) == count
    assert all(isfinite(value) for point in points for value in point)
    apart = [hypot(x - u, y - v) for at, (x, y) in enumerate(points) for u, v in points[at + 1 :]]
    assert min(apart, default=APART) > APART / 20


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 59), st.integers(0, 59), st.floats(0, 1)), max_size=80))
def test_a_graph_that_shows_more_moves_nothing(drawn: list[Tied]) -> None:
    ids = [f"i{number}" for number in range(60)]
    ties = [tie for tie in drawn if tie[0] != tie[1]]
    few = lay(ids[:20], [tie for tie in ties if max(tie[:2]) < 20])
    assert lay(ids, ties, [20, 35])[:20] == few
