"""Whether `check` finds what is wrong with a draft, and nothing where nothing is:
`python -m bench.check`.

Casebooks and drafts of bench/drafts.py are read by the whole pipeline; each draft is held against
its casebook with the packaged models, as the command does. A finding of a kind in a paragraph that
was made to have it is right, any other one is wrong; a paragraph that was made faulty and has no
such finding is missed. Seeds from `TEST` on are for the figures; development looked at those below
(`--development`), of the lot that was seen alone.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import onrecord
from bench import drafts
from bench.corpora import ROOT
from bench.drafts import Forms, Made, Part
from bench.machine import stamp
from bench.sources import wilson
from onrecord.answer import Finding, check
from onrecord.answer.check import KINDS
from onrecord.casebook import Casebook, intake
from onrecord.casebook.intake import Item

RESULTS = ROOT / "bench" / "results" / "check.json"
DEVELOPMENT, TEST = 0, 100_000
DRAFTS = 6
"""Drafts of each lot for the figures."""


@dataclass(slots=True)
class Tally:
    """Findings by kind: right, wrong and missed; of the right ones those that show an article that
    has it; clean paragraphs, and those without any finding. `errors` say what was not right."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    showable: Counter[str] = field(default_factory=Counter)
    clean: int = 0
    silent: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, part: Part, found: Sequence[Finding]) -> None:
        """Count what was found in a paragraph."""
        kinds = {each.kind for each in found}
        self.right.update(kinds & part.wrong)
        self.wrong.update(kinds - part.wrong)
        self.missed.update(part.wrong - kinds)
        if not part.wrong:
            self.clean += 1
            self.silent += not kinds
        for kind in kinds & part.wrong if part.shown_by else ():
            shown = {
                ground.passage.place.document
                for each in found
                if each.kind == kind
                for ground in each.grounds
            }
            self.showable[kind] += 1
            self.shown[kind] += bool(shown & part.shown_by)
        for each in found:
            if each.kind not in part.wrong:
                self.errors.append(f"{part.sort}: {each.kind}: {part.text} | {each.says}")
        for kind in part.wrong - kinds:
            self.errors.append(f"{part.sort}: MISSED {kind}: {part.text}")

    def figures(self) -> dict[str, Any]:
        """Shares with their intervals, by kind and of all."""
        kinds = {kind: self._of([kind]) for kind in KINDS}
        return {
            "all": self._of(KINDS),
            "clean": _share(self.silent, self.clean),
            "kinds": {kind: found for kind, found in kinds.items() if found["made"]},
        }

    def _of(self, kinds: Sequence[str]) -> dict[str, Any]:
        right, wrong, missed, shown, showable = (
            sum(counter[kind] for kind in kinds)
            for counter in (self.right, self.wrong, self.missed, self.shown, self.showable)
        )
        return {
            "precision": _share(right, right + wrong),
            "recall": _share(right, right + missed),
            "shown": _share(shown, showable),
            "made": right + missed,
        }


def measure(count: int = DRAFTS, first: int = TEST) -> dict[str, Any]:
    """The figures of each lot, of so many drafts from a seed on."""
    lots: tuple[Forms, ...] = get_args(Forms)
    return {
        "drafts": count,
        "lots": {forms: tally(range(first, first + count), forms).figures() for forms in lots},
    }


def figures(result: dict[str, Any]) -> dict[str, float]:
    """The figures that are pinned."""
    found = {}
    for lot, measured in result["lots"].items():
        end = "" if lot == "seen" else f"_{lot}"
        found[f"check.precision{end}"] = measured["all"]["precision"]["share"]
        found[f"check.recall{end}"] = measured["all"]["recall"]["share"]
        found[f"check.clean{end}"] = measured["clean"]["share"]
    return found


def tally(seeds: Sequence[int], forms: Forms) -> Tally:
    """What is found in the drafts of some seeds."""
    found = Tally()
    for seed in seeds:
        made = drafts.make(seed, forms=forms)
        for part, findings in held(made):
            found.add(part, findings)
    return found


def held(made: Made) -> Iterator[tuple[Part, list[Finding]]]:
    """The paragraphs of a draft, each with what is found in it."""
    from onrecord.model.pairs import pair_judge
    from onrecord.model.sentences import sentence_encoder

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "draft.txt"
        file.write_text(made.text, encoding="utf-8")
        record = onrecord.read(file)
        with Casebook.create(Path(folder) / "held.casebook") as casebook:
            fill(casebook, made)
            encoder, judge = sentence_encoder(), pair_judge()
            findings = check(casebook, record, encoder=encoder, judge=judge)
    text = record.document.text
    starts = [text.index(part.text) for part in made.parts]
    order = sorted(range(len(starts)), key=starts.__getitem__)
    by_part: dict[int, list[Finding]] = {}
    for each in findings:
        at = bisect_right([starts[number] for number in order], each.start) - 1
        if at >= 0:
            by_part.setdefault(order[at], []).append(each)
    for number, part in enumerate(made.parts):
        yield part, by_part.get(number, [])


def fill(casebook: Casebook, made: Made) -> None:
    """Read the articles and add them; claims are told, as the command has it."""
    batch = casebook.add_items(
        (
            Item(key=each.url, name=each.url, data=each.page(), form="file", location=each.url)
            for each in made.articles
        ),
        intake.reader(None),
    )
    if batch.failed:
        raise RuntimeError(f"articles that could not be read: {batch.failed}")
    casebook.catch_up()


def _share(part: int, whole: int) -> dict[str, Any]:
    return {
        "share": round(part / whole, 4) if whole else None,
        "of": whole,
        "interval": wilson(part, whole) if whole else None,
    }


def main() -> int:
    """Measure and write the result, or look at development's errors."""
    parser = argparse.ArgumentParser(prog="python -m bench.check", description=__doc__)
    parser.add_argument("--drafts", type=int, default=DRAFTS)
    parser.add_argument(
        "--development", action="store_true", help="look at what is not right, of the seen lot"
    )
    given = parser.parse_args()
    if given.development:
        found = tally(range(DEVELOPMENT, DEVELOPMENT + given.drafts), "seen")
        print("\n".join(sorted(found.errors)))
        print(json.dumps(found.figures(), indent=1))
        return 0
    result = {"made": stamp(), **measure(given.drafts)}
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
