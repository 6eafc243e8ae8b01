from __future__ import annotations

from dataclasses import replace

import pytest
from lineage_articles import HALDANE, Told, article, members

from onrecord.casebook.claims.claim import Change, Member
from onrecord.casebook.lineage import revised
from onrecord.casebook.lineage.revised import renumbered

FIRST = "five people were missing after the ferry sank outside the breakwater"


def said(*given: tuple[str, str | None]) -> list[Member]:
    found = []
    for number, (words, day) in enumerate(given):
        told = Told(words, source="Haldane", party=HALDANE)
        found += members(article(f"d{number}", told, published=day), told)
    return found


def changes(later: str, day: str | None = "2031-03-12") -> list[Change]:
    return revised(said((FIRST, "2031-03-10"), (later, day)))


def test_another_number_later_is_a_change() -> None:
    (change,) = changes(FIRST.replace("five", "seven"))
    assert (change.kind, change.claim) == ("says otherwise", None)
    assert (change.before.place.document, change.after.place.document) == ("d0", "d1")
    assert change.evidence[0].reason == "“five” became “seven”"
    assert 0 < change.confidence < 1


def test_one_is_a_number_where_another_stood() -> None:
    (change,) = changes(FIRST.replace("five people were", "one person was"))
    assert change.evidence[0].reason == "“five people were” became “one person was”"


def test_what_was_denied_with_another_number_is_told_so() -> None:
    before, now = said((FIRST, "2031-03-10"), (FIRST.replace("five", "seven"), "2031-03-12"))
    (change,) = revised([replace(before, stand="denies"), now])
    assert change.evidence[0].reason == "denied with “five”, said with “seven”"
    assert renumbered(before, now)[0].reason == "“five” became “seven”"
    assert renumbered(before, before) == ()


@pytest.mark.parametrize(
    "later",
    [
        FIRST,
        FIRST.replace("five", "5"),
        "seven cranes were sound, and the board counted every bolt of them twice",
        FIRST.replace("five", "many"),
    ],
)
def test_the_same_number_or_another_matter_is_none(later: str) -> None:
    assert changes(later) == []


def test_years_are_no_other_number() -> None:
    before, now = (f"the ferry was last inspected by engineers in {year}" for year in (2029, 2030))
    assert revised(said((before, "2031-03-10"), (now, "2031-03-12"))) == []


def test_what_is_not_known_to_be_later_is_none() -> None:
    other = FIRST.replace("five", "seven")
    assert changes(other, None) == []
    assert changes(other, "2031-03-10") == []


def test_each_revision_is_told_once() -> None:
    days = [
        (FIRST.replace("five", word), f"2031-03-1{n}")
        for n, word in enumerate(["five", "seven", "seven", "nine"])
    ]
    found = revised(said(*days))
    assert [(each.before.place.document, each.after.place.document) for each in found] == [
        ("d0", "d1"),
        ("d2", "d3"),
    ]
