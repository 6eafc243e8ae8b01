"""The commands on what documents say alike: claims, and one claim."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from onrecord.commands import asking
from onrecord.console import add_command, print_chunks, wants_colour

if TYPE_CHECKING:
    from onrecord.casebook import Claim
    from onrecord.casebook.behind import Behind

SHOWN = 12
"""Claims that are shown as text unless `--limit` says otherwise."""

_CLAIMS_EXAMPLES = """\
examples:
  onrecord claims story.casebook                        what most documents say comes first
  onrecord claims story.casebook --disputed             what somebody denies
  onrecord claims story.casebook --single-sourced       what may rest on one source alone
  onrecord claims story.casebook --about "crane warnings"
  onrecord claims story.casebook --about "Ada Venn" --format csv

The first time after articles were added, their passages are compared, which takes a while.
"""
_CLAIM_EXAMPLES = """\
examples:
  onrecord claim story.casebook c4f1a2b3d5   who holds it, who denies it, whence they have it
  onrecord claim story.casebook c4f1         the beginning of its id, if no other begins so
"""


def register(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the commands to the parser."""
    claims = add_command(
        commands,
        "claims",
        _claims,
        "list what several documents say alike",
        epilog=_CLAIMS_EXAMPLES,
    )
    claims.description = (
        "List what several documents say alike, what most of them hold first: how many documents,\n"
        "how many independent sources behind them, who holds it and who denies it."
    )
    claims.add_argument("--disputed", action="store_true", help="what somebody denies")
    claims.add_argument(
        "--single-sourced", action="store_true", help="what may rest on one source alone"
    )
    claims.add_argument(
        "--circular", action="store_true", help="for what outlets rest on one another"
    )
    claims.add_argument(
        "--about", metavar="WORDS", help="what holds these words, or is by or about that name"
    )
    asking.add_paging(claims, SHOWN)

    claim = add_command(
        commands,
        "claim",
        _claim,
        "one claim: holders, deniers, lineage",
        epilog=_CLAIM_EXAMPLES,
    )
    claim.description = (
        "Show one claim: who holds it beside who denies it, each with the passage; whom the\n"
        "documents have it from; how many independent sources that makes, and why."
    )
    claim.add_argument("id", metavar="ID", help="the claim's id, or its first letters")
    asking.add_format(claim)


def _claims(arguments: argparse.Namespace) -> int:
    from onrecord.casebook import Casebook

    limit = asking.limit_of(arguments, SHOWN)
    with Casebook.open(arguments.casebook) as casebook:
        found = casebook.claims(
            disputed=arguments.disputed,
            single_sourced=arguments.single_sourced,
            circular=arguments.circular,
            about=arguments.about,
            limit=None if limit is None else limit + 1,
            offset=arguments.offset,
        )
        behind = asking.behind(casebook, arguments)
    more = limit if limit is not None and len(found) > limit else None
    print_chunks(_listed(arguments, found[:limit], more, behind), arguments.format)
    return 0


def _listed(
    arguments: argparse.Namespace,
    found: Sequence[Claim],
    more: int | None,
    behind: Behind | None,
) -> Iterator[str]:
    from onrecord.commands import asking_tables, claims_tables, claims_text

    if arguments.format == "json":
        yield from asking_tables.as_json(found)
    elif arguments.format == "csv":
        yield from claims_tables.claims(found)
    else:
        next_one = None if more is None else arguments.offset + more
        yield claims_text.claims(found, next_one, behind, **_window(arguments))


def _claim(arguments: argparse.Namespace) -> int:
    from onrecord.casebook import Casebook
    from onrecord.commands import asking_tables, claims_tables, claims_text

    with Casebook.open(arguments.casebook) as casebook:
        found = casebook.claim(arguments.id)
        credibility = casebook.credibility(found)
        changes = casebook.story_changes(claim=found.id)
    if arguments.format == "json":
        print_chunks(asking_tables.as_json(found), "json")
    elif arguments.format == "csv":
        print_chunks(claims_tables.members(found), "csv")
    else:
        shown = claims_text.claim(found, changes, credibility, **_window(arguments))
        print_chunks([shown], "text")
    return 0


def _window(arguments: argparse.Namespace) -> dict[str, Any]:
    return {
        "width": shutil.get_terminal_size().columns,
        "colour": wants_colour(arguments.color, sys.stdout),
    }
