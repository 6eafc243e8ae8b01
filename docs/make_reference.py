"""Writes docs/reference/ from the code, so that the two can't drift apart.

    .venv/bin/python docs/make_reference.py

A test makes every page in memory and compares it with what is committed.
"""

from __future__ import annotations

import argparse
import ast
import dataclasses
import inspect
import itertools
import json
import re
import typing
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

import onrecord
from onrecord import cli, errors, record
from onrecord.ingest import limits

HERE = Path(__file__).resolve().parent
NOTICE = "<!-- Written by docs/make_reference.py from the code. Change the code, then run it. -->"


def errors_page() -> str:
    """Every numbered error and note: what happened, what to do."""
    lines = [
        "# Errors and notes",
        "",
        "Each has a number, so that it can be searched for. One that kept a document from being "
        "read is an error: the command says so and ends with status 1. One that left something "
        "out, or doubts something, is a note in the record's `document.notes`. R is about reading "
        "a file, U about how the program was called, E about a record, G about your own gazetteer, "
        "M about the packaged model, C about a casebook, F about what is fetched and what is in "
        "web archives and feeds, W about the workbench.",
        "",
        "| code | what happened | what to do |",
        "|---|---|---|",
    ]
    for code, entry in sorted(errors.ERRORS.items()):
        lines.append(f"| `{code}` | {_cell(entry.what)} | {_cell(entry.do)} |")
    return _page(lines)


def record_page() -> str:
    """The nouns of the record: every class of record.py with its fields."""
    lines = [
        "# The record",
        "",
        "What `onrecord.read` returns and `--format json` prints, version "
        f"`{record.SCHEMA}`. The JSON has the same names and the same order; "
        "floats are rounded to three decimals.",
        "",
        *_paragraphs(record.__doc__),
    ]
    for name, thing in vars(record).items():
        if not (dataclasses.is_dataclass(thing) and isinstance(thing, type)):
            continue
        lines += [f"## {name}", "", *_paragraphs(thing.__doc__), *_fields(thing)]
        lines += _members(thing)
    lines += ["## Lists of values", "", "| name | values |", "|---|---|"]
    for name, thing in vars(record).items():
        if typing.get_origin(thing) is typing.Literal:
            values = " ".join(f"`{value}`" for value in typing.get_args(thing))
            lines.append(f"| {name} | {values} |")
    story = " ".join(f"`{kind}`" for kind in sorted(record.STORY_KINDS))
    lines += ["", f"The kinds of block that are read for attributions: {story}.", ""]
    lines += ["## What is checked", "", *_paragraphs(record.check.__doc__)]
    return _page(lines)


def cli_page() -> str:
    """Every command with its arguments and options, from the parser itself."""
    parser = cli._parser()
    lines = ["# The command line", "", *_command(parser)]
    for name, command in sorted(commands(parser).items()):
        lines += [f"## onrecord {name}", "", *_command(command)]
    return _page(lines)


def lexicons_page() -> str:
    """The lexicons: what each is for (its head comment) and what it holds."""
    lines = [
        "# Lexicons",
        "",
        "Word lists are data: YAML files in `src/onrecord/lexicon/`, our own lists. To change how "
        "a cue is read, change a list. A record's `made_by.stages` tells with which lists "
        "it was made.",
        "",
    ]
    folder = resources.files("onrecord.lexicon")
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if not path.name.endswith(".yaml"):
            continue
        text = path.read_text(encoding="utf-8")
        head = re.match(r"(?:#.*\n)*", text)
        lines += [f"## {path.name}", ""]
        comment = re.sub(r"^# ?", "", head.group() if head else "", flags=re.MULTILINE)
        # A list within the head comment is indented there: kept as a list.
        comment = re.sub(r"^ {2,}(\S+) +", r"- `\1` ", comment, flags=re.MULTILINE)
        lines += re.sub(r"(?<!\n)\n- ", "\n\n- ", comment, count=1).splitlines()
        data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (strings only)
        lines += ["", "| list | entries |", "|---|---|"]
        lines += [f"| `{key}` | {_count(value)} |" for key, value in data.items()]
        lines.append("")
    return _page(lines)


def library_page() -> str:
    """The exported names: what each is, and where its fields are listed."""
    lines = [
        "# The library",
        "",
        "The names that `onrecord` exports. Everything else is private to it.",
        "",
    ]
    for name in sorted(onrecord.__all__):
        thing = getattr(onrecord, name)
        call = f"onrecord.{name}"
        if inspect.isfunction(thing):
            lines += ["## " + name, "", "```python", call + _signature(thing), "```", ""]
            lines += _paragraphs(thing.__doc__)
            continue
        lines += ["## " + name, ""]
        if inspect.isclass(thing):
            lines += _paragraphs(thing.__doc__)
        if vars(record).get(name) is thing and dataclasses.is_dataclass(thing):
            lines += [f"Its fields: [the record](record.md#{name.lower()}).", ""]
        elif inspect.isclass(thing):
            lines += _members(thing)
        else:
            lines += [f"`{call} = {thing!r}`", ""]
    return _page(lines)


