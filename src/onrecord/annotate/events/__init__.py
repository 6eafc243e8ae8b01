"""Dated happenings: what a date dates, who takes part, where, and whether it happened.

A happening is an event of TimeML (Pustejovsky et al. 2003) whose time is given in its clause. Which
words may name one the model says (`onrecord.model.triggers`); which of them a date belongs to is
read by rule (`dating`). Words that only report words are no happenings: that somebody said
something, and when, is in the attributions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.annotate.authority import Authorities
from onrecord.annotate.events.conditions import is_open, is_supposed
from onrecord.annotate.events.dating import Dated, dated
from onrecord.annotate.events.doubles import once
from onrecord.annotate.events.habits import is_habit
from onrecord.annotate.events.line import Line, line_of, lists
from onrecord.annotate.events.modality import modality
from onrecord.annotate.events.taking_part import Mentions, taking_part
from onrecord.annotate.kind import read_cue
from onrecord.annotate.spans import Offsets
from onrecord.model import Seen
from onrecord.record import (
    Attribution,
    Document,
    Entity,
    Event,
    Place,
    Sentence,
    TimeExpression,
)

__all__ = ["LEXICONS", "read"]

LEXICONS = ("cues", "events")

_SOMEWHAT = 0.1
"""The least probability that a cue of an attribution reports words."""
LEAST = 0.45
"""The least sureness at which a happening is given."""
CERTAIN = (0.53, 0.28)
"""Confidence, that an event is right in all respects, as a line in sureness. Its slope is that of
the labelled dates at first sight, its mean the share that a reader of fresh articles found right
(docs/decisions/0019-events.md)."""


def read(
    document: Document,
    sentences: Sequence[Sentence],
    seen: Seen,
    entities: Sequence[Entity],
    attributions: Sequence[Attribution],
    times: Sequence[TimeExpression],
    places: Sequence[Place],
) -> list[Event]:
    """The dated happenings of a document, ids `v1`, `v2` … in the order of their triggers.

    Each happening is given once: one a clause, with the most exact of its times, and one of several
    that tell the same again (`doubles`).
    """
    mentions = Mentions(entities, places)
    authorities = Authorities(attributions)
    by_id = {attribution.id: attribution for attribution in attributions}
    cues = _cues(attributions)
    found: dict[Offsets, tuple[TimeExpression, Line, Dated]] = {}
    for sentence, inside in _by_sentence(sentences, times):
        dating = [
            time
            for time in inside
            if dates_something(time) and not mentions.names_something(time.start, time.end)
        ]
        spans = [(time.start, time.end) for time in inside]
        line = line_of(seen, sentence.start, sentence.end, spans) if dating else None
        if line is None:
            continue
        sets = [line.at(time.start, time.end) for time in inside if time.type == "set"]
        for time in dating:
            what = _happens(line, time, cues, future=_is_future(document, time))
            if what is None:
                continue
            at = line.at(time.start, time.end)
            if is_habit(line, what.carrier, at, time, sets, document.published or ""):
                continue
            key = (line.start[what.word], line.end[what.word])
            better = key not in found or exactness(time) < exactness(found[key][0])
            # Of two dates the one that something was put off to is the one that stands.
            if better or line.words[what.carrier] in lists().put_off:
                found[key] = (time, line, what)
    told: list[tuple[Event, str]] = []
    for _, (time, line, what) in sorted(found.items()):
        low, high = trigger(line, what)
        start, end = line.start[low], line.end[high - 1]
        authority = authorities.of(start, end)
        said = by_id[authority] if authority else None
        part = taking_part(line, what, mentions)
        event = Event(
            id="",
            trigger=document.span(start, end),
            time=time.id,
            participants=part.participants,
            places=part.places,
            modality=modality(
                line,
                what.word,
                what.carrier,
                kind=said.kind if said else None,
                future=_is_future(document, time),
            ),
            authority=authority,
            confidence=CERTAIN[0] + CERTAIN[1] * _sureness(line, what),
        )
        told.append((event, time.value))
    return [replace(event, id=f"v{number}") for number, event in enumerate(once(told), 1)]


def _by_sentence(
    sentences: Sequence[Sentence], times: Sequence[TimeExpression]
) -> list[tuple[Sentence, list[TimeExpression]]]:
    """The sentences that hold times, with them."""
    starts = [sentence.start for sentence in sentences]
    grouped: dict[int, list[TimeExpression]] = {}
    for time in times:
        index = bisect_right(starts, time.start) - 1
        if index >= 0 and time.end <= sentences[index].end:
            grouped.setdefault(index, []).append(time)
    return [(sentences[index], inside) for index, inside in grouped.items()]


def _happens(line: Line, time: TimeExpression, cues: set[int], *, future: bool) -> Dated | None:
    """What a time dates, if that is more than words that were said."""
    low, high = line.at(time.start, time.end)
    what = dated(line, low, high) if low < high else None
    if what is None or _sureness(line, what) < LEAST:
        return None
    if _only_words(line, what, cues) and not _will_be(line, what):
        return None
    if not future and line.tags[what.word] == "base" and _is_said(line, what.word):
        return None
    supposed = what.word == what.carrier and is_supposed(line, what.word)
    if supposed and not future and not is_open(line, what.word):
        return None
    return what


def _sureness(line: Line, what: Dated) -> float:
    """How sure the date is, and that its word says what happened: between 0 and 1."""
    likely: float = line.event[what.word] ** 0.5
    return what.sure * likely


def _is_said(line: Line, verb: int) -> bool:
    """Whether a verb is no more than what somebody said to do: "declined to comment Monday"."""
    if line.word(verb - 1) != "to":
        return False
    return any(word in lists().sayings for word in line.words[max(0, verb - 5) : verb - 1])


def dates_something(time: TimeExpression) -> bool:
    """Whether an expression is a date or time of day whose beginning and end are known."""
    return (
        time.type in ("date", "time")
        and time.earliest is not None
        and time.latest is not None
        and time.text.lower() not in lists().vague
    )


def exactness(time: TimeExpression) -> tuple[int, int]:
    """Sorts the more exact time first: by the days it spans, a time of day before its day."""
    days = (_day(time.latest) - _day(time.earliest)).days
    return days, 0 if time.type == "time" else 1


def _day(value: str | None) -> date:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return date.min


def _is_future(document: Document, time: TimeExpression) -> bool:
    published = _day(document.published)
    return published != date.min and _day(time.earliest) > published


def trigger(line: Line, what: Dated) -> Offsets:
    """The words, first and one past the last, that say what happened."""
    low, high = what.word, what.word + 1
    if line.words[low] in lists().attempts and low and line.noun[low - 1]:
        low -= 1
    if what.carrier == low - 1 and line.verb[what.carrier]:
        low = what.carrier  # "took office"
    empty = line.word(high) in lists().empty
    if line.verb[what.word] and (empty or line.has_particle(what.word)):
        high += 1
    return low, high


def _cues(attributions: Sequence[Attribution]) -> set[int]:
    """Where the words of cues begin."""
    return {piece.start for attribution in attributions for piece in attribution.cue}


def _only_words(line: Line, what: Dated, cues: set[int]) -> bool:
    """Whether what is dated is no more than that somebody said something."""
    word = what.word
    if line.lemma(word) in lists().acts:
        return False
    if line.reports(word) or line.words[word] in lists().vows:
        return True
    known = line.start[word] in cues and line.reporting[word] >= _SOMEWHAT
    return known and read_cue(line.words[word]).spoken


def _will_be(line: Line, what: Dated) -> bool:
    """Whether something is still to be said: "will announce on Monday"."""
    return line.tags[what.word] == "base" and (
        modality(line, what.word, what.carrier, kind=None, future=False) == "planned"
    )
