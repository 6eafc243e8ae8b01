"""What is too slow for the gate is taken as it was written, and only of these weights."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import corpora, quality


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(quality, "RESULTS", tmp_path)
    return tmp_path / "quality.json"


def test_what_was_written_of_these_weights_is_taken(results: Path) -> None:
    model = corpora.digest(*corpora.weights())
    results.write_text(json.dumps({"model": model, "claims": {"test": 1}}))
    assert quality.written("claims") == {"test": 1}
    assert quality.written("pairs") is None


def test_what_was_written_of_other_weights_is_not(results: Path) -> None:
    results.write_text(json.dumps({"model": "other", "claims": {"test": 1}}))
    assert quality.written("claims") is None


def test_nothing_written_is_nothing_taken(results: Path) -> None:
    assert quality.written("claims") is None
