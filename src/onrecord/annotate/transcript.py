"""Transcripts: lines that begin with who speaks ("ROE: …", "((Roe)) …") are attributions.

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
from itertools import pairwise
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
"""Of the blocks from the first label to the last, as many must be labelled at least."""
LEAST_SHARE_IN_BRACKETS = 0.1
"""The same where most labels stand in double brackets, which no prose does."""
LEAST_CHANGES = 0.5
"""Of the labels that follow another, as many must be another speaker's at least."""
_LABEL = re.compile(
    r"^[ \t>*]*(?P<label>[^\W\d_][\w.’' -]{0,48}[\w.]"
    r"(?:,[ ][\w.’' -]{1,40}|[ ]?\([^()\n:]{1,60}\))?"
    r"|[^\W\d_])[ ]?(?P<colon>:)[ \t]+(?=\S)",
    re.MULTILINE,
)
# As wikis print it: "((Roe)) It is shut."
_IN_BRACKETS = re.compile(
    r"^[ \t>*]*\(\((?P<label>[^\W\d_][^()\n:]{0,60})(?P<colon>\)\))[ ]?:?[ \t]*(?=\S)",
    re.MULTILINE,
)
_BRACKET = re.compile(r"\s*[,(].*$", re.DOTALL)
_MOST_WORDS = 6


class _Turn(NamedTuple):
    block: int
    begin: int
    label: Offsets
    colon: Offsets
    says: int
    name: str


def find_turns(document: Document) -> list[AttributionSpans]:
    """The turns of a transcript, in order; [] where the article is none.

    Source is the label, cue the colon or bracket after it, content the rest of the turn, a
    piece for each block. The last turn ends with its own block, since nothing tells where a
    closing note begins.
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
        for match in _labels(words):
            label = match.group("label").rstrip()
            if _is_speaker(label):
                start = match.start("label") + block.start
                colon, after = match.span("colon")
                turns.append(
                    _Turn(
                        index,
                        match.start() + block.start,
                        (start, start + len(label)),
                        (colon + block.start, after + block.start),
                        match.end() + block.start,
                        _BRACKET.sub("", label).lower(),
                    )
                )
    return _with_initials_as_names(turns)


def _labels(words: str) -> list[re.Match[str]]:
    found = [*_LABEL.finditer(words), *_IN_BRACKETS.finditer(words)]
    return sorted(found, key=lambda match: match.start())


def _with_initials_as_names(turns: list[_Turn]) -> list[_Turn]:
    """The turns, those labelled with initials under the full label that they abbreviate."""
    full: dict[str, set[str]] = {}
    for name in dict.fromkeys(turn.name for turn in turns):
        for short in abbreviations(name):
            full.setdefault(short, set()).add(name)
    return [
        turn._replace(name=next(iter(full[turn.name])))
        if len(full.get(turn.name, ())) == 1
        else turn
        for turn in turns
    ]


def abbreviations(name: str) -> set[str]:
    """What labels may make of a name, lower case: "Ada Roe" gives "ar" and "r"."""
    words = [word for word in re.split(r"[\s-]+", name.lower().strip()) if word[:1].isalpha()]
    if not words:
        return set()
    if len(words) == 1:
        noun = next((each for each in _outlet_nouns() if words[0].endswith(each)), "")
        return {words[0][0] + noun[0]} if noun and noun != words[0] else set()
    letters = "".join(word[0] for word in words)
    return {letters, letters[0] + letters[-1], letters[-1]}


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
    changes = sum(first.name != second.name for first, second in pairwise(turns))
    if changes < LEAST_CHANGES * (len(turns) - 1):
        return False
    first, last = turns[0].label[0], turns[-1].colon[1]
    blocks = sum(
        1
        for block in document.blocks
        if block.kind in ("paragraph", "quote", "list") and first <= block.start <= last
    )
    in_brackets = sum(document.text[slice(*turn.colon)] == "))" for turn in turns)
    least = LEAST_SHARE_IN_BRACKETS if in_brackets > len(turns) / 2 else LEAST_SHARE
    return len({turn.block for turn in turns}) >= least * blocks


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
            end = min(end, following.begin)
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
def _outlet_nouns() -> tuple[str, ...]:
    return tuple(sorted(lexicon.load("names")["outlet_nouns"], key=lambda noun: (-len(noun), noun)))


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    data = lexicon.load("transcript")
    return frozenset(data["speakers"]), frozenset(data["not_speakers"])
