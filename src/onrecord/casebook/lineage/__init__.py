"""Lineage: who relays whom, and how many independent sources there are at the origins.

    context = known(connection, {member.place.document for member in members})
    lineage = trace(members, context)

`update` must have been run before; it reads what is new in the casebook (credits, links and
the wording of articles) and writes, so it stands in transactions of its own. `trace`, `changes`,
`revised` and `requoted` are pure. Members' numbers in a lineage are their places in `members`;
those that deny or doubt stand in no node. `changes` gives who says otherwise later and what
hardens on its way, in order of time; `context` holds all documents of the claims' members.
"""

from __future__ import annotations

from onrecord.casebook.lineage.changing import changes
from onrecord.casebook.lineage.known import Context
from onrecord.casebook.lineage.requoted import requoted
from onrecord.casebook.lineage.revised import revised
from onrecord.casebook.lineage.stored import (
    all_outlets,
    altered,
    at_address,
    forget_all,
    known,
    update,
)
from onrecord.casebook.lineage.tracing import trace

__all__ = [
    "Context",
    "all_outlets",
    "altered",
    "at_address",
    "changes",
    "forget_all",
    "known",
    "requoted",
    "revised",
    "trace",
    "update",
]
