from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from casebook_asked import add, make, published
from claim_models import Counted
from sample_records import make_hostile_record, make_record

from onrecord import cli
from onrecord.answer.check import KINDS
from onrecord.casebook import Casebook, claimed
from onrecord.errors import OnrecordError

Run = Callable[..., tuple[int, str, str]]

DRAFT = """\
Cranes and ferries

The Norrund Salt Council sold half of its ferries in February.

“We measured the sway ourselves, and it was three times the limit,” said Dorrit Haldane.
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line beside a casebook `s.casebook`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    with make(tmp_path / "s.casebook") as casebook:
        add(casebook, "crane", published(make_record(), "2031-03-14", "Marren Post"))
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")

    def _run(command: str, *arguments: str) -> tuple[int, str, str]:
        status = cli.main((command, "s.casebook", *arguments))
        return status, *capsys.readouterr()

    return _run


def test_an_answer_is_printed_with_its_authority_before_it(run: Run) -> None:
    status, out, complaints = run("ask", "Who denied that any warning had been received?")
    assert (status, complaints) == (0, "")
    lines = out.splitlines()
    at = next(n for n, line in enumerate(lines) if "Marren Post reported that Petra Lunde" in line)
    assert "denied" in lines[at]
    assert lines[at].endswith("93%")
    assert lines[at + 1].startswith("  │ A board spokeswoman, Petra Lunde, denied")
    assert "2031-03-14" in out
    assert "Denied ──" in out
    assert "Read by a model, not established." in out


def test_both_sides_are_said_to_be_disputed(run: Run) -> None:
    out = run("ask", "Were", "half", "of", "the", "ferries", "sold?")[1]
    assert "Disputed: both sides are on record." in out
    assert "Maren Oster" in out


def test_who_denies_it_stands_before_what_is_denied(run: Run) -> None:
    out = run("ask", "Who denied that half of the ferries were sold in February?")[1]
    first, second = "Denied, doubted or contradicted", "The other side: what is denied"
    assert out.index(first) < out.index("Maren Oster said:") < out.index(second)
    assert out.index(second) < out.index("Ivo Dahl said:")


def test_that_articles_were_not_compared_yet_is_said_until_they_are(run: Run) -> None:
    question = "Were half of the ferries sold?"
    assert "6 articles are not compared with the others yet" in run("ask", question)[1]
    assert json.loads(run("ask", question, "--format", "json")[1])["uncompared"] == 6
    with Casebook.open("s.casebook") as casebook:
        casebook.models = Counted()
        casebook.catch_up()
    assert "compared" not in run("ask", question)[1]


def test_a_check_has_claims_told_first(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claimed, "packaged", Counted())
    run("check", "draft.txt")
    with Casebook.open("s.casebook") as casebook:
        assert casebook.behind() is None


def test_a_check_of_what_cannot_be_written_takes_what_is_there(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(casebook: Casebook) -> None:
        raise OnrecordError("C005", where="s.casebook")

    monkeypatch.setattr(Casebook, "catch_up", fail)
    assert run("check", "draft.txt")[0] == 1


def test_nothing_on_record_has_a_status_of_its_own(run: Run) -> None:
    status, out, _ = run("ask", "Who sank the zeppelin?")
    assert status == 1
    assert "Nothing on record." in out
    assert json.loads(run("ask", "Who sank the zeppelin?", "--format", "json")[1])["says"] == []


def test_a_question_of_no_words_is_refused(run: Run) -> None:
    status, out, complaint = run("ask", "Who is it?")
    assert (status, out) == (2, "")
    assert "C030" in complaint


def test_every_row_of_an_answer_names_its_passage_and_that_a_model_read_it(run: Run) -> None:
    question = "What did Ines Karo say about Ada Venn?"
    answer = json.loads(run("ask", question, "--format", "json")[1])
    rows = [*csv.DictReader(io.StringIO(run("ask", question, "--format", "csv")[1]))]
    found = [*answer["says"], *answer["denies"], *answer["open"]]
    assert len(rows) == len(found) > 0
    assert answer["read_by"] == "a model; not established"
    with Casebook.open("s.casebook") as casebook:
        for row in rows:
            assert row["read_by"] == "a model; not established"
            assert " reported" in row["authority"]
            text = casebook.record(row["document"], int(row["version"])).document.text
            assert text[int(row["start"]) : int(row["end"])] == row["text"]
            assert 0 <= float(row["relevance"]) <= 1


def test_limits_are_checked(run: Run) -> None:
    assert run("ask", "crane", "--limit", "0")[0] == 2
    assert run("check", "draft.txt", "--only", "typos")[0] == 2


def test_a_draft_is_checked_and_what_differs_is_shown(run: Run) -> None:
    status, out, _ = run("check", "draft.txt")
    assert status == 1
    words = " ".join(out.split())
    assert "line 3 stated as fact" in words
    assert "line 5 quotation differs" in words
    assert "draft three times, on record twice" in words
    rows = json.loads(run("check", "draft.txt", "--format", "json")[1])
    assert {row["kind"] for row in rows} <= set(KINDS)
    for row in rows:
        assert row["read_by"] == "a model; not established"
        assert DRAFT[row["start"] : row["end"]] == row["words"]
    one = [*csv.DictReader(io.StringIO(run("check", "draft.txt", "--format", "csv")[1]))]
    assert {row["kind"] for row in one} == {row["kind"] for row in rows}
    assert any(row["differences"] == "three times / twice" for row in one)


def test_one_kind_alone_decides_the_status(run: Run) -> None:
    status, out, _ = run("check", "draft.txt", "--only", "other speaker")
    assert status == 0
    assert "Nothing to look at was found." in out


def test_a_draft_that_cannot_be_read_is_no_finding(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    for name, code in (("empty.txt", "R001"), ("nowhere.txt", "R016")):
        status, out, complaint = run("check", name)
        assert (status, out) == (2, "")
        assert code in complaint


def test_articles_that_attack_a_terminal_are_shown_as_what_they_are(run: Run) -> None:
    with Casebook.open("s.casebook") as casebook:
        add(casebook, "hostile", make_hostile_record())
        text = casebook.record("hostile").document.text
    word = max(text.split(), key=lambda each: (each.isalpha(), len(each)))
    out = run("ask", "what", "is", word)[1]
    assert "\x1b" not in out
    assert "\u202e" not in out
