"""Bytes → text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import OnrecordError
from onrecord.ingest.encoding import decode

STORY = "“We saw nothing,” said the keeper – a man of few words – at the café in Harwick. " * 5


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_is_believed_and_left_out(mark: bytes, encoding: str) -> None:
    assert decode(mark + STORY.encode(encoding)) == (STORY, [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_without_a_mark_are_seen(encoding: str) -> None:
    text, notes = decode(STORY.encode(encoding))
    assert text == STORY
    assert [note.code for note in notes] == ["R003"]


def test_windows_quotation_marks_are_read_and_the_guess_is_noted() -> None:
    text, notes = decode(STORY.encode("cp1252"))
    assert text == STORY
    assert [(note.code, "cp1252" in note.message) for note in notes] == [("R003", True)]


def test_a_cyrillic_code_page_is_guessed() -> None:
    story = "Вода поднялась ночью, сказал сторож плотины. Никто не пострадал. " * 10
    text, notes = decode(story.encode("cp1251"))
    assert text == story
    assert [note.code for note in notes] == ["R003"]


def test_a_declared_encoding_is_used_where_the_bytes_fit() -> None:
    assert decode("naïve".encode("latin-1"), declared="iso-8859-1") == ("naïve", [])
    assert decode("naïve".encode(), declared="no-such-encoding") == ("naïve", [])


def test_utf8_cut_in_a_letter_stays_utf8_and_says_so() -> None:
    data = STORY.encode() + "é".encode()[:1]
    text, notes = decode(data)
    assert text == STORY + "\ufffd"
    assert [note.code for note in notes] == ["R004"]


def test_no_bytes_are_an_empty_file() -> None:
    with pytest.raises(OnrecordError) as error:
        decode(b"")
    assert error.value.code == "R001"


def test_binary_data_is_refused() -> None:
    with pytest.raises(OnrecordError) as error:
        decode(bytes(range(256)) * 40)
    assert error.value.code == "R034"


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_give_text_or_the_error_for_binary_data(data: bytes) -> None:
    try:
        code = "R034" if isinstance(decode(data)[0], str) else "no text"
    except OnrecordError as error:
        code = error.code
    assert code == "R034"


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), min_size=1)
)
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == (text, [])
