"""The results as tables, losses included: `python -m bench.table` (`--check`: only compare).

Writes docs/bench.md whole, and into README.md what stands between its markers.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench import summary, table_answers, table_casebook, table_found, table_stories
from bench.corpora import ROOT
from bench.names import TYPES
from bench.tables import number, table, verdict

BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
RESULTS = ROOT / "bench" / "results"
TEMPLATE = ROOT / "bench" / "page.md"
README = ROOT / "README.md"
PAGE = ROOT / "docs" / "bench.md"


class Row(NamedTuple):
    """A figure of PolNeAR's dev part, with what the task says of it; `key` leads to ours."""

    label: str
    key: tuple[str, ...]
    floor: float | None
    goal: float | None
    trial: float | None
    people: float | None
    citron: float | None


DEV_ROWS = (
    Row("full", ("metrics", "full", "f1"), 0.765, 0.80, 0.737, 0.755, 0.545),
    Row("strict", ("metrics", "full_strict", "f1"), 0.575, 0.63, 0.548, 0.596, 0.336),
    Row("content characters", ("metrics", "content_chars", "f1"), 0.90, None, 0.892, 0.911, None),
    Row("recall, direct speech", ("by_type", "direct", "full_recall"), *[None] * 5),
    Row(
        "recall, indirect speech",
        ("by_type", "indirect", "full_recall"),
        0.68,
        0.75,
        0.647,
        0.702,
        0.337,
    ),
    Row(
        "recall, without a source",
        ("by_type", "no source", "full_recall"),
        0.40,
        None,
        0.254,
        0.388,
        None,
    ),
)
ACROSS = (("gum_news", 0.85, 0.805, 0.828), ("gum_other_cc", 0.80, 0.766, 0.255))
"""Corpus, floor, the trial, a rule system."""

ECE_FLOOR = 0.05
SPEED_FLOOR = 0.5

NAMES = (
    ("newswire_dev", "exact", "newswire, a dev cut", 0.85, 0.90),
    ("newswire_dev_raw", "exact", "the same, pre-tokenised", None, None),
    ("re3d", "whole_exact", "re3d, pronouns and descriptions too", None, None),
    ("re3d", "whole_overlap", "the same, words in common", None, None),
    ("re3d", "exact", "re3d, what holds a name", None, None),
    ("re3d", "overlap", "the same, words in common", None, None),
    ("gum", "head", "GUM by folds, the name's head", None, None),
    ("gum", "exact", "GUM by folds", None, None),
)
"""Corpus, rule, label, floor, goal."""

SOURCES = (
    ("all", "all", "every source", 0.88, 0.95),
    ("all", "name", "a name", 0.95, None),
    ("all", "pronoun", "a pronoun", 0.80, None),
    ("all", "nominal", "a description", None, None),
    ("named", "all", "every source that the text names", None, None),
)
"""Part of the result, kind of mention, label, floor, goal."""

SPEAKERS_FLOOR = 0.88


def at(result: dict[str, Any], key: Sequence[str]) -> Any:
    """The value that a path of keys leads to."""
    for part in key:
        result = result[part]
    return result


def on_dev(quality: dict[str, Any], speed: dict[str, Any] | None) -> list[str]:
    """PolNeAR's dev part: onrecord, people, and other programs."""
    dev = quality["polnear_dev"]
    peer = speed["peers_found"] if speed else None
    rows = []
    for row in DEV_ROWS:
        value = at(dev, row.key)
        interval = dev["interval"].get(row.key[1])
        rows.append(
            [
                row.label,
                f"**{value:.3f}**"
                + (f" ({interval[0]:.3f}–{interval[1]:.3f})" if interval else ""),
                f"{number(row.floor)} {verdict(value, row.floor)}",
                number(row.goal),
                number(row.people),
                number(row.trial),
                number(row.citron),
                *(number(at(peer[how], row.key)) for how in ("whole", "by_paragraph") if peer),
            ]
        )
    head = ["PolNeAR dev, 84 articles", "onrecord", "floor", "goal", "two people", "first trial"]
    head += ["Citron, retrained"]
    head += ["textacy", "textacy by paragraph"] if peer else []
    return table(head, rows)


