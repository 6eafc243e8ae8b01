from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.casebook import Month
from onrecord.export import dates
from onrecord.web.periods import MOST, periods


def month(name: str, events: int = 1, statements: int = 0) -> Month:
    return Month(month=name, events=events, statements=statements)


def test_a_short_time_is_cut_into_months_and_gaps_are_shown() -> None:
    found = periods([month("2031-01", 1, 3), month("2031-03", 2)])
    assert [(each.name, each.events, each.statements, each.share) for each in found] == [
        ("Jan 2031", 1, 3, 1.0),
        ("Feb 2031", 0, 0, 0.0),
        ("Mar 2031", 2, 0, 0.5),
    ]
    assert [(each.since, each.until) for each in found][2] == ("2031-03", "2031-03")


def test_a_longer_time_is_cut_into_years_decades_or_more() -> None:
    years = periods([month("2019-11"), month("2031-03")])
    assert [each.name for each in years][::12] == ["2019", "2031"]
    assert (years[0].since, years[0].until) == ("2019-01", "2019-12")
    decades = periods([month("1961-11"), month("2031")])
    assert [each.name for each in decades][::7] == ["1960s", "2030s"]
    centuries = periods([month("1205-01"), month("2031-05")])
    assert centuries[0].name == "1200 – 1299"


def test_what_is_no_date_and_nothing_at_all_make_no_pieces() -> None:
    assert periods([]) == []
    assert periods([month("XXXX")]) == []


@given(
    st.lists(
        st.tuples(st.integers(-2999, 9998), st.integers(1, 12), st.integers(0, 9)), max_size=30
    )
)
def test_pieces_are_few_hold_everything_and_stand_in_order(
    given: list[tuple[int, int, int]],
) -> None:
    months = [
        month(f"{'-' if year < 0 else ''}{abs(year):04d}-{number:02d}", events)
        for year, number, events in given
    ]
    found = periods(months)
    assert len(found) <= MOST
    assert sum(each.events for each in found) == sum(events for _, _, events in given)
    assert all(0.0 <= each.share <= 1.0 for each in found)
    ends = [dates.first_day(each.since) for each in found]
    assert None not in ends
    assert ends == sorted(ends)  # type: ignore[type-var]
