"""Hostile and broken inputs: each gives its numbered error or note, in bounded time and memory.

One table; every input is made here, none is stored.
"""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from fpdf import FPDF

from onrecord.errors import ERRORS, OnrecordError
from onrecord.ingest import find_files, from_text, read_document, read_jsonl
from onrecord.ingest.files import read_file
from onrecord.record import Document

SECONDS = 20
"""Seconds of processor time: what else the machine does is not the input's doing."""

PEAK = 500_000_000
"""Bytes of Python's own memory that reading may take beyond the input."""

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STORY = "The northern quay of Velmar will close on Monday, its director said on Thursday. " * 4
GERMAN = (
    "Der Nordkai von Velmar wird am Montag gesperrt, sagte die Direktorin am Donnerstag, "
    "nachdem Taucher in elf seiner Pfeiler Risse gefunden hatten. "
) * 4


def pdf(*, password: str = "", text: bool = True) -> bytes:
    paper = FPDF()
    paper.set_font("Helvetica", size=12)
    paper.add_page()
    if text:
        paper.multi_cell(0, 6, STORY)
    else:
        paper.rect(20, 20, 100, 100, style="F")
    if password:
        paper.set_encryption(owner_password="owner", user_password=password)  # noqa: S106
    return bytes(paper.output())


def packed_pdf(times: int) -> bytes:
    """A page that draws the same words over and over; a million times fit in 250 kB."""
    orders = b"BT /F1 9 Tf 9 99 Td (The northern quay will close.) Tj ET\n"
    packed = zlib.compress(orders * times, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources"
        b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed),
    ]
    numbered = enumerate(objects, start=1)
    whole = b"".join(b"%d 0 obj\n%b\nendobj\n" % pair for pair in numbered)
    return b"%PDF-1.4\n" + whole + b"trailer<</Root 1 0 R>>\n%%EOF"


