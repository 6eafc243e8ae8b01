"""Who is one across documents: `python -m bench.identities [--errors]`.

Two corpora whose chains go over documents: meantime_en (Wikinews, two topics) and ecbplus_dev (its
entities but for times). Two settings:

- gold: each document's chains are given as entities with the names within their mentions, so only
  the step across documents is judged;
- read: the text is read by the model as shipped. Its mentions are paired with the corpus' (the same
  words, else the name within the corpus' mention, else a shared end), each once; what
  is paired with none is left out, since the corpora mark a part of the text alone.

Figures, over the entities that have a name in their document (`all`: over all of them):

- pairs: of two documents' entities put into one identity, the share that are one (precision), and
  of those that are one the share put into one (recall). Read: an entity is where most of its paired
  mentions are; one without any is nowhere;
- MUC, B³, CEAFe and the mean of their F1 (conll) over mentions, all documents as one.

Who is one: entities of one chain, and of chains with one DBpedia link, since meantime's topics have
chains of their own. In its second topic chains also go over documents where they are not marked as
doing so; `marked` leaves these out. ECB+ marks what its events need, and names that it
left as singletons in several documents count as different, wrongly: its precision is a lower bound.

Baselines: everything apart; entities with the same longest name, case aside.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, NamedTuple

from bench import coreference, corpora, readings
from bench.corpora import Article
from bench.gum import word_list
from onrecord.annotate import forms, names
from onrecord.casebook import identities
from onrecord.casebook.identities import Known, Ref
from onrecord.casebook.identities import lists as identity_lists
from onrecord.record import EntityType, Record

CORPORA = {"meantime": "meantime_en", "ecbplus": "ecbplus_dev"}
SETTINGS = ("gold", "read")

Offsets = tuple[int, int]
Predict = Callable[[Sequence[Known]], Mapping[Ref, Hashable]]
"""Entities to the identity that each is in."""
Read = Callable[[Sequence[Article]], list[dict[str, Any]]]

_TYPES: dict[str, EntityType] = {
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "PRO": "vehicle",
    "FIN": "other",
    "NON": "other",
}
_SMALL = word_list("of the de del al el la van von der for and & - bin du")
_BREAKS = word_list(
    "of in on for to from with by at and or as that which who whose than one two three four five"
    " six seven eight nine ten twelve twenty first final last latest up over"
)
_QUOTES = ('"', "'", "''", "``", "“", "”")
_PARTICIPLES = ("ed", "ing")
_FOLLOWS = word_list("of in on for to from with by at as that which who whose is has")
_NO_NAMES = word_list("i he she it we they you ya a an the this that these those our its his her")
_MOST_AFTER = 2
"""Small words after the name of a thing ("A380 super-jumbo airliner")."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A chain of one document: its entity's key over all documents, and its mentions.

    `crosses`: the corpus marks the chain as going over documents.
    """

    ref: Ref
    key: Hashable
    type: str
    mentions: tuple[Offsets, ...]
    named: tuple[Offsets, ...]
    crosses: bool


class Story(NamedTuple):
    """A document and its chains."""

    id: str
    text: str
    published: str | None
    chains: list[Gold]


def stories(corpus: str) -> list[Story]:
    """The documents of a corpus with their chains."""
    articles = corpora.read(CORPORA[corpus])
    linked = _linked(articles)
    return [_story(article, linked) for article in articles]


def _linked(articles: Sequence[Article]) -> dict[str, str]:
    """For chains that have a DBpedia link, the first chain that has it: its topics are one's."""
    first: dict[str, str] = {}
    found: dict[str, str] = {}
    for article in articles:
        for mention in article["mentions"]:
            link = (mention.get("link") or "").strip()
            if "dbpedia" in link:
                page = link.rsplit("/", 1)[-1]
                found.setdefault(_chain(mention), first.setdefault(page, _chain(mention)))
    return found


def _chain(mention: Mapping[str, Any]) -> str:
    """A chain's id; those not marked as going over documents have a word before it."""
    return str(mention["chain"]).removeprefix("intra_")


def _story(article: Article, linked: Mapping[str, str]) -> Story:
    listed: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for mention in article["mentions"]:
        if mention["kind"] == "entity" and mention["type"] != "TIM":
            listed[mention["chain"]].append(mention)
    chains = []
    for chain, mentions in listed.items():
        spans = [(mention["start"], mention["end"]) for mention in mentions]
        type = Counter(mention["type"] for mention in mentions).most_common(1)[0][0]
        found = [name for span in spans for name in _names(article["text"], span, type)]
        chains.append(
            Gold(
                Ref(article["id"], chain),
                linked.get(_chain(mentions[0]), _chain(mentions[0])),
                type,
                tuple(spans),
                tuple(dict.fromkeys(found)),
                mentions[0].get("cross_doc", not mentions[0].get("singleton")),
            )
        )
    return Story(article["id"], article["text"], article.get("date_raw"), chains)


