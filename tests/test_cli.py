from __future__ import annotations

import argparse
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sample_records import (
    make_empty_record,
    make_ferry_record,
    make_hostile_record,
    make_people_record,
    make_record,
)

from onrecord import batch, cli
from onrecord.annotate.gazetteer import Gazetteer
from onrecord.errors import ERRORS, OnrecordError
from onrecord.record import Document, MadeBy, Record

HERE = Path(__file__).parent
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stands for `onrecord.read`: the file's name says what comes of it."""

    def _read(
        file: str, gazetteer: Gazetteer | None, published: str | None, publisher: str | None
    ) -> Record:
        stem = Path(file).stem
        if stem == "bad":
            raise OnrecordError("R001", where=file)
        if stem == "boom":
            raise ZeroDivisionError("first line\nsecond line")
        if stem == "huge":
            raise MemoryError
        if stem == "locked":
            raise PermissionError(13, "Permission denied")
        if stem == "interrupted":
            raise KeyboardInterrupt
        makers = {
            "hostile": make_hostile_record,
            "empty": make_empty_record,
            "people": make_people_record,
            "ferry": make_ferry_record,
        }
        if gazetteer:
            return replace(make_record(), made_by=MadeBy(onrecord=gazetteer.version, stages={}))
        made = makers.get(stem, make_record)()
        return replace(
            made,
            document=replace(
                made.document,
                published=published or made.document.published,
                publisher=publisher or made.document.publisher,
            ),
        )

    def _annotate(document: Document, gazetteer: Gazetteer | None) -> Record:
        if "boom" in document.text:
            raise ZeroDivisionError
        return Record(made_by=make_record().made_by, document=document)

    monkeypatch.setattr(batch, "_read", _read)
    monkeypatch.setattr(batch, "_annotate", _annotate)


