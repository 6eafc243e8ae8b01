"""Scores of words to attributions: the best labels, then who belongs to which cue.

Labels are decoded by Viterbi over a linear chain a paragraph long (Lafferty, McCallum,
Pereira 2001), spans are linked by the pointers' scores.
"""

from __future__ import annotations

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


def chain_index(paragraph: NDArray[np.int32]) -> Ints:
    """Word indices of each paragraph as rows, longest first, padded with -1: (p, t)."""
    edges = np.flatnonzero(np.diff(paragraph, prepend=-1))
    lengths = np.diff(np.append(edges, len(paragraph)))
    order = np.argsort(-lengths, kind="stable")
    columns = np.arange(lengths.max())
    index = edges[order][:, None] + columns
    return np.where(columns < lengths[order][:, None], index, -1)


def viterbi(emit: Floats, index: Ints, layer: int, parameters: Parameters) -> Ints:
    """The best label of each word: (n,) from `emit` (n, 7)."""
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
    labels = np.zeros(len(emit), np.int64)
    for t in range(index.shape[1] - 1, -1, -1):
        n = alive[t]
        labels[index[:n, t]] = state[:n]
        if t:
            state[:n] = back[t, np.arange(n), state[:n]]

    return labels


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
FAR = -1e4
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
    owner = assign(belongs)
    speaks = _speaking(scores, sources, heads, paragraph, parameters)
    speaker = speakers(speaks)
    result = []
    for j, cue in enumerate(cues):
        own = [i for i, k in enumerate(owner) if k == j]
        if not own:
            continue
        i = speaker[j]
        result.append(
            Link(
                layer=layer,
                source=sources[i] if i < len(sources) else None,
                cue=cue,
                content=tuple(contents[i] for i in own),
                evidence=(float(speaks[j, i]), min(float(belongs[i, j]) for i in own)),
            )
        )
    return result


def _belonging(
    scores: Scores,
    contents: list[Piece],
    heads: Ints,
    paragraph: NDArray[np.int32],
    quoted: NDArray[np.bool_],
    layer: int,
    parameters: Parameters,
) -> Floats:
    """How likely each content belongs to each cue: (contents, cues); 0 beyond reach."""
    which = POINT_INNER_CUE if layer else POINT_CUE
    keys = scores.key[heads, which]
    table = np.zeros((len(contents), len(heads)), np.float32)
    for i, content in enumerate(contents):
        words = np.arange(content.low, content.high)
        row = scores.query[words, which] @ keys.T / np.sqrt(keys.shape[1])
        row = row + bias(parameters, which, heads[None] - words[:, None])
        after = paragraph[heads] - paragraph[content.low]
        if (after == 0).any():
            near = after == 0
        else:
            ahead = REACH if quoted[content.low : content.high].any() else 0
            near = (after >= -REACH) & (after <= ahead)
        table[i] = np.where(near, row.mean(0), FAR)
    return np.where(table > FAR, softmax(table), np.float32(0))


def _speaking(
    scores: Scores,
    sources: list[Piece],
    heads: Ints,
    paragraph: NDArray[np.int32],
    parameters: Parameters,
) -> Floats:
    """How likely each cue has each source, the last column none: (cues, sources + 1)."""
    firsts = np.array([source.low for source in sources], np.int64)
    query, key = scores.query[heads, POINT_SOURCE], scores.key[firsts, POINT_SOURCE]
    row = query @ key.T / np.sqrt(key.shape[1])
    row = row + bias(parameters, POINT_SOURCE, firsts[None] - heads[:, None])
    row = np.where(paragraph[firsts][None] != paragraph[heads][:, None], FAR, row)
    return softmax(np.concatenate([row, scores.nothing[heads, POINT_SOURCE, None]], 1))


def assign(probability: Floats) -> list[int]:
    """The cue of each content: probabilities (contents, cues) to an index a row.

    The number of cues stands for none: a content beyond every cue's reach.
    A cue without content is rare: one that got none takes the content that points to it
    most, if that one's own cue keeps another.
    """
    cues = probability.shape[1]
    owner: list[int] = np.where(probability.any(1), probability.argmax(1), cues).tolist()
    counts = np.bincount(owner, minlength=cues + 1)[:cues]
    for j in np.flatnonzero(counts == 0).tolist():
        for i in np.argsort(-probability[:, j], kind="stable").tolist():
            if probability[i, j] < TAKE:
                break
            if counts[owner[i]] > 1:
                counts[owner[i]] -= 1
                counts[j] += 1
                owner[i] = j
                break
    return owner


def speakers(probability: Floats) -> list[int]:
    """The source of each cue: probabilities (cues, sources + 1) to an index a row.

    A source that none points at takes the cue that points to it most, if that cue has no
    source or one that serves another cue too.
    """
    nothing = probability.shape[1] - 1
    chosen: list[int] = probability.argmax(1).tolist()
    counts = np.bincount(chosen, minlength=nothing + 1)
    for i in np.flatnonzero(counts[:nothing] == 0).tolist():
        for j in np.argsort(-probability[:, i], kind="stable").tolist():
            if probability[j, i] < TAKE_SOURCE:
                break
            if chosen[j] == nothing or counts[chosen[j]] > 1:
                counts[chosen[j]] -= 1
                counts[i] += 1
                chosen[j] = i
                break
    return chosen


def decode(scores: Scores, words: Words, parameters: Parameters) -> list[Link]:
    """All attributions of a text, outer ones first.

    An inner one is kept where its cue stands in an outer one's content.
    """
    index = chain_index(words.paragraph)
    outer, inner = (
        link(
            scores,
            viterbi(scores.emit[:, layer], index, layer, parameters),
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
