"""Whom passages say that they have it from, kept so that claims can be gathered by it.

What a passage says that it has from an outlet, or from an article that it links to, is likely told
in that article too, be it in quite other words. `pointed` finds which documents that may be: the
nearest few of the outlet among those that are about the same people and places.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from onrecord.casebook import lineage
from onrecord.casebook.claims.passages import Passage
from onrecord.casebook.lineage import grounds

MOST_RELATED = 200
"""Documents among which those of a credited outlet are looked for: the likest."""
MOST_OF_ONE = 3
"""Documents of a credited outlet that may be meant."""


class Pointed(NamedTuple):
    """A passage by its number, and the version in which what it has it from may stand."""

    passage: int
    version: int


class Credited:
    """The credits of passages in a casebook; the outlets are those of when it was made."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._called = lineage.all_outlets(connection)

    def store(self, passages: Mapping[int, Sequence[tuple[int, Passage]]]) -> None:
        """Keep whom the passages of versions point at; each with its number."""
        keys = {version: self._key(version) for version in passages}
        context = lineage.known(self._connection, keys.values(), self._called)
        called = self._called.with_pages(context.articles.values())
        for version, those in passages.items():
            article = context.articles[keys[version]]
            for number, each in those:
                ref = each.ref if each.kind == "statement" else None
                found = grounds.pointers(article, called, ref, each.start, each.end)
                self._connection.executemany(
                    "INSERT INTO claim_credit VALUES (?, ?, ?)",
                    ((version, number, target) for target in found),
                )

    def pointed(self, version: int, related: Sequence[int]) -> Iterator[Pointed]:
        """Who points where: the passages of a version, and those of others that point at it.

        `related`: other versions, the likest first.
        """
        related = related[:MOST_RELATED]
        of = self._outlets([version, *related])
        by_outlet: defaultdict[str, list[int]] = defaultdict(list)
        for each in related:
            if each in of:
                by_outlet[of[each]].append(each)
        for passage, target in self._targets(version):
            there = (
                lineage.at_address(self._connection, target[2:])
                if target.startswith("//")
                else by_outlet.get(self._called.one(target), [])
            )
            for each in there[:MOST_OF_ONE]:
                if each != version:
                    yield Pointed(passage, each)
        for each in related if version in of else ():
            for passage, target in self._targets(each):
                if not target.startswith("//") and self._called.one(target) == of[version]:
                    yield Pointed(passage, version)
        yield from (Pointed(passage, version) for passage in self._linking(version))

    def together(self, version: int, related: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Passages of a version, and those of others that say that they have it from the same."""
        by_target: defaultdict[str, list[int]] = defaultdict(list)
        for passage, target in self._targets(version):
            by_target[self._one(target)].append(passage)
        for each in related[:MOST_RELATED] if by_target else ():
            for other, target in self._targets(each):
                yield from ((passage, other) for passage in by_target.get(self._one(target), ()))

    def _one(self, target: str) -> str:
        return target if target.startswith("//") else self._called.one(target)

    def _targets(self, version: int) -> list[tuple[int, str]]:
        return self._connection.execute(
            "SELECT passage, target FROM claim_credit WHERE version_id = ?", (version,)
        ).fetchall()

    def _linking(self, version: int) -> list[int]:
        """The passages of other versions that link to one."""
        return [
            passage
            for (passage,) in self._connection.execute(
                """SELECT c.passage FROM address a
                JOIN claim_credit c ON c.target = '//' || a.address
                WHERE a.version_id = ? AND c.version_id <> ?""",
                (version, version),
            )
        ]

    def _outlets(self, versions: Sequence[int]) -> dict[int, str]:
        """The outlet of each version that has one."""
        marks = ", ".join("?" * len(versions))
        return {
            version: self._called.one(outlet)
            for version, outlet in self._connection.execute(
                f"SELECT version_id, outlet FROM frame WHERE version_id IN ({marks})",  # noqa: S608
                versions,
            )
            if outlet
        }

    def _key(self, version: int) -> str:
        (key,) = self._connection.execute(
            "SELECT d.key FROM version v JOIN document d ON d.id = v.document_id WHERE v.id = ?",
            (version,),
        ).fetchone()
        return str(key)
