"""Scores of words to mentions: names with their type, nominals and pronouns with theirs.

Labels are decoded by Viterbi over a linear chain (Lafferty, McCallum, Pereira 2001), run only
over the stretches of words that are not surely outside every mention.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.model.decode import Floats, Ints, softmax
from onrecord.model.words import Words
from onrecord.record import EntityType

NAME_TYPES: tuple[EntityType, ...] = (
    "person",
    "organization",
    "place",
    "group",
    "facility",
    "weapon",
    "vehicle",
    "event",
    "work",
    "other",
)
"""Types of names, in the order of the labels: O, then B and I of each."""
NOMINAL_TYPES: tuple[EntityType, ...] = ("person", "organization", "place", "event", "other")
SURE = 3.0
"""By so much the score of "outside" must lead for a word to be taken as outside every mention."""


SURENESS = np.array([0.0, 0.55, 0.7, 0.8, 0.9, 0.97, 1.0])
RIGHT = np.array([0.6, 0.65, 0.78, 0.85, 0.89, 0.95, 0.97])
"""How often a name is right in span and type by the least probability of its words, as counted on
the newswire articles that training never saw (2,644 names; docs/errors-names.md)."""


class MentionScores(NamedTuple):
    """The branch's output for `n` words.

    `names` (n, 21), `nominals` (n, 11): scores of labels; `query` and `key` (n, 64): a word as an
    anaphor and as an antecedent.
    """

    names: Floats
    nominals: Floats
    query: Floats
    key: Floats


class Mark(NamedTuple):
    """Words `low` to `high` (exclusive) as a mention; `layer` is "names" or "nominals"."""

    low: int
    high: int
    layer: Literal["names", "nominals"]
    type: EntityType
    confidence: float


def joined(parts: list[list[Floats]]) -> MentionScores:
    """The windows' outputs one after the other."""
    return MentionScores(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def decode(
    scores: MentionScores, words: Words, parameters: dict[str, NDArray[np.float32]]
) -> list[Mark]:
    """The mentions among the words, in the order of their first words, longer ones first.

    A mention's confidence comes from the least probability of its words' labels: for a name the
    share that was right of those as sure (`RIGHT`), for another mention itself.
    """
    found = []
    for layer, chain, types in (
        ("names", "name", NAME_TYPES),
        ("nominals", "nominal", NOMINAL_TYPES),
    ):
        emit = getattr(scores, layer)
        labels = viterbi(
            emit,
            emit[:, 0] - emit[:, 1:].max(1) >= SURE,
            words.paragraph,
            parameters[f"{chain}_transition"],
            parameters[f"{chain}_begin"],
            parameters[f"{chain}_finish"],
        )
        sure = likely(emit, labels)
        if layer == "names":
            sure = np.interp(sure, SURENESS, RIGHT)
        for low, high, label in runs(labels):
            found.append(
                Mark(low, high, layer, types[(label - 1) // 2], float(sure[low:high].min()))  # type: ignore[arg-type]
            )
    return sorted(found, key=lambda mark: (mark.low, -mark.high, mark.layer))


def likely(emit: Floats, labels: Ints) -> Floats:
    """The probability of each word's label (n,) among those that may follow the one before.

    After the words of a span these are its I, any B and O, elsewhere any B and O: the scores of
    what may not follow mean nothing.
    """
    marked = np.flatnonzero(labels)
    result = np.ones(len(emit), np.float32)
    inside = labels[marked] % 2 == 0
    own = np.where(inside, labels[marked], 0)
    choices = np.concatenate([emit[marked][:, [0, *range(1, emit.shape[1], 2)]],
                              emit[marked, own][:, None]], axis=1)  # fmt: skip
    choices[~inside, -1] = -np.inf
    chosen = emit[marked, labels[marked]]
    result[marked] = np.exp(chosen - np.logaddexp.reduce(choices, axis=1))
    return result


def runs(labels: Ints) -> list[tuple[int, int, int]]:
    """`low`, `high` and the label of the first word of each span of a BIO labelling."""
    starts = np.flatnonzero((labels > 0) & (labels % 2 == 1))
    inside = (labels > 0) & (labels % 2 == 0)
    ends = np.flatnonzero(~np.append(inside[1:], False)) + 1
    highs = ends[np.searchsorted(ends, starts, "right")]
    return list(zip(starts.tolist(), highs.tolist(), labels[starts].tolist(), strict=True))


def viterbi(
    emit: Floats,
    outside: NDArray[np.bool_],
    paragraph: NDArray[np.int32],
    transition: Floats,
    begin: Floats,
    finish: Floats,
) -> Ints:
    """The best label of each word (n,): `emit` (n, L); words that are `outside` have label 0."""
    n = len(emit)
    labels = np.zeros(n, np.int64)
    first = np.diff(paragraph, prepend=-1) != 0
    final = np.append(first[1:], True)
    opens = ~outside & (first | np.insert(outside[:-1], 0, True))
    closes = ~outside & (final | np.append(outside[1:], True))
    lows, highs = np.flatnonzero(opens), np.flatnonzero(closes) + 1
    if not len(lows):
        return labels
    lengths = highs - lows
    order = np.argsort(-lengths, kind="stable")
    lows, lengths = lows[order], lengths[order]
    # A stretch goes on from a word outside, or begins its paragraph.
    best = np.where(first[lows][:, None], begin, transition[0]) + emit[lows]
    back = []
    for t in range(1, int(lengths[0])):
        live = int(np.searchsorted(-lengths, -t, "left"))
        moves = best[:live, :, None] + transition
        back.append(moves.argmax(1))
        best[:live] = moves.max(1) + emit[lows[:live] + t]
    ends = lows + lengths - 1
    state = (best + np.where(final[ends][:, None], finish, transition[:, 0])).argmax(1)
    for t in range(int(lengths[0]) - 1, -1, -1):
        live = int(np.searchsorted(-lengths, -t, "left"))
        labels[lows[:live] + t] = state[:live]
        if t:
            state[:live] = back[t - 1][np.arange(live), state[:live]]
    return labels


class Ranker:
    """Which earlier chain a mention belongs to: probabilities from vectors and features.

    `parameters`: arrays named `rank_…` (see training/chains.py, which has the same in torch).
    """

    def __init__(self, parameters: dict[str, NDArray[np.float32]]) -> None:
        own = {
            name.removeprefix("rank_"): array
            for name, array in parameters.items()
            if name.startswith("rank_")
        }
        self.near, self.name = float(own["near"]), float(own["name"])
        # A row's hidden units, and last what it adds to the score directly.
        self.table = np.concatenate([own["table"], own["direct"][:, None]], axis=1)
        self.hidden = own["hidden"]
        self.out, self.out_bias = own["out_weight"][0], float(own["out_bias"][0])
        self.fresh, self.new, self.new_bias = own["fresh"], own["new_weight"][0], own["new_bias"]

    def __call__(self, query: Floats, near: Floats, name: Floats, pairs: Ints, new: Ints) -> Floats:
        """(c + 1,): the probability of each chain, and last that of none.

        `query` (64,): the mention's vector; `near`, `name` (c, 64): those of each chain's last
        mention and of its last name; `pairs` (c, f), `new` (g,): rows of the features' tables.
        """
        score = (self.near * (near @ query) + self.name * (name @ query)) / np.sqrt(len(query))
        summed = self.table[pairs].sum(1)
        hidden = np.maximum(summed[:, :-1] + self.hidden, 0)
        score = score + hidden @ self.out + self.out_bias + summed[:, -1]
        own = self.fresh[new].sum() + self.new @ query + self.new_bias
        return softmax(np.concatenate([score, own]))
