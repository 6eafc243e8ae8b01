"""The commands of grades: grade a source or a claim, list the register, carry it elsewhere."""

from __future__ import annotations

import argparse
import dataclasses
import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from onrecord.console import add_command, print_chunks
from onrecord.errors import OnrecordError
from onrecord.export.visible import one_line

if TYPE_CHECKING:
    from onrecord.casebook import Casebook, Grade

_GRADE_EXAMPLES = """\
examples:
  onrecord grade story.casebook "Port Gazette" B --why "its corrections are prompt"
  onrecord grade story.casebook "Ada Venn" C --why "wrong about the crane" --as ines
  onrecord grade story.casebook "#12" D --why "..."    one of several of that name
  onrecord grade story.casebook c3f9a1c2d4e5 2 --why "..."   a claim, by its id

A grade can be given anew, or undone with `onrecord undo`; all are kept.
"""

_GRADES_EXAMPLES = """\
examples:
  onrecord grades story.casebook                 the register: who has which grade, and why
  onrecord grades story.casebook --history       every grade ever given
  onrecord grades story.casebook --of "Ada Venn" one source, with whom it takes its grade from
  onrecord grades story.casebook --dump > register.jsonl     to be taken elsewhere
  onrecord grades other.casebook --load register.jsonl
  onrecord grades story.casebook --scales        what A to F and 1 to 6 say
"""


def register(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the commands to the parser."""
    grade = add_command(
        commands,
        "grade",
        _grade,
        "grade a source A to F, or a claim 1 to 6",
        epilog=_GRADE_EXAMPLES,
    )
    grade.description = (
        "Say how reliable a source is (A to F), or how credible a claim (1 to 6). The two are\n"
        "kept apart; F and 6 say that nothing can be judged, not that it is bad."
    )
    grade.add_argument("name", metavar="NAME", help="a source, a number such as #12, a claim's id")
    grade.add_argument("value", metavar="GRADE", help="A to F of a source, 1 to 6 of a claim")
    grade.add_argument("--why", metavar="TEXT", required=True, help="the reason, kept with it")
    grade.add_argument(
        "--as", "--by", dest="by", metavar="NAME", help="who grades (default: the login name)"
    )
    grade.add_argument(
        "--ahead", action="store_true", help="also a source that the casebook does not have yet"
    )

    grades = add_command(
        commands, "grades", _grades, "list the grades of sources", epilog=_GRADES_EXAMPLES
    )
    grades.description = "List the register of sources, its history, or carry it elsewhere."
    what = grades.add_mutually_exclusive_group()
    what.add_argument(
        "--history", action="store_true", help="every grade ever given, in time order"
    )
    what.add_argument(
        "--of", metavar="NAME", help="one source: its own grade, or whose it takes over"
    )
    what.add_argument("--scales", action="store_true", help="what the grades say")
    what.add_argument("--dump", action="store_true", help="write the register as JSON lines")
    what.add_argument(
        "--load", metavar="FILE", help="take in what --dump wrote (-: standard input)"
    )
    grades.add_argument(
        "--format",
        choices=("text", "json", "csv"),
        default="text",
        help="what to print (default: text, for people)",
    )


def _grade(arguments: argparse.Namespace) -> int:
    from onrecord.casebook import Casebook
    from onrecord.casebook.grades.scale import scale

    with Casebook.open(arguments.casebook) as casebook:
        entry = casebook.grade(
            arguments.name,
            arguments.value,
            why=arguments.why,
            by=arguments.by,
            ahead=arguments.ahead,
        )
        is_source = entry.grade is not None and entry.grade.axis == "reliability"
        unmet = _unmet(casebook, entry.id) if is_source else None
    if entry.grade:
        step = scale(entry.grade.axis)[entry.grade.value]
        line = f"{entry.id[:12]} {one_line(entry.name or '')}: {step.value}, {step.name}\n"
        print_chunks([line], "text")
        if unmet:
            print(f"onrecord: {unmet}", file=sys.stderr)
    return 0


def _unmet(casebook: Casebook, decision: str) -> str | None:
    """That a grade is of nobody's articles, where a body is graded that may be an outlet."""
    given = next((each for each in casebook.grades() if each.decision == decision), None)
    if given is None or given.documents:
        return None
    types = {casebook.who(f"#{number}", limit=1).type for number in given.identities}
    if types and not types - {"person"}:
        return None
    there = ", but it is named there" if types else ""
    return f"no article of the casebook is from an outlet called “{one_line(given.name)}”{there}"


def _grades(arguments: argparse.Namespace) -> int:
    from onrecord.casebook import Casebook

    if arguments.format != "text" and (arguments.scales or arguments.dump or arguments.load):
        raise OnrecordError("U004", detail="--format is of the list")
    if arguments.scales:
        print_chunks(_scales(), "text")
        return 0
    with Casebook.open(arguments.casebook) as casebook:
        if arguments.load:
            from onrecord.commands.journal import load

            return load(casebook.journal, arguments.load)
        if arguments.dump:
            print_chunks(_dump(casebook), "jsonl")
            return 0
        if arguments.of is not None:
            print_chunks(_of(casebook, arguments.of, arguments.format), arguments.format)
            return 0
        found = casebook.grades(history=arguments.history)
    if arguments.format == "json":
        rows = [dataclasses.asdict(each) for each in found]
        print_chunks([json.dumps(rows, ensure_ascii=False, indent=2) + "\n"], "json")
    elif arguments.format == "csv":
        from onrecord.casebook import Grade
        from onrecord.commands.asking_tables import as_csv

        columns = [field.name for field in dataclasses.fields(Grade)]
        print_chunks(as_csv(columns, map(_row, found)), "csv")
    else:
        print_chunks(_listed(found, history=arguments.history), "text")
    return 0


def _row(grade: Grade) -> dict[str, object]:
    return {field.name: getattr(grade, field.name) for field in dataclasses.fields(grade)}


def _dump(casebook: Any) -> Iterator[str]:
    """The entries that grade sources, and those that undo such ones."""
    entries = casebook.journal.entries()
    kept = {each.id for each in entries if each.grade and each.grade.axis == "reliability"}
    before = 0
    while len(kept) > before:  # an undo may be undone
        before = len(kept)
        kept |= {each.id for each in entries if each.of in kept}
    return (each.to_json() + "\n" for each in entries if each.id in kept)


def _of(casebook: Any, name: str, format: str) -> Iterator[str]:
    found = casebook.reliability(name)
    if format == "json":
        yield json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=2) + "\n"
        return
    if format == "csv":
        raise OnrecordError("U004", detail="--of has no --format csv")
    head = f"{one_line(found.of)}: {found.value}, {found.name}"
    yield f"{head}{' (taken over)' if found.inherited else ''}\n"
    yield from _wrapped(found.reasons, "  ")


