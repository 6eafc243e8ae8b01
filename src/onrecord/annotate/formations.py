"""Military units by their number: "Unit 4127", "the 12th Harbour Brigade".

The corpora that names are learnt from hold next to none of them, and they are written by rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord import lexicon
from onrecord.annotate.spans import MentionSpan
from onrecord.record import Document

LEXICONS = ("formations",)
SURE = 0.9
"""The confidence of a name found by rule. A fixed value, not measured."""


def find(document: Document) -> Iterator[MentionSpan]:
    """The units that the story names, in order."""
    for block in document.story:
        for match in _pattern().finditer(document.text, block.start, block.end):
            yield MentionSpan(
                start=match.start(),
                end=match.end(),
                kind="name",
                type="organization",
                confidence=SURE,
            )


@cache
def _pattern() -> re.Pattern[str]:
    lists = lexicon.load("formations")
    before, after = ("|".join(map(re.escape, lists[key])) for key in ("before", "after"))
    word = r"[^\W\d_a-z][\w-]*"
    return re.compile(
        rf"\b(?:{before}) \d{{2,6}}\b"
        rf"|\b\d{{1,3}}(?:st|nd|rd|th) (?:{word} ){{0,3}}(?:{after})\b"
    )
