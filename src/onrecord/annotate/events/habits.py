"""Whether what a date dates is a habit or a general truth, which happens at no one time.

"Ships carry most goods in the 21st century", "the market opens at 6 a.m. on Saturdays", "they mend
their nets in winter". What began or ended in a century happened all the same ("the century brought
steam"), and a year is short enough for one thing to happen in it ("this year Orlmark hosts it").
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.annotate.events.line import Line, lists
from onrecord.annotate.spans import Offsets
from onrecord.record import TimeExpression

LASTING_DAYS = 3650
"""Days of the shortest time in which what is told in the present is a general truth: a decade."""
_BESIDE = 3
"""Words between a date and how often it comes again, at most."""
_GROUP = 4
"""Words before a verb among which those that help it stand."""
_PERFECT = frozenset({"has", "have", "had", "ve"})


def is_habit(
    line: Line, verb: int, at: Offsets, time: TimeExpression, sets: Sequence[Offsets], today: str
) -> bool:
    """Whether what the words `at` of a line date is no one happening.

    `verb` is the verb that is dated or that carries what is; `sets` are the words of the sentence's
    sets ("every Monday"); `today` is when the article was published ("" where that is not known).
    """
    if any(_is_beside(line, at, each) for each in sets):
        return True
    if not is_present(line, verb):
        return False
    return _lasts(time, today) or _is_any(line, at)


def is_present(line: Line, verb: int) -> bool:
    """Whether a verb, by itself or by what helps it, tells what is: "kills", "are losing"."""
    if line.tags[verb] == "present":
        return True
    if line.tags[verb] not in ("gerund", "participle", "base"):
        return False
    for i in range(verb - 1, max(-1, verb - 1 - _GROUP), -1):
        word = line.words[i]
        if word in lists().helpers and word not in ("be", "been", "being"):
            return line.tags[i] == "present" and word not in _PERFECT
        if word not in lists().helpers and word not in lists().passed and not line.is_adverb(i):
            return False
    return False


def _is_beside(line: Line, one: Offsets, other: Offsets) -> bool:
    """Whether two times belong to one another: "6 a.m. on Saturdays"."""
    first, second = sorted((one, other))
    between = line.words[first[1] : second[0]]
    small = lists().prepositions | lists().before_date
    return len(between) <= _BESIDE and all(word in small for word in between)


def _lasts(time: TimeExpression, today: str) -> bool:
    """Whether a time is long and was not over."""
    try:
        first = date.fromisoformat((time.earliest or "")[:10])
        last = date.fromisoformat((time.latest or "")[:10])
    except ValueError:
        return False
    over = bool(today) and last.isoformat() < today[:10]
    return (last - first).days >= LASTING_DAYS - 1 and not over


def _is_any(line: Line, at: Offsets) -> bool:
    """Whether a time means any of its name: "in winter", but not "in the winter"."""
    low, high = at
    return high - low == 1 and line.words[low] in lists().seasons and line.word(low - 1) == "in"
