from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.times.numbers import amount, ordinal, spoken_year


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("3", 3), ("three", 3), ("twenty - one", 21), ("two hundred and five", 205),
        ("two thousand", 2000), ("1 , 500", 1500), ("2 . 5", Fraction(5, 2)), ("a", 1),
        ("half an", Fraction(1, 2)),
        ("two and a half", Fraction(5, 2)), ("5 1 / 2", Fraction(11, 2)), ("a couple of", 2),
        ("a dozen", 12),
        ("a hundred", 100), ("several", None), ("a few", None), ("many", None), ("", None),
        ("1 / 0", 1),
    ],
)  # fmt: skip
def test_an_amount_in_words_or_figures(words: str, count: Fraction | None) -> None:
    assert amount(words.split()) == count


@given(
    st.lists(
        st.sampled_from(["a", "two", "half", "/", ".", ",", "3", "000", "hundred", "few", "-"])
    )
)
def test_no_run_of_tokens_raises(words: list[str]) -> None:
    found = amount(words)
    assert found is None or found >= 0


def test_ordinals() -> None:
    assert [ordinal(words.split()) for words in ("third", "twenty - first", "5 th", "of")] == [
        3, 21, 5, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("nineteen ninety - one", 1991),
        ("two thousand five", 2005),
        ("twenty twenty", 2020),
        ("nineteen hundred", 1900),
        ("twenty one", None),
        ("", None),
    ],
)
def test_a_year_as_it_is_spoken(words: str, year: int | None) -> None:
    assert spoken_year(words.split()) == year
