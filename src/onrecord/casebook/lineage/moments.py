"""When articles were published, and which of two was first, as far as their dates tell."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from onrecord.casebook.rows import Place

DAY = 24 * 60
"""Minutes."""
_CLOCK = re.compile(r"T\d\d:\d\d")
_BEGINNING = datetime(1, 1, 1, tzinfo=UTC)


def moment(published: str | None) -> tuple[int | None, bool]:
    """When something was published: minutes since 0001-01-01 UTC, and whether to the minute.

    Of a day, a month or a year where it begins; (None, False) where it is no date.
    """
    if not published:
        return None, False
    parts = published.split("-")
    whole = "T" in published or len(parts) > 2
    text = published if whole else "-".join([*parts, *["01"] * (3 - len(parts))])
    try:
        found = datetime.fromisoformat(text)
        zoned = found if found.tzinfo else found.replace(tzinfo=UTC)
        minutes = (zoned - _BEGINNING).total_seconds() // 60
    except (ValueError, OverflowError):
        return None, False
    return int(minutes), bool(_CLOCK.search(published))


def later(first: Place, second: Place) -> bool:
    """Whether the second place's article is known to have come after the first one's."""
    return after(*moment(first.published), *moment(second.published))


def after(first: int | None, first_exact: bool, second: int | None, second_exact: bool) -> bool:
    """Whether the second moment is known to lie after the first (minutes; exact: to the minute)."""
    if first is None or second is None:
        return False
    if first_exact and second_exact:
        return second > first
    return second // DAY > first // DAY
