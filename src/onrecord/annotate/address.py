"""How people speak to each other and name themselves: "Ms. Roe?", "Your Honor", "I'm Ada Roe".

Every function takes words that stand outside quotation marks, and gives offsets into them.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord import lexicon
from onrecord.annotate.phrases import matcher
from onrecord.annotate.spans import Offsets

LEXICONS = ("speakers",)

NAME_WORD = r"[^\W\d_a-z][\w’'-]+"
_INITIAL = r"(?: [^\W\d_a-z]\.)?"
_MY_NAME = re.compile(
    rf"\b[Mm]y name(?: is|['’]s) (?P<name>{NAME_WORD}(?:{_INITIAL} {NAME_WORD})?)"
)
_I_AM = re.compile(rf"\bI(?: am|['’]m|,) (?P<name>{NAME_WORD}{_INITIAL} {NAME_WORD})")
_I_NAME = re.compile(rf"\bI, (?P<name>{NAME_WORD}{_INITIAL} {NAME_WORD}),")
_AFTER_HEAD = re.compile(
    r",(?!\s(?:who|whom|whose|which|the|an?|of|his|her|\d"
    r"|will|would|has|had|is|was|does|did|said|says)\b)|[.?!]|\Z"
    r"|\s(?:I|you|please|could|can|do|would|will|are|have)\b",
    re.IGNORECASE,
)
_AFTER_COMMA = re.compile(r"\s*(?:[.?!]|\Z)")


def own_name(words: str, *, formal: bool = False) -> Offsets | None:
    """The name that somebody gives as their own.

    `formal`: "I'm …" does not count, since films have such titles.
    """
    match = _MY_NAME.search(words) or (_I_NAME if formal else _I_AM).search(words)
    return match.span("name") if match else None


def called(words: str) -> Offsets | None:
    """Who is called upon at the end ("… Ms. Roe?")."""
    match = _called().search(words)
    return match.span("name") if match else None


def spoken_to(words: str) -> list[Offsets]:
    """Those who are spoken to by title and name, but for the bench's."""
    found = []
    for match in _spoken_to().finditer(words):
        follows = _AFTER_HEAD if match.group("head") is not None else _AFTER_COMMA
        if follows.match(words, match.end()) and not _bench_title().match(match.group("titled")):
            found.append(match.span("name"))
    return found


def bench(words: str, *, one: bool) -> Offsets | None:
    """Who of the bench is spoken to, by title ("Justice Roe") or without a name ("Your Honor").

    `one`: no plural ("my lords").
    """
    match = _bench(one).search(words)
    return match.span("name") if match else None


def pleads(words: str) -> bool:
    """Whether the bench is spoken to."""
    return _said("pleading").search(words) is not None or bench(words, one=False) is not None


def asks_counsel(words: str) -> bool:
    """Whether counsel is spoken to without a name ("Counsel, are you …")."""
    return _asks_counsel().search(words) is not None


@cache
def _asks_counsel() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\A|[.?!,;]|\b(?:you|okay|right))\s*(?:{_said('counsel').pattern})\s*[,.?!]",
        re.IGNORECASE,
    )


@cache
def _called() -> re.Pattern[str]:
    return re.compile(rf"(?:\A|[.?!])\s*{_titled_name()}\s*[.?!]\s*\Z")


@cache
def _spoken_to() -> re.Pattern[str]:
    """A titled name at the head of a sentence, or after a comma."""
    no_noun = r"(?!(?:an?|the|my|our|your|his|her|their|in|on|at|for|with|as|to|after|before)\b)"
    begins = rf"(?:(?i:{no_noun})(?:\w+\s){{0,3}}\w+,\s|(?i:so|and|now|well|okay)\s)?"
    return re.compile(rf"(?:(?P<head>\A|[.?!]\s+){begins}|,\s){_titled_name()}")


@cache
def _bench(one: bool) -> re.Pattern[str]:
    lists = lexicon.load("speakers")
    plain = matcher(lists["bench"] if one else [*lists["bench"], *lists["benches"]]).pattern
    return re.compile(
        rf"(?:\A|[,.?!]\s*|\b[Nn]o\s|\b[Yy]es\s|\b[Yy]ou\s)"
        rf"(?P<name>(?i:{plain})|{_bench_title().pattern}\s{NAME_WORD})(?=\s*[,.?!]|\Z)"
    )


@cache
def _bench_title() -> re.Pattern[str]:
    titles = sorted(lexicon.load("speakers")["bench_titles"], key=lambda each: (-len(each), each))
    return re.compile(rf"(?:{'|'.join(re.escape(title.title()) for title in titles)})")


@cache
def _titled_name() -> str:
    """A title and a name, as people are addressed: "Ms. Roe", "Chief Justice Venn"."""
    titles = sorted(lexicon.load("speakers")["titles"], key=lambda each: (-len(each), each))
    listed = "|".join(re.escape(title.title()) for title in titles)
    return (
        rf"(?P<titled>\b(?:(?:{listed})\b\.?\s){{1,3}}"
        rf"(?P<name>{NAME_WORD}(?:\s{NAME_WORD}){{0,2}}))"
    )


@cache
def _said(name: str) -> re.Pattern[str]:
    return matcher(lexicon.load("speakers")[name])
