"""Whether lineage finds who has it from whom: `python -m bench.lineage`.

Writes bench/results/lineage.json. Stories of bench/stories.py are read as web pages through the
whole pipeline into a casebook. Which passages make a story's claim is told in two ways: by the
generator ("gold", so that what is measured is lineage alone), and by `Casebook.claims`.

Seeds from `TEST` on are for the figures; development looked at those below it. Stories whose
sentences have forms that development did not see are counted apart (see bench/stories.py).
`python -m bench.lineage --growth` measures what it costs (bench/lineage_growth.py).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from bench import lineage_growth, stories
from bench.corpora import ROOT
from bench.machine import stamp
from bench.stories import Article, Forms, Origin, Story
from onrecord.casebook import Casebook, claimed, intake, lineage, rows
from onrecord.casebook.claims.claim import Change, Claim, Lineage, Member, Stand
from onrecord.casebook.facts import folded
from onrecord.casebook.intake import Item
from onrecord.casebook.rows import Said
from onrecord.errors import OnrecordError

RESULTS = ROOT / "bench" / "results" / "lineage.json"
DEVELOPMENT, TEST = 0, 100_000
STORIES = 150
"""Stories with forms of each lot for the figures."""
_HARDENED = ("hedge dropped", "attribution dropped")
_MOST_OF_IT = 0.75
_LONG = 15


@dataclass(slots=True)
class Tally:
    """What was right, by what is counted and by kind of story; `wrong` says what was not."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def count(self, what: str, kind: str, right: bool, why: str) -> None:
        """Count one more of something."""
        for each in (what, f"{what} ({kind})"):
            self.all[each] += 1
            self.right[each] += right
        if not right:
            self.wrong.append(f"{what}: {why}")

    def share(self, what: str) -> float:
        """The share that was right."""
        return round(self.right[what] / self.all[what], 4)


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
    if batch.failed:
        raise SystemExit(f"bench: not read: {batch.failed[:3]}")
    casebook.identities(limit=1)
    lineage.update(casebook._connection)
    return casebook


def gold(casebook: Casebook, told: Story) -> Claim:
    """The claim of a story, of the generator's passages as the pipeline read them: of each the
    statement that is most of it, or the sentence where there is none."""
    found = [
        member
        for article in told.articles
        for passage, stand in article.passages
        if (
            member := _member(casebook, article, passage, "denies" if stand == "denies" else "same")
        )
    ]
    context = lineage.known(casebook._connection, {each.place.document for each in found})
    return Claim(
        id=f"c{told.seed}",
        text=found[0].text,
        members=tuple(found),
        documents=len(context.articles),
        lineage=lineage.trace(found, context),
    )


def _member(casebook: Casebook, article: Article, passage: str, stand: Stand) -> Member | None:
    record = casebook.record(article.url)
    start = record.document.text.find(passage)
    if start < 0:
        return None
    end = start + len(passage)
    said = _statement(casebook, article.url, start, end)
    if said:
        return Member(
            ref=said.id,
            text=said.content,
            said=said,
            stand=stand,
            confidence=1.0,
            reason="the generator says so",
            place=said.place,
        )
    row = casebook._connection.execute(
        f"""SELECT g.ref, {rows.PLACE}, g."start", g."end", g.line, g.page FROM passage g
        {rows.DOCUMENT.format("g")} WHERE d.key = ? AND g.kind = 'sentence' AND g."start" < ?
        AND g."end" > ? ORDER BY g."start" LIMIT 1""",  # noqa: S608
        (article.url, end, start),
    ).fetchone()
    if row is None:
        return None
    place = rows.place(row[1:])
    return Member(
        ref=row[0],
        text=record.document.text[place.start : place.end],
        said=None,
        stand=stand,
        confidence=1.0,
        reason="the generator says so",
        place=place,
    )


def _statement(casebook: Casebook, url: str, start: int, end: int) -> Said | None:
    """The innermost statement whose content is about all of what is said in a passage."""
    within = [
        said
        for said in rows.said(
            casebook._connection,
            "s.version_id = (SELECT v.id FROM version v JOIN document d ON d.id = v.document_id "
            'WHERE d.key = ?) AND s."start" >= ? AND s."end" <= ?',
            (url, start - 1, end + 1),
            'ORDER BY s."start", s.id',
        )
        if len(said.content) > _LONG
    ]
    longest = max((len(said.content) for said in within), default=0)
    whole = [said for said in within if len(said.content) >= _MOST_OF_IT * longest]
    return min(whole, key=lambda said: len(said.content), default=None)


