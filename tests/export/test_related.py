from __future__ import annotations

import pytest

from onrecord.export.related import related
from onrecord.export.told import NOBODY_STATED


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("role", "head", "Norrund", False), "head of Norrund"),
        (("role", "head", "Ada Venn", True), "head: Ada Venn"),
        (("role", "head", None, True), f"head: {NOBODY_STATED}"),
        (("role", None, None, False), "a role"),
        (("member_of", None, "Unit Nine", False), "member of Unit Nine"),
        (("based_in", "seat", "Helmvik", False), "based in Helmvik"),
        (("based_in", None, "Unit Nine", True), "based here: Unit Nine"),
        (("awarded", None, "the Tide Cross", False), "was awarded the Tide Cross"),
        (("new type", "friend", "Ada\x1b Venn", False), "friend of Ada^[ Venn"),
    ],
)
def test_a_relation_is_told_from_either_side(
    given: tuple[str, str | None, str | None, bool], words: str
) -> None:
    type, role, other, of_other = given
    assert related(type, role, other, of_other=of_other) == words
