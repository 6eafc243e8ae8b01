"""What is to be added: bytes, where they come from, and what is known of them beforehand."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from onrecord import batch
from onrecord.batch import STDIN
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.annotate.gazetteer import Gazetteer
    from onrecord.ingest import JsonLine
    from onrecord.record import Document, Record

Name = str | os.PathLike[str]
Form = Literal["file", "text"]
ARCHIVES = (".warc", ".warc.gz", ".wacz")
_STDIN_NAME = "standard input"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One document to be added.

    `key` names the document for good: its given id, else its location (the absolute path or
    the address), else the SHA-256 of `data`. `form` says how `data` is read: as the bytes of a
    file of any format, or as a text that is never altered, in UTF-8. `given` has what goes
    before anything found in it: `id`, `title`, `published`, `url`. `origin` says how the bytes
    of what is no file and no line were had (see `outside`).
    """

    key: str
    name: str
    data: bytes
    form: Form = "file"
    location: str | None = None
    given: dict[str, str] = field(default_factory=dict)
    origin: dict[str, Any] = field(default_factory=dict)

    @property
    def captured_at(self) -> str | None:
        """When a web archive's page was had; of everything else it is now."""
        return self.origin.get("at") if self.origin.get("how") == "archived" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A document whose bytes could not be had; `key` None: nothing that could be one."""

    key: str | None
    name: str
    error: OnrecordError


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """What holds documents and is none itself, such as a feed: they come after it."""

    key: str
    name: str


Reader = Callable[[Item], "Record"]


def reader(gazetteer: Gazetteer | None = None) -> Reader:
    """What reads an item by the packaged model, with the user's own names."""
    return partial(_read, gazetteer)


def made_by(gazetteer: Gazetteer | None = None) -> str:
    """Who makes the records that `reader` reads, as it is stored beside them."""
    from onrecord.annotate.pipeline import made_by
    from onrecord.casebook.packing import made_by_json

    return made_by_json(made_by(gazetteer))


def document(item: Item) -> Document:
    """The item's text and frame. Raises OnrecordError where it can't be read."""
    from onrecord.ingest import from_text, media, read_document

    if item.form == "text":
        return from_text(item.data.decode("utf-8"), **item.given)
    charset = media.charset(item.origin.get("headers", {}).get("content-type"))
    found = read_document(item.data, location=item.location, charset=charset, **item.given)
    if not item.origin:
        return found
    hints = item.origin.get("hints", {})
    return replace(
        found,
        read_at=item.origin.get("at"),
        headline=found.headline or hints.get("title"),
        published=found.published or hints.get("published"),
    )


def of_paths(
    names: Iterable[Name],
    *,
    published: str | None = None,
    publisher: str | None = None,
    leave_out: Iterable[Path] = (),
    allow_private: bool = False,
    fetch_pages: bool = True,
) -> Iterator[Item | Container | Unreadable]:
    """Files, the files of folders, "-" for standard input, and addresses, one after another.

    Web archives and feeds give what is in them. Only addresses are fetched.
    `allow_private`, `fetch_pages`: see `outside.Web`.
    Files of `leave_out` (the casebook's own) that lie in a folder are passed over.
    """
    files, failed = batch.expand([os.fspath(name) for name in names])
    for result in failed:
        if result.error:
            yield Unreadable(key=None, name=result.name, error=result.error)
    own = {absolute(os.fspath(path)) for path in leave_out}
    known = {"published": published, "publisher": publisher}
    given = {name: value for name, value in known.items() if value}
    for file in files:
        if is_address(file):
            from onrecord.casebook import outside

            web = outside.Web(allow_private=allow_private, fetch_pages=fetch_pages)
            yield from outside.of_address(file, web, given)
        elif file == STDIN or absolute(file) not in own:
            yield from _contents(file, given)


def of_lines(names: Iterable[Name]) -> Iterator[Item | Unreadable]:
    """The articles of JSON-lines files, or of "-", one after another."""
    for name in [os.fspath(name) for name in names]:
        shown = _STDIN_NAME if name == STDIN else name
        try:
            with nullcontext(sys.stdin.buffer) if name == STDIN else _opened(name) as stream:
                for line in _lines(stream):
                    yield _of_line(line, shown)
        except (OSError, ValueError, OnrecordError) as reason:
            yield Unreadable(key=None, name=shown, error=batch.as_error(reason))


