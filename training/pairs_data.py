"""Pairs of passages to learn from, out of the corpora and out of words put into their sentences.

`target` (5,) of a pair says which of RELATIONS may be right; where several may, the corpus doesn't
tell which. What tests hold is left out: MRPC's test share, sts_news' STS_TEST, claimdiff's test,
and every sentence that stands in one of the first two as well.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import paths
import yaml

CORPORA = paths.ROOT.parent / "shared" / "corpora"
JUDGED = paths.ROOT / "bench" / "judged"
RELATIONS = ("same", "denies", "doubts", "supports", "unrelated")
STS_TEST = ("2014/deft-news.test.tsv", "2015/headlines.test.tsv", "2016/headlines.test.tsv")
WORDS = yaml.safe_load((Path(__file__).parent / "pairs_words.yaml").read_text(encoding="utf-8"))

Target = tuple[float, ...]


class Pair(NamedTuple):
    first: str
    second: str
    target: Target
    weight: float = 1.0
    share: float = 1.0
    """How much of it is `target`; the rest is supports or unrelated (likeness by degrees)."""


def among(*names: str) -> Target:
    """Any of these may be right, and nothing else."""
    return tuple(float(name in names) for name in RELATIONS)


SAME, DENIES, DOUBTS, SUPPORTS, UNRELATED = (among(name) for name in RELATIONS)
HOLDS = among("same", "supports")
NOT_SAME = among("supports", "unrelated")
NOT_DENIED = among("same", "doubts", "supports", "unrelated")


@cache
def read(name: str) -> list[dict[str, Any]]:
    with (CORPORA / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def plain(text: str) -> str:
    return " ".join(text.split())


@cache
def held_out() -> frozenset[str]:
    """Sentences that a test share holds."""
    mrpc = [r for r in read("mrpc") if r["split"] == "test"]
    sts = [r for r in read("sts_news") if r["source"] in STS_TEST]
    return frozenset(plain(r[side]).lower() for r in mrpc + sts for side in "ab")


def alike() -> list[tuple[str, str, float]]:
    """Pairs with how alike they are, 0 to 1: MRPC's and sts_news' shares to learn from."""
    found = [(r["a"], r["b"], float(r["paraphrase"])) for r in read("mrpc") if r["split"] != "test"]
    found += [
        (r["a"], r["b"], min(1.0, max(0.0, (float(r["score"]) - 2.25) / 2)))
        for r in read("sts_news")
        if r["source"] not in STS_TEST
    ]
    pairs = {(plain(a), plain(b)): like for a, b, like in found}
    shut = held_out()
    return [(a, b, v) for (a, b), v in pairs.items() if not {a.lower(), b.lower()} & shut]


def paraphrases() -> Iterator[Pair]:
    for a, b, like in alike():
        yield Pair(a, b, SAME, share=like)


def entailed(rng: random.Random) -> Iterator[Pair]:
    for r in read("rte123"):
        text, claim = plain(r["text"]), plain(r["hypothesis"])
        if len(text) > 700 or rng.random() < 0.5 or {text.lower(), claim.lower()} & held_out():
            continue
        yield Pair(claim, text, HOLDS if r["entails"] else among("unrelated", "denies", "doubts"))


def committed(rng: random.Random) -> Iterator[Pair]:
    for r in read("commitmentbank"):
        if r["commitment_mean"] in ("NA", ""):
            continue
        mean, claim = float(r["commitment_mean"]), plain(r["complement_prompt"])
        context = plain(f"{r['context'][-200:]} {r['target']}")
        if mean >= 1.5:
            target = HOLDS
        elif mean <= -1.2:
            target = DENIES
        elif abs(mean) <= 0.7:
            target = among("doubts", "unrelated")
        else:
            continue
        yield Pair(claim, context if rng.random() < 0.5 else plain(r["target"]), target)


def claimdiff() -> Iterator[Pair]:
    for r in read("claimdiff"):
        if r["split"] == "train" and (r["strengthen"] or r["weaken"]):
            target = HOLDS if r["strengthen"] else among("doubts", "denies", "unrelated")
            yield Pair(plain(r["claim_a"]), plain(r["claim_b"]), target, 0.3)


_DENY = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject|refut|disput|dismiss|debunk)", re.IGNORECASE)
_SAY = re.compile(
    r"^(?:said|says|told|added|according to|announced|stated|claimed)\b", re.IGNORECASE
)
_DOUBT = re.compile(
    r"\b(?:doubt|question(?:ed|s) (?:whether|if)|unclear|skeptic|not sure)", re.IGNORECASE
)
_CONFIRM = re.compile(r"\b(?:confirm|acknowledg|admit|conced)", re.IGNORECASE)
NOT = re.compile(r"\b(?:not|never|no|without|nobody|none)\b|n['’]t\b", re.IGNORECASE)


def polnear(rng: random.Random) -> Iterator[Pair]:
    """An attribution's content beside the whole of it."""
    for r in read("polnear_train"):
        text = r["text"]
        for each in r["attributions"]:
            spans = [tuple(s) for role in ("source", "cue", "content") for s in each[role]]
            if not each["content"] or not each["cue"] or not each["source"]:
                continue
            low, high = min(s[0] for s in spans), max(s[1] for s in spans)
            cue = plain(" ".join(text[a:b] for a, b in each["cue"]))
            content = plain(" ".join(text[a:b] for a, b in each["content"]))
            if high - low > 500 or len(content.split()) < 4:
                continue
            whole = plain(text[low:high])
            content = re.sub(r"^that |[,.]$", "", content)
            if NOT.search(cue):
                continue
            if _DENY.search(cue):
                yield Pair(content, whole, DENIES)
            elif _DOUBT.search(cue):
                yield Pair(content, whole, DOUBTS)
            elif _CONFIRM.search(cue):
                yield Pair(content, whole, HOLDS)
            elif _SAY.search(cue) and rng.random() < 0.08:
                yield Pair(content, whole, SAME)


