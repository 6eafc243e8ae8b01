from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from casebook_asked import add, make, published
from sample_records import make_ferry_record, make_people_record

from onrecord.casebook import Casebook
from onrecord.casebook.rows import Place
from onrecord.errors import OnrecordError


@pytest.fixture
def asked(path: Path) -> Iterator[Casebook]:
    with make(path) as casebook:
        yield casebook


def words(casebook: Casebook, place: Place) -> str:
    """What stands at a place."""
    text = casebook.record(place.document, place.version).document.text
    assert text.count("\n", 0, place.start) + 1 == place.line
    return text[place.start : place.end]


def test_who_has_names_roles_and_all_that_was_said(asked: Casebook) -> None:
    found = asked.who("ada venn")
    assert (found.name, found.type, found.documents) == ("Ada Venn", "person", 1)
    assert [form.text for form in found.forms][:2] == ["Ada Venn", "Venn"]
    (role,) = found.roles
    assert (role.text, role.authority) == ("the Defence Minister of Kestria", None)
    assert words(asked, role.place) == role.text
    assert [said.id for said in found.said] == ["a1", "a2"]
    assert {said.id for said in found.about} >= {"a7", "a8"}
    assert {said.speakers for said in found.about}.isdisjoint({("Ada Venn",)})
    for said in (*found.said, *found.about):
        assert said.content.split(" … ")[0] in words(asked, said.place)


def test_relations_are_roles_with_their_authority(asked: Casebook) -> None:
    roles = asked.who("Ivo Dahl").roles
    assert [(role.type, role.role, role.other, role.of_other) for role in roles] == [
        ("role", "envoy", "Ana Ruiz", False),
        ("member_of", None, "Unit Nine", False),
        ("family", "daughter", "Yrsa", True),
    ]
    authorities = [role.authority.holder if role.authority else None for role in roles]
    assert authorities == [None, "The harbour ministry", None]


def test_totals_count_what_a_limit_left_out(asked: Casebook) -> None:
    for each in asked.identities():
        whole = asked.who(f"#{each.identity}")
        lists = {"members", "roles", "said", "about"}
        assert {name: len(getattr(whole, name)) for name in lists} == {
            name: getattr(whole.totals, name) for name in lists
        }
        cut = asked.who(f"#{each.identity}", limit=1)
        assert cut.totals == whole.totals
        assert len(cut.said) <= 1


def test_one_part_of_who_leaves_the_others_empty(asked: Casebook) -> None:
    whole = asked.who("Ada Venn")
    part = asked.who("Ada Venn", part="said")
    assert part.said == whole.said
    assert (part.roles, part.members, part.about) == ((), (), ())
    assert part.totals == whole.totals


def test_members_are_named_as_decisions_name_them(asked: Casebook) -> None:
    found = asked.who("Petra Lunde")
    assert [(each.document, each.entity) for each in found.members] == asked.journal.entities(
        "Petra Lunde"
    )


def test_identities_are_found_by_parts_of_their_names(asked: Casebook) -> None:
    assert [each.name for each in asked.identities(name="pet lun")] == ["Petra Lunde"]
    assert {each.name for each in asked.identities(name="venn")} == {"Ada Venn", "Tor Venn"}
    number = asked.who("Petra Lunde").number
    assert [each.identity for each in asked.identities(name=f"#{number}")] == [number]
    assert asked.identities(name="venn", type="place") == []
    assert asked.identities(name="?") == asked.identities(name="%") == []
    for given in ({}, {"type": "person"}, {"name": "venn"}):
        assert asked.count_identities(**given) == len(asked.identities(**given))  # type: ignore[arg-type]


def test_what_somebody_said_is_in_the_order_of_time(path: Path) -> None:
    with Casebook.create(path) as casebook:
        for key, day in (("b", "2031-06-01"), ("c", None), ("a", "2030-01-01")):
            add(casebook, key, published(make_ferry_record(), day))
        said = casebook.who("Maren Oster").said
        # a3 says on which day; the others go by that of publication, those without one last.
        assert [(one.place.document, one.id) for one in said] == [
            ("a", "a2"),
            ("a", "a8"),
            ("b", "a3"),
            ("c", "a3"),
            ("a", "a3"),
            ("b", "a2"),
            ("b", "a8"),
            ("c", "a2"),
            ("c", "a8"),
        ]
        assert casebook.who("Maren Oster", limit=2, offset=1).said == said[1:3]


def test_a_name_is_found_by_its_parts_and_its_number(asked: Casebook) -> None:
    number = asked.who("oster").number
    for name in ("Maren Oster", "maren oster", "OSTER", "mar ost", f"#{number}"):
        assert asked.who(name).number == number


