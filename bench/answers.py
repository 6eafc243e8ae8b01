"""Whether questions find the passage that answers them, and whether nothing is said of the rest.

    python -m bench.answers

Questions are made from what was read of real articles: for a statement, some of its words in their
order ("Who said that WORDS?"), its source with few of them ("What did NAME say about WORDS?"),
with a fixed seed. Half of the stories are in the casebook, half are not. Asked of the half that is,
the sentence of the statement should be among the passages ("right"; the others are answered with
"nothing on record" or with other passages, "other"); asked of the other half, or of somebody else,
there should be nothing on record. That is a proxy in both directions: the words are the article's
own, so real questions find less; and a story that was left out may be told in another. Of every
passage that is given it is checked that nothing is stated without its authority (bench/authority).

`FLOOR` and its like in `answer/ask.py` were chosen on basil; wikinews was looked at afterwards.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench import authority, corpora
from bench.corpora import ROOT
from bench.readings import shipped
from bench.sources import wilson
from onrecord.answer import Found, ask
from onrecord.answer.question import terms_of
from onrecord.answer.weighing import Encoder
from onrecord.casebook import Casebook
from onrecord.casebook.intake import Item
from onrecord.errors import OnrecordError
from onrecord.record import Attribution, Record

TUNED, REPORTED = "basil", "wikinews_2019_2020"
ASKED = 60
"""Questions of each sort."""
SHARE = 0.6
"""Of a statement's words, as many stand in a question."""
_FEWEST = 4
_SEED = 20_310_704


class Asked(NamedTuple):
    """A question, and the sentences (key and id) any of which answers it; none: nothing may."""

    sort: str
    text: str
    expected: frozenset[tuple[str, str]]


def measure(
    records: Callable[[str], Sequence[tuple[str, Record]]] | None = None,
    *,
    names: Sequence[str] = (REPORTED,),
) -> dict[str, Any]:
    """The shares by corpus; see the module's head. `records` reads a corpus otherwise."""
    from onrecord.model.sentences import sentence_encoder

    result = {}
    for name in names:
        read = (records or read_shipped)(name)
        result[name] = {
            how: _measure(read, encoder)
            for how, encoder in (("words", None), ("words_and_meaning", sentence_encoder()))
        }
    return result


def figures(result: dict[str, Any]) -> dict[str, float]:
    """The figures that are pinned."""
    found = result[REPORTED]["words_and_meaning"]
    return {
        "answers.found": found["found"]["share"],
        "answers.silent": 1 - found["false"]["share"],
        "answers.authority": found["authority"]["share"],
    }


def read_shipped(name: str) -> list[tuple[str, Record]]:
    """The records of a corpus by the shipped model."""
    articles = corpora.read(name)
    return [
        (str(article["id"]), Record.from_dict(record))
        for article, record in zip(articles, shipped(articles), strict=True)
    ]


def story(key: str) -> str:
    """What articles on one story have in common: of basil's keys all but the outlet's number."""
    return key.rsplit("_", 1)[0] if key.startswith("basil_") else key


