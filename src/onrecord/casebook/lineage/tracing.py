"""The lineage of a claim: its documents, whom they have it from, and the origins behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.casebook.claims.claim import (
    Evidence,
    Lineage,
    Link,
    LinkKind,
    Member,
    Node,
    OriginKind,
)
from onrecord.casebook.facts import folded
from onrecord.casebook.lineage import copies, independence, outlets, rings
from onrecord.casebook.lineage.copies import Copied, Passage
from onrecord.casebook.lineage.grounds import Ground, Relay, ground, subjects
from onrecord.casebook.lineage.known import Article, Context
from onrecord.casebook.lineage.moments import after
from onrecord.casebook.lineage.outlets import Outlets
from onrecord.casebook.lineage.sources import NOBODY, Source
from onrecord.casebook.rows import called

WHOLE_COPY = 0.5
"""How much of an article's wording another must hold for the whole of it to be taken from there."""
_LONGEST = 300
"""Code points of words that are shown as evidence."""

_Key = tuple[str, str]


def trace(members: Sequence[Member], context: Context) -> Lineage:
    """Whence those of a claim's members that hold it have it; see `lineage.trace`."""
    return _Tracer(members, context).lineage()


@dataclass(slots=True)
class _Draft:
    """A node while it is made: `source` where it is one, `article` where it is a document."""

    name: str
    source: Source | None = None
    article: Article | None = None
    outlet: str | None = None
    members: set[int] = field(default_factory=set)


