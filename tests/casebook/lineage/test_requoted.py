from __future__ import annotations

import pytest
from lineage_articles import HALDANE, Told, article, members

from onrecord.casebook.claims.claim import Change
from onrecord.casebook.lineage import requoted

WORDS = "We counted every bolt, one by one and by daylight"


def changes(*given: str, mode: str = "direct", days: tuple[int, int] = (10, 12)) -> list[Change]:
    found = []
    for number, (words, day) in enumerate(zip(given, days, strict=True)):
        told = Told(words, source="Haldane", party=HALDANE, mode=mode)  # type: ignore[arg-type]
        found += members(article(f"d{number}", told, published=f"2031-03-{day}"), told)
    return requoted(found)


@pytest.mark.parametrize(
    ("later", "kind", "reason"),
    [
        (WORDS.replace(", one by one and", ""), "quotation cut", "left out: “one by one and”"),
        (WORDS.replace("every", "no"), "quotation altered", "“every” became “no”"),
    ],
)
@pytest.mark.parametrize("marks", ["“{}”", "{}"])
def test_a_later_quotation_in_other_words_is_a_change(
    later: str, kind: str, reason: str, marks: str
) -> None:
    (change,) = changes(marks.format(WORDS), marks.format(later))
    assert (change.kind, change.claim) == (kind, None)
    assert (change.before.place.document, change.after.place.document) == ("d0", "d1")
    assert [each.reason for each in change.evidence] == [reason]
    assert change.evidence[0].text == later


def test_indirect_speech_is_no_quotation() -> None:
    assert changes(WORDS, WORDS.replace("every", "no"), mode="indirect") == []


def test_what_is_not_known_to_be_later_is_none() -> None:
    assert changes(WORDS, WORDS.replace("every", "no"), days=(10, 10)) == []
