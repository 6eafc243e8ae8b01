"""The sources' names as entities, matched by name alone.

A surname is the person whom the article names in full with it, if there is only one. No
pronoun and no description ("the ministry") is ever an entity. The confidence of a mention
is a fixed value. It was measured on people alone, as the share that was right on GUM's 90
documents (all named people there taken as sources; right: the mention is the gold
cluster's): `FULL` for a name in full (2,087 mentions), `SURNAME` where a surname stands for
the full name (329). Organisations, outlets and places bear `FULL` unmeasured,
and the figures are older than the search for first names that are in no list: counted alike
before and after it, a surname was right in 0.92 of 279 and of 285 mentions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.annotate import names
from onrecord.annotate.names import Name
from onrecord.annotate.source_kind import NO_SOURCE, SourceReading
from onrecord.annotate.spans import AttributionSpans, Offsets
from onrecord.record import STORY_KINDS, Description, Document, Entity, EntityType, Mention

LEXICONS = names.LEXICONS

FULL = 0.91
SURNAME = 0.88
AMBIGUOUS = "ambiguous name"
UNRESOLVED = {AMBIGUOUS: "several people in the article bear the name"}
"""What this module adds to the values of `Attribution.unresolved`."""

_TYPES: dict[str, EntityType] = {
    "person": "person",
    "outlet": "organization",
    "organization": "organization",
    "seat": "organization",
    "place": "place",
    "document": "work",
}
_METONYMS = frozenset({"seat", "place"})
_WORD = re.compile(r"[^\W\d_]\w*")
_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)[ \n](?:[^\W\d_]\.[ \n])?\Z")
_LED = re.compile(r"(?:\b([a-z]+),?|,)[ \n]\Z")
_NAME_AFTER = re.compile(r"[ \n][^\W\d_a-z]")
_APPOSITION = re.compile(r",\s(?:\d{1,3},\s)?")
_RELATIVE = re.compile(r",?\s(?:who|whom|whose|which)\b|\s[–—]\s")
_NO_APPOSITION = re.compile(r"(?:who|whom|whose|which|that|and|or|of all)\b")


@dataclass(slots=True)
class _Draft:
    """An entity while it is put together."""

    name: str
    kind: str
    forms: set[str] = field(default_factory=set)
    sources: set[Offsets] = field(default_factory=set)
    descriptions: dict[str, tuple[Offsets, int]] = field(default_factory=dict)

    def add(self, name: str) -> None:
        self.forms.add(name)
        if len(name.split()) > len(self.name.split()):
            self.name = name


@dataclass(frozen=True, slots=True)
class Named:
    """The entities, and for each attribution the ids of its source's and the reason for none."""

    entities: list[Entity]
    of_attribution: list[list[str]]
    unresolved: list[str | None]


def name_sources(
    document: Document, found: Sequence[AttributionSpans], readings: Sequence[SourceReading | None]
) -> Named:
    """The entities that the sources name. `readings` are of the attributions, in their order.

    Entities come in the order of their first mention, ids `e1`, `e2` …; a description's
    authority is the id of the attribution that its words stand inside, if any (`a` and its
    position in `found`, from 1).
    """
    full = _full_names(document, readings)
    drafts: dict[str, _Draft] = {}
    keys: list[list[str]] = []
    unresolved: list[str | None] = []
    for index, (spans, reading) in enumerate(zip(found, readings, strict=True)):
        mine: list[str] = []
        for name in reading.names if reading and spans.source else ():
            key = _key(name, full)
            if key is None:
                continue
            draft = drafts.setdefault(key, _Draft(name.text, name.kind))
            draft.add(name.text)
            if name.full:
                draft.add(name.full)
            if name.kind == "person" and " " not in name.text:
                draft.add(_only(full, name.text))
            source = spans.source or (0, 0)
            start = source[0] + name.start
            draft.sources.add((start, source[0] + name.end))
            if len(reading.names if reading else ()) == 1:
                for words in _descriptions(document.text, source, name):
                    draft.descriptions.setdefault(document.text[slice(*words)], (words, index))
            mine.append(key)
        keys.append(list(dict.fromkeys(mine)))
        if reading is None:
            unresolved.append(NO_SOURCE)
        else:
            unresolved.append(reading.unresolved or (None if mine else AMBIGUOUS))
    mentions = _mentions(document, drafts)
    order = sorted(drafts, key=lambda key: (mentions[key][0].start, key))
    ids = {key: f"e{position}" for position, key in enumerate(order, start=1)}
    entities = [
        Entity(
            id=ids[key],
            name=drafts[key].name,
            type=_TYPES[drafts[key].kind],
            descriptions=[
                Description(
                    start=start,
                    end=end,
                    text=words,
                    authority=None if (outer := found[at].inside) is None else f"a{outer + 1}",
                )
                for words, ((start, end), at) in drafts[key].descriptions.items()
            ],
            mentions=mentions[key],
        )
        for key in order
    ]
    return Named(entities, [[ids[key] for key in mine] for mine in keys], unresolved)


