"""Confidence."""

import numpy as np
import pytest

from onrecord.model.confidence import FEATURES, Confidence, features
from onrecord.model.decode import Link, Piece, Scores
from onrecord.model.session import WEIGHTS
from onrecord.model.words import split_words

TEXT = "Mayor said rain will come"
WORDS = split_words(TEXT, [(0, len(TEXT))])
LINK = Link(
    layer=0, source=Piece(0, 1), cue=Piece(1, 2), content=(Piece(2, 5),), evidence=(0.9, 0.9)
)


def scores(sharpness: float) -> Scores:
    """Scores in which every word of LINK has its own label, more or less sharply."""
    emit = np.zeros((5, 2, 7), np.float32)
    for word, label in enumerate((1, 3, 5, 6, 6)):
        emit[word, 0, label] = sharpness
    nothing = np.zeros((5, 3), np.float32)
    return Scores(emit=emit, query=nothing, key=nothing, nothing=nothing)


def test_each_feature_has_a_value() -> None:
    labels = np.full((5, 7), 1 / 7, np.float32)
    assert len(features(LINK, WORDS, labels)) == len(FEATURES)


def test_sharper_labels_give_more_confidence() -> None:
    confidence = Confidence.load(WEIGHTS / "confidence.json")
    (doubtful,), (sure,) = (confidence([LINK], WORDS, scores(x)) for x in (0.5, 6.0))
    assert 0 < doubtful < sure < 1


def test_weights_decide() -> None:
    weights = np.zeros((2, len(FEATURES)), np.float32)
    constants = np.array([0.0, 0.0], np.float32)
    assert Confidence(weights, constants)([LINK], WORDS, scores(1)) == [pytest.approx(0.5)]
