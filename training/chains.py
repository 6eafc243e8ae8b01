"""GUM's mentions and chains as the ranker sees them, and the ranker in torch."""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

import data
import numpy as np
import paths
import torch
import torch.nn.functional as F
from encoder import NEVER
from mentions import Marked
from reader import VECTOR
from spans import key
from torch import Tensor, nn

from onrecord.annotate import ranking, sentences
from onrecord.ingest import from_text

HIDDEN = 32


class Ranker(nn.Module):
    """Scores of (mention, chain) pairs: products of vectors, and a small network of features."""

    def __init__(self) -> None:
        super().__init__()
        self.near = nn.Parameter(torch.tensor(0.5))
        self.name = nn.Parameter(torch.tensor(0.2))
        self.table = nn.Parameter(torch.randn(ranking.PAIR_SIZE, HIDDEN) * 0.05)
        self.hidden = nn.Parameter(torch.zeros(HIDDEN))
        self.out = nn.Linear(HIDDEN, 1)
        self.direct = nn.Parameter(torch.zeros(ranking.PAIR_SIZE))
        self.fresh = nn.Parameter(torch.zeros(ranking.NEW_SIZE))
        self.new = nn.Linear(VECTOR, 1)
        nn.init.zeros_(self.new.weight)

    def forward(
        self, query: Tensor, near: Tensor, name: Tensor, pairs: Tensor, there: Tensor, new: Tensor
    ) -> Tensor:
        """(Q, C + 1): scores of each mention's chains, and last of a chain of its own.

        `query` (Q, V); `near` and `name` (Q, C, V): vectors of each chain's last mention and of
        its last name (zeros without one); `pairs` (Q, C, F), `new` (Q, G): rows of the tables;
        `there` (Q, C): which chains there are.
        """
        root = math.sqrt(VECTOR)
        q = query[:, :, None]
        score = (self.near * (near @ q) + self.name * (name @ q))[..., 0] / root
        hidden = F.dropout(torch.relu(self.table[pairs].sum(2) + self.hidden), 0.25, self.training)
        score = score + self.out(hidden)[..., 0] + self.direct[pairs].sum(2)
        own = self.fresh[new].sum(1) + self.new(query)[:, 0]
        return torch.cat([score.masked_fill(~there, NEVER), own[:, None]], 1)


@dataclass
class Question:
    """One mention and the chains before it: which is it?"""

    mention: int
    pairs: Tensor
    new: Tensor
    near: Tensor  # (C,) the chains' last mentions
    name: Tensor  # (C,) their last names, or the number of mentions: none
    goal: int
    group: int


@dataclass
class Told:
    """An article with its chains."""

    item: Marked
    mentions: ranking.Mentions
    questions: list[Question]

    @cached_property
    def asked(self) -> Asked:
        return Asked(self.questions, len(self.mentions))


def fold_attributions() -> dict[str, list[dict]]:
    """Attributions of GUM's articles by weights that never saw them, by digest of the id."""
    found = {}
    for name in ("gum_news", "gum_other_cc"):
        with (paths.ROOT / "training" / "folds" / f"{name}.jsonl").open() as lines:
            for line in lines:
                row = json.loads(line)
                found[row["article"]] = row["attributions"]
    return found


def context(doc: dict, item: Marked, attributions: list[dict]):
    """The sentence, content and source of each word."""
    words = item.words
    document = from_text(doc["text"], id=doc["id"])
    starts = [s.start for s in sentences.split(document)]
    sentence = np.array([bisect_right(starts, int(s)) - 1 for s in words.start], np.int32)
    content = np.full(len(words), -1, np.int32)
    source = np.full(len(words), -1, np.int32)
    for number, a in enumerate(attributions):
        for which, array in (("content", content), ("source", source)):
            for s, e in a[which]:
                low, high = data._range(words, s, e)
                array[low:high] = number
    return sentence, content, source


