from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.casebook.claims.amounts import amounts
from onrecord.casebook.claims.guards import apart, may_be_one, specific
from onrecord.casebook.claims.passages import Name, Passage


def passage(
    *names: Name,
    numbers: set[float] | None = None,
    days: tuple[tuple[int, int], ...] = (),
    words: str = "the crane was closed",
) -> Passage:
    return Passage(
        kind="statement",
        ref="a1",
        start=0,
        end=1,
        words=words,
        turn="same",
        names=names,
        numbers=frozenset(numbers or ()),
        days=days,
        plain=0,
    )


HALDANE, LUNDE = Name("person", "Dorrit Haldane", 1), Name("person", "Petra Lunde", 2)
BOARD = Name("body", "Marren Harbour Board")


def test_other_numbers_keep_passages_apart() -> None:
    assert apart(passage(numbers={3, 12}), passage(numbers={4, 12})) == "other numbers"
    assert apart(passage(numbers={3, 12}), passage(numbers={12})) is None
    assert apart(passage(numbers={3}), passage()) is None


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("The yard hid one crack report.", "The yard hid two crack reports.", "other numbers"),
        ("One man drowned.", "Three men drowned.", "other numbers"),
        ("The yard hid one crack report.", "The yard hid the crack reports.", None),
        ("One of two reports was hidden.", "Two reports were hidden.", None),
        ("One report was hidden, two reports were not.", "Two reports were not hidden.", None),
        ("One crane stood.", "Two reports were hidden.", None),
    ],
)
def test_one_of_what_the_other_counts_more_of_keeps_them_apart(
    one: str, other: str, reason: str | None
) -> None:
    first, second = (passage(numbers=set(amounts(text)), words=text) for text in (one, other))
    assert apart(first, second) == apart(second, first) == reason


def test_days_that_do_not_meet_keep_them_apart() -> None:
    monday, week = (5, 5), (3, 9)
    assert apart(passage(days=(monday,)), passage(days=((6, 6),))) == "other days"
    assert apart(passage(days=(monday,)), passage(days=(week,))) is None
    assert apart(passage(days=(monday,)), passage()) is None


def test_other_people_keep_them_apart_unless_one_leaves_somebody_out() -> None:
    assert apart(passage(HALDANE), passage(LUNDE)) == "other people"
    assert apart(passage(HALDANE, LUNDE), passage(LUNDE)) is None
    assert apart(passage(HALDANE), passage(BOARD)) is None
    assert apart(passage(HALDANE), passage()) is None


def test_bodies_and_places_are_told_apart_as_people_are() -> None:
    assert apart(passage(BOARD), passage(Name("body", "Tarn Council"))) == "other bodies"
    marren, helmvik = Name("place", "Port Marren"), Name("place", "Helmvik")
    assert apart(passage(marren), passage(helmvik)) == "other places"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dorrit Haldane", "Haldane"),
        ("Marren Harbour Board", "Harbour Board"),
        ("Marren Harbour Board", "M.H.B."),
        ("MHB", "Marren Harbour Board"),
        ("Orlà Veidal", "Orla Veidal"),
    ],
)
def test_a_name_and_a_shorter_form_may_be_one(one: str, other: str) -> None:
    assert may_be_one(Name("body", one), Name("body", other))
    assert may_be_one(Name("body", other), Name("body", one))


def test_one_identity_is_one_whatever_it_is_called() -> None:
    assert may_be_one(Name("person", "Averyanov", 4), Name("person", "Averianov", 4))
    assert not may_be_one(Name("person", "Averyanov", 4), Name("person", "Averianov", 5))


_names = st.builds(
    Name, st.just("person"), st.sampled_from(["Ada Venn", "Venn", "Ada Roe", "Okello"])
)


@given(st.lists(_names, max_size=4), st.lists(_names, max_size=4))
def test_it_does_not_matter_which_comes_first(one: list[Name], other: list[Name]) -> None:
    assert apart(passage(*one), passage(*other)) == apart(passage(*other), passage(*one))


def test_the_same_number_and_name_are_specific() -> None:
    assert specific(passage(BOARD, numbers={17}), passage(BOARD, numbers={17}))
    assert not specific(passage(BOARD, numbers={17}), passage(BOARD))
    assert not specific(passage(BOARD, numbers={17}), passage(HALDANE, numbers={17}))
    assert not specific(passage(BOARD, numbers={2}), passage(BOARD, numbers={2}))
    assert not specific(passage(BOARD, HALDANE, numbers={17}), passage(BOARD, LUNDE, numbers={17}))