def _names(text: str, span: Offsets, type: str) -> Iterator[Offsets]:
    """The name within a mention that is its own, and the letters for it in brackets.

    It is the first run of capitals that is not another's (`Norr's`) and that neither a preposition
    nor a number comes before ("the home of", "two of"); small words may follow it only where a
    make is meant ("A380 airliner"). What joins several names has none of its own.
    """
    read = names.tokens(text[slice(*span)])
    joins = any(token.lower in ("and", "or") for token in read) and type != "ORG"
    at, end = 0, 0
    while at < len(read):
        token = read[at]
        participle = token.text.islower() and token.text.endswith(_PARTICIPLES)
        if token.lower in _BREAKS or token.text.isdigit() or participle:
            return
        if _is_name_word(token) and token.lower not in _NO_NAMES:
            end = _run_end(read, at, type)
            if not read[end - 1].possessive and _fits(read, at, end, type):
                break
            at = end
        else:
            at += 1
    else:
        return
    listed = end + 1 < len(read) and read[end].text == "," and _is_name_word(read[end + 1])
    if listed or (joins and any(map(_is_name_word, read[end:]))):
        return
    if type in ("PER", "HUM"):
        titles = [n for n in range(at, end) if forms.is_title(read[n].lower) and n < end - 1]
        at = titles[-1] + 1 if titles else at
    yield span[0] + read[at].start, span[0] + read[end - 1].end
    if end + 1 < len(read) and read[end].text == "(" and read[end + 1].text.isupper():
        yield span[0] + read[end + 1].start, span[0] + read[end + 1].end


def _run_end(read: Sequence[names.Token], at: int, type: str) -> int:
    """Where the run of name words at `at` ends; a place's goes on after a comma."""
    end = at + 1
    while end < len(read) and not read[end - 1].possessive:
        small = read[end].lower in _SMALL or (type == "LOC" and read[end].text == ",")
        goes_on = end + 1 < len(read) and small and _is_name_word(read[end + 1])
        if not (_is_name_word(read[end]) or read[end].text.isdigit() or goes_on):
            break
        end += 1 + goes_on
    return end


def _fits(read: Sequence[names.Token], at: int, end: int, type: str) -> bool:
    """Whether a run is the name of a mention by what it is of and what follows it."""
    last = read[end - 1].lower
    if type in ("PER", "HUM") and (forms.is_title(last) or last in names.words().person_nouns):
        return False
    if end - at == 1 and last in identity_lists.words().generic:
        return False
    run = [forms.fold(token.text) for token in read[at:end]]
    if type != "LOC" and identity_lists.land(" ".join(run)):
        return False
    after = [token for token in read[end:] if token.text not in _QUOTES]
    if not after or not after[0].text[0].isalnum() or after[0].lower in _FOLLOWS:
        return True
    small = 0
    while small < len(after) and after[small].text[0].isalpha():
        small += 1
    make = any(any(c.isdigit() for c in word) for word in run)
    return make and small <= _MOST_AFTER and not any(map(_is_name_word, after[:small]))


def _is_name_word(token: names.Token) -> bool:
    if token.text.endswith(("-based", "-led")):
        return False
    mixed = any(c.isdigit() for c in token.text) and any(c.isalpha() for c in token.text)
    inner = token.text[:1].islower() and any(c.isupper() for c in token.text)
    return token.is_capital or mixed or inner


def given(story: Story, types: Mapping[Ref, EntityType]) -> list[Known]:
    """A document's chains that have a name, as what is known of its entities."""
    called = {
        chain.ref: Counter(story.text[slice(*span)] for span in chain.named)
        for chain in story.chains
        if chain.named
    }
    company = tuple(max(printed, key=len) for printed in called.values())
    return [
        Known(
            ref=chain.ref,
            name=max(called[chain.ref], key=lambda form: (len(form), form)),
            type=types.get(chain.ref) or _TYPES.get(chain.type, "organization"),
            forms=called[chain.ref],
            roles=tuple(_roles(story, chain)),
            company=company,
            published=story.published[-4:] if story.published else None,
        )
        for chain in story.chains
        if chain.ref in called
    ]


