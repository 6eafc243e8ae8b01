"""A claim in a line or two, for lists."""

from __future__ import annotations

from typing import Any

from onrecord.casebook import Claim


def brief(claim: Claim) -> dict[str, Any]:
    """What every list says of a claim; each adds what it shows besides."""
    return {
        "id": claim.id,
        "text": claim.text,
        "documents": claim.documents,
        "disputed": claim.disputed,
        "single_sourced": claim.single_sourced,
        "circular": claim.circular,
    }
