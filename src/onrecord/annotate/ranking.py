"""What tells which entity a pronoun or a description means: pairs of a mention and a chain.

A mention is compared with each chain of mentions before it (entity ranking: Rahman and Ng 2009;
Wiseman, Rush and Shieber 2016): by features that are read here and by the encoder's vectors.
Training and reading share this file, so that both see the same features.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.annotate import names, people

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

NAME, NOMINAL, PRONOUN = 0, 1, 2
KINDS = ("name", "nominal", "pronoun")
TYPES = ("person", "group", "organization", "place", "event", "other")
"""Types that matter to agreement; every other type counts as "other"."""
TYPE = {name: number for number, name in enumerate(TYPES)}
UNKNOWN, MASCULINE, FEMININE, NEUTER = 0, 1, 2, 3
EITHER, SINGULAR, PLURAL = 0, 1, 2

FORMS = tuple(
    word
    for words in (
        "he him his himself she her hers herself it its itself",
        "they them their theirs themselves this that these those one who which",
    )
    for word in words.split()
)
FORM = {word: number for number, word in enumerate(FORMS, start=1)}
"""Pronouns that are resolved here; first and second persons are the speakers' affair."""
DETERMINERS = {
    **dict.fromkeys(("the",), 1),
    **dict.fromkeys(("a", "an", "another", "some", "one"), 2),
    **dict.fromkeys(("this", "that", "these", "those", "such"), 3),
    **dict.fromkeys(("his", "her", "its", "their", "my", "our", "your", "whose", "'s"), 4),
    **dict.fromkeys(("no", "any", "every", "each", "all", "many", "most", "several", "few"), 5),
}
MOST = 32
"""Chains that are compared with a mention: those mentioned last."""
REACH = 40
"""Sentences beyond which a chain that has no name is not looked at any more."""


class Feature(NamedTuple):
    """A categorical feature: its first row in the table and how many values it has."""

    first: int
    size: int


def _table(**sizes: int) -> tuple[dict[str, Feature], int]:
    at, table = 0, {}
    for name, size in sizes.items():
        table[name] = Feature(at, size)
        at += size
    return table, at


CLASSES = 5
PAIR, PAIR_SIZE = _table(
    sentence=8 * CLASSES,
    recency=6 * CLASSES,
    paragraph=4 * CLASSES,
    kind=3 * CLASSES,
    named=2 * CLASSES,
    gender=16,
    number=9,
    type=len(TYPES) ** 2,
    form=(len(FORMS) + 7) * len(TYPES),
    size=5 * CLASSES,
    source=8 * CLASSES,
    speech=5 * CLASSES,
    noun=3 * 6,
    place=4 * CLASSES,
    word=2 * CLASSES,
    near_name=8 * CLASSES,
    topic=2 * CLASSES,
    beside=4 * CLASSES,
)
"""Features of a mention and a chain, in the order of the columns."""
NEW, NEW_SIZE = _table(
    form=len(FORMS) + 7,
    type=len(TYPES) * CLASSES,
    agreeing=5 * CLASSES,
    noun=3 * 6,
    source=2 * CLASSES,
)
"""Features of a mention by which it begins a chain of its own."""


