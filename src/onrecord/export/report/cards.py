"""The sources of a page and their cards: one card for each attribution under each source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.export import dates, kinds
from onrecord.export.report.marks import Voice
from onrecord.export.report.named import EntityView
from onrecord.export.report.words import NO_NAME, often_right
from onrecord.export.sourcing import SourceUse, Sourcing, is_evident, is_plural, reason, short
from onrecord.export.told import THE_OUTLET
from onrecord.export.wording import NO_SOURCE, STANDINGS, count, source_name, who
from onrecord.record import Attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line of a card; `key` makes it a link to that attribution's place in the text.

    `always`: shown while the card is closed, too.
    """

    label: str
    text: str
    key: str | None = None
    always: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Whom words were taken for; `key` leads to the name in the text that this rests on."""

    words: str
    name: str
    key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One attribution under one of its sources.

    `first`: not shown under an earlier one. `who`: whom to name on the card, in a group of
    several sources. `meant`: whom the words of the source were taken for.
    """

    voice: Voice
    number: int
    first: bool
    kind: str
    mode: str
    who: str | None
    verb: str
    manner: str
    meant: list[Resolved]
    said: str
    printed: list[str]
    has_source: bool
    facts: list[Fact]
    sure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A source and its cards, in reading order; `known`: who it is, as far as is known."""

    key: str
    name: str
    standing: str
    what: str
    known: list[str]
    count: str
    cards: list[Card]
    entity: EntityView | None

    @property
    def keys(self) -> list[str]:
        """The keys of all that it says."""
        return [card.voice.key for card in self.cards]


def make_sources(
    figures: Sourcing,
    voice_of: dict[str, Voice],
    number: dict[str, int],
    entities: dict[str, EntityView],
    stances: dict[str, list[tuple[str, str]]],
    decided: dict[str, list[tuple[str, str]]],
    sentences: dict[str, str],
) -> list[SourceView]:
    """The sources, most used first. Given by the ids of attributions, entities and sentences.

    `number`: by the key of a voice, where it stands in reading order. `stances` as
    `disputes.stances_of` and `decided` as `decided.marks` gives them; `sentences`: the keys of
    those that are denied or deny.
    """
    key_of = {(id, one.start): one.key for id, view in entities.items() for one in view.mentions}
    shown: set[str] = set()
    views = []
    for index, source in enumerate(figures.sources, start=1):
        cards = []
        for one in source.attributions:
            voice = voice_of[one.id]
            cards.append(
                Card(
                    voice=voice,
                    number=number[voice.key],
                    first=voice.key not in shown,
                    kind=one.kind,
                    mode=one.mode,
                    who=one.source.text if source.id == "pronouns" and one.source else None,
                    verb=_verb(source, one),
                    manner=kinds.MODE[one.mode] if one.content else "",
                    meant=[
                        Resolved(
                            words=one.source.text,
                            name=meant.entity.name,
                            key=key_of[meant.entity.id, meant.named.start] if meant.named else None,
                        )
                        for meant in figures.resolved.get(one.id, ())
                        if one.source
                    ],
                    said=_said(one),
                    printed=_printed(one),
                    has_source=one.source is not None,
                    facts=[
                        *_card_facts(one, voice_of),
                        *_stance_facts(stances.get(one.id, ()), voice_of, sentences),
                        *(
                            Fact(label="Decided", text=" ".join(mark))
                            for mark in decided.get(one.id, ())
                        ),
                    ],
                    sure=often_right(one.confidence),
                )
            )
            shown.add(voice.key)
        views.append(
            SourceView(
                key=f"src-{index}",
                name=source_name(source),
                standing=source.standing,
                what=_what(source),
                known=who(source),
                count=count(len(cards), "statement"),
                cards=cards,
                entity=entities.get(source.id),
            )
        )
    return views


def _verb(source: SourceUse, one: Attribution) -> str:
    if source.id == "unstated":
        return kinds.noun(one)
    several = source.plural
    if source.id == "pronouns" and one.source:
        several = is_plural(one.source.text)
    return kinds.verb(one, several=several)


def _what(source: SourceUse) -> str:
    """The kind of a source in words, and how it stands where the kind doesn't say."""
    if source.id in NO_NAME:
        return NO_NAME[source.id]
    # One that is called by name elsewhere is a named person here too.
    kind = source.kinds[0]
    if kind == "unnamed_person" and source.standing == "named":
        kind = "named_person"
    words = kinds.SOURCE_KIND[kind]
    stands = STANDINGS[source.standing]
    return words if words.startswith(stands) else f"{words} · {stands}"


def _said(one: Attribution) -> str:
    return " … ".join(" ".join(span.text.split()) for span in one.content or one.cue)


def _printed(one: Attribution) -> list[str]:
    spans = [one.source, *(one.cue if one.content else ())]
    return [" ".join(span.text.split()).rstrip(" ,;:") or span.text for span in spans if span]


def _stance_facts(
    stances: Iterable[tuple[str, str]], voice_of: dict[str, Voice], sentences: dict[str, str]
) -> Iterator[Fact]:
    """How a statement stands to others, and they to it."""
    for how, id in stances:
        voice = voice_of.get(id)
        whose = _who(voice) if voice else THE_OUTLET
        key = voice.key if voice else f"at-{sentences[id]}"
        yield Fact(label=how.capitalize(), text=f"{whose} ({id})", key=key, always=True)


def _who(voice: Voice) -> str:
    source = voice.attribution.source
    return short(source.text) if source else NO_SOURCE


def _card_facts(one: Attribution, voice_of: dict[str, Voice]) -> list[Fact]:
    facts = []
    if one.unresolved and not is_evident(one.unresolved):
        facts.append(Fact(label="Who", text=reason(one.unresolved)))
    if one.anonymity:
        facts.append(Fact(label="No name because", text=one.anonymity.text))
    if one.basis:
        facts.append(Fact(label="How they know", text=one.basis.text))
    if one.said_on:
        facts.append(Fact(label="When", text=dates.period(*dates.bounds(one.said_on))))
    if one.hedges:
        hedges = ", ".join(f"“{span.text}”" for span in one.hedges)
        facts.append(Fact(label="Hedged by", text=hedges))
    if one.cue_attitude != "neutral":
        facts.append(Fact(label="Wording", text=kinds.ATTITUDE[one.cue_attitude]))
    if one.inside:
        outer = voice_of[one.inside]
        facts.append(Fact(label="Inside", text=f"{_who(outer)} ({one.inside})", key=outer.key))
    return facts
