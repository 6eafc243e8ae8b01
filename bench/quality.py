"""The quality figures of the model as shipped: `python -m bench.quality`.

Writes bench/results/quality.json and docs/reliability.svg. `figures` is what the gate pins.

Some figures must come from articles that the model did not learn from. Training leaves those
predictions in training/folds/CORPUS.jsonl, one line an article: `{"id", "attributions": [{"source",
"cue", "content", "confidence"}]}`, each article read by weights (or calibrated by a fit) that never
saw it. They hold offsets and no words.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from bench import attribution, calibration, corpora, rst
from bench.corpora import ROOT, Article
from bench.machine import stamp

RESULTS = ROOT / "bench" / "results"
DEV = "polnear_dev"
ACROSS = ("gum_news", "gum_other_cc")
INPUTS = (DEV, *ACROSS)

Predict = Callable[[Iterable[Article]], list[dict[str, Any]]]


def shipped(articles: Iterable[Article]) -> list[dict[str, Any]]:
    """Records by the model as shipped, as dicts."""
    import onrecord

    return [onrecord.read(text=article["text"], id=article["id"]).to_dict() for article in articles]


def measure(*, predict: Predict = shipped, seen: bool = True) -> dict[str, Any]:
    """All quality figures. `seen`: also the RST shares of the shipped model, which saw them."""
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
    return result


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
    named = {
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
    return {name: round(value, 4) for name, value in named.items()}


def main() -> None:
    """Measure, write the results and the picture, print the figures."""
    if not corpora.present():
        print(f"SKIPPED: the corpora are not at hand ({corpora.folder()})")
        return
    result = measure()
    RESULTS.mkdir(exist_ok=True)
    written = {"made": stamp(), "model": corpora.digest(*corpora.weights()), **result}
    (RESULTS / "quality.json").write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
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
        print(f"{name:32} {value:.4f}")


if __name__ == "__main__":
    main()
