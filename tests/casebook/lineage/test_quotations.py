from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.casebook.lineage.quotations import Difference, Quotation, differences, quotations

SAID = "we measured the sway twice and nobody upstairs wanted to read what we wrote"


def made(*texts: str, source: str = "#1") -> list[Quotation]:
    return [
        each
        for number, text in enumerate(texts)
        for each in quotations(number, f"d{number}", source, f"“{text}”", 0, len(text) + 2)
    ]


def only(*texts: str) -> Difference:
    (found,) = differences(made(*texts))
    return found


def test_the_same_quotation_is_no_difference() -> None:
    assert differences(made(SAID, SAID.upper())) == []


@pytest.mark.parametrize(
    ("later", "kind", "what"),
    [
        (SAID.replace("twice", "daily"), "altered", "“twice” became “daily”"),
        (SAID.replace("nobody", "nobody at all"), "altered", "put in: “at all”"),
        (SAID.replace(" upstairs", ""), "cut", "left out: “upstairs”"),
        (SAID.replace("we measured", "they saw", 1), "altered", "“we measured” became “they saw”"),
        (SAID.replace("we wrote", "I sent"), "altered", "“we wrote” became “I sent”"),
        (SAID.removesuffix(" to read what we wrote"), "cut", "left out: “to read what we wrote”"),
    ],
)
def test_what_was_altered_or_cut_is_said(later: str, kind: str, what: str) -> None:
    found = only(SAID, later)
    assert (found.kind, found.what, found.marked) == (kind, (what,), False)
    assert (found.earlier.number, found.later.number) == (0, 1)


@pytest.mark.parametrize(
    "later",
    [
        SAID.replace(" upstairs wanted", " … wanted"),
        SAID.replace("nobody upstairs", "nobody [in the board]"),
    ],
)
def test_a_sign_shows_what_was_done(later: str) -> None:
    assert only(SAID, later).marked


def test_to_quote_more_is_no_change() -> None:
    assert differences(made(SAID, f"believe me, {SAID}, as you know")) == []


@pytest.mark.parametrize(
    "later",
    [
        f"They slept. {SAID.removeprefix('we measured ')}",
        f"on the last night of the old year {SAID.removeprefix('we measured ')}",
    ],
)
def test_another_sentence_or_much_else_at_an_end_is_no_change(later: str) -> None:
    assert differences(made(SAID, later)) == []


def test_two_quotations_of_one_person_are_two() -> None:
    assert (
        differences(made(SAID, "every bolt of that crane was counted and every bolt was sound"))
        == []
    )


def test_others_who_say_alike_are_not_compared() -> None:
    one, two = made(SAID)[0], made("", SAID.replace("twice", "daily"), source="#2")[-1]
    assert differences([one, two]) == []


@given(st.lists(st.sampled_from(["one", "two", "three", "four", "five", "“", "”", "…", "["])))
def test_any_words_can_be_compared(words: list[str]) -> None:
    text = " ".join(words)
    for each in differences(made(SAID, text, f"{SAID} {text}")):
        assert each.what
