"""Invented articles for the casebook's tests, and a reader that needs no model.

An article is lines; a line `Who said that words.` is a statement of Who. The reader is quick,
so that a test can add many, and gives the same record for the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from onrecord.casebook import intake
from onrecord.casebook.intake import Item
from onrecord.errors import OnrecordError
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

AT = "2031-03-14T18:05:00Z"
_SAID = re.compile(r"(.+?) (said|denied) that (.+)\.")


def article(number: int = 1, *, said: str = "the crane was safe", verb: str = "said") -> str:
    """An article of four lines."""
    return (
        f"Port Marren crane number {number} stopped\n"
        f"Dorrit Haldane {verb} that {said}.\n"
        f"Petra Lunde said that letter {number} never came.\n"
        "It rained on the breakwater all day.\n"
    )


def fake_read(item: Item, *, version: str = "1") -> Record:
    """A record of an article of lines. Raises OnrecordError R001 for one without text."""
    text = item.data.decode("utf-8")
    if not text.strip():
        raise OnrecordError("R001", where=item.name)
    spans = [match.span() for match in re.finditer(r"[^\n]+", text)]
    kinds = ["headline"] + ["paragraph"] * len(spans)
    document = Document(
        id=item.given.get("id") or hashlib.sha256(item.data).hexdigest(),
        location=item.given.get("url") or item.location,
        sha256=hashlib.sha256(item.data).hexdigest(),
        media_type="text/plain",
        language="en",
        headline=item.given.get("title") or text.splitlines()[0],
        published=item.given.get("published"),
        publisher=item.given.get("publisher"),
        text=text,
        blocks=[
            Block(kind="headline" if kind == "headline" else "paragraph", start=start, end=end)
            for kind, (start, end) in zip(kinds, spans, strict=False)
        ],
    )
    attributions, entities = [], []
    for match in _SAID.finditer(text):
        name, number = document.span(*match.span(1)), len(attributions) + 1
        mention = Mention(
            start=name.start, end=name.end, text=name.text, kind="name", confidence=0.9
        )
        entities.append(Entity(id=f"e{number}", name=name.text, type="person", mentions=[mention]))
        attributions.append(
            Attribution(
                id=f"a{number}",
                source=name,
                entities=[f"e{number}"],
                cue=[document.span(*match.span(2))],
                content=[document.span(*match.span(3))],
                mode="indirect",
                kind="denial" if match[2] == "denied" else "statement",
                source_kind="named_person",
                confidence=0.9,
            )
        )
    return Record(
        made_by=MadeBy(onrecord="0.1.0", stages={"fake": version}),
        document=document,
        sentences=[
            Sentence(id=f"s{index}", start=start, end=end, block=index)
            for index, (start, end) in enumerate(spans)
        ],
        entities=entities,
        attributions=attributions,
    )


def item(number: int = 1, *, text: str | None = None) -> Item:
    """Article `number`, known by its id."""
    data = (article(number) if text is None else text).encode()
    key = f"crane-{number}"
    return Item(key=key, name=key, data=data, form="text", given={"id": key})


def write(folder: Path, count: int) -> None:
    """`count` files of articles, made where the folder is not."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(article(number), encoding="utf-8")


def read_by(version: str) -> intake.Reader:
    """A reader of another version."""
    return lambda item: fake_read(item, version=version)


def failing(item: Item) -> Record:
    """A reader that can read nothing."""
    raise OnrecordError("R034", where=item.name)


def named(record: Record, name: str) -> Record:
    """The record with the article's headline altered."""
    return replace(record, document=replace(record.document, headline=name))
