"""The full-text index of passages: what users type made safe for FTS5, and matches found again.

The index (SQLite's FTS5, tokenizer `porter unicode61`) keeps no copy of the words, which stand
in the text of their version; they are given to it once to be listed and once to be taken out.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from onrecord.errors import OnrecordError

MOST_TERMS = 64
_TERM = re.compile(r'(?P<no>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\0": " "})
_MARKS = "\x02", "\x03"
_UNMARKED = str.maketrans(dict.fromkeys(_MARKS, " "))
_LIST = "INSERT INTO search (rowid, sentence, statement) VALUES (?, ?, ?)"
_TOKENIZE = 'tokenize = "porter unicode61 remove_diacritics 2"'
_LIT = f"CREATE VIRTUAL TABLE lit USING fts5 (text, {_TOKENIZE})"
_AGAIN = f"CREATE VIRTUAL TABLE search USING fts5 (sentence, statement, content = '', {_TOKENIZE})"
_PARTS = ("data", "idx", "docsize", "config")
"""The tables that FTS5 keeps an index in."""
_ONE_MORE = "INSERT INTO search (rowid, sentence) VALUES ((SELECT max(id) + 1 FROM {}), 'one more')"
_PAGES = (
    # A page's number without that of its segment, which tells how often words were added.
    "SELECT id & 0x1FFFFFFFFF, block FROM search_data WHERE id <> 10 ORDER BY id",
    "SELECT id, sz FROM search_docsize ORDER BY id",
    "SELECT k, v FROM search_config ORDER BY k",
)
"""What an index holds; all but row 10 of its data, which says how it came to be."""


class Query(NamedTuple):
    """What a user looks for, as FTS5 takes it: all of `wanted` (empty: anything), no `unwanted`."""

    wanted: str
    unwanted: str


def parse(words: str) -> Query:
    """The query that a user typed: words, "phrases", -excluded ones, and begun* words.

    Everything but those signs is taken as words, so that none can break FTS5's own syntax.
    Raises OnrecordError C030 where nothing is left to look for, or far too much.
    """
    clean = words.encode("utf-8", "replace").decode("utf-8").translate(_QUOTES)
    wanted: list[str] = []
    unwanted: list[str] = []
    for match in _TERM.finditer(clean):
        term = match["word"] if match["phrase"] is None else match["phrase"]
        if not any(sign.isalnum() for sign in term):
            continue
        begun = "*" if match["word"] and term.endswith("*") else ""
        (unwanted if match["no"] else wanted).append(f'"{term}"{begun}')
    if len(wanted) + len(unwanted) > MOST_TERMS:
        raise OnrecordError("C030", detail=f"more than {MOST_TERMS} words")
    if clean.strip() and not (wanted or unwanted):
        raise OnrecordError("C030", detail="no letter or figure in it")
    return Query(" AND ".join(wanted), " OR ".join(unwanted))


def fill(connection: sqlite3.Connection, version_id: int, text: str) -> None:
    """List the words of a version's passages."""
    _give(connection, version_id, text, _LIST)


def erase(connection: sqlite3.Connection, version_id: int, text: str) -> None:
    """Take the words of a version's passages out, before its passages go."""
    _give(
        connection,
        version_id,
        text,
        "INSERT INTO search (search, rowid, sentence, statement) VALUES ('delete', ?, ?, ?)",
    )


def erase_all(connection: sqlite3.Connection) -> None:
    """Take all words out, whatever is there."""
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")


def compact(connection: sqlite3.Connection) -> None:
    """Leave nothing of what was taken out."""
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")


