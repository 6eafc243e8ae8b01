from __future__ import annotations

from pathlib import Path

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


def test_what_may_be_pinned_is_the_better_the_larger() -> None:
    result = {"basil": {"articles": 4, "kept": 3, "times_the_texts": 5.0}}
    assert casebook.figures(result) == {"casebook.basil.kept": 0.75, "casebook.basil.room": 0.2}
