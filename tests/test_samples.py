"""The sample articles: they are marked as fiction, are read whole, and what they say is found."""

from __future__ import annotations

import importlib.util
import json
import socket
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import onrecord
from onrecord.ingest import read_document
from onrecord.record import Document, Record, Span

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
FILES = sorted(SAMPLES.glob("[0-9]*"))
WEIGHTS = Path(onrecord.__file__).parent / "model" / "weights"
GOLD = sorted((SAMPLES / "gold").glob("*.json"))

FLOOR = 0.85
"""The share of the plain gold attributions whose source and content must be found."""


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def document(name: str) -> Document:
    (path,) = SAMPLES.glob(f"{name}*")
    return read_document(path.read_bytes(), location=path.name)


def words(document: Document, *kinds: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind in kinds]


def story(document: Document) -> str:
    return "\n\n".join(document.text[block.start : block.end] for block in document.story)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_sample_is_marked_as_fiction_and_of_an_articles_length(path: Path) -> None:
    if path.suffix in (".txt", ".md", ".html"):
        assert "SAMPLE — fiction" in path.read_text(encoding="utf-8")
    read = read_document(path.read_bytes(), location=path.name)
    assert "SAMPLE" in read.text
    assert 250 <= len(story(read).split()) <= 700


def test_every_sample_is_described() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert len(FILES) >= 8
    assert [path.name for path in FILES if f"`{path.name}`" not in readme] == []


FRAMES = {
    "01": (
        "Dam report was changed before it was signed, official says",
        "2024-03-07",
        ["Wenna Ostrick"],
    ),
    "02": (
        "Kestrian ministry denies dam report was altered",
        "2024-03-08T18:40:00",
        ["Teodor Vansk"],
    ),
    "03": ("DAM COVER-UP: BOSSES WIPED KILLER LEAK FROM REPORT", "2024-03-09", ["Rex Dunnaway"]),
    "04": ("The drain that was not there", "2024-03-10", ["Isolde Marrick", "Fenn Aubrey"]),
    "05": (
        "Fact check: What is known about the Corrin Dam report, and what is not",
        "2024-03-12T09:15:00+01:00",
        ["Sunniva Hale"],
    ),
    "06": ("The mayor, the dam and the page that is missing", "2024-03-11", []),
    "07": ("Statement on the Corrin Dam", "2024-03-11", []),
    "08": (
        "‘Cover-up’ at Corrin Dam confirmed by several media",
        "2024-03-10T17:20:00+01:00",
        ["Lorna Quist"],
    ),
    "09": (
        "Drain 14 has been measured. Now who took the page?",
        "2024-03-14T07:00:00+00:00",
        ["Hanna Wexley"],
    ),
    "10": ("A gauge, a draft and a deleted line", "2024-03-13", ["Torben Ashgrove"]),
    "11": ("Sundral waits for word from upstream", "2024-03-12", ["Mirko Salden"]),
}


@pytest.mark.parametrize("name", sorted(FRAMES))
def test_the_frame_is_found(name: str) -> None:
    found = document(name)
    assert (found.headline, found.published, found.byline) == FRAMES[name]


@pytest.mark.parametrize(
    ("name", "dateline"), [("02", "ALDMOOR"), ("04", "FENNICK"), ("11", "PORT SUNDRAL")]
)
def test_the_dateline_is_found(name: str, dateline: str) -> None:
    found = document(name).dateline
    assert found is not None
    assert found.startswith(dateline)


def test_questions_are_headings_and_related_lines_are_not_the_story() -> None:
    found = document("05")
    questions = [heading for heading in words(found, "heading") if heading.endswith("?")]
    assert len(questions) == 4
    related = words(found, "related")
    assert len(related) == 3
    assert related[-1] == "Siren Test in Fennick Will Go Ahead on Friday Despite Protest"
    assert words(found, "correction")[0].startswith("Correction:")


def test_inline_mark_up_of_a_text_file_becomes_links() -> None:
    found = document("03")
    assert "<u>" not in found.text
    underlined = [found.text[link.start : link.end] for link in found.links]
    assert underlined[:2] == ["wiped a killer leak", "no idea"]


def test_a_cluttered_page_is_read_without_its_clutter() -> None:
    found = document("08")
    for clutter in (
        "cookie",
        "412 partners",
        "Typical.",
        "What the siren means",
        "Imprint",
    ):
        assert clutter not in story(found)
    assert "debt that the valley pays" in story(found)
    assert any("The Corrin Dam in February" in caption for caption in words(found, "caption"))
    hrefs = {found.text[link.start : link.end]: link.href for link in found.links}
    assert hrefs["Daily Lantern"] == "https://lantern.example/dam"


def test_an_advertisement_is_not_the_story() -> None:
    assert "boots from 49 crowns" not in story(document("08"))


