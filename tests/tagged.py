"""A sentence with its words' classes written behind them, as a model might see it.

    "In February/name , prosecutors/noun charged/past! three men/noun ."

A word without a class is "other"; "!" says that it tells what happened, "?" that it reports words.
The text is the words with a space between each two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from seen import document_of, seen_in

from onrecord.annotate import sentences
from onrecord.annotate.events.line import Line, line_of
from onrecord.model import Seen
from onrecord.model.triggers import EVENTS, TAGS, Triggers
from onrecord.record import Document, Entity, EntityType, Event, Mention, TimeExpression


def tagged(written: str) -> tuple[Document, Seen]:
    """The text without its marks, and what is seen in it."""
    words, tags, kinds = [], [], []
    for item in written.split(" "):
        kind = "occurrence" if item.endswith("!") else "reporting" if item.endswith("?") else "none"
        word, _, tag = item.rstrip("!?").rpartition("/") if "/" in item else (item, "", "other")
        for part in word.replace("'", " ' ").split():
            words.append(part)
            tags.append(TAGS.index(tag))
            kinds.append(kind)
    document = document_of(" ".join(words))
    seen = seen_in(document)
    assert seen.words is not None
    assert len(seen.words) == len(words), "a word of the model for each that is written"
    events = np.full((len(words), len(EVENTS)), 0.01, np.float32)
    for i, kind in enumerate(kinds):
        events[i, EVENTS.index(kind)] = 0.95
    return document, replace(seen, triggers=Triggers(np.array(tags), events))


def line(written: str) -> Line:
    """The one sentence that is written."""
    document, seen = tagged(written)
    made = line_of(seen, 0, len(document.text))
    assert made is not None
    return made


def time_of(document: Document, words: str, day: str, id: str = "t1") -> TimeExpression:
    """The first place of the words as a date."""
    start = document.text.index(words)
    first, last = (day, day) if len(day) != len("2019-05") else (f"{day}-01", f"{day}-28")
    return TimeExpression(
        id=id, start=start, end=start + len(words), text=words, type="date",
        value=day, earliest=first, latest=last, anchor="explicit",
    )  # fmt: skip


def entity_of(document: Document, id: str, type: EntityType, *names: str) -> Entity:
    """An entity by its mentions' words, each found after the one before."""
    mentions, position = [], 0
    for name in names:
        start = document.text.index(name, position)
        position = start + len(name)
        kind = "pronoun" if name.islower() else "name"
        mentions.append(
            Mention(start=start, end=position, text=name, kind=kind, confidence=1.0)  # type: ignore[arg-type]
        )
    return Entity(id=id, name=names[0], type=type, mentions=mentions)


def read(
    written: str,
    *dates: tuple[str, str],
    entities: Sequence[tuple[EntityType, str]] = (),
    published: str | None = "2019-05-20",
) -> list[Event]:
    """The events of what is written; `dates` are words with their day, `entities` types and names.

    Entities are called by their names.
    """
    from onrecord.annotate import events

    document, seen = tagged(written)
    document = replace(document, published=published)
    times = [time_of(document, words, day, f"t{i}") for i, (words, day) in enumerate(dates, 1)]
    named = [entity_of(document, name, type, name) for type, name in entities]
    return events.read(document, sentences.split(document), seen, named, [], times, [])
