import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.dialogue import find_dialogue, outside_quotes
from onrecord.record import Block, Document

ASKS, ANSWERS = True, False


def document(*paragraphs: str) -> Document:
    """Paragraphs; "#" begins a heading, "=" the headline."""
    text, blocks = "", []
    kinds = {"#": "heading", "=": "headline"}
    for words in paragraphs:
        start = len(text) + (2 if text else 0)
        text = f"{text}\n\n{words}" if text else words
        blocks.append(Block(kind=kinds.get(words[0], "paragraph"), start=start, end=len(text)))
    headline = next((words for words in paragraphs if words[0] == "="), None)
    return Document(
        id="d", location=None, sha256="0" * 64, media_type="text/plain", language="en",
        headline=headline, text=text, blocks=blocks,
    )  # fmt: skip


def sides(*paragraphs: str) -> list[tuple[str, bool]] | None:
    made = document(*paragraphs)
    found = find_dialogue(made)
    if found is None:
        return None
    return [(made.text[part.start : part.end], part.asks) for part in found.parts]


def test_an_announced_interview_alternates() -> None:
    assert sides(
        "= The Herald interviews Orla Venn",
        "Orla Venn has run the port of Norr for ten years.",
        "# The storm",
        "# How did you hear of it?",
        "My brother called me.",
        "The boats were out. We had to wait until the wind turned.",
        "Tell us about the night.",
        "I do not remember much of it.",
    ) == [
        ("# How did you hear of it?", ASKS),
        ("My brother called me.", ANSWERS),
        ("The boats were out. We had to wait until the wind turned.", ANSWERS),
        ("Tell us about the night.", ASKS),
        ("I do not remember much of it.", ANSWERS),
    ]


def test_questions_to_you_that_an_i_answers_need_no_announcement() -> None:
    talk = (
        "= The port of Norr",
        "Why did you shut the port?", "I had no choice.",
        "When did you know?", "I knew it at noon.",
        "Is it open now?", "No, it is not.",
    )  # fmt: skip
    found = sides(*talk)
    assert found is not None
    assert [asks for _, asks in found] == [ASKS, ANSWERS] * 3
    assert sides(*talk[:5]) is None


def test_a_label_in_brackets_on_the_questions_alone_is_enough() -> None:
    found = sides(
        "Bo Lund spoke about the port.",
        "((Herald)) Is it shut?", "It is, as far as we know.",
        "((Herald)) The storm did it.", "That is what they say.",
    )  # fmt: skip
    assert found is not None
    assert [words for words, asks in found if asks] == ["Is it shut?", "The storm did it."]


def test_a_hearing_alternates_and_is_known_by_how_the_bench_is_spoken_to() -> None:
    made = document(
        "We hear the port of Norr first. Ms. Venn?",
        "May it please the Court: the port was shut in the storm, as the harbour master found.",
        "Was there any notice?",
        "There was, your honor.",
        "I read the log. It says nothing.",
        "No, your honor, it does.",
    )
    found = find_dialogue(made)
    assert found is not None
    assert found.hearing
    assert [part.asks for part in found.parts] == [ASKS, ANSWERS] * 3


def test_a_paragraph_that_is_cut_short_gives_way() -> None:
    found = find_dialogue(
        document("Counsel, was it shut?", "It was --", "By whom?", "By the board, your honor.")
    )
    assert found is not None
    assert [part.cut for part in found.parts] == [False, True, False, False]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("= Port shut after interview", "The port of Norr was shut.", "Why? Nobody knows.",
         "Venn gave an interview. “I did it,” she said.", "What now?", "The board meets."),
        ("I went to Norr.", "I saw the port.", "It was shut, and I left."),
        ("How do I renew a permit?", "Ask at the office.", "How do I pay?", "By card."),
        ("The special counsel met Mr. Lund.", "Mr. Lund, 48, denied it.", "The counsel left."),
        ("",),
    ],
)  # fmt: skip
def test_other_articles_are_no_dialogue(paragraphs: tuple[str, ...]) -> None:
    assert sides(*(words for words in paragraphs if words)) is None


def test_words_in_quotation_marks_are_blanked_out() -> None:
    assert outside_quotes('He said "I did" twice', 3, 21) == "said         twice"


@given(st.text(alphabet='Iyou "?\n—.', max_size=200))
def test_any_text_is_read(text: str) -> None:
    paragraphs = [words for words in text.split("\n\n") if words.strip()]
    if paragraphs:
        made = document(*paragraphs)
        found = find_dialogue(made)
        for part in found.parts if found else []:
            assert part.start < part.end
