"""Where the story's sentences begin and end.

Own rules over the marks that can end a sentence, one pass, no look further than the next
few words. `bench/sentences.py` compares them with syntok and pysbd.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord import lexicon
from onrecord.record import STORY_KINDS, Document, Sentence

LEXICONS = ("sentences",)

_CLOSERS = "\"'”’»›)\\]}"
# A run of end marks and what closes after it. It matches wherever an end mark stands, so
# nothing is scanned twice; whether the sentence ends there is decided afterwards.
# A footnote's number in brackets still belongs to the sentence it follows.
_END = re.compile(rf"(?<![.!?…])([.!?…]+)([{_CLOSERS}]*(?:\s?\[\d{{1,3}}\])*)(\s*)")
_NEXT_WORD = re.compile(r"[\"'“‘«‹(\[]*([^\W\d_][\w’'-]*)")
_SPOKEN = re.compile(r"(?:(?:[A-Z][\w’'.-]*|[a-z]{1,3})\s+){0,4}?([a-z]+)\b")
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])*|[a-z]")
_ITEM = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])\)?")
_QUOTES = ('"', "'", "”", "’", "»")
_LONGEST_WORD = 40


def split(document: Document) -> list[Sentence]:
    """The sentences of the story's blocks, ids `s1`, `s2` … in reading order.

    Every character of a block but the white space between sentences lies in one of them.
    """
    found: list[Sentence] = []
    for index, block in enumerate(document.blocks):
        if block.kind not in STORY_KINDS:
            continue
        lines = block.kind == "list"
        for start, end in _trimmed(document.text, block.start, block.end, lines=lines):
            found.append(Sentence(id=f"s{len(found) + 1}", start=start, end=end, block=index))
    return found


def boundaries(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of `text[start:end]`, one block of prose, as offsets into `text`."""
    yield from _trimmed(text, start, end, lines=False)


def _trimmed(text: str, start: int, end: int, *, lines: bool) -> Iterator[tuple[int, int]]:
    for first, last in _lines(text, start, end) if lines else ((start, end),):
        begin = first
        for cut in (*_cuts(text, first, last), last):
            words = text[begin:cut]
            stripped = words.strip()
            if stripped:
                begin += len(words) - len(words.lstrip())
                yield begin, begin + len(stripped)
            begin = cut


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop + 1
        yield start, stop
        start = stop


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    begin = start
    for match in _END.finditer(text, start, end):
        if match.end() < end and _ends(text, match, begin, end):
            begin = match.end()
            yield begin


def _ends(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    marks, closers, space = match.groups()
    before = _word_before(text, begin, match.start())
    after = text[match.end()]
    if not space:
        return _glued(text, match, before, end)
    if after.islower() or after in ",;:)—–-":
        return False
    word = _NEXT_WORD.match(text, match.end(), min(end, match.end() + _LONGEST_WORD))
    follower = word.group(1) if word else ""
    if "!" in marks or "?" in marks:
        return not (closers and _speech_goes_on(text, match.end(), end))
    if not before or len(marks) > 1 or "…" in marks:
        return not before or bool(closers) or _is_opener(follower) or not follower
    return _ends_at_full_stop(text, before, closers, follower, after, begin, match.start())


def _ends_at_full_stop(
    text: str, before: str, closers: str, follower: str, after: str, begin: int, stop: int
) -> bool:
    words = _words()
    lower = before.lower()
    if lower in words.before_name:
        return False
    if lower in words.before_number:
        return not after.isdigit()
    capital = before[0].isupper()
    if lower in words.before_anything or (capital and lower in words.before_capitalised):
        return _is_opener(follower) or (not follower and not after.isdigit())
    if before != "I" and _INITIALS.fullmatch(before):
        return _is_opener(follower)
    # "1." and "a." at the very beginning number a list.
    return not (not closers and stop - begin <= 4 and _ITEM.fullmatch(text[begin:stop].strip()))


def _glued(text: str, match: re.Match[str], before: str, end: int) -> bool:
    """Whether a sentence ends although no space follows ("the talks.The envoy")."""
    closers = match.group(2)
    follower = _NEXT_WORD.match(text, match.end(), min(end, match.end() + _LONGEST_WORD))
    if follower is None or follower.start() != match.end():
        return False
    word = follower.group(1)
    plain = len(before) > 1 and before.isalpha() and before[1:].islower()
    begins = len(word) > 1 and word[0].isupper() and word[1:].replace("’", "").islower()
    # Not "example.Com": what follows must be a word that begins sentences, or the quote closed.
    return plain and begins and (closers.strip() in _QUOTES or _is_opener(word))


def _speech_goes_on(text: str, start: int, end: int) -> bool:
    """Whether who said it follows: `Roe asked`, `the mayor said`."""
    match = _SPOKEN.match(text, start, min(end, start + 80))
    return match is not None and match.group(1) in _words().speech


def _word_before(text: str, begin: int, stop: int) -> str:
    """The word that the mark follows, without what opens before it; "" after a space."""
    window = text[max(begin, stop - _LONGEST_WORD) : stop]
    if not window or window[-1].isspace():
        return ""
    return window.rsplit(None, 1)[-1].lstrip("\"'“‘«‹([{—–-/")


def _is_opener(word: str) -> bool:
    return word.replace("’", "'").lower() in _words().openers


class _Words:
    def __init__(self) -> None:
        data = lexicon.load("sentences")
        self.before_name = frozenset(data["before_name"])
        self.before_number = frozenset(data["before_number"])
        self.before_anything = frozenset(data["before_anything"])
        self.before_capitalised = frozenset(data["before_anything_capitalised"])
        self.openers = frozenset(data["openers"])
        self.speech = frozenset(data["speech"])


@cache
def _words() -> _Words:
    return _Words()
