"""Annotated names and mentions as what each word may be.

Corpora mark different things: where one is silent about a type, its words may be that type or
nothing. So every word has the *set* of labels that its corpus admits (see `reader.Chain`).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import data
import numpy as np
import torch
from reader import NOMINAL_TYPES, TYPES, labels
from tokenizers import Tokenizer

from bench import gum as gold_gum
from onrecord.model.words import BREAKS, QUOTE_STATES, Words, split_words

NAME_LABELS, NOMINAL_LABELS = labels(TYPES), labels(NOMINAL_TYPES)
EVERY = frozenset(TYPES)


@dataclass
class Marked:
    """A text as words, and what each may be."""

    id: str
    words: Words
    pieces: list[np.ndarray]
    names: np.ndarray  # (n, L) bool
    nominals: np.ndarray | None = None  # (n, L2) bool, None: not annotated
    mentions: list[dict] = field(default_factory=list)
    weight: float = 1.0

    def __len__(self) -> int:
        return len(self.words)


class Marks:
    """Sets of admitted labels, filled span by span."""

    def __init__(self, n: int, types: tuple[str, ...], names: tuple[str, ...], silent: frozenset):
        self.types, self.names = types, names
        self.allowed = np.zeros((n, len(names)), bool)
        self.allowed[:, 0] = True
        self.silent = [names.index(x + t) for t in sorted(silent) for x in ("B-", "I-")]
        self.taken = np.zeros(n, bool)

    def add(self, low: int, high: int, types: frozenset) -> None:
        """Words `low` to `high` are one span of one of `types`; overlaps are left alone."""
        if low >= high or self.taken[low:high].any() or not types:
            return
        self.taken[low:high] = True
        self.allowed[low:high] = False
        for t in types:
            self.allowed[low, self.names.index("B-" + t)] = True
            self.allowed[low + 1 : high, self.names.index("I-" + t)] = True

    def doubt(self, words: Words) -> None:
        """A capitalised word that no span holds may be of a type that the corpus passes over."""
        doubtful = (words.shape == 1) & ~self.taken
        self.allowed[np.ix_(doubtful, self.silent)] = True


def spans_of(words: Words, start: int, end: int) -> tuple[int, int]:
    return data._range(words, start, end)


def marked(
    tokenizer: Tokenizer,
    doc: dict,
    types: dict[str, frozenset],
    *,
    silent: frozenset = frozenset(),
    weight: float = 1.0,
) -> Marked:
    """An article whose `entities` [{start, end, type}] are flat names."""
    text = doc["text"]
    words = split_words(text, data.paragraphs(text))
    marks = Marks(len(words), TYPES, NAME_LABELS, silent)
    spans = [
        (*spans_of(words, e["start"], e["end"]), types[e["type"]])
        for e in doc["entities"]
        if types.get(e["type"])
    ]
    for low, high, kinds in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        marks.add(low, high, kinds)
    marks.doubt(words)
    return Marked(doc["id"], words, data.encode(tokenizer, words), marks.allowed, weight=weight)


def one(*types: str) -> frozenset:
    return frozenset(types)


NEWSWIRE = {
    "Person": one("person"),
    "Organization": one("organization"),
    "Location": one("place"),
    "NORP": one("group"),
    "Facility": one("facility"),
    "Product": one("vehicle", "weapon", "work", "other"),
    "Misc": one("event", "work", "other", "weapon", "vehicle"),
}
CONLL = {
    "Peop": one("person"),
    "Org": one("organization"),
    "Loc": one("place"),
    "Other": EVERY - {"person", "organization", "place"},
}
CONLL_SILENT = EVERY - {"person", "organization", "place"}
REDOCRED = {
    "PER": one("person"),
    "ORG": one("organization"),
    "LOC": one("place", "group", "facility"),
    "MISC": EVERY - {"person", "place"},
}
REDOCRED_SILENT = one("group", "event", "work", "other")


def redocred() -> list[dict]:
    """Flat names, in a text whose marks stand as a newspaper prints them."""
    docs = []
    for doc in data.read("redocred_dev"):
        names = [
            {"start": m["start"], "end": m["end"], "type": m["type"]}
            for cluster in doc["entities"]
            for m in cluster
        ]
        docs.append(natural({"id": doc["id"], "text": doc["text"], "entities": names}))
    return docs


def conll() -> list[dict]:
    return [natural(d) for d in data.read("conll04")]


_GAP = re.compile(
    r" (?=[.,;:?!)\]%]|'s\b|n't\b|'(?:re|ve|ll|d|m)\b)"
    r"|(?<=[(\[$£€]) |(?<=\w) (?=-\s\w)|(?<=\w-) (?=\w)"
)


def natural(doc: dict) -> dict:
    """A pre-tokenised text with the spaces taken out that no newspaper prints."""
    text = doc["text"]
    cut = np.zeros(len(text) + 1, np.int64)
    for match in _GAP.finditer(text):
        cut[match.start() + 1 :] += 1
    keep = np.ones(len(text), bool)
    for match in _GAP.finditer(text):
        keep[match.start()] = False
    new = "".join(c for c, k in zip(text, keep, strict=True) if k)
    names = [
        e | {"start": int(e["start"] - cut[e["start"]]), "end": int(e["end"] - cut[e["end"]])}
        for e in doc["entities"]
    ]
    return doc | {"text": new, "entities": names}


# GUM ------------------------------------------------------------------------------------------

# A country that acts is an organization to GUM and a place to everybody else.
_GUM_NAME = {
    "person": one("person"),
    "organization": one("organization", "place"),
    "place": one("place", "facility"),
    "event": one("event"),
    "object": one("facility", "weapon", "vehicle", "work", "other"),
    "abstract": one("event", "work", "other", "organization"),
    "substance": one("other", "weapon"),
    "plant": one("other"),
    "animal": one("other", "group", "person"),
}
_GUM_NOMINAL = {
    "person": "person",
    "organization": "organization",
    "place": "place",
    "event": "event",
    "object": "other",
    "abstract": "other",
    "substance": "other",
    "plant": "other",
    "animal": "other",
}


def gum(tokenizer: Tokenizer, doc: dict) -> Marked:
    """GUM's mentions: the names in them, nominals to their base phrase."""
    text = doc["text"]
    words = split_words(text, data.paragraphs(text))
    strings = words.strings()
    names = Marks(len(words), TYPES, NAME_LABELS, frozenset())
    nominals = Marks(len(words), NOMINAL_TYPES, NOMINAL_LABELS, frozenset())
    pairs = list(zip(gold_gum.mentions(doc), doc["mentions"], strict=True))
    pairs = [(g, m) for g, m in pairs if m["type"] != "time"]
    mentions = []
    for gold, m in sorted(pairs, key=lambda p: (p[0].end - p[0].start, p[0].start)):
        about = {"cluster": gold.cluster, "type": gold.type, "tag": m["head_pos"]}
        about["kind"] = "name" if gold.name else "nominal" if gold.kind == "name" else gold.kind
        if gold.name:
            low, high = spans_of(words, *gold.name)
            if low >= high or names.taken[low:high].any():
                continue
            kinds = _GUM_NAME.get(gold.type, frozenset())
            if gold.type == "person" and m["head_pos"] == "NNPS":
                kinds = kinds | {"group"}
            names.add(low, high, kinds)
        elif m["head_pos"].startswith("V"):
            continue
        else:
            low, _ = spans_of(words, m["start"], m["end"])
            at, high = spans_of(words, *m["head"])
            for other, _ in pairs:  # after the possessor
                if other is not gold and gold.start <= other.start and other.end <= m["head"][0]:
                    low = max(low, spans_of(words, other.start, other.end)[1])
            while low < at and (not strings[low][0].isalnum() or strings[low] == "s"):
                low += 1
            low = max(low, at - 5)
            if nominals.taken[low:high].any():
                low = at
            if low >= high or nominals.taken[low:high].any():
                continue
            nominals.add(low, high, one(_GUM_NOMINAL[gold.type]))
        mentions.append(about | {"low": low, "high": high})
    # Adjectives of peoples, and parts of names of no type, are marked nowhere.
    for i, s in enumerate(strings):
        first = i == 0 or words.break_[i] or strings[i - 1] in '.?!"“:'
        if s[0].isupper() and not names.taken[i] and not first and s != "I":
            names.allowed[i] = True
    mentions.sort(key=lambda m: (m["low"], -m["high"]))
    return Marked(
        doc["id"],
        words,
        data.encode(tokenizer, words),
        names.allowed,
        nominals.allowed,
        mentions,
    )


