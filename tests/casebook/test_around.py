from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from casebook_articles import fake_read, item
from casebook_asked import make
from hypothesis import given
from hypothesis import strategies as st

from onrecord.casebook import Casebook
from onrecord.casebook.intake import Item
from onrecord.casebook.lists.around import MOST
from onrecord.casebook.rows import Place
from onrecord.errors import OnrecordError
from onrecord.record import Record


@pytest.fixture
def asked(path: Path) -> Iterator[Casebook]:
    with make(path) as casebook:
        yield casebook


def test_the_parts_of_a_statement_are_marked_where_they_were_read(asked: Casebook) -> None:
    for hit in asked.search(named=True, limit=None):
        (said,) = hit.said
        around = asked.around(said.place, said.id)
        record = asked.record(said.place.document)
        assert around.text == record.document.text[around.start : around.start + len(around.text)]
        (read,) = (each for each in record.attributions if each.id == said.id)
        starts = {span.start for span in (*read.cue, *read.content)}
        starts |= {read.source.start} if read.source else set()
        marked = [mark.start for mark in around.marks]
        assert marked == sorted(marked)
        assert starts <= set(marked)
        ends = [mark.end for mark in around.marks]
        assert all(end <= start for end, start in zip(ends, marked[1:], strict=False))
        assert around.start <= marked[0]
        assert ends[-1] <= around.start + len(around.text)


def test_a_place_has_its_sentence_and_one_on_either_side(asked: Casebook) -> None:
    record = asked.record("crane-2")
    middle = record.sentences[2]
    (hit,) = asked.search('"letter 2 never came"')
    around = asked.around(hit.place)
    assert around.start == record.sentences[1].start
    assert around.start + len(around.text) == record.sentences[3].end
    assert [(mark.start, mark.end, mark.part) for mark in around.marks] == [
        (middle.start, middle.end, "here")
    ]
    assert (around.before, around.after) == (True, False)


def test_what_is_printed_between_sentences_and_is_none_ends_the_context(path: Path) -> None:
    def read(given: Item) -> Record:
        record = fake_read(given)  # the third line is no sentence, as at the foot of a page
        return replace(record, sentences=[*record.sentences[:2], record.sentences[3]])

    with Casebook.create(path) as casebook:
        casebook.add_items([item(1)], read)
        record = casebook.record("crane-1")
        first, last = (
            casebook.around(replace(_place("crane-1"), start=each.start, end=each.end))
            for each in record.sentences[1:]
        )
        assert first.start + len(first.text) == record.sentences[1].end
        assert first.after
        assert last.start == record.sentences[2].start
        assert last.before


def test_what_stands_around_a_long_statement_is_cut(path: Path) -> None:
    with Casebook.create(path) as casebook:
        text = "Rain\n" + "It rained on the breakwater all day.\n" * 100
        casebook.add_items([item(1, text=text)], fake_read)
        around = casebook.around(replace(_place("crane-1"), end=len(text)))
        assert len(around.text) == MOST


@given(start=st.integers(0, 2000), length=st.integers(0, 2000))
def test_any_place_gives_words_of_the_text(asked_once: Casebook, start: int, length: int) -> None:
    text = asked_once.record("plans").document.text
    around = asked_once.around(replace(_place("plans"), start=start, end=start + length))
    assert text[around.start : around.start + len(around.text)] == around.text


def test_a_document_that_is_not_there_is_said(asked: Casebook) -> None:
    with pytest.raises(OnrecordError) as caught:
        asked.around(_place("nowhere"))
    assert caught.value.code == "C008"


@pytest.fixture(scope="module")
def asked_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    with make(tmp_path_factory.mktemp("around") / "story.casebook") as casebook:
        yield casebook


def _place(document: str) -> Place:
    return Place(
        document=document,
        version=1,
        headline=None,
        outlet=None,
        published=None,
        start=0,
        end=1,
        line=1,
        page=None,
    )
