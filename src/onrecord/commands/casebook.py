"""The commands that keep a casebook: add, documents, verify, remove, reread, reindex."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from onrecord.commands.asking import add_limits
from onrecord.console import (
    add_command,
    add_common,
    add_date,
    add_outlet,
    complain,
    load_gazetteer,
    print_chunks,
    wants_colour,
)
from onrecord.errors import OnrecordError
from onrecord.export.visible import one_line
from onrecord.progress import Progress

if TYPE_CHECKING:
    from onrecord.casebook import Batch, Casebook, Outcome, Verification
    from onrecord.casebook.adding import Status

T = TypeVar("T")

_ADD_EXAMPLES = """\
examples:
  onrecord add story.casebook articles/          all files of a folder; makes the casebook
  onrecord add story.casebook a.html b.pdf       what is there unchanged is passed over
  onrecord add story.casebook --jsonl in.jsonl   an article a line
  onrecord add story.casebook - < letter.txt     standard input
  onrecord add story.casebook https://…          a page, or the pages of a feed
  onrecord add story.casebook crawl.wacz         the pages of a web archive

Stopped half way, even by force, it goes on where it was when it is run again.

exit status:
  0 all is in the casebook; 1 something is not (the reasons are on standard error and in
  `onrecord documents`); 2 a wrong call; 130 interrupted
"""

_VERIFY_EXAMPLES = """\
examples:
  onrecord verify story.casebook                 prints the digest of the log's end
  onrecord verify story.casebook --head DIGEST   also that an earlier one is still in it

exit status:
  0 nothing was altered; 1 something was, and it is named
"""

_SAID: dict[Status, str] = {
    "added": "added",
    "changed": "changed",
    "read again": "read again",
    "unchanged": "unchanged",
    "failed": "left out",
}


def register(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the commands to the parser."""
    add = add_command(commands, "add", _add, "read articles into a casebook", epilog=_ADD_EXAMPLES)
    add.description = (
        "Read articles and keep them, with all that was read of them, in one file: the\n"
        "casebook. It is made if it is not there."
    )
    add.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="text, Markdown, HTML, PDF, DOCX or EML; a folder; an address (http:// or https://); "
        "a web archive (WARC or WACZ); an RSS or Atom feed; or - for standard input",
    )
    add.add_argument(
        "--jsonl",
        action="store_true",
        help='the FILEs are JSON lines, each {"id", "text"} and optionally "date", "title", "url"',
    )
    add_date(add)
    add_outlet(add)
    add.add_argument(
        "--restore", action="store_true", help="add also what was removed from the casebook"
    )
    add.add_argument(
        "--no-fetch",
        action="store_true",
        help="of a feed, read the articles that stand in it, and fetch no page that it names",
    )
    add.add_argument(
        "--allow-private-addresses",
        action="store_true",
        help="fetch also from this machine and private networks, which pages may then lead into",
    )
    _add_format(add, "jsonl", help="what to print: a summary, or an object a document")
    add_common(add)

    documents = add_command(commands, "documents", _documents, "list the documents of a casebook")
    documents.description = (
        "List the documents of a casebook, those that could not be read among them, or\n"
        "what changed in their statements from one version to the next."
    )
    documents.add_argument("document", nargs="?", metavar="DOCUMENT", help="one document alone")
    documents.add_argument(
        "--changes", action="store_true", help="what changed between versions of a document"
    )
    _add_format(documents, "json", "csv", help="what to print")
    add_limits(documents, "all")

    verify = add_command(
        commands,
        "verify",
        _verify,
        "prove that a casebook was not altered",
        epilog=_VERIFY_EXAMPLES,
    )
    verify.description = (
        "Hold a casebook against its custody log: every byte, text, record and row. The\n"
        "digest that it prints stands for all of it; write it down elsewhere."
    )
    verify.add_argument(
        "--head", metavar="DIGEST", help="a digest printed earlier that must be in the log"
    )
    _add_format(verify, "json", help="what to print")

    remove = add_command(commands, "remove", _remove, "remove a document from a casebook for good")
    remove.description = (
        "Remove all that is kept of a document, and overwrite it in the file. That it was\n"
        "there, and why it went, stays in the custody log. It can't be undone."
    )
    remove.add_argument("document", metavar="DOCUMENT", help="as `onrecord documents` names it")
    remove.add_argument("--why", required=True, help="the reason, kept in the log")

    reread = add_command(commands, "reread", _reread, "read a casebook's documents anew")
    reread.description = (
        "Read the kept bytes again with this version of onrecord, where another version\n"
        "read them. The earlier readings are kept beside the new ones."
    )
    reread.add_argument("document", nargs="?", metavar="DOCUMENT", help="one document alone")
    reread.add_argument("--discard", action="store_true", help="let the earlier readings go")
    _add_format(reread, "jsonl", help="what to print: a summary, or an object a document")
    add_common(reread)

    reindex = add_command(commands, "reindex", _reindex, "make a casebook's index anew")
    reindex.description = "Make the tables that are searched and listed anew from the records."


