"""The words of attributions: those of their cues, and of their contents with their stems."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.annotate.spans import Offsets
from onrecord.annotate.stances.lists import lists
from onrecord.record import Attribution, Document, Entity, Sentence

_WORD = re.compile(r"[^\W_]+(?:[-'.][^\W_]+)*|[.!?;](?=\s|[\"”']|$)")
_MOST = 120
"""Words of a content that are read, however long it is."""
_FEW = 24
"""Words of a source or cue that are read."""
_DEEPEST = 4
"""Attributions within attributions that are followed."""
_ENDS = frozenset(".!?;")
_AFTER_STOP = 3
"""Code points after a full stop in which its sentence ends, with a quotation mark."""
_SUFFIX = re.compile(r"(?:ations?|ingly|ements?|ings?|ers?|ors?|ies|ied|ed|es|ly|ns|n|s|e|y)\Z")
_LEAST, _STEM = 3, 6
KIN = 5
"""Letters that a noun for a claim and its verb have in common ("testimony", "testified")."""


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a lower-case word by rule, so that "allegations" and "alleged" have one."""
    if word.endswith("'s"):
        word = word[:-2]
    for _ in range(2):
        shorter = _SUFFIX.sub("", word)
        if len(shorter) < _LEAST:
            break
        word = shorter
    return word[:_STEM]


def stems_of(words: Iterable[str], small: frozenset[str]) -> frozenset[str]:
    """The stems of words that tell something."""
    return frozenset(stem(word) for word in words if len(word) > 1 and word not in small)


def is_end(word: str) -> bool:
    """Whether a word is the mark that ends a sentence."""
    return word in _ENDS


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution with its words.

    `place`: the index of its sentence; `cue`, `lower`: words in lower case with straight
    apostrophes, and the marks that end sentences; `words`: where those of `lower` stand; `stems`:
    of its content; `source`: of its source; `named_by`: the first letters of those of source and
    cue; `people`: the entities that its source is or holds; `about`: those that its content
    mentions, `mentions` where; `around`: the indices of those it stands in.
    """

    index: int
    attribution: Attribution
    place: int
    cue: list[str]
    words: list[Offsets]
    lower: list[str]
    stems: frozenset[str]
    source: frozenset[str]
    named_by: frozenset[str]
    people: frozenset[str]
    about: frozenset[str]
    mentions: list[tuple[int, str]]
    around: tuple[int, ...]


def read(
    document: Document,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    attributions: Sequence[Attribution],
) -> list[Said]:
    """The attributions with their words, in their order."""
    if not attributions:
        return []
    words, mentioned = _Words(document.text, sentences), _Mentioned(entities)
    starts = [sentence.start for sentence in sentences]
    indices = {attribution.id: index for index, attribution in enumerate(attributions)}
    outer = [indices.get(each.inside) if each.inside else None for each in attributions]
    return [
        _said(words, starts, mentioned, index, attribution, _around(index, outer))
        for index, attribution in enumerate(attributions)
    ]


class _Words:
    """The words of a text, to be asked for those of spans."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        ends = frozenset(
            sentence.end - before for sentence in sentences for before in range(_AFTER_STOP)
        )
        # The one letter whose small form is longer, so that offsets stay.
        lower = text.replace("\u0130", "I").lower().replace("’", "'")
        self._spans: list[Offsets] = []
        self._lower: list[str] = []
        for match in _WORD.finditer(lower):
            word = match.group()
            if word != "." or match.end() in ends:  # else it is of an abbreviation
                self._spans.append(match.span())
                self._lower.append(word)

    def within(self, pieces: Iterable[Offsets], most: int) -> tuple[list[Offsets], list[str]]:
        """Where the words of some spans stand, and the words, at most so many."""
        spans: list[Offsets] = []
        lower: list[str] = []
        for start, end in pieces:
            low = bisect_left(self._spans, (start, start))
            high = min(bisect_left(self._spans, (end, end)), low + most - len(spans))
            spans += self._spans[low:high]
            lower += self._lower[low:high]
        return spans, lower


class _Mentioned:
    """The mentions of a document, to be asked which entities a span mentions."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._mentions = sorted(
            (mention.start, mention.end, entity.id)
            for entity in entities
            for mention in entity.mentions
        )

    def within(self, pieces: Iterable[Offsets]) -> list[tuple[int, str]]:
        """Where the mentions in some spans begin, and whose they are."""
        found: list[tuple[int, str]] = []
        for start, end in pieces:
            low = bisect_left(self._mentions, (start, start, ""))
            high = bisect_left(self._mentions, (end, end, ""))
            found += [(begin, id) for begin, stop, id in self._mentions[low:high] if stop <= end]
        return found


def _around(index: int, outer: Sequence[int | None]) -> tuple[int, ...]:
    found: list[int] = []
    parent = outer[index]
    while parent is not None and len(found) < _DEEPEST:
        found.append(parent)
        parent = outer[parent]
    return tuple(found)


def _said(
    words: _Words,
    starts: Sequence[int],
    mentioned: _Mentioned,
    index: int,
    attribution: Attribution,
    around: tuple[int, ...],
) -> Said:
    small = lists().small
    content = [(piece.start, piece.end) for piece in attribution.content]
    cue = [(piece.start, piece.end) for piece in attribution.cue]
    source = [(each.start, each.end) for each in (attribution.source,) if each]
    spans, lower = words.within(content, _MOST)
    cue_words = words.within(cue, _FEW)[1]
    source_stems = stems_of(words.within(source, _FEW)[1], small)
    mentions = mentioned.within(content)
    return Said(
        index=index,
        attribution=attribution,
        place=bisect_right(starts, min((*cue, *content))[0]) - 1,
        cue=cue_words,
        words=spans,
        lower=lower,
        stems=stems_of(lower, small),
        source=source_stems,
        named_by=frozenset(word[:KIN] for word in source_stems | stems_of(cue_words, small)),
        people=frozenset(id for _, id in mentioned.within(source)).union(attribution.entities),
        about=frozenset(id for _, id in mentions),
        mentions=mentions,
        around=around,
    )
