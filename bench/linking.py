"""Names linked to entities, on corpora whose names are given: `python -m bench.linking`.

The names are the corpus' own, cut to the words that a newspaper would print as the name, so only
the linking is judged. Pairs: of all pairs of names in one article, the share of linked pairs that
are right (precision) and of right pairs that are linked (recall). B³ judges each name's company.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from bench import corpora, gum
from bench.corpora import Article
from onrecord.annotate import names
from onrecord.annotate.linking import link
from onrecord.annotate.spans import MentionSpan
from onrecord.ingest.document import from_text
from onrecord.record import EntityType

CORPORA = ("gum_news", "gum_other_cc", "meantime_en", "redocred_dev")
FOUR = ("person", "organization", "place", "other")
"""What the figures are given by; a name's type is the corpus', folded to these."""

_GUM: dict[str, EntityType] = {
    "person": "person",
    "organization": "organization",
    "place": "place",
    "event": "event",
    "object": "other",
    "abstract": "other",
}
_MEANTIME: dict[str, EntityType] = {
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "PRO": "vehicle",
}
_REDOCRED: dict[str, EntityType] = {
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "MISC": "other",
}
_SMALL = gum.word_list("of the de del al el la van von der for and & - bin du")
_NO_NAMES = gum.word_list("i he she it we they you ya a an the")
_PEOPLES = re.compile(r"\w+(?:ans?|ese|ish|ic|is?|ch)")


@dataclass(frozen=True, slots=True)
class Gold:
    """An article's names, and for each the key of its entity."""

    id: str
    text: str
    names: list[MentionSpan]
    keys: list[Hashable]


@dataclass(slots=True)
class Counts:
    """Pairs (right, linked, gold) and sums of B³ (precision, recall, names)."""

    pairs: list[int] = field(default_factory=lambda: [0, 0, 0])
    cubed: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0])

    def figures(self) -> dict[str, float]:
        """Precision and recall of pairs and of B³; 1 where there is nothing."""
        right, linked, gold = self.pairs
        precision, recall, names = self.cubed
        return {
            "pair_precision": right / linked if linked else 1.0,
            "pair_recall": right / gold if gold else 1.0,
            "b3_precision": precision / names if names else 1.0,
            "b3_recall": recall / names if names else 1.0,
        }


def read(corpus: str) -> Iterator[Gold]:
    """The corpus' articles with their names."""
    make = {"meantime_en": _meantime, "redocred_dev": _redocred}.get(corpus, _gum)
    for article in corpora.read(corpus):
        found: dict[tuple[int, int], tuple[EntityType, Hashable]] = {}
        taken: set[int] = set()
        listed = sorted(make(article), key=lambda item: (item[0] - item[1], item[0]))
        for start, end, type, key in listed:
            if start < end and taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                found[start, end] = (type, key)
        order = sorted(found)
        yield Gold(
            article["id"],
            article["text"],
            [
                MentionSpan(start=s, end=e, kind="name", type=found[s, e][0], confidence=1.0)
                for s, e in order
            ],
            [found[place][1] for place in order],
        )


Item = tuple[int, int, EntityType, Hashable]


def _gum(article: Article) -> Iterator[Item]:
    """Names as `gum` cuts them. Clusters with one Wikipedia page are one entity.

    So are people of one full name: some of their mentions GUM leaves without a link.
    """
    pages: dict[str, str] = {}
    people: dict[str, Hashable] = {}
    for mention in article["mentions"]:
        if mention["wiki"] and mention["head_pos"] in gum.PROPER:
            pages.setdefault(mention["cluster"], mention["wiki"])
    for mention in gum.mentions(article):
        if mention.name and mention.type in _GUM:
            key: Hashable = pages.get(mention.cluster, mention.cluster)
            words = article["text"][slice(*mention.name)]
            if mention.type == "person" and " " in words:
                key = people.setdefault(words, key)
            yield *mention.name, _GUM[mention.type], key


