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
from typing import Any

from bench import coreference, corpora, readings
from bench.corpora import Article
from bench.identity_gold import CORPORA, Gold, Offsets, Story, given, stories
from onrecord.casebook import identities
from onrecord.casebook.identities import Known, Ref
from onrecord.record import EntityType, Record

SETTINGS = ("gold", "read")

Predict = Callable[[Sequence[Known]], Mapping[Ref, Hashable]]
"""Entities to the identity that each is in."""
Read = Callable[[Sequence[Article]], list[dict[str, Any]]]


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
        for number, identity in enumerate(each.mentions):
            mention = (each.gold.ref, number)
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
