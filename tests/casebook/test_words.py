from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.casebook import words
from onrecord.casebook.words import Query
from onrecord.errors import OnrecordError


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("crane harbour", '"crane" AND "harbour"', ""),
        ('"harbour dues" late', '"harbour dues" AND "late"', ""),
        ("“harbour dues”", '"harbour dues"', ""),
        ('dues -tax -"late fee"', '"dues"', '"tax" OR "late fee"'),
        ("harb*", '"harb*"*', ""),
        ('"unclosed phrase', '"unclosed phrase"', ""),
        ("NEAR(a b) OR ^c: {d}", '"NEAR(a" AND "b)" AND "OR" AND "^c:" AND "{d}"', ""),
        ("well-known", '"well-known"', ""),
        ("-- — crane", '"crane"', ""),
    ],
)
def test_what_is_typed_becomes_a_query(typed: str, wanted: str, unwanted: str) -> None:
    assert words.parse(typed) == Query(wanted, unwanted)


@pytest.mark.parametrize("typed", ["…", '"" -', "( * )", "a " * 65])
def test_nothing_to_look_for_is_said(typed: str) -> None:
    with pytest.raises(OnrecordError) as caught:
        words.parse(typed)
    assert caught.value.code == "C030"


@given(st.text() | st.text(alphabet="ab\"'-*^:(){}+ \0NOTANDOR", max_size=60))
def test_no_words_break_the_syntax(typed: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (sentence, statement)")
    try:
        query = words.parse(typed)
    except OnrecordError:
        return
    for match in filter(None, query):
        connection.execute("SELECT * FROM t WHERE t MATCH ?", (match,)).fetchall()
        connection.execute("SELECT * FROM t WHERE t MATCH ?", (f"sentence : ({match})",)).fetchall()
    connection.close()


@pytest.mark.parametrize(
    ("typed", "text", "lit"),
    [
        ("denied", "She denies it.", ["denies"]),
        ("zoe", "Zoë 🏗 and Zoe", ["Zoë", "Zoe"]),
        ('"late fee"', "A late fee, a fee too late", ["late fee"]),
        ("cran*", "Cranes and a crank", ["Cranes", "crank"]),
        ("crane -fee", "A crane, no fee", ["crane"]),
        ("crane", "x\x02crane\x03y crane", ["crane", "crane"]),
        ("-fee", "A crane", []),
        ("crane", "It rained", []),
    ],
)
def test_matches_are_found_again_in_the_text(typed: str, text: str, lit: list[str]) -> None:
    (found,) = words.lit([text], words.parse(typed))
    assert [text[start:end] for start, end in found] == lit


@given(st.lists(st.text(max_size=40), max_size=4), st.text(alphabet="abcé ", max_size=8))
def test_what_is_lit_lies_in_its_text_in_order(texts: list[str], typed: str) -> None:
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    try:
        query = words.parse(typed)
    except OnrecordError:
        return
    for text, spans in zip(texts, words.lit(texts, query), strict=True):
        ends = [0, *(end for span in spans for end in span)]
        assert ends == sorted(ends)
        assert ends[-1] <= len(text)


def test_which_texts_hold_what_is_wanted_is_told_for_several_queries_at_once() -> None:
    texts = ["The cranes stopped.", "A crane of the harbour", "Nothing of it"]
    queries = [words.parse("crane"), words.parse('"the harbour"'), words.Query("", "")]
    assert words.held(texts, queries) == [{0, 1}, {1}, set()]
    assert words.held([], queries) == [set(), set(), set()]