def _measure(read: Sequence[tuple[str, Record]], encoder: Encoder | None) -> dict[str, Any]:
    stories = sorted({story(key) for key, _ in read})
    random.Random(_SEED).shuffle(stories)  # noqa: S311 (not for secrecy)
    held = set(stories[: len(stories) // 2])
    inside = [one for one in read if story(one[0]) in held]
    outside = [one for one in read if story(one[0]) not in held]
    counts: Counter[str] = Counter()
    with (
        tempfile.TemporaryDirectory() as folder,
        Casebook.create(Path(folder) / "held.casebook") as casebook,
    ):
        fill(casebook, inside)
        for one in _questions(inside, outside):
            counts.update(_judge(casebook, one, encoder))
    return {
        "found": _share(counts["right"], counts["answerable"]),
        "nothing": _share(counts["nothing"], counts["answerable"]),
        "other": _share(counts["other"], counts["answerable"]),
        "first": _share(counts["first"], counts["answerable"]),
        "false": _share(counts["false"], counts["unanswerable"]),
        "authority": _share(counts["passages"] - counts["unattributed"], counts["passages"]),
        "by": {
            sort: _share(counts[f"{sort} right"], counts[f"{sort} asked"])
            for sort in sorted({key.rsplit(" ", 1)[0] for key in counts if key.endswith(" asked")})
        },
    }


def fill(casebook: Casebook, read: Sequence[tuple[str, Record]]) -> None:
    """Add records as they are."""
    by_key = dict(read)
    items = (
        Item(key=key, name=key, data=record.document.text.encode(), form="text")
        for key, record in read
    )
    casebook.add_items(items, lambda item: by_key[item.key])


def _questions(
    inside: Sequence[tuple[str, Record]], outside: Sequence[tuple[str, Record]]
) -> Iterator[Asked]:
    for sort, read, named in (
        ("who said", inside, False),
        ("what was said", inside, True),
        ("not held: who said", outside, False),
        ("not held: what was said", outside, True),
        ("another said", inside, True),
    ):
        chance = random.Random(f"{_SEED} {sort}")  # noqa: S311 (not for secrecy)
        listed = [
            (key, record, said)
            for key, record in read
            for said in record.attributions
            if _is_asked(record, said, named=named)
        ]
        chance.shuffle(listed)
        everybody = sorted({_name(record, said) for _, record, said in listed if said.entities})
        for key, record, said in listed[:ASKED]:
            other = chance.choice(everybody) if sort == "another said" else None
            if other and _is_there(record, other):
                continue
            yield _question(sort, key, record, said, chance, other)


def _question(
    sort: str,
    key: str,
    record: Record,
    said: Attribution,
    chance: random.Random,
    other: str | None,
) -> Asked:
    terms = [term.word for term in terms_of(_content(said))]
    if sort.endswith("who said"):
        verb = "denied" if said.kind == "denial" else "said"
        kept = sorted(chance.sample(range(len(terms)), max(3, int(SHARE * len(terms)))))
        words = " ".join(_printed(_content(said), terms[at]) for at in kept)
        text = f"Who {verb} that {words}?"
    else:
        kept = sorted(chance.sample(range(len(terms)), 2))
        words = " ".join(_printed(_content(said), terms[at]) for at in kept)
        text = f"What did {other or _name(record, said)} say about {words}?"
    right = frozenset(
        (key, sentence.id)
        for sentence in record.sentences
        for span in said.content
        if span.start < sentence.end and span.end > sentence.start
    )
    return Asked(sort, text, right if sort in ("who said", "what was said") else frozenset())


def _judge(casebook: Casebook, asked: Asked, encoder: Encoder | None) -> dict[str, int]:
    try:
        sides = ask(casebook, asked.text, encoder=encoder).sides
    except OnrecordError:
        sides = ()
    listed = [(each.passage.place.document, each.passage.ref) for _, side in sides for each in side]
    right = bool(asked.expected.intersection(listed)) if asked.expected else not listed
    counts = {
        f"{asked.sort} asked": 1,
        f"{asked.sort} right": int(right),
        "passages": len(listed),
        "unattributed": sum(
            any(_wrongs(casebook, each, side)) for side, those in sides for each in those
        ),
    }
    if asked.expected:
        counts |= {
            "answerable": 1,
            "right" if right else "other" if listed else "nothing": 1,
            "first": int(bool(listed) and listed[0] in asked.expected),
        }
    else:
        counts |= {"unanswerable": 1, "false": int(bool(listed))}
    return counts


def _wrongs(casebook: Casebook, found: Found, side: str) -> Iterator[str]:
    place = found.passage.place
    return authority.wrongs(casebook.record(place.document, place.version), found, side)


def _is_asked(record: Record, said: Attribution, *, named: bool) -> bool:
    if said.kind in ("question", "no_comment") or said.negated or said.inside:
        return False
    if named and (not said.entities or len(_name(record, said).split()) < 2):
        return False
    return said.confidence >= 0.5 and len(terms_of(_content(said))) >= _FEWEST


def _content(said: Attribution) -> str:
    return " ".join(span.text for span in said.content)


def _name(record: Record, said: Attribution) -> str:
    return record.entity(said.entities[0]).name


def _is_there(record: Record, name: str) -> bool:
    return any(entity.name == name for entity in record.entities)


def _printed(text: str, word: str) -> str:
    """A word as it is printed, with its capitals."""
    at = text.casefold().find(word)
    return text[at : at + len(word)] if len(text.casefold()) == len(text) and at >= 0 else word


def _share(part: int, whole: int) -> dict[str, Any]:
    return {
        "share": round(part / whole, 4) if whole else None,
        "of": whole,
        "interval": wilson(part, whole),
    }


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--corpus", action="append", help=f"default: {REPORTED}")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "bench/results/answers.json")
    given = parser.parse_args()
    result = measure(names=given.corpus or (REPORTED,))
    print(json.dumps(result, indent=2))
    if not given.corpus:
        given.output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
