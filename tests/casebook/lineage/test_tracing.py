from __future__ import annotations

import pytest
from lineage_articles import (
    BOARD,
    CLOSED,
    GAZETTE,
    HALDANE,
    LUNDE,
    Desk,
    Told,
    origins,
    steps,
)

from onrecord.casebook.claims.claim import Lineage
from onrecord.casebook.lineage.known import Copy, Credit

SENTENCE = CLOSED.capitalize()
OTHERWISE = "Nobody may use the crane at the eastern quay any longer"


def official(words: str = SENTENCE, source: str = "a senior official") -> Told:
    return Told(f"{words}, {source} said.", source=source, content=words)


def gazette(words: str = OTHERWISE) -> Told:
    return Told(
        f"{words}, the Marren Gazette reported.",
        source="the Marren Gazette",
        cue="reported",
        content=words,
        source_kind="outlet",
        party=GAZETTE,
        outlets=("Marren Gazette",),
    )


def agency(name: str = "KNS") -> Credit:
    return Credit(kind="dateline", name=name, first=False, start=0, end=3, text=name)


def counted(lineage: Lineage) -> tuple[int, int, int]:
    found = lineage.independence
    return found.low, found.count, found.high


def test_twelve_articles_that_rest_on_one_official_count_one() -> None:
    desk = Desk().add("gazette", official(), published="2031-03-10T09:00:00Z")
    for number in range(11):
        key = f"paper{number}"
        desk.add(key, gazette(), published=f"2031-03-11T{number + 10}:00:00Z")
    lineage = desk.lineage()
    assert counted(lineage) == (1, 1, 1)
    assert origins(lineage) == {("unnamed", "a senior official")}
    assert len(lineage.links) == 12
    assert any("12 of 12 documents" in why for why in lineage.independence.why)


def test_who_credits_an_outlet_has_it_from_its_article() -> None:
    lineage = (
        Desk()
        .add("gazette", official())
        .add("lantern", gazette(), published="2031-03-11T09:00:00Z")
        .lineage()
    )
    assert ("Marren Lantern", "credits", "Marren Gazette") in steps(lineage)
    link = next(link for link in lineage.links if lineage.nodes[link.end].name == "Marren Gazette")
    (evidence,) = link.evidence
    assert evidence.place.document == "lantern"
    assert evidence.text.startswith(OTHERWISE)


def test_an_outlet_that_is_not_in_the_casebook_is_a_node_without_a_document() -> None:
    lineage = Desk().add("lantern", gazette()).lineage()
    (node,) = (each for each in lineage.nodes if each.kind)
    assert (node.name, node.kind, node.document) == ("Marren Gazette", "outlet", None)
    assert counted(lineage) == (1, 1, 1)


def test_whom_an_unseen_outlet_cites_is_the_origin() -> None:
    lantern = Told(
        f"The Marren Gazette, citing a dock worker, reported that {CLOSED}.",
        source="The Marren Gazette",
        cue="reported",
        content=CLOSED,
        source_kind="outlet",
        party=GAZETTE,
        outlets=("Marren Gazette",),
    )
    lineage = Desk().add("lantern", lantern).lineage()
    assert steps(lineage) == {
        ("Marren Lantern", "credits", "Marren Gazette"),
        ("Marren Gazette", "credits", "a dock worker"),
    }
    assert origins(lineage) == {("unnamed", "a dock worker")}


def test_named_people_are_different_sources() -> None:
    lineage = (
        Desk()
        .add("gazette", Told(f"{SENTENCE}, Haldane said.", source="Haldane", party=HALDANE))
        .add("lantern", Told(f"{OTHERWISE}, Lunde said.", source="Lunde", party=LUNDE))
        .lineage()
    )
    assert counted(lineage) == (2, 2, 2)


def test_one_person_in_two_outlets_is_one_source() -> None:
    lineage = (
        Desk()
        .add("gazette", Told(f"{SENTENCE}, Haldane said.", source="Haldane", party=HALDANE))
        .add("lantern", Told(f"{OTHERWISE}, Haldane said.", source="Haldane", party=HALDANE))
        .lineage()
    )
    assert counted(lineage) == (1, 1, 1)
    assert origins(lineage) == {("named", "Dorrit Haldane")}


@pytest.mark.parametrize(
    "other",
    [
        Told(f"{OTHERWISE}, Lunde said.", source="Lunde", party=LUNDE),
        Told(f"{OTHERWISE}, a spokesman said.", source="a spokesman for the Harbour Board"),
        Told(f"{OTHERWISE}, a spokesman said.", source="a Harbour Board spokesman"),
    ],
)
def test_a_body_and_who_speaks_for_it_count_one(other: Told) -> None:
    board = Told(
        f"{SENTENCE}, the Harbour Board said.",
        source="the Harbour Board",
        source_kind="organization",
        party=BOARD,
    )
    lineage = Desk().add("gazette", board).add("lantern", other).lineage()
    assert counted(lineage) == (1, 1, 1)


