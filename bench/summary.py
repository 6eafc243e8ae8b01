"""The README's one table: what each stage gets right, beside its floor and others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from bench import claims, events, places, relations, stances, timex
from bench.table_stories import FORMS
from bench.tables import number, table, verdict

Result = dict[str, Any]


class Line(NamedTuple):
    """What is measured, on what, where it is found, its floor, and what stands beside it."""

    what: str
    on: str
    value: Callable[[Result], float]
    floor: float | None = None
    beside: Callable[[Result], str] = lambda quality: ""


def _spacy(corpus: str, rule: str) -> Callable[[Result], str]:
    return lambda quality: f"spaCy small {quality['names'][corpus]['spacy'][rule]['f1']:.3f}"


def _largest(corpus: str) -> Callable[[Result], str]:
    return lambda quality: f"the largest of the name {_place(quality, corpus, 'baseline'):.3f}"


def _place(quality: Result, corpus: str, figure: str) -> float:
    return places.figures(quality["places"])[f"{corpus}.{figure}"]


def _source(quality: Result, corpus: str) -> float:
    value: float = quality["sources"][corpus]["folds"]["all"]["all"]["accuracy"]
    return value


def _timex_peer(quality: Result) -> str:
    peers = quality["times"].get("peers", {})
    best = max(peers, key=lambda name: float(peers[name]["value"]["f1"]), default=None)
    return f"{best} {peers[best]['value']['f1']:.3f}" if best else ""


def _pooled(quality: Result, name: str) -> float:
    """A share over the stories of all lots: those whose forms were seen are the kindest."""
    held = quality["lineage"]
    names = [key for lot in FORMS if (key := f"lineage.{name}{lot}") in held]
    counts = [held[f"{key}.of"] for key in names]
    shares = (held[key] * count for key, count in zip(names, counts, strict=True))
    return float(sum(shares) / sum(counts))


ATTRIBUTIONS = (
    Line(
        "attributions: source and content right, F1",
        "PolNeAR dev",
        lambda q: q["polnear_dev"]["metrics"]["full"]["f1"],
        0.765,
        lambda q: "two people 0.755, Citron 0.545",
    ),
    Line(
        "the same, to the letter and with the cue",
        "PolNeAR dev",
        lambda q: q["polnear_dev"]["metrics"]["full_strict"]["f1"],
        0.575,
        lambda q: "two people 0.596, Citron 0.336",
    ),
    *(
        Line(
            "contents found in other corpora",
            name,
            lambda q, name=name: q[name]["folds"]["share"],  # type: ignore[misc]
            floor,
            lambda q, rules=rules: f"a rule system {rules}",  # type: ignore[misc]
        )
        for name, floor, rules in (("gum_news", 0.85, "0.828"), ("gum_other_cc", 0.80, "0.255"))
    ),
)
ENTITIES = (
    Line(
        "names, F1",
        "newswire dev",
        lambda q: q["names"]["newswire_dev"]["onrecord"]["exact"]["f1"],
        0.85,
        _spacy("newswire_dev", "exact"),
    ),
    Line("sources resolved rightly", "gum_news", lambda q: _source(q, "gum_news"), 0.88),
    Line("sources resolved rightly", "gum_other_cc", lambda q: _source(q, "gum_other_cc"), 0.88),
    Line("speakers of quotations", "basil", lambda q: q["sources"]["basil"]["strict"], 0.88),
)
FOUND = (
    Line(
        "times: words and value, F1",
        "TimeBank, AQUAINT dev",
        lambda q: timex.figures(q["times"])["timex_dev.value_f1"],
        0.78,
        _timex_peer,
    ),
    *(
        Line(
            "places within 161 km, of those in the gazetteer",
            corpus,
            lambda q, corpus=corpus: _place(q, corpus, "within_161"),  # type: ignore[misc]
            floor,
            _largest(corpus),
        )
        for corpus, floor in (("lgl", 0.85), ("geowebnews", 0.92))
    ),
    *(
        Line(
            "places from raw text, F1",
            corpus,
            lambda q, corpus=corpus: _place(q, corpus, "end_to_end_f1"),  # type: ignore[misc]
        )
        for corpus in ("lgl", "geowebnews")
    ),
    Line(
        "relations judged right, of 100",
        "basil, re3d",
        lambda q: relations.figures(q["relations"])["relations.precision"],
        0.85,
        lambda q: f"a second reader {q['relations']['judged']['all']['second_precision']:.3f}",
    ),
    Line(
        "dated events judged right",
        "polnear, basil, wikinews",
        lambda q: events.figures(q["events"])["events.precision"],
        None,
        lambda q: "at first sight 0.82 to 0.91",
    ),
    Line(
        "*denies*: precision",
        "basil, PolNeAR train",
        lambda q: stances.figures(q["stances"])["stances.denies_precision"],
        0.80,
    ),
    Line(
        "*denies*: recall",
        "basil, PolNeAR train",
        lambda q: stances.figures(q["stances"])["stances.denies_recall"],
        0.60,
    ),
)


STORIES = (
    Line(
        "passages that say the same, F1",
        "MRPC test",
        lambda q: q["pairs"]["mrpc_f1"],
        None,
        lambda q: f"nearness of vectors {q['pairs']['cosine.mrpc_f1']:.3f}",
    ),
    Line(
        "passages that deny, F1",
        "fnc1",
        lambda q: q["pairs"]["fnc1_denies_f1"],
        0.50,
        lambda q: f"words alone {q['pairs']['words.fnc1_denies_f1']:.3f}",
    ),
    Line(
        "passages that deny, precision",
        "fnc1",
        lambda q: q["pairs"]["fnc1_denies_precision"],
        0.70,
        lambda q: f"words alone {q['pairs']['words.fnc1_denies_precision']:.3f}",
    ),
    Line(
        "claims judged right, of fifty",
        "basil",
        lambda q: claims.figures(q["claims"])["claims.precision"],
        0.85,
    ),
    Line(
        "where a claim comes from, from raw text",
        "invented stories, four lots",
        lambda q: _pooled(q, "claims_origin"),
        0.95,
        lambda q: f"passages given {_pooled(q, 'origin'):.3f}",
    ),
    Line(
        "independent sources counted exactly",
        "invented stories, four lots",
        lambda q: _pooled(q, "claims_independence"),
        0.90,
        lambda q: f"passages given {_pooled(q, 'independence'):.3f}",
    ),
)


def write(quality: Result, speed: Result | None, casebook: Result | None = None) -> str:
    """The table and the lines below it. Parts that were not measured are left out."""
    lines = list(ATTRIBUTIONS)
    lines += ENTITIES if "names" in quality else ()
    lines += FOUND if "times" in quality else ()
    lines += STORIES if "pairs" in quality else ()
    rows = []
    for line in lines:
        value = line.value(quality)
        rows.append(
            [
                line.what,
                line.on,
                f"**{value:.3f}**",
                f"{number(line.floor)} {verdict(value, line.floor)}",
                line.beside(quality),
            ]
        )
    head = ["what is right", "measured on", "onrecord", "floor", "beside it"]
    return "\n".join([*table(head, rows), *_speed(speed), *_casebook(casebook)])


def _speed(speed: Result | None) -> list[str]:
    if speed is None:
        return []
    side = speed["side_by_side"]
    whole, alone = (side[name]["words_per_second"] for name in ("onrecord", "attribution_alone"))
    spacy = max(side[name]["words_per_second"] for name in ("spacy_batch_256", "spacy_batch_32"))
    start, size = speed["cold_start"]["median"], speed["installed"]["mb"]
    return [
        f"It reads **{whole:,} words a second** on two cores (its attributions alone {alone:,};",
        f"spaCy small, which does less, {spacy:,}), starts and reports on 1,000 words in",
        f"{start:.1f} s, and needs {size:,.0f} MB of disk.",
    ]


def _casebook(casebook: Result | None) -> list[str]:
    if casebook is None:
        return []
    found = [casebook[name] for name in ("basil", "wikinews_2019_2020")]
    more = max(each["times_the_reading"] for each in found) - 1
    times = max(each["times_the_texts"] for each in found)
    p95 = casebook["asked"]["search_ms"]["p95"]
    return [
        "",
        f"Kept in a casebook, an article takes {more:.0%} more time than reading it alone, and",
        f"{times:.1f} times the room of its text; a search takes {p95:.0f} ms (95th percentile).",
    ]
