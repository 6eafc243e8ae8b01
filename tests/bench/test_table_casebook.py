"""The casebook's tables show every figure, losses included."""

from __future__ import annotations

from bench_results import casebook, quality

from bench import summary, table, table_casebook


def test_what_is_missed_is_shown_as_missed() -> None:
    assert "**missed**" not in "".join(table_casebook.parts(casebook(1.0)).values())
    assert "".join(table_casebook.parts(casebook(1.1)).values()).count("**missed**") == 3


def test_every_row_has_as_many_cells_as_its_head() -> None:
    for part in table_casebook.parts(casebook(1.0)).values():
        rows = [line for line in part.split("\n") if line.startswith("|")]
        assert len({row.count("|") for row in rows}) == 1


def test_growth_that_was_not_measured_is_said() -> None:
    result = casebook(1.0)
    del result["growth"]
    assert "Growth: not measured." in table_casebook.parts(result)["growth"]


def test_the_casebook_has_its_part_of_the_page_where_it_was_measured() -> None:
    assert "## The casebook" not in table.page(quality(0.9, 0.01), None)
    assert "## The casebook" in table.page(quality(0.9, 0.01), None, casebook(1.0))


def test_the_readme_says_what_keeping_costs() -> None:
    text = summary.write(quality(0.9, 0.01), None, casebook(1.0))
    assert "15% more time" in text
    assert "9.0 times the room" in text
    assert "a search takes 50 ms" in text
