"""Time expressions of invented sentences; the article is of Wednesday, 7 May 2031."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from times_of import times_of, value, values

from onrecord import edtf
from onrecord.annotate import sentences, times
from onrecord.annotate.times import tense
from onrecord.annotate.times.tokens import Tokens
from onrecord.lexicon import load
from onrecord.record import Block, Document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # printed days
        ("It shut on May 5.", "2031-05-05"),
        ("It shut on the 5th of May.", "2031-05-05"),
        ("It shut on 5 March 2019.", "2019-03-05"),
        ("It shut on Tuesday, March 5, 2019.", "2019-03-05"),
        ("It shut on Sept. 11, 2001.", "2001-09-11"),
        ("It shut on 2019-03-05.", "2019-03-05"),
        ("It shut on 25/12/2019.", "2019-12-25"),
        ("It shut on 12/25/19.", "2019-12-25"),
        ("It shut on 03/04/2019.", "2019"),
        ("It shut on 29-Jun-2020.", "2020-06-29"),
        ("It shut on Dec. 30.", "2030-12-30"),
        ("It will open on Dec. 30.", "2031-12-30"),
        ("It shut on 3 May last year.", "2030-05-03"),
        ("It was shut last Oct. 23.", "2030-10-23"),
        ("It shut after 9/11.", "2001-09-11"),
        # weekdays and what is relative to today
        ("It shut on Wednesday.", "2031-05-07"),
        ("It shut Monday.", "2031-05-05"),
        ("It will shut on Monday.", "2031-05-12"),
        ("The vote is Tuesday.", "2031-05-13"),
        ("It shut last Wednesday.", "2031-04-30"),
        ("It shuts next Wednesday.", "2031-05-14"),
        ("It shuts this coming Sunday.", "2031-05-11"),
        ("Monday's storm shut it.", "2031-05-05"),
        ("It shut yesterday.", "2031-05-06"),
        ("It shut the day before yesterday.", "2031-05-05"),
        ("It shuts tomorrow.", "2031-05-08"),
        ("It shut five days ago.", "2031-05-02"),
        ("It shut two weeks ago.", "2031-04-21/2031-04-27"),
        ("It shuts in two weeks' time.", "2031-05-19/2031-05-25"),
        # weeks and weekends
        ("It shut last week.", "2031-04-28/2031-05-04"),
        ("It shuts early next week.", "2031-05-12/2031-05-18"),
        ("It shut over the weekend.", "2031-05-03/2031-05-04"),
        ("It shut in the week of April 21.", "2031-04-21/2031-04-27"),
        # months, seasons, quarters, halves
        ("It shut in February.", "2031-02"),
        ("It shut in early March 2019.", "2019-03"),
        ("It will shut in February.", "2032-02"),
        ("It shut last December.", "2030-12"),
        ("It shut in June last year.", "2030-06"),
        ("It shut last month.", "2031-04"),
        ("It shut three months ago.", "2031-02"),
        ("It shut last fall.", "2030-23"),
        ("It shut in the summer of 2019.", "2019-22"),
        ("It lost in the third quarter of 2019.", "2019-35"),
        ("It lost in Q3 2018.", "2018-35"),
        ("It lost in the first half of 2019.", "2019-40"),
        ("It lost last quarter.", "2031-33"),
        # years and longer
        ("It shut in 2015.", "2015"),
        ("It shut in the 1850s.", "185X"),
        ("It shut in 1850.", "1850"),
        ("It shut in '98.", "1998"),
        ("It lost in fiscal 2019.", "2019"),
        ("It lost in FY2019.", "2019"),
        ("It shut this year.", "2031"),
        ("It shut at the end of last year.", "2030"),
        ("It shut three years ago.", "2028"),
        ("It shut in the mid-1990s.", "199X"),
        ("It shut in the '90s.", "199X"),
        ("It shut in the sixties.", "196X"),
        ("It shut in the 19th century.", "18XX"),
        ("It shut in nineteen ninety-one.", "1991"),
        # ranges
        ("It was shut from 2 to 5 May.", "2031-05-02/2031-05-05"),
        ("It was shut on May 2-5, 2019.", "2019-05-02/2019-05-05"),
        ("It was shut in the 2015-16 season.", "2015/2016"),
        ("It was shut in 1939–1945.", "1939/1945"),
        # durations
        ("It was shut for three days.", "P3D"),
        ("It has a 10-year lease.", "P10Y"),
        ("It took an hour and a half.", "PT1H30M"),
        ("It took 5 1/2 hours.", "PT5H30M"),
        ("It was shut for weeks.", "PXW"),
        ("It was shut for several months.", "PXM"),
        ("It was shut for two decades.", "P20Y"),
        ("It takes two or three days.", "PXD"),
        ("It grew in the past decade.", "P10Y"),
        ("It grew in the first nine months.", "P9M"),
        ("It grew in recent years.", "PXY"),
        # sets
        ("It shuts every Monday.", "R/P1W"),
        ("It shuts on Mondays.", "R/P1W"),
        ("It shuts twice a week.", "R/P1W"),
        ("It shuts annually.", "R/P1Y"),
        ("It shuts every other day.", "R/P2D"),
        ("It shuts every four years.", "R/P4Y"),
        # times of day
        ("It shut at 9 a.m. Tuesday.", "2031-05-06T09:00:00"),
        ("It shut Tuesday at 7:30pm.", "2031-05-06T19:30:00"),
        ("It shut at 3:52 p.m. PDT on May 6.", "2031-05-06T15:52:00-07:00"),
        ("It shut at 8 p.m. ET on Jan. 6.", "2031-01-06T20:00:00-05:00"),
        ("It shut at 1500 GMT.", "2031-05-07T15:00:00Z"),
        ("It shut at noon Monday.", "2031-05-05T12:00:00"),
        ("It shut on Tuesday night.", "2031-05-06T20:00:00/2031-05-07T06:00:00"),
        ("It shut this morning.", "2031-05-07T06:00:00/2031-05-07T12:00:00"),
        ("It shut last night.", "2031-05-06T20:00:00/2031-05-07T06:00:00"),
        ("It shut in the early hours of Monday.", "2031-05-05T00:00:00/2031-05-05T06:00:00"),
        # holidays
        ("It shut on Christmas Eve.", "2030-12-24"),
        ("It shut last Thanksgiving.", "2030-11-28"),
        ("It will shut on Labor Day.", "2031-09-01"),
        ("It shut at Easter 2019.", "2019-04-21"),
        ("It shut on Black Friday.", "2030-11-29"),
        ("It shut on 5.6.2019.", "2019-06-05"),
        ("It shut after the March vote.", "2031-03"),
        ("It will shut by year's end.", "2031-12"),
        ("It took eight trading days.", "P8D"),
        ("It grew over the last week.", "P1W"),
        ("It is to last three days.", "P3D"),
        ("It shut on New Year’s Eve.", "2030-12-31"),
        # the past, the present and the future
        ("It is shut now.", "2031-05-07~"),
        ("It was recently shut.", "../2031-05-07"),
        ("It was shut in the past.", "../2031-05-07"),
        ("It may shut in the near future.", "2031-05-07/.."),
    ],
)
def test_an_expression_has_its_value(text: str, expected: str) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A 21-year-old man came.", "A man aged 43 came.", "She is 65 years old.",
        "He is in his 30s.",
        "It has 2,500 people.", "It has 2000 people.", "It paid $2000.", "Unit 2015 came.",
        "They won 2:1.",
        "They may march.", "May spoke.", "August Vell spoke.", "Jan Vell spoke.",
        "The fall of the wall came.",
        "The Daily Vell came.", "USA Today came.", "Rates rose to $2 a share.",
        "How many days remain?",
        "Now, the port is shut.", "It is 31 February.", "The Sunday Times came.",
        "It is Super Tuesday.",
        "April Vell and June Roe came.",
        "It came from 1200 BC.", "The March on Skarn began.", "A second term began.",
        "Winter Games began.", "He told the Mail on Sunday.", "The Independent on Sunday came.",
        "The Sunday Post came.", "The 1922 Committee came.", "It is called Project 2025.",
        "A Boeing 1707 came.", "Saturday Night Roundup came.",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("Two days later it opened.", "2019-03-07"),
        ("The same day the mayor quit.", "2019-03-05"),
        ("The next day it opened.", "2019-03-06"),
        ("That month it rained.", "2019-03"),
        ("The following week it snowed.", "2019-03-11/2019-03-17"),
        ("The previous year was dry.", "2018"),
        ("A year earlier it was dry.", "2018-03-05"),
        ("That night it opened.", "2019-03-05T20:00:00/2019-03-06T06:00:00"),
        ("Three weeks earlier it opened.", "2019-02-11/2019-02-17"),
    ],
)
def test_some_go_back_to_what_was_read_before(after: str, expected: str) -> None:
    found = times_of(f"It shut on 5 March 2019. {after}")
    assert (found[-1].value, found[-1].anchor) == (expected, "previous")


def test_a_clock_without_a_day_is_on_the_day_of_its_sentence() -> None:
    assert values("On Monday the port shut at 9 a.m.")[-1] == ("9 a.m.", "2031-05-05T09:00:00")


def test_two_dates_share_a_year() -> None:
    assert values("It was shut from 2 May to 5 June 2019.") == [
        ("2 May", "2019-05-02"),
        ("5 June 2019", "2019-06-05"),
    ]
    assert values("It was shut between March and June 2019.")[0] == ("March", "2019-03")


def test_two_days_share_a_month() -> None:
    assert values("It was shut on June 1 and 2.")[1] == ("2", "2031-06-02")


def test_reports_compare_a_quarter_with_that_of_the_year_before() -> None:
    text = "It lost in the fourth quarter of 2019, after a gain a year earlier."
    assert values(text)[-1] == ("a year earlier", "2018-36")
    text = "It lost in the fourth quarter of 2019. In the year-earlier period it won."
    assert values(text)[-1] == ("the year-earlier period", "2018-36")


def test_a_span_up_to_now_has_its_ends() -> None:
    (found,) = times_of("It grew in the past three months.")
    assert (found.type, found.value) == ("duration", "P3M")
    assert (found.earliest, found.latest) == ("2031-02-07", "2031-05-07")


def test_what_an_expression_is_told_by() -> None:
    found = times_of("It shut in 2015. It shut on Monday. The next day it opened.")
    assert [each.anchor for each in found] == ["explicit", "published", "previous"]
    assert [each.id for each in found] == ["t1", "t2", "t3"]
    assert [each.type for each in times_of("It shut at 9 a.m. on Mondays for two hours.")] == [
        "time", "set", "duration",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It shut on Monday.", "XXXX-XX-XX"),
        ("It shut in February.", "XXXX-02"),
        ("It shut on March 5.", "XXXX-03-05"),
        ("It shut last year.", "XXXX-XX-XX"),
        ("It is shut now.", "XXXX-XX-XX"),
        ("It shut at 9 a.m.", "XXXX-XX-XXT09:00:00"),
        ("It shut on Tuesday night.", "XXXX-XX-XX"),
        ("It shut at Easter.", "XXXX-XX-XX"),
        ("It shut in 2015.", "2015"),
    ],
)
def test_without_a_date_of_publication_what_is_not_known_stays_unknown(
    text: str, expected: str
) -> None:
    (found,) = times_of(text, None)
    assert found.value == expected
    assert "X" not in expected or (found.earliest, found.latest) == (None, None)


def test_a_year_of_publication_is_enough_for_years() -> None:
    assert value("It shut last year.", "2031") == "2030"
    assert value("It shut on March 5.", "2031") == "2031-03-05"
    assert value("It shut on Monday.", "2031-05") == "XXXX-XX-XX"


FORMS = [
    "{month} {day}, {year}", "{month} {day}{th}, {year}", "{day} {month} {year}",
    "{day}{th} {month}, {year}", "the {day}{th} of {month}, {year}", "{short}. {day}, {year}",
    "{weekday}, {month} {day}, {year}", "{weekday} {day} {month} {year}", "{year}-{mm}-{dd}",
    "{year}/{mm}/{dd}", "{dd}.{mm}.{year}", "{month} the {day}{th}, {year}",
    "{day}-{short}-{year}",
]  # fmt: skip


def printed(day: date, form: str) -> str:
    names = load("dates")["months"][day.month - 1]
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(
        day.day % 10 if day.day not in (11, 12, 13) else 0, "th"
    )
    return form.format(
        month=names[0].title(), short=(names[1] if len(names) > 1 else names[0]).title(),
        day=day.day, year=day.year, th=suffix, weekday=f"{day:%A}", mm=f"{day.month:02}",
        dd=f"{day.day:02}",
    )  # fmt: skip


@given(st.dates(date(1900, 1, 1), date(2059, 12, 31)), st.sampled_from(FORMS))
@settings(max_examples=400)
def test_any_day_is_read_back_from_every_printed_form(day: date, form: str) -> None:
    if "{short}." in form and day.month == 5:
        return  # "May" is not shortened
    words = printed(day, form)
    (found,) = times_of(f"The port shut on {words} for good.")
    assert (found.text, found.value, found.earliest) == (words, day.isoformat(), day.isoformat())


@given(st.dates(date(1900, 1, 1), date(2059, 12, 31)))
def test_any_month_and_year_are_read_back(day: date) -> None:
    name = load("dates")["months"][day.month - 1][0].title()
    assert value(f"It shut in {name} {day.year}.") == f"{day:%Y-%m}"
    assert value(f"It shut in {day.year}.") == f"{day.year}"


PIECES = [
    "Monday", "May", "5", "the", "last", "next", "2015", "'98", "s", "year", "years", "ago",
    "later", "of", "on",
    "a", "few", "quarter", "third", "and", "half", "to", "-", "/", ".", ",", ":", "9", "a.m.",
    "night", "PDT",
    "Christmas", "every", "twice", "same", "day", "9999", "0001", "31", "February", "century",
    "now", "the past",
    "hundred", "million", "weekend", "in", "30", "th", "fiscal", "period", "earlier", "will",
    "said", "week", ";",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), max_size=30),
    st.sampled_from(
        [None, "2031-05-07", "2031", "2031-05", "0001-01-01", "9999-12-31", "nonsense"]
    ),
)
@settings(max_examples=600)
def test_no_run_of_words_raises_and_every_value_holds(
    words: list[str], published: str | None
) -> None:
    text = " ".join(words)
    previous = 0
    for found in times_of(text, published):
        assert previous <= found.start < found.end
        assert text[found.start : found.end] == found.text
        assert edtf.valid(found.value), found
        if found.earliest and found.latest:
            assert found.earliest[:10] <= found.latest[:10]
        previous = found.end


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    for found in times_of(text.replace("\n\n", " ") or "x"):
        assert edtf.valid(found.value)


def test_only_the_story_is_read() -> None:
    text, end = "Monday\n\nIt shut on Tuesday.", 27
    document = Document(
        id="d", location=None, sha256="0" * 64, media_type="text/plain", language="en", text=text,
        blocks=[Block(kind="date", start=0, end=6), Block(kind="paragraph", start=8, end=end)],
    )  # fmt: skip
    assert [each.text for each in times.read(document, sentences.split(document))] == ["Tuesday"]


def test_reading_twice_gives_the_same() -> None:
    text = "It shut on Monday. Two days later, in the third quarter, it opened at 9 a.m."
    assert times_of(text) == times_of(text)


@pytest.mark.parametrize(
    "piece",
    ["of ", "Monday ", "the last ", "5 ", "one ", "a few ", "May 5 ", "1/2 ", "New Year's Eve "],
)
def test_what_is_looked_at_grows_with_the_text_alone(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words looked at for the tense, on a text and on one twice as long."""
    counted = 0
    told = tense._told

    def count(tokens: Tokens, index: int) -> int:
        nonlocal counted
        counted += 1
        return told(tokens, index)

    monkeypatch.setattr(tense, "_told", count)
    seen = []
    for times_over in (500, 1000):
        counted = 0
        found = times_of(piece * times_over)
        seen.append((counted, len(found)))
    assert seen[1][0] <= 2 * seen[0][0] + 300
    assert seen[1][1] <= 2 * seen[0][1] + 2


