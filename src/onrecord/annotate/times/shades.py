"""Which part of a period is meant: "early March", "mid-2025", "the late 1970s".

EDTF has no such shades (docs/decisions/0016-time-values.md): the value is the whole period's, and
the earliest and latest day are those of its first, middle or last third.
"""

from __future__ import annotations

from datetime import date, timedelta

from onrecord import lexicon
from onrecord.annotate.times.reading import Reading, Words
from onrecord.edtf import Bounds, Period, moved

_FEWEST = 3
"""Days, or months, that have thirds."""
_LAST = 2


def shaded(words: Words, reading: Reading) -> Reading:
    """A reading whose bounds are those of the third that its words tell of; else as it is."""
    period = reading.period
    if period is None or reading.bounds is not None or reading.value != period.value:
        return reading
    thirds = _thirds(words)
    return reading._replace(bounds=_bounds(period, min(thirds), max(thirds))) if thirds else reading


def _thirds(words: Words) -> list[int]:
    """The thirds that are named, from 0: "mid-to-late" is the second and the last."""
    known = lexicon.load("times")["thirds"]
    tokens, match = words.tokens, words.match
    printed = tokens.words[match.first : match.last]
    return [int(known[word]) for word in printed if word in known]


def _bounds(period: Period, first: int, last: int) -> Bounds | None:
    """The first day of one third and the last of another; whole months of more than one."""
    days = (period.last - period.first).days + 1
    if days < _FEWEST:
        return None
    months = 12 * (period.last.year - period.first.year)
    months += period.last.month - period.first.month + 1
    size, designator = (months, "M") if months >= _FEWEST else (days, "D")

    def begin(third: int) -> date:
        return moved(period.first, size * third // 3, designator)

    latest = begin(last + 1) - timedelta(days=1) if last < _LAST else period.last
    return begin(first).isoformat(), latest.isoformat()
