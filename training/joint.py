"""One trunk for both: attributions as the packaged encoder has them, names and mentions beside.

    python joint.py NAME --encoder FOLDER --init runs/names_base/last.pt

The lower three layers are trained for names and mentions while the attribution layers and heads
above them learn to give what the packaged encoder gave (regression on its outputs: Hinton, Vinyals,
Dean 2015; Romero et al. 2015), word by word, on news of several corpora. Decoding stays as it was.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import chains
import data
import mentions
import numpy as np
import onnx
import paths
import steps
import torch
import torch.nn.functional as F
from export import SHARED
from mentions import Marked
from onnx import numpy_helper
from reader import FEATURES, Reader, _bias
from tokenizers import Tokenizer
from torch import Tensor, nn
from train_reader import Cutter, crf_loss, evaluate, evaluate_gum, gum_loss, load, load_gum

from onrecord.model import session
from onrecord.model.windows import windows
from onrecord.model.words import split_words

PACKAGED = paths.ROOT / "src" / "onrecord" / "model" / "weights"
HEADS = {"emit": 14, "query": 192, "key": 192, "nothing": 3}


@dataclass
class Exact(mentions.Window):
    """A window as reading cuts it; the packaged outputs are those of its core."""

    core_low: int
    core_high: int


def exact(item: Marked) -> list[Exact]:
    sizes = np.array([len(p) for p in item.pieces], np.int64)
    return [
        Exact(item, w.low, w.high, w.core_low, w.core_high)
        for w in windows(sizes, item.words.paragraph)
    ]


class Joint(Reader):
    """A reader whose trunk also bears the attribution layers and heads."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        size = self.encoder.size
        self.upper = nn.ModuleList(
            nn.ParameterDict({k: v.detach().clone() for k, v in block.items()})
            for block in self.encoder.blocks[SHARED:]
        )
        self.heads = nn.ModuleDict({name: nn.Linear(size, k) for name, k in HEADS.items()})

    def packaged(self, path: Path) -> None:
        """Take trunk, attribution layers and heads from the packaged graph."""
        self.trunk_from(path)
        w = {t.name: numpy_helper.to_array(t) for t in onnx.load(path).graph.initializer}
        for i, block in enumerate(self.upper, start=SHARED):
            take_layer(block, w, i)
        for name, head in self.heads.items():
            put(head.weight, w[name + ".w"])
            put(head.bias, w[name + ".b"])

    def trunk_from(self, path: Path) -> None:
        w = {t.name: numpy_helper.to_array(t) for t in onnx.load(path).graph.initializer}
        t = self.encoder.tables
        put(t["word"], w["words"].astype(np.float32) * w["words.scale"])
        put(t["position"], w["positions"])
        put(t["norm_weight"], w["e.n"])
        put(t["norm_bias"], w["e.nb"])
        put(self.table, w["feature_table"])
        for i in range(SHARED):
            take_layer(self.encoder.blocks[i], w, i)

    def forward(
        self,
        batch: dict[str, Tensor],
        dtype: torch.dtype = torch.bfloat16,
        *,
        attributions: bool = False,
        names: bool = True,
    ) -> dict[str, Tensor]:
        e = self.encoder
        pieces, lengths = batch["pieces"], batch["lengths"]
        n = pieces.shape[1]
        x = F.embedding(pieces, e.tables["word"]) + e.tables["position"][:n]
        x = x + F.embedding(batch["feature"], self.table)
        x = e.drop(e.norm(x.to(dtype), e.tables["norm_weight"], e.tables["norm_bias"]))
        bias = _bias(n, lengths, dtype)
        for w in e.blocks[:SHARED]:
            x = self.block(x, bias, w)
        out = {}
        if attributions:
            y = x
            for w in self.upper:
                y = self.block(y, bias, w)
            words = y.flatten(0, 1)[batch["first"]].float()
            out |= {f"a_{name}": head(words) for name, head in self.heads.items()}
        if names:
            y = torch.bmm(batch["share"].to(dtype), x) + self.shape(batch["word_shape"]).to(dtype)
            bias = _bias(y.shape[1], batch["count"], dtype)
            for w in e.blocks[SHARED:]:
                y = self.block(y, bias, w)
            words = y[batch["real"]].float()
            out |= {
                "names": self.names(words),
                "nominals": self.nominals(words),
                "query": self.query(words),
                "key": self.key(words),
            }
        return out


def put(target: Tensor, value: np.ndarray) -> None:
    assert target.shape == value.shape, (target.shape, value.shape)
    target.data.copy_(torch.from_numpy(np.array(value, np.float32)))


