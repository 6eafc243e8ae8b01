"""Invented casebooks, and drafts with known faults to be held against them: a generator, by seed.

A casebook has some facts, each told by an article or several: by a named person, copied from one
another, denied, or by the outlet itself. A draft has a paragraph on each, faulty in a known way or
in none. All names and sentences are made up here (drafts.yaml).

Forms and facts are of two lots: those of development, and `held` ones.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from onrecord.answer.check import FindingKind

Forms = Literal["seen", "held"]

HELD_FACTS = 10
"""Facts of a casebook of the lot that was held back; some of them are of the other's."""
_ALTERED = re.compile(r"<([^|>]*)\|([^>]*)>")
_CUT = re.compile(r"\(\((.*?)\)\) ?")


@dataclass(frozen=True, slots=True)
class Article:
    """An article as a web page."""

    url: str
    outlet: str
    published: str
    headline: str
    paragraphs: tuple[str, ...]

    def page(self) -> bytes:
        """The article as HTML."""
        name, head = html.escape(self.outlet), html.escape(self.headline)
        body = "".join(f"<p>{html.escape(each)}</p>" for each in self.paragraphs)
        return (
            f'<html><head><title>{head}</title><meta property="og:site_name" content="{name}">'
            f'<meta property="article:published_time" content="{self.published}"></head><body>'
            f"<article><h1>{head}</h1>{body}</article></body></html>"
        ).encode()


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a draft, what is wrong with it (nothing: it is clean), and the addresses of
    the articles any of which shows that. `sort` is how it was made."""

    sort: str
    text: str
    wrong: frozenset[FindingKind]
    shown_by: frozenset[str] = frozenset()


@dataclass(slots=True)
class Made:
    """A casebook's articles, and a draft to be held against them."""

    articles: list[Article]
    headline: str
    parts: list[Part]

    @property
    def text(self) -> str:
        """The draft, a paragraph between empty lines each."""
        return "\n\n".join([self.headline, *(part.text for part in self.parts)]) + "\n"


