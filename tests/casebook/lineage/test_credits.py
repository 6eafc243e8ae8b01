from __future__ import annotations

from collections.abc import Sequence

import pytest
from sample_records import Draft

from onrecord.casebook.lineage import credits
from onrecord.casebook.lineage.known import Credit
from onrecord.record import BlockKind


def within(text: str, name: str = "Marren Gazette") -> list[Credit]:
    start = text.index(name)
    return credits.within(text, [(0, len(text))], [(start, start + len(name), name)])


@pytest.mark.parametrize(
    "text",
    [
        "The Marren Gazette reported that the crane was shut.",
        "The crane was shut, the Marren Gazette reported on Friday.",
        "According to the Marren Gazette, the crane was shut.",
        "Two dockers told the Marren Gazette that the crane was shut.",
        "As was revealed by the daily Marren Gazette, the crane was shut.",
        "The Marren Gazette, citing an official, said so.",
        "She said it in an interview with the Marren Gazette.",
        "The Marren Gazette, which has obtained the letter, says so.",
        "A report in the Marren Gazette says so.",
    ],
)
def test_an_outlet_is_credited(text: str) -> None:
    (credit,) = within(text)
    assert (credit.kind, credit.name) == ("words", "Marren Gazette")
    assert text[credit.start : credit.end] == credit.text == "Marren Gazette"


@pytest.mark.parametrize(
    "text",
    [
        "The Marren Gazette moved to the old customs house.",
        "He once owned the Marren Gazette and two ships.",
        "A strike at the Marren Gazette went on for weeks.",
    ],
)
def test_an_outlet_that_is_only_spoken_of_is_not_credited(text: str) -> None:
    assert [credit.kind for credit in within(text)] == ["name"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The crane was shut, according to the Marren Gazette, which first reported it.", True),
        ("The Marren Gazette broke the news on Monday.", True),
        ("The Marren Gazette was the first to report it.", True),
        ("The Marren Gazette reported it.", False),
    ],
)
def test_who_was_first_is_told(text: str, first: bool) -> None:
    assert [credit.first for credit in within(text)] == [first]


def test_a_name_over_the_end_of_a_sentence_is_passed_over() -> None:
    text = "He read the Marren Gazette. It reported nothing."
    sentences = [(0, 15), (16, len(text))]
    assert credits.within(text, sentences, [(12, 26, "Marren Gazette")]) == []


def around(blocks: Sequence[tuple[BlockKind, str]], **given: object) -> list[tuple[str, str]]:
    document = Draft([*blocks]).document(**given)
    found = credits.around(document)
    for each in found:
        assert document.text[each.start : each.end] == each.name == each.text
    return [(each.kind, each.name) for each in found]


def test_an_agency_in_the_dateline() -> None:
    blocks: list[tuple[BlockKind, str]] = [
        ("headline", "Crane shut"),
        ("paragraph", "PORT MARREN (KNS) — The crane was shut (again)."),
    ]
    assert around(blocks, dateline="PORT MARREN") == [("dateline", "KNS")]
    assert around(blocks, dateline=None) == []


def test_an_agency_in_the_byline() -> None:
    blocks: list[tuple[BlockKind, str]] = [
        ("headline", "Crane shut"),
        ("byline", "By Ilse Varnhagen, Karsk News Service"),
        ("paragraph", "The crane was shut."),
    ]
    assert around(blocks) == [("byline", "Karsk News Service")]


def test_a_line_at_the_foot_that_credits_an_agency() -> None:
    blocks: list[tuple[BlockKind, str]] = [
        ("headline", "Crane shut"),
        ("paragraph", "The crane was shut."),
        ("paragraph", "With reporting by Karsk News Service."),
    ]
    assert around(blocks) == [("byline", "Karsk News Service")]


def test_reporters_alone_are_no_agency() -> None:
    blocks: list[tuple[BlockKind, str]] = [
        ("headline", "Crane shut"),
        ("byline", "By Ilse Varnhagen and Tomas Okello"),
        ("paragraph", "With additional reporting by Petra Lunde."),
    ]
    assert around(blocks) == []


@pytest.mark.parametrize(
    ("text", "is_source"),
    [
        ("The Gazette, citing Ada Venn, reported it.", True),
        ("Ada Venn told the Gazette.", True),
        ("The Gazette wrote of Ada Venn.", False),
    ],
)
def test_a_name_where_sources_are_named(text: str, is_source: bool) -> None:
    start = text.index("Ada Venn")
    assert credits.names_a_source(text, start, start + 8) is is_source


def test_hostile_text_takes_no_longer_than_its_length() -> None:
    text = "the , which , who " * 20_000 + "Marren Gazette" + " , which has , that" * 20_000
    assert [credit.kind for credit in within(text)] == ["name"]
