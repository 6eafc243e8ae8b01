"""Bytes or text → Document: the way in that every format shares."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.ingest import language
from onrecord.ingest import text as plain_text
from onrecord.ingest.dates import parse_date
from onrecord.ingest.draft import Draft, note
from onrecord.ingest.frame import find_frame
from onrecord.ingest.limits import MAX_TEXT_BYTES, too_large
from onrecord.ingest.sniff import detect
from onrecord.record import STORY_KINDS, Document

MAX_BLOCKS = 200_000
"""Blocks of one document: some twenty novels' paragraphs."""


def read_document(
    data: bytes,
    *,
    location: str | None = None,
    id: str | None = None,
    title: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    charset: str | None = None,
) -> Document:
    """One article from the bytes of a file of any format.

    `location` is the file's path or address (its ending is a hint to the format); `url`,
    where given, is the better location. `charset` is what HTTP said, for a page that does not
    name its own. `title`, `published` and `publisher` go before what the
    file says; `published` is a date in ISO 8601 or as newspapers print it.

    Raises OnrecordError R001 (no text in it), R009 (half a character), R017 (JSON
    lines), R018 (more than `MAX_BLOCKS` blocks), and what `sniff.detect` and the reader of
    the format raise.
    """
    kind = detect(data, location)
    if kind == "jsonl":
        raise OnrecordError("R017", where=location)
    # Readers are imported when first needed: the libraries behind some take a second.
    read: Callable[..., Draft] = import_module(f"onrecord.ingest.{kind}").read
    if kind == "html" and charset:
        read = partial(read, charset=charset)
    try:
        draft = read(data)
        return _finish(
            draft,
            sha256=hashlib.sha256(data).hexdigest(),
            location=url or location,
            id=id,
            title=title,
            published=published,
            publisher=publisher,
        )
    except OnrecordError as error:
        raise OnrecordError(error.code, detail=error.detail, where=location) from error


def from_text(
    text: str,
    *,
    id: str | None = None,
    title: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Document:
    """One article from its text, which is never altered, tags and all.

    `sha256` is of the text as UTF-8. Raises OnrecordError R001 on white space alone, R009
    on an unpaired surrogate, R018 on more than `MAX_BLOCKS` blocks, R030 on more than
    `limits.MAX_TEXT_BYTES`.
    """
    if len(text) > MAX_TEXT_BYTES:
        raise too_large(len(text), MAX_TEXT_BYTES)
    data = _utf8(text)
    if len(data) > MAX_TEXT_BYTES:
        raise too_large(len(data), MAX_TEXT_BYTES)
    return _finish(
        plain_text.from_text(text),
        sha256=hashlib.sha256(data).hexdigest(),
        location=url,
        id=id,
        title=title,
        published=published,
        publisher=publisher,
    )


def find_files(path: Path) -> list[Path]:
    """The files of a folder and the folders in it, ordered by path; a file is itself.

    Hidden files and folders (a name that begins with a dot) and links that lead to
    folders are left out. Which files can be read is for `read_document` to say, so that
    none is passed over in silence; so a folder in it that may not be listed stands for
    itself, as what can't be read. Raises OnrecordError R016 if nothing is there or `path`
    itself may not be listed.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise OnrecordError("R016", where=str(path))
    files: list[Path] = []
    folders = [path]
    while folders:
        folder = folders.pop()
        try:
            entries = list(folder.iterdir())
        except OSError as reason:
            if folder == path:
                detail = str(reason.strerror)
                raise OnrecordError("R016", detail=detail, where=str(path)) from reason
            files.append(folder)
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                if not entry.is_symlink():
                    folders.append(entry)
            else:
                files.append(entry)
    return sorted(files, key=lambda file: file.relative_to(path).parts)


def _is_folder(entry: Path) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # in a folder that may be listed but not entered
        return False


def _utf8(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as reason:
        raise OnrecordError("R009", detail=f"character {reason.start + 1}") from reason


def _finish(
    draft: Draft,
    *,
    sha256: str,
    location: str | None,
    id: str | None,
    title: str | None,
    published: str | None,
    publisher: str | None,
) -> Document:
    if not draft.text.strip():
        raise OnrecordError("R001")
    if len(draft.blocks) > MAX_BLOCKS:
        raise OnrecordError("R018", detail=f"at most {MAX_BLOCKS:,} blocks are read")
    for given in (id, location, title, published, publisher):
        _utf8(given or "")
    digest = hashlib.sha256(_utf8(draft.text)).hexdigest()
    if title and title.strip():
        draft.headline = title.strip()
    if publisher and publisher.strip():
        draft.publisher = " ".join(publisher.split())
    if published and published.strip():
        value = parse_date(published)
        draft.published = value or draft.published
        if value is None:
            draft.notes.append(note("R015", published.strip()[:60]))
    find_frame(draft)
    _find_language(draft)
    return Document(
        id=id or digest,
        location=location,
        sha256=sha256,
        media_type=draft.media_type,
        language=draft.language,
        headline=draft.headline,
        byline=draft.byline,
        dateline=draft.dateline,
        publisher=draft.publisher,
        published=draft.published,
        text=draft.text,
        blocks=draft.blocks,
        links=draft.links,
        notes=draft.notes,
    )


def _find_language(draft: Draft) -> None:
    story = "\n".join(
        draft.text[block.start : block.end] for block in draft.blocks if block.kind in STORY_KINDS
    )
    found = language.detect(story)
    if found is None:
        draft.notes.append(note("R008"))
        found = draft.language or "en"
    elif found != "en":
        draft.notes.append(note("R007", found))
    draft.language = found
