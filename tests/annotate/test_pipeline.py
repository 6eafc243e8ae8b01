import dataclasses

import pytest
from seen import seen_in

from onrecord.annotate import pipeline
from onrecord.annotate.pipeline import STAGES, Stage, annotate, check_order
from onrecord.annotate.spans import AttributionSpans
from onrecord.record import Block, Document

TEXT = "Orla Venn said the port was shut. Venn left."


def document(language: str | None = "en") -> Document:
    return Document(
        id="d", location=None, sha256="0" * 64, media_type="text/plain", language=language,
        text=TEXT, blocks=[Block(kind="paragraph", start=0, end=len(TEXT))],
    )  # fmt: skip


@pytest.fixture
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    found = AttributionSpans(source=(0, 9), cue=((10, 14),), content=((15, 32),), confidence=0.9)
    seen = seen_in(document(), [("Orla Venn", "person"), ("Venn", "person")])
    monkeypatch.setattr("onrecord.model.read", lambda text, paragraphs: seen)
    monkeypatch.setattr("onrecord.annotate.attribution.spans", lambda seen: [found])


def stage(name: str, needs: tuple[str, ...], gives: tuple[str, ...]) -> Stage:
    return Stage(name=name, needs=needs, gives=gives, run=lambda reading: None, version=lambda: "1")


def test_stages_stand_in_an_order_that_works() -> None:
    check_order(list(STAGES.values()))
    with pytest.raises(ValueError, match="stances needs sentences, named, attributions"):
        check_order(list(reversed(STAGES.values())))


def test_a_stage_without_what_it_needs_is_named() -> None:
    with pytest.raises(ValueError, match="stage b needs y before it"):
        check_order([stage("a", ("document",), ("x",)), stage("b", ("x", "y"), ())])


def test_each_stage_gives_fields_of_the_reading() -> None:
    fields = set(pipeline.Reading.__slots__)
    for each in STAGES.values():
        assert set(each.needs) | set(each.gives) <= fields


@pytest.mark.usefixtures("_no_model")
def test_a_document_becomes_a_record() -> None:
    record = annotate(document())
    assert [sentence.id for sentence in record.sentences] == ["s1", "s2"]
    assert [entity.name for entity in record.entities] == ["Orla Venn"]
    (attribution,) = record.attributions
    assert attribution.entities == ["e1"]
    assert list(record.made_by.stages) == [
        "sentences", "times", "transcript", "attribution", "sources", "entities", "places",
        "qualities", "relations", "events", "stances",
    ]  # fmt: skip
    assert all(record.made_by.stages.values())


@pytest.mark.usefixtures("_no_model")
def test_reading_twice_gives_the_same_record() -> None:
    assert annotate(document()).to_json() == annotate(document()).to_json()


@pytest.mark.usefixtures("_no_model")
def test_a_language_it_was_not_made_for_is_not_read() -> None:
    record = annotate(document("fr"))
    assert (record.sentences, record.entities, record.attributions) == ([], [], [])


@pytest.mark.usefixtures("_no_model")
def test_a_text_of_no_known_language_is_read() -> None:
    assert annotate(document(None)).attributions


@pytest.mark.usefixtures("_no_model")
def test_dates_that_stay_open_for_want_of_a_date_of_publication_are_noted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(f"{__name__}.TEXT", "Orla Venn said on Tuesday the port was shut.")
    assert [note.code for note in annotate(document()).document.notes] == [pipeline.UNDATED]
    dated = dataclasses.replace(document(), published="2031-05-07")
    assert annotate(dated).document.notes == []