def take_layer(block: nn.ParameterDict, w: dict[str, np.ndarray], i: int) -> None:
    """A layer of the packaged graph, its int8 weights as floats."""
    p = f"l{i}."
    for name in ("qkv", "o", "up", "down"):
        put(block[name], (w[f"{p}{name}.w"].astype(np.float32) * w[f"{p}{name}.ws"]).T)
    for mine, theirs in (
        ("qkv_b", "qkv.b"),
        ("o_b", "ob"),
        ("n1", "n1"),
        ("n1_b", "n1b"),
        ("up_b", "upb"),
        ("down_b", "db"),
        ("n2", "n2"),
        ("n2_b", "n2b"),
    ):
        put(block[mine], w[p + theirs])


class Teacher:
    """The packaged encoder's outputs (n, 401) for an article's words, read once and kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.engine = session.Encoder(folder=PACKAGED_COPY, threads=1)
        self.kept: dict[int, np.ndarray] = {}

    def __call__(self, item: Marked) -> np.ndarray:
        if id(item) not in self.kept:
            words = item.words
            key = hashlib.sha256(words.text.encode() + words.start.tobytes()).hexdigest()
            file = self.folder / f"{key}.npy"
            if not file.is_file():
                s = self.engine(words)
                n = len(words)
                parts = (s.emit, s.query, s.key, s.nothing)
                flat = np.concatenate([p.reshape(n, -1) for p in parts], 1)
                np.save(file, flat.astype(np.float16))
            self.kept[id(item)] = np.load(file)
        return self.kept[id(item)]


PACKAGED_COPY = Path(__file__).parent / "runs" / "packaged"
"""The weights that are learnt from, which stay while new ones are packaged."""


def cores(group: list[Exact]) -> Tensor:
    """Which of the batch's words make up the article, each once."""
    at, parts = 0, []
    for w in group:
        parts.append(np.arange(at + w.core_low - w.low, at + w.core_high - w.low))
        at += w.high - w.low
    return torch.from_numpy(np.concatenate(parts))


def plain(tokenizer: Tokenizer, doc: dict) -> Marked:
    """A text without annotation."""
    words = split_words(doc["text"], data.paragraphs(doc["text"]))
    return Marked(doc["id"], words, data.encode(tokenizer, words), np.zeros((0, 0), bool))


