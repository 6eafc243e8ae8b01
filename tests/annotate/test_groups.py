from marked_names import linked, read

from onrecord.annotate.groups import Joined, grouped
from onrecord.record import EntityType


def types(marked: str) -> list[tuple[str, EntityType, int]]:
    document, spans = read(marked)
    groups, _ = grouped(document.text, spans)
    return [(" ".join(group.words), group.type, len(group.mentions)) for group in groups]


def test_names_of_one_spelling_are_a_group() -> None:
    assert types("[p:Orla Roe], [p:ORLA ROE], Dr. [p:Orla Roe]'s and [p:Gov. Orla Roe]") == [
        ("orla roe", "person", 4)
    ]


def test_every_name_has_a_group() -> None:
    document, spans = read("[p:Roe] [l:Norr] [p:Roe] [o:the Norr Post] [l:Norr]")
    groups, home = grouped(document.text, spans)
    assert home == [0, 1, 0, 2, 1]
    assert [group.mentions for group in groups] == [[0, 2], [1, 4], [3]]


def test_a_wrong_type_now_and_then_is_outvoted() -> None:
    assert types("[p:Ivo Averin] [o:Ivo Averin] [p:Ivo Averin]") == [("ivo averin", "person", 3)]
    assert types("[o:Lantern] [p:Lantern] [o:Lantern]") == [("lantern", "organization", 3)]
    assert types("[p:Ivo Averin] [p:Averin] [w:Averin]") == [
        ("ivo averin", "person", 1),
        ("averin", "person", 2),
    ]


def test_a_full_name_is_a_persons_where_its_surname_is() -> None:
    assert linked("[o:Anna Averin] left, [p:Averin] said") == [["Anna Averin", "Averin"]]


def test_a_name_at_home_as_man_and_as_city_stays_two() -> None:
    marked = "[p:Denzel Washington] flew to [l:Washington]. [p:Washington] likes [l:Washington]."
    assert linked(marked) == [["Denzel Washington", "Washington"], ["Washington", "Washington"]]


def test_a_name_at_home_as_man_and_as_company_stays_two() -> None:
    marked = "[o:Roe Shipping] and [p:Orla Roe]: [o:Roe] sank, [p:Roe] wept, [o:Roe] was sold."
    assert linked(marked) == [["Roe Shipping", "Roe", "Roe"], ["Orla Roe", "Roe"]]


def test_names_of_two_entries_are_two_groups() -> None:
    assert types("[o=one:Roe] [o=two:Roe] [o:Roe]") == [("roe", "organization", 1)] * 3


def test_the_gazetteer_keeps_two_sets_apart() -> None:
    joined = Joined(["roe", None, "venn", None])
    joined.join(0, 1)
    joined.join(2, 3)
    joined.join(1, 3)
    assert joined.find(1) == 0
    assert joined.find(3) == 2


def test_sets_grow_together() -> None:
    joined = Joined([None, None, "venn"])
    joined.join(1, 2)
    joined.join(2, 0)
    assert [joined.find(number) for number in range(3)] == [0, 0, 0]
