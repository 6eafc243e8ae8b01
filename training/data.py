"""Annotated articles to windows of word pieces with labels and pointers."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
import paths  # noqa: F401
import torch
from tokenizers import Tokenizer

from onrecord.model.tokens import Pieces
from onrecord.model.words import Words, split_words

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
ROLE = {"source": 1, "cue": 3, "content": 5}
UNKNOWN = -2  # no pointer target known
NOTHING = -1  # points at nothing: an attribution without a source


@dataclass
class Article:
    """An article as words, and what is known of each word."""

    id: str
    text: str
    words: Words
    pieces: list[np.ndarray]
    labels: np.ndarray  # (2, n), -1 where not known
    pointers: np.ndarray  # (3, n), word index, NOTHING or UNKNOWN
    style: int
    weight: float = 1.0
    soft: np.ndarray | None = None  # (n, 7) a teacher's scores, outer layer
    attributions: list[dict] = field(default_factory=list)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Lines that hold something."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def read(name: str) -> list[dict]:
    with (CORPORA / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def encode(tokenizer: Tokenizer, words: Words) -> list[np.ndarray]:
    """Word pieces of each word, as reading makes them."""
    return [np.array(ids, np.int64) for ids in Pieces(tokenizer)(words.strings())]


def article(tokenizer: Tokenizer, doc: dict, *, style: int, inner: bool = False) -> Article:
    """Words, labels and pointers. `attributions` may have `layer` 1 for inner ones.

    Without inner annotation that layer's labels are -1 (not known).
    """
    text = doc["text"]
    words = split_words(text, paragraphs(text))
    n = len(words)
    labels = np.zeros((2, n), np.int64)
    if not inner:
        labels[1] = -1
    pointers = np.full((3, n), UNKNOWN, np.int64)
    for a in doc["attributions"]:
        layer = a.get("layer", 0)
        label = labels[layer]
        ranges = {r: [_range(words, s, e) for s, e in a.get(r) or []] for r in ROLE}
        ranges = {r: [x for x in v if x[0] < x[1]] for r, v in ranges.items()}
        for role, base in ROLE.items():
            for low, high in ranges[role]:
                for number in np.unique(words.paragraph[low:high]):
                    part = low + np.flatnonzero(words.paragraph[low:high] == number)
                    label[part] = base + 1
                    label[part[0]] = base
        if not ranges["cue"]:
            continue
        cue = ranges["cue"][0][0]
        pointers[0, cue] = ranges["source"][0][0] if ranges["source"] else NOTHING
        for low, high in ranges["content"]:
            pointers[1 + layer, low:high] = cue
    return Article(
        doc["id"],
        text,
        words,
        encode(tokenizer, words),
        labels,
        pointers,
        style,
        attributions=doc["attributions"],
    )


def _range(words: Words, start: int, end: int) -> tuple[int, int]:
    """The words that a span touches with a letter, digit or mark, edges trimmed of marks."""
    low = int(np.searchsorted(words.end, start, "right"))
    high = int(np.searchsorted(words.start, end, "left"))
    return low, high


@dataclass
class Window:
    article: Article
    low: int
    high: int


def windows(item: Article, most: int, rng: random.Random | None = None) -> list[Window]:
    """Cuts at paragraphs where that is possible; at most `most` pieces each."""
    sizes = np.array([len(p) for p in item.pieces])
    n = len(sizes)
    if not n:
        return []
    first = np.flatnonzero(np.diff(item.words.paragraph, prepend=-1))
    bounds = [*first.tolist(), n]
    result, low, used = [], 0, 0
    target = most if rng is None else rng.randint(most // 3, most)
    for a, b in pairwise(bounds):
        size = int(sizes[a:b].sum())
        if used and used + size > target:
            result.append(Window(item, low, a))
            low, used = a, 0
            target = most
        while used + size > most:
            cut = a + int(np.searchsorted(np.cumsum(sizes[a:b]), most - used, "right"))
            cut = max(cut, low + 1)
            result.append(Window(item, low, cut))
            low = a = cut
            used, size = 0, int(sizes[a:b].sum())
        used += size
    if low < n:
        result.append(Window(item, low, n))
    return result


def batches(items: list[Window], tokens: int, rng: random.Random | None) -> Iterator[list[Window]]:
    """Windows of like length together, up to `tokens` pieces with the padding."""

    def length(w: Window) -> int:
        return sum(len(p) for p in w.article.pieces[w.low : w.high]) + 2

    sized = sorted(((length(w), i) for i, w in enumerate(items)))
    groups: list[list[Window]] = [[]]
    for size, i in sized:
        if groups[-1] and size * (len(groups[-1]) + 1) > tokens:
            groups.append([])
        groups[-1].append(items[i])
    if rng:
        rng.shuffle(groups)
    yield from (g for g in groups if g)


def collate(
    group: list[Window],
    tokenizer: Tokenizer,
    *,
    mask_rate: float = 0.0,
    rng: np.random.Generator | None = None,
) -> dict[str, torch.Tensor]:
    """Tensors of a batch; word indices count through the batch."""
    cls, sep, pad, mask = (tokenizer.token_to_id(t) for t in special(tokenizer))
    rows = []
    for w in group:
        pieces = w.article.pieces[w.low : w.high]
        if mask_rate and rng is not None:
            hit = rng.random(len(pieces)) < mask_rate
            pieces = [np.array([mask]) if h else p for h, p in zip(hit, pieces, strict=True)]
        rows.append(pieces)
    sizes = [sum(map(len, r)) + 2 for r in rows]
    longest = max(sizes)
    b = len(group)
    out = {k: np.zeros((b, longest), np.int64) for k in ("shape", "quote", "break")}
    ids = np.full((b, longest), pad, np.int64)
    first, window, label, pointer, soft, weight = [], [], [], [], [], []
    offset = 0
    chains: list[tuple[int, int]] = []
    for i, (w, row) in enumerate(zip(group, rows, strict=True)):
        a, s = w.article, slice(w.low, w.high)
        lengths = np.array([len(p) for p in row])
        at = 1 + np.cumsum(lengths) - lengths
        flat = np.concatenate(row)
        ids[i, 0] = cls
        ids[i, 1 : 1 + len(flat)] = flat
        ids[i, 1 + len(flat)] = sep
        for key, values in (
            ("shape", a.words.shape),
            ("quote", a.words.quote),
            ("break", a.words.break_),
        ):
            out[key][i, 1 : 1 + len(flat)] = np.repeat(values[s], lengths)
        first.append(i * longest + at)
        n = w.high - w.low
        window.append(np.full(n, i))
        mine = a.labels[:, s].copy()
        label.append(mine)
        p = a.pointers[:, s].copy()
        inside = (p >= w.low) & (p < w.high)
        p = np.where(inside, p - w.low + offset, np.where(p >= 0, UNKNOWN, p))
        pointer.append(p)
        weight.append(np.full(n, a.weight))
        soft.append(a.soft[s] if a.soft is not None else np.full((n, 7), np.nan, np.float32))
        starts = np.flatnonzero(np.diff(a.words.paragraph[s], prepend=-1))
        for low, high in zip(starts, [*starts[1:], n], strict=True):
            chains.append((offset + int(low), offset + int(high)))
            # A window that begins inside a span begins it anew.
            cut = (mine[:, low] > 0) & (mine[:, low] % 2 == 0)
            mine[cut, low] -= 1
        offset += n
    chains.sort(key=lambda c: c[0] - c[1])
    width = chains[0][1] - chains[0][0]
    index = np.full((len(chains), width), -1, np.int64)
    for i, (low, high) in enumerate(chains):
        index[i, : high - low] = np.arange(low, high)
    return {
        "pieces": torch.from_numpy(ids),
        "lengths": torch.tensor(sizes),
        "style": torch.tensor([w.article.style for w in group]),
        **{k: torch.from_numpy(v) for k, v in out.items()},
        "first": torch.from_numpy(np.concatenate(first)),
        "window": torch.from_numpy(np.concatenate(window)),
        "labels": torch.from_numpy(np.concatenate(label, 1)),
        "pointers": torch.from_numpy(np.concatenate(pointer, 1)),
        "soft": torch.from_numpy(np.concatenate(soft).astype(np.float32)),
        "weight": torch.from_numpy(np.concatenate(weight)).float(),
        "chains": torch.from_numpy(index),
    }


def special(tokenizer: Tokenizer) -> tuple[str, str, str, str]:
    """The tokenizer's own names: BERT's or MPNet's."""
    if tokenizer.token_to_id("[CLS]") is not None:
        return "[CLS]", "[SEP]", "[PAD]", "[MASK]"
    return "<s>", "</s>", "<pad>", "<mask>"
