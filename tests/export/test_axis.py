from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.export import dates
from onrecord.export.report.axis import Axis, Days

PUBLISHED = dates.first_day("2031-03-11")
DAY = st.one_of(st.none(), st.integers(-400_000, 4_000_000))


def days(*values: str) -> list[Days]:
    return [(dates.first_day(value), dates.last_day(value)) for value in values]


def test_news_stands_on_a_scale_that_is_wider_near_the_day_of_publication() -> None:
    spans = days("2031-03-10", "2031-03-09", "2031-02", "2019", "1998-01-12")
    axis = Axis(spans, PUBLISHED)
    assert not axis.even
    places = [shape.x for shape in axis.shapes(spans)]
    assert places == sorted(places, reverse=True)
    assert min(before - after for before, after in pairwise(places)) > 3
    labels = [tick.label for tick in axis.ticks()]
    assert labels == ["10 years", "1 year", "1 month", "published"]


def test_days_long_past_stand_on_an_even_scale_of_the_calendar() -> None:
    spans = days("1939-09-01", "1941-12-07", "1943-02-02", "1945-05-08")
    axis = Axis(spans, PUBLISHED)
    assert axis.even
    assert [tick.label for tick in axis.ticks()] == ["1940", "1942", "1944"]
    months = days("1928-03-01", "1928-05-05", "1928-07-03")
    assert "April 1928" in [tick.label for tick in Axis(months, PUBLISHED).ticks()]


def test_a_longer_time_is_a_bar_and_an_open_one_reaches_the_edge() -> None:
    spans = [*days("2031-03-10", "2030"), (None, PUBLISHED), (PUBLISHED, None)]
    day, year, until, since = Axis(spans, PUBLISHED).shapes(spans)
    assert day.width == 0
    assert year.width > 3
    assert until.x == 0
    assert since.x + since.width == 100


def test_what_would_overlap_stands_in_another_lane() -> None:
    spans = [*days("2019", "2019", "2019-05-01"), *days("2031-03-10")]
    lanes = [shape.lane for shape in Axis(spans, PUBLISHED).shapes(spans)]
    assert sorted(lanes[:3]) == [0, 1, 2]
    assert lanes[3] == 0


def test_without_a_day_of_publication_the_last_date_takes_its_place() -> None:
    spans = days("2019-05-01", "2019-05-03")
    assert "last date" in [tick.label for tick in Axis(spans, None).ticks()]
    assert Axis([], None).shapes([]) == []


@given(st.lists(st.tuples(DAY, DAY), max_size=30), DAY)
def test_everything_stays_within_the_picture(spans: list[Days], published: int | None) -> None:
    axis = Axis(spans, published)
    shapes = axis.shapes(spans)
    assert len(shapes) == len(spans)
    for shape in shapes:
        assert 0 <= shape.x <= 100
        assert 0 <= shape.width <= 100.1
    ticks = axis.ticks()
    assert all(0 <= tick.x <= 100 for tick in ticks)
    assert [tick.x for tick in ticks] == sorted(tick.x for tick in ticks)
    assert len(ticks) <= 15
