"""Names: F1 of span and type over person, organization and place: `python -m bench.names`.

Where the truth is from, and what is made of it before it is compared:

- newswire_dev: the dev cut of the newswire corpus as print would have it (bench/newswire.py).
  `newswire_dev_raw` is the same in its pre-tokenised form, to see how robust the reading is.
- re3d: entities with a confidence of 0.5 or more, Organisation, Person, Location. Many are
  pronouns and descriptions ("fighters", "the port city of Norr"). `whole_exact` and `whole_overlap`
  ask for all of them, `exact` and `overlap` for those that hold a word with a capital which is no
  small word and not merely a sentence's first.
- gum: mentions with a proper head, cut to the name (bench/gum.py), read by weights that never saw
  the document. A title alone and a people ("the Norrians") may be found or not.

Types are folded. A facility is a place where the truth holds both as one (re3d, gum), a people or
group an organization in re3d; otherwise these and all other types are left out. On both sides
articles in front, a possessive behind and quotes around a name are cut off.

How a prediction counts, each for one name of its type:

- exact: the same words;
- overlap: words in common, the longest common part first;
- head (GUM): the name's head word is covered (bench/gum.py says which).

Where one true name stands in another, the outer one has to be found and the inner one may be (but
for `whole_…`, which ask for both). A prediction that meets nothing but what may be found is neither
right nor wrong.

    CORPUS …     only these: newswire_dev, newswire_dev_raw, re3d, gum_news, gum_other_cc
    --spacy      spaCy's small English model instead of onrecord
    --shipped    GUM by the model as shipped, which saw it
    --errors     the errors, class by class, in their surroundings: for the terminal alone
    --ids        the same as JSON lines of ids (`corpora.key`) and offsets in the text that was read
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from bench import attribution, corpora, gum, newswire, readings, speed
from bench.readings import Offsets, Predict, Reading, shipped, trimmed

TYPES = ("person", "organization", "place")
CONFIDENCE = 0.5
SPACY = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place"}
NEWSWIRE = {"Person": "person", "Organization": "organization", "Location": "place"}
RE3D = {"Person": "person", "Organisation": "organization", "Location": "place"}
WITH_FACILITIES = {"facility": "place", "FAC": "place"}
WITH_GROUPS = {**WITH_FACILITIES, "group": "organization", "NORP": "organization"}

_SENTENCE_ENDS = frozenset('.!?:\n"”')
_CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-z]\w*")
_SMALL_WORDS = gum.word_list("""
    a all an and any at both by each every few for he her here his how i in it its many me more
    most my no of on one or other our several she so some such that the their them there these
    they this those to two us we what when where which who whose with you your
""")


class Name(NamedTuple):
    """Words that name, and what they name."""

    start: int
    end: int
    type: str


class True_(NamedTuple):
    """A name of the truth; `head` must be covered by "head", `optional` may be missed."""

    start: int
    end: int
    type: str
    head: Offsets
    optional: bool = False


class Case(NamedTuple):
    """An article with its truth; `folds`: further types of predictions, as the truth has them."""

    id: str
    text: str
    true: tuple[True_, ...]
    folds: Mapping[str, str]


Rule = Callable[[Name, True_], int]
"""How well a prediction meets a name of the truth, 0: not at all."""


def newswire_cases(*, natural: bool = True) -> list[Case]:
    """The newswire's dev cut, as print would have it or pre-tokenised."""
    form = newswire.natural if natural else newswire.raw
    cases = []
    for article in map(form, newswire.dev(newswire.read())):
        true = [
            _plain(article["text"], item, NEWSWIRE[item["type"]])
            for item in article["entities"]
            if item["type"] in NEWSWIRE
        ]
        cases.append(Case(article["id"], article["text"], tuple(true), {}))
    return cases


def re3d_cases() -> list[Case]:
    """re3d's articles; what holds no name (see `holds_name`) or stands in another is optional."""
    cases = []
    for article in corpora.read("re3d"):
        text = article["text"]
        found = {
            _plain(text, item, RE3D[item["type"]]): holds_name(text, item["start"], item["end"])
            for item in article["entities"]
            if item["type"] in RE3D and item["confidence"] >= CONFIDENCE
        }
        true = _nested([name._replace(optional=not named) for name, named in found.items()])
        cases.append(Case(article["id"], text, tuple(true), WITH_GROUPS))
    return cases


