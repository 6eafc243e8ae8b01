"""Days that news calls by name: "Christmas Eve", "last Thanksgiving", "Easter 2019"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from onrecord import lexicon
from onrecord.annotate.times.anchor import nearest
from onrecord.annotate.times.reading import NOTHING, Handler, Reading, Words, dated
from onrecord.annotate.times.years import year_in
from onrecord.edtf import Period


def read_holiday(words: Words) -> Reading | None:
    """The holiday of a year that is named, or the likeliest by the tense."""
    rule = lexicon.load("times")["holidays"][words.part("holiday")[0]]
    if rule == ["none"]:
        return NOTHING
    if words.has("year"):
        year = year_in(words, *words.match.parts["year"])
        return dated(holiday(rule, year) if year else None, "explicit")
    today, deictic = words.context.today, words.kind("deictic")
    if today is None:
        return dated(None, "published")
    around = range(today.year - 1, today.year + 2)
    days = [day for year in around if (day := holiday(rule, year))]
    if deictic == "last":
        days = [day for day in days if day.first < today][-1:]
    elif deictic == "next":
        days = [day for day in days if day.first > today][:1]
    return dated(nearest(days, today, words.tense), "published")


def holiday(rule: Sequence[str], year: int) -> Period | None:
    """The day of a holiday in a year, by its rule in lexicon/times.yaml."""
    if not 1 < year < 9999:
        return None
    if rule[0] == "easter":
        return Period("day", easter(year) + timedelta(days=int(rule[1])))
    if rule[0] == "thanksgiving":
        return Period("day", nth_weekday(year, 11, 3, 4) + timedelta(days=int(rule[1])))
    if rule[0] == "election":
        return Period("day", nth_weekday(year, 11, 0, 1) + timedelta(days=1))
    month, number = int(rule[0]), int(rule[1])
    if len(rule) == 2:
        return Period("day", date(year, month, number))
    return Period("day", nth_weekday(year, month, number - 1, int(rule[2])))


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """The first, second … weekday (Monday is 0) of a month; -1 is the last."""
    if which > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher's method)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)


HANDLERS: dict[str, Handler] = {"holiday": read_holiday}
"""The rules that are read here."""
