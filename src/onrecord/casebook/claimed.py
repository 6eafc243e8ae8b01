"""What documents say alike: claims made of their passages, stored with reasons, kept current.

The judging is done by the functions of `claims`. Here they are given the passages of the newest
versions, some documents at a time: each passage is encoded once, listed under keys, and judged
beside those like it that stand under one of them. Then the passages that new judgements
reach are gathered into claims anew; all other claims stay as they are. What is replaced or removed,
and what a person decides about, takes its passages and their judgements with it.
"""

from __future__ import annotations

import math
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.casebook import documents, identify, lineage
from onrecord.casebook.claims import guards, keys, reasons
from onrecord.casebook.claims.gathering import (
    BOTH,
    Group,
    Node,
    Pair,
    Placed,
    Stance,
    close,
    gather,
)
from onrecord.casebook.claims.judging import Asked, Encoder, Judge, Judged, judge
from onrecord.casebook.claims.passages import Passage, of_record, stances, telling
from onrecord.casebook.credited import Credited
from onrecord.casebook.custody import canonical
from onrecord.casebook.database import transaction
from onrecord.casebook.identify import NEWEST
from onrecord.casebook.journal import shown
from onrecord.casebook.lists.claims import made
from onrecord.casebook.rows import called

if TYPE_CHECKING:
    from onrecord.record import Record

Vectors = NDArray[np.float32]

BATCH = 100
"""Documents that are read out, encoded and judged together."""
MOST_LISTED = 200
"""Passages under one key that are looked at, the latest."""
MOST_NEAR = 24
"""Documents all of whose passages are looked at: those that name the same people and places."""
MOST_JUDGED = 8
"""Earlier passages that one is judged beside, the likest."""
LEAST_LIKE = 0.6
"""The cosine of two passages' vectors from which on they are judged."""
MOST_SPECIFIC, LEAST_SPECIFIC = 4, 0.4
"""The same of more passages that name the same with the same number."""
MOST_TIED, LEAST_TIED = 2, 0.4
"""The same of those of an article that a passage says that it has it from."""
SURE = 0.9
"""How surely a passage must say what the core says, to stand for a claim."""
ROUNDS = 2
"""How often what lies beyond a claim's passages is judged beside its core."""

_REMEMBERED = 400
"""Documents whose passages are kept at hand."""
_UNDATED = 10_000_000
"""A day after all others (see export/dates.py): what has no date comes last."""
_SCALE = 480
"""What a vector's numbers are multiplied by; few of 384 that make up a length of one reach 127."""
_AT_ONCE = 500
_ID_LETTERS = 10

_TOLD = {"claim": "id", "claim_member": "claim, place", "claim_pair": "first, second"}
"""The tables of what was told, and the order of their rows."""

_PENDING = f"""FROM version v JOIN document d ON d.id = v.document_id
    WHERE {NEWEST} AND NOT EXISTS (SELECT 1 FROM claimed WHERE version_id = v.id)"""  # noqa: S608
_REPLACED = f"""FROM claimed i JOIN version v ON v.id = i.version_id WHERE NOT {NEWEST}"""


class Models(NamedTuple):
    """What claims are told by: `version` changes when either model does."""

    encoder: Encoder
    judge: Judge
    version: str


