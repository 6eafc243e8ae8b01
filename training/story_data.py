"""Texts that take a story for true, take it for false, or leave it open, to learn from.

Headlines and short articles are put together out of `story_words.yaml`, which is ours; among an
article's sentences stand some of a corpus, which tell nothing of it. Whole corpus articles are
plain news: whatever they deny, they don't take their own story for false.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pairs_data import plain, read
from story_text import STANDS, gist

from bench.pairs import sentences_of

WORDS = yaml.safe_load((Path(__file__).parent / "story_words.yaml").read_text(encoding="utf-8"))


class Told(NamedTuple):
    """A headline or what is read of an article; `may` (3,) says which of STANDS may be right."""

    text: str
    headline: bool
    may: tuple[float, float, float]
    weight: float = 1.0


def among(*names: str) -> tuple[float, float, float]:
    """Any of these may be right."""
    one, other, third = (float(name in names) for name in STANDS)
    return one, other, third


def read_of(text: str) -> str:
    """What is read of an article."""
    return gist([plain(sentence) for sentence in sentences_of(text)])


@cache
def articles() -> tuple[tuple[str, ...], ...]:
    """Sentences of corpus articles."""
    found = []
    for r in read("basil") + read("wikinews_2019_2020") + read("polnear_train"):
        parts = tuple(s for s in map(plain, sentences_of(r["text"])) if 40 <= len(s) <= 240)
        if len(parts) >= 8:
            found.append(parts)
    return tuple(found)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _filled(pattern: str, story: dict[str, Any], rng: random.Random) -> str:
    slots = {name: story[name] for name in ("c", "n", "who")}
    slots |= {_capital(name): _capital(story[name]) for name in ("c", "n", "who")}
    slots |= {name: rng.choice(story[name]) for name in ("h", "x")}
    return _capital(pattern.format_map(slots))


def headline(story: dict[str, Any], stand: str, rng: random.Random) -> str:
    """A headline that takes the story so."""
    made = _filled(rng.choice(WORDS["heads"][stand]), story, rng)
    return made.upper() if rng.random() < 0.04 else made


def article(story: dict[str, Any], stand: str, rng: random.Random) -> str:
    """What is read of an article that takes the story so."""

    def some(name: str, least: int, most: int) -> list[str]:
        drawn = rng.sample(WORDS[name], rng.randint(least, most))
        return [_filled(pattern, story, rng) for pattern in drawn]

    background = rng.sample(story["b"], rng.randint(0, 2))
    shown = rng.sample(story["f"], rng.randint(1, len(story["f"])))
    filler: list[str] = []
    if rng.random() < 0.7:
        other = rng.choice(articles())
        at = rng.randrange(len(other) - 4)
        filler = list(other[at : at + rng.randint(1, 4)])
    asides = rng.sample(WORDS["aside"], rng.choice([0, 0, 1, 1, 2]))
    if stand == "for":
        lead = [_filled(rng.choice(WORDS["leads"]["for"]), story, rng)]
        core = background + some("for", 0, 2)
        if rng.random() < 0.15:  # somebody denies it, and the article reports it all the same
            core.append(_filled("{Who} denied it.", story, rng))
    elif stand == "open":
        lead = [_filled(rng.choice(WORDS["leads"]["open"]), story, rng)]
        core = background + some("open", 1, 3)
        if rng.random() < 0.3:
            core.append(
                _filled(rng.choice(["{Who} denied it.", "{Who} says otherwise."]), story, rng)
            )
    else:
        way = rng.random()
        begin = _filled(rng.choice(WORDS["leads"][rng.choice(["for", "open"])]), story, rng)
        if way < 0.35:
            lead, core = [_filled(rng.choice(story["x"]) + ".", story, rng)], shown + background
            core += some("against", 0, 2)
        elif way < 0.7:
            lead, core = some("against", 1, 1), background + some("against", 0, 2) + shown
        else:
            lead, core = [begin, *background], some("against", 1, 3) + shown
    rest = core + filler + asides
    if rng.random() < 0.5:
        rng.shuffle(rest)
    return " ".join(lead + rest)


def told(rng: random.Random, stories: Sequence[dict[str, Any]], count: int) -> Iterator[Told]:
    """Headlines and articles about our own stories, as many of each."""
    for _ in range(count):
        for make, is_headline in ((headline, True), (article, False)):
            stand = rng.choice(STANDS)
            yield Told(make(rng.choice(stories), stand, rng), is_headline, among(stand))


def news(rng: random.Random, count: int) -> Iterator[Told]:
    """Corpus articles, as plain news."""
    for parts in rng.sample(articles(), count):
        yield Told(read_of("\n".join(parts)), False, among("for", "open"), 0.5)
        first = rng.choice(parts[:3])
        if len(first) < 140:
            yield Told(first, True, among("for", "open"), 0.5)
