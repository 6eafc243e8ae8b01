"""The command on what changes: of stories, from one article to the next; of articles' versions."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from onrecord.commands import asking
from onrecord.console import add_command, print_chunks, wants_colour

if TYPE_CHECKING:
    from onrecord.casebook import Casebook, StoryChange
    from onrecord.casebook.behind import Behind

_EXAMPLES = """\
examples:
  onrecord changes story.casebook                      who says otherwise later; what hardens
  onrecord changes story.casebook --claim c4f1a2b3d5   on the way of one claim
  onrecord changes story.casebook --who "Ada Venn"     of what one person says
  onrecord changes story.casebook --of versions        what outlets altered in their articles
"""


def register(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command to the parser."""
    changes = add_command(
        commands,
        "changes",
        _changes,
        "list who says otherwise later, and what hardens",
        epilog=_EXAMPLES,
    )
    changes.description = (
        "List where a source says otherwise or gives other numbers later, where a claim loses a\n"
        "hedge or its source on its way, and where a quotation is altered or cut, both passages\n"
        "each. `--of versions`: what changed from one version of an article to the next."
    )
    changes.add_argument(
        "--of",
        choices=("stories", "versions"),
        default="stories",
        help="between articles of several outlets (default), or between versions of one article",
    )
    changes.add_argument("--claim", metavar="ID", help="on the way of one claim")
    changes.add_argument("--who", metavar="NAME", help="of what this person or body says")
    asking.add_paging(changes)


def _changes(arguments: argparse.Namespace) -> int:
    from onrecord.casebook import Casebook

    limit = asking.limit_of(arguments)
    with Casebook.open(arguments.casebook) as casebook:
        if arguments.of == "versions":
            return _versions(casebook, arguments)
        found = casebook.story_changes(
            claim=arguments.claim,
            who=arguments.who,
            limit=None if limit is None else limit + 1,
            offset=arguments.offset,
        )
        behind = asking.behind(casebook, arguments)
    more = limit if limit is not None and len(found) > limit else None
    print_chunks(_listed(arguments, found[:limit], more, behind), arguments.format)
    return 0


def _versions(casebook: Casebook, arguments: argparse.Namespace) -> int:
    from onrecord.commands import casebook_lists

    offset, limit = arguments.offset, arguments.limit
    found = islice(casebook.changes(), offset, None if limit is None else offset + limit)
    print_chunks(casebook_lists.changes(found, arguments.format), arguments.format)
    return 0


def _listed(
    arguments: argparse.Namespace,
    found: Sequence[StoryChange],
    more: int | None,
    behind: Behind | None,
) -> Iterator[str]:
    from onrecord.commands import asking_tables, changes_text

    if arguments.format == "json":
        yield from asking_tables.as_json(found)
    elif arguments.format == "csv":
        yield from changes_text.table(found)
    else:
        yield changes_text.changes(
            found,
            None if more is None else arguments.offset + more,
            behind,
            width=shutil.get_terminal_size().columns,
            colour=wants_colour(arguments.color, sys.stdout),
        )
