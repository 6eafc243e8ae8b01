"""The command line. Each command calls one function of the library.

Nothing heavy is imported before a command needs it, so that `--help` answers at once.
Exit status: 0 all was read; 1 something was not; 2 a wrong call; 130 interrupted.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from onrecord import __version__, batch, work
from onrecord.batch import STDIN, Result
from onrecord.commands import answers, asking, casebook, changes, claims, grades, journal, serve
from onrecord.console import (
    add_common,
    add_date,
    add_outlet,
    complain,
    load_gazetteer,
    print_chunks,
    wants_colour,
)
from onrecord.errors import ERRORS, OnrecordError
from onrecord.export import CSV_TABLES, FORMATS, stream_writer, writer
from onrecord.export.visible import one_line
from onrecord.export.who import FORMATS as WHO_FORMATS
from onrecord.progress import Progress, working

if TYPE_CHECKING:
    from onrecord.annotate.gazetteer import Gazetteer
    from onrecord.export.html import IndexEntry

WRONG_CALL = frozenset(
    {
        "C001",
        "C002",
        "C008",
        "C020",
        "C023",
        "C024",
        "C030",
        "C032",
        "C033",
        "C034",
        "C040",
        "G001",
        "G002",
        "G003",
        "G004",
        "U002",
        "U003",
        "U004",
        "U006",
        "U008",
        "W011",
    }
)
INTERRUPTED = 130
PIPE_CLOSED = 141  # what a shell reports of a program ended by SIGPIPE

DESCRIPTION = """\
onrecord reads news reporting and keeps the record of it: who said what, on whose
authority. It runs offline. What it prints was read by a model: check the words
before you rely on them.
"""

EXAMPLES = """\
examples:
  onrecord read article.html             who said what, in the terminal
  onrecord read article.html --format html -o report.html
  onrecord who article.html Venn         one person or body: all that it has on them
  onrecord add story.casebook articles/  many articles into one safe file
  onrecord search story.casebook crane   who said what with that word in it
  onrecord errors R001                   what a code means and what to do about it
"""

READ_EXAMPLES = """\
examples:
  onrecord read article.html             a sourcing report in the terminal
  onrecord read a.pdf b.eml articles/    several files, and all files of a folder
  onrecord read - < article.txt          standard input
  onrecord read articles/ --format html -o reports/     a page each, an index
  onrecord read articles/ --format csv -o said.csv      a row each attribution
  onrecord read articles/ --format csv --table events -o events.csv
  onrecord read --jsonl in.jsonl > out.jsonl            a record a line, same order
  onrecord read article.html --gazetteer names.yaml     with names of your own

exit status:
  0 all was read; 1 something was not (the reasons are on standard error, the rest
  is done); 2 a wrong call; 130 interrupted
"""

WHO_EXAMPLES = """\
examples:
  onrecord who article.html Ada Venn     by the full name, in any case
  onrecord who article.html venn --all   by a part of it; every mention
  onrecord who - "Coast Guard" < article.txt
  onrecord who article.html Venn --format json
  onrecord who story.casebook Ada Venn   across all documents of a casebook

