"""Tables of what a casebook answers: questions, and drafts that are held against it."""

from __future__ import annotations

from typing import Any

from bench.answers import REPORTED
from bench.tables import number, table

HOW = {"words_and_meaning": "words and meaning", "words": "words alone"}
SORTS = {
    "who said": "who said words of a statement",
    "what was said": "what somebody said of it",
    "not held: who said": "the first, of a story that is not there",
    "not held: what was said": "the second, of a story that is not there",
    "another said": "what somebody else said of it",
}
LOTS = {"seen": "forms that development saw", "held": "held back"}


def asked(result: dict[str, Any]) -> list[str]:
    """Questions by sort: right is the passage, or silence where there is nothing."""
    found = {label: result[REPORTED][how] for how, label in HOW.items()}
    rows = [
        [
            label,
            number(one["by"][sort]["of"], 0),
            *(_sure(each["by"][sort]) for each in found.values()),
        ]
        for sort, label in SORTS.items()
        for one in [next(iter(found.values()))]
    ]
    head = ["questions", "asked", *(f"right, {label}" for label in found)]
    best = next(iter(found.values()))
    told = best["authority"]
    return [
        *table(head, rows),
        f"Of what is there {best['nothing']['share']:.1%} is answered with nothing on record, "
        f"{best['other']['share']:.1%} with other",
        f"passages alone; in {best['first']['share']:.1%} the right one comes first. "
        f"{told['share']:.1%} of {told['of']:,} passages have all their authority.",
        "",
    ]


def checked(result: dict[str, Any]) -> list[str]:
    """Findings by kind, of each lot."""
    lots = result["lots"]
    kinds = dict.fromkeys(kind for lot in lots.values() for kind in lot["kinds"])
    rows = [[kind, *(_kind(lot["kinds"].get(kind)) for lot in lots.values())] for kind in kinds]
    rows.append(["all", *(_kind(lot["all"]) for lot in lots.values())])
    silent = [lot["clean"] for lot in lots.values()]
    rows.append(["clean paragraphs without a finding", *(map(_sure, silent))])
    head = ["finding: precision, recall, how many were made", *(LOTS[lot] for lot in lots)]
    return table(head, rows)


def parts(quality: dict[str, Any]) -> dict[str, str]:
    """The tables by the names that bench/page.md calls them."""
    return {
        "asked": "\n".join(asked(quality["answers"])),
        "checked": "\n".join(checked(quality["check"])),
    }


def _kind(found: dict[str, Any] | None) -> str:
    if found is None or not found["made"]:
        return "–"
    precision, recall = (number(found[name]["share"]) for name in ("precision", "recall"))
    return f"{precision}, {recall}, {found['made']}"


def _sure(share: dict[str, Any]) -> str:
    """A share with its 95 % interval."""
    if share["share"] is None:
        return "–"
    low, high = share["interval"]
    return f"**{share['share']:.3f}** ({low:.2f}–{high:.2f})"