def found_claim(claims: Iterable[Claim], given: Claim) -> Claim | None:
    """The claim that has most of a given one's passages among its holders."""
    wanted = {(each.place.document, each.ref) for each in given.holders}
    best = None
    for claim in claims:
        holding = len({(each.place.document, each.ref) for each in claim.holders} & wanted)
        if holding and (best is None or holding > best[0]):
            best = holding, claim
    return best[1] if best else None


def judge(told: Story, claim: Claim, tally: Tally) -> None:
    """Count what a claim's lineage has right of a story."""
    found = claim.lineage
    steps: dict[int, set[int]] = {}
    for link in found.links:
        steps.setdefault(link.start, set()).add(link.end)
    nodes = {node.document: number for number, node in enumerate(found.nodes) if node.document}
    held = {each.place.document for each in claim.holders}
    for article in told.articles:
        if not article.origins or article.url not in held:
            continue
        (origin,) = article.origins
        reached = _reached(nodes[article.url], steps)
        origins = [each for each in sorted(reached) if found.nodes[each].kind]
        names = [(found.nodes[each].kind, found.nodes[each].name) for each in origins]
        why = f"{told.seed} {article.outlet}: {origin} but {names}; {article.passages}"
        tally.count("origin", told.kind, _is_right(origin, origins, claim, reached), why)
    got = found.independence
    why = f"{told.seed} {told.kind}: {told.count} but {got}"
    tally.count("independence", told.kind, got.count == told.count, why)
    tally.count("bounds", told.kind, got.low <= told.count <= got.high, why)
    why = f"{told.seed} {told.kind}: {told.cycle} but {found.cycles}"
    tally.count("cycle", told.kind, bool(found.cycles) == told.cycle, why)


def judge_changes(told: Story, changes: Sequence[Change], tally: Tally) -> None:
    """Count which changes of a story were found, and which of those found are some."""
    articles = {article.url: article for article in told.articles}
    otherwise = {each.after.place.document for each in changes if each.kind == "says otherwise"}
    hardened = {pair[1] for pair in told.hardened}
    got = {each.after.place.document for each in changes if each.kind in _HARDENED}
    for url in sorted(hardened):
        tally.count("hardening found", told.kind, url in got, f"{told.seed} {url}")
    for pair in sorted(told.contradicted):
        why = f"{told.seed} {pair}"
        tally.count("contradiction found", told.kind, pair[1] in otherwise, why)
    for each in changes:
        before = articles.get(each.before.place.document)
        after = articles.get(each.after.place.document)
        if before is None or after is None:
            continue
        right = True
        if each.kind == "hedge dropped":
            right = before.hedged and not after.hedged
        elif each.kind == "attribution dropped":
            right = before.attributed and not after.attributed
        elif each.kind == "says otherwise":
            right = bool(told.contradicted)
        else:
            continue
        why = f"{told.seed} {each.kind}: {each.before.text} / {each.after.text}"
        tally.count(f"{each.kind} right", told.kind, right, why)


def _reached(start: int, steps: dict[int, set[int]]) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        for following in steps.get(waiting.pop(), ()):
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return seen


def _is_right(origin: Origin, origins: Sequence[int], claim: Claim, reached: set[int]) -> bool:
    """Whether an article leads to its one origin and to no other."""
    found: Lineage = claim.lineage
    if origin.kind == "unknown":
        return not origins and any(set(cycle) & reached for cycle in found.cycles)
    if len(origins) != 1:
        return False
    node = found.nodes[origins[0]]
    if node.kind != origin.kind:
        return False
    wanted = folded(origin.name)
    if origin.kind == "named":
        said = [claim.members[number] for number in node.members]
        words = [node.name, *(each.text for each in said)]
        words += [each.said.source or "" for each in said if each.said]
        return any(wanted in folded(each) for each in words)
    if origin.kind == "outlet":
        return origin.name == node.document or folded(node.name) == wanted
    # It was told to that outlet: a node of it, or its document, points there.
    initials = "".join(word[0] for word in origin.name.split())
    before = {link.start for link in found.links if link.end == origins[0]} & reached
    names = {found.nodes[each].name for each in before}
    return any(folded(name) == wanted or name == initials for name in names)


