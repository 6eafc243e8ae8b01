"""Where the ends of a graph stand: near those they are tied to, apart from others, always the same.

Ends are placed some at a time, those that matter most first, and what is placed stays: a graph that
shows more, or fewer, moves nothing. Nothing is left to chance; whoever has the same ends and ties
gets the same picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from math import cos, pi, sin, sqrt

import numpy as np
from numpy.typing import NDArray

APART = 140.0
"""How far from one another, more or less, two ends stand that are tied."""
_ROUNDS = 90
_GRAVITY = np.array([0.045, 0.11])
"""How strongly the middle draws; pictures are wider than high."""
_COOLING = 0.955

Point = tuple[float, float]
Tied = tuple[int, int, float]
"""Two ends by their numbers, and how strongly they are tied, from 0 to 1."""


def lay(ids: Sequence[str], ties: Sequence[Tied], steps: Sequence[int] = ()) -> list[Point]:
    """A place for each end; `ties` name ends by their numbers.

    `steps` are numbers of ends: those before each are placed together, and stay where they are when
    the next are. Takes time as the square of the ends: give it hundreds, not thousands.
    """
    points = np.zeros((len(ids), 2))
    start = 0
    for end in sorted({min(step, len(ids)) for step in (*steps, len(ids))}):
        near = [tie for tie in ties if start <= max(tie[:2]) < end]
        _put_down(points, ids, near, start, end)
        _settle(points[:end], near, start)
        start = end
    return [(round(float(x), 1), round(float(y), 1)) for x, y in points]


def _put_down(
    points: NDArray[np.float64], ids: Sequence[str], ties: Sequence[Tied], start: int, end: int
) -> None:
    """Where new ends begin: beside the strongest tied one that has a place, else on a ring."""
    radius = APART * sqrt(end) * 0.55
    for index in range(start, end):
        turn = int.from_bytes(sha256(ids[index].encode("utf-8", "replace")).digest()[:4]) / 2**32
        around = (radius * cos(2 * pi * turn), radius * sin(2 * pi * turn))
        tied = [
            (strength, -(first + second - index))
            for first, second, strength in ties
            if index in (first, second) and first + second - index < index
        ]
        middle = points[-max(tied)[1]] if tied else np.zeros(2)
        share = 0.35 if tied else 1.0
        points[index] = middle + np.array(around) * share


def _settle(points: NDArray[np.float64], ties: Sequence[Tied], fixed: int) -> None:
    """Let ends from `fixed` on push each other away and be drawn by their ties."""
    first = np.array([tie[0] for tie in ties], dtype=int)
    second = np.array([tie[1] for tie in ties], dtype=int)
    strength = np.array([tie[2] for tie in ties])
    step = APART
    for _ in range(_ROUNDS):
        away = points[:, None, :] - points[None, :, :]
        distance = np.maximum(np.sqrt((away**2).sum(-1)), 1.0)
        push = (away / distance[..., None] * (APART**2 / distance)[..., None]).sum(1)
        pull = np.zeros_like(points)
        if len(ties):
            along = points[second] - points[first]
            length = np.maximum(np.sqrt((along**2).sum(-1)), 1.0)
            force = along * (length / APART * (0.05 + strength))[:, None]
            np.add.at(pull, first, force)
            np.add.at(pull, second, -force)
        move = push + pull - points * _GRAVITY * len(points)
        move[:fixed] = 0.0
        size = np.maximum(np.sqrt((move**2).sum(-1)), 1e-9)
        points += move / size[:, None] * np.minimum(size, step)[:, None]
        step *= _COOLING
