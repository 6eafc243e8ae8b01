"""The commands that ask a casebook: search, who, sources, identities, timeline, review."""

from __future__ import annotations

import argparse
import shutil
import sys
import typing
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.console import add_command, print_chunks, wants_colour
from onrecord.errors import OnrecordError
from onrecord.record import EntityType, Kind

if TYPE_CHECKING:
    from onrecord.casebook import Casebook
    from onrecord.casebook.behind import Behind

FORMATS = ("text", "json", "csv")
SHOWN = 20
"""Rows that are shown as text unless `--limit` says otherwise."""

_HEAD = 100
_APPLICATION = slice(68, 72)  # of SQLite's header (sqlite.org/fileformat.html)

_SEARCH_EXAMPLES = """\
examples:
  onrecord search story.casebook harbour dues           sentences with both words
  onrecord search story.casebook '"harbour dues" -1998'  a phrase, without a word
  onrecord search story.casebook dues --kind denial     denials that hold the word
  onrecord search story.casebook --source "Ada Venn"    all that she said
  onrecord search story.casebook crane --unnamed --since 2031-03 --outlet gazette

All words are looked for, whatever their endings and accents; begun* finds what begins so.
"""

_TIMELINE_EXAMPLES = """\
examples:
  onrecord timeline story.casebook --since 2031 --until 2031-06
  onrecord timeline story.casebook --who "Ada Venn"
  onrecord timeline story.casebook --place "Port Marren" --format csv
"""