def _add_format(command: argparse.ArgumentParser, *others: str, help: str) -> None:
    command.add_argument(
        "--format",
        choices=("text", *others),
        default="text",
        help=f"{help} (default: text, for people)",
    )


def _open(arguments: argparse.Namespace, *, create: bool = False) -> Casebook:
    from onrecord.casebook import Casebook

    return Casebook.open(arguments.casebook, create=create)


def _add(arguments: argparse.Namespace) -> int:
    from onrecord.casebook import intake

    if arguments.jsonl and (arguments.date or arguments.outlet):
        raise OnrecordError("U004", detail="--date and --outlet are not of JSON lines")
    gazetteer = load_gazetteer(arguments.gazetteer)
    with _open(arguments, create=True) as casebook:
        return _watch(
            arguments,
            intake.count(arguments.files, lines=arguments.jsonl),
            lambda starting, done: casebook.add(
                *arguments.files,
                jsonl=arguments.jsonl,
                published=arguments.date,
                publisher=arguments.outlet,
                gazetteer=gazetteer,
                restore=arguments.restore,
                allow_private=arguments.allow_private_addresses,
                fetch_pages=not arguments.no_fetch,
                starting=starting,
                done=done,
            ),
        )


def _reread(arguments: argparse.Namespace) -> int:
    gazetteer = load_gazetteer(arguments.gazetteer)
    with _open(arguments) as casebook:
        return _watch(
            arguments,
            1 if arguments.document else sum(entry.versions for entry in casebook.documents()),
            lambda starting, done: casebook.read_again(
                arguments.document,
                gazetteer=gazetteer,
                keep=not arguments.discard,
                starting=starting,
                done=done,
            ),
        )


def _watch(
    arguments: argparse.Namespace,
    total: int | None,
    run: Callable[[Callable[[str], None], Callable[[Outcome], None]], Batch],
) -> int:
    """Run a batch under a progress bar, say at once what is left out, and sum it up."""
    lines = arguments.format == "jsonl"
    with Progress(total, colour=wants_colour(arguments.color, sys.stderr)) as progress:

        def done(outcome: Outcome) -> None:
            progress.done()
            if outcome.error:
                complain(outcome.name, outcome.error)
            if lines:
                print_chunks([_line(outcome)], "jsonl", progress if sys.stdout.isatty() else None)

        batch = run(progress.starting, done)
    counts = [
        f"{batch.counts[status]} {said}"
        for status, said in _SAID.items()
        if batch.counts.get(status)
    ]
    print(f"onrecord: {', '.join(counts) or 'nothing to do'}", file=sys.stderr)
    return 1 if batch.failed else 0


def _line(outcome: Outcome) -> str:
    error = outcome.error
    data = {
        "document": outcome.key,
        "status": outcome.status,
        "version": outcome.version,
        "error": {"code": error.code, "message": error.message} if error else None,
    }
    return json.dumps(data, ensure_ascii=False) + "\n"


def _documents(arguments: argparse.Namespace) -> int:
    from onrecord.commands import casebook_lists as lists

    with _open(arguments) as casebook:
        if arguments.changes:
            found = _paged(casebook.changes(arguments.document), arguments)
            print_chunks(lists.changes(found, arguments.format), arguments.format)
        else:
            listed = _paged(casebook.documents(arguments.document), arguments)
            print_chunks(lists.documents(listed, arguments.format), arguments.format)
    return 0


def _paged(rows: Iterable[T], arguments: argparse.Namespace) -> Iterator[T]:
    offset, limit = arguments.offset, arguments.limit
    return islice(rows, offset, None if limit is None else offset + limit)


def _verify(arguments: argparse.Namespace) -> int:
    with _open(arguments) as casebook:
        found = casebook.verify(head=arguments.head)
    if arguments.format == "json":
        alterations = [alteration._asdict() for alteration in found.alterations]
        data = {"ok": found.ok, **dataclasses.asdict(found), "alterations": alterations}
        print_chunks([json.dumps(data, ensure_ascii=False, indent=2) + "\n"], "json")
    else:
        print_chunks(_proof(found), "text")
    return 0 if found.ok else 1


def _proof(found: Verification) -> Iterator[str]:
    for where, what in found.alterations:
        yield f"{one_line(where)}: {one_line(what)}\n"
    held = [f"{found.documents} documents"]
    held += [f"{found.not_read} not read"] if found.not_read else []
    held += [f"{found.removed} removed"] if found.removed else []
    held += [f"{found.versions} versions", f"{found.entries} entries"]
    yield f"{'not as it was' if found.alterations else 'nothing was altered'}: {', '.join(held)}\n"
    yield f"head: {found.head}\n"


def _remove(arguments: argparse.Namespace) -> int:
    with _open(arguments) as casebook:
        key = casebook.remove(arguments.document, why=arguments.why)
    print(f"onrecord: {one_line(key)}: removed for good", file=sys.stderr)
    return 0


def _reindex(arguments: argparse.Namespace) -> int:
    with _open(arguments) as casebook:
        print(f"onrecord: {casebook.reindex()} versions indexed", file=sys.stderr)
    return 0
