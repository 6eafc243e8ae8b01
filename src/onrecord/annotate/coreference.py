"""Whom pronouns and descriptions mean.

Names come with their entities (see `linking`); going through the text once, every pronoun of
the third person, and every nominal for people, bodies or places, is compared with the chains of
mentions before it and joins the likeliest, or begins one of its own. "I", "we" and "you" belong
to whoever speaks there and are settled at the end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate import people, ranking
from onrecord.annotate.constraints import may_join, may_point_back
from onrecord.annotate.linking import Bearer
from onrecord.annotate.ranking import Chains, Found, Mentions
from onrecord.annotate.spans import AttributionSpans, MentionSpan, Offsets
from onrecord.model import Seen
from onrecord.model.decode import Floats, Ints
from onrecord.model.mentions import Mark
from onrecord.model.words import Words
from onrecord.record import Sentence

LEXICONS = people.LEXICONS

LEAST = (0.4, 0.55, 0.9, 0.55, 0.5)
"""The least probability at which a mention joins a chain, by its class (`ranking.Mentions.group`):
he or she, it, they, another pronoun, a nominal. Below them fewer than half are right in GUM."""
ALWAYS = frozenset(
    word
    for words in (
        "he him his himself she her hers herself they them their theirs themselves",
        "its itself i me my mine myself we us our ours ourselves you your yours yourself",
    )
    for word in words.split()
)
"""Pronouns that mean somebody or something wherever they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A mention and its chain: an index of the bearers, or beyond them a chain without a name."""

    span: MentionSpan
    chain: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A mention in words; a name has its number among the names, and its `bearer`."""

    low: int
    high: int
    span: MentionSpan
    name: int = -1
    bearer: int = -1


def resolve(
    text: str,
    sentences: Sequence[Sentence],
    seen: Seen,
    names: Sequence[MentionSpan],
    bearers: Sequence[Bearer],
    found: Sequence[AttributionSpans],
    roles: Sequence[frozenset[str]],
) -> list[Resolved]:
    """Every mention with its chain, in order of the text.

    `names` are the article's names, `bearers` their entities, and `roles` the nouns of what is
    printed beside each name: "the governor" is who was called so last. First and second persons are
    given chains of their own (see `entities.Sources`).
    """
    if seen.words is None or seen.vectors is None or seen.ranker is None:
        return []
    candidates = _candidates(text, seen.words, seen.marks, names, bearers)
    if not candidates:
        return []
    mentions = _described(sentences, seen.words, candidates, found)
    query, key = seen.vectors.query[mentions.head], seen.vectors.key[mentions.head]
    key = np.concatenate([key, np.zeros_like(key[:1])])  # of a chain without a name: -1
    chains = Chains(mentions)
    said = _Said(mentions, candidates)
    holder: dict[str, int] = {}
    spoke: dict[int, int] = {}
    resolved = []
    fresh = len(bearers)
    for i, candidate in enumerate(candidates):
        span, chain = candidate.span, candidate.bearer
        if chain < 0 and mentions.asked(i) and may_point_back(mentions, i):
            chain, span = _by_role(mentions, i, span, holder)
        if chain < 0 and mentions.asked(i) and may_point_back(mentions, i):
            slots = chains.candidates(i)
            slots = slots[may_join(chains, i, slots)]
            others = said.others(i, quoted=bool(seen.words.quote[mentions.head[i]] in (1, 2)))
            if others:
                slots = np.array([s for s in slots.tolist() if chains.keys[s] not in others], int)
            if len(slots):
                pairs, new = chains.features(i, slots)
                near, name = key[chains.last[slots]], key[chains.name[slots]]
                likely = seen.ranker(query[i], near, name, pairs, new)
                if mentions.group(i) == 0 and mentions.said_by[i] >= 0:
                    likely = _going_on(likely, slots, spoke)
                best = int(likely[:-1].argmax())
                if likely[best] >= LEAST[mentions.group(i)]:
                    chain = chains.keys[int(slots[best])]
                    span = replace(span, confidence=float(likely[best]))
        elif candidate.bearer >= 0:
            holder.update(dict.fromkeys(roles[candidate.name], candidate.bearer))
        if chain < 0:
            chain, fresh = fresh, fresh + 1
        if mentions.precedes(i):
            chains.add(i, chain)
            if mentions.said_by[i] >= 0:
                spoke[chains.slot(chain)] = i
        resolved.append(Resolved(span=span, chain=chain))
    return resolved


GOES_ON = 2.5
"""How many times likelier it is that "he said" is who spoke last than the ranker says."""


def _going_on(likely: Floats, slots: Ints, spoke: dict[int, int]) -> Floats:
    """The probabilities with more for the chain that was a source last."""
    last = np.array([spoke.get(slot, -1) for slot in slots.tolist()])
    if last.max() < 0:
        return likely
    weighed = likely.copy()
    weighed[last.argmax()] *= GOES_ON
    weighed /= weighed.sum()
    return weighed


ROLE = 0.6
"""The confidence of a source that is resolved by its noun. A fixed value, not measured."""


def _by_role(
    mentions: Mentions, i: int, span: MentionSpan, holder: dict[str, int]
) -> tuple[int, MentionSpan]:
    """The bearer who was last called what a source says ("the governor"), -1 for none."""
    if mentions.kind[i] != ranking.NOMINAL or mentions.form[i] != _THE or mentions.said_by[i] < 0:
        return -1, span
    bearer = holder.get(mentions.nouns[i], -1)
    return bearer, span if bearer < 0 else replace(span, confidence=ROLE)


