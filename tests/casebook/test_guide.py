from __future__ import annotations

import re
from pathlib import Path

import pytest
from casebook_articles import fake_read, write

from onrecord.casebook import intake

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "casebook.md"


def test_the_guides_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(intake, "reader", lambda gazetteer=None: fake_read)
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "articles", 2)
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(code, "guide", "exec"), {})  # noqa: S102
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].endswith("000.txt added")
    assert printed[-1].startswith("True ")
