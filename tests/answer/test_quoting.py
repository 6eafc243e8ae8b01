from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.answer.quoting import SHORTEST, compare, is_short

SAID = "We measured the sway ourselves, and it was twice the limit. Nobody upstairs read it."


@pytest.mark.parametrize(
    "quotation",
    [
        "We measured the sway ourselves, and it was twice the limit",
        "we measured the sway ourselves",
        "We measured the sway … it was twice the limit",
        "We measured the sway [...] it was twice the limit",
        "[They] measured the sway ourselves and it was twice [the] limit",
        "it was twice the limit. Nobody upstairs read it",
    ],
)
def test_a_part_of_it_or_a_marked_cut_is_the_same(quotation: str) -> None:
    found = compare(quotation, SAID)
    assert found is not None
    assert (found.fidelity, found.differences) == ("same", ())


def test_words_left_out_unmarked_are_a_cut() -> None:
    found = compare("We measured the sway, and it was twice the limit", SAID)
    assert found is not None
    assert found.fidelity == "cut"
    assert [(each.quoted, each.on_record) for each in found.differences] == [("", "ourselves")]


@pytest.mark.parametrize(
    ("quotation", "quoted", "on_record"),
    [
        ("We measured the sway, and it was three times the limit", "three times", "twice"),
        ("They measured the sway ourselves", "They", "We"),
        ("and it was twice the speed", "speed", "limit"),
        ("it was not twice the limit", "not", ""),
    ],
)
def test_other_words_are_shown_with_those_on_record(
    quotation: str, quoted: str, on_record: str
) -> None:
    found = compare(quotation, SAID)
    assert found is not None
    assert found.fidelity == "altered"
    assert (quoted, on_record) in [(each.quoted, each.on_record) for each in found.differences]


def test_what_is_said_elsewhere_or_too_short_is_not_compared() -> None:
    assert compare("The moon over Orlmark is made of cheese", SAID) is None
    assert compare("twice the limit", SAID) is None
    assert is_short("twice the limit")
    assert is_short("twice [as much as] the limit")
    assert not is_short("it was twice the limit")


def test_the_place_is_that_of_the_words() -> None:
    found = compare("Nobody upstairs read it", SAID)
    assert found is not None
    assert SAID[found.start : found.end] == "Nobody upstairs read it"


WORDS = ("sway", "limit", "crane", "board", "bolt", "was", "the")


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_words_are_the_same_as_themselves_wherever_they_stand(listed: list[str]) -> None:
    quotation = " ".join(listed)
    found = compare(quotation, f"Before it, a word. {quotation}. And after it.")
    if len(listed) < SHORTEST:
        assert found is None
    else:
        assert found is not None
        assert found.fidelity == "same"


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=120))
def test_any_two_texts_are_compared_without_error(quotation: str, text: str) -> None:
    found = compare(quotation, text)
    if found:
        assert 0 <= found.start < found.end <= len(text)
        assert (found.fidelity == "same") == (not found.differences)


def test_words_in_another_order_are_moved_and_all_there() -> None:
    found = compare(
        "The lamps were lit by hand and at dusk",
        "“The lamps were lit at dusk and by hand,” he said",
    )
    assert found is not None
    assert (found.fidelity, found.held) == ("moved", 1.0)
    assert found.shared < 1.0
    other = compare(
        "The lamps were lit by hand and at noon", "The lamps were lit at dusk and by hand"
    )
    assert other is not None
    assert (other.fidelity, other.held) == ("altered", 8 / 9)
