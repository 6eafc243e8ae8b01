from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from casebook_asked import make

from onrecord import cli
from onrecord.casebook import Casebook

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line beside two casebooks, `s.casebook` and `t.casebook`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "90")
    for name in "st":
        make(tmp_path / f"{name}.casebook").close()

    def _run(command: str, *arguments: str, to: str = "s.casebook") -> tuple[int, str, str]:
        status = cli.main((command, to, *arguments))
        return status, *capsys.readouterr()

    return _run


def test_a_source_is_graded_and_listed(run: Run) -> None:
    status, out, _ = run("grade", "Ada Venn", "c", "--why", "evasive", "--as", "ines")
    assert status == 0
    assert out.endswith(" Ada Venn: C, fairly reliable\n")
    status, out, _ = run("grades")
    assert out.startswith("C  Ada Venn  (fairly reliable)\n     ines, ")
    assert "evasive" in out


def test_a_body_that_no_article_is_from_is_said_to_be_no_outlet(run: Run) -> None:
    with Casebook.open("s.casebook") as casebook:
        outlets = {each.publisher for each in casebook.documents()} - {None}
        body = casebook.identities(type="organization")[0].name
    assert body not in outlets
    status, _, told = run("grade", body, "E", "--why", "x")
    assert (status, told) == (
        0,
        f"onrecord: no article of the casebook is from an outlet called “{body}”, "
        "but it is named there\n",
    )
    for name in ("Ada Venn", *map(str, outlets)):
        assert run("grade", name, "E", "--why", "x")[::2] == (0, "")
    told = run("grade", "Nowhere Owl", "E", "--why", "x", "--ahead")[2]
    assert told.endswith("from an outlet called “Nowhere Owl”\n")


def test_no_grade_is_said_to_be_none(run: Run) -> None:
    assert run("grades") == (0, "Nobody graded a source.\n", "")
    assert json.loads(run("grades", "--format", "json")[1]) == []
    assert run("grades", "--of", "Ada Venn")[1] == (
        "Ada Venn: F, cannot be judged\n  Nobody graded Ada Venn.\n"
    )


def test_wrong_calls_say_what_to_do(run: Run) -> None:
    for arguments, code in (
        (("grade", "Ada Venn", "Z", "--why", "x"), "C034"),
        (("grade", "Ada Venn", "C", "--why", ""), "C024"),
        (("grade", "Ada Venn", "C"), "U004"),
        (("grades", "--dump", "--format", "csv"), "U004"),
        (("grades", "--of", "Ada Venn", "--format", "csv"), "U004"),
    ):
        status, out, complaint = run(*arguments)
        assert (status, out) == (2, "")
        assert code in complaint


def test_the_history_has_what_was_overruled(run: Run) -> None:
    run("grade", "Ada Venn", "C", "--why", "at first")
    run("grade", "Ada Venn", "D", "--why", "then this")
    (row,) = json.loads(run("grades", "--format", "json")[1])
    assert (row["name"], row["value"]) == ("Ada Venn", "D")
    rows = [*csv.DictReader(io.StringIO(run("grades", "--history", "--format", "csv")[1]))]
    assert [(each["value"], each["state"], each["why"]) for each in rows] == [
        ("C", "overruled", "at first"),
        ("D", "holds", "then this"),
    ]
    assert "overruled C  Ada Venn" in run("grades", "--history")[1]


def test_a_register_is_carried_without_other_decisions(run: Run, tmp_path: Path) -> None:
    run("grade", "Ada Venn", "C", "--why", "evasive")
    undone = run("grade", "Tor Venn", "B", "--why", "a slip")[1].split()[0]
    run("undo", undone)
    with Casebook.open("s.casebook") as casebook:
        casebook.journal.note("plans", "not of the register")
    dumped = run("grades", "--dump")[1]
    assert len(dumped.splitlines()) == 3
    Path("register.jsonl").write_text(dumped, encoding="utf-8")
    status, _, said = run("grades", "--load", "register.jsonl", to="t.casebook")
    assert (status, said) == (0, "onrecord: 3 loaded\n")
    assert [
        (row["name"], row["value"])
        for row in json.loads(run("grades", "--format", "json", to="t.casebook")[1])
    ] == [("Ada Venn", "C")]


def test_the_scales_are_explained(run: Run) -> None:
    out = run("grades", "--scales")[1]
    assert "A completely reliable: " in out
    assert out.count("that is not bad") == 2


def test_a_hostile_name_cannot_steer_a_terminal(run: Run) -> None:
    run("grade", "Mal\x1b[31m Ory", "C", "--why", "\x1b]0;x\x07", "--ahead")
    out = run("grades")[1]
    assert "Ory" in out
    assert "\x1b" not in out
