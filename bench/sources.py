"""Sources resolved to the right entity: on GUM by folds, and on basil's marked quotations.

GUM: every attribution of its rhetorical structure (but for credits) whose source is a mention, 113
in gum_news; the mention's head tells its kind: name, pronoun, nominal. Where the mention's cluster
holds no name (24 of the 113), the source is resolved rightly to nobody ("scientists").

What was read of a source: the attribution of ours whose source overlaps the mention's head; of
several the one whose content has most letters in common with GUM's, relative to both. Without one,
the smallest mention of ours that covers the head tells who is meant. What became of it:

- right: one of its entities has its name from GUM's cluster, that is, the mention that names the
  entity stands for a mention of the cluster (bench/gum.py: `Finder.headed`);
  or: the cluster holds no name, and there is no entity;
- wrong: it has entities, but none of that name;
- abstained: it has none although the cluster holds a name; the reading's reason is counted;
- unread: neither an attribution nor a mention was found.

`accuracy` is the share of the right among what was read (all but unread), `strict` the share among
all sources, `precise` the share of right entities among all entities given. `majority` asks more of
an entity: that most of its mentions that stand for one of GUM's stand for the cluster's. `named`
holds the same figures over those sources alone whose cluster holds a name.

basil: the marked phrases that hold a double quotation mark, or have one within two characters
around, and whose speaker is a person's name. What was read: the attribution whose content shares
most letters with the phrase, the shortest of several. Right: an entity's name has the speaker's
surname (case and accents aside; a label that was cut short may go on), and where both have further
words, one that begins with the same letter ("Bob" for "Robert" fails, "Ben" for "Benjamin" does
not); Jr. is not his father. Unread: no content shares a letter.

Intervals are Wilson's, which take sources as independent.

    CORPUS …   only these: gum_news, gum_other_cc, basil
    --shipped  GUM by the model as shipped, which saw it
    --errors   what is not right, class by class, in its surroundings: for the terminal alone
    --ids      the same as JSON lines of ids (`corpora.key`) and offsets
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from bench import corpora, gum, readings
from bench.corpora import Article
from bench.gum import Finder, Gold
from bench.readings import Attributed, Offsets, Predict, Reading, shipped
from bench.rst import NOT_COUNTED

BASIL = "basil"
KINDS = ("name", "nominal", "pronoun")
VERDICTS = ("right", "wrong", "abstained", "unread")

_MARKS = frozenset('"“”')
_AROUND = 2
_OTHER = re.compile(
    r"other_|.*(?:lawmakers|democrats|republicans|campaign|officials|members|companies|plaintiffs"
    r"|protestors|catholics|party|naacp|buzzfeed|secure_america_now)\Z",
    re.IGNORECASE,
)
"""Speakers that are no person's name."""
_SUFFIXES = gum.word_list("jr sr ii iii iv")


class Judged(NamedTuple):
    """A source of the truth and what became of it.

    `kind` is the mention's; `named`: its cluster holds a name; `entities` how many were given, and
    how many of them are right; `majority` and `reason` as said above.
    """

    article: str
    source: Offsets
    kind: str
    named: bool
    verdict: str
    entities: int = 0
    right: int = 0
    majority: bool = False
    reason: str | None = None
    given: Offsets | None = None


def judge(article: Article, reading: Reading) -> list[Judged]:
    """What became of each source of a GUM article."""
    golds = gum.mentions(article)
    finder = Finder(golds, article["text"])
    holds_name = {gold.cluster for gold in golds if gold.kind == "name"}
    clusters = [Entity.of(reading, index, golds, finder) for index in range(len(reading.chains))]
    judged = []
    for item in article["attributions"]:
        if item.get("kind") == NOT_COUNTED or item.get("source_mention") is None:
            continue
        gold = golds[item["source_mention"]]
        named = gold.cluster in holds_name
        start = Judged(article["id"], (gold.start, gold.end), gold.kind, named, "unread")
        found = read_source(reading, gold, [(a, b) for a, b, *_ in item["content"]])
        judged.append(_verdict(start, found, gold.cluster, clusters, reading))
    return judged


class Entity(NamedTuple):
    """The clusters of GUM that an entity's name and its mentions stand for."""

    name: str | None
    mentions: Counter[str]

    @classmethod
    def of(cls, reading: Reading, index: int, golds: Sequence[Gold], finder: Finder) -> Entity:
        """Those of a chain."""

        def cluster(span: Offsets) -> str | None:
            found = finder.exact(span) or finder.headed(span)
            return golds[found[0]].cluster if found else None

        chain = reading.chains[index]
        stood = (cluster((mention.start, mention.end)) for mention in chain.mentions)
        return cls(
            cluster(chain.name) if chain.name else None, Counter(each for each in stood if each)
        )


class Found(NamedTuple):
    """What was read of a source: the entities it was resolved to, or the reason for none."""

    entities: tuple[int, ...]
    reason: str | None


