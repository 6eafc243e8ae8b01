"""The entities of a record, and who each source is."""

from collections.abc import Sequence

from seen import Rank, document_of, seen_in

from onrecord.annotate import qualities, sentences, transcript
from onrecord.annotate.entities import AMBIGUOUS, NAMED_BY_SOURCE, UNNAMED, Named, identify
from onrecord.annotate.gazetteer import Entry, Gazetteer
from onrecord.annotate.spans import AttributionSpans
from onrecord.record import EntityType

LAST: Rank = lambda chains: 0 if chains else None  # noqa: E731
NONE: Rank = lambda chains: None  # noqa: E731


def named(
    text: str,
    *sources: str,
    names: Sequence[tuple[str, EntityType]] = (),
    nominals: Sequence[tuple[str, EntityType]] = (),
    contents: Sequence[str] = (),
    rank: Rank = LAST,
    gazetteer: Gazetteer | None = None,
) -> Named:
    """The entities of an article whose sources are these words, each found after the last.

    `contents` are what they say, where that matters; names are the ones that a model marked.
    """
    document = document_of(text)
    found, position = [], 0
    for index, source in enumerate(sources):
        start = text.index(source, position)
        position = start + len(source)
        said = text.find(contents[index]) if index < len(contents) and contents[index] else -1
        found.append(
            AttributionSpans(
                source=(start, position),
                cue=((position, position + 1),),
                content=((said, said + len(contents[index])),) if said >= 0 else (),
                confidence=1.0,
            )
        )
    made = identify(
        document,
        sentences.split(document),
        seen_in(document, names, nominals, rank=rank),
        [],
        found,
        qualities.read_sources(document, found),
        gazetteer,
    )
    for entity in made.entities:
        for span in (*entity.mentions, *entity.descriptions):
            assert text[span.start : span.end] == span.text
    return made


def test_a_surname_is_the_person_named_in_full() -> None:
    made = named(
        "Gen. Orla Venn said so. Venn said no more.", "Gen. Orla Venn", "Venn",
        names=[("Orla Venn", "person"), ("Venn", "person")],
    )  # fmt: skip
    (entity,) = made.entities
    assert (entity.id, entity.name, entity.type) == ("e1", "Orla Venn", "person")
    assert made.of_attribution == [["e1"], ["e1"]]
    assert [mention.text for mention in entity.mentions] == ["Orla Venn", "Venn"]


def test_whoever_is_named_is_an_entity_though_no_source() -> None:
    made = named("Orla Venn said so to Bo Lund.", "Orla Venn",
                 names=[("Orla Venn", "person"), ("Bo Lund", "person")])  # fmt: skip
    assert [entity.name for entity in made.entities] == ["Orla Venn", "Bo Lund"]


def test_a_source_that_reads_as_a_name_is_one_though_the_model_marks_none() -> None:
    made = named("Orla Venn said so.", "Orla Venn")
    assert made.entities[0].mentions[0].confidence == NAMED_BY_SOURCE
    assert made.of_attribution == [["e1"]]


def test_a_name_that_only_the_model_knows_is_who_the_source_is() -> None:
    made = named("the poet qVenn said so.", "the poet qVenn", names=[("qVenn", "person")])
    assert made.of_attribution == [["e1"]]
    assert made.types == ["person"]


def test_a_surname_alone_that_two_bear_is_neither() -> None:
    made = named(
        "Orla Venn and Bo Venn met. Orla Venn and Bo Venn left. Venn said so.", "Venn said"[:4],
        names=[(name, "person") for name in
               ("Orla Venn", "Bo Venn", "Orla Venn", "Bo Venn")],
    )  # fmt: skip
    assert {entity.name for entity in made.entities} == {"Orla Venn", "Bo Venn"}


def test_a_pronoun_is_whom_it_stands_for() -> None:
    made = named("Orla Venn left. She said so.", "She", names=[("Orla Venn", "person")])
    (entity,) = made.entities
    assert [(m.text, m.kind) for m in entity.mentions] == [
        ("Orla Venn", "name"), ("She", "pronoun"),
    ]  # fmt: skip
    assert made.of_attribution == [["e1"]]
    assert made.unresolved == [None]
    assert made.types == [None]


def test_a_description_is_whom_it_stands_for() -> None:
    made = named("Orla Venn left. The mayor said so.", "The mayor",
                 names=[("Orla Venn", "person")], nominals=[("The mayor", "person")])  # fmt: skip
    assert made.of_attribution == [["e1"]]


def test_a_source_is_who_was_last_called_so() -> None:
    made = named("Gov. Orla Venn met Bo Lund. The governor said so.", "The governor", rank=NONE,
                 names=[("Orla Venn", "person"), ("Bo Lund", "person")],
                 nominals=[("The governor", "person")])  # fmt: skip
    assert made.of_attribution == [["e1"]]


def test_the_dateline_is_a_place_and_an_outlet_a_body() -> None:
    made = named("Norr Gazette and Halden Shipping met Ivo Roe Jr. in Fenn.", "Norr Gazette",
                 names=[("Norr Gazette", "person"), ("Halden Shipping", "person"),
                        ("Ivo Roe", "person"), ("Fenn", "person")])  # fmt: skip
    assert [(entity.name, entity.type) for entity in made.entities][:2] == [
        ("Norr Gazette", "organization"), ("Halden Shipping", "organization"),
    ]  # fmt: skip
    assert made.entities[2].mentions[0].text == "Ivo Roe Jr."


