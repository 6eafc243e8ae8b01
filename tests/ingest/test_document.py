"""Bytes or text → Document."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import OnrecordError
from onrecord.ingest import document as module
from onrecord.ingest import find_files, from_text, read_document

ARTICLE = """\
Weir at Harwick holds, for now

By Ada Roe

3 March 2021

HARWICK — The <u>weir</u> held through the night, the keeper said on Monday, and the water \
stood a hand below its crest while the lower road had gone under before midnight.

Nobody was told of it before the morning, she said, and that was what she would not forgive.
"""
GERMAN = (
    "Der Wärter des Wehrs sagte, das Wasser sei in der Nacht gestiegen, und niemand habe "
    "davon gewusst. "
)


def test_a_text_file_becomes_a_document() -> None:
    data = ARTICLE.encode()
    document = read_document(data, location="weir.txt")
    plain = ARTICLE.replace("<u>", "").replace("</u>", "")
    assert document.text == plain
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.id == hashlib.sha256(plain.encode()).hexdigest()
    assert (document.media_type, document.language) == ("text/plain", "en")
    assert (document.location, document.read_at) == ("weir.txt", None)
    assert document.headline == "Weir at Harwick holds, for now"
    assert document.published == "2021-03-03"
    assert [document.text[link.start : link.end] for link in document.links] == ["weir"]


def test_the_same_bytes_give_the_same_document() -> None:
    assert read_document(ARTICLE.encode()) == read_document(ARTICLE.encode())


def test_what_is_given_wins_over_what_is_printed() -> None:
    document = read_document(
        ARTICLE.encode(),
        location="weir.txt",
        id="w1",
        title="Another headline",
        published="March 5, 2021 at 3 p.m. PST",
        url="https://x.example/weir",
    )
    assert document.id == "w1"
    assert document.headline == "Another headline"
    assert document.published == "2021-03-05T15:00:00-08:00"
    assert document.location == "https://x.example/weir"


def test_a_given_date_that_cannot_be_read_is_noted() -> None:
    document = from_text(ARTICLE, published="some day")
    assert document.published == "2021-03-03"
    assert [note.code for note in document.notes] == ["R015"]


def test_the_outlet_that_is_given_goes_before_the_one_in_the_text() -> None:
    assert from_text(ARTICLE, publisher=" Harwick\n Owl ").publisher == "Harwick Owl"
    assert from_text(ARTICLE, publisher=" ").publisher == from_text(ARTICLE).publisher


def test_text_is_never_altered() -> None:
    text = f"\ufeff \r\n<b>{ARTICLE}</b>\x00&amp;\u2028"
    document = from_text(text)
    assert document.text == text
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("text", ["", " \n\t", "\u2028"])
def test_no_words_are_an_error(text: str) -> None:
    with pytest.raises(OnrecordError) as error:
        from_text(text)
    assert error.value.code == "R001"


def test_half_a_character_is_an_error() -> None:
    for given in ({"text": "half \ud83d"}, {"text": "whole", "title": "\ud83d"}):
        with pytest.raises(OnrecordError) as error:
            from_text(**given)
        assert error.value.code == "R009"


def test_more_blocks_than_an_article_has_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BLOCKS", 3)
    with pytest.raises(OnrecordError) as error:
        from_text(ARTICLE)
    assert error.value.code == "R018"


def test_more_text_than_an_article_has_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_TEXT_BYTES", 100)
    with pytest.raises(OnrecordError) as error:
        from_text("é" * 60)
    assert error.value.code == "R030"


def test_an_error_says_in_which_file() -> None:
    with pytest.raises(OnrecordError) as error:
        read_document(b"  \n ", location="empty.txt")
    assert (error.value.code, error.value.where) == ("R001", "empty.txt")


def test_json_lines_are_not_one_article() -> None:
    data = json.dumps({"id": "a", "text": "x"}).encode() + b"\n"
    with pytest.raises(OnrecordError) as error:
        read_document(data, location="many.jsonl")
    assert error.value.code == "R017"


def test_another_language_is_said_and_noted() -> None:
    document = from_text(GERMAN * 4)
    assert document.language == "de"
    assert [note.code for note in document.notes] == ["R007"]


def test_a_text_too_short_to_judge_is_taken_for_english_and_noted() -> None:
    document = from_text("The weir held, the keeper said.")
    assert document.language == "en"
    assert [note.code for note in document.notes] == ["R008"]


def test_a_folder_gives_its_files_in_order_without_hidden_ones(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.txt",
        "a/b/c.html",
        ".hidden",
        ".git/config",
        "a/.x/y.txt",
        "odd.xyz",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", encoding="utf-8")
    found = [file.relative_to(tmp_path).as_posix() for file in find_files(tmp_path)]
    assert found == ["a/b/c.html", "a/z.txt", "b.txt", "odd.xyz"]


def test_a_file_is_itself_and_a_missing_one_an_error(tmp_path: Path) -> None:
    file = tmp_path / ".notes.txt"
    file.write_text("x", encoding="utf-8")
    assert find_files(file) == [file]
    with pytest.raises(OnrecordError) as error:
        find_files(tmp_path / "none")
    assert error.value.code == "R016"


def test_a_folder_that_may_not_be_listed_stands_for_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "a.txt").touch()
    listed = Path.iterdir

    def iterdir(folder: Path) -> Iterator[Path]:
        if folder.name == "shut":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert find_files(tmp_path) == [tmp_path / "open" / "a.txt", tmp_path / "shut"]
    with pytest.raises(OnrecordError) as shut:
        find_files(tmp_path / "shut")
    assert (shut.value.code, shut.value.detail) == ("R016", "Permission denied")


def test_what_may_not_be_looked_at_is_among_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()

    def is_dir(path: Path) -> bool:
        if path.name == "a":
            raise PermissionError(13, "Permission denied")
        return True

    monkeypatch.setattr(Path, "is_dir", is_dir)
    assert find_files(tmp_path) == [tmp_path / "a"]