# Batches --------------------------------------------------------------------------------------


@dataclass
class Window:
    item: Marked
    low: int
    high: int

    @property
    def size(self) -> int:
        return sum(len(p) for p in self.item.pieces[self.low : self.high]) + 2


def windows(item: Marked, most: int, rng: random.Random | None = None) -> list[Window]:
    """Cuts at paragraphs where that is possible; at most `most` pieces each."""
    return [Window(item, w.low, w.high) for w in data.windows(item, most, rng)]  # type: ignore


def batches(parts: list[Window], tokens: int, rng: random.Random | None) -> Iterator[list[Window]]:
    sized = sorted(range(len(parts)), key=lambda i: (parts[i].size, i))
    groups: list[list[Window]] = [[]]
    for i in sized:
        if groups[-1] and parts[i].size * (len(groups[-1]) + 1) > tokens:
            groups.append([])
        groups[-1].append(parts[i])
    if rng:
        rng.shuffle(groups)
    yield from (g for g in groups if g)


def collate(
    group: list[Window],
    tokenizer: Tokenizer,
    *,
    mask_rate: float = 0.0,
    plain_rate: float = 0.0,
    rng: np.random.Generator | None = None,
) -> dict[str, torch.Tensor]:
    """Tensors of a batch. `plain_rate`: the share of paragraphs read as if in capitals."""
    cls, sep, pad, mask = (tokenizer.token_to_id(t) for t in data.special(tokenizer))
    rows = []
    for w in group:
        pieces = w.item.pieces[w.low : w.high]
        if mask_rate and rng is not None:
            hit = rng.random(len(pieces)) < mask_rate
            pieces = [np.array([mask]) if h else p for h, p in zip(hit, pieces, strict=True)]
        rows.append(pieces)
    lengths = np.array([sum(map(len, r)) + 2 for r in rows])
    count = np.array([len(r) for r in rows])
    b, longest, most = len(group), int(lengths.max()), int(count.max())
    ids = np.full((b, longest), pad, np.int64)
    feature = np.zeros((b, longest), np.int64)
    word_shape = np.zeros((b, most), np.int64)
    share = np.zeros((b, most, longest), np.float32)
    chains: list[tuple[int, int]] = []
    begins = []
    offset = 0
    for i, (w, row) in enumerate(zip(group, rows, strict=True)):
        a, s = w.item.words, slice(w.low, w.high)
        sizes = np.array([len(p) for p in row])
        flat = np.concatenate(row)
        ids[i, 0], ids[i, 1 : 1 + len(flat)], ids[i, 1 + len(flat)] = cls, flat, sep
        shape = a.shape[s].astype(np.int64)
        starts = np.flatnonzero(np.diff(a.paragraph[s], prepend=-1))
        edges = [*starts.tolist(), w.high - w.low]
        if plain_rate and rng is not None:
            for low, high in pairwise(edges):
                part = shape[low:high]
                if rng.random() < plain_rate and high - low < 40:
                    shape[low:high] = np.where((part == 0) | (part == 1), rng.choice([1, 2]), part)
        value = (shape * QUOTE_STATES + a.quote[s]) * BREAKS + a.break_[s]
        feature[i, 1 : 1 + len(flat)] = np.repeat(value, sizes)
        word_shape[i, : len(shape)] = shape
        at = 1 + np.cumsum(sizes) - sizes
        begins.append(i * longest + at)
        for j, (first, size) in enumerate(zip(at, sizes, strict=True)):
            share[i, j, first : first + size] = 1 / size
        chains += [(offset + low, offset + high) for low, high in pairwise(edges)]
        offset += w.high - w.low
    chains.sort(key=lambda c: c[0] - c[1])
    width = chains[0][1] - chains[0][0]
    index = np.full((len(chains), width), -1, np.int64)
    for i, (low, high) in enumerate(chains):
        index[i, : high - low] = np.arange(low, high)
    real = np.arange(most)[None] < count[:, None]
    return {
        "pieces": torch.from_numpy(ids),
        "lengths": torch.from_numpy(lengths),
        "feature": torch.from_numpy(feature),
        "word_shape": torch.from_numpy(word_shape),
        "share": torch.from_numpy(share),
        "first": torch.from_numpy(np.concatenate(begins)),
        "count": torch.from_numpy(count),
        "real": torch.from_numpy(real),
        "chains": torch.from_numpy(index),
    }


def allowed(group: list[Window], which: str) -> np.ndarray:
    """(W, L) sets of labels of the batch's words; a window that begins in a span begins it."""
    parts = []
    for w in group:
        part = getattr(w.item, which)[w.low : w.high].copy()
        starts = np.flatnonzero(np.diff(w.item.words.paragraph[w.low : w.high], prepend=-1))
        for at in starts:
            if not part[at, 0] and not part[at, 1::2].any():
                part[at, 1::2] = part[at, 2::2]
        parts.append(part)
    return np.concatenate(parts)
