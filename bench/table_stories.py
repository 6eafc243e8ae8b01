"""Tables of what is told over many articles: pairs, claims, lineage, and the pages."""

from __future__ import annotations

from typing import Any

from bench import claims, pairs, web
from bench.table_found import Line, lines
from bench.tables import number, table, verdict

JUDGE = (
    Line("*same*, MRPC's test share, F1", "pairs.mrpc_f1"),
    Line("*same* beside people's 0 to 5, sts_news, Spearman", "pairs.sts_spearman"),
    Line("*denies*, fnc1, F1", "pairs.fnc1_denies_f1", 0.50, 0.70),
    Line("*denies*, fnc1, precision", "pairs.fnc1_denies_precision", 0.70),
    Line("*denies*, fnc1, recall", "pairs.fnc1_denies_recall"),
    Line("*same* or *supports*, fnc1's agree, F1", "pairs.fnc1_agree_f1"),
    Line("*unrelated*, fnc1, F1", "pairs.fnc1_unrelated_f1"),
    Line("claimdiff, strengthen, area", "pairs.claimdiff_strengthen_auc"),
    Line("claimdiff, weaken, area", "pairs.claimdiff_weaken_auc"),
)
PEERS = ("mrpc_f1", "sts_spearman", "fnc1_denies_f1", "fnc1_denies_precision")
CLAIMS = (
    Line("claims judged right, of fifty", "claims.precision", 0.85),
    Line("passages that repeat each other, in one claim", "claims.repeated"),
)
STORIES = {
    "gathered": ("articles that are in the story's claim", None),
    "holders_right": ("what is in it is of the story", None),
    "origin": ("origin right, of those", 0.95),
    "independence": ("independent sources counted exactly", 0.90),
    "bounds": ("the true number within the bounds", None),
    "cycle": ("rings seen, and none where there is none", None),
    "hardening_found": ("dropped hedges and attributions found", None),
    "contradiction_found": ("contradictions found", None),
}
"""What lineage is held to, with its label and its floor."""
FORMS = {
    "": "forms that development saw",
    "_held": "held back",
    "_fresh": "written afterwards",
    "_new": "other facts",
}


def beside(judged: dict[str, float]) -> list[str]:
    """The judge beside what is free, in the same run."""
    rows = [
        [
            name.replace("_", " "),
            f"**{number(judged[name])}**",
            number(judged.get(f"cosine.{name}")),
            number(judged.get(f"words.{name}")),
        ]
        for name in PEERS
    ]
    return table(["beside it", "onrecord", "nearness of vectors", "words alone"], rows)


def lineage(figures: dict[str, float]) -> list[str]:
    """Stories of the generator: lineage alone, and with the claims that are found in them; a floor
    is met where every lot meets it."""
    rows = []
    for what, (label, floor) in STORIES.items():
        for prefix, way in (("", "passages given"), ("claims_", "from raw text")):
            values = [figures.get(f"lineage.{prefix}{what}{suffix}") for suffix in FORMS]
            if values[0] is not None:
                least = min(each for each in values if each is not None)
                wanted = f"{number(floor)} {verdict(least, floor)}" if floor else ""
                rows.append([f"{label}, {way}", *(number(each) for each in values), wanted])
    return table(["invented stories", *FORMS.values(), "floor"], rows)


def grown(result: dict[str, Any] | None) -> list[str]:
    """What lineage costs as a casebook grows."""
    if result is None or "growth" not in result:
        return ["Growth: not measured.", ""]
    found = result["growth"]
    rows = [
        [
            f"{row['articles']:,}",
            *(number(row[f"{name}_ms"], 2) for name in ("update", "trace")),
            number(row.get("peak_mb"), 0),
        ]
        for row in found["sizes"]
    ]
    head = ["articles", "read for lineage, CPU ms an article", "traced", "peak MB"]
    powers = " and ".join(number(each, 2) for each in found["exponents"].values())
    return [*table(head, rows), f"They grow with the articles to the powers of {powers}.", ""]


def pages(result: dict[str, Any]) -> list[str]:
    """How quickly pages come, and what a first view weighs."""
    rows = []
    for kind, found in result["pages"].items():
        times = found["ms"]
        weight = found.get("first_view_bytes")
        rows.append(
            [
                kind,
                f"{times['median']:.1f} {verdict(times['median'], web.MEDIAN_MS, most=True)}",
                f"{times['p95']:.1f} {verdict(times['p95'], web.P95_MS, most=True)}",
                number(found["first_ms"]["median"], 1),
                f"{weight / 1000:.0f} {verdict(weight, web.MOST_BYTES, most=True)}"
                if weight
                else "–",
            ]
        )
    trivial = result["trivial_ms"]
    rows.append(["a trivial page", number(trivial["median"], 1), number(trivial["p95"], 1), "", ""])
    head = ["page", "ms, median (at most 100)", "ms, 95th percentile (at most 300)"]
    return table([*head, "first visit, median", "first view, KB (at most 200)"], rows)


def parts(quality: dict[str, Any], growth: dict[str, Any] | None) -> dict[str, str]:
    """The tables by the names that bench/page.md calls them."""
    judged = lines("how two passages stand to each other", JUDGE, pairs.figures(quality["pairs"]))
    made = {
        "judged": [*judged, *beside(quality["pairs"])],
        "claims": lines("claims of basil", CLAIMS, claims.figures(quality["claims"])),
        "lineage": lineage(quality["lineage"]),
        "lineage_growth": grown(growth),
    }
    return {name: "\n".join(each) for name, each in made.items()}
