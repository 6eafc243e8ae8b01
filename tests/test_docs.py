"""The documentation says what the code does: a contract, held by test."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from sample_records import make_record

import onrecord
from onrecord import cli, errors

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), ROOT / "samples" / "README.md"])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


reference = load(DOCS / "make_reference.py")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("name", sorted(reference.PAGES))
def test_a_reference_page_is_what_the_code_says(name: str) -> None:
    made = reference.PAGES[name]()
    assert made == read(DOCS / "reference" / name), "run docs/make_reference.py"


def test_every_reference_page_is_made() -> None:
    pages = {path.name for path in (DOCS / "reference").glob("*.md")}
    assert pages == set(reference.PAGES)


def test_every_command_and_option_of_help_is_in_the_reference() -> None:
    page = read(DOCS / "reference" / "cli.md")
    sections = dict(zip(re.findall(r"^## (.*)$", page, re.M), page.split("\n## ")[1:], strict=True))
    names = sorted(reference.commands(cli._parser()))
    assert sorted(sections) == [f"onrecord {name}" for name in names]
    for name in names:
        command = [sys.executable, "-m", "onrecord", name, "--help"]
        printed = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
        options = set(re.findall(r"(?<![\w-])--[a-z][\w-]*", printed))
        assert options, "an option was expected in --help"
        assert {option for option in options if option not in sections[f"onrecord {name}"]} == set()


def test_every_option_named_in_the_docs_exists() -> None:
    parsers = reference.commands(cli._parser()).values()
    known = {
        flag for parser in parsers for action in parser._actions for flag in action.option_strings
    }
    known |= {flag for action in cli._parser()._actions for flag in action.option_strings}
    for path in PAGES:
        for line in read(path).splitlines():
            # Only what follows our own command, up to the next one in the pipe.
            for call in re.findall(r"onrecord read [^|`#]*", line):
                given = re.findall(r"(?<!\S)--?[a-z][\w-]*", call)
                assert set(given) <= known, f"{named(path)}: {call}"


def test_every_error_code_is_documented_and_no_other() -> None:
    page = read(DOCS / "reference" / "errors.md")
    assert re.findall(r"^\| `(\w+)`", page, re.MULTILINE) == sorted(errors.ERRORS)


def test_every_error_code_can_happen() -> None:
    source = "".join(
        read(path) for path in (ROOT / "src").rglob("*.py") if path.name != "errors.py"
    )
    assert [code for code in errors.ERRORS if f'"{code}"' not in source] == []


def test_the_exported_names_are_those_documented() -> None:
    page = read(DOCS / "reference" / "library.md")
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == sorted(onrecord.__all__)


def test_exported_names_have_something_said_about_them() -> None:
    silent = [name for name in onrecord.__all__ if not getattr(onrecord, name).__doc__]
    assert silent == []


def links(path: Path) -> Iterator[str]:
    text = FENCE.sub("", read(path))
    yield from re.findall(r"\]\(([^)\s]+)\)", text)


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", read(path)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_internal_links_resolve(path: Path) -> None:
    for link in links(path):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        if anchor:
            assert anchor in anchors(target), link


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md" or not page.exists():
            continue
        seen.add(page)
        targets = (link.partition("#")[0] for link in links(page) if ":" not in link)
        waiting.extend((page.parent / target).resolve() for target in targets if target)
    assert sorted(map(named, set(PAGES) - seen)) == []


def python_examples() -> Iterator[tuple[str, str]]:
    for path in (ROOT / "README.md", DOCS / "guides" / "library.md"):
        for number, (language, code) in enumerate(FENCE.findall(read(path))):
            if language == "python":
                yield f"{named(path)}-{number}", code


@pytest.mark.parametrize(
    "code", [code for _, code in python_examples()], ids=[name for name, _ in python_examples()]
)
def test_the_examples_run(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_sample(source: object = None, **given: object) -> onrecord.Record:
        assert (source is None) == ("text" in given)
        assert set(given) <= {"text", "id", "title", "published", "url", "gazetteer"}
        return make_record()

    monkeypatch.setattr(onrecord, "read", read_sample)
    around = {"onrecord": onrecord, "record": make_record(), "page_bytes": b"", "story": ""}
    exec(compile(code, "example", "exec"), around)  # noqa: S102


def test_the_sample_files_named_in_the_docs_exist() -> None:
    for path in PAGES:
        for file in re.findall(r"samples/([\w.-]+\.(?:txt|md|html|eml|pdf|docx|py))", read(path)):
            assert (ROOT / "samples" / file).is_file(), f"{named(path)}: {file}"


def test_the_decisions_are_numbered_and_listed() -> None:
    files = sorted(path.name for path in (DOCS / "decisions").glob("0*.md"))
    assert [int(name[:4]) for name in files] == list(range(1, len(files) + 1))
    listed = re.findall(r"\]\((0[^)]*)\)", read(DOCS / "decisions" / "README.md"))
    assert sorted(listed) == files


def test_the_accuracy_table_has_its_place() -> None:
    text = read(ROOT / "README.md")
    begin, end = text.index("<!-- bench:begin -->"), text.index("<!-- bench:end -->")
    assert "|" in text[begin:end], "run `make bench` (bench/table.py)"


def test_the_changelog_names_this_version() -> None:
    project = read(ROOT / "pyproject.toml")
    found = re.search(r'^version = "(.*)"$', project, re.MULTILINE)
    assert found
    assert found.group(1) in read(ROOT / "CHANGELOG.md")
