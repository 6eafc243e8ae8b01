"""Lineage: who relays whom, and how many independent sources there are at the origins.

    context = known(connection, {member.place.document for member in members})
    lineage = trace(members, context)

`update` must have been run before; it reads what is new in the casebook (credits, links and
the wording of articles) and writes, so it stands in a transaction of its own. `trace` and
`changes` are pure. Members' numbers in a lineage are their places in `members`; those that
deny or doubt stand in no node.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.casebook.claims.claim import Change, Claim
from onrecord.casebook.lineage.known import Context
from onrecord.casebook.lineage.stored import known, update
from onrecord.casebook.lineage.tracing import trace

__all__ = ["Context", "changes", "known", "trace", "update"]


def changes(claims: Sequence[Claim], context: Context) -> list[Change]:
    """Who says otherwise later, and what hardened on its way, in the order of time."""
    raise NotImplementedError
