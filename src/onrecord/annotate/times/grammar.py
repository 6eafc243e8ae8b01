"""How time expressions are printed: rules over the classes of tokens.

A rule is written with the names of classes (lexicon/times.yaml and tokens.py): `month small`
is "June 29". Round brackets group, square ones hold classes of which one stands there, `|`,
`?`, `{0,3}` and look-around are those of `re`; `<name: …>` keeps a part, which `Match.parts` has
by that name. Of the rules that hold where one begins, the first that means something is taken.
Repetition is bounded everywhere, so that no text is read twice over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from onrecord.annotate.times.tokens import letters

_MONTH = "([month doubtful_month] | short_month dot?)"
_WEEKDAY = "(weekday | short_weekday dot?)"
_UNCOUNTED = "(?! counted | b dot | [comma dot] [large zero_led])"
_DIGITS = "[small zero_led]"
_NUMBER = f"({_DIGITS} th? {_UNCOUNTED})"
_ORDINAL = "([ordinal second] | number hyphen? [ordinal second] | small th)"
_SPOKEN = "(number hyphen? number (hyphen? number)? (?! hyphen? [number units uyear]))"
_YEAR = f"(year {_UNCOUNTED} | apostrophe {_DIGITS} (?! s))"
_THIS_YEAR = "([this last next] uyear | the? [same previous following] uyear)"
_OF_YEAR = f"((of | comma)? (<year:{_YEAR} | {_SPOKEN}> | <relative:{_THIS_YEAR}>))"
_EARLY = (
    "((the | sometime in)? early (hyphen? to hyphen? early)? hyphen? (in the?)?"
    " | sometime in? | [earlier later] in?)"
)
_EDGE = "(the? [end beginning half period early] of)"
_NEAR = f"({_EARLY} | {_EDGE})"
_POINTS = "[last this next]"

_FULL_DAY = (
    f"(({_WEEKDAY} comma? the? | {_POINTS})?"
    f" ({_MONTH} the? ({_NUMBER} | {_ORDINAL})"
    f" | the? {_NUMBER} (of | hyphen)? {_MONTH} (hyphen (?= year))?"
    f" | the? {_ORDINAL} (uday of | of)? {_MONTH})"
    f" (comma? {_YEAR} | of? {_THIS_YEAR})?)"
)
_NUMERIC = (
    f"(year hyphen {_DIGITS} hyphen {_DIGITS} | year slash {_DIGITS} slash {_DIGITS}"
    f" | {_DIGITS} slash {_DIGITS} slash [year small zero_led]"
    f" | {_DIGITS} dot {_DIGITS} dot year | {_DIGITS} hyphen {_DIGITS} hyphen year)"
)
_NAMED_DAY = (
    f"(({_POINTS} | the? [previous following] | a? recent)? [coming past]? {_WEEKDAY}"
    f" ({_POINTS} uweek)?)"
)
_DAY = (
    f"({_NUMERIC} | {_FULL_DAY} | the uday (after tomorrow | before yesterday)"
    f" | [today yesterday tomorrow] | {_NAMED_DAY})"
)

_HALF_DAY = "(am | pm | [a letter_p] dot letter_m dot? | [a letter_p] letter_m)"
_O_CLOCK = "(o apostrophe clock)"
_CLOCK = (
    f"({_DIGITS} ([colon dot] {_DIGITS} (colon {_DIGITS})?)? ({_HALF_DAY} | {_O_CLOCK})"
    f" | {_DIGITS} colon {_DIGITS} (colon {_DIGITS})? (?! [small colon])"
    " | [year large] (?= zone) | <military:[year large] units>"
    f" | number ({_O_CLOCK} | {_HALF_DAY} (?! broadcast)) | [small number] (?= in the part) | noon)"
)
_ZONE = (
    "(open_bracket (zone zone_time? | local zone_time) close_bracket"
    " | zone zone_time? | local zone_time)"
)

_UNIT = "[uday uweek umonth uquarter uyear udecade ucentury ushort second units]"
_WHOLE = "[uday uweek umonth uquarter uyear udecade ucentury]"
_LONG = "[uweek umonth uquarter uyear udecade ucentury weekend]"
_PLAIN = (
    "(number (hyphen? number | and number){0,5}"
    " | [small zero_led year large] ((comma | dot) [small large zero_led]){0,3} number?)"
)
_FRACTION = "(hyphen? and hyphen? a hyphen? half | (and | hyphen)? small slash small | hyphen half)"
_COUNT = f"(small slash small | {_PLAIN} {_FRACTION}? | half a? | a? couple of? | a? vague | a)"
_COUNTS = f"({_COUNT} ((to | or | hyphen) {_COUNT})?)"
_DEICTIC = (
    "([last next past coming previous following that current latest this] | [the that]? same)"
)

RULES: dict[str, tuple[str, ...]] = {
    "nothing": (  # ages, sums, numbers of things, "how many years"
        f"{_COUNTS} hyphen? {_UNIT} (hyphen? old | of aged)",
        "aged (small | number) ((to | hyphen | and) small)?",
        "its (early hyphen?)? (decade_word | small s)",
        f"how a? vague {_UNIT}",
        "money [small year large]",
        "noun_number [year small]",
    ),
    "clock": (
        f"<clock:{_CLOCK}> <zone:{_ZONE}>? (in the <part:part>)?"
        f" (comma? on? <day:{_DAY}> <part:part>?"
        " | (on | the)? <then:[that same previous following next]> (<part:part> | uday))?",
    ),
    "day_clock": (f"<day:{_DAY}> (comma? at? | iso_t) <clock:{_CLOCK}> <zone:{_ZONE}>?",),
    "days": (
        f"<month:{_MONTH}> <from:{_NUMBER}> (hyphen | to) <to:{_NUMBER}> (comma? <year:{_YEAR}>)?",
        f"<from:{_NUMBER}> (hyphen | to | and) <to:{_NUMBER}> of? <month:{_MONTH}>"
        f" (comma? <year:{_YEAR}>)?",
    ),
    "set": (
        f"every <other:more>? (<count:[number ordinal second small]>)? (<unit:{_UNIT}>"
        f" | <weekday:weekday> | <yearly:{_MONTH} | season> | <daily:part> | <weekly:weekend>)",
        f"<weekday:{_WEEKDAY}> <many:[parts units]>",
        "<weekday:weekdays> <many:[parts units]>?",
        f"(once | [number small vague] times) (a | per | every) <unit:{_UNIT}>",
        "<periodic:periodic>",
        "<weekly:weekends>",
    ),
    "part_of_day": (
        f"{_NEAR}? <day:{_DAY}> <part:part>",
        f"the? early? <part:part> (of | on) <day:{_DAY}>",
        f"the? early <hours:units> (of | on) <day:{_DAY}>",
    ),
    "this_part": (
        f"{_NEAR}? (<deictic:[this last that]>"
        " | [the that]? <deictic:[same previous following next]>) <part:part>",
        f"{_NEAR}? <part:tonight>",
        "(?<= in) <deictic:the> <part:part>",
    ),
    "week_of": (f"the uweek (of | ended | beginning | that ended | from) <day:{_DAY}>",),
    "day": (f"({_NEAR} on?)? <day:{_DAY}>", "<attacks:small slash small> (?! slash)"),
    "other_day": (f"(?<= {_DIGITS} and) <number:{_DIGITS}>",),
    "holiday": (f"<deictic:{_POINTS}>? <holiday:holiday> (comma? <year:{_YEAR}>)?",),
    "quarter": (
        f"{_NEAR}? [the its this a]? comparable? fiscal? <back:uyear hyphen? (earlier | ago)>?"
        f" (<year:{_YEAR}> | <relative:{_POINTS} uyear> apostrophe s)? [latest current]? fiscal?"
        f" hyphen? <number:{_ORDINAL} | last | latter> fiscal? hyphen? <unit:uquarter | half>"
        f" ((of | comma)? (the? fiscal)?"
        f" (<year:{_YEAR}> | <relative:{_THIS_YEAR} | the uyear>))?",
        f"<letter:q | h> small ((of | comma)? <year:{_YEAR}>)?",
    ),
    "year_back": (
        f"[the a]? comparable? <unit:{_WHOLE}> hyphen <back:earlier | ago>"
        " (uquarter | period | uyear)?",
    ),
    "period": (
        f"(the | its) (<deictic:[latest current previous]> | <year:{_YEAR}>) period",
        "(the | its) <deictic:[latest current]>? <unit:uquarter> (?! hyphen | ucentury)",
    ),
    "season": (f"{_NEAR}? the? <deictic:{_POINTS}>? past? early? <season:season> {_OF_YEAR}?",),
    "month": (
        f"{_NEAR}? <deictic:{_POINTS}>? past? (the? umonth of)? <month:{_MONTH}> {_OF_YEAR}?",
    ),
    "decade": (
        "(the? early hyphen? (to hyphen? early hyphen?)? | the | its)? ([half end] of the)?"
        " (<year:year> apostrophe? s | apostrophe? <short:small> apostrophe? s"
        " | <word:decade_word>)",
    ),
    "century": (f"(the | early | {_EDGE} the?)? early? <number:{_ORDINAL}> hyphen? ucentury",),
    "years": (f"<from:year> [hyphen slash] <to:[small zero_led year]> {_UNCOUNTED}",),
    "year": (
        f"{_NEAR}? (the? fiscal uyear? | the uyear | fy)"
        f" (<spoken:{_SPOKEN}> | <year:year | apostrophe? small>)",
        f"{_NEAR}? (<year:{_YEAR}> | <spoken:{_SPOKEN}>)",
    ),
    "ago": (
        f"<count:{_COUNTS}> more? hyphen? <unit:{_UNIT}> (or so)? <way:[ago earlier hence later]>",
        "<unit:units> <way:[ago earlier later]>",
        f"<count:{_COUNT}> <unit:{_UNIT}> from <way:now | today>",
        f"<count:{_COUNT}> <unit:{_UNIT}> apostrophe s? <way:zone_time>",
        f"the <unit:{_WHOLE}> <way:before | after> (?= [comma dot and] | $)",
    ),
    "span": (
        "[the this these its]? <way:[last past next coming recent following previous]>"
        f" (<count:{_COUNT} (to {_COUNT})?>)? [more full working]? <unit:{_UNIT}> (or so)?",
        f"the? <of:ordinal | final> <count:{_COUNT}> <unit:{_UNIT}>",
    ),
    "this": (
        f"{_NEAR}? the? <deictic:{_DEICTIC}> past? [full working]? fiscal?"
        f" <unit:{_WHOLE} | weekend>",
        f"{_NEAR} <deictic:the | its> fiscal? <unit:{_LONG}>",
        "<deictic:the> full? fiscal? <unit:[uyear uquarter weekend]>",
        "uyear hyphen? (apostrophe s)? <yearend:end>",
    ),
    "duration": (
        f"<count:a | number> <unit:{_UNIT}> <half:and a half>",
        f"<count:{_COUNTS} (or so)?> more? hyphen? [full working]? <unit:{_UNIT}>"
        f" (hyphen long | <more:or number>)? (?! [a per] {_UNIT})",
        f"<unit:{_UNIT}> hyphen long",
        "(?<= [for in after than]) <unit:units>",
        "<unit:units> (?= before | after | of)",
    ),
    "reference": (
        "right? <present:now>",
        "<present:these units>",
        "at <present:present | the moment>",
        "<past:recently>",
        "(the | in) <past:past> (?! apostrophe)",
        "the <future:near? future>",
    ),
}
"""The rules by name, each as its alternatives, in the order in which they are tried."""


class Match(NamedTuple):
    """A rule that holds from token `first` to `last` (exclusive), and its parts likewise."""

    rule: str
    first: int
    last: int
    parts: dict[str, tuple[int, int]]


def matches_at(classes: str, start: int) -> Iterator[Match]:
    """The rules that hold at a token, in their order."""
    for name, pattern in _rules():
        if found := pattern.match(classes, start):
            yield Match(name, found.start(), found.end(), _parts(found))


def _parts(found: re.Match[str]) -> dict[str, tuple[int, int]]:
    return {
        key.rstrip("0123456789"): found.span(key)
        for key, kept in found.groupdict().items()
        if kept is not None
    }


def year_behind(classes: str, start: int) -> tuple[int, int] | None:
    """The year that two dates share where only the second has it: "2 May to 5 June 2019"."""
    found = _shared_year().match(classes, start)
    return _parts(found)["year"] if found else None


def day_behind(classes: str, start: int) -> tuple[int, int] | None:
    """The day that two times share where only the second has it: "9 a.m. to 5 p.m. Tuesday".

    What stands in brackets is the same time elsewhere: "9 a.m. (1400 GMT) on Tuesday".
    """
    found = _shared_day().match(classes, start)
    return _parts(found)["day"] if found else None


@cache
def _shared_day() -> re.Pattern[str]:
    other = f"([to and or hyphen] {_CLOCK} {_ZONE}? | open_bracket {_CLOCK} {_ZONE}? close_bracket)"
    return re.compile(
        _expression(f"({other} | close_bracket) (comma? on? <day:{_DAY}>)", keep=True)
    )


@cache
def _shared_year() -> re.Pattern[str]:
    month_or_day = f"({_NUMBER} of? {_MONTH} | {_MONTH} {_NUMBER}?)"
    return re.compile(
        _expression(
            f"[to and hyphen] {_NEAR}? {month_or_day}"
            f" (comma? <year:{_YEAR}> | of? <year:{_THIS_YEAR}>)",
            keep=True,
        )
    )


def starts(classes: str, start: int) -> int | None:
    """The first token from `start` on where some rule holds; None: there is none."""
    found = _any().search(classes, start)
    return found.start() if found else None


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(_expression("|".join(rule), keep=True))) for name, rule in RULES.items()
    )


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(_expression("|".join(rule), keep=False) for rule in RULES.values()))


def _expression(rule: str, *, keep: bool) -> str:
    """A rule as a regular expression over the classes' characters."""
    codes = letters()
    count = 0

    def piece(match: re.Match[str]) -> str:
        nonlocal count
        if match["open"]:
            if not keep:
                return "(?:"
            count += 1
            return f"(?P<{match['open']}{count}>"
        if match["word"]:
            return re.escape(codes[match["word"]])
        return {"(": "(?:", ">": ")", " ": ""}.get(match[0], match[0])

    return re.sub(
        r"<(?P<open>[a-z_]+):|\{\d+,\d+\}|\(\?(?:<?[!=])|(?P<word>[a-z_]+)|[()>|?\[\] ]",
        piece,
        rule,
    )
