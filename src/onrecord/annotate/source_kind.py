"""What a source is, as mentioned: its kind, the names in it, or why nobody can be named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from onrecord import lexicon
from onrecord.annotate import names
from onrecord.annotate.names import NOTHING_KNOWN, Known, Name, Token
from onrecord.record import SourceKind

LEXICONS = (*names.LEXICONS, "transcript")

PRONOUN = "pronoun"
NOMINAL = "nominal"
NO_SOURCE = "no source"
UNRESOLVED = {
    PRONOUN: "the source is a pronoun, whom it stands for was not worked out",
    NOMINAL: "the source is described, not named",
    NO_SOURCE: "no source was found",
}
"""Every value of `Attribution.unresolved`, and what it means."""


@dataclass(frozen=True, slots=True)
class SourceReading:
    """A source as mentioned.

    `names` are those that the source is, offsets into its text; the name before a relative
    ("the Herald, which") has them below zero, since it stands before the source.
    """

    kind: SourceKind
    names: tuple[Name, ...]
    unresolved: str | None


_RANK = {kind: rank for rank, kind in enumerate(get_args(SourceKind))}
_OF_NAME: dict[str, SourceKind] = {
    "person": "named_person",
    "outlet": "outlet",
    "organization": "organization",
    "seat": "organization",
    "place": "organization",
    "group": "group",
    "document": "document",
}
_AND = frozenset({"and", "or", "&"})
_COMMAS = frozenset(",;(")
_BE = frozenset({"is", "was", "been", "being", "'s", "’s"})
_ADVERBS = frozenset({"not", "also", "now", "widely", "often", "sometimes", "generally"})
_SUBJECTS = frozenset({"i", "he", "she", "we", "they", "you"})
_ARTICLES = frozenset({"the", "a", "an"})
_WHO = frozenset({"who", "which"})
_DIRECTLY = re.compile(r"[\w.],?\s?\Z")
# Where a relative may as well go with a word further back: "a lawyer for Roe, who".
_BEFORE_WHO = frozenset({"of", "for"})
_BEFORE_WHICH = frozenset({"by", "from", "in", "at"})


def read_source(
    text: str, *, before: str = "", label: bool = False, known: Known = NOTHING_KNOWN
) -> SourceReading:
    """Read the words of a source.

    A personal pronoun counts as an unnamed person, whom a later stage may resolve: what
    is reported on unnamed sources must leave out those whose `unresolved` is "pronoun".
    `before`: the words that stand before, in which a relative finds its name. `label`: the
    words are a transcript's label. `known`: what the article tells elsewhere about names.
    """
    whole = text.strip().lower().replace("’", "'")
    fixed = _fixed().get(whole)
    if fixed:
        meant = _antecedent(before, person=whole == "who", known=known) if whole in _WHO else None
        return meant or fixed
    read = names.tokens(text)
    if not read:
        return SourceReading("unstated", (), NOMINAL)
    if label and whole in _speakers():
        return SourceReading(_read_nominal(read), (), NOMINAL)
    segments = _segments(read)
    person = _followed_by_who(segments[0], read)
    parts = [
        _read_part(text, part, label=label, known=known, person=person)
        for part in _parts(segments[0], read)
    ]
    if len(parts) == 1:
        parts = [_by_apposition(parts[0], segments[1:], read)]
    parts += _listed(text, segments[1:], parts, known=known)
    kind = min((part[0] for part in parts), key=_RANK.__getitem__)
    found = [name for _, name in parts if name]
    if not found and kind == "unnamed_person":
        apposed = _apposed(text, segments[1:], known)
        if apposed:
            return SourceReading("named_person", (apposed,), None)
    return SourceReading(kind, tuple(found), None if found else NOMINAL)


def is_expletive(text: str, *, cue: str) -> bool:
    """Whether a source is the "it" of "it is said that": `cue` is what follows it."""
    if text.strip().lower() != "it":
        return False
    words = [token.lower for token in names.tokens(cue)]
    words = words[1:] if words[:1] in (["has"], ["had"]) else words
    if not words or words[0] not in _BE:
        return False
    rest = [word for word in words[1:3] if word not in _BE and word not in _ADVERBS]
    return bool(rest) and rest[0] in _list("expletives")


def _segments(read: Sequence[Token]) -> list[Sequence[Token]]:
    """The source cut at commas and brackets; the first one also at its first relative."""
    cuts: list[Sequence[Token]] = []
    position, begin = 0, 0
    ended = False
    while position < len(read):
        end = names.chunk(read, position)
        if end > position:
            position = end
            continue
        token = read[position]
        if token.text in _COMMAS:
            if not ended or cuts:
                cuts.append(read[begin:position])
            begin, ended = position + 1, True
        elif not cuts and not ended and position > begin and _ends(read, position):
            if token.lower == "of" and read[position - 1].lower in _list("amounts"):
                begin = position + 1
            else:
                cuts.append(read[begin:position])
                begin, ended = len(read), True
                break
        position += 1
    if begin < len(read) or not cuts:
        cuts.append(read[begin:])
    return [cut for cut in cuts if cut] or [read]


def _ends(read: Sequence[Token], position: int) -> bool:
    """Whether the words that say who it is end here: "an engineer | at the dam", "… | I trust"."""
    word = read[position].lower
    clause = word in _SUBJECTS and read[position - 1].lower not in _AND
    return clause or word in _list("enders")


def _followed_by_who(segment: Sequence[Token], read: Sequence[Token]) -> bool:
    following = [token for token in read if token.start >= segment[-1].end and token.text != ","]
    return bool(following) and following[0].lower in ("who", "whom")


def _parts(segment: Sequence[Token], read: Sequence[Token]) -> list[Sequence[Token]]:
    """A segment cut at the "and" between two sources."""
    found, begin, position = [], 0, 0
    while position < len(segment):
        end = names.chunk(segment, position)
        if end > position:
            position = end
            continue
        if segment[position].lower in _AND and position > begin:
            found.append(segment[begin:position])
            begin = position + 1
        position += 1
    if begin < len(segment):
        found.append(segment[begin:])
    return found or [segment]


def _read_part(
    text: str, part: Sequence[Token], *, label: bool, known: Known, person: bool
) -> tuple[SourceKind, Name | None]:
    lists = names.words()
    position, the, role, body = 0, False, False, False
    last: tuple[int, int, bool, bool, bool] | None = None
    while position < len(part):
        token = part[position]
        end = names.chunk(part, position)
        if end > position:
            last = (position, end, the, role, body)
            position, the, role, body = end, part[end - 1].possessive, False, False
            continue
        the = token.lower in lists.determiners or token.lower in ("'s", "’")
        role = token.lower in lists.person_nouns or token.lower in _list("naming")
        body = token.lower in lists.organization_nouns
        position += 1
    if last and part[last[1] - 1].possessive and _all_of_mind(part[last[1] :]):
        part = part[: last[1]]  # "Roe's worldview": it is Roe's
    if last and last[1] == len(part):
        begin, end, the, role, body = last
        found = names.name(
            text, part[begin:end], the=the, role=role, body=body, label=label, known=known
        )
        if found is None:
            return "unnamed_person", None
        return _OF_NAME[found.kind], found if found.kind != "group" else None
    return _read_nominal(part, person=person), None


def _all_of_mind(rest: Sequence[Token]) -> bool:
    words = [token.lower for token in rest if token.text not in ("'", "’")]
    return bool(words) and words[-1] in _list("of_mind")


def _by_apposition(
    part: tuple[SourceKind, Name | None], segments: Sequence[Sequence[Token]], read: Sequence[Token]
) -> tuple[SourceKind, Name | None]:
    """A name that nothing makes a person's, by what follows ("Venntek, the firm behind it")."""
    _, name = part
    if name is None or name.kind != "person" or name.title or not segments:
        return part
    lists, first = names.words(), segments[0]
    if name.text.split()[0].lower() in lists.given or first[0].lower not in ("the", "a", "an"):
        return part
    head = next((i for i, token in enumerate(first) if i and _ends(first, i)), len(first))
    if _noun_kind(first[head - 1].lower) == "organization":
        return "organization", name._replace(kind="organization")
    return part


