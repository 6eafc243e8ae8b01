"""Whether a clause tells of what was or of what will be, from the finite verb that is nearest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final, Literal

from onrecord import lexicon
from onrecord.annotate.times.tokens import Tokens

Direction = Literal[-2, -1, 0, 1, 2]
"""WAS_TO_BE, BEHIND, UNKNOWN, PLANNED, AHEAD."""
WAS_TO_BE: Final = -2
"""What was planned, and may or may not have been: "was due to speak"."""
BEHIND: Final = -1
UNKNOWN: Final = 0
PLANNED: Final = 1
"""An infinitive: ahead of what is told, and mostly of now."""
AHEAD: Final = 2

_BACK = 14
_ON = 10
"""Words that are looked at before an expression, and after it."""
_SHORTEST = 4
_CLOSE = 5
_NO_VERB = ("the", "a", "an", "its", "their", "his", "her", "our", "this", "that")
_APOSTROPHES = ("'", "’")


def direction(tokens: Tokens, first: int, last: int) -> Direction:
    """Where what happens at the tokens from `first` to `last` lies, as its verb has it.

    The verb before the expression counts ("will meet on Monday"), else the one after it ("On
    Monday the council met"). A bounded number of words is looked at.
    """
    words = tokens.words
    before = words[first - 1] if first else ""
    if before in _list("until"):
        return AHEAD
    if before in ("is", "are") or (
        first > 1 and before == "on" and words[first - 2] in ("is", "are")
    ):
        return AHEAD
    if before == "as" and first > 1 and words[first - 2] in ("early", "soon"):
        return AHEAD
    told = _before(tokens, first)
    if before == "by" and told != BEHIND:
        return BEHIND if told == UNKNOWN and _was_by_then(tokens, last) else AHEAD
    return told or _after(tokens, last)


def _before(tokens: Tokens, first: int) -> Direction:
    """What the nearest verb before tells."""
    for index in range(first - 1, max(-1, first - 1 - _BACK), -1):
        if tokens.words[index] == ";":
            break
        if found := _told(tokens, index):
            return _as_told_then(tokens, index, first, found)
    return UNKNOWN


def _as_told_then(tokens: Tokens, verb: int, first: int, found: Direction) -> Direction:
    """What a verb before an expression tells, by what stands before the verb itself."""
    words = tokens.words
    if _was(words, verb):
        return BEHIND
    if found > 0 and _was_planned(words, verb):
        broken_off = any(word in _list("but") for word in words[first + 1 : first + 1 + _CLOSE])
        return BEHIND if broken_off else WAS_TO_BE
    if found == BEHIND and _is_supposed(words, verb):
        return AHEAD
    return found


def _was_by_then(tokens: Tokens, last: int) -> bool:
    """Whether all verbs after tell of the past: "By Friday the port was shut"."""
    on = range(last, min(len(tokens.words), last + _ON))
    told = {found for index in on if (found := _told(tokens, index))}
    return told == {BEHIND}


def _was_planned(words: Sequence[str], index: int) -> bool:
    """Whether "was due" stands close before: "was due to speak"."""
    near = words[max(0, index - _CLOSE) : index + 1]
    return any(
        word in ("was", "were") and after in _list("planned") for word, after in pairwise(near)
    )


def _is_supposed(words: list[str], index: int) -> bool:
    """Whether it stands behind "if": "if elected", "if she is elected", "if he won"."""
    near = words[max(0, index - _CLOSE) : index]
    if near[-2:] == ["re", "-"]:
        near = near[:-2]
    if words[index] in _list("outcomes"):
        return any(word in _list("if") for word in near[-2:])
    if not near or not any(word in _list("if") for word in near):
        return False
    return near[-1] in _list("if") or near[-1] in ("is", "are")


def _after(tokens: Tokens, last: int) -> Direction:
    """What the nearest verb after tells."""
    for index in range(last, min(len(tokens.words), last + _ON)):
        if tokens.words[index] == ";":
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
        if after in _list("infinitives"):
            return PLANNED
        is_to = index > 0 and words[index - 1] in ("is", "are")
        return PLANNED if is_to and after.isalpha() and after not in _NO_VERB else UNKNOWN
    if index and words[index - 1] in _list("no_verb_after"):
        return UNKNOWN
    if word == "won" and after not in _APOSTROPHES:
        return BEHIND
    if word in _list("present_plans"):
        before = words[index - 1] if index else ""
        return UNKNOWN if before in _list("no_plan_after") else AHEAD
    if word in _list("plans_of_many") and _is_plural(words, index - 1):
        return AHEAD
    if word in _list("future"):
        return UNKNOWN if (word, after) == ("due", "to") else AHEAD
    if word in _list("unchanged") and index and words[index - 1] in _list("bare_after"):
        return UNKNOWN
    if word in _list("past"):
        return BEHIND
    if len(word) >= _SHORTEST and word.endswith("ed") and not word.endswith("eed"):
        return BEHIND
    return UNKNOWN


def _is_plural(words: Sequence[str], index: int) -> bool:
    """Whether a word is printed as a plural: the subject of "talks start"."""
    return index >= 0 and len(words[index]) >= _SHORTEST and words[index].endswith("s")


def _was(words: Sequence[str], index: int) -> bool:
    """Whether a past verb stands close before what looks ahead: "had been scheduled to expire"."""
    return any(word in _list("had") for word in words[max(0, index - _CLOSE) : index])


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(lexicon.load("times")[name])