def packaged() -> Models:
    """The models that come with onrecord. Raises OnrecordError M001 where they are not there."""
    from onrecord.model.pairs import pair_judge
    from onrecord.model.sentences import sentence_encoder
    from onrecord.model.session import WEIGHTS

    encoder, judging = sentence_encoder(), pair_judge()
    return Models(encoder, judging, _digest(WEIGHTS / "sentences.onnx", WEIGHTS / "pairs.onnx"))


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether every document and decision has been taken in."""
    return not (
        connection.execute(f"SELECT 1 {_PENDING} LIMIT 1").fetchone()
        or connection.execute(f"SELECT 1 {_REPLACED} LIMIT 1").fetchone()
        or connection.execute("SELECT 1 FROM claim_passage WHERE gathered = 0 LIMIT 1").fetchone()
        or connection.execute("SELECT 1 FROM claim WHERE independent IS NULL LIMIT 1").fetchone()
        or (_basis(connection)[0] and _decisions(connection) != _basis(connection)[1])
    )


def update(connection: sqlite3.Connection, models: Callable[[], Models]) -> int:
    """Take in what is new, some documents in a transaction each; how many documents it was.

    Who is one must have been told before (see `identify.update`). `models` is asked only where
    there is something to judge.
    """
    if is_current(connection):
        return 0
    given = models()
    with transaction(connection):
        _forget_what_changed(connection, f"{given.version} {keys.VERSION}")
    total = 0
    arrived = lineage.update(connection)  # by whom articles have it claims are gathered, too
    comparing = _Comparing(connection, given)
    while True:
        with transaction(connection):
            count = comparing.take_in()
        total += count
        if not count:
            break
    with transaction(connection):
        comparing.gather()
    with transaction(connection):
        if arrived:  # who was credited and not there may be there now
            connection.execute("UPDATE claim SET independent = NULL WHERE open")
        _weigh(connection)
        connection.execute("UPDATE claim_basis SET sha256 = ?", (_digest_of(connection),))
    return total


def altered(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Whether claims are not as they were told: what was altered, and how."""
    row = connection.execute("SELECT sha256 FROM claim_basis").fetchone()
    if row and row[0] is not None and row[0] != _digest_of(connection):
        yield "claims", "they were altered; `onrecord reindex` has them told anew"


def forget(connection: sqlite3.Connection, key: str) -> None:
    """Take out the passages of a document before it goes, within a transaction."""
    _forget(
        connection,
        _ids(
            connection,
            """SELECT c.version_id FROM claimed c JOIN version v ON v.id = c.version_id
            JOIN document d ON d.id = v.document_id WHERE d.key = ?""",
            (key,),
        ),
    )