def _meantime(article: Article) -> Iterator[Item]:
    """Entity mentions that are a name from end to end, after titles and articles."""
    for mention in article["mentions"]:
        if mention["kind"] != "entity" or mention["type"] not in _MEANTIME:
            continue
        words = names.tokens(article["text"][mention["start"] : mention["end"]])
        last = 0
        for index, word in enumerate(words):
            is_title = mention["type"] == "PER" and word.lower in names.words().titles
            if is_title or (index == last and word.lower in _SMALL | _NO_NAMES):
                last = index + 1
        words = words[last:]
        if any(word.is_capital for word in words) and all(
            word.is_capital or word.text[0].isdigit() or word.lower in _SMALL for word in words
        ):
            start = mention["start"]
            type = _MEANTIME[mention["type"]]
            yield start + words[0].start, start + words[-1].end, type, mention["chain"]


def _redocred(article: Article) -> Iterator[Item]:
    """The clusters given, but that a land and its people ("Norrian") are one in them."""
    for index, cluster in enumerate(article["entities"]):
        for mention in cluster:
            if mention["type"] in _REDOCRED:
                people = mention["type"] == "LOC" and _PEOPLES.fullmatch(mention["text"])
                type: EntityType = "group" if people else _REDOCRED[mention["type"]]
                yield mention["start"], mention["end"], type, (index, bool(people))


def count(gold: Gold, groups: Sequence[Sequence[int]], totals: dict[str, Counts]) -> None:
    """Add an article's counts to `totals`, by the gold type of a name (a pair: of its first)."""
    mine = {index: number for number, group in enumerate(groups) for index in group}
    theirs: dict[Hashable, list[int]] = defaultdict(list)
    for index, key in enumerate(gold.keys):
        theirs[key].append(index)
    for index, key in enumerate(gold.keys):
        ours, other = set(groups[mine[index]]), set(theirs[key])
        both = len(ours & other)
        for name in (folded(gold.names[index].type), "all"):
            cubed = totals[name].cubed
            cubed[0] += both / len(ours)
            cubed[1] += both / len(other)
            cubed[2] += 1
    for first, second in combinations(range(len(gold.keys)), 2):
        linked = mine[first] == mine[second]
        right = gold.keys[first] == gold.keys[second]
        if linked or right:
            for name in (folded(gold.names[first].type), "all"):
                pairs = totals[name].pairs
                pairs[0] += linked and right
                pairs[1] += linked
                pairs[2] += right


def folded(type: EntityType) -> str:
    """A type as the figures are given by it."""
    return type if type in FOUR else "other"


Linker = Callable[[Gold], list[tuple[int, ...]]]


def ours(gold: Gold) -> list[tuple[int, ...]]:
    """The groups of names that onrecord makes."""
    document = from_text(gold.text, id=gold.id)
    return [bearer.mentions for bearer in link(document, gold.names)]


def by_string(gold: Gold) -> list[tuple[int, ...]]:
    """The groups that equal words make: what anybody has for nothing."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(gold.names):
        groups[gold.text[name.start : name.end]].append(index)
    return [tuple(group) for group in groups.values()]


def measure(corpus: str, linker: Linker = ours) -> dict[str, Counts]:
    """Counts by type and over all."""
    totals = {name: Counts() for name in (*FOUR, "all")}
    for gold in read(corpus):
        count(gold, linker(gold), totals)
    return totals


def main(asked: Sequence[str]) -> None:
    """Print the figures of the corpora named, or of all."""
    if not corpora.present():
        print(f"SKIPPED: the corpora are not at hand ({corpora.folder()})")
        return
    for corpus in asked or CORPORA:
        for title, linker in (("onrecord", ours), ("equal strings", by_string)):
            print(f"{corpus}, {title}")
            for type, counts in measure(corpus, linker).items():
                figures = "  ".join(f"{k} {v:.4f}" for k, v in counts.figures().items())
                print(f"  {type:13} {counts.cubed[2]:6.0f} names  {figures}")


if __name__ == "__main__":
    main(sys.argv[1:])
