"""Transcripts: lines that begin with who speaks ("ROE: …", "Q: …") are attributions.

Precision first: nothing is read unless the article is a transcript throughout, that is,
two speakers at least take turns and one of them speaks again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from onrecord import lexicon
from onrecord.annotate.attribution import in_reading_order
from onrecord.annotate.source_kind import read_source
from onrecord.annotate.spans import AttributionSpans, Offsets
from onrecord.record import STORY_KINDS, Document

LEXICONS = ("transcript", "names", "places", "sources")

CONFIDENCE = 0.9
"""Of a turn; a fixed value, not calibrated."""
FEWEST_TURNS = 3
LEAST_SHARE = 0.4
"""Of the lines from the first label to the last, as many must be labelled at least."""
_LABEL = re.compile(
    r"^[ \t>*]*(?P<label>[^\W\d_][\w.’' -]{0,48}[\w.]"
    r"(?:,[ ][\w.’' -]{1,40}|[ ]?\([^()\n:]{1,60}\))?"
    r"|[^\W\d_])[ ]?(?P<colon>:)[ \t]+(?=\S)",
    re.MULTILINE,
)
_BRACKET = re.compile(r"\s*[,(].*$", re.DOTALL)
_MOST_WORDS = 6


class _Turn(NamedTuple):
    block: int
    label: Offsets
    colon: Offsets
    says: int
    name: str


def find_turns(document: Document) -> list[AttributionSpans]:
    """The turns of a transcript, in order; [] where the article is none.

    Source is the label, cue the colon, content the rest of the turn, a piece for each block.
    The last turn ends with its own block, since nothing tells where a closing note begins.
    """
    turns = _labelled(document)
    if not _is_transcript(document, turns):
        return []
    found = []
    for turn, following in zip(turns, [*turns[1:], None], strict=True):
        content = _content(document, turn, following)
        if content:
            found.append(
                AttributionSpans(
                    source=turn.label,
                    cue=(turn.colon,),
                    content=tuple(content),
                    confidence=CONFIDENCE,
                )
            )
    return found


def merge(
    turns: Sequence[AttributionSpans], found: Sequence[AttributionSpans]
) -> list[AttributionSpans]:
    """Turns and the model's attributions as one list in reading order.

    What the model found within a turn stands inside it; what repeats a turn (its label as
    the source, or its colon as the cue) is left out, and what stood inside that is inside the turn.
    """
    if not turns:
        return list(found)
    starts = [turn.start for turn in turns]
    merged = [*turns]
    place: dict[int, int] = {}
    for index, spans in enumerate(found):
        at = bisect_right(starts, spans.start) - 1
        if at >= 0 and _repeats(spans, turns[at]):
            place[index] = at
            continue
        within = at if at >= 0 and _within(spans, turns[at]) else None
        place[index] = len(merged)
        # The index of the outer one is set right below, when every place is known.
        merged.append(spans if spans.inside is not None else replace(spans, inside=within))
    for index, spans in enumerate(found):
        if spans.inside is not None and place[index] >= len(turns):
            merged[place[index]] = replace(spans, inside=place[spans.inside])
    return in_reading_order(merged)


def _labelled(document: Document) -> list[_Turn]:
    turns = []
    for index, block in enumerate(document.blocks):
        if block.kind not in STORY_KINDS or block.kind in ("headline", "heading", "caption"):
            continue
        # Only from a block's own beginning: `^` would else match at any offset given.
        words = document.text[block.start : block.end]
        for match in _LABEL.finditer(words):
            label = match.group("label")
            if _is_speaker(label):
                start, end = match.span("label")
                colon = match.start("colon") + block.start
                turns.append(
                    _Turn(
                        index,
                        (start + block.start, end + block.start),
                        (colon, colon + 1),
                        match.end() + block.start,
                        _BRACKET.sub("", label).lower(),
                    )
                )
    return turns


@cache
def _is_speaker(label: str) -> bool:
    lists = _lists()
    bare = _BRACKET.sub("", label).strip()
    lower = bare.lower().replace("’", "'")
    if lower in lists[1]:
        return False
    if lower in lists[0]:
        return True
    words = bare.split()
    if len(words) > _MOST_WORDS or not all(word[0].isupper() for word in words if len(word) > 3):
        return False
    if not bare[0].isupper():
        return False
    reading = read_source(bare, label=True)
    return bool(reading.names) and reading.kind in ("named_person", "outlet", "organization")


def _is_transcript(document: Document, turns: Sequence[_Turn]) -> bool:
    counts = Counter(turn.name for turn in turns)
    if len(turns) < FEWEST_TURNS or len(counts) < 2 or max(counts.values()) < 2:
        return False
    again = sum(count for count in counts.values() if count > 1)
    if again < len(turns) / 2:
        return False
    first, last = turns[0].label[0], turns[-1].colon[1]
    blocks = sum(
        1
        for block in document.blocks
        if block.kind in ("paragraph", "quote", "list") and first <= block.start <= last
    )
    return len({turn.block for turn in turns}) >= LEAST_SHARE * blocks


def _content(document: Document, turn: _Turn, following: _Turn | None) -> list[Offsets]:
    last = following.block if following else turn.block
    pieces = []
    for index in range(turn.block, last + 1):
        block = document.blocks[index]
        if index > turn.block and block.kind not in ("paragraph", "quote", "list"):
            if block.kind in STORY_KINDS:
                break  # a heading ends the turn
            continue
        start = turn.says if index == turn.block else block.start
        end = block.end
        if following and index == following.block:
            end = min(end, following.label[0])
        words = document.text[start:end]
        stripped = words.strip(" \t\n>*")
        if stripped:
            start += words.index(stripped[0])
            pieces.append((start, start + len(stripped)))
    return pieces


def _repeats(spans: AttributionSpans, turn: AttributionSpans) -> bool:
    return bool(set(spans.cue) & set(turn.cue)) or (
        spans.source is not None
        and turn.source is not None
        and spans.source[0] < turn.source[1]
        and turn.source[0] < spans.source[1]
    )


def _within(spans: AttributionSpans, turn: AttributionSpans) -> bool:
    pieces = (*spans.cue, *spans.content, *((spans.source,) if spans.source else ()))
    return all(any(start <= s and e <= end for start, end in turn.content) for s, e in pieces)


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    data = lexicon.load("transcript")
    return frozenset(data["speakers"]), frozenset(data["not_speakers"])
