"""Articles with their names marked, for the tests of linking: `"[p:Orla Roe] left [l:Norr]."`

The letter is the type; after it may stand the id of a gazetteer's entry: `[p=roe:Orla]`.
"""

from __future__ import annotations

import re

from onrecord.annotate.linking import Bearer, link
from onrecord.annotate.spans import MentionSpan
from onrecord.ingest.document import from_text
from onrecord.record import Document, EntityType

TYPES: dict[str, EntityType] = {
    "p": "person",
    "o": "organization",
    "l": "place",
    "g": "group",
    "f": "facility",
    "e": "event",
    "v": "vehicle",
    "w": "work",
    "x": "other",
}
_MARK = re.compile(r"\[([a-z])(?:=(\w+))?:([^\]]*)\]")


def read(marked: str) -> tuple[Document, list[MentionSpan]]:
    """The article without marks, and its names."""
    text, spans, reached = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[reached : match.start()]
        start, reached = len(text), match.end()
        text += match[3]
        spans.append(
            MentionSpan(
                start=start,
                end=len(text),
                kind="name",
                type=TYPES[match[1]],
                confidence=0.9,
                entry=match[2],
            )
        )
    return from_text(text + marked[reached:]), spans


def bearers(marked: str) -> list[Bearer]:
    """The entities of a marked article."""
    return link(*read(marked))


def linked(marked: str) -> list[list[str]]:
    """The entities as the words of their names, those of one name alone left out."""
    document, spans = read(marked)
    return [
        [document.text[spans[index].start : spans[index].end] for index in bearer.mentions]
        for bearer in link(document, spans)
        if len(bearer.mentions) > 1
    ]