@pytest.fixture
def run(
    read: None,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Run:
    """Run the command line in a fresh folder; returns status, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_DEBUG", raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def _run(*arguments: str) -> tuple[int, str, str]:
        status = cli.main(arguments)
        return status, *capsys.readouterr()

    return _run


def in_a_terminal(monkeypatch: pytest.MonkeyPatch, columns: int = 80) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)


# --- what is printed ----------------------------------------------------------------


def test_one_file_gives_its_report_and_no_summary(run: Run) -> None:
    status, out, err = run("read", "a.html")
    assert status == 0
    assert out.startswith("Harbour Board Hid Crane Warnings")
    assert "Read in 0.0 s by onrecord" in out
    assert "not read" not in out
    assert "1 read" not in out
    assert err == ""


def test_several_files_give_a_report_each_and_a_summary(run: Run) -> None:
    status, out, err = run("read", "a.html", "bad.html", "empty.html")
    assert status == 1
    assert out.index("Harbour Board") < out.index("found no attribution") < out.index("2 read")
    assert "1 not read" in out
    assert err == (
        "onrecord: bad.html: R001: the file is empty; "
        "check that the file was saved or downloaded whole\n"
    )


def test_a_pipe_gets_no_colours_and_a_terminal_does(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b" not in run("read", "a")[1]
    in_a_terminal(monkeypatch)
    assert "\x1b[1m" in run("read", "a")[1]


def test_colours_can_be_forced_and_forbidden(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[1m" in run("read", "a", "--color", "always")[1]
    in_a_terminal(monkeypatch)
    assert "\x1b" not in run("read", "a", "--color", "never")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("read", "a")[1]
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in run("read", "a")[1]


def test_the_report_is_as_wide_as_the_window(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    in_a_terminal(monkeypatch, columns=64)
    out = run("read", "a", "--color", "never")[1]
    assert max(map(len, out.splitlines())) == 64


def test_hostile_text_does_not_reach_the_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_a_terminal(monkeypatch)
    _, out, err = run("read", "hostile", "bad\x1b[31m\u202e/bad", "--color", "never")
    assert not {"\x1b", "\u202e", "\x07"} & set(out + err)


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_one_record_as_json(run: Run, format: str) -> None:
    status, out, _ = run("read", "a", "--format", format)
    assert status == 0
    assert Record.from_json(out) == make_record()


def test_several_records_as_json_are_an_array_whatever_fails(run: Run) -> None:
    status, out, err = run("read", "a", "bad", "empty", "--format", "json")
    assert status == 1
    assert [found["document"]["location"] for found in json.loads(out)] == [
        "harbour.html",
        "ferry.txt",
    ]
    assert err.endswith("onrecord: 2 read, 1 not read\n")


def test_csv_and_markdown(run: Run) -> None:
    assert run("read", "a", "--format", "csv")[1].startswith("document,location,")
    assert run("read", "a", "--format", "md")[1].startswith("# Harbour Board")


def test_a_table_is_chosen_of_csv_alone(run: Run, tmp_path: Path) -> None:
    printed = run("read", "ferry", "ferry", "--format", "csv", "--table", "events")[1]
    assert printed.startswith("document,location,headline,publisher,published,id,trigger,")
    assert printed.count("\r\n") == 13
    folder = tmp_path / "out"
    run("read", "ferry", "--format", "csv", "--table", "places", "-o", f"{folder}/")
    assert "Helmvik,point,IS" in (folder / "ferry.csv").read_text(encoding="utf-8")
    status, _, err = run("read", "ferry", "--format", "md", "--table", "events")
    assert status == 2
    assert "--table is of --format csv" in err


def test_a_date_that_is_given_is_every_article_s(run: Run) -> None:
    printed = run("read", "harbour", "ferry", "--date", "2031-05-07", "--format", "jsonl")[1]
    records = [json.loads(line) for line in printed.splitlines()]
    assert [each["document"]["published"] for each in records] == ["2031-05-07", "2031-05-07"]


def test_what_is_no_date_is_refused(run: Run) -> None:
    status, printed, err = run("read", "harbour", "--date", "31/02/2031")
    assert (status, printed) == (2, "")
    assert err.startswith("onrecord: C033: ")


def test_an_outlet_that_is_given_is_every_article_s(run: Run) -> None:
    printed = run("read", "harbour", "ferry", "--outlet", "Marren Owl", "--format", "jsonl")[1]
    found = [json.loads(line)["document"]["publisher"] for line in printed.splitlines()]
    assert found == ["Marren Owl"] * 2


def test_a_json_line_has_a_date_of_its_own(run: Run) -> None:
    status, _, err = run("read", "--jsonl", "in.jsonl", "--date", "2031-05-07")
    assert status == 2
    assert "--date is not of JSON lines" in err


def test_a_folder_stands_for_its_files(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for name in ("b.txt", "a.txt"):
        (tmp_path / "news" / name).write_text("It rained.", encoding="utf-8")
    status, out, _ = run("read", "news", "--format", "jsonl")
    assert status == 0
    assert len(out.splitlines()) == 2


def test_an_empty_folder_is_said_to_be_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    status, out, err = run("read", "news", "--format", "csv")
    assert status == 1
    assert out == "" or out.startswith("document,")
    assert "onrecord: news: U001: the folder holds no file" in err


# --- where it goes ------------------------------------------------------------------


def test_a_file_is_written_and_nothing_printed(run: Run, tmp_path: Path) -> None:
    assert run("read", "a", "--format", "json", "-o", "out.json") == (0, "", "")
    written = (tmp_path / "out.json").read_text(encoding="utf-8")
    assert Record.from_json(written) == make_record()


def test_a_failed_reading_leaves_the_old_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("old", encoding="utf-8")
    assert run("read", "bad", "--format", "json", "-o", "out.json")[0] == 1
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_an_interrupted_run_leaves_no_file(run: Run, tmp_path: Path) -> None:
    assert run("read", "a", "interrupted", "--format", "jsonl", "-o", "out") == (130, "", "")
    assert list(tmp_path.iterdir()) == []


def test_pages_of_several_files_go_into_a_folder(run: Run, tmp_path: Path) -> None:
    status, out, err = run("read", "x/a.txt", "bad", "y/a.txt", "--format", "md", "-o", "pages/")
    assert status == 1
    assert out == ""
    assert err.endswith("onrecord: 2 read, 1 not read\n")
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["a-2.md", "a.md"]


def test_several_html_pages_have_an_index_that_says_what_is_missing(
    run: Run, tmp_path: Path
) -> None:
    inputs = ["x/secret/a.txt", "bad", "y/index.txt"]
    status, out, err = run("read", *inputs, "--format", "html", "-o", "pages/")
    assert (status, out) == (1, "")
    index = tmp_path / "pages" / "index.html"
    assert err.endswith(f"onrecord: 2 read, 1 not read; start at {Path('pages', 'index.html')}\n")
    written = sorted(path.name for path in (tmp_path / "pages").iterdir())
    assert written == ["a.html", "index-2.html", "index.html"]
    page = index.read_text(encoding="utf-8")
    assert re.findall(r'<h2[^>]*><a href="([^"]*)"', page) == ["a.html", "index-2.html"]
    assert "Not read. R001" in page
    assert "secret" not in page


def test_one_html_page_in_a_folder_needs_no_index(run: Run, tmp_path: Path) -> None:
    assert run("read", "a.txt", "--format", "html", "-o", "pages/")[0] == 0
    assert [path.name for path in (tmp_path / "pages").iterdir()] == ["a.html"]


def test_an_index_never_takes_the_name_of_an_input_in_its_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    assert run("read", "index.html", "b.txt", "--format", "html", "-o", ".")[0] == 0
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "index-2.html").is_file()


def test_a_page_never_takes_the_name_of_an_input_in_its_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mine", encoding="utf-8")
    assert run("read", "a.md", "--format", "md", "-o", ".")[0] == 0
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "a-2.md").is_file()


def test_an_input_is_not_overwritten_by_whatever_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("mine", encoding="utf-8")
    (tmp_path / "b.json").symlink_to(tmp_path / "a.json")
    for output in ("a.json", "b.json", "./a.json"):
        status, _, err = run("read", "a.json", "--format", "json", "-o", output)
        assert status == 2
        assert "U002" in err
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("output", [[], ["-o", "-"], ["-o", "out.html"]])
def test_several_html_pages_need_a_folder(run: Run, output: list[str]) -> None:
    status, out, err = run("read", "a", "b", "--format", "html", *output)
    assert (status, out) == (2, "")
    assert "U003" in err


def test_a_place_that_cannot_be_written_to_is_said(run: Run) -> None:
    status, _, err = run("read", "a", "-o", "none/out.txt")
    assert status == 1
    assert err.startswith("onrecord: none/out.txt: U005: the output cannot be written")


def test_a_report_in_a_file_has_eighty_columns_and_no_colours(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    in_a_terminal(monkeypatch, columns=200)
    run("read", "a", "-o", "report.txt")
    report = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert "\x1b" not in report
    assert max(map(len, report.splitlines())) == 80


# --- JSON lines ---------------------------------------------------------------------


LINES = (
    '{"id": "one", "text": "It rained."}\n'
    "no json\n"
    '{"id": "two", "text": "boom"}\n'
    '{"id": "three", "text": "It <b>snowed</b>."}\n'
)


def test_json_lines_give_a_record_or_an_error_a_line_in_order(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(LINES, encoding="utf-8")
    status, out, err = run("read", "--jsonl", "in.jsonl", "--format", "jsonl")
    assert status == 1
    first, second, third, fourth = map(json.loads, out.splitlines())
    assert first["document"]["id"] == "one"
    assert set(second) == {"id", "error"}
    assert set(second["error"]) == {"code", "message"}
    assert third["id"] == "two"
    assert third["error"]["code"] == "U010"
    assert fourth["document"]["text"] == "It <b>snowed</b>."
    assert "onrecord: in.jsonl: line 2: " in err
    assert err.endswith("onrecord: 2 read, 2 not read\n")


def test_json_lines_are_answered_as_json_lines_if_nothing_else_is_asked(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b'{"id": "one", "text": "It rained."}\n'))
    monkeypatch.setattr(sys, "stdin", stdin)
    status, out, _ = run("read", "--jsonl", "-")
    assert status == 0
    assert json.loads(out)["document"]["id"] == "one"


def test_json_lines_are_read_one_at_a_time(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The first record is out before the last line is looked at."""
    printed_before: list[str] = []

    def annotate(document: Document, gazetteer: Gazetteer | None) -> Record:
        printed_before.append((tmp_path / "out").read_text(encoding="utf-8"))
        return Record(made_by=make_record().made_by, document=document)

    monkeypatch.setattr(batch, "_annotate", annotate)
    lines = "".join(f'{{"id": "{n}", "text": "It rained."}}\n' for n in range(3))
    (tmp_path / "in.jsonl").write_text(lines, encoding="utf-8")
    with (tmp_path / "out").open("w", encoding="utf-8") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert cli.main(["read", "--jsonl", "in.jsonl"]) == 0
    assert [text.count("\n") for text in printed_before] == [0, 1, 2]


def test_a_missing_json_lines_file_is_an_error(run: Run) -> None:
    status, out, err = run("read", "--jsonl", "none.jsonl")
    assert status == 1
    assert json.loads(out)["error"]["code"] == "R016"
    assert "onrecord: none.jsonl: R016" in err


# --- what goes wrong ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "code"), [("boom", "U010"), ("huge", "U011"), ("locked", "R016"), ("bad", "R001")]
)
def test_whatever_goes_wrong_is_one_line_with_a_code_and_the_rest_is_done(
    run: Run, file: str, code: str
) -> None:
    status, out, err = run("read", file, "a", "--format", "jsonl")
    assert status == 1
    assert len(out.splitlines()) == 1
    assert err.splitlines()[0].startswith(f"onrecord: {file}: {code}: ")
    assert len(err.splitlines()) == 2
    assert "Traceback" not in err


