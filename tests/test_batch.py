from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_records import make_record

from onrecord import batch
from onrecord.annotate.gazetteer import Gazetteer
from onrecord.errors import OnrecordError
from onrecord.record import Record


def test_one_bad_file_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(file: str, gazetteer: Gazetteer | None, *known: str | None) -> Record:
        if file == "bad":
            raise OnrecordError("R001")
        return make_record()

    monkeypatch.setattr(batch, "_read", read)
    started: list[str] = []
    results = list(batch.read_files(["a", "bad", "-"], started.append))
    assert started == ["a", "bad", "standard input"]
    assert [result.record is not None for result in results] == [True, False, True]
    assert [result.name for result in results] == started
    assert all(result.seconds >= 0 for result in results)


def test_files_are_read_only_when_their_turn_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def reading(file: str, gazetteer: Gazetteer | None, *known: str | None) -> Record:
        read.append(file)
        return make_record()

    monkeypatch.setattr(batch, "_read", reading)
    results = batch.read_files(["a", "b"], lambda name: None)
    next(results)
    assert read == ["a"]


def test_the_gazetteer_reaches_every_document(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": "x", "text": "It rained."}\n', encoding="utf-8")
    mine = Gazetteer([], version="mine.yaml")
    given: list[Gazetteer | None] = []

    def reading(_: object, gazetteer: Gazetteer | None, *known: str | None) -> Record:
        given.append(gazetteer)
        return make_record()

    monkeypatch.setattr(batch, "_read", reading)
    monkeypatch.setattr(batch, "_annotate", reading)
    names = [str(tmp_path / "in.jsonl")]
    list(batch.read_files(names, lambda name: None, gazetteer=mine))
    list(batch.read_lines(names, lambda name: None, gazetteer=mine))
    assert given == [mine, mine]


def test_folders_are_replaced_by_their_files_and_other_names_kept(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("It rained.", encoding="utf-8")
    (tmp_path / "none").mkdir()
    given = ["-", str(tmp_path / "news"), "missing.txt", str(tmp_path / "none")]
    files, failed = batch.expand(given)
    assert files == ["-", str(tmp_path / "news" / "a.txt"), "missing.txt"]
    assert [(result.name, result.error and result.error.code) for result in failed] == [
        (given[3], "U001")
    ]


def test_a_folder_that_may_not_be_listed_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut = tmp_path / "news" / "shut"
    shut.mkdir(parents=True)
    for name in ("a.txt", "z.txt"):
        (tmp_path / "news" / name).write_text("It rained.", encoding="utf-8")
    listed = Path.iterdir

    def iterdir(folder: Path) -> Iterator[Path]:
        if folder.name == "shut":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    files, failed = batch.expand([str(tmp_path / "news")])
    assert [Path(file).name for file in files] == ["a.txt", "shut", "z.txt"]
    assert failed == []
    (result,) = batch.read_files([str(shut)], lambda name: None)
    assert result.error is not None
    assert (result.name, result.error.code) == (str(shut), "R016")


def test_a_name_that_no_folder_can_have_is_left_to_the_reader() -> None:
    names = ["x" * 5_000, "a\0b"]
    assert batch.expand(names) == (names, [])


def test_a_file_of_lines_that_cannot_be_opened_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b"[]\n")
    names = [str(tmp_path), str(tmp_path / "none"), str(tmp_path / "in.jsonl")]
    results = list(batch.read_lines(names, lambda name: None))
    assert [result.error and result.error.code for result in results] == ["R016", "R016", "R010"]


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (OnrecordError("R001"), "R001"),
        (MemoryError(), "U011"),
        (PermissionError(13, "Permission denied"), "R016"),
        (RecursionError("too deep"), "U010"),
    ],
)
def test_any_exception_has_a_code(reason: Exception, code: str) -> None:
    assert batch.as_error(reason).code == code