@dataclass(slots=True)
class Mentions:
    """The `m` mentions of a text in order; every array has shape (m,).

    `low`, `high` and `head` count words. `content` is the attribution whose content a mention
    stands in, `said_by` the one whose source it is in, -1 for none; `comma`: one stands before it.
    """

    low: Ints
    high: Ints
    head: Ints
    kind: Ints
    type: Ints
    form: Ints
    gender: Ints
    number: Ints
    sentence: Ints
    paragraph: Ints
    first: NDArray[np.bool_]
    content: Ints
    said_by: Ints
    comma: NDArray[np.bool_]
    nouns: list[str]
    name_words: list[frozenset[str]]

    def __len__(self) -> int:
        return len(self.low)

    def precedes(self, i: int) -> bool:
        """Whether later mentions are compared with this one: "I" and "you" go their own way."""
        return bool(self.kind[i] != PRONOUN or self.form[i] > 0)

    def asked(self, i: int) -> bool:
        """Whether a mention is compared with the chains before it.

        Pronouns of the third person are, and nominals for people, bodies and places.
        """
        if self.kind[i] == PRONOUN:
            return bool(self.form[i] > 0)
        return bool(self.kind[i] == NOMINAL and self.type[i] < TYPE["event"])

    def beside(self, i: int, others: Ints) -> Ints:
        """How near each earlier mention ends: 1 a comma between, 2 one word or none, 3 a few."""
        gap = self.low[i] - self.high[others]
        if self.comma[i]:
            return np.where(gap == 1, 1, np.where(gap <= 1, 2, np.where(gap <= 4, 3, 0)))
        return np.where(gap <= 1, 2, np.where(gap <= 4, 3, 0))

    def group(self, i: int) -> int:
        """The class of an anaphor: he/she, it, they, another pronoun, a nominal."""
        if self.kind[i] != PRONOUN:
            return 4
        form = int(self.form[i])
        if form == 0:
            return 3
        word = FORMS[form - 1]
        if word in ("he", "him", "his", "himself", "she", "her", "hers", "herself"):
            return 0
        if word in ("it", "its", "itself"):
            return 1
        return 2 if word.startswith("the") and word != "these" else 3


class Found(NamedTuple):
    """A mention as the model marks it: words `low` to `high`, numbers of kind and type."""

    low: int
    high: int
    kind: int
    type: str


def describe(
    strings: Sequence[str],
    paragraph: NDArray[np.int32],
    sentence: NDArray[np.int32],
    found: Sequence[Found],
    content: NDArray[np.int32],
    source: NDArray[np.int32],
) -> Mentions:
    """What is known of each mention by its words alone.

    `strings` are the text's `n` words; `paragraph`, `sentence`, and the number of the
    attribution whose `content` or `source` a word stands in (-1: none) have shape (n,).
    """
    m = len(found)
    low = np.array([f.low for f in found], np.int64).reshape(m)
    high = np.array([f.high for f in found], np.int64).reshape(m)
    head = high - 1
    kind = np.array([f.kind for f in found], np.int64).reshape(m)
    types = np.array([TYPE.get(f.type, TYPE["other"]) for f in found], np.int64).reshape(m)
    form, gender, number = (np.zeros(m, np.int64) for _ in range(3))
    nouns: list[str] = []
    name_words: list[frozenset[str]] = []
    for i, f in enumerate(found):
        words = strings[f.low : f.high]
        form[i], gender[i], number[i], noun = _read(words, f, strings[max(0, f.low - 2) : f.low])
        nouns.append(noun)
        name_words.append(frozenset(w.lower() for w in words) if f.kind == NAME else frozenset())
    at = sentence[head] if m else np.zeros(0, np.int32)
    return Mentions(
        low=low,
        high=high,
        head=head,
        kind=kind,
        type=types,
        form=form,
        gender=gender,
        number=number,
        sentence=at.astype(np.int64),
        paragraph=(paragraph[head] if m else at).astype(np.int64),
        first=np.diff(at, prepend=-1) != 0,
        content=(content[head] if m else at).astype(np.int64),
        said_by=(source[head] if m else at).astype(np.int64),
        comma=np.array([f.low > 0 and strings[f.low - 1] == "," for f in found], np.bool_),
        nouns=nouns,
        name_words=name_words,
    )


_GENDER = {None: UNKNOWN, "masculine": MASCULINE, "feminine": FEMININE, "neuter": NEUTER}
_NUMBER = {None: EITHER, "either": EITHER, "singular": SINGULAR, "plural": PLURAL}