def forget_all(connection: sqlite3.Connection) -> None:
    """Take all claims apart, within a transaction."""
    for table in ("claim", "claim_passage", "claim_key", "claimed", "claim_basis"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608


class _New(NamedTuple):
    """A passage that was just stored, by its number and its version's; the keys of its words."""

    id: int
    version_id: int
    passage: Passage
    keys: tuple[int, ...]


class _Candidate(NamedTuple):
    """Two passages that are to be judged, the first stored first; see `Pair` for `tie`."""

    first: int
    second: int
    tie: int | None = None


class _Comparing:
    """Passages as they are taken in, and those of before that they are held against."""

    def __init__(self, connection: sqlite3.Connection, models: Models) -> None:
        self._connection = connection
        self._models = models
        self._credited = Credited(connection)
        self._versions: OrderedDict[int, dict[str, Passage]] = OrderedDict()

    def take_in(self) -> int:
        """Judge the passages of the next documents; how many documents there were."""
        rows = _ids(self._connection, f"SELECT v.id {_PENDING} ORDER BY v.id LIMIT ?", (BATCH,))
        new = [each for version_id in rows for each in self._store(version_id)]
        self._credited.store(
            {
                version_id: [(each.id, each.passage) for each in those]
                for version_id, those in groupby(new, lambda each: each.version_id)
            }
        )
        if new:
            vectors = self._models.encoder([each.passage.words for each in new])
            self._list(new, vectors)
            self._judge(self._candidates(new, vectors))
        return len(rows)

    def gather(self) -> None:
        """Gather all passages anew that something new was judged of."""
        nodes, pairs, told = _reached(self._connection)
        groups = gather(nodes, pairs, told, self._apart)
        asked = {(pair.first, pair.second) for pair in pairs}
        for _ in range(ROUNDS):
            wanted = {(min(pair), max(pair)) for pair in close(groups, pairs)} - asked
            asked |= wanted
            more = self._judge(
                _Candidate(first, second)
                for first, second in sorted(wanted)
                if not self._apart(first, second)
            )
            if not more:
                break
            pairs = [*pairs, *more]
            groups = gather(nodes, pairs, told, self._apart)
        _clear(self._connection, [node.id for node in nodes])
        self._connection.execute("UPDATE claim_passage SET gathered = 1 WHERE gathered = 0")
        for group in groups:
            self._write(group)

    def _store(self, version_id: int) -> Iterator[_New]:
        """Store a version's passages; those that are to be compared."""
        record, found = self._read(version_id)
        numbers = {
            each.ref: self._insert(
                (version_id, each.kind, each.ref, each.start, each.turn, each.plain)
            )
            for each in found.values()
        }
        for stance in stances(record):
            if stance.to not in numbers:
                continue
            if stance.by not in numbers:
                row = (version_id, "statement", stance.by, stance.start, "same", 0)
                numbers[stance.by] = self._insert(row)
            self._connection.execute(
                "INSERT INTO claim_stance (by, target, stand, confidence) VALUES (?, ?, ?, ?)",
                (numbers[stance.by], numbers[stance.to], stance.stand, stance.confidence),
            )
        self._connection.execute("INSERT INTO claimed VALUES (?)", (version_id,))
        for ref, passage in found.items():
            by_words = tuple(keys.of_words(telling(passage.words)))
            yield _New(numbers[ref], version_id, passage, by_words)

    def _insert(self, row: tuple[object, ...]) -> int:
        id = self._connection.execute(
            """INSERT INTO claim_passage (version_id, kind, ref, "start", turn, plain)
            VALUES (?, ?, ?, ?, ?, ?)""",
            row,
        ).lastrowid
        assert id is not None  # noqa: S101 (of an INSERT it never is)
        return id

    def _list(self, new: Sequence[_New], vectors: Vectors) -> None:
        """Keep the vectors of passages, and list them under their keys."""
        self._connection.executemany(
            "UPDATE claim_passage SET vector = ? WHERE id = ?",
            ((_packed(vector), each.id) for each, vector in zip(new, vectors, strict=True)),
        )
        self._connection.executemany(
            "INSERT INTO claim_key VALUES (?, ?)",
            (
                (key, each.id)
                for each, planes in zip(new, keys.of_vectors(vectors), strict=True)
                for key in {*planes, *each.keys}
            ),
        )

    def _candidates(self, new: Sequence[_New], vectors: Vectors) -> Iterator[_Candidate]:
        """Pairs to be judged: of each passage the likest earlier ones of other documents, and those
        that tell what it has from elsewhere."""
        asked: set[tuple[int, int]] = set()
        alike: list[_Candidate] = []
        rows = zip(new, vectors, keys.near(vectors), strict=True)
        for version_id, those in groupby(rows, lambda row: row[0].version_id):
            related = self._related(version_id)
            near = self._passages(related[:MOST_NEAR])
            for each, vector, planes in those:
                others = self._listed(each, {*planes, *each.keys})
                others.update(id for id in near if id < each.id)
                alike += self._likest(each.id, vector, sorted(others))
            for tied in self._tied(version_id, related):
                if tied[:2] not in asked:
                    asked.add(tied[:2])
                    yield tied
        yield from (each for each in alike if each[:2] not in asked)

    def _tied(self, version_id: int, related: Sequence[int]) -> Iterator[_Candidate]:
        """Passages that say whom they have it from, each with the likest of that one's article."""
        for passage, version in self._credited.pointed(version_id, related):
            there = self._passages([version])
            likeness = self._vectors(there) @ self._vectors([passage])[0] if there else ()
            order = np.argsort(-np.asarray(likeness), kind="stable").tolist()
            those = [there[at] for at in order if likeness[at] >= LEAST_TIED]
            for other in [each for each in those if not self._apart(passage, each)][:MOST_TIED]:
                yield _Candidate(min(passage, other), max(passage, other), passage)
        for passage, other in self._credited.together(version_id, related):
            # Many things are told by one outlet: these two must be about one.
            if guards.specific(self._passage(passage), self._passage(other)):
                yield _Candidate(min(passage, other), max(passage, other), BOTH)

    def _likest(self, id: int, vector: Vectors, others: Sequence[int]) -> Iterator[_Candidate]:
        if not others:
            return
        likeness = self._vectors(others) @ vector
        own = self._passage(id)
        taken = specific = 0
        for index in np.argsort(-likeness, kind="stable").tolist():
            other, like = others[index], likeness[index]
            if like < (LEAST_SPECIFIC if own.numbers and own.names else LEAST_LIKE):
                break
            if like >= LEAST_LIKE and taken < MOST_JUDGED:
                if not self._apart(other, id):
                    taken += 1
                    yield _Candidate(other, id)
            elif specific < MOST_SPECIFIC and guards.specific(self._passage(other), own):
                specific += 1
                yield _Candidate(other, id)

    def _related(self, version_id: int) -> list[int]:
        """The documents that name most of whom this one names, rare ones most; the likest first."""
        shared: dict[int, float] = {}
        for identity in _ids(
            self._connection,
            "SELECT DISTINCT identity_id FROM identity_member WHERE version_id = ? ORDER BY 1",
            (version_id,),
        ):
            others = _ids(
                self._connection,
                """SELECT DISTINCT m.version_id FROM identity_member m
                JOIN claimed c ON c.version_id = m.version_id
                WHERE m.identity_id = ? AND m.version_id <> ? ORDER BY m.version_id DESC LIMIT ?""",
                (identity, version_id, MOST_LISTED),
            )
            weight = 1 / math.log(len(others) + 2) ** 2
            for other in others:
                shared[other] = shared.get(other, 0.0) + weight
        return sorted(shared, key=lambda other: (-round(shared[other], 9), other))

    def _passages(self, versions: Sequence[int]) -> list[int]:
        """The passages of versions that have a vector."""
        query = "SELECT id FROM claim_passage WHERE vector NOT NULL AND version_id IN ({})"
        return [id for (id,) in _of_ids(self._connection, query, versions)]

    def _listed(self, new: _New, listed: Iterable[int]) -> set[int]:
        """Earlier passages of other documents that stand under one of some keys."""
        found: set[int] = set()
        for key in sorted(listed):
            found.update(
                id
                for id, version_id in self._connection.execute(
                    """SELECT k.passage, p.version_id FROM claim_key k
                    JOIN claim_passage p ON p.id = k.passage
                    WHERE k.key = ? AND k.passage < ? ORDER BY k.passage DESC LIMIT ?""",
                    (key, new.id, MOST_LISTED),
                )
                if version_id != new.version_id
            )
        return found

    def _vectors(self, ids: Sequence[int]) -> Vectors:
        query = "SELECT id, vector FROM claim_passage WHERE id IN ({})"
        found: dict[int, bytes] = dict(_of_ids(self._connection, query, ids))
        return _unpacked(b"".join(found[id] for id in ids), len(ids))

    def _judge(self, wanted: Iterable[_Candidate]) -> list[Pair]:
        """Have pairs judged, and write what comes of it."""
        asked = [*wanted]
        judged = judge([*self._asked(asked)], self._models.judge)
        pairs = [
            Pair(pair.first, pair.second, found, pair.tie)
            for pair, found in zip(asked, judged, strict=True)
            if found
        ]
        self._connection.executemany(
            "INSERT INTO claim_pair VALUES (?, ?, ?, ?, ?)",
            ((pair.first, pair.second, *pair.judged, pair.tie) for pair in pairs),
        )
        return pairs

    def _asked(self, pairs: Sequence[_Candidate]) -> Iterator[Asked]:
        for at in range(0, len(pairs), _AT_ONCE):
            some = pairs[at : at + _AT_ONCE]
            first = self._vectors([pair.first for pair in some])
            second = self._vectors([pair.second for pair in some])
            likenesses = (first * second).sum(axis=1).tolist()
            for (one, other, tie), likeness in zip(some, likenesses, strict=True):
                yield Asked(self._passage(one), self._passage(other), likeness, tie is not None)

    def _write(self, group: Group) -> None:
        id = _claim_id(self._connection, group.first)
        said = [placed.id for placed in group.placed if placed.stand in ("same", "supports")]
        query = "SELECT DISTINCT version_id FROM claim_passage WHERE id IN ({})"
        holding = {version_id for (version_id,) in _of_ids(self._connection, query, said)}
        self._connection.execute(
            "INSERT INTO claim (id, core, documents, disputed) VALUES (?, ?, ?, ?)",
            (
                id,
                self._plainest(group),
                len(holding),
                any(placed.stand == "denies" for placed in group.placed),
            ),
        )
        self._connection.executemany(
            "INSERT INTO claim_member VALUES (?, ?, ?, ?, ?, ?)",
            (
                (
                    id,
                    place,
                    placed.id,
                    placed.stand,
                    placed.confidence,
                    self._reason(placed, group.core),
                )
                for place, placed in enumerate(group.placed)
            ),
        )

    def _plainest(self, group: Group) -> int:
        """The passage whose words can best stand for the others."""
        alike = [
            each.id
            for each in group.placed
            if each.relation == "same" and not each.stance and each.confidence >= SURE
        ]
        return min(
            alike, key=lambda id: (self._passage(id).turn != "same", self._passage(id).plain)
        )

    def _reason(self, placed: Placed, core: int) -> str:
        if placed.by is None:
            return reasons.CORE
        if placed.stance:
            return reasons.of_stance(placed)
        own, other = self._passage(placed.id), self._passage(placed.by)
        if placed.tie is not None:
            return reasons.of_tie(placed, own, other, self._outlet(placed.by))
        beside = None if placed.by == core else self._outlet(placed.by)
        return reasons.of_words(placed, own, other, beside)

    def _outlet(self, id: int) -> str:
        """What the document of a passage is called (see `rows.called`)."""
        named = self._connection.execute(
            """SELECT f.outlet, v.headline, d.key FROM claim_passage p
            JOIN frame f ON f.version_id = p.version_id JOIN version v ON v.id = p.version_id
            JOIN document d ON d.id = v.document_id WHERE p.id = ?""",
            (id,),
        ).fetchone()
        return " ".join(called(*named).split())

    def _apart(self, one: int, other: int) -> bool:
        return guards.apart(self._passage(one), self._passage(other)) is not None

    def _passage(self, id: int) -> Passage:
        """A stored passage with what tells it apart, read from its record."""
        version_id, ref = self._connection.execute(
            "SELECT version_id, ref FROM claim_passage WHERE id = ?", (id,)
        ).fetchone()
        if version_id in self._versions:
            self._versions.move_to_end(version_id)
        else:
            self._read(version_id)
        return self._versions[version_id][ref]

    def _read(self, version_id: int) -> tuple[Record, dict[str, Passage]]:
        version = documents.stored(self._connection, version_id)
        record = shown.decided(self._connection, version.key, version.unpacked())
        identities = dict(
            self._connection.execute(
                "SELECT entity_id, identity_id FROM identity_member WHERE version_id = ?",
                (version_id,),
            )
        )
        found = {passage.ref: passage for passage in of_record(record, identities)}
        self._versions[version_id] = found
        if len(self._versions) > _REMEMBERED:
            self._versions.popitem(last=False)
        return record, found


def _reached(connection: sqlite3.Connection) -> tuple[list[Node], list[Pair], list[Stance]]:
    """The passages that something new can reach by what was judged, with all that was."""
    reached: set[int] = set()
    # Most passages are like no other: they are not even looked at.
    edge = set(
        _ids(
            connection,
            """SELECT id FROM claim_passage p WHERE gathered = 0 AND (
                EXISTS (SELECT 1 FROM claim_pair WHERE first = p.id)
                OR EXISTS (SELECT 1 FROM claim_pair WHERE second = p.id)
                OR EXISTS (SELECT 1 FROM claim_stance WHERE target = p.id))""",
        )
    )
    links = (
        "SELECT second FROM claim_pair WHERE first IN ({})",
        "SELECT first FROM claim_pair WHERE second IN ({})",
        "SELECT by FROM claim_stance WHERE target IN ({})",
        "SELECT target FROM claim_stance WHERE by IN ({})",
    )
    while edge:
        reached |= edge
        ids = sorted(edge)
        edge = {id for query in links for (id,) in _of_ids(connection, query, ids)} - reached
    ids = sorted(reached)
    nodes = [
        Node(
            id,
            document,
            (_UNDATED if day is None else day, published, document, start, id),
            turn,
            plain,
        )
        for id, document, day, published, start, turn, plain in _of_ids(
            connection,
            """SELECT p.id, v.document_id, f.first, coalesce(v.published, ''), p."start", p.turn,
            p.plain FROM claim_passage p JOIN version v ON v.id = p.version_id
            JOIN frame f ON f.version_id = v.id WHERE p.id IN ({}) ORDER BY p.id""",
            ids,
        )
    ]
    pairs = [
        Pair(first, second, Judged(relation, confidence), tie)
        for first, second, relation, confidence, tie in _of_ids(
            connection,
            "SELECT first, second, relation, confidence, tie FROM claim_pair WHERE first IN ({})",
            ids,
        )
    ]
    told = [
        Stance(by, to, stand, confidence)
        for by, to, stand, confidence in _of_ids(
            connection,
            "SELECT by, target, stand, confidence FROM claim_stance WHERE target IN ({})",
            ids,
        )
    ]
    return nodes, pairs, told


def _weigh(connection: sqlite3.Connection) -> None:
    """Count the independent sources of the claims that are new, so that lists can be ordered."""
    for id in _ids(connection, "SELECT id FROM claim WHERE independent IS NULL ORDER BY id"):
        (claim,) = made(connection, [id])
        counted = claim.lineage.independence
        awaited = any(n.kind == "outlet" and n.document is None for n in claim.lineage.nodes)
        connection.execute(
            """UPDATE claim SET independent = ?, low = ?, high = ?, circular = ?, open = ?
            WHERE id = ?""",
            (counted.count, counted.low, counted.high, claim.circular, awaited, id),
        )


def _clear(connection: sqlite3.Connection, passages: Iterable[int]) -> None:
    """Take apart the claims that passages are in, for they are gathered anew."""
    for id in passages:
        connection.execute(
            "DELETE FROM claim WHERE id IN (SELECT claim FROM claim_member WHERE passage = ?)",
            (id,),
        )


def _forget_what_changed(connection: sqlite3.Connection, made_by: str) -> None:
    """Forget what other models told, versions that were replaced, and what decisions touch."""
    before, decisions = _basis(connection)
    if before is not None and before != made_by:
        forget_all(connection)
    changed = set(_ids(connection, f"SELECT v.id {_REPLACED}"))
    now = _decisions(connection)
    for key, _ in identify.about_changed(decisions, now):
        changed.update(
            _ids(
                connection,
                """SELECT c.version_id FROM claimed c JOIN version v ON v.id = c.version_id
                JOIN document d ON d.id = v.document_id WHERE d.key = ?""",
                (key,),
            )
        )
    # What is pending again was indexed anew: its passages are of another record.
    changed.update(
        _ids(
            connection,
            """SELECT DISTINCT version_id FROM claim_passage
            WHERE version_id NOT IN (SELECT version_id FROM claimed)""",
        )
    )
    _forget(connection, changed)
    connection.execute("INSERT OR REPLACE INTO claim_basis VALUES (1, ?, ?, NULL)", (made_by, now))


def _forget(connection: sqlite3.Connection, versions: Iterable[int]) -> None:
    """Take out the passages of versions; what was judged beside them is to be gathered anew."""
    gone = sorted(versions)
    if not gone:
        return
    connection.execute("UPDATE claim_basis SET sha256 = NULL")
    ids = [
        id
        for (id,) in _of_ids(
            connection, "SELECT id FROM claim_passage WHERE version_id IN ({})", gone
        )
    ]
    for left, right in (("first", "second"), ("second", "first")):
        query = f"SELECT {right} FROM claim_pair WHERE {left} IN ({{}})"  # noqa: S608
        beside = [(id,) for (id,) in _of_ids(connection, query, ids)]
        connection.executemany("UPDATE claim_passage SET gathered = 0 WHERE id = ?", beside)
    _clear(connection, ids)
    taken_out = set(ids)
    keys_of_gone = [
        row
        for row in connection.execute("SELECT key, passage FROM claim_key")
        if row[1] in taken_out
    ]
    connection.executemany("DELETE FROM claim_key WHERE key = ? AND passage = ?", keys_of_gone)
    connection.executemany("DELETE FROM claim_passage WHERE id = ?", ((id,) for id in ids))
    connection.executemany("DELETE FROM claimed WHERE version_id = ?", ((id,) for id in gone))


def _claim_id(connection: sqlite3.Connection, passage: int) -> str:
    """A claim's name: made of its earliest passage, where it stands and its document's text."""
    key, start, end, text_sha256 = connection.execute(
        """SELECT d.key, g."start", g."end", v.text_sha256 FROM claim_passage p
        JOIN version v ON v.id = p.version_id JOIN document d ON d.id = v.document_id
        JOIN passage g ON g.version_id = p.version_id AND g.kind = p.kind AND g.ref = p.ref
        WHERE p.id = ?""",
        (passage,),
    ).fetchone()
    named = sha256(canonical([key, start, end, text_sha256]).encode("utf-8", "replace"))
    return f"c{named.hexdigest()[:_ID_LETTERS]}"


def _digest_of(connection: sqlite3.Connection) -> str:
    """The digest of all that was told."""
    told = sha256()
    for table, order in _TOLD.items():
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}"):  # noqa: S608
            told.update(canonical(row).encode("utf-8", "replace"))
    return told.hexdigest()


