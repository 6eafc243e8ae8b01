from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from casebook_articles import article, fake_read, item, read_by, write

from onrecord import cli
from onrecord.casebook import Casebook, intake
from onrecord.casebook.packing import made_by_json

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in a fresh folder with three articles in `news`."""
    monkeypatch.setattr(intake, "reader", lambda gazetteer=None: fake_read)
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "news", 3)

    def _run(*arguments: str) -> tuple[int, str, str]:
        status = cli.main(arguments)
        return status, *capsys.readouterr()

    return _run


def test_add_makes_the_casebook_and_says_what_came_of_it(run: Run) -> None:
    assert run("add", "s.casebook", "news") == (0, "", "onrecord: 3 added\n")
    assert run("add", "s.casebook", "news") == (0, "", "onrecord: 3 unchanged\n")
    Path("news/001.txt").write_text(article(1, said="it swayed"), encoding="utf-8")
    assert run("add", "s.casebook", "news")[2] == "onrecord: 1 changed, 2 unchanged\n"


def test_add_ends_non_zero_where_anything_was_left_out(run: Run) -> None:
    Path("news/001.txt").write_text(" ", encoding="utf-8")
    status, out, complaints = run("add", "s.casebook", "news", "none.txt")
    assert (status, out) == (1, "")
    first, second, summary = complaints.splitlines()
    assert first.startswith("onrecord: news/001.txt: R001: ")
    assert second.startswith("onrecord: none.txt: R016: ")
    assert summary == "onrecord: 2 added, 2 left out"


def test_add_can_say_what_came_of_each_document(run: Run) -> None:
    status, out, _ = run("add", "s.casebook", "news", "none.txt", "--format", "jsonl")
    assert status == 1
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["status"], row["version"]) for row in rows] == [("added", 1)] * 3 + [
        ("failed", None)
    ]
    assert rows[3]["error"]["code"] == "R016"
    assert rows[0]["document"] == str(Path("news/000.txt").absolute())


def test_add_takes_lines_and_a_date(run: Run) -> None:
    Path("in.jsonl").write_text(json.dumps({"id": "a", "text": article()}), encoding="utf-8")
    assert run("add", "s.casebook", "--jsonl", "in.jsonl")[0] == 0
    assert run("add", "s.casebook", "news/000.txt", "--date", "2031-03-14")[0] == 0
    out = run("documents", "s.casebook", "--format", "json")[1]
    assert [(row["published"], row["status"]) for row in json.loads(out)] == [
        (None, "read"),
        ("2031-03-14", "read"),
    ]


@pytest.mark.parametrize("date", ["31/02/2031", "03/04/2031", "soon"])
def test_what_is_no_date_is_refused_before_anything_is_read(run: Run, date: str) -> None:
    status, out, complaints = run("add", "s.casebook", "news", "--date", date)
    assert (status, out) == (2, "")
    assert complaints.startswith("onrecord: C033: ")
    assert date in complaints
    assert not Path("s.casebook").exists()


def test_the_outlet_may_be_named_and_a_later_name_is_no_change_by_the_outlet(run: Run) -> None:
    run("add", "s.casebook", "news/000.txt")
    (row,) = json.loads(run("documents", "s.casebook", "--format", "json")[1])
    assert row["publisher"] is None
    given = ("--outlet", "Marren Owl", "--date", "2031-03-14")
    assert run("add", "s.casebook", "news/000.txt", *given)[2] == "onrecord: 1 changed\n"
    (row,) = json.loads(run("documents", "s.casebook", "--format", "json")[1])
    assert (row["publisher"], row["published"]) == ("Marren Owl", "2031-03-14")
    out = run("documents", "s.casebook", "--changes")[1]
    assert "the same bytes, with another date, headline or outlet given" in out
    assert "correction notice" not in out
    out = run("documents", "s.casebook", "--changes", "--format", "csv")[1]
    assert {each["same_bytes"] for each in csv.DictReader(io.StringIO(out))} == {"True"}


def test_lines_have_no_date_or_outlet_given_for_all(run: Run) -> None:
    for option in ("--date", "--outlet"):
        status, _, complaints = run(
            "add", "s.casebook", "--jsonl", "in.jsonl", option, "2031-03-14"
        )
        assert (status, complaints.split(": ")[1]) == (2, "U004")


def test_documents_are_listed_for_people_programs_and_spreadsheets(run: Run) -> None:
    Path("news/002.txt").write_text(" ", encoding="utf-8")
    run("add", "s.casebook", "news")
    out = run("documents", "s.casebook")[1]
    assert "Port Marren crane number 0 stopped" in out
    assert "2 statements" in out
    assert "R001: " in out
    found = json.loads(run("documents", "s.casebook", "--format", "json")[1])
    assert [row["status"] for row in found] == ["read", "read", "failed"]
    rows = list(csv.DictReader(io.StringIO(run("documents", "s.casebook", "--format", "csv")[1])))
    assert [row["key"] for row in rows] == [row["key"] for row in found]
    one = json.loads(run("documents", "s.casebook", "news/001.txt", "--format", "json")[1])
    assert one == found[1:2]


def test_a_document_is_listed_by_its_day_where_an_hour_is_known_as_well(run: Run) -> None:
    assert run("add", "s.casebook", "news/001.txt", "--date", "2031-03-14T05:30:00Z")[0] == 0
    found = json.loads(run("documents", "s.casebook", "--format", "json")[1])
    assert found[0]["published"].startswith("2031-03-14T05:30")
    out = run("documents", "s.casebook")[1]
    assert " 2031-03-14 · " in out
    assert "05:30" not in out


def test_changes_are_listed_for_people_programs_and_spreadsheets(run: Run) -> None:
    run("add", "s.casebook", "news")
    Path("news/001.txt").write_text(article(1, verb="denied"), encoding="utf-8")
    run("add", "s.casebook", "news")
    out = run("documents", "s.casebook", "--changes")[1]
    assert "001.txt: version 1 → 2, without a correction notice" in out
    assert "altered (kind)" in out
    (row,) = json.loads(run("documents", "s.casebook", "--changes", "--format", "json")[1])
    assert (row["change"], row["what"], row["reprinted"]) == ("altered", "kind", False)
    table = run("documents", "s.casebook", "--changes", "--format", "csv")[1]
    (cells,) = csv.DictReader(io.StringIO(table))
    assert cells["after_content"] == row["after_content"] == "the crane was safe"
    with Casebook.open("s.casebook") as casebook:
        texts = [
            casebook.record(row["document"], row[f"{side}_version"]).document.text
            for side in ("before", "after")
        ]
    before, after = (
        text[row[f"{side}_start"] : row[f"{side}_end"]]
        for text, side in zip(texts, ("before", "after"), strict=True)
    )
    assert row["before_content"] in before
    assert row["after_content"] in after
    assert "denied" in after
    assert "denied" not in before
    assert table == run("changes", "s.casebook", "--of", "versions", "--format", "csv")[1]


def test_verify_counts_what_could_not_be_read_apart(run: Run) -> None:
    run("add", "s.casebook", "news", "nws")
    held = run("verify", "s.casebook")[1].splitlines()[0]
    assert held.startswith("nothing was altered: 3 documents, 1 not read, 3 versions, ")


def test_verify_prints_the_head_and_names_what_was_altered(run: Run) -> None:
    run("add", "s.casebook", "news")
    status, out, _ = run("verify", "s.casebook")
    assert (status, out.splitlines()[0]) == (
        0,
        "nothing was altered: 3 documents, 3 versions, 4 entries",
    )
    head = out.split()[-1]
    assert run("verify", "s.casebook", "--head", head)[0] == 0
    assert run("verify", "s.casebook", "--head", head[:-1] + "?")[0] == 1
    with sqlite3.connect("s.casebook") as connection:
        connection.execute("UPDATE version SET text = replace(text, 'rained', 'snowed')")
    connection.close()
    status, out, _ = run("verify", "s.casebook")
    assert status == 1
    assert "000.txt, version 1: the text was altered" in out
    status, out, _ = run("verify", "s.casebook", "--format", "json")
    proof = json.loads(out)
    assert (status, proof["ok"], proof["head"]) == (1, False, head)
    assert proof["alterations"][0]["what"] == "the text was altered"


def test_remove_needs_a_reason_and_keeps_it(run: Run) -> None:
    run("add", "s.casebook", "news")
    assert run("remove", "s.casebook", "news/001.txt")[0] == 2
    key = str(Path("news/001.txt").absolute())
    said = run("remove", "s.casebook", "news/001.txt", "--why", "asked by the source")
    assert said == (0, "", f"onrecord: {key}: removed for good\n")
    status, _, complaints = run("remove", "s.casebook", "news/001.txt", "--why", "once more")
    assert (status, complaints.split(": ")[1]) == (2, "C008")
    assert "1 removed" in run("verify", "s.casebook")[1]
    assert "asked by the source" in run("documents", "s.casebook")[1]
    status, _, complaints = run("add", "s.casebook", "news")
    assert status == 1
    assert "C010" in complaints
    assert run("add", "s.casebook", "news", "--restore")[0] == 0
    assert run("verify", "s.casebook")[0] == 0


def test_reread_and_reindex(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "s.casebook", "news")
    newer = read_by("2")
    monkeypatch.setattr(intake, "reader", lambda gazetteer=None: newer)
    monkeypatch.setattr(
        intake, "made_by", lambda gazetteer=None: made_by_json(newer(item()).made_by)
    )
    one = run("reread", "s.casebook", "news/000.txt")
    assert one == (0, "", "onrecord: 1 read again\n")
    rest = run("reread", "s.casebook", "--discard")
    assert rest == (0, "", "onrecord: 2 read again, 1 unchanged\n")
    with Casebook.open("s.casebook") as casebook:
        assert len(casebook.earlier("news/000.txt")) == 1
        assert casebook.earlier("news/001.txt") == []
    assert run("reindex", "s.casebook") == (0, "", "onrecord: 3 versions indexed\n")
    assert run("verify", "s.casebook")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "code", "status"),
    [
        (("verify", "none.casebook"), "C001", 2),
        (("verify", "news/000.txt"), "C002", 2),
        (("add", "news/000.txt", "news"), "C002", 2),
        (("documents", "s.casebook", "none.txt"), "C008", 2),
        (("remove", "s.casebook", "none.txt", "--why", "x"), "C008", 2),
        (("add", "none/s.casebook", "news"), "U005", 1),
    ],
)
def test_a_wrong_call_is_answered_in_one_line(
    run: Run, arguments: tuple[str, ...], code: str, status: int
) -> None:
    run("add", "s.casebook", "news")
    given, out, complaints = run(*arguments)
    assert (given, out) == (status, "")
    assert len(complaints.splitlines()) == 1
    assert f" {code}: " in complaints


def test_words_of_articles_do_not_act_on_the_terminal(run: Run) -> None:
    Path("news/000.txt").write_text("\x1b[31mRed\x1b[0m\nA said that \x1b[2J.\n", encoding="utf-8")
    run("add", "s.casebook", "news")
    Path("news/000.txt").write_text("\x1b[31mBlue\nA denied that \x1b[2J.\n", encoding="utf-8")
    run("add", "s.casebook", "news")
    for more in ((), ("--changes",), ("--format", "csv")):
        assert "\x1b" not in run("documents", "s.casebook", *more)[1]


def test_help_does_not_wait_for_the_database_or_the_model() -> None:
    script = (
        "import sys\nfrom onrecord import cli\ntry:\n cli.main(['add', '--help'])\n"
        "except SystemExit: pass\n"
        "print([m for m in ('numpy', 'onnxruntime', 'rich') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
