import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.sentences import boundaries, split
from onrecord.record import Block, Document


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in boundaries(text, 0, len(text))]


def document(*blocks: tuple[str, str]) -> Document:
    text, made = "", []
    for kind, words in blocks:
        start = len(text) + (2 if text else 0)
        text = f"{text}\n\n{words}" if text else words
        made.append(Block(kind=kind, start=start, end=len(text)))
    return Document(
        id="d",
        location=None,
        sha256="0" * 64,
        media_type="text/plain",
        language="en",
        text=text,
        blocks=made,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Orla Venn met Lt. Col. J. R. Tamm Jr. in the port.",
        "The U.S. Treasury fined Halden Inc. Wednesday.",
        "It opened at 9 a.m. Tuesday and closed on Sept. 14.",
        "Inflation was 3.5 percent, i.e. above the target.",
        "“We waited … and waited,” Venn said.",
        "“Who gave the order?” Venn asked.",
        "“Get out!” the guard shouted.",
        "“Are they mad?” Orla Venn said on Friday.",
        "Halden (formerly Norr Corp.) makes pumps.",
        "Write to press@norr.example.com or see www.norr.example/a.html for more.",
        "K.C. Maurois spoke first.",
        "1. Open the valve",
        "He is on the board of Yahoo! and of Norr.",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The talks failed.", "Nobody was surprised."),
        ("“The talks failed,” he said.", "“Nobody was surprised.”"),
        ("“The talks failed.”", "Venn left."),
        ('He called it "a farce."', "The minister did not reply."),
        ("It happened in the U.S.", "The firm denied it."),
        ("They met at 5 p.m.", "No one else came."),
        ("He joined Norr Inc.", "In 2011 he left."),
        ("It cost $3.5.", "That was too much."),
        ("“Why now?” he asked.", "Nobody knew."),
        ("Why now?", "Nobody knew."),
        ("And then...", "The lights went out."),
        ("He resigned in May.", "45 others followed."),
        ("He resigned. [3] [12]", "Others followed."),
        ("(The mayor did not reply.)", "The port stayed shut."),
    ],
)
def test_two_sentences_are_two(first: str, second: str) -> None:
    assert cut(f"{first} {second}") == [first, second]


@pytest.mark.parametrize(
    ("first", "second"),
    [("The talks failed.", "The envoy left."), ("“It will be known.”", "Venn left.")],
)
def test_a_missing_space_still_ends_a_sentence(first: str, second: str) -> None:
    assert cut(first + second) == [first, second]


def test_only_the_story_is_split_and_ids_run_on() -> None:
    made = document(
        ("headline", "Port shut"),
        ("byline", "By Orla Venn. For the Herald."),
        ("paragraph", "It shut. Nobody knew."),
        ("related", "More on this. Read it."),
        ("list", "first item\nsecond item"),
    )
    found = split(made)
    assert [made.text[s.start : s.end] for s in found] == [
        "Port shut",
        "It shut.",
        "Nobody knew.",
        "first item",
        "second item",
    ]
    assert [s.id for s in found] == ["s1", "s2", "s3", "s4", "s5"]
    assert [s.block for s in found] == [0, 2, 2, 4, 4]


def test_a_paragraph_wrapped_at_line_ends_is_not_cut_there() -> None:
    assert cut("The talks\nfailed in\nthe night.") == ["The talks\nfailed in\nthe night."]


@given(st.text(alphabet="aB .!?…\"”'()[]1\n", max_size=80))
def test_nothing_but_white_space_lies_between_sentences(text: str) -> None:
    position = 0
    for start, end in boundaries(text, 0, len(text)):
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@pytest.mark.parametrize("piece", [".", ". ", '."', "?)", "A.", "[1] ", "((", "a" * 50])
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count
        began = time.perf_counter()
        list(boundaries(text, 0, len(text)))
        return time.perf_counter() - began

    assert seconds(40_000) < 4.0
