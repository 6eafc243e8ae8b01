"""The user's own names: where they stand in an article.

What the user lists is obeyed: its names and types win over what the model reads. A word
matches as it is written in the list; a small letter there also matches the capital that
print makes of it, at the start of a word or in a word all in capitals, but never the other
way round.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from onrecord.annotate.spans import MentionSpan, Offsets
from onrecord.errors import OnrecordError
from onrecord.record import Block, Document, EntityType

UNTYPED: EntityType = "other"
"""The type of an entry that gives none: the reading decides."""

# A word with the marks that combine with its letters, or any other sign.
_TOKEN = re.compile(r"[\w\u0300-\u036f]+|[^\w\s]")
_ALIKE = str.maketrans({"’": "'", "ʼ": "'", "‐": "-", "‑": "-"})
_JOINED_BEFORE = re.compile(r"(?:\b([^\W_])\w*[-‐‑]|\w['’ʼ]?|@)\Z")
_JOINED_AFTER = re.compile(r"['’ʼ](\w+)|[-‐‑.](\w)|[\w@]")
_CONTRACTIONS = frozenset({"s", "d", "ll", "re", "ve"})
_CAPITALS_BEFORE = re.compile(r"(?:[^\W\d_a-z][\w.’'-]*[ \n]){1,3}\Z")
_FAR = 80  # characters looked at on either side of a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the user says of one person, body or thing."""

    id: str
    name: str
    type: EntityType = UNTYPED
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """All that it is called."""
        return (self.name, *self.aliases)