def test_two_officials_may_be_one() -> None:
    lineage = (
        Desk()
        .add("gazette", official(SENTENCE, "a senior official"))
        .add("lantern", official(OTHERWISE, "an official in the ministry"))
        .lineage()
    )
    assert counted(lineage) == (1, 1, 2)
    assert any("Nothing tells" in why for why in lineage.independence.why)


def test_another_official_in_the_same_article_is_another() -> None:
    lineage = (
        Desk()
        .add("gazette", official(SENTENCE, "an official"), official(OTHERWISE, "a second official"))
        .lineage()
    )
    assert counted(lineage) == (2, 2, 2)


def test_a_source_without_a_name_is_called_by_its_fullest_description() -> None:
    lineage = (
        Desk()
        .add(
            "gazette",
            official(SENTENCE, "official"),
            official(OTHERWISE, "a senior official in the ministry"),
        )
        .lineage()
    )
    assert origins(lineage) == {("unnamed", "a senior official in the ministry")}


def test_a_nurse_and_an_official_are_two() -> None:
    lineage = (
        Desk()
        .add("gazette", official(SENTENCE, "an official"))
        .add("lantern", official(OTHERWISE, "a nurse"))
        .lineage()
    )
    assert counted(lineage) == (2, 2, 2)


def test_two_farmers_are_two() -> None:
    lineage = Desk().add("gazette", official(SENTENCE, "two farmers")).lineage()
    assert counted(lineage) == (2, 2, 2)


def test_an_unnamed_source_may_be_the_named_one() -> None:
    lineage = (
        Desk()
        .add("gazette", official())
        .add("lantern", Told(f"{OTHERWISE}, Haldane said.", source="Haldane", party=HALDANE))
        .lineage()
    )
    assert counted(lineage) == (1, 2, 2)


def test_an_own_voice_is_its_own_witness_where_nothing_shows_a_copy() -> None:
    lineage = (
        Desk().add("gazette", Told(f"{SENTENCE}.")).add("lantern", Told(f"{OTHERWISE}.")).lineage()
    )
    assert origins(lineage) == {("outlet", "Marren Gazette"), ("outlet", "Marren Lantern")}
    assert counted(lineage) == (1, 2, 2)


def test_an_own_voice_in_another_s_words_is_a_copy() -> None:
    lineage = (
        Desk()
        .add("gazette", Told(f"{SENTENCE}."), published="2031-03-10T09:00:00Z")
        .add("lantern", Told(f"{SENTENCE}."), published="2031-03-10T11:00:00Z")
        .lineage()
    )
    assert steps(lineage) == {("Marren Lantern", "copies", "Marren Gazette")}
    assert origins(lineage) == {("outlet", "Marren Gazette")}
    assert counted(lineage) == (1, 1, 1)


def test_a_copy_without_times_is_one_source_all_the_same() -> None:
    lineage = (
        Desk()
        .add("gazette", Told(f"{SENTENCE}."), published=None)
        .add("lantern", Told(f"{SENTENCE}."), published=None)
        .lineage()
    )
    assert counted(lineage) == (1, 1, 1)
    (link,) = lineage.links
    assert "which was first is not known" in link.evidence[0].reason


def test_a_headline_is_covered_by_the_source_below_it() -> None:
    lineage = Desk().add("gazette", Told(f"{OTHERWISE}."), official()).lineage()
    assert origins(lineage) == {("unnamed", "a senior official")}


def test_an_agency_in_two_datelines_is_one_origin() -> None:
    lineage = (
        Desk()
        .add("gazette", Told(f"{SENTENCE}."), around=[agency()])
        .add("lantern", Told(f"{OTHERWISE}."), around=[agency()])
        .lineage()
    )
    assert origins(lineage) == {("outlet", "KNS")}
    assert counted(lineage) == (1, 1, 1)


def test_an_agency_is_its_article_where_that_is_there() -> None:
    lineage = (
        Desk()
        .add("wire", official(), outlet="Karsk News Service")
        .add("lantern", Told(f"{OTHERWISE}."), around=[agency()], published="2031-03-11")
        .lineage()
    )
    assert ("Marren Lantern", "credits", "Karsk News Service") in steps(lineage)
    assert origins(lineage) == {("unnamed", "a senior official")}


def test_wording_that_one_outlet_credits_is_the_agency_s_in_the_other_too() -> None:
    lineage = (
        Desk()
        .add("gazette", Told(f"{SENTENCE}."), published="2031-03-10T09:00:00Z")
        .add("lantern", Told(f"{SENTENCE}."), around=[agency()], published="2031-03-10T10:00:00Z")
        .lineage()
    )
    assert origins(lineage) == {("outlet", "KNS")}
    assert counted(lineage) == (1, 1, 1)


