"""Which decisions hold: each entry's targets found in the newest records, or why not."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Literal, NamedTuple

from onrecord.casebook import attributed, decided, documents
from onrecord.casebook.decided import Decided, Located
from onrecord.casebook.facts import folded
from onrecord.casebook.journal import reading, store
from onrecord.casebook.journal.entry import Entry, Target, undone
from onrecord.casebook.journal.places import Lost, Text
from onrecord.record import Record

if TYPE_CHECKING:
    from onrecord.casebook.identities import Decisions

State = Literal["holds", "overruled", "undone", "waits", "orphaned"]
EntityOf = tuple[str, str]
"""A document's key and the id of an entity in its record."""

_JUDGED = ("accept", "reject")
_ON_IDENTITIES = ("merge", "split", "rename")
NOT_READ = (*_ON_IDENTITIES, "grade")
"""What leaves records as they are."""

_MOST_REMEMBERED = 2_000
"""What is not about the words of one record."""


class Standing(NamedTuple):
    """An entry, whether it holds, and if not (or not wholly) why.

    "overruled": a later one on the same thing holds; "waits": its document is not there;
    "orphaned": its words are not found, or are read otherwise now. `on` are the documents'
    keys and the ids in their records that it is about, None for those not found.
    """

    entry: Entry
    state: State
    reason: str | None = None
    on: tuple[EntityOf | None, ...] = ()


class Where:
    """Which documents of a casebook targets are about."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._by_key: dict[str, documents.Known | None] = {}
        self._by_text: dict[str, list[str]] = {}

    def key(self, target: Target) -> str | None:
        """The key of a target's document: by its key, else by its text, as where a path is
        another; None where it is not there."""
        known = self._known(target.document)
        if known and known.status == "read":
            return target.document
        if target.text_sha256 is None or (known and known.status == "removed"):
            return None
        found = self._with_text(target.text_sha256)
        return found[0] if len(found) == 1 else None

    def why(self, target: Target) -> str:
        """Why a target's document is not there."""
        known = self._known(target.document)
        if known is None and target.text_sha256 and self._with_text(target.text_sha256):
            return f"{target.document} is not here, and several documents have its text"
        return f"{target.document} is not here"

    def is_removed(self, key: str) -> bool:
        """Whether a document was removed for good."""
        known = self._known(key)
        return known is not None and known.status == "removed"

    def _known(self, key: str) -> documents.Known | None:
        if key not in self._by_key:
            self._by_key[key] = documents.find(self._connection, key)
        return self._by_key[key]

    def _with_text(self, sha256: str) -> list[str]:
        if sha256 not in self._by_text:
            rows = self._connection.execute(
                """SELECT DISTINCT d.key FROM version v JOIN document d ON d.id = v.document_id
                WHERE v.text_sha256 = ? ORDER BY d.key""",
                (sha256,),
            )
            self._by_text[sha256] = [key for (key,) in rows]
        return self._by_text[sha256]


def on(connection: sqlite3.Connection, key: str) -> list[Entry]:
    """The entries on what was read of a document, in order, without those undone."""
    entries = store.about(connection, key)
    if not entries:
        return []
    where = Where(connection)
    return [
        entry
        for entry in _live([*entries, *store.undos(connection)])
        if entry.action not in NOT_READ and where.key(entry.targets[0]) == key
    ]


def apply(record: Record, entries: Iterable[Entry]) -> tuple[Decided, dict[str, tuple[str, ...]]]:
    """The record with entries on it applied; and the ids that each is about, where it was found.

    Those not found are in `lost` with the reason.
    """
    found = find(record, entries)
    made = decided.apply(found.record, found.located, Text(record.document.text))
    return (
        made._replace(lost=found.lost | made.lost),
        {each.entry.id: each.ids for each in found.located},
    )


class Found(NamedTuple):
    """The record with what people attributed, the entries on it with the ids that each is about,
    and why the others are on nothing."""

    record: Record
    located: list[Located]
    lost: dict[str, str]


def find(record: Record, entries: Iterable[Entry]) -> Found:
    """What entries are about in the record as the machine read it; in their order, since some are
    on what others attributed before."""
    text = Text(record.document.text)
    located: list[Located] = []
    lost: dict[str, str] = {}
    rejected: set[str] = set()
    for entry in entries:
        try:
            if entry.action == "attribute":
                passage, *who = entry.targets
                speakers = [_find(record, text, entry, target) for target in who]
                record, id = attributed.put(record, entry, text.find(passage), speakers, rejected)
                ids: tuple[str, ...] = (id, *speakers)
            else:
                ids = tuple(_find(record, text, entry, target) for target in entry.targets)
        except Lost as reason:
            lost[entry.id] = str(reason)
            continue
        located.append(Located(entry, ids))
        if entry.action == "reject":
            rejected.add(ids[0])
        elif entry.action == "accept":
            rejected.discard(ids[0])
    return Found(record, located, lost)


