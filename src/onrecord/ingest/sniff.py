"""Which format bytes are in, by what stands in them; a name's ending only helps in doubt."""

from __future__ import annotations

import json
import re
from pathlib import PurePath

from onrecord.errors import OnrecordError
from onrecord.ingest.feed import is_feed
from onrecord.ingest.limits import MAX_BYTES, MAX_TEXT_BYTES, too_large

HEAD = 8192
"""Bytes looked at to tell text from binary data and one kind of text from another."""

_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_MAX_CONTROL_SHARE = 0.05  # of the head; random bytes have 0.1, text with a stray NUL far less

# First bytes of what is not text, with the error that says what to do about it.
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "R031", "PNG"),
    (b"\xff\xd8\xff", "R031", "JPEG"),
    (b"GIF87a", "R031", "GIF"),
    (b"GIF89a", "R031", "GIF"),
    (b"II*\x00", "R031", "TIFF"),
    (b"MM\x00*", "R031", "TIFF"),
    (b"ID3", "R032", "MP3"),
    (b"OggS", "R032", "Ogg"),
    (b"fLaC", "R032", "FLAC"),
    (b"\x1aE\xdf\xa3", "R032", "Matroska"),
    (b"\x1f\x8b", "R033", "gzip"),
    (b"BZh", "R033", "bzip2"),
    (b"\xfd7zXZ\x00", "R033", "xz"),
    (b"\x28\xb5\x2f\xfd", "R033", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "R033", "7z"),
    (b"Rar!\x1a\x07", "R033", "RAR"),
    (b"\x7fELF", "R034", "a program"),
    (b"\xcf\xfa\xed\xfe", "R034", "a program"),
    (b"\xca\xfe\xba\xbe", "R034", "a program"),
    (b"SQLite format 3\x00", "R034", "an SQLite database"),
    (b"{\\rtf", "R037", "RTF"),
    (b"%!PS", "R038", "PostScript"),
    (b"WARC/1.", "R066", "WARC"),
)
_RIFF = {b"WEBP": ("R031", "WebP"), b"WAVE": ("R032", "WAV"), b"AVI ": ("R032", "AVI")}
_PICTURE_BRANDS = (b"heic", b"heix", b"mif1", b"avif")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_OTHER_OFFICE = (b"mimetypeapplication/", b"xl/workbook", b"ppt/presentation")

_HTML_START = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_HTML_BLOCK = re.compile(
    r"<(?:p|div|h[1-6]|article|section|main|table|ul|ol|body|head|html|meta)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60}):(?:[ \t]|$)")
_MAIL_SURE = frozenset(
    {"from", "received", "return-path", "message-id", "mime-version", "content-type"}
)
_MAIL_HEADERS = _MAIL_SURE | {"to", "cc", "date", "subject", "sender", "reply-to", "delivered-to"}
_HTML_NAMES = frozenset({".html", ".htm", ".xhtml"})
_MARKDOWN_NAMES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_MARKDOWN_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_MARKDOWN_MARK = re.compile(
    r"\[[^\[\]\n]{1,300}\]\([^()\s]{1,500}\)|^> |^[-*+] \S|^```|^\d+\. \S", re.MULTILINE
)


def detect(data: bytes, name: str | None = None) -> str:
    """The format of a file's bytes: the name of the reader in `onrecord.ingest` for it.

    One of "text", "markdown", "html", "pdf", "docx", "eml" (pages saved as MHTML among
    them) and "jsonl". `name` is the file's name or URL, if there is one. Raises
    OnrecordError: R001 for an empty file, R030 for too large a one, R031–R038 for what
    is no text, R066 for what holds several articles, each with what to do about it.
    """
    if not data:
        raise OnrecordError("R001", where=name)
    if len(data) > MAX_BYTES:
        raise too_large(len(data), where=name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data, name)
    _refuse_binary(data, name)
    text = _head(data)
    found = _kind_of_text(text, name)
    if found == "text" and text.lstrip().startswith("<") and is_feed(data):
        raise OnrecordError("R066", detail="RSS or Atom", where=name)
    if found != "eml" and found != "jsonl" and len(data) > MAX_TEXT_BYTES:
        raise too_large(len(data), MAX_TEXT_BYTES, where=name)
    return found