_THE = len(ranking.FORMS) + 1 + ranking.DETERMINERS["the"]


class _Said:
    """Who speaks in which attribution, and of whom."""

    def __init__(self, mentions: Mentions, candidates: Sequence[_Candidate]) -> None:
        self._mentions = mentions
        self._speaker: dict[int, set[int]] = {}
        self._named: dict[int, set[int]] = {}
        for i, candidate in enumerate(candidates):
            for numbers, found in (
                (mentions.said_by, self._speaker),
                (mentions.content, self._named),
            ):
                if candidate.bearer >= 0 and numbers[i] >= 0:
                    found.setdefault(int(numbers[i]), set()).add(candidate.bearer)

    def others(self, i: int, *, quoted: bool) -> set[int]:
        """Bearers that "he" or "she" cannot be: who speaks, in a quotation; whom a source names.

        The second is binding (Chomsky 1981, principle C): "he said that Venn would go".
        """
        if self._mentions.group(i) != 0:
            return set()
        speaker = self._speaker.get(int(self._mentions.content[i]), set()) if quoted else set()
        return speaker | self._named.get(int(self._mentions.said_by[i]), set())


def _candidates(
    text: str,
    words: Words,
    marks: Sequence[Mark],
    names: Sequence[MentionSpan],
    bearers: Sequence[Bearer],
) -> list[_Candidate]:
    """Names, nominals and pronouns in order, none of which overlaps a name."""
    bearer_of = {index: number for number, each in enumerate(bearers) for index in each.mentions}
    result = []
    taken = np.zeros(len(words), np.bool_)
    places = in_words(words, [(name.start, name.end) for name in names])
    for index, (name, (low, high)) in enumerate(zip(names, places, strict=True)):
        if low < high:
            taken[low:high] = True
            result.append(_Candidate(low, high, name, index, bearer_of[index]))
    for mark in (*marks, *_pronouns(text, words)):
        if mark.layer == "nominals" and not taken[mark.low : mark.high].any():
            taken[mark.low : mark.high] = True
            result.append(_Candidate(mark.low, mark.high, _span(text, words, mark)))
    return sorted(result, key=lambda each: (each.low, -each.high))


def _pronouns(text: str, words: Words) -> Iterator[Mark]:
    """The pronouns that are mentions whether the model marks them or not."""
    for at, word in enumerate(words.strings()):
        if word.lower() in ALWAYS and word != "US":
            reading = people.pronoun(word)
            animate = reading is None or reading.animate is not False
            yield Mark(at, at + 1, "nominals", "person" if animate else "other", 1.0)


def _span(text: str, words: Words, mark: Mark) -> MentionSpan:
    start, end = int(words.start[mark.low]), int(words.end[mark.high - 1])
    pronoun = mark.high == mark.low + 1 and people.pronoun(text[start:end]) is not None
    return MentionSpan(
        start=start,
        end=end,
        kind="pronoun" if pronoun else "nominal",
        type=mark.type,
        confidence=mark.confidence,
    )


def _described(
    sentences: Sequence[Sentence],
    words: Words,
    candidates: Sequence[_Candidate],
    found: Sequence[AttributionSpans],
) -> Mentions:
    starts = [sentence.start for sentence in sentences]
    sentence = np.searchsorted(np.array(starts), words.start, "right").astype(np.int32) - 1
    content = _filled(words, [spans.content for spans in found])
    source = _filled(words, [(spans.source,) if spans.source else () for spans in found])
    return ranking.describe(
        words.strings(),
        words.paragraph,
        sentence,
        [
            Found(each.low, each.high, ranking.KINDS.index(each.span.kind), each.span.type)
            for each in candidates
        ],
        content,
        source,
    )


def _filled(words: Words, pieces: Sequence[Sequence[Offsets]]) -> NDArray[np.int32]:
    """The number of the attribution whose pieces each word stands in, the last one's; -1: none."""
    array = np.full(len(words), -1, np.int32)
    numbers = [number for number, mine in enumerate(pieces) for _ in mine]
    places = in_words(words, [piece for mine in pieces for piece in mine])
    for number, (low, high) in zip(numbers, places, strict=True):
        array[low:high] = number
    return array


def in_words(words: Words, spans: Sequence[Offsets]) -> list[tuple[int, int]]:
    """The words that each span of code points touches: `low`, `high`."""
    if not spans:
        return []
    starts, ends = np.array(spans).T
    lows = np.searchsorted(words.end, starts, "right").tolist()
    highs = np.searchsorted(words.start, ends, "left").tolist()
    return list(zip(lows, highs, strict=True))


class Index:
    """Resolved mentions by place."""

    def __init__(self, resolved: Sequence[Resolved]) -> None:
        self.resolved = resolved
        self._starts = [each.span.start for each in resolved]

    def within(self, start: int, end: int) -> list[int]:
        """Indices of the mentions that overlap a stretch of the text, in order."""
        at = max(0, bisect_right(self._starts, start) - 1)
        result = []
        for index in range(at, len(self.resolved)):
            span = self.resolved[index].span
            if span.start >= end:
                break
            if span.end > start:
                result.append(index)
        return result
