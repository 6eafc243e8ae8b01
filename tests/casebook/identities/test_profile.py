from known_entities import known

from onrecord.casebook.identities import Related
from onrecord.casebook.identities.profile import name_key, of


def test_roles_are_words_in_one_way_of_printing() -> None:
    found = of(known("a", "Orla Venn", roles=("CEO of Orre Mill", "then-Prime Minister")))
    assert {"chief executive", "prime minister"} <= set(found.roles)
    assert "orre mill" in found.bodies_of


def test_offices_are_of_places() -> None:
    related = (Related("mayor", "Brask", "place"), Related("mayor", "Quay Board", "organization"))
    assert of(known("a", "Orla Venn", related=related)).offices == {"mayor": {"brask"}}
    land = of(known("a", "Orla Venn", roles=("the Norwegian president",)))
    assert land.offices == {"president": {"norway"}}


def test_company_leaves_out_the_entity_itself() -> None:
    found = of(known("a", "Orla Venn", "Venn", company=("Orla Venn", "Ivo Hult", "the U.S.")))
    assert set(found.company) == {"ivo hult", "united states"}


def test_profiles_add_up() -> None:
    one = of(known("a", "Orla Venn", published="2018-04-03", age=30))
    one.absorb(of(known("b", "Orla M. Venn", published="2021", age=33)))
    one.absorb(of(known("c", "Orla Venn")))
    assert one.name == "Orla Venn"
    assert one.years == (2018, 2021)
    assert one.born == (1987, 1988)
    assert set(one.documents) == set("abc")


def test_a_profile_stays_bounded() -> None:
    one = of(known("a", "Orla Venn"))
    for number in range(300):
        company = tuple(f"Name{number}x{other}" for other in range(40))
        one.absorb(of(known(f"d{number}", f"Orla V{number} Venn", company=company)))
    assert len(one.company) <= 400
    assert len(one.persons) <= 41
    assert len(one.named) <= 120


def test_names_are_compared_without_small_words() -> None:
    assert name_key("the Institute for Terns of Norr") == "institute terns norr"
    assert name_key("American") == "united states"
