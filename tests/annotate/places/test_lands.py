from onrecord.annotate.places import lands
from onrecord.annotate.places.world import world


def named(text: str) -> lands.Named:
    return lands.named(text, lands.known(world()))


def test_countries_peoples_and_states_are_counted() -> None:
    countries, divisions = named("Kenya said Kenyan police left Texas.").totals()
    assert countries["KE"] == 2
    assert countries["US"] == 1
    assert sum(divisions.values()) == 1


def test_a_name_of_two_lands_counts_half_for_each() -> None:
    countries, _ = named("Georgia waits.").totals()
    assert (countries["GE"], countries["US"]) == (0.5, 0.5)


def test_the_longer_of_two_names_is_counted() -> None:
    assert named("South Sudan waits.").counts == {"south sudan": 1}


def test_what_a_name_adds_itself_can_be_told_apart() -> None:
    countries, _ = named("Kenya waits for Kenya.").of(["kenya"])
    assert countries["KE"] == 2
