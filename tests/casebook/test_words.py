from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from casebook_articles import article, fake_read, item
from hypothesis import given
from hypothesis import strategies as st

from onrecord.casebook import Casebook, words
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


def test_any_flipped_bit_of_the_lists_is_named(path: Path) -> None:
    with Casebook.create(path) as casebook:
        casebook.add_items([item(number) for number in range(6)], fake_read)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        words.compact(connection)
        ((id, page),) = connection.execute("SELECT id, block FROM search_data WHERE id > 10")
    for at in range(2, len(page), 5):  # the first two bytes are of a list that goes on
        for bit in (1, 16):
            flipped = bytes([*page[:at], page[at] ^ bit, *page[at + 1 :]])
            with closing(sqlite3.connect(path, isolation_level=None)) as connection:
                connection.execute("UPDATE search_data SET block = ? WHERE id = ?", (flipped, id))
                assert [*words.altered(connection)], (at, bit)


def test_words_listed_anew_and_taken_out_are_no_alteration(path: Path) -> None:
    with Casebook.create(path) as casebook:
        for number in range(4):
            casebook.add_items([item(number)], fake_read)
        casebook.add_items([item(3, text=article(3, verb="denied"))], fake_read)
        casebook.journal.reject("crane-3", "a1")  # the last passages, whose numbers were free
        casebook.journal.undo()
        casebook.remove("crane-2", why="it was asked for")
        assert [*words.altered(casebook._connection)] == []