def count(names: Iterable[Name], *, lines: bool) -> int | None:
    """How many documents there are to come, for an estimate; None where nobody can know."""
    files = [os.fspath(name) for name in names]
    if not lines:
        files = batch.expand(files)[0]
        several = any(is_address(file) or file.lower().endswith(ARCHIVES) for file in files)
        return None if several else len(files)
    if STDIN in files:
        return None
    total = 0
    for name in files:
        try:
            with Path(name).open("rb") as stream:
                total += sum(
                    piece.count(b"\n") for piece in iter(partial(stream.read, 1 << 20), b"")
                )
        except (OSError, ValueError):  # reading it will say so
            continue
    return total


def written(name: str) -> str:
    """A name as it can be written down: what of it is no letter (of a path) stands escaped."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def is_address(name: str) -> bool:
    """Whether a name is an address of the web rather than a path."""
    return name[:8].lower().startswith(("http://", "https://"))


def normal(name: str) -> str:
    """An address as documents are named by it; any other name as it is."""
    if is_address(name):
        from onrecord.ingest.fetch import target

        with suppress(OnrecordError):
            return target(name).url
    return written(name)


def _read(gazetteer: Gazetteer | None, item: Item) -> Record:
    from onrecord.annotate.pipeline import annotate

    return annotate(document(item), gazetteer=gazetteer)


def _contents(file: str, given: dict[str, str]) -> Iterator[Item | Unreadable]:
    """What is in a file: a document, or those of a web archive or a feed."""
    from onrecord.casebook import outside

    if file != STDIN and outside.is_archive(file):
        yield from outside.of_archive(file, given)
        return
    item = _of_file(file, given)
    if isinstance(item, Item) and outside.is_feed(item):
        yield from outside.of_feed_file(item, given)
    else:
        yield item


def _of_file(file: str, given: dict[str, str]) -> Item | Unreadable:
    from onrecord.ingest import limits

    location = None if file == STDIN else file
    name = location or _STDIN_NAME
    key = written(absolute(location)) if location else ""
    try:
        data = (
            limits.read_stream(sys.stdin.buffer, where=name)
            if file == STDIN
            else limits.read_file(Path(file))
        )
    except (OSError, ValueError, MemoryError, OnrecordError) as reason:
        return Unreadable(key=key or None, name=name, error=batch.as_error(reason))
    key = key or hashlib.sha256(data).hexdigest()
    return Item(key=key, name=name, data=data, location=location, given=given)


def _of_line(line: tuple[JsonLine, dict[str, str]], name: str) -> Item | Unreadable:
    found, given = line
    shown = f"{name}: {found.id}"
    if found.document:
        data = found.document.text.encode("utf-8")
        return Item(key=found.id, name=shown, data=data, form="text", given=given)
    error = found.error or OnrecordError("U010")
    # A line without an id of its own, or with another's, is known by its place.
    own_id = error.code != "R012" and f"line {found.id}" != error.where
    where = error.where or found.id
    key = written(found.id if own_id else f"{name}: {where}")
    return Unreadable(key=key, name=shown, error=error)


def _lines(stream: BinaryIO) -> Iterator[tuple[JsonLine, dict[str, str]]]:
    """Each line with what it gives beside the text."""
    import json

    from onrecord.ingest import bounded_lines, read_jsonl

    raw = b""

    def watched() -> Iterator[bytes]:
        nonlocal raw
        for line in bounded_lines(stream):
            raw = line
            yield line

    for found in read_jsonl(watched()):
        given: dict[str, str] = {}
        if found.document:
            data = json.loads(raw.decode("utf-8-sig"))
            names = {"id": "id", "title": "title", "published": "date", "url": "url"}
            given = {name: data[key] for name, key in names.items() if data.get(key)}
        yield found, given


def _opened(name: str) -> BinaryIO:
    from onrecord.ingest.limits import open_file

    return open_file(Path(name))


def absolute(file: str) -> str:
    """A path from the root, as documents are named; links are not followed."""
    return os.path.abspath(file)  # noqa: PTH100 (Path.resolve would follow links)