def test_columns_are_read_in_order_and_broken_words_are_joined() -> None:
    found = document("10")
    order = [
        "The dispute",
        "What the draft says",
        "A question of method",
        "wall will sooner or later",
    ]
    places = [found.text.index(words) for words in order]
    assert places == sorted(places)
    for whole in ("Hydraulic Engineers", "According to the same document", "had been told"):
        assert whole in " ".join(found.text.split())
    assert "KESTRIAN ENGINEER" not in story(found)


def test_deleted_words_are_out_and_inserted_ones_in() -> None:
    found = document("11")
    assert "contradicting a statement" in found.text
    assert "would prefer a telephone call." in found.text
    assert "lied that" not in found.text
    assert words(found, "heading") == ["“A paper wall”", "Memories of 1994"]
    linked = {found.text[link.start : link.end]: link.href for link in found.links}
    assert linked["statement published on Monday"] == "https://waterways.example/statement"


def test_a_message_is_read_once_and_decoded() -> None:
    found = document("09")
    assert found.text.count("packed gymnasium") == 1
    assert "“The gauge reads 0.8 litres a second" in found.text


def test_a_quotation_in_a_statement_is_a_quote_block_or_keeps_its_marks() -> None:
    found = document("07")
    assert any("I first read of drain 14" in block for block in words(found, "quote", "paragraph"))
    assert found.publisher == "Ministry of Waterways of the Republic of Kestria"


# --- the generated ones ---------------------------------------------------------------


@pytest.mark.parametrize("name", ["09-sluice-newsletter.eml", "11-sundral-tribune.docx"])
def test_the_generated_samples_are_what_the_script_makes(name: str) -> None:
    assert load("make_samples").MADE[name]() == (SAMPLES / name).read_bytes()


def test_the_generated_pdf_reads_as_the_committed_one() -> None:
    # Its bytes may differ with the version of fpdf2; its words may not.
    made = load("make_samples").journal()
    assert read_document(made).text == document("10").text


# --- the annotation -------------------------------------------------------------------


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_spans_are_verbatim(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = (SAMPLES / gold["file"]).read_bytes().decode("utf-8")
    ids = [attribution["id"] for attribution in gold["attributions"]]
    assert len(ids) == len(set(ids)) >= 20
    for attribution in gold["attributions"]:
        source = [attribution["source"]] if attribution["source"] else []
        for span in [*source, *attribution["cue"], *attribution["content"]]:
            assert text[span["start"] : span["end"]] == span["text"]
        assert attribution["inside"] is None or attribution["inside"] in ids


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_offsets_are_what_the_script_finds(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = (SAMPLES / gold["file"]).read_bytes().decode("utf-8")
    place = load("make_gold").place
    assert [place(attribution, text) for attribution in gold["attributions"]] == gold[
        "attributions"
    ]


# --- end to end -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def reading() -> Callable[[str], Record]:
    """Reads a sample with the packaged model; skips where the weights aren't there."""
    if not any(WEIGHTS.glob("*.onnx")):
        pytest.skip("the packaged model isn't there")
    return cache(lambda name: onrecord.read(SAMPLES / name))


def characters(text: str, spans: list[Any]) -> set[int]:
    """Offsets of the letters and digits in spans (dicts or `Span`s)."""
    pairs = [(s.start, s.end) if isinstance(s, Span) else (s["start"], s["end"]) for s in spans]
    return {at for start, end in pairs for at in range(start, end) if text[at].isalnum()}


def alike(one: set[int], other: set[int]) -> bool:
    """At least half the same (Dice); nothing is like nothing."""
    return 2 * len(one & other) >= 0.5 * (len(one) + len(other))


def is_found(gold: dict[str, Any], record: Record) -> bool:
    text = record.document.text
    source = characters(text, [gold["source"]] if gold["source"] else [])
    content = characters(text, gold["content"])
    return any(
        alike(source, characters(text, [found.source] if found.source else []))
        and alike(content, characters(text, found.content))
        for found in record.attributions
    )


def test_the_plain_attributions_are_found(reading: Callable[[str], Record]) -> None:
    missed, total = [], 0
    for path in GOLD:
        gold = json.loads(path.read_text(encoding="utf-8"))
        record = reading(gold["file"])
        plain = [attribution for attribution in gold["attributions"] if attribution["plain"]]
        total += len(plain)
        missed += [
            f"{path.stem} {attribution['id']}: {attribution['content'][0]['text'][:60]}"
            for attribution in plain
            if not is_found(attribution, record)
        ]
    assert len(missed) <= (1 - FLOOR) * total, missed


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_sample_has_attributions_and_the_same_ones_twice(
    path: Path, reading: Callable[[str], Record]
) -> None:
    record = reading(path.name)
    assert len(record.attributions) >= 8
    assert onrecord.read(SAMPLES / path.name).to_json() == record.to_json()
    assert Record.from_json(record.to_json()).to_json() == record.to_json()


def test_reading_opens_no_connection(
    reading: Callable[[str], Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    reading(FILES[0].name)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for path in FILES:
        onrecord.read(path)
