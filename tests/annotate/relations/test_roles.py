"""What appositions, titles and possessives say, on invented people and bodies."""

from __future__ import annotations

import pytest
from related import related

BOARD = "Ivo Dahl | role | Harbour Board"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[p:Ivo Dahl], head of the [o:Harbour Board], left.", [f"{BOARD} | head | current"]),
        ("The [o:Harbour Board]'s head, [p:Ivo Dahl], left.", [f"{BOARD} | head | current"]),
        (
            "The head of the [o:Harbour Board], Senator [p:Ivo Dahl], left.",
            [f"{BOARD} | head | current", "Ivo Dahl | role | - | senator | current"],
        ),
        (
            "[p:Ivo Dahl], special agent in charge of the [o:Harbour Board]'s Tarn office, left.",
            [f"{BOARD} | special agent in charge of the harbour board's tarn office | current"],
        ),
        (
            "The [o:Harbour Board] ([o:HB]) Secretary [p:Ivo Dahl] left.",
            ["Ivo Dahl | role | HB | secretary | current"],
        ),
        (
            "[p:Ivo Dahl], a pro-[l:Norland] clerk at the [o:Harbour Board], left.",
            [f"{BOARD} | clerk | current"],
        ),
        ("[o:Harbour Board] head [p:Ivo Dahl] left.", [f"{BOARD} | head | current"]),
        (
            "[p:Ivo Dahl], an analyst with the [o:Harbour Board], left.",
            [f"{BOARD} | analyst | current"],
        ),
        (
            "[p:Ivo Dahl], director of research at the [o:Harbour Board], left.",
            [f"{BOARD} | director of research | current"],
        ),
        (
            "[p:Ivo Dahl], a spokesman for the [o:Harbour Board] in [l:Tarn], left.",
            [f"{BOARD} | spokesman | current"],
        ),
        (
            "[p:Ivo Dahl], founder and chief executive of the [o:Harbour Board], left.",
            [f"{BOARD} | founder | current", f"{BOARD} | chief executive | current"],
        ),
        (
            "[p:Ivo Dahl], a tax lawyer and head of the [o:Harbour Board], left.",
            [f"{BOARD} | head | current", "Ivo Dahl | role | - | tax lawyer | current"],
        ),
        ("Maj. Gen. [p:Ivo Dahl] left.", ["Ivo Dahl | role | - | major general | current"]),
        (
            "[p:Ivo Dahl], an expert on ferries at the [o:Harbour Board], left.",
            [f"{BOARD} | expert on ferries | current"],
        ),
    ],
)
def test_a_role_and_what_it_is_of(text: str, found: list[str]) -> None:
    assert sorted(related(text)) == sorted(found)


@pytest.mark.parametrize(
    ("text", "object"),
    [
        ("[l:Norland] lost. [g:Norlandian] President [p:Ivo Dahl] left.", "Norland"),
        ("[l:Norland]'s president, [p:Ivo Dahl], left.", "Norland"),
        ("[p:Ivo Dahl], the president of [l:Norland], left.", "Norland"),
        ("[l:U.S]. President [p:Ivo Dahl] left.", "U.S"),
        ("[g:Polish] President [p:Ivo Dahl] left.", "Polish"),
        ("[g:Catholic] President [p:Ivo Dahl] left.", "-"),
        ("In [l:France], President [p:Ivo Dahl] left.", "-"),
    ],
)
def test_a_land_has_its_president(text: str, object: str) -> None:
    assert related(text) == [f"Ivo Dahl | role | {object} | president | current"]


def test_a_chamber_that_is_not_marked_is_found_by_its_spelling() -> None:
    text = "The [o:House] met. House Speaker [p:Ivo Dahl] left."
    assert related(text) == ["Ivo Dahl | role | House | speaker | current"]
    text = "The [o:House] met. The state House Speaker [p:Ivo Dahl] left."
    assert related(text) == ["Ivo Dahl | role | - | state house speaker | current"]


def test_a_peoples_name_is_of_no_office_where_it_is_no_office() -> None:
    text = "[l:Norland] lost. [p:Ivo Dahl], a [g:Norlandian] singer, left."
    assert related(text) == ["Ivo Dahl | role | - | singer | current"]


