"""Claims as CSV: a row a claim, or of one claim a row a passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.casebook import Claim, Member
from onrecord.casebook.rows import called_at
from onrecord.commands.asking_tables import PLACE, as_csv, place_cells
from onrecord.export import wording

_CLAIM = (
    "claim",
    "text",
    "documents",
    "independent",
    "independent_low",
    "independent_high",
    "disputed",
    "single_sourced",
    "circular",
    "holders",
    "deniers",
    "origins",
)
_MEMBER = ("claim", "stand", "holder", "text", "statement", "kind", "confidence", "reason")


def claims(found: Iterable[Claim]) -> Iterator[str]:
    """The claims, each with the place of its earliest passage."""
    rows = (
        {
            "claim": each.id,
            "text": each.text,
            "documents": each.documents,
            "independent": each.lineage.independence.count,
            "independent_low": each.lineage.independence.low,
            "independent_high": each.lineage.independence.high,
            "disputed": each.disputed,
            "single_sourced": each.single_sourced,
            "circular": each.circular,
            "holders": tuple(dict.fromkeys(map(holder, each.holders))),
            "deniers": tuple(dict.fromkeys(map(holder, each.deniers))),
            "origins": tuple(each.lineage.nodes[number].name for number in each.lineage.origins),
        }
        | place_cells(each.members[0].place)
        for each in found
    )
    return as_csv((*_CLAIM, *PLACE), rows)


def members(found: Claim) -> Iterator[str]:
    """The passages of a claim in order of time."""
    rows = (
        {
            "claim": found.id,
            "stand": each.stand,
            "holder": holder(each),
            "text": each.text,
            "statement": each.said.id if each.said else None,
            "kind": each.said.kind if each.said else None,
            "confidence": each.confidence,
            "reason": each.reason,
        }
        | place_cells(each.place)
        for each in found.members
    )
    return as_csv((*_MEMBER, *PLACE), rows)


def holder(member: Member) -> str:
    """Whose words a passage is: who says it, or which outlet reports it in its own voice."""
    if member.said:
        return member.said.holder or wording.NO_SOURCE
    place = member.place
    return place.outlet or f"an outlet that is not named ({called_at(place)})"
