from __future__ import annotations

import io
import threading

import pytest

from onrecord import progress as progress_
from onrecord.progress import Progress, working


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Standard error as a terminal; no fixture, since capturing starts after fixtures."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    return terminal


def test_it_is_silent_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(3, colour=False) as progress:
        progress.starting("a.html")
        progress.done()
    assert capsys.readouterr() == ("", "")


def test_it_names_the_file_and_how_many_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = watched(monkeypatch)
    with Progress(3, colour=False) as progress:
        progress.starting("a[b]\x1b[31m.html")
        progress.done()
        progress.pause()
        progress.resume()
    shown = stderr.getvalue()
    assert "reading a[b]^[[31m.html" in shown
    assert "1/3" in shown


def test_one_file_has_no_bar_and_nothing_stays_on_the_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stderr = watched(monkeypatch)
    with Progress(1, colour=False) as progress:
        progress.starting("a.html")
    shown = stderr.getvalue()
    assert "/1" not in shown
    assert shown.endswith("\x1b[2K")  # its line is erased


def test_work_that_takes_a_moment_is_named_and_gone_when_it_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stderr = watched(monkeypatch)
    shown = threading.Event()
    monkeypatch.setattr(progress_, "SOON", 0.0)
    monkeypatch.setattr(stderr, "flush", shown.set, raising=False)
    with working("comparing [b]", colour=False):
        assert shown.wait(60)
    assert "comparing [b] …" in stderr.getvalue()
    assert stderr.getvalue().endswith("\x1b[2K")


def test_work_that_is_soon_done_is_not_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = watched(monkeypatch)
    monkeypatch.setattr(progress_, "SOON", 3600.0)
    with working("comparing", colour=False):
        pass
    assert stderr.getvalue() == ""


def test_work_is_not_told_of_where_nobody_watches(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress_, "SOON", 0.0)
    with working("comparing", colour=False):
        pass
    assert capsys.readouterr() == ("", "")


def test_what_goes_wrong_in_work_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    watched(monkeypatch)
    with pytest.raises(ZeroDivisionError), working("dividing", colour=False):
        _ = 1 / 0
