"""Finding and reading the corpora."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import corpora


def test_the_corpora_lie_beside_the_project_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ONRECORD_CORPORA", raising=False)
    assert corpora.folder() == (corpora.ROOT.parent / "shared" / "corpora").resolve()
    monkeypatch.setenv("ONRECORD_CORPORA", str(tmp_path))
    assert corpora.folder() == tmp_path.resolve()
    assert corpora.present()


def test_a_named_folder_that_is_not_there_is_no_reason_to_skip(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ONRECORD_CORPORA", str(tmp_path / "nowhere"))
    with pytest.raises(SystemExit, match="nowhere"):
        corpora.present()


def test_lines_come_back_as_written(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    items = [{"id": "1", "text": "Orlë said:\u2028“No.”"}, {"id": "2", "text": ""}]
    corpora.write_lines(file, items)
    assert corpora.read_lines(file) == items


def test_a_digest_tells_a_change_and_a_missing_file(tmp_path: Path) -> None:
    file = tmp_path / "weights.onnx"
    assert corpora.digest(file) == "missing"
    file.write_bytes(b"one")
    before = corpora.digest(file)
    file.write_bytes(b"two")
    assert corpora.digest(file) != before