@pytest.mark.parametrize(
    ("name", "code"), [("Nobody Atall", "C031"), ("Venn", "C032"), ("%", "C031"), ("#9999", "C031")]
)
def test_a_name_that_means_nobody_or_several_is_refused(
    asked: Casebook, name: str, code: str
) -> None:
    with pytest.raises(OnrecordError) as caught:
        asked.who(name)
    assert caught.value.code == code


def test_who_is_in_far_more_documents_is_meant(path: Path) -> None:
    with Casebook.create(path) as casebook:
        for number in range(4):
            add(casebook, f"f{number}", make_ferry_record())
        record = make_ferry_record()
        other = [
            replace(entity, name="Piet Oster", type="organization")
            if entity.name == "Maren Oster"
            else entity
            for entity in record.entities
        ]
        add(casebook, "other", replace(record, entities=other))
        found = casebook.who("oster")
        assert (found.name, found.documents) == ("Maren Oster", 4)
        assert [each.name for each in found.others] == ["Piet Oster"]


def test_sources_say_how_much_rests_on_whom(asked: Casebook) -> None:
    found = asked.sources()
    by_name = {heard.name: heard for heard in found}
    oster, captains = by_name["Maren Oster"], by_name["Captains"]
    assert (oster.statements, oster.documents, oster.denials, oster.standing) == (3, 1, 1, "named")
    assert (captains.identity, captains.standing) == (None, "unnamed")
    assert by_name["Petra Lunde"].documents == 3
    assert [heard.standing for heard in found][-1] == "unresolved"
    assert "said" in words(asked, oster.place)
    assert {heard.standing for heard in asked.sources(named=True)} == {"named"}
    assert "named" not in {heard.standing for heard in asked.sources(named=False)}


def test_every_statement_is_counted_for_each_who_makes_it(asked: Casebook) -> None:
    assert sum(heard.statements for heard in asked.sources()) == 11 + 8 + 6


def test_the_timeline_is_in_order_and_says_whose_word_it_is(asked: Casebook) -> None:
    found = asked.timeline()
    assert [(dated.kind, dated.id, dated.place.document) for dated in found] == [
        ("event", "v5", "ferries"),
        ("event", "v3", "ferries"),
        ("event", "v4", "ferries"),
        ("event", "v1", "ferries"),
        ("statement", "a3", "ferries"),
        ("event", "v2", "ferries"),
        ("statement", "a1", "plans"),
    ]
    sold = found[3]
    assert (sold.words, sold.printed, sold.modality) == ("sold", "February", "alleged")
    assert sold.authority is not None
    assert sold.authority.speakers == ("Ivo Dahl",)
    assert sold.participants == ("Norrund Salt Council",)
    assert "sold" in sold.sentence
    assert found[0].authority is None
    for dated in found:
        if dated.kind == "event":
            assert dated.sentence[dated.at :].startswith(dated.words)
            assert words(asked, dated.place) == dated.words


def test_the_timeline_is_narrowed_by_person_place_and_day(asked: Casebook) -> None:
    def ids(**given: Any) -> list[str]:
        return [dated.id for dated in asked.timeline(**given)]

    assert ids(who="Maren Oster") == ["a3"]
    assert ids(who="Salt Council") == ["v5", "v1"]
    assert ids(place="Helmvik") == ["v2"]
    assert ids(since="2031-03", until="2031-04") == ["a3", "v2"]
    assert ids(until="1965") == ["v5"]
    assert ids(limit=2, offset=1) == ["v3", "v4"]


def test_what_one_sentence_tells_of_one_time_is_one_row(path: Path) -> None:
    record = make_ferry_record()
    (given,) = [event for event in record.events if event.id == "v4"]
    text = record.document.text
    at = text.index("Star", given.trigger.end)
    more = replace(
        given,
        id="v7",
        trigger=record.document.span(at, at + 4),
        participants=["e1"],
        confidence=0.3,
    )
    otherwise = replace(more, id="v8", modality="planned")
    with Casebook.create(path) as casebook:
        add(casebook, "ferries", replace(record, events=[otherwise, *record.events, more]))
        found = {dated.id: dated for dated in casebook.timeline(kind="event")}
        assert "v7" not in found
        one = found["v4"]
        assert [(each.id, each.words) for each in one.also] == [("v7", "Star")]
        assert one.sentence[one.also[0].at :].startswith("Star")
        assert one.confidence == 0.3
        assert "Norrund Salt Council" in one.participants
        assert found["v8"].also == ()
        assert "v4" in [dated.id for dated in casebook.timeline(who="Norrund Salt Council")]
        assert sum(month.events for month in casebook.months()) == len(found)


def test_identities_are_listed_most_documents_first(asked: Casebook) -> None:
    found = asked.identities(type="person")
    assert [(each.name, each.documents) for each in found[:2]] == [
        ("Dorrit Haldane", 3),
        ("Petra Lunde", 3),
    ]
    assert {each.type for each in found} == {"person"}
    assert found == asked.identities(type="person", limit=3) + asked.identities(
        type="person", offset=3
    )
    for each in found:
        assert each.place is not None
        assert words(asked, each.place)


