from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from claim_models import row
from numpy.typing import NDArray

from onrecord.casebook.claims.judging import LEAST, Judged, judge


class Says:
    """A judge that gives for each pair what is laid down, and keeps what it was asked."""

    def __init__(self, rows: dict[tuple[str, str], list[float]]) -> None:
        self.rows = rows
        self.asked: list[tuple[str, str]] = []

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        self.asked += pairs
        return np.array([self.rows[pair] for pair in pairs], dtype=np.float32)


def test_nothing_is_asked_about_nothing() -> None:
    model = Says({})
    assert judge([], model) == []
    assert model.asked == []


def test_what_holds_both_ways_is_asked_from_both_sides() -> None:
    model = Says({("a", "b"): row("same", 1.0), ("b", "a"): row("same", 0.9)})
    assert judge([("a", "b")], model) == [Judged("same", 0.95)]
    assert model.asked == [("a", "b"), ("b", "a")]


def test_what_the_other_side_does_not_bear_out_is_nothing() -> None:
    model = Says({("a", "b"): row("denies", 0.9), ("b", "a"): row("unrelated", 0.9)})
    assert judge([("a", "b")], model) == [None]


def test_what_is_one_sided_is_asked_once() -> None:
    model = Says({("a", "b"): row("supports", 0.95)})
    assert judge([("a", "b")], model) == [Judged("supports", 0.95)]
    assert len(model.asked) == 1


@pytest.mark.parametrize("relation", ["same", "denies", "doubts", "supports"])
def test_what_is_not_sure_enough_is_nothing(relation: str) -> None:
    least = LEAST[relation]  # type: ignore[index]
    for sure, expected in ((least + 0.01, relation), (least - 0.02, None)):
        told = row(relation, sure)
        (found,) = judge([("a", "b")], Says({("a", "b"): told, ("b", "a"): told}))
        assert (found and found.relation) == expected


def test_unrelated_is_nothing_however_sure() -> None:
    assert judge([("a", "b")], Says({("a", "b"): row("unrelated", 1.0)})) == [None]
