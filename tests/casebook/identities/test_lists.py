import pytest

from onrecord.casebook.identities import lists


@pytest.mark.parametrize(
    ("name", "land"),
    [
        ("norway", "norway"),
        ("norwegians", "norway"),
        ("chilean", "chile"),
        ("us", "united states"),
        ("american", "united states"),
        ("burma", "myanmar"),
        ("south koreans", "south korea"),
        ("italian", "italy"),
        ("tofte", None),
    ],
)
def test_the_land_that_a_word_means(name: str, land: str | None) -> None:
    assert lists.land(name) == land


def test_lands_within_a_role() -> None:
    assert lists.lands_in("the Norwegian envoy to Chile") == {"norway", "chile"}
    assert lists.lands_in("New Zealand's chilly minister") == {"new zealand"}


def test_countries_by_code() -> None:
    assert lists.land_of_code("US") == "united states"
    assert lists.land_of_code("NO") == "norway"
    assert lists.land_of_code("ZZ") == "zz"


def test_fields_apart_are_fields() -> None:
    own = lists.words()
    known = {field for fields in own.fields.values() for field in fields}
    assert all(pair <= known for pair in own.apart)
    assert own.exclusive.isdisjoint(own.vague)