@contextmanager
def lot(seeds: Iterable[int], forms: Forms) -> Iterator[tuple[list[Story], Casebook]]:
    """Stories, and a casebook of all their articles for as long as it is wanted."""
    told = [stories.story(seed, forms=forms) for seed in seeds]
    with (
        tempfile.TemporaryDirectory() as folder,
        read(told, Path(folder) / "stories.casebook") as casebook,
    ):
        yield told, casebook


def tallied(told: Sequence[Story], casebook: Casebook, *, by_claims: bool = False) -> Tally:
    """What is right of stories, by the generator's passages or by the claims."""
    tally = Tally()
    claims = casebook.claims() if by_claims else []
    for each in told:
        given = gold(casebook, each)
        claim = found_claim(claims, given) if by_claims else given
        tally.count("claim", each.kind, claim is not None, f"{each.seed}")
        if by_claims:
            judge_gathering(each, claim, tally)
        if claim is None:
            continue
        judge(each, claim, tally)
        documents = {member.place.document for member in claim.members}
        context = lineage.known(casebook._connection, documents)
        judge_changes(each, lineage.changes([claim], context), tally)
    return tally


def judge_gathering(told: Story, claim: Claim | None, tally: Tally) -> None:
    """Count which of a story's articles its claim has, and which holders are of the story: what
    `origin` is counted over."""
    held = {each.place.document for each in claim.holders} if claim else set()
    for article in told.articles:
        if article.origins:
            why = f"{told.seed} {article.outlet}: {article.passages}"
            tally.count("gathered", told.kind, article.url in held, why)
    if claim:
        passages = {text for article in told.articles for text, _ in article.passages}
        for each in claim.holders:
            why = f"{told.seed} {each.place.document}: {each.text}; {each.reason}"
            right = any(_overlap(each.text, text) for text in passages)
            tally.count("holders right", told.kind, right, why)


def _overlap(text: str, passage: str) -> bool:
    """Whether one holds the other, marks at its ends aside."""
    one, other = (words.strip(" .,“”").casefold() for words in (text, passage))
    return one in other or other in one


def find(seeds: Iterable[int], *, forms: Forms, by_claims: bool = False) -> Tally:
    """Read stories and count what is right, by the generator's passages or by the claims."""
    with lot(seeds, forms) as (told, casebook):
        return tallied(told, casebook, by_claims=by_claims)


def measure(stories_: int = STORIES) -> dict[str, float]:
    """The figures, each with forms that were seen, with the others (`_held`, `_fresh`), and of
    other facts (`_new`); by the generator's passages, and where the models of claims are there by
    `Casebook.claims` (`claims_`)."""
    figures: dict[str, float] = {}
    seeds = range(TEST, TEST + stories_)
    ways = {"": False, "claims_": True} if _has_models() else {"": False}
    for forms in get_args(Forms):
        suffix = "" if forms == "seen" else f"_{forms}"
        with lot(seeds, forms) as (told, casebook):
            for prefix, by_claims in ways.items():
                tally = tallied(told, casebook, by_claims=by_claims)
                for what in sorted(tally.all):
                    if "(" not in what:
                        name = f"lineage.{prefix}{what.replace(' ', '_')}{suffix}"
                        figures[name] = tally.share(what)
                        figures[f"{name}.of"] = tally.all[what]
    return figures


def _has_models() -> bool:
    """Whether the models of claims are there."""
    try:
        claimed.packaged()
    except OnrecordError:
        return False
    return True


def figures(result: dict[str, float]) -> dict[str, float]:
    """What the gate pins: the shares, not of how many they are."""
    return {name: value for name, value in result.items() if not name.endswith(".of")}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and write the result; or look at stories of development."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--development", type=int, metavar="N", help="look at N stories")
    parser.add_argument("--claims", action="store_true", help="by Casebook.claims")
    parser.add_argument("--growth", action="store_true", help="measure what it costs")
    given = parser.parse_args(arguments)
    if given.development:
        seeds = range(DEVELOPMENT, DEVELOPMENT + given.development)
        tally = find(seeds, forms="seen", by_claims=given.claims)
        print(*tally.wrong, sep="\n")
        for what in sorted(tally.all):
            print(f"{what}: {tally.right[what]} of {tally.all[what]}, {tally.share(what)}")
        return 0
    name = "growth" if given.growth else "figures"
    measured = lineage_growth.growth() if given.growth else measure()
    result = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    result |= {name: measured, "made": stamp()}
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
