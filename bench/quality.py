"""The quality figures of the model as shipped: `python -m bench.quality`.

Writes bench/results/quality.json and docs/reliability.svg. `figures` is what the gate pins.

Some figures must come from articles that the model did not learn from. Training leaves those
predictions in training/folds/CORPUS.jsonl, one line an article: `{"article", "attributions":
[{"source", "cue", "content", "confidence"}]}`, and who is meant in entities_CORPUS.jsonl beside it
(see bench/readings.py), each article read by weights (or calibrated by a fit) that never saw it.
They hold offsets and no words.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from bench import (
    answers,
    attribution,
    calibration,
    casebook,
    check,
    claims,
    coreference,
    corpora,
    events,
    identities,
    identity_gold,
    lineage,
    names,
    newswire,
    pairs,
    places,
    relations,
    rst,
    sources,
    stances,
    timex,
)
from bench.corpora import ROOT, Article
from bench.machine import stamp
from bench.readings import Predict, shipped

RESULTS = ROOT / "bench" / "results"
DEV = "polnear_dev"
ACROSS = ("gum_news", "gum_other_cc")
INPUTS = (
    DEV,
    *ACROSS,
    newswire.NAME,
    "re3d",
    sources.BASIL,
    timex.NAME,
    *places.CORPORA,
    "polnear_train",
    "wikinews_2019_2020",
    "mrpc",
    "sts_news",
    "claimdiff",
    "fnc1_test",
    *identity_gold.CORPORA.values(),
)
SOURCES = {"": ("all", "all"), "_named": ("named", "all")} | {
    f"_{kind}": ("all", kind) for kind in ("name", "pronoun")
}
"""What is pinned of sources: the end of the figure's name, and where it is found."""


STORIES = 40
"""Invented stories with forms of each lot."""


class Part(NamedTuple):
    """A part of the result whose bench names its own figures.

    `measure` takes the reader, and whether to measure what is only shown (see `measure`). What is
    `slow` is not measured by the gate, which takes what was last written.
    """

    measure: Callable[[Predict, bool], Any]
    figures: Callable[[Any], dict[str, float]]
    slow: bool = False


FOUND = {
    "times": Part(lambda predict, seen: timex.measure(peers=seen), timex.figures),
    "places": Part(lambda predict, seen: places.measure(), places.figures),
    "events": Part(lambda predict, seen: events.measure(), events.figures),
    "relations": Part(lambda predict, seen: relations.measure(predict), relations.figures),
    "stances": Part(lambda predict, seen: stances.measure(), stances.figures),
    "identities": Part(lambda predict, seen: identities.measure(), identities.figures),
    "casebook": Part(lambda predict, seen: casebook.kept(predict), casebook.figures, slow=True),
    "pairs": Part(lambda predict, seen: pairs.measure(), pairs.figures, slow=True),
    "claims": Part(lambda predict, seen: claims.measure(predict), claims.figures, slow=True),
    "lineage": Part(lambda predict, seen: lineage.measure(STORIES), lineage.figures, slow=True),
    "answers": Part(lambda predict, seen: answers.measure(), answers.figures, slow=True),
    "check": Part(lambda predict, seen: check.measure(), check.figures, slow=True),
}


def measure(*, predict: Predict = shipped, seen: bool = True) -> dict[str, Any]:
    """All quality figures. `seen`: also what the shipped model finds in GUM, which saw it; and
    what peers find of names and times."""
    gold = corpora.read(DEV)
    predicted = [attribution.flat(record) for record in predict(gold)]
    result: dict[str, Any] = {
        DEV: attribution.score(gold, predicted)
        | {"calibration": calibrated(attribution.judge(gold, predicted))}
    }
    crossed = corpora.folds(DEV)
    if crossed is not None:
        result[DEV]["calibration_crossfitted"] = calibrated(attribution.judge(gold, crossed))
    for name in ACROSS:
        gold = corpora.read(name)
        result[name] = {}
        left_out = corpora.folds(name)
        if left_out is not None:
            result[name]["folds"] = shares(gold, left_out)
        if seen:
            every = [attribution.flat(record, outermost=False) for record in predict(gold)]
            result[name]["seen_in_training"] = shares(gold, every)
    result["names"] = names.measure(predict, seen=seen, peer=seen)
    result["coreference"] = coreference.measure()
    result["sources"] = sources.measure(predict, seen=seen)
    for name, part in FOUND.items():
        found = part.measure(predict, seen) if seen or not part.slow else written(name)
        if found is not None:
            result[name] = found
    return result


