from __future__ import annotations

from pathlib import Path

from casebook_asked import make

from bench import search


def test_the_searches_are_the_same_each_time_and_are_answered(tmp_path: Path) -> None:
    with make(tmp_path / "s.casebook", range(1, 13)) as casebook:
        casebook.sources()
        asked = search.queries(casebook, 60)
        assert asked == search.queries(casebook, 60)
        assert len({tuple(given) for _, given in asked}) == 4
        found = [casebook.search(words, **given) for words, given in asked]
        assert sum(map(bool, found)) > 30


def test_the_answers_are_timed(tmp_path: Path) -> None:
    with make(tmp_path / "s.casebook") as casebook:
        found = search.answer(casebook)
    assert found["documents"] == 5
    times = found["search_ms"]
    assert 0 < times["median"] <= times["p95"] <= times["most"]
