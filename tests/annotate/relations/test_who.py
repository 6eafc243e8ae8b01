"""Whom a surname means that two people of an article bear."""

from __future__ import annotations

import pytest
from related import related

BROTHERS = "[p:Ivo Dahl] and [p:Bo Dahl] left."
LAWYER = "Una Roe | role | {} | lawyer | current"


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        (f"{BROTHERS} [p*Ivo Dahl:Dahl]'s lawyer, [p:Una Roe], left.", "-"),
        (f"{BROTHERS} [p*Ivo Dahl:Dahl] lawyer [p:Una Roe] left.", "-"),
        (f"{BROTHERS} [p:Ivo Dahl]'s lawyer, [p:Una Roe], left.", "Ivo Dahl"),
        ("[p:Ivo Dahl] left. [p*Ivo Dahl:Dahl]'s lawyer, [p:Una Roe], left.", "Ivo Dahl"),
        (
            f"[p:Ivo Dahl] left. [p*Ivo Dahl:Dahl]'s lawyer, [p:Una Roe], left. {BROTHERS}",
            "Ivo Dahl",
        ),
    ],
)
def test_a_surname_of_two_people_is_nobodys(text: str, whose: str) -> None:
    assert related(text) == [LAWYER.format(whose)]


def test_the_words_of_a_role_stay_where_its_object_is_nobody() -> None:
    text = f"{BROTHERS} [p:Una Roe], a lawyer for [p*Ivo Dahl:Dahl], left."
    assert related(text) == ["Una Roe | role | - | lawyer for dahl | current"]


def test_a_verb_tells_nothing_of_one_of_two() -> None:
    assert related(f"{BROTHERS} [p*Ivo Dahl:Dahl] heads the [o:Harbour Board].") == []


def test_who_is_far_more_often_named_is_meant() -> None:
    often = "[p*Ivo Dahl:Dahl] ate. " * 4
    text = f"{BROTHERS} {often} [p*Ivo Dahl:Dahl]'s lawyer, [p:Una Roe], left."
    assert related(text) == [LAWYER.format("Ivo Dahl")]


def test_one_of_two_who_are_often_named_is_not() -> None:
    often = "[p*Ivo Dahl:Dahl] ate. " * 4 + "[p:Bo Dahl] ate. " * 3
    text = f"{BROTHERS} {often} [p*Ivo Dahl:Dahl]'s lawyer, [p:Una Roe], left."
    assert related(text) == [LAWYER.format("-")]


@pytest.mark.parametrize(
    ("people", "land"),
    [("Russian", True), ("Norwegian", True), ("Iraqi", True), ("Xanian", False)],
)
def test_the_adjective_of_a_country_without_the_country(people: str, land: bool) -> None:
    found = related(f"[g:{people}] Foreign Minister [p:Ivo Dahl] left.")
    assert found == [f"Ivo Dahl | role | {people if land else '-'} | foreign minister | current"]


def test_the_owner_is_the_one_who_is_called_so() -> None:
    text = "A mill's owner, [p:Una Roe], left.\n\nThe owner's father, [p:Bo Roe], left."
    assert "Bo Roe | family | Una Roe | father | current" in related(text)


def test_the_owner_is_nobody_where_two_are_called_so() -> None:
    text = (
        "A mill's owner, [p:Una Roe], met [p:Ivo Dahl], an owner of ships. "
        "The owner's father, [p:Bo Roe], left."
    )
    assert not any("family" in each for each in related(text))


def test_what_is_no_word_of_a_person_calls_nobody() -> None:
    text = "[p:Una Roe], a name on the committee, left. The committee's chair, [p:Bo Roe], left."
    assert related(text) == ["Bo Roe | role | - | chair | current"]
