"""How likely it is that an attribution's source and content are both right.

A logistic regression (Platt 1999) over what decoding saw, fitted on articles that training
never saw; its weights are data beside the encoder's.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord.model.decode import Floats, Link, Piece, Scores, softmax
from onrecord.model.words import Words

FEATURES = (
    "source_link",
    "content_link",
    "cue_labels",
    "content_labels",
    "content_edges",
    "source_labels",
    "has_source",
    "in_quotes",
    "length",
    "pieces",
    "gap",
    "first_paragraph",
)


def features(link: Link, words: Words, labels: Floats) -> list[float]:
    """The values of `FEATURES` for one link; `labels` (n, 7) are its layer's probabilities."""
    first, last = link.content[0], link.content[-1]
    content = np.concatenate([np.arange(p.low, p.high) for p in link.content])
    quoted = words.quote[content]
    begins = labels[[p.low for p in link.content], 5]
    follows = [labels[p.high, 6] for p in link.content if p.high < len(words)]
    source = link.source
    nearest = source or link.cue
    gap = max(first.low - nearest.high, nearest.low - last.high, 0)
    return [
        _odds(link.evidence[0]),
        _odds(link.evidence[1]),
        _odds(_mean(labels, link.cue, 3)),
        _odds(float(labels[content, 5:7].sum(1).mean())),
        _odds(float(np.min(begins))) - _odds(max(follows, default=0.0)),
        _odds(_mean(labels, source, 1)) if source else 0.0,
        float(source is not None),
        float((quoted > 0).mean()),
        math.log1p(len(content)),
        float(len(link.content) > 1),
        math.log1p(gap),
        float(words.paragraph[link.cue.low] == 0),
    ]


@dataclass(frozen=True, slots=True)
class Confidence:
    """Weights of `FEATURES`, one row a layer, and the constants."""

    weights: Floats
    constants: Floats

    @classmethod
    def load(cls, path: Path) -> Confidence:
        """The weights in a `confidence.json`."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(np.array(data["weights"], np.float32), np.array(data["constants"], np.float32))

    def __call__(self, links: list[Link], words: Words, scores: Scores) -> list[float]:
        """The probability of each link being right."""
        probabilities = softmax(scores.emit)
        result = []
        for link in links:
            values = features(link, words, probabilities[:, link.layer])
            z = float(self.weights[link.layer] @ np.array(values) + self.constants[link.layer])
            result.append(1 / (1 + math.exp(-z)))
        return result


def _mean(labels: Floats, piece: Piece, first: int) -> float:
    return float(labels[piece.low : piece.high, first : first + 2].sum(1).mean())


def _odds(probability: float) -> float:
    p = min(max(probability, 1e-3), 1 - 1e-3)
    return math.log(p / (1 - p))
