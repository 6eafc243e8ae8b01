from __future__ import annotations

from pathlib import Path

import claims_asked
from casebook_asked import make

from onrecord.answer import ask
from onrecord.answer.opposing import against
from onrecord.answer.shelf import Shelf


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
