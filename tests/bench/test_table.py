"""The tables show every figure, losses included, and the files hold what was measured."""

from __future__ import annotations

from typing import Any

import pytest

from bench import table

MADE = {
    "date": "2026-11-22",
    "cores": 2,
    "processor": "Test",
    "python": "3.11",
    "onrecord": "0.1.0",
    "onnxruntime": "1.2",
    "numpy": "2.0",
}


def scored(value: float) -> dict[str, Any]:
    """A result of `attribution.score` with one value everywhere."""
    metrics = ("full", "full_strict", "content_chars")
    return {
        "metrics": {metric: {"f1": value} for metric in metrics},
        "by_type": {kind: {"full_recall": value} for kind in ("direct", "indirect", "no source")},
        "interval": {metric: [value - 0.02, value + 0.02] for metric in metrics},
    }


def calibration(error: float) -> dict[str, Any]:
    return {"ece_10_equal_mass": error, "ece_15_equal_width": error}


def quality(value: float, error: float) -> dict[str, Any]:
    share = {"share": value, "gold": 120, "interval": [value - 0.1, value + 0.1]}
    return {
        "made": MADE,
        "polnear_dev": scored(value) | {"calibration_crossfitted": calibration(error)},
        "gum_news": {"folds": share, "seen_in_training": share},
        "gum_other_cc": {"folds": share, "seen_in_training": share},
    }


def entities(value: float) -> dict[str, Any]:
    """Results of names, coreference and sources with one value everywhere; spaCy's are 0.6."""
    interval = [value - 0.02, value + 0.02]

    def named(f1: float) -> dict[str, Any]:
        by_type = dict.fromkeys(("person", "organization", "place"), f1)
        figure = {"f1": f1, "interval": [f1 - 0.1, f1 + 0.1], "names": 1234, "by_type": by_type}
        return dict.fromkeys(("exact", "head", "overlap", "whole_exact", "whole_overlap"), figure)

    both = {"onrecord": named(value), "spacy": named(0.6)}
    metrics = {metric: {"f1": value} for metric in ("mentions", "muc", "b3", "ceafe")}
    conll = {"head": {**metrics, "conll": value, "interval": interval}}
    source = {
        "sources": 100,
        **{"right": 80, "wrong": 10, "abstained": 10, "unread": 0},
        **{"accuracy": value, "strict": value, "interval": interval, "strict_interval": interval},
    }
    kinds = dict.fromkeys(("all", "name", "nominal", "pronoun"), source)
    by_folds = {"all": kinds, "named": kinds, "reasons": {"a pronoun": 7}}
    return {
        "names": dict.fromkeys(("newswire_dev", "newswire_dev_raw", "re3d", "gum"), both),
        "coreference": {"all": conll, "entities": conll},
        "sources": {
            "basil": {**source, "reasons": {}},
            "gum_news": {"folds": by_folds, "seen_in_training": by_folds},
            "gum_other_cc": {},
        },
    }


def speed(words_per_second: int) -> dict[str, Any]:
    clocked = {
        "words": 1000,
        "cpu_seconds": 0.5,
        "words_per_second": words_per_second,
        "runs": [words_per_second],
        "peak_mb": 300,
    }
    row = {"articles": 10, "words": 7000, "seconds": 1.0, "words_per_second": 7000, "peak_mb": 300}
    grown = {"rows": [row, {**row, "articles": 2000, "peak_mb": 360}], "r_squared": 0.9999}
    return {
        "made": MADE,
        "side_by_side": {
            "onrecord": clocked,
            "spacy_batch_256": {**clocked, "words_per_second": 6000},
            "spacy_batch_32": {**clocked, "words_per_second": 7000},
            "textacy": {**clocked, "words_per_second": 5000},
            "attribution_alone": {**clocked, "words_per_second": 9000},
            "versions": {"spacy": "3.8"},
            "ratio_to_attribution_alone": round(words_per_second / 9000, 3),
            "ratio_to_spacy": round(words_per_second / 7000, 3),
        },
        "stages": {"model/session": 0.8, "annotate/sentences": 0.2},
        "cold_start": {"best": 0.8, "median": 0.9, "peak_mb": 250},
        "help": {"best": 0.1, "median": 0.3, "peak_mb": 20},
        "growth": grown,
        "length": grown,
        "installed": {"mb": 200.0},
        "peers_found": {
            "given_up": 30,
            "articles": 84,
            "whole": scored(0.1),
            "by_paragraph": scored(0.2),
        },
    }