def test_what_is_to_be_is_ahead_though_it_lies_nearer_behind() -> None:
    assert values("The bridge will open in March.") == [("March", "2032-03")]
    assert values("The ferry is due to return in February.") == [("February", "2032-02")]
    assert values("The bridge opened in March.") == [("March", "2031-03")]


def test_a_wave_band_is_no_time_of_day() -> None:
    assert values("She owns five AM radio stations.") == []
    assert values("She rose at five AM.") == [("five AM", "2031-05-07T05:00:00")]


@pytest.mark.parametrize("text", ["The Post on Sunday backed it.", "They beat Skarn on Sunday."])
def test_what_only_stands_on_a_sunday_is_of_that_day(text: str) -> None:
    assert values(text) == [("Sunday", "2031-05-04")]


def test_the_year_of_an_event_is_one_though_the_event_has_a_name() -> None:
    assert values("The 2012 Games were wet.") == [("2012", "2012")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the small hours of the day itself, and past the midnight after it
        ("It burned at 2:30 a.m. on April 18. It was seen at 2 a.m. that night.",
         ("2 a.m. that night", "2031-04-18T02:00:00")),
        ("It burned at 11 p.m. on April 18. It was seen at 2 a.m. that night.",
         ("2 a.m. that night", "2031-04-19T02:00:00")),
        ("It burned on April 18. It was out by 9 a.m. the next day.",
         ("9 a.m. the next day", "2031-04-19T09:00:00")),
        ("It shut on Monday. Crews came at 9 a.m.", ("9 a.m.", "2031-05-05T09:00:00")),
        ("It shut on Monday. It was dark until 9 p.m.", ("9 p.m.", "2031-05-05T21:00:00")),
        # the tense is against it, or it is long ago and no verb tells
        ("It shut on Monday. The talks begin at 9 a.m.", ("9 a.m.", "2031-05-07T09:00:00")),
        ("He will sail on Friday. It closed at 9 a.m.", ("9 a.m.", "2031-05-07T09:00:00")),
        ("It shut on 2 May 2019. At 9 a.m., rain.", ("9 a.m.", "2031-05-07T09:00:00")),
        # over a paragraph of a page that is added to
        ("It shut on Monday.\n\n9:15 a.m.\n\nShe left.", ("9:15 a.m.", "2031-05-07T09:15:00")),
    ],
)  # fmt: skip
def test_a_clock_goes_with_the_day_that_was_read_before(
    text: str, expected: tuple[str, str]
) -> None:
    assert values(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It ran from 1985 until 1998.", "1985", "1998"),
        ("It ran between 2 May and 5 May.", "2031-05-02", "2031-05-05"),
        ("It will run April 30 – May 4.", "2031-04-30", "2031-05-04"),
        ("It ran from March to June 2023.", "2023-03", "2023-06"),
        ("It ran from late June to mid-August 2019.", "2019-06", "2019-08"),
        ("It ran from November to March 2023.", "2022-11", "2023-03"),
        ("It ran from November 2018 to March.", "2018-11", "2019-03"),
        ("It ran between June and August last year.", "2030-06", "2030-08"),
        ("It ran 30 April – 4 May.", "2031-04-30", "2031-05-04"),
        ("It ran from Dec. 30 to Jan. 4, 2019.", "2018-12-30", "2019-01-04"),
        ("It was shut from Thursday until Saturday.", "2031-05-01", "2031-05-03"),
        ("It is to shut from Thursday to Monday.", "2031-05-08", "2031-05-12"),
        ("It ran from 9 a.m. to 5 p.m. Tuesday.", "2031-05-06T09:00:00", "2031-05-06T17:00:00"),
        # no range
        ("It rose 3% in March from February.", "2031-03", "2031-02"),
        ("It rose in January from December.", "2031-01", "2030-12"),
        ("After a change on Friday to December's sum it rose.", "2031-05-02", "2030-12"),
    ],
)
def test_both_ends_of_a_range_have_their_value(text: str, first: str, last: str) -> None:
    assert [value for _, value in values(text)] == [first, last]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was due to speak on Monday but fell ill.", "2031-05-05"),
        ("They were expected to land on Tuesday.", "2031-05-06"),
        ("They were expected to land on Thursday.", "2031-05-08"),
        ("Tove Vell, of Skarn, won gold on Saturday.", "2031-05-03"),
        ("Oru Vell and his wife, Tove, arrive on Thursday.", "2031-05-08"),
        ("If elected in November, she would leave.", "2031-11"),
        ("If re-elected in November, she will stay.", "2031-11"),
        ("Talks start on Monday.", "2031-05-12"),
        ("They won to sink Skarn on Monday.", "2031-05-05"),
        ("If he won on Nov. 8, he would stay.", "2031-11-08"),
        ("By Monday the roof collapsed.", "2031-05-05"),
        ("By Monday, he said, it will open.", "2031-05-12"),
        ("He hosts a Sunday show.", "2031-05-04"),
    ],
)
def test_the_tense_finds_the_day(text: str, expected: str) -> None:
    assert value(text) == expected


