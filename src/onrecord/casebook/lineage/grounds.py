"""What a passage rests on, as its own article says: outlets that it relays, and sources.

The nesting of statements tells most ("the Courier reported that an official said"); then credits in
the passage's own sentence, those around the story, that somebody was first, and hyperlinks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord import lexicon
from onrecord.casebook.claims.claim import LinkKind, Member
from onrecord.casebook.facts import folded
from onrecord.casebook.lineage import outlets, sources
from onrecord.casebook.lineage.known import (
    Article,
    Credit,
    CreditKind,
    Hyperlink,
    Party,
    Speech,
)
from onrecord.casebook.lineage.outlets import Outlets
from onrecord.casebook.lineage.sources import Source
from onrecord.casebook.lineage.telling import is_telling

_MOST = 8
"""Steps of nesting that are followed."""
_WORD = re.compile(r"[^\W_]+")
_COVERS = 0.6
_SHORT = 16
"""Words of the longest sentence that may be about nothing but the one before it."""
_HERE = "\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """An outlet that an article says it has something from; `address`: of the article it links to.

    `start`, `end`: code points of the words that say so, in that article.
    """

    outlet: str
    name: str
    address: str | None
    kind: LinkKind
    confidence: float
    reason: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a passage rests on: outlets, the outermost first, and behind them the sources.

    Nothing at all: the outlet's own voice. `first_hand`: it says that the outlet itself was told.
    `start`, `end`: code points of the words that name the source.
    """

    relays: tuple[Relay, ...]
    sources: tuple[Source, ...]
    first_hand: bool
    start: int
    end: int

    @property
    def is_named(self) -> bool:
        """Whether somebody is named whose word it is."""
        return any(source.kind == "named" for source in self.sources)


def ground(
    member: Member, article: Article, called: Outlets, subjects: frozenset[str] = frozenset()
) -> Ground:
    """What a member rests on, by the words of its article; see `subjects`."""
    ref = member.ref if member.said else None
    return _Reader(article, called, subjects).ground(ref, member.place.start, member.place.end)


def pointers(article: Article, called: Outlets, ref: str | None, start: int, end: int) -> list[str]:
    """Whom a passage points at as whom it has it from: outlets' names, folded, and after `//` the
    addresses (see `outlets.address`) that its sentence links to.

    `ref`: its statement, None of a sentence in the outlet's own voice; `start`, `end`: code points
    of what is said, where an outlet that is named is what it is about.
    """
    about = frozenset(
        called.one(credit.name)
        for credit in article.credits
        if ref is not None and start <= credit.start and credit.end <= end
    )
    reader = _Reader(article, called, about)
    found = [folded(relay.name) for relay in reader.ground(ref, start, end).relays]
    found += [f"//{link.address}" for link in reader.links(article.sentence(start, end))]
    return list(dict.fromkeys(found))


def subjects(members: Iterable[Member], called: Outlets) -> frozenset[str]:
    """The outlets that a claim is about: named in what somebody is reported to say."""
    said = {each.said.content for each in members if each.said}
    words = [f" {' '.join(_WORD.findall(folded(content)))} " for content in said]
    return frozenset(
        name for name in called.names if any(f" {name} " in content for content in words)
    )


