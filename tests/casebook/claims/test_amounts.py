from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.casebook.claims.amounts import amounts, counted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost 1,200 crowns.", {1200}),
        ("It cost twelve hundred crowns.", {1200}),
        ("Twenty-three cranes and 7 tugs", {23, 7}),
        ("$5.5 million over 3 years", {5_500_000, 3}),
        ("three million two hundred", {3_000_000, 200}),
        ("one of them", set()),
        ("one hundred boats", {100}),
        ("twenty-one boats", {21}),
        ("no number at all", set()),
        ("a hundred", set()),
        ("30 percent, thirty per cent", {30}),
        ("the 5th of five cranes, the fifth", {-5, 5}),
        ("the twenty-third and the 23rd tug", {-23}),
        ("an 11th hour", {-11}),
        ("the Marren 99ers lost $5m and 3bn", {5_000_000, 3_000_000_000}),
    ],
)
def test_numbers_are_one_however_they_are_written(text: str, expected: set[float]) -> None:
    assert amounts(text) == expected


def test_the_word_one_is_a_number_for_who_asks() -> None:
    assert amounts("one of two boats", one=True) == {1, 2}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One harbour crane fell.", {("harbour", 1), ("crane", 1), ("fell", 1)}),
        ("two unsafe harbour cranes", {("crane", 2)}),
        ("two hundred ferries", {("ferry", 200)}),
        ("17 people", {("person", 17)}),
        ("one of the cranes", set()),
        ("No one, crane drivers said", set()),
        ("the 5th crane", set()),
        ("twenty-one boxes", {("box", 21)}),
    ],
)
def test_what_is_counted_is_told_in_the_singular(
    text: str, expected: set[tuple[str, float]]
) -> None:
    assert counted(text) == expected


@given(st.integers(min_value=2, max_value=10**9))
def test_figures_are_read_with_and_without_commas(number: int) -> None:
    assert amounts(f"some {number:,} boats") == amounts(f"some {number} boats") == {float(number)}


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert all(number == number for number in amounts(text))
    assert all(number > 0 for _, number in counted(text))
