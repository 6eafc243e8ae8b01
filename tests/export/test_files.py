from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import OnrecordError
from onrecord.export.files import make_folder, page_name, write_whole


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_file_is_written_as_utf_8_with_line_ends_as_they_come(tmp_path: Path) -> None:
    write_whole(tmp_path / "out.csv", ["é\r\n", "“b”\n"])
    assert (tmp_path / "out.csv").read_bytes() == "é\r\n“b”\n".encode()
    assert names_in(tmp_path) == ["out.csv"]


def test_a_failure_on_the_way_leaves_the_old_file_and_no_scraps(tmp_path: Path) -> None:
    def broken() -> Iterator[str]:
        yield "half"
        raise KeyboardInterrupt

    out = tmp_path / "out.txt"
    out.write_text("old", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        write_whole(out, broken())
    assert out.read_text(encoding="utf-8") == "old"
    assert names_in(tmp_path) == ["out.txt"]


def test_where_there_is_nothing_to_write_no_file_is_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "out.txt", [])
    assert names_in(tmp_path) == []


def test_a_place_that_refuses_is_a_numbered_error(tmp_path: Path) -> None:
    with pytest.raises(OnrecordError) as caught:
        write_whole(tmp_path / "none" / "out.txt", ["x"])
    assert caught.value.code == "U005"
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OnrecordError) as caught:
        make_folder(tmp_path / "file")
    assert caught.value.code == "U005"


@pytest.mark.skipif(sys.platform == "win32", reason="no /dev/null")
def test_a_device_is_written_to_and_not_replaced() -> None:
    write_whole(Path("/dev/null"), ["x"])
    assert not Path("/dev/null").is_file()


def test_an_error_that_the_chunks_raise_passes_through(tmp_path: Path) -> None:
    def failing() -> Iterator[str]:
        raise OnrecordError("R001")
        yield

    with pytest.raises(OnrecordError) as caught:
        write_whole(tmp_path / "out.txt", failing())
    assert caught.value.code == "R001"


@pytest.mark.parametrize(
    ("location", "name"),
    [
        ("news/harbour.html", "harbour.html"),
        ("C:\\news\\harbour.pdf", "harbour.html"),
        ("https://a.example/2031/crane-story/", "crane-story.html"),
        ("../..", "document.html"),
        ("a b:c*?.txt", "a-b-c.html"),
        ("", "document.html"),
    ],
)
def test_pages_are_named_after_their_documents(location: str, name: str) -> None:
    assert page_name(location, ".html", set()) == name


@given(st.lists(st.text(max_size=200), max_size=8))
def test_names_never_clash_nor_leave_the_folder(locations: list[str]) -> None:
    taken: set[str] = set()
    names = [page_name(location, ".html", taken) for location in locations]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(Path(name).name == name and not name.startswith(".") for name in names)
