"""Reading with a bound."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import OnrecordError
from onrecord.ingest import limits


class Endless(io.RawIOBase):
    """A stream without an end, such as a device; counts what was taken from it."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        self.taken += size
        return b"x" * size


@given(st.binary(max_size=50), st.integers(min_value=0, max_value=60))
def test_a_stream_is_read_whole_or_refused(data: bytes, limit: int) -> None:
    if len(data) <= limit:
        assert limits.read_stream(io.BytesIO(data), limit) == data
    else:
        with pytest.raises(OnrecordError) as refused:
            limits.read_stream(io.BytesIO(data), limit)
        assert refused.value.code == "R030"


def test_no_more_is_taken_from_a_stream_than_shows_that_it_is_too_long() -> None:
    stream = Endless()
    with pytest.raises(OnrecordError):
        limits.read_stream(stream, 5_000_000)
    assert stream.taken == 5_000_001


def test_a_large_file_is_refused_by_its_size(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    with file.open("wb") as stream:
        stream.truncate(200_000_000)  # sparse: takes no room
    with pytest.raises(OnrecordError) as refused:
        limits.read_file(file)
    assert refused.value.code == "R030"
    assert "200 MB" in refused.value.message
    assert refused.value.where == str(file)


def test_a_file_within_the_limit_is_read(tmp_path: Path) -> None:
    file = tmp_path / "small.txt"
    file.write_bytes(b"quay")
    assert limits.read_file(file, 4) == b"quay"


@given(st.text())
def test_printed_takes_out_only_what_no_page_shows(text: str) -> None:
    left = limits.printed(text)
    assert limits.printed(left) == left
    assert [c for c in left if c.isprintable()] == [
        c for c in text if c.isprintable() and limits.printed(c)
    ]
    left.encode("utf-8")


def test_printed_keeps_letters_of_every_script_and_joiners() -> None:
    assert limits.printed("Vel\u00admar\x00 \ud800naïve 港 \U0001f30a می\u200cخواهم\n\t") == (
        "Velmar naïve 港 \U0001f30a می\u200cخواهم\n\t"
    )


needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no such pipes")


@needs_pipes
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PIPE_WAIT", 0.01)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OnrecordError) as refused:
        limits.read_file(tmp_path / "pipe")
    assert (refused.value.code, refused.value.where) == ("R016", str(tmp_path / "pipe"))


@needs_pipes
def test_a_pipe_whose_writer_comes_later_is_read_to_its_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=[b"x" * 200_000])
    writer.start()
    assert limits.read_file(tmp_path / "pipe") == b"x" * 200_000
    writer.join()


@needs_pipes
def test_a_writer_may_take_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PIPE_WAIT", 0.0)
    os.mkfifo(tmp_path / "pipe")
    writer = os.open(tmp_path / "pipe", os.O_RDWR)
    with limits.open_file(tmp_path / "pipe") as stream:
        os.write(writer, b"It rained.")
        os.close(writer)
        assert stream.read() == b"It rained."


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="the system has no such terminals")
def test_a_terminal_is_not_waited_for() -> None:
    import pty

    main, terminal = pty.openpty()
    with pytest.raises(OnrecordError) as refused:
        limits.read_file(Path(os.ttyname(terminal)))
    assert refused.value.code == "R016"
    os.close(terminal)
    os.close(main)
