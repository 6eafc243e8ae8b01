"""Entities of invented articles, for the tests of identities."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onrecord.casebook.identities import Identities, Known, Ref
from onrecord.casebook.identities.evidence import Verdict
from onrecord.casebook.identities.gathering import compare
from onrecord.casebook.identities.profile import of


def known(document: str, *forms: str, entity: str = "e1", **more: Any) -> Known:
    """An entity of a document, a person where no type is given; forms are printed once each."""
    more.setdefault("type", "person")
    counted = dict.fromkeys(forms, 1)
    name = max(forms, key=len)
    return Known(ref=Ref(document, entity), name=name, forms=counted, **more)


def body(document: str, *forms: str, **more: Any) -> Known:
    """An organisation of a document."""
    return known(document, *forms, **{"type": "organization", **more})


def place(document: str, *forms: str, **more: Any) -> Known:
    """A place of a document."""
    return known(document, *forms, **{"type": "place", **more})


def verdict(first: Known, second: Known) -> Verdict:
    """What two entities' comparison says where every name in company is rare."""
    return compare(of(first), of(second), lambda name: 1.0)


def together(found: Identities) -> set[frozenset[str]]:
    """The documents of each identity of several."""
    return {
        frozenset(member.ref.document for member in identity.members)
        for identity in found.clusters
        if len(identity.members) > 1
    }


def reasons(found: Identities) -> set[str]:
    """What is said for all members."""
    return {
        reason.what
        for identity in found.clusters
        for member in identity.members
        for reason in member.reasons
    }


def waiting(found: Identities) -> Iterable[set[str]]:
    """The documents of the pairs that wait for review."""
    return [{doubt.first.document, doubt.second.document} for doubt in found.review]
