"""Bytes → text: which encoding, and an honest note where it had to be guessed."""

from __future__ import annotations

import codecs

from onrecord.errors import OnrecordError
from onrecord.ingest.draft import note
from onrecord.record import Note

SAMPLE = 64 * 1024
"""Bytes that are looked at to guess an encoding."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # UTF-32's little-endian mark begins with UTF-16's, so it is asked first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The euro sign, dots, quotation marks, bullet, dashes, and Latin-1's signs for the same.
_CP1252_MARKS = frozenset(b"\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\xa0\xa3\xa7\xa9\xab\xbb")
_PRINTED_CONTROLS = frozenset(b"\t\n\v\f\r\x1b\x1a\x85")


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, list[Note]]:
    """The text of `data`, without a byte order mark, and notes on what was doubted.

    In this order: a byte order mark; the `declared` encoding (of a mail part or an HTML
    page), if Python knows it and the bytes fit; UTF-8; UTF-16 and UTF-32 without a mark, known
    by their zero bytes; what the bytes look like (note R003). Bytes that do not fit
    become U+FFFD (note R004). Line ends stay as they are.

    Raises OnrecordError R001 on no bytes, R034 on bytes that are no text.
    """
    if not data:
        raise OnrecordError("R001")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding)
    for stated in (declared, "utf-8"):
        text = _fits(data, stated) if stated else None
        if text is not None:
            return text, []
    wide = _wide(data)
    if wide is None and _is_binary(data):
        raise OnrecordError("R034")
    if wide is None and _damaged_utf8(data):
        return _decode_as(data, "utf-8")
    guess = wide or _guess(data)
    text, notes = _decode_as(data, guess)
    return text, [note("R003", guess), *notes]


def _decode_as(data: bytes, encoding: str) -> tuple[str, list[Note]]:
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return text, [note("R004", f"{text.count(chr(0xFFFD))} in {encoding}")]


def _fits(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None
    # UTF-16 of plain letters is valid UTF-8 as well: every other character is NUL.
    return text if _few_zeros(text) else None


def _few_zeros(text: str) -> bool:
    return text.count("\0", 0, SAMPLE) * 20 <= min(len(text), SAMPLE)


def _damaged_utf8(data: bytes) -> bool:
    """Whether a few bytes are bad among much that only UTF-8 explains."""
    text = data[:SAMPLE].decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    beyond_ascii = sum(character > "\x7f" for character in text)
    return beyond_ascii - bad > 3 * bad


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: in Western text most high bytes are zero."""
    sample = data[: SAMPLE - SAMPLE % 4]
    if len(sample) < 4:
        return None
    zeros = [sample[place::4].count(0) * 4 / len(sample) for place in range(4)]
    full = [share < 0.2 for share in zeros]
    empty = [share > 0.6 for share in zeros]
    shapes = {
        "utf-32-le": (full[0], empty[1], empty[2], empty[3]),
        "utf-32-be": (empty[0], empty[1], empty[2], full[3]),
        "utf-16-le": (full[0], empty[1], full[2], empty[3]),
        "utf-16-be": (empty[0], full[1], empty[2], full[3]),
    }
    for encoding, shape in shapes.items():
        # Binary data may have the same zeros, but hardly as printed characters.
        if all(shape) and _readable(sample.decode(encoding, errors="replace")):
            return encoding
    return None


def _readable(text: str) -> bool:
    good = sum(character.isprintable() or character.isspace() for character in text)
    return good >= 0.95 * len(text) - 1


def _is_binary(data: bytes) -> bool:
    sample = data[:SAMPLE]
    odd = sum(byte < 0x20 and byte not in _PRINTED_CONTROLS for byte in sample)
    return odd > 0.02 * len(sample)


def _guess(data: bytes) -> str:
    """The encoding that the bytes look like; Windows-1252 where nothing speaks clearly."""
    sample = data[:SAMPLE]
    # Most files that are not UTF-8 come from a Western Windows, and its curly quotation
    # marks and dashes are control characters in the ISO encodings.
    if _western(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best is not None else "cp1252"


def _western(sample: bytes) -> bool:
    high = [byte for byte in sample if byte >= 0x80]
    typographic = sum(byte in _CP1252_MARKS for byte in high)
    letters = sum(byte >= 0xC0 for byte in high)
    # Text in another script has high letters everywhere; Western text has a few.
    few = len(high) < max(20, 0.04 * len(sample))
    return few or typographic >= letters
