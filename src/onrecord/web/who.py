"""Who is meant by an address: an identity's number, and the name that it then had.

Decisions on who is one, and new versions of documents, give identities new numbers. An address
that is kept therefore has the name beside the number: where the number is another's by
now, the name still leads to whom it was about.
"""

from __future__ import annotations

from onrecord.casebook import Candidate, Casebook


def meant(casebook: Casebook, number: int, name: str | None = None) -> Candidate | None:
    """The identity of that number if it goes by the name (None: whatever it is called), else the
    only one that bears the name, or goes by it. None where there is none, or several are."""
    there = casebook.called(f"#{number}")
    if there and (not name or there[0].name == name):
        return there[0]
    if not name:
        return None
    called = casebook.called(name)
    if there and there[0] in called:
        return there[0]
    bears = [each for each in called if each.name == name] or called
    return bears[0] if len(bears) == 1 else None
