"""Quotation marks, paired.

Double, single, curly, low and guillemet marks, nested and unbalanced. The rules are those
of printed English: a mark that is never closed holds to the end of its paragraph (a blank
line ends one), as where a quotation goes on in the next paragraph. A straight single mark
counts only where it can't be an apostrophe.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPENING = {"“": "”", "„": "”“", "‘": "’", "«": "»", "‹": "›"}
CLOSING = frozenset("”’»›")
DEEPEST = 8
"""Marks opened beyond this depth are ignored, which keeps the cost linear on any text."""
_MARK = re.compile("[\"“”„‘’'«»‹›`]|\n[^\\S\n]*\n")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks: `start`, `end` with the marks, `inner_…` without.

    `closed` is False where the closing mark is missing. `depth` is 1 for an outermost
    quotation, 2 for one inside it, and so on.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    depth: int


def quotations(text: str, start: int = 0, end: int | None = None) -> list[Quotation]:
    """The quotations in `text[start:end]`, in order of their opening marks.

    Offsets are code points into `text`. Linear in the text; never raises.
    """
    stop = len(text) if end is None else end
    found: list[Quotation] = []
    open_marks: list[tuple[str, int]] = []

    def close_all(at: int) -> None:
        while open_marks:
            # A lone apostrophe-like mark that never closes was no quotation mark.
            mark, opened = open_marks.pop()
            if mark not in ("'", "‘"):
                add(opened, at, closed=False)

    def add(opened: int, at: int, *, closed: bool) -> None:
        inner_end = at - 1 if closed else at
        if inner_end > opened + 1:
            depth = len(open_marks) + 1
            found.append(Quotation(opened, at, opened + 1, inner_end, closed, depth))

    for match in _MARK.finditer(text, start, stop):
        mark, at = match.group(), match.start()
        if mark.startswith("\n"):
            close_all(at)
            continue
        if mark == "`":
            continue
        if len(open_marks) > DEEPEST:
            close_all(at)
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < stop else " "
        if mark == '"':
            innermost = next((i for i, (m, _) in enumerate(open_marks) if m == '"'), None)
            if innermost is None or (_opens(before, after) and _is_reopened(before, after)):
                open_marks.append((mark, at))
            else:
                del open_marks[innermost + 1 :]
                _, opened = open_marks.pop()
                add(opened, at + 1, closed=True)
        elif mark == "'":
            innermost = next((i for i, (m, _) in enumerate(open_marks) if m == "'"), None)
            if innermost is not None and not after.isalnum() and not before.isspace():
                del open_marks[innermost + 1 :]
                _, opened = open_marks.pop()
                add(opened, at + 1, closed=True)
            elif innermost is None and _opens(before, after) and after.isalpha():
                open_marks.append((mark, at))
        elif mark in OPENING and not (mark == "‘" and before.isalnum()):
            open_marks.append((mark, at))
        elif mark in CLOSING:
            if mark == "’" and after.isalnum() and before.isalnum():
                continue
            innermost = next(
                (
                    i
                    for i in range(len(open_marks) - 1, -1, -1)
                    if mark in OPENING.get(open_marks[i][0], "")
                ),
                None,
            )
            if innermost is not None:
                del open_marks[innermost + 1 :]
                _, opened = open_marks.pop()
                add(opened, at + 1, closed=True)
    close_all(stop)
    found.sort(key=lambda quotation: (quotation.start, -quotation.end))
    return found


def _opens(before: str, after: str) -> bool:
    return (before.isspace() or before in "([{—–-\"“‘'") and not after.isspace()


def _is_reopened(before: str, after: str) -> bool:
    """A straight mark after white space and before a letter, while one is open."""
    return before.isspace() and (after.isalnum() or after in "'‘$")
