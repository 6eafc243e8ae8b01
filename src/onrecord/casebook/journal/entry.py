"""A decision as it is written down: who decided what, when, why, and about which words.

An entry is a JSON object, and its id is the SHA-256 of that object without the id, so the same
decision is the same wherever it is loaded, and none can be altered unseen. What a decision is
about is told by words, never by the ids of a record: `exact` is quoted from the text that has
the digest `text_sha256`, at `start` to `end`, with a little of what stands around it (the
TextPositionSelector and TextQuoteSelector of the W3C's Web Annotation Data Model, 2017).

Entries are in order of `at`, then of `n`, which is one more than the largest that was there
when it was made (a Lamport clock, "Time, Clocks, and the Ordering of Events", 1978). So a
journal is a set: in whatever order its entries are loaded, they say the same.
"""

from __future__ import annotations

import re
import typing
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, TypeVar

from onrecord.casebook.custody import canonical, digest
from onrecord.casebook.grades.scale import Axis, scale
from onrecord.record import Kind, Mode, SourceKind

Action = Literal[
    "merge",
    "split",
    "rename",
    "attribute",
    "accept",
    "reject",
    "correct",
    "note",
    "grade",
    "undo",
]
What = Literal["document", "passage", "entity", "mention", "attribution", "relation", "event"]
Place = tuple[int, int]
"""Where words stand: start and end in code points."""

MOST_WORDS = 20_000
"""The longest quotation, in code points."""
MOST_AROUND = 64
"""The most that is quoted of what stands before and after."""
MOST_TARGETS = 1_000
_MOST_PIECES = 500

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_MOST = 2**53 - 1  # the largest number that every JSON reader keeps exact
_TARGETS: dict[str, tuple[int, frozenset[str]]] = {
    "merge": (2, frozenset({"entity"})),
    "split": (2, frozenset({"entity"})),
    "rename": (1, frozenset({"entity"})),
    "attribute": (1, frozenset({"passage", "entity"})),
    "accept": (1, frozenset({"attribution", "relation", "event", "mention"})),
    "reject": (1, frozenset({"attribution", "relation", "event", "mention"})),
    "correct": (1, frozenset({"attribution", "entity"})),
    "note": (1, frozenset(typing.get_args(What)) - {"passage"}),
    "grade": (0, frozenset({"entity", "document"})),
}
"""What each action is about: how many at least, and of which kinds."""
_NAMING = ("rename", "grade")
_SAYING = ("attribute", "correct")