def across(quality: dict[str, Any]) -> list[str]:
    """RST attributions found in other corpora."""
    rows = []
    for name, floor, trial, rules in ACROSS:
        left_out, seen = (quality[name].get(how) for how in ("folds", "seen_in_training"))
        rows.append(
            [
                f"{name}, {(left_out or seen)['gold']} attributions",
                f"**{left_out['share']:.3f}** ({left_out['interval'][0]:.3f}–"
                f"{left_out['interval'][1]:.3f})"
                if left_out
                else "not measured",
                f"{number(floor)} {verdict(left_out['share'] if left_out else 0, floor)}",
                number(seen["share"] if seen else None),
                number(trial),
                number(rules),
            ]
        )
    head = ["contents found", "documents left out of training", "floor"]
    return table([*head, "shipped model (saw them)", "first trial", "a rule system"], rows)


def believed(quality: dict[str, Any]) -> list[str]:
    """The calibration of confidences."""
    dev = quality["polnear_dev"]
    rows = [
        [
            label,
            number(dev[key]["ece_10_equal_mass"]),
            number(dev[key]["ece_15_equal_width"]),
            f"{number(ECE_FLOOR)} {verdict(dev[key]['ece_10_equal_mass'], ECE_FLOOR, most=True)}",
        ]
        for label, key in (
            ("cross-fitted", "calibration_crossfitted"),
            ("as shipped", "calibration"),
        )
        if key in dev
    ]
    head = ["expected calibration error, PolNeAR dev", "10 bins of equal mass"]
    return table([*head, "15 bins of equal width", "at most"], rows)


def found_names(quality: dict[str, Any]) -> list[str]:
    """F1 of names: onrecord and spaCy in one run."""
    rows = []
    for corpus, rule, label, floor, goal in NAMES:
        ours, seen, spacy = (
            quality["names"][corpus].get(program, {}).get(rule)
            for program in ("onrecord", "seen_in_training", "spacy")
        )
        rows.append(
            [
                f"{label}, {(ours or spacy)['names']:,} names",
                f"**{ours['f1']:.3f}** ({between_two(ours['interval'])})"
                if ours
                else "not measured",
                *(number(ours["by_type"][type] if ours else None) for type in TYPES),
                f"{number(floor)} {verdict(ours['f1'] if ours else 0, floor)}",
                number(goal),
                f"{spacy['f1']:.3f} ({between_two(spacy['interval'])})",
                "yes" if ours and ours["f1"] > spacy["f1"] else "**no**",
                number(seen["f1"] if seen else None),
            ]
        )
    head = ["F1 of span and type", "onrecord", *(f"{type}s" for type in TYPES), "floor", "goal"]
    return table([*head, "spaCy small", "beaten", "shipped model (saw them)"], rows)


def between_two(interval: Sequence[float]) -> str:
    """The two ends of an interval."""
    return f"{interval[0]:.3f}–{interval[1]:.3f}"


def same_entity(quality: dict[str, Any]) -> list[str]:
    """Coreference on GUM by folds."""
    if not quality["coreference"]:
        return ["Coreference on GUM by folds: not measured.", ""]
    labels = {"all": "every mention", "entities": "of persons, bodies, places, events"}
    rows = [
        [
            f"{labels[truth]}, {how}",
            number(figure["mentions"]["f1"]),
            *(number(figure[metric]["f1"]) for metric in ("muc", "b3", "ceafe")),
            f"**{figure['conll']:.3f}** ({between_two(figure['interval'])})",
        ]
        for truth, by_match in quality["coreference"].items()
        for how, figure in by_match.items()
    ]
    head = ["coreference on GUM by folds, F1", "mentions", "MUC", "B³", "CEAFe", "their mean"]
    return table(head, rows)


def resolved(quality: dict[str, Any]) -> list[str]:
    """Sources resolved to the right entity."""
    rows = []
    for corpus, *_ in ACROSS:
        by_folds = quality["sources"][corpus].get("folds")
        if not by_folds:
            rows.append([f"{corpus}, by folds: not measured", *[""] * 9])
            continue
        seen = quality["sources"][corpus].get("seen_in_training")
        for part, kind, label, floor, goal in SOURCES:
            other = seen[part][kind]["accuracy"] if seen else None
            rows.append(source_row(f"{corpus}: {label}", by_folds[part][kind], floor, goal, other))
    basil = quality["sources"]["basil"]
    rows.append(source_row("basil: speakers of marked quotations", basil, SPEAKERS_FLOOR))
    head = ["sources", "of those read", "floor", "goal", "of all", "right", "wrong", "abstained"]
    return [*table([*head, "unread", "shipped model (saw them)"], rows), *reasons(quality)]