def test_what_is_least_sure_is_to_be_reviewed(asked: Casebook) -> None:
    record = make_people_record()
    unsure = [
        replace(said, confidence=0.2 if said.id == "a6" else 0.4 if said.id == "a2" else 0.9)
        for said in record.attributions
    ]
    add(asked, "unsure", replace(record, attributions=unsure))
    found = [each for each in asked.review(kind="statement") if each.place]
    assert [
        each.said.id
        for each in found
        if each.said and each.place and each.place.document == "unsure"
    ] == ["a6", "a2"]
    asked.journal.accept("unsure", "a6", by="ada")
    asked.journal.reject("unsure", "a2", by="ada")
    assert asked.review(kind="statement") == [
        each for each in found if each.place and each.place.document != "unsure"
    ]


def test_who_may_be_one_is_to_be_reviewed_and_is_not_joined(path: Path) -> None:
    with Casebook.create(path) as casebook:
        add(casebook, "a", make_people_record())
        record = make_people_record()
        short = [
            replace(entity, name="Karo", mentions=[m for m in entity.mentions if m.text == "Karo"])
            if entity.name == "Ines Karo"
            else entity
            for entity in record.entities[:4]
        ]
        keep = {entity.id for entity in short}
        said = [
            replace(one, entities=[id for id in one.entities if id in keep])
            for one in record.attributions
        ]
        add(casebook, "b", replace(record, entities=short, attributions=said))
        found = casebook.review(kind="identity")
        assert found
        for each in found:
            assert len(set(each.identities)) == 2
            assert each.reasons
            assert set(each.against) < set(each.reasons)
            assert each.place
            assert [document for document, _ in each.entities] == [
                place.document for place in (each.place, *each.others)
            ]
            for identity in each.identities:
                assert each in casebook.doubts(identity)
        assert casebook.review_counts()["identity"] == len(found)
        one = found[0]
        casebook.journal.split(*one.entities, by="ada")
        assert one.names not in [each.names for each in casebook.review(kind="identity")]


def test_names_of_which_every_two_may_be_one_are_one_entry(path: Path) -> None:
    with Casebook.create(path) as casebook:
        for key in "abcd":
            add(casebook, key, make_people_record())
        casebook.identities()
        connection = casebook._connection
        numbers = [number for (number,) in connection.execute("SELECT id FROM identity")][:4]
        ends = {
            number: connection.execute(
                "SELECT version_id, entity_id FROM identity_member WHERE identity_id = ?", (number,)
            ).fetchone()
            for number in numbers
        }
        one, two, three, four = numbers
        connection.execute("DELETE FROM identity_doubt")
        for at, (first, second) in enumerate(
            ((one, two), (one, three), (two, three), (three, four))
        ):
            connection.execute(
                "INSERT INTO identity_doubt VALUES (?, ?, ?, ?, '[]', ?)",
                (*ends[first], *ends[second], 0.9 - at / 10),
            )
        found = casebook.review(kind="identity")
        assert [set(each.identities) for each in found] == [{one, two, three}, {three, four}]
        assert [each.confidence for each in found] == [0.9, pytest.approx(0.6)]
        assert [len(each.others) for each in found] == [2, 1]
        assert len(set(found[0].entities)) == len(found[0].names) == 3
        assert casebook.review_counts()["identity"] == 2
        assert len(casebook.doubts(three)) == 3


def test_counts_are_of_what_is_to_be_reviewed(asked: Casebook) -> None:
    record = make_people_record()
    unsure = [replace(said, confidence=0.2) for said in record.attributions]
    add(asked, "unsure", replace(record, attributions=unsure))
    asked.journal.accept("unsure", "a6", by="ada")
    asked.journal.reject("plans", "a8", by="ada")
    add(asked, "plans", make_ferry_record())
    counts = asked.review_counts()
    assert counts["statement"] == len(asked.review(kind="statement")) > 5
    assert counts["decision"] == len(asked.review(kind="decision")) == 1


def test_a_decision_that_lost_its_words_is_to_be_reviewed(asked: Casebook) -> None:
    asked.journal.reject("plans", "a8", by="ada", why="not said")
    assert asked.review(kind="decision") == []
    add(asked, "plans", make_ferry_record())
    (lost,) = asked.review(kind="decision")
    assert lost.decision is not None
    assert lost.reasons[0].startswith("reject: ")


def test_an_empty_casebook_has_empty_lists(path: Path) -> None:
    with Casebook.create(path) as casebook:
        assert casebook.sources() == casebook.timeline() == casebook.review() == []
        assert casebook.identities() == casebook.search("crane") == []
