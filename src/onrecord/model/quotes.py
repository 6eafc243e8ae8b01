"""Quotation marks, paired.

Double, single, curly, low and guillemet marks, nested and unbalanced. The rules are those
of printed English: a mark that is never closed holds to the end of its paragraph (a blank
line ends one), as where a quotation goes on in the next paragraph. A straight single mark
counts only where it can't be an apostrophe.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPENING = frozenset("“„‘«‹")
CLOSING = {"”": "“„", "’": "‘", "»": "«", "›": "‹"}
"""Closing marks and what each may close."""
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

    def close(place: int, at: int) -> None:
        del open_marks[place + 1 :]
        _, opened = open_marks.pop()
        add(opened, at + 1, closed=True)

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
            opened = _last(open_marks, '"')
            if opened is None or (_opens(before, after) and _is_reopened(before, after)):
                open_marks.append((mark, at))
            else:
                close(opened, at)
        elif mark == "'":
            opened = _last(open_marks, "'")
            if opened is not None and not after.isalnum() and not before.isspace():
                close(opened, at)
            elif opened is None and _opens(before, after) and after.isalpha():
                open_marks.append((mark, at))
        elif mark == "“" and (opened := _last(open_marks, "„")) is not None:
            close(opened, at)
        elif mark in OPENING and not (mark == "‘" and before.isalnum()):
            open_marks.append((mark, at))
        elif mark in CLOSING and not (mark == "’" and after.isalnum() and before.isalnum()):
            opened = _last(open_marks, CLOSING[mark])
            if opened is not None:
                close(opened, at)
    close_all(stop)
    found.sort(key=lambda quotation: (quotation.start, -quotation.end))
    return found


def _last(open_marks: list[tuple[str, int]], marks: str) -> int | None:
    """Where the innermost open mark of a kind stands among the open ones."""
    for place in range(len(open_marks) - 1, -1, -1):
        if open_marks[place][0] in marks:
            return place
    return None


def _opens(before: str, after: str) -> bool:
    return (before.isspace() or before in "([{—–-\"“‘'") and not after.isspace()


def _is_reopened(before: str, after: str) -> bool:
    """A straight mark after white space and before a letter, while one is open."""
    return before.isspace() and (after.isalnum() or after in "'‘$")
