"""What tells which entity a pronoun or a description means: pairs of a mention and a chain.

A mention is compared with each chain of mentions before it (entity ranking: Rahman and Ng 2009;
Wiseman, Rush and Shieber 2016): by features that are read here and by the encoder's vectors.
Training and reading share this file, so that both see the same features.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
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
        apposed = (gap == 1) & self.comma[i]
        return np.select([apposed, gap <= 1, gap <= 4], [1, 2, 3], 0).astype(np.int64)

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
    reading = people.noun(" ".join(words))
    if first not in DETERMINERS and before and before[-1].lower() in ("s", "'", "’"):
        first = "'s"
    form = len(FORMS) + 1 + DETERMINERS.get(first, 0)
    gender = _GENDER[reading.gender]
    if gender == UNKNOWN and found.type not in ("person", "group"):
        gender = NEUTER
    return form, gender, _NUMBER[reading.number], noun


def _courtesy(before: Sequence[str]) -> Sequence[str]:
    """ "Mrs" of the words before a name, if it stands there."""
    title = [word for word in before if word != "."][-1:]
    return title if title and title[0].lower() in names.words().courtesy else ()


@dataclass(slots=True)
class Chain:
    """Mentions that mean one entity, while reading goes on."""

    last: int
    size: int = 0
    name: int = -1
    type: int = 5
    gender: int = UNKNOWN
    number: int = EITHER
    nouns: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)


class Chains:
    """The chains so far, and what each looks like from a mention."""

    def __init__(self, mentions: Mentions) -> None:
        self.mentions = mentions
        self.chains: dict[int, Chain] = {}
        self.recent: deque[int] = deque()

    def add(self, i: int, key: int) -> None:
        """Mention `i` belongs to chain `key`."""
        m = self.mentions
        chain = self.chains.get(key)
        if chain is None:
            chain = self.chains[key] = Chain(last=i, type=int(m.type[i]))
        elif key in self.recent:
            self.recent.remove(key)
        self.recent.append(key)
        if len(self.recent) > 2 * MOST:
            self._forget()
        chain.last = i
        chain.size += 1
        kind = m.kind[i]
        if kind != PRONOUN:
            if kind == NAME:
                if chain.name < 0:
                    chain.type = int(m.type[i])
                chain.name = i
                chain.words |= m.name_words[i]
            chain.nouns.add(m.nouns[i])
        if m.gender[i] != UNKNOWN and (chain.gender == UNKNOWN or kind == NAME):
            chain.gender = int(m.gender[i])
        if m.number[i] != EITHER and chain.number == EITHER:
            chain.number = int(m.number[i])

    def _forget(self) -> None:
        """Drop the chain without a name that was mentioned longest ago, else the oldest one."""
        for key in list(self.recent)[: len(self.recent) // 2]:
            if self.chains[key].name < 0:
                self.recent.remove(key)
                return
        self.recent.popleft()

    def candidates(self, i: int) -> list[int]:
        """Keys of the chains that mention `i` may belong to, the last mentioned first."""
        m = self.mentions
        keys = []
        for key in reversed(self.recent):
            chain = self.chains[key]
            if m.low[i] < m.high[chain.last] and m.low[chain.last] < m.high[i]:
                continue  # nested in each other
            if chain.name < 0 and m.sentence[i] - m.sentence[chain.last] > REACH:
                continue
            keys.append(key)
            if len(keys) == MOST:
                break
        return keys

    def features(self, i: int, keys: Sequence[int]) -> tuple[Ints, Ints]:
        """Rows of the tables: pairs (candidates, len(PAIR)), and the new chain's (len(NEW),)."""
        m = self.mentions
        c = len(keys)
        chains = [self.chains[key] for key in keys]
        last = np.array([chain.last for chain in chains], np.int64)
        group = m.group(i)
        form, type_ = int(m.form[i]), int(m.type[i])
        sentence = m.sentence[i] - m.sentence[last] if c else last
        name = np.array([chain.name for chain in chains], np.int64)
        near = np.where(name >= 0, m.sentence[i] - m.sentence[np.maximum(name, 0)], 99)
        gender = np.array([chain.gender for chain in chains], np.int64)
        number = np.array([chain.number for chain in chains], np.int64)
        types = np.array([chain.type for chain in chains], np.int64)
        size = np.array([chain.size for chain in chains], np.int64)
        agrees = ((gender == m.gender[i]) | (gender == UNKNOWN) | (m.gender[i] == UNKNOWN)) & (
            (number == m.number[i]) | (number == EITHER) | (m.number[i] == EITHER)
        )
        recency = np.zeros(c, np.int64)
        recency[agrees] = np.arange(int(agrees.sum()))
        recency[~agrees] = 6
        noun = m.nouns[i]
        same = np.array(
            [
                2 if m.nouns[chain.last] == noun else 1 if noun in chain.nouns else 0
                for chain in chains
            ],
            np.int64,
        ) * (noun != "")
        word = np.array([noun in chain.words and noun != "" for chain in chains], np.int64)
        source_i, source = m.said_by[i] >= 0, (m.said_by[last] >= 0) if c else last
        inside, within = m.content[i], m.content[last] if c else last
        said = np.array([m.said_by[chain.last] for chain in chains], np.int64)
        speech = np.select(
            [
                (inside < 0) & (within < 0),
                (inside >= 0) & (said == inside),
                (inside >= 0) & (within == inside),
                inside < 0,
            ],
            [0, 1, 2, 3],
            4,
        )
        most = int(size.max()) if c else 0
        determiner = max(0, form - len(FORMS) - 1)
        columns = {
            "sentence": _bucket(sentence, _SENTENCES) * CLASSES + group,
            "recency": np.minimum(recency, 5) * CLASSES + group,
            "paragraph": np.minimum(m.paragraph[i] - m.paragraph[last] if c else last, 3) * CLASSES
            + group,
            "kind": (m.kind[last] if c else last) * CLASSES + group,
            "named": (name >= 0) * CLASSES + group,
            "gender": int(m.gender[i]) * 4 + gender,
            "number": int(m.number[i]) * 3 + number,
            "type": type_ * len(TYPES) + types,
            "form": form * len(TYPES) + types,
            "size": _bucket(size, _SIZES) * CLASSES + group,
            "source": (int(source_i) * 4 + source * 2 + (sentence == 0)) * CLASSES + group,
            "speech": speech * CLASSES + group,
            "noun": same * 6 + determiner,
            "place": (int(m.first[i]) * 2 + (m.first[last] if c else last)) * CLASSES + group,
            "word": word * CLASSES + group,
            "near_name": _bucket(near, _SENTENCES) * CLASSES + group,
            "topic": (size == most) * CLASSES + group,
            "beside": m.beside(i, last) * CLASSES + group,
        }
        pairs = np.stack([PAIR[key].first + columns[key].astype(np.int64) for key in PAIR], axis=1)
        known = 0 if not c else int(same.max())
        new = np.array(
            [
                NEW["form"].first + form,
                NEW["type"].first + type_ * CLASSES + group,
                NEW["agreeing"].first + min(int(agrees.sum()), 4) * CLASSES + group,
                NEW["noun"].first + known * 6 + determiner,
                NEW["source"].first + int(source_i) * CLASSES + group,
            ],
            np.int64,
        )
        return pairs, new


_SENTENCES = np.array([0, 1, 2, 3, 5, 9, 20])
_SIZES = np.array([1, 2, 4, 8])


def _bucket(values: Ints, edges: Ints) -> Ints:
    """The bucket of each value: the number of upper edges below it."""
    return np.searchsorted(edges, values, "left")