def test_the_traceback_of_a_defect_is_shown_on_demand(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_DEBUG", "1")
    err = run("read", "boom")[2]
    assert "Traceback" in err
    assert "U010" in err


def test_a_defect_outside_reading_is_an_internal_error_too(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "expand", lambda names: 1 / 0)
    status, out, err = run("read", "a")
    assert (status, out) == (1, "")
    assert err.startswith("onrecord: U010: something went wrong inside onrecord")


@pytest.mark.parametrize(
    "arguments",
    [[], ["raed"], ["read"], ["read", "a", "--formt", "json"], ["read", "a", "--format", "xml"]],
)
def test_a_wrong_call_is_one_line_and_status_2(run: Run, arguments: list[str]) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("onrecord: U004: the command line was not understood (")
    assert err.count("\n") == 1


def test_ctrl_c_ends_quietly(run: Run) -> None:
    assert run("read", "interrupted") == (130, "", "")


# --- one person or body -------------------------------------------------------------


def test_who_shows_one_person_by_any_part_of_the_name(run: Run) -> None:
    status, out, err = run("who", "people", "ada", "venn")
    assert (status, err) == (0, "")
    assert out.startswith("Ada Venn\nperson\n")
    assert run("who", "people", "the minister")[1] == out
    assert "and 6 more (--all shows them)" in out
    assert "more (--all" not in run("who", "people", "Ada Venn", "--all")[1]


def test_who_in_other_formats(run: Run) -> None:
    assert json.loads(run("who", "people", "kcg", "--format", "json")[1])["entity"]["id"] == "e6"
    assert run("who", "people", "kcg", "--format", "md")[1].startswith("# Kestrian Coast Guard\n")


@pytest.mark.parametrize(
    ("name", "status", "code", "said"),
    [
        ("Venn", 2, "U008", "Ada Venn (person, e1), Tor Venn (person, e3)"),
        ("Ada Ven-Karo", 1, "U007", "nearest: Ada Venn"),
        ("Zzyzx", 1, "U007", "mentioned most: Ada Venn"),
    ],
)
def test_a_name_that_is_nobodys_or_several_peoples_is_a_numbered_error(
    run: Run, name: str, status: int, code: str, said: str
) -> None:
    got, out, err = run("who", "people", name)
    assert (got, out) == (status, "")
    assert err.startswith(f"onrecord: people: {code}: ")
    assert said in err
    assert err.count("\n") == 1


def test_who_says_what_could_not_be_read(run: Run) -> None:
    assert run("who", "bad", "Venn")[0] == 1
    assert "bad: R001" in run("who", "bad", "Venn")[2]
    assert run("who", "people")[0] == 2


def test_who_is_coloured_in_a_terminal_and_as_wide(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_a_terminal(monkeypatch, columns=64)
    out = run("who", "people", "Ada Venn")[1]
    assert "\x1b[1m" in out
    assert max(map(len, re.sub(r"\x1b\[[\d;]*m", "", out).splitlines())) <= 64


# --- a gazetteer --------------------------------------------------------------------


def test_a_gazetteer_reaches_the_reading(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("- name: Ada Venn\n", encoding="utf-8")
    for command in (["read", "a"], ["who", "a", "Petra Lunde"]):
        status, out, _ = run(*command, "--gazetteer", "mine.yaml")
        assert status == 0
        assert "by onrecord mine.yaml, sha256:" in " ".join(out.split())


@pytest.mark.parametrize("command", [["read", "a"], ["who", "a", "Petra Lunde"]])
def test_a_bad_gazetteer_stops_everything_with_its_line(
    run: Run, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "mine.yaml").write_text("- name: Ada\n- nam: Venn\n", encoding="utf-8")
    status, out, err = run(*command, "--gazetteer", "mine.yaml")
    assert (status, out) == (2, "")
    assert err.startswith("onrecord: mine.yaml: G002: ")
    assert "line 2: entry 2 has the unknown key “nam”" in err
    assert "G001" in run(*command, "--gazetteer", "none.yaml")[2]


# --- the other commands -------------------------------------------------------------


def test_all_errors_are_listed(run: Run) -> None:
    status, out, _ = run("errors")
    assert status == 0
    assert [line[:4] for line in out.splitlines() if line[0] != " "] == sorted(ERRORS)


def test_one_error_is_explained(run: Run) -> None:
    status, out, _ = run("errors", "r001")
    assert status == 0
    assert out == (
        "R001  the file is empty\n      → check that the file was saved or downloaded whole\n"
    )


def test_an_unknown_code_is_a_wrong_call(run: Run) -> None:
    status, _, err = run("errors", "X9")
    assert status == 2
    assert "U006" in err


def parsers() -> list[argparse.ArgumentParser]:
    top = cli._parser()
    (commands,) = (one for one in top._actions if isinstance(one, argparse._SubParsersAction))
    return [top, *commands.choices.values()]


def test_every_command_and_option_has_help() -> None:
    for parser in parsers():
        assert parser.description
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                described = {one.dest for one in action._choices_actions if one.help}
                assert described == set(action.choices)
            else:
                assert action.help, action.dest


def test_examples_in_the_help_are_calls_that_are_understood() -> None:
    examples = [
        line.strip().split("  ")[0].split(" < ")[0].split(" > ")[0]
        for line in (cli.EXAMPLES + cli.READ_EXAMPLES + cli.WHO_EXAMPLES).splitlines()
        if line.startswith("  onrecord ")
    ]
    assert len(examples) >= 12
    for example in examples:
        cli._parser().parse_args(shlex.split(example)[1:])


# --- as a program -------------------------------------------------------------------


def program(*arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONPATH": str(HERE)},
        **more,  # type: ignore[call-overload]
    )


def test_help_and_version_and_errors_import_nothing_heavy() -> None:
    heavy = ("rich", "numpy", "onnxruntime", "yaml", "trafilatura", "tokenizers", "lxml")
    script = (
        "import sys\nfrom onrecord.cli import main\nmain(['errors'])\n"
        "try:\n    main(['read', '--help'])\nexcept SystemExit:\n    pass\n"
        f"print(sorted(set(sys.modules) & set({heavy!r})), file=sys.stderr)\n"
    )
    done = program("-c", script)
    assert done.stderr == "[]\n"
    assert "exit status" in done.stdout


def test_the_program_runs_as_a_module() -> None:
    done = program("-m", "onrecord", "--version")
    assert done.returncode == 0
    assert done.stdout.startswith("onrecord 0.")


FAKE = """\
import sys
from importlib.abc import MetaPathFinder

class NoDev(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split('.')[0] in ('pytest', '_pytest', 'hypothesis', 'mypy', 'ruff', 'fpdf'):
            raise ImportError(name)

sys.meta_path.insert(0, NoDev())
from sample_records import make_record
from onrecord import batch, cli
from onrecord.annotate.gazetteer import Gazetteer
batch._read = lambda file, *known: make_record()
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.mark.parametrize("format", ["text", "json", "jsonl", "html", "md", "csv"])
def test_every_format_is_made_without_what_only_developers_have(format: str) -> None:
    done = program("-c", FAKE, "read", "a", "--format", format)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Dorrit Haldane" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close otherwise there")
def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    command = [sys.executable, "-c", FAKE, "read", *["a"] * 200, "--format", "jsonl"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(HERE)},
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == cli.PIPE_CLOSED


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_said() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-c", FAKE, "read", "a"],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
            env=os.environ | {"PYTHONPATH": str(HERE)},
        )
    assert done.returncode == 1
    assert done.stderr.startswith("onrecord: U005: the output cannot be written")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_console_of_another_encoding_is_survived(encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FAKE, "read", "a"],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(HERE), "PYTHONIOENCODING": encoding},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    # What is no terminal gets UTF-8, whatever the console speaks.
    assert "“buried”" in done.stdout.decode("utf-8")
