"""A cross-encoder on fnc1: `python train_story_pairs.py NAME --encoder FOLDER --without FOLD`.

All six layers see headline and article together and say how they stand: STANCES or "unrelated".
Over fnc1 outside the fold, its classes about as often as each other, and stories of our own. Tried
beside train_story.py, which reads each side by itself (RUNS.md).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from encoder import NEVER
from story_data import WORDS, article, headline, plain, read_of
from story_model import NORM, Reader
from tokenizers import Tokenizer
from torch import Tensor, nn
from train_story import WEIGHTS

from bench.pairs import area, cases

FNC_STANCES = ("agree", "disagree", "discuss", "unrelated")
LONGEST = 144
TOGETHER = 3_000
EACH = {"agree": 260, "disagree": 1_000, "discuss": 300, "unrelated": 120}
"""At most so many pairs of each class a pass."""
_XOR = {
    ("for", "for"): "agree",
    ("against", "against"): "agree",
    ("for", "against"): "disagree",
    ("against", "for"): "disagree",
}


class Text(NamedTuple):
    pieces: list[int]
    first: int
    gold: int


class Crossed(Reader):
    def __init__(self, folder: Path, weights: Path) -> None:
        super().__init__(folder, weights)
        self.out = nn.Linear(self.inner.out_features, len(FNC_STANCES))

    def both(self, texts: list[Text]) -> Tensor:
        """Scores (b, 4) of FNC_STANCES."""
        n = max(len(t.pieces) for t in texts)
        pieces = torch.tensor([t.pieces + [0] * (n - len(t.pieces)) for t in texts])
        lengths = torch.tensor([len(t.pieces) for t in texts])
        at = torch.arange(n)[None]
        side = (at < torch.tensor([t.first for t in texts])[:, None]).long()
        e = self.encoder
        x = F.embedding(pieces, e.tables["word"]) + e.tables["position"][:n] + self.kind[side]
        x = e.norm(x, *(e.tables[f"norm_{k}"] for k in NORM))
        mask = (at < lengths[:, None]).float()
        for i in range(e.layers):
            x = self.layer(x, ((1 - mask) * NEVER)[:, None, None], i)
        mean = (x * mask[..., None]).sum(1) / lengths[:, None]
        seen = torch.cat([x[:, 0], mean], -1)
        return self.out(F.gelu(self.inner(F.dropout(seen, 0.1, self.training))))


def batches(texts: list[Text], rng: random.Random) -> list[list[Text]]:
    found: list[list[Text]] = [[]]
    for t in sorted(texts, key=lambda t: len(t.pieces) + rng.random() * 10):
        if found[-1] and (len(found[-1]) + 1) * len(t.pieces) > TOGETHER:
            found.append([])
        found[-1].append(t)
    rng.shuffle(found)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--init", type=Path)
    parser.add_argument("--without", type=int, required=True)
    parser.add_argument("--passes", type=int, default=2)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "runs")
    args = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    rng, started = random.Random(1), time.time()  # noqa: S311
    folder = args.out / args.name
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)

    def text(one: str, other: str, stance: str) -> Text:
        found = tokenizer.encode(one, other)
        return Text(found.ids, found.type_ids.count(0), FNC_STANCES.index(stance))

    model = Crossed(args.encoder, WEIGHTS)
    if args.init:
        held = torch.load(args.init)
        model.load_state_dict({k: v for k, v in held.items() if "out." not in k}, strict=False)
    model.train()
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=args.rate, weight_decay=0.01, betas=(0.9, 0.98))
    asked = cases()
    of = {c.id: read_of(c.body) for c in asked}
    total, done = 0, 0
    for turn in range(args.passes):
        texts = []
        for stance, most in EACH.items():
            own = [c for c in asked if c.stance == stance and c.fold != args.without]
            chosen = rng.sample(own, min(most, len(own)))
            texts += [text(plain(c.headline), of[c.id], stance) for c in chosen]
        for _ in range(250):
            one = rng.choice(WORDS["stories"])
            stands = rng.choice(["for", "against", "open"]), rng.choice(["for", "against", "open"])
            made = headline(one, stands[0], rng), article(one, stands[1], rng)
            texts.append(text(*made, _XOR.get(stands, "discuss")))
        work = batches(texts, rng)
        total = total or len(work) * args.passes
        running = 0.0
        for batch in work:
            factor = min(1.0, (done + 1) / (0.1 * total)) * max(0.02, 1 - done / total)
            for group in optimizer.param_groups:
                group["lr"] = args.rate * factor
            value = F.cross_entropy(model.both(batch), torch.tensor([t.gold for t in batch]))
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            done, running = done + 1, running + float(value.detach())
        facts = {"turn": turn, "pairs": len(texts), "loss": round(running / len(work), 3)}
        print(json.dumps(facts | {"seconds": round(time.time() - started)}), flush=True)
    model.eval()
    mine = [c for c in asked if c.fold == args.without]
    texts = [text(plain(c.headline), of[c.id], c.stance) for c in mine]
    chances = np.zeros((len(mine), len(FNC_STANCES)), np.float32)
    order = sorted(range(len(texts)), key=lambda k: len(texts[k].pieces))
    with torch.no_grad():
        for low in range(0, len(order), 16):
            part = order[low : low + 16]
            chances[part] = model.both([texts[k] for k in part]).softmax(-1).numpy()
    np.savez(folder / "judged.npz", ids=[f"{c.id}:{c.n}" for c in mine], chances=chances)
    denied = np.array([c.stance == "disagree" for c in mine])
    print(json.dumps({"area": round(area(denied, chances[:, 1]), 3)}), flush=True)


if __name__ == "__main__":
    main()
