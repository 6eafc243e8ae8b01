import pytest
from known_entities import place, verdict

NORWAY, CHILE = frozenset({"norway"}), frozenset({"chile"})


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Kiev", "Kyiv"),
        ("U.S.", "United States"),
        ("Tarnvik", "Tarnvik"),
        ("City of Tarnvik", "Tarnvik"),
        ("Tarnvik, Ontario", "Tarnvik, Ont."),
    ],
)
def test_one_place_by_name(first: str, second: str) -> None:
    assert verdict(place("a", first), place("b", second)).outcome == "same"


def test_the_gazetteer_has_the_last_word() -> None:
    one, other = (
        place("a", "Tarnvik", entry="geonames:1"),
        place("b", "Tarnvik", entry="geonames:2"),
    )
    assert verdict(one, other).barred
    assert verdict(one, place("b", "Tarnvik", entry="geonames:1")).outcome == "same"


def test_the_gazetteer_gives_parts_the_entry_of_the_whole() -> None:
    whole = place("a", "Tarnia", entry="geonames:1")
    part = place("b", "southern Tarnia", entry="geonames:1")
    assert verdict(whole, part).outcome != "same"
    assert verdict(whole, place("b", "Old Roe", entry="geonames:1")).outcome != "same"


def test_one_name_in_two_lands_is_two_places() -> None:
    first = place("a", "Tarnvik", lands=NORWAY)
    assert verdict(first, place("b", "Tarnvik", lands=CHILE)).outcome == "different"
    assert verdict(first, place("b", "Tarnvik", lands=NORWAY)).outcome == "same"
    assert verdict(place("a", "Tarnvik, Norway"), place("b", "Tarnvik, Chile")).outcome == (
        "different"
    )


def test_a_place_without_its_land_is_doubted_beside_one_with_it() -> None:
    assert verdict(place("a", "Tarnvik"), place("b", "Tarnvik, Norway")).outcome == "unsure"


def test_a_site_that_every_town_has_is_doubted() -> None:
    first, second = (place(name, "City Hall", type="facility") for name in "ab")
    assert verdict(first, second).outcome == "different"
