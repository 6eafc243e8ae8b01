"""Whether a clause tells of what was or of what will be, from the finite verb that is nearest."""

from __future__ import annotations

from functools import cache
from typing import Literal

from onrecord import lexicon
from onrecord.annotate.times.tokens import Tokens

Direction = Literal[-1, 0, 1]
"""Behind, not known, ahead."""

_BEFORE = 14
_AFTER = 10
_SHORTEST = 4


def direction(tokens: Tokens, first: int, last: int) -> Direction:
    """Where what happens at the tokens from `first` to `last` lies, as its verb has it.

    The verb before the expression counts ("will meet on Monday"), else the one after it ("On
    Monday the council met"). A bounded number of words is looked at.
    """
    for index in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        if found := _told(tokens, index):
            return found
    for index in range(last, min(len(tokens.words), last + _AFTER)):
        if found := _told(tokens, index):
            return found
    return 0


def _told(tokens: Tokens, index: int) -> Direction:
    word = tokens.words[index]
    future, past = _words()
    if word in future:
        return 1
    if word in past:
        return -1
    if word == "to" and index + 1 < len(tokens.words):
        # "to open Monday": an infinitive lies ahead; "to the port" and "to 5" are none.
        after = tokens.words[index + 1]
        return 1 if after.isalpha() and after in _verbs() else 0
    if len(word) >= _SHORTEST and word.endswith("ed") and not word.endswith("eed"):
        return -1
    return 0


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    data = lexicon.load("times")
    return frozenset(data["future"]), frozenset(data["past"])


@cache
def _verbs() -> frozenset[str]:
    return frozenset(lexicon.load("times")["infinitives"])
