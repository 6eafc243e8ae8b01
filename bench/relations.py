"""Relations: their precision by hand on basil and re3d, and re3d's own relations found.

By hand: one hundred relations drawn at random (by hash) from what was read of basil and of re3d,
half and half, each judged by reading the passage (bench/judged/relations.jsonl), and once more by
a second reader who had not seen what the first said. Right: subject, type, object, role and status
all are, and the evidence says so. basil's are of articles that nobody had looked at when the rules
were made (`held_out`, and in no earlier sample); re3d's are of all its articles, since the rules
find no more than some sixty relations there.
relations_dev.jsonl holds what was judged before, to mend the rules by, and further ones. One line
a relation, offsets in code points of the corpus' `text`, no words:

    {"article": "`corpora.key` of the id", "evidence": [start, end], "type": "role",
     "subject": [start, end], "object": [start, end] or null, "status": "current",
     "role": "the first 12 hexadecimal digits of the SHA-256 of the role's words" or null,
     "right": true, "class": "what is wrong" or null, "second": true}

`subject` and `object` are mentions; `right` is what the first reader said, `second` what the second
did, only where a second read it. A judged relation is found again where a relation of its
article has its type, role and status, evidence that overlaps, and entities with those mentions.
`precision` is the share of the right among the judged that are found, `kept` the share that is
found of those judged right. `second_precision` is the share of the second reader, `both` the share
that is right for both, of those found that a second reader judged. What was not judged counts
neither way.

re3d: a pair of BelongsTo or InChargeOf (confidence 0.5 and more) is found where a relation's
subject has a mention that overlaps the gold source and its object one that overlaps the target:
InChargeOf as a role, BelongsTo as part_of, member_of or role. `reachable` counts only pairs whose
two sides overlap mentions of two entities. `agreeing` is the share of our relations of these types
with an object that are pairs of either kind; re3d names far from all.

    --errors   what was judged wrong, what re3d has and we do not: for the terminal alone
    --draw N   N relations of each corpus' held-out articles that are not judged yet, as lines to
               be completed, each with its passage: for the terminal alone
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from bench import corpora, readings
from bench.corpora import ROOT, Article
from bench.readings import Offsets, Predict, shipped

JUDGED = ROOT / "bench" / "judged" / "relations.jsonl"
EARLIER = ROOT / "bench" / "judged" / "relations_dev.jsonl"
CORPORA = ("basil", "re3d")
GOLD = {
    "BelongsTo": ("belongs_to", frozenset({"part_of", "member_of", "role"})),
    "InChargeOf": ("in_charge_of", frozenset({"role"})),
}
_SURE = 0.5

Relation = dict[str, Any]


class Pair(NamedTuple):
    """A gold relation of re3d: the offsets of its two sides."""

    type: str
    source: Offsets
    target: Offsets


class Outcome(NamedTuple):
    """What became of a gold pair."""

    article: str
    pair: Pair
    reachable: bool
    found: bool


def held_out(id: str) -> bool:
    """Whether an article was left aside when the rules were made: half of them, by hash."""
    return int(corpora.key(id), 16) % 2 == 1


def judge(judged: Sequence[Relation], records: Iterable[Relation]) -> dict[str, Any]:
    """What became of the judged relations, by type."""
    by_article = {corpora.key(record["document"]["id"]): record for record in records}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in judged:
        record = by_article.get(row["article"])
        if record is None:
            raise ValueError(f"bench/judged: no such article: {row['article']}")
        found = any(is_judged(row, relation, record) for relation in record["relations"])
        for kind in ("all", row["type"]):
            counts[kind][("right" if row["right"] else "wrong") + ("" if found else "_lost")] += 1
            if found and "second" in row:
                counts[kind]["read_twice"] += 1
                counts[kind]["second"] += row["second"]
                counts[kind]["both"] += row["right"] and row["second"]
    return {kind: _shares(count) for kind, count in sorted(counts.items())}


def _shares(count: Counter[str]) -> dict[str, Any]:
    found, right = count["right"] + count["wrong"], count["right"] + count["right_lost"]
    return {
        "judged": found + count["right_lost"] + count["wrong_lost"],
        "found": found,
        "right": count["right"],
        "precision": _share(count["right"], found),
        "second_precision": _share(count["second"], count["read_twice"]),
        "both": _share(count["both"], count["read_twice"]),
        "kept": _share(count["right"], right),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def is_judged(row: Relation, relation: Relation, record: Relation) -> bool:
    """Whether a judged relation is one of a record's."""
    start, end = row["evidence"]
    evidence = relation["evidence"]
    return (
        (row["type"], row["role"], row["status"])
        == (relation["type"], role_key(relation["role"]), relation["status"])
        and evidence["start"] < end
        and start < evidence["end"]
        and _is_at(row["subject"], relation["subject"], record)
        and _is_at(row["object"], relation["object"], record)
    )