def stances(rng: random.Random) -> Iterator[Pair]:
    """Denials judged by hand: what is denied, and the words that deny it."""
    texts: dict[tuple[str, str], str] = {}
    rows = [json.loads(x) for x in (JUDGED / "stances_training.jsonl").read_text().splitlines()]
    for corpus in {r["corpus"] for r in rows}:
        for r in read(corpus):
            texts[corpus, hashlib.sha256(r["id"].encode()).hexdigest()[:12]] = r["text"]
    for r in rows:
        text = texts[r["corpus"], r["article"]]
        taker = plain(" ".join(text[a:b] for a, b in r["from"]))
        low, high = r["from"][0][0], r["from"][-1][1]
        low = max(text.rfind("\n", 0, low), text.rfind(". ", 0, low)) + 1
        high = min(x for x in (text.find("\n", high), text.find(". ", high), len(text)) if x > 0)
        whole = plain(text[low:high])[:500]
        for to in r["to"]:
            claim = plain(" ".join(text[a:b] for a, b in to))
            yield Pair(claim, taker if rng.random() < 0.4 else whole, DENIES)


# Words put into sentences.

_AUX = re.compile(
    r"(?<![\w“\"])(is|are|was|were|will|would|can|could|has|have|had|should|did|does|do)\b"
    r"(?! not\b|n['’]t| no\b| never\b)"
)
_NEGATED = re.compile(
    r"\b(is|are|was|were|would|could|has|have|had|should|did|does|do)(?: not\b|n['’]t)"
    r"|\b(will) not\b"
)
_NUMBER = re.compile(r"\b\d+(?:,\d{3})*(?:\.\d+)?\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*\b")
_ANY = re.compile(r"[A-Za-z]+")


def negated(s: str, rng: random.Random) -> str | None:
    """A sentence that says the opposite; None where no rule applies."""
    found = _NEGATED.search(s)
    if found:
        if found[1] in ("did", "does", "do"):
            return None
        return s[: found.start()] + (found[1] or found[2]) + s[found.end() :]
    if NOT.search(s):
        return None
    if rng.random() < 0.35:
        turned = opposite(s, rng)
        if turned:
            return turned
    found = _AUX.search(s)
    if found:
        word = rng.choice(
            [f"{found[1]} not", f"{found[1]} not", f"{found[1]} never"]
            + ([f"{found[1]}n't"] if found[1] not in ("will", "can") else [])
        )
        return s[: found.start()] + word + s[found.end() :]
    for found in _ANY.finditer(s):
        if found.start() and (base := WORDS["past"].get(found[0])):
            word = rng.choice([f"did not {base}", f"never {found[0]}", f"didn't {base}"])
            return s[: found.start()] + word + s[found.end() :]
        if found.start() and (base := WORDS["present"].get(found[0])):
            word = rng.choice([f"does not {base}", f"doesn't {base}", f"never {found[0]}"])
            return s[: found.start()] + word + s[found.end() :]
    return opposite(s, rng)


_SIDES: dict[str, list[str]] = {}
for one, other in WORDS["opposites"]:
    _SIDES.setdefault(one, []).append(other)
    _SIDES.setdefault(other, []).append(one)


def opposite(s: str, rng: random.Random) -> str | None:
    found = [m for m in _ANY.finditer(s) if m[0] in _SIDES]
    if not found:
        return None
    m = rng.choice(found)
    return s[: m.start()] + rng.choice(_SIDES[m[0]]) + s[m.end() :]


def other_number(s: str, rng: random.Random) -> str | None:
    found = list(_NUMBER.finditer(s))
    if not found:
        return None
    m = rng.choice(found)
    value = m[0].replace(",", "")
    new = str(
        max(1, round(float(value) * rng.choice([0.3, 0.5, 1.4, 2, 3, 5])) + rng.randint(0, 3))
    )
    return None if new == value else s[: m.start()] + new + s[m.end() :]


