"""Habits and general truths, which happen at no one time."""

from dataclasses import replace

import pytest
from tagged import line, tagged, time_of

from onrecord.annotate import events, sentences
from onrecord.annotate.events.habits import is_present
from onrecord.record import TimeExpression


def happens(
    written: str,
    words: str,
    bounds: tuple[str, str],
    *sets: str,
    published: str | None = "2031-03-14",
) -> list[str]:
    """The words for what happens at a time, in a text with also some sets."""
    document, seen = tagged(written)
    document = replace(document, published=published)
    earliest, latest = bounds
    times: list[TimeExpression] = [
        replace(
            time_of(document, words, "2031-03-14"), value="X", earliest=earliest, latest=latest
        ),
        *(
            replace(
                time_of(document, each, "2031-03-14", f"t{number}"),
                type="set",
                value="R/P1W",
                earliest=None,
                latest=None,
            )
            for number, each in enumerate(sets, 2)
        ),
    ]
    found = events.read(document, sentences.split(document), seen, [], [], times, [])
    return [event.trigger.text for event in found]


CENTURY = ("2000-01-01", "2099-12-31")


@pytest.mark.parametrize(
    "written",
    [
        "Ships/noun carry/present! goods/noun in the 21st century .",
        "Harbours/noun are/present losing/gerund! trade/noun in the 21st century .",
        "Elections/noun are/present held/participle! by post in the 21st century .",
    ],
)
def test_what_is_so_for_decades_is_no_event(written: str) -> None:
    assert happens(written, "the 21st century", CENTURY) == []
    assert happens(written, "the 21st century", CENTURY, published=None) == []


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("Ships/noun sank/past! there in the 21st century .", "sank"),
        ("Ships/noun have/present sunk/participle! there in the 21st century .", "sunk"),
        ("The port/noun will/modal close/base! in the 21st century .", "close"),
    ],
)
def test_what_happened_or_will_in_a_long_time_is_one(written: str, what: str) -> None:
    assert happens(written, "the 21st century", CENTURY) == [what]


def test_a_time_that_is_over_may_be_told_in_the_present() -> None:
    written = "In the 1930s , Venn/name leaves/present! the island/noun ."
    assert happens(written, "the 1930s", ("1930-01-01", "1939-12-31")) == ["leaves"]


def test_one_thing_may_happen_in_a_year() -> None:
    written = "This year/noun Orlmark/name leaves/present! the league/noun ."
    assert happens(written, "This year", ("2031-01-01", "2031-12-31")) == ["leaves"]


def test_a_date_beside_what_comes_again_is_of_no_one_day() -> None:
    written = "The market/noun opens/present! at noon on Saturdays/noun ."
    day = ("2031-03-14T06:00:00", "2031-03-14T06:00:00")
    assert happens(written, "noon", day) == ["opens"]
    assert happens(written, "noon", day, "Saturdays") == []
    apart = "It opened/past! on Monday with a fair/noun that comes/present every year/noun ."
    monday = ("2031-03-10", "2031-03-10")
    assert happens(apart, "Monday", monday, "every year") == ["opened"]


def test_a_season_without_an_article_is_any() -> None:
    winter = ("2030-12-01", "2031-02-28")
    plain = "Fishermen/noun sell/present! nets/noun in winter ."
    assert happens(plain, "winter", winter) == []
    assert happens(plain.replace("in winter", "in the winter"), "winter", winter) == ["sell"]
    assert happens(plain.replace("sell/present", "sold/past"), "winter", winter) == ["sold"]


@pytest.mark.parametrize(
    ("written", "verb", "present"),
    [
        ("It kills/present! .", "kills", True),
        ("It is/present slowly being/gerund killed/participle! .", "killed", True),
        ("It was/past killed/participle! .", "killed", False),
        ("It has/present been/participle killed/participle! .", "killed", False),
        ("It wants/present to kill/base! .", "kill", False),
    ],
)
def test_the_present_is_told_by_a_verb_or_what_helps_it(
    written: str, verb: str, present: bool
) -> None:
    made = line(written)
    assert is_present(made, made.words.index(verb)) is present