def read_source(reading: Reading, gold: Gold, content: Sequence[Offsets]) -> Found | None:
    """What was read of GUM's source `gold` with its content; None: nothing."""
    mine = [
        item
        for item in reading.attributions
        if any(shared(piece, head) for piece in item.source for head in gold.heads)
    ]
    if mine:
        best = max(mine, key=lambda item: likeness(item.content, content))
        return Found(best.entities, best.unresolved)
    covering = [
        (mention.end - mention.start, number)
        for number, chain in enumerate(reading.chains)
        for mention in chain.mentions
        if any(mention.start <= head[0] and head[1] <= mention.end for head in gold.heads)
    ]
    if not covering:
        return None
    number = min(covering)[1]
    named = reading.chains[number].name is not None
    return Found((number,) if named else (), None if named else "a mention without a name")


def shared(one: Offsets, other: Offsets) -> int:
    """Code points in common."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def likeness(one: Sequence[Offsets], other: Sequence[Offsets]) -> float:
    """Dice of two lists of pieces over code points."""
    both = sum(shared(a, b) for a in one for b in other)
    return 2 * both / max(1, sum(b - a for a, b in (*one, *other)))


def _verdict(
    start: Judged, found: Found | None, cluster: str, entities: Sequence[Entity], reading: Reading
) -> Judged:
    if found is None:
        return start
    if not found.entities:
        verdict = "abstained" if start.named else "right"
        return start._replace(verdict=verdict, majority=not start.named, reason=found.reason)
    right = [index for index in found.entities if entities[index].name == cluster]
    return start._replace(
        verdict="right" if right else "wrong",
        entities=len(found.entities),
        right=len(right),
        majority=any(
            2 * entities[index].mentions[cluster] > entities[index].mentions.total()
            for index in right
        ),
        given=reading.chains[(right or found.entities)[0]].name,
    )


def speakers(article: Article) -> list[dict[str, Any]]:
    """The phrases of a basil article that are judged."""
    return [
        phrase
        for phrase in article["phrases"]
        if phrase["speaker"]
        and not _OTHER.match(phrase["speaker"])
        and phrase.get("start") is not None
        and _MARKS.intersection(
            article["text"][max(0, phrase["start"] - _AROUND) : phrase["end"] + _AROUND]
        )
    ]


def judge_speakers(article: Article, record: dict[str, Any]) -> list[Judged]:
    """What became of the speaker of each phrase of a basil article."""
    reading = readings.of_record(record)
    judged = []
    for phrase in speakers(article):
        span = (phrase["start"], phrase["end"])
        start = Judged(article["id"], span, "phrase", True, "unread")
        said = by_content(reading.attributions, span)
        if said is None:
            judged.append(start)
            continue
        names = [record["entities"][index]["name"] for index in said.entities]
        right = [
            index
            for index, name in zip(said.entities, names, strict=True)
            if is_named(name, phrase["speaker"])
        ]
        given = (right or said.entities or (None,))[0]
        judged.append(
            start._replace(
                verdict="right" if right else "wrong" if names else "abstained",
                entities=len(names),
                right=len(right),
                reason=said.unresolved,
                given=None if given is None else reading.chains[given].name,
            )
        )
    return judged


def by_content(attributions: Iterable[Attributed], span: Offsets) -> Attributed | None:
    """The attribution whose content shares most with a span, the shortest of several."""
    best = max(
        attributions,
        key=lambda item: (
            sum(shared(piece, span) for piece in item.content),
            -sum(end - start for start, end in item.content),
        ),
        default=None,
    )
    return best if best and any(shared(piece, span) for piece in best.content) else None


def is_named(name: str, speaker: str) -> bool:
    """Whether an entity's name is basil's speaker (see above)."""
    ours, theirs = _words(name), _words(speaker)
    suffixes = [_SUFFIXES.intersection(words) for words in (ours, theirs)]
    if suffixes[0] != suffixes[1]:
        return False
    ours, theirs = ([w for w in words if w not in _SUFFIXES] for words in (ours, theirs))
    if not ours or not theirs or not ours[-1].startswith(theirs[-1]):
        return False
    if len(ours[-1]) > len(theirs[-1]) + 2:  # a label cut short lacks a letter or two
        return False
    initials = {word[0] for word in ours[:-1]}
    return not initials or len(theirs) == 1 or theirs[0][0] in initials


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.replace("_", " ")).lower()
    return re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", re.sub(r"[\u0300-\u036f]", "", plain))


def wilson(right: int, total: int) -> list[float]:
    """The 95 % interval of a share."""
    if not total:
        return [0.0, 1.0]
    z, share = 1.96, right / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * (share * (1 - share) / total + z * z / (4 * total**2)) ** 0.5
    return [round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)]


def figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """Counts of the verdicts, and the shares said above with the accuracy's interval."""
    counts = Counter(item.verdict for item in judged)
    right, total = counts["right"], len(judged)
    read = total - counts["unread"]
    given = sum(item.entities for item in judged)
    return {
        "sources": total,
        **{verdict: counts[verdict] for verdict in VERDICTS},
        "accuracy": round(right / read, 4) if read else None,
        "interval": wilson(right, read),
        "strict": round(right / total, 4) if total else None,
        "strict_interval": wilson(right, total),
        "precise": round(sum(item.right for item in judged) / given, 4) if given else None,
        "majority": round(sum(item.majority for item in judged) / read, 4) if read else None,
    }


