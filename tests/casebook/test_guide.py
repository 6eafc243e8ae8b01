from __future__ import annotations

import re
from pathlib import Path

import pytest
from casebook_articles import fake_read, write
from casebook_asked import make

from onrecord.casebook import intake

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "guides"


def test_the_guides_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(intake, "reader", lambda gazetteer=None: fake_read)
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "articles", 2)
    run("casebook.md")
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].endswith("000.txt added")
    assert printed[-1].startswith("True ")


def test_the_example_of_asking_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path / "story.casebook").close()
    run("search.md")
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("Dorrit Haldane statement ")
    assert "3 ['Petra Lunde'] 3 0" in printed


def run(guide: str) -> None:
    text = (GUIDES / guide).read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    exec(compile(code, guide, "exec"), {})  # noqa: S102
