"""Trains the reader of stories: `python train_story.py NAME --encoder FOLDER …`, into runs/NAME/.

Over stories of our own and plain news; with `--without FOLD …` also over fnc1 outside those folds,
where only pairs are told: "agree" if headline and article take the story alike, "disagree" if one
takes it for true and one for false, "discuss" if either leaves it open.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import paths
import torch
from story_data import WORDS, Told, news, plain, read_of, told
from story_model import Reader
from tokenizers import Tokenizer
from torch import Tensor

from bench.pairs import Case, area, cases

WEIGHTS = paths.ROOT / "src" / "onrecord" / "model" / "weights"
LONGEST = 208
"""Word pieces of an article that are read; a headline's are fewer anyway."""
TOGETHER = 3_000
"""Word pieces of a step, padding and all."""
BODIES, HEADLINES = 6, 8
"""Of fnc1 in a step: articles, and headlines of each."""
STANCES = ("agree", "disagree", "discuss")


class Text(NamedTuple):
    pieces: list[int]
    headline: bool


class Pieces:
    def __init__(self, folder: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(LONGEST)

    def __call__(self, text: str, headline: bool) -> Text:
        return Text(self.tokenizer.encode(text).ids, headline)


def scores(model: Reader, texts: Sequence[Text]) -> Tensor:
    """Scores (n, 3), texts of like length read together."""
    order = sorted(range(len(texts)), key=lambda k: len(texts[k].pieces))
    found: list[Tensor] = []
    low = 0
    while low < len(order):
        high, least = low + 1, len(texts[order[low]].pieces)
        while high < len(order):
            size = len(texts[order[high]].pieces)
            if (high + 1 - low) * size > TOGETHER or size > 1.3 * least + 8:
                break
            high += 1
        part = [texts[k] for k in order[low:high]]
        n = max(len(t.pieces) for t in part)
        pieces = torch.tensor([t.pieces + [0] * (n - len(t.pieces)) for t in part])
        lengths = torch.tensor([len(t.pieces) for t in part])
        found.append(model(pieces, lengths, torch.tensor([t.headline for t in part])))
        low = high
    back = torch.empty(len(order), dtype=torch.long)
    back[torch.tensor(order)] = torch.arange(len(order))
    return torch.cat(found)[back]


def pair_chances(headline: Tensor, article: Tensor) -> Tensor:
    """Probabilities (n, 3) of STANCES, of two rows of scores."""
    h, b = headline.softmax(-1), article.softmax(-1)
    agree = h[:, 0] * b[:, 0] + h[:, 1] * b[:, 1]
    deny = h[:, 0] * b[:, 1] + h[:, 1] * b[:, 0]
    return torch.stack([agree, deny, (1 - agree - deny).clamp(min=0)], -1)


def direct(found: Tensor, texts: Sequence[Told]) -> Tensor:
    log = found.log_softmax(-1)
    may = torch.tensor([t.may for t in texts])
    weight = torch.tensor([t.weight for t in texts])
    return -(torch.logsumexp(log + may.clamp(min=1e-9).log(), -1) * weight).sum() / len(texts)


class Fnc:
    """fnc1's related pairs, by article; each pair counts less, the more its two sides have."""

    def __init__(self, asked: Sequence[Case], pieces: Pieces) -> None:
        self.asked = [c for c in asked if c.stance != "unrelated"]
        self.heads = {c.headline: pieces(plain(c.headline), True) for c in asked}
        self.bodies: dict[str, Text] = {}
        for c in asked:
            if c.id not in self.bodies:
                self.bodies[c.id] = pieces(read_of(c.body), False)
        self.of: dict[str, list[Case]] = {}
        for c in self.asked:
            self.of.setdefault(c.id, []).append(c)
        self.times: dict[str, int] = {}
        for c in self.asked:
            self.times[c.headline] = self.times.get(c.headline, 0) + 1

    def steps(self, folds: Sequence[int], rng: random.Random) -> Iterator[list[Case]]:
        ids = [id for id, own in self.of.items() if own[0].fold in folds]
        rng.shuffle(ids)
        for low in range(0, len(ids), BODIES):
            batch: list[Case] = []
            for id in ids[low : low + BODIES]:
                own = self.of[id]
                batch += rng.sample(own, min(len(own), HEADLINES))
            yield batch

    def loss(self, model: Reader, batch: Sequence[Case]) -> Tensor:
        heads = list(dict.fromkeys(c.headline for c in batch))
        ids = list(dict.fromkeys(c.id for c in batch))
        found = scores(model, [self.heads[h] for h in heads] + [self.bodies[i] for i in ids])
        h = found[[heads.index(c.headline) for c in batch]]
        b = found[[len(heads) + ids.index(c.id) for c in batch]]
        gold = torch.tensor([STANCES.index(c.stance) for c in batch])
        count = {i: sum(c.id == i for c in batch) for i in ids}
        weight = torch.tensor(
            [1 / math.sqrt(count[c.id] * max(1.0, self.times[c.headline] / 6)) for c in batch]
        )
        log = pair_chances(h, b).clamp(min=1e-4).log()
        return -(log[torch.arange(len(batch)), gold] * weight).sum() / weight.sum()

    @torch.no_grad()
    def judge(
        self, model: Reader, asked: Sequence[Case]
    ) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
        """Scores of the cases' headlines and articles."""
        model.eval()
        heads = list(dict.fromkeys(c.headline for c in asked))
        ids = list(dict.fromkeys(c.id for c in asked))
        found = scores(model, [self.heads[h] for h in heads] + [self.bodies[i] for i in ids])
        model.train()
        rows = found.numpy()
        return dict(zip(heads, rows, strict=False)), dict(zip(ids, rows[len(heads) :], strict=True))


def measured(
    fnc: Fnc, model: Reader, asked: Sequence[Case], folds: Sequence[int], folder: Path
) -> dict[str, float]:
    """The area of *denies* among the related pairs of some folds; keeps the scores of these."""
    asked = [c for c in asked if c.fold in folds]
    heads, bodies = fnc.judge(model, asked)
    h = np.array([heads[c.headline] for c in asked])
    b = np.array([bodies[c.id] for c in asked])
    np.savez(folder / "judged.npz", ids=[f"{c.id}:{c.n}" for c in asked], heads=h, bodies=b)
    chance = pair_chances(torch.tensor(h), torch.tensor(b))[:, 1].numpy()
    found = {}
    for k in folds:
        mine = np.array([c.fold == k and c.stance != "unrelated" for c in asked])
        denied = np.array([c.stance == "disagree" for c in asked])
        found[f"fold{k}"] = round(area(denied[mine], chance[mine]), 3)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--init", type=Path)
    parser.add_argument("--without", type=int, nargs="+", help="folds of fnc1 that are left out")
    parser.add_argument("--own", type=int, default=1500, help="stories of our own a pass")
    parser.add_argument("--passes", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--decay", type=float, default=0.8, help="of the rate, by layer downwards")
    parser.add_argument("--frozen", type=int, default=0, help="lower layers that stay")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "runs")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    rng = random.Random(args.seed)  # noqa: S311
    folder = args.out / args.name
    folder.mkdir(parents=True, exist_ok=True)
    log = (folder / "log.txt").open("a")
    started = time.time()

    def say(**facts: object) -> None:
        facts["seconds"] = round(time.time() - started)
        for out in (None, log):
            print(json.dumps(facts), file=out, flush=True)

    model, pieces = Reader(args.encoder, WEIGHTS, args.frozen), Pieces(args.encoder)
    if args.init:
        model.load_state_dict(torch.load(args.init), strict=False)
    model.train()
    trained = {k: p for k, p in model.named_parameters() if p.requires_grad}
    depth = model.encoder.layers
    groups = []
    for k, p in trained.items():
        layer = int(k.split(".")[2]) if k.startswith("encoder.blocks.") else depth
        own = 3.0 if not k.startswith("encoder.") and not args.init else 1.0
        groups.append({"params": [p], "top": args.rate * own * args.decay ** (depth - layer)})
    optimizer = torch.optim.AdamW(groups, lr=args.rate, weight_decay=0.01, betas=(0.9, 0.98))
    asked = cases()
    fnc = Fnc(asked, pieces)
    learnt = [k for k in range(4) if k not in (args.without or range(4))]
    kept = [s for k, s in enumerate(WORDS["stories"]) if args.without or k % 8]
    watch = [s for k, s in enumerate(WORDS["stories"]) if not k % 8]
    held = list(told(random.Random(77), watch, 60))  # noqa: S311
    held_texts = [pieces(t.text, t.headline) for t in held]
    done, total, running = 0, None, [0.0, 0.0, 0]
    for turn in range(args.passes):
        own = [*told(rng, kept, args.own), *news(rng, args.own // 5)]
        rng.shuffle(own)
        work = list(fnc.steps(learnt, rng)) if learnt else [[] for _ in range(len(own) // 40 + 1)]
        each = len(own) / len(work)
        total = total or len(work) * args.passes
        for k, batch in enumerate(work):
            factor = min(1.0, (done + 1) / (0.1 * total)) * max(0.02, 1 - done / total)
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * factor
            part = own[round(k * each) : round((k + 1) * each)]
            value = torch.zeros(())
            if part:
                found = scores(model, [pieces(t.text, t.headline) for t in part])
                mine = direct(found, part)
                running[0] += float(mine.detach())
                value = value + mine
            if batch:
                theirs = fnc.loss(model, batch)
                running[1] += float(theirs.detach())
                value = value + theirs
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(trained.values(), 1.0)
            optimizer.step()
            done, running[2] = done + 1, running[2] + 1
            if running[2] == 20:
                say(
                    turn=turn,
                    step=k + 1,
                    own=round(running[0] / 20, 3),
                    fnc=round(running[1] / 20, 3),
                )
                running = [0.0, 0.0, 0]
        torch.save({k: p.detach() for k, p in trained.items()}, folder / "last.pt")
        facts: dict[str, object] = {"turn": turn, "of": len(work)}
        if not args.without:
            model.eval()
            with torch.no_grad():
                right = scores(model, held_texts).argmax(-1).tolist()
            model.train()
            hits = [t.may[k] for t, k in zip(held, right, strict=True)]
            facts["heads"], facts["articles"] = (np.mean(hits[k::2]).round(3) for k in (0, 1))
        if turn == args.passes - 1:
            facts |= measured(fnc, model, asked, args.without or range(4), folder)
        say(**facts)


if __name__ == "__main__":
    main()
