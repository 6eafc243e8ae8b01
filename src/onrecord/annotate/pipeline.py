"""Document → Record: the stages, registered by name with what each needs and gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from onrecord import lexicon, model
from onrecord.annotate import (
    attribution,
    entities,
    events,
    places,
    qualities,
    relations,
    sentences,
    source_kind,
    stances,
    times,
    transcript,
)
from onrecord.annotate.entities import NOBODY, Named
from onrecord.annotate.gazetteer import Gazetteer
from onrecord.annotate.source_kind import SourceReading
from onrecord.annotate.spans import AttributionSpans
from onrecord.errors import ERRORS
from onrecord.model import NOTHING_SEEN, Seen
from onrecord.record import (
    Attribution,
    Document,
    Event,
    MadeBy,
    Note,
    Place,
    Record,
    Relation,
    Sentence,
    Stance,
    TimeExpression,
)

LANGUAGE = "en"
UNDATED = "R020"
"""The note of a document whose date of publication is not known."""


@dataclass(slots=True)
class Reading:
    """What the stages have read of one document so far; each fills in what it gives."""

    document: Document
    gazetteer: Gazetteer | None = None
    sentences: list[Sentence] = field(default_factory=list)
    turns: list[AttributionSpans] = field(default_factory=list)
    found: list[AttributionSpans] = field(default_factory=list)
    seen: Seen = NOTHING_SEEN
    sources: list[SourceReading | None] = field(default_factory=list)
    named: Named = NOBODY
    times: list[TimeExpression] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    stances: list[Stance] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of reading. `needs` and `gives` name fields of `Reading`."""

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    run: Callable[[Reading], None]
    version: Callable[[], str]


STAGES: dict[str, Stage] = {}
"""The stages by name, in the order they run."""


def stage(
    name: str, *, needs: Sequence[str], gives: Sequence[str], version: Callable[[], str]
) -> Callable[[Callable[[Reading], None]], Callable[[Reading], None]]:
    """Register a function as a stage, after those registered before it."""

    def register(run: Callable[[Reading], None]) -> Callable[[Reading], None]:
        STAGES[name] = Stage(
            name=name, needs=tuple(needs), gives=tuple(gives), run=run, version=version
        )
        return run

    return register


def check_order(stages: Sequence[Stage]) -> None:
    """Raise ValueError where a stage needs what none before it gives."""
    given = {"document"}
    for each in stages:
        missing = [need for need in each.needs if need not in given]
        if missing:
            raise ValueError(f"stage {each.name} needs {', '.join(missing)} before it")
        given.update(each.gives)


def _lexicons(*names: str) -> Callable[[], str]:
    return lambda: f"lexicons {lexicon.digest(*names)}"


@stage("sentences", needs=["document"], gives=["sentences"], version=_lexicons(*sentences.LEXICONS))
def _split(reading: Reading) -> None:
    reading.sentences = sentences.split(reading.document)


@stage(
    "times", needs=["document", "sentences"], gives=["times"], version=_lexicons(*times.LEXICONS)
)
def _find_times(reading: Reading) -> None:
    reading.times = times.read(reading.document, reading.sentences)


@stage("transcript", needs=["document"], gives=["turns"], version=_lexicons(*transcript.LEXICONS))
def _find_turns(reading: Reading) -> None:
    reading.turns = transcript.find_turns(reading.document)


@stage("attribution", needs=["document", "turns"], gives=["seen", "found"], version=model.describe)
def _find_attributions(reading: Reading) -> None:
    document = reading.document
    reading.seen = model.read(document.text, [(b.start, b.end) for b in document.story])
    reading.found = transcript.merge(reading.turns, attribution.spans(reading.seen))


@stage(
    "sources",
    needs=["document", "turns", "found"],
    gives=["sources"],
    version=_lexicons(*source_kind.LEXICONS),
)
def _read_sources(reading: Reading) -> None:
    turns = frozenset(reading.turns)
    reading.sources = qualities.read_sources(reading.document, reading.found, turns=turns)


@stage(
    "entities",
    needs=["document", "sentences", "seen", "turns", "found", "sources"],
    gives=["named"],
    version=_lexicons(*entities.LEXICONS),
)
def _identify(reading: Reading) -> None:
    reading.named = entities.identify(
        reading.document,
        reading.sentences,
        reading.seen,
        reading.turns,
        reading.found,
        reading.sources,
        gazetteer=reading.gazetteer,
    )


@stage("places", needs=["document", "named"], gives=["places"], version=places.version)
def _locate(reading: Reading) -> None:
    reading.places = places.locate(reading.document, reading.named.entities)


@stage(
    "qualities",
    needs=["document", "sentences", "times", "turns", "found", "sources", "named"],
    gives=["attributions"],
    version=_lexicons(*qualities.LEXICONS),
)
def _qualify(reading: Reading) -> None:
    reading.attributions = qualities.qualify(
        reading.document,
        reading.sentences,
        reading.found,
        reading.sources,
        reading.named,
        turns=frozenset(reading.turns),
        times=reading.times,
    )


@stage(
    "relations",
    needs=["document", "sentences", "named", "attributions", "times"],
    gives=["relations"],
    version=_lexicons(*relations.LEXICONS),
)
def _relate(reading: Reading) -> None:
    reading.relations = relations.relate(
        reading.document,
        reading.sentences,
        reading.named.entities,
        reading.attributions,
        reading.times,
    )


@stage(
    "events",
    needs=["document", "sentences", "seen", "named", "attributions", "times", "places"],
    gives=["events"],
    version=_lexicons(*events.LEXICONS),
)
def _find_events(reading: Reading) -> None:
    reading.events = events.read(
        reading.document,
        reading.sentences,
        reading.seen,
        reading.named.entities,
        reading.attributions,
        reading.times,
        reading.places,
    )


@stage(
    "stances",
    needs=["document", "sentences", "named", "attributions"],
    gives=["stances"],
    version=_lexicons(*stances.LEXICONS),
)
def _compare(reading: Reading) -> None:
    reading.stances = stances.compare(
        reading.document, reading.sentences, reading.named.entities, reading.attributions
    )


check_order(list(STAGES.values()))


def made_by(gazetteer: Gazetteer | None = None) -> MadeBy:
    """The versions of onrecord and of every stage, as a record made now has them."""
    from onrecord import __version__

    versions = {each.name: each.version() for each in STAGES.values()}
    if gazetteer:
        versions["gazetteer"] = gazetteer.version
    return MadeBy(onrecord=__version__, stages=versions)


def annotate(document: Document, *, gazetteer: Gazetteer | None = None) -> Record:
    """Read a document. The names of `gazetteer`, the user's own, are obeyed.

    One that is not in English is not read: its record has empty lists (and the note that
    ingest gave it). Raises OnrecordError M001 where the model is missing or damaged.
    """
    reading = Reading(document, gazetteer)
    if document.language in (None, LANGUAGE):
        for each in STAGES.values():
            each.run(reading)
    return Record(
        made_by=made_by(gazetteer),
        document=_noted(document, reading.times),
        sentences=reading.sentences,
        entities=reading.named.entities,
        attributions=reading.attributions,
        times=reading.times,
        places=reading.places,
        events=reading.events,
        relations=reading.relations,
        stances=reading.stances,
    )


def _noted(document: Document, times: Sequence[TimeExpression]) -> Document:
    """The document, with a note where its times stay open for want of a date of its own."""
    if document.published or not any(time.value.startswith("XXXX") for time in times):
        return document
    note = Note(code=UNDATED, message=ERRORS[UNDATED].what)
    return replace(document, notes=[*document.notes, note])