def test_a_link_to_another_article_is_a_step() -> None:
    lineage = (
        Desk()
        .add("gazette", official(), location="https://gazette.example/crane?from=feed")
        .add(
            "lantern",
            Told(f"{OTHERWISE}.", link=("the crane", "gazette.example/crane")),
            published="2031-03-11",
        )
        .lineage()
    )
    assert ("Marren Lantern", "links", "Marren Gazette") in steps(lineage)
    assert counted(lineage) == (1, 1, 1)


def test_most_of_an_article_s_wording_in_an_earlier_one_is_a_copy() -> None:
    lineage = (
        Desk()
        .add("gazette", official(), published="2031-03-10T09:00:00Z")
        .add(
            "lantern",
            Told(f"{OTHERWISE}."),
            published="2031-03-10T10:00:00Z",
            copies=[Copy(of="gazette", share=0.8)],
        )
        .lineage()
    )
    assert ("Marren Lantern", "copies", "Marren Gazette") in steps(lineage)
    assert counted(lineage) == (1, 1, 1)


def of(outlet: str, words: str) -> Told:
    return Told(
        f"{words}, the {outlet} reported.",
        source=f"the {outlet}",
        cue="reported",
        content=words,
        source_kind="outlet",
        outlets=(outlet,),
    )


def ring() -> Desk:
    return (
        Desk()
        .add("gazette", of("Marren Lantern", SENTENCE), published="2031-03-10T09:00:00Z")
        .add("lantern", of("Marren Gazette", OTHERWISE), published="2031-03-10T11:00:00Z")
    )


def test_outlets_that_rest_on_one_another_are_a_ring_of_unknown_origin() -> None:
    lineage = ring().lineage()
    assert [{lineage.nodes[n].name for n in each} for each in lineage.cycles] == [
        {"Marren Gazette", "Marren Lantern"}
    ]
    assert {kind for kind, _ in origins(lineage)} == {"unknown"}
    assert counted(lineage) == (1, 1, 1)
    assert any("rest on one another" in why for why in lineage.independence.why)


def test_a_ring_with_a_way_out_leads_to_its_source() -> None:
    lineage = (
        Desk()
        .add("tide", official("The crane stands still"), published="2031-03-09")
        .add("gazette", of("Marren Lantern", SENTENCE), of("Marren Tide", OTHERWISE))
        .add("lantern", of("Marren Gazette", OTHERWISE), published="2031-03-10T11:00:00Z")
        .lineage()
    )
    assert lineage.cycles
    assert origins(lineage) == {("unnamed", "a senior official")}


def test_an_outlet_that_hears_of_its_own_story_goes_in_a_circle() -> None:
    lineage = (
        Desk()
        .add("first", Told(f"{SENTENCE}."), outlet="Marren Gazette", published="2031-03-10")
        .add("lantern", of("Marren Gazette", OTHERWISE), published="2031-03-11")
        .add(
            "third",
            of("Marren Lantern", "They say that no one may use that crane"),
            outlet="Marren Gazette",
            published="2031-03-12",
        )
        .lineage()
    )
    (cycle,) = lineage.cycles
    assert [lineage.nodes[number].name for number in cycle][1] == "Marren Lantern"
    assert counted(lineage) == (1, 1, 1)


def test_nobody_named_is_an_unknown_origin() -> None:
    told = Told(f"It was said that {CLOSED}.", source_kind="unstated", cue="was said")
    lineage = Desk().add("gazette", told).lineage()
    assert {kind for kind, _ in origins(lineage)} == {"unknown"}
    assert counted(lineage) == (1, 1, 1)


def test_those_that_deny_stand_in_no_node() -> None:
    lineage = (
        Desk()
        .add("gazette", official())
        .add("lantern", Told("Lunde denied it.", source="Lunde", party=LUNDE, stand="denies"))
        .lineage()
    )
    assert {node.document for node in lineage.nodes} == {"gazette", None}


def test_no_member_that_holds_it_makes_an_empty_lineage() -> None:
    lineage = Desk().lineage()
    assert (lineage.nodes, lineage.links, lineage.origins, lineage.cycles) == ((), (), (), ())


def test_what_a_document_says_is_a_document_s() -> None:
    told = Told(f"{SENTENCE}, an audit said.", source="an audit", source_kind="document")
    lineage = Desk().add("gazette", told).add("lantern", told).lineage()
    assert {kind for kind, _ in origins(lineage)} == {"document"}
    assert counted(lineage)[1] == 1


def test_the_same_members_make_the_same_lineage() -> None:
    assert ring().lineage() == ring().lineage()