def _read(words: Sequence[str], found: Found, before: Sequence[str]) -> tuple[int, int, int, str]:
    """Form, gender, number and head noun of a mention's words; `before`: the two words before."""
    first, noun = words[0].lower(), words[-1].lower()
    if found.kind == PRONOUN:
        pronoun = people.pronoun(first)
        form = FORM.get(first, 0)
        if pronoun is None:
            return form, UNKNOWN, EITHER, ""
        return form, _GENDER[pronoun.gender], _NUMBER[pronoun.number], ""
    if found.kind == NAME:
        if found.type == "person":
            name = " ".join([*_courtesy(before), *words])
            return 0, _GENDER[people.gender_of_name(name)], SINGULAR, noun
        number = PLURAL if found.type == "group" else EITHER
        return 0, UNKNOWN if found.type == "group" else NEUTER, number, noun
    if first not in DETERMINERS and before and before[-1].lower() in ("s", "'", "’"):
        first = "'s"
    form = len(FORMS) + 1 + DETERMINERS.get(first, 0)
    if found.type not in ("person", "group", "organization", "place"):
        return form, NEUTER, PLURAL if noun.endswith("s") else SINGULAR, noun
    reading = people.noun(" ".join(words))
    gender = _GENDER[reading.gender]
    if gender == UNKNOWN and found.type not in ("person", "group"):
        gender = NEUTER
    return form, gender, _NUMBER[reading.number], noun


def _courtesy(before: Sequence[str]) -> Sequence[str]:
    """ "Mrs" of the words before a name, if it stands there."""
    title = [word for word in before if word != "."][-1:]
    return title if title and title[0].lower() in names.words().courtesy else ()


