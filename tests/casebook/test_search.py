from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from casebook_articles import article, fake_read, item
from casebook_asked import make

from onrecord.casebook import Casebook
from onrecord.errors import OnrecordError


@pytest.fixture
def asked(path: Path) -> Iterator[Casebook]:
    with make(path) as casebook:
        yield casebook


def test_a_hit_names_its_passage_and_whose_words_it_is(asked: Casebook) -> None:
    (hit,) = asked.search("spy hire")
    text = asked.record("plans").document.text
    place = hit.place
    assert (place.document, place.version, place.outlet) == ("plans", 1, "The Kestrian Lantern")
    assert text[place.start : place.end] == hit.text
    assert text.count("\n", 0, place.start) + 1 == place.line
    assert [hit.text[start:end] for start, end in hit.lit] == ["spy", "hire"]
    assert [(said.id, said.speakers) for said in hit.said] == [
        ("a3", ("Tor Venn",)),
        ("a4", ("Ines Karo",)),
    ]


def test_the_outlets_own_words_have_no_statement(asked: Casebook) -> None:
    (hit,) = asked.search('"by boat"')
    assert (hit.kind, hit.said) == ("sentence", ())


def test_all_words_are_looked_for_in_one_passage(asked: Casebook) -> None:
    assert len(asked.search("crane stopped")) == 3
    assert asked.search("crane ferries") == []
    assert len(asked.search("crane -safe")) == 3
    assert [hit.place.document for hit in asked.search('"letter 2" came')] == ["crane-2"]


def test_kinds_and_standing_are_of_statements(asked: Casebook) -> None:
    denials = asked.search(kinds=["denial"])
    assert [(hit.place.document, hit.said[0].id) for hit in denials] == [
        ("ferries", "a3"),
        ("plans", "a1"),
    ]
    assert [hit.said[0].id for hit in asked.search("money", kinds=["denial"])] == ["a3"]
    assert asked.search("money", kinds=["belief"]) == []
    assert [hit.said[0].id for hit in asked.search("fleet", named=False)] == ["a4"]
    assert asked.search("fleet", named=True) == []


def test_a_source_is_found_by_any_of_its_names_and_words(asked: Casebook) -> None:
    for name in ("Maren Oster", "oster", "She"):
        assert "a3" in [hit.said[0].id for hit in asked.search(source=name)]
    assert [hit.said[0].id for hit in asked.search(source="harbour ministry")] == ["a4"]
    assert asked.search(source="nobody of that name") == []


def test_days_and_outlets_and_documents_narrow_it(asked: Casebook) -> None:
    assert {hit.place.document for hit in asked.search("said", since="2031-04")} == {"plans"}
    assert {hit.place.document for hit in asked.search("said", until="2031-03")} == {"ferries"}
    assert {hit.place.document for hit in asked.search("said", outlet="lantern")} == {"plans"}
    assert {hit.place.document for hit in asked.search("said", document="crane-2")} == {"crane-2"}
    for call in ({"since": "soon"}, {"until": "13 May"}):
        with pytest.raises(OnrecordError) as caught:
            asked.search("said", **call)  # type: ignore[arg-type]
        assert caught.value.code == "C033"


def test_something_must_be_looked_for(asked: Casebook) -> None:
    with pytest.raises(OnrecordError) as caught:
        asked.search()
    assert caught.value.code == "C030"


def test_pages_follow_each_other_in_one_order(asked: Casebook) -> None:
    whole = asked.search("said", limit=None)
    assert whole == asked.search("said", limit=None)
    pages = [
        hit for at in range(0, len(whole), 2) for hit in asked.search("said", limit=2, offset=at)
    ]
    assert pages == whole
    assert len(whole) > 4


def test_only_the_newest_version_is_searched(asked: Casebook) -> None:
    asked.add_items([item(1, text=article(1, said="the gantry held"))], fake_read)
    (hit,) = asked.search("gantry")
    assert hit.place.version == 2
    assert {hit.place.document for hit in asked.search("safe")} == {"crane-2", "crane-3"}


def test_what_was_removed_is_not_found_and_leaves_no_word(asked: Casebook) -> None:
    terms = "CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, search, row)"
    asked._connection.execute(terms)
    listed = "SELECT count(*) FROM temp.terms WHERE term = 'ferri'"
    assert asked._connection.execute(listed).fetchone() == (1,)
    asked.remove("ferries", why="asked")
    assert asked.search("ferries") == []
    assert asked._connection.execute(listed).fetchone() == (0,)
    asked._connection.execute("DROP TABLE temp.terms")
    assert asked.verify().ok


def test_indexing_anew_finds_the_same(asked: Casebook) -> None:
    before = asked.search("said", limit=None)
    asked._connection.execute("UPDATE passage SET start = 0, end = 3 WHERE id % 2")
    asked.reindex()
    assert [(hit.place, hit.lit) for hit in asked.search("said", limit=None)] == [
        (hit.place, hit.lit) for hit in before
    ]
    assert asked.verify().ok


@pytest.mark.parametrize(
    ("table", "column", "key"),
    [
        ("search_data", "block", "id"),
        ("search_docsize", "sz", "id"),
        ("search_idx", "term", "segid"),
    ],
)
def test_an_altered_byte_of_the_index_is_named_where_it_matters(
    asked: Casebook, table: str, column: str, key: str
) -> None:
    connection = asked._connection
    looked_for = ("said", "crane", "harb*", '"harbour plans"', "zeppelin")
    before = [asked.search(words, limit=None) for words in looked_for]
    rows = connection.execute(f"SELECT {key}, {column} FROM {table}").fetchall()  # noqa: S608
    change = f"UPDATE {table} SET {column} = ? WHERE {key} = ?"  # noqa: S608
    named = 0
    for id, held in rows:
        for at in range(0, len(held), 1 + len(held) // 8):
            connection.execute(change, (bytes([*held[:at], held[at] ^ 1, *held[at + 1 :]]), id))
            with Casebook.open(asked.path) as altered:
                if altered.verify().ok:  # a byte of the index's bookkeeping
                    assert [altered.search(words, limit=None) for words in looked_for] == before
                else:
                    named += 1
            connection.execute(change, (held, id))
    assert named > len(rows) or table == "search_idx"
    assert asked.verify().ok