class _Tracer:
    def __init__(self, members: Sequence[Member], context: Context) -> None:
        self._members = members
        self._articles = context.articles
        self._called = Outlets.of(context.articles.values())
        self._nodes: dict[_Key, _Draft] = {}
        self._links: dict[tuple[_Key, _Key], Link] = {}
        self._steps: defaultdict[_Key, dict[_Key, None]] = defaultdict(dict)
        self._held: defaultdict[str, list[int]] = defaultdict(list)
        for number, member in enumerate(members):
            if member.stand in ("same", "supports") and member.place.document in self._articles:
                self._held[member.place.document].append(number)
        self._documents = sorted(self._held, key=lambda key: _when(self._articles[key]))
        self._by_outlet: defaultdict[str, list[str]] = defaultdict(list)
        for key in self._documents:
            outlet = self._outlet(key)
            if outlet:
                self._by_outlet[outlet].append(key)
        self._by_address = {
            address: key for key in self._articles if (address := _address(self._articles[key]))
        }
        self._bodies: dict[str, str] = {}
        self._grounds: dict[int, Ground] = {}
        self._hearsay: list[tuple[_Key, str, int, Ground]] = []

    def lineage(self) -> Lineage:
        for key in self._documents:
            draft = self._document(key)
            draft.members.update(self._held[key])
        matches = self._read()
        for key in self._documents:
            self._state(key)
        self._compare(matches)
        for key in self._documents:
            self._compare_whole(key)
        self._name()
        self._hear()
        return self._made()

    # What the articles say

    def _read(self) -> list[Copied]:
        """What each member rests on; and which of them repeat an earlier one's wording."""
        about = subjects(self._members, self._called)
        for key in self._documents:
            for number in self._held[key]:
                self._grounds[number] = ground(
                    self._members[number], self._articles[key], self._called, about
                )
        return copies.copied([*self._passages()])

    def _passages(self) -> Iterator[Passage]:
        for key in self._documents:
            article = self._articles[key]
            for number in self._held[key]:
                place = self._members[number].place
                start, end = article.sentence(place.start, place.end)
                named = [one.key for one in self._grounds[number].sources if one.kind == "named"]
                yield Passage(
                    number=number,
                    document=key,
                    text=article.text,
                    start=start,
                    end=end,
                    source=named[0] if named else None,
                )

    def _state(self, key: str) -> None:
        """The outlets that a document's members say they have it from."""
        for number in self._held[key]:
            given = self._grounds[number]
            at: _Key = ("document", key)
            for relay in given.relays:
                to = self._relayed(relay, key)
                if to == at:
                    continue
                self._link(
                    at, to, relay.kind, relay.confidence, key, relay.start, relay.end, relay.reason
                )
                at = to
                if to[0] == "document":
                    break
            if at != ("document", key):
                self._hearsay.append((at, key, number, given))

    def _relayed(self, relay: Relay, key: str) -> _Key:
        """The node of an outlet: its document that was meant, if one holds the claim."""
        linked = self._by_address.get(relay.address or "")
        if linked and linked != key and (linked in self._held or relay.kind == "links"):
            self._document(linked)
            return ("document", linked)
        candidates = [each for each in self._by_outlet.get(relay.outlet, ()) if each != key]
        if candidates:
            by_then = [each for each in candidates if self._not_after(each, key)]
            return ("document", (by_then or candidates)[0])
        node: _Key = ("outlet", relay.outlet)
        if node not in self._nodes:
            self._nodes[node] = _Draft(name=relay.name, outlet=relay.outlet)
        return node

    # Who copied whom

    def _compare(self, matches: Sequence[Copied]) -> None:
        """Links of those that repeat what stands in another document."""
        for match in matches:
            later, earlier = match.later.document, match.earlier.document
            if self._rest_together(later, earlier) or self._leads(
                ("document", earlier), ("document", later)
            ):
                continue
            if self._credited(match):
                continue
            kind: LinkKind = "quotes" if match.quoted else "copies"
            confidence = 0.5 if match.quoted else round(min(0.95, 0.4 + 0.55 * match.share), 3)
            reason = f"{match.words} words as in {_title(self._articles[earlier])}"
            if not self._ordered(earlier, later):
                confidence, reason = (
                    round(confidence * 0.7, 3),
                    f"{reason}; which was first is not known",
                )
            self._link(
                ("document", later),
                ("document", earlier),
                kind,
                confidence,
                later,
                match.start,
                match.end,
                reason,
            )

    def _credited(self, match: Copied) -> bool:
        """Whether the later one says whose wording it is, which the earlier one has too then."""
        later: _Key = ("document", match.later.document)
        earlier: _Key = ("document", match.earlier.document)
        given, other = self._grounds[match.later.number], self._grounds[match.earlier.number]
        credited = any(relay.kind == "credits" for relay in given.relays)
        if not credited or other.relays or other.first_hand or other.is_named:
            return False
        for end in [*self._steps[later]]:
            if end != earlier and not self._leads(end, earlier):
                article = self._articles[match.earlier.document]
                start, stop = self._span(match.earlier.number)
                title = _title(self._articles[later[1]])
                reason = f"{match.words} words that {title} credits to {self._nodes[end].name}"
                self._link(earlier, end, "copies", 0.6, article.key, start, stop, reason)
                return True
        return False

    def _compare_whole(self, key: str) -> None:
        """A link where most of an article stands in an earlier one, whatever the member's words."""
        article = self._articles[key]
        if self._steps[("document", key)]:
            return
        held = [
            copy
            for copy in article.copies
            if copy.share >= WHOLE_COPY
            and copy.of in self._held
            and self._not_after(copy.of, key)
            and self._order(copy.of) < self._order(key)
        ]
        for copy in sorted(held, key=lambda each: self._order(each.of))[:1]:
            start, end = self._span(self._held[key][0])
            title = _title(self._articles[copy.of])
            reason = f"{copy.share:.0%} of the article's wording stands in {title}"
            self._link(
                ("document", key),
                ("document", copy.of),
                "copies",
                round(0.3 + 0.6 * copy.share, 3),
                key,
                start,
                end,
                reason,
            )

    def _rest_together(self, one: str, other: str) -> bool:
        """Whether two documents name one outlet that they have it from, and so their wording."""
        first, second = (self._steps[("document", key)].keys() for key in (one, other))
        return bool(first & second) or ("document", other) in first

    def _leads(self, start: _Key, end: _Key) -> bool:
        """Whether one node is known to rest on another already."""
        seen, waiting = {start}, [start]
        while waiting:
            for following in self._steps[waiting.pop()]:
                if following == end:
                    return True
                if following not in seen:
                    seen.add(following)
                    waiting.append(following)
        return False

    # The sources

    def _name(self) -> None:
        """Links to the sources that documents name themselves."""
        for key in self._documents:
            at: _Key = ("document", key)
            rests = bool(self._steps[at])
            for number in self._held[key]:
                given = self._grounds[number]
                if given.relays:
                    continue
                for source in given.sources:
                    # Who has no name comes from where the words come from.
                    if source.kind == "named" or given.first_hand or not rests:
                        self._source(at, source, key, number, given)

    def _hear(self) -> None:
        """Links from outlets to whom others say that they have it from."""
        leaving = {start for start, ends in self._steps.items() if ends}
        for at, key, number, given in self._hearsay:
            if at[0] == "document" and at in leaving:
                self._also_said_by(at, given, number)
                continue
            for source in given.sources:
                self._source(at, source, key, number, given)

    def _also_said_by(self, at: _Key, given: Ground, number: int) -> None:
        """Count a member with a source that the document it relays names itself."""
        keys = {source.key for source in given.sources}
        for end in self._steps[at]:
            draft = self._nodes[end]
            if draft.source and draft.source.key in keys:
                draft.members.add(number)

    def _source(self, at: _Key, source: Source, key: str, number: int, given: Ground) -> None:
        node: _Key = ("source", self._one(source))
        draft = self._nodes.setdefault(node, _Draft(name=source.name, source=source))
        if draft.source and draft.source is not source:
            draft.source = _both(draft.source, source)
            draft.name = draft.source.name
        draft.members.add(number)
        reason = (
            f"it has this from {source.name}"
            if source.kind != "unknown"
            else "it does not say from whom"
        )
        self._link(at, node, "credits", self._sure(number), key, given.start, given.end, reason)

    def _one(self, source: Source) -> str:
        """The key of a source's node: a body has one, whatever words stand for it."""
        own = source.voices
        if source.key.startswith("#"):
            own = own & {source.key, folded(source.name)}
        key = next((self._bodies[each] for each in sorted(own) if each in self._bodies), source.key)
        self._bodies.update(dict.fromkeys(own, key))
        return key

    def _sure(self, number: int) -> float:
        said = self._members[number].said
        return round(said.confidence, 3) if said else 0.5

    # Small things

    def _document(self, key: str) -> _Draft:
        node: _Key = ("document", key)
        if node not in self._nodes:
            article = self._articles[key]
            self._nodes[node] = _Draft(
                name=called(article.outlet, article.headline, key),
                article=article,
                outlet=self._outlet(key),
            )
        return self._nodes[node]

    def _outlet(self, key: str) -> str | None:
        name = self._articles[key].outlet
        return self._called.one(name) if name else None

    def _order(self, key: str) -> tuple[int, int, str]:
        return _when(self._articles[key])

    def _not_after(self, one: str, other: str) -> bool:
        """Whether a document may have been there when another was published."""
        first, second = self._articles[one], self._articles[other]
        if first.minute is None or second.minute is None:
            return True
        return not after(second.minute, second.exact, first.minute, first.exact)

    def _ordered(self, one: str, other: str) -> bool:
        """Whether it is known that a document came before another."""
        first, second = self._articles[one], self._articles[other]
        return after(first.minute, first.exact, second.minute, second.exact)

    def _span(self, number: int) -> tuple[int, int]:
        place = self._members[number].place
        return place.start, place.end

    def _link(
        self,
        start: _Key,
        end: _Key,
        kind: LinkKind,
        confidence: float,
        key: str,
        first: int,
        last: int,
        reason: str,
    ) -> None:
        """A link with the words, in document `key`, that show it; one there is shown by more."""
        if start == end:
            return
        article = self._articles[key]
        evidence = Evidence(
            reason=reason,
            text=article.text[first : min(last, first + _LONGEST)],
            place=article.place(first, last),
        )
        self._steps[start][end] = None
        known = self._links.get((start, end))
        if known is None:
            self._links[start, end] = Link(
                start=0, end=0, kind=kind, confidence=confidence, evidence=(evidence,)
            )
        elif evidence not in known.evidence:
            self._links[start, end] = replace(
                known,
                kind=known.kind if known.confidence >= confidence else kind,
                confidence=max(known.confidence, confidence),
                evidence=(*known.evidence, evidence),
            )

    # What came of it

    def _made(self) -> Lineage:
        keys = list(self._nodes)
        number = {key: at for at, key in enumerate(keys)}
        steps: defaultdict[int, set[int]] = defaultdict(set)
        for start, end in self._links:
            steps[number[start]].add(number[end])
        groups = rings.components(steps, len(keys))
        cycles = [rings.ring(steps, group) for group in groups if len(group) > 1]
        closed = [
            group
            for group in groups
            if len(group) > 1 and all(steps[node] <= set(group) for node in group)
        ]
        sinks = [group[0] for group in groups if len(group) == 1 and not steps[group[0]]]
        nodes = [self._node(key, at in set(sinks)) for at, key in enumerate(keys)]
        origins = sorted(sinks)
        resting = _resting(keys, steps, groups)
        counted = [(self._counted(keys[at]), len(resting[at])) for at in sorted(sinks)]
        for group in closed:
            members = tuple(sorted({m for node in group for m in nodes[node].members}))
            nodes.append(Node(name="unknown", kind="unknown", document=None, members=members))
            origins.append(len(nodes) - 1)
            ring = Source(key=f"ring|{min(group)}", kind="unknown", name=NOBODY)
            counted.append((ring, len(resting[group[0]])))
        cycles += [
            each
            for each in self._returns(keys, steps)
            if not set(each) <= {n for c in cycles for n in c}
        ]
        return Lineage(
            nodes=tuple(nodes),
            links=tuple(
                replace(link, start=number[start], end=number[end])
                for (start, end), link in self._links.items()
            ),
            origins=tuple(origins),
            cycles=tuple(cycles),
            independence=independence.count(counted, len(self._documents)),
        )

    def _node(self, key: _Key, is_origin: bool) -> Node:
        draft = self._nodes[key]
        kind: OriginKind | None = None
        if is_origin:
            kind = draft.source.kind if draft.source else "outlet"
        return Node(
            name=draft.name,
            kind=kind,
            document=draft.article.key if draft.article else None,
            members=tuple(sorted(draft.members)),
        )

    def _counted(self, key: _Key) -> Source:
        """An origin as a source: an outlet's documents in its own voice are one."""
        draft = self._nodes[key]
        if draft.source:
            return draft.source
        return Source(key=f"outlet|{draft.outlet or key[1]}", kind="outlet", name=draft.name)

    def _returns(
        self, keys: Sequence[_Key], steps: dict[int, set[int]]
    ) -> Iterator[tuple[int, ...]]:
        """Ways from an outlet's document to another one of its own, through other outlets."""
        for start, key in enumerate(keys):
            outlet = self._nodes[key].outlet
            if outlet is None:
                continue
            before: dict[int, int] = {}
            waiting = [start]
            for node in waiting:
                for following in sorted(steps.get(node, ())):
                    if following in before or following == start:
                        continue
                    before[following] = node
                    if self._nodes[keys[following]].outlet == outlet:
                        path = [following]
                        while path[-1] != start:
                            path.append(before[path[-1]])
                        if any(self._nodes[keys[each]].outlet != outlet for each in path):
                            yield tuple(reversed(path))
                            break
                    waiting.append(following)


