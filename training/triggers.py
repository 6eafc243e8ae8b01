"""The head that says what kind of word each word is: triggers.npz.

    python silver_tags.py
    python triggers.py --out ../src/onrecord/model/weights

Events are TimeBank's and AQUAINT's (timex_tbaq, the articles of the development part alone), the
classes of words those of silver_tags.py. Both are multinomial logistic regressions on the packaged
encoder's states, which stay as they are; the states' means and spreads are folded into the weights.
Deterministic on one machine. numpy and scikit-learn are enough.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import paths
from sklearn.linear_model import LogisticRegression

from bench import corpora, events
from onrecord.ingest import from_text
from onrecord.model.session import Encoder
from onrecord.model.triggers import EVENTS, TAGS
from onrecord.model.words import split_words

SILVER = paths.ROOT / "training" / "silver" / "tags.jsonl"
PENN = {
    **dict.fromkeys(("NN", "NNS"), "noun"),
    **dict.fromkeys(("NNP", "NNPS"), "name"),
    "VBD": "past",
    **dict.fromkeys(("VBZ", "VBP"), "present"),
    "VB": "base",
    "VBG": "gerund",
    "VBN": "participle",
    "MD": "modal",
    **dict.fromkeys(("JJ", "JJR", "JJS"), "adjective"),
}
STRENGTH = 0.003
"""The inverse of the penalty on the squared weights, as scikit-learn counts it."""


def words_of(article: dict):
    document = from_text(article["text"], id=article["id"])
    return split_words(document.text, [(b.start, b.end) for b in document.story])


def fit(states: np.ndarray, labels: np.ndarray, classes: int, turns: int):
    """Weight (size, classes) and bias of a softmax on plain states."""
    assert set(labels) == set(range(classes))
    mean, spread = states.mean(0), states.std(0)
    model = LogisticRegression(C=STRENGTH, max_iter=turns).fit((states - mean) / spread, labels)
    weight = (model.coef_ / spread).T
    return weight, model.intercept_ - mean @ weight


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    encoder = Encoder(threads=1)
    states, labels = [], []
    for article in corpora.read("timex_tbaq"):
        if not events.is_dev(article["id"]):
            words = words_of(article)
            states.append(encoder.states(words))
            labels.append(events.gold(article, words))
    event = fit(np.concatenate(states), np.concatenate(labels), len(EVENTS), 150)
    texts = {
        (name, article["id"]): article
        for name in ("timex_tbaq", "wikinews_2019_2020", "basil", "polnear_train")
        for article in corpora.read(name)
    }
    states, labels = [], []
    for row in corpora.read_lines(SILVER):
        words = words_of(texts[row["corpus"], row["id"]])
        tags = dict(map(tuple, row["tags"]))
        states.append(encoder.states(words))
        labels += [TAGS.index(PENN.get(tags[start], "other")) for start in words.start.tolist()]
    tag = fit(np.concatenate(states), np.array(labels), len(TAGS), 60)
    np.savez(
        args.out / "triggers.npz",
        weight=np.concatenate([tag[0], event[0]], 1).astype(np.float16),
        bias=np.concatenate([tag[1], event[1]]).astype(np.float32),
    )


if __name__ == "__main__":
    main()
