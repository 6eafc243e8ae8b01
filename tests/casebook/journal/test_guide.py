from __future__ import annotations

import re
from pathlib import Path

import pytest
from casebook_articles import fake_read

from onrecord.casebook import Casebook
from onrecord.casebook.intake import Item

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "guides" / "decisions.md"


def test_the_guides_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = b"A letter\nAda Venn said that it rained.\nA. Venn said that the letter came in May.\n"
    letter = Item(key="letter.txt", name="letter.txt", data=text, form="text", given={})
    with Casebook.create("story.casebook") as casebook:
        casebook.add_items([letter], fake_read)
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(code, "guide", "exec"), {})  # noqa: S102
    printed = [re.sub(r"^p\w{6}", "p…", line) for line in capsys.readouterr().out.splitlines()]
    assert printed == [
        "holds reject None",
        "holds correct None",
        "holds attribute None",
        "undone merge None",
        "holds undo None",
        "a1 reject ada",
        "a2 correct ada",
        "p… attribute ada",
    ]
