"""Who takes part and where."""

import pytest
from tagged import read

from onrecord.annotate.events.taking_part import Mentions
from onrecord.record import Entity, EntityType, Mention, MentionKind

Named = list[tuple[EntityType, str]]


@pytest.mark.parametrize(
    ("written", "date", "entities", "participants", "places"),
    [
        (
            "Orla/name Venn/name , a painter/noun whose pictures/noun of Tarn/name won/past! "
            "prizes/noun , died/past! on Sunday in Elm/name .",
            ("Sunday", "2019-05-19"),
            [("person", "Orla Venn"), ("place", "Tarn"), ("place", "Elm")],
            ["Orla Venn"],
            ["Elm"],
        ),
        (
            "Orla/name Venn/name , who was/past killed/participle! in Tarn/name in 1983 , "
            "was/past a painter/noun .",
            ("1983", "1983"),
            [("person", "Orla Venn"), ("place", "Tarn")],
            ["Orla Venn"],
            ["Tarn"],
        ),
        (
            "Orla/name Venn/name , whom Ivo/name Dahl/name sacked/past! in May , sued/past! .",
            ("May", "2019-05"),
            [("person", "Orla Venn"), ("person", "Ivo Dahl")],
            ["Orla Venn", "Ivo Dahl"],
            [],
        ),
        (
            "Orla/name Venn/name , whom Ivo/name Dahl/name sacked/past! , moved/past! to "
            "Tarn/name in 2015 .",
            ("2015", "2015"),
            [("person", "Orla Venn"), ("person", "Ivo Dahl"), ("place", "Tarn")],
            ["Orla Venn"],
            ["Tarn"],
        ),
        (
            "Tarn/name , where Venn/name died/past! in 2015 , mourned/past! .",
            ("2015", "2015"),
            [("place", "Tarn"), ("person", "Venn")],
            ["Venn"],
            ["Tarn"],
        ),
    ],
)
def test_a_relative_clause_and_its_subject(
    written: str,
    date: tuple[str, str],
    entities: Named,
    participants: list[str],
    places: list[str],
) -> None:
    (found,) = read(written, date, entities=entities)
    assert (found.participants, found.places) == (participants, places)


def test_a_subject_belongs_to_its_verb_alone() -> None:
    told = "Venn/name told/past? Fars/name that the letter/noun was/past sent/participle! Monday ."
    (found,) = read(
        told, ("Monday", "2019-05-20"), entities=[("organization", "Fars"), ("person", "Venn")]
    )
    assert found.participants == []


def test_where_somebody_is_from_is_no_place_of_what_happened() -> None:
    written = "Two men/noun from Tarn/name were/past charged/participle! Monday in Elm/name ."
    entities: Named = [("place", "Tarn"), ("place", "Elm")]
    (found,) = read(written, ("Monday", "2019-05-20"), entities=entities)
    assert (found.participants, found.places) == ([], ["Elm"])


@pytest.mark.parametrize("type", ["group", "place"])
def test_a_people_that_describes_takes_no_part(type: EntityType) -> None:
    written = "The Norrian/adjective government/noun resigned/past! in 2015 ."
    (found,) = read(written, ("2015", "2015"), entities=[(type, "Norrian")])
    assert (found.participants, found.places) == ([], [])
    titled = "Norrian/name President/name Orla/name Venn/name resigned/past! in 2015 ."
    (found,) = read(titled, ("2015", "2015"), entities=[("group", "Norrian")])
    assert found.participants == []
    alone = "The Norrians/noun left/past! in 2015 ."
    (found,) = read(alone, ("2015", "2015"), entities=[("group", "Norrians")])
    assert found.participants == ["Norrians"]


def made(id: str, *mentions: tuple[int, str, MentionKind, float]) -> Entity:
    return Entity(
        id=id,
        name=mentions[0][1],
        type="person",
        mentions=[
            Mention(start=at, end=at + len(text), text=text, kind=kind, confidence=sure)
            for at, text, kind, sure in mentions
        ],
    )


@pytest.mark.parametrize(
    ("sure", "nearer", "doubtful"),
    [(0.56, 200, True), (0.9, 200, False), (0.56, 50, False), (0.56, 350, False)],
    ids=["passes over another", "surely", "the other is farther", "the other comes after"],
)
def test_a_pronoun_that_passes_over_somebody_nearer_is_doubtful(
    sure: float, nearer: int, doubtful: bool
) -> None:
    meant = made("e1", (100, "Orla Venn", "name", 0.9), (300, "she", "pronoun", sure))
    other = made("e2", (nearer, "Edda Roe", "name", 0.9))
    name, pronoun = meant.mentions
    mentions = Mentions([meant, other], [])
    assert mentions.is_doubtful(pronoun, meant) is doubtful
    assert not mentions.is_doubtful(name, meant)
