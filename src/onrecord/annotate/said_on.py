"""When something was said, where the sentence itself gives the time that goes with the cue."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from onrecord.annotate.spans import Offsets
from onrecord.record import TimeExpression

LEXICONS = ()

_FURTHEST = 60
_ARTICLE = len(", the ")
_BREAK = re.compile(
    r"[;:.—–\"“”()]|\b(?:that|who|whose|which|since|when|because|if|whether|would|is|was|were"
    r"|about|after|before|until|by|than|despite|over|of)\b"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LEADING = re.compile(
    r"(?:back\s)?(?:(?:early|late|later|earlier)\s)?(?:in|on|at)\s(?:the\s)?|", re.I
)
_RIGHT_BEFORE = re.compile(r",?\s(?:(?:also|again|then|publicly|first)\s)?")
_RIGHT_AFTER = re.compile(r",?\s(?:(?:back\s)?(?:in|on|at)\s(?:a\s|an\s|the\s)?)?")


def find_said_on(
    text: str,
    sentence: Offsets,
    source: Offsets | None,
    cue: Sequence[Offsets],
    content: Sequence[Offsets],
    times: Sequence[TimeExpression],
    *,
    spoken: bool = True,
) -> str | None:
    """The value of the time that goes with the cue (EDTF: "2015", "2021-03-03"); else None.

    It stands in the cue or soon after it ("said in 2015 that …"), right before it ("on Monday
    called"), behind the source that follows it ("said Roe on Monday"), or at the head of the
    sentence with source or cue next ("In 2018, Roe said …"), if the cue is `spoken` and not
    something else that was done then. A time within the source or the content, or beyond
    where the content begins, is another matter; so are durations, sets, the past or the
    present as such, and what can't be told without a date of publication.

    `times` are the document's time expressions, in the order of the text.
    """
    near = [each for each in _within(times, sentence) if _tells(each)]
    if not near or not cue:
        return None
    blocked = (*content, *((source,) if source else ()))
    free = [each for each in near if not any(s < each.end and each.start < e for s, e in blocked)]
    for piece in cue:
        if found := _with_piece(text, sentence, source, piece, blocked, free):
            return found.value
    if spoken and near[0] in free and _LEADING.fullmatch(text, sentence[0], near[0].start):
        begins = min(start for start, _ in (*cue, *blocked))
        if near[0].end < begins <= near[0].end + _ARTICLE:
            return near[0].value
    return None


def _with_piece(
    text: str,
    sentence: Offsets,
    source: Offsets | None,
    piece: Offsets,
    blocked: Sequence[Offsets],
    times: Sequence[TimeExpression],
) -> TimeExpression | None:
    """The time in a piece of the cue, soon after it, right before it, or behind its source."""
    start, end = piece
    limit = min([sentence[1], end + _FURTHEST, *(s for s, _ in blocked if s >= end)])
    for each in times:
        if start <= each.start and each.end <= limit:
            return None if _BREAK.search(text, end, each.start) else each
        # "Roe fired back Tuesday, saying …", but not "the loss in 2012, arguing …"
        apart = text[each.end : each.end + 1] == "," and not _DAY.match(each.value)
        if each.end <= start and not apart and _RIGHT_BEFORE.fullmatch(text, each.end, start):
            return each
        if source and end <= source[0] <= end + _ARTICLE and source[1] <= each.start:
            return each if _RIGHT_AFTER.fullmatch(text, source[1], each.start) else None
    return None


def _within(times: Sequence[TimeExpression], sentence: Offsets) -> Iterator[TimeExpression]:
    for index in range(bisect_left(times, sentence[0], key=attrgetter("start")), len(times)):
        if times[index].end > sentence[1]:
            return
        yield times[index]


def _tells(time: TimeExpression) -> bool:
    """Whether it is a date or a time of day that is known."""
    known = "XXXX" not in time.value and ".." not in time.value and "~" not in time.value
    return known and time.type in ("date", "time")
