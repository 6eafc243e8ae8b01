"""The bench of drafts: what it counts as right, wrong and missed."""

from __future__ import annotations

from typing import Any

import pytest

from bench import check, drafts, table_answers
from bench.check import Tally
from bench.drafts import Made, Part
from onrecord.answer import Finding, Ground, Passage
from onrecord.casebook import Casebook, Place


def finding(kind: Any, document: str | None = None, start: int = 0) -> Finding:
    grounds = ()
    if document:
        place = Place(
            document=document, version=1, headline=None, outlet=None, published=None, start=0,
            end=9, line=1, page=None,
        )  # fmt: skip
        passage = Passage(
            text="It rained.", authority="The Lamp reported:", chains=(), outlet="The Lamp",
            side="says", confidence=None, ref="s1", place=place,
        )  # fmt: skip
        grounds = (Ground(passage=passage),)
    return Finding(
        kind=kind, says="", words="", line=1, start=start, end=start + 1, grounds=grounds
    )


def test_findings_are_counted_by_kind_once_a_paragraph() -> None:
    tally = Tally()
    faulty = Part(
        "unnamed", "An official said so.", frozenset({"unnamed source"}), frozenset({"a"})
    )
    tally.add(faulty, [finding("unnamed source", "a"), finding("unnamed source", "b")])
    tally.add(faulty, [finding("no source")])
    tally.add(Part("own voice", "It rained.", frozenset()), [])
    tally.add(Part("own voice", "It rained.", frozenset()), [finding("no source")])
    found = tally.figures()
    assert found["kinds"]["unnamed source"]["precision"]["share"] == 1.0
    assert found["kinds"]["unnamed source"]["recall"]["share"] == 0.5
    assert found["kinds"]["unnamed source"]["shown"]["share"] == 1.0
    assert (found["all"]["precision"]["share"], found["all"]["precision"]["of"]) == (0.3333, 3)
    assert (found["clean"]["share"], found["clean"]["of"]) == (0.5, 2)
    assert len(tally.errors) == 3
    assert "no source" not in found["kinds"]  # none was made


def test_a_finding_belongs_to_the_paragraph_that_it_begins_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = Made([], "A head", [Part("x", "It rained here.", frozenset()),
                               Part("y", "It was dry there.", frozenset())])  # fmt: skip
    monkeypatch.setattr(check, "fill", lambda casebook, made: None)
    at = made.text.index("dry")

    def found(casebook: Casebook, record: Any, **given: object) -> list[Finding]:
        assert record.document.text[at : at + 3] == "dry"
        return [finding("no source", start=at), finding("no source", start=0)]

    monkeypatch.setattr(check, "check", found)
    assert [(part.sort, len(those)) for part, those in check.held(made)] == [("x", 0), ("y", 1)]


def test_the_figures_are_of_each_lot_and_the_table_shows_them() -> None:
    tally = Tally()
    for part in drafts.make(1).parts:
        tally.add(part, [finding(kind, min(part.shown_by, default=None)) for kind in part.wrong])
    result = {"drafts": 1, "lots": {"seen": tally.figures(), "held": tally.figures()}}
    assert check.figures(result) == {
        "check.precision": 1.0,
        "check.recall": 1.0,
        "check.clean": 1.0,
        "check.precision_held": 1.0,
        "check.recall_held": 1.0,
        "check.clean_held": 1.0,
    }
    lines = table_answers.checked(result)
    assert "| stated as fact | 1.000, 1.000, 1 | 1.000, 1.000, 1 |" in lines
