"""A question taken apart: what it asks for, of whom, and which words an answer must meet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord import lexicon
from onrecord.record import Kind

Asks = Literal["who said", "what was said", "who", "when", "where", "number", "whether", "about"]
"""What a question asks for: whose words something is, what somebody said, or a person, a time, a
place, a number; whether something is so; else whatever is on record about it."""

MOST_WORDS = 48
"""Words of a question that are looked at."""
_WORD = re.compile(r"\w+(?:[-’'.]\w+)*")
_POSSESSIVE = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that an answer should hold. `named`: it has a capital, or is a number, so that an
    answer without it would be about something else."""

    word: str
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question. `holder` is who is asked after as a speaker, in the question's words; `kinds`
    the kinds of statement that its verb asks for (none: any); `terms` what must be met."""

    text: str
    asks: Asks
    holder: str | None
    kinds: tuple[Kind, ...]
    terms: tuple[Term, ...]

    @property
    def sought(self) -> Literal["says", "denies"]:
        """Which side it asks for: who says it or who denies it."""
        return "denies" if "denial" in self.kinds else "says"


def parse(text: str) -> Question:
    """Take a question apart."""
    printed = _WORD.findall(text)[:MOST_WORDS]
    words = [_POSSESSIVE.sub("", word) for word in printed]
    plain = [word.casefold() for word in words]
    first = _asked(plain[0]) if plain else None
    at = _verb(plain)
    kinds: tuple[Kind, ...] = _kinds()[plain[at]] if at is not None else ()
    holder: list[str] = []
    asks: Asks = "about"
    rest = [*range(len(words))]
    if first == "who" and at is not None and at <= _NEAR and not _is_passive(plain, at):
        asks, rest = "who said", [*range(at + 1, len(words))]
    elif at is not None and (span := _between(plain, at)):
        holder = printed[span[0] : span[1]]
        asks = "what was said" if first in ("what", "why", "how", "where", "when") else "whether"
        rest = [*range(span[0] - 1), *range(at + 1, len(words))]
    elif first in _PLAIN:
        asks = _PLAIN[first]
    elif first == "how" and plain[1:2] and plain[1] in _words("numbered"):
        asks = "number"
    elif plain and plain[0] in _words("auxiliary"):
        asks = "whether"
    if asks in ("about", "who", "when", "where", "number"):
        kinds = ()
    return Question(
        text=text,
        asks=asks,
        holder=" ".join(holder) or None,
        kinds=kinds,
        terms=_terms([words[each] for each in rest], begins=not rest or rest[0] == 0),
    )


_NEAR = 3
"""The verb of "who (has ever) said" stands no further from the beginning."""
_LONGEST_NAME = 8
_PLAIN: dict[str | None, Asks] = {"who": "who", "when": "when", "where": "where"}


def _asked(word: str) -> str | None:
    asks: dict[str, list[str]] = lexicon.load("answers")["asks"]
    return next((what for what, words in asks.items() if word in words), None)


@cache
def _kinds() -> dict[str, tuple[Kind, ...]]:
    verbs: dict[Kind, list[str]] = lexicon.load("answers")["verbs"]
    return {word: (kind,) if kind else () for kind, words in verbs.items() for word in words}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon.load("answers")[name])


def _verb(plain: Sequence[str]) -> int | None:
    """Where the first verb of saying stands; "the report" is none."""
    known, determiners = _kinds(), _words("determiner")
    return next(
        (
            at
            for at, word in enumerate(plain)
            if word in known and not (at and plain[at - 1] in determiners)
        ),
        None,
    )


def _is_passive(plain: Sequence[str], at: int) -> bool:
    """Whether it is "who was accused", which asks for whom something is said about."""
    return at > 0 and plain[at - 1] in ("was", "were", "is", "are", "been", "being")


def _between(plain: Sequence[str], at: int) -> tuple[int, int] | None:
    """Who stands between an auxiliary and the verb: "did | Ada Venn | say"."""
    speaking = _words("speaking")
    before = [each for each in range(at) if plain[each] in speaking]
    if not before or not 0 < at - before[-1] - 1 <= _LONGEST_NAME:
        return None
    return before[-1] + 1, at


def terms_of(text: str) -> tuple[Term, ...]:
    """The words of a statement that another on the same would hold."""
    return _terms([_POSSESSIVE.sub("", word) for word in _WORD.findall(text)], begins=True)


def _terms(words: Sequence[str], *, begins: bool) -> tuple[Term, ...]:
    """What must be met of a question's words, each once."""
    dropped, found = _words("dropped"), dict[str, Term]()
    for at, word in enumerate(words):
        plain = word.casefold()
        if plain in dropped or plain in _words("numbered") or not any(map(str.isalnum, plain)):
            continue
        # A capital at the beginning says nothing.
        named = any(map(str.isdigit, word)) or (word[0].isupper() and not (begins and at == 0))
        known = found.get(plain)
        found[plain] = Term(word=plain, named=named or bool(known and known.named))
    return tuple(found.values())