exit status:
  0 found; 1 not found, or the article could not be read; 2 a wrong call, or several
  go by that name
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return the exit status. `--help` and `--version` raise SystemExit."""
    try:
        arguments = _parser().parse_args(argv)
        run: Callable[[argparse.Namespace], int] = arguments.run
        with work.listen(_telling(arguments)):
            status = run(arguments)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read from us has gone (`| head`): nothing more may be flushed there.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception as reason:  # no traceback reaches a user
        error = batch.as_error(reason)
        complain(error.where, error)
        return 2 if error.code in WRONG_CALL else 1


def _telling(arguments: argparse.Namespace) -> work.Listener:
    """How the terminal is told of long work."""
    colour = wants_colour(getattr(arguments, "color", "auto"), sys.stderr)
    return lambda what: working(what, colour=colour)


class _Plan(NamedTuple):
    """How the results of `onrecord read` are to be delivered."""

    format: str
    lines: bool  # the input is JSON lines
    several: bool
    output: Path | None  # None: standard output
    folder: bool  # the output is a folder, with a file for each document
    inputs: list[str]
    width: int
    colour: bool
    gazetteer: Gazetteer | None
    table: str | None  # of csv


def _read_command(arguments: argparse.Namespace) -> int:
    files, failed = batch.expand(arguments.files)
    plan = _plan(arguments, files, several=len(files) + len(failed) > 1)
    shows_reports = plan.output is None and sys.stdout.isatty()
    index = None
    with Progress(
        None if plan.lines else len(files), colour=wants_colour(arguments.color, sys.stderr)
    ) as progress:
        tally = _Tally()
        found = (
            batch.read_lines(files, progress.starting, gazetteer=plan.gazetteer)
            if plan.lines
            else batch.read_files(
                files,
                progress.starting,
                gazetteer=plan.gazetteer,
                published=arguments.date,
                publisher=arguments.outlet,
            )
        )
        results = tally.watch([failed, found], progress)
        if plan.output is None:
            chunks = _chunks(results, plan, tally)
            print_chunks(chunks, plan.format, progress if shows_reports else None)
        elif plan.folder:
            index = _write_pages(results, plan.output, plan)
        else:
            from onrecord.export.files import write_whole

            write_whole(plan.output, _chunks(results, plan, tally))
    if plan.several and plan.format != "text":
        missing = f", {len(tally.failed)} not read" if tally.failed else ""
        start = f"; start at {one_line(str(index))}" if index else ""
        print(f"onrecord: {tally.read} read{missing}{start}", file=sys.stderr)
    return 1 if tally.failed else 0


def _plan(arguments: argparse.Namespace, files: list[str], *, several: bool) -> _Plan:
    """Work out the delivery before any article is read. Raises OnrecordError U002, U003, G…"""
    format = arguments.format or ("jsonl" if arguments.jsonl else "text")
    if arguments.table and format != "csv":
        raise OnrecordError("U004", detail="--table is of --format csv")
    if arguments.jsonl and arguments.date:
        raise OnrecordError("U004", detail="--date is not of JSON lines: each may have its own")
    if arguments.jsonl and arguments.outlet:
        raise OnrecordError("U004", detail="--outlet is not of JSON lines")
    several = several or arguments.jsonl
    given = "" if arguments.output in (None, STDIN) else arguments.output
    output = Path(given) if given else None
    separators = (os.sep, os.altsep or os.sep)
    folder = bool(output and (output.is_dir() or given.endswith(separators)))
    if format == "html" and several:
        if not output or (output.suffix.lower() in (".html", ".htm") and not folder):
            raise OnrecordError("U003")
        folder = True
    if output and not folder and any(_same(output, file) for file in files):
        raise OnrecordError("U002", where=str(output))
    return _Plan(
        format=format,
        lines=arguments.jsonl,
        several=several,
        output=output,
        folder=folder,
        inputs=files,
        width=80 if output else shutil.get_terminal_size().columns,
        colour=arguments.color == "always"
        or (not output and wants_colour(arguments.color, sys.stdout)),
        gazetteer=load_gazetteer(arguments.gazetteer),
        table=arguments.table,
    )


def _same(output: Path, file: str) -> bool:
    return file != STDIN and output.exists() and Path(file).exists() and output.samefile(file)


class _Tally:
    """Counts what was read, and says at once what was not."""

    def __init__(self) -> None:
        self.read = 0
        self.failed: list[tuple[str, str]] = []

    def watch(self, results: list[Iterable[Result]], progress: Progress) -> Iterator[Result]:
        for some in results:
            for result in some:
                progress.done()
                if result.error:
                    self.failed.append(
                        (result.name, f"{result.error.code}: {result.error.message}")
                    )
                    complain(result.name, result.error)
                else:
                    self.read += 1
                yield result


def _chunks(results: Iterator[Result], plan: _Plan, tally: _Tally) -> Iterator[str]:
    """The output piece by piece, as the results come in."""
    records = (result.record for result in results if result.record)
    if plan.format == "text":
        yield from _reports(results, plan, tally)
    elif plan.format == "jsonl" and plan.lines:
        from onrecord.export import jsonl

        for result in results:
            if result.record:
                yield jsonl.write(result.record)
            elif result.error:
                yield jsonl.write_error(result.id, result.error)
    elif plan.several:
        yield from stream_writer(plan.format, plan.table)(records)
    else:
        yield from map(writer(plan.format, plan.table), records)


def _reports(results: Iterator[Result], plan: _Plan, tally: _Tally) -> Iterator[str]:
    from onrecord.export import terminal

    read: list[terminal.Read] = []
    for result in results:
        if result.record:
            between = "\n\n" if read else ""
            yield between + terminal.write(
                result.record, width=plan.width, colour=plan.colour, seconds=result.seconds
            )
            if plan.several:
                read.append(terminal.summary_line(result.name, result.record))
    if plan.several:
        yield terminal.summary(read, tally.failed, width=plan.width, colour=plan.colour)


def _write_pages(results: Iterator[Result], folder: Path, plan: _Plan) -> Path | None:
    """A file for each document; of several HTML pages, the index. Raises OnrecordError U005."""
    from onrecord.export.files import make_folder, page_name, write_whole

    make_folder(folder)
    inputs = (Path(file) for file in plan.inputs if file != STDIN)
    taken = {file.name.casefold() for file in inputs if _same(folder, str(file.parent))}
    write, suffix = writer(plan.format, plan.table), FORMATS[plan.format].suffix
    has_index = plan.format == "html" and plan.several
    index = folder / page_name("index", suffix, taken) if has_index else None
    entries: list[IndexEntry] = []
    for result in results:
        page = page_name(result.id or result.name, suffix, taken) if result.record else ""
        if result.record:
            write_whole(folder / page, [write(result.record)])
        if index:
            entries.append(_index_entry(result, page))
    if index:
        from onrecord.export.html import write_index

        write_whole(index, [write_index(entries)])
    return index


def _index_entry(result: Result, page: str) -> IndexEntry:
    from onrecord.export.files import last_part
    from onrecord.export.html import IndexEntry

    # Pages are sent around: of a path the file's name alone.
    name = result.id or last_part(result.name)
    if result.record:
        return IndexEntry.of(result.record, name=name, href=page)
    return IndexEntry.failed(result.error or OnrecordError("U010"), name=name)


def _who_command(arguments: argparse.Namespace) -> int:
    if asking.is_casebook(arguments.file):
        return asking.who(arguments)
    if arguments.format == "csv" or arguments.limit is not None or arguments.offset:
        raise OnrecordError("U004", detail="--format csv, --limit and --offset are of a casebook")
    gazetteer = load_gazetteer(arguments.gazetteer)
    (result,) = batch.read_files(
        [arguments.file], lambda name: None, gazetteer=gazetteer, published=arguments.date
    )
    if result.record is None:
        complain(result.name, result.error or OnrecordError("U010"))
        return 1
    from onrecord.export import who
    from onrecord.export.who.find import find
    from onrecord.export.who.profile import profile

    try:
        entity = find(result.record, " ".join(arguments.name))
    except OnrecordError as reason:
        raise OnrecordError(reason.code, detail=reason.detail, where=result.name) from reason
    found = profile(result.record, entity)
    if arguments.format == "text":
        from onrecord.export.who import text

        columns, colour = (
            shutil.get_terminal_size().columns,
            wants_colour(arguments.color, sys.stdout),
        )
        print_chunks([text.write(found, width=columns, colour=colour, every=arguments.all)], "text")
    else:
        print_chunks([who.writer(arguments.format)(found)], arguments.format)
    return 0


def _errors_command(arguments: argparse.Namespace) -> int:
    codes = [arguments.code.upper()] if arguments.code else sorted(ERRORS)
    if codes[0] not in ERRORS:
        raise OnrecordError("U006", detail=one_line(arguments.code))
    width = min(shutil.get_terminal_size().columns, 100)
    for code in codes:
        entry = ERRORS[code]
        for first, words in ((f"{code}  ", entry.what), (" " * 6, f"→ {entry.do}")):
            print(textwrap.fill(words, width, initial_indent=first, subsequent_indent=" " * 6))
    return 0


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise OnrecordError("U004", detail=message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="onrecord",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"onrecord {__version__}",
        help="print the version and stop",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    read = commands.add_parser(
        "read",
        help="read articles: who said what, on whose word",
        description="Read articles and report every attribution in them: its source, its cue,\n"
        "its content, what kind it is and what it stands inside.",
        epilog=READ_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    read.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="text, Markdown, HTML, PDF, DOCX or EML; a folder; or - for standard input",
    )
    read.add_argument(
        "--format",
        choices=list(FORMATS),
        help="what to print (default: text, a report for people; with --jsonl: jsonl)",
    )
    read.add_argument(
        "--table",
        choices=CSV_TABLES,
        help="of --format csv: what has a row each (default: attributions)",
    )
    read.add_argument(
        "-o",
        "--output",
        metavar="FILE|DIR",
        help="write to a file, whole or not at all; into a folder: a file for each document",
    )
    read.add_argument(
        "--jsonl",
        action="store_true",
        help='the FILEs are JSON lines, each {"id", "text"} and optionally "date", "title", "url"',
    )
    add_date(read)
    add_outlet(read)
    add_common(read)
    read.set_defaults(run=_read_command)

    who = commands.add_parser(
        "who",
        help="one person or body of an article: what it says of them, and they say",
        description="Read an article and show what it has on one person, body or place: how\n"
        "it describes them and on whose authority, every mention, what they said, and\n"
        "what others and the outlet say about them.",
        epilog=WHO_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    who.add_argument("file", metavar="FILE", help="an article, - for standard input; a casebook")
    who.add_argument(
        "name",
        nargs="+",
        metavar="NAME",
        help="a full name, a part of it, or an alias; in any case",
    )
    who.add_argument(
        "--format",
        choices=[*WHO_FORMATS, "csv"],
        default="text",
        help="what to print (default: text, for people; csv: of a casebook, md: of an article)",
    )
    who.add_argument(
        "--all", action="store_true", help="every mention, not the first eight (json, md: always)"
    )
    add_date(who)
    add_common(who)
    asking.add_limits(who)
    who.set_defaults(run=_who_command)

    casebook.register(commands)
    asking.register(commands)
    answers.register(commands)
    claims.register(commands)
    changes.register(commands)
    journal.register(commands)
    serve.register(commands)
    grades.register(commands)

    errors = commands.add_parser(
        "errors",
        help="list the error codes, or explain one",
        description="What each error code means and what to do about it.",
        allow_abbrev=False,
    )
    errors.add_argument("code", nargs="?", metavar="CODE", help="one code, such as R001")
    errors.set_defaults(run=_errors_command)
    return parser
