"""The journal: what people decided, apart from what the machine read.

    journal = casebook.journal
    journal.reject("letter.txt", "a3", why="a caption, no statement")
    journal.correct("letter.txt", "a4", kind="denial")
    journal.merge(("letter.txt", "e1"), ("memo.txt", "e4"), by="ada")
    journal.undo()

Entries are only ever added, an undo among them. Each is anchored to words (see `entry`),
so that it holds after a document was read anew or came in another version; where
it can't, `standings` says so.
"""

from __future__ import annotations

import contextlib
import getpass
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from onrecord.casebook import documents, identify
from onrecord.casebook.database import polite, transaction
from onrecord.casebook.intake import written
from onrecord.casebook.journal import attributing, named, reading, shown, standing, store
from onrecord.casebook.journal.entry import (
    Action,
    Correction,
    Entry,
    Graded,
    Place,
    Target,
    undone,
)
from onrecord.casebook.journal.places import Lost
from onrecord.casebook.journal.standing import EntityOf, Standing, State
from onrecord.errors import OnrecordError
from onrecord.record import Kind, Record, SourceKind

if TYPE_CHECKING:
    from onrecord.casebook.identities import Decisions

__all__ = ["Entry", "Journal", "Loaded", "Standing", "State"]

_SHORTEST_ID = 4


class Loaded(NamedTuple):
    """What came of loading: how many were added, were there already, and were left out because
    they are about documents that were removed for good. `waiting` of the added wait for theirs."""

    added: int
    known: int
    removed: int
    waiting: int


