"""What verbs say, on invented people and bodies."""

from __future__ import annotations

import pytest
from related import passage, related

from onrecord.annotate.relations import subjects

BOARD = "Ivo Dahl | role | Harbour Board"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[p:Ivo Dahl] is the head of the [o:Harbour Board].", "head | current"),
        ("[p:Ivo Dahl] was head of the [o:Harbour Board].", "head | former"),
        ("[p:Ivo Dahl] became head of the [o:Harbour Board] after it shut.", "head | unknown"),
        ("[p:Ivo Dahl] is now the [o:Harbour Board]'s chief.", "chief | current"),
        ("[p:Ivo Dahl], who is head of the [o:Harbour Board], left.", "head | current"),
        ("[p:Ivo Dahl] is one of the [o:Harbour Board]'s founders.", "founder | current"),
        ("“I am the head of the [o:Harbour Board],” he said.", None),
        ("[p:Ivo Dahl] is not the head of the [o:Harbour Board].", None),
        ("[p:Ivo Dahl] may be the head of the [o:Harbour Board].", None),
        ("If [p:Ivo Dahl] is the head of the [o:Harbour Board], we leave.", None),
        ("The wife of [p:Ivo Dahl] is the head of the [o:Harbour Board].", None),
        ("[p:Ivo Dahl] is the worst head of the [o:Harbour Board].", None),
        ("[p:Ivo Dahl] is a critic of the [o:Harbour Board].", None),
    ],
)
def test_copulas(text: str, found: str | None) -> None:
    assert related(text) == ([f"{BOARD} | {found}"] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[p:Ivo Dahl] serves as head of the [o:Harbour Board].", "head | current"),
        ("[p:Ivo Dahl] served as head of the [o:Harbour Board].", "head | former"),
        ("[p:Ivo Dahl] has served as head of the [o:Harbour Board].", "head | unknown"),
        (
            "[p:Ivo Dahl] spoke after stepping down as head of the [o:Harbour Board].",
            "head | former",
        ),
        ("[p:Ivo Dahl] was elected head of the [o:Harbour Board].", "head | unknown"),
        ("They appointed [p:Ivo Dahl] as head of the [o:Harbour Board].", "head | unknown"),
        (
            "[p:Ivo Dahl] was appointed by Mayor [p:Bo Roe] as head of the [o:Harbour Board].",
            "head | unknown",
        ),
        ("They named [p:Ivo Dahl] head of the [o:Harbour Board].", "head | unknown"),
        ("They nominated [p:Ivo Dahl] to be head of the [o:Harbour Board].", "head | unknown"),
        ("As head of the [o:Harbour Board], [p:Ivo Dahl] spoke.", "head | unknown"),
        ("[p:Ivo Dahl] spoke as head of nothing.", None),
    ],
)
def test_offices_taken_held_and_left(text: str, found: str | None) -> None:
    mine = [each for each in related(text) if each.startswith("Ivo Dahl")]
    assert mine == ([f"{BOARD} | {found}"] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[p:Ivo Dahl], who heads the [o:Harbour Board], left.", "head | current"),
        ("[p:Ivo Dahl] formerly led the [o:Harbour Board].", "leader | former"),
        ("[p:Ivo Dahl] founded the [o:Harbour Board].", "founder | current"),
        ("The [o:Harbour Board] was founded by engineer [p:Ivo Dahl].", "founder | current"),
        ("The [o:Harbour Board], led by [p:Ivo Dahl], left.", "leader | current"),
        ("[o:Harbour Board], a charity run by [p:Ivo Dahl], left.", "head | current"),
        ("[p:Ivo Dahl] leads [p:Bo Roe] in the polls.", None),
        ("The [o:Harbour Board] was founded by a former [p:Ivo Dahl] aide.", None),
        ("They held an inquiry at the [o:Harbour Board], led by [p:Ivo Dahl].", None),
    ],
)
def test_who_heads_what(text: str, found: str | None) -> None:
    roles = [each for each in related(text) if "engineer" not in each]
    assert roles == ([f"{BOARD} | {found}"] if found else [])


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


def test_a_subject_stands_before_its_verb_across_an_apposition() -> None:
    p = passage("[p:Ivo Dahl], a nurse from [l:Tarn], is ill.")
    verb = next(at for at, unit in enumerate(p.units) if unit.lower == "is")
    who = subjects.subject(p, verb)
    assert who is not None
    assert p.units[who].text == "Ivo Dahl"


def test_an_object_of_a_preposition_is_no_subject() -> None:
    p = passage("The house of [p:Ivo Dahl] is old.")
    verb = next(at for at, unit in enumerate(p.units) if unit.lower == "is")
    assert subjects.subject(p, verb) is None
