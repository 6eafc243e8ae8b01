import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import lexicon
from onrecord.lexicon import given_names


def test_names_are_found_and_parts_of_names_are_not() -> None:
    assert given_names.gender("anna") == "feminine"
    assert given_names.gender("bogdan") == "masculine"
    assert given_names.gender("robin") is None
    assert given_names.gender("ogda") is None
    assert given_names.gender("") is None


def test_every_name_is_found_in_its_list() -> None:
    _, *lists = (part.decode().split("\n") for part in given_names.text().split(b"\n\n"))
    for gender, listed in zip(("feminine", "masculine"), lists, strict=True):
        listed = [name for name in listed if name]
        assert listed == sorted(set(listed))
        for name in (listed[0], listed[-1], *listed[::997]):
            assert given_names.gender(name) == gender


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Łukasz", "lukasz"),
        ("Ayşe", "ayse"),
        ("Işıl", "isil"),
        ("O’Ann", "o'ann"),
        ("Ёжик", "ежик"),
    ],
)
def test_marks_are_folded_away(name: str, folded: str) -> None:
    assert given_names.fold(name) == folded


@given(st.text())
def test_any_text_may_be_asked_for(name: str) -> None:
    assert given_names.gender(given_names.fold(name)) in (None, "feminine", "masculine")


def test_the_lexicon_names_the_list_that_is_packed() -> None:
    digest = hashlib.sha256(given_names.text()).hexdigest()
    assert lexicon.load("people")["given_names"]["sha256"] == digest