def _zipped(data: bytes, name: str | None) -> str:
    # Entry names stand unpacked in a zip, so a damaged one is still known for what it was.
    if b"word/document" in data or b"word/" in data[:4096]:
        return "docx"
    if any(mark in data for mark in _OTHER_OFFICE):
        raise OnrecordError("R038", detail="OpenDocument, EPUB, Excel or PowerPoint", where=name)
    raise OnrecordError("R033", detail="zip", where=name)


def _refuse_binary(data: bytes, name: str | None) -> None:
    for start, code, what in _SIGNATURES:
        if data.startswith(start):
            raise OnrecordError(code, detail=what, where=name)
    if data.startswith(b"RIFF") and data[8:12] in _RIFF:
        code, what = _RIFF[data[8:12]]
        raise OnrecordError(code, detail=what, where=name)
    if data[4:8] == b"ftyp":
        code, what = ("R031", "HEIF") if data[8:12] in _PICTURE_BRANDS else ("R032", "MP4")
        raise OnrecordError(code, detail=what, where=name)
    if data.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in data:
            raise OnrecordError("R036", detail="an Office file", where=name)
        raise OnrecordError("R035", where=name)
    if data[257:262] == b"ustar":
        raise OnrecordError("R033", detail="tar", where=name)
    head = data[:HEAD]
    if _wide_encoding(head) is None:
        controls = len(head) - len(head.translate(None, _CONTROL))
        if controls > _MAX_CONTROL_SHARE * len(head):
            raise OnrecordError("R034", where=name)


def _wide_encoding(head: bytes) -> str | None:
    """UTF-16 or UTF-32 by its mark or, without one, by where the zero bytes stand."""
    if head.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half >= 2 and max(even, odd) > 0.4 * half and min(even, odd) < 0.02 * half:
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def _head(data: bytes) -> str:
    head = data[:HEAD]
    return head.decode(_wide_encoding(head) or "utf-8", errors="replace").lstrip("\ufeff")


def _kind_of_text(text: str, name: str | None) -> str:
    ending = PurePath(name).suffix.lower() if name else ""
    if _is_json_line(text, ending):
        return "jsonl"
    if _HTML_START.match(_past_comments(text)):
        return "html"
    if _is_mail(text):
        return "eml"
    tags = len(_HTML_BLOCK.findall(text)) if text.lstrip().startswith("<") else 0
    if tags >= (1 if ending in _HTML_NAMES else 3):
        return "html"
    if ending in _MARKDOWN_NAMES:
        return "markdown"
    # Without a name to go by, only plain marks of Markdown count: text is never altered lightly.
    unnamed = not ending and _MARKDOWN_HEADING.search(text) and _MARKDOWN_MARK.search(text)
    return "markdown" if unnamed else "text"


def _past_comments(text: str) -> str:
    """What stands after an XML declaration and comments, such as a saved page begins with."""
    rest = text.lstrip()
    while rest.startswith(("<?", "<!--")):
        end = "?>" if rest.startswith("<?") else "-->"
        rest = rest.partition(end)[2].lstrip()
    return rest


def _is_json_line(text: str, ending: str) -> bool:
    line = text.lstrip()
    if not line.startswith("{"):
        return False
    if ending in (".jsonl", ".ndjson"):
        return True
    first, newline, _ = line.partition("\n")
    if not newline and len(text) >= HEAD:  # a line longer than the head cannot be parsed here
        return re.match(r'\{\s*"[^"\\]{1,100}"\s*:', first) is not None
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _is_mail(text: str) -> bool:
    """Whether the text begins with mail headers, two of them known ones."""
    seen = set()
    lines = text.lstrip().splitlines()
    if lines and lines[0].startswith("From "):  # a mailbox's first line
        del lines[0]
    for line in lines:
        if not line.strip():
            break
        if line[0] in " \t":
            continue
        header = _HEADER.match(line)
        if header is None:
            break
        seen.add(header[1].lower())
    return len(seen & _MAIL_HEADERS) >= 2 and bool(seen & _MAIL_SURE)