@cache
def words() -> dict[str, Any]:
    """Names, facts and forms of sentences."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def make(seed: int, *, forms: Forms = "seen") -> Made:
    """The casebook and the draft of that seed."""
    return _Maker(seed, forms).made()


@dataclass(slots=True)
class _Topic:
    """A fact with its names filled in: three wordings, a quotation in its notation."""

    say: list[str]
    quote: str
    around: list[str]
    person: str
    other: str
    names: dict[str, str]


class _Maker:
    def __init__(self, seed: int, forms: Forms) -> None:
        self._chance = random.Random(f"draft {seed} {forms}")  # noqa: S311 (invented texts)
        self._forms: dict[str, list[str]] = words()[forms]
        self._seed = seed
        facts = [*words()[forms]["facts"]]
        if forms == "held":
            more = self._chance.sample(words()["seen"]["facts"], HELD_FACTS - len(facts))
            facts += more
        self._facts: list[dict[str, Any]] = facts
        self._chance.shuffle(self._facts)
        self._given = self._drawn("given")
        self._family = self._drawn("family")
        self._places = self._drawn("places")
        self._outlets = [f"{place} {name}" for place, name in zip(
            self._drawn("places"), self._drawn("outlets"), strict=False
        )]  # fmt: skip
        self._day = date(2031, 1, 6) + timedelta(days=self._chance.randrange(700))
        self._articles: list[Article] = []
        self._parts: list[Part] = []

    def made(self) -> Made:
        sorts: list[Callable[[_Topic], None]] = [
            self._stated,
            self._absent,
            self._unstated,
            self._unnamed,
            self._single,
            self._altered,
            self._cut,
            self._invented,
            self._other_speaker,
            self._denied,
            self._own,
            self._as_said,
            self._marked,
            self._two,
            self._both_sides,
        ]
        self._chance.shuffle(sorts)
        for fact, sort in zip(self._facts, sorts, strict=False):
            sort(self._topic(fact))
        self._chance.shuffle(self._parts)
        headline = f"What is known in {self._places.pop()} so far"
        return Made(articles=self._articles, headline=headline, parts=self._parts)

    # What is wrong

    def _stated(self, topic: _Topic) -> None:
        url = self._article(topic, self._said("named", topic))
        self._part("stated", _sentence(topic.say[1]), ["stated as fact"], url)

    def _absent(self, topic: _Topic) -> None:
        self._part("absent", _sentence(topic.say[0]), ["not on record"])

    def _unstated(self, topic: _Topic) -> None:
        url = self._article(topic, self._said("named", topic))
        self._part("unstated", self._said("unstated", topic, 1), ["no source"], url)

    def _unnamed(self, topic: _Topic) -> None:
        url = self._article(topic, self._said("named", topic))
        self._part("unnamed", self._said("unnamed", topic, 1), ["unnamed source"], url)

    def _single(self, topic: _Topic) -> None:
        first = self._article(topic, self._said("named", topic))
        topic.names["outlet"] = self._articles[-1].outlet
        more = [self._article(topic, self._said("credit", topic, at)) for at in (0, 1)]
        self._part("single", self._said("again", topic, 2), ["one source on record"], first, *more)

    def _altered(self, topic: _Topic) -> None:
        url = self._article(topic, self._said("named", topic), self._quoted(topic, _whole))
        changed = self._quoted(topic, self._one_word_changed)
        self._part("altered", changed, ["quotation differs"], url)

    def _cut(self, topic: _Topic) -> None:
        url = self._article(topic, self._said("named", topic), self._quoted(topic, _whole))
        self._part("cut", self._quoted(topic, _cut), ["quotation differs"], url)

    def _invented(self, topic: _Topic) -> None:
        self._part("invented", self._quoted(topic, _whole), ["quotation not on record"])

    def _other_speaker(self, topic: _Topic) -> None:
        url = self._article(
            topic,
            self._said("named", topic),
            self._quoted(topic, _whole),
            f"{topic.other} was present.",
        )
        said = self._quoted(topic, _whole, by=topic.other)
        self._part("other speaker", said, ["other speaker"], url)

    def _denied(self, topic: _Topic) -> None:
        self._article(topic, self._said("named", topic))
        url = self._article(topic, self._said("denial", topic, 1))
        self._part("denied", self._said("again", topic, 2), ["denial left out"], url)

    # What is right

    def _own(self, topic: _Topic) -> None:
        self._article(topic, _sentence(topic.say[0]))
        self._part("own voice", _sentence(topic.say[1]))

    def _as_said(self, topic: _Topic) -> None:
        self._article(topic, self._said("named", topic), self._quoted(topic, _whole))
        self._part("as said", self._quoted(topic, _whole))

    def _marked(self, topic: _Topic) -> None:
        self._article(topic, self._said("named", topic), self._quoted(topic, _whole))
        self._part("cut and marked", self._quoted(topic, _marked))

    def _two(self, topic: _Topic) -> None:
        self._article(topic, self._said("named", topic))
        self._article(topic, self._said("named", topic, 1, by=topic.other))
        self._part("two sources", self._said("again", topic, 2))

    def _both_sides(self, topic: _Topic) -> None:
        self._article(topic, self._said("named", topic))
        self._article(topic, self._said("denial", topic, 1))
        both = f"{self._said('again', topic, 2)} {self._said('denial', topic, 0)}"
        self._part("both sides", both)

    # How it is told

    def _part(self, sort: str, text: str, wrong: list[FindingKind] | None = None, *by: str) -> None:
        self._parts.append(Part(sort, text, frozenset(wrong or ()), frozenset(by)))

    def _article(self, topic: _Topic, *told: str) -> str:
        number = len(self._articles) + 1
        self._day += timedelta(days=self._chance.randint(1, 3))
        outlet = self._outlets[number % len(self._outlets)]
        around = self._chance.sample(topic.around, 2)
        url = f"https://{outlet.lower().replace(' ', '-')}.example/{self._seed}/{number}"
        place = topic.names["place"]
        headline = self._chance.choice(
            [f"Questions in {place}", f"{place} waits for answers", f"What happened in {place}"]
        )
        paragraphs = (around[0], *told, around[1])
        self._articles.append(Article(url, outlet, self._day.isoformat(), headline, paragraphs))
        return url

    def _topic(self, fact: dict[str, Any]) -> _Topic:
        place, seat = self._places.pop(), self._places.pop()
        person, other, speaker = (f"{self._given.pop()} {self._family.pop()}" for _ in range(3))
        names = {
            "place": place,
            "body": f"{seat} {self._chance.choice(words()['bodies'])}",
            "n": str(self._chance.randint(3, 40)),
            "D": speaker,
            "a_role": _a(self._chance.choice(words()["roles"])),
            "outlet": "",
        }
        say = [each.format(**names) for each in fact["say"]]
        self._chance.shuffle(say)
        around = [each.format(**names) for each in fact["around"]]
        return _Topic(say, fact["quote"], around, person, other, names)

    def _said(self, form: str, topic: _Topic, wording: int = 0, *, by: str | None = None) -> str:
        x = topic.say[wording]
        made = self._chance.choice(self._forms[form])
        named = topic.names | {"x": x, "X": _capital(x), "P": by or topic.person}
        return _capital(made.format(**named))

    def _quoted(self, topic: _Topic, how: Callable[[str], str], *, by: str | None = None) -> str:
        made = self._chance.choice(self._forms["quoted"])
        return str(made.format(q=how(topic.quote), P=by or topic.person))

    def _one_word_changed(self, quote: str) -> str:
        chosen = self._chance.choice([match.start() for match in _ALTERED.finditer(quote)])
        changed = _ALTERED.sub(lambda m: m[2] if m.start() == chosen else m[1], quote)
        return _CUT.sub(lambda m: f"{m[1]} ", changed)

    def _drawn(self, name: str) -> list[str]:
        """Names in another order, over and over, so that there are enough."""
        listed = [*words()[name]]
        self._chance.shuffle(listed)
        return listed * 4


def _whole(quote: str) -> str:
    return _CUT.sub(lambda m: f"{m[1]} ", _ALTERED.sub(r"\1", quote))


def _cut(quote: str) -> str:
    return _CUT.sub("", _ALTERED.sub(r"\1", quote))


def _marked(quote: str) -> str:
    return _CUT.sub("… ", _ALTERED.sub(r"\1", quote))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    return f"{_capital(text)}."


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
