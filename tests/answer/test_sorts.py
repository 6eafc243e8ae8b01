from __future__ import annotations

import pytest
from sample_records import make_ferry_record, make_people_record

from onrecord.answer.question import Asks
from onrecord.answer.sorts import LACKING, described, has
from onrecord.answer.telling import Telling
from onrecord.record import Sentence


@pytest.fixture
def ferries() -> Telling:
    return Telling(make_ferry_record(), "ferries", 1)


def sentence(telling: Telling, words: str) -> Sentence:
    text = telling.record.document.text
    (one,) = [each for each in telling.sentences if words in text[each.start : each.end]]
    return one


@pytest.mark.parametrize(
    ("asks", "words", "expected"),
    [
        ("when", "founded in", True),
        ("when", "Captains doubt", False),
        ("where", "two days by boat", True),
        ("where", "Captains doubt", False),
        ("who", "Not one ferry", True),
        ("number", "Jan. 12, 1998", True),
        ("number", "Captains doubt", False),
        ("whether", "Captains doubt", True),
        ("about", "Captains doubt", True),
    ],
)
def test_a_sentence_has_what_is_asked_for(
    ferries: Telling, asks: Asks, words: str, expected: bool
) -> None:
    assert has(asks, ferries, sentence(ferries, words)) is expected


def test_who_somebody_is_is_said_by_descriptions_and_relations(ferries: Telling) -> None:
    dahl = next(each.id for each in ferries.record.entities if each.name == "Ivo Dahl")
    assert described(ferries, sentence(ferries, "the envoy of"), [{("ferries", dahl)}])
    assert not described(ferries, sentence(ferries, "Not one ferry"), [{("ferries", dahl)}])
    assert not described(ferries, sentence(ferries, "the envoy of"), [{("plans", dahl)}])
    plans = Telling(make_people_record(), "plans", 1)
    minister = sentence(plans, "the Defence Minister of Kestria")
    assert described(plans, minister, [{("plans", "e1")}])


def test_what_is_lacking_is_said_for_each_sort() -> None:
    assert set(LACKING) == {"when", "where", "who", "number"}
