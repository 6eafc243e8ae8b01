from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.commands.near import near


def test_a_path_below_this_folder_is_shown_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert near(str(tmp_path / "articles" / "a.txt")) == str(Path("articles") / "a.txt")
    assert near(str(tmp_path.parent / "a.txt")) == str(tmp_path.parent / "a.txt")
    assert near(f"{tmp_path}-too/a.txt") == f"{tmp_path}-too/a.txt"


def test_other_keys_stay_as_they_are_on_one_line() -> None:
    assert near("https://lamp.example/a") == "https://lamp.example/a"
    assert near("a\nb") == "a b"