def _full_names(
    document: Document, readings: Sequence[SourceReading | None]
) -> dict[str, dict[str, str]]:
    """For each surname (lower case): first and last name → the name as printed in full."""
    found: dict[str, dict[str, str]] = {}
    alone: set[str] = set()
    for reading in readings:
        for name in reading.names if reading else ():
            if name.kind != "person":
                continue
            if " " in name.text:
                _add_full(found, name.text)
            else:
                alone.add(name.text.lower())
    # A surname's bearer may be named in full where he is no source.
    lists = names.words()
    for block in document.blocks:
        if block.kind not in STORY_KINDS:
            continue
        for match in _WORD.finditer(document.text, block.start, block.end):
            if not match.group()[0].isupper() or match.group().lower() not in alone:
                continue
            lead = document.text[max(block.start, match.start() - 60) : match.start()]
            first = _BEFORE.search(lead)
            if first and (
                first.group(1).lower() in lists.given
                or (
                    block.kind not in ("headline", "heading")
                    and _is_first_name(first.group(1), lead[: first.start()])
                    and not _NAME_AFTER.match(document.text, match.end(), block.end)
                )
            ):
                surname = match.group().title() if match.group().isupper() else match.group()
                _add_full(found, f"{first.group().strip()} {surname}".replace("\n", " "))
    return found


def _is_first_name(word: str, before: str) -> bool:
    """Whether a word before a surname, in no list, is a first name: a capital within a sentence."""
    lists, (token, *_) = names.words(), names.tokens(word)
    led = _LED.search(before)
    if not led or not word[0].isupper() or word.isupper() or token.possessive:
        return False
    return (led.group(1) or "").lower() not in lists.places_follow and not lists.is_no_first_name(
        token
    )


def _add_full(found: dict[str, dict[str, str]], name: str) -> None:
    people = found.setdefault(names.last(name), {})
    key = f"{name.split()[0].lower()} {names.last(name)}"
    if len(name) > len(people.get(key, "")):
        people[key] = name


def _key(name: Name, full: dict[str, dict[str, str]]) -> str | None:
    """What names of one entity share; None where it might be several people."""
    if name.kind != "person":
        return f"{_TYPES[name.kind]} {' '.join((name.full or name.text).lower().split())}"
    if " " in name.text:
        return f"person {name.text.split()[0].lower()} {names.last(name.text)}"
    people = full.get(names.last(name.text), {})
    if len(people) > 1:
        return None
    return f"person {next(iter(people), name.text.lower())}"


def _only(full: dict[str, dict[str, str]], surname: str) -> str:
    return next(iter(full.get(names.last(surname), {}).values()), surname)


def _mentions(document: Document, drafts: dict[str, _Draft]) -> dict[str, list[Mention]]:
    """Every place in the story where a form of an entity's name stands, in one pass."""
    forms: dict[str, list[tuple[str, str]]] = {}
    for key, draft in drafts.items():
        for form in draft.forms:
            begins = _WORD.search(form)
            if begins:
                forms.setdefault(begins.group(), []).append((form[begins.start() :], key))
    for listed in forms.values():
        listed.sort(key=lambda entry: (-len(entry[0]), entry))
    found: dict[str, dict[Offsets, Mention]] = {key: {} for key in drafts}

    def add(key: str, start: int, end: int) -> None:
        draft, words = drafts[key], document.text[start:end]
        short = draft.kind == "person" and " " not in words and " " in draft.name
        found[key].setdefault(
            (start, end),
            Mention(
                start=start,
                end=end,
                text=words,
                kind="name",
                metonym=draft.kind in _METONYMS and (start, end) in draft.sources,
                confidence=SURNAME if short else FULL,
            ),
        )

    for key, draft in drafts.items():
        for start, end in sorted(draft.sources):
            add(key, start, end)
    text = document.text
    for block in document.blocks:
        if block.kind not in STORY_KINDS:
            continue
        reached = block.start
        for match in _WORD.finditer(text, block.start, block.end):
            start = match.start()
            if start < reached:
                continue
            for form, key in forms.get(match.group(), ()):
                end = start + len(form)
                if text.startswith(form, start) and not text[end : end + 1].isalnum():
                    if end <= block.end:
                        add(key, start, end)
                        reached = end
                    break
    return {
        key: [mention for _, mention in sorted(mentions.items())] for key, mentions in found.items()
    }


def _descriptions(text: str, source: Offsets, name: Name) -> list[Offsets]:
    """The role before a name and the apposition after it, within the source's words."""
    found = []
    start, end = source[0] + name.start, source[0] + name.end
    before = text[source[0] : start]
    words = before.rstrip(", ").split()
    while words and words[0].lower() in names.words().determiners:
        words = words[1:]
    if (
        words
        and words[0].lower().strip(".") not in names.words().courtesy
        and words[-1][-1:].isalnum() | (words[-1][-1:] == ".")
        and not words[-1].endswith(("'s", "’s"))
    ):
        begin = source[0] + before.index(words[0])
        found.append((begin, source[0] + len(before.rstrip(", \n"))))
    after = _APPOSITION.match(text, end, source[1])
    if after:
        begin = after.end()
        stop = begin + len(text[begin : source[1]].rstrip(" ,\n"))
        relative = _RELATIVE.search(text, begin, stop)
        stop = relative.start() if relative else stop
        role = text[begin:stop]
        if any(word.islower() for word in role.split()) and not _NO_APPOSITION.match(role):
            found.append((begin, stop))
    return found