def taught(teacher: Teacher, spread: Tensor, group: list[Exact], out: dict) -> Tensor:
    """Squared distance to the packaged outputs in units of their spread, mean over outputs."""
    goal, known = [], []
    for w in group:
        goal.append(teacher(w.item)[w.low : w.high].astype(np.float32))
        keep = np.zeros(w.high - w.low, bool)
        keep[w.core_low - w.low : w.core_high - w.low] = True
        known.append(keep)
    mask = torch.from_numpy(np.concatenate(known))
    if not mask.any():
        return spread.new_zeros(())
    want = torch.from_numpy(np.concatenate(goal))[mask] / spread
    have = torch.cat([out[f"a_{name}"] for name in HEADS], 1)[mask] / spread
    gap = (have - want) ** 2
    edges = np.cumsum([0, *HEADS.values()])
    parts = [gap[:, a:z].mean() for a, z in pairwise(edges)]
    return 2 * parts[0] + parts[1] + parts[2] + parts[3]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--init", type=Path, required=True, help="a reader, for the branch")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--tokens", type=int, default=4096)
    parser.add_argument("--size", type=int, default=254)
    parser.add_argument("--words", type=int, default=190)
    parser.add_argument("--rate", type=float, default=1e-4, help="of trunk and attribution layers")
    parser.add_argument("--branch-rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=7e-4)
    parser.add_argument("--mask", type=float, default=0.04)
    parser.add_argument("--plain", type=float, default=0.08)
    parser.add_argument("--teach", type=float, default=3.0, help="weight of the packaged outputs")
    parser.add_argument("--gum-repeat", type=int, default=2)
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
    share = {"newswire": 1.0, "newswire_raw": 0.15, "redocred": 0.4, "conll": 0.4}
    named: list[tuple[float, bool, Marked]] = []
    for name, part in share.items():
        items, dev = load(tokenizer, [name])
        named += [(part, name == "newswire", i) for i in items[: args.limit or None] if len(i)]
    told, _ = load_gum(tokenizer, "all")
    unmarked: list[tuple[float, Marked]] = []
    for name, part in (("polnear_train", 0.4), ("basil", 0.3)):
        docs = data.read(name)[: args.limit or None]
        unmarked += [(part, plain(tokenizer, d)) for d in docs]
    watched = [plain(tokenizer, d) for d in data.read("polnear_dev")[:12]]
    model, ranker = Joint(args.encoder), chains.Ranker()
    loaded = torch.load(args.init)
    kept = {k: v for k, v in loaded["reader"].items() if not k.startswith(TRUNK)}
    model.load_state_dict(kept, strict=False)
    model.packaged(PACKAGED_COPY / "attribution.onnx")
    teacher = Teacher(folder.parent / "taught")
    sample = np.concatenate([teacher(i) for _, i in unmarked[:40]]).astype(np.float32)
    spread = torch.from_numpy(np.maximum(sample.std(0), 1e-3))
    cut = Cutter(args, tokenizer, None)
    both = nn.ModuleDict({"reader": model, "ranker": ranker})
    groups = []
    for name, p in both.named_parameters():
        name = name.removeprefix("reader.")
        rate = args.head_rate
        if name.startswith(("encoder.tables", "table")):
            rate = args.rate * 0.5
        elif name.startswith("encoder.blocks."):
            rate = args.rate if int(name.split(".")[2]) < SHARED else args.branch_rate
        elif name.startswith(("upper.", "heads.")):
            rate = args.rate
        groups.append(
            {"params": [p], "lr": rate, "peak": rate, "weight_decay": 0.01 if p.dim() > 1 else 0.0}
        )
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)

    def pieces_of(item: Marked) -> int:
        return sum(map(len, item.pieces))

    per_epoch = sum(p * pieces_of(i) for p, _, i in named) + sum(
        p * pieces_of(i) for p, i in unmarked
    )
    estimate = args.epochs * (per_epoch / args.tokens * 1.08 + args.gum_repeat * len(told))
    say(event="start", args={k: str(v) for k, v in vars(args).items()}, steps=int(estimate))
    step, pieces, began = 0, 0, time.time()
    average: dict[str, Tensor] = {}
    running: dict[str, float] = {}

    def fidelity() -> float:
        model.eval()
        total = []
        with torch.no_grad():
            for item in watched:
                group = exact(item)
                batch = mentions.collate(group, tokenizer)
                out = model(batch, attributions=True, names=False)
                total.append(float(taught(teacher, spread, group, out)))
        model.train()
        return round(float(np.mean(total)), 4)

    say(event="before", fidelity=fidelity())
    for _ in range(args.epochs):
        jobs: list[tuple[str, list]] = []
        chosen = {"both": [], "names": [], "taught": []}
        for part, both_ways, item in named:
            if rng.random() < part:
                chosen["both" if both_ways and rng.random() < 0.5 else "names"].append(item)
        chosen["taught"] = [item for part, item in unmarked if rng.random() < part]
        for kind, items in chosen.items():
            parts = [
                w
                for i in items
                for w in (mentions.windows(i, args.size, rng) if kind == "names" else exact(i))
            ]
            jobs += [(kind, group) for group in mentions.batches(parts, args.tokens, rng)]
        jobs += [("gum", [article]) for article in told * args.gum_repeat]
        rng.shuffle(jobs)
        for kind, job in jobs:
            group = exact(job[0].item) if kind == "gum" else job
            clean = kind == "taught"
            batch = mentions.collate(
                group,
                tokenizer,
                mask_rate=0.0 if clean else args.mask,
                plain_rate=args.plain if kind == "names" else 0.0,
                rng=nrng,
            )
            fraction = min(step / estimate, 1.0)
            steps.pace(optimizer, fraction, rise=0.05)
            out = model(batch, attributions=kind != "names", names=kind != "taught")
            words = sum(w.high - w.low for w in group)
            loss = torch.zeros(())
            if kind in ("both", "names"):
                part = (
                    crf_loss(model, model.name_chain, out["names"], group, batch, "names") / words
                )
                loss = loss + part
                running["names"] = 0.95 * running.get("names", 0.1) + 0.05 * part.item()
            if kind == "gum":
                loss = loss + gum_loss(model, ranker, job[0], group, out, batch, rng, cores(group))
            if kind != "names":
                part = taught(teacher, spread, group, out)
                loss = loss + args.teach * part * (1.0 if clean else 0.5)
                running[f"taught_{kind}"] = (
                    0.95 * running.get(f"taught_{kind}", 0.1) + 0.05 * part.item()
                )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(both.parameters(), 1.0)
            optimizer.step()
            step += 1
            pieces += int(batch["lengths"].sum())
            if fraction > 0.7:
                steps.average(average, both)
            if step % 50 == 0:
                say(
                    step=step,
                    of=int(estimate),
                    rate=round(pieces / (time.time() - began)),
                    **{k: round(v, 4) for k, v in running.items()},
                )
            if step % 300 == 0:
                torch.save({k: v.state_dict() for k, v in both.items()}, folder / "last.pt")
                say(step=step, fidelity=fidelity(), dev=evaluate(model, cut, dev[:25]))
    if average:
        both.load_state_dict(average)
    torch.save({k: v.state_dict() for k, v in both.items()}, folder / "average.pt")
    say(
        event="end",
        minutes=round((time.time() - began) / 60, 1),
        fidelity=fidelity(),
        dev=evaluate(model, cut, dev),
        gum=evaluate_gum(model, ranker, cut, told[:20]),
    )


TRUNK = (
    "encoder.tables",
    "table",
    *(f"encoder.blocks.{i}." for i in range(SHARED)),
)
assert FEATURES == 72

if __name__ == "__main__":
    main()