class _Reader:
    def __init__(self, article: Article, called: Outlets, subjects: frozenset[str]) -> None:
        self._article = article
        self._subjects = subjects
        self._called = called
        self._own = called.one(article.outlet) if article.outlet else None

    def ground(self, ref: str | None, start: int, end: int) -> Ground:
        """What a passage rests on: the statement `ref`, or a sentence in the outlet's own voice."""
        chain = self._chain(ref)
        relays: list[Relay] = []
        found: list[Source] = []
        inner: Speech | None = None
        first_hand = False
        for speech in chain:  # the outermost first
            outlet = self._outlet(speech)
            if outlet is None:
                inner = speech if _is_report(speech) else inner
            elif outlet == self._own:
                first_hand = True
            else:
                relays.append(self._of_speech(speech, outlet))
        sentence = self._article.sentence(start, end)
        passed_on: Source | None = None
        for credit in self._credits(sentence):
            if passed_on is None and (inner is None or inner.source is None):
                passed_on = self._passed_on(sentence, credit)
            outlet = self._called.one(credit.name)
            if outlet == self._own:
                first_hand = True
            elif not any(_is_part(relay.outlet, outlet) for relay in relays):
                relays.append(_of_credit(credit, outlet, 0.8, "it says so in this sentence"))
        if not relays and not first_hand and not (inner and inner.parties):
            relays += self._named_beside(sentence, inner)
            for credit in self._credits(sentence, "name"):
                if relays and inner is None and passed_on is None:
                    passed_on = self._passed_on(sentence, credit)
        scope = relays[-1].outlet if relays else self._article.key
        if inner and inner.source is None and (passed_on or relays):
            inner = None  # that nobody is named is said by an outlet that is
        if inner:
            found = sources.of_speech(inner, scope)
        if not relays and not first_hand:
            relays += self._around(named=any(each.kind == "named" for each in found))
            if not relays:
                relays += self._linked(sentence)
            if relays and inner and not passed_on:
                found = sources.of_speech(inner, relays[-1].outlet)
        elif passed_on and not found:
            found = [replace(passed_on, scope=scope, key=passed_on.key.replace(_HERE, scope))]
        place = (inner.start, inner.end) if inner else (start, end)
        return Ground(
            relays=tuple(relays),
            sources=tuple(found),
            first_hand=first_hand,
            start=place[0],
            end=place[1],
        )

    def _chain(self, ref: str | None) -> list[Speech]:
        """The statements around one and the one that it is made of, the outermost first."""
        speeches = self._article.speeches
        at = speeches.get(ref) if ref else None
        found: list[Speech] = []
        while at and at not in found and len(found) < _MOST:
            found.insert(0, at)
            at = speeches.get(at.inside or "")
        while found and len(found) < _MOST:
            inner = self._made_of(found[-1])
            if inner is None or inner in found:
                break
            found.append(inner)
        while found and (
            not _is_report(found[-1]) or (found[-1].source is None and len(found) > 1)
        ):
            found.pop()
        return found

    def _made_of(self, speech: Speech) -> Speech | None:
        """The statement that makes up most of another's words."""
        within = [each for each in self._article.speeches.values() if each.inside == speech.ref]
        longest = max(within, key=lambda each: each.end - each.start, default=None)
        if longest is None:
            return None
        return (
            longest
            if (longest.end - longest.start) >= _COVERS * (speech.end - speech.start)
            else None
        )

    def _outlet(self, speech: Speech) -> str | None:
        """The outlet that a statement is by, as outlets are told apart; None: no outlet."""
        words = folded(sources.printed(speech.source))
        if any(party.type == "person" for party in speech.parties):
            return None
        of_paper = speech.source_kind in ("document", "outlet")
        published = self._publisher(speech, words) if of_paper else None
        if published or speech.source_kind == "document" or words.endswith(_papers()):
            return published
        if self._called.knows(words) or outlets.sounds_like_one(words):
            return self._called.one(words)
        for party in speech.parties:
            if self._is_outlet(party, speech, words):
                return self._called.one(party.name)
        if speech.parties or speech.source_kind != "outlet":
            return None
        pointed = self._pointed_at(speech)
        return pointed or f"{self._article.key}|{words}"

    def _is_outlet(self, party: Party, speech: Speech, words: str) -> bool:
        if speech.source_kind == "outlet" or self._called.knows(party.name):
            return True
        return outlets.sounds_like_one(party.name) or any(
            word in _common() for word in _WORD.findall(words)
        )

    def _publisher(self, speech: Speech, words: str) -> str | None:
        """The outlet that a document is of: "a report in the Courier"."""
        found = _published().search(words)
        if found is None:
            return None
        name = found["name"]
        for credit in self._article.credits:
            within = speech.start <= credit.start and credit.end <= speech.end
            if within and name == folded(self._article.text[credit.start : credit.end]):
                return self._called.one(credit.name)
        known = self._called.knows(name) or outlets.sounds_like_one(name)
        return self._called.one(name) if known else None

    def _pointed_at(self, speech: Speech) -> str | None:
        """Whom "the paper" means: the outlet that was named last before it."""
        before = [
            each
            for each in self._article.credits
            if each.kind == "words" and each.end <= speech.start
        ]
        return self._called.one(before[-1].name) if before else None

    def _of_speech(self, speech: Speech, outlet: str) -> Relay:
        name = sources.printed(speech.source)
        published = _published().search(name)
        if published and outlet == self._called.one(published["name"]):
            name = published["name"]
        elif speech.parties and not outlets.sounds_like_one(name):
            name = speech.parties[0].name
        return Relay(
            outlet=outlet,
            name=_plain(name),
            address=None,
            kind="credits",
            confidence=0.9,
            reason=f"it attributes this to {sources.printed(speech.source)}",
            start=speech.start,
            end=speech.end,
        )

    def _credits(self, sentence: tuple[int, int], kind: CreditKind = "words") -> Iterator[Credit]:
        start, end = sentence
        for credit in self._article.credits:
            if credit.kind == kind and start <= credit.start and credit.end <= end:
                yield credit

    def _named_beside(self, sentence: tuple[int, int], inner: Speech | None) -> Iterator[Relay]:
        """An outlet that a passage names without need, or that the sentence beside it names and
        points back from: it is there because it is whom the article has it from."""
        source = folded(sources.printed(inner.source)) if inner else ""
        for credit in self._article.credits:
            outlet = self._called.one(credit.name)
            if credit.kind not in ("words", "name") or outlet == self._own:
                continue
            if outlet in self._subjects or folded(credit.name) in source:
                continue
            if sentence[0] <= credit.start and credit.end <= sentence[1]:
                yield _of_credit(credit, outlet, 0.65, "the passage names it")
                return
            beside = self._article.sentence(credit.start, credit.end)
            if self._points_back(beside, sentence):
                yield _of_credit(credit, outlet, 0.6, "the sentence beside it names it")
                return

    def _points_back(self, sentence: tuple[int, int], other: tuple[int, int]) -> bool:
        """Whether a short sentence right after another, in one paragraph, speaks of that."""
        text = self._article.text
        between = text[other[1] : sentence[0]]
        if sentence[0] < other[1] or between.strip() or "\n" in between:
            return False
        words = _WORD.findall(text[slice(*sentence)].casefold())
        return len(words) <= _SHORT and any(word in _back() for word in words)

    def _passed_on(self, sentence: tuple[int, int], credit: Credit) -> Source | None:
        """Whom the credited outlet has it from: "citing an official", "an official told the …"."""
        text = self._article.text
        told = _told().search(text, sentence[0], credit.start)
        cited = _cited().match(text, credit.end, sentence[1])
        for match in (told, cited):
            if match is None:
                continue
            start, end = match.span("who")
            for named in self._article.named:
                if start <= named.start and named.end <= end:
                    return sources.of_party(named.party)
            if sources.is_somebody(match["who"]):
                return sources.reported(match["who"], _HERE)
        return None

    def _around(self, *, named: bool) -> Iterator[Relay]:
        """The credit that stands for the whole story."""
        whole = [each for each in self._article.credits if each.kind in ("dateline", "byline")]
        first = [each for each in self._article.credits if each.first and not named]
        for credit in (*whole, *first):
            outlet = self._called.one(credit.name)
            if outlet == self._own:
                continue
            if credit.first:
                yield _of_credit(credit, outlet, 0.7, "it says that this outlet was the first")
            else:
                where = "dateline" if credit.kind == "dateline" else "byline"
                yield _of_credit(credit, outlet, 0.85, f"its {where} credits it")
            return

    def _linked(self, sentence: tuple[int, int]) -> Iterator[Relay]:
        """The article that the sentence points at with a hyperlink."""
        for link in self.links(sentence):
            name = outlets.host(f"https://{link.address}") or link.address
            outlet = self._called.at(link.address)
            if outlet and outlet != self._own:
                yield Relay(
                    outlet=outlet,
                    name=name,
                    address=link.address,
                    kind="links",
                    confidence=0.6,
                    reason="the sentence links there",
                    start=link.start,
                    end=link.end,
                )
                return

    def links(self, sentence: tuple[int, int]) -> Sequence[Hyperlink]:
        """The hyperlinks in a sentence."""
        start, end = sentence
        return [link for link in self._article.links if start <= link.start and link.end <= end]


