"""JSON lines: a document or a numbered error for every line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest.jsonl import MAX_LINE, JsonLine, bounded_lines, read_jsonl

TEXT = "The weir <u>held</u>, the keeper said.\r\n\r\nNobody was told of it."


def only(line: bytes | dict[str, object]) -> JsonLine:
    data = json.dumps(line).encode() if isinstance(line, dict) else line
    (found,) = read_jsonl([data])
    return found


def test_a_line_gives_its_document_with_the_text_unaltered() -> None:
    line = {
        "id": "a1",
        "text": TEXT,
        "date": "2021-03-03",
        "title": "Weir holds",
        "url": "https://x.example",
    }
    found = only(line)
    assert found.id == "a1"
    assert found.error is None
    document = found.document
    assert document is not None
    assert document.text == TEXT
    assert (document.id, document.published, document.headline, document.location) == (
        "a1",
        "2021-03-03",
        "Weir holds",
        "https://x.example",
    )


@pytest.mark.parametrize(
    ("line", "id", "code"),
    [
        (b"[]", "1", "R010"),
        (b"{", "1", "R010"),
        (b'{"id": "a", "text": "x"', "a", "R010"),
        (b"[" * 100_000, "1", "R010"),
        ({"text": "x"}, "1", "R011"),
        ({"id": 3, "text": "x"}, "1", "R011"),
        ({"id": "", "text": "x"}, "1", "R011"),
        ({"id": "a"}, "a", "R011"),
        ({"id": "a", "text": None}, "a", "R011"),
        ({"id": "a", "text": "x", "date": 2021}, "a", "R011"),
        ({"id": "a", "text": "x", "title": ["x"]}, "a", "R011"),
        ({"id": "a", "text": " \n"}, "a", "R001"),
        ({"id": "a", "text": "half \ud83d of it"}, "a", "R009"),
        ({"id": "\ud83d", "text": "x"}, "1", "R009"),
        (b'{"id": "a", "text": "\xff"}', "a", "R014"),
    ],
)
def test_a_line_that_cannot_be_read_gives_its_id_and_a_code(
    line: bytes | dict[str, object], id: str, code: str
) -> None:
    found = only(line)
    assert found.document is None
    assert found.error is not None
    assert (found.id, found.error.code, found.error.where) == (id, code, "line 1")


def test_the_lines_after_a_bad_one_are_read_and_blank_ones_skipped() -> None:
    lines = [
        b"\xef\xbb\xbf" + b'{"id": "a", "text": "One."}',
        b"",
        b" \n",
        b"{",
        b'{"id": "b", "text": "Two."}',
    ]
    assert [
        (found.id, found.error.code if found.error else None) for found in read_jsonl(lines)
    ] == [
        ("a", None),
        ("4", "R010"),
        ("b", None),
    ]


def test_an_id_given_twice_is_an_error_at_the_second() -> None:
    line = b'{"id": "a", "text": "One."}'
    first, second = read_jsonl([line, line])
    assert first.document is not None
    assert second.error is not None
    assert (second.id, second.error.code, second.error.where) == ("a", "R012", "line 2")


class Endless(io.RawIOBase):
    """A stream of one very long line, which never holds more than it is asked for."""

    def __init__(self, size: int) -> None:
        self.left = size
        self.most = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        count = min(len(view), self.left)
        self.most = max(self.most, count)
        view[:count] = b"x" * count
        self.left -= count
        return count


def test_a_line_over_the_limit_is_cut_and_the_next_is_whole() -> None:
    stream = io.BytesIO(b'{"id": "long", "x": "' + b"y" * 5_000_000 + b'"}\n{"b": 1}\nlast')
    first, second, third = bounded_lines(stream, limit=1000)
    assert len(first) == 1001
    assert (second, third) == (b'{"b": 1}\n', b"last")


def test_a_line_of_exactly_the_limit_is_whole() -> None:
    assert list(bounded_lines(io.BytesIO(b"12345\n12345\n"), limit=6)) == [b"12345\n", b"12345\n"]
    assert list(bounded_lines(io.BytesIO(b"123456\n7\n"), limit=6)) == [b"123456\n", b"7\n"]


def test_two_hundred_megabytes_in_one_line_are_refused_in_the_memory_of_the_limit() -> None:
    stream = Endless(200_000_000)
    lines: Iterator[bytes] = bounded_lines(io.BufferedReader(stream, 1 << 20))
    (found,) = read_jsonl(lines)
    assert found.error is not None
    assert found.error.code == "R013"
    assert stream.left == 0
    assert stream.most <= MAX_LINE


def test_a_long_line_gives_its_id() -> None:
    line = b'{"id": "long one", "text": "' + b"y" * MAX_LINE + b'"}'
    found = only(line)
    assert found.error is not None
    assert (found.id, found.error.code) == ("long one", "R013")


@given(
    st.lists(
        st.binary(max_size=80)
        | st.text(max_size=40).map(lambda t: json.dumps({"id": t, "text": t}).encode()),
        max_size=5,
    )
)
def test_every_line_with_words_gives_one_answer(lines: list[bytes]) -> None:
    first = [line.removeprefix(b"\xef\xbb\xbf") for line in lines[:1]]  # a mark of the file
    spoken = [line for line in first + lines[1:] if line.strip()]
    answers = list(read_jsonl(lines))
    assert len(answers) == len(spoken)
    assert all((answer.document is None) != (answer.error is None) for answer in answers)
