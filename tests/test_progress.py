from __future__ import annotations

import io

import pytest

from onrecord.progress import Progress


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
