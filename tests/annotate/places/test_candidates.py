import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.places.candidates import Toponym, choices, toponym
from onrecord.annotate.places.world import Kind, world


def read(text: str, name: str) -> Toponym:
    start = text.index(name)
    return toponym(text, start, start + len(name))


def test_a_larger_place_behind_a_comma_is_a_container() -> None:
    text = "The fair in Marlow, North Carolina, opens on Monday."
    assert read(text, "Marlow").containers[:2] == ("north carolina", "north")
    assert read(text, "North Carolina").contains
    assert not read(text, "Marlow").contains


def test_a_container_may_follow_in_words_or_stand_inside_the_name() -> None:
    assert read("Rain fell on Tarn in northern Kenya.", "Tarn").containers[0] == "kenya"
    assert read("Rain fell on Tarn (Kenya).", "Tarn").containers[0] == "kenya"
    assert read("Rain fell on Tarn, Kenya.", "Tarn, Kenya").containers[0] == "kenya"


@pytest.mark.parametrize(
    "ahead", ["the Kenyan city of", "Kenya’s second largest city of", "Kenya's"]
)
def test_a_larger_place_in_front_is_a_land(ahead: str) -> None:
    (found,) = choices(world(), [read(f"Rain fell on {ahead} Tarn.", "Tarn")])
    assert {entry.country for entry in found.lands} == {"KE"}


def test_somebody_in_front_of_a_preposition_holds_nothing() -> None:
    assert read("Kenyan troops arrived in Tarn.", "Tarn").lands == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("in the city of Tarn", Kind.CITY),
        ("in Tarn province", Kind.FIRST),
        ("in Tarn County", Kind.SECOND),
        ("along the Tarn River", Kind.RIVERS),
        ("on the island of Tarn", Kind.ISLANDS),
    ],
)
def test_what_a_place_is_called_is_read(text: str, kind: Kind) -> None:
    assert kind in read(text, "Tarn").kinds


@pytest.mark.parametrize(
    ("name", "less"),
    [
        ("Tarn County", "tarn"),
        ("Province of Tarn", "tarn"),
        ("northern Tarn", "tarn"),
        ("Tarn province of Kenya", "tarn province"),
        ("Tarn County Courthouse", "tarn county"),
    ],
)
def test_less_of_a_name_is_tried_after_all_of_it(name: str, less: str) -> None:
    keys = read(f"It is {name}.", name).keys
    assert keys[0] == name.lower()
    assert less in keys[1:]


def test_a_longer_name_adds_to_the_places_and_does_not_hide_them() -> None:
    (found,) = choices(world(), [read("They live in Logan County now.", "Logan")])
    assert {Kind.CITY, Kind.SECOND} <= {entry.kind for entry in found.entries}


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_any_words_can_be_read(text: str, start: int, length: int) -> None:
    assert toponym(text, start, start + length).start == start


def test_every_key_of_a_name_is_bounded_by_its_words() -> None:
    text = "of the " * 20_000
    found = toponym(text, 0, len(text))
    assert len(found.keys) < 20
