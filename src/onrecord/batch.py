"""Documents read one after another: each gives a record, or the error that hindered it.

One bad file never stops the others. Nothing is kept, so that memory stays flat however
many there are; the reading itself is imported when the first document is read.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.annotate.gazetteer import Gazetteer
    from onrecord.ingest import JsonLine
    from onrecord.record import Document, Record

STDIN = "-"
_STDIN_NAME = "standard input"


class Result(NamedTuple):
    """What came of one document: `record`, or else the `error`.

    `name` is what a person calls it (a path, or a path and a line); `id` is the id that a
    JSON line gave; `seconds` is how long reading took.
    """

    name: str
    id: str | None
    record: Record | None
    error: OnrecordError | None
    seconds: float


def expand(names: Iterable[str]) -> tuple[list[str], list[Result]]:
    """Folders replaced by their files; those without any as failed results.

    A folder inside one that may not be listed stands among the files: reading it fails.
    """
    files: list[str] = []
    failed: list[Result] = []
    for name in names:
        if name == STDIN or not _is_folder(name):
            files.append(name)
            continue
        try:
            found = _find_files(Path(name))
            if not found:
                raise OnrecordError("U001")
            files.extend(map(str, found))
        except Exception as reason:
            failed.append(Result(name, None, None, as_error(reason), 0.0))
    return files, failed


def read_files(
    files: Iterable[str],
    starting: Callable[[str], None],
    *,
    gazetteer: Gazetteer | None = None,
    published: str | None = None,
    publisher: str | None = None,
) -> Iterator[Result]:
    """Each file, in order; `starting` is told its name before it is read.

    `published` is when all of them were published, `publisher` the outlet of all of them, before
    what they print.
    """
    for file in files:
        name = _STDIN_NAME if file == STDIN else file
        starting(name)
        yield _attempt(name, None, partial(_read, file, gazetteer, published, publisher))


def read_lines(
    files: Iterable[str],
    starting: Callable[[str], None],
    *,
    gazetteer: Gazetteer | None = None,
) -> Iterator[Result]:
    """Each line of each JSON-lines file, in order."""
    for file in files:
        name = _STDIN_NAME if file == STDIN else file
        starting(name)
        try:
            with _opened(file) as lines:
                yield from _read_opened(name, lines, gazetteer)
        except (OSError, OnrecordError) as reason:
            yield Result(name, None, None, as_error(reason), 0.0)


def as_error(reason: BaseException) -> OnrecordError:
    """Any exception as an error with a code; the traceback is shown under ONRECORD_DEBUG."""
    if isinstance(reason, OnrecordError):
        return reason
    if os.environ.get("ONRECORD_DEBUG"):
        traceback.print_exception(reason, file=sys.stderr)
    if isinstance(reason, MemoryError):
        return OnrecordError("U011")
    if isinstance(reason, OSError):
        return OnrecordError("R016", detail=reason.strerror or str(reason))
    return OnrecordError("U010", detail=f"{type(reason).__name__}: {str(reason)[:200]}")


def _read_opened(name: str, stream: BinaryIO, gazetteer: Gazetteer | None) -> Iterator[Result]:
    for line in _read_jsonl(stream):
        if line.document:
            make = partial(_annotate, line.document, gazetteer)
            yield _attempt(f"{name}: {line.id}", line.id, make)
        elif line.error:
            yield Result(f"{name}: {line.error.where or line.id}", line.id, None, line.error, 0.0)


def _attempt(name: str, id: str | None, make: Callable[[], Record]) -> Result:
    started = time.perf_counter()
    try:
        record, error = make(), None
    except Exception as reason:
        record, error = None, as_error(reason)
    return Result(name, id, record, error, time.perf_counter() - started)


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except OSError:  # whatever hinders it, reading it as a file will say
        return False


# The doors to the other rooms, opened late.


def _opened(file: str) -> AbstractContextManager[BinaryIO]:
    from onrecord.ingest.limits import open_file

    return nullcontext(sys.stdin.buffer) if file == STDIN else open_file(Path(file))


def _read(
    file: str, gazetteer: Gazetteer | None, published: str | None, publisher: str | None
) -> Record:
    import onrecord

    return onrecord.read(file, gazetteer=gazetteer, published=published, publisher=publisher)


def _find_files(folder: Path) -> list[Path]:
    from onrecord.ingest import find_files

    return find_files(folder)


def _read_jsonl(stream: BinaryIO) -> Iterator[JsonLine]:
    from onrecord.ingest import bounded_lines, read_jsonl

    return read_jsonl(bounded_lines(stream))


def _annotate(document: Document, gazetteer: Gazetteer | None) -> Record:
    from onrecord.annotate.pipeline import annotate

    return annotate(document, gazetteer=gazetteer)
