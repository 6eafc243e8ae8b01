"""Gathers what the page shows beside the sources: denials, the timeline, relations, places."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.export import coordinates, dates, relations
from onrecord.export.disputes import DONE_BY, disputes, label, title
from onrecord.export.places import Places
from onrecord.export.report.axis import Axis, Shape
from onrecord.export.report.entries import (
    Answer,
    Authority,
    DisputeView,
    EventView,
    Found,
    MomentView,
    PlaceView,
    RelationView,
    Statement,
    Sure,
)
from onrecord.export.report.marks import Passage, Voice
from onrecord.export.report.named import EntityView
from onrecord.export.timeline import Moment, days, standing, timeline
from onrecord.export.told import Told
from onrecord.record import Event, Record, Span, Stance

_AROUND = 150
_LONGEST = 320


def find(record: Record, voice_of: dict[str, Voice], entities: dict[str, EntityView]) -> Found:
    """Gather it for a page; `voice_of`: by the id of an attribution; `entities` by id."""
    made = _Maker(record, voice_of, entities)
    about = disputes(record, made.told)
    moments, axis = made.moments()
    return Found(
        title=title(about),
        label=label(about),
        disputes=[
            DisputeView(
                about=made.statement(one.about), answers=[made.answer(each) for each in one.answers]
            )
            for one in about
        ],
        answers=sum(len(one.answers) for one in about),
        moments=moments,
        events=sum(len(one.events) + len(one.said) for one in moments),
        ticks=axis.ticks() if any(one.shape for one in moments) else [],
        even=axis.even,
        lanes=1 + max((one.shape.lane for one in moments if one.shape), default=0),
        relations=made.relations(),
        places=made.places(),
        sentences=made.sentences,
        passages=made.passages,
    )


class _Maker:
    def __init__(
        self, record: Record, voice_of: dict[str, Voice], entities: dict[str, EntityView]
    ) -> None:
        self.told = Told(record)
        self.passages: list[Passage] = []
        self._record, self._voice_of, self._entities = record, voice_of, entities
        self._where = Places(record.document)
        self._times = {time.id: time for time in record.times}
        self._event_keys = {
            one.id: f"event-{number}" for number, one in enumerate(record.events, start=1)
        }
        self.sentences: dict[str, str] = {}
        self._answers = 0

    def moments(self) -> tuple[list[MomentView], Axis]:
        found = timeline(self._record)
        dated = [one for one in found if days(one) != (None, None)]
        axis = Axis([days(one) for one in dated], dates.first_day(self._published()))
        shapes = axis.shapes(days(one) for one in dated)
        shape_of = {id(one): shape for one, shape in zip(dated, shapes, strict=True)}
        views = []
        for number, one in enumerate(found, start=1):
            views.append(self._moment(f"moment-{number}", one, shape_of.get(id(one))))
        return views, axis

    def relations(self) -> list[RelationView]:
        views = []
        for number, one in enumerate(self._record.relations, start=1):
            key = f"relation-{number}"
            self._mark(key, [one.evidence])
            views.append(
                RelationView(
                    key=key,
                    label=one.id,
                    subject=self.told.name(one.subject),
                    link=relations.link(one, self.told),
                    object=relations.other(one, self.told),
                    evidence=_shortened(one.evidence.text),
                    authority=self._authority(one.authority),
                    sure=Sure.of(one.confidence),
                )
            )
        return views

    def places(self) -> list[PlaceView]:
        views = []
        for one in self._record.places:
            entity = self._entities[one.entity]
            views.append(
                PlaceView(
                    name=entity.name,
                    href=f"#{entity.mentions[0].key}" if entity.mentions else None,
                    kind="an area" if one.kind == "area" else "",
                    country=coordinates.country(one),
                    degrees=coordinates.degrees(one),
                    geo=coordinates.geo_uri(one),
                    count=entity.count,
                )
            )
        return views

    def statement(self, id: str) -> Statement:
        one = self.told.attribution(id)
        voice = self._voice_of.get(id)
        key = voice.key if voice else self._sentence(id)
        return Statement(
            label=id,
            href=f"#{key}" if voice else f"#at-{key}",
            lights=key,
            standing=voice.standing if voice else "outlet",
            who=self.told.holder(id),
            does=self.told.does(one) if one else "says",
            said=_shortened(self.told.said(id)),
            sure=Sure.of(one.confidence) if one else None,
        )

    def answer(self, stance: Stance) -> Answer:
        self._answers += 1
        key = f"answer-{self._answers}"
        by, about = self.statement(stance.from_), self.statement(stance.to)
        evidence = [stance.evidence] if stance.evidence else []
        self._mark(key, evidence)
        shown = [one.text for one in evidence if one.text not in by.said]
        return Answer(
            key=key,
            lights=" ".join([by.lights, about.lights, *([key] if evidence else [])]),
            stance=stance.stance,
            how=DONE_BY[stance.stance],
            by=by,
            evidence=_shortened(" ".join(shown)),
            sure=Sure.of(stance.confidence),
        )

    def _moment(self, key: str, moment: Moment, shape: Shape | None) -> MomentView:
        return MomentView(
            key=key,
            words=moment.words,
            printed=moment.printed,
            told=any(one.modality == "actual" for one in moment.events) or bool(moment.said),
            shape=shape,
            events=[self._event(one) for one in moment.events],
            said=[self.statement(one.id) for one in moment.said],
        )

    def _event(self, event: Event) -> EventView:
        key = self._event_keys[event.id]
        time = self._times.get(event.time or "")
        self._mark(key, [event.trigger, *([Span(time.start, time.end, time.text)] if time else [])])
        sentence = self.told.sentence(event.trigger)
        room = max(20, _AROUND - len(event.trigger.text))
        before, after = self._where.around(event.trigger, room, sentence)
        names = (self.told.names(event.participants), self.told.names(event.places))
        return EventView(
            key=key,
            label=event.id,
            before=before,
            words=event.trigger.text,
            after=after,
            modality=event.modality,
            mark=standing(
                event.modality,
                ahead=self.told.is_ahead(event.time),
                by=self.told.attribution(event.authority),
            ),
            known=[one for one in names if one],
            authority=self._authority(event.authority),
            sure=Sure.of(event.confidence),
        )

    def _authority(self, id: str | None) -> Authority:
        voice = self._voice_of.get(id or "")
        return Authority(words=self.told.authority(id), href=f"#{voice.key}" if voice else None)

    def _sentence(self, id: str) -> str:
        if id not in self.sentences:
            self.sentences[id] = f"sentence-{len(self.sentences) + 1}"
            self._mark(self.sentences[id], self.told.spans(id))
        return self.sentences[id]

    def _mark(self, key: str, spans: Iterable[Span]) -> None:
        for number, span in enumerate(spans):
            self.passages.append(
                Passage(key=key, start=span.start, end=span.end, first=number == 0)
            )

    def _published(self) -> str | None:
        # As exact as it was printed: a time of day, or what is no date, is no day of its own.
        return (self._record.document.published or "")[:10] or None


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