def gum_cases(corpus: str) -> list[Case]:
    """GUM's articles; a title alone, a people or a name that stands in another is optional."""
    cases = []
    for article in corpora.read(corpus):
        found: dict[Offsets, True_] = {}
        golds = zip(gum.mentions(article), article["mentions"], strict=True)
        for gold, mention in sorted(golds, key=lambda pair: pair[0].end - pair[0].start):
            if gold.type not in TYPES or not (gold.name or mention["head_pos"] in gum.PROPER):
                continue
            span = gold.name or gold.heads[0]
            people = mention["head_pos"] == "NNPS" and gold.type == "person"
            true = True_(*span, gold.type, gold.heads[-1], optional=people or not gold.name)
            found.setdefault(span, true)
        listed = tuple(_nested(found.values()))
        cases.append(Case(article["id"], article["text"], listed, WITH_FACILITIES))
    return cases


CASES: dict[str, Callable[[], list[Case]]] = {
    "newswire_dev": newswire_cases,
    "newswire_dev_raw": lambda: newswire_cases(natural=False),
    "re3d": re3d_cases,
    "gum_news": lambda: gum_cases("gum_news"),
    "gum_other_cc": lambda: gum_cases("gum_other_cc"),
}


def _plain(text: str, item: dict[str, Any], type: str) -> True_:
    span = trimmed(text, item["start"], item["end"])
    return True_(*span, type, span)


def _nested(true: Iterable[True_]) -> list[True_]:
    """Names in their order; one inside another that has to be found is optional."""
    ordered = sorted(set(true))
    outer = [name for name in ordered if not name.optional]
    return [
        name._replace(optional=True)
        if any(
            other.start <= name.start and name.end <= other.end and other[:2] != name[:2]
            for other in outer
        )
        else name
        for name in ordered
    ]


def holds_name(text: str, start: int, end: int) -> bool:
    """Whether words hold a capital that is not just a small word's or a sentence's first."""
    capitals = [
        item
        for item in _CAPITAL.finditer(text, start, end)
        if item.group().lower() not in _SMALL_WORDS
    ]
    before = text[:start].rstrip(" ")[-1:]
    first = not before or before in _SENTENCE_ENDS
    several = " " in text[start:end]
    return any(not (first and several and item.start() == start) for item in capitals)


def of_reading(reading: Reading) -> list[Name]:
    """The names of a reading, each with its entity's type."""
    return [
        Name(mention.start, mention.end, chain.type)
        for chain in reading.chains
        for mention in chain.mentions
        if mention.kind == "name"
    ]


def folded(case: Case, names: Iterable[Name]) -> list[Name]:
    """Predictions as they are compared: of the three types, trimmed, each once."""
    kept = set()
    for name in names:
        type = case.folds.get(name.type) or SPACY.get(name.type, name.type)
        if type in TYPES:
            kept.add(Name(*trimmed(case.text, name.start, name.end), type))
    return sorted(kept)


def exact(name: Name, true: True_) -> int:
    """The same words."""
    return int(name[:2] == true[:2])


def overlap(name: Name, true: True_) -> int:
    """Code points in common."""
    return max(0, min(name.end, true.end) - max(name.start, true.start))


def head(name: Name, true: True_) -> int:
    """Code points in common where the head is covered."""
    covered = name.start <= true.head[0] and true.head[1] <= name.end
    return overlap(name, true) if covered else 0


def align(names: Sequence[Name], true: Sequence[True_], rule: Rule) -> dict[int, int]:
    """Predictions paired with names of their type, the best first, each at most once."""
    pairs = sorted(
        (-rule(name, other), i, j)
        for i, name in enumerate(names)
        for j, other in enumerate(true)
        if name.type == other.type and rule(name, other)
    )
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in pairs:
        if i not in paired and j not in taken:
            paired[i] = j
            taken.add(j)
    return paired