def other_name(s: str, rng: random.Random, names: list[str]) -> str | None:
    found = list(_NAME.finditer(s))
    if not found:
        return None
    m = rng.choice(found)
    new = rng.choice(names)
    return None if new == m[0] else s[: m.start()] + new + s[m.end() :]


def wrapped(s: str, stand: str, rng: random.Random) -> str:
    """The sentence as somebody says, denies, doubts or confirms it."""
    bare = s.rstrip(" .")
    head = bare.split(" ", 1)[0]
    small = bare[:1].lower() + bare[1:] if head in WORDS["small"] else bare
    made: str = rng.choice(WORDS[stand]).format(X=rng.choice(WORDS["speakers"]), s=small, S=bare)
    return made[:1].upper() + made[1:] + ("." if s.rstrip().endswith(".") else "")


def sentences(rng: random.Random) -> list[list[str]]:
    """Articles as their sentences, for pairs that have nothing to do with each other."""
    articles = read("basil") + read("wikinews_2019_2020")
    found = []
    for r in articles:
        parts = [plain(x) for x in re.split(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+", r["text"])]
        parts = [x for x in parts if 40 <= len(x) <= 300]
        if len(parts) >= 6:
            found.append(parts)
    rng.shuffle(found)
    return found


def within(s: str, article: list[str], rng: random.Random) -> str:
    """The sentence among one or two of its article's: a passage."""
    parts = rng.sample([each for each in article if len(each) < 160] or article, 2)
    parts[rng.randint(0, 1) :: 2] = [s]
    return " ".join(parts)


def made(rng: random.Random, *, share: float = 1.0) -> Iterator[Pair]:
    """Pairs made of corpus sentences and our own words; other ones for every `rng`."""
    base = [x for x in alike() if x[2] >= 0.85]
    articles = sentences(rng)
    names = list({m[0] for a in articles[:200] for s in a for m in _NAME.finditer(s)})
    singles = [(s, a) for a in articles for s in rng.sample(a, min(len(a), 4))]
    rng.shuffle(base)
    rng.shuffle(singles)
    seeds: list[tuple[str, str, list[str]]] = [
        (a, b, []) if rng.random() < 0.5 else (b, a, []) for a, b, _ in base[: int(2400 * share)]
    ]
    seeds += [(s, s, article) for s, article in singles[: int(1600 * share)]]
    kinds = ["not"] * 3 + ["denies"] * 2 + ["doubts", "same", "supports", "number", "name", "both"]
    kinds += ["all denied"] * 2 + ["said and denied"]
    for a, b, article in seeds:
        kind = rng.choice(kinds)
        new: str | None
        if kind == "not":
            new, target = negated(b, rng), DENIES
        elif kind == "number":
            new, target = other_number(b, rng), UNRELATED
        elif kind == "name":
            new, target = other_name(b, rng, names), UNRELATED
        elif kind == "all denied":  # who denies the same says the same
            a, target = wrapped(a, "denies", rng), SAME
            new = wrapped(b, "denies", rng) if rng.random() < 0.6 else negated(b, rng)
        elif kind == "said and denied":
            a, new, target = wrapped(a, "same", rng), wrapped(b, "denies", rng), DENIES
        elif kind == "both":
            turned = negated(a, rng)
            stand = rng.choice(["same", "denies"])
            if turned is None:
                continue
            if stand == "denies":  # whoever denies that it is not so says that it is
                a, new, target = turned, wrapped(b, "same", rng), DENIES
            else:
                a, new, target = turned, wrapped(turned, "same", rng), SAME
        else:
            new, target = wrapped(b, kind, rng), among(kind)
        if new is None:
            continue
        if len(article) > 3 and len(new) < 160 and rng.random() < 0.4:
            new = within(new, article, rng)
        elif target in (DENIES, SAME) and rng.random() < 0.5:
            a, new = new, a
        yield Pair(a, new, target)
    for article in articles[: int(420 * share)]:
        for _ in range(3):
            a, b = rng.sample(article, 2)
            if rng.random() < 0.4:
                loud = [s for s in article if (NOT.search(s) or _DENY.search(s)) and s != a]
                b = rng.choice(loud) if loud else b
            yield Pair(a, b, NOT_SAME)
        a, b = rng.choice(article), rng.choice(rng.choice(articles))
        if a != b:
            yield Pair(
                a,
                b if rng.random() < 0.6 else wrapped(b, rng.choice(RELATIONS[:4]), rng),
                UNRELATED,
            )


def base(rng: random.Random) -> list[Pair]:
    """One pass over all but fnc1."""
    pairs = [*paraphrases(), *entailed(rng), *committed(rng), *claimdiff()]
    pairs += [*polnear(rng), *stances(rng)]
    pairs += made(rng)
    rng.shuffle(pairs)
    return pairs


if __name__ == "__main__":
    for target, count in Counter(p.target for p in base(random.Random(1))).items():  # noqa: S311
        print(dict(zip(RELATIONS, target, strict=True)), count)
