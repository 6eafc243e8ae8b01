from __future__ import annotations

import re
from pathlib import Path

import pytest
from casebook_asked import make

from onrecord.answer.check import KINDS
from onrecord.casebook.grades.scale import AXES, scale

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "guides"


def run(guide: str) -> None:
    text = (GUIDES / guide).read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    exec(compile(code, guide, "exec"), {})  # noqa: S102


@pytest.fixture(autouse=True)
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path / "story.casebook").close()


def test_the_example_of_asking_runs(capsys: pytest.CaptureFixture[str]) -> None:
    run("asking.md")
    printed = capsys.readouterr().out.splitlines()
    assert "reported that Dorrit Haldane said: Dorrit Haldane said that the crane" in printed[0]
    assert printed[-1] == "False 0 ()"


def test_the_example_of_grades_runs(capsys: pytest.CaptureFixture[str]) -> None:
    run("grades.md")
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "Dorrit Haldane B ines was right before"
    assert printed[1] == "('Nobody graded Petra Lunde.',)"


def test_the_guide_explains_every_finding() -> None:
    text = (GUIDES / "asking.md").read_text(encoding="utf-8")
    assert all(f"\n| {kind} |" in text for kind in KINDS)


def test_the_guide_has_the_scales_as_they_are() -> None:
    text = (GUIDES / "grades.md").read_text(encoding="utf-8")
    for axis in AXES:
        for step in scale(axis).values():
            assert re.search(rf"\| \**{step.value}\** \| {step.name} \|", text), step
