"""What every list of claims says of one."""

from __future__ import annotations

from pathlib import Path

import claims_asked

from onrecord.web.brief import brief


def test_a_claim_in_brief_is_what_the_claim_says(tmp_path: Path) -> None:
    with claims_asked.make(tmp_path / "story.casebook") as casebook:
        (claim,) = casebook.claims()
    found = brief(claim)
    assert found.pop("disputed") is True
    assert found == {name: getattr(claim, name) for name in found}
    assert {"id", "text", "documents"} <= found.keys()