def source_row(
    label: str,
    figure: dict[str, Any],
    floor: float | None,
    goal: float | None = None,
    seen: float | None = None,
) -> list[str]:
    """A row of `resolved`. Basil's floor is on the share of all, GUM's on that of those read."""
    held = figure["strict" if "basil" in label else "accuracy"]
    return [
        f"{label}, {figure['sources']}",
        f"**{number(figure['accuracy'])}** ({between_two(figure['interval'])})",
        f"{number(floor)} {verdict(held or 0, floor)}",
        number(goal),
        f"{number(figure['strict'])} ({between_two(figure['strict_interval'])})",
        *(
            f"{figure[verdict]} ({figure[verdict] / figure['sources']:.0%})"
            for verdict in ("right", "wrong", "abstained", "unread")
        ),
        number(seen),
    ]


def reasons(quality: dict[str, Any]) -> list[str]:
    """Why sources were left unresolved although the text names them."""
    lines = []
    for name, result in quality["sources"].items():
        counts = result.get("folds", result).get("reasons")
        if counts:
            told = ", ".join(f"{reason} {count}" for reason, count in counts.items())
            lines.append(f"- {name}: {told}")
    return ["Why it abstained where the text names the source:", "", *lines, ""] if lines else []


def words_a_second(speed: dict[str, Any]) -> list[str]:
    """onrecord and its peers in one run."""
    side = speed["side_by_side"]
    names = {
        "onrecord": "onrecord",
        "attribution_alone": "its attribution stage alone",
        "spacy_batch_256": "spaCy small, batches of 256 (default)",
        "spacy_batch_32": "spaCy small, batches of 32",
        "textacy": "textacy's quotations on it",
    }
    rows = [
        [
            label,
            f"**{side[name]['words_per_second']:,}**",
            ", ".join(f"{value:,}" for value in side[name]["runs"]),
            number(side[name]["words"] / side[name]["cpu_seconds"], 0),
            number(side[name]["peak_mb"], 0),
        ]
        for name, label in names.items()
        if name in side
    ]
    ratio = side["ratio_to_spacy"]
    head = ["one process, two threads", "words a second", "each run", "words a CPU second"]
    lines = table([*head, "peak MB"], rows)
    how = verdict(ratio, 1.0)
    lines += [f"onrecord against spaCy's faster setting: {ratio:.2f} (floor 1.00: {how}).", ""]
    alone = side.get("ratio_to_attribution_alone")
    if alone is not None:
        how = verdict(alone, SPEED_FLOOR)
        floor = f"floor {SPEED_FLOOR:.3f}: {how}"
        lines += [f"The whole pipeline against its attribution stage: {alone:.2f} ({floor}).", ""]
    return lines


def starts_and_sizes(speed: dict[str, Any]) -> list[str]:
    """Cold start, help, memory, growth and size, each with its floor."""
    cold, help, size = speed["cold_start"], speed["help"], speed["installed"]["mb"]
    growth, length = speed["growth"], speed["length"]
    before, last = growth["rows"][-2:]
    rows = [
        [
            "1,000 words from a cold start to the report in the terminal",
            f"{cold['median']:.2f} s (best {cold['best']:.2f} s)",
            f"1.5 s {verdict(cold['median'], 1.5, most=True)}",
        ],
        [
            "`onrecord --help`",
            f"{help['median']:.2f} s (best {help['best']:.2f} s)",
            f"0.2 s {verdict(help['median'], 0.2, most=True)}",
        ],
        [
            "what `pip install` brings at run time",
            f"{size:,.0f} MB",
            f"350 MB {verdict(size, 350, most=True)}",
        ],
        ["peak memory, one article of 1,000 words", f"{cold['peak_mb']:,} MB", "–"],
        [
            f"growth to {last['articles']:,} articles: how straight (R²)",
            f"{growth['r_squared']:.4f}",
            "linear",
        ],
        [
            f"the same: peak memory against that for {before['articles']:,} articles",
            f"{last['peak_mb'] / before['peak_mb']:.2f} times",
            "flat",
        ],
        [
            f"one article of up to {length['rows'][-1]['words']:,} words: how straight (R²)",
            f"{length['r_squared']:.4f}",
            "linear",
        ],
    ]
    return table(["", "onrecord", "floor"], rows)


def grown(speed: dict[str, Any]) -> list[str]:
    """The growth tables in full."""
    lines = []
    for name in ("growth", "length"):
        rows = [
            [
                f"{row['articles']:,}",
                f"{row['words']:,}",
                number(row["seconds"], 2),
                f"{row['words_per_second']:,}",
                f"{row['peak_mb']:,}",
            ]
            for row in speed[name]["rows"]
        ]
        lines += table(["articles", "words", "seconds", "words a second", "peak MB"], rows)
    return lines