def limits_page() -> str:
    """How much is read at most: the figures of ingest/limits.py with their reasons."""
    tree = ast.parse(inspect.getsource(limits))
    lines = ["# Limits", "", *_paragraphs(limits.__doc__), "| limit | value | |", "|---|---|---|"]
    for statement, following in itertools.pairwise(tree.body):
        match statement, following:
            case ast.Assign(targets=[ast.Name(id=name)]), ast.Expr(value=ast.Constant(value=said)):
                lines.append(f"| `{name}` | {getattr(limits, name):,} | {_cell(said)} |")
    return _page(lines)


def commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The sub-commands of a parser by name."""
    found: dict[str, argparse.ArgumentParser] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            found.update(action.choices)
    return found


def web_page() -> str:
    """The workbench's pages, from the schema of their JSON."""
    schema = json.loads((HERE / "reference" / "web.schema.json").read_text(encoding="utf-8"))
    lines = [
        "# The workbench's pages as JSON",
        "",
        f"{schema['description']} The whole schema, with every field: "
        "[web.schema.json](web.schema.json). How to use the pages: [the workbench in the "
        "browser](../guides/workbench.md).",
        "",
        "| `page` | what it is | what is in it |",
        "|---|---|---|",
    ]
    for name, held in sorted(schema["$defs"].items()):
        properties = held.get("properties", {})
        if "const" in properties.get("page", {}):
            fields = ", ".join(f"`{each}`" for each in properties if each not in ("schema", "page"))
            lines.append(f"| `{name}` | {_cell(held.get('description', ''))} | {fields} |")
    return _page(lines)


PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli_page,
    "errors.md": errors_page,
    "lexicons.md": lexicons_page,
    "library.md": library_page,
    "limits.md": limits_page,
    "record.md": record_page,
    "web.md": web_page,
}


def _command(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield from _paragraphs(parser.description)
    yield from _options(parser)
    if parser.epilog:
        yield from ["```text", *inspect.cleandoc(parser.epilog).splitlines(), "```", ""]


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """A table of arguments and options, worded alike by every Python (--help is not)."""
    rows = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) or action.help == argparse.SUPPRESS:
            continue
        value = "" if action.nargs == 0 else _value_name(action)
        flags = ", ".join(
            f"`{flag}{' ' + value if value else ''}`" for flag in action.option_strings
        )
        default = action.default
        shown = default is not None and default is not False and default != argparse.SUPPRESS
        text = (action.help or "") % {"default": default, "prog": "onrecord"}
        if shown and action.option_strings and "default" not in text:
            text += f" (default: {default})"
        rows.append(f"| {flags or f'`{value}`'} | {_cell(text)} |")
    if rows:
        yield from ["| argument | meaning |", "|---|---|", *rows, ""]


def _value_name(action: argparse.Action) -> str:
    if isinstance(action.metavar, str):
        return action.metavar
    if action.choices:
        return "{" + ",".join(str(choice) for choice in action.choices) + "}"
    return action.dest.upper()


def _fields(thing: Any) -> list[str]:
    lines = ["| field | type | default |", "|---|---|---|"]
    for field in dataclasses.fields(thing):
        default = "required"
        if field.default is not dataclasses.MISSING:
            default = f"`{field.default!r}`"
        elif field.default_factory is not dataclasses.MISSING:
            default = f"`{field.default_factory()!r}`"
        lines.append(f"| `{field.name.rstrip('_')}` | `{_cell(str(field.type))}` | {default} |")
    return [*lines, ""]


def _members(thing: type) -> list[str]:
    lines = []
    for name, member in vars(thing).items():
        function = getattr(member, "__func__", getattr(member, "fget", None) or member)
        if name.startswith("_") or not inspect.isfunction(function):
            continue
        call = name if isinstance(member, property) else f"{name}{_signature(function)}"
        said = " ".join((function.__doc__ or "").split())
        lines.append(f"- `{call}`: {said}")
    return [*lines, ""] if lines else []


def _signature(function: Callable[..., Any]) -> str:
    whole = inspect.signature(function)
    kept = [p for name, p in whole.parameters.items() if name not in ("self", "cls")]
    return str(whole.replace(parameters=kept)).replace("'", "")


def _paragraphs(text: str | None) -> list[str]:
    if not text:
        return []
    parts = inspect.cleandoc(text).split("\n\n")
    return [line for part in parts for line in (" ".join(part.split()), "")]


def _count(value: Any) -> str:
    if isinstance(value, dict) and all(isinstance(item, (list, dict)) for item in value.values()):
        return ", ".join(f"{key}: {_size(item)}" for key, item in value.items())
    return str(_size(value))


def _size(value: Any) -> int:
    return len(value) if isinstance(value, (list, dict)) else 1


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _page(lines: list[str]) -> str:
    text = "\n".join([NOTICE, "", *lines])
    return re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n"


def main() -> None:
    for name, make in PAGES.items():
        (HERE / "reference" / name).write_text(make(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
