"""Whether a clause tells of what was or of what will be, from the finite verb that is nearest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

from onrecord import lexicon
from onrecord.annotate.times.tokens import Tokens

Direction = Literal[-1, 0, 1, 2]
"""BEHIND, UNKNOWN, PLANNED, AHEAD."""
BEHIND: Final = -1
UNKNOWN: Final = 0
PLANNED: Final = 1
"""An infinitive or "by": ahead of what is told, and mostly of now."""
AHEAD: Final = 2

_BEFORE = 14
_AFTER = 10
_SHORTEST = 4
_CLOSE = 5


def direction(tokens: Tokens, first: int, last: int) -> Direction:
    """Where what happens at the tokens from `first` to `last` lies, as its verb has it.

    The verb before the expression counts ("will meet on Monday"), else the one after it ("On
    Monday the council met"). A bounded number of words is looked at.
    """
    words = tokens.words
    if first and words[first - 1] in _list("until"):
        return AHEAD
    if first and words[first - 1 - (words[first - 1] == "on")] in ("is", "are"):
        return AHEAD
    if first > 1 and words[first - 1] == "as" and words[first - 2] in ("early", "soon"):
        return AHEAD
    for index in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        if words[index] == ";":
            break
        if found := _told(tokens, index):
            return BEHIND if _was(words, index) else found
    if first and words[first - 1] == "by":
        return PLANNED
    for index in range(last, min(len(words), last + _AFTER)):
        if words[index] == ";":
            break
        if found := _told(tokens, index):
            return found
    return UNKNOWN


def _told(tokens: Tokens, index: int) -> Direction:
    words = tokens.words
    word = words[index]
    if tokens.kind(index) in ("doubtful_month", "month"):
        return UNKNOWN  # May is no verb, nor is March
    after = words[index + 1] if index + 1 < len(words) else ""
    if word == "to":
        # "to open Monday": an infinitive lies ahead; "to the port" and "to 5" are none.
        return PLANNED if after in _list("infinitives") else UNKNOWN
    if index and words[index - 1] in _list("no_verb_after"):
        return UNKNOWN
    if word in _list("future"):
        return UNKNOWN if (word, after) == ("due", "to") else AHEAD
    if word in _list("past"):
        return BEHIND
    if len(word) >= _SHORTEST and word.endswith("ed") and not word.endswith("eed"):
        return BEHIND
    return UNKNOWN


def _was(words: Sequence[str], index: int) -> bool:
    """Whether a past verb stands close before what looks ahead: "had been scheduled to expire"."""
    return any(word in _list("had") for word in words[max(0, index - _CLOSE) : index])


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(lexicon.load("times")[name])
