from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from claims_asked import make

from bench import claims as bench
from bench import corpora
from bench.claims import Judged, Twice
from onrecord.casebook import Claim

STORIES = {"gazette": "one", "lantern": "one", "tide": "one", "echo": "two"}


@pytest.fixture(autouse=True)
def _stories(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "stories", lambda: STORIES)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("claims") / "s.casebook"
    with make(path) as casebook:
        casebook.claims()
    return path


@pytest.fixture
def claim(path: Path) -> Claim:
    (found,) = bench.found(path)
    return found


def judged(claim: Claim, *wrong: int) -> Judged:
    row = bench.row_of(claim, "test", wrong)
    members = {bench._span(each): (each["stand"], each["right"]) for each in row["members"]}
    return Judged("test", bench._span(row["members"][row["core"]]), members)


def test_a_story_is_of_one_part_always() -> None:
    parts = [bench.part_of(f"story {number}") for number in range(200)]
    assert parts == [bench.part_of(f"story {number}") for number in range(200)]
    assert 70 < parts.count("test") < 130


def test_a_claim_is_of_its_earliest_passages_part(claim: Claim) -> None:
    part = bench.part_of("one")
    (other,) = set(bench.PARTS) - {part}
    assert bench.of_part([claim], part) == [claim]
    assert bench.of_part([claim], other) == []
    assert bench.draw([claim], part, 50) == [claim]


def test_a_row_holds_no_words(claim: Claim) -> None:
    row = json.dumps(bench.row_of(claim, "test"))
    assert "crane" not in row
    assert corpora.key("gazette") in row


def test_a_claim_is_right_if_all_its_passages_are(claim: Claim) -> None:
    for wrong, right in (((), True), ((1,), False)):
        assert [told for _, told in bench.verdicts([claim], [judged(claim, *wrong)])] == [right]


def test_a_claim_that_lost_its_wrong_passage_is_right(claim: Claim) -> None:
    last = len(claim.members) - 1
    less = replace(claim, members=claim.members[:-1])
    assert [told for _, told in bench.verdicts([less], [judged(claim, last)])] == [True]


def test_a_claim_with_a_passage_that_nobody_judged_is_not_told(claim: Claim) -> None:
    less = replace(claim, members=claim.members[:-1])
    assert [*bench.verdicts([claim], [judged(less)])] == []
    assert [*bench.verdicts([], [judged(claim)])] == []


def test_another_stand_is_wrong(claim: Claim) -> None:
    row = judged(claim)
    turned = [replace(each, stand="doubts") for each in claim.members]
    now = replace(claim, members=tuple(turned))
    assert [told for _, told in bench.verdicts([now], [row])] == [False]


def test_passages_that_repeat_one_another_are_found(path: Path, claim: Claim) -> None:
    passages = bench.passages_of(path)
    assert {each.document for each in passages} >= {"gazette", "lantern", "tide"}
    total, missed = bench.repeated([claim], passages, cut=True)
    assert (total, missed) == (1, [])
    total, missed = bench.repeated([], passages, cut=True)
    assert total == 1
    (twice,) = missed
    assert {twice.one.document, twice.other.document} == {"gazette", "lantern"}


def test_only_articles_on_one_story_by_alike_sources_are_asked_for(path: Path) -> None:
    by_document = {each.document: each for each in bench.passages_of(path)}
    gazette, lantern, tide, echo = (
        by_document[key] for key in ("gazette", "lantern", "tide", "echo")
    )
    assert Twice(gazette, lantern).across
    assert not Twice(gazette, tide).across
    assert not Twice(gazette, echo).across
    assert not Twice(gazette, gazette).across


def test_figures_leave_out_what_was_not_measured() -> None:
    result = {"test": {"precision": None}, "repeated": {"share": 0.75}}
    assert bench.figures(result) == {"claims.repeated": 0.75}
