import pytest

from onrecord.annotate.metonyms import is_metonym
from onrecord.annotate.spans import MentionSpan
from onrecord.ingest import from_text
from onrecord.record import EntityType


def metonym(
    text: str, name: str = "Norway", *, source: bool = False, type: EntityType = "place"
) -> bool:
    """Whether the first mention of a name in a text is a metonym."""
    start = text.index(name)
    mention = MentionSpan(
        start=start, end=start + len(name), kind="name", type=type, confidence=1.0
    )
    return is_metonym(from_text(text), mention, source=source)


@pytest.mark.parametrize(
    "text",
    [
        "Norway denied the report.",
        "By evening, Norway, however, denied the report.",
        "It rained. Norway has repeatedly rejected the charge.",
        "Roe said that Norway wants the bridge back.",
        "The charge, which Norway has always denied, was dropped.",
        "Norway, which denies the charge, was silent.",
        "Norway and Sweden agreed to open the road.",
        "Sweden and Norway agreed to open the road.",
        "Norway on Monday rejected the charge.",
        "Norway is seeking an answer.",
        "Norway has been open about the bridge.",
        "Norway would not say who paid for it.",
        "Norway claims the island as its own.",
    ],
)
def test_a_land_that_speaks_acts_or_has_a_mind_is_its_government(text: str) -> None:
    assert metonym(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway's accusation was met with silence.",
        "Roe was surprised by Norway’s long-standing refusal to pay.",
        "They wrote of Norway's foreign policy.",
    ],
)
def test_what_only_a_government_has_makes_its_owner_one(text: str) -> None:
    assert metonym(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sweden accused Norway of building the bridge.",
        "They urged Norway to pay.",
        "“We shall not pay,” said Norway.",
    ],
)
def test_a_land_that_is_accused_or_urged_is_its_government(text: str) -> None:
    assert metonym(text)


@pytest.mark.parametrize(
    "text",
    [
        "Roe lives in Norway and said so.",
        "NORWAY — The mayor denied it.",
        "NORWAY (Lantern) - The mayor denied it.",
        "Bergen, Norway, said the sign.",
        "A man from Norway said no more.",
        "Roe arrived from Norway, said the mayor.",
        "Norway residents said the water was cold.",
        "The Norway-led talks were denied.",
        "Norway's mountains are high.",
        "Norway's minister of works denied it.",
        "The king of Norway said so.",
        "The mayors of Sweden and Norway said so.",
        "Roe left Norway and said nothing.",
        "Norway was struck by a storm.",
        "Norway is cold.",
        "Norway claims on the island were dropped.",
        "They met Norway officials.",
    ],
)
def test_a_land_in_which_things_happen_is_a_place(text: str) -> None:
    assert not metonym(text.replace("NORWAY", "Norway"))


def test_a_place_that_no_list_knows_has_to_speak() -> None:
    assert metonym("Tarn denied the report.", "Tarn")
    assert not metonym("Tarn signed the letter.", "Tarn")
    assert not metonym("Tarn is reluctant to pay.", "Tarn")


def test_a_source_is_a_metonym_unless_something_happens_in_it() -> None:
    assert metonym("According to Tarn, nothing was paid.", "Tarn", source=True)
    assert metonym("Tarn remembers it otherwise.", "Tarn", source=True)
    assert not metonym("In Tarn, nothing was paid.", "Tarn", source=True)
    assert not metonym("Tarn residents remember it otherwise.", "Tarn", source=True)
    assert not metonym("TARN — Nothing was paid.", "TARN", source=True)


def test_a_seat_is_a_metonym_whatever_its_type_and_no_person_is_one() -> None:
    assert metonym("The Kremlin denied it.", "Kremlin", type="organization")
    assert metonym("The Kremlin denied it.", "Kremlin", type="facility")
    assert not metonym("They walked into the Kremlin.", "Kremlin", type="facility")
    assert not metonym("Roe denied it.", "Roe", type="person", source=True)
    assert not metonym("Norway Bank denied it.", "Norway Bank", type="organization", source=True)


def test_only_the_words_of_the_same_line_count() -> None:
    assert metonym("They met in\nNorway denied it.", "Norway")
    assert not metonym("They saw Norway\ndenied it.", "Norway")
