"""How well a passage meets a question: which of its words it holds, and whether it is of its sort.

A word is met where it, or another form of it, stands in the sentence; a name also where somebody
of that name is meant there by another word, or says it. What stands just before counts half: a
sentence says "it" of what the last one named. Rare words count more than common ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.answer.question import Term
from onrecord.casebook import words
from onrecord.casebook.relevant import phrase
from onrecord.casebook.words import Query

BESIDE = 0.5
"""What a word counts that stands in the sentence before or in the headline."""


class Encoder(Protocol):
    """Texts to vectors of length one: `onrecord.model.sentences.SentenceEncoder`."""

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


class Judge(Protocol):
    """Pairs to probabilities of `RELATIONS`, how each one's second stands to its first:
    `onrecord.model.pairs.PairJudge`."""

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What is weighed: a sentence, what stands beside it, and the terms that its people meet."""

    sentence: str
    beside: str
    met: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Of a text the share of the question's words that it meets, by their weight, 0 to 1;
    those that it does not meet even beside it; and how alike the two are (0 without encoder)."""

    share: float
    missing: tuple[Term, ...]
    alike: float


def weights(terms: Iterable[Term], frequencies: Mapping[str, int], total: int) -> dict[str, float]:
    """How much each term counts: the rarer, the more (inverse document frequency)."""
    return {
        each.word: math.log(1 + (total + 1) / (frequencies.get(each.word, 0) + 1)) for each in terms
    }


def weigh(
    terms: Sequence[Term], weight: Mapping[str, float], texts: Sequence[Text]
) -> list[Weighed]:
    """Weigh texts by the words that they hold."""
    within = holds([each.sentence for each in texts], [term.word for term in terms])
    beside = holds([each.beside for each in texts], [term.word for term in terms])
    total = sum(weight[term.word] for term in terms) or 1.0
    found = []
    for at, text in enumerate(texts):
        share, missing = 0.0, []
        for term in terms:
            if term.word in within[at] or term.word in text.met:
                share += weight[term.word]
            elif term.word in beside[at]:
                share += BESIDE * weight[term.word]
            else:
                missing.append(term)
        found.append(Weighed(share=share / total, missing=tuple(missing), alike=0.0))
    return found


def with_meaning(
    encoder: Encoder | None,
    text: str,
    texts: Sequence[Text],
    weighed: Sequence[Weighed],
    most: int,
) -> list[Weighed]:
    """The same, with how alike those with the most words are to a text in meaning."""
    found = [*weighed]
    if encoder is None or not found:
        return found
    best = sorted(range(len(found)), key=lambda at: (-found[at].share, at))[:most]
    first, *vectors = encoder([text, *(texts[at].sentence for at in best)])
    for at, vector in zip(best, vectors, strict=True):
        found[at] = replace(found[at], alike=max(0.0, float(vector @ first)))
    return found


def holds(texts: Sequence[str], terms: Sequence[str]) -> list[set[str]]:
    """The terms that each text holds in any form, as the search index compares words."""
    wanted = [*dict.fromkeys(terms)]
    found: list[set[str]] = [set() for _ in texts]
    held = words.held(texts, [Query(phrase(term), "") for term in wanted])
    for term, numbers in zip(wanted, held, strict=True):
        for at in numbers:
            found[at].add(term)
    return found


def lit(text: str, terms: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Where in a text terms stand, in any form: (start, end) in code points."""
    wanted = " AND ".join(phrase(term) for term in dict.fromkeys(terms))
    return tuple(words.lit([text], Query(wanted, ""))[0])
