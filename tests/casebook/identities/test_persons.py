import pytest
from known_entities import known, verdict

from onrecord.casebook.identities import Related

COMPANY = ("Tarn Brask", "Ivo Hult", "Quay Board", "Orre Mill", "Norr Gull")


def outcome(first: str, second: str, **both: object) -> str:
    return verdict(known("a", first, **both), known("b", second, **both)).outcome


def test_a_full_name_is_one_person() -> None:
    found = verdict(known("a", "Orla Venn", "Venn"), known("b", "Orla Venn"))
    assert found.outcome == "same"
    assert [str(reason) for reason in found.reasons] == ["same full name: Orla Venn"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Orla M. Venn", "Orla Venn"),
        ("Orla Venn-Tofte", "Orla Venn Tofte"),
        ("Søren Håkansen", "Soren Hakansen"),
        ("Sergei Averyanov", "Sergey Averianov"),
        ("Mohammed al-Tarn", "Muhammad Al Tarn"),
        ("Abdul Qadhar", "Abdul Gadhar"),
        ('Orlando "Bo" Venn', "Bo Venn"),
        ("Dr. Orla Venn", "Orla Venn, M.D."),
    ],
)
def test_spellings_and_parts_of_one_name(first: str, second: str) -> None:
    assert outcome(first, second) == "same"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Orla Venn", "Ivo Venn"),
        ("Orla Venn", "Orla Tofte"),
        ("Tarn Venn Jr.", "Tarn Venn Sr."),
        ("Tarn Venn Jr.", "Tarn Venn"),
        ("Mr. Venn", "Mrs. Venn"),
        ("Maria Brask", "Mario Brask"),
    ],
)
def test_names_that_are_two_peoples(first: str, second: str) -> None:
    assert outcome(first, second) == "different"


def test_second_initials_tell_apart() -> None:
    assert outcome("Tarn A. Venn", "Tarn B. Venn") == "different"


def test_a_short_given_name_needs_some_context() -> None:
    assert outcome("William Brask", "Bill Brask") == "unsure"
    assert outcome("William Brask", "Bill Brask", roles=("harbour pilot",)) == "same"


def test_a_spelling_that_may_be_a_mistake_needs_context() -> None:
    assert outcome("Orla Vennberg", "Orla Vennborg") == "unsure"
    assert outcome("Orla Vennberg", "Orla Vennborg", company=COMPANY) == "same"


def test_a_frequent_name_needs_context() -> None:
    assert outcome("John Smith", "John Smith") == "unsure"
    assert outcome("John Smith", "John Smith", company=COMPANY) == "same"


def test_a_surname_alone_joins_nobody() -> None:
    assert outcome("Orla Venn", "Venn") == "different"
    assert outcome("Venn", "Venn") == "different"


def test_a_surname_with_one_strange_name_beside_it_is_not_enough() -> None:
    assert outcome("Orla Venn", "Venn", company=("Tarn Brask",)) == "different"


def test_a_surname_in_strong_context_is_its_bearer() -> None:
    mayor = {
        "roles": ("mayor of Brask",),
        "related": (Related("mayor", "Brask", "place"),),
        "company": COMPANY,
    }
    found = verdict(known("a", "Orla Venn", **mayor), known("b", "Venn", **mayor))
    assert found.outcome == "same"
    assert {"surname alone", "same role", "both with"} <= {each.what for each in found.reasons}


def test_a_given_name_alone_is_never_enough() -> None:
    assert outcome("Orla Venn", "Orla", company=COMPANY) == "different"


def test_one_office_of_two_places_is_doubted() -> None:
    first = known("a", "Orla Venn", related=(Related("mayor", "Brask", "place"),))
    second = known("b", "Orla Venn", related=(Related("mayor", "Tofte", "place"),))
    assert verdict(first, second).outcome == "unsure"


def test_fields_apart_are_doubted() -> None:
    first = known("a", "Orla Venn", roles=("goalkeeper",))
    second = known("b", "Orla Venn", roles=("the cabinet minister",))
    assert verdict(first, second).outcome == "unsure"


def test_ages_tell_apart_and_together() -> None:
    young = known("a", "Orla Venn", published="2019-03-01", age=34)
    old = known("b", "Orla Venn", published="2019-04-01", age=61)
    later = known("c", "Orla Venn", published="2021-04-01", age=36)
    assert verdict(young, old).outcome == "different"
    assert "same age" in {reason.what for reason in verdict(young, later).reasons}


def test_decades_between_two_documents_are_doubted() -> None:
    first = known("a", "Orla Venn", roles=("Mayor",), published="1988")
    second = known("b", "Orla Venn", roles=("Engineer",), published="2019")
    assert verdict(first, second).outcome == "unsure"


def test_somebody_else_named_within_an_entity_is_no_bridge() -> None:
    mixed = known("a", "Orla Venn", "Ivo Tofte")
    mixed.forms["Orla Venn"] = 5  # type: ignore[index]
    assert verdict(mixed, known("b", "Ivo Tofte")).outcome == "unsure"
    assert verdict(mixed, known("b", "Orla Venn")).outcome == "same"
