"""A quotation held against words on record: the same, cut, or altered, and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from onrecord.casebook.lineage.wording import Word, words

Fidelity = Literal["same", "cut", "moved", "altered"]
"""Word for word; with words left out and no mark of it; all of them there, in another order; with
other words in their place."""

SHORTEST = 4
"""Words of the shortest quotation that is held against others: fewer are anybody's."""
LEAST_SHARED = 0.6
"""The least share of a quotation's words that must stand in a text, in order, to be of it."""

_EDITED = re.compile(r"\[[^\]]*\]")
"""What an editor put in: "[the dam]"."""
_MARK = re.compile(rf"{_EDITED.pattern}|…|\.\s?\.\s?\.")
"""What says that words were left out or others put in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where they differ: the quotation's words, and those on record; either may be
    empty."""

    quoted: str
    on_record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How a quotation stands to a text: `start` and `end` are where its words lie in that text
    (code points), `shared` is the share of its words that stand there in order, `held` in any."""

    fidelity: Fidelity
    start: int
    end: int
    shared: float
    held: float
    differences: tuple[Difference, ...]


def compare(quotation: str, text: str) -> Comparison | None:
    """Hold a quotation against a text; None where it is not of it, or too short to tell.

    What stands in brackets is the editor's and not compared. Words that are left out where the
    quotation says so ("…", "[…]") are no difference; nor are capitals and punctuation.
    """
    marks = [match.start() for match in _MARK.finditer(quotation)]
    quoted = words(_EDITED.sub(_blank, quotation))
    if len(quoted) < SHORTEST:
        return None
    marked = {sum(each.end <= mark for each in quoted) for mark in marks}
    theirs = words(text)
    blocks = _blocks([each.word for each in quoted], [each.word for each in theirs])
    matched = sum(size for _, _, size in blocks)
    if matched < SHORTEST or matched / len(quoted) < LEAST_SHARED:
        return None
    first, last = blocks[0], blocks[-1]
    differences = [*_differences(quotation, text, quoted, theirs, blocks, marked)]
    held = _held([each.word for each in quoted], [each.word for each in theirs], blocks)
    fidelity: Fidelity = (
        "same"
        if not differences
        else "cut"
        if matched == len(quoted)
        else "moved"
        if held == len(quoted)
        else "altered"
    )
    return Comparison(
        fidelity=fidelity,
        start=theirs[first[1]].start,
        end=theirs[last[1] + last[2] - 1].end,
        shared=matched / len(quoted),
        held=held / len(quoted),
        differences=tuple(differences),
    )


def is_short(quotation: str) -> bool:
    """Whether a quotation has too few words to be held against others."""
    return len(words(_EDITED.sub(_blank, quotation))) < SHORTEST


def _blank(match: re.Match[str]) -> str:
    """As many blanks, so that places stay."""
    return " " * len(match[0])


def _blocks(quoted: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs that both have in order, as (where, where, how long); single words far off left out."""
    matcher = SequenceMatcher(None, quoted, theirs, autojunk=False)
    found = [(each.a, each.b, each.size) for each in matcher.get_matching_blocks() if each.size]
    # A lone "the" of another sentence is no part of it.
    while len(found) > 1 and found[-1][2] == 1 and found[-1][1] - _end(found[-2]) > _FAR:
        found.pop()
    while len(found) > 1 and found[0][2] == 1 and found[1][1] - _end(found[0]) > _FAR:
        found.pop(0)
    return found


_FAR = 6


def _held(
    quoted: Sequence[str], theirs: Sequence[str], blocks: Sequence[tuple[int, int, int]]
) -> int:
    """How many words of a quotation stand where it lies in a text, in whatever order."""
    first = max(0, blocks[0][1] - blocks[0][0])
    last = max(_end(blocks[-1]), first + len(quoted) + _FAR)
    return (Counter(quoted) & Counter(theirs[first:last])).total()


def _end(block: tuple[int, int, int]) -> int:
    return block[1] + block[2]


def _differences(
    quotation: str,
    text: str,
    quoted: Sequence[Word],
    theirs: Sequence[Word],
    blocks: Sequence[tuple[int, int, int]],
    marked: set[int],
) -> list[Difference]:
    # What stands on record in the place of a first or last word that is another.
    lead, tail = blocks[0][0], len(quoted) - (blocks[-1][0] + blocks[-1][2])
    first, last = max(0, blocks[0][1] - lead), min(len(theirs), _end(blocks[-1]) + tail)
    found = []
    before = (0, first, 0)
    for block in (*blocks, (len(quoted), last, 0)):
        ours = quoted[before[0] + before[2] : block[0]]
        other = theirs[_end(before) : block[1]]
        if ours or (other and block[0] not in marked):
            found.append(
                Difference(quoted=_printed(quotation, ours), on_record=_printed(text, other))
            )
        before = block
    return found


def _printed(text: str, those: Sequence[Word]) -> str:
    return " ".join(text[those[0].start : those[-1].end].split()) if those else ""