def register(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the commands to the parser."""
    search = add_command(
        commands, "search", _search, "find passages in a casebook", epilog=_SEARCH_EXAMPLES
    )
    search.description = (
        "Find the sentences that hold words, with whose words they are; or the statements\n"
        "of a source, of a kind, or of those who are named or not."
    )
    search.add_argument("words", nargs="*", metavar="WORD", help='words, "phrases", -excluded')
    search.add_argument("--source", metavar="NAME", help="statements of somebody of this name")
    search.add_argument(
        "--kind",
        action="append",
        choices=typing.get_args(Kind),
        help="statements of this kind (may be given again)",
    )
    _add_named(search)
    _add_days(search, "articles published")
    search.add_argument("--outlet", metavar="NAME", help="a part of the outlet's name or address")
    search.add_argument("--document", metavar="DOCUMENT", help="one document alone")
    add_paging(search)

    sources = add_command(commands, "sources", _sources, "list who is heard in a casebook")
    sources.description = (
        "List the sources of all documents: how much each says, in how many documents and\n"
        "outlets, and whether it is named. One without a name stands for all called alike."
    )
    _add_named(sources)
    add_paging(sources)

    identities = add_command(
        commands, "identities", _identities, "list who and what is named in a casebook"
    )
    identities.description = (
        "List persons, bodies and places as they were joined over documents. `onrecord who`\n"
        "says of each why; `onrecord review` lists what may be one and was not joined."
    )
    identities.add_argument(
        "--type", choices=typing.get_args(EntityType), help="those of one type alone"
    )
    add_paging(identities)

    timeline = add_command(
        commands,
        "timeline",
        _timeline,
        "what happened and was said when, in a casebook",
        epilog=_TIMELINE_EXAMPLES,
    )
    timeline.description = (
        "List the events of all documents, and the statements whose day is known, the\n"
        "earliest first, each with whose word it is."
    )
    timeline.add_argument("--who", metavar="NAME", help="with a part of this person or body in it")
    timeline.add_argument("--place", metavar="NAME", help="events at this place")
    _add_days(timeline, "what lies")
    add_paging(timeline)

    review = add_command(commands, "review", _review, "list what a person should look at")
    review.description = (
        "List decisions that lost their words, names that may be one and were not joined, and\n"
        "the statements that the model is least sure of."
    )
    review.add_argument(
        "--of", choices=("decision", "identity", "statement"), help="one sort of these alone"
    )
    add_paging(review)


def add_paging(command: argparse.ArgumentParser, shown: int = SHOWN) -> None:
    """The options of every list: its format, and which rows; `shown`: how many as text."""
    add_format(command)
    add_limits(command, f"{shown} as text, else all")


def add_format(command: argparse.ArgumentParser) -> None:
    """The options of every answer: its format, and colours."""
    command.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="what to print (default: text, for people)",
    )
    command.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colours in the text (default: auto, in a terminal unless NO_COLOR is set)",
    )


def add_limits(
    command: argparse.ArgumentParser, default: str = f"{SHOWN} as text, else all"
) -> None:
    """How many rows of a list, and from which on."""
    command.add_argument(
        "--limit",
        type=_count,
        metavar="N",
        help=f"at most so many rows (default: {default})",
    )
    command.add_argument(
        "--offset", type=_count, default=0, metavar="N", help="leave out the first so many rows"
    )


def is_casebook(file: str) -> bool:
    """Whether a file is a casebook, by its first bytes."""
    path = Path(file)
    try:
        with path.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError:
        return False
    if not head.startswith(b"SQLite format 3\0"):
        return False
    from onrecord.casebook.database import APPLICATION_ID

    return head[_APPLICATION] == APPLICATION_ID.to_bytes(4)


def who(arguments: argparse.Namespace) -> int:
    """What a casebook has on somebody; called for `onrecord who` where the file is one.

    Raises OnrecordError U004 for a format that it has not.
    """
    from onrecord.casebook import Casebook
    from onrecord.commands import asking_text

    if arguments.format not in FORMATS or arguments.gazetteer:
        raise OnrecordError("U004", detail="--format md and --gazetteer are of one article")
    limit = None if arguments.all else limit_of(arguments)
    with Casebook.open(arguments.file) as casebook:
        found = casebook.who(" ".join(arguments.name), limit=limit, offset=arguments.offset)
    more = limit is not None and limit == max(
        map(len, (found.said, found.about, found.roles, found.members))
    )
    return _print(arguments, "who", found, asking_text.MODEL, more=limit if more else None)


def _search(arguments: argparse.Namespace) -> int:
    return _list(
        arguments,
        "search",
        lambda casebook, limit: casebook.search(
            " ".join(arguments.words),
            source=arguments.source,
            kinds=arguments.kind or (),
            named=arguments.named,
            since=arguments.since,
            until=arguments.until,
            outlet=arguments.outlet,
            document=arguments.document,
            limit=limit,
            offset=arguments.offset,
        ),
    )


def _sources(arguments: argparse.Namespace) -> int:
    return _list(
        arguments,
        "sources",
        lambda casebook, limit: casebook.sources(
            named=arguments.named, limit=limit, offset=arguments.offset
        ),
    )


def _identities(arguments: argparse.Namespace) -> int:
    return _list(
        arguments,
        "identities",
        lambda casebook, limit: casebook.identities(
            type=arguments.type, limit=limit, offset=arguments.offset
        ),
    )


def _timeline(arguments: argparse.Namespace) -> int:
    return _list(
        arguments,
        "timeline",
        lambda casebook, limit: casebook.timeline(
            who=arguments.who,
            place=arguments.place,
            since=arguments.since,
            until=arguments.until,
            limit=limit,
            offset=arguments.offset,
        ),
    )


def _review(arguments: argparse.Namespace) -> int:
    from onrecord.commands import asking_text

    return _list(
        arguments,
        "review",
        lambda casebook, limit: casebook.review(
            kind=arguments.of, limit=limit, offset=arguments.offset
        ),
        head=lambda casebook: asking_text.to_look_at(
            {
                kind: count
                for kind, count in casebook.review_counts().items()
                if arguments.of in (None, kind)
            }
        ),
    )


def behind(casebook: Casebook, arguments: argparse.Namespace) -> Behind | None:
    """How far claims are behind, for a report to say; where programs read the answer, standard
    error says so."""
    found = casebook.behind()
    if found and arguments.format != "text":
        print(f"onrecord: {found.told()}", file=sys.stderr)
    return found


def _list(
    arguments: argparse.Namespace,
    name: str,
    ask: Callable[[Any, int | None], Sequence[object]],
    *,
    head: Callable[[Any], str] | None = None,
) -> int:
    """Ask for the rows, and one more, which tells whether there are more.

    `head`: what is said before them, in text.
    """
    from onrecord.casebook import Casebook
    from onrecord.commands import asking_text

    limit = limit_of(arguments)
    with Casebook.open(arguments.casebook) as casebook:
        found = ask(casebook, None if limit is None else limit + 1)
        said = head(casebook) if head and found and arguments.format == "text" else ""
    more = limit if limit is not None and len(found) > limit else None
    note = asking_text.MODEL if found else asking_text.NOTHING
    return _print(arguments, name, found[:limit], note, more=more, head=said)


def _print(
    arguments: argparse.Namespace,
    name: str,
    found: Any,
    note: str,
    *,
    more: int | None,
    head: str = "",
) -> int:
    from onrecord.commands import asking_tables, asking_text

    if arguments.format == "json":
        print_chunks(asking_tables.as_json(found), "json")
    elif arguments.format == "csv":
        print_chunks(asking_tables.CSV[name](found), "csv")
    else:
        width = shutil.get_terminal_size().columns
        colour = wants_colour(arguments.color, sys.stdout)
        next_one = None if more is None else arguments.offset + more
        text = asking_text.write(name, found, note, next_one, width=width, colour=colour, head=head)
        print_chunks([text], "text")
    return 0


def limit_of(arguments: argparse.Namespace, shown: int = SHOWN) -> int | None:
    """How many rows are wanted; None: all."""
    if arguments.limit is not None:
        return int(arguments.limit)
    return shown if arguments.format == "text" else None


def _count(number: str) -> int:
    value = int(number)
    if value < 0:
        raise ValueError(number)
    return value


def _add_named(command: argparse.ArgumentParser) -> None:
    which = command.add_mutually_exclusive_group()
    which.add_argument(
        "--named",
        action="store_const",
        const=True,
        dest="named",
        help="of sources that are named",
    )
    which.add_argument(
        "--unnamed",
        action="store_const",
        const=False,
        dest="named",
        help="of sources that are not named",
    )


def _add_days(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument("--since", metavar="DATE", help=f"{what} on this day or later (ISO 8601)")
    command.add_argument("--until", metavar="DATE", help=f"{what} on this day or earlier")
