"""Words that make less sure what is said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from onrecord import lexicon
from onrecord.annotate.phrases import matcher
from onrecord.annotate.spans import Offsets

LEXICONS = ("hedges",)


def find_hedges(text: str, pieces: Iterable[Offsets]) -> list[Offsets]:
    """The hedges within the pieces of a text, in reading order, each once."""
    found = {
        match.span()
        for start, end in pieces
        for match in _pattern().finditer(text, start, end)
        if match.group() != "May"  # the month
    }
    return sorted(found)


@cache
def _pattern() -> re.Pattern[str]:
    return matcher(lexicon.load("hedges")["hedges"])
