from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

import claims_asked
import numpy as np
import pytest
from casebook_articles import AT, fake_read, item
from casebook_asked import add, make, published
from numpy.typing import NDArray
from sample_records import make_record

from onrecord.answer import Answer, Passage, ask
from onrecord.answer.opposing import Opposed
from onrecord.answer.shelf import Shelf
from onrecord.casebook import Casebook
from onrecord.errors import OnrecordError


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    with make(tmp_path_factory.mktemp("ask") / "s.casebook") as made:
        add(made, "crane", published(make_record(), "2031-03-14", "Marren Post"))
        yield made


def texts(answer: Answer, side: str = "found") -> list[str]:
    return [each.passage.text for each in getattr(answer, side)]


def test_who_said_something_is_told_with_what_was_said(casebook: Casebook) -> None:
    answer = ask(casebook, "Who said that Ada Venn had laughed about it?")
    (first, *_) = answer.says
    assert "Ines Karo said" in first.passage.authority
    assert "had laughed about it" in first.passage.text
    assert first.relevance == 1.0


def test_who_denied_something_is_no_one_who_says_it(casebook: Casebook) -> None:
    answer = ask(casebook, "Who denied that any warning had been received?")
    assert answer.says == ()
    assert [each.passage.chains[0][-1].holder for each in answer.denies] == ["Petra Lunde"]
    assert "Petra Lunde denied" in answer.denies[0].passage.authority


def test_what_somebody_said_is_of_them_alone(casebook: Casebook) -> None:
    answer = ask(casebook, "What did Tor Venn say about his sister?")
    assert answer.found
    for each in answer.found:
        assert any(t.holder == "Tor Venn" for chain in each.passage.chains for t in chain)


def test_what_an_outlet_reports_is_of_its_articles_alone(casebook: Casebook) -> None:
    answer = ask(casebook, "What does the Kestrian Lantern report about the harbour plans?")
    assert answer.found
    assert {each.passage.outlet for each in answer.found} == {"The Kestrian Lantern"}


def test_both_sides_are_given_where_the_article_sets_them_against_each_other(
    casebook: Casebook,
) -> None:
    answer = ask(casebook, "Were half of the ferries sold in February?")
    assert answer.disputed
    linked = [each for each in answer.found if each.linked]
    assert any("Maren Oster" in each.passage.authority for each in linked)
    assert all("as the article has it, this " in (each.linked or "") for each in linked)


def test_who_denied_something_is_answered_with_who_says_otherwise_and_the_other_side_after(
    casebook: Casebook,
) -> None:
    answer = ask(casebook, "Who denied that half of the ferries were sold in February?")
    assert answer.sought == "denies"
    assert [side for side, _ in answer.sides] == ["denies", "says", "open"]
    assert [each.passage.chains[0][-1].holder for each in answer.denies] == ["Maren Oster"] * 2
    assert all(
        "this denies what is told by Ivo Dahl" in (each.linked or "") for each in answer.denies
    )
    assert [each.passage.chains[0][-1].holder for each in answer.says] == ["Ivo Dahl"]
    assert answer.found[: len(answer.denies)] == answer.denies
    # What nobody denies is no answer, whoever says it.
    assert ask(casebook, "Who denied that a plot to burn the ferries had failed?").says == ()


def test_what_only_says_otherwise_is_on_the_other_side_though_its_words_were_found(
    casebook: Casebook,
) -> None:
    answer = ask(casebook, "Were half of the ferries sold in February?")
    assert answer.sought == "says"
    assert "Not one ferry was sold" in answer.denies[0].passage.text
    assert not any("Not one ferry" in each.passage.text for each in answer.says)


def test_nothing_on_record_is_said_and_which_words_nobody_has(casebook: Casebook) -> None:
    answer = ask(casebook, "Who sank the zeppelin?")
    assert (answer.found, answer.disputed) == ((), False)
    assert answer.notes[0] == "Nothing on record."
    assert "“zeppelin”" in answer.notes[1]


def test_a_passage_on_somebody_else_is_no_answer(casebook: Casebook) -> None:
    assert ask(casebook, "Did Bram Oster sell the ferries?").found == ()
    assert ask(casebook, "What did Nobody Inparticular say about the ferries?").found == ()
    assert ask(casebook, "Was the letter number 7 received?").found == ()


def test_when_asks_for_a_time(casebook: Casebook) -> None:
    answer = ask(casebook, "When was the council founded?")
    assert any("1960s" in text for text in texts(answer))
    assert answer.notes == ()


def test_that_no_passage_says_when_is_said(casebook: Casebook) -> None:
    answer = ask(casebook, "When did Ada Venn laugh?")
    assert answer.notes == ("No passage says when; these are about it.",)


def test_who_somebody_is_is_told_by_what_describes_them(casebook: Casebook) -> None:
    answer = ask(casebook, "Who is Ada Venn?")
    assert "the Defence Minister of Kestria" in texts(answer)[0]


def test_who_somebody_is_is_told_on_the_word_of_who_describes_them(casebook: Casebook) -> None:
    (found,) = ask(casebook, "Who is Ada Venn?").says[:1]
    record = casebook.record("plans")
    (entity,) = [each for each in record.entities if each.name == "Ada Venn"]
    (role,) = entity.descriptions
    assert role.authority is None
    assert found.passage.authority.startswith("The Kestrian Lantern reported")
    assert not found.passage.authority.startswith("The Kestrian Lantern reported that")
    assert found.passage.confidence is None


