"""Event triggers."""

from __future__ import annotations

import hashlib

import numpy as np

from bench.corpora import Article
from onrecord.model.decode import Ints
from onrecord.model.triggers import EVENTS
from onrecord.model.words import Words

CORPUS = "timex_tbaq"
CLASSES = {
    "OCCURRENCE": "occurrence",
    "REPORTING": "reporting",
    "I_ACTION": "action",
    "I_STATE": "state",
    "STATE": "state",
    "PERCEPTION": "state",
    "ASPECTUAL": "aspectual",
}
"""TimeML's classes of events, and which of ours each is."""


def is_dev(id: str) -> bool:
    """Whether an article of timex_tbaq is one of the quarter that is measured on."""
    return int(hashlib.sha256(id.encode("utf-8")).hexdigest(), 16) % 4 == 0


def gold(article: Article, words: Words) -> Ints:
    """The class of each word (n,), an index into `EVENTS`: the last word of an event has its."""
    labels = np.zeros(len(words), np.int64)
    for event in article["events"]:
        last = int(np.searchsorted(words.start, event["end"])) - 1
        if last >= 0:
            labels[last] = EVENTS.index(CLASSES[event["class"]])
    return labels