_PARTS: dict[str, frozenset[str]] = {
    "passage": frozenset(),
    "attribution": frozenset({"source", "cue", "content"}),
    "relation": frozenset({"evidence"}),
    "event": frozenset({"trigger"}),
    "entity": frozenset({"name"}),
    "mention": frozenset({"mention"}),
}
"""The parts that the words of each kind have."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a decision is about: words of one document, and what had been read of them.

    `start` and `end` are where `exact` stands in the text of that digest; `pieces` are the
    places of the words by their part ("source", "cue", "content" …), all within it. `read` is
    what a person judged besides the words (the kind, the mode …). A whole document quotes
    nothing, and has no digest where it could not be read. Of a passage nothing had been read.
    """

    document: str
    what: What
    text_sha256: str | None = None
    start: int = 0
    end: int = 0
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    pieces: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    read: Mapping[str, str | bool | None] = field(default_factory=dict)

    def words(self) -> str:
        """The quoted words in one line."""
        return " ".join(self.exact.split())

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        named = {"document": self.document, "what": self.what, "text_sha256": self.text_sha256}
        if self.what == "document":
            return named
        return named | {
            "start": self.start,
            "end": self.end,
            "exact": self.exact,
            "prefix": self.prefix,
            "suffix": self.suffix,
            "pieces": _lists(self.pieces),
            "read": dict(self.read),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What is right instead, None: as it was read; or what an attribution says that a person makes.

    The places count in the text of the entry's first target and lie within it; no place for
    `source`: nobody is named. `entities` are the numbers of those of the entry's
    targets that are who speaks; None in what a person makes: whoever is named by the source.
    """

    source: tuple[Place, ...] | None = None
    cue: tuple[Place, ...] | None = None
    content: tuple[Place, ...] | None = None
    kind: Kind | None = None
    source_kind: SourceKind | None = None
    mode: Mode | None = None
    entities: tuple[int, ...] | None = None

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it: what is corrected alone."""
        held = {name: getattr(self, name) for name in self.__slots__}
        return {
            name: [list(each) if isinstance(each, tuple) else each for each in value]
            if isinstance(value, tuple)
            else value
            for name, value in held.items()
            if value is not None
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A grade that a person gave: on which axis, and which (see `grades.scale`)."""

    axis: Axis
    value: str

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"axis": self.axis, "value": self.value}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry of the journal; see the module's head for `n` and `id`.

    `by` is who decided, `at` when (UTC, ISO 8601). `name` is what an identity is renamed to, or
    whom a `grade` is of: a source by its name, a claim by its id; the target of such an entry is
    one of several of that name, or the document that the claim is from. `of` is the entry that
    is undone. The text of a note is its `why`.
    """

    n: int
    at: str
    by: str
    action: Action
    targets: tuple[Target, ...] = ()
    why: str | None = None
    name: str | None = None
    correction: Correction | None = None
    of: str | None = None
    grade: Graded | None = None

    @cached_property
    def id(self) -> str:
        """The digest of all that it says."""
        return digest(canonical(self._content()))

    @property
    def corrected(self) -> list[str]:
        """The fields that it puts right."""
        right = self.correction if self.action == "correct" else None
        return list(right.to_dict()) if right else []

    @property
    def order(self) -> tuple[str, int, str]:
        """Where it stands among entries."""
        return self.at, self.n, self.id

    def to_json(self) -> str:
        """The entry as one line of JSON, without a line's end."""
        return canonical({"id": self.id, **self._content()})

    def _content(self) -> dict[str, Any]:
        value: dict[str, Any] = {}
        if self.name is not None:
            value["name"] = self.name
        if self.correction is not None:
            value["correction"] = self.correction.to_dict()
        if self.of is not None:
            value["of"] = self.of
        if self.grade is not None:
            value["grade"] = self.grade.to_dict()
        return {
            "n": self.n,
            "at": self.at,
            "by": self.by,
            "action": self.action,
            "targets": [target.to_dict() for target in self.targets],
            "why": self.why,
            **value,
        }


def undone(entries: Collection[Entry]) -> frozenset[str]:
    """The ids of the entries that others undo; an undo that is undone itself undoes nothing."""
    undoes: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.of is not None:
            undoes[entry.of].append(entry.id)
    # An entry's id covers the id that it undoes, so every chain of undos ends at what is none.
    waiting = list(undoes.keys() - {entry.id for entry in entries if entry.of is not None})
    order: list[str] = []
    while waiting:
        id = waiting.pop()
        order.append(id)
        waiting += undoes[id]
    gone: set[str] = set()
    for id in reversed(order):
        if any(by not in gone for by in undoes[id]):
            gone.add(id)
    return frozenset(gone)


def parse(data: object) -> Entry:
    """The entry that `to_json` wrote, from its JSON. Raises ValueError where it is none."""
    held = _object(data)
    entry = Entry(
        n=_number(held["n"], 1),
        at=_matching(_MOMENT, held["at"]),
        by=_text(held["by"]),
        action=_one_of(Action, held["action"]),
        targets=tuple(_target(each) for each in _list(held["targets"])),
        why=_maybe(_text, held.get("why")),
        name=_maybe(_text, held.get("name")),
        correction=_maybe(_correction, held.get("correction")),
        of=_maybe(_text, held.get("of")),
        grade=_maybe(_graded, held.get("grade")),
    )
    _check(entry)
    if entry.id != held["id"] or entry.to_json() != canonical(held):
        raise ValueError("it was altered: its digest is another")
    return entry


def _check(entry: Entry) -> None:
    if (entry.of is None) == (entry.action == "undo"):
        raise ValueError("an undo names what it undoes, and no other does")
    if (entry.name is None) == (entry.action in _NAMING):
        raise ValueError("a rename or a grade gives a name, and no other does")
    if (entry.grade is None) == (entry.action == "grade"):
        raise ValueError("a grade says which, and no other does")
    if (entry.correction is None) == (entry.action in _SAYING):
        raise ValueError("a correction says what is right, and no other does")
    if entry.action == "undo":
        if entry.targets:
            raise ValueError("an undo is about no words")
        return
    least, kinds = _TARGETS[entry.action]
    if len(entry.targets) > MOST_TARGETS:
        raise ValueError("it is about more than one can decide at once")
    if len(entry.targets) < least or not kinds.issuperset(each.what for each in entry.targets):
        raise ValueError(f"a decision to {entry.action} is not about that")
    if entry.action not in ("merge", "split", *_SAYING) and len(entry.targets) > 1:
        raise ValueError(f"a decision to {entry.action} is about one thing")
    if entry.name is not None and not entry.name.strip():
        raise ValueError("a name has letters")
    if entry.action == "note" and not (entry.why or "").strip():
        raise ValueError("a note says something")
    if entry.action == "grade" and not (entry.why or "").strip():
        raise ValueError("a grade has a reason")
    places = {(each.document, each.start, each.end) for each in entry.targets}
    if entry.action in ("merge", "split") and len(places) < len(entry.targets):
        raise ValueError("the same is given twice")
    if entry.correction is not None:
        _check_correction(entry, entry.correction)


def _check_correction(entry: Entry, correction: Correction) -> None:
    first, *others = entry.targets
    if any(each.what != "entity" for each in others):
        raise ValueError("who speaks is an entity")
    if entry.action == "attribute":
        _check_made(first, correction)
    elif first.what != "attribution":
        raise ValueError("only attributions are corrected")
    elif () in (correction.cue, correction.content):
        raise ValueError("a correction leaves no cue or no content")
    if len(correction.source or ()) > 1:
        raise ValueError("a source is one piece")
    if correction == Correction():
        raise ValueError("nothing was given that it should say")
    if any(each.document != first.document for each in others):
        raise ValueError("who speaks is in another document")
    for places in (correction.source, correction.cue, correction.content):
        if not all(first.start <= start < end <= first.end for start, end in places or ()):
            raise ValueError("a corrected place lies outside what is quoted")
    if not all(1 <= number <= len(others) for number in correction.entities or ()):
        raise ValueError("who speaks is not among what the decision is about")


def _check_made(first: Target, made: Correction) -> None:
    """Hold an attribution that a person makes to what one has."""
    if first.what != "passage":
        raise ValueError("an attribution is made of words of an article")
    if not made.content:
        raise ValueError("an attribution has a content")
    if None in (made.source, made.cue, made.kind, made.source_kind, made.mode):
        raise ValueError("an attribution says all that it is")


def _target(data: object) -> Target:
    held = _object(data)
    document, what = _text(held["document"]), _one_of(What, held["what"])
    if what == "document":
        sha256 = _maybe(_text, held["text_sha256"])
        return Target(document=document, what=what, text_sha256=sha256)
    target = Target(
        document=document,
        what=what,
        text_sha256=_text(held["text_sha256"]),
        start=_number(held["start"], 0),
        end=_number(held["end"], 0),
        exact=_text(held["exact"]),
        prefix=_text(held["prefix"]),
        suffix=_text(held["suffix"]),
        pieces={key: _places(value) for key, value in _object(held["pieces"]).items()},
        read={key: _said(value) for key, value in _object(held["read"]).items()},
    )
    if not 0 < len(target.exact) == target.end - target.start <= MOST_WORDS:
        raise ValueError("a quotation is not as long as its place")
    if len(target.prefix) > MOST_AROUND or len(target.suffix) > MOST_AROUND:
        raise ValueError("more is quoted around it than it takes")
    if target.pieces.keys() != _PARTS[what]:
        raise ValueError("its pieces are none of that kind")
    for places in target.pieces.values():
        if what != "attribution" and len(places) != 1:
            raise ValueError("it has not one piece")
        if not all(target.start <= start < end <= target.end for start, end in places):
            raise ValueError("a piece lies outside its quotation")
    return target


def _correction(data: object) -> Correction:
    held = _object(data)
    entities = held.get("entities")
    return Correction(
        source=_maybe(_places, held.get("source")),
        cue=_maybe(_places, held.get("cue")),
        content=_maybe(_places, held.get("content")),
        kind=_maybe(lambda kind: _one_of(Kind, kind), held.get("kind")),
        source_kind=_maybe(lambda kind: _one_of(SourceKind, kind), held.get("source_kind")),
        mode=_maybe(lambda mode: _one_of(Mode, mode), held.get("mode")),
        entities=None if entities is None else tuple(_number(n, 1) for n in _list(entities)),
    )


def _graded(data: object) -> Graded:
    held = _object(data)
    axis = _one_of(Axis, held["axis"])
    value = _text(held["value"])
    if value not in scale(axis):
        raise ValueError(f"{value!r} is no {axis}")
    return Graded(axis=axis, value=value)


def _lists(pieces: Mapping[str, Iterable[Place]]) -> dict[str, list[list[int]]]:
    return {key: [list(place) for place in places] for key, places in pieces.items()}


def _places(data: object) -> tuple[Place, ...]:
    found = []
    listed = _list(data)
    if len(listed) > _MOST_PIECES:
        raise ValueError("more pieces than a quotation has")
    for each in listed:
        start, end = _list(each)
        found.append((_number(start, 0), _number(end, 0)))
    return tuple(found)


def _object(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise ValueError("not an object where one should be")
    return data


def _list(data: object) -> list[Any]:
    if not isinstance(data, list):
        raise ValueError("not a list where one should be")
    return data


def _text(data: object) -> str:
    if not isinstance(data, str):
        raise ValueError("not text where text should be")
    data.encode("utf-8")
    return data


def _said(data: object) -> str | bool | None:
    return data if data is None or isinstance(data, bool) else _text(data)


def _number(data: object, least: int) -> int:
    if not isinstance(data, int) or isinstance(data, bool) or not least <= data <= _MOST:
        raise ValueError("not a number where one should be")
    return data


def _matching(pattern: re.Pattern[str], data: object) -> str:
    if not pattern.fullmatch(_text(data)):
        raise ValueError("not a moment where one should be")
    return _text(data)


def _one_of(kinds: Any, data: object) -> Any:
    if data not in typing.get_args(kinds):
        raise ValueError(f"{data!r} is none of {', '.join(typing.get_args(kinds))}")
    return data


def _maybe(read: Callable[[object], T], data: object) -> T | None:
    return None if data is None else read(data)
