"""What changes on a claim's way: who says otherwise later, what hardens, what quotations lose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from onrecord import lexicon
from onrecord.annotate.hedges import find_hedges
from onrecord.casebook.claims.claim import Change, ChangeKind, Claim, Evidence, Link, Member
from onrecord.casebook.lineage import quotations
from onrecord.casebook.lineage.grounds import Ground, ground, subjects
from onrecord.casebook.lineage.known import Article, Context
from onrecord.casebook.lineage.moments import after, later
from onrecord.casebook.lineage.outlets import Outlets
from onrecord.casebook.lineage.quotations import Quotation
from onrecord.casebook.lineage.revised import renumbered
from onrecord.casebook.lineage.telling import opinions

_HOLDING = ("same", "supports")
_LONGEST = 300
_BY_SOURCE = 0.6
"""How sure it is that one has it from the other where they name one source alone."""


def changes(claims: Sequence[Claim], context: Context) -> list[Change]:
    """Who says otherwise later, and what hardened on its way; see `lineage.changes`."""
    called = Outlets.of(context.articles.values())
    found = [change for claim in claims for change in _Changes(claim, context, called).found()]
    return sorted(found, key=_order)


class _Changes:
    def __init__(self, claim: Claim, context: Context, called: Outlets) -> None:
        self._claim = claim
        self._articles = context.articles
        about = subjects(claim.members, called)
        self._grounds: dict[int, Ground] = {
            number: ground(member, context.articles[member.place.document], called, about)
            for number, member in enumerate(claim.members)
            if member.place.document in context.articles
        }
        self._hedges = {number: self._hedged(claim.members[number]) for number in self._grounds}

    def found(self) -> Iterator[Change]:
        yield from self._otherwise()
        yield from self._hardened()
        yield from self._quotations()

    def _otherwise(self) -> Iterator[Change]:
        """Passages of one source of which the later one says the opposite."""
        said: defaultdict[str, list[int]] = defaultdict(list)
        for number, given in self._grounds.items():
            for source in given.sources:
                if source.kind == "named":
                    for one in sorted({source.key, *source.voices}):
                        said[one].append(number)
        members, told = self._claim.members, set[tuple[int, int]]()
        for numbers in said.values():
            for before, now in pairwise(numbers):
                first, second = members[before], members[now]
                stands = {first.stand, second.stand}
                opposed = "denies" in stands and stands & {*_HOLDING}
                if not opposed or (before, now) in told or not later(first.place, second.place):
                    continue
                told.add((before, now))
                name = self._grounds[now].sources[0].name
                opposite = self._evidence(second, f"{name} says the opposite here", second.text)
                yield self._change(
                    "says otherwise",
                    before,
                    now,
                    renumbered(first, second) or [opposite],
                    min(first.confidence, second.confidence),
                )

    def _hardened(self) -> Iterator[Change]:
        """Documents without the hedge, or without the source, of where they have it from."""
        for early, late, sure in self._steps():
            before, now = self._standing(early), self._standing(late)
            if not before or not now or self._came_after(early, late):
                continue
            soft, hard = self._hedges, [number for number in now if not self._hedges[number]]
            if hard and all(soft[number] for number in before):
                first = self._claim.members[before[0]]
                words = "”, “".join(dict.fromkeys(soft[before[0]]))
                yield self._change(
                    "hedge dropped",
                    before[0],
                    hard[0],
                    [self._evidence(first, f"“{words}” is left out later", first.text)],
                    sure,
                )
            bare = all(self._is_own_voice(number) for number in now)
            if bare and not any(self._is_own_voice(number) for number in before):
                first = self._claim.members[before[0]]
                given = self._grounds[before[0]]
                names = [each.name for each in given.sources]
                names += [each.name for each in given.relays]
                yield self._change(
                    "attribution dropped",
                    before[0],
                    now[0],
                    [self._evidence(first, f"{_whose(names)}, and nobody later", first.text)],
                    sure,
                )

    def _steps(self) -> Iterator[tuple[int, int, float]]:
        """Nodes of documents, the earlier and the later one of each step, and how sure it is."""
        lineage = self._claim.lineage
        from_source: defaultdict[int, list[Link]] = defaultdict(list)
        for link in lineage.links:
            if lineage.nodes[link.end].document and lineage.nodes[link.start].document:
                yield link.end, link.start, link.confidence
            elif lineage.nodes[link.end].kind == "named":
                from_source[link.end].append(link)
        relaying = {link.start for link in lineage.links if lineage.nodes[link.end].document}
        for links in from_source.values():
            asked = [
                link.start
                for link in links
                if lineage.nodes[link.start].document and link.start not in relaying
            ]
            first = min(asked, key=self._minute, default=None)
            for other in asked:
                if first is not None and other != first:
                    yield first, other, _BY_SOURCE

    def _standing(self, node: int) -> list[int]:
        """The members that hold the claim in a node's document."""
        return [
            number
            for number in self._claim.lineage.nodes[node].members
            if number in self._grounds and self._claim.members[number].stand in _HOLDING
        ]

    def _minute(self, node: int) -> tuple[bool, int, int]:
        minute = self._article(node).minute
        return minute is None, minute or 0, node

    def _came_after(self, early: int, late: int) -> bool:
        """Whether what should be the earlier one is known to be the later one."""
        first, second = self._article(late), self._article(early)
        return after(first.minute, first.exact, second.minute, second.exact)

    def _article(self, node: int) -> Article:
        return self._articles[self._claim.lineage.nodes[node].document or ""]

    def _is_own_voice(self, number: int) -> bool:
        given = self._grounds[number]
        named = [relay for relay in given.relays if relay.kind != "links"]
        return not (named or given.sources or given.first_hand)

    def _hedged(self, member: Member) -> tuple[str, ...]:
        """The words of a passage that hedge what it says."""
        cue = member.said.cue if member.said else ""
        found = [
            text[start:end].casefold()
            for text in (member.text, cue)
            for start, end in find_hedges(text, [(0, len(text))])
            if _is_hedge(text, start, end)
        ]
        said = [word for word in cue.casefold().split() if word in opinions()]
        return tuple(word for word in (*found, *said) if word not in _no_hedges())

    def _quotations(self) -> Iterator[Change]:
        """Quotations of one source that later articles altered or cut."""
        quoted: list[Quotation] = []
        for number, given in self._grounds.items():
            member = self._claim.members[number]
            if member.said is None or member.stand not in _HOLDING or not given.sources:
                continue
            article = self._articles[member.place.document]
            # Without a name, it is who says these words, whoever that is.
            named = given.sources[0].kind == "named"
            quoted += quotations.quotations(
                number,
                article.key,
                given.sources[0].key if named else "",
                article.text,
                member.place.start,
                member.place.end,
            )
        for each in quotations.differences(quoted):
            member = self._claim.members[each.later.number]
            article = self._articles[each.later.document]
            words = article.text[each.later.start : each.later.end][:_LONGEST]
            place = article.place(each.later.start, each.later.end)
            yield self._change(
                each.change,
                each.earlier.number,
                each.later.number,
                [Evidence(reason=reason, text=words, place=place) for reason in each.reasons],
                each.sure,
            )

    def _change(
        self, kind: ChangeKind, before: int, now: int, evidence: Sequence[Evidence], sure: float
    ) -> Change:
        one, other = self._claim.members[before], self._claim.members[now]
        return Change(
            kind=kind,
            claim=self._claim.id,
            before=one,
            after=other,
            evidence=tuple(evidence),
            confidence=round(sure * min(one.confidence, other.confidence), 3),
        )

    def _evidence(self, member: Member, reason: str, text: str) -> Evidence:
        return Evidence(reason=reason, text=text[:_LONGEST], place=member.place)


def _whose(names: Sequence[str]) -> str:
    return f"this is {names[0]}'s word here" if names else "the outlet was told it here"


def _order(change: Change) -> tuple[bool, str, str, int, str]:
    place = change.after.place
    return (
        place.published is None,
        place.published or "",
        place.document,
        place.start,
        change.kind,
    )


def _is_hedge(text: str, start: int, end: int) -> bool:
    """Whether a word that may hedge does: "could have known" and not "nobody could bid"."""
    needed = lexicon.load("lineage")["hedges_before"].get(text[start:end].casefold())
    following = text[end:].split(maxsplit=1)[:1]
    return needed is None or [each.casefold() for each in following] in [[one] for one in needed]


@cache
def _no_hedges() -> frozenset[str]:
    return frozenset(lexicon.load("lineage")["no_hedges"])
