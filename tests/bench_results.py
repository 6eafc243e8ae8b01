"""Made-up results of benches, with one value everywhere."""

from __future__ import annotations

from typing import Any

from bench.places import CORPORA

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


def of_times(value: float) -> dict[str, Any]:
    share = {"precision": value, "recall": value, "f1": value}
    return {"span": share, "strict": share, "value": share, "type": value}


def of_identities(value: float) -> dict[str, Any]:
    names = ("pair_precision", "pair_recall", "b3", "conll")
    named = {"named": dict.fromkeys(names, value)}
    return {"gold": named, "read": named}


def found(value: float, *, baseline: float = 0.5) -> dict[str, Any]:
    """Results of times, places, relations, events and stances."""
    share = {"precision": value, "recall": value, "f1": value}
    given = {"toponyms": 1234, "coverage": 0.9, "within_161": value, "baseline": baseline}
    recall = {"recall": value}
    stance = {"precision": value, "recall": value}
    kinds = dict.fromkeys(("denies", "doubts", "supports"), stance)
    return {
        "times": of_times(value) | {"peers": {"other": of_times(0.3), "third": of_times(0.2)}},
        "places": {name: {"given": given, "end_to_end": share} for name in CORPORA},
        "relations": {
            "re3d": {"belongs_to": recall, "in_charge_of": recall},
            "judged": {"all": {"precision": value, "kept": value, "second_precision": value}},
        },
        "events": {
            "triggers": share,
            "events": share | {"participants": share, "places": share}
            | {"modality": value, "authority": value},
        },
        "stances": {"all": kinds, "test": kinds},
        "identities": {"meantime": of_identities(value), "ecbplus": of_identities(value)},
    }  # fmt: skip


def casebook(value: float) -> dict[str, Any]:
    """A result of bench.casebook: 1 is just within all that is asked."""
    corpus = {
        "articles": 4,
        "kept": 4,
        "read_ms": 100.0,
        "store_ms": 10.0,
        "identify_ms": 5.0,
        "unchanged_ms": 1.0,
        "times_the_reading": 1.15,
        "times_the_texts": 8.0,
    }
    row = {"store_ms": 9.0, "identify_ms": 9.0, "verify_ms": 9.0, "peak_mb": 100, "mb": 9.0}
    return {
        "made": MADE,
        "basil": corpus,
        "wikinews_2019_2020": corpus | {"times_the_texts": 9.0},
        "asked": {
            "documents": 8,
            "queries": 200,
            "search_ms": {"median": 1.0, "p95": 50.0 * value, "most": 60.0},
            "lists_ms": {"sources": 3.0, "review": 4.0},
        },
        "growth": {
            "rows": [row | {"articles": count} for count in (10, 100)],
            "exponent": 1.15 * value,
            "r_squared": 0.99,
            "memory": 1.25 * value,
        },
    }
