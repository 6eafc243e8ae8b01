"""Scores of words to attributions: the best labels, then who belongs to which cue.

Labels are decoded by Viterbi over a linear chain a paragraph long (Lafferty, McCallum,
Pereira 2001), spans are linked by the pointers' scores.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.model.words import Words

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

SOURCE, CUE, CONTENT = 0, 1, 2
POINT_SOURCE, POINT_CUE, POINT_INNER_CUE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Parameters:
    """What decoding needs beside the scores.

    `transition` (2, 7, 7), `begin` and `finish` (2, 7): a chain for each layer, moves that
    BIO forbids at -1e4. `distance` (3, 2 * (len(bounds) + 1)): a pointer's bias by signed
    distance in words. `bounds`: the upper edges of its buckets.
    """

    transition: Floats
    begin: Floats
    finish: Floats
    distance: Floats
    bounds: Ints


@dataclass(frozen=True, slots=True)
class Scores:
    """The encoder's output for `n` words.

    `emit` (n, 2, 7), `query` and `key` (n, 3, d), `nothing` (n, 3).
    """

    emit: Floats
    query: Floats
    key: Floats
    nothing: Floats


class Row(NamedTuple):
    """Probabilities of the candidates `low`, `low + 1`, …; all others have none."""

    low: int
    values: Floats


class Piece(NamedTuple):
    """Words `low` to `high` (exclusive) in one role."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Link:
    """One decoded attribution in words; `layer` 0 is outer, 1 inner.

    `evidence` holds what confidence is estimated from (see `model.confidence`).
    """

    layer: int
    source: Piece | None
    cue: Piece
    content: tuple[Piece, ...]
    evidence: tuple[float, ...]


