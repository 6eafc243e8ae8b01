from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from casebook_articles import fake_read, item
from claim_models import row
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.casebook.claims.judging import LEAST, REPEATED, Asked, judge, same_surely
from onrecord.casebook.claims.passages import of_record

CLOSED = "the harbour board closed the eastern crane"
SHUT = "the eastern crane was shut by the harbour board"
NEVER = "the harbour board never closed the eastern crane"
RAIN = "ferries carried lamps to distant islands"


def asked(first: str, second: str, likeness: float = 0.9) -> Asked:
    one, other = (
        next(
            each
            for each in of_record(fake_read(item(text=f"Port\nAda Venn said that {words}.\n")))
            if each.kind == "statement"
        )
        for words in (first, second)
    )
    return Asked(one, other, likeness)


class Says:
    """A judge that says the same of every pair, or one thing forth and another back."""

    def __init__(self, forth: list[float], back: list[float] | None = None) -> None:
        self.rows = [forth, back or forth]
        self.asked: list[tuple[str, str]] = []

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        told = self.rows[1 if self.asked else 0]
        self.asked += pairs
        return np.array([told for _ in pairs], dtype=np.float32)


def test_nothing_is_asked_about_nothing() -> None:
    model = Says(row("same", 1.0))
    assert judge([], model) == []
    assert model.asked == []


def test_nobody_is_asked_about_the_same_words() -> None:
    model = Says(row("unrelated", 1.0))
    (found,) = judge([asked(CLOSED, f"that {CLOSED}")], model)
    assert (found and found.relation, model.asked) == ("same", [])


def test_what_holds_both_ways_is_asked_from_both_sides() -> None:
    model = Says(row("same", 0.95), row("same", 0.9))
    (found,) = judge([asked(CLOSED, SHUT)], model)
    assert found
    assert found.relation == "same"
    assert model.asked == [
        (f"T{CLOSED[1:]}.", f"T{SHUT[1:]}."),
        (f"T{SHUT[1:]}.", f"T{CLOSED[1:]}."),
    ]


def test_what_the_other_side_does_not_bear_out_is_less_sure() -> None:
    both = judge([asked(CLOSED, SHUT)], Says(row("same", 0.95)))[0]
    one = judge([asked(CLOSED, SHUT)], Says(row("same", 0.95), row("unrelated", 0.9)))[0]
    assert both
    assert one is None or one.confidence < both.confidence


def test_an_opposite_must_be_of_much_the_same_turned_round() -> None:
    opposite = Says(row("denies", 0.95))
    (found,) = judge([asked(CLOSED, NEVER)], opposite)
    assert found
    assert (found.relation, found.confidence) == ("denies", 0.95)
    assert judge([asked(CLOSED, RAIN, 0.2)], Says(row("denies", 0.95))) == [None]
    assert judge([asked(RAIN, NEVER, 0.2)], Says(row("denies", 0.95))) == [None]


def test_an_opposite_with_nothing_turned_round_is_no_denial() -> None:
    (found,) = judge([asked(CLOSED, SHUT)], Says(row("denies", 0.95)))
    assert found is None or found.relation == "same"


@pytest.mark.parametrize("relation", ["doubts", "supports"])
def test_what_holds_one_way_is_asked_once(relation: str) -> None:
    model = Says(row(relation, 0.95))
    (found,) = judge([asked(CLOSED, RAIN, 0.3)], model)
    assert found
    assert (found.relation, found.confidence) == (relation, 0.95)
    assert len(model.asked) == 1
    least = LEAST[relation]  # type: ignore[index]
    assert judge([asked(CLOSED, RAIN, 0.3)], Says(row(relation, least - 0.02))) == [None]


def test_unrelated_is_nothing() -> None:
    assert judge([asked(CLOSED, RAIN, 0.4)], Says(row("unrelated", 1.0))) == [None]


@given(st.floats(0, 1), st.floats(-1, 1), st.floats(0, 1))
def test_each_thing_that_speaks_for_the_same_makes_it_surer(
    judged: float, likeness: float, share: float
) -> None:
    sure = same_surely(judged, likeness, share)
    assert 0 < sure < 1
    assert same_surely(min(1.0, judged + 0.1), likeness, share) >= sure
    assert same_surely(judged, min(1.0, likeness + 0.1), share) >= sure
    assert same_surely(judged, likeness, min(1.0, share + 0.1)) >= sure


def test_nothing_is_surer_than_what_is_repeated() -> None:
    (found,) = judge([asked(CLOSED, f"{CLOSED} again today")], Says(row("same", 1.0)))
    assert found
    assert found.confidence <= REPEATED


def test_what_is_shared_beside_words_makes_a_paraphrase_surer() -> None:
    plain = same_surely(0.4, 0.75, 0.3)
    specific = same_surely(0.4, 0.75, 0.3, specific=True)
    tied = same_surely(0.4, 0.75, 0.3, tied=True)
    both = same_surely(0.4, 0.75, 0.3, specific=True, tied=True)
    assert plain < LEAST["same"] <= specific
    assert plain < tied < both
    assert same_surely(0.02, 0.5, 0.1, specific=True, tied=True) < LEAST["same"]


def test_who_is_credited_is_asked_about_from_both_sides() -> None:
    pair = asked(CLOSED, SHUT, 0.75)
    model = Says([0.4, 0.0, 0.0, 0.0, 0.6])
    assert judge([pair], model) == [None]
    assert len(model.asked) == 1
    model = Says([0.4, 0.0, 0.0, 0.0, 0.6])
    (found,) = judge([pair._replace(tied=True)], model)
    assert (found and found.relation, len(model.asked)) == ("same", 2)
