"""Inline mark-up in plain text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest.markup import find_elements, take_out, without_tags


def test_nested_elements_are_found_in_order() -> None:
    text = "<b>old <a href=weir.html>wall <i>of</i></a></b> and </u> more"
    assert [(e.name, text[e.start : e.end], e.href) for e in find_elements(text)] == [
        ("b", "old <a href=weir.html>wall <i>of</i></a>", None),
        ("a", "wall <i>of</i>", "weir.html"),
        ("i", "of", None),
    ]


def test_bold_and_italics_leave_no_link() -> None:
    assert take_out("an <b>old</b> <em>wall</em>") == ("an old wall", [])


def test_an_anchor_without_an_address_is_no_link() -> None:
    assert take_out('<a name="top">wall</a>') == ("wall", [])


@pytest.mark.parametrize("piece", ["<", "<a ", "<u>", "</u>", '<a href="', "&amp", "<u></u>"])
def test_hostile_repetition_costs_no_more_than_its_length(piece: str) -> None:
    def seconds(times: int) -> float:
        """The least of five turns: what the machine does beside it only makes one longer."""
        turns = []
        for _ in range(5):
            start = time.process_time()
            take_out(piece * times)
            turns.append(time.process_time() - start)
        return min(turns)

    assert seconds(32_000) < 160 * max(seconds(2_000), 0.002)


@given(st.text(st.sampled_from("<>/uabr =\"'&;amp#x1"), max_size=80))
def test_what_is_left_has_no_pair_of_tags_and_links_lie_in_it(text: str) -> None:
    plain, links = take_out(text)
    assert plain == text if not find_elements(text) else "<u>" not in without_tags(text)
    assert all(0 <= link.start < link.end <= len(plain) for link in links)