class Journal:
    """The decisions of one casebook; made by `Casebook.journal`.

    `by` is who decides (None: the login name). A decision that can't be made raises OnrecordError
    C008 (no such document), C020 (nothing of that id in its record) or C024.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path, clock: Callable[[], str]
    ) -> None:
        self._connection = connection
        self._path = path
        self._clock = clock

    def accept(
        self, document: str, id: str, *, by: str | None = None, why: str | None = None
    ) -> Entry:
        """That an attribution, relation, event or mention ("e3@120") was read rightly."""
        return self._decide("accept", [(document, id)], by, why)

    def reject(
        self, document: str, id: str, *, by: str | None = None, why: str | None = None
    ) -> Entry:
        """That an attribution, relation, event or mention ("e3@120") was read wrongly."""
        return self._decide("reject", [(document, id)], by, why)

    def note(
        self, document: str, text: str, *, id: str | None = None, by: str | None = None
    ) -> Entry:
        """A note on something that was read; None: on the whole document."""
        return self._decide("note", [(document, id)], by, text)

    def attribute(
        self,
        document: str,
        content: Sequence[str | Place],
        *,
        source: str | Place | None = None,
        cue: Sequence[str | Place] = (),
        kind: Kind = "statement",
        source_kind: SourceKind | None = None,
        entities: Sequence[str] | None = None,
        by: str | None = None,
        why: str | None = None,
    ) -> Entry:
        """An attribution that was missed: what is said, by whom, with which words.

        Words are given as printed, or as places (start, end); the first of `content` must be
        printed once, of all others the nearest to it are meant. `source` None: none is printed.
        `source_kind` None: what its words say, or who speaks; "outlet" without a source and
        without entities: the outlet says it in its own voice. `entities` are the ids of who
        speaks; None: whoever is named in the source, and of an empty list nobody.
        """
        with polite(self._path), transaction(self._connection):
            key, record = self._newest(document)
            try:
                made = attributing.made(
                    shown.decided(self._connection, key, self._machine(key)),
                    content=content,
                    source=source,
                    cue=cue,
                    kind=kind,
                    source_kind=source_kind,
                    entities=entities,
                )
                places = (*(made.source or ()), *(made.cue or ()), *(made.content or ()))
                targets = [reading.passage(record, key, places)]
            except Lost as reason:
                raise OnrecordError("C024", detail=str(reason), where=key) from reason
            targets += [_about(record, key, each) for each in entities or ()]
            return self._applied(
                self._write("attribute", targets, by, why, correction=made), key, record
            )

    def correct(
        self,
        document: str,
        id: str,
        *,
        source: str | Place | Literal[False] | None = None,
        cue: Sequence[str | Place] | None = None,
        content: Sequence[str | Place] | None = None,
        kind: Kind | None = None,
        source_kind: SourceKind | None = None,
        entities: Sequence[str] | None = None,
        by: str | None = None,
        why: str | None = None,
    ) -> Entry:
        """What is right instead in an attribution; None: it stays as it was read.

        Words are given as printed, or as places (start, end); of words that are printed in
        several places the nearest are meant. `source` False: it has none. `entities` are the
        ids of who speaks, none where nobody can be named.
        """
        with polite(self._path), transaction(self._connection):
            key, record = self._newest(document)
            about = _about(record, key, id)

            def places(given: Sequence[str | Place] | None) -> tuple[Place, ...] | None:
                return None if given is None else reading.places(record, about, given)

            try:
                correction = Correction(
                    source=places([] if source is False else None if source is None else [source]),
                    cue=places(cue),
                    content=places(content),
                    kind=kind,
                    source_kind=source_kind,
                    entities=None if entities is None else tuple(range(1, len(entities) + 1)),
                )
            except Lost as reason:
                raise OnrecordError("C024", detail=str(reason), where=key) from reason
            given = (correction.source, correction.cue, correction.content)
            also = [place for places_ in given for place in places_ or ()]
            targets = [_about(record, key, id, also)]
            targets += [_about(record, key, each) for each in entities or ()]
            entry = self._write("correct", targets, by, why, correction=correction)
            return self._applied(entry, key, record)

    def merge(self, *entities: EntityOf, by: str | None = None, why: str | None = None) -> Entry:
        """That entities of documents are one."""
        return self._decide("merge", entities, by, why)

    def split(
        self,
        entity: EntityOf,
        *others: EntityOf,
        by: str | None = None,
        why: str | None = None,
    ) -> Entry:
        """That an entity is none of the others."""
        return self._decide("split", [entity, *others], by, why)

    def rename(
        self, entity: EntityOf, name: str, *, by: str | None = None, why: str | None = None
    ) -> Entry:
        """The name of the identity that an entity is in."""
        return self._decide("rename", [entity], by, why, name=written(name))

    def grade(
        self,
        name: str,
        graded: Graded,
        *,
        why: str,
        on: tuple[str, str | None] | None = None,
        by: str | None = None,
    ) -> Entry:
        """A grade of a source by its name, or of a claim by its id; see `Casebook.grade`.

        `on` is the entity that is meant, where several bear the name, or the claim's document.
        """
        things = [] if on is None else [on]
        return self._decide("grade", things, by, why, name=written(name), grade=graded)

    def entities(self, name: str) -> list[EntityOf]:
        """Who is meant by a document and an id ("letter.txt#e3"): that entity; by an identity's
        name or number ("#12"): all entities that are in it, 200 at most.

        Raises OnrecordError C031 where nobody goes by the name, C032 where several do.
        """
        with polite(self._path):
            # Where another process writes, the identities as they are have to do.
            with contextlib.suppress(sqlite3.OperationalError):
                identify.update(self._connection, self.identities)
            return named.entities(self._connection, written(name))

    def undo(
        self, id: str | None = None, *, by: str | None = None, why: str | None = None
    ) -> Entry:
        """Undo an entry by its id or its first four or more letters; None: the last decision.

        An undo can be undone by its id. Raises OnrecordError C023 where there is none, or it is
        undone already.
        """
        with polite(self._path), transaction(self._connection):
            entries = store.entries(self._connection)
            gone = undone(entries)
            found = [entry.id for entry in entries if entry.id not in gone]
            if id is None:
                found = [e.id for e in entries if e.id in found and e.action != "undo"][-1:]
            else:
                found = [each for each in found if len(id) >= _SHORTEST_ID and each.startswith(id)]
            if len(found) != 1:
                detail = f"{len(found)} begin with {id}" if found else id or "none holds"
                raise OnrecordError("C023", detail=written(detail))
            return self._write("undo", (), by, why, of=found[0])

    def entries(self) -> list[Entry]:
        """All entries in order; not those that went with a document removed for good."""
        with polite(self._path):
            return store.entries(self._connection)

    def last(self, document: str) -> Entry | None:
        """The last decision about a document that is not undone. Raises OnrecordError C008."""
        with polite(self._path):
            key = documents.resolve(self._connection, document)
            entries = store.about(self._connection, key)
            gone = undone([*entries, *store.undos(self._connection)])
            return next((each for each in reversed(entries) if each.id not in gone), None)

    def standings(self) -> list[Standing]:
        """All entries in order, each with whether it holds and why not."""
        with polite(self._path):
            return standing.standings(self._connection)

    def decided(self, document: str, version: int | None = None) -> Record:
        """A document's record with the decisions that hold applied, and in `decisions` whose
        they are. Raises OnrecordError C008."""
        with polite(self._path):
            key = documents.resolve(self._connection, document)
            id = documents.version_id(self._connection, key, version)
            record = documents.stored(self._connection, id).unpacked()
            return shown.decided(self._connection, key, record)

    def identities(self) -> Decisions:
        """What holds on who is one, as `identities.resolve` takes it; its refs are documents'
        keys and the ids of entities in their newest records."""
        return standing.identities(self.standings())

    def dump(self) -> Iterator[str]:
        """The entries as lines of JSON, each with its end."""
        for entry in self.entries():
            yield entry.to_json() + "\n"

    def load(self, lines: Iterable[str]) -> Loaded:
        """Take in what `dump` wrote: all of it, or in an error nothing.

        What is there already is passed over, so that loading twice adds nothing. Raises
        OnrecordError C022 for a line that is no entry, was altered, or is dated more than a
        day ahead.
        """
        with polite(self._path), transaction(self._connection):
            at, added, known, removed = self._clock(), [], 0, 0
            gone = store.removed_texts(self._connection)
            where = standing.Where(self._connection)
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    entry = store.parse(line)
                    _not_ahead(entry.at, at)
                except ValueError as reason:
                    detail = written(f"line {number}: {reason}")
                    raise OnrecordError("C022", detail=detail) from reason
                if any(
                    target.text_sha256 in gone or where.is_removed(target.document)
                    for target in entry.targets
                ):
                    removed += 1
                elif store.append(self._connection, entry, at):
                    added.append(entry)
                else:
                    known += 1
            shown.refresh(self._connection, added)
            waiting = sum(
                any(where.key(target) is None for target in entry.targets) for entry in added
            )
            return Loaded(len(added), known, removed, waiting)

    def _decide(
        self,
        action: Action,
        things: Iterable[tuple[str, str | None]],
        by: str | None,
        why: str | None,
        *,
        name: str | None = None,
        grade: Graded | None = None,
    ) -> Entry:
        with polite(self._path), transaction(self._connection):
            targets = []
            for document, id in things:
                key, record = self._newest(document)
                targets.append(_about(record, key, id))
            return self._write(action, targets, by, why, name=name, grade=grade)

    def _write(
        self,
        action: Action,
        targets: Sequence[Target],
        by: str | None,
        why: str | None,
        *,
        name: str | None = None,
        correction: Correction | None = None,
        of: str | None = None,
        grade: Graded | None = None,
    ) -> Entry:
        """Write an entry at the journal's end, within a transaction."""
        at = self._clock()
        counter, moment = store.last(self._connection)
        entry = Entry(
            n=counter + 1,
            # A clock that was set back must not put a decision before those it was made after.
            at=max(at, moment),
            by=written(by or login()),
            action=action,
            targets=tuple(targets),
            why=written(why) if why else None,
            name=name,
            correction=correction,
            of=of,
            grade=grade,
        )
        try:
            store.parse(entry.to_json())
        except ValueError as reason:
            raise OnrecordError("C024", detail=str(reason)) from reason
        store.append(self._connection, entry, at)
        shown.refresh(self._connection, [entry])
        return entry

    def _applied(self, entry: Entry, key: str, record: Record) -> Entry:
        """An entry that is applied to a record. Raises OnrecordError C024 where it can't be."""
        lost = standing.apply(record, [entry])[0].lost
        if entry.id in lost:
            raise OnrecordError("C024", detail=lost[entry.id], where=key)
        return entry

    def _newest(self, document: str) -> tuple[str, Record]:
        """A document's key, and its newest record with what people attributed in it."""
        key = documents.resolve(self._connection, document)
        return key, shown.attributed(self._connection, key, self._machine(key))

    def _machine(self, key: str) -> Record:
        """A document's newest record as the machine read it."""
        id = documents.version_id(self._connection, key, None)
        return documents.stored(self._connection, id).unpacked()


def login() -> str:
    """The name of who is logged in."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return "unknown"


def _about(record: Record, key: str, id: str | None, also: Iterable[Place] = ()) -> Target:
    try:
        return reading.target(record, key, id, also)
    except Lost as reason:
        raise OnrecordError("C020", detail=written(str(reason)), where=key) from reason


def _not_ahead(at: str, now: str) -> None:
    """Raises ValueError for what is dated more than a day ahead, by clocks that differ."""
    if datetime.fromisoformat(at) > datetime.fromisoformat(now) + timedelta(days=1):
        raise ValueError(f"it is dated {at}")