def count(names: Sequence[Name], true: Sequence[True_], rule: Rule) -> dict[str, list[int]]:
    """Right, predicted and true by type. A prediction that only meets what is optional is none."""
    needed = [other for other in true if not other.optional]
    spare = [other for other in true if other.optional]
    paired = align(names, needed, rule)
    counts = {type: [0, 0, 0] for type in TYPES}
    for i, name in enumerate(names):
        if i in paired or not any(rule(name, other) for other in spare):
            counts[name.type][1] += 1
        counts[name.type][0] += i in paired
    for other in needed:
        counts[other.type][2] += 1
    return counts


def score(cases: Sequence[Case], found: Sequence[Sequence[Name]], how: str) -> dict[str, Any]:
    """Precision, recall and F1 over the three types, F1 by type, and F1's 95 % interval."""
    whole, rule = FIGURES[how]
    counts = []
    for case, names in zip(cases, found, strict=True):
        true = [item._replace(optional=False) for item in case.true] if whole else case.true
        counts.append(count(folded(case, names), true, rule))
    pooled = [[sum(column) for column in zip(*item.values(), strict=True)] for item in counts]
    right, predicted, gold = (sum(column) for column in zip(*pooled, strict=True))
    by_type = {
        type: [sum(column) for column in zip(*(item[type] for item in counts), strict=True)]
        for type in TYPES
    }
    return {
        "precision": round(right / predicted, 4) if predicted else 1.0,
        "recall": round(right / gold, 4) if gold else 1.0,
        "f1": round(attribution.f1([right, predicted, gold]), 4),
        "interval": attribution.bootstrap(pooled, attribution.f1),
        "names": gold,
        "by_type": {type: round(attribution.f1(item), 4) for type, item in by_type.items()},
    }


FIGURES: dict[str, tuple[bool, Rule]] = {
    "exact": (False, exact),
    "head": (False, head),
    "overlap": (False, overlap),
    "whole_exact": (True, exact),
    "whole_overlap": (True, overlap),
}
"""Each figure's rule; with True it asks for what is optional too."""

REPORTED = {
    "newswire_dev": ("exact",),
    "newswire_dev_raw": ("exact",),
    "re3d": ("whole_exact", "whole_overlap", "exact", "overlap"),
    "gum": ("head", "exact"),
}


REPORTED_CORPORA = {
    "newswire_dev": ("newswire_dev",),
    "newswire_dev_raw": ("newswire_dev_raw",),
    "re3d": ("re3d",),
    "gum": gum.CORPORA,
}
"""The corpora that are reported as one."""


def scores(corpus: str, cases: Sequence[Case], found: Sequence[Sequence[Name]]) -> dict[str, Any]:
    """The corpus' figures."""
    return {how: score(cases, found, how) for how in REPORTED[corpus]}


def spacy(cases: Sequence[Case]) -> list[list[Name]]:
    """The names that spaCy's small English model finds, with its labels."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.jsonl"
        corpora.write_lines(file, ({"text": case.text} for case in cases))
        found = speed.worker(speed.peers(), "bench.peers", "names", file)["result"]
    return [[Name(*name) for name in names] for names in found]


def read(cases: Sequence[Case], predict: Predict) -> list[list[Name]]:
    """The names in the records that `predict` makes of the cases' texts."""
    records = predict([{"id": case.id, "text": case.text} for case in cases])
    return [of_reading(readings.of_record(record)) for record in records]


def left_out(corpus: str, cases: Sequence[Case]) -> list[list[Name]] | None:
    """The names of weights that never saw the document; None: training left none."""
    found = readings.folds(corpus, [{"id": case.id, "text": case.text} for case in cases])
    return None if found is None else [of_reading(reading) for reading in found]


