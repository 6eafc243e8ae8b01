"""Many fixed phrases as one compiled pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable


def matcher(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the phrases as whole words, the longest first.

    Case is ignored; a space stands for any white space, a straight apostrophe for a curly one.
    """
    longest_first = sorted(phrases, key=len, reverse=True)
    parts = (
        re.escape(phrase).replace(r"\ ", r"\s").replace("'", "['’]") for phrase in longest_first
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", re.IGNORECASE)
