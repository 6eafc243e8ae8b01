"""Formats are told by content; the name only helps in doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import OnrecordError
from onrecord.ingest import limits
from onrecord.ingest.sniff import detect

FORMATS = {"text", "markdown", "html", "pdf", "docx", "eml", "jsonl"}


def refusal(data: bytes, name: str | None = None) -> str | None:
    """The code of the error that detecting ends in, if it does."""
    try:
        detect(data, name)
    except OnrecordError as error:
        return error.code
    return None


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\r\n junk before %PDF-1.4\n", "pdf"),
        (b"PK\x03\x04....word/document.xml", "docx"),
        (b"<!DOCTYPE html><p>Quay", "html"),
        (b"\xef\xbb\xbf <!-- saved --> <!-- twice -->\n<HTML lang=en>", "html"),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', "html"),
        (b"<div><p>Quay</p><p>Wall</p></div>", "html"),
        ("<html><p>Quay</p>".encode("utf-16"), "html"),
        (b"From: a@b.example\nSubject: Quay\n\nIt will close.", "eml"),
        (b"Received: from x\n\tby y\nDate: today\n\nIt will close.", "eml"),
        (b"From a@b.example Thu May 8\nFrom: a@b.example\nTo: c@d.example\n\nHi", "eml"),
        (b'{"id": "1", "text": "It will close."}\n{"id": "2"}', "jsonl"),
        (b"The quay will close.", "text"),
        (b"<u>The quay</u> will close, <a href='/x'>she said</a>. <p>", "text"),
        (b"DIRECTOR: It will close.\nREPORTER: When?\n", "text"),
        (b"Subject: the quay\nNothing else is a header.", "text"),
        (b"# Quay closes\n\nIt will, [she said](https://l.example/q).\n", "markdown"),
        (b"# 1 priority is the quay, she said.", "text"),
        ("The quay will close.".encode("utf-16-le"), "text"),
        ("The quay will close.".encode("utf-32"), "text"),
        (b"A stray \x00 NUL in a text that is long enough to be one.", "text"),
        ("Die Brücke ist gesperrt.".encode("latin-1"), "text"),
        (b"BM is no picture, and MZ no program.", "text"),
    ],
)
def test_the_content_tells_the_format(data: bytes, expected: str) -> None:
    assert detect(data) == expected


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"<!DOCTYPE html><p>Quay", "quay.txt", "html"),
        (b"<p>The quay will close.</p>", "quay.txt", "text"),
        (b"<p>The quay will close.</p>", "quay.HTML", "html"),
        (b"The quay will close. <p>", "quay.html", "text"),
        (b"%PDF-1.7\n", "quay.docx", "pdf"),
        (b"The quay will close.", "quay.pdf", "text"),
        (b"The quay will close.", "quay.md", "markdown"),
        (b"# Quay\n\n- one\n", "quay.txt", "text"),
        (b"{not json", "lines.jsonl", "jsonl"),
        (b"{not json", "quay.txt", "text"),
        (b"<html><p>Quay", "https://lantern.example/quay.md?x=1", "html"),
    ],
)
def test_the_name_never_wins_over_the_content(data: bytes, name: str, expected: str) -> None:
    assert detect(data, name) == expected


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "R001"),
        (b"\x89PNG\r\n\x1a\n", "R031"),
        (b"\xff\xd8\xff\xe0", "R031"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "R031"),
        (b"\x00\x00\x00\x18ftypheic", "R031"),
        (b"\x00\x00\x00\x18ftypisom", "R032"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "R032"),
        (b"ID3\x04", "R032"),
        (b"\x1f\x8b\x08", "R033"),
        (b"PK\x03\x04....notes.txt", "R033"),
        (b"x" * 257 + b"ustar\x00", "R033"),
        (b"\x7fELF\x02\x01", "R034"),
        (bytes(range(256)) * 40, "R034"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "R035"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "R036"),
        (b"{\\rtf1\\ansi", "R037"),
        (b"PK\x03\x04....mimetypeapplication/epub+zip", "R038"),
        (b"PK\x03\x04....xl/workbook.xml", "R038"),
    ],
)
def test_what_is_no_text_is_refused_by_number(data: bytes, code: str) -> None:
    assert refusal(data, "quay.txt") == code


def test_too_large_a_file_is_refused_by_its_kind() -> None:
    assert refusal(b"x" * (limits.MAX_BYTES + 1)) == "R030"
    assert refusal(b"word " * (limits.MAX_TEXT_BYTES // 5 + 1)) == "R030"
    assert detect(b"%PDF-" + bytes(limits.MAX_TEXT_BYTES + 1)) == "pdf"


@given(st.binary(max_size=300), st.none() | st.text(max_size=20))
def test_any_bytes_are_detected_or_refused(data: bytes, name: str | None) -> None:
    code = refusal(data, name)
    assert code in {"R001", *(f"R03{n}" for n in range(1, 9))} or detect(data, name) in FORMATS


@given(st.text(alphabet="<!->? \n", max_size=200))
def test_comments_that_never_end_are_no_trouble(text: str) -> None:
    assert refusal(text.encode()) in {None, "R001"}
