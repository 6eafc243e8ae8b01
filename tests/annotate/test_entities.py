from onrecord.annotate.entities import AMBIGUOUS, FULL, SURNAME, Named, name_sources
from onrecord.annotate.known import learn
from onrecord.annotate.source_kind import read_source
from onrecord.annotate.spans import AttributionSpans
from onrecord.record import Block, Document


def named(
    text: str,
    *sources: str,
    inside: dict[int, int] | None = None,
    publisher: str | None = None,
    label: bool = False,
) -> Named:
    """The entities of an article whose sources are these words, each found after the last."""
    document = Document(
        id="d", location=None, sha256="0" * 64, media_type="text/plain", language="en",
        publisher=publisher, text=text, blocks=[Block(kind="paragraph", start=0, end=len(text))],
    )  # fmt: skip
    found, position = [], 0
    for index, source in enumerate(sources):
        start = text.index(source, position)
        position = start + len(source)
        found.append(
            AttributionSpans(
                source=(start, position),
                cue=((0, 1),),
                content=(),
                inside=(inside or {}).get(index),
                confidence=1.0,
            )
        )
    known = learn(document, [read_source(source, label=label) for source in sources])
    readings = [read_source(source, label=label, known=known) for source in sources]
    made = name_sources(document, found, readings)
    for entity in made.entities:
        for span in (*entity.mentions, *entity.descriptions):
            assert text[span.start : span.end] == span.text
    return made


def test_a_surname_is_the_person_named_in_full() -> None:
    made = named(
        "Gen. Orla Venn said so. Venn said no more. Later Venn left.", "Gen. Orla Venn", "Venn"
    )
    (entity,) = made.entities
    assert (entity.id, entity.name, entity.type) == ("e1", "Orla Venn", "person")
    assert made.of_attribution == [["e1"], ["e1"]]
    assert [(m.text, m.confidence) for m in entity.mentions] == [
        ("Orla Venn", FULL), ("Venn", SURNAME), ("Venn", SURNAME),
    ]  # fmt: skip


def test_the_full_name_may_come_later_or_be_no_source() -> None:
    made = named("Venn said so. The mayor, Sarah Venn, left.", "Venn")
    assert [entity.name for entity in made.entities] == ["Sarah Venn"]


def test_a_surname_that_two_bear_is_neither() -> None:
    made = named("Orla Venn and Bo Venn met. Venn said so.", "Orla Venn", "Bo Venn", "Venn")
    assert [entity.name for entity in made.entities] == ["Orla Venn", "Bo Venn"]
    assert made.of_attribution[2] == []
    assert made.unresolved == [None, None, AMBIGUOUS]


def test_pronouns_and_descriptions_are_no_entities() -> None:
    made = named("He said so. The ministry said so. Officials said so.", "He", "The ministry",
                 "Officials")  # fmt: skip
    assert made.entities == []
    assert made.unresolved == ["pronoun", "nominal", "nominal"]


def test_two_people_are_two_entities() -> None:
    made = named("Orla Venn and Bo Lund said so.", "Orla Venn and Bo Lund")
    assert made.of_attribution == [["e1", "e2"]]


def test_bodies_match_by_their_whole_name_without_the_article() -> None:
    made = named(
        "The Norran Coast Ministry said so. Later the Norran Coast Ministry did not.",
        "The Norran Coast Ministry", "the Norran Coast Ministry",
    )  # fmt: skip
    (entity,) = made.entities
    assert (entity.name, entity.type) == ("Norran Coast Ministry", "organization")
    assert len(entity.mentions) == 2


def test_a_place_that_speaks_is_a_metonym_only_where_it_speaks() -> None:
    made = named("Moscow said so. It rained in Moscow.", "Moscow")
    (entity,) = made.entities
    assert entity.type == "place"
    assert [mention.metonym for mention in entity.mentions] == [True, False]


def test_roles_and_appositions_as_printed() -> None:
    made = named(
        "The Halden-based analyst Orla Venn, 44, an adviser to the port, said so.",
        "The Halden-based analyst Orla Venn, 44, an adviser to the port,",
    )
    (entity,) = made.entities
    assert [d.text for d in entity.descriptions] == [
        "Halden-based analyst", "an adviser to the port",
    ]  # fmt: skip


def test_what_is_no_role_is_no_description() -> None:
    made = named("Mr. Venn, who left the port, said so.", "Mr. Venn, who left the port,")
    assert made.entities[0].descriptions == []


def test_a_description_within_an_attribution_has_its_authority() -> None:
    made = named(
        "Bo Lund said that the trader Orla Venn said so.", "Bo Lund", "the trader Orla Venn",
        inside={1: 0},
    )  # fmt: skip
    assert [d.authority for d in made.entities[1].descriptions] == ["a1"]


def test_a_name_within_a_longer_word_is_no_mention() -> None:
    made = named("Orla Venn said so. Venn’s port. Vennish ways.", "Orla Venn", "Venn")
    assert [m.text for m in made.entities[0].mentions] == ["Orla Venn", "Venn"]


def test_a_first_name_in_no_list_is_found_within_a_sentence() -> None:
    made = named("Venn said so. They met the mayor, Ruzena Venn.", "Venn")
    assert [entity.name for entity in made.entities] == ["Ruzena Venn"]
    assert made.entities[0].type == "person"


def test_other_capitals_before_a_surname_are_no_first_names() -> None:
    for text in (
        "Venn said so. It rained when Mayor Venn left.",
        "Venn said so. Yesterday Venn left.",
        "Venn said so. It rained in Halden Venn told them.",
        "Venn said so. They left for the Great Venn Bridge.",
    ):
        assert [entity.name for entity in named(text, "Venn").entities] == ["Venn"]


def test_a_label_in_capitals_is_the_person_named_in_full() -> None:
    made = named(
        "A talk with Ruzena Venn.\nVENN: It rained.\nVENN: It did.", "VENN", "VENN", label=True
    )
    (entity,) = made.entities
    assert entity.name == "Ruzena Venn"
    assert [mention.text for mention in entity.mentions] == ["Ruzena Venn", "VENN", "VENN"]


def test_a_label_that_two_bear_is_neither() -> None:
    made = named("A talk with Ruzena Venn and with Tomo Venn.\nVENN: So.", "VENN", label=True)
    assert (made.entities, made.unresolved) == ([], [AMBIGUOUS])


def test_an_outlet_in_short_is_the_outlet_named_in_full() -> None:
    made = named("The Daily Lamp said so. The Lamp said more.", "The Daily Lamp", "The Lamp")
    (entity,) = made.entities
    assert (entity.name, entity.type) == ("Daily Lamp", "organization")
    assert [mention.text for mention in entity.mentions] == ["Daily Lamp", "Lamp"]


def test_the_publisher_in_short_is_the_publisher() -> None:
    made = named("The Gazette said so.", "The Gazette", publisher="NORR EVENING GAZETTE")
    assert [entity.name for entity in made.entities] == ["Norr Evening Gazette"]


def test_a_short_form_of_two_outlets_is_neither() -> None:
    made = named(
        "They read the Norr Gazette and the Halden Gazette. The Gazette said so.", "The Gazette"
    )
    assert [entity.name for entity in made.entities] == ["Gazette"]


def test_the_role_before_a_name_and_a_comma_is_a_description() -> None:
    made = named("Its mayor, Orla Venn, said so.", "Its mayor, Orla Venn,")
    assert [d.text for d in made.entities[0].descriptions] == ["mayor"]
