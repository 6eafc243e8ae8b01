"""Whence a claim came, laid out to be drawn: origins on the left, who rests on them to the right.

Boxes stand in columns, each one to the right of all that it rests on (the longest path; Sugiyama,
Tagawa & Toda, "Methods for visual understanding of hierarchical system structures", 1981). In
a ring of outlets that rest on one another one step must lead back: it is drawn below the boxes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

BOX = (196, 52)
"""Width and height of a box, in pixels of the drawing."""
GAP = (76, 18)
"""Between columns, and between boxes of a column."""
MARGIN = 10

Step = tuple[int, int]
"""Who rests on whom: numbers of nodes."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a node stands: its upper left corner, and its column from 0."""

    node: int
    x: int
    y: int
    column: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """A step as the `d` of an SVG path, from whom it is had to who has it.

    `back`: it closes a ring.
    """

    start: int
    end: int
    d: str
    back: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and arrows on a sheet of `width` by `height` pixels."""

    width: int
    height: int
    box_width: int
    box_height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw(count: int, steps: Sequence[Step]) -> Drawing:
    """Lay out `count` nodes by their steps (start, end: `start` has it from `end`).

    Steps to itself are left out, and each pair is drawn once. Linear in nodes and steps but
    for the sorting of columns.
    """
    distinct = list(dict.fromkeys(step for step in steps if step[0] != step[1]))
    back = _closing(count, distinct)
    forward = [step for step in distinct if step not in back]
    columns = _ordered(_columns(count, forward), forward)
    width, height = BOX
    tallest = max((len(column) for column in columns), default=0)
    inner = tallest * (height + GAP[1]) - GAP[1]
    boxes: dict[int, Box] = {}
    for number, column in enumerate(columns):
        top = MARGIN + (inner - len(column) * (height + GAP[1]) + GAP[1]) // 2
        for row, node in enumerate(column):
            x = MARGIN + number * (width + GAP[0])
            boxes[node] = Box(node, x, top + row * (height + GAP[1]), number)
    below = MARGIN + max(inner, 0) + 2 * MARGIN
    arrows = [
        Arrow(start, end, _way(boxes[end], boxes[start], below), (start, end) in back)
        for start, end in distinct
    ]
    return Drawing(
        width=2 * MARGIN + max(len(columns) * (width + GAP[0]) - GAP[0], 0),
        height=below + (2 * MARGIN if back else -MARGIN),
        box_width=width,
        box_height=height,
        boxes=tuple(boxes[node] for node in sorted(boxes)),
        arrows=tuple(arrows),
    )


def _closing(count: int, steps: Sequence[Step]) -> set[Step]:
    """The steps that a walk finds leading back to where it came from: without them, no ring."""
    ends: dict[int, list[int]] = defaultdict(list)
    for start, end in steps:
        ends[start].append(end)
    closing: set[Step] = set()
    state = [0] * count  # 1: on the way, 2: done
    for root in range(count):
        if state[root]:
            continue
        state[root] = 1
        way = [(root, iter(ends[root]))]
        while way:
            node, rest = way[-1]
            following = next(rest, None)
            if following is None:
                state[node] = 2
                way.pop()
            elif state[following] == 1:
                closing.add((node, following))
            elif not state[following]:
                state[following] = 1
                way.append((following, iter(ends[following])))
    return closing


def _columns(count: int, forward: Sequence[Step]) -> list[list[int]]:
    """Nodes by the longest way from them to one that rests on nobody."""
    resting: dict[int, list[int]] = defaultdict(list)  # who rests on it
    left = [0] * count
    for start, end in forward:
        resting[end].append(start)
        left[start] += 1
    column = [0] * count
    ready = [node for node in range(count) if not left[node]]
    for node in ready:  # grows on the way (Kahn's algorithm)
        for start in resting[node]:
            column[start] = max(column[start], column[node] + 1)
            left[start] -= 1
            if not left[start]:
                ready.append(start)
    columns: list[list[int]] = [[] for _ in range(max(column, default=-1) + 1)]
    for node in range(count):
        columns[column[node]].append(node)
    return columns


def _ordered(columns: list[list[int]], forward: Sequence[Step]) -> list[list[int]]:
    """Each column in the order of what its nodes rest on, so fewer lines cross."""
    rests: dict[int, list[int]] = defaultdict(list)
    for start, end in forward:
        rests[start].append(end)
    place: dict[int, float] = {}
    ordered = []
    for column in columns:
        means = {
            node: sum(place[end] for end in rests[node]) / len(rests[node])
            if rests[node]
            else number / max(len(column), 1)
            for number, node in enumerate(column)
        }
        row = sorted(column, key=lambda node: (means[node], node))
        place.update({node: number / max(len(row), 1) for number, node in enumerate(row)})
        ordered.append(row)
    return ordered


def _way(source: Box, target: Box, below: int) -> str:
    """A curve from the box that it is had from to the one that has it."""
    width, height = BOX
    x0, y0 = source.x + width, source.y + height // 2
    x1, y1 = target.x, target.y + height // 2
    if target.column > source.column:
        bend = GAP[0] // 2
        return f"M{x0} {y0}C{x0 + bend} {y0} {x1 - bend} {y1} {x1} {y1}"
    x0, y0 = source.x + width // 2, source.y + height
    x1, y1 = target.x + width // 2, target.y + height
    return f"M{x0} {y0}C{x0} {below} {x1} {below} {x1} {y1}"
