"""The commands that answer from a casebook: ask a question, check a draft."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from onrecord import batch
from onrecord.console import (
    add_command,
    add_date,
    complain,
    load_gazetteer,
    print_chunks,
    wants_colour,
)
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.casebook import Casebook
    from onrecord.record import Record

_UNWRITABLE = ("C004", "C005")
FOUND = 1
UNREADABLE = 2

_ASK_EXAMPLES = """\
examples:
  onrecord ask story.casebook "Who said that the crane was safe?"
  onrecord ask story.casebook "What did Ada Venn say about the harbour plans?"
  onrecord ask story.casebook "Did the board deny the warnings?" --format json
  onrecord ask story.casebook "When was the second report buried?"

An answer is sentences of the articles, each with whose words it is; nothing is written anew.

exit status:
  0 there is something on record; 1 there is nothing; 2 a wrong call
"""

_CHECK_EXAMPLES = """\
examples:
  onrecord check story.casebook draft.txt
  onrecord check story.casebook draft.docx --only "quotation differs" --only "other speaker"
  onrecord check story.casebook - --format json < draft.txt

exit status (as linters have it):
  0 nothing was found; 1 something was; 2 a wrong call, or the draft could not be read
"""


def register(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the commands to the parser."""
    ask = add_command(commands, "ask", _ask, "ask a casebook a question", epilog=_ASK_EXAMPLES)
    ask.description = (
        "Answer a question with passages of the articles, each with its full authority: who\n"
        "reported that who said it. Both sides are given where it is disputed."
    )
    ask.add_argument("question", nargs="+", metavar="QUESTION", help="in plain words")
    ask.add_argument(
        "--limit",
        type=_positive,
        default=5,
        metavar="N",
        help="at most so many passages of each side (default: 5)",
    )
    _add_output(ask)

    check = add_command(
        commands, "check", _check, "check a draft against a casebook", epilog=_CHECK_EXAMPLES
    )
    check.description = (
        "Read a draft as a standards desk does: claims without a source or on one unnamed\n"
        "source, quotations that differ from those on record, denials that are left out."
    )
    check.add_argument("draft", metavar="FILE", help="the draft; - for standard input")
    check.add_argument(
        "--only", action="append", metavar="KIND", help="findings of this kind (may be given again)"
    )
    check.add_argument(
        "--gazetteer", metavar="FILE", help="a YAML list of names of your own, for reading it"
    )
    add_date(check)
    _add_output(check)


def _add_output(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format",
        choices=("text", "json", "csv"),
        default="text",
        help="what to print (default: text, for people)",
    )
    command.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colours in the text (default: auto, in a terminal unless NO_COLOR is set)",
    )


def _ask(arguments: argparse.Namespace) -> int:
    from onrecord.answer import ask
    from onrecord.casebook import Casebook
    from onrecord.model.sentences import sentence_encoder

    with Casebook.open(arguments.casebook) as casebook:
        question = " ".join(arguments.question)
        answer = ask(casebook, question, limit=arguments.limit, encoder=sentence_encoder())
    _print(arguments, "ask", answer)
    return 0 if answer.found else 1


def _check(arguments: argparse.Namespace) -> int:
    from onrecord.answer import check
    from onrecord.answer.check import KINDS
    from onrecord.casebook import Casebook
    from onrecord.model.pairs import pair_judge
    from onrecord.model.sentences import sentence_encoder

    for kind in arguments.only or ():
        if kind not in KINDS:
            raise OnrecordError("U004", detail=f"--only is one of: {', '.join(KINDS)}")
    with Casebook.open(arguments.casebook) as casebook:
        draft = _read(arguments)
        if draft is None:
            return UNREADABLE
        _compare(casebook)
        found = check(casebook, draft, encoder=sentence_encoder(), judge=pair_judge())
    if arguments.only:
        found = [each for each in found if each.kind in arguments.only]
    _print(arguments, "check", found)
    return FOUND if found else 0


def _compare(casebook: Casebook) -> None:
    """Have claims told for what is new: findings must not hang on whether anybody asked before.

    Where the casebook can't be written now, what was told has to do.
    """
    try:
        casebook.catch_up()
    except OnrecordError as reason:
        if reason.code not in _UNWRITABLE:
            raise


def _read(arguments: argparse.Namespace) -> Record | None:
    (result,) = batch.read_files(
        [arguments.draft],
        lambda name: None,
        gazetteer=load_gazetteer(arguments.gazetteer),
        published=arguments.date,
    )
    if result.record is None:
        complain(result.name, result.error or OnrecordError("U010"))
    return result.record


def _print(arguments: argparse.Namespace, name: str, found: Any) -> None:
    from onrecord.commands import answers_tables, answers_text

    if arguments.format == "text":
        width = shutil.get_terminal_size().columns
        colour = wants_colour(arguments.color, sys.stdout)
        print_chunks([answers_text.write(name, found, width=width, colour=colour)], "text")
        return
    writers: dict[str, Callable[[Any], Iterator[str]]] = (
        answers_tables.JSON if arguments.format == "json" else answers_tables.CSV
    )
    print_chunks(writers[name](found), arguments.format)


def _positive(number: str) -> int:
    value = int(number)
    if value < 1:
        raise ValueError(number)
    return value
