from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_records import make_empty_record, make_people_record

from onrecord.errors import OnrecordError
from onrecord.export.who.find import find
from onrecord.record import Entity


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Ada Venn", "e1"),
        ("ada  VENN", "e1"),
        ("e3", "e3"),
        ("the minister", "e1"),
        ("his sister", "e1"),
        ("Karo", "e4"),
        ("KCG", "e6"),
        ("coast guard", "e6"),
        ("guard", "e6"),
        ("kestria", "e2"),
        ("Kestrian Co", "e6"),
        ("ines", "e4"),
        ("tor", "e3"),
    ],
)
def test_a_name_is_found_by_any_form_and_in_any_case(name: str, id: str) -> None:
    assert find(make_people_record(), name).id == id


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("venn", "U008", "Ada Venn (person, e1), Tor Venn (person, e3)"),
        ("Ada Vann", "U007", "nearest: Ada Venn"),
        ("Orlmakr", "U007", "nearest: Orlmark"),
        ("!", "U007", "mentioned most: Ada Venn, Tor Venn"),
        ("she", "U007", ""),
        ("", "U007", "mentioned most"),
    ],
)
def test_what_is_nobodys_or_several_peoples_is_said(name: str, code: str, said: str) -> None:
    with pytest.raises(OnrecordError) as caught:
        find(make_people_record(), name)
    assert caught.value.code == code
    assert said in caught.value.detail


def test_the_full_name_goes_before_a_surname_and_an_id_before_all() -> None:
    record = make_people_record()
    more = [
        Entity(id="e7", name="Venn", type="place"),
        Entity(id="e8", name="Ada Venn", type="work"),
    ]
    crowded = replace(record, entities=[*record.entities, *more])
    assert find(crowded, "venn").id == "e7"
    assert find(crowded, "E8").id == "e8"
    with pytest.raises(OnrecordError, match="U008"):
        find(crowded, "Ada Venn")


def test_an_article_without_names_and_one_not_read_say_so() -> None:
    empty = make_empty_record()
    with pytest.raises(OnrecordError) as caught:
        find(empty, "Venn")
    assert "no name was found" in caught.value.detail
    french = replace(empty, document=replace(empty.document, language="fr"))
    with pytest.raises(OnrecordError) as caught:
        find(french, "Venn")
    assert "not in English" in caught.value.detail


@given(st.text(max_size=30) | st.text("adventor k'’", max_size=12))
def test_whatever_is_asked_for_is_found_or_a_numbered_error(name: str) -> None:
    try:
        found = find(make_people_record(), name).id
    except OnrecordError as reason:
        found = reason.code
    assert found[0] in "eU"
