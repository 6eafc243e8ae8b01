"""Articles with their mentions marked, for the tests of relations.

`"[p:Ada Venn] left. [p=Ada Venn:She] …"`: the letter is the type, the words before a colon say
whom a pronoun (`=`), a description (`~`) or a shorter name (`*`) means. Names of the same words
are one entity's.
"""

from __future__ import annotations

import re
from dataclasses import replace

from marked_names import TYPES

from onrecord.annotate import relations, sentences, times
from onrecord.annotate.descriptions import describe
from onrecord.annotate.relations.passage import Passage, passages
from onrecord.annotate.spans import MentionSpan
from onrecord.ingest import from_text
from onrecord.record import Attribution, Description, Document, Entity, Mention, Relation

_MARK = re.compile(r"\[([a-z])(?:([=~*])([^:\]]+))?:([^\]]*)\]")
_KINDS = {None: "name", "=": "pronoun", "~": "nominal", "*": "name"}


def read(marked: str) -> tuple[Document, list[Entity]]:
    """The article without marks, and its entities with their descriptions."""
    text, reached = "", 0
    mentions: list[tuple[str, str, Mention]] = []
    for match in _MARK.finditer(marked):
        text += marked[reached : match.start()]
        reached, words = match.end(), match[4]
        made = Mention(
            start=len(text),
            end=len(text) + len(words),
            text=words,
            kind=_KINDS[match[2]],  # type: ignore[arg-type]
            confidence=0.9,
        )
        mentions.append((match[3] or words, match[1], made))
        text += words
    document = from_text(text + marked[reached:])
    names = [
        MentionSpan(start=m.start, end=m.end, kind="name", type=TYPES[letter], confidence=0.9)
        for _, letter, m in mentions
        if m.kind == "name"
    ]
    beside = dict(zip(((n.start, n.end) for n in names), describe(document, names), strict=True))
    entities: dict[str, Entity] = {}
    for whom, letter, mention in mentions:
        entity = entities.setdefault(
            whom, Entity(id=f"e{len(entities) + 1}", name=whom, type=TYPES[letter])
        )
        entity.mentions.append(mention)
        entity.descriptions.extend(
            Description(start=start, end=end, text=document.text[start:end])
            for start, end in beside.get((mention.start, mention.end), ())
        )
    return document, [*entities.values()]


def relate(marked: str, attributions: list[Attribution] | None = None) -> list[Relation]:
    """The relations of a marked article."""
    document, entities = read(marked)
    return relations.relate(document, [], entities, attributions or [])


def related(marked: str, published: str | None = None) -> list[str]:
    """The relations as "subject | type | object | role | status", names for ids."""
    document, entities = read(marked)
    names = {entity.id: entity.name for entity in entities}
    document = replace(document, published=published)
    dated = times.read(document, sentences.split(document)) if published else []
    found = relations.relate(document, [], entities, [], dated)
    return [
        " | ".join(
            (
                names[each.subject],
                each.type,
                names[each.object] if each.object else "-",
                each.role or "-",
                each.status,
            )
        )
        for each in found
    ]


def passage(marked: str) -> Passage:
    """The one block of a marked article."""
    (found,) = passages(*read(marked))
    return found
