"""Writing files whole or not at all, and naming one page for each document."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import OnrecordError


def write_whole(path: Path, chunks: Iterable[str]) -> None:
    """Write UTF-8 text to `path`; nothing is there under that name until all is written.

    Line ends are written as they come; where no chunk comes, no file is made. What is no
    ordinary file (`/dev/null`, a named pipe) is written to directly. Raises OnrecordError
    U005 where the place refuses; what the chunks raise passes through.
    """
    target = path.resolve()
    direct = target.exists() and not target.is_file()
    scratch = target if direct else target.with_name(f".{target.name}.{os.getpid()}.part")
    written = False
    try:
        with _refusing(path):
            file = scratch.open("w", encoding="utf-8", errors="replace", newline="")
        with file:
            for chunk in chunks:
                with _refusing(path):
                    file.write(chunk)
                written = True
            with _refusing(path):
                file.close()
        if written and not direct:
            with _refusing(path):
                scratch.replace(target)
    finally:
        if not direct:
            scratch.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, if need be. Raises OnrecordError U005."""
    with _refusing(folder):
        folder.mkdir(parents=True, exist_ok=True)


def page_name(location: str, suffix: str, taken: set[str]) -> str:
    """A file name for a document's page that is not in `taken` yet; it is added there."""
    stem = Path(last_part(location)).stem
    # Only what every file system takes, and no name that hides or climbs.
    stem = re.sub(r"[^\w.-]+", "-", stem).strip(".-")[:100] or "document"
    name, number = f"{stem}{suffix}", 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}{suffix}"
    taken.add(name.casefold())
    return name


def last_part(location: str) -> str:
    """The name at the end of a path, of whatever system; the whole, if it is none."""
    return re.split(r"[/\\]", location.rstrip("/\\"))[-1]


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as reason:
        raise OnrecordError("U005", detail=reason.strerror or "", where=str(path)) from reason