def standings(connection: sqlite3.Connection) -> list[Standing]:
    """All entries in order, each with whether it holds. Keeps one record at a time."""
    entries = store.entries(connection)
    where = Where(connection)
    at: dict[str, list[Entry]] = defaultdict(list)
    for entry in _live(entries):
        for key in sorted({key for each in entry.targets if (key := where.key(each))}):
            at[key].append(entry)
    found: dict[str, Standing] = {}
    refs: dict[tuple[str, int], EntityOf | str] = {}
    for key, listed in at.items():
        at_it = _on_document(connection, key, listed, where)
        found |= at_it.found
        refs |= at_it.refs
    gone = undone(entries)
    here = {entry.id for entry in entries}.union(store.forgotten(connection))
    for entry in entries:
        if entry.id in gone:
            found[entry.id] = Standing(entry, "undone")
        elif entry.of is not None:
            reason = None if entry.of in here else f"decision {entry.of} is not here"
            found[entry.id] = Standing(entry, "waits" if reason else "holds", reason)
        elif entry.action in NOT_READ:
            found[entry.id] = _on_identity(entry, refs, where)
        elif entry.id not in found:
            found[entry.id] = Standing(entry, "waits", where.why(entry.targets[0]))
    return _latest([found[entry.id] for entry in entries])


class _OnDocument(NamedTuple):
    """What holds of the entries on one document, and the entities of it that they mean."""

    found: dict[str, Standing]
    refs: dict[tuple[str, int], EntityOf | str]


_REMEMBERED: dict[tuple[object, ...], _OnDocument] = {}
"""What was found of a document, by its record and the entries: each decision asks for all."""


def _on_document(
    connection: sqlite3.Connection, key: str, entries: Sequence[Entry], where: Where
) -> _OnDocument:
    stored = documents.stored(connection, documents.version_id(connection, key, None))
    about = {
        (entry.id, number): target
        for entry in entries
        if entry.action in NOT_READ
        for number, target in enumerate(entry.targets)
        if where.key(target) == key
    }
    ids = tuple(entry.id for entry in entries)
    of = (key, sha256(stored.reading).digest(), stored.text_sha256, ids, tuple(about))
    if of in _REMEMBERED:
        return _REMEMBERED[of]
    record = stored.unpacked()
    read = [entry for entry in entries if entry.action not in NOT_READ]
    text = Text(record.document.text)
    found = _OnDocument(
        {each.entry.id: each for each in _on_record(record, key, read)},
        {at: _entity(record, text, key, target) for at, target in about.items()},
    )
    if len(_REMEMBERED) >= _MOST_REMEMBERED:
        _REMEMBERED.clear()
    _REMEMBERED[of] = found
    return found


def identities(found: Iterable[Standing]) -> Decisions:
    """What holds on who is one, in order."""
    from onrecord.casebook.identities import Decision, Decisions, Ref

    pairs: list[Decision] = []
    renames: dict[Ref, str] = {}
    for entry, state, _, refs in found:
        if state != "holds" or entry.action not in _ON_IDENTITIES:
            continue
        first, *others = (Ref(*ref) for ref in refs if ref)
        if entry.name is not None:
            renames.pop(first, None)  # of several names the last one is to stand last
            renames[first] = entry.name
        for other in others:
            pairs.append(Decision("one" if entry.action == "merge" else "two", first, other))
    return Decisions(pairs, renames)


def _latest(found: list[Standing]) -> list[Standing]:
    """Of the grades on one source or claim the last one that holds; the others are overruled."""
    seen: set[tuple[object, ...]] = set()
    listed = []
    for each in reversed(found):
        if each.entry.grade and each.state == "holds":
            about = (each.entry.grade.axis, folded(each.entry.name or ""), each.on)
            each = each._replace(state="overruled") if about in seen else each
            seen.add(about)
        listed.append(each)
    return listed[::-1]


def _live(entries: Sequence[Entry]) -> list[Entry]:
    """Those that are no undo and not undone."""
    gone = undone(entries)
    return [entry for entry in entries if entry.of is None and entry.id not in gone]


def _find(record: Record, text: Text, entry: Entry, target: Target) -> str:
    return reading.find(record, text, target, exact=entry.action in _JUDGED)


def _on_record(record: Record, key: str, entries: Sequence[Entry]) -> Iterator[Standing]:
    made, ids = apply(record, entries)
    for entry in entries:
        refs = tuple((key, id) for id in ids.get(entry.id, ()))
        if entry.id in made.lost:
            yield Standing(entry, "orphaned", made.lost[entry.id], refs)
        else:
            yield Standing(
                entry, "overruled" if entry.id in made.overruled else "holds", None, refs
            )


def _entity(record: Record, text: Text, key: str, target: Target) -> EntityOf | str:
    """The entity of a record that a target means, or why there is none."""
    try:
        return key, reading.find(record, text, target, exact=False)
    except Lost as reason:
        return f"{key}: {reason}"


def _on_identity(
    entry: Entry, found: dict[tuple[str, int], EntityOf | str], where: Where
) -> Standing:
    """Of those that several are about, what is left holds while there are two."""
    refs: list[EntityOf | None] = []
    waits, orphaned = [], []
    for number, target in enumerate(entry.targets):
        ref = found.get((entry.id, number))
        refs.append(ref if isinstance(ref, tuple) else None)
        if ref is None:
            waits.append(where.why(target))
        elif isinstance(ref, str):
            orphaned.append(ref)
    least = len(entry.targets) if entry.grade else 1 if entry.action == "rename" else 2
    enough = sum(ref is not None for ref in refs) >= least
    if entry.action == "split" and refs[0] is None:
        enough = False
    state: State = "holds" if enough else "orphaned" if orphaned else "waits"
    reason = next(iter(orphaned + waits), None)
    return Standing(entry, state, reason, tuple(refs))
