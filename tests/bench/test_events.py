"""The bench of dated events, on what is made up."""

from typing import Any

import numpy as np

from bench import events
from onrecord.model.triggers import EVENTS
from onrecord.model.words import split_words

TEXT = "Venn seized Tarn in 2015."


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def offsets(words: str) -> list[int]:
    return [span(words)["start"], span(words)["end"]]


def record(**changed: Any) -> dict[str, Any]:
    event = {
        "id": "v1", "trigger": span("seized"), "time": "t1", "participants": ["e1"],
        "places": ["e2"], "modality": "actual", "authority": None,
    }  # fmt: skip
    return {
        "document": {"text": TEXT},
        "times": [{"id": "t1", "value": "2015", **span("2015")}],
        "entities": [
            {"id": "e1", "name": "Venn", "mentions": [span("Venn")]},
            {"id": "e2", "name": "Tarn", "mentions": [span("Tarn")]},
        ],
        "attributions": [{"id": "a1", "cue": [span("Venn")]}],
        "events": [event | changed] if changed.pop("read", True) else [],
    }


def label(**changed: Any) -> dict[str, Any]:
    return {
        "corpus": "c", "article": "0", "time": offsets("2015"), "happens": True,
        "triggers": [offsets("seized")], "participants": [offsets("Venn")],
        "places": [offsets("Tarn")], "optional": [], "modality": ["actual"], "authority": None,
    } | changed  # fmt: skip


def test_all_right() -> None:
    verdict = events.judge(label(), record())
    assert verdict.right
    assert verdict.modality
    assert verdict.authority
    result = events.score([verdict])
    assert result["precision"] == result["recall"] == 1
    assert result["participants"]["f1"] == result["places"]["f1"] == 1


def test_a_wrong_trigger_is_neither_precise_nor_found() -> None:
    verdict = events.judge(label(), record(trigger=span("in")))
    result = events.score([verdict])
    assert (result["read"], result["precision"], result["recall"]) == (1, 0, 0)


def test_an_event_where_nothing_happens_counts_against_precision_alone() -> None:
    nothing = {key: label()[key] for key in ("corpus", "article", "time")} | {"happens": False}
    result = events.score([events.judge(nothing, record()), events.judge(label(), record())])
    assert (result["precision"], result["recall"]) == (0.5, 1)


def test_where_opinions_may_differ_nothing_is_counted() -> None:
    unsure = {key: label()[key] for key in ("corpus", "article", "time")} | {"happens": None}
    assert events.score([events.judge(unsure, record())])["expressions"] == 0


def test_a_happening_that_was_not_read_is_missed() -> None:
    result = events.score([events.judge(label(), record(read=False))])
    assert (result["read"], result["recall"]) == (0, 0)


def test_what_is_told_twice_may_be_read_at_its_other_place() -> None:
    elsewhere = record(trigger={"start": 900, "end": 906, "text": "seizes"})
    elsewhere["times"].append({"id": "t2", "value": "2015", "start": 910, "end": 914})
    elsewhere["events"][0]["time"] = "t2"
    assert events.judge(label(), elsewhere).right
    elsewhere["times"][1]["value"] = "2016"
    assert not events.judge(label(), elsewhere).right


def test_optional_entities_count_neither_way() -> None:
    verdict = events.judge(label(participants=[], optional=[offsets("Venn")]), record())
    assert verdict.participants == (0, 0, 0)
    verdict = events.judge(label(participants=[]), record())
    assert verdict.participants == (0, 1, 0)
    verdict = events.judge(label(), record(participants=[]))
    assert verdict.participants == (0, 0, 1)


def test_the_authority_is_right_by_its_cue() -> None:
    assert events.judge(label(), record(authority="a1")).authority is False
    assert events.judge(label(authority=offsets("Venn")), record(authority="a1")).authority
    assert events.judge(label(authority="any"), record()).authority is None


def test_the_last_word_of_a_marked_event_has_its_class() -> None:
    words = split_words(TEXT, [(0, len(TEXT))])
    start, end = offsets("Venn seized")
    article = {"events": [{"start": start, "end": end, "class": "OCCURRENCE"}]}
    labels = events.gold(article, words)
    assert [EVENTS[label] for label in labels] == [
        "none", "occurrence", "none", "none", "none", "none",
    ]  # fmt: skip
    assert labels.dtype == np.int64


def test_the_figures_have_the_gates_names() -> None:
    result = {"triggers": {"f1": 0.5}, "events": events.score([events.judge(label(), record())])}
    assert set(events.figures(result)) == {
        "timex_dev.trigger_f1", "events.precision", "events.recall", "events.participants",
        "events.places", "events.modality", "events.authority",
    }  # fmt: skip