def test_a_question_without_a_word_to_look_for_is_refused(casebook: Casebook) -> None:
    for question in ("", "Who is it?", "???"):
        with pytest.raises(OnrecordError) as reason:
            ask(casebook, question)
        assert reason.value.code == "C030"


def test_so_many_of_each_side_are_given(tmp_path: Path) -> None:
    with Casebook.create(tmp_path / "c.casebook", clock=lambda: AT) as many:
        many.add_items([item(number) for number in range(1, 9)], fake_read)
        assert len(ask(many, "Is the crane safe?", limit=3).says) == 3
        assert len(ask(many, "Is the crane safe?", limit=99).says) == 8


def test_meaning_lets_fewer_words_do(casebook: Casebook) -> None:
    question = "Did the minister forget those secret harbour plans somewhere?"
    words = ask(casebook, question)

    def encoder(texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), 2), np.float32)
        vectors[:, 1] = 1.0
        for at, text in enumerate(texts):
            if at == 0 or "harbour plans" in text:
                vectors[at] = (1.0, 0.0)
        return vectors

    meaning = ask(casebook, question, encoder=encoder)
    assert len(meaning.found) >= len(words.found)
    assert all("plans" in text for text in texts(meaning))


def test_the_same_question_has_the_same_answer(casebook: Casebook) -> None:
    question = "What did Petra Lunde say about the bolts?"
    assert ask(casebook, question) == ask(casebook, question)


def test_what_people_rejected_answers_nothing(tmp_path: Path) -> None:
    with Casebook.create(tmp_path / "c.casebook", clock=lambda: AT) as one:
        one.add_items([item(1)], fake_read)
        assert ask(one, "Who said that the crane was safe?").says
        one.journal.reject("crane-1", "a1")
        assert ask(one, "Who said that the crane was safe?").says == ()


def test_a_question_is_only_data(casebook: Casebook) -> None:
    for question in (
        'crane" OR "x',
        "crane'; DROP TABLE statement; --",
        "NEAR(crane, 2)",
        "crane*",
    ):
        ask(casebook, question)
    assert ask(casebook, "crane").found


def test_a_speaker_is_known_with_words_before_the_name_and_without_any(casebook: Casebook) -> None:
    answer = ask(casebook, "What did Kestria's defence minister Ada Venn say about the plans?")
    assert answer.found
    assert all("Ada Venn" in each.passage.authority for each in answer.found)
    answer = ask(casebook, "What did the senior official say?")
    assert answer.found
    assert all("senior official" in each.passage.authority for each in answer.found)


def test_what_an_outlet_reports_at_all_is_too_wide_a_question(casebook: Casebook) -> None:
    answer = ask(casebook, "What did the Marren Post report?")
    assert answer.found == ()
    assert answer.notes == (
        "Say about what: all articles of “the Marren Post” are what it reports.",
    )


def test_what_claims_link_keeps_to_the_limit_and_to_who_is_asked_after(tmp_path: Path) -> None:
    with claims_asked.make(tmp_path / "s.casebook") as casebook:
        (claim, *_) = casebook.claims(disputed=True)
        assert claim.documents >= 3
        # What she denies is shown with her denial, by whomever it was said; not above the limit.
        denied = f"Did Petra Lunde deny that {claims_asked.CLOSED}?"
        many, few = ask(casebook, denied), ask(casebook, denied, limit=1)
        assert len([each for each in many.says if each.linked]) >= 2
        assert [len(side) for _, side in few.sides] == [1, 1, 0]
        # Asked what one says, others who say the same against a denial are no answer.
        said = ask(casebook, f"What did Dorrit Haldane say about whether {claims_asked.CLOSED}?")
        assert ["Dorrit Haldane" in each.passage.authority for each in said.says] == [True]
        assert any("Petra Lunde denied" in each.passage.authority for each in said.denies)


def test_what_a_claim_links_must_hold_enough_of_the_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = import_module("onrecord.answer.ask")  # its function has its name
    question = "What did Dorrit Haldane say about the eastern crane?"
    with claims_asked.make(tmp_path / "s.casebook") as casebook:
        casebook.claims()
        assert any(each.linked for each in ask(casebook, question).found)
        other = Opposed(passage_with(casebook, "lantern", "of Port Marren"), True, "why", "c1")
        monkeypatch.setattr(asking, "against", lambda *_: [other])
        assert not any(each.linked for each in ask(casebook, question).found)
        # What its own article sets against a passage need not repeat its words.
        near = other._replace(claim=None)
        monkeypatch.setattr(asking, "against", lambda *_: [near])
        assert [each.linked for each in ask(casebook, question).denies] == ["why"]


def passage_with(casebook: Casebook, key: str, words: str) -> Passage:
    """The passage of the sentence of an article that holds some words."""
    telling = Shelf(casebook).telling(key, 1)
    assert telling is not None
    (found,) = [
        each
        for each in telling.sentences
        if words in telling.record.document.text[each.start : each.end]
    ]
    return telling.passage(found)
