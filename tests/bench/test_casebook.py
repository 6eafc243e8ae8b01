from __future__ import annotations

from pathlib import Path

import pytest
from casebook_articles import fake_read, item
from sample_records import make_ferry_record, make_people_record

from bench import casebook


def test_generated_articles_are_distinct_and_fit_their_records(tmp_path: Path) -> None:
    file = tmp_path / "samples.jsonl"
    records = (make_ferry_record(), make_people_record())
    file.write_text("".join(record.to_json() + "\n" for record in records), encoding="utf-8")
    made = list(casebook.generated(60, file))
    assert len({item.data for item, _ in made}) == 60
    assert len({item.key for item, _ in made}) == 60
    assert all(item.data.decode() == record.document.text for item, record in made)


def test_growth_is_measured_on_a_casebook_that_verifies(tmp_path: Path) -> None:
    file = tmp_path / "samples.jsonl"
    file.write_text(make_ferry_record().to_json() + "\n", encoding="utf-8")
    found = casebook.grow(12, tmp_path, file)
    assert found["articles"] == 12
    assert found["times_the_texts"] > 1


def test_growth_tells_how_much_more_than_twice_two_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def apart(step: str, count: int, samples: Path) -> dict[str, float]:
        return {"articles": count, "store_ms": 2.0, "identify_ms": count / 10, "peak_mb": 50}

    monkeypatch.setattr(casebook, "apart", apart)
    found = casebook.growth([1_000, 10_000], tmp_path)
    assert 1.9 < found["exponent"] < 2
    assert found["memory"] == 1


def test_a_corpus_is_held_beside_its_own_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [item(number) for number in range(1, 9)]
    monkeypatch.setattr(casebook, "items", lambda name, limit: articles[:limit])
    monkeypatch.setattr(casebook.intake, "reader", lambda: fake_read)
    found, added = casebook.beside_reading("any", tmp_path)
    assert found["articles"] == found["kept"] == len(added) == 8
    assert found["times_the_reading"] > 1
    assert found["parts"]["texts"] == 1


def test_what_is_pinned_is_the_better_the_larger() -> None:
    result = {"articles": 4, "kept": 3, "times_the_texts": 5.0}
    assert casebook.figures(result) == {"casebook.kept": 0.75, "casebook.room": 0.2}
