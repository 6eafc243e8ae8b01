"""Train a tagger.   python -m train --help

Runs in the training environment (torch 2.13.0, CPU). Logs one line a step interval and one
an epoch; keeps the last checkpoint and the averaged weights.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import data
import gum
import numpy as np
import paths  # noqa: F401
import score_attributions
import torch
import torch.nn.functional as F
from encoder import NEVER, Tagger
from spans import written
from tokenizers import Tokenizer

from onrecord.model import decode


def losses(
    model: Tagger, batch: dict, out: dict, args: argparse.Namespace
) -> dict[str, torch.Tensor]:
    """Sums over words divided by the number of words."""
    result = {}
    words = batch["labels"].shape[1]
    chains = batch["chains"]
    mask = chains >= 0
    index = chains.clamp(min=0)
    for layer in (0, 1):
        gold = torch.where(mask, batch["labels"][layer][index], -1)
        known = gold[:, 0] >= 0
        if known.any():
            weight = batch["weight"][index[:, 0]][known]
            emit = out["emit"][:, layer][index[known]]
            nll = model.crf(emit, gold[known], layer) * weight
            result[f"crf{layer}"] = nll.sum() / words
    soft = batch["soft"]
    taught = ~torch.isnan(soft[:, 0])
    if taught.any():
        t = soft[taught] / args.temperature
        s = out["emit"][taught, 0] / args.temperature
        kl = F.kl_div(s.log_softmax(-1), t.softmax(-1), reduction="none").sum(-1)
        result["soft"] = args.soft * kl.sum() / words
    window = batch["window"]
    size = torch.bincount(window)
    start = size.cumsum(0) - size
    column = torch.arange(int(size.max()))
    there = (start[:, None] + column).clamp(max=words - 1)  # (windows, longest)
    outside = column >= size[:, None]
    for which in range(3):
        target = batch["pointers"][which]
        known = (target >= 0) | (target == data.NOTHING) if which == 0 else target >= 0
        here = torch.nonzero(known)[:, 0]
        if not len(here):
            continue
        share = 1.0
        if len(here) > args.pointed:
            share = len(here) / args.pointed
            here = here[torch.randperm(len(here))[: args.pointed]]
        mine = window[here]
        keys = out["key"][:, which][there][mine]  # (rows, longest, d)
        scores = torch.bmm(keys, out["query"][here, which][:, :, None])[:, :, 0] / model.root
        scores = scores + model.distance[which][model.bucket(there[mine] - here[:, None])]
        scores = scores.masked_fill(outside[mine], NEVER)
        goal = target[here] - start[mine]
        if which == 0:
            scores = torch.cat([scores, out["nothing"][here, 0][:, None]], 1)
            goal = torch.where(target[here] < 0, scores.shape[1] - 1, goal)
        total = F.cross_entropy(scores, goal, reduction="sum") * share
        result[f"point{which}"] = total / words * (2.0 if which == 0 else 0.15)
    return result


def parameters(model: Tagger) -> decode.Parameters:
    move = (model.transition + model.allowed).detach().numpy()
    return decode.Parameters(
        transition=move,
        begin=(model.begin + model.allowed_start).detach().numpy(),
        finish=model.finish.detach().numpy(),
        distance=model.distance.detach().numpy(),
        bounds=model.bounds.numpy(),
    )


@torch.no_grad()
def predict(
    model: Tagger,
    tokenizer: Tokenizer,
    items: list[data.Article],
    *,
    size: int = 384,
    style: int | None = None,
    dtype: torch.dtype = torch.bfloat16,
) -> dict[str, decode.Scores]:
    """Scores of every article's words; windows do not overlap here."""
    model.eval()
    parts = [w for item in items for w in data.windows(item, size)]
    got: dict[int, dict] = {}
    order = {(id(w.article), w.low): k for k, w in enumerate(parts)}
    for group in data.batches(parts, 8192, None):
        batch = data.collate(group, tokenizer)
        if style is not None:
            batch["style"] = torch.full_like(batch["style"], style)
        out = model(batch, dtype)
        sizes = [w.high - w.low for w in group]
        split = {k: out[k].numpy() for k in ("emit", "query", "key", "nothing")}
        at = 0
        for w, n in zip(group, sizes, strict=True):
            got[order[id(w.article), w.low]] = {k: v[at : at + n] for k, v in split.items()}
            at += n
    result: dict[str, list] = {}
    for k, w in enumerate(parts):
        result.setdefault(w.article.id, []).append(got[k])
    model.train()
    return {
        name: decode.Scores(
            **{k: np.concatenate([p[k] for p in ps]) for k in ("emit", "query", "key", "nothing")}
        )
        for name, ps in result.items()
    }