def _is_at(mention: Sequence[int] | None, entity: str | None, record: Relation) -> bool:
    if mention is None or entity is None:
        return mention is None and entity is None
    return tuple(mention) in set(_mentions(record, entity))


def _mentions(record: Relation, id: str) -> list[Offsets]:
    """The mentions of an entity, in the order of the text."""
    for entity in record["entities"]:
        if entity["id"] == id:
            return [(each["start"], each["end"]) for each in entity["mentions"]]
    return []


def role_key(role: str | None) -> str | None:
    """A role as the files of judgements hold it, without its words."""
    return hashlib.sha256(role.encode("utf-8")).hexdigest()[:12] if role else None


def row(relation: Relation, record: Relation) -> Relation:
    """A relation as a line to judge."""
    evidence = relation["evidence"]
    place = (evidence["start"], evidence["end"])
    return {
        "article": corpora.key(record["document"]["id"]),
        "evidence": [*place],
        "type": relation["type"],
        "subject": _nearest(record, relation["subject"], place),
        "object": _nearest(record, relation["object"], place),
        "role": role_key(relation["role"]),
        "status": relation["status"],
        "right": None,
        "class": None,
    }


def _nearest(record: Relation, id: str | None, place: Offsets) -> list[int] | None:
    """The mention in the evidence, else the entity's first."""
    if id is None:
        return None
    mentions = _mentions(record, id)
    inside = [span for span in mentions if span[0] < place[1] and place[0] < span[1]]
    return [*(inside or mentions)[0]]


def draw(
    records: Sequence[Relation], count: int, judged: Sequence[Relation]
) -> Iterator[tuple[Relation, Relation, Relation]]:
    """Relations to judge, by the hash of their place: the line, the record, the relation."""
    known = {json.dumps([each["article"], each["evidence"], each["type"]]) for each in judged}
    every = []
    for record in records:
        for relation in record["relations"]:
            made = row(relation, record)
            if json.dumps([made["article"], made["evidence"], made["type"]]) in known:
                continue
            order = hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()
            every.append((order, made, record, relation))
    every.sort(key=lambda item: item[0])
    for _, made, record, relation in every[:count]:
        yield made, record, relation


def pairs(article: Article) -> list[Pair]:
    """re3d's pairs that count, each once."""
    found = [
        Pair(each["type"], tuple(each["source"][:2]), tuple(each["target"][:2]))
        for each in article["relations"]
        if each["type"] in GOLD and each.get("confidence", 1) >= _SURE
    ]
    return list(dict.fromkeys(found))


def compare(article: Article, record: Relation) -> tuple[list[Outcome], int, int]:
    """What became of an article's pairs; how many of our relations are pairs, and how many are."""
    spans = {
        entity["id"]: [(each["start"], each["end"]) for each in entity["mentions"]]
        for entity in record["entities"]
    }

    def at(span: Offsets) -> set[str]:
        return {
            id for id, mine in spans.items() if any(a < span[1] and span[0] < b for a, b in mine)
        }

    outcomes, agreeing = [], set()
    for pair in pairs(article):
        sources, targets = at(pair.source), at(pair.target)
        reachable = any(one != other for one in sources for other in targets)
        mine = [
            relation["id"]
            for relation in record["relations"]
            if relation["type"] in GOLD[pair.type][1]
            and relation["subject"] in sources
            and relation["object"] in targets
        ]
        agreeing.update(mine)
        outcomes.append(Outcome(article["id"], pair, reachable, bool(mine)))
    types = frozenset[str]().union(*(types for _, types in GOLD.values()))
    ours = [each for each in record["relations"] if each["type"] in types and each["object"]]
    return outcomes, len(agreeing), len(ours)


