"""Passages of a claim that repeat the wording of an earlier one.

Each passage is compared with the earliest few that share one of its runs of words, so that the
work grows with their number, however many copies there are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.casebook.lineage import wording
from onrecord.casebook.lineage.wording import SHARED_RUN, Word

EARLIEST = 8
"""Passages that are kept of each run of words: those that a copy is likely to come from."""
SHARE = 0.5
"""How much of a passage's words must stand in another for it to be a copy …"""
WORDS = 8
"""… and at least how many."""
OF_NAMED = (0.8, 14)
"""The same where both report what one named source said, as reporters may word alike."""
LONG_RUN = 11
"""A run of so many words is copied, however much stands beside it."""
_QUOTED = 0.8
_OPENING, _CLOSING = "“", "”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A member's sentence: `number` is the member's; `document` its key; code points.

    `source`: the key of the named source whose statement it is, else None.
    """

    number: int
    document: str
    text: str
    start: int
    end: int
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A passage that repeats an earlier one.

    `share`: how much of the later one's words stand in the earlier one; `start`, `end`: code
    points of the longest run of them, in the later one's article. `quoted`: it is a quotation
    that is repeated.
    """

    later: Passage
    earlier: Passage
    share: float
    words: int
    start: int
    end: int
    quoted: bool


def copied(passages: Sequence[Passage]) -> list[Copied]:
    """Of each passage the earliest one that it repeats, if any; passages come in order of time."""
    seen: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    run_sets: list[set[tuple[str, ...]]] = []
    found = []
    for at, passage in enumerate(passages):
        those = wording.words(passage.text, passage.start, passage.end)
        own = set(wording.runs(those))
        counts = Counter(other for run in own for other in seen.get(run, ()))
        best = _best(passage, those, counts, passages, run_sets)
        if best:
            found.append(best)
        run_sets.append(own)
        for run in own:
            if len(seen[run]) < EARLIEST:
                seen[run].append(at)
    return found


def _best(
    passage: Passage,
    those: list[Word],
    counts: Counter[int],
    passages: Sequence[Passage],
    run_sets: list[set[tuple[str, ...]]],
) -> Copied | None:
    """The earliest of the passages that hold about as much of it as any does."""
    matches = [
        match
        for other, count in sorted(counts.items())
        if count + SHARED_RUN - 1 >= WORDS // 2 and passages[other].document != passage.document
        if (match := _match(passage, those, passages[other], run_sets[other]))
    ]
    most = max((match.words for match in matches), default=0)
    return next((match for match in matches if match.words >= 0.8 * most), None)


def _match(
    passage: Passage, those: list[Word], other: Passage, runs: set[tuple[str, ...]]
) -> Copied | None:
    pieces = wording.shared(those, runs)
    if not pieces:
        return None
    covered = sum(stop - first for first, stop in pieces)
    first, stop = max(pieces, key=lambda piece: piece[1] - piece[0])
    share = covered / len(those)
    if passage.source is not None and other.source is None:
        return None  # who asked somebody has it from there
    same_source = passage.source is not None and passage.source == other.source
    least_share, least = OF_NAMED if same_source else (SHARE, WORDS)
    quoted = _in_quotation(passage, those, pieces)
    longest = stop - first
    enough = longest >= WORDS if quoted else share >= least_share and covered >= least
    if not enough and longest < LONG_RUN:
        return None
    return Copied(
        later=passage,
        earlier=other,
        share=round(share, 3),
        words=covered,
        start=those[first].start,
        end=those[stop - 1].end,
        quoted=quoted,
    )


def _in_quotation(passage: Passage, those: list[Word], pieces: list[tuple[int, int]]) -> bool:
    """Whether most of the shared words stand between quotation marks."""
    marks = quoted_spans(passage.text, passage.start, passage.end)
    shared = [word for first, stop in pieces for word in those[first:stop]]
    inside = sum(any(a <= word.start < b for a, b in marks) for word in shared)
    return inside >= _QUOTED * len(shared)


def quoted_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands between double quotation marks, straight or curly, within a part of a text."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for at in range(start, end):
        sign = text[at]
        if sign == _OPENING or (sign == '"' and opened is None):
            opened = at + 1
        elif sign in (_CLOSING, '"') and opened is not None:
            found.append((opened, at))
            opened = None
    if opened is not None:
        found.append((opened, end))
    return found