def _antecedent(before: str, *, person: bool, known: Known) -> SourceReading | None:
    """The name that stands right before "who" (a person's) or "which" (nobody's)."""
    words = before[before.rfind("\n") + 1 :]
    if not _DIRECTLY.search(words):
        return None
    read = names.tokens(words)
    while read and read[-1].text == ",":
        read.pop()
    position, begin = 0, 0
    while position < len(read):
        end = names.chunk(read, position)
        begin, position = (position, end) if end > position else (len(read), position + 1)
    if begin >= len(read) or read[-1].possessive:
        return None
    led = read[begin - 1].lower if begin else ""
    lists = names.words()
    governor = next(
        (token.lower for token in reversed(read[:begin]) if token.lower not in _ARTICLES), ""
    )
    if governor in (_BEFORE_WHO if person else _BEFORE_WHICH):
        return None
    name = names.name(
        words, read[begin:], the=led in lists.determiners, body=not person,
        role=person and led in lists.person_nouns, known=known,
    )  # fmt: skip
    if name is None or (name.kind == "person") != person or name.kind in ("group", "place"):
        return None
    kept = name._replace(start=name.start - len(words), end=name.end - len(words))
    return SourceReading(_OF_NAME[name.kind], (kept,), None)


def _read_nominal(part: Sequence[Token], *, person: bool = False) -> SourceKind:
    """The kind of a source that is described: by the last noun that the lists know."""
    lists = names.words()
    pair = " ".join(token.lower for token in part[-2:])
    if pair in _list("papers"):
        return "document"
    if pair in lists.outlet_common:
        return "outlet"
    if len(part) > 1 and part[-1].lower in _list("pages") and _owner(part) not in (None, "outlet"):
        return "document"
    for token in reversed(part):
        word = token.lower
        fixed = _fixed().get(word)
        if fixed:
            return fixed.kind
        kind = _noun_kind(word)
        if kind:
            return kind
    last = part[-1].lower
    if last[-1:] == "%" or last[:1].isdigit():
        return "group"
    # Unknown nouns: people end like agents; what is left speaks as a text does.
    several = names.singular(last)
    if several != last and (person or several.endswith(_agent_endings())):
        return "group"
    return "unnamed_person" if person or last.endswith(_agent_endings()) else "document"


