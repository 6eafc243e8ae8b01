"""Words by which an article says whom it has its story from: agencies, other outlets.

A credit stands around the story, "(KNS)" after the dateline, an agency in the byline or in a line
at the foot; or in its sentences: "told the Courier", "as the Courier first reported".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from onrecord import lexicon
from onrecord.casebook.lineage import outlets
from onrecord.casebook.lineage.known import Credit, CreditKind
from onrecord.record import Block, Document

_IN_BRACKETS = re.compile(r"\(\s?([^()\n]{2,40}?)\s?\)")
_NAME_PART = re.compile(r"[^,|;/·•()\n–—]+")
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_NAMED = r"(?P<name>(?:the )?[^\W\d_a-zß-ÿ][^\n,;.()]{1,50})"
_HEAD = 4
"""Blocks from the first one of the story in which a dateline is looked for."""
_FOOT = 3
"""Blocks at the end in which a line that credits an agency is looked for."""
_FARTHEST = 60
"""Code points between an outlet's name and the words that make it a credit."""
_LONGEST_LINE = 160


def around(document: Document) -> list[Credit]:
    """The credits around a story: in its dateline, its byline, a line at its head or foot."""
    found = [*_dateline(document), *_bylines(document), *_lines(document)]
    return sorted(set(found), key=lambda each: (each.start, each.end))


def within(
    text: str, sentences: Sequence[tuple[int, int]], named: Iterable[tuple[int, int, str]]
) -> list[Credit]:
    """The credits in sentences, of outlets' names (start, end, name); of kind "name" those that no
    words make one."""
    found: list[Credit] = []
    places = sorted(named)
    at = 0
    for start, end in sentences:
        while at < len(places) and places[at][0] < start:
            at += 1
        first = at
        while at < len(places) and places[at][1] <= end:
            at += 1
        for begin, stop, name in places[first:at]:
            if _is_credit(text, start, end, begin, stop):
                is_first = bool(_first().search(text, start, end))
                found.append(_credit("words", name, begin, stop, text, is_first))
            else:
                found.append(_credit("name", name, begin, stop, text))
    return found


def names_a_source(text: str, start: int, end: int) -> bool:
    """Whether a name stands where an outlet's source is named: after "citing", before "told"."""
    before, after = text[max(0, start - _FARTHEST) : start], text[end : end + _FARTHEST]
    return bool(_citing().search(before) or _telling().match(after))


def _is_credit(text: str, start: int, end: int, begin: int, stop: int) -> bool:
    before = text[max(start, begin - _FARTHEST) : begin]
    after = text[stop : min(end, stop + _FARTHEST)]
    return bool(_before().search(before) or _after().match(after))


def _dateline(document: Document) -> Iterator[Credit]:
    if not document.dateline:
        return
    city = document.dateline.casefold()
    for block in [*document.story][:_HEAD]:
        words = document.text[block.start : min(block.end, block.start + 120)]
        if not words.casefold().startswith(city):
            continue
        match = _IN_BRACKETS.search(words, len(city))
        if match and re.match(r"\s*[-–—:]", words[match.end() :]):
            start, end = block.start + match.start(1), block.start + match.end(1)
            if _is_agency(match[1]):
                yield _credit("dateline", match[1], start, end, document.text)
        return


def _bylines(document: Document) -> Iterator[Credit]:
    for block in document.blocks:
        if block.kind == "byline":
            for part in _NAME_PART.finditer(document.text, block.start, block.end):
                name = re.sub(r"^(?:by|from|and|in)\s+", "", part[0].strip(), flags=re.I)
                start = part.start() + part[0].find(name)
                if name and _is_agency(name):
                    yield _credit("byline", name, start, start + len(name), document.text)


def _lines(document: Document) -> Iterator[Credit]:
    blocks = document.blocks
    outer: list[Block] = [*blocks[:_FOOT], *blocks[max(_FOOT, len(blocks) - _FOOT) :]]
    for block in outer:
        if block.end - block.start > _LONGEST_LINE or block.kind == "headline":
            continue
        match = _line().match(document.text, block.start, block.end)
        if match and _is_agency(match["name"].strip()):
            start, end = match.span("name")
            yield _credit("byline", match["name"].strip(), start, end, document.text)


def _is_agency(name: str) -> bool:
    words = name.split()
    if not words or len(words) > 6:
        return False
    return bool(_ACRONYM.fullmatch(name)) or outlets.sounds_like_one(name)


def _credit(
    kind: CreditKind, name: str, start: int, end: int, text: str, first: bool = False
) -> Credit:
    return Credit(kind=kind, name=name, first=first, start=start, end=end, text=text[start:end])


@cache
def _any(name: str) -> str:
    phrases: list[str] = sorted(lexicon.load("lineage")[name], key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)


@cache
def _before() -> re.Pattern[str]:
    """What ends right before a name: the credit, and at most three small words."""
    rest = rf"(?:\s+(?:{_any('before_name')})){{0,3}}"
    return re.compile(rf"(?<!\w)(?:{_any('credited_before')}):?{rest}\s*[“\"(]?\Z", re.I)


@cache
def _after() -> re.Pattern[str]:
    """What follows right after a name: small words, and the credit."""
    rest = rf"(?:[,\s]+(?:{_any('between')}))*"
    verbs = _any("credited_after").replace("'", "['’]")
    return re.compile(rf"[”\")]?{rest}(?:,?\s*)(?:{verbs})(?!\w)", re.I)


@cache
def _first() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any('first')})(?!\w)", re.I)


@cache
def _line() -> re.Pattern[str]:
    return re.compile(rf"[(\[—–-]*\s*(?i:{_any('lines')}):?\s+{_NAMED}")


@cache
def _citing() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any('citing')})\s[^.;\n]*\Z", re.I)


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(rf"[^.;\n]*?(?<!\w)(?:{_any('telling')})(?!\w)", re.I)
