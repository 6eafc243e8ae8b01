"""Whether lineage finds who has it from whom, and what it costs: `python -m bench.lineage`.

Writes bench/results/lineage.json. Stories of bench/stories.py are read as web pages through the
whole pipeline into a casebook; the passages of a story's claim are those that the generator
wrote (`members: gold`), or those that `Casebook.claims` finds (`members: claims`). Seeds from
`TEST` on are for the figures and were never looked at; development used those below it. Half of
the figures' stories use forms that development never saw (see stories.py).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import stories
from bench.corpora import ROOT
from bench.machine import stamp
from bench.stories import Article, Origin, Story
from onrecord.casebook import Casebook, intake, lineage, rows
from onrecord.casebook.claims.claim import Lineage, Member
from onrecord.casebook.facts import folded
from onrecord.casebook.intake import Item
from onrecord.casebook.lineage import Context

RESULTS = ROOT / "bench" / "results" / "lineage.json"
DEVELOPMENT, TEST = 0, 100_000
STORIES = 150
"""Stories of each sort (with forms that were seen, and with others) for the figures."""


@dataclass(slots=True)
class Tally:
    """What was right, by kind of story; `wrong` names what was not, for a look in development."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def count(self, what: str, kind: str, right: bool, why: str) -> None:
        for each in (what, f"{what}, {kind}"):
            self.all[each] += 1
            self.right[each] += right
        if not right:
            self.wrong.append(f"{what}: {why}")

    def share(self, what: str) -> float | None:
        return round(self.right[what] / self.all[what], 4) if self.all[what] else None


def read(told: Sequence[Story], path: Path) -> Casebook:
    """A casebook of all articles of some stories, read by the whole pipeline."""
    casebook = Casebook.create(path)
    items = (
        Item(
            key=article.url,
            name=article.url,
            data=article.page(),
            form="file",
            location=article.url,
        )
        for each in told
        for article in each.articles
    )
    batch = casebook.add_items(items, intake.reader(None))
    assert not batch.failed, batch.failed[:3]
    casebook._identified()
    lineage.update(casebook._connection)
    return casebook


def gold_members(casebook: Casebook, told: Story) -> list[Member]:
    """The passages of a story's claim, as the pipeline read them: the statement whose content is
    most of the passage, or the sentence where there is none."""
    found = []
    for article in told.articles:
        for passage, stand in article.passages:
            found.append(_member(casebook, article, passage, stand))
    return [each for each in found if each]


def _member(casebook: Casebook, article: Article, passage: str, stand: str) -> Member | None:
    connection = casebook._connection
    text = casebook.record(article.url).document.text
    start = text.find(passage)
    if start < 0:
        return None
    end = start + len(passage)
    within = [
        said
        for said in rows.said(
            connection,
            "s.version_id = (SELECT v.id FROM version v JOIN document d ON d.id = v.document_id WHERE d.key = ?)"
            ' AND s."start" >= ? AND s."end" <= ?',
            (article.url, start - 1, end + 1),
            'ORDER BY s."start", s.id',
        )
    ]
    # The innermost of those whose content is about all of the passage's claim.
    longest = max((len(said.content) for said in within), default=0)
    big = [
        said for said in within if len(said.content) >= 0.75 * longest and len(said.content) > 15
    ]
    if big:
        said = min(big, key=lambda each: len(each.content))
        return Member(
            ref=said.id,
            text=said.content,
            said=said,
            stand=stand,
            confidence=1.0,
            reason="gold",
            place=said.place,
        )  # type: ignore[arg-type]
    record = casebook.record(article.url)
    sentence = next(
        (each for each in record.sentences if each.start < end and each.end > start), None
    )
    if sentence is None:
        return None
    place = rows.place(
        (
            article.url,
            1,
            record.document.headline,
            article.outlet,
            record.document.published,
            sentence.start,
            sentence.end,
            text.count("\n", 0, sentence.start) + 1,
            None,
        )
    )
    return Member(
        ref=sentence.id,
        text=text[sentence.start : sentence.end],
        said=None,
        stand=stand,
        confidence=1.0,
        reason="gold",
        place=place,
    )  # type: ignore[arg-type]


