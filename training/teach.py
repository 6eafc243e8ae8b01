"""A teacher labels articles for its student.

    python teach.py runs/NAME/last.pt --encoder FOLDER --sets polnear_train basil --out silver/one

Writes OUT.jsonl (text, outer attributions, inner ones) and OUT.npz (the teacher's scores of
every word). Where a set has gold attributions they are kept, and the scores go beside them.
Inner attributions are what the teacher finds when it reads an outer content by itself.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import replace
from pathlib import Path

import data  # sets the paths
import numpy as np
import torch
import train
from encoder import Tagger
from tokenizers import Tokenizer

from onrecord.model import decode

LONGEST = 30_000
"""Characters of an article that are kept: lists and agendas run longer, reporting doesn't."""


def inside(docs: list[dict]) -> list[dict]:
    """Each outer content as a text of its own, its quotation marks taken off."""
    found = []
    for number, doc in enumerate(docs):
        for a in doc["attributions"]:
            for s, e in a["content"]:
                while s < e and not doc["text"][s].isalnum():
                    s += 1
                while s < e and doc["text"][e - 1] in " \n\"”'’,":
                    e -= 1
                if e - s >= 25 and "\n" not in doc["text"][s:e]:
                    found.append(
                        {"id": f"{number}/{s}", "text": doc["text"][s:e], "attributions": []}
                    )
    return found


def opened(state: Path, encoder: Path) -> tuple[Tokenizer, Tagger, decode.Parameters]:
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    model = Tagger(encoder)
    model.load_state_dict(torch.load(state))
    return tokenizer, model, train.parameters(model)


def mix(teacher: decode.Scores, partner: decode.Scores, weight: float) -> decode.Scores:
    """Label scores of both; pointers of the partner."""
    return replace(partner, emit=weight * teacher.emit + (1 - weight) * partner.emit)


def mix_parameters(
    teacher: decode.Parameters, partner: decode.Parameters, weight: float
) -> decode.Parameters:
    names = ("transition", "begin", "finish")
    return replace(
        partner,
        **{n: weight * getattr(teacher, n) + (1 - weight) * getattr(partner, n) for n in names},
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("state", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--sets", nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--partner",
        type=Path,
        help="a second model: its label scores are mixed in, it links and reads inner contents",
    )
    parser.add_argument("--partner-encoder", type=Path)
    parser.add_argument(
        "--weight",
        type=float,
        default=0.6,
        help="of the teacher's label scores; the partner has the rest",
    )
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--share", default="0/1", help="k/n: every n-th article from the k-th")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    tokenizer, model, params = opened(args.state, args.encoder)
    inner_tokenizer, inner_model, inner_params = (
        opened(args.partner, args.partner_encoder) if args.partner else (tokenizer, model, params)
    )
    mixed = mix_parameters(params, inner_params, args.weight)
    k, n = map(int, args.share.split("/"))
    began = time.time()
    args.out.parent.mkdir(parents=True, exist_ok=True)
    arrays = {}
    with args.out.with_suffix(".jsonl").open("w", encoding="utf-8") as lines:
        for name in args.sets:
            gold = name.startswith("polnear")
            docs = [
                {
                    "id": d["id"],
                    "text": d["text"] if gold else d["text"][:LONGEST],
                    "attributions": d["attributions"] if gold else [],
                }
                for d in data.read(name)[k::n]
            ]
            for start in range(0, len(docs), 40):
                part = docs[start : start + 40]
                items = [data.article(tokenizer, d, style=0) for d in part]
                part = [d for d, i in zip(part, items, strict=True) if len(i.words)]
                items = [i for i in items if len(i.words)]
                scores = train.predict(model, tokenizer, items, size=320)
                if args.partner:
                    again = [data.article(inner_tokenizer, d, style=0) for d in part]
                    other = train.predict(inner_model, inner_tokenizer, again, size=320)
                    scores = {i: mix(scores[i], other[i], args.weight) for i in scores}
                if not gold:
                    for d, i in zip(part, items, strict=True):
                        d["attributions"] = [
                            {r: a[r] for r in data.ROLE}
                            for a in train.outer(train.attributions(i, scores[i.id], mixed))
                        ]
                pieces = inside(part)
                inner = [data.article(inner_tokenizer, d, style=0) for d in pieces]
                inner = [i for i in inner if len(i.words) > 4]
                inner_scores = (
                    train.predict(inner_model, inner_tokenizer, inner, size=320) if inner else {}
                )
                for i in inner:
                    number, offset = map(int, i.id.split("/"))
                    for a in train.outer(train.attributions(i, inner_scores[i.id], inner_params)):
                        shifted = {
                            r: [[s + offset, e + offset] for s, e in a[r]] for r in data.ROLE
                        }
                        part[number]["attributions"] = [
                            *part[number]["attributions"],
                            shifted | {"layer": 1},
                        ]
                for d, i in zip(part, items, strict=True):
                    key = f"{name}/{d['id']}"
                    emit = scores[i.id].emit.copy()
                    arrays[key] = emit[:, 0].astype(np.float16)
                    lines.write(
                        json.dumps(
                            {
                                "id": d["id"],
                                "key": key,
                                "text": d["text"],
                                "style": 0,
                                "inner": True,
                                "weight": 1.0 if gold else 0.4,
                                "attributions": d["attributions"],
                            }
                        )
                        + "\n"
                    )
            print(
                json.dumps({"set": name, "minutes": round((time.time() - began) / 60, 1)}),
                flush=True,
            )
    np.savez(args.out.with_suffix(".npz"), **arrays)


if __name__ == "__main__":
    main()
