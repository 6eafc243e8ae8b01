"""A lineage laid out: origins first, no box on another, and every step drawn once."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.drawing import Drawing, draw


@st.composite
def graphs(make: st.DrawFn) -> tuple[int, list[tuple[int, int]]]:
    count = make(st.integers(0, 12))
    node = st.integers(0, max(count - 1, 0))
    steps = make(st.lists(st.tuples(node, node), max_size=25)) if count else []
    return count, steps


def overlaps(drawing: Drawing) -> bool:
    return any(
        abs(one.x - two.x) < drawing.box_width and abs(one.y - two.y) < drawing.box_height
        for one, two in combinations(drawing.boxes, 2)
    )


@given(graphs())
def test_no_box_lies_on_another_and_all_lie_on_the_sheet(
    graph: tuple[int, list[tuple[int, int]]],
) -> None:
    drawing = draw(*graph)
    assert [box.node for box in drawing.boxes] == list(range(graph[0]))
    assert not overlaps(drawing)
    for box in drawing.boxes:
        assert 0 <= box.x <= drawing.width - drawing.box_width
        assert 0 <= box.y <= drawing.height - drawing.box_height


@given(graphs())
def test_every_step_is_drawn_once_and_leads_right_unless_it_closes_a_ring(
    graph: tuple[int, list[tuple[int, int]]],
) -> None:
    count, steps = graph
    drawing = draw(count, steps)
    drawn = [(arrow.start, arrow.end) for arrow in drawing.arrows]
    assert len(drawn) == len(set(drawn))
    assert set(drawn) == {step for step in steps if step[0] != step[1]}
    column = {box.node: box.column for box in drawing.boxes}
    for arrow in drawing.arrows:
        assert arrow.back or column[arrow.start] > column[arrow.end]


def test_who_repeats_stands_right_of_whom_it_is_had_from() -> None:
    drawing = draw(4, [(1, 0), (2, 1), (3, 0)])
    assert [box.column for box in drawing.boxes] == [0, 1, 2, 1]
    assert not any(arrow.back for arrow in drawing.arrows)


def test_a_ring_has_one_step_back() -> None:
    drawing = draw(3, [(0, 1), (1, 2), (2, 0)])
    assert sum(arrow.back for arrow in drawing.arrows) == 1


def test_the_same_lineage_is_drawn_the_same() -> None:
    steps = [(1, 0), (2, 0), (3, 2), (3, 1)]
    assert draw(4, steps) == draw(4, list(steps))


def test_a_long_chain_needs_no_recursion() -> None:
    assert len(draw(5000, [(node + 1, node) for node in range(4999)]).boxes) == 5000