def attributions(
    item: data.Article, scores: decode.Scores, params: decode.Parameters
) -> list[dict]:
    """Decoded attributions of both layers."""
    return [written(link, item.words) for link in decode.decode(scores, item.words, params)]


def outer(found: list[dict]) -> list[dict]:
    return [a for a in found if a["layer"] == 0]


def evaluate(
    model: Tagger, tokenizer: Tokenizer, items: list[data.Article], docs: list[dict], **kw
) -> dict[str, float]:
    scores = predict(model, tokenizer, items, **kw)
    params = parameters(model)
    pred = [
        {"id": i.id, "attributions": outer(attributions(i, scores[i.id], params))} for i in items
    ]
    s = score_attributions.score(docs, pred)
    brief = {
        m: round(s[m]["f1"], 4)
        for m in (
            "full",
            "full_strict",
            "content_chars",
            "source_exact",
            "cue_exact",
            "content_exact",
            "content_overlap",
        )
    }
    import by_type

    kinds = by_type.run((d, p["attributions"]) for d, p in zip(docs, pred, strict=True))
    brief |= {k: v["full_recall"] for k, v in kinds.items()}
    brief |= {"P": round(s["full"]["p"], 4), "R": round(s["full"]["r"], 4)}
    return brief


def rst_recall(
    items: list[data.Article],
    docs: list[dict],
    scores: dict[str, decode.Scores],
    params: decode.Parameters,
) -> tuple[int, int]:
    """Gold RST contents (credits and verbless left out) that some content matches, Dice >= 0.5."""
    hit = total = 0
    for item, doc in zip(items, docs, strict=True):
        pred = [
            score_attributions.positions(a["content"], item.text)
            for a in attributions(item, scores[item.id], params)
        ]
        for g in doc["attributions"]:
            if g.get("kind") == "credit_or_verbless":
                continue
            gold = score_attributions.positions([c[:2] for c in g["content"]], item.text)
            total += 1
            hit += any(score_attributions.dice(p, gold) >= 0.5 for p in pred)
    return hit, total


