from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import claims_asked
import pytest
from casebook_asked import add, make
from drafts import draft

from onrecord.answer import ask
from onrecord.answer.opposing import Opposed, against
from onrecord.answer.shelf import Shelf
from onrecord.record import Description, Record, Span, Stance


def test_what_its_own_article_sets_against_a_passage(tmp_path: Path) -> None:
    with make(tmp_path / "s.casebook") as casebook:
        shelf = Shelf(casebook)
        telling = shelf.telling("ferries", 1)
        assert telling is not None
        passage = telling.passage_of("a1")
        assert passage is not None
        found = [*against(casebook, shelf, passage)]
        assert any("Maren Oster" in each.passage.authority for each in found)
        assert all(each.why.startswith("as the article has it, this ") for each in found)
        assert all(each.does for each in found)
        assert (passage.place.document, passage.ref) not in [
            (each.passage.place.document, each.passage.ref) for each in found
        ]
        denial = telling.passage_of("a2")
        assert denial is not None
        (denied,) = against(casebook, shelf, denial)
        assert (denied.passage.ref, denied.does) == (passage.ref, False)


def test_what_a_claim_sets_against_a_passage_of_another_outlet(tmp_path: Path) -> None:
    with claims_asked.make(tmp_path / "s.casebook") as casebook:
        question = "Who said that the harbour board closed the eastern crane?"
        before = ask(casebook, question)
        assert not any(each.linked for each in before.found)
        (claim, *_) = casebook.claims(disputed=True)
        after = ask(casebook, question)
        assert after.disputed
        telling = Shelf(casebook).telling("gazette", 1)
        assert telling is not None
        passage = telling.passage_of("a1")
        assert passage is not None
        (one, *_) = [*against(casebook, Shelf(casebook), passage)]
        assert "Petra Lunde denied" in one.passage.authority
        assert one.why == f"this denies it, in the claim {claim.id}"


def make_lock(friend_says: str = "Tove Marn said that no lock had burst.") -> Record:
    """A minister denies, and says it in her own words; others side with her, one does not."""
    who = "Lock Minister Ilka Brand"
    made = draft(
        "The locks at Sund",
        f"{who} denied that any lock had burst in spring.",
        f"“Every gate was shut in time all through the spring,” {who} said.",
        "Minister denied that locks burst.",
        friend_says,
        "Joss Kell said that three gates stood open all through the spring.",
    )
    denial, words, headline, friend, foe = made.attributions
    (start,) = (span.start for span in [denial.source] if span)
    title = Description(start=start, end=start + 13, text="Lock Minister", authority=None)
    entities = [
        replace(each, descriptions=[title]) if each.name == who else each
        for each in made.entities
        if each.name != "Minister"
    ]
    said = [
        replace(each, entities=[], unresolved="nominal") if each is headline else each
        for each in made.attributions
    ]
    stances = [
        Stance(from_=each.id, to=words.id, stance="denies", evidence=None, confidence=0.8)
        for each in (denial, headline, friend, foe)
    ]
    return replace(made, entities=entities, attributions=said, stances=stances)


def opposed(tmp_path: Path, record: Record, statement: str) -> list[Opposed]:
    """What stands against a statement of the one article of a casebook."""
    with make(tmp_path / "s.casebook") as casebook:
        add(casebook, "lock", record)
        shelf = Shelf(casebook)
        telling = shelf.telling("lock", 1)
        assert telling is not None
        passage = telling.passage_of(statement)
        assert passage is not None
        return [*against(casebook, shelf, passage)]


def test_nobody_denies_himself_and_who_takes_somebody_s_side_is_not_against_him(
    tmp_path: Path,
) -> None:
    record = make_lock()
    _, words, *_ = record.attributions
    found = [each.passage.authority for each in opposed(tmp_path, record, words.id)]
    assert found == ["An article that names no outlet reported that Joss Kell said:"]


@pytest.mark.parametrize(("cue", "count"), [("also denied", 0), ("denied", 1)])
def test_who_denies_too_denies_with_the_one_before(tmp_path: Path, cue: str, count: int) -> None:
    record = make_lock("Tove Marn also denied that letters came.")
    text = record.document.text
    _, words, _, friend, _ = record.attributions
    start = text.index(cue, text.index("Tove"))
    too = replace(friend, cue=[Span(start, start + len(cue), cue)], source=None, entities=[])
    stance = Stance(from_=too.id, to=words.id, stance="denies", evidence=None, confidence=0.8)
    said = [too if each is friend else each for each in record.attributions]
    made = replace(record, attributions=said, stances=[stance])
    assert len(opposed(tmp_path, made, words.id)) == count
