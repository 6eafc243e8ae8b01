"""What a source is, as mentioned: its kind, the names in it, or why nobody can be named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from onrecord import lexicon
from onrecord.annotate import names
from onrecord.annotate.names import Name, Token
from onrecord.record import SourceKind

LEXICONS = names.LEXICONS

PRONOUN = "pronoun"
NOMINAL = "nominal"
NO_SOURCE = "no source"
UNRESOLVED = {
    PRONOUN: "the source is a pronoun, whom it stands for was not worked out",
    NOMINAL: "the source is described, not named",
    NO_SOURCE: "the article gives no source",
}
"""Every value of `Attribution.unresolved`, and what it means."""


@dataclass(frozen=True, slots=True)
class SourceReading:
    """A source as mentioned. `names` are those that the source is, offsets into its text."""

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


def read_source(
    text: str, *, label: bool = False, known: frozenset[str] = frozenset()
) -> SourceReading:
    """Read the words of a source.

    A personal pronoun counts as an unnamed person, whom a later stage may resolve: what
    is reported on unnamed sources must leave out those whose `unresolved` is "pronoun".
    `label`: the words are a transcript's label. `known`: surnames (lower case) of people
    that the article names in full.
    """
    whole = text.strip().lower().replace("’", "'")
    fixed = _fixed().get(whole)
    if fixed:
        return fixed
    read = names.tokens(text)
    if not read:
        return SourceReading("unstated", (), NOMINAL)
    segments = _segments(read)
    parts = [_read_part(text, part, label=label, known=known) for part in _parts(segments[0], read)]
    parts += _listed(text, segments[1:], parts, known=known)
    kind = min((part[0] for part in parts), key=_RANK.__getitem__)
    found = [name for _, name in parts if name]
    if not found and kind == "unnamed_person":
        apposed = _apposed(text, segments[1:], known)
        if apposed:
            return SourceReading("named_person", (apposed,), None)
    return SourceReading(kind, tuple(found), None if found else NOMINAL)


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
        elif not cuts and not ended and position > begin and token.lower in _list("enders"):
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
    text: str, part: Sequence[Token], *, label: bool, known: frozenset[str]
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
    if last and last[1] == len(part):
        begin, end, the, role, body = last
        found = names.name(
            text, part[begin:end], the=the, role=role, body=body, label=label, known=known
        )
        if found is None:
            return "unnamed_person", None
        return _OF_NAME[found.kind], found if found.kind != "group" else None
    return _read_nominal(part), None


def _read_nominal(part: Sequence[Token]) -> SourceKind:
    """The kind of a source that is described: by the last noun that the lists know."""
    lists = names.words()
    pair = " ".join(token.lower for token in part[-2:])
    if pair in lists.outlet_common:
        return "outlet"
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
    return "unnamed_person" if last.endswith(_agent_endings()) else "document"


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
    known: frozenset[str],
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


def _apposed(text: str, segments: Sequence[Sequence[Token]], known: frozenset[str]) -> Name | None:
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