def load(
    args: argparse.Namespace, tokenizer: Tokenizer
) -> tuple[list[data.Article], list[data.Article], list[dict]]:
    items = []
    for doc in [] if args.no_gold else data.read("polnear_train"):
        items.append(data.article(tokenizer, doc, style=0))
    for doc in [] if args.no_extra else data.read("polnear_train.extra"):
        item = data.article(tokenizer, doc, style=0)
        item.weight = 0.7
        items.append(item)
    dev_docs = data.read("polnear_dev")
    dev = [data.article(tokenizer, doc, style=0) for doc in dev_docs]
    return items, dev, dev_docs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--tokens", type=int, default=4096, help="word pieces a step")
    parser.add_argument("--size", type=int, default=256, help="longest window, word pieces")
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument(
        "--decay", type=float, default=0.9, help="learning rate factor a layer down"
    )
    parser.add_argument("--mask", type=float, default=0.05, help="share of words masked")
    parser.add_argument("--soft", type=float, default=1.0)
    parser.add_argument("--temperature", type=float, default=1.0)
    parser.add_argument("--gum", type=str, default="", help="fold k/n to leave out, or 'all'")
    parser.add_argument("--gum-silver", type=Path, help="a model's reading of GUM, from teach.py")
    parser.add_argument("--gum-repeat", type=int, default=3)
    parser.add_argument(
        "--share", type=float, default=1.0, help="share of the other articles an epoch"
    )
    parser.add_argument("--silver", type=Path, nargs="*", default=[])
    parser.add_argument("--init", type=Path)
    parser.add_argument("--quantized", action="store_true", help="arithmetic as int8 sees it")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--pointed", type=int, default=400, help="pointing words a batch and pointer, at most"
    )
    parser.add_argument(
        "--no-gold",
        action="store_true",
        help="PolNeAR comes with the silver, scored by the teacher",
    )
    parser.add_argument("--no-extra", action="store_true", help="leave out the further annotators")
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
    items, dev, dev_docs = load(args, tokenizer)
    gum_docs = data.read("gum_news") + data.read("gum_other_cc")
    out_docs = gum_docs
    if args.gum:
        k, n = (0, 0) if args.gum == "all" else map(int, args.gum.split("/"))
        if n:
            out_docs = [d for i, d in enumerate(gum_docs) if i % n == k]
        kept = gum_docs if not n else [d for i, d in enumerate(gum_docs) if i % n != k]
        with args.gum_silver.open(encoding="utf-8") as lines:
            marked = {d["id"]: d["attributions"] for d in map(json.loads, lines)}
        for doc in kept:
            item = data.article(tokenizer, gum.merged(doc, marked[doc["id"]]), style=0, inner=True)
            items += [item] * args.gum_repeat
    out_items = [data.article(tokenizer, d | {"attributions": []}, style=0) for d in out_docs]
    for path in args.silver:
        items += silver(path, tokenizer)
    if args.limit:
        items = items[: args.limit]
    model = Tagger(args.encoder)
    if args.init:
        model.load_state_dict(torch.load(args.init), strict=True)
    model.encoder.quantized = args.quantized
    groups = []
    layers = model.encoder.layers
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
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
    step, pieces, began = 0, 0, time.time()
    estimate = (
        sum(
            sum(len(p) for p in i.pieces) * (1 if i.id.startswith("GUM_") else args.share)
            for i in items
        )
        * args.epochs
        / args.tokens
        * 1.08
    )
    say(
        event="start",
        args={k: str(v) for k, v in vars(args).items()},
        articles=len(items),
        steps=int(estimate),
    )
    average: dict[str, torch.Tensor] = {}
    for epoch in range(args.epochs):
        chosen_items = [i for i in items if i.id.startswith("GUM_") or rng.random() < args.share]
        parts = [
            w
            for item in chosen_items
            for w in data.windows(item, rng.choice((args.size, args.size, 384)), rng)
        ]
        for group in data.batches(parts, args.tokens, rng):
            batch = data.collate(group, tokenizer, mask_rate=args.mask, rng=nrng)
            fraction = min(step / estimate, 1.0)
            pace = min(1.0, step / (0.06 * estimate)) * max(0.02, 1 - fraction)
            for g in optimizer.param_groups:
                g["lr"] = g["peak"] * pace
            out = model(batch)
            parts_of = losses(model, batch, out, args)
            loss = sum(parts_of.values())
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            pieces += int(batch["lengths"].sum())
            if fraction > 0.6:
                with torch.no_grad():
                    for name, value in model.state_dict().items():
                        if name not in average:
                            average[name] = value.clone()
                        elif value.is_floating_point():
                            average[name].lerp_(value, 0.01)
            if step % 50 == 0:
                say(
                    step=step,
                    of=int(estimate),
                    rate=round(pieces / (time.time() - began)),
                    loss={k: round(float(v), 4) for k, v in parts_of.items()},
                )
        torch.save(model.state_dict(), folder / "last.pt")
        say(
            epoch=epoch,
            minutes=round((time.time() - began) / 60, 1),
            dev=evaluate(model, tokenizer, dev, dev_docs),
        )
    torch.save(model.state_dict(), folder / "last.pt")
    if average:
        model.load_state_dict(average)
        torch.save(average, folder / "average.pt")
    say(event="end", dev=evaluate(model, tokenizer, dev, dev_docs))
    scores = predict(model, tokenizer, out_items, style=0)
    params = parameters(model)
    for name, news in (("gum_news", True), ("gum_other_cc", False)):
        chosen = [
            (i, d)
            for i, d in zip(out_items, out_docs, strict=True)
            if i.id.startswith("GUM_news") == news
        ]
        if chosen:
            say(
                event="rst",
                set=name,
                found=rst_recall([c[0] for c in chosen], [c[1] for c in chosen], scores, params),
            )
    if args.gum and args.gum != "all":
        with (folder / "fold.jsonl").open("w", encoding="utf-8") as lines:
            for item in out_items:
                lines.write(
                    json.dumps(
                        {"id": item.id, "attributions": attributions(item, scores[item.id], params)}
                    )
                    + "\n"
                )


def silver(path: Path, tokenizer: Tokenizer) -> list[data.Article]:
    """Articles that a teacher labelled, and its scores beside them (see teach.py)."""
    soft = np.load(path.with_suffix(".npz"))
    items = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            doc = json.loads(line)
            item = data.article(tokenizer, doc, style=doc["style"], inner=doc.get("inner", False))
            item.weight = doc.get("weight", 1.0)
            item.soft = soft[doc["key"]].astype(np.float32)
            assert len(item.soft) == len(item.words), doc["id"]
            items.append(item)
    return items


if __name__ == "__main__":
    main()
