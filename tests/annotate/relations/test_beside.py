"""Parties, homes and bodies beside names."""

from __future__ import annotations

import pytest
from related import relate, related


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("(D-Norr.)", "democrat"),
        ("(R)", "republican"),
        (", R-Norr.,", "republican"),
        (", D-Norr,", "democrat"),
        ("(Rep.)", "republican"),
        ("(I-Norr.)", None),
        ("(Diver)", None),
        (", Rest,", None),
    ],
)
def test_letters_of_a_party(words: str, label: str | None) -> None:
    found = related(f"[o:Bell Corp] saw [p:Ivo Dahl] {words} leave.".replace(" ,", ","))
    assert found == ([f"Ivo Dahl | member_of | - | {label} | current"] if label else [])


def test_the_evidence_holds_the_partys_letter_and_the_state() -> None:
    (found,) = relate("They saw [p:Ivo Dahl], R-Norr., leave.")
    assert found.evidence.text == "Ivo Dahl, R-Norr."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "[p:Ivo Dahl] of the [o:Harbour Board] left.",
            ["Ivo Dahl | member_of | Harbour Board | - | current"],
        ),
        (
            "The [o:Tarn Lantern]'s [p:Ivo Dahl] said so.",
            ["Ivo Dahl | member_of | Tarn Lantern | - | current"],
        ),
        ("The [o:Tarn Lantern]'s [p:Ivo Dahl] inquiry fell.", []),
        ("[p:Ivo Dahl], 41, of [l:Tarn], left.", ["Ivo Dahl | based_in | Tarn | - | current"]),
        (
            "Sens. [p:Ivo Dahl], of [l:Tarn], and [p:Bo Roe], of [l:Norr], left.",
            ["Ivo Dahl | role | - | senator | current"],
        ),
        ("Senator [p:Ivo Dahl] of [l:Tarn] left.", ["Ivo Dahl | role | Tarn | senator | current"]),
        ("Sens. [p:Ivo Dahl] and [p:Bo Roe] left.", ["Ivo Dahl | role | - | senator | current"]),
        (
            "[o:Norr Guard] [o:Unit 4127] left.",
            ["Unit 4127 | part_of | Norr Guard | unit | current"],
        ),
        ("Norr guard ([o:NG]) [o:Unit 4127] left.", ["Unit 4127 | part_of | NG | unit | current"]),
        (
            "The [o:Norr Guard]'s [o:3rd Brigade] left.",
            ["3rd Brigade | part_of | Norr Guard | brigade | current"],
        ),
        (
            "[o:3rd Brigade] of the [o:Norr Guard] left.",
            ["3rd Brigade | part_of | Norr Guard | brigade | current"],
        ),
        (
            "[l:Norland]'s [o:Works Ministry] left.",
            ["Works Ministry | part_of | Norland | ministry | current"],
        ),
        ("In [l:Norland] the [o:Works Ministry] left.", []),
        ("[l:Tarn]-based [o:Bell Steel] left.", ["Bell Steel | based_in | Tarn | - | current"]),
    ],
)
def test_names_beside_names(text: str, found: list[str]) -> None:
    assert related(text) == found