def measure(predict: Predict, *, seen: bool = False, peer: bool = False) -> dict[str, Any]:
    """Every figure by corpus and program; what could not be measured is not there.

    `seen`: also GUM by the model as shipped; `peer`: also spaCy, in the same run.
    """
    cases = {corpus: make() for corpus, make in CASES.items()}
    found: dict[str, dict[str, list[list[Name]]]] = {"onrecord": {}, "seen_in_training": {}}
    for corpus, some in cases.items():
        if corpus not in gum.CORPORA:
            found["onrecord"][corpus] = read(some, predict)
            continue
        by_folds = left_out(corpus, some)
        if by_folds is not None:
            found["onrecord"][corpus] = by_folds
        if seen:
            found["seen_in_training"][corpus] = read(some, predict)
    if peer:
        every = iter(spacy([case for some in cases.values() for case in some]))
        found["spacy"] = {corpus: list(islice(every, len(some))) for corpus, some in cases.items()}
    result: dict[str, Any] = {}
    for corpus, parts in REPORTED_CORPORA.items():
        some = [case for part in parts for case in cases[part]]
        result[corpus] = {
            program: scores(corpus, some, [names for part in parts for names in by_corpus[part]])
            for program, by_corpus in found.items()
            if all(part in by_corpus for part in parts)
        }
    return result


class Error(NamedTuple):
    """What went wrong, with the prediction and the truth it concerns."""

    what: str
    name: Name | None
    true: True_ | None


def errors(case: Case, names: Sequence[Name]) -> Iterator[Error]:
    """The exact figure's errors: type, boundary, both, missed, spurious.

    An error is told once: a wrong prediction takes the truth it touches with it.
    """
    names = folded(case, names)
    needed = [true for true in case.true if not true.optional]
    paired = align(names, needed, exact)
    told = set(paired.values())
    for i, name in enumerate(names):
        if i in paired or any(exact(name, true) for true in case.true if true.optional):
            continue
        touched = [j for j, true in enumerate(needed) if overlap(name, true) and j not in told]
        if not touched:
            yield Error("spurious", name, None)
            continue
        j = max(touched, key=lambda j: (overlap(name, needed[j]), -j))
        told.add(j)
        same = name.type == needed[j].type
        what = "type" if exact(name, needed[j]) else "boundary" if same else "boundary and type"
        yield Error(what, name, needed[j])
    for j, true in enumerate(needed):
        if j not in told:
            yield Error("missed", None, true)


def told(case: Case, error: Error, *, ids: bool) -> str:
    """An error for a human reader, or as id and offsets."""
    if ids:
        row = {
            "article": corpora.key(case.id),
            "what": error.what,
            "predicted": error.name,
            "true": error.true and error.true[:3],
        }
        return json.dumps(row)
    words = error.true or error.name
    assert words
    types = f"{error.true.type if error.true else '–'} ← {error.name.type if error.name else '–'}"
    line = f"  {types:30} {readings.around(case.text, words.start, words.end)}"
    other = error.name and error.true and error.name[:2] != error.true[:2]
    return line + (f"  read: ⟦{case.text[slice(*error.name[:2])]}⟧" if other and error.name else "")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, or the errors."""
    parser = argparse.ArgumentParser(prog="python -m bench.names", description="F1 of names")
    parser.add_argument("corpora", nargs="*", metavar="CORPUS")
    for option in ("spacy", "shipped", "errors", "ids"):
        parser.add_argument(f"--{option}", action="store_true")
    options = parser.parse_args(arguments)
    chosen = readings.chosen(parser, options.corpora, CASES)
    if not corpora.present():
        print(f"SKIPPED: the corpora are not at hand ({corpora.folder()})")
        return
    for corpus in chosen:
        cases = CASES[corpus]()
        by_folds = None
        if corpus in gum.CORPORA and not (options.shipped or options.spacy):
            by_folds = left_out(corpus, cases)
            if by_folds is None:
                print(f"{corpus}: training left no file of its folds; --shipped reads it anyhow")
                continue
        found = by_folds or (spacy(cases) if options.spacy else read(cases, shipped))
        if not options.errors and not options.ids:
            kind = next(key for key, parts in REPORTED_CORPORA.items() if corpus in parts)
            for how, figure in scores(kind, cases, found).items():
                print(f"{corpus} {how}: {json.dumps(figure)}")
            continue
        listed: dict[str, list[str]] = defaultdict(list)
        for case, names in zip(cases, found, strict=True):
            for error in errors(case, names):
                listed[error.what].append(told(case, error, ids=options.ids))
        for what, lines in listed.items():
            if not options.ids:
                print(f"{corpus}, {what}: {len(lines)}")
            print("\n".join(lines))


if __name__ == "__main__":
    main()