def test_what_stands_right_beside_a_name_tells_what_it_is() -> None:
    made = named("Venn and his staff saw the nerve agent Oleum and the oil tanker Heron in Heron.",
                 names=[("Venn", "place"), ("Oleum", "person"), ("Heron", "person")])  # fmt: skip
    assert [entity.type for entity in made.entities] == ["person", "weapon", "vehicle"]


def test_a_body_called_by_its_people_s_name_too_is_the_body() -> None:
    made = named(
        "The NFI met. The Norrian NFI rose. The Norrian sea fell.",
        names=[("NFI", "organization"), ("Norrian NFI", "group"), ("Norrian", "group")],
    )
    assert [entity.type for entity in made.entities] == ["organization", "group"]


def test_who_is_not_named_is_no_entity_and_the_reason_is_given() -> None:
    made = named(
        "He said so. The ministry said so. An official came. She said so.",
        "He", "The ministry", "She",
        nominals=[("The ministry", "organization"), ("An official", "person")],
        rank=lambda chains: 0 if chains == 2 else None,
    )  # fmt: skip
    assert made.entities == []
    assert made.of_attribution == [[], [], []]
    assert made.unresolved == ["pronoun", "nominal", UNNAMED]


def test_two_people_are_two_entities() -> None:
    made = named("Orla Venn and Bo Lund said so.", "Orla Venn and Bo Lund",
                 names=[("Orla Venn", "person"), ("Bo Lund", "person")])  # fmt: skip
    assert made.of_attribution == [["e1", "e2"]]


def test_i_within_a_quotation_is_its_source() -> None:
    text = "“I never saw it,” Orla Venn said. Bo Lund agreed."
    made = named(text, "Orla Venn", contents=["“I never saw it,”"], rank=NONE,
                 names=[("Orla Venn", "person"), ("Bo Lund", "person")])  # fmt: skip
    venn = next(entity for entity in made.entities if entity.name == "Orla Venn")
    assert [mention.text for mention in venn.mentions] == ["I", "Orla Venn"]


def test_i_within_a_quotation_of_a_pronoun_is_whom_that_stands_for() -> None:
    text = "Orla Venn came. “I never saw it,” she said."
    made = named(text, "she", contents=["“I never saw it,”"], names=[("Orla Venn", "person")])
    assert [mention.text for mention in made.entities[0].mentions] == ["Orla Venn", "I", "she"]


def test_roles_and_appositions_are_descriptions_as_printed() -> None:
    made = named(
        "The analyst Orla Venn, an adviser to the port, said so.", "The analyst Orla Venn",
        names=[("Orla Venn", "person")],
    )  # fmt: skip
    assert [d.text for d in made.entities[0].descriptions] == ["analyst", "an adviser to the port"]


def test_a_description_within_a_content_has_that_authority() -> None:
    text = "Bo Lund said that the trader Orla Venn had left."
    made = named(text, "Bo Lund", contents=["the trader Orla Venn had left"],
                 names=[("Bo Lund", "person"), ("Orla Venn", "person")])  # fmt: skip
    assert [d.authority for d in made.entities[1].descriptions] == ["a1"]


def test_a_pronoun_is_no_name_though_the_model_says_so() -> None:
    made = named("He said so to them.", "He", names=[("He", "person"), ("them", "person")])
    assert made.entities == []


def test_the_users_own_names_are_obeyed_and_marked() -> None:
    gazetteer = Gazetteer(
        [Entry(id="venn", name="Orla Venn", type="person", aliases=("the Fox",), roles=("mayor",))],
        version="mine",
    )
    made = named("Orla Venn left. The Fox said so.", "The Fox",
                 names=[("Orla Venn", "organization")], gazetteer=gazetteer)  # fmt: skip
    (entity,) = made.entities
    assert (entity.name, entity.type, entity.entry) == ("Orla Venn", "person", "venn")
    assert entity.roles == ["mayor"]
    assert made.of_attribution == [["e1"]]


def test_the_reasons_are_distinct() -> None:
    assert len({AMBIGUOUS, UNNAMED, "pronoun", "nominal", "no source"}) == 5


def test_who_answers_in_an_interview_is_the_one_person_it_is_with() -> None:
    asked = "Q: When?\n\nA: In May.\n\nQ: By whom?\n\nA: By Roe."
    text = f"Ilse Dahl on the ferry\n\nDahl met us.\n\n{asked}"
    document = document_of(text)
    turns = transcript.find_turns(document)
    people: list[tuple[str, EntityType]] = [("Ilse Dahl", "person"), ("Dahl", "person")]
    made = identify(
        document,
        sentences.split(document),
        seen_in(document, people, [], rank=LAST),
        turns,
        turns,
        qualities.read_sources(document, turns, turns=frozenset(turns)),
    )
    assert made.of_attribution == [[], ["e1"], [], ["e1"]]
    assert made.types == [None, "person", None, "person"]