def _is_part(one: str, other: str) -> bool:
    """Whether one name holds the other: a reading may have left out a part."""
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _is_report(speech: Speech) -> bool:
    """Whether somebody is reported to say something; else the outlet tells what somebody does."""
    return is_telling(speech.cue, speech.kind, speech.mode, inside=speech.inside is not None)


def _plain(name: str | None) -> str:
    """A name without the article before it."""
    printed = sources.printed(name)
    return printed[4:] if printed[:4].casefold() == "the " else printed


def _of_credit(credit: Credit, outlet: str, confidence: float, reason: str) -> Relay:
    return Relay(
        outlet=outlet,
        name=_plain(credit.name),
        address=None,
        kind="credits",
        confidence=confidence,
        reason=reason,
        start=credit.start,
        end=credit.end,
    )


@cache
def _common() -> frozenset[str]:
    return frozenset(lexicon.load("lineage")["outlet_nouns"])


@cache
def _told() -> re.Pattern[str]:
    """What ends right before an outlet's name: who told it."""
    return re.compile(
        rf"(?:^|[,;:“”\"]\s*|\n)(?P<who>[^,;:“”\"\n]{{3,90}}?(?:,[^,;:“”\"\n]{{2,60}},)?)\s+(?:{_phrases('telling')})"
        r"(?:\s+the|\s+a|\s+local|\s+state|\s+daily|\s+newspaper|\s+broadcaster)*\s+\Z",
        re.I,
    )


@cache
def _cited() -> re.Pattern[str]:
    """What follows right after an outlet's name: whom it cites."""
    return re.compile(
        rf"[^.;“”\"\n]{{0,160}}?\b(?:{_phrases('citing')})\s+(?P<who>[^,;:“”\"\n]{{3,90}}?)"
        r"(?=[,;:.\n]|\s+(?:as|who|that|reported|said|wrote|with)\b|\Z)",
        re.I,
    )


def _phrases(name: str) -> str:
    those: list[str] = sorted(lexicon.load("lineage")[name], key=len, reverse=True)
    return "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in those)


@cache
def _published() -> re.Pattern[str]:
    """The name at the end of "a report in the Courier" (folded)."""
    return re.compile(r"(?:^|\s)(?:in|by|of|from)\s+(?:the\s+)?(?P<name>[^,;]{2,60})\Z")


@cache
def _back() -> frozenset[str]:
    return frozenset(lexicon.load("lineage")["back"])


@cache
def _papers() -> tuple[str, ...]:
    return tuple(f" {each}" for each in lexicon.load("lineage")["papers"])
