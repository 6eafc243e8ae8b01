from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.text import Text

from onrecord.export.layout import columns, drawn, heading, usable, wrapped


@pytest.mark.parametrize(("window", "columns_used"), [(5, 40), (80, 80), (300, 120)])
def test_a_window_is_used_up_to_a_width_that_can_be_read(window: int, columns_used: int) -> None:
    assert usable(window) == columns_used


@pytest.mark.parametrize("title", ["Said", "What others say about " + "a very long name " * 5])
@pytest.mark.parametrize("note", ["", "3 of 4", "a note that has no room " * 4])
def test_a_heading_is_a_rule_as_wide_as_the_window(title: str, note: str) -> None:
    _, line = heading(title, 60, note)
    assert cell_len(line.plain) == 60


def test_columns_stand_side_by_side_each_wrapped_to_its_width() -> None:
    lines = list(columns([(Text("one two three"), 10), (Text("four"), 10)]))
    assert [line.plain.rstrip() for line in lines] == ["one two   four", "three"]


def test_nothing_takes_no_line() -> None:
    assert list(wrapped(Text(), 40)) == []


def test_colour_is_drawn_only_where_it_is_asked_for() -> None:
    line = Text.assemble(("red", "bold red"), "  ")
    assert drawn([line], colour=False) == "red\n"
    assert drawn([line], colour=True) == "\x1b[1;31mred\x1b[0m\n"
