"""When something was said, where the sentence itself gives a year or a full date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from onrecord import lexicon
from onrecord.annotate.spans import Offsets

LEXICONS = ("dates",)

_FURTHEST = 60
_ARTICLE = len(", the ")
_BREAK = re.compile(
    r"[;:.—–\"“”()]|\b(?:that|who|whose|which|since|when|because|if|whether|would|is|was|were)\b"
)
_LEADING = re.compile(
    r"(?:(?:back|early|late|later|earlier)\s)?(?:in|on)\s(?:early\s|late\s|mid-)?", re.I
)


def find_said_on(
    text: str,
    sentence: Offsets,
    source: Offsets | None,
    cue: Sequence[Offsets],
    content: Sequence[Offsets],
    *,
    spoken: bool = True,
) -> str | None:
    """The date that goes with the cue, as EDTF ("2015", "2019-02", "2021-03-03"); else None.

    It stands in the cue or soon after it ("said in 2015 that …"), or at the head of the
    sentence with source or cue next ("In 2018, Roe said …"), if the cue is `spoken` and not
    something else that was done then. A date within the source or
    the content, or beyond where the content begins, is another matter; a weekday, or a day
    without its year, is none.
    """
    start, end = sentence
    blocked = (*content, *((source,) if source else ()))
    for piece_start, piece_end in cue:
        limit = min([end, piece_end + _FURTHEST, *(s for s, _ in blocked if s >= piece_end)])
        stop = _BREAK.search(_without_month_stops(text[piece_end:limit]))
        if stop:
            limit = piece_end + stop.start()
        for match in _date().finditer(text, piece_start, limit):
            if not any(s < match.end() and match.start() < e for s, e in blocked):
                return _value(match)
    lead = _LEADING.match(text, start, end) if spoken else None
    found = _date().match(text, lead.end(), end) if lead else None
    if found and cue:
        begins = min(s for s, _ in (*cue, *blocked))
        if found.end() < begins <= found.end() + _ARTICLE:
            return _value(found)
    return None


def _without_month_stops(words: str) -> str:
    """The words with the stop of "Feb." made a space, so that it breaks nothing."""
    return _months()[1].sub(lambda match: f"{match.group()[:-1]} ", words)


def _value(match: re.Match[str]) -> str | None:
    months = _months()[0]
    parts = match.groupdict()
    year = parts["y1"] or parts["y2"] or parts["y3"] or parts["y4"] or parts["y5"]
    month = parts["m1"] or parts["m2"] or parts["m3"]
    day = parts["d1"] or parts["d2"]
    if parts["iso"]:
        year, number, day = parts["iso"].split("-")
    elif month:
        number = str(months[month.lower().rstrip(".")])
    else:
        return year
    if day is None:
        return f"{year}-{int(number):02}"
    try:
        return date(int(year), int(number), int(day)).isoformat()
    except ValueError:
        return None


@cache
def _months() -> tuple[dict[str, int], re.Pattern[str]]:
    listed = lexicon.load("dates")["months"]
    numbers = {name: index for index, names in enumerate(listed, start=1) for name in names}
    return numbers, re.compile(rf"\b(?:{'|'.join(numbers)})\.", re.IGNORECASE)


@cache
def _date() -> re.Pattern[str]:
    months = "|".join(sorted(_months()[0], key=len, reverse=True))
    year = r"(?:1[5-9]|20)\d\d(?![\w%-])"
    return re.compile(
        rf"\b(?:(?P<iso>(?:1[5-9]|20)\d\d-\d\d-\d\d)\b"
        rf"|(?P<d1>\d\d?)(?:st|nd|rd|th)?\s(?:of\s)?(?P<m1>{months})\.?,?\s(?P<y1>{year})"
        rf"|(?P<m2>{months})\.?\s(?P<d2>\d\d?)(?:st|nd|rd|th)?,?\s(?P<y2>{year})"
        rf"|(?P<m3>{months})\.?,?\s(?:of\s)?(?P<y3>{year})"
        rf"|(?<=[Ii]n\s)(?P<y4>{year})"
        rf"|(?:(?<=early\s)|(?<=late\s)|(?<=mid-))(?P<y5>{year}))",
        re.IGNORECASE,
    )