def docx(document: str | bytes, **parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def body(inside: str) -> str:
    return f"<w:document {WORD}><w:body>{inside}</w:body></w:document>"


def paragraph(text: str = STORY) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def zip_bomb() -> bytes:
    return docx(body(paragraph("a" * 55_000_000)))


def lying_zip_bomb() -> bytes:
    """A part whose header says 100 bytes and whose data unpacks to 100 MB."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packed.compress(body(paragraph("a" * 100_000_000)).encode()) + packed.flush()
    name = b"word/document.xml"
    fields = (20, 0, 8, 0, 0, 0, len(data), 100, len(name))
    local = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", *fields, 0) + name + data
    central = b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", 20, *fields, 0, 0, 0, 0, 0, 0)
    central += name
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + b"PK\x05\x06" + end


def many_entries() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", body(paragraph()))
        for number in range(6_000):
            archive.writestr(f"word/media/{number}", b"")
    return file.getvalue()


def laughs() -> str:
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    entities = f'<!DOCTYPE w:document [<!ENTITY e0 "ha">{levels}]>'
    return entities + body(paragraph("&e9;"))


def outside() -> str:
    return '<!DOCTYPE w:document [<!ENTITY f SYSTEM "file:///etc/hostname">]>' + body(
        paragraph("&f;")
    )


def mail(content_type: str, content: str = "") -> bytes:
    return (
        f"From: a@lantern.example\nTo: b@lantern.example\nSubject: Quay\nMIME-Version: 1.0\n"
        f"Content-Type: {content_type}\n\n{content}"
    ).encode()


def nested_mail() -> bytes:
    parts = "".join(
        f'--b{n}\nContent-Type: multipart/mixed; boundary="b{n + 1}"\n\n' for n in range(10_000)
    )
    return mail('multipart/mixed; boundary="b0"', parts + "--b10000\n\n" + STORY)


def many_parts() -> bytes:
    parts = "--b\nContent-Type: text/plain\n\nQuay\n" * 10_000
    return mail('multipart/mixed; boundary="b"', parts + "--b--\n")


def picture_mail() -> bytes:
    message = EmailMessage()
    message["From"] = "a@lantern.example"
    message["Subject"] = "Quay"
    message.add_attachment(b"\xff\xd8", maintype="image", subtype="jpeg", filename="quay.jpg")
    return bytes(message)


def html(inside: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{inside}</body></html>".encode()


MENU = "<nav><ul><li><a href='/a'>Home</a></li><li><a href='/b'>Sea</a></li></ul></nav>" * 20

# What it is; how it is made; the code of its error.
ERROR_ROWS: list[tuple[str, Callable[[], bytes], str]] = [
    ("an empty file", lambda: b"", "R001"),
    ("only white space", lambda: b" \n\t\r\n" * 1000, "R001"),
    ("only a byte order mark", lambda: b"\xef\xbb\xbf", "R001"),
    ("binary data", lambda: bytes(range(256)) * 1000, "R034"),
    ("a picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000), "R031"),
    ("a sound file", lambda: b"ID3\x04" + bytes(1000), "R032"),
    ("a packed file", lambda: b"\x1f\x8b\x08" + bytes(1000), "R033"),
    ("a zip without a document", lambda: many_entries().replace(b"word/", b"home/"), "R033"),
    ("an old .doc file", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "R035"),
    (
        "a DOCX with a password",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "R036",
    ),
    ("rich text", lambda: b"{\\rtf1\\ansi The quay will close.}", "R037"),
    ("200 MB in one line", lambda: b"word " * 40_000_000, "R030"),
    ("45 MB of text in one line", lambda: b"word " * 9_000_000, "R030"),
    ("a PDF with a password", lambda: pdf(password="secret"), "R036"),  # noqa: S106
    ("a scanned PDF without text", lambda: pdf(text=False), "R046"),
    ("a PDF cut in the middle", lambda: pdf()[:700], "R045"),
    ("a PDF that is a bomb", lambda: packed_pdf(1_000_000), "R044"),
    ("a PDF of nothing but its mark", lambda: b"%PDF-1.7\n", "R045"),
    ("a DOCX cut in the middle", lambda: docx(body(paragraph() * 50))[:300], "R050"),
    ("a DOCX with broken XML", lambda: docx(body("<w:p>")), "R050"),
    ("a DOCX nested without end", lambda: docx(body("<w:tbl>" * 50_000)), "R050"),
    (
        "a DOCX without its text part",
        lambda: docx(body(paragraph())).replace(b"word/document.xml", b"word/documemt.xml"),
        "R050",
    ),
    ("a DOCX that is a zip bomb", zip_bomb, "R051"),
    ("a DOCX bomb with a lying header", lying_zip_bomb, "R050"),
    ("a DOCX of too many entries", many_entries, "R051"),
    ("a DOCX with expanding entities", lambda: docx(laughs()), "R052"),
    ("a DOCX with an entity from a file", lambda: docx(outside()), "R052"),
    (
        "a DOCX with entities in its styles",
        lambda: docx(body(paragraph()), **{"word/styles.xml": laughs()}),
        "R052",
    ),
    ("a DOCX without words", lambda: docx(body("<w:p/>" * 1000)), "R053"),
    ("HTML nested 100,000 deep", lambda: html("<div>" * 100_000 + STORY), "R040"),
    ("HTML of a million elements", lambda: html(f"<p>{STORY}</p>" + "<i>" * 999_999), "R040"),
    ("HTML of side-by-side elements", lambda: html("<p>quay.</p>" * 100_000), "R040"),
    ("HTML of endless text", lambda: html(f"<p>{STORY * 30_000}</p>"), "R040"),
    ("HTML without an article", lambda: html(MENU), "R041"),
    ("HTML without an element", lambda: b"<!DOCTYPE html>", "R041"),
    ("HTML of scripts alone", lambda: html("<script>load('quay')</script>" * 100), "R042"),
    (
        "HTML that asks for scripts",
        lambda: html("<noscript>Please switch on scripts to read on.</noscript><script></script>"),
        "R042",
    ),
    ("a message of 10,000 nested parts", nested_mail, "R061"),
    ("a message of 10,000 parts side by side", many_parts, "R061"),
    ("a message without text", picture_mail, "R060"),
    ("a message of nothing but headers", lambda: mail("text/plain"), "R060"),
    ("a saved page file without a page", lambda: saved_page("text/plain"), "R041"),
    ("JSON lines given as an article", lambda: b'{"id": "1", "text": "Quay"}\n', "R017"),
]

# What it is; how it is made; the code of its note; words that must have been read.
NOTE_ROWS: list[tuple[str, Callable[[], bytes], str, str]] = [
    ("an article that is not English", lambda: GERMAN.encode(), "R007", "Nordkai"),
    (
        "UTF-16 cut in the middle of a character",
        lambda: STORY.encode("utf-16")[:-1],
        "R004",
        "northern quay",
    ),
    (
        "UTF-16 with half a character",
        lambda: STORY.encode("utf-16-le") + b"\x00\xd8" + STORY.encode("utf-16-le"),
        "R004",
        "northern quay",
    ),
    (
        "a PDF cut at its end",
        lambda: pdf().removesuffix(b"%%EOF\n") + b" " * 3000,
        "R049",
        "northern quay",
    ),
    (
        "a message with a broken boundary",
        lambda: mail('multipart/mixed; boundary="b"', f"--b\n\n{STORY}"),
        "R063",
        "northern quay",
    ),
]

# What it is; how it is made; words that must have been read: no error, no note.
READ_ROWS: list[tuple[str, Callable[[], bytes], str]] = [
    ("a 15 MB attribute", lambda: html(f"<p title='{'x' * 15_000_000}'>{STORY}"), "northern quay"),
    ("a PDF that draws its words 50,000 times", lambda: packed_pdf(50_000), "northern quay"),
    ("tags that never close", lambda: html(f"<div><b><i><p>{STORY}" * 30), "northern quay"),
    (
        "entities in HTML",
        lambda: (
            b'<!DOCTYPE html [<!ENTITY a "expanded"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
            + html(f"<p>{STORY}</p><p>&a; &f; {STORY}</p>")
        ),
        "&a; &f;",
    ),
    (
        "broken JSON-LD",
        lambda: html(f"<script type='application/ld+json'>{'[' * 100_000}</script><p>{STORY}</p>"),
        "northern quay",
    ),
    ("NUL characters in a page", lambda: html(f"<p>Qu\0ay. {STORY}"), "northern quay"),
    ("stray NUL characters", lambda: f"Qu\0ay. {STORY}".encode(), "northern quay"),
    (
        "a header of a megabyte",
        lambda: mail(f"text/plain\nX-Long: {'a ' * 500_000}", STORY),
        "northern quay",
    ),
    (
        "styles that build on each other in a ring",
        lambda: docx(
            body(f'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr></w:p>{paragraph()}'),
            **{
                "word/styles.xml": f"<w:styles {WORD}><w:style w:styleId='A'><w:name w:val='A'/>"
                "<w:basedOn w:val='A'/></w:style></w:styles>"
            },
        ),
        "northern quay",
    ),
]


def saved_page(kind: str) -> bytes:
    return (
        "Snapshot-Content-Location: https://lantern.example/\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; boundary="b"\n\n'
        f"--b\nContent-Type: {kind}\n\n{STORY}\n--b--\n"
    ).encode()


def bounded_read(data: bytes) -> Document:
    """Read, and hold the reading to its bounds, whether it ends in an error or not."""
    tracemalloc.start()
    started = time.process_time()
    try:
        return read_document(data, location="input")
    finally:
        seconds = time.process_time() - started
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert seconds < SECONDS
        assert peak < PEAK


@pytest.mark.parametrize(
    ("make", "code"), [row[1:] for row in ERROR_ROWS], ids=[row[0] for row in ERROR_ROWS]
)
def test_it_is_refused_by_number(make: Callable[[], bytes], code: str) -> None:
    data = make()
    with pytest.raises(OnrecordError) as refused:
        bounded_read(data)
    assert refused.value.code == code
    assert refused.value.where == "input"
    assert ERRORS[code].do in str(refused.value)
    assert len(str(refused.value)) < 500


@pytest.mark.parametrize(
    ("make", "code", "words"), [row[1:] for row in NOTE_ROWS], ids=[row[0] for row in NOTE_ROWS]
)
def test_it_is_read_with_a_note(make: Callable[[], bytes], code: str, words: str) -> None:
    document = bounded_read(make())
    assert code in [note.code for note in document.notes]
    assert words in document.text
    document.text.encode("utf-8")


@pytest.mark.parametrize(
    ("make", "words"), [row[1:] for row in READ_ROWS], ids=[row[0] for row in READ_ROWS]
)
def test_it_is_read_all_the_same(make: Callable[[], bytes], words: str) -> None:
    document = bounded_read(make())
    assert words in document.text
    assert "expanded" not in document.text
    document.text.encode("utf-8")


def test_the_table_is_as_long_as_it_should_be() -> None:
    names = [row[0] for row in (*ERROR_ROWS, *NOTE_ROWS, *READ_ROWS)]
    assert len(set(names)) == len(names) >= 40


def test_a_missing_file_is_refused_by_number(tmp_path: Path) -> None:
    missing = tmp_path / "quay.html"
    for read in (read_file, find_files):
        with pytest.raises(OnrecordError) as refused:
            read(missing)
        assert refused.value.code == "R016"
        assert refused.value.where == str(missing)


def test_each_unreadable_file_of_a_folder_is_refused_by_itself(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "b.txt").write_bytes(b"")
    codes = []
    for file in find_files(tmp_path):
        with pytest.raises(OnrecordError) as refused:
            read_file(file)
        codes.append(refused.value.code)
    assert codes == ["R031", "R001"]


def test_a_line_that_is_no_json_is_refused_and_the_next_one_read() -> None:
    lines = [b"{not json", b'{"id": "2", "text": "The quay will close."}']
    bad, good = read_jsonl(lines)
    assert bad.error is not None
    assert bad.error.code == "R010"
    assert good.document is not None


def test_half_a_character_in_given_text_is_refused_by_number() -> None:
    with pytest.raises(OnrecordError) as refused:
        from_text("The quay \ud800 will close.")
    assert refused.value.code == "R009"