def told(doc: dict, item: Marked, attributions: list[dict]) -> Told:
    """Questions of an article, its gold chains read along."""
    sentence, content, source = context(doc, item, attributions)
    strings = item.words.strings()
    order = item.mentions
    found = []
    for m in order:
        type_ = m["type"] if m["type"] in ranking.TYPE else "other"
        if m["tag"] == "NNPS" and m["type"] == "person":
            type_ = "group"
        found.append(ranking.Found(m["low"], m["high"], ranking.KINDS.index(m["kind"]), type_))
    mentions = ranking.describe(strings, item.words.paragraph, sentence, found, content, source)
    chains = ranking.Chains(mentions)
    questions = []
    for i, m in enumerate(order):
        chain = int(m["cluster"]) if str(m["cluster"]).isdigit() else hash(m["cluster"])
        slots = chains.candidates(i) if mentions.asked(i) else []
        if len(slots):
            pairs, new = chains.features(i, slots)
            keys = [chains.keys[slot] for slot in slots.tolist()]
            name = chains.name[slots]
            questions.append(
                Question(
                    i,
                    torch.from_numpy(pairs),
                    torch.from_numpy(new),
                    torch.from_numpy(chains.last[slots]),
                    torch.from_numpy(np.where(name >= 0, name, len(order))),
                    keys.index(chain) if chain in keys else len(keys),
                    mentions.group(i),
                )
            )
        if mentions.precedes(i):
            chains.add(i, chain)
    return Told(item, mentions, questions)


class Asked:
    """An article's questions as tensors, padded to the most chains."""

    def __init__(self, questions: list[Question], mentions: int) -> None:
        most = max(len(q.near) for q in questions)
        q = len(questions)
        features, fresh = questions[0].pairs.shape[1], len(questions[0].new)
        self.mention = torch.tensor([each.mention for each in questions])
        self.group = torch.tensor([each.group for each in questions])
        self.goal = torch.tensor(
            [most if each.goal == len(each.near) else each.goal for each in questions]
        )
        self.pairs = torch.zeros(q, most, features, dtype=torch.int64)
        self.new = torch.zeros(q, fresh, dtype=torch.int64)
        self.near = torch.full((q, most), mentions)
        self.name = torch.full((q, most), mentions)
        self.there = torch.zeros(q, most, dtype=torch.bool)
        for row, each in enumerate(questions):
            n = len(each.near)
            self.pairs[row, :n], self.new[row] = each.pairs, each.new
            self.near[row, :n], self.name[row, :n] = each.near, each.name
            self.there[row, :n] = True

    def scores(self, ranker: Ranker, query: Tensor, keyed: Tensor, head: Tensor) -> Tensor:
        q, k = query[head], keyed[head]
        k = torch.cat([k, k.new_zeros(1, k.shape[1])])
        return ranker(q[self.mention], k[self.near], k[self.name], self.pairs, self.there, self.new)


NOMINAL_WEIGHT = 0.3


def rank_loss(ranker: Ranker, article: Told, query: Tensor, keyed: Tensor) -> Tensor:
    """Negative log-likelihood of the right chains; `query`, `keyed` (n, V) of the words."""
    if not article.questions:
        return query.new_zeros(())
    asked = article.asked
    scores = asked.scores(ranker, query, keyed, torch.from_numpy(article.mentions.head))
    weight = torch.where(asked.group < 3, 1.0, NOMINAL_WEIGHT)
    return (F.cross_entropy(scores, asked.goal, reduction="none") * weight).sum()


def accuracy(ranker: Ranker, article: Told, query: Tensor, keyed: Tensor) -> dict[int, list[int]]:
    """By group of anaphor: [right, asked], chains before it given."""
    if not article.questions:
        return {}
    asked = article.asked
    scores = asked.scores(ranker, query, keyed, torch.from_numpy(article.mentions.head))
    right = scores.argmax(1) == asked.goal
    return {
        g: [int(right[asked.group == g].sum()), int((asked.group == g).sum())]
        for g in asked.group.unique().tolist()
    }


__all__ = ["Ranker", "Told", "accuracy", "fold_attributions", "key", "rank_loss", "told"]
