from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest
from casebook_articles import AT, article, failing, fake_read, item, read_by, write

from onrecord.casebook import Casebook, Outcome, intake
from onrecord.casebook.adding import Batch
from onrecord.casebook.intake import Item, Unreadable
from onrecord.errors import OnrecordError
from onrecord.record import Record


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader without a model stands for the packaged one."""
    monkeypatch.setattr(intake, "reader", lambda gazetteer=None: fake_read)


def statuses(casebook: Casebook) -> list[tuple[str, str, int]]:
    return [(listed.key, listed.status, listed.versions) for listed in casebook.documents()]


def codes(batch: Batch) -> list[str]:
    return [outcome.error.code for outcome in batch.failed if outcome.error]


def test_what_was_added_comes_out_as_it_was_read(casebook: Casebook) -> None:
    assert casebook.record("crane-2").to_json() == fake_read(item(2)).to_json()
    assert casebook.original("crane-2") == item(2).data


def test_a_folder_is_added_once_however_often_it_is_added(path: Path, tmp_path: Path) -> None:
    write(tmp_path / "news", 3)
    with Casebook.create(path) as casebook:
        assert casebook.add(tmp_path / "news").counts == {"added": 3}
        head = casebook.head
        assert casebook.add(tmp_path / "news").counts == {"unchanged": 3}
        assert casebook.head == head
        keys = [listed.key for listed in casebook.documents()]
        assert keys == [str(tmp_path / "news" / f"{number:03}.txt") for number in range(3)]


def test_what_is_unchanged_is_not_read_again(casebook: Casebook) -> None:
    assert casebook.add_items([item(1), item(2)], failing).counts == {"unchanged": 2}


def test_a_file_is_the_same_by_whatever_path(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "news", 1)
    monkeypatch.chdir(tmp_path / "news")
    with Casebook.create(path) as casebook:
        casebook.add("000.txt")
        assert casebook.add("../news/000.txt", tmp_path / "news").counts == {"unchanged": 2}
        assert casebook.record("000.txt").document.location == "000.txt"


def test_a_changed_file_is_a_new_version_and_the_old_one_stays(casebook: Casebook) -> None:
    new = item(1, text=article(1, said="the crane swayed"))
    assert casebook.add_items([new], fake_read).counts == {"changed": 1}
    assert statuses(casebook)[0] == ("crane-1", "read", 2)
    assert casebook.record("crane-1").to_json() == fake_read(new).to_json()
    assert casebook.record("crane-1", 1).to_json() == fake_read(item(1)).to_json()
    assert casebook.original("crane-1", 1) == item(1).data


def test_a_file_that_changed_back_is_a_version_again(casebook: Casebook) -> None:
    casebook.add_items([item(1, text=article(9)), item(1)], fake_read)
    assert statuses(casebook)[0] == ("crane-1", "read", 3)


def test_another_date_given_is_another_version(path: Path, tmp_path: Path) -> None:
    write(tmp_path / "news", 1)
    with Casebook.create(path) as casebook:
        casebook.add(tmp_path / "news")
        assert casebook.add(tmp_path / "news", published="2031-03-14").counts == {"changed": 1}
        assert next(casebook.documents()).published == "2031-03-14"


def test_what_cannot_be_read_is_listed_with_its_reason_and_stops_nothing(
    path: Path, tmp_path: Path
) -> None:
    write(tmp_path / "news", 2)
    (tmp_path / "news" / "000.txt").write_text(" ", encoding="utf-8")
    seen: list[Outcome] = []
    with Casebook.create(path) as casebook:
        batch = casebook.add(tmp_path / "news", tmp_path / "none.txt", done=seen.append)
        assert batch.counts == {"added": 1, "failed": 2}
        assert codes(batch) == ["R001", "R016"]
        assert [outcome.status for outcome in seen] == ["failed", "added", "failed"]
        listed = list(casebook.documents())
        assert [entry.status for entry in listed] == ["failed", "read", "failed"]
        assert listed[0].reason is not None
        assert listed[0].reason.startswith("R001: ")
        head = casebook.head
        casebook.add(tmp_path / "news")
        assert casebook.head == head, "the same failure is written down once"
        write(tmp_path / "news", 1)
        assert casebook.add(tmp_path / "news").counts == {"added": 1, "unchanged": 1}
        assert next(casebook.documents()).status == "read"
        assert casebook.verify().ok


def test_a_version_stands_though_the_file_can_no_longer_be_read(casebook: Casebook) -> None:
    error = OnrecordError("R016")
    casebook.add_items([Unreadable(key="crane-1", name="crane-1", error=error)], fake_read)
    listed = next(casebook.documents())
    assert (listed.status, listed.versions) == ("read", 1)
    assert listed.reason is not None
    assert casebook.verify().ok
    casebook.add_items([item(1)], fake_read)
    assert next(casebook.documents()).reason is None
    assert casebook.verify().ok


def test_any_exception_of_a_reader_has_a_code(casebook: Casebook) -> None:
    def read(given: Item) -> Record:
        raise ZeroDivisionError if given.key == "crane-4" else MemoryError

    assert codes(casebook.add_items([item(4), item(5)], read)) == ["U010", "U011"]


def test_a_damaged_model_stops_the_batch(casebook: Casebook) -> None:
    def read(given: Item) -> Record:
        raise OnrecordError("M001")

    with pytest.raises(OnrecordError, match="M001"):
        casebook.add_items([item(4), item(5)], read)
    assert len(statuses(casebook)) == 3


def test_an_interrupted_batch_keeps_what_is_done(casebook: Casebook) -> None:
    def read(given: Item) -> Record:
        if given.key == "crane-5":
            raise KeyboardInterrupt
        return fake_read(given)

    with pytest.raises(KeyboardInterrupt):
        casebook.add_items([item(4), item(5), item(6)], read)
    assert [key for key, _, _ in statuses(casebook)][3:] == ["crane-4"]
    assert casebook.verify().ok


def test_the_casebook_itself_is_not_added_with_its_folder(tmp_path: Path) -> None:
    write(tmp_path / "news", 2)
    with Casebook.create(tmp_path / "news" / "a.casebook") as casebook:
        assert casebook.add(tmp_path / "news").counts == {"added": 2}


def test_an_empty_folder_is_left_out_and_no_document(path: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with Casebook.create(path) as casebook:
        assert codes(casebook.add(tmp_path / "none")) == ["U001"]
        assert statuses(casebook) == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_file_whose_name_is_no_text_is_listed_like_any_other(path: Path, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / os.fsdecode(b"caf\xe9.txt")).write_text(" ", encoding="utf-8")
    with Casebook.create(path) as casebook:
        assert codes(casebook.add(tmp_path / "news")) == ["R001"]
        (listed,) = casebook.documents()
        assert listed.key.endswith("caf\\udce9.txt")
        casebook.remove(listed.key, why=os.fsdecode(b"\xff"))
        assert casebook.verify().ok


def lines(file: Path, *objects: object) -> Path:
    text = "\n".join(item if isinstance(item, str) else json.dumps(item) for item in objects)
    file.write_text(text, encoding="utf-8")
    return file


def test_lines_are_known_by_their_ids_and_keep_what_they_give(path: Path, tmp_path: Path) -> None:
    given = {
        "id": "kns-1",
        "text": article(),
        "title": "Crane",
        "date": "2031-03-14",
        "url": "https://kns.example/1",
        "scraped": 17,
    }
    file = lines(tmp_path / "in.jsonl", given, {"id": "kns-2", "text": article(2)})
    with Casebook.create(path) as casebook:
        assert casebook.add(file, jsonl=True).counts == {"added": 2}
        listed = next(casebook.documents())
        assert (listed.key, listed.headline, listed.published, listed.location) == (
            "kns-1",
            "Crane",
            "2031-03-14",
            "https://kns.example/1",
        )
        lines(file, given | {"scraped": 18}, {"id": "kns-2", "text": article(3)})
        assert casebook.add(file, jsonl=True).counts == {"unchanged": 1, "changed": 1}


def test_a_line_that_cannot_be_read_is_named_and_does_not_harm_another(
    path: Path, tmp_path: Path
) -> None:
    file = lines(
        tmp_path / "in.jsonl",
        {"id": "2", "text": article()},
        "no JSON",
        {"id": "2", "text": article(2)},
        {"id": "3", "text": ""},
    )
    with Casebook.create(path) as casebook:
        batch = casebook.add(file, tmp_path / "none.jsonl", jsonl=True)
        assert codes(batch) == ["R010", "R012", "R001", "R016"]
        assert [(key.removeprefix(str(file)), status) for key, status, _ in statuses(casebook)] == [
            ("2", "read"),
            (": line 2", "failed"),
            (": line 3", "failed"),
            ("3", "failed"),
        ]


def test_standard_input_is_known_by_its_bytes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Casebook.create(path) as casebook:
        for status in ("added", "unchanged"):
            stdin = io.TextIOWrapper(io.BytesIO(article().encode()), encoding="utf-8")
            monkeypatch.setattr(sys, "stdin", stdin)
            assert casebook.add("-").counts == {status: 1}
        assert len(next(casebook.documents()).key) == 64


def test_how_many_are_to_come_is_known_but_of_standard_input(tmp_path: Path) -> None:
    write(tmp_path / "news", 3)
    file = lines(tmp_path / "in.jsonl", "a", "b", "")
    assert intake.count([tmp_path / "news", "none.txt"], lines=False) == 4
    assert intake.count([file, tmp_path / "none"], lines=True) == 2
    assert intake.count(["-"], lines=True) is None


def test_two_processes_that_read_the_same_store_it_once(casebook: Casebook, path: Path) -> None:
    with Casebook.open(path) as other:

        def read(given: Item) -> Record:
            other.add_items([given], fake_read)
            return fake_read(given)

        assert casebook.add_items([item(4)], read).counts == {"unchanged": 1}
        assert statuses(casebook)[-1] == ("crane-4", "read", 1)


def test_an_unknown_document_is_named(casebook: Casebook) -> None:
    calls = (casebook.record, casebook.original, casebook.read_again, casebook.earlier)
    for call in (*calls, lambda key: casebook.remove(key, why="asked")):
        with pytest.raises(OnrecordError) as raised:
            call("crane-77")
        assert raised.value.code == "C008"
    with pytest.raises(OnrecordError, match="version 2"):
        casebook.record("crane-1", 2)


class TestReadAgain:
    @pytest.fixture(autouse=True)
    def newer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        maker = fake_read(item()).made_by
        monkeypatch.setattr(intake, "reader", lambda gazetteer=None: read_by("2"))
        monkeypatch.setattr(
            intake, "made_by", lambda gazetteer=None: maker_json(read_by("2")(item()))
        )
        assert maker.stages == {"fake": "1"}

    def test_what_another_version_read_is_read_again_from_the_kept_bytes(
        self, casebook: Casebook
    ) -> None:
        assert casebook.read_again("crane-1").counts == {"read again": 1}
        assert casebook.read_again().counts == {"read again": 2, "unchanged": 1}
        assert casebook.record("crane-3").made_by.stages == {"fake": "2"}
        assert statuses(casebook)[0] == ("crane-1", "read", 1)
        assert casebook.verify().ok

    def test_the_earlier_reading_is_kept_unless_it_is_let_go(self, casebook: Casebook) -> None:
        def kept() -> int:
            query = "SELECT count(*) FROM past_reading"
            return int(casebook._connection.execute(query).fetchone()[0])

        casebook.read_again("crane-1")
        assert kept() == 1
        casebook.read_again("crane-2", keep=False)
        assert kept() == 1
        earlier = list(casebook.earlier("crane-1"))
        assert [record.to_json() for record in earlier] == [fake_read(item(1)).to_json()]
        assert casebook.verify().ok

    def test_one_that_can_no_longer_be_read_keeps_its_reading(
        self, casebook: Casebook, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(intake, "reader", lambda gazetteer=None: failing)
        assert codes(casebook.read_again("crane-1")) == ["R034"]
        assert casebook.record("crane-1").made_by.stages == {"fake": "1"}
        assert casebook.verify().ok


class TestRemove:
    def test_nothing_of_it_is_left_in_the_file(self, path: Path) -> None:
        words = "the harbour master kept a second ledger"
        with Casebook.create(path, clock=lambda: AT) as casebook:
            many = [item(number) for number in range(40)]
            casebook.add_items([*many, item(99, text=article(said=words))], fake_read)
            casebook.add_items([item(number) for number in range(40, 80)], fake_read)
            assert any(words.encode() in file.read_bytes() for file in files(path))
            casebook.remove("crane-99", why="the source asked")
            assert not any(words.encode() in file.read_bytes() for file in files(path))
            assert not any(b"ledger" in file.read_bytes() for file in files(path))

    def test_a_tombstone_stays_and_the_chain_still_verifies(self, casebook: Casebook) -> None:
        head = casebook.head
        casebook.remove("crane-2", why="the source asked")
        listed = list(casebook.documents())[1]
        assert (listed.key, listed.status, listed.reason) == (
            "crane-2",
            "removed",
            "the source asked",
        )
        assert casebook.verify(head=head).ok
        with pytest.raises(OnrecordError):
            casebook.record("crane-2")

    def test_it_does_not_come_back_unless_it_is_wanted(self, casebook: Casebook) -> None:
        casebook.remove("crane-2", why="asked")
        assert codes(casebook.add_items([item(2)], fake_read)) == ["C010"]
        assert casebook.add_items([item(2)], fake_read, restore=True).counts == {"added": 1}
        assert casebook.record("crane-2").to_json() == fake_read(item(2)).to_json()
        assert casebook.verify().ok

    def test_a_reader_that_holds_on_to_the_file_is_named(
        self, casebook: Casebook, path: Path
    ) -> None:
        with Casebook.open(path) as other, Casebook.open(path, timeout=0) as remover:
            other._connection.execute("BEGIN")
            other._connection.execute("SELECT * FROM document").fetchone()
            with pytest.raises(OnrecordError) as raised:
                remover.remove("crane-2", why="asked")
            assert raised.value.code == "C009"
            other._connection.execute("ROLLBACK")
            with pytest.raises(OnrecordError, match="nothing is left"):
                remover.remove("crane-2", why="asked")
            assert remover.verify().ok


def files(path: Path) -> list[Path]:
    return sorted(path.parent.glob(path.name + "*"))


def maker_json(record: Record) -> str:
    from onrecord.casebook.packing import made_by_json

    return made_by_json(record.made_by)
