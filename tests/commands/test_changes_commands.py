from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from casebook_articles import AT, fake_read
from casebook_asked import add, published
from claim_models import Counted

from onrecord import cli
from onrecord.casebook import Casebook, claimed
from onrecord.casebook.intake import Item

Run = Callable[..., tuple[int, str, str]]

CLOSED = "the eastern crane was closed after the engineers had measured its sway"
HEDGED = "the eastern crane may have been closed after the engineers had measured its sway"


def put(casebook: Casebook, key: str, day: str, line: str) -> None:
    data = f"{key.capitalize()} of Port Marren\n{line}\n".encode()
    made = fake_read(Item(key=key, name=key, data=data, form="text"))
    add(casebook, key, published(made, day, f"Marren {key.capitalize()}"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line beside a casebook `s.casebook`, its claims told by invented models."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(claimed, "packaged", Counted())
    with Casebook.create("s.casebook", clock=lambda: AT) as casebook:
        put(casebook, "gazette", "2031-03-10", f"Dorrit Haldane said that {HEDGED}.")
        put(casebook, "lantern", "2031-03-11", f"Dorrit Haldane said that {CLOSED}.")
        put(casebook, "tide", "2031-03-13", f"Dorrit Haldane denied that {CLOSED}.")
        put(casebook, "echo", "2031-03-14", "Petra Lunde said that five ships wait for the pilots.")
        put(casebook, "bell", "2031-03-16", "Petra Lunde said that nine ships wait for the pilots.")

    def _run(*arguments: str) -> tuple[int, str, str]:
        status = cli.main(("changes", "s.casebook", *arguments))
        return status, *capsys.readouterr()

    return _run


def found(out: str) -> list[tuple[str, str, str]]:
    return [
        (each["kind"], each["before"]["place"]["document"], each["after"]["place"]["document"])
        for each in json.loads(out)
    ]


def test_changes_of_stories_come_in_order_of_time(run: Run) -> None:
    status, out, complaints = run("--format", "json")
    assert (status, complaints) == (0, "")
    assert found(out) == [
        ("hedge dropped", "gazette", "lantern"),
        ("says otherwise", "lantern", "tide"),
        ("says otherwise", "echo", "bell"),
    ]


def test_both_passages_stand_beside_one_another(run: Run) -> None:
    status, out, _ = run()
    assert status == 0
    beside = next(line for line in out.splitlines() if "earlier" in line)
    assert beside.count("Dorrit Haldane") == 2
    assert "later" in beside
    assert "A hedge is dropped" in out
    assert "“may” is left out later" in out
    assert "“five” became “nine”" in " ".join(out.split())
    assert "Read by a model, not established." in out


def test_a_narrow_window_puts_them_below_one_another(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    out = run()[1]
    assert out.index("earlier") < out.index("later")
    assert all(len(line) <= 50 for line in out.splitlines())


def test_a_table_has_a_row_each_with_both_places(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("--format", "csv")[1])))
    assert len(rows) == 3
    first = rows[0]
    assert (first["change"], first["before_document"]) == ("hedge dropped", "gazette")
    assert (first["after_document"], first["after_line"]) == ("lantern", "2")
    assert first["claim"]
    assert "may" in first["before_text"].split()


def test_of_one_person_or_one_claim(run: Run) -> None:
    assert found(run("--who", "Petra Lunde", "--format", "json")[1]) == [
        ("says otherwise", "echo", "bell")
    ]
    with Casebook.open("s.casebook") as casebook:
        claim = next(each for each in casebook.claims() if "crane" in each.text)
    kinds = [kind for kind, *_ in found(run("--claim", claim.id, "--format", "json")[1])]
    assert kinds == ["hedge dropped", "says otherwise"]


@pytest.mark.parametrize(
    ("arguments", "code"), [(("--claim", "cffffffffff"), "C040"), (("--who", "Nobody"), "C031")]
)
def test_what_is_not_there_is_said_with_a_number(
    run: Run, arguments: tuple[str, ...], code: str
) -> None:
    status, out, complaints = run(*arguments)
    assert (status, out) == (1, "") or (status, out) == (2, "")
    assert code in complaints


def test_more_than_is_shown_is_said(run: Run) -> None:
    out = run("--limit", "1")[1]
    assert "There is more: --offset 1." in " ".join(out.split())
    assert found(run("--limit", "1", "--offset", "2", "--format", "json")[1]) == [
        ("says otherwise", "echo", "bell")
    ]


def test_versions_of_articles_are_the_other_sort(run: Run) -> None:
    assert run("--of", "versions")[1] == ""
    with Casebook.open("s.casebook") as casebook:
        put(casebook, "gazette", "2031-03-10", f"Dorrit Haldane said that {CLOSED}.")
    status, out, _ = run("--of", "versions")
    assert status == 0
    assert "gazette: version 1 → 2" in out


def test_nothing_is_said_of_a_casebook_where_nothing_changed(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    Casebook.create("empty.casebook").close()
    assert cli.main(("changes", "empty.casebook")) == 0
    assert "Nothing was found." in capsys.readouterr().out
