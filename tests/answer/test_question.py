from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.answer.question import MOST_WORDS, parse, terms_of


def words(text: str) -> list[str]:
    return [term.word for term in parse(text).terms]


@pytest.mark.parametrize(
    ("text", "asks", "holder", "kinds"),
    [
        ("Who said that the crane was safe?", "who said", None, ()),
        ("who has ever denied it was the crane", "who said", None, ("denial",)),
        ("What did Ada Venn say about the plans?", "what was said", "Ada Venn", ()),
        (
            "What does the Port Gazette report about cranes?",
            "what was said",
            "the Port Gazette",
            (),
        ),
        ("Did the harbour board deny the warnings?", "whether", "the harbour board", ("denial",)),
        ("Has Tor Venn accused the minister?", "whether", "Tor Venn", ("accusation",)),
        ("Is the crane safe?", "whether", None, ()),
        ("When was the report signed?", "when", None, ()),
        ("Where is the crane?", "where", None, ()),
        ("How many cranes stopped?", "number", None, ()),
        ("Who is Ada Venn?", "who", None, ()),
        ("Who was accused of theft?", "who", None, ()),
        ("Who wrote the report?", "who said", None, ()),
        ("crane number four", "about", None, ()),
    ],
)
def test_what_a_question_asks_for(
    text: str, asks: str, holder: str | None, kinds: tuple[str, ...]
) -> None:
    found = parse(text)
    assert (found.asks, found.holder, found.kinds) == (asks, holder, kinds)


def test_words_that_ask_are_not_looked_for() -> None:
    assert words("Who said that the crane was safe?") == ["crane", "safe"]
    assert words("What did Ada Venn say about the harbour plans?") == ["harbour", "plans"]
    assert words("When was the report signed?") == ["report", "signed"]
    assert words("What is it?") == []


def test_a_noun_that_is_also_a_verb_of_saying_is_looked_for() -> None:
    assert words("What is in the report?") == ["report"]
    assert words("Who read the second claim?") == ["read", "second", "claim"]


def test_names_and_numbers_must_be_met_and_a_first_capital_says_nothing() -> None:
    named = {term.word: term.named for term in parse("Cranes that Ada saw at drain 14?").terms}
    assert named == {"cranes": False, "ada": True, "saw": False, "drain": False, "14": True}


def test_a_possessive_is_its_name() -> None:
    assert words("Is the plan Ada Venn's or the board’s?") == ["plan", "ada", "venn", "board"]


def test_words_of_a_statement_are_those_of_it_all() -> None:
    found = terms_of("The board said that drain 14 was dry")
    assert [term.word for term in found] == ["board", "said", "drain", "14", "dry"]


def test_a_very_long_question_is_cut() -> None:
    assert len(parse(" ".join(f"w{number}" for number in range(999))).terms) == MOST_WORDS


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_a_question(text: str) -> None:
    found = parse(text)
    assert found.text == text
    assert all(term.word == term.word.casefold() for term in found.terms)
    assert len({term.word for term in found.terms}) == len(found.terms)