def written(name: str) -> Any:
    """A part of the result as it was last written; None where other weights were measured."""
    file = RESULTS / "quality.json"
    result = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    is_ours = result.get("model") == corpora.digest(*corpora.weights())
    return result.get(name) if is_ours else None


def shares(gold: list[Article], predicted: list[Article]) -> dict[str, Any]:
    """The share of RST contents found, with its counts and 95 % interval over articles."""
    counts = rst.counts(gold, predicted)
    found, total = (sum(column) for column in zip(*counts, strict=True))
    return {
        "found": found,
        "gold": total,
        "predicted": sum(len(article["attributions"]) for article in predicted),
        "share": round(rst.share(counts), 4),
        "interval": attribution.bootstrap(counts, lambda sums: rst.share([sums])),
    }


def calibrated(judged: list[attribution.Judged]) -> dict[str, Any]:
    """The expected calibration error by both binnings, and the bins of the first."""
    mass = calibration.equal_mass(judged)
    return {
        "predictions": len(judged),
        "ece_10_equal_mass": round(calibration.error(mass), 4),
        "ece_15_equal_width": round(calibration.error(calibration.equal_width(judged)), 4),
        "bins": [[item.size, round(item.confidence, 4), round(item.right, 4)] for item in mass],
    }


def figures(result: dict[str, Any]) -> dict[str, float]:
    """The figures that the gate pins, by name; one that could not be measured is not there."""
    dev = result[DEV]
    by_type = dev["by_type"]
    named: dict[str, float | None] = {
        f"{DEV}.full": dev["metrics"]["full"]["f1"],
        f"{DEV}.strict": dev["metrics"]["full_strict"]["f1"],
        f"{DEV}.content_chars": dev["metrics"]["content_chars"]["f1"],
        f"{DEV}.indirect_recall": by_type["indirect"]["full_recall"],
        f"{DEV}.no_source_recall": by_type["no source"]["full_recall"],
        f"{DEV}.ece": dev["calibration"]["ece_10_equal_mass"],
    }
    if "calibration_crossfitted" in dev:
        named[f"{DEV}.ece_crossfitted"] = dev["calibration_crossfitted"]["ece_10_equal_mass"]
    for name in ACROSS:
        if "folds" in result[name]:
            named[f"{name}.found"] = result[name]["folds"]["share"]
    named |= of_names(result["names"])
    for truth, by_match in result["coreference"].items():
        named |= {f"gum.coreference_{truth}_{how}": by_match[how]["conll"] for how in by_match}
    named[f"{sources.BASIL}.speakers"] = result["sources"][sources.BASIL]["strict"]
    for name in ACROSS:
        if "folds" in result["sources"][name]:
            by_folds = result["sources"][name]["folds"]
            for end, (which, kind) in SOURCES.items():
                named[f"{name}.sources{end}"] = by_folds[which][kind]["accuracy"]
            named[f"{name}.sources_strict"] = by_folds["all"]["all"]["strict"]
    for name, part in FOUND.items():
        if name in result:
            named |= part.figures(result[name])
    return {name: round(value, 4) for name, value in named.items() if value is not None}


def of_names(result: dict[str, Any]) -> dict[str, float]:
    """The figures of names that are pinned: each corpus' first, and its others by their rule."""
    named = {}
    for corpus, rules in names.REPORTED.items():
        for rule in rules:
            ours = result[corpus].get("onrecord")
            if ours:
                end = "" if rule == rules[0] else f"_{rule}"
                named[f"{corpus}.names{end}_f1"] = ours[rule]["f1"]
    return named


def main() -> None:
    """Measure, write the results and the picture, print the figures."""
    if not corpora.present():
        print(f"SKIPPED: the corpora are not at hand ({corpora.folder()})")
        return
    result = measure()
    RESULTS.mkdir(exist_ok=True)
    whole = {"made": stamp(), "model": corpora.digest(*corpora.weights()), **result}
    (RESULTS / "quality.json").write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    dev = result[DEV]
    best = dev.get("calibration_crossfitted", dev["calibration"])
    fit = "cross-fitted" if "calibration_crossfitted" in dev else "as shipped"
    svg = calibration.picture(
        [calibration.Bin(*item) for item in best["bins"]],
        title="How far confidences can be believed",
        subtitle=f"PolNeAR dev, {best['predictions']:,} attributions, {fit}: "
        f"ECE {best['ece_10_equal_mass']:.3f}",
    )
    (ROOT / "docs" / "reliability.svg").write_text(svg, encoding="utf-8")
    for name, value in figures(result).items():
        print(f"{name:36} {value:.4f}")


if __name__ == "__main__":
    main()
