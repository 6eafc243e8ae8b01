"""How far confidences can be believed: the expected calibration error and its picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bench.attribution import Judged


class Bin(NamedTuple):
    """Predictions of like confidence: how many, their mean confidence, the share right."""

    size: int
    confidence: float
    right: float


def equal_mass(judged: Sequence[Judged], bins: int = 10) -> list[Bin]:
    """Bins of as equal a number of predictions as can be, by rising confidence."""
    values = smooth(judged)
    edges = [len(values) * index // bins for index in range(bins + 1)]
    return [mean(values[start:end]) for start, end in pairwise(edges) if end > start]


def equal_width(judged: Sequence[Judged], bins: int = 15) -> list[Bin]:
    """Bins of equal width from 0 to 1; empty ones are left out."""
    groups: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for confidence, right in smooth(judged):
        groups[min(int(confidence * bins), bins - 1)].append((confidence, right))
    return [mean(groups[index]) for index in sorted(groups)]


def smooth(judged: Sequence[Judged]) -> list[tuple[float, float]]:
    """Confidences in order, each with the share right among its equals.

    So neither the order of the articles nor how ties are sorted has any influence on a bin.
    """
    ties: dict[float, list[bool]] = defaultdict(list)
    for item in judged:
        ties[item.confidence].append(item.right)
    return [
        (confidence, sum(ties[confidence]) / len(ties[confidence]))
        for confidence in sorted(ties)
        for _ in ties[confidence]
    ]


def mean(values: Sequence[tuple[float, float]]) -> Bin:
    """One bin of (confidence, right) pairs."""
    size = len(values)
    return Bin(size, sum(c for c, _ in values) / size, sum(r for _, r in values) / size)


def error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: the mean gap between confidence and share right."""
    total = sum(item.size for item in bins)
    return sum(item.size * abs(item.confidence - item.right) for item in bins) / total


SIDE, LEFT, TOP, STRIP = 300, 56, 44, 60
"""Pixels: the square's side, the margins left and above, the height of the counts beneath."""


def picture(bins: Sequence[Bin], *, title: str, subtitle: str) -> str:
    """A reliability picture as SVG: the share right against the confidence given.

    On the diagonal, 0.8 means right four times in five. The bars beneath say how many
    predictions each point stands for.
    """

    def x(value: float) -> float:
        return round(LEFT + SIDE * value, 1)

    def y(value: float) -> float:
        return round(TOP + SIDE * (1 - value), 1)

    bottom, most = TOP + SIDE, max(item.size for item in bins)
    width, height = LEFT + SIDE + 24, bottom + STRIP + 76
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" aria-label="{title}. {subtitle}"'
        ' font-family="system-ui, sans-serif" font-size="12" fill="#333">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="{LEFT}" y="18" font-size="14" font-weight="600">{title}</text>',
        f'<text x="{LEFT}" y="35">{subtitle}</text>',
    ]
    for tick in (0, 0.2, 0.4, 0.6, 0.8, 1):
        parts += [
            f'<path d="M{x(tick)} {y(0)}V{y(1)}M{x(0)} {y(tick)}H{x(1)}" stroke="#e4e4e4"/>',
            f'<text x="{x(0) - 8}" y="{y(tick) + 4}" text-anchor="end">{tick:g}</text>',
            f'<text x="{x(tick)}" y="{bottom + STRIP + 26}" text-anchor="middle">{tick:g}</text>',
        ]
    line = " ".join(f"{x(item.confidence)},{y(item.right)}" for item in bins)
    parts += [
        f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#888" stroke-dasharray="4 4"/>',
        f'<polyline points="{line}" fill="none" stroke="#0b6e6e" stroke-width="2"/>',
    ]
    for item in bins:
        tall = round(STRIP * item.size / most, 1)
        parts += [
            f'<circle cx="{x(item.confidence)}" cy="{y(item.right)}" r="4" fill="#0b6e6e"/>',
            f'<rect x="{x(item.confidence) - 4:g}" y="{bottom + 8 + STRIP - tall:g}" width="8"'
            f' height="{tall:g}" fill="#9cc9c9"><title>{item.size} predictions</title></rect>',
        ]
    middle = TOP + SIDE / 2
    parts += [
        f'<text x="{x(0.5)}" y="{height - 14}" text-anchor="middle">confidence given</text>',
        f'<text x="14" y="{middle}" transform="rotate(-90 14 {middle})" text-anchor="middle">'
        "share that is right</text>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"
