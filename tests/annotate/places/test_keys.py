import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.places.keys import key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Louis", "Saint Louis"),
        ("Mt. Pleasant", "Mount Pleasant"),
        ("N.C.", "NC"),
        ("the Netherlands", "Netherlands"),
        ("Zürich", "ZURICH"),
        ("Łódź", "Lodz"),
        ("Hawke’s Bay", "Hawkes Bay"),
        ("Bosnia-Herzegovina", "Bosnia Herzegovina"),
    ],
)
def test_names_printed_alike_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize("word", ["St", "the", "Mt"])
def test_a_short_word_alone_stays_what_it_is(word: str) -> None:
    assert key(word) == word.lower()


@given(st.text())
def test_a_key_is_bounded_and_has_single_spaces(name: str) -> None:
    found = key(name)
    assert "  " not in found
    assert found == found.strip()


def test_only_the_beginning_of_a_long_name_is_looked_at() -> None:
    assert key("a" * 100_000) == "a" * 80
