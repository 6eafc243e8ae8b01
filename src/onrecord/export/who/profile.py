"""What one article has on one entity, gathered from the record; nothing is worded here."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.export.disputes import stances_of
from onrecord.export.mentions import Resolution, in_order
from onrecord.export.sourcing import sourcing
from onrecord.export.timeline import Moment, in_time
from onrecord.export.wording import MENTION_KINDS
from onrecord.record import (
    Attribution,
    Description,
    Entity,
    Event,
    Mention,
    MentionKind,
    Place,
    Record,
    Relation,
    Sentence,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Words that the article uses for the entity, and how often."""

    text: str
    kind: MentionKind
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What somebody else says in which the entity is mentioned."""

    attribution: Attribution
    mentions: list[Mention]


@dataclass(frozen=True, slots=True, kw_only=True)
class InOwnVoice:
    """A sentence in which the outlet itself mentions the entity."""

    sentence: Sentence
    mentions: list[Mention]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One entity in one article.

    `descriptions` come with the attribution they stand in, None for the outlet's own voice.
    `forms`: names before nominals before pronouns, the most used first. `mentions` are in
    reading order, and so is `said`, all that is attributed to the entity. `about`: what
    others say in which it is mentioned. `relations`: those it is one side of; `events`: those it
    has a part in or is the place of, also as `moments`, in the order of time. `place`: where it
    lies. `in_own_voice`: sentences in which the outlet says something itself and nobody else
    does. `resolved` as in `Sourcing`, `stances` as `disputes.stances_of` gives them.
    """

    record: Record
    entity: Entity
    descriptions: list[tuple[Description, Attribution | None]]
    forms: list[Form]
    mentions: list[Mention]
    said: list[Attribution]
    about: list[About]
    relations: list[Relation]
    events: list[Event]
    moments: list[Moment]
    place: Place | None
    in_own_voice: list[InOwnVoice]
    resolved: dict[str, list[Resolution]]
    stances: dict[str, list[tuple[str, str]]]

    @property
    def metonyms(self) -> list[Mention]:
        """The mentions that mean not the place itself but who governs or works there."""
        return [mention for mention in self.mentions if mention.metonym]


def profile(record: Record, entity: Entity) -> Profile:
    """Gather all that a record has on one of its entities."""
    mentions = in_order(entity.mentions)
    found = sourcing(record)
    ordered = [attribution for attribution, _ in found.in_order]
    said = [one for one in ordered if entity.id in one.entities]
    about = [
        About(attribution=one, mentions=inside)
        for one in ordered
        if entity.id not in one.entities
        and (inside := _inside(mentions, [(span.start, span.end) for span in one.content]))
    ]
    events = [one for one in record.events if entity.id in (*one.participants, *one.places)]
    by_id = {attribution.id: attribution for attribution in ordered}
    return Profile(
        record=record,
        entity=entity,
        descriptions=[
            (one, by_id.get(one.authority) if one.authority else None)
            for one in sorted(entity.descriptions, key=lambda one: one.start)
        ],
        forms=_forms(mentions),
        mentions=mentions,
        said=said,
        about=about,
        relations=[one for one in record.relations if entity.id in (one.subject, one.object)],
        events=events,
        moments=in_time(record.times, events),
        place=next((one for one in record.places if one.entity == entity.id), None),
        in_own_voice=_in_own_voice(record, mentions),
        resolved=found.resolved,
        stances=stances_of(record),
    )


def _inside(mentions: list[Mention], spans: Iterable[tuple[int, int]]) -> list[Mention]:
    """The mentions (in order) that stand in one of some spans."""
    found: list[Mention] = []
    for start, end in spans:
        first = bisect_left(mentions, start, key=lambda mention: mention.start)
        last = bisect_left(mentions, end, key=lambda mention: mention.start)
        found.extend(one for one in mentions[first:last] if one.end <= end)
    return found


def _forms(mentions: list[Mention]) -> list[Form]:
    counts: Counter[tuple[MentionKind, str]] = Counter()
    printed: dict[tuple[MentionKind, str], str] = {}
    for mention in mentions:
        words = " ".join(mention.text.split())
        # "She" and "she" are one form; a name is told apart by its capitals.
        key = mention.kind, words if mention.kind == "name" else words.casefold()
        counts[key] += 1
        printed.setdefault(key, words if mention.kind != "pronoun" else words.lower())
    forms = [
        Form(text=printed[key], kind=key[0], count=number) for key, number in counts.most_common()
    ]
    return sorted(forms, key=lambda form: MENTION_KINDS.index(form.kind))


def _in_own_voice(record: Record, mentions: list[Mention]) -> list[InOwnVoice]:
    """Sentences of the outlet alone: in none does anybody else say anything."""
    others = bytearray(len(record.document.text))
    for attribution in record.attributions:
        for span in attribution.content:
            others[span.start : span.end] = b"\1" * (span.end - span.start)
    sentences = sorted(record.sentences, key=lambda sentence: sentence.start)
    found: dict[str, InOwnVoice] = {}
    for mention in mentions:
        at = bisect_right(sentences, mention.start, key=lambda sentence: sentence.start) - 1
        if at >= 0 and mention.end <= sentences[at].end:
            sentence = sentences[at]
            if any(others[sentence.start : sentence.end]):
                continue
            found.setdefault(sentence.id, InOwnVoice(sentence=sentence, mentions=[]))
            found[sentence.id].mentions.append(mention)
    return list(found.values())
