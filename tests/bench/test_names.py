"""F1 of names by hand-counted cases, all invented."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bench import corpora, gum, names
from bench.names import Case, Name, True_

TEXT = "Ada Quill of the Reed Party met Norrians at the Lock Gate in Orle."


def true(words: str, type: str, *, head: str | None = None, optional: bool = False) -> True_:
    start = TEXT.index(words)
    at = TEXT.index(head or words)
    span = (at, at + len(head or words))
    return True_(start, start + len(words), type, span, optional)


def name(words: str, type: str) -> Name:
    return Name(*true(words, type)[:3])


TRUE = (
    true("Ada Quill", "person", head="Quill"),
    true("Reed Party", "organization", head="Party"),
    true("Norrians", "person", optional=True),
    true("Orle", "place"),
)
CASE = Case("lock", TEXT, TRUE, names.WITH_FACILITIES)


def counted(found: list[Name], rule: names.Rule) -> list[int]:
    counts = names.count(names.folded(CASE, found), TRUE, rule)
    return [sum(column) for column in zip(*counts.values(), strict=True)]


def test_span_and_type_must_both_be_right() -> None:
    right = name("Ada Quill", "person")
    assert counted([right], names.exact) == [1, 1, 3]
    assert counted([name("Ada Quill", "place")], names.exact) == [0, 1, 3]
    assert counted([name("Quill", "person")], names.exact) == [0, 1, 3]
    assert counted([right, right], names.exact) == [1, 1, 3]  # twice the same is once


def test_a_head_or_any_word_may_do() -> None:
    assert counted([name("Quill", "person")], names.head) == [1, 1, 3]
    assert counted([name("Ada", "person")], names.head) == [0, 1, 3]
    assert counted([name("Ada", "person")], names.overlap) == [1, 1, 3]


def test_each_name_is_found_once() -> None:
    halves = [name("Reed", "organization"), name("Party", "organization")]
    assert counted(halves, names.overlap) == [1, 2, 3]


def test_what_may_be_found_is_neither_right_nor_wrong() -> None:
    assert counted([name("Norrians", "person")], names.exact) == [0, 0, 3]
    assert counted([name("Norrians", "organization")], names.exact) == [0, 0, 3]


def test_types_are_folded_and_others_left_out() -> None:
    found = [
        name("the Lock Gate", "facility"),
        name("Orle", "GPE"),
        name("Ada Quill", "PERSON"),
        name("Norrians", "NORP"),
        name("Reed Party", "work"),
    ]
    assert [(TEXT[n.start : n.end], n.type) for n in names.folded(CASE, found)] == [
        ("Ada Quill", "person"),
        ("Lock Gate", "place"),
        ("Orle", "place"),
    ]
    apart = names.folded(CASE._replace(folds={}), found)
    assert len(apart) == 2
    groups = names.folded(CASE._replace(folds=names.WITH_GROUPS), found)
    assert name("Norrians", "organization") in groups


def test_scores_are_pooled_and_by_type() -> None:
    found = [name("Ada Quill", "person"), name("Reed Party", "person")]
    score = names.score([CASE, CASE], [found, []], "exact")
    # 1 right of 2 predicted and 6 true.
    assert (score["precision"], score["recall"], score["f1"]) == (0.5, 0.1667, 0.25)
    assert score["by_type"] == {"person": 0.5, "organization": 0.0, "place": 0.0}
    assert score["names"] == 6
    whole = names.score([CASE], [found], "whole_exact")
    assert whole["names"] == 4


def test_a_name_inside_another_may_be_found() -> None:
    inner, outer = true("Reed", "person"), true("Reed Party", "organization")
    assert names._nested([inner, outer]) == [inner._replace(optional=True), outer]
    spare = outer._replace(optional=True)
    assert names._nested([inner, spare]) == [inner, spare]


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("Fighters of the north", False),
        ("We", False),
        ("fighters", False),
        ("Norr", True),
        ("the army of Norr", True),
        ("His Reed Party", True),
    ],
)
def test_what_holds_a_name(words: str, holds: bool) -> None:
    text = f"It rained. {words} left."
    assert names.holds_name(text, 11, 11 + len(words)) == holds


def test_gums_names_are_cut_titles_and_peoples_optional(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "President Ada Quill greets the Norrians of Norr; the President waves."

    def mention(words: str, head: str, tag: str, type: str = "person") -> dict[str, Any]:
        start = text.index(words)
        at = text.index(head, start)
        head_span = [at, at + len(head)]
        span = {"start": start, "end": start + len(words), "head": head_span, "head_pos": tag}
        return {**span, "type": type, "cluster": words}

    article = {
        "id": "wave",
        "text": text,
        "mentions": [
            mention("President Ada Quill", "President", "NNP"),
            mention("the Norrians of Norr", "Norrians", "NNPS"),
            mention("Norr;", "Norr", "NNP", "place"),
            mention("the President", "President", "NNP"),
            mention("waves", "waves", "NNS", "event"),
        ],
    }
    monkeypatch.setattr(corpora, "read", lambda _: [article])
    (case,) = names.gum_cases("gum_news")
    assert [(text[t.start : t.end], text[slice(*t.head)], t.optional) for t in case.true] == [
        ("Ada Quill", "Quill", False),
        ("Norrians", "Norrians", True),
        ("Norr", "Norr", False),
        ("President", "President", True),
    ]


def test_re3ds_doubtful_entities_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The fighters of the Reed Party fled."
    entities = [
        {"start": 0, "end": 12, "type": "Organisation", "confidence": 1},
        {"start": 16, "end": 30, "type": "Organisation", "confidence": 0.5},
        {"start": 20, "end": 24, "type": "Person", "confidence": 0.4},
        {"start": 31, "end": 35, "type": "Weapon", "confidence": 1},
    ]
    monkeypatch.setattr(
        corpora, "read", lambda _: [{"id": "x", "text": text, "entities": entities}]
    )
    (case,) = names.re3d_cases()
    assert [(text[t.start : t.end], t.optional) for t in case.true] == [
        ("fighters", True),
        ("Reed Party", False),
    ]


def test_every_error_is_told_once_with_its_class() -> None:
    found = [
        name("Ada", "person"),
        name("Reed Party", "person"),
        name("Lock Gate", "place"),
        name("Norrians", "person"),
    ]
    assert [
        (error.what, error.name and error.name.type) for error in names.errors(CASE, found)
    ] == [
        ("boundary", "person"),
        ("type", "person"),
        ("spurious", "place"),
        ("missed", None),
    ]


def test_ids_hold_no_words() -> None:
    for error in names.errors(CASE, [name("Ada", "person")]):
        row = json.loads(names.told(CASE, error, ids=True))
        assert row["article"] == corpora.key("lock")
        assert not any(word in json.dumps(row) for word in ("Ada", "Reed", "Orle"))


def test_a_corpus_without_folds_has_no_figure_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "CASES", {key: lambda: [CASE] for key in names.CASES})
    monkeypatch.setattr(names, "left_out", lambda corpus, cases: None)
    record = {"document": {"id": "lock"}, "entities": [], "attributions": []}
    monkeypatch.setattr(names, "spacy", lambda cases: [[name("Orle", "GPE")] for _ in cases])
    result = names.measure(lambda articles: [record for _ in articles], peer=True)
    assert result["gum"].keys() == {"spacy"}
    assert result["re3d"].keys() == {"onrecord", "spacy"}
    assert result["newswire_dev"]["spacy"]["exact"]["f1"] == 0.5  # 1 right of 1 and 3
    assert set(gum.CORPORA) < set(names.CASES)
