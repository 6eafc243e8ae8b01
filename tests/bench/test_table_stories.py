"""Tables of pairs, claims, lineage, answers and pages."""

from __future__ import annotations

from typing import Any

from bench import table_stories

LINEAGE = {
    "lineage.origin": 0.97,
    "lineage.origin_held": 0.96,
    "lineage.origin_fresh": 0.98,
    "lineage.claims_origin": 0.96,
    "lineage.claims_origin_held": 0.4,
    "lineage.claims_origin_fresh": 0.97,
}


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_a_floor_that_is_missed_is_shown_as_missed() -> None:
    given, raw = (cells(row) for row in table_stories.lineage(LINEAGE)[2:4])
    assert given == [
        "origin right, of those, passages given",
        "0.970",
        "0.960",
        "0.980",
        "–",
        "0.950 met",
    ]
    assert raw[-1] == "0.950 **missed**"  # by one lot


def test_peers_stand_beside_the_judge_and_what_they_lack_is_a_dash() -> None:
    judged = dict.fromkeys(table_stories.PEERS, 0.5) | {"cosine.mrpc_f1": 0.8}
    rows = [cells(line) for line in table_stories.beside(judged)[2:]]
    assert rows[0] == ["mrpc f1", "**0.500**", "0.800", "–"]


def test_a_slow_page_and_a_heavy_one_are_told() -> None:
    times = {"median": 120.0, "p95": 200.0, "most": 400.0}
    found: dict[str, Any] = {
        "trivial_ms": {"median": 2.0, "p95": 3.0},
        "pages": {"home": {"ms": times, "first_ms": times, "first_view_bytes": 250_000}},
    }
    home, trivial = (cells(line) for line in table_stories.pages(found)[2:4])
    assert home[1:3] == ["120.0 **missed**", "200.0 met"]
    assert home[4] == "250 **missed**"
    assert trivial[:2] == ["a trivial page", "2.0"]


def test_growth_that_was_not_measured_is_said_to_be() -> None:
    assert table_stories.grown(None)[0] == "Growth: not measured."
    row = {"articles": 100, "update_ms": 1.0, "trace_ms": 2.0, "peak_mb": 40}
    found = {"growth": {"sizes": [row], "exponents": {"update": 1.01, "trace": 1.05}}}
    assert "powers of 1.01 and 1.05" in "\n".join(table_stories.grown(found))