def _roles(story: Story, chain: Gold) -> Iterator[str]:
    for start, end in chain.mentions:
        words = story.text[start:end]
        before = [name[0] for name in chain.named if start <= name[0] < end]
        role = story.text[start : before[0]] if before else words
        if len(role.split()) > 1 - bool(before) and len(role) < 80:
            yield role.strip()


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an entity's mentions came to be: each one's identity, None where it was not read."""

    gold: Gold
    mentions: tuple[Hashable | None, ...]

    @property
    def identity(self) -> Hashable | None:
        """Where most of them are."""
        counts = Counter(each for each in self.mentions if each is not None)
        return counts.most_common(1)[0][0] if counts else None


def ours(knowns: Sequence[Known]) -> dict[Ref, Hashable]:
    """The identities that onrecord makes."""
    found = identities.resolve(knowns)
    return {
        member.ref: number
        for number, identity in enumerate(found.clusters)
        for member in identity.members
    }


def equal_names(knowns: Sequence[Known]) -> dict[Ref, Hashable]:
    """Entities of the same longest name as one: what anybody has for nothing."""
    return {
        known.ref: (max(known.forms, key=lambda form: (len(form), form)).casefold())
        for known in knowns
    }


def apart(knowns: Sequence[Known]) -> dict[Ref, Hashable]:
    """Every entity for itself."""
    return {known.ref: known.ref for known in knowns}


BASELINES: dict[str, Predict] = {"onrecord": ours, "equal names": equal_names, "apart": apart}


def place_given(
    listed: Sequence[Story], types: Mapping[Ref, EntityType], predict: Predict
) -> list[Placed]:
    """The chains as given, placed; one without a name stays for itself."""
    placed = predict([known for story in listed for known in given(story, types)])
    return [
        Placed(chain, (placed.get(chain.ref, chain.ref),) * len(chain.mentions))
        for story in listed
        for chain in story.chains
    ]


def place_read(
    listed: Sequence[Story], records: Sequence[dict[str, Any]], predict: Predict
) -> list[Placed]:
    """The chains' mentions by the entities that were read for them."""
    knowns: list[Known] = []
    mentions: dict[str, dict[Offsets, Ref]] = {}
    for story, record in zip(listed, records, strict=True):
        made = Record.from_dict(record)
        own = identities.of_record(made, story.id)
        if not made.document.published and story.published:
            own = [replace(known, published=story.published[-4:]) for known in own]
        knowns += own
        mentions[story.id] = {
            (mention.start, mention.end): Ref(story.id, entity.id)
            for entity in made.entities
            for mention in entity.mentions
        }
    placed = predict(knowns)
    found = []
    for story in listed:
        paired = _paired(story, mentions[story.id])
        for chain in story.chains:
            where = [paired.get(span) for span in chain.mentions]
            found.append(Placed(chain, tuple(ref and placed[ref] for ref in where)))
    return found


def _paired(story: Story, read: Mapping[Offsets, Ref]) -> dict[Offsets, Ref]:
    """The entity read for each mention of the corpus: closest pairs first, each once."""
    trimmed = {readings.trimmed(story.text, *span): span for span in sorted(read)}
    wanted = [(span, chain) for chain in story.chains for span in chain.mentions]
    found: dict[Offsets, Ref] = {}
    taken: set[Offsets] = set()

    def pair(span: Offsets, place: Offsets | None) -> None:
        mention = trimmed.get(place) if place else None
        if mention and mention not in taken and span not in found:
            taken.add(mention)
            found[span] = read[mention]

    for span, _ in wanted:
        pair(span, readings.trimmed(story.text, *span))
    for span, chain in wanted:
        for name in chain.named:
            if span[0] <= name[0] and name[1] <= span[1]:
                pair(span, readings.trimmed(story.text, *name))
    ends = {end: (start, end) for start, end in trimmed}
    for span, _ in wanted:
        pair(span, ends.get(readings.trimmed(story.text, *span)[1]))
    return found


def types_read(listed: Sequence[Story], records: Sequence[dict[str, Any]]) -> dict[Ref, EntityType]:
    """The type that was read for chains whose corpus does not say it (ECB+'s HUM)."""
    found: dict[Ref, EntityType] = {}
    for story, record in zip(listed, records, strict=True):
        of = {
            (mention["start"], mention["end"]): entity["type"]
            for entity in record["entities"]
            for mention in entity["mentions"]
        }
        entities = {span: Ref(story.id, type) for span, type in of.items()}
        paired = _paired(story, entities)
        for chain in story.chains:
            if chain.type == "HUM":
                votes = Counter(paired[span].entity for span in chain.mentions if span in paired)
                if votes:
                    found[chain.ref] = votes.most_common(1)[0][0]  # type: ignore[assignment]
    return found


def scores(placed: Sequence[Placed]) -> dict[str, float]:
    """The figures over entities."""
    right, joined, one = pair_counts(placed)
    key: dict[Hashable, set[Hashable]] = defaultdict(set)
    response: dict[Hashable, set[Hashable]] = defaultdict(set)
    for each in placed:
        for span, identity in zip(each.gold.mentions, each.mentions, strict=True):
            mention = (each.gold.ref.document, span)
            key[each.gold.key].add(mention)
            if identity is not None:
                response[identity].add(mention)
    truth, found = ([frozenset(c) for c in clusters.values()] for clusters in (key, response))
    result = {
        "pair_precision": right / joined if joined else 1.0,
        "pair_recall": right / one if one else 1.0,
    }
    for metric, count in coreference.SCORERS.items():
        recall, precision = count(truth, found)
        recall_, precision_ = (up / down if down else 1.0 for up, down in (recall, precision))
        both = recall_ + precision_
        result[metric] = 2 * recall_ * precision_ / both if both else 0.0
    result["conll"] = sum(result[metric] for metric in coreference.SCORERS) / 3
    return {name: round(value, 4) for name, value in result.items()}


