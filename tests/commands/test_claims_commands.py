from __future__ import annotations

import csv
import dataclasses
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from casebook_articles import fake_read
from claim_models import Counted
from claims_asked import CLOSED, make

from onrecord import cli
from onrecord.casebook import Casebook, claimed
from onrecord.casebook.claims.claim import Claim, Lineage, Member
from onrecord.casebook.intake import Item
from onrecord.casebook.rows import Place

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line beside a casebook `s.casebook`, its claims told by invented models."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(claimed, "packaged", Counted())
    make(tmp_path / "s.casebook").close()

    def _run(command: str, *arguments: str) -> tuple[int, str, str]:
        status = cli.main((command, "s.casebook", *arguments))
        return status, *capsys.readouterr()

    return _run


def id_of() -> str:
    with Casebook.open("s.casebook") as casebook:
        (claim,) = casebook.claims()
        return claim.id


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


def names(of: type[object]) -> list[str]:
    return [field.name for field in dataclasses.fields(of)]  # type: ignore[arg-type]


def test_claims_are_listed_with_who_holds_and_denies_them(run: Run) -> None:
    status, out, complaints = run("claims")
    assert (status, complaints) == (0, "")
    assert out.startswith(CLOSED)
    assert "3 documents · " in out
    assert "independent source" in out
    assert "disputed" in out
    assert "held by Dorrit Haldane (The Marren Gazette)" in " ".join(out.split())
    assert "denied by Petra Lunde (The Marren Tide)" in " ".join(out.split())
    assert "first: The Marren Gazette · 2031-03-10 · line 2 · " in " ".join(out.split())
    assert "Read by a model, not established." in out


def test_one_claim_shows_both_sides_beside_one_another(run: Run) -> None:
    status, out, complaints = run("claim", id_of())
    assert (status, complaints) == (0, "")
    heads = next(line for line in out.splitlines() if "Held by" in line)
    assert "Denied or doubted by" in heads
    first = next(line for line in out.splitlines() if "Dorrit Haldane" in line)
    assert "Petra Lunde" in first
    for part in ("Whence they have it", "Independent sources", "Credibility", "proposed"):
        assert part in out


def test_what_changed_on_the_way_is_told(run: Run) -> None:
    with Casebook.open("s.casebook") as casebook:
        casebook.models = Counted()
        text = f"Echo\nTomas Okello denied that {CLOSED} twice.\n"
        data = text.encode()
        given = {"id": "later", "published": "2031-03-20"}
        casebook.add_items(
            [Item(key="later", name="later", data=data, form="text", given=given)], fake_read
        )
    out = run("claim", id_of())[1]
    assert "Changes ─" in out
    assert "Says otherwise later  The Marren Lantern → later" in out


def test_a_narrow_window_puts_the_sides_below_one_another(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    out = run("claim", id_of())[1]
    assert out.index("Held by") < out.index("Denied or doubted by")
    assert all(len(line) <= 50 for line in out.splitlines())


def test_json_has_every_field_of_a_claim(run: Run) -> None:
    id = id_of()
    (listed,) = json.loads(run("claims", "--format", "json")[1])
    one = json.loads(run("claim", id, "--format", "json")[1])
    assert listed == one
    assert list(one) == names(Claim)
    assert list(one["lineage"]) == names(Lineage)
    for member in one["members"]:
        assert list(member) == names(Member)
        assert list(member["place"]) == names(Place)
    assert one["id"] == id


def test_csv_has_a_row_a_claim_and_of_one_claim_a_row_a_passage(run: Run) -> None:
    id = id_of()
    (listed,) = rows(run("claims", "--format", "csv")[1])
    assert (listed["claim"], listed["documents"], listed["disputed"]) == (id, "3", "True")
    assert (listed["document"], listed["line"]) == ("gazette", "2")
    found = rows(run("claim", id, "--format", "csv")[1])
    assert [row["document"] for row in found] == ["gazette", "lantern", "tide", "echo"]
    assert [row["stand"] for row in found] == ["same", "same", "denies", "same"]
    assert [row["holder"] for row in found] == [
        "Dorrit Haldane",
        "Tomas Okello",
        "Petra Lunde",
        "The Marren Echo",
    ]


def test_lists_are_narrowed(run: Run) -> None:
    assert CLOSED in run("claims", "--disputed", "--about", "crane sway")[1]
    assert run("claims", "--circular")[:2] == (0, "Nothing was found.\n")
    assert run("claims", "--about", "zeppelin")[1] == "Nothing was found.\n"
    assert "There is more: --offset 0." in run("claims", "--limit", "0")[1]


def test_the_same_question_gives_the_same_bytes(run: Run) -> None:
    for format in ("text", "json", "csv"):
        assert run("claims", "--format", format) == run("claims", "--format", format)


def test_what_is_no_claim_is_a_wrong_call(run: Run) -> None:
    status, out, complaints = run("claim", "cffff")
    assert (status, out) == (2, "")
    assert "C040" in complaints
    assert "`onrecord claims` lists their ids" in complaints
    assert run("claims", "--about", "?!")[0] == 2


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process works claims out: this one can't write, and has what is stored."""

    def update(*_: object) -> int:
        reason = sqlite3.OperationalError("database is locked")
        reason.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise reason

    monkeypatch.setattr(claimed, "update", update)


@pytest.mark.usefixtures("busy")
def test_claims_that_another_process_works_out_are_not_said_to_be_none(run: Run) -> None:
    for command in ("claims", "changes"):
        status, out, complaints = run(command)
        told = " ".join(out.split())
        assert (status, complaints) == (0, "")
        assert "4 of 4 articles are still to be compared" in told
        assert "Nothing was found" not in told


@pytest.mark.usefixtures("busy")
def test_programs_are_told_on_standard_error(run: Run) -> None:
    status, out, complaints = run("claims", "--format", "json")
    assert (status, json.loads(out)) == (0, [])
    assert complaints.startswith("onrecord: This is not all yet: 4 of 4 articles")


def test_who_asks_for_claims_listens_to_what_is_worked_out(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def working(what: str, *, colour: bool) -> AbstractContextManager[None]:
        heard.append(what)
        return nullcontext()

    monkeypatch.setattr(cli, "working", working)
    run("claims")
    assert heard == ["working out who is one", "comparing what articles say"]
    run("claims")
    assert len(heard) == 2
