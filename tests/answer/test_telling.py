from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from casebook_asked import published
from drafts import draft
from sample_records import (
    make_empty_record,
    make_ferry_record,
    make_hostile_record,
    make_people_record,
    make_record,
)

from onrecord.answer.telling import Telling
from onrecord.record import Record, Span


def tell(record: Record, words: str, first: str | None = None):  # type: ignore[no-untyped-def]
    """The passage of the sentence that holds some words."""
    telling = Telling(record, "doc", 1)
    text = record.document.text
    (sentence,) = [one for one in telling.sentences if words in text[one.start : one.end]]
    return telling.passage(sentence, first)


@pytest.fixture
def plans() -> Record:
    return make_people_record()


def test_the_outlet_reported_that_somebody_denied(plans: Record) -> None:
    found = tell(plans, "harbour plans to her brother", "a1")
    assert found.authority == "The Kestrian Lantern reported that Ada Venn denied:"
    assert found.side == "denies"
    assert found.chains[0][0].statement == "a1"
    assert found.confidence == 0.96
    # Without one that matters it is what the outlet says itself, and the denial is told too.
    found = tell(plans, "harbour plans to her brother")
    assert found.authority == (
        "The Kestrian Lantern reported; and in the same sentence, that Ada Venn denied:"
    )
    assert (found.side, found.confidence) == ("says", None)


def test_the_outlets_own_voice_is_said_to_be_the_outlets() -> None:
    record = published(make_ferry_record(), "2031-04-01", "The Helmvik Tide")
    found = tell(record, "never left the island")
    assert found.authority == "The Helmvik Tide reported:"
    assert (found.chains, found.confidence, found.side) == ((), None, "says")


def test_an_article_without_an_outlet_says_so() -> None:
    record = published(make_ferry_record(), None)
    record = replace(record, document=replace(record.document, location="ferry.txt"))
    found = tell(record, "never left the island")
    assert found.authority == "An article that names no outlet reported:"


def test_a_pronoun_is_told_by_whom_it_means(plans: Record) -> None:
    found = tell(plans, "never saw a page", "a2")
    assert "Ada Venn said" in found.authority
    teller = next(each for chain in found.chains for each in chain if each.statement == "a2")
    assert teller.printed == "she"


def test_who_is_not_resolved_is_said_not_to_be(plans: Record) -> None:
    found = tell(plans, "The other copy")
    assert "“he” (who is meant was not read) said" in found.authority


def test_the_statement_that_matters_is_told_first() -> None:
    record = make_record()
    found = tell(record, "the minister believes", "a5")
    assert found.chains[0][0].statement == "a5"
    holders = [each.holder for each in found.chains[0]]
    assert holders[0].casefold().startswith("a senior official")


def test_of_words_in_quotation_marks_that_nobody_was_read_to_say_that_is_told() -> None:
    record = make_record()
    bare = replace(record, attributions=[], stances=[], relations=[], events=[])
    found = tell(bare, "We measured the sway")
    assert found.authority.endswith("reported, as words whose speaker was not read:")


def test_what_is_asked_not_answered_or_not_said_is_open() -> None:
    record = make_record()
    by_id = {said.id: said for said in record.attributions}
    telling = Telling(record, "doc", 1)
    for said in by_id.values():
        for sentence in telling.sentences_of(said.id):
            found = telling.passage(sentence, said.id)
            told = next((one for one in found.chains if one[-1].statement == said.id), None)
            if told and found.chains[0] == told and len(told) == 1:
                sides = {"denial": "denies", "question": "open", "no_comment": "open"}
                expected = "open" if said.negated else sides.get(said.kind, "says")
                assert found.side == expected