def pair_counts(placed: Sequence[Placed]) -> tuple[int, int, int]:
    """Pairs of two documents' entities: rightly joined, joined, and truly one."""
    right = joined = one = 0
    for first, second, together in _pairs(placed):
        same = first.gold.key == second.gold.key
        right += together and same
        joined += together
        one += same
    return right, joined, one


def _pairs(placed: Sequence[Placed]) -> Iterator[tuple[Placed, Placed, bool]]:
    """Pairs of entities of two documents that are one, or were put together."""
    for first, second in combinations(placed, 2):
        if first.gold.ref.document == second.gold.ref.document:
            continue
        together = first.identity is not None and first.identity == second.identity
        if together or first.gold.key == second.gold.key:
            yield first, second, together


SCOPES: dict[str, Callable[[Gold], bool]] = {
    "named": lambda gold: bool(gold.named),
    "all": lambda gold: True,
    "marked": lambda gold: bool(gold.named) and gold.crosses,
}


def measure(predict: Predict = ours, read: Read = readings.shipped) -> dict[str, Any]:
    """Every figure by corpus, setting and scope; empty where the corpora are not at hand."""
    result: dict[str, Any] = {}
    for corpus in CORPORA if corpora.present() else ():
        listed = stories(corpus)
        records = read(corpora.read(CORPORA[corpus]))
        placed = {
            "gold": place_given(listed, types_read(listed, records), predict),
            "read": place_read(listed, records, predict),
        }
        result[corpus] = {
            setting: {
                scope: scores([each for each in placed[setting] if holds(each.gold)])
                for scope, holds in SCOPES.items()
            }
            for setting in SETTINGS
        }
    return result


def figures(result: Mapping[str, Any]) -> dict[str, float]:
    """The figures that the gate knows: `meantime.pair_precision`, `meantime.read.b3` …

    Without a setting they are of the chains as given.
    """
    found = {}
    for corpus, settings in result.items():
        for setting in SETTINGS:
            for name, value in settings[setting]["named"].items():
                place = corpus if setting == "gold" else f"{corpus}.{setting}"
                found[f"{place}.{name}"] = value
    return found


def errors(placed: Sequence[Placed], listed: Sequence[Story]) -> Iterator[str]:
    """Pairs wrongly joined and wrongly apart, one for each pair of identity and truth."""
    texts = {story.id: story.text for story in listed}
    told: set[Hashable] = set()
    for first, second, together in _pairs(placed):
        same = first.gold.key == second.gold.key
        if same == together or not (first.gold.named and second.gold.named):
            continue
        by = frozenset((first.gold.key, second.gold.key, first.identity, second.identity))
        if by not in told:
            told.add(by)
            what = "wrongly joined" if together else "wrongly apart"
            yield f"{what}: {_told(first, texts)}  |  {_told(second, texts)}"


def _told(each: Placed, texts: Mapping[str, str]) -> str:
    text = texts[each.gold.ref.document]
    printed = Counter(text[slice(*span)] for span in each.gold.named)
    return f"{corpora.key(each.gold.ref.document)} {json.dumps(printed, ensure_ascii=False)}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, or the errors (for the terminal alone)."""
    parser = argparse.ArgumentParser(prog="python -m bench.identities", description="identities")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args(arguments)
    if not corpora.present():
        print(f"SKIPPED: the corpora are not at hand ({corpora.folder()})")
        return
    records = {corpus: readings.shipped(corpora.read(name)) for corpus, name in CORPORA.items()}
    for title, predict in list(BASELINES.items())[: 1 if options.errors else None]:
        for corpus in CORPORA:
            listed = stories(corpus)
            types = types_read(listed, records[corpus])
            for setting in SETTINGS:
                placed = (
                    place_given(listed, types, predict)
                    if setting == "gold"
                    else place_read(listed, records[corpus], predict)
                )
                if options.errors:
                    print(f"{corpus}, {setting}", *errors(placed, listed), sep="\n")
                    continue
                for scope, holds in SCOPES.items():
                    figures_ = scores([each for each in placed if holds(each.gold)])
                    line = "  ".join(f"{name} {value:.4f}" for name, value in figures_.items())
                    print(f"{title:12} {corpus:9} {setting:5} {scope:7} {line}")


if __name__ == "__main__":
    main()
