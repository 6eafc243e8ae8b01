import pytest
from known_entities import body, known, verdict

NORWAY, CHILE = frozenset({"norway"}), frozenset({"chile"})
COMPANY = ("Tarn Brask", "Ivo Hult", "Orla Venn", "Orre Mill")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Orre Mill Ltd.", "Orre Mill"),
        ("the Orre Mill", "Orre Mill"),
        ("Brask Harbour Board", "Brask Harbor Board"),
        ("Tofte & Venn", "Tofte and Venn"),
        ("Norwegian Tern Institute", "Tern Institute of Norway"),
        ("U.S. Tern Service", "United States Tern Service"),
        ("Gull Media", "Gull"),
    ],
)
def test_one_body_printed_in_two_ways(first: str, second: str) -> None:
    assert verdict(body("a", first), body("b", second)).outcome == "same"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Orre Mill", "Orre Bank"),
        ("Orre Motors", "Orre Motors Finance"),
        ("Brask Tern Institute", "Tofte Tern Institute"),
        ("BQX", "BQZ"),
    ],
)
def test_names_of_two_bodies(first: str, second: str) -> None:
    assert verdict(body("a", first), body("b", second)).outcome != "same"


def test_a_short_name_of_two_longer_ones_is_no_bridge() -> None:
    found = verdict(body("a", "Orre Tern Bank", "Orre"), body("b", "Orre Gull Motors", "Orre"))
    assert found.outcome != "same"


def test_a_make_with_a_number_is_not_the_make_at_large() -> None:
    first = known("a", "Tern", "Tern 4", type="vehicle")
    assert verdict(first, known("b", "Tern", type="vehicle")).outcome != "same"
    assert verdict(first, known("b", "Tern 4", type="vehicle")).outcome == "same"


def test_a_name_that_many_have_needs_its_land() -> None:
    ministry = "Defence Ministry"
    assert verdict(body("a", ministry), body("b", ministry)).outcome == "different"
    own = verdict(body("a", ministry, lands=NORWAY), body("b", ministry, lands=NORWAY))
    assert own.outcome == "same"
    two = verdict(body("a", ministry, lands=NORWAY), body("b", ministry, lands=CHILE))
    assert two.outcome == "different"


def test_the_land_may_stand_in_the_name_or_in_the_article() -> None:
    named = body("a", "Norwegian Defence Ministry")
    assert verdict(named, body("b", "Defence Ministry", lands=NORWAY)).outcome == "same"
    assert verdict(named, body("b", "Chilean Defence Ministry")).outcome == "different"
    around = verdict(
        body("a", "Finance Ministry", setting=NORWAY, company=COMPANY),
        body("b", "Finance Ministry", setting=NORWAY, company=COMPANY),
    )
    assert around.outcome == "same"


def test_what_every_town_has_needs_more_than_the_land() -> None:
    first = body("a", "City Council", setting=NORWAY)
    assert verdict(first, body("b", "City Council", setting=NORWAY)).outcome != "same"


def test_letters_are_joined_where_one_was_told_with_them() -> None:
    told = body("a", "Brask Tern Institute", "BTI")
    assert verdict(told, body("b", "BTI", company=COMPANY)).outcome == "unsure"
    beside = body("b", "BTI", company=COMPANY)
    assert verdict(body("a", "Brask Tern Institute", "BTI", company=COMPANY), beside).outcome == (
        "same"
    )


def test_letters_that_were_never_told_wait() -> None:
    first = body("a", "Brask Tern Institute", company=COMPANY)
    assert verdict(first, body("b", "BTI", company=COMPANY)).outcome == "unsure"


def test_a_people_is_one_in_every_form() -> None:
    first = known("a", "Norwegian", type="group")
    assert verdict(first, known("b", "Norwegians", type="group")).outcome == "same"
    assert verdict(first, known("b", "Chileans", type="group")).outcome == "different"


def test_a_part_of_a_party_is_not_the_party() -> None:
    whole = body("a", "Democrats", setting=NORWAY)
    part = body("b", "Senate Democrats", "Democrats", setting=NORWAY)
    assert verdict(whole, part).outcome != "same"


def test_two_embassies_of_a_land_are_two() -> None:
    assert verdict(body("a", "US Embassy"), body("b", "U.S. Embassy")).outcome != "same"


def test_a_person_is_no_body() -> None:
    assert verdict(known("a", "Orre Venn"), body("b", "Orre Venn")).barred
