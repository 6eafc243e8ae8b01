"""The commands of people's decisions: merge, split, rename, attribute, accept, reject, correct,
note, undo, and the journal that keeps them."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from onrecord.batch import STDIN
from onrecord.console import add_command, print_chunks
from onrecord.errors import OnrecordError
from onrecord.export import FORMATS, writer
from onrecord.export.visible import one_line
from onrecord.record import Kind, Record, SourceKind

if TYPE_CHECKING:
    from onrecord.casebook.journal import Entry, Journal, Standing

_SHOWN_ID = 12
_SHOWN_WORDS = 60
_PLACE = re.compile(r"(\d{1,9}):(\d{1,9})")

_COLUMNS = (
    *("state", "reason", "decision", "action", "at", "by", "why", "undone", "name", "grade"),
    *("corrected", "document", "id", "start", "end", "words"),
)

_WHO = "a name, a number such as #12, or DOCUMENT#ID for an entity of a document"
_ID = (
    "as its record names it: a3 an attribution, r1 a relation, v2 an event, e4@120 the "
    "mention of e4 at 120"
)

_CORRECT_EXAMPLES = """\
examples:
  onrecord correct story.casebook letter.txt a3 --kind denial
  onrecord correct story.casebook letter.txt a3 --source "the harbour master"
  onrecord correct story.casebook letter.txt a3 --entity e4 --why "she, not he"
  onrecord correct story.casebook letter.txt a3 --content 120:180

Words are those that the document prints; of several places the nearest is meant.
"""

_ATTRIBUTE_EXAMPLES = """\
examples:
  onrecord attribute story.casebook letter.txt "the pier was safe" --source "the harbour master"
  onrecord attribute story.casebook letter.txt 120:180 --entity e4 --kind denial --why "missed"
  onrecord attribute story.casebook letter.txt 120:180 --source-kind outlet     in its own voice

Words are those that the document prints; of several places the nearest to the first words of
what is said is meant, and those must be printed once.
"""

_JOURNAL_EXAMPLES = """\
examples:
  onrecord journal list story.casebook               which decisions hold, and why others do not
  onrecord journal dump story.casebook > ours.jsonl  a line each
  onrecord journal load theirs.casebook ours.jsonl   into another casebook, or back into this one

exit status:
  0 done; 1 something was left out, or the file is no journal; 2 a wrong call
