"""The words of an attribution: those of its cue, and of its content with their stems."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from onrecord.annotate.spans import Offsets
from onrecord.annotate.stances.lists import lists
from onrecord.record import Attribution, Document, Entity, Sentence

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*|[.!?;](?=\s|[\"”']|$)")
_MOST = 120
"""Words of a content that are read, however long it is."""
_FEW = 24
"""Words of a source or cue that are read."""
KIN = 5
"""Letters that a noun for a claim and its verb have in common ("testimony", "testified")."""
_DEEPEST = 4
"""Attributions within attributions that are followed."""
_ENDS = frozenset(".!?;")
_SUFFIX = re.compile(r"(?:ations?|ingly|ements?|ings?|ers?|ors?|ies|ied|ed|es|ly|ns|n|s|e|y)\Z")
_LEAST = 3


class Word(NamedTuple):
    """A word or the mark that ends a sentence; `lower` with straight apostrophes."""

    start: int
    end: int
    lower: str


@cache
def stem(word: str) -> str:
    """The stem of a lower-case word, so that "allegations" and "alleged" have one: by rule."""
    if word.endswith("'s"):
        word = word[:-2]
    for _ in range(2):
        shorter = _SUFFIX.sub("", word)
        if len(shorter) < _LEAST:
            break
        word = shorter
    return word[:6]


def words_of(
    text: str, pieces: Iterable[Offsets], most: int, ends: Collection[int] = ()
) -> list[Word]:
    """The words of some spans, in order, at most so many; `ends`: where sentences end."""
    found: list[Word] = []
    for start, end in pieces:
        for match in _WORD.finditer(text, start, end):
            lower = match.group().lower().replace("’", "'")
            if lower == "." and not any(match.end() + after in ends for after in range(3)):
                continue  # of an abbreviation
            found.append(Word(match.start(), match.end(), lower))
            if len(found) == most:
                return found
    return found


def stems_of(found: Iterable[str], small: frozenset[str]) -> frozenset[str]:
    """The stems of words that tell something."""
    return frozenset(
        stem(word) for word in found if len(word) > 1 and word not in small and word[-1] != "."
    )


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution with its words.

    `place`: the index of its sentence; `named_by`: the first letters of its source's and cue's stems; `people`: the entities that its source is or holds;
    `about`: those that its content mentions; `around`: the indices of those it stands in.
    """

    index: int
    attribution: Attribution
    start: int
    place: int
    block: int
    cue: list[str]
    words: list[Word]
    lower: list[str]
    stems: frozenset[str]
    source: frozenset[str]
    named_by: frozenset[str]
    people: frozenset[str]
    about: frozenset[str]
    mentions: list[tuple[int, str]]
    around: tuple[int, ...]


def is_end(word: str) -> bool:
    """Whether a word is the mark that ends a sentence."""
    return word in _ENDS


def read(
    document: Document,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    attributions: Sequence[Attribution],
) -> list[Said]:
    """The attributions with their words, in their order."""
    mentioned = _Mentioned(entities)
    ends = frozenset(sentence.end for sentence in sentences)
    starts = [sentence.start for sentence in sentences]
    indices = {attribution.id: index for index, attribution in enumerate(attributions)}
    outer = [indices.get(each.inside) if each.inside else None for each in attributions]
    return [
        _said(document, sentences, starts, ends, mentioned, index, attribution, _around(index, outer))
        for index, attribution in enumerate(attributions)
    ]


class _Mentioned:
    """The mentions of a document, to be asked which entities a span mentions."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._mentions = sorted((m.start, m.end, each.id) for each in entities for m in each.mentions)
        self._starts = [start for start, _, _ in self._mentions]

    def within(self, pieces: Iterable[Offsets]) -> list[tuple[int, str]]:
        """Where the mentions in some spans begin, and whose they are."""
        return [
            (begin, id)
            for start, end in pieces
            for begin, stop, id in self._mentions[
                bisect_left(self._starts, start) : bisect_left(self._starts, end)
            ]
            if stop <= end
        ]


def _around(index: int, outer: Sequence[int | None]) -> tuple[int, ...]:
    found: list[int] = []
    parent = outer[index]
    while parent is not None and len(found) < _DEEPEST:
        found.append(parent)
        parent = outer[parent]
    return tuple(found)


def _said(
    document: Document,
    sentences: Sequence[Sentence],
    starts: Sequence[int],
    ends: Collection[int],
    mentioned: _Mentioned,
    index: int,
    attribution: Attribution,
    around: tuple[int, ...],
) -> Said:
    small = lists().small
    content = [(piece.start, piece.end) for piece in attribution.content]
    source = [(each.start, each.end) for each in (attribution.source,) if each]
    cue = [(piece.start, piece.end) for piece in attribution.cue]
    words = words_of(document.text, content, _MOST, ends)
    lower = [word.lower for word in words]
    cue_words = [word.lower for word in words_of(document.text, cue, _FEW)]
    source_words = [word.lower for word in words_of(document.text, source, _FEW)]
    mentions = mentioned.within(content)
    start = min(begin for begin, _ in (*cue, *content))
    place = bisect_right(starts, start) - 1
    return Said(
        index=index,
        attribution=attribution,
        start=start,
        place=place,
        block=sentences[place].block if place >= 0 else -1,
        cue=cue_words,
        words=words,
        lower=lower,
        stems=stems_of(lower, small),
        source=stems_of(source_words, small),
        named_by=frozenset(each[:KIN] for each in stems_of((*source_words, *cue_words), small)),
        people=frozenset(id for _, id in mentioned.within(source)).union(attribution.entities),
        about=frozenset(id for _, id in mentions),
        mentions=mentions,
        around=around,
    )