@dataclass(slots=True)
class _Step:
    """A place in the tree of all names, word by word; `ends` are the names that end here."""

    after: dict[str, _Step] = field(default_factory=dict)
    ends: list[tuple[tuple[str, ...], Entry]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Words:
    """A block's words and signs: where they stand, and how they are written."""

    text: str
    block: Block
    at: list[Offsets]
    written: list[str]


class Gazetteer:
    """A list of names of the user's own. Made by `load`.

    `entries`: by id, in the order of the file. `version`: the file's name and digest, which
    a record that was read with it bears in `made_by`.
    """

    def __init__(self, entries: Sequence[Entry], *, version: str) -> None:
        self.entries = {entry.id: entry for entry in entries}
        self.version = version
        self._tree = _Step()
        for entry in entries:
            for form in entry.forms:
                self._add(form, entry)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Gazetteer:
        """The gazetteer of a YAML file: a list of entries.

        An entry has a `name` and, if wanted, `aliases`, `type`, `roles` and `id`. Raises
        OnrecordError G001 where the file can't be read, G002 where an entry is not
        understood, G003 where two entries share a name or an id, G004 where it is too large.
        """
        from onrecord.annotate.gazetteer_file import read_entries
        from onrecord.ingest import limits

        where = os.fspath(path)
        try:
            data = limits.read_file(Path(where), limits.MAX_GAZETTEER_BYTES)
            entries = read_entries(data)
        except OnrecordError as reason:
            code = {"R030": "G004", "R016": "G001"}.get(reason.code, reason.code)
            raise OnrecordError(code, detail=reason.detail, where=where) from reason
        except (OSError, ValueError) as reason:
            detail = getattr(reason, "strerror", None) or str(reason)
            raise OnrecordError("G001", detail=detail, where=where) from reason
        digest = hashlib.sha256(data).hexdigest()[:12]
        return cls(entries, version=f"{Path(where).name}, sha256:{digest}")

    def find(self, document: Document) -> list[MentionSpan]:
        """Every place in the story where a listed name stands as whole words, in order.

        Of the names that begin at a word the longest is taken, and no two overlap. A
        possessive ending is left outside.
        """
        return [mention for block in document.story for mention in self._find(document.text, block)]

    def _add(self, form: str, entry: Entry) -> None:
        words = tuple(_written(token.group()) for token in _TOKEN.finditer(form))
        step = self._tree
        for word in words:
            step = step.after.setdefault(word.casefold(), _Step())
        step.ends.append((words, entry))

    def _find(self, text: str, block: Block) -> Iterator[MentionSpan]:
        at = [match.span() for match in _TOKEN.finditer(text, block.start, block.end)]
        words = _Words(text, block, at, [_written(text[start:end]) for start, end in at])
        first = 0
        while first < len(at):
            found = self._longest(words, first)
            if found is None:
                first += 1
                continue
            stop, entry = found
            yield MentionSpan(
                start=at[first][0],
                end=at[stop - 1][1],
                kind="name",
                type=entry.type,
                confidence=1.0,
                entry=entry.id,
            )
            first = stop

    def _longest(self, words: _Words, first: int) -> tuple[int, Entry] | None:
        """Where the longest name stops that begins at the word `first`, and whose it is."""
        step, found = self._tree, None
        for stop in range(first + 1, len(words.at) + 1):
            following = step.after.get(words.written[stop - 1].casefold())
            if following is None:
                break
            step = following
            for form, entry in step.ends:
                if all(map(_fits, form, words.written[first:stop])) and _means(
                    words, first, stop, entry
                ):
                    found = stop, entry
        return found


def obey(names: Sequence[MentionSpan], listed: Sequence[MentionSpan]) -> list[MentionSpan]:
    """The model's names, and the listed ones that `find` gave, as one list in order.

    A name that overlaps a listed one gives way to it. An entry without a type takes the one
    that most of the names have that gave way to it.
    """
    ends = [mention.end for mention in listed]
    kept: list[MentionSpan] = []
    types: dict[str | None, Counter[EntityType]] = defaultdict(Counter)
    for name in names:
        nearest = bisect_left(ends, name.start + 1)
        if nearest < len(listed) and listed[nearest].start < name.end:
            types[listed[nearest].entry][name.type] += 1
        else:
            kept.append(name)
    for mention in listed:
        seen = types[mention.entry].most_common(1) if mention.type == UNTYPED else []
        kept.append(replace(mention, type=seen[0][0]) if seen else mention)
    return sorted(kept, key=lambda mention: (mention.start, mention.end))


def plain(form: str) -> str:
    """What two names share that could mean the same printed words."""
    return " ".join(_written(token.group()).casefold() for token in _TOKEN.finditer(form))


def _written(word: str) -> str:
    """A word, with what prints alike written alike."""
    return word if word.isascii() else unicodedata.normalize("NFC", word).translate(_ALIKE)


def _fits(form: str, word: str) -> bool:
    """Whether a printed word is a listed one: as written, with a capital, or all in capitals."""
    return word in (form, form[:1].upper() + form[1:], form.upper())


def _means(words: _Words, first: int, stop: int, entry: Entry) -> bool:
    """Whether the words stand alone, and are not another's surname."""
    text, block = words.text, words.block
    start, end = words.at[first][0], words.at[stop - 1][1]
    before = text[max(block.start, start - _FAR) : start]
    after = text[end : min(block.end, end + _FAR)]
    if not _stand_alone(before, after):
        return False
    surname = entry.type == "person" and stop == first + 1
    return not (surname and _is_of_somebody_else(before, entry))


def _stand_alone(before: str, after: str) -> bool:
    """Whether words are no part of another: "Kestria" is one in "pro-Kestria", "Jean-Kestria" not.

    Nor is a name meant in an address ("kestria.example", "roe@…").
    """
    joined = _JOINED_BEFORE.search(before)
    if joined and not (joined[1] and joined[1].islower()):
        return False
    joined = _JOINED_AFTER.match(after)
    if joined is None:
        return True
    letters, letter = joined.groups()
    if letters:
        return letters.casefold() in _CONTRACTIONS
    return bool(letter) and letter.islower() is (after[0] != ".")


def _is_of_somebody_else(before: str, entry: Entry) -> bool:
    """Whether another's first name stands before a surname: "Julia" before "Venn"."""
    capitals = _CAPITALS_BEFORE.search(before)
    if not capitals:
        return False
    words = capitals.group().casefold().split()
    own = {word for form in entry.forms for word in form.casefold().split()}
    return words[-1] in _given_names() and own.isdisjoint(words)


@cache
def _given_names() -> frozenset[str]:
    from onrecord import lexicon

    return frozenset(lexicon.load("names")["given_names"])