def test_an_envoy_is_somebodys_and_to_somewhere() -> None:
    text = "[p:Ivo Dahl], President [p:Ana Ruiz]'s envoy to [l:Norland], left."
    assert related(text) == [
        "Ivo Dahl | role | Ana Ruiz | envoy | current",
        "Ivo Dahl | role | Norland | envoy to norland | current",
        "Ana Ruiz | role | - | president | current",
    ]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Former mayor [p:Ivo Dahl]", "former"),
        ("Then-Mayor [p:Ivo Dahl]", "former"),
        ("Ex-mayor [p:Ivo Dahl]", "former"),
        ("The mayor at the time, [p:Ivo Dahl],", "former"),
        ("Acting mayor [p:Ivo Dahl]", "current"),
        ("Mayor [p:Ivo Dahl]", "current"),
    ],
)
def test_whether_the_role_still_holds(words: str, status: str) -> None:
    assert related(f"{words} left.") == [f"Ivo Dahl | role | - | mayor | {status}"]


def test_the_dead_hold_no_office() -> None:
    (found,) = related("The late [p:Ivo Dahl], chairman of the [o:Harbour Board], built it.")
    assert found == f"{BOARD} | chairman | former"


def test_a_pronoun_says_whose() -> None:
    text = "The [o:Harbour Board] won. [o=Harbour Board:Its] chief, [p:Ivo Dahl], left."
    assert related(text) == [f"{BOARD} | chief | current"]


def test_its_is_the_one_body_of_the_sentence_before() -> None:
    text = "They blamed the [o:Harbour Board]. But its chief, [p:Ivo Dahl], left."
    assert related(text) == [f"{BOARD} | chief | current"]
    two = "They blamed the [o:Harbour Board] and [o:Quill Corp]. But its chief, [p:Ivo Dahl], left."
    assert related(two) == ["Ivo Dahl | role | - | chief | current"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "[p:Bo Dahl] and [p=Bo Dahl:his] daughter [p:Una] left.",
            "Una | family | Bo Dahl | daughter",
        ),
        ("[p:Bo Dahl] and his wife, [p:Una], left.", "Una | family | Bo Dahl | wife"),
        ("[p:Bo Dahl] and wife [p:Una] left.", "Una | family | Bo Dahl | wife"),
        ("[p:Bo Dahl]'s brother [p:Ivo] left.", "Ivo | family | Bo Dahl | brother"),
        ("[p:Ivo], the son of [p:Bo Dahl], left.", "Ivo | family | Bo Dahl | son"),
    ],
)
def test_kin(text: str, found: str) -> None:
    assert related(text) == [f"{found} | current"]


def test_kin_of_nobody_known_is_left_out() -> None:
    assert related("Her brother [p:Ivo] left.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[l:Tarn]-based analyst [p:Ivo Dahl] left.", "Ivo Dahl | based_in | Tarn"),
        ("[p:Ivo Dahl], a [l:Tarn] nurse, left.", "Ivo Dahl | based_in | Tarn"),
        ("[p:Ivo Dahl], a nurse in [l:Tarn], left.", "Ivo Dahl | based_in | Tarn"),
        (
            "[l:Norland] lost. The [g:Norlandian] company [o:Bell Steel] left.",
            "Bell Steel | based_in | Norland",
        ),
    ],
)
def test_where_somebody_works(text: str, found: str) -> None:
    assert f"{found} | - | current" in related(text)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("[p:Ivo Dahl], a member of the [o:Harbour Board], left.", "member"),
        ("[o:Harbour Board] member [p:Ivo Dahl] left.", "member"),
        ("The [o:Harbour Board]'s member, [p:Ivo Dahl], left.", "member"),
    ],
)
def test_members(text: str, role: str) -> None:
    assert related(text) == [f"Ivo Dahl | member_of | Harbour Board | {role} | current"]


def test_a_party_has_members_and_posts_and_hired_hands() -> None:
    text = "[o:Republicans] won. [g:Republican] Sen. [p:Ivo Dahl] left."
    assert related(text) == [
        "Ivo Dahl | member_of | Republicans | republican | current",
        "Ivo Dahl | role | - | senator | current",
    ]
    assert "Ivo Dahl | role | Republicans | nominee | current" in related(
        "[o:Republicans] won. [g:Republican] nominee [p:Ivo Dahl] left."
    )
    assert related("[p:Ivo Dahl], the panel's Republican counsel, left.") == [
        "Ivo Dahl | role | - | counsel | current"
    ]


