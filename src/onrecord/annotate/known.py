"""What the article tells elsewhere about the names of its sources.

A name in short stands for the one in full ("the Lantern": the Daily Lantern), and a land is
known by its adjective ("Norria", "Norrian"). One pass over the story, whatever its length.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from onrecord.annotate import names
from onrecord.annotate.names import Body, Known, Name, NameKind, Words
from onrecord.annotate.source_kind import SourceReading
from onrecord.record import STORY_KINDS, Document

_WORD = re.compile(r"[^\W\d_][\w-]*")
_BEFORE = 60
_RUN_BEFORE = re.compile(r"(?:[^\W\d_][\w’'-]*\.?[ ]){1,3}\Z")
_WORD_AFTER = re.compile(r"[ ]([^\W\d_][\w-]*)")
_LONGEST_TAIL = 3


def learn(document: Document, readings: Sequence[SourceReading]) -> Known:
    """What is known of the names in `readings`, each read without knowing anything."""
    found = [name for reading in readings for name in reading.names]
    surnames = frozenset(
        names.last(name.text) for name in found if name.kind == "person" and " " in name.text
    )
    single = {
        name.text.lower()
        for name in found
        if " " not in name.text and name.kind in ("person", "outlet", "organization")
    } - surnames
    bodies: dict[str, Body] = dict(_tails_of_publisher(document, found))
    forms, words = _full_forms(document, single - set(bodies))
    bodies |= {short: next(iter(full.values())) for short, full in forms.items() if len(full) == 1}
    places = frozenset(each for each in single if _adjectives(each) & words)
    return Known(surnames=surnames, bodies=bodies, places=places - set(bodies))


def _tails_of_publisher(document: Document, found: Sequence[Name]) -> Iterator[tuple[str, Body]]:
    """What sources call the publisher: "Evening Post" for the "Norr Evening Post"."""
    full = document.publisher or ""
    full = full.title() if full.isupper() and " " in full else full
    words = full.removeprefix("The ").split()
    asked = {name.text.lower() for name in found}
    reading = names.name(" ".join(words), names.tokens(" ".join(words))) if words else None
    if reading is None or reading.kind != "outlet":
        return
    for size in range(1, min(len(words), _LONGEST_TAIL + 1)):
        tail = " ".join(words[-size:]).lower()
        if tail in asked:
            yield tail, Body("outlet", reading.text)


def _full_forms(
    document: Document, single: Collection[str]
) -> tuple[dict[str, dict[str, Body]], set[str]]:
    """The full names that end or begin with a word asked for, and every capitalised word."""
    lists = names.words()
    forms: dict[str, dict[str, Body]] = {}
    words: set[str] = set()
    text = document.text
    for block in document.blocks:
        if block.kind not in STORY_KINDS:
            continue
        for match in _WORD.finditer(text, block.start, block.end):
            word = match.group()
            if not word[0].isupper():
                continue
            words.add(word.lower())
            if word.lower() not in single:
                continue
            before = text[max(block.start, match.start() - _BEFORE) : match.start()]
            after = _WORD_AFTER.match(text, match.end(), block.end)
            for body in (_as_outlet(before, word, lists), _as_company(word, after, lists)):
                if body:
                    forms.setdefault(word.lower(), {}).setdefault(body.full.lower(), body)
    return forms, words


def _as_outlet(before: str, word: str, lists: Words) -> Body | None:
    """The outlet whose name ends with this word ("Norr Lantern", "Daily Lantern")."""
    run = _RUN_BEFORE.search(before)
    read = names.tokens(run.group()) if run else []
    begin = len(read)
    while begin and read[begin - 1].is_capital and not read[begin - 1].possessive:
        if read[begin - 1].lower in lists.determiners | lists.person_nouns:
            break
        begin -= 1
    led = read[begin:]
    if not led or not (
        word.lower() in lists.outlet_nouns or led[0].lower in lists.outlet_beginnings
    ):
        return None
    return Body("outlet", " ".join([*(token.text for token in led), word]))


def _as_company(word: str, after: re.Match[str] | None, lists: Words) -> Body | None:
    """The company whose name begins with this word ("Roe Shipping")."""
    if after is None or not after.group(1)[0].isupper():
        return None
    if after.group(1).lower() not in lists.company_words or word.lower() in lists.determiners:
        return None
    kind: NameKind = "organization"
    return Body(kind, f"{word} {after.group(1)}")


def _adjectives(name: str) -> set[str]:
    """The adjectives that a land's name makes, and a person's does not."""
    if name.endswith("a"):
        return {f"{name}n", f"{name}ns"}
    return {f"{name}i", f"{name}is"} if name[-1:] not in "aeiouy" else set()