def test_what_is_missed_is_shown_as_missed() -> None:
    lost = table.page(quality(0.3, 0.2), speed(3500))
    assert lost.count("**missed**") == 5 + 2 + 1 + 2 + 1
    won = table.page(quality(0.99, 0.01), speed(14000))
    assert won.count("**missed**") == 1  # the help of this made-up result takes 0.3 s


def test_the_ratio_is_against_the_faster_spacy() -> None:
    assert "0.50 (floor 1.00: **missed**)" in table.page(quality(0.9, 0.01), speed(3500))


def test_the_whole_is_held_against_its_attribution_stage() -> None:
    page = table.page(quality(0.9, 0.01), speed(6000))
    assert "attribution stage: 0.67 (floor 0.500: met)" in page


def test_names_coreference_and_sources_have_their_part() -> None:
    without = table.page(quality(0.9, 0.01), None)
    assert "## Names" not in without
    won = table.page(quality(0.9, 0.01) | entities(0.96), None)
    assert "## Names" in won
    assert "**missed**" not in won
    assert "**no**" not in won
    lost = table.page(quality(0.9, 0.01) | entities(0.5), None)
    assert lost.count("**missed**") == 1 + 3 + 1  # the newswire; all, names, pronouns; basil
    assert lost.count("**no**") == len(table.NAMES)
    assert "- gum_news: a pronoun 7" in lost
    assert "gum_other_cc, by folds: not measured" in lost


def test_what_was_not_measured_of_entities_is_said() -> None:
    result = entities(0.9) | {"coreference": {}}
    result["names"] = {corpus: {"spacy": both["spacy"]} for corpus, both in result["names"].items()}
    page = table.page(quality(0.9, 0.01) | result, None)
    assert "Coreference on GUM by folds: not measured." in page
    assert page.count("not measured | –") == len(table.NAMES)


def test_peers_stand_in_the_same_row() -> None:
    (full,) = [line for line in table.on_dev(quality(0.9, 0.1), speed(1)) if "| full" in line]
    assert full.endswith("| 0.100 | 0.200 |")


def test_every_row_has_as_many_cells_as_its_head() -> None:
    for lines in (
        table.on_dev(quality(0.9, 0.1), None),
        table.on_dev(quality(0.9, 0.1), speed(1)),
        table.across(quality(0.9, 0.1)),
        table.believed(quality(0.9, 0.1)),
        table.words_a_second(speed(1))[:-4],
        table.starts_and_sizes(speed(1)),
        table.grown(speed(1))[:4],
        table.stages(speed(1)),
        table.found_names(entities(0.9)),
        table.same_entity(entities(0.9)),
        [line for line in table.resolved(entities(0.9)) if line.startswith("|")],
    ):
        assert len({line.count("|") for line in lines if line}) == 1


def test_only_what_stands_between_the_markers_is_replaced() -> None:
    text = f"before\n{table.BEGIN}\nold\n{table.END}\nafter\n"
    assert table.between(text, "new") == f"before\n{table.BEGIN}\nnew\n{table.END}\nafter\n"
    assert table.between("no markers\n", "new") == "no markers\n"


def test_figures_without_folds_say_so() -> None:
    result = quality(0.9, 0.1)
    del result["gum_news"]["folds"]
    assert "not measured" in "\n".join(table.across(result))


def test_the_published_tables_are_those_of_the_results() -> None:
    if table.load("quality") is None:
        pytest.skip("nothing has been measured yet: make bench")
    assert table.stale() == [], "run `python -m bench.table`"
