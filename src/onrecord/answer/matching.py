"""Passages on record that say what a sentence says, or deny it.

What is alike is told by shared words, the rare ones counting most, and by meaning where an encoder
is given; names and numbers have to agree. Whether the one says it or denies it, by whose words
the passage gives and how (a denial's content is what is denied), and by negations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from onrecord import lexicon
from onrecord.answer import shelf, weighing
from onrecord.answer.question import Term, terms_of
from onrecord.answer.shelf import Shelf
from onrecord.answer.telling import Passage, Telling
from onrecord.answer.weighing import Encoder, Judge, Weighed
from onrecord.casebook import Casebook
from onrecord.casebook.claims.judging import RELATIONS
from onrecord.record import Attribution, Sentence

Stand = Literal["says", "denies", "open"]

CANDIDATES = 120
DOCUMENTS = 12
"""Documents that are opened for a sentence: those with the likeliest ones."""
COMPARED = 24
"""Sentences that are compared by their meaning."""
TERMS = 12
"""Words of a sentence that are looked for: the rarest."""
LEAST_TERMS = 3
"""Words that a sentence must have to be compared at all."""
FLOOR = 0.65
"""The least share of its words, by their weight, that a passage must hold where meaning says
nothing."""
FLOOR_ALIKE = 0.35
ALIKE = 0.7
"""So much alike in meaning, a passage needs `FLOOR_ALIKE` of the words alone."""

FLOOR_DENIAL = 0.3
BOTH_DENIAL = 0.85
"""A denial is worded after what it denies, and it does less harm to ask about one too many: so much
of the words, and so much of both together."""

_NEGATED = re.compile(r"n[’']t$")
_WORD = re.compile(r"\w+(?:[’']\w+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A passage on record that is about what a sentence says, and how it stands to it.

    `share` and `alike` are how much of the words and of the meaning they have in common.
    """

    passage: Passage
    stand: Stand
    share: float
    alike: float


class Matching:
    """Finds the passages of a casebook that match sentences."""

    def __init__(
        self,
        casebook: Casebook,
        documents: Shelf,
        encoder: Encoder | None,
        judge: Judge | None = None,
    ) -> None:
        self._casebook = casebook
        self._shelf = documents
        self._encoder = encoder
        self._judge = judge

    def of(self, text: str) -> list[Match]:
        """The passages that match a sentence or a statement's content, the likest first."""
        terms = terms_of(text)
        if len(terms) < LEAST_TERMS:
            return []
        frequencies, total = self._casebook.frequencies(term.word for term in terms)
        weight = weighing.weights(terms, frequencies, total)
        known = [word for word in weight if frequencies[word]]
        rarest = sorted(known, key=lambda word: -weight[word])[:TERMS]
        listed = []
        found = self._casebook.relevant(rarest, limit=CANDIDATES)
        for each in shelf.likeliest(found, weight, DOCUMENTS):
            telling = self._shelf.telling(each.document, each.version)
            if telling and (sentence := telling.sentence(each.ref)):
                listed.append((telling, sentence, telling.statements(sentence)))
        weighed = self._weigh(text, terms, weight, listed)
        matches = [
            match
            for one, how in zip(listed, weighed, strict=True)
            if how.share >= min(FLOOR_ALIKE, FLOOR_DENIAL)
            and (match := self._match(text, weight, *one, how))
            and _is_met(terms, how, denial=match.passage.side == "denies")
        ]
        return sorted(matches, key=lambda each: -(each.share + each.alike))

    def _weigh(
        self,
        text: str,
        terms: Sequence[Term],
        weight: Mapping[str, float],
        listed: Sequence[tuple[Telling, Sentence, list[Attribution]]],
    ) -> list[Weighed]:
        texts = [shelf.text(*one, {}) for one in listed]
        plain = weighing.weigh(terms, weight, texts)
        return weighing.with_meaning(self._encoder, text, texts, plain, COMPARED)

    def _match(
        self,
        text: str,
        weight: Mapping[str, float],
        telling: Telling,
        sentence: Sentence,
        said: Sequence[Attribution],
        how: Weighed,
    ) -> Match:
        first = shelf.mattering(telling, sentence, said, weight)
        passage = telling.passage(sentence, first.id if first else None)
        return Match(
            passage=passage,
            stand=self._stand(text, passage, shelf.content(telling, first, sentence)),
            share=round(how.share, 3),
            alike=round(how.alike, 3),
        )

    def _stand(self, text: str, passage: Passage, content: str) -> Stand:
        if passage.side == "open":
            return "open"
        turned = self._is_turned(text, content)
        if passage.side == "denies":
            # "denied that it was not": the denial is told apart from the negation in its words.
            return "says" if turned else "denies"
        return "denies" if turned else "says"

    def _is_turned(self, text: str, content: str) -> bool:
        """Whether one of two texts is negated and the other is not, so that they differ.

        "A signal that showed no light" is no other than a dark one: where there is a judge, it has
        to say so as well.
        """
        if is_negated(text) == is_negated(content):
            return False
        return self._judge is None or _is_other(self._judge([(text, content)])[0])


def _is_other(row: NDArray[np.float32]) -> bool:
    return bool(row[RELATIONS.index("denies")] > row[RELATIONS.index("same")])


def is_negated(text: str) -> bool:
    """Whether a sentence has an odd number of words that turn it round."""
    negations = lexicon.load("answers")["negations"]
    words = [word.casefold() for word in _WORD.findall(text)]
    return sum(word in negations or bool(_NEGATED.search(word)) for word in words) % 2 == 1


def _is_met(terms: Sequence[Term], how: Weighed, *, denial: bool) -> bool:
    if denial and how.share >= FLOOR_DENIAL and how.share + how.alike >= BOTH_DENIAL:
        return True
    if any(any(map(str.isdigit, term.word)) for term in how.missing):
        return False
    names = [term for term in terms if term.named]
    if len([term for term in how.missing if term.named]) * 2 > len(names):
        return False
    return how.share >= FLOOR or (how.share >= FLOOR_ALIKE and how.alike >= ALIKE)