def stages(speed: dict[str, Any]) -> list[str]:
    """Where the time goes."""
    rows = [[f"`{name}`", f"{part:.1%}"] for name, part in speed["stages"].items() if part >= 0.005]
    return table(["module, with what it calls outside onrecord", "of the reading time"], rows)


def made(result: dict[str, Any]) -> str:
    """When and on what a result was measured."""
    stamp = result["made"]
    packages = ", ".join(
        f"{name} {stamp[name]}" for name in ("python", "onrecord", "onnxruntime", "numpy")
    )
    return f"Measured {stamp['date']} on {stamp['cores']} cores, {stamp['processor']}; {packages}."


def page(
    quality: dict[str, Any],
    speed: dict[str, Any] | None,
    casebook: dict[str, Any] | None = None,
    lineage: dict[str, Any] | None = None,
    pages: dict[str, Any] | None = None,
) -> str:
    """docs/bench.md: bench/page.md filled in, without the parts that were not measured."""
    template, about_speed = TEMPLATE.read_text(encoding="utf-8").split("<!-- speed -->\n")
    template, about_pages = template.split("<!-- pages -->\n")
    template, about_answers = template.split("<!-- answers -->\n")
    template, about_stories = template.split("<!-- stories -->\n")
    template, about_casebook = template.split("<!-- casebook -->\n")
    template, about_found = template.split("<!-- found -->\n")
    about_quality, about_entities = template.split("<!-- entities -->\n")
    text = about_quality.format(
        made_quality=made(quality),
        on_dev="\n".join(on_dev(quality, speed)),
        across="\n".join(across(quality)),
        believed="\n".join(believed(quality)),
    )
    if "names" in quality:
        text += about_entities.format(
            names="\n".join(found_names(quality)),
            same_entity="\n".join(same_entity(quality)),
            resolved="\n".join(resolved(quality)),
        )
    if "times" in quality:
        text += about_found.format(**table_found.parts(quality))
    if casebook:
        about = table_casebook.parts(casebook)
        text += about_casebook.format(made_casebook=made(casebook), **about)
    if "pairs" in quality:
        text += about_stories.format(**table_stories.parts(quality, lineage))
    if "answers" in quality and "check" in quality:
        text += about_answers.format(**table_answers.parts(quality))
    if pages:
        text += about_pages.format(
            made_pages=made(pages),
            documents=pages["documents"],
            pages="\n".join(table_stories.pages(pages)),
        )
    if speed:
        side, found = speed["side_by_side"], speed["peers_found"]
        text += about_speed.format(
            made_speed=made(speed),
            versions=", ".join(f"{name} {version}" for name, version in side["versions"].items()),
            texts=f"{side['onrecord']['words']:,}",
            words_a_second="\n".join(words_a_second(speed)),
            given_up=found["given_up"],
            articles=found["articles"],
            starts_and_sizes="\n".join(starts_and_sizes(speed)),
            grown="\n".join(grown(speed)),
            stages="\n".join(stages(speed)),
        )
    return text.rstrip() + "\n"


def load(name: str) -> dict[str, Any] | None:
    """A result, None where it has not been measured."""
    file = RESULTS / f"{name}.json"
    if not file.is_file():
        return None
    result: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return result


def between(text: str, inner: str) -> str:
    """A text with what stands between the markers replaced; unchanged where it has none."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{BEGIN}\n{inner}\n{END}{after}" if begin and end else text


def written() -> dict[Path, str]:
    """What each file should hold; none where quality was not measured yet."""
    quality, speed, casebook = load("quality"), load("speed"), load("casebook")
    lineage, pages = load("lineage"), load("web")
    if quality is None:
        return {}
    readme = README.read_text(encoding="utf-8")
    return {
        README: between(readme, summary.write(quality, speed, casebook)),
        PAGE: page(quality, speed, casebook, lineage, pages),
    }


def stale() -> list[str]:
    """The files that do not hold what the results say."""
    return [
        file.name
        for file, text in written().items()
        if not file.is_file() or file.read_text(encoding="utf-8") != text
    ]


def main(arguments: Sequence[str]) -> int:
    """Write the tables, or compare them; the exit status."""
    if "--check" in arguments:
        found = stale()
        print("tables: " + (f"out of date: {', '.join(found)}" if found else "up to date"))
        return 1 if found else 0
    for file, text in written().items():
        file.write_text(text, encoding="utf-8")
        print(f"tables: wrote {file.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
