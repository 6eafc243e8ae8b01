"""What kind of word each word is, read off the states of the encoder's lower layers.

Two linear heads (softmax): the class of word after the Penn Treebank's tags, and whether the word
says that something happens: TimeML's EVENT with its class (Pustejovsky et al. 2003).
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.model.decode import Floats, Ints, softmax

TAGS = (
    "other",
    "noun",
    "name",
    "past",
    "present",
    "base",
    "gerund",
    "participle",
    "modal",
    "adjective",
)
"""Classes of words, in the order of the head's columns: past … participle are forms of verbs."""
EVENTS = ("none", "occurrence", "reporting", "action", "state", "aspectual")
"""Classes of events after those of the words; "state" holds TimeML's STATE, I_STATE, PERCEPTION."""


ROWS = 40
"""Words that are multiplied at once: with more, OpenBLAS starts threads of its own, and those get
in the way of the threads that read the windows."""


class Triggers(NamedTuple):
    """What the heads say of `n` words.

    `tags` (n,): indices into `TAGS`; `events` (n, 6): probabilities of `EVENTS`.
    """

    tags: Ints
    events: Floats


class Head:
    """The two heads as one product: `weight` (size, 16), `bias` (16,)."""

    def __init__(self, weight: NDArray[np.float16], bias: NDArray[np.float32]) -> None:
        self.weight, self.bias = weight.astype(np.float32), bias.astype(np.float32)

    @classmethod
    def load(cls, path: Path) -> Head:
        """The head in a file that training/triggers.py wrote."""
        with np.load(path) as arrays:
            return cls(arrays["weight"], arrays["bias"])

    def __call__(self, states: Floats) -> Floats:
        """Scores (w, 16) of words from their states (w, size)."""
        scores = np.empty((len(states), self.weight.shape[1]), np.float32)
        for low in range(0, len(states), ROWS):
            np.matmul(states[low : low + ROWS], self.weight, out=scores[low : low + ROWS])
        return scores + self.bias


def read(scores: Floats) -> Triggers:
    """What scores (n, 16) say."""
    cut = len(TAGS)
    tags: Ints = scores[:, :cut].argmax(1)
    return Triggers(tags, softmax(scores[:, cut:]))