def judge(
    told: Story, found: Lineage, members: Sequence[Member], tally: Tally, context: Context
) -> None:
    """Count what a lineage has right of a story."""
    steps: dict[int, set[int]] = {}
    for link in found.links:
        steps.setdefault(link.start, set()).add(link.end)
    nodes = {node.document: number for number, node in enumerate(found.nodes) if node.document}
    for article in told.articles:
        if not article.origins:
            continue
        (gold,) = article.origins
        at = nodes.get(article.url)
        reached = _reached(at, steps) if at is not None else set()
        origins = [each for each in sorted(reached) if found.nodes[each].kind]
        right = _right(gold, origins, found, reached, told, members)
        names = [(found.nodes[each].kind, found.nodes[each].name) for each in origins]
        tally.count(
            "origin",
            told.kind,
            right,
            f"{told.seed} {article.outlet} {article.published}: {gold} but {names}; {[p for p, _ in article.passages]} {article.dateline}{article.byline}{article.foot}",
        )
    got = found.independence
    tally.count(
        "independence",
        told.kind,
        got.count == told.count,
        f"{told.seed} {told.kind} {told.count} but {got}",
    )
    tally.count(
        "bounds",
        told.kind,
        got.low <= told.count <= got.high,
        f"{told.seed} {told.count} but {got}",
    )
    tally.count(
        "cycle",
        told.kind,
        bool(found.cycles) == told.cycle,
        f"{told.seed} {told.kind} {told.cycle} but {found.cycles}",
    )


def _reached(start: int, steps: dict[int, set[int]]) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        for following in steps.get(waiting.pop(), ()):
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return seen


def _right(
    gold: Origin,
    origins: Sequence[int],
    found: Lineage,
    reached: set[int],
    told: Story,
    members: Sequence[Member],
) -> bool:
    if gold.kind == "unknown":
        return not origins and any(set(cycle) & reached for cycle in found.cycles)
    if len(origins) != 1:
        return False
    (node,) = (found.nodes[each] for each in origins)
    if node.kind != gold.kind:
        return False
    if gold.kind == "named":
        words = [
            node.name,
            *(members[each].text for each in node.members),
            *(members[each].said.source or "" for each in node.members if members[each].said),
        ]  # type: ignore[union-attr]
        return any(folded(gold.name) in folded(each) for each in words)
    if gold.kind == "outlet":
        return gold.name in (node.document, node.name) or folded(node.name) == folded(gold.name)
    # Told to that outlet: a node of it, or its document, points there.
    before = {link.start for link in found.links if link.end == origins[0]} & reached
    return any(
        folded(found.nodes[each].name) == folded(gold.name)
        or _initials(gold.name) == found.nodes[each].name
        for each in before
    )


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())


def find(seeds: Iterable[int], *, held_out: bool, keep: Path | None = None) -> Tally:
    """Read stories and count what is right, from the generator's own passages."""
    tally = Tally()
    told = [stories.story(seed, held_out=held_out) for seed in seeds]
    with (
        tempfile.TemporaryDirectory() as folder,
        read(told, (keep or Path(folder)) / "stories.casebook") as casebook,
    ):
        for each in told:
            members = gold_members(casebook, each)
            context = lineage.known(
                casebook._connection, {member.place.document for member in members}
            )
            judge(each, lineage.trace(members, context), members, tally, context)
    return tally


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--development", type=int, metavar="N", help="look at N stories below TEST")
    given = parser.parse_args(arguments)
    if given.development:
        tally = find(range(DEVELOPMENT, given.development), held_out=False)
        print(*tally.wrong, sep="\n")
        print(
            {
                what: (tally.right[what], tally.all[what], tally.share(what))
                for what in sorted(tally.all)
            }
        )
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
