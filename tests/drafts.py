"""Invented drafts for the tests of `check`, and a reader that needs no model.

A draft is lines. `Who said that words.` and `Who denied that words.` are statements, `“Words,” Who
said.` is a quotation, `It is alleged that words.` has no source; any other line is the draft's own
voice. A source that begins with "A" has no name.
"""

from __future__ import annotations

import re
from typing import Any

from onrecord.record import (
    Attribution,
    Block,
    Document,
    Entity,
    MadeBy,
    Mention,
    Record,
    Sentence,
)

_FORMS = (
    re.compile(r"(?P<source>It) is (?P<cue>alleged) (?P<content>that .+)\."),
    re.compile(r"(?P<content>“.+?”) (?P<source>.+?) (?P<cue>said)\."),
    re.compile(r"(?P<source>.+?) (?P<cue>said|denied) (?P<content>that .+)\."),
)


def draft(*lines: str, published: str | None = None) -> Record:
    """The record of a draft of these lines, the first its headline."""
    text = "\n".join(lines)
    blocks, start = [], 0
    for number, line in enumerate(lines):
        kind: Any = "headline" if number == 0 else "paragraph"
        blocks.append(Block(kind=kind, start=start, end=start + len(line)))
        start += len(line) + 1
    document = Document(
        id="draft",
        location="draft.txt",
        sha256="0" * 64,
        media_type="text/plain",
        language="en",
        headline=lines[0],
        published=published,
        text=text,
        blocks=blocks,
    )
    entities: dict[str, Entity] = {}
    attributions = []
    for block in blocks[1:]:
        for form in _FORMS:
            if match := form.fullmatch(text[block.start : block.end]):
                attributions.append(_said(document, block.start, match, entities))
                break
    return Record(
        made_by=MadeBy(onrecord="0.1.0", stages={"fake": "1"}),
        document=document,
        sentences=[
            Sentence(id=f"s{number}", start=block.start, end=block.end, block=number)
            for number, block in enumerate(blocks)
        ],
        entities=[*entities.values()],
        attributions=attributions,
    )


def _said(
    document: Document, start: int, match: re.Match[str], entities: dict[str, Entity]
) -> Attribution:
    def span(part: str) -> Any:
        return document.span(start + match.start(part), start + match.end(part))

    name = match["source"]
    stated, named = name != "It", not name.startswith(("A ", "An ", "It"))
    if named:
        mention = Mention(
            start=span("source").start,
            end=span("source").end,
            text=name,
            kind="name",
            confidence=0.9,
        )
        known = entities.get(name)
        entities[name] = Entity(
            id=known.id if known else f"e{len(entities) + 1}",
            name=name,
            type="person",
            mentions=[*(known.mentions if known else ()), mention],
        )
    return Attribution(
        id=f"a{start}",
        source=span("source") if stated else None,
        entities=[entities[name].id] if named else [],
        unresolved=None if named else "no name is given",
        cue=[span("cue")],
        content=[span("content")],
        mode="direct" if match["content"].startswith("“") else "indirect",
        kind="denial" if match["cue"] == "denied" else "statement",
        source_kind="named_person" if named else "unnamed_person" if stated else "unstated",
        confidence=0.9,
    )