@lru_cache
def _digest(*files: Path) -> str:
    read = sha256()
    for file in files:
        read.update(file.read_bytes())
    return read.hexdigest()[:_ID_LETTERS]


def _packed(vector: Vectors) -> bytes:
    """A vector of length one as signed bytes."""
    return np.clip(np.rint(vector * _SCALE), -127, 127).astype(np.int8).tobytes()


def _unpacked(packed: bytes, rows: int) -> Vectors:
    """Vectors as `_packed` wrote them, made of length one again."""
    vectors = np.frombuffer(packed, dtype=np.int8).reshape(rows, -1).astype(np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True).astype(np.float32)
    unit: Vectors = vectors / np.maximum(lengths, np.float32(1))
    return unit


def _decisions(connection: sqlite3.Connection) -> str:
    """What people had decided when who is one was last told."""
    row = connection.execute("SELECT decisions FROM identity_basis").fetchone()
    return str(row[0]) if row else "[]"


def _basis(connection: sqlite3.Connection) -> tuple[str | None, str]:
    row = connection.execute("SELECT made_by, decisions FROM claim_basis").fetchone()
    return (row[0], row[1]) if row else (None, "[]")


def _of_ids(connection: sqlite3.Connection, query: str, ids: Sequence[int]) -> Iterator[Any]:
    """The rows of a query over many numbers, some at a time."""
    for at in range(0, len(ids), _AT_ONCE):
        some = ids[at : at + _AT_ONCE]
        yield from connection.execute(query.format(", ".join("?" * len(some))), some).fetchall()


def _ids(connection: sqlite3.Connection, query: str, values: tuple[object, ...] = ()) -> list[Any]:
    return [id for (id,) in connection.execute(query, values)]