def chains(paragraph: NDArray[np.int32]) -> Iterator[Ints]:
    """Word indices of each paragraph as rows, longest first, padded with -1: (p, t).

    In parts of at most `CELLS` cells or one row, so that a long paragraph among many short
    ones does not fill the memory.
    """
    edges = np.flatnonzero(np.diff(paragraph, prepend=-1))
    lengths = np.diff(np.append(edges, len(paragraph)))
    order = np.argsort(-lengths, kind="stable")
    low = 0
    while low < len(order):
        high = low + max(1, CELLS // int(lengths[order[low]]))
        columns = np.arange(lengths[order[low]])
        rows = order[low:high]
        index = edges[rows][:, None] + columns
        yield np.where(columns < lengths[rows][:, None], index, -1)
        low = high


def viterbi(emit: Floats, paragraph: NDArray[np.int32], layer: int, parameters: Parameters) -> Ints:
    """The best label of each word: (n,) from `emit` (n, 7)."""
    labels = np.zeros(len(emit), np.int64)
    for index in chains(paragraph):
        _label(labels, emit, index, layer, parameters)
    return labels


def _label(labels: Ints, emit: Floats, index: Ints, layer: int, parameters: Parameters) -> None:
    """Set the best labels of the words in `index`."""
    move = parameters.transition[layer]
    alive = (index >= 0).sum(0)
    best = parameters.begin[layer] + emit[index[:, 0]]
    back = np.zeros((index.shape[1], len(index), 7), np.int8)
    for t in range(1, index.shape[1]):
        n = alive[t]
        scores = best[:n, :, None] + move
        back[t, :n] = scores.argmax(1)
        best[:n] = scores.max(1) + emit[index[:n, t]]
    state = (best + parameters.finish[layer]).argmax(1)
    for t in range(index.shape[1] - 1, -1, -1):
        n = alive[t]
        labels[index[:n, t]] = state[:n]
        if t:
            state[:n] = back[t, np.arange(n), state[:n]]


def pieces(labels: Ints) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """Sources, cues and contents of a labelling, each in order."""
    result: tuple[list[Piece], list[Piece], list[Piece]] = ([], [], [])
    starts = np.flatnonzero((labels > 0) & (labels % 2 == 1))
    inside = (labels > 0) & (labels % 2 == 0)
    ends = np.flatnonzero(~np.append(inside[1:], False)) + 1
    highs = ends[np.searchsorted(ends, starts, "right")]
    for low, high, label in zip(
        starts.tolist(), highs.tolist(), labels[starts].tolist(), strict=True
    ):
        result[(label - 1) // 2].append(Piece(low, high))
    return result


def bias(parameters: Parameters, which: int, delta: Ints) -> Floats:
    """A pointer's bias for signed distances in words."""
    side = np.searchsorted(parameters.bounds, np.abs(delta), "left")
    row = np.where(delta < 0, side, side + len(parameters.bounds) + 1)
    values: Floats = parameters.distance[which][row]
    return values


def softmax(scores: Floats) -> Floats:
    """Along the last axis."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    normal: Floats = shifted / shifted.sum(-1, keepdims=True)
    return normal


REACH = 2
"""Paragraphs beyond which nothing is linked."""
NEAREST = 256
"""Cues or sources on either side that are looked at, in a paragraph of countless ones."""
CELLS = 1_000_000
CHUNK = 4_096
"""Words of a content that are scored at once."""
TAKE = 0.03
"""The least probability at which a cue without content takes one from another cue."""
TAKE_SOURCE = 0.05
"""The least probability at which a source without a cue takes one."""


def link(
    scores: Scores,
    labels: Ints,
    paragraph: NDArray[np.int32],
    quoted: NDArray[np.bool_],
    layer: int,
    parameters: Parameters,
) -> list[Link]:
    """Attributions of one layer, in the order of their cues.

    `paragraph` (n,) and `quoted` (n,): the paragraph of each word, and whether it stands in
    quotation marks.

    A source stands in its cue's paragraph, and so does a content whose paragraph has any
    cue (in PolNeAR's train part all but 10 of 18,360 sources and 7 of 22,899 contents).
    Another content goes to a cue at most `REACH` paragraphs back, or ahead if it is quoted.
    """
    sources, cues, contents = pieces(labels)
    if not cues or not contents:
        return []
    heads = np.array([cue.low for cue in cues])
    belongs = _belonging(scores, contents, heads, paragraph, quoted, layer, parameters)
    owner = assign(belongs, len(cues))
    speaks = _speaking(scores, sources, heads, paragraph, parameters)
    speaker = speakers(speaks, len(sources))
    own: list[list[int]] = [[] for _ in cues]
    for i, j in enumerate(owner):
        if j < len(cues):
            own[j].append(i)
    return [
        Link(
            layer=layer,
            source=sources[speaker[j]] if speaker[j] < len(sources) else None,
            cue=cue,
            content=tuple(contents[i] for i in own[j]),
            evidence=(
                _at(speaks[j], speaker[j], len(sources)),
                min(_at(belongs[i], j) for i in own[j]),
            ),
        )
        for j, cue in enumerate(cues)
        if own[j]
    ]


def _at(row: Row, place: int, nothing: int | None = None) -> float:
    """A candidate's probability; that of `nothing` stands last in the row."""
    return float(row.values[-1 if place == nothing else place - row.low])


def _near(low: int, high: int, position: int) -> tuple[int, int]:
    """Of the candidates from `low` to `high`, those nearest to a position among them."""
    return max(low, position - NEAREST), min(high, position + NEAREST)


def _belonging(
    scores: Scores,
    contents: list[Piece],
    heads: Ints,
    paragraph: NDArray[np.int32],
    quoted: NDArray[np.bool_],
    layer: int,
    parameters: Parameters,
) -> list[Row]:
    """How likely each content belongs to each cue in its reach."""
    which = POINT_INNER_CUE if layer else POINT_CUE
    where = paragraph[heads]
    rows = []
    for content in contents:
        own = paragraph[content.low]
        low, high = np.searchsorted(where, [own, own + 1]).tolist()
        if low == high:
            ahead = REACH if quoted[content.low : content.high].any() else 0
            low, high = np.searchsorted(where, [own - REACH, own + ahead + 1]).tolist()
        low, high = _near(low, high, int(np.searchsorted(heads, content.low)))
        near = heads[low:high]
        if low == high:
            rows.append(Row(low, np.zeros(0, np.float32)))
            continue
        keys = scores.key[near, which]
        total = np.zeros(high - low, np.float64)
        for start in range(content.low, content.high, CHUNK):
            words = np.arange(start, min(start + CHUNK, content.high))
            row = scores.query[words, which] @ keys.T / np.sqrt(keys.shape[1])
            total += (row + bias(parameters, which, near[None] - words[:, None])).sum(0)
        mean = (total / (content.high - content.low)).astype(np.float32)
        rows.append(Row(low, softmax(mean)))
    return rows


def _speaking(
    scores: Scores,
    sources: list[Piece],
    heads: Ints,
    paragraph: NDArray[np.int32],
    parameters: Parameters,
) -> list[Row]:
    """How likely each cue has each source in its paragraph; the last value is none."""
    firsts = np.array([source.low for source in sources], np.int64)
    where = paragraph[firsts]
    rows = []
    for head in heads.tolist():
        own = paragraph[head]
        low, high = np.searchsorted(where, [own, own + 1]).tolist()
        low, high = _near(low, high, int(np.searchsorted(firsts, head)))
        near = firsts[low:high]
        key = scores.key[near, POINT_SOURCE]
        row = key @ scores.query[head, POINT_SOURCE] / np.sqrt(scores.key.shape[2])
        row = row + bias(parameters, POINT_SOURCE, near - head)
        rows.append(Row(low, softmax(np.append(row, scores.nothing[head, POINT_SOURCE]))))
    return rows


def _pointing(rows: list[Row], least: float, count: int) -> list[list[int]]:
    """For each of `count` candidates the rows that give it at least so much, most first."""
    found: list[list[tuple[float, int]]] = [[] for _ in range(count)]
    for i, row in enumerate(rows):
        for place in np.flatnonzero(row.values >= least).tolist():
            if row.low + place < count:
                found[row.low + place].append((-float(row.values[place]), i))
    return [[i for _, i in sorted(each)] for each in found]


def assign(rows: list[Row], cues: int) -> list[int]:
    """The cue of each content, from a row of probabilities a content.

    `cues` stands for none: a content beyond every cue's reach.
    A cue without content is rare: one that got none takes the content that points to it
    most, if that one's own cue keeps another.
    """
    owner = [row.low + int(row.values.argmax()) if len(row.values) else cues for row in rows]
    counts = np.bincount(owner, minlength=cues + 1)[:cues]
    pointing = _pointing(rows, TAKE, cues)
    for j in np.flatnonzero(counts == 0).tolist():
        for i in pointing[j]:
            if counts[owner[i]] > 1:
                counts[owner[i]] -= 1
                counts[j] += 1
                owner[i] = j
                break
    return owner


def speakers(rows: list[Row], sources: int) -> list[int]:
    """The source of each cue, from a row of probabilities a cue; the last value is none.

    `sources` stands for none. A source that none points at takes the cue that points to
    it most, if that cue has no source or one that serves another cue too.
    """
    chosen = []
    for row in rows:
        best = int(row.values.argmax())
        chosen.append(row.low + best if best < len(row.values) - 1 else sources)
    counts = np.bincount(chosen, minlength=sources + 1)
    named = [Row(row.low, row.values[:-1]) for row in rows]
    pointing = _pointing(named, TAKE_SOURCE, sources)
    for i in np.flatnonzero(counts[:sources] == 0).tolist():
        for j in pointing[i]:
            if chosen[j] == sources or counts[chosen[j]] > 1:
                counts[chosen[j]] -= 1
                counts[i] += 1
                chosen[j] = i
                break
    return chosen


def decode(scores: Scores, words: Words, parameters: Parameters) -> list[Link]:
    """All attributions of a text, outer ones first.

    An inner one is kept where its cue stands in an outer one's content.
    """
    outer, inner = (
        link(
            scores,
            viterbi(scores.emit[:, layer], words.paragraph, layer, parameters),
            words.paragraph,
            words.quote > 0,
            layer,
            parameters,
        )
        for layer in (0, 1)
    )
    covered = np.zeros(len(words), bool)
    for attribution in outer:
        for piece in attribution.content:
            covered[piece.low : piece.high] = True
    return outer + [a for a in inner if covered[a.cue.low : a.cue.high].all()]