def recall(articles: Sequence[Article], records: Sequence[Relation]) -> dict[str, Any]:
    """The figures on re3d's pairs."""
    outcomes: list[Outcome] = []
    agreeing = ours = 0
    for article, record in zip(articles, records, strict=True):
        mine, right, total = compare(article, record)
        outcomes += mine
        agreeing, ours = agreeing + right, ours + total
    result: dict[str, Any] = {}
    for type, (name, _) in GOLD.items():
        these = [each for each in outcomes if each.pair.type == type]
        found, reachable = (sum(getattr(o, what) for o in these) for what in ("found", "reachable"))
        result[name] = {
            "gold": len(these),
            "reachable": reachable,
            "found": found,
            "recall": round(found / len(these), 4) if these else None,
            "recall_of_reachable": round(found / reachable, 4) if reachable else None,
        }
    share = round(agreeing / ours, 4) if ours else None
    return {**result, "ours": ours, "agreeing": agreeing, "agreeing_share": share}


def measure(predict: Predict = shipped) -> dict[str, Any]:
    """All figures; those of judgements only where there is a file of them."""
    articles = {name: corpora.read(name) for name in CORPORA}
    records = {name: predict(articles[name]) for name in CORPORA}
    result: dict[str, Any] = {"re3d": recall(articles["re3d"], records["re3d"])}
    every = [record for name in CORPORA for record in records[name]]
    for name, file in (("judged", JUDGED), ("judged_earlier", EARLIER)):
        if file.is_file():
            result[name] = judge(corpora.read_lines(file), every)
    return result


def figures(result: dict[str, Any]) -> dict[str, float]:
    """The figures that the gate pins, by name; one that could not be measured is not there."""
    named = {f"re3d.{name}_recall": result["re3d"][name]["recall"] for name, _ in GOLD.values()}
    if "judged" in result:
        named["relations.precision"] = result["judged"]["all"]["precision"]
        named["relations.kept"] = result["judged"]["all"]["kept"]
    return {name: value for name, value in named.items() if value is not None}


def told(record: Relation, relation: Relation) -> str:
    """A relation for a human reader."""
    names = {entity["id"]: entity["name"] for entity in record["entities"]}
    text, evidence = record["document"]["text"], relation["evidence"]
    said = (names[relation["subject"]], relation["type"], names.get(relation["object"] or "", "-"))
    return (
        " | ".join([*said, relation["role"] or "-", relation["status"]])
        + f"\n    {readings.around(text, evidence['start'], evidence['end'], width=150)}"
    )


def show_errors(predict: Predict = shipped) -> None:
    """Print what was judged wrong and still is found, and the pairs of re3d that are not."""
    rows = [row for file in (JUDGED, EARLIER) if file.is_file() for row in corpora.read_lines(file)]
    for name in CORPORA:
        articles = corpora.read(name)
        records = predict(articles)
        for record in records:
            mine = [r for r in rows if r["article"] == corpora.key(record["document"]["id"])]
            for relation in record["relations"]:
                for each in mine:
                    if not each["right"] and is_judged(each, relation, record):
                        print(f"wrong ({each['class']}): {told(record, relation)}")
        if name != "re3d":
            continue
        for article, record in zip(articles, records, strict=True):
            for _, pair, reachable, found in compare(article, record)[0]:
                if not found:
                    low = min(pair.source[0], pair.target[0])
                    high = max(pair.source[1], pair.target[1])
                    sides = [article["text"][slice(*side)] for side in pair[1:]]
                    print(f"missed {pair.type} {sides} reachable: {reachable}")
                    print(f"    {readings.around(article['text'], low, high)}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, the errors, or relations to judge."""
    parser = argparse.ArgumentParser(prog="python -m bench.relations", description="relations")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--draw", type=int, metavar="N")
    options = parser.parse_args(arguments)
    if not corpora.present():
        print(f"SKIPPED: the corpora are not at hand ({corpora.folder()})")
    elif options.errors:
        show_errors()
    elif options.draw:
        files = (file for file in (JUDGED, EARLIER) if file.is_file())
        judged = [row for file in files for row in corpora.read_lines(file)]
        for name in CORPORA:
            articles = [each for each in corpora.read(name) if held_out(each["id"])]
            for made, record, relation in draw(shipped(articles), options.draw, judged):
                print(f"{json.dumps(made)}\n{told(record, relation)}")
    else:
        result = measure()
        print(json.dumps(result, indent=1))
        for name, value in figures(result).items():
            print(f"{name:36} {value:.4f}")


if __name__ == "__main__":
    main()
