from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from casebook_articles import fake_read, write

from onrecord import cli
from onrecord.casebook import intake

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in a fresh folder with a casebook of two articles."""
    monkeypatch.setattr(intake, "reader", lambda gazetteer=None: fake_read)
    monkeypatch.setenv("LOGNAME", "orla")
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "news", 2)

    def _run(*arguments: str) -> tuple[int, str, str]:
        status = cli.main(arguments)
        return status, *capsys.readouterr()

    _run("add", "s.casebook", "news")
    return _run


def attributions(run: Run, *options: str) -> list[dict[str, object]]:
    status, out, _ = run("record", "s.casebook", "news/000.txt", "--format", "json", *options)
    assert status == 0
    found: list[dict[str, object]] = json.loads(out)["attributions"]
    return found


def standings(run: Run) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(
        run("journal", "list", "s.casebook", "--format", "json")[1]
    )
    return found


def test_a_decision_prints_its_id_and_the_words_it_is_about(run: Run) -> None:
    status, out, complaints = run(
        "reject", "s.casebook", "news/000.txt", "a1", "--why", "a caption"
    )
    assert (status, complaints) == (0, "")
    assert "reject “Dorrit Haldane said that the crane was safe”" in out
    (row,) = standings(run)
    entry = row["entry"]
    assert isinstance(entry, dict)
    assert out.startswith(str(entry["id"])[:12])
    assert (row["state"], entry["by"], entry["why"]) == ("holds", "orla", "a caption")


def test_the_journal_is_a_table_too_with_the_place_of_what_was_decided(run: Run) -> None:
    assert run("journal", "list", "s.casebook") == (0, "Nothing was decided.\n", "")
    run("reject", "s.casebook", "news/000.txt", "a1", "--why", "=a caption")
    run("note", "s.casebook", "news/001.txt", "call her")
    run("undo", "s.casebook")
    out = run("journal", "list", "s.casebook", "--format", "csv")[1]
    assert out == run("journal", "list", "s.casebook", "--format", "csv")[1]
    rejected, noted, undone = csv.DictReader(io.StringIO(out))
    record = json.loads(run("record", "s.casebook", "news/000.txt", "--format", "json")[1])
    text = record["document"]["text"]
    assert text[int(rejected["start"]) : int(rejected["end"])] == rejected["words"]
    assert rejected["document"].endswith("000.txt")
    assert (rejected["id"], rejected["why"]) == ("a1", "'=a caption")
    assert (noted["state"], noted["start"]) == ("undone", "")
    assert (undone["undone"], undone["document"]) == (noted["decision"], "")


def test_the_record_is_printed_as_decided_or_as_the_machine_read_it(run: Run) -> None:
    run("reject", "s.casebook", "news/000.txt", "a1")
    run("correct", "s.casebook", "news/000.txt", "a2", "--kind", "denial", "--content", "letter 0")
    (said,) = attributions(run)
    assert said["kind"] == "denial"
    assert len(attributions(run, "--machine")) == 2
    report = run("record", "s.casebook", "news/000.txt")[1]
    assert "letter 0" in report
    assert "reject a1, orla, " in report
    assert "correct a2 (content, kind), orla, " in report
    assert "Decided" not in run("record", "s.casebook", "news/000.txt", "--machine")[1]


def test_an_attribution_that_was_missed_is_added(run: Run) -> None:
    attribute = ("attribute", "s.casebook", "news/000.txt", "It rained on the breakwater")
    status, out, _ = run(*attribute, "--source", "Petra Lunde", "--kind", "belief", "--why", "so")
    assert status == 0
    assert "attribute “Petra Lunde said" in out
    added = attributions(run)[-1]
    assert (added["kind"], added["entities"]) == ("belief", ["e2"])
    assert attributions(run, "--machine") == attributions(run)[:-1]
    report = run("record", "s.casebook", "news/000.txt")[1]
    assert f"attribute {added['id']}, orla, " in report
    assert run("undo", "s.casebook")[0] == 0
    assert len(attributions(run)) == 2
    assert run(*attribute, "--nobody", "--entity", "e1")[0] == 2


def test_an_attribution_is_corrected_in_words_places_and_speakers(run: Run) -> None:
    correct = ("correct", "s.casebook", "news/000.txt")
    assert run(*correct, "a2", "--source", "80:91", "--cue", "said", "--entity", "e1")[0] == 0
    assert attributions(run)[1]["entities"] == ["e1"]
    assert run(*correct, "a2", "--no-source", "--nobody")[0] == 0
    assert (attributions(run)[1]["source"], attributions(run)[1]["entities"]) == (None, [])
    for wrong in (("--source", "x", "--no-source"), ("--entity", "e1", "--nobody")):
        status, _, complaints = run(*correct, "a2", *wrong)
        assert (status, "U004" in complaints) == (2, True)


def test_notes_and_identities_are_decided_by_name(run: Run) -> None:
    assert run("note", "s.casebook", "news/000.txt", "ask her", "--on", "a2", "--as", "ada")[0] == 0
    assert run("merge", "s.casebook", "Dorrit Haldane", "Petra Lunde")[0] == 0
    assert run("rename", "s.casebook", "Petra Lunde", "The two")[1].endswith("→ The two\n")
    assert run("split", "s.casebook", "news/000.txt#e2", "The two")[0] == 0
    assert run("undo", "s.casebook")[0] == 0
    assert [row["state"] for row in standings(run)] == ["holds"] * 3 + ["undone", "holds"]
    out = run("journal", "list", "s.casebook")[1]
    assert "by ada" in out
    assert "ask her" in out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("reject", "s.casebook", "news/000.txt", "a9"), "C020"),
        (("reject", "s.casebook", "news/009.txt", "a1"), "C008"),
        (("undo", "s.casebook", "123456"), "C023"),
        (("correct", "s.casebook", "news/000.txt", "a1"), "C024"),
        (("journal", "list", "s.casebook", "file"), "U004"),
        (("note", "none.casebook", "news/000.txt", "a note"), "C001"),
    ],
)
def test_a_wrong_call_ends_with_two_and_says_why(
    run: Run, arguments: tuple[str, ...], code: str
) -> None:
    status, out, complaints = run(*arguments)
    assert (status, out) == (2, "")
    assert code in complaints


def test_nobody_of_that_name_is_found(run: Run) -> None:
    status, out, complaints = run("merge", "s.casebook", "Ada Venn", "Petra Lunde")
    assert (status, out, "C031" in complaints) == (1, "", True)


def test_a_journal_goes_into_another_casebook_and_waits_for_its_documents(run: Run) -> None:
    run("reject", "s.casebook", "news/000.txt", "a1", "--why", "a caption")
    Path("ours.jsonl").write_text(run("journal", "dump", "s.casebook")[1], encoding="utf-8")
    Path("more").mkdir()
    Path("more/note.txt").write_text("A note\n", encoding="utf-8")
    run("add", "t.casebook", "more")
    said = "onrecord: 1 loaded, 1 of them wait for their documents\n"
    assert run("journal", "load", "t.casebook", "ours.jsonl") == (0, "", said)
    assert "waits" in run("journal", "list", "t.casebook")[1]
    run("add", "t.casebook", "news")
    assert "holds" in run("journal", "list", "t.casebook")[1]
    again = (0, "", "onrecord: 1 there already\n")
    assert run("journal", "load", "t.casebook", "ours.jsonl") == again


def test_what_is_no_journal_is_refused(run: Run) -> None:
    Path("bad.jsonl").write_bytes(b"\xff")
    Path("worse.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    for name, code in (("bad.jsonl", "C022"), ("worse.jsonl", "C022"), ("none.jsonl", "R016")):
        status, out, complaints = run("journal", "load", "s.casebook", name)
        assert (status, out, code in complaints) == (1, "", True)
    assert standings(run) == []


def test_a_journal_on_what_was_removed_is_left_out_and_said_so(run: Run) -> None:
    run("reject", "s.casebook", "news/000.txt", "a1")
    Path("ours.jsonl").write_text(run("journal", "dump", "s.casebook")[1], encoding="utf-8")
    run("remove", "s.casebook", "news/000.txt", "--why", "asked")
    status, _, complaints = run("journal", "load", "s.casebook", "ours.jsonl")
    assert (status, complaints) == (1, "onrecord: 1 on documents removed for good left out\n")
