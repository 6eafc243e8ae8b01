"""What the commands share: printing, complaining, colours, and the options of reading."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnrecordError
from onrecord.export.visible import one_line
from onrecord.progress import Progress

if TYPE_CHECKING:
    from onrecord.annotate.gazetteer import Gazetteer


def load_gazetteer(path: str | None) -> Gazetteer | None:
    """The user's own names from the file that `--gazetteer` gave, if it did."""
    if path is None:
        return None
    from onrecord.annotate.gazetteer import Gazetteer

    return Gazetteer.load(path)


def print_chunks(chunks: Iterable[str], format: str, progress: Progress | None = None) -> None:
    """Write to standard output; `progress` is what shares the screen with it."""
    out = sys.stdout
    if isinstance(out, io.TextIOWrapper):
        if format == "text" and out.isatty():
            out.reconfigure(errors="replace")
        else:  # for files and programs: UTF-8 everywhere, line ends as they are
            out.reconfigure(encoding="utf-8", errors="replace", newline="")
    for chunk in chunks:
        if progress:
            progress.pause()
        try:
            out.write(chunk)
            out.flush()
        except BrokenPipeError:
            raise
        except OSError as reason:
            raise OnrecordError("U005", detail=reason.strerror or "") from reason
        if progress:
            progress.resume()


def complain(name: str | None, error: OnrecordError) -> None:
    """Say on standard error what went wrong, in one line."""
    place = f"{name}: " if name else ""
    print(one_line(f"onrecord: {place}{error.code}: {error.message}"), file=sys.stderr)


def wants_colour(when: str, stream: Any) -> bool:
    """Whether to colour what goes to a stream (NO_COLOR: see no-color.org)."""
    if when != "auto":
        return when == "always"
    terminal = os.environ.get("TERM", "")
    # The old console of Windows shows escape sequences as they are.
    able = os.name != "nt" or terminal or "WT_SESSION" in os.environ
    return bool(stream.isatty() and able and terminal != "dumb" and not os.environ.get("NO_COLOR"))


def add_command(
    commands: argparse._SubParsersAction[Any],
    name: str,
    run: Callable[[argparse.Namespace], int],
    help: str,
    *,
    epilog: str | None = None,
) -> argparse.ArgumentParser:
    """A command whose first argument is a casebook."""
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=help,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.add_argument("casebook", metavar="CASEBOOK", help="the casebook's file")
    command.set_defaults(run=run)
    return command


def add_date(command: argparse.ArgumentParser) -> None:
    """The option that gives articles their date."""
    command.add_argument(
        "--date",
        type=given_date,
        metavar="DATE",
        help="when the articles were published (ISO 8601), before what they print; "
        "“Monday” is reckoned from it",
    )


def given_date(text: str) -> str:
    """A date that the user gave, as it was given. Raises OnrecordError C033 where it is none."""
    from onrecord.ingest.dates import check_date

    check_date(text)
    return text


def add_outlet(command: argparse.ArgumentParser) -> None:
    """The option that names the outlet of articles."""
    command.add_argument(
        "--outlet",
        metavar="NAME",
        help="the outlet that the articles are from, before the one that they name",
    )


def add_common(command: argparse.ArgumentParser) -> None:
    """The options of every command that reads articles and shows them."""
    command.add_argument(
        "--gazetteer",
        metavar="FILE",
        help="a YAML list of names of your own, which win over the model's",
    )
    command.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colours in the report (default: auto, in a terminal unless NO_COLOR is set)",
    )
