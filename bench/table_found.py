"""Tables of what else is read: times, places, relations, events and stances."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from bench import events, identities, places, relations, stances, timex
from bench.tables import number, table, verdict


class Line(NamedTuple):
    """A pinned figure with what the task asks of it."""

    label: str
    figure: str
    floor: float | None = None
    goal: float | None = None


TIMES = (
    Line("words of an expression, overlap", "timex_dev.span_f1", 0.90),
    Line("words and value", "timex_dev.value_f1", 0.78, 0.85),
    Line("words exactly", "timex_dev.strict_f1"),
    Line("type, of those found", "timex_dev.type"),
)
RELATIONS = (
    Line("relations judged right, of 100", "relations.precision", 0.85),
    Line("re3d's BelongsTo found", "re3d.belongs_to_recall"),
    Line("re3d's InChargeOf found", "re3d.in_charge_of_recall"),
)
EVENTS = (
    Line("words that say what happened, F1 (TimeBank)", "timex_dev.trigger_f1"),
    Line("events that a date dates, precision", "events.precision"),
    Line("the same, recall", "events.recall"),
    Line("participants, F1", "events.participants"),
    Line("places, F1", "events.places"),
    Line("modality right", "events.modality"),
    Line("authority right", "events.authority"),
)
STANCES = (
    Line("*denies*, precision", "stances.denies_precision", 0.80),
    Line("*denies*, recall", "stances.denies_recall", 0.60),
    Line("*denies*, precision, test half", "stances.test.denies_precision"),
    Line("*denies*, recall, test half", "stances.test.denies_recall"),
    Line("*doubts*, precision", "stances.doubts_precision"),
    Line("*doubts*, recall", "stances.doubts_recall"),
    Line("*supports*, precision", "stances.supports_precision"),
    Line("*supports*, recall", "stances.supports_recall"),
)
PLACES = (("lgl", 0.85), ("geowebnews", 0.92), ("geovirus", None))
"""Corpus, floor of the share within 161 km."""
PAIRS = 0.95
"""Floor of the share of pairs of documents' entities that are rightly joined."""
MARGIN = 0.05
"""What lgl must be above its baseline."""


def lines(head: str, rows: Sequence[Line], figures: dict[str, float]) -> list[str]:
    """A table of figures against their floors and goals."""
    return table(
        [head, "onrecord", "floor", "goal"],
        [
            [
                row.label,
                f"**{figures[row.figure]:.3f}**",
                f"{number(row.floor)} {verdict(figures[row.figure], row.floor)}",
                number(row.goal),
            ]
            for row in rows
            if row.figure in figures
        ],
    )


def when(result: dict[str, Any]) -> list[str]:
    """Times: onrecord and its peers in one run."""
    ours, peers = timex.figures(result), result.get("peers", {})
    theirs = {name: timex.figures(score) for name, score in peers.items()}
    return table(
        ["times, F1", "onrecord", "floor", "goal", *theirs],
        [
            [
                row.label,
                f"**{ours[row.figure]:.3f}**",
                f"{number(row.floor)} {verdict(ours[row.figure], row.floor)}",
                number(row.goal),
                *(number(one[row.figure]) for one in theirs.values()),
            ]
            for row in TIMES
        ],
    )


def located(result: dict[str, Any]) -> list[str]:
    """Places: given the toponyms, and from raw text."""
    figures = places.figures(result)
    rows = []
    for corpus, floor in PLACES:
        share, base = figures[f"{corpus}.within_161"], figures[f"{corpus}.baseline"]
        above = share - base
        if corpus == "lgl":
            wanted = f"{number(floor)} and {MARGIN:.2f} above: "
            wanted += verdict(min(share - (floor or 0), above - MARGIN), 0.0)
        else:
            wanted = f"{number(floor)} {verdict(share, floor)}"
        rows.append(
            [
                f"{corpus}, {result[corpus]['given']['toponyms']:,} names",
                number(figures[f"{corpus}.coverage"]),
                f"**{share:.3f}**",
                number(base),
                f"{above:+.3f}",
                wanted,
                *(number(figures.get(f"{corpus}.end_to_end_{x}")) for x in ("precision", "recall")),
                number(figures.get(f"{corpus}.end_to_end_f1")),
            ]
        )
    head = ["places", "in the gazetteer", "of these within 161 km", "the largest of the name"]
    head += ["difference", "floor", "from raw text: precision", "recall", "F1"]
    return table(head, rows)


def across(result: dict[str, Any]) -> list[str]:
    """Identities across documents: with each document's chains given, and from raw text."""
    figures = identities.figures(result)
    rows = []
    for corpus in result:
        for place, label in ((corpus, "chains given"), (f"{corpus}.read", "from raw text")):
            precision = figures[f"{place}.pair_precision"]
            rows.append(
                [
                    f"{corpus}, {label}",
                    f"**{precision:.3f}**",
                    f"{number(PAIRS)} {verdict(precision, PAIRS)}",
                    *(
                        number(figures[f"{place}.{name}"])
                        for name in ("pair_recall", "b3", "conll")
                    ),
                ]
            )
    head = ["the same one in many documents", "pairs, precision", "floor", "pairs, recall"]
    return table([*head, "B³", "mean of three"], rows)


def parts(quality: dict[str, Any]) -> dict[str, str]:
    """The tables by the names that bench/page.md calls them."""
    of_events = events.figures(quality["events"])
    return {
        "times": "\n".join(when(quality["times"])),
        "places": "\n".join(located(quality["places"])),
        "relations": "\n".join(
            lines("relations", RELATIONS, relations.figures(quality["relations"]))
        ),
        "events": "\n".join(lines("events", EVENTS, of_events)),
        "stances": "\n".join(
            lines("stances inside one article", STANCES, stances.figures(quality["stances"]))
        ),
        "identities": "\n".join(across(quality["identities"])),
    }