def _owner(part: Sequence[Token]) -> SourceKind | None:
    """The kind of whom the last word belongs to ("the authority's website"); None for nobody."""
    owner = next((token for token in reversed(part[:-1]) if token.possessive), None)
    return (_noun_kind(owner.lower) or "document") if owner else None


@cache
def _noun_kind(word: str) -> SourceKind | None:
    lists, base = names.words(), names.singular(word)
    if word in lists.groups:
        return "group"
    if word in lists.person_nouns:
        return "unnamed_person"
    if base in lists.person_nouns:
        return "group"
    if {word, base} & lists.outlet_common:
        return "outlet"
    if {word, base} & lists.organization_nouns:
        return "organization"
    if {word, base} & lists.document_nouns:
        return "document"
    tail = word.rsplit("-", 1)[-1] if "-" in word else ""
    return _noun_kind(tail) if tail else None


def _listed(
    text: str,
    segments: Sequence[Sequence[Token]],
    parts: Sequence[tuple[SourceKind, Name | None]],
    *,
    known: Known,
) -> list[tuple[SourceKind, Name | None]]:
    """Further names of a list ("Ann Roe, Bo Lund and Cy Tamm"), where the last follows an "and"."""
    if len(parts) != 1 or parts[0][1] is None or parts[0][0] != "named_person" or not segments:
        return []
    found: list[tuple[SourceKind, Name | None]] = []
    closed = False
    for segment in segments:
        for part in _parts(segment[segment[0].lower in _AND :] or segment, segment):
            end = names.chunk(part, 0)
            name = names.name(text, part, known=known) if end == len(part) else None
            if name is None or name.kind != "person":
                return []
            found.append(("named_person", name))
        closed = closed or any(token.lower in _AND for token in segment)
    return found if closed else []


def _apposed(text: str, segments: Sequence[Sequence[Token]], known: Known) -> Name | None:
    """The name after a description ("a neighbour, Ann Roe")."""
    for segment in segments[:1]:
        end = names.chunk(segment, 0)
        if end and end == len(segment) and not segment[-1].possessive:
            name = names.name(text, segment, known=known)
            if name and name.kind == "person":
                return name
    return None


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(lexicon.load("sources")[name])


@cache
def _speakers() -> frozenset[str]:
    return frozenset(lexicon.load("transcript")["speakers"])


@cache
def _agent_endings() -> tuple[str, ...]:
    return tuple(lexicon.load("sources")["agent_endings"])


@cache
def _fixed() -> dict[str, SourceReading]:
    data = lexicon.load("sources")
    found: dict[str, SourceReading] = {}
    kinds: dict[str, SourceKind] = {
        "person": "unnamed_person",
        "thing": "organization",
        "group": "group",
    }
    for group, entries in data["quantities"].items():
        found |= {entry: SourceReading(kinds[group], (), NOMINAL) for entry in entries}
    for group, entries in data["pronouns"].items():
        found |= {entry: SourceReading(kinds[group], (), PRONOUN) for entry in entries}
    return found
