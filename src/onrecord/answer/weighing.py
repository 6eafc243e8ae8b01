"""How well a passage meets a question: which of its words it holds, and whether it is of its sort.

A word is met where it, or another form of it, stands in the sentence; a name also where somebody
of that name is meant there by another word, or says it. What stands just before counts half: a
sentence says "it" of what the last one named. Rare words count more than common ones.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.answer.question import Term
from onrecord.casebook import words
from onrecord.casebook.words import Query

BESIDE = 0.5
"""What a word counts that stands in the sentence before or in the headline."""


class Encoder(Protocol):
    """Texts to vectors of length one: `onrecord.model.sentences.SentenceEncoder`."""

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


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
    terms: Sequence[Term],
    weight: Mapping[str, float],
    texts: Sequence[Text],
    alike: Callable[[Sequence[str]], Sequence[float]] | None = None,
) -> list[Weighed]:
    """Weigh texts; `alike` gives for sentences how alike each is to the question."""
    within = holds([each.sentence for each in texts], [term.word for term in terms])
    beside = holds([each.beside for each in texts], [term.word for term in terms])
    likeness = alike([each.sentence for each in texts]) if alike and texts else [0.0] * len(texts)
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
        found.append(
            Weighed(share=share / total, missing=tuple(missing), alike=float(likeness[at]))
        )
    return found


def holds(texts: Sequence[str], terms: Sequence[str]) -> list[set[str]]:
    """The terms that each text holds in any form, as the search index compares words."""
    found: list[set[str]] = [set() for _ in texts]
    for term in dict.fromkeys(terms):
        query = Query(words.parse(f'"{term}"').wanted, "")
        for at, spans in enumerate(words.lit(texts, query)):
            if spans:
                found[at].add(term)
    return found


def lit(text: str, terms: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Where in a text terms stand, in any form: (start, end) in code points."""
    wanted = " AND ".join(words.parse(f'"{term}"').wanted for term in dict.fromkeys(terms))
    return tuple(words.lit([text], Query(wanted, ""))[0])


def alike_to(encoder: Encoder, question: str) -> Callable[[Sequence[str]], Sequence[float]]:
    """How alike sentences are to a question: the cosine of their vectors."""

    def compare(sentences: Sequence[str]) -> Sequence[float]:
        vectors = encoder([question, *sentences])
        return [float(each) for each in vectors[1:] @ vectors[0]]

    return compare
