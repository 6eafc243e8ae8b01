"""Readings out of records and out of training's files, on an invented sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench import corpora, readings
from bench.readings import Attributed, Chain, Mention

TEXT = "Ada Quill left. Quill says she is tired."
ARTICLE: corpora.Article = {"id": "quill", "text": TEXT}
ROW: dict[str, Any] = {
    "article": corpora.key("quill"),
    "chains": [
        {"type": "person", "name": [0, 9], "mentions": [[0, 9, "name"], [27, 30, "pronoun"]]},
        {"type": "other", "name": None, "mentions": [[34, 39, "nominal"]]},
    ],
    "attributions": [
        {"source": [[16, 21]], "content": [[27, 39]], "entities": [0], "unresolved": None},
        {"source": [], "content": [[0, 14]], "entities": [], "unresolved": "no source"},
    ],
}


def mention(start: int, end: int, kind: str) -> dict[str, Any]:
    return {"start": start, "end": end, "text": TEXT[start:end], "kind": kind}


def test_a_records_entities_are_the_chains_and_attributions_point_at_them() -> None:
    entity = {
        "id": "e1",
        "name": "Quill",
        "type": "person",
        "mentions": [mention(0, 9, "name"), mention(16, 21, "name"), mention(27, 30, "pronoun")],
    }
    said = {
        "source": {"start": 16, "end": 21},
        "content": [{"start": 27, "end": 39}],
        "entities": ["e1"],
        "unresolved": None,
    }
    record = {"document": {"id": "quill"}, "entities": [entity], "attributions": [said]}
    reading = readings.of_record(record)
    (chain,) = reading.chains
    assert chain.name == (16, 21)  # the words that are the entity's name
    assert chain.mentions[2] == Mention(27, 30, "pronoun")
    assert reading.attributions == (Attributed(((16, 21),), ((27, 39),), (0,), None),)
    entity["name"] = (
        "Ada Mirabel Quill"  # as a gazetteer may say: the longest mention stands for it
    )
    assert readings.of_record(record).chains[0].name == (0, 9)


def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: dict[str, Any]) -> None:
    corpora.write_lines(tmp_path / "entities_gum_news.jsonl", [row])
    monkeypatch.setattr(corpora, "FOLDS", tmp_path)


def test_what_training_left_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder(tmp_path, monkeypatch, ROW)
    assert readings.folds("gum_other_cc", [ARTICLE]) is None
    found = readings.folds("gum_news", [ARTICLE])
    assert found is not None
    (reading,) = found
    assert reading.chains[1] == Chain("other", None, (Mention(34, 39, "nominal"),))
    assert reading.attributions[1] == Attributed((), ((0, 14),), (), "no source")


@pytest.mark.parametrize(
    "broken",
    [
        {"article": "another"},
        {"chains": [{"type": "person", "name": [0, 3], "mentions": [[0, 9, "name"]]}]},
        {"chains": [{"type": "person", "name": None, "mentions": [[0, 9, "name"]]}]},
        {"chains": [{"type": "other", "name": None, "mentions": [[0, 99, "nominal"]]}]},
        {"chains": [{"type": "other", "name": None, "mentions": [[0, 9, "noun"]]}]},
        {"chains": [ROW["chains"][1], ROW["chains"][1]]},
        {"attributions": [{**ROW["attributions"][0], "entities": [1]}]},
        {"attributions": [{**ROW["attributions"][0], "entities": []}]},
        {"attributions": [{**ROW["attributions"][0], "unresolved": "a pronoun"}]},
    ],
)
def test_a_line_that_breaks_the_format_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: dict[str, Any]
) -> None:
    row = ROW if "attributions" in broken else {**ROW, "attributions": []}
    folder(tmp_path, monkeypatch, row | broken)
    with pytest.raises(ValueError, match=r"not predicted|training/folds"):
        readings.folds("gum_news", [ARTICLE])


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("the Norrian Post’s", "Norrian Post"),
        ("“The Lantern,”", "Lantern"),
        ("Norria 's", "Norria"),
        ("A", "A"),
        ("Theodora Anders", "Theodora Anders"),
    ],
)
def test_articles_possessives_and_quotes_are_cut_off(words: str, kept: str) -> None:
    text = f"see {words} there"
    start, end = readings.trimmed(text, 4, 4 + len(words))
    assert text[start:end] == kept


def test_words_are_shown_in_their_surroundings_on_one_line() -> None:
    assert readings.around("one\ntwo three", 4, 7, width=4) == "one\\n⟦two⟧ thr"


def test_many_texts_read_by_several_processes_are_read_as_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    some = [{"id": f"n{n}", "text": f'"It is pier {n}," Ada Quill said.'} for n in range(4)]
    alone = readings.shipped(some)
    monkeypatch.setattr(readings, "_READ", {})
    monkeypatch.setattr(readings, "_WORTH_A_WORKER", 2)
    assert readings.shipped([*some, some[0]]) == [*alone, alone[0]]
    assert [record["document"]["id"] for record in alone] == ["n0", "n1", "n2", "n3"]


def test_a_date_that_is_given_is_reckoned_from() -> None:
    quoted = {"id": "n", "text": 'Ada Quill said "no" on Monday.', "date": "2031-03-05"}
    (record,) = readings.dated([quoted])
    assert [time["value"] for time in record["times"]] == ["2031-03-03"]