@pytest.mark.parametrize(
    ("text", "object", "role"),
    [
        ("[p:Ivo Dahl], a Bell Prize-winning author, left.", "-", "bell prize"),
        ("[p:Ivo Dahl], a [w:Bell Prize]-winning author, left.", "Bell Prize", "bell prize"),
        ("[p:Ivo Dahl], winner of the [w:Bell Prize], left.", "Bell Prize", "bell prize"),
        ("[p:Ivo Dahl], winner of the Bell Prize, left.", "-", "bell prize"),
        ("[w:Bell Prize] laureate [p:Ivo Dahl] left.", "Bell Prize", "bell prize"),
    ],
)
def test_awards(text: str, object: str, role: str) -> None:
    assert f"Ivo Dahl | awarded | {object} | {role} | current" in related(text)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("[o:Unit 4127], a unit of the [o:Norr Guard], left.", "unit"),
        ("The [o:Norr Guard]'s cyber arm, [o:Unit 4127], left.", "cyber arm"),
        ("[o:Norr Guard] subsidiary [o:Unit 4127] left.", "subsidiary"),
    ],
)
def test_parts(text: str, role: str) -> None:
    assert related(text) == [f"Unit 4127 | part_of | Norr Guard | {role} | current"]


def test_a_body_that_owns_another_is_its_parent() -> None:
    assert related("[o:Norr News]'s parent company, [o:Quill Corp], left.") == [
        "Quill Corp | role | Norr News | parent company | current"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The victim, [p:Ivo Dahl], left.",
        "[p:Ivo Dahl], a critic of the [o:Harbour Board], left.",
        "[p:Ivo Dahl], winner of the race, left.",
        "[o:Bell News], an agency in [l:Tarn], left.",
    ],
)
def test_what_is_no_role(text: str) -> None:
    assert related(text) == []


def test_a_title_that_follows_anothers_name_is_not_the_first_ones() -> None:
    text = "[p:Ivo Dahl], former mayor [p:Bo Roe], and others left."
    assert related(text) == ["Bo Roe | role | - | mayor | former"]


def test_two_titles_in_a_row_are_two_roles() -> None:
    assert related("[l:Tarn] candidate Senator [p:Ivo Dahl] left.") == [
        "Ivo Dahl | role | Tarn | candidate | current",
        "Ivo Dahl | role | - | senator | current",
    ]


def test_words_that_stand_before_a_title_by_chance_are_no_part_of_it() -> None:
    assert related("They will interview Col. [p:Ivo Dahl] again.") == [
        "Ivo Dahl | role | - | colonel | current"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The army spokesman Brigadier General [p:Ivo Dahl] left.",
            ["army spokesman", "brigadier general"],
        ),
        ("Army Spokesman Major [p:Ivo Dahl] left.", ["army spokesman", "major"]),
        ("The chairperson President [p:Ivo Dahl] left.", ["chairperson", "president"]),
        ("Deputy Foreign Minister [p:Ivo Dahl] left.", ["deputy foreign minister"]),
        ("Attorney General [p:Ivo Dahl] left.", ["attorney general"]),
        ("Lieutenant General [p:Ivo Dahl] left.", ["lieutenant general"]),
        ("Police Chief Inspector [p:Ivo Dahl] left.", ["police chief inspector"]),
    ],
)
def test_a_role_does_not_end_in_the_rank_behind_it(text: str, found: list[str]) -> None:
    assert related(text) == [f"Ivo Dahl | role | - | {role} | current" for role in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "[o:Labour] MP [p:Ivo Dahl] left.",
            ["member_of | Labour | - | current", "role | - | mp | current"],
        ),
        (
            "[p:Ivo Dahl], the [o:Labour] leader, left.",
            ["member_of | Labour | - | current", "role | Labour | leader | current"],
        ),
        ("[o:Labor] activist [p:Ivo Dahl] left.", ["role | - | labor activist | current"]),
        (
            "The [o:Tarn Front]'s [o:Westminster] leader, [p:Ivo Dahl], left.",
            ["role | Tarn Front | leader | current"],
        ),
        (
            "The [o:Tarn Front]'s [l:Norr] leader, [p:Ivo Dahl], left.",
            ["role | Tarn Front | leader | current"],
        ),
    ],
)
def test_parties_and_their_posts_in_chambers(text: str, found: list[str]) -> None:
    assert related(text) == [f"Ivo Dahl | {each}" for each in found]


def test_its_means_the_body_that_the_sentence_before_begins_with() -> None:
    text = "The [o:Harbour Board] sued [o:Venn Steel]. Its director, [p:Ivo Dahl], left."
    assert related(text) == [f"{BOARD} | director | current"]