def _listed(found: list[Grade], *, history: bool) -> Iterator[str]:
    from onrecord.casebook.grades.scale import scale

    if not found:
        yield "Nobody graded a source.\n"
    for each in found:
        state = f"{each.state:9} " if history else ""
        called = scale("reliability")[each.value].name
        yield f"{state}{each.value}  {one_line(each.name)}  ({called})\n"
        where = []
        if each.documents:
            where.append(f"outlet of {each.documents} document{'s' * (each.documents != 1)}")
        where += [f"#{number}" for number in each.identities]
        if not where and each.state == "holds" and not each.reason:
            where.append("nobody in this casebook is called so")
        by = f"{each.by}, {each.at[:10]}: {each.why}"
        yield from _wrapped([by, *([each.reason] if each.reason else [])], "     ")
        yield from _wrapped([" · ".join([*where, each.decision[:12]])], "     ")


def _scales() -> Iterator[str]:
    from onrecord.casebook.grades.scale import AXES, scale

    for axis in AXES:
        yield f"{axis.capitalize()} of a {'source' if axis == 'reliability' else 'claim'}\n"
        for step in scale(axis).values():
            yield from _wrapped([f"{step.value}  {step.name}: {step.says}"], "  ", hanging=3)


def _wrapped(lines: Iterable[str], indent: str, hanging: int = 0) -> Iterator[str]:
    width = min(max(shutil.get_terminal_size().columns, 40), 100)
    for line in lines:
        text = textwrap.fill(
            one_line(line),
            width,
            initial_indent=indent,
            subsequent_indent=indent + " " * hanging,
        )
        yield f"{text}\n"
