"""The public surface."""

import io
import sys
from pathlib import Path

import pytest

import onrecord

ARTICLE = """Weir repairs postponed again

By Wenna Ostrick

The town of Fennick will wait another year for its new weir, the mayor said on Monday.

"We were promised diggers," Ruda Hesk told reporters. "We got a letter."
"""

NAMES = [
    "Attribution", "Block", "Casebook", "Description", "Document", "Entity", "Event", "Frame",
    "Gazetteer", "Link", "MadeBy", "Mention", "Note", "OnrecordError", "Place", "Record",
    "Relation", "Sentence", "Span", "Stance", "TimeExpression", "read",
]  # fmt: skip


def test_the_exported_names_are_these() -> None:
    assert sorted(onrecord.__all__) == sorted(NAMES)
    assert all(hasattr(onrecord, name) for name in NAMES)


def test_reads_a_path_bytes_and_text_alike(tmp_path: Path) -> None:
    path = tmp_path / "weir.txt"
    path.write_bytes(ARTICLE.encode())
    from_path = onrecord.read(path)
    from_bytes = onrecord.read(ARTICLE.encode())
    from_text = onrecord.read(text=ARTICLE)
    assert from_path.document.location == str(path)
    assert from_path.attributions == from_bytes.attributions == from_text.attributions
    assert from_path.attributions


def test_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(ARTICLE.encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    assert onrecord.read("-").document.headline == "Weir repairs postponed again"


def test_what_is_known_wins_over_what_is_found() -> None:
    record = onrecord.read(
        text=ARTICLE,
        id="x1",
        title="Another title",
        published="2021-05-04",
        url="https://a.example/b",
    )
    document = record.document
    assert (document.id, document.headline, document.published, document.location) == (
        "x1", "Another title", "2021-05-04", "https://a.example/b",
    )  # fmt: skip


def test_the_same_bytes_give_the_same_record() -> None:
    assert onrecord.read(text=ARTICLE).to_json() == onrecord.read(text=ARTICLE).to_json()


def test_an_article_reads_the_same_alone_and_after_others() -> None:
    alone = onrecord.read(text=ARTICLE).to_json()
    onrecord.read(text="Nothing much happened, officials said.\n\n" * 40)
    assert onrecord.read(text=ARTICLE).to_json() == alone


def test_a_missing_file_is_a_numbered_error() -> None:
    with pytest.raises(onrecord.OnrecordError) as caught:
        onrecord.read("no/such/file.txt")
    assert caught.value.code == "R016"


def test_a_gazetteer_is_given_as_a_path_or_loaded_and_its_use_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("- name: Ruda Hesk\n  type: person\n", encoding="utf-8")
    by_path = onrecord.read(text=ARTICLE, gazetteer=path)
    loaded = onrecord.Gazetteer.load(path)
    assert onrecord.read(text=ARTICLE, gazetteer=loaded) == by_path
    assert by_path.made_by.stages["gazetteer"] == loaded.version
    assert "gazetteer" not in onrecord.read(text=ARTICLE).made_by.stages


def test_either_a_source_or_text_is_wanted() -> None:
    with pytest.raises(TypeError):
        onrecord.read()
    with pytest.raises(TypeError):
        onrecord.read("a.txt", text="b")


def test_times_are_reckoned_from_the_date_that_is_given() -> None:
    record = onrecord.read(text=ARTICLE, published="2031-05-07")
    (attribution,) = [one for one in record.attributions if one.said_on]
    assert [time.value for time in record.times if time.text == "Monday"] == ["2031-05-05"]
    assert attribution.said_on == "2031-05-05"