class Chains:
    """The chains so far, and what each looks like from a mention.

    A chain has a slot, numbered as chains begin; the arrays hold each slot's last mention, last
    name (-1: none), type, gender, number and size.
    """

    def __init__(self, mentions: Mentions) -> None:
        self.mentions = mentions
        self.keys: list[int] = []
        self.last, self.name, self.type, self.gender, self.number, self.size = (
            np.zeros(len(mentions), np.int64) for _ in range(6)
        )
        self._slot: dict[int, int] = {}
        self._nouns: list[set[str]] = []
        self._words: list[set[str]] = []
        self._recent: list[int] = []

    def add(self, i: int, key: int) -> None:
        """Mention `i` belongs to chain `key`."""
        m = self.mentions
        slot = self._slot.get(key)
        if slot is None:
            slot = self._begin(i, key)
        elif slot in self._recent:
            self._recent.remove(slot)
        self._recent.append(slot)
        if len(self._recent) > 2 * MOST:
            self._forget()
        self.last[slot] = i
        self.size[slot] += 1
        kind = m.kind[i]
        if kind != PRONOUN:
            if kind == NAME:
                if self.name[slot] < 0:
                    self.type[slot] = m.type[i]
                self.name[slot] = i
                self._words[slot] |= m.name_words[i]
            self._nouns[slot].add(m.nouns[i])
        if m.gender[i] != UNKNOWN and (self.gender[slot] == UNKNOWN or kind == NAME):
            self.gender[slot] = m.gender[i]
        if m.number[i] != EITHER and self.number[slot] == EITHER:
            self.number[slot] = m.number[i]

    def slot(self, key: int) -> int:
        """The slot of a chain that has begun."""
        return self._slot[key]

    def _begin(self, i: int, key: int) -> int:
        slot = self._slot[key] = len(self.keys)
        self.keys.append(key)
        self._nouns.append(set())
        self._words.append(set())
        self.type[slot] = self.mentions.type[i]
        self.name[slot] = -1
        return slot

    def _forget(self) -> None:
        """Drop the chain without a name that was mentioned longest ago, else the oldest one."""
        for slot in self._recent[: len(self._recent) // 2]:
            if self.name[slot] < 0:
                self._recent.remove(slot)
                return
        del self._recent[0]

    def candidates(self, i: int) -> Ints:
        """Slots of the chains that mention `i` may belong to, the last mentioned first."""
        m = self.mentions
        slots = np.array(self._recent[::-1], np.int64)
        last = self.last[slots]
        nested = (m.low[i] < m.high[last]) & (m.low[last] < m.high[i])
        gone = (self.name[slots] < 0) & (m.sentence[i] - m.sentence[last] > REACH)
        kept: Ints = slots[~(nested | gone)][:MOST]
        return kept

    def features(self, i: int, slots: Ints) -> tuple[Ints, Ints]:
        """Rows of the tables: pairs (candidates, len(PAIR)), and the new chain's (len(NEW),)."""
        m = self.mentions
        last, name, types = self.last[slots], self.name[slots], self.type[slots]
        gender, number, size = self.gender[slots], self.number[slots], self.size[slots]
        group, form, type_ = m.group(i), int(m.form[i]), int(m.type[i])
        own_gender, own_number, own_content = m.gender[i], m.number[i], m.content[i]
        sentence = m.sentence[i] - m.sentence[last]
        near = np.where(name >= 0, m.sentence[i] - m.sentence[name], 99)
        agrees = np.ones(len(slots), np.bool_)
        if own_gender != UNKNOWN:
            agrees &= (gender == own_gender) | (gender == UNKNOWN)
        if own_number != EITHER:
            agrees &= (number == own_number) | (number == EITHER)
        agreeing = int(agrees.sum())
        recency = np.where(agrees, np.minimum(np.cumsum(agrees) - 1, 5), 5)
        same, word = self._alike(m.nouns[i], slots, last)
        source_i = int(m.said_by[i] >= 0)
        said, within = m.said_by[last], m.content[last]
        if own_content >= 0:
            speech = np.where(said == own_content, 1, np.where(within == own_content, 2, 4))
        else:
            speech = np.where(within < 0, 0, 3)
        determiner = max(0, form - len(FORMS) - 1)
        columns = (
            _bucket(sentence, _SENTENCES) * CLASSES + group,
            recency * CLASSES + group,
            np.minimum(m.paragraph[i] - m.paragraph[last], 3) * CLASSES + group,
            m.kind[last] * CLASSES + group,
            (name >= 0) * CLASSES + group,
            own_gender * 4 + gender,
            own_number * 3 + number,
            type_ * len(TYPES) + types,
            form * len(TYPES) + types,
            _bucket(size, _SIZES) * CLASSES + group,
            (source_i * 4 + (said >= 0) * 2 + (sentence == 0)) * CLASSES + group,
            speech * CLASSES + group,
            same * 6 + determiner,
            (int(m.first[i]) * 2 + m.first[last]) * CLASSES + group,
            word * CLASSES + group,
            _bucket(near, _SENTENCES) * CLASSES + group,
            (size == size.max(initial=0)) * CLASSES + group,
            m.beside(i, last) * CLASSES + group,
        )
        pairs = np.empty((len(slots), len(columns)), np.int64)
        for at, column in enumerate(columns):
            pairs[:, at] = column
        pairs += _FIRST
        new = np.array(
            [
                NEW["form"].first + form,
                NEW["type"].first + type_ * CLASSES + group,
                NEW["agreeing"].first + min(agreeing, 4) * CLASSES + group,
                NEW["noun"].first + int(same.max(initial=0)) * 6 + determiner,
                NEW["source"].first + source_i * CLASSES + group,
            ],
            np.int64,
        )
        return pairs, new

    def _alike(self, noun: str, slots: Ints, last: Ints) -> tuple[Ints, Ints]:
        """Whether chains have a noun (2: in their last mention), and their names have it."""
        same, word = np.zeros(len(slots), np.int64), np.zeros(len(slots), np.int64)
        if noun:
            for at, (slot, mention) in enumerate(zip(slots.tolist(), last.tolist(), strict=True)):
                if noun in self._nouns[slot]:
                    same[at] = 2 if self.mentions.nouns[mention] == noun else 1
                word[at] = noun in self._words[slot]
        return same, word


_FIRST = np.array([feature.first for feature in PAIR.values()], np.int64)
_SENTENCES = np.array([0, 1, 2, 3, 5, 9, 20])
_SIZES = np.array([1, 2, 4, 8])


def _bucket(values: Ints, edges: Ints) -> Ints:
    """The bucket of each value: the number of upper edges below it."""
    return np.searchsorted(edges, values, "left")
