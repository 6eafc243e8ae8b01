"""The casebook's part of docs/bench.md."""

from __future__ import annotations

from typing import Any

from bench.search import AT_MOST_MS
from bench.tables import number, table, verdict

CORPORA = {"basil": "basil", "wikinews_2019_2020": "Wikinews 2019–2020"}
NEAR_LINEAR = 1.15
"""The exponent of growth up to which it is called near-linear: what n log n comes to here."""
FLAT = 1.25
"""What the peak of memory may be for the largest casebook, beside that of the one before."""


def beside_reading(casebook: dict[str, Any]) -> list[str]:
    """What adding takes beside reading, and the room."""
    rows = []
    for name, label in CORPORA.items():
        found = casebook[name]
        rows.append(
            [
                f"{label}, {found['articles']} articles",
                number(found["read_ms"], 1),
                number(found["store_ms"], 1),
                number(found["identify_ms"], 1),
                f"**{found['times_the_reading']:.3f}**",
                number(found["unchanged_ms"], 1),
                f"**{found['times_the_texts']:.1f}**",
                f"{found['kept']} of {found['articles']}",
            ]
        )
    head = ["CPU ms an article", "read alone", "stored and indexed", "who is one"]
    head += ["all, beside reading alone", "unchanged, passed over"]
    return table(
        [*head, "the file beside the texts", "records that come out as they went in"], rows
    )


def answers(casebook: dict[str, Any]) -> list[str]:
    """How long searches and lists take."""
    asked = casebook["asked"]
    found = asked["search_ms"]
    bound = f"at most {AT_MOST_MS:.0f}: {verdict(found['p95'], AT_MOST_MS, most=True)}"
    rows = [
        [f"search: the median of {asked['queries']}", number(found["median"], 1), ""],
        ["search: the 95th percentile", f"**{found['p95']:.1f}**", bound],
        ["search: the longest", number(found["most"], 1), ""],
        *([name, number(took, 1), ""] for name, took in asked["lists_ms"].items()),
    ]
    return table([f"both in one casebook, {asked['documents']} documents", "CPU ms", ""], rows)


def growth(casebook: dict[str, Any]) -> list[str]:
    """How time, memory and room grow."""
    found = casebook.get("growth")
    if not found:
        return ["Growth: not measured.", ""]
    rows = [
        [
            f"{row['articles']:,}",
            number(row["store_ms"], 1),
            number(row["identify_ms"], 1),
            number(row["verify_ms"], 1),
            f"{row['peak_mb']:,}",
            f"{row['mb']:,.0f}",
        ]
        for row in found["rows"]
    ]
    head = ["generated articles", "stored, CPU ms an article", "who is one", "verified"]
    near = verdict(found["exponent"], NEAR_LINEAR, most=True)
    flat = verdict(found["memory"], FLAT, most=True)
    return [
        *table([*head, "peak MB", "MB of disk"], rows),
        f"CPU time grows with the articles to the power of {found['exponent']:.2f} (1 is linear; "
        f"at most {NEAR_LINEAR}: {near}; R² of the time itself {found['r_squared']:.3f}); memory "
        f"from the last size but one to the last: {found['memory']:.2f} times "
        f"(at most {FLAT}: {flat}).",
        "",
    ]


def parts(casebook: dict[str, Any]) -> dict[str, str]:
    """The tables by the names that bench/page.md calls them."""
    return {
        "beside_reading": "\n".join(beside_reading(casebook)),
        "answers": "\n".join(answers(casebook)),
        "growth": "\n".join(growth(casebook)),
    }
