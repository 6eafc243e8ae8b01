"""Names put into Latin letters in several ways: Averyanov and Averianov, Qadhafi and Gaddafi.

A name is reduced by the choices that the systems in use differ in (for Cyrillic BGN/PCGN, ISO 9,
ALA-LC, GOST and the press, for Arabic BGN/PCGN, ALA-LC and French usage); equal remains are one
name. A name is read as Cyrillic or Arabic only where its words say so: by their endings, their
particles, or a given name of the lists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from onrecord import lexicon

Script = Literal["cyrillic", "arabic"]

_REMEMBERED = 16_384
_DOUBLED = re.compile(r"(.)\1+")
_ARTICLE = re.compile(r"\A(?:al|el|ul|ad|as|ash|at|an|ar|az)\Z")
_SHORTEST = 4
"""Letters of the shortest word that an ending tells the script of."""


@cache
def _replacements(script: Script) -> list[tuple[str, str]]:
    return [(letters, instead) for letters, instead in lexicon.load("identities")[script]]


@cache
def _table() -> tuple[tuple[str, ...], frozenset[str]]:
    data = lexicon.load("identities")
    return tuple(data["cyrillic_endings"]), frozenset(data["arabic_words"])


def script(words: Sequence[str]) -> Script | None:
    """What script a person's folded words were written in, where they tell."""
    endings, particles = _table()
    if any(word in particles or word in _given("arabic") for word in words):
        return "arabic"
    last = words[-1] if words else ""
    given = words[0] if len(words) > 1 else ""
    if len(last) >= _SHORTEST and last.endswith(endings) and given in _given("cyrillic"):
        return "cyrillic"
    return None


@cache
def _given(script: Script) -> frozenset[str]:
    listed = lexicon.load("identities")[f"{script}_given"]
    return frozenset(name for variants in listed for name in variants)


@lru_cache(maxsize=_REMEMBERED)
def reduced(word: str, script: Script) -> str:
    """A folded word without what the ways of writing differ in."""
    rest = word
    for letters, instead in _replacements(script):
        rest = rest.replace(letters, instead)
    if script == "arabic":
        for letter in lexicon.load("identities")["arabic_silent"]:
            rest = rest.replace(letter, "")
    return _DOUBLED.sub(r"\1", rest) or word


def without_article(words: Sequence[str]) -> tuple[str, ...]:
    """A name without the Arabic article, which print joins, parts or leaves out."""
    return tuple(word for word in words if not _ARTICLE.match(word)) or tuple(words)
