"""Relations judged and compared on invented records."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bench import corpora, relations

TEXT = "Ivo Dahl, head of the Harbour Board, met Una Roe."


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def entity(id: str, *mentions: str) -> dict[str, Any]:
    spans = [{"start": at(words)[0], "end": at(words)[1]} for words in mentions]
    return {"id": id, "name": mentions[0], "mentions": spans}


def relation(**changed: Any) -> dict[str, Any]:
    start, end = at("Ivo Dahl, head of the Harbour Board")
    return {
        "id": "r1",
        "subject": "e1",
        "type": "role",
        "object": "e2",
        "role": "head",
        "status": "current",
        "evidence": {"start": start, "end": end, "text": TEXT[start:end]},
    } | changed


def record(*found: dict[str, Any]) -> dict[str, Any]:
    return {
        "document": {"id": "quay", "text": TEXT},
        "entities": [
            entity("e1", "Ivo Dahl"),
            entity("e2", "Harbour Board"),
            entity("e3", "Una Roe"),
        ],
        "relations": [*found],
    }


def judged(*, right: bool, **changed: Any) -> dict[str, Any]:
    line = relations.row(relation(**changed), record())
    return line | {"right": right, "class": None if right else "wrong object"}


def test_a_line_to_judge_holds_offsets_and_no_words() -> None:
    line = relations.row(relation(), record())
    assert line["article"] == corpora.key("quay")
    assert (line["subject"], line["object"]) == (at("Ivo Dahl"), at("Harbour Board"))
    assert "head" not in json.dumps(line)


def test_precision_is_over_what_was_judged_and_is_found() -> None:
    rows = [judged(right=True), judged(right=False, object="e3"), judged(right=True, role="chair")]
    result = relations.judge(rows, [record(relation(), relation(object="e3", role="head"))])
    assert result["all"] == {
        "judged": 3,
        "found": 2,
        "right": 1,
        "precision": 0.5,
        "second_precision": None,
        "both": None,
        "kept": 0.5,
    }
    assert result["role"] == result["all"]


def test_the_second_reader_counts_apart_and_only_on_what_is_found() -> None:
    rows = [
        judged(right=True) | {"second": False},
        judged(right=False, object="e3") | {"second": True},
        judged(right=True, type="part_of") | {"second": True},
        judged(right=True, role="chair") | {"second": True},
        judged(right=True, status="former"),
    ]
    found = [
        relation(),
        relation(object="e3"),
        relation(type="part_of"),
        relation(status="former"),
    ]
    result = relations.judge(rows, [record(*found)])["all"]
    assert (result["judged"], result["found"], result["precision"]) == (5, 4, 0.75)
    assert result["second_precision"] == pytest.approx(2 / 3, abs=1e-4)
    assert result["both"] == pytest.approx(1 / 3, abs=1e-4)


def test_nothing_found_has_no_precision() -> None:
    assert relations.judge([judged(right=False)], [record()])["all"]["precision"] is None


def test_a_judgement_of_an_article_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="no such article"):
        relations.judge([judged(right=True) | {"article": "0"}], [record()])


@pytest.mark.parametrize(
    "changed",
    [
        {"type": "member_of"},
        {"role": "chief"},
        {"status": "former"},
        {"subject": "e3"},
        {"object": None},
        {"evidence": {"start": 40, "end": 48, "text": "Una Roe."}},
    ],
)
def test_another_relation_is_not_the_one_judged(changed: dict[str, Any]) -> None:
    line = judged(right=True)
    assert relations.is_judged(line, relation(), record())
    assert not relations.is_judged(line, relation(**changed), record())


def test_relations_are_drawn_alike_each_time_and_none_twice() -> None:
    records = [record(relation(), relation(type="part_of", role=None))]
    first = [line for line, _, _ in relations.draw(records, 1, [])]
    assert first == [line for line, _, _ in relations.draw(records, 1, [])]
    (second,) = (line for line, _, _ in relations.draw(records, 2, first))
    assert second["type"] != first[0]["type"]


def gold(type: str, source: str, target: str, confidence: float = 1.0) -> dict[str, Any]:
    return {
        "type": type,
        "source": [*at(source), source],
        "target": [*at(target), target],
        "confidence": confidence,
    }


def test_pairs_of_re3d_are_found_by_either_sides_mentions() -> None:
    article = {
        "id": "quay",
        "text": TEXT,
        "relations": [
            gold("InChargeOf", "Ivo Dahl", "the Harbour Board"),
            gold("InChargeOf", "Una Roe", "the Harbour Board"),
            gold("BelongsTo", "Una Roe", "met"),
            gold("BelongsTo", "Una Roe", "Ivo Dahl", 0.3),
            gold("AlliesOf", "Una Roe", "Ivo Dahl"),
        ],
    }
    result = relations.recall([article], [record(relation())])
    assert result["in_charge_of"] == {
        "gold": 2,
        "reachable": 2,
        "found": 1,
        "recall": 0.5,
        "recall_of_reachable": 0.5,
    }
    assert result["belongs_to"]["gold"] == 1
    assert result["belongs_to"]["recall_of_reachable"] is None
    assert (result["ours"], result["agreeing"]) == (1, 1)
    assert relations.figures({"re3d": result}) == {
        "re3d.in_charge_of_recall": 0.5,
        "re3d.belongs_to_recall": 0.0,
    }


def test_the_judgements_beside_the_bench_hold_no_words() -> None:
    fields = set(relations.row(relation(), record()))
    for file, more in ((relations.JUDGED, {"second"}), (relations.EARLIER, set[str]())):
        for line in corpora.read_lines(file):
            assert set(line) == fields | more
            assert isinstance(line.get("second", True), bool)
            assert isinstance(line["right"], bool)
            assert line["right"] == (line["class"] is None)
    assert len(corpora.read_lines(relations.JUDGED)) == 100


def test_half_of_the_articles_are_held_out() -> None:
    share = sum(relations.held_out(str(n)) for n in range(1000)) / 1000
    assert 0.45 < share < 0.55


def test_a_relation_is_told_with_its_surroundings() -> None:
    line = relations.told(record(), relation())
    assert line.startswith("Ivo Dahl | role | Harbour Board | head | current")
    assert "⟦Ivo Dahl, head of the Harbour Board⟧" in line