def altered(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Whether the index is not what the passages' words make: what was altered, and how.

    A copy of it and one made anew are each brought into the one form that FTS5 gives an index whose
    parts it merges; then they are the same to the byte.
    """
    with _empty() as copy, _empty() as again:
        for version_id, text in connection.execute("SELECT id, text FROM version"):
            _give(connection, version_id, text, _LIST, to=again)
        try:
            _copy(connection, copy)
            same = _found(copy) == _found(again)
            for each in (copy, again):
                _merge(each)
            same = same and all(
                one == other
                for pages in _PAGES
                for one, other in zip_longest(copy.execute(pages), again.execute(pages))
            )
        except sqlite3.DatabaseError:
            same = False
    if not same:
        yield "the search index", "it was altered; `onrecord reindex` makes it anew"


@contextmanager
def _empty() -> Iterator[sqlite3.Connection]:
    """An index without words, in a file that goes at once."""
    with closing(sqlite3.connect("", isolation_level=None)) as connection:
        connection.execute("BEGIN")
        connection.execute(_AGAIN)
        yield connection


def _copy(connection: sqlite3.Connection, to: sqlite3.Connection) -> None:
    """Copy the index as it lies. Raises DatabaseError where it isn't sound."""
    for part in _PARTS:
        to.execute(f"DELETE FROM search_{part}")  # noqa: S608
        held = connection.execute(f"SELECT * FROM search_{part}")  # noqa: S608
        marks = ", ".join("?" * len(held.description))
        to.executemany(f"INSERT INTO search_{part} VALUES ({marks})", held)  # noqa: S608
    # What is taken back makes FTS5 read how the index lies, of which it remembers the empty one.
    to.execute("SAVEPOINT anew")
    to.execute("INSERT INTO search (rowid, sentence) VALUES (1, '')")
    to.execute("ROLLBACK TO anew")
    to.execute("INSERT INTO search (search) VALUES ('integrity-check')")


def _found(connection: sqlite3.Connection) -> list[int]:
    """How often each term stands in an index, looked up as a search looks it up."""
    for name, kind in (("terms", "row"), ("instances", "instance")):
        connection.execute(
            f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab (main, search, {kind})"
        )
    terms = connection.execute("SELECT term FROM temp.terms").fetchall()
    counted = "SELECT count(*) FROM temp.instances WHERE term = ?"
    return [connection.execute(counted, term).fetchone()[0] for term in terms]


def _merge(connection: sqlite3.Connection) -> None:
    """Bring an index into one part; with one more row, so that there are two to be merged."""
    connection.execute(_ONE_MORE.format("search_docsize"))
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")
    connection.execute("COMMIT")  # with which the totals are written that BM25 reckons with


def lit(texts: Sequence[str], query: Query) -> list[list[tuple[int, int]]]:
    """Where in each text the words that were looked for stand: (start, end) in code points."""
    if not query.wanted:
        return [[] for _ in texts]
    connection = _lighter()
    wanted = query.wanted.replace(" AND ", " OR ")
    connection.execute("DELETE FROM lit")
    connection.executemany(
        "INSERT INTO lit (rowid, text) VALUES (?, ?)",
        ((at, text.translate(_UNMARKED)) for at, text in enumerate(texts)),
    )
    marked = dict(
        connection.execute(
            "SELECT rowid, highlight(lit, 0, ?, ?) FROM lit WHERE lit MATCH ?", (*_MARKS, wanted)
        )
    )
    return [_spans(marked[at]) if at in marked else [] for at in range(len(texts))]


def held(texts: Sequence[str], queries: Sequence[Query]) -> list[set[int]]:
    """Which of the texts, by their numbers, hold what each query wants; none for no words."""
    connection = _lighter()
    connection.execute("DELETE FROM lit")
    connection.executemany("INSERT INTO lit (rowid, text) VALUES (?, ?)", enumerate(texts))
    return [
        {at for (at,) in connection.execute("SELECT rowid FROM lit WHERE lit MATCH ?", (wanted,))}
        if (wanted := query.wanted)
        else set()
        for query in queries
    ]


@cache
def _lighter() -> sqlite3.Connection:
    """A table in memory to mark matches with, by the index's own tokenizer."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.execute(_LIT)
    return connection


def _spans(marked: str) -> list[tuple[int, int]]:
    """The places of what stands between marks, in the text without them."""
    begin, end = _MARKS
    before, *rest = marked.split(begin)
    found, at = [], len(before)
    for part in rest:
        inside, _, after = part.partition(end)
        found.append((at, at + len(inside)))
        at += len(inside) + len(after)
    return found


def _give(
    connection: sqlite3.Connection,
    version_id: int,
    text: str,
    sql: str,
    *,
    to: sqlite3.Connection | None = None,
) -> None:
    """Give the words of a version's passages to its own index, or to another."""
    rows = connection.execute(
        'SELECT id, kind, "start", "end" FROM passage WHERE version_id = ?', (version_id,)
    ).fetchall()
    (to or connection).executemany(
        sql,
        (
            (id, words, None) if kind == "sentence" else (id, None, words)
            for id, kind, start, end in rows
            for words in (text[start:end],)
        ),
    )
