"""Seats, parts, members, marriages and awards that verbs tell."""

from __future__ import annotations

import pytest
from related import related


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "[o:Bell Steel], based in [l:Tarn], left.",
            ["Bell Steel | based_in | Tarn | - | current"],
        ),
        (
            "[o:Bell Steel] is headquartered in [l:Tarn].",
            ["Bell Steel | based_in | Tarn | - | current"],
        ),
        (
            "[o:Bell Steel], which was based in [l:Tarn], left.",
            ["Bell Steel | based_in | Tarn | - | former"],
        ),
        ("A claim based in [l:Tarn] fell.", []),
        (
            "[o:Unit 4127] is part of the [o:Norr Guard].",
            ["Unit 4127 | part_of | Norr Guard | part | current"],
        ),
        (
            "[o:Unit 4127], part of the [o:Norr Guard], left.",
            ["Unit 4127 | part_of | Norr Guard | part | current"],
        ),
        (
            "[o:Unit 4127] will sail as part of the [o:Norr Guard].",
            ["Unit 4127 | part_of | Norr Guard | part | current"],
        ),
        ("They hit [o:Unit 4127] and, as part of the [o:Norr Guard], left.", []),
        (
            "[p:Ivo Dahl] joined the [o:Norr Guard] in 2010.",
            ["Ivo Dahl | member_of | Norr Guard | member | unknown"],
        ),
        ("[p:Ivo Dahl] joined the [o:Norr Guard] in condemning it.", []),
        (
            "[p:Ivo Dahl] belongs to the [o:Norr Guard].",
            ["Ivo Dahl | member_of | Norr Guard | member | current"],
        ),
        (
            "[p:Ivo Dahl] is married to [p:Una Roe].",
            ["Ivo Dahl | family | Una Roe | spouse | current"],
        ),
        (
            "[p:Ivo Dahl] was awarded the Hero of Norr medal.",
            ["Ivo Dahl | awarded | - | hero of norr medal | current"],
        ),
        (
            "[p:Ivo Dahl] won the [w:Bell Prize].",
            ["Ivo Dahl | awarded | Bell Prize | bell prize | current"],
        ),
        ("[p:Ivo Dahl] won the election.", []),
        ("[p:Ivo Dahl] received a letter and a medal.", []),
    ],
)
def test_seats_parts_members_marriages_and_awards(text: str, found: list[str]) -> None:
    assert related(text) == found
