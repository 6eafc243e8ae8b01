"""Lineage: who relays whom, and how many independent sources there are at the origins.

    context = known(connection, {member.place.document for member in members})
    lineage = trace(members, context)

`update` must have been run before; it reads what is new in the casebook (credits, links and
the wording of articles) and writes, so it stands in a transaction of its own. `trace` and
`changes` are pure. Members' numbers in a lineage are their places in `members`; those that
deny or doubt stand in no node.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from onrecord.casebook.claims.claim import Change, Claim, Lineage, Member
from onrecord.casebook.lineage.known import Context

__all__ = ["Context", "changes", "known", "trace", "update"]


def update(connection: sqlite3.Connection) -> int:
    """Read what lineage needs out of versions that are new; how many there were."""
    raise NotImplementedError


def known(connection: sqlite3.Connection, documents: Iterable[str]) -> Context:
    """What is known of documents, by their keys, and of those that they rest on."""
    raise NotImplementedError


def trace(members: Sequence[Member], context: Context) -> Lineage:
    """Whence a claim's members have it: those that hold it alone."""
    raise NotImplementedError


def changes(claims: Sequence[Claim], context: Context) -> list[Change]:
    """Who says otherwise later, and what hardened on its way, in the order of time."""
    raise NotImplementedError
