"""The casebook: many records in one SQLite file, with the proof that nothing was altered.

    with Casebook.open("story.casebook", create=True) as casebook:
        casebook.add("articles/", "letter.pdf")
        for document in casebook.documents():
            print(document.key, document.status, document.statements)

One process writes at a time, any number read meanwhile.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from onrecord import work
from onrecord.casebook import (
    adding,
    custody,
    database,
    documents,
    facets,
    identify,
    index,
    intake,
    lineage,
    lists,
    people,
    relevant,
    search,
    verification,
)
from onrecord.casebook.adding import Batch, Outcome
from onrecord.casebook.changes import Change, Difference, compare
from onrecord.casebook.claims.claim import Change as StoryChange
from onrecord.casebook.claims.claim import Claim, Member
from onrecord.casebook.database import polite, transaction
from onrecord.casebook.documents import Listed, Stored
from onrecord.casebook.facets import Facets
from onrecord.casebook.grades import giving, proposal
from onrecord.casebook.grades.proposal import Credibility
from onrecord.casebook.grades.register import Grade, Register, Reliability
from onrecord.casebook.grades.scale import axis_of
from onrecord.casebook.intake import Container, Item, Reader, Unreadable
from onrecord.casebook.journal import Journal, shown
from onrecord.casebook.journal.entry import Graded
from onrecord.casebook.journal.standing import standings
from onrecord.casebook.journal.store import forget
from onrecord.casebook.lists import (
    Around,
    Compared,
    Dated,
    DatedKind,
    EndType,
    Heard,
    Located,
    Month,
    Named,
    Review,
    TieKind,
    Ties,
    Who,
)
from onrecord.casebook.lists.claims import Told, told
from onrecord.casebook.lists.review import Kind as ReviewKind
from onrecord.casebook.lists.ties import KINDS, TYPES
from onrecord.casebook.lists.who import Part
from onrecord.casebook.people import Candidate
from onrecord.casebook.relevant import Against, Relevant
from onrecord.casebook.rows import Place, Said
from onrecord.casebook.search import Filters, Hit
from onrecord.casebook.verification import Alteration, Verification
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.annotate.gazetteer import Gazetteer
    from onrecord.casebook.behind import Behind
    from onrecord.casebook.claimed import Models
    from onrecord.casebook.journal import Entry
    from onrecord.casebook.journal.standing import EntityOf
    from onrecord.record import EntityType, Kind, Record

__all__ = [
    "Alteration",
    "Around",
    "Batch",
    "Candidate",
    "Casebook",
    "Change",
    "Claim",
    "Compared",
    "Credibility",
    "Dated",
    "Difference",
    "Facets",
    "Filters",
    "Grade",
    "Heard",
    "Hit",
    "Listed",
    "Located",
    "Member",
    "Month",
    "Named",
    "Outcome",
    "Place",
    "Register",
    "Reliability",
    "Review",
    "Said",
    "StoryChange",
    "Ties",
    "Verification",
    "Who",
]


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _nothing(_: object) -> None:
    """What is called where nobody listens."""


class Casebook:
    """Many records in one file, opened by `open` or `create`; a context manager.

    A document is named by its key: the id it was given, else its address or absolute path;
    a path from here does as well. Every method may raise OnrecordError C004 (another process
    writes), C005 (may not be written), C006 (no room left) and C007 (damaged).
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        clock: Callable[[], str],
        *,
        catch_up: bool = True,
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._catches_up = catch_up
        self.path = path
        self.models: Callable[[], Models] | None = None
        """What claims are told by; None: the models that come with onrecord."""

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        create: bool = False,
        timeout: float = database.TIMEOUT,
        clock: Callable[[], str] | None = None,
        catch_up: bool = True,
    ) -> Casebook:
        """The casebook at a path; `create`: a new one where there is none.

        `timeout` is how many seconds a write waits for another process; `clock` gives the
        time that is written down (UTC, ISO 8601). `catch_up` False: what rests on all documents
        is shown as it was last worked out, at once (see `catch_up`). Raises OnrecordError C001
        (none there), C002 (no casebook), C003 (made by a newer onrecord), C011 (SQLite too old).
        """
        place = Path(path)
        # One whose making was cut short holds nothing.
        make = create and (not place.exists() or database.holds_nothing(place))
        connection = database.connect(place, create=make, timeout=timeout)
        casebook = cls(connection, place, clock or _now, catch_up=catch_up)
        try:
            casebook._bring_up_to_date()
        except BaseException:
            casebook.close()
            raise
        return casebook

    @classmethod
    def create(
        cls,
        path: str | os.PathLike[str],
        *,
        timeout: float = database.TIMEOUT,
        clock: Callable[[], str] | None = None,
    ) -> Casebook:
        """A new casebook. Raises OnrecordError C012 where there is something already."""
        place = Path(path)
        if place.exists() and not database.holds_nothing(place):
            raise OnrecordError("C012", where=str(place))
        return cls.open(place, create=True, timeout=timeout, clock=clock)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Casebook:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        reason: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def journal(self) -> Journal:
        """What people decided; see `onrecord.casebook.journal`."""
        return Journal(self._connection, self.path, self._clock)

    @property
    def head(self) -> str:
        """The digest of the custody log's last entry; see `verify`."""
        with polite(self.path):
            return custody.head(self._connection)

    def add(
        self,
        *paths: str | os.PathLike[str],
        jsonl: bool = False,
        published: str | None = None,
        publisher: str | None = None,
        gazetteer: Gazetteer | None = None,
        restore: bool = False,
        allow_private: bool = False,
        fetch_pages: bool = True,
        starting: Callable[[str], None] | None = None,
        done: Callable[[Outcome], None] | None = None,
    ) -> Batch:
        """Read files, folders, addresses, or "-" and add them; `jsonl`: files of JSON lines.

        Web archives (WARC, WACZ) and feeds give what is in them. Nothing is fetched but
        addresses that begin with http:// or https://, and the pages that a feed at one names;
        `fetch_pages` False: of those, what stands in the feed itself. `allow_private`: also
        from private networks.

        What is there unchanged is passed over; what changed becomes a new version. `published`
        is the date of all of them, `publisher` their outlet; `restore`: also those that were
        removed. `starting` is told each name, `done` each outcome. What can't be read is in the
        batch's `failed` and does not stop the others. Raises OnrecordError C033 where `published`
        is no date.
        """
        if published is not None:
            from onrecord.ingest.dates import check_date

            check_date(published)
        items = (
            intake.of_lines(paths)
            if jsonl
            else intake.of_paths(
                paths,
                published=published,
                publisher=publisher,
                leave_out=database.files(self.path),
                allow_private=allow_private,
                fetch_pages=fetch_pages,
            )
        )
        reader = intake.reader(gazetteer)
        batch = self.add_items(items, reader, restore=restore, starting=starting, done=done)
        self._identified()
        return batch

    def add_items(
        self,
        items: Iterable[Item | Container | Unreadable],
        reader: Reader,
        *,
        restore: bool = False,
        starting: Callable[[str], None] | None = None,
        done: Callable[[Outcome], None] | None = None,
    ) -> Batch:
        """Add what comes from elsewhere; `reader` makes the records. See `add`."""
        outcomes = adding.add(
            self._connection,
            items,
            reader,
            self._clock,
            restore=restore,
            starting=starting or _nothing,
        )
        return self._gather(outcomes, done)

    def read_again(
        self,
        document: str | None = None,
        *,
        gazetteer: Gazetteer | None = None,
        keep: bool = True,
        starting: Callable[[str], None] | None = None,
        done: Callable[[Outcome], None] | None = None,
    ) -> Batch:
        """Read the kept bytes anew with this version of onrecord (None: of every document).

        What this version read is passed over. The earlier reading is kept beside the new one,
        or goes if not `keep`; the custody log says so either way.
        """
        with polite(self.path):
            ids = documents.version_ids(self._connection, self._key(document))
        outcomes = adding.read_again(
            self._connection,
            ids,
            intake.reader(gazetteer),
            intake.made_by(gazetteer),
            self._clock,
            keep=keep,
            starting=starting or _nothing,
        )
        return self._gather(outcomes, done)

    def documents(self, document: str | None = None) -> Iterator[Listed]:
        """Every document, or one, in the order they were first added."""
        with polite(self.path):
            yield from documents.listing(self._connection, self._key(document))

    def record(self, document: str, version: int | None = None, *, decided: bool = False) -> Record:
        """What was read of a document, by its key; None: of its newest version.

        `decided`: with people's decisions applied, which its `decisions` name. Raises
        OnrecordError C008 where there is no such document or version.
        """
        if decided:
            return self.journal.decided(document, version)
        with polite(self.path):
            return self._stored(document, version).unpacked()

    def layers(self, document: str, version: int | None = None) -> tuple[Record, Record]:
        """What was read of a document, and that with decisions applied; see `record`."""
        with polite(self.path):
            stored = self._stored(document, version)
            record = stored.unpacked()
            return record, shown.decided(self._connection, stored.key, record)

    def original(self, document: str, version: int | None = None) -> bytes:
        """The bytes as they were read. Raises OnrecordError C008."""
        with polite(self.path):
            return self._stored(document, version).data()

    def origin(self, document: str, version: int | None = None) -> dict[str, Any]:
        """How the bytes of what came from the web were had; empty for a file or a line.

        `how`, `at` (when the server gave them), the HTTP status and headers, the addresses on
        the way, the archive, the feed. Raises OnrecordError C008.
        """
        with polite(self.path):
            return self._stored(document, version).item().origin

    def earlier(self, document: str, version: int | None = None) -> list[Record]:
        """The readings of a version by earlier versions of onrecord, the first one first."""
        with polite(self.path):
            return documents.earlier(self._connection, self._stored(document, version).id)

    def changes(self, document: str | None = None) -> Iterator[Difference]:
        """What changed from each version of a document (None: of all) to its next."""
        with polite(self.path):
            before = None
            key = self._key(document)
            for id in documents.version_ids(self._connection, key, several=True):
                after = documents.stored(self._connection, id)
                if before and before.key == after.key:
                    yield compare(
                        before.unpacked(),
                        after.unpacked(),
                        document=after.key,
                        numbers=(before.number, after.number),
                    )
                before = after

    def search(
        self,
        looked_for: str = "",
        *,
        source: str | None = None,
        kinds: Sequence[Kind] = (),
        named: bool | None = None,
        since: str | None = None,
        until: str | None = None,
        outlet: str | None = None,
        document: str | None = None,
        identities: Sequence[int] = (),
        outlets: Sequence[str] = (),
        limit: int | None = 20,
        offset: int = 0,
    ) -> list[Hit]:
        """The sentences, or by `source`, `kinds`, `named` or `identities` the statements, that
        hold words.

        Words, "phrases", -excluded and begun* ones, all of them; see `Filters` for the rest.
        The best come first; `limit` None: all. Raises OnrecordError C030 (nothing to look for),
        C033 (no date), C008 (no such document).
        """
        if source or identities:
            self._identified()
        with self._reading():
            filters = Filters(
                source=source,
                kinds=tuple(kinds),
                named=named,
                since=since,
                until=until,
                outlet=outlet,
                document=self._key(document),
                identities=tuple(identities),
                outlets=tuple(outlets),
            )
            return search.search(self._connection, looked_for, filters, limit=limit, offset=offset)

    def facets(self, looked_for: str = "", filters: Filters | None = None) -> Facets:
        """What a search could be narrowed to, each with how many passages that would be.

        `filters` are those that `search` takes. Raises OnrecordError C030 and C033 as it does,
        but neither words nor filters: all passages.
        """
        self._identified()
        with self._reading():
            return facets.facets(self._connection, looked_for, filters or Filters())

    def relevant(
        self,
        terms: Sequence[str],
        *,
        said_by: Sequence[int] = (),
        about: Sequence[int] = (),
        limit: int = 300,
    ) -> list[Relevant]:
        """Sentences that hold any of the terms, that identities say, or that mention others;
        at most so many of each, each once. A first choice, to be sifted."""
        self._identified()
        with self._reading():
            found = dict.fromkeys(relevant.holding(self._connection, terms, limit=limit))
            if said_by:
                found |= dict.fromkeys(
                    relevant.spoken(self._connection, said_by, terms, limit=limit)
                )
            if about:
                found |= dict.fromkeys(relevant.mentioning(self._connection, about, limit=limit))
        return [*found]

    def against(self, document: str, version: int, refs: Sequence[str]) -> list[Against]:
        """What stands against passages in claims, as far as they were gathered: who denies what
        these say, or says what they deny. `refs` are ids of statements and sentences."""
        with self._reading():
            return relevant.against(self._connection, document, version, refs)

    def held_by(self, document: str, version: int, refs: Sequence[str]) -> list[Claim]:
        """The claims that passages hold, as far as they were gathered; see `against`."""
        with self._reading():
            ids = relevant.claims_of(self._connection, document, version, refs)
            return [lists.claim(self._connection, id) for id in ids]

    def frequencies(self, terms: Iterable[str]) -> tuple[dict[str, int], int]:
        """In how many sentences each term stands, in any of its forms; and of how many."""
        with self._reading():
            return relevant.frequencies(self._connection, terms)

    def going_by(self, names: Iterable[str]) -> dict[str, tuple[int, ...]]:
        """The numbers of the identities that go by each of the names, as it is, in any case."""
        self._identified()
        with self._reading():
            return relevant.called(self._connection, names)

    def entities_of(self, identities: Sequence[int]) -> set[tuple[str, str]]:
        """The entities that identities are: documents' keys and ids in their newest records."""
        with self._reading():
            return relevant.members(self._connection, identities)

    def who(
        self, name: str, *, limit: int | None = None, offset: int = 0, part: Part | None = None
    ) -> Who:
        """All on the person, body or place that goes by a name, or by a number ("#12").

        `limit` and `offset` are of each of its lists, or of one `part` alone. Raises
        OnrecordError C031 where nobody goes by it, C032 where several do.
        """
        self._identified()
        with self._reading():
            return lists.who(self._connection, name, limit=limit, offset=offset, part=part)

    def called(self, name: str) -> list[Candidate]:
        """Whom a name or a number ("#12") may mean, those in most documents first."""
        self._identified()
        with self._reading():
            return people.named(self._connection, name)

    def sources(
        self, *, named: bool | None = None, limit: int | None = None, offset: int = 0
    ) -> list[Heard]:
        """Who is heard, the most heard first; `named` True: those with a name, False: others."""
        self._identified()
        with self._reading():
            return lists.sources(self._connection, named=named, limit=limit, offset=offset)

    def identities(
        self,
        *,
        type: EntityType | None = None,
        name: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Named]:
        """Who and what has a name, as joined over documents, those in most documents first;
        `name`: those that have a name with all of its words, each perhaps cut short."""
        self._identified()
        with self._reading():
            return lists.identities(
                self._connection, type=type, name=name, limit=limit, offset=offset
            )

    def count_identities(self, *, type: EntityType | None = None, name: str | None = None) -> int:
        """How many `identities` gives without a limit."""
        self._identified()
        with self._reading():
            return lists.count_identities(self._connection, type=type, name=name)

    def numbers(self, document: str) -> dict[str, int]:
        """Who is who in a document's newest record: by the ids of its entities the numbers of the
        identities that they are in. Raises OnrecordError C008."""
        self._identified()
        with self._reading():
            key = documents.resolve(self._connection, document)
            return people.in_document(self._connection, key)

    def timeline(
        self,
        *,
        who: str | None = None,
        place: str | None = None,
        since: str | None = None,
        until: str | None = None,
        kind: DatedKind | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Dated]:
        """Events and dated statements, or `kind` alone, the earliest first.

        `who`: those that the person or body has a part in or said; `place`: events there.
        Raises OnrecordError C031, C032 (see `who`) and C033 (no date).
        """
        self._identified()
        with self._reading():
            return lists.timeline(
                self._connection,
                identities=self._numbers(who),
                places=self._numbers(place),
                since=since,
                until=until,
                kind=kind,
                limit=limit,
                offset=offset,
            )

    def claim_words(self, id: str) -> str:
        """The words that stand for a claim, as last worked out; "" where there is none."""
        with self._reading():
            return lists.claim_words(self._connection, id)

    def months(
        self,
        *,
        who: str | None = None,
        place: str | None = None,
        since: str | None = None,
        until: str | None = None,
        kind: DatedKind | None = None,
    ) -> list[Month]:
        """How much `timeline` gives for each month; months of nothing are left out."""
        if who or place:
            self._identified()
        with self._reading():
            return lists.months(
                self._connection,
                identities=self._numbers(who),
                places=self._numbers(place),
                since=since,
                until=until,
                kind=kind,
            )

    def located(
        self,
        *,
        who: str | None = None,
        since: str | None = None,
        until: str | None = None,
        events: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Located]:
        """The places and where they lie, those in most documents first.

        `who`: where something happened that somebody has a part in; `events`: where anything did;
        `since` and `until` are of the day of publication. Raises OnrecordError C031, C032, C033.
        """
        self._identified()
        with self._reading():
            return lists.located(
                self._connection,
                identities=self._numbers(who),
                since=since,
                until=until,
                events=events,
                limit=limit,
                offset=offset,
            )

    def ties(
        self,
        *,
        who: str | None = None,
        kinds: Collection[TieKind] = KINDS,
        types: Collection[EndType] = TYPES,
        limit: int | None = None,
        claims: int | None = None,
    ) -> Ties:
        """Who speaks of whom, relays whom, belongs to what, holds and denies which claim, and which
        outlet cites whom.

        `who`: somebody, and whatever is tied to them; `limit` is of ends, those with most
        statements first, `claims` of claims. Raises OnrecordError C031, C032 (see `who`).
        """
        self._identified()
        with self._reading():
            return lists.ties(
                self._connection,
                kinds=kinds,
                types=types,
                around=self._numbers(who),
                limit=limit,
                claims=claims,
            )

    def claims(
        self,
        *,
        disputed: bool = False,
        single_sourced: bool = False,
        circular: bool = False,
        about: str | None = None,
        identity: int | None = None,
        newest: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Claim]:
        """What documents say alike: what most documents hold comes first, then what most
        independent sources do; `newest`: what the documents that were added last say first.

        `disputed`: what somebody denies; `single_sourced`: what may rest on one source alone;
        `circular`: for what outlets rest on one another; `about`: what holds these words, or is
        by or about somebody of that name; `identity`: what this one says of. Raises OnrecordError
        C030 where `about` has no word, M001 where the models are not there.
        """
        self._claimed()
        with self._reading():
            return lists.claims(
                self._connection,
                disputed=disputed,
                single_sourced=single_sourced,
                circular=circular,
                about=about,
                identity=identity,
                newest=newest,
                limit=limit,
                offset=offset,
            )

    def behind(self) -> Behind | None:
        """How far `claims` is behind what was added and decided, as where another process works
        them out now, or the file can't be written; None: it is not."""
        from onrecord.casebook.behind import behind

        with self._reading():
            return behind(self._connection)

    def claim(self, id: str) -> Claim:
        """A claim by its id, or by enough of its beginning. Raises OnrecordError C040, M001."""
        self._claimed()
        with self._reading():
            return lists.claim(self._connection, id)

    def claims_of(self, identity: int) -> list[Told]:
        """The claims that an identity makes a statement of, without their members: those that
        most documents hold first."""
        self._claimed()
        with self._reading():
            return told(self._connection, identity)

    def story_changes(
        self,
        *,
        claim: str | None = None,
        who: str | None = None,
        identity: int | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[StoryChange]:
        """Where a source says otherwise or gives other numbers later, a claim hardens on its way,
        or a quotation is altered, in order of time.

        `claim`: those of one claim alone, by its id; `who`: of what somebody of this name says,
        `identity`: the same by the number. What changed from one version of an article to the
        next is in `changes`. Raises OnrecordError C040 (no such claim), C031, C032 (see `who`),
        M001.
        """
        self._claimed()
        with self._reading():
            if who is not None:
                identity = people.meant(self._connection, who)[0].number
            found = lists.story_changes(self._connection, claim=claim, identity=identity)
        return found[offset : None if limit is None else offset + limit]

    def review(
        self, *, kind: ReviewKind | None = None, limit: int | None = None, offset: int = 0
    ) -> list[Review]:
        """What a person should look at: decisions that lost their words, names that may be one
        ("identity"), statements that are less sure than even; `kind`: of these alone."""
        self._identified()
        with self._reading():
            return lists.review(self._connection, kind=kind, limit=limit, offset=offset)

    def review_counts(self) -> dict[ReviewKind, int]:
        """How many `review` gives of each kind."""
        self._identified()
        with self._reading():
            return lists.review_counts(self._connection)

    def identity_of(self, document: str, entity: str) -> Candidate | None:
        """The identity that an entity of a document (by its key) is in; None where in none."""
        self._identified()
        with self._reading():
            return people.of_entity(self._connection, document, entity)

    def members(self, identity: int) -> list[EntityOf]:
        """All entities of an identity: each its document's key and its id there."""
        with self._reading():
            return lists.members(self._connection, identity)

    def compared(self, identity: int, other: int) -> Compared:
        """What speaks for and against two identities being one."""
        self._identified()
        with self._reading():
            return lists.compared(self._connection, identity, other)

    def doubts(self, identity: int) -> list[Review]:
        """The pairs that may be one and were not joined of which this identity is one."""
        self._identified()
        with self._reading():
            return lists.doubts(self._connection, identity)

    def around(self, place: Place, statement: str | None = None) -> Around:
        """The words of the article around a place; `statement`: the id of the one that stands
        there, whose parts are marked as the machine read them. Raises OnrecordError C008."""
        with self._reading():
            return lists.around(self._connection, place, statement)

    def grade(
        self, name: str, value: str, *, why: str, by: str | None = None, ahead: bool = False
    ) -> Entry:
        """Grade a source A to F by its name, or a claim 1 to 6 by its id; kept in the journal.

        `ahead`: the source need not be in the casebook yet. Raises OnrecordError C031 and C032
        (see `who`), C040 (no such claim), C034 (no grade), C024 (no reason is given).
        """
        axis = axis_of(value.strip().upper())
        if axis is None:
            raise OnrecordError("C034", detail=f"“{value}”")
        graded = Graded(axis=axis, value=value.strip().upper())
        if axis == "credibility":
            claim = self.claim(name)
            document = claim.members[0].place.document
            return self.journal.grade(claim.id, graded, why=why, on=(document, None), by=by)
        self._identified()
        with self._reading():
            meant = giving.meant(self._connection, name, ahead=ahead)
        return self.journal.grade(meant.name, graded, why=why, on=meant.entity, by=by)

    def grades(self, *, history: bool = False) -> list[Grade]:
        """The register: the grades of sources that hold, by name; `history`: all ever given, in
        the order of time, each with whether it holds."""
        register = self.register()
        return register.history if history else register.grades

    def reliability(self, name: str) -> Reliability:
        """How reliable a source is: its own grade, or the one that it takes over, and why.

        Raises OnrecordError C031 where nobody goes by the name, C032 where several do.
        """
        register = self.register()
        with self._reading():
            outlet = giving.outlet(self._connection, name)
            if outlet:
                return register.of_outlet(outlet)
            one, _ = people.meant(self._connection, name)
        return register.of_identity(one.number, one.name)

    def register(self) -> Register:
        """The grades of sources, to ask for that of a statement's source or of an outlet."""
        self._identified()
        with self._reading():
            return Register(self._connection, standings(self._connection))

    def credibility(self, claim: Claim) -> Credibility:
        """How credible a claim is: what a person decided, else what is proposed, and why."""
        (found,) = self.credibilities([claim])
        return found

    def credibilities(self, claims: Iterable[Claim]) -> list[Credibility]:
        """How credible each of several claims is; what people decided is looked up once."""
        with self._reading():
            decided = {
                each.entry.name: each.entry
                for each in standings(self._connection)
                if each.state == "holds" and each.entry.grade
            }
        return [proposal.decided(proposal.propose(each), decided.get(each.id)) for each in claims]

    def verify(self, *, head: str | None = None) -> Verification:
        """Prove that nothing was altered, or name what was.

        `head` is a digest that was written down earlier: it must still be in the log, else the
        log's end was cut off or the whole was made anew.
        """
        with polite(self.path):
            return verification.verify(self._connection, head=head)

    def remove(self, document: str, *, why: str) -> str:
        """Remove a document for good, and give its key; that it was there, and why it went, stays
        in the log.

        Its content is overwritten in the file, also where it was removed before. Raises
        OnrecordError C008 (no such document, or it was removed before and nothing is left)
        and C009 (removed, but another process keeps the file from being overwritten).
        """
        from onrecord.casebook import claimed

        with polite(self.path):
            with transaction(self._connection):
                key = documents.resolve(self._connection, document)
                forget(self._connection, key, self._clock())
                claimed.forget(self._connection, key)
                identify.forget(self._connection, key)
                gone = documents.remove(self._connection, key, why, self._clock())
            try:
                database.wipe(self._connection)
            except sqlite3.OperationalError as reason:
                raise OnrecordError("C009", detail=str(reason), where=str(self.path)) from reason
        if not gone:
            raise OnrecordError("C008", detail=f"{key} was removed before, and nothing is left")
        return key

    def reindex(self) -> int:
        """Make the index anew from the records; how many versions it holds."""
        with polite(self.path), transaction(self._connection):
            return self._reindex()

    def _numbers(self, name: str | None) -> list[int] | None:
        return None if name is None else [people.meant(self._connection, name)[0].number]

    def _key(self, document: str | None) -> str | None:
        return None if document is None else documents.resolve(self._connection, document)

    def _stored(self, document: str, version: int | None) -> Stored:
        key = documents.resolve(self._connection, document)
        id = documents.version_id(self._connection, key, version)
        return documents.stored(self._connection, id)

    def _gather(self, outcomes: Iterable[Outcome], done: Callable[[Outcome], None] | None) -> Batch:
        batch = Batch()
        with polite(self.path):
            for outcome in outcomes:
                batch.count(outcome)
                if done:
                    done(outcome)
        return batch

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """One state of the file, whatever another process writes meanwhile."""
        with polite(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    def catch_up(self, *, claims: bool = True) -> None:
        """Work out what rests on all documents for what is new: who is one in them, and (unless
        `claims` is False) what they say alike.

        Whatever asks for it does so by itself, unless the casebook was opened without.
        """
        with polite(self.path):
            self._update_identities()
            if claims:
                self._update_claims()

    def _update_identities(self) -> None:
        if not identify.is_current(self._connection):
            with work.told("working out who is one"):
                identify.update(self._connection, self.journal.identities)

    def _update_claims(self) -> None:
        from onrecord.casebook import claimed

        if not claimed.is_current(self._connection):
            with work.told("comparing what articles say"):
                claimed.update(self._connection, self.models or claimed.packaged)

    def _identified(self) -> None:
        """Catch up on who is one in what was added.

        Where the file can't be written now, what is stored has to do.
        """
        if not self._catches_up:
            return
        with polite(self.path):
            try:
                self._update_identities()
            except sqlite3.OperationalError as reason:
                if not database.is_unwritable(reason):
                    raise

    def _claimed(self) -> None:
        """Catch up on what documents say alike.

        Where the file can't be written now, what is stored has to do.
        """
        if not self._catches_up:
            return
        self._identified()
        with polite(self.path):
            try:
                self._update_claims()
            except sqlite3.OperationalError as reason:
                if not database.is_unwritable(reason):
                    raise

    def _reindex(self) -> int:
        from onrecord.casebook import claimed

        ids = documents.version_ids(self._connection)
        index.forget_all(self._connection)
        claimed.forget_all(self._connection)
        lineage.forget_all(self._connection)
        identify.forget_all(self._connection)
        for id in ids:
            version = documents.stored(self._connection, id)
            record = shown.decided(self._connection, version.key, version.unpacked())
            index.write(self._connection, id, record)
        return len(ids)

    def _bring_up_to_date(self) -> None:
        with polite(self.path):
            if database.is_current(self._connection):
                return
            with transaction(self._connection):
                if database.is_current(self._connection):  # another process was quicker
                    return
                new = database.is_empty(self._connection)
                database.migrate(self._connection)
                action = "created" if new else "migrated"
                schema = len(database.migrations())
                custody.append(self._connection, action, self._clock(), schema=schema)
                if not new:
                    self._reindex()