"""


def register(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the commands to the parser."""
    merge = _command(commands, "merge", _merge, "say that several of a casebook are one")
    merge.description = "Decide that people, bodies or places of a casebook's documents are one."
    merge.add_argument("who", metavar="WHO", help=_WHO)
    merge.add_argument("others", nargs="+", metavar="OTHER", help="the same")

    split = _command(commands, "split", _split, "say that one of a casebook is none of the others")
    split.description = "Decide that somebody is not who others are, though the names may be one."
    split.add_argument("who", metavar="WHO", help=_WHO)
    split.add_argument("others", nargs="+", metavar="OTHER", help="the same")

    rename = _command(commands, "rename", _rename, "name a person, body or place of a casebook")
    rename.description = "Give the name that somebody is listed by."
    rename.add_argument("who", metavar="WHO", help=_WHO)
    rename.add_argument("name", metavar="NAME", help="the name")

    for name, run, rightly in (("accept", _accept, "rightly"), ("reject", _reject, "wrongly")):
        command = _command(commands, name, run, f"say that something was read {rightly}")
        command.description = (
            f"Decide that an attribution, a relation, an event or a mention was read {rightly}."
        )
        command.add_argument("document", metavar="DOCUMENT", help="its key or path")
        command.add_argument("id", metavar="ID", help=_ID)

    attribute = _command(
        commands, "attribute", _attribute, "add an attribution that was missed", _ATTRIBUTE_EXAMPLES
    )
    attribute.description = "Add an attribution that the machine missed: what is said, and by whom."
    attribute.add_argument("document", metavar="DOCUMENT", help="its key or path")
    attribute.add_argument(
        "content", metavar="WORDS", nargs="+", help="what is said, a piece each, or START:END"
    )
    _add_saying(attribute)
    attribute.set_defaults(kind="statement")

    correct = _command(
        commands, "correct", _correct, "say what is right in an attribution", _CORRECT_EXAMPLES
    )
    correct.description = "Correct an attribution's words, its kind, or who speaks."
    correct.add_argument("document", metavar="DOCUMENT", help="its key or path")
    correct.add_argument("id", metavar="ID", help="the attribution, as its record names it")
    correct.add_argument("--no-source", action="store_true", help="no source is printed")
    correct.add_argument("--content", metavar="WORDS", action="append", help="once for each piece")
    _add_saying(correct)

    note = _command(commands, "note", _note, "write a note on a document", why=False)
    note.description = "Keep a note on a document, or on something that was read in it."
    note.add_argument("document", metavar="DOCUMENT", help="its key or path")
    note.add_argument("text", metavar="TEXT", help="the note")
    note.add_argument("--on", metavar="ID", help=_ID + ", e4 an entity")

    record = commands.add_parser(
        "record",
        help="print the record of a casebook's document",
        description="Print what was read of a document, with people's decisions applied.",
        allow_abbrev=False,
    )
    record.add_argument("casebook", metavar="CASEBOOK", help="the casebook's file")
    record.add_argument("document", metavar="DOCUMENT", help="its key or path")
    record.add_argument(
        "--version", type=int, metavar="N", help="an earlier version (default: the newest)"
    )
    record.add_argument("--machine", action="store_true", help="as the machine read it")
    record.add_argument(
        "--format",
        choices=list(FORMATS),
        default="text",
        help="what to print (default: text, a report for people)",
    )
    record.set_defaults(run=_record)

    undo = _command(commands, "undo", _undo, "undo a decision")
    undo.description = "Undo a decision, or an undo; both stay in the journal."
    undo.add_argument(
        "decision",
        nargs="?",
        metavar="DECISION",
        help="its id, or how it begins (default: the last decision that is not undone)",
    )

    journal = commands.add_parser(
        "journal",
        help="list a casebook's decisions, write them out, take them in",
        description="List what people decided, write it out as JSON lines, or take such lines in.",
        epilog=_JOURNAL_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    journal.add_argument("what", choices=("list", "dump", "load"), help="what to do")
    journal.add_argument("casebook", metavar="CASEBOOK", help="the casebook's file")
    journal.add_argument(
        "file", nargs="?", metavar="FILE", help="what to load (default: standard input)"
    )
    journal.add_argument(
        "--format",
        choices=("text", "json", "csv"),
        default="text",
        help="of list: what to print (default: text, for people)",
    )
    journal.set_defaults(run=_journal)


def _add_saying(command: argparse.ArgumentParser) -> None:
    """The options of what an attribution says besides its content."""
    command.add_argument("--source", metavar="WORDS", help="the source's words, or START:END")
    command.add_argument("--cue", metavar="WORDS", action="append", help="once for each piece")
    command.add_argument("--kind", choices=get_args(Kind), help="what kind of attribution it is")
    command.add_argument(
        "--source-kind", choices=get_args(SourceKind), help="what kind of source it has"
    )
    command.add_argument(
        "--entity", metavar="ID", action="append", help="who speaks (e2); once for each"
    )
    command.add_argument("--nobody", action="store_true", help="nobody can be named")


def _command(
    commands: argparse._SubParsersAction[Any],
    name: str,
    decide: Callable[[Journal, argparse.Namespace], Entry],
    help: str,
    epilog: str | None = None,
    *,
    why: bool = True,
) -> argparse.ArgumentParser:
    """A command that makes one decision and prints its id and what it is about."""

    def run(arguments: argparse.Namespace) -> int:
        from onrecord.casebook import Casebook

        with Casebook.open(arguments.casebook) as casebook:
            entry = decide(casebook.journal, arguments)
        print_chunks([f"{_told(entry)}\n"], "text")
        return 0

    command = add_command(commands, name, run, help, epilog=epilog)
    command.add_argument(
        "--as", dest="by", metavar="NAME", help="who decides (default: the login name)"
    )
    if why:
        command.add_argument("--why", metavar="TEXT", help="the reason, kept in the journal")
    return command


def _merge(journal: Journal, arguments: argparse.Namespace) -> Entry:
    names = (arguments.who, *arguments.others)
    who = dict.fromkeys(entity for name in names for entity in journal.entities(name))
    return journal.merge(*who, by=arguments.by, why=arguments.why)


def _split(journal: Journal, arguments: argparse.Namespace) -> Entry:
    who = journal.entities(arguments.who)[0]
    others = dict.fromkeys(e for name in arguments.others for e in journal.entities(name))
    others.pop(who, None)  # an identity that it is to be taken out of has it too
    return journal.split(who, *others, by=arguments.by, why=arguments.why)


def _rename(journal: Journal, arguments: argparse.Namespace) -> Entry:
    who = journal.entities(arguments.who)[0]
    return journal.rename(who, arguments.name, by=arguments.by, why=arguments.why)


def _accept(journal: Journal, arguments: argparse.Namespace) -> Entry:
    return journal.accept(arguments.document, arguments.id, by=arguments.by, why=arguments.why)


def _reject(journal: Journal, arguments: argparse.Namespace) -> Entry:
    return journal.reject(arguments.document, arguments.id, by=arguments.by, why=arguments.why)


def _attribute(journal: Journal, arguments: argparse.Namespace) -> Entry:
    return journal.attribute(
        arguments.document,
        [_words(each) for each in arguments.content],
        source=None if arguments.source is None else _words(arguments.source),
        cue=[_words(each) for each in arguments.cue or ()],
        kind=arguments.kind,
        source_kind=arguments.source_kind,
        entities=_speakers(arguments),
        by=arguments.by,
        why=arguments.why,
    )


def _correct(journal: Journal, arguments: argparse.Namespace) -> Entry:
    if arguments.source is not None and arguments.no_source:
        raise OnrecordError("U004", detail="--source and --no-source exclude each other")
    source = None if arguments.source is None else _words(arguments.source)
    return journal.correct(
        arguments.document,
        arguments.id,
        source=False if arguments.no_source else source,
        cue=arguments.cue and [_words(each) for each in arguments.cue],
        content=arguments.content and [_words(each) for each in arguments.content],
        kind=arguments.kind,
        source_kind=arguments.source_kind,
        entities=_speakers(arguments),
        by=arguments.by,
        why=arguments.why,
    )


def _speakers(arguments: argparse.Namespace) -> list[str] | None:
    """Who speaks; None: it was not said. Raises OnrecordError U004 for somebody and nobody."""
    if arguments.entity and arguments.nobody:
        raise OnrecordError("U004", detail="--entity and --nobody exclude each other")
    found: list[str] | None = arguments.entity
    return [] if arguments.nobody else found


def _note(journal: Journal, arguments: argparse.Namespace) -> Entry:
    return journal.note(arguments.document, arguments.text, id=arguments.on, by=arguments.by)


def _undo(journal: Journal, arguments: argparse.Namespace) -> Entry:
    return journal.undo(arguments.decision, by=arguments.by, why=arguments.why)


def _words(given: str) -> str | tuple[int, int]:
    place = _PLACE.fullmatch(given)
    return (int(place[1]), int(place[2])) if place else given


def _record(arguments: argparse.Namespace) -> int:
    from onrecord.casebook import Casebook

    with Casebook.open(arguments.casebook) as casebook:
        found = casebook.record(
            arguments.document, arguments.version, decided=not arguments.machine
        )
    print_chunks([writer(arguments.format)(found)], arguments.format)
    if arguments.format == "text":
        print_chunks(_decisions(found), "text")
    return 0


def _decisions(record: Record) -> Iterator[str]:
    """What people decided on a record, after its report."""
    if record.decisions:
        yield "\nDecided by people\n"
    for each in record.decisions:
        what = f"{each.action} {one_line(each.on)}"
        fields = f" ({', '.join(each.fields)})" if each.fields else ""
        why = f": {one_line(each.why)}" if each.why else ""
        yield f"  {what}{fields}, {one_line(each.by)}, {each.at}{why}\n"


def _journal(arguments: argparse.Namespace) -> int:
    from onrecord.casebook import Casebook

    if arguments.file is not None and arguments.what != "load":
        raise OnrecordError("U004", detail=f"journal {arguments.what} takes no FILE")
    with Casebook.open(arguments.casebook) as casebook:
        if arguments.what == "load":
            return load(casebook.journal, arguments.file or STDIN)
        if arguments.what == "dump":
            print_chunks(casebook.journal.dump(), "jsonl")
        elif arguments.format == "json":
            rows = [_row(each) for each in casebook.journal.standings()]
            print_chunks([json.dumps(rows, ensure_ascii=False, indent=2) + "\n"], "json")
        elif arguments.format == "csv":
            from onrecord.export import csv_

            cells = (row for each in casebook.journal.standings() for row in _cells(each))
            print_chunks(csv_.write_rows(_COLUMNS, cells), "csv")
        else:
            standings = casebook.journal.standings()
            for standing in standings:
                print_chunks(_listed(standing), "text")
            if not standings:
                print_chunks(["Nothing was decided.\n"], "text")
    return 0


def load(journal: Journal, file: str) -> int:
    """Take in a journal from a file or standard input ("-"), and say what came of it."""
    try:
        data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
        lines = data.decode("utf-8").split("\n")
    except OSError as reason:
        raise OnrecordError("R016", detail=reason.strerror or "", where=file) from reason
    except UnicodeDecodeError as reason:
        raise OnrecordError("C022", detail="it is not UTF-8", where=file) from reason
    loaded = journal.load(lines)
    counts = [
        f"{count} {said}"
        for count, said in (
            (loaded.added, "loaded"),
            (loaded.known, "there already"),
            (loaded.waiting, "of them wait for their documents"),
            (loaded.removed, "on documents removed for good left out"),
        )
        if count
    ]
    print(f"onrecord: {', '.join(counts) or 'nothing to do'}", file=sys.stderr)
    return 1 if loaded.removed else 0


def _listed(standing: Standing) -> Iterator[str]:
    yield f"{standing.state:9} {_told(standing.entry)}\n"
    entry, indent = standing.entry, " " * 10
    yield f"{indent}{entry.at} by {one_line(entry.by)}\n"
    if entry.why:
        yield f"{indent}{one_line(entry.why)}\n"
    if standing.reason:
        yield f"{indent}→ {one_line(standing.reason)}\n"


def _told(entry: Entry) -> str:
    """An entry in one line: its id, what was decided, and about which words."""
    about = Counter(
        f"“{_cut(one_line(target.exact))}”" if target.exact else one_line(target.document)
        for target in entry.targets
    )
    words = (said if count == 1 else f"{said} ×{count}" for said, count in about.items())
    parts = [entry.id[:_SHOWN_ID], entry.action, *words]
    if entry.of:
        parts.append(entry.of[:_SHOWN_ID])
    if entry.grade:
        parts.append(f"{one_line(entry.name or '')} → {entry.grade.value}")
    elif entry.name:
        parts.append(f"→ {one_line(entry.name)}")
    if entry.corrected:
        parts.append(f"({', '.join(entry.corrected)})")
    return " ".join(parts)


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN_WORDS else words[: _SHOWN_WORDS - 1].rstrip() + "…"


def _row(standing: Standing) -> dict[str, Any]:
    return {
        "state": standing.state,
        "reason": standing.reason,
        "on": [ref and {"document": ref[0], "id": ref[1]} for ref in standing.on],
        "entry": json.loads(standing.entry.to_json()),
    }


def _cells(standing: Standing) -> Iterator[dict[str, str | None]]:
    """A row for each thing that a decision is on; one without it where it is on none."""
    entry = standing.entry
    row: dict[str, str | None] = dict.fromkeys(_COLUMNS) | {
        "state": standing.state,
        "reason": standing.reason,
        "decision": entry.id,
        "action": entry.action,
        "at": entry.at,
        "by": entry.by,
        "why": entry.why,
        "undone": entry.of,
        "name": entry.name,
        "grade": str(entry.grade.value) if entry.grade else None,
        "corrected": " ".join(entry.corrected) or None,
    }
    for target, on in zip_longest(entry.targets, standing.on[: len(entry.targets)]):
        quoted = target.what != "document"
        yield row | {
            "document": target.document,
            "id": on[1] if on else None,
            "start": str(target.start) if quoted else None,
            "end": str(target.end) if quoted else None,
            "words": target.words(),
        }
    if not entry.targets:
        yield row
