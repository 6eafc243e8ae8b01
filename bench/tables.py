"""How a figure, its verdict and a table are written."""

from __future__ import annotations

from collections.abc import Sequence


def number(value: float | None, digits: int = 3) -> str:
    """A figure for a table; a dash where there is none."""
    return "–" if value is None else f"{value:,.{digits}f}"


def verdict(value: float, floor: float | None, *, most: bool = False) -> str:
    """Whether a floor (`most`: a ceiling) is met."""
    if floor is None:
        return ""
    return "met" if (value <= floor if most else value >= floor) else "**missed**"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A Markdown table, the first column to the left and the others to the right."""
    lines = ["| " + " | ".join(cells) + " |" for cells in (head, *rows)]
    rule = "|---|" + "---:|" * (len(head) - 1)
    return [lines[0], rule, *lines[1:], ""]
