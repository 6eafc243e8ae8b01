"""Train the branch that reads names and mentions.   python train_reader.py --help

First on names alone (`--sets newswire redocred conll`), then with GUM's mentions and chains
(`--gum all`, or a fold k/n left out), from the first run's weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import chains
import data
import ladder
import mentions
import numpy as np
import paths  # noqa: F401
import steps
import torch
from ladder import Ladder, States
from mentions import NAME_LABELS, Marked
from reader import Reader
from tokenizers import Tokenizer

from bench import newswire

KEPT = Path(__file__).parent / "runs" / "states"
"""The packaged encoder's states of each text, read once for all runs."""


class Cutter:
    """Windows and batches of word pieces, or of the packaged encoder's states."""

    def __init__(self, args, tokenizer: Tokenizer, states: States | None) -> None:
        if states:
            (KEPT / states.name).mkdir(parents=True, exist_ok=True)
        self.args, self.tokenizer, self.states = args, tokenizer, states
        self.kept: dict[int, np.ndarray] = {}

    def windows(self, item: Marked, rng: random.Random | None) -> list:
        if self.states is None:
            return mentions.windows(item, self.args.size, rng)
        if id(item) not in self.kept:
            words = item.words
            name = hashlib.sha256(
                words.text.encode() + words.start.tobytes() + words.shape.tobytes()
            ).hexdigest()
            file = KEPT / self.states.name / f"{name}.npy"
            if not file.is_file():
                np.save(file, self.states(item))
            self.kept[id(item)] = np.load(file)
        return ladder.cut(item, self.kept[id(item)], self.args.words, rng)

    def batches(self, parts: list, rng: random.Random | None) -> Iterator[list]:
        if self.states is None:
            return mentions.batches(parts, self.args.tokens, rng)
        return ladder.batches(parts, self.args.tokens * 3 // 4, rng)

    def collate(self, group: list, rng: np.random.Generator | None) -> dict:
        mask, plain = (self.args.mask, self.args.plain) if rng is not None else (0, 0)
        if self.states is None:
            return mentions.collate(
                group, self.tokenizer, mask_rate=mask, plain_rate=plain, rng=rng
            )
        return ladder.collate(group, mask_rate=mask, rng=rng)


def load(tokenizer: Tokenizer, sets: list[str]) -> tuple[list[Marked], list[Marked]]:
    """What is trained on, and the newswire articles kept apart."""
    items: list[Marked] = []
    articles = data.read("ner_worldwide_newswire")
    dev = [
        mentions.marked(tokenizer, newswire.natural(a), mentions.NEWSWIRE)
        for a in newswire.dev(articles)
    ]
    for name in sets:
        if name == "newswire":
            for a in newswire.train(articles):
                items.append(mentions.marked(tokenizer, newswire.natural(a), mentions.NEWSWIRE))
        elif name == "newswire_raw":
            for a in newswire.train(articles):
                items.append(
                    mentions.marked(tokenizer, newswire.raw(a), mentions.NEWSWIRE, weight=0.7)
                )
        elif name == "newswire_capitals":
            for k, a in enumerate(newswire.train(articles)[::5]):
                text = newswire.natural(a)
                head = text["text"].split("\n")
                head = "\n".join(head[k % 5 : k % 5 + 6])
                start = text["text"].index(head)
                new = head.upper() if k % 2 else head.title()
                if len(new) != len(head):
                    continue
                inside = [
                    e | {"start": e["start"] - start, "end": e["end"] - start}
                    for e in text["entities"]
                    if e["start"] >= start and e["end"] <= start + len(head)
                ]
                items.append(
                    mentions.marked(
                        tokenizer,
                        {"id": a["id"], "text": new, "entities": inside},
                        mentions.NEWSWIRE,
                        weight=0.7,
                    )
                )
        elif name == "redocred":
            for a in mentions.redocred():
                items.append(
                    mentions.marked(
                        tokenizer,
                        a,
                        mentions.REDOCRED,
                        silent=mentions.REDOCRED_SILENT,
                        weight=0.7,
                    )
                )
        elif name == "conll":
            for a in mentions.conll():
                items.append(
                    mentions.marked(
                        tokenizer, a, mentions.CONLL, silent=mentions.CONLL_SILENT, weight=0.7
                    )
                )
    return items, dev


def load_gum(tokenizer: Tokenizer, fold: str) -> tuple[list, list]:
    """GUM's articles to train on, and those left out; `fold` is "all" or k/n."""
    docs = data.read("gum_news") + data.read("gum_other_cc")
    found = chains.fold_attributions()
    k, n = (0, 0) if fold == "all" else map(int, fold.split("/"))
    kept, out = [], []
    for i, doc in enumerate(docs):
        item = mentions.gum(tokenizer, doc)
        article = chains.told(doc, item, found[chains.key(doc["id"])])
        (out if n and i % n == k else kept).append(article)
    return kept, out


def gum_loss(model: Reader, ranker, article, group, out, batch, rng, words_of=None) -> torch.Tensor:
    words = sum(w.high - w.low for w in group)
    names = crf_loss(model, model.name_chain, out["names"], group, batch, "names")
    nominals = crf_loss(model, model.nominal_chain, out["nominals"], group, batch, "nominals")
    query, key = out["query"], out["key"]
    if words_of is not None:
        query, key = query[words_of], key[words_of]
    rank = chains.rank_loss(ranker, article, query, key)
    asked = max(1, len(article.questions))
    return (0.5 * names + nominals) / words + 0.5 * rank / asked


@torch.no_grad()
def evaluate_gum(model: Reader, ranker, cut: Cutter, articles: list) -> dict:
    """Accuracy of ranking by group, chains given; F1 of nominals and of names."""
    model.eval()
    ranker.eval()
    counts: dict[int, list[int]] = {}
    tally = {"nominals": [0, 0, 0], "names": [0, 0, 0]}
    for article in articles:
        group = cut.windows(article.item, None)
        batch = cut.collate(group, None)
        out = model(batch)
        for g, (right, asked) in chains.accuracy(ranker, article, out["query"], out["key"]).items():
            c = counts.setdefault(g, [0, 0])
            c[0] += right
            c[1] += asked
        for which, chain, labels in (
            ("nominals", model.nominal_chain, mentions.NOMINAL_LABELS),
            ("names", model.name_chain, NAME_LABELS),
        ):
            mine = spans(viterbi(chain, out[which], batch["chains"]), labels)
            allowed = getattr(article.item, which)
            gold = set()
            for m in article.item.mentions:
                if (m["kind"] == "name") == (which == "names"):
                    kinds = {labels[j][2:] for j in np.flatnonzero(allowed[m["low"]]) if j % 2}
                    if which == "nominals" or kinds & {"person", "organization", "place"}:
                        gold.add((m["low"], m["high"], frozenset(kinds)))
            if which == "names":
                mine = {x for x in mine if x[2] in ("person", "organization", "place")}
            ends = {(g[0], g[1]): g[2] for g in gold}
            hit = sum(x[2] in ends.get((x[0], x[1]), ()) for x in mine)
            tally[which] = [
                a + b for a, b in zip(tally[which], (hit, len(mine), len(gold)), strict=True)
            ]
    model.train()
    ranker.train()
    names = ("he_she", "it", "they", "other", "nominal")
    return {names[g]: f"{r}/{n} {r / n:.3f}" for g, (r, n) in sorted(counts.items())} | {
        k: round(2 * h / max(1, m + g), 4) for k, (h, m, g) in tally.items()
    }


def crf_loss(model: Reader, chain, emit, group, batch, which: str) -> torch.Tensor:
    index = batch["chains"]
    mask = index >= 0
    allowed = torch.from_numpy(mentions.allowed(group, which))
    weight = torch.cat([torch.full((w.high - w.low,), w.item.weight) for w in group])
    at = index.clamp(min=0)
    return (chain.loss(emit[at], allowed[at], mask) * weight[index[:, 0]]).sum()


@torch.no_grad()
def viterbi(chain, emit: torch.Tensor, index: torch.Tensor) -> np.ndarray:
    """The best label of each word (W,)."""
    move = chain.transition + chain.allowed
    mask = index >= 0
    e = emit[index.clamp(min=0)]
    best = chain.begin + chain.allowed_start + e[:, 0]
    back = []
    for t in range(1, e.shape[1]):
        live = int(mask[:, t].sum())
        top, arg = (best[:live, :, None] + move).max(1)
        back.append(arg)
        best = torch.cat([top + e[:live, t], best[live:]])
    state = (best + chain.finish).argmax(1)
    out = np.zeros(len(emit), np.int64)
    for t in range(e.shape[1] - 1, -1, -1):
        live = int(mask[:, t].sum())
        out[index[:live, t].numpy()] = state[:live].numpy()
        if t:
            state[:live] = back[t - 1].gather(1, state[:live, None])[:, 0]
    return out


@torch.no_grad()
def predict(model: Reader, cut: Cutter, items: list[Marked]) -> dict:
    """Names' labels (n,) and all scores, by article."""
    model.eval()
    parts = [w for item in items for w in cut.windows(item, None)]
    got: dict[tuple[int, int], np.ndarray] = {}
    for group in cut.batches(parts, None):
        batch = cut.collate(group, None)
        out = model(batch)
        found = viterbi(model.name_chain, out["names"], batch["chains"])
        at = 0
        for w in group:
            n = w.high - w.low
            got[id(w.item), w.low] = found[at : at + n]
            at += n
    model.train()
    result: dict[int, list] = {}
    for w in parts:
        result.setdefault(id(w.item), []).append(got[id(w.item), w.low])
    return {k: np.concatenate(v) for k, v in result.items()}


def spans(found: np.ndarray, names=NAME_LABELS) -> set[tuple[int, int, str]]:
    out, low = set(), None
    for i, label in enumerate([*found.tolist(), 0]):
        if low is not None and (label == 0 or label % 2 == 1):
            out.add((low, i, names[found[low]][2:]))
            low = None
        if label % 2 == 1:
            low = i
    return out


def evaluate(model: Reader, cut: Cutter, items: list[Marked]) -> dict[str, float]:
    """F1 of span and type."""
    found = predict(model, cut, items)
    counts: dict[str, list[int]] = {}
    for item in items:
        best = np.array([row.nonzero()[0][0] for row in item.names])
        gold, mine = spans(best), spans(found[id(item)])
        for t in {x[2] for x in gold | mine}:
            c = counts.setdefault(t, [0, 0, 0])
            g, m = ({x for x in s if x[2] == t} for s in (gold, mine))
            c[0] += len(g & m)
            c[1] += len(m)
            c[2] += len(g)

    def f1(c: list[int]) -> float:
        return round(2 * c[0] / max(1, c[1] + c[2]), 4)

    three = [counts.get(t, [0, 0, 0]) for t in ("person", "organization", "place")]
    return {"three": f1([sum(x) for x in zip(*three, strict=True)])} | {
        t: f1(c) for t, c in sorted(counts.items())
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument(
        "--sets", nargs="*", default=["newswire", "newswire_raw", "redocred", "conll"]
    )
    parser.add_argument("--share", nargs="*", type=float, default=[1.0, 0.2, 0.5, 0.5])
    parser.add_argument("--gum", default="", help="all, or k/n: every n-th article from k left out")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--tokens", type=int, default=4096)
    parser.add_argument("--size", type=int, default=254)
    parser.add_argument("--words", type=int, default=190, help="longest window of a ladder")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--mask", type=float, default=0.06)
    parser.add_argument("--plain", type=float, default=0.06)
    parser.add_argument(
        "--states", type=Path, help="a trunk that stays: a folder of export_reader.py --trunk"
    )
    parser.add_argument("--init", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=0)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng, nrng = random.Random(args.seed), np.random.default_rng(args.seed)  # noqa: S311
    folder = Path(__file__).resolve().parent / "runs" / args.name
    folder.mkdir(parents=True, exist_ok=True)
    log = (folder / "log.jsonl").open("a")

    def say(**row: object) -> None:
        log.write(json.dumps(row) + "\n")
        log.flush()
        print(json.dumps(row), flush=True)

    tokenizer = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    by_set = {}
    dev: list[Marked] = []
    for name in args.sets:
        by_set[name], dev = load(tokenizer, [name])
        by_set[name] = [item for item in by_set[name] if len(item)]
        if args.limit:
            by_set[name] = by_set[name][: args.limit]
    told, left_out = load_gum(tokenizer, args.gum) if args.gum else ([], [])
    model = (Ladder if args.states else Reader)(args.encoder)
    ranker = chains.Ranker()
    cut = Cutter(args, tokenizer, States(args.states) if args.states else None)
    if args.init:
        loaded = torch.load(args.init)
        model.load_state_dict(loaded["reader"], strict=False)  # a ladder has a mask more
        if loaded["ranker"]:
            ranker.load_state_dict(loaded["ranker"])
    groups = []
    layers = model.encoder.layers
    both = torch.nn.ModuleDict({"reader": model, "ranker": ranker})
    for name, p in both.named_parameters():
        if not p.requires_grad:
            continue
        name = name.removeprefix("reader.")
        depth = layers
        if name.startswith("encoder.tables"):
            depth = -1
        elif name.startswith("encoder.blocks."):
            depth = int(name.split(".")[2])
        head = not name.startswith("encoder.")
        rate = args.head_rate if head else args.rate * args.decay ** (layers - 1 - depth)
        groups.append(
            {"params": [p], "lr": rate, "peak": rate, "weight_decay": 0.01 if p.dim() > 1 else 0.0}
        )
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)
    share = dict(zip(args.sets, args.share, strict=False))
    estimate = args.epochs * (
        sum(share.get(k, 1.0) * sum(map(len, i.pieces)) for k, v in by_set.items() for i in v)
        / args.tokens
        * 1.1
        + len(told)
    )
    say(event="start", args={k: str(v) for k, v in vars(args).items()}, steps=int(estimate))
    step, pieces, began = 0, 0, time.time()
    average: dict[str, torch.Tensor] = {}
    for epoch in range(args.epochs):
        chosen = [i for k, v in by_set.items() for i in v if rng.random() < share.get(k, 1.0)]
        jobs: list = list(cut.batches([w for i in chosen for w in cut.windows(i, rng)], rng)) + told
        rng.shuffle(jobs)
        for job in jobs:
            article = job if not isinstance(job, list) else None
            group = cut.windows(article.item, rng) if article else job
            batch = cut.collate(group, nrng)
            fraction = min(step / estimate, 1.0)
            steps.pace(optimizer, fraction, rise=0.06)
            out = model(batch)
            words = sum(w.high - w.low for w in group)
            if article:
                loss = gum_loss(model, ranker, article, group, out, batch, rng)
            else:
                loss = crf_loss(model, model.name_chain, out["names"], group, batch, "names")
                loss = loss / words
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(both.parameters(), 1.0)
            optimizer.step()
            step += 1
            pieces += int(batch["lengths"].sum())
            if fraction > 0.6:
                steps.average(average, both)
            if step % 25 == 0:
                say(
                    step=step,
                    of=int(estimate),
                    rate=round(pieces / (time.time() - began)),
                    loss=round(loss.item(), 4),
                )
        save(both, folder / "last.pt")
        say(
            epoch=epoch,
            minutes=round((time.time() - began) / 60, 1),
            dev=evaluate(model, cut, dev),
            gum=evaluate_gum(model, ranker, cut, left_out),
        )
    if average:
        both.load_state_dict(average)
        save(both, folder / "average.pt")
    say(
        event="end",
        dev=evaluate(model, cut, dev),
        gum=evaluate_gum(model, ranker, cut, left_out),
    )


def save(both: torch.nn.ModuleDict, path: Path) -> None:
    torch.save({k: v.state_dict() for k, v in both.items()}, path)


if __name__ == "__main__":
    main()
