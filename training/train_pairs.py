"""Trains the judge of pairs: `python train_pairs.py NAME --encoder FOLDER …`, into runs/NAME/.

Over all corpora but fnc1, which is what it is measured on; or with `--made` over made pairs alone.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import paths
import torch
from pairs_data import (
    DENIES,
    NOT_SAME,
    RELATIONS,
    SAME,
    UNRELATED,
    Pair,
    base,
    made,
    plain,
    read,
)
from pairs_model import Judge
from tokenizers import Tokenizer
from torch import Tensor

WEIGHTS = paths.ROOT / "src" / "onrecord" / "model" / "weights"
LONGEST = 128
TOGETHER = 3_000
"""Word pieces of a batch, padding and all."""


class States:
    """Texts to the lower layers' states, each read once."""

    def __init__(self, model: Judge, folder: Path) -> None:
        self.model, self.known = model, {}
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(LONGEST)

    def __call__(self, texts: list[str]) -> None:
        new = [t for t in dict.fromkeys(texts) if t not in self.known]
        ids = [e.ids for e in self.tokenizer.encode_batch(new)]
        order = sorted(range(len(new)), key=lambda k: len(ids[k]))
        for low in range(0, len(order), 48):
            part = order[low : low + 48]
            for k, got in zip(part, self.model.read([ids[k] for k in part]), strict=True):
                self.known[new[k]] = got

    def pairs(self, pairs: list[Pair]) -> tuple[list[Tensor], list[Tensor], Tensor]:
        one = [self.known[p.first] for p in pairs]
        other = [self.known[p.second] for p in pairs]
        like = torch.stack([(a[1] * b[1]).sum() for a, b in zip(one, other, strict=True)])
        return [a[0].float() for a in one], [b[0].float() for b in other], like

    def size(self, p: Pair) -> int:
        return len(self.known[p.first][0]) + len(self.known[p.second][0])


def batches(pairs: list[Pair], states: States, rng: random.Random) -> list[list[Pair]]:
    """Pairs of like length together, in no order."""
    pairs = sorted(pairs, key=lambda p: states.size(p) + rng.random() * 12)
    found: list[list[Pair]] = [[]]
    for p in pairs:
        full = (len(found[-1]) + 1) * states.size(p) > TOGETHER or len(found[-1]) >= 48
        if found[-1] and full:
            found.append([])
        found[-1].append(p)
    rng.shuffle(found)
    return found


def loss(scores: Tensor, pairs: list[Pair]) -> Tensor:
    log = torch.log_softmax(scores, -1)
    target = torch.tensor([p.target for p in pairs])
    share = torch.tensor([p.share for p in pairs])
    weight = torch.tensor([p.weight for p in pairs])
    one = torch.logsumexp(log + (target.clamp(min=1e-9)).log(), -1)
    rest = torch.logsumexp(log + torch.tensor(NOT_SAME).clamp(min=1e-9).log(), -1)
    return -((share * one + (1 - share) * rest) * weight).sum() / len(pairs)


@torch.no_grad()
def judge(model: Judge, states: States, pairs: list[tuple[str, str]]) -> np.ndarray:
    """Scores (n, 5)."""
    model.eval()
    rows = [Pair(a, b, SAME) for a, b in pairs]
    found = np.zeros((len(rows), len(RELATIONS)), np.float32)
    at = {}
    for k, p in enumerate(rows):
        at.setdefault((p.first, p.second), []).append(k)
    distinct = [Pair(a, b, SAME) for a, b in at]
    for low in range(0, len(distinct), 2000):
        part = distinct[low : low + 2000]
        states([t for p in part for t in (p.first, p.second)])
        for batch in batches(part, states, random.Random(0)):  # noqa: S311
            for p, row in zip(batch, model(*states.pairs(batch)).numpy(), strict=True):
                found[at[p.first, p.second]] = row
    model.train()
    return found


def soft(scores: np.ndarray) -> np.ndarray:
    e = np.exp(scores - scores.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def dev(model: Judge, states: States) -> dict[str, float]:
    """What a run is watched by: MRPC's validation share (learnt from too) and made pairs."""
    rows = [r for r in read("mrpc") if r["split"] == "val"]
    p = soft(judge(model, states, [(plain(r["a"]), plain(r["b"])) for r in rows]))[:, 0]
    gold = np.array([r["paraphrase"] for r in rows])
    best = max(f1(gold, p > t) for t in np.linspace(0.2, 0.8, 25))
    kept = (DENIES, NOT_SAME, SAME, UNRELATED)
    pairs = [x for x in made(random.Random(99), share=0.12) if x.target in kept]  # noqa: S311
    q = soft(judge(model, states, [(x.first, x.second) for x in pairs]))[:, 1]
    denied = np.array([x.target == DENIES for x in pairs])
    return {"mrpc_val": best, "made_denies": f1(denied, q > 0.5)}


def f1(gold: np.ndarray, said: np.ndarray) -> float:
    hit = float((gold.astype(bool) & said).sum())
    return 2 * hit / max(1.0, float(gold.sum() + said.sum()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--init", type=Path)
    parser.add_argument("--made", type=float, help="made pairs alone, this share of them")
    parser.add_argument("--passes", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "runs")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    rng = random.Random(args.seed)  # noqa: S311
    folder = args.out / args.name
    folder.mkdir(parents=True, exist_ok=True)
    log = (folder / "log.txt").open("a")

    def say(**facts: object) -> None:
        print(json.dumps(facts), flush=True)
        print(json.dumps(facts), file=log, flush=True)

    model = Judge(args.encoder, WEIGHTS)
    model.keep_own(args.encoder)
    if args.init:
        model.load_state_dict(torch.load(args.init), strict=False)
    states = States(model, args.encoder)
    trained = {k: p for k, p in model.named_parameters() if p.requires_grad}
    heads = [p for k, p in trained.items() if not k.startswith("encoder.")]
    layers = [p for k, p in trained.items() if k.startswith("encoder.")]
    step_groups = [
        {"params": layers, "lr": args.rate, "top": args.rate},
        {"params": heads, "lr": args.rate * 3, "top": args.rate * 3},
    ]
    optimizer = torch.optim.AdamW(step_groups, weight_decay=0.01, betas=(0.9, 0.98))
    started, done, total = time.time(), 0, None
    for turn in range(args.passes):
        pairs = list(made(rng, share=args.made)) if args.made else base(rng)
        states([t for p in pairs for t in (p.first, p.second)])
        work = batches(pairs, states, rng)
        total = total or len(work) * args.passes
        facts = {"pairs": len(pairs), "batches": len(work), "pieces": sum(map(states.size, pairs))}
        say(turn=turn, **facts, seconds=round(time.time() - started))
        running = 0.0
        for k, batch in enumerate(work):
            warm = min(1.0, (done + 1) / 60)
            factor = warm * max(0.02, 0.5 * (1 + math.cos(math.pi * min(1, done / total))))
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * factor
            value = loss(model(*states.pairs(batch)), batch)
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(trained.values(), 1.0)
            optimizer.step()
            done += 1
            running += float(value.detach())
            if k % 100 == 99:
                seconds = round(time.time() - started)
                say(turn=turn, batch=k + 1, loss=round(running / 100, 4), seconds=seconds)
                running = 0.0
        torch.save({k: p.detach() for k, p in trained.items()}, folder / "last.pt")
        watched = {} if args.made else dev(model, states)
        say(turn=turn, seconds=round(time.time() - started), **watched)


if __name__ == "__main__":
    main()
