"""What people decided about a record, in words, for every format."""

from __future__ import annotations

from onrecord.export.visible import one_line
from onrecord.record import Decision, Record

_DONE = {
    "attribute": "added",
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "note": "noted",
}


def marks(record: Record) -> dict[str, list[tuple[str, str]]]:
    """What was decided, and by whom ("accepted by", "ada"), by the id of what it is about."""
    found: dict[str, list[tuple[str, str]]] = {}
    for each in record.decisions:
        found.setdefault(each.on, []).append((f"{done(each)} by", one_line(each.by)))
    return found


def done(decision: Decision) -> str:
    """What a decision did: "accepted", "source corrected"."""
    fields = ", ".join(decision.fields)
    return f"{fields} {_DONE[decision.action]}" if fields else _DONE[decision.action]


def whole(decision: Decision) -> str:
    """A decision in one line: what was done to what, by whom, when, and why."""
    why = f": {one_line(decision.why)}" if decision.why else ""
    by = f"{one_line(decision.by)}, {decision.at}"
    return f"{one_line(decision.on)} {done(decision)} by {by}{why}"
