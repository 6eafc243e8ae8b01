"""The bench of the workbench's pages: what it asks for, how it counts, what it calls missed."""

from __future__ import annotations

from pathlib import Path

import placed
import pytest

from bench import web
from onrecord.casebook import Casebook


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return placed.make(tmp_path / "placed.casebook")


def test_every_kind_of_page_that_has_content_is_asked_for(path: Path) -> None:
    with Casebook.open(path, catch_up=False) as casebook:
        found = web.addresses(casebook, 4)
        assert found == web.addresses(casebook, 4), "the same each time"
    assert {"home", "article", "entity", "search", "timeline", "graph", "map"} <= set(found)
    assert "claim" not in found, "there is none"
    assert len(found["article"]) == 2
    assert len(set(found["entity"])) == 4


def test_pages_are_timed_on_a_real_server_beside_a_trivial_one(path: Path) -> None:
    pages = {"home": ["/"], "map": ["/map", "/map?events=1"]}
    with web.served(path) as host:
        found = web.timed(host, pages, 2)
    assert set(found["pages"]) == {"home", "map"}
    assert found["pages"]["map"]["addresses"] == 2
    for times in (found["trivial_ms"], *(each["ms"] for each in found["pages"].values())):
        assert 0 < times["median"] <= times["p95"] <= times["most"]


def test_a_page_that_fails_ends_the_bench(path: Path) -> None:
    with web.served(path) as host, pytest.raises(SystemExit, match="gave 404"):
        web.timed(host, {"none": ["/nowhere"]}, 1)


def test_times_are_summed_up_by_rank() -> None:
    assert web.summary([float(number) for number in range(1, 101)]) == {
        "median": 50.5,
        "p95": 96.0,
        "most": 100.0,
    }


def test_what_misses_its_floor_is_named() -> None:
    fine = {"ms": {"median": 20.0, "p95": 90.0}, "first_view_bytes": 90_000}
    slow = {"ms": {"median": 101.0, "p95": 301.0}, "first_view_bytes": 200_001}
    assert web.verdicts({"pages": {"home": fine}}) == []
    assert len(web.verdicts({"pages": {"home": fine, "map": slow}})) == 3
    unknown = fine | {"first_view_bytes": None}
    assert web.verdicts({"pages": {"home": unknown}}) == []
