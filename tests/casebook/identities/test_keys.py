import pytest
from known_entities import body, known, place

from onrecord.casebook.identities.keys import keys
from onrecord.casebook.identities.profile import of


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Orla Venn", "Orla M. Venn"),
        ("Orla Venn", "Venn"),
        ("William Brask", "Bill Brask"),
        ("Sergei Averyanov", "Sergey Averianov"),
        ("Usama Tarnhadi", "Osama Tarnhadi"),
        ("Venn Orla", "Orla Venn"),
        ("Orla Vennberg", "Orla Vennborg"),
    ],
)
def test_people_that_may_be_one_share_a_key(first: str, second: str) -> None:
    assert set(keys(of(known("a", first)))) & set(keys(of(known("b", second))))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Orre Mill Ltd.", "Orre Mill"),
        ("Brask Tern Institute", "BTI"),
        ("Norwegian Defence Ministry", "Defense Ministry"),
        ("Orre", "Orre Mill"),
        ("Brask Terns", "Terns"),
    ],
)
def test_bodies_that_may_be_one_share_a_key(first: str, second: str) -> None:
    assert set(keys(of(body("a", first)))) & set(keys(of(body("b", second))))


def test_places_share_a_key_by_name_sound_and_entry() -> None:
    assert set(keys(of(place("a", "Kiev")))) & set(keys(of(place("b", "Kyiv"))))
    assert set(keys(of(place("a", "Tarnvyk")))) & set(keys(of(place("b", "Tarnvik"))))
    one, other = (keys(of(place("a", name, entry="geonames:1"))) for name in ("Roe", "Old Roe"))
    assert set(one) & set(other)


def test_keys_stand_once_and_the_most_telling_first() -> None:
    found = keys(of(known("a", "Orla Venn", "Venn")))
    assert len(found) == len(set(found))
    assert found[0] == "full orla venn"