def test_the_end_of_the_month_is_that_of_the_month_spoken_of_in_the_paragraph() -> None:
    rose = "The index rose in March."
    early = [("March", "2031-03"), ("Early in the month", "2031-03")]
    assert values(f"{rose} Early in the month it had been low.") == early
    assert values(f"{rose} By the end of the month it had doubled.")[-1][1] == "2031-03"
    assert values(f"{rose} He was ill every day of the year.")[-1][1] == "2031"
    assert values(f"{rose} It will report by the end of the month.")[-1][1] == "2031-05"
    assert values(f"{rose}\n\nIt fell early in the month.")[-1][1] == "2031-05"


@pytest.mark.parametrize(
    ("text", "day", "earliest", "latest"),
    [
        ("It shut in mid-2025.", "2025", "2025-05-01", "2025-08-31"),
        ("It shut in early 2024.", "2024", "2024-01-01", "2024-04-30"),
        ("It shut in late September 2024.", "2024-09", "2024-09-21", "2024-09-30"),
        ("It shut in the middle of May.", "2031-05", "2031-05-11", "2031-05-20"),
        ("It shut in the mid-to-late 1990s.", "199X", "1993-05-01", "1999-12-31"),
        ("It opens late next week.", "2031-05-12/2031-05-18", "2031-05-16", "2031-05-18"),
        ("It shut late on Monday.", "2031-05-05", "2031-05-05", "2031-05-05"),
    ],
)
def test_early_middle_and_late_are_thirds_of_the_period(
    text: str, day: str, earliest: str, latest: str
) -> None:
    (found,) = times_of(text)
    assert (found.value, found.earliest, found.latest) == (day, earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "On a recent Tuesday it shut.", "It shut on a recent Tuesday night.",
        "One Tuesday it shut.", "It shut on a Tuesday.", "It shut the previous month.",
    ],
)  # fmt: skip
def test_a_day_that_is_not_told_is_not_guessed(text: str) -> None:
    (found,) = times_of(text)
    assert (found.value, found.earliest, found.latest) == ("XXXX-XX-XX", None, None)


def test_a_tuesday_meeting_was_on_the_last_one() -> None:
    assert value("It shut after a Tuesday meeting.") == "2031-05-06"
    assert value("A blast killed one Tuesday.") == "2031-05-06"


def test_a_time_of_day_in_brackets_is_of_the_same_day() -> None:
    assert [value for _, value in values("It sank at 9am (1400 GMT) on Monday.")] == [
        "2031-05-05T09:00:00", "2031-05-05T14:00:00Z", "2031-05-05",
    ]  # fmt: skip


def test_a_year_that_two_months_share_is_told_by_what_tells_it() -> None:
    assert [each.anchor for each in times_of("It ran from May to July last year.")] == [
        "published", "published",
    ]  # fmt: skip
    assert times_of("It ran from May to July 2019.")[0].anchor == "explicit"


def test_that_same_night_is_one_expression() -> None:
    assert values("It shut on Monday. That same night it burned.")[-1] == (
        "That same night", "2031-05-05T20:00:00/2031-05-06T06:00:00",
    )  # fmt: skip
