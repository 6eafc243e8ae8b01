"""Expected calibration error: known answers, and no influence of order."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import calibration
from bench.attribution import Judged

JUDGED = st.lists(
    st.builds(Judged, st.sampled_from([0.0, 0.3, 0.5, 0.7, 1.0]), st.booleans()), min_size=1
)


def judged(confidence: float, right: int, wrong: int) -> list[Judged]:
    return [Judged(confidence, True)] * right + [Judged(confidence, False)] * wrong


def test_four_right_in_five_at_four_fifths_is_no_error() -> None:
    values = judged(0.8, 8, 2) + judged(0.2, 2, 8)
    assert calibration.error(calibration.equal_width(values)) == pytest.approx(0)
    assert calibration.error(calibration.equal_mass(values, 2)) == pytest.approx(0)


def test_the_error_is_the_gap_weighted_by_how_many() -> None:
    values = judged(0.9, 5, 5) + judged(0.1, 3, 27)
    # 10 of 40 are off by 0.4, 30 of 40 by nothing.
    assert calibration.error(calibration.equal_width(values)) == pytest.approx(0.1)


def test_bins_of_equal_mass_differ_by_at_most_one() -> None:
    values = [Judged(index / 100, index % 2 == 0) for index in range(57)]
    sizes = [item.size for item in calibration.equal_mass(values)]
    assert sum(sizes) == 57
    assert max(sizes) - min(sizes) <= 1


def test_certainty_falls_into_the_last_bin() -> None:
    (only,) = calibration.equal_width(judged(1.0, 1, 0))
    assert only == (1, 1.0, 1.0)


@given(JUDGED)
def test_the_order_of_predictions_has_no_influence(values: list[Judged]) -> None:
    for binned in (calibration.equal_mass, calibration.equal_width):
        assert binned(values) == binned(values[::-1])
        assert sum(item.size for item in binned(values)) == len(values)
        assert 0 <= calibration.error(binned(values)) <= 1


def test_the_picture_is_svg_with_a_point_a_bin() -> None:
    bins = calibration.equal_mass(judged(0.9, 9, 1) + judged(0.4, 4, 6), 2)
    root = ElementTree.fromstring(  # noqa: S314 - made here
        calibration.picture(bins, title="Belief", subtitle="twenty predictions")
    )
    circles = root.findall("{http://www.w3.org/2000/svg}circle")
    assert [circle.get("cx") for circle in circles] == ["176.0", "326.0"]
    assert root.get("aria-label") == "Belief. twenty predictions"