def _resting(
    keys: Sequence[_Key], steps: dict[int, set[int]], groups: Sequence[Sequence[int]]
) -> dict[int, set[str]]:
    """The documents that rest on each node, itself among them."""
    found: dict[int, set[str]] = {}
    for group in reversed(groups):  # those that nobody points at first
        those = {keys[node][1] for node in group if keys[node][0] == "document"}
        for node in group:
            those |= found.get(node, set())
        for node in group:
            found[node] = those
            for following in steps.get(node, ()):
                if following not in group:
                    found.setdefault(following, set()).update(those)
    return found


def _both(one: Source, other: Source) -> Source:
    """A source as two articles tell of it."""
    fuller = one.kind == "unnamed" and len(other.name) > len(one.name)
    return replace(
        one,
        name=other.name if fuller else one.name,
        voices=one.voices | other.voices,
        bodies=one.bodies | other.bodies,
        several=max(one.several, other.several),
    )


def _when(article: Article) -> tuple[int, int, str]:
    """The order of articles in time, those of unknown time last."""
    return (article.minute is None, article.minute or 0, article.key)


def _address(article: Article) -> str | None:
    return outlets.address(article.location)


def _title(article: Article) -> str:
    name = " ".join(called(article.outlet, article.headline, article.key).split())[:80]
    return f"{name}, {article.published}" if article.published else name