def test_a_negated_statement_is_told_as_not_made(plans: Record) -> None:
    said = [
        replace(one, negated=True) if one.id in ("a1", "a3") else one for one in plans.attributions
    ]
    turned = replace(plans, attributions=said)
    denial, statement = tell(turned, "harbour plans", "a1"), tell(turned, "been careless", "a3")
    assert "Ada Venn did not deny" in denial.authority
    assert "Tor Venn did not say" in statement.authority
    assert (denial.side, statement.side) == ("open", "open")


def test_a_ring_of_statements_ends(plans: Record) -> None:
    ring = {"a1": "a2", "a2": "a1"}
    said = [replace(one, inside=ring.get(one.id)) for one in plans.attributions]
    found = tell(replace(plans, attributions=said), "harbour plans")
    assert "Ada Venn" in found.authority


def test_hostile_names_are_made_visible() -> None:
    record = make_hostile_record()
    telling = Telling(record, "doc", 1)
    for sentence in telling.sentences:
        authority = telling.passage(sentence).authority
        assert not any(ord(sign) < 32 or sign in "\u202e\u2066" for sign in authority)


def test_every_sentence_of_every_record_is_told_whole() -> None:
    for record in (make_record(), make_ferry_record(), make_people_record(), make_empty_record()):
        telling = Telling(record, "doc", 2)
        for sentence in telling.sentences:
            found = telling.passage(sentence)
            assert found.text == record.document.text[found.place.start : found.place.end]
            assert (found.place.version, found.ref) == (2, sentence.id)
            told = set(found.statements)
            assert told >= {said.id for said in telling.statements(sentence)}


def make_weir(inner: dict[str, Any], outer: dict[str, Any] | None = None) -> Record:
    """One sentence of Nils Aubrey's, and a statement inside it."""
    made = draft("The weir", "“The weir leaked and I hid it from them all,” Nils Aubrey said.")
    (said,) = made.attributions
    text = made.document.text

    def span(words: str) -> Span:
        return made.document.span(text.index(words), text.index(words) + len(words))

    given: dict[str, Any] = {
        "id": "inner",
        "inside": said.id,
        "source": None,
        "entities": [],
        "unresolved": "no source",
        "source_kind": "unstated",
        "cue": [span("hid")],
        "content": [span("it from them all")],
        "mode": "indirect",
        "kind": "statement",
    }
    if inner.get("source"):
        inner = inner | {"source": span(inner["source"])}
    within = replace(said, **(given | inner))
    return replace(made, attributions=[replace(said, **(outer or {})), within])


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        ({"source": "I", "entities": ["e1"], "unresolved": None}, {}),
        ({"confidence": 0.1}, {"mode": "indirect"}),
        ({"source": "them", "unresolved": "pronoun"}, {}),
    ],
    ids=["of the same holder", "hardly read and of nobody", "of a pronoun in a quotation"],
)
def test_an_inner_statement_that_adds_nothing_is_left_out(
    inner: dict[str, Any], outer: dict[str, Any]
) -> None:
    found = tell(make_weir(inner, outer), "The weir leaked", "inner")
    assert found.authority.endswith("reported that Nils Aubrey said:")
    assert [len(chain) for chain in found.chains] == [1]
    assert (found.side, found.confidence) == ("says", 0.9)


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        ({"source": "I", "entities": ["e1"], "kind": "denial"}, {}),
        ({"source": "I", "entities": ["e1"]}, {"kind": "denial"}),
        ({"source": "them", "unresolved": "pronoun", "negated": True}, {}),
        ({"confidence": 0.8}, {"mode": "indirect"}),
        ({"source": "The weir", "unresolved": "nominal", "confidence": 0.1}, {}),
    ],
    ids=["its denial", "what it denies", "what was not said", "read well", "a source in words"],
)
def test_an_inner_statement_that_adds_something_is_told(
    inner: dict[str, Any], outer: dict[str, Any]
) -> None:
    found = tell(make_weir(inner, outer), "The weir leaked", "inner")
    assert [len(chain) for chain in found.chains] == [2]
    assert found.chains[0][-1].statement == "inner"