def score(judged: Sequence[Judged]) -> dict[str, Any]:
    """`figures` over all and by kind of mention, over all sources and the named ones; reasons."""
    named = [item for item in judged if item.named]
    return {
        "all": by_kind(judged),
        "named": by_kind(named),
        "reasons": dict(
            Counter(item.reason for item in named if item.verdict == "abstained").most_common()
        ),
    }


def by_kind(judged: Sequence[Judged]) -> dict[str, Any]:
    """`figures` over all, and for each kind of mention."""
    return {"all": figures(judged)} | {
        kind: figures([item for item in judged if item.kind == kind]) for kind in KINDS
    }


def judge_all(articles: Sequence[Article], found: Sequence[Reading]) -> list[Judged]:
    """`judge` over articles."""
    pairs = zip(articles, found, strict=True)
    return [item for article, reading in pairs for item in judge(article, reading)]


def judge_basil(predict: Predict) -> list[Judged]:
    """`judge_speakers` over the articles of basil that hold any such phrase."""
    articles = [article for article in corpora.read(BASIL) if speakers(article)]
    pairs = zip(articles, predict(articles), strict=True)
    return [item for article, record in pairs for item in judge_speakers(article, record)]


def measure(predict: Predict, *, seen: bool = False) -> dict[str, Any]:
    """Every figure; GUM's only where training left files of its folds.

    `seen`: also GUM by the model as shipped, which saw it.
    """
    judged = judge_basil(predict)
    result: dict[str, Any] = {
        BASIL: figures(judged)
        | {"reasons": dict(Counter(i.reason for i in judged if i.verdict == "abstained"))}
    }
    for corpus in gum.CORPORA:
        articles = corpora.read(corpus)
        result[corpus] = {}
        found = readings.folds(corpus, articles)
        if found is not None:
            result[corpus]["folds"] = score(judge_all(articles, found))
        if seen:
            by_shipped = [*map(readings.of_record, predict(articles))]
            result[corpus]["seen_in_training"] = score(judge_all(articles, by_shipped))
    return result


def told(text: str, item: Judged, *, ids: bool) -> str:
    """A verdict for a human reader, or as id and offsets."""
    if ids:
        return json.dumps(item._asdict() | {"article": corpora.key(item.article)})
    given = f"  given: {text[slice(*item.given)]}" if item.given else ""
    reason = f"  because: {item.reason}" if item.reason else ""
    return f"  {item.kind:8} {readings.around(text, *item.source, width=100)}{given}{reason}"


def show(articles: Sequence[Article], judged: Sequence[Judged], *, ids: bool) -> None:
    """Print what is not right by class."""
    texts = {article["id"]: article["text"] for article in articles}
    listed: dict[str, list[str]] = defaultdict(list)
    for item in judged:
        if item.verdict != "right":
            what = item.verdict if item.named else f"{item.verdict}, though the text never names it"
            listed[what].append(told(texts[item.article], item, ids=ids))
    for what, lines in listed.items():
        if not ids:
            print(f"{what}: {len(lines)}")
        print("\n".join(lines))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, or what is not right."""
    parser = argparse.ArgumentParser(prog="python -m bench.sources", description="sources")
    parser.add_argument("corpora", nargs="*", metavar="CORPUS")
    for option in ("shipped", "errors", "ids"):
        parser.add_argument(f"--{option}", action="store_true")
    options = parser.parse_args(arguments)
    chosen = readings.chosen(parser, options.corpora, (*gum.CORPORA, BASIL))
    if not corpora.present():
        print(f"SKIPPED: the corpora are not at hand ({corpora.folder()})")
        return
    for corpus in chosen:
        articles = corpora.read(corpus)
        if corpus == BASIL:
            judged = judge_basil(shipped)
        else:
            found = (
                [*map(readings.of_record, shipped(articles))]
                if options.shipped
                else readings.folds(corpus, articles)
            )
            if found is None:
                print(f"{corpus}: training left no file of its folds; --shipped reads it anyhow")
                continue
            judged = judge_all(articles, found)
        if options.errors or options.ids:
            show(articles, judged, ids=options.ids)
        else:
            result = {"all": figures(judged)} if corpus == BASIL else score(judged)
            for key, value in result.items():
                print(f"{corpus} {key}: {json.dumps(value)}")


if __name__ == "__main__":
    main()
