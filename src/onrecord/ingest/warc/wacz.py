"""A packed web archive (WACZ 1.1): a zip of WARC files and lists of what is in them.

Nothing is unpacked to the disk, so the names in it lead nowhere.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from typing import IO

from onrecord.errors import OnrecordError
from onrecord.ingest.limits import MAX_WACZ_LIST, MAX_WARC_PAGES
from onrecord.ingest.warc import zipped
from onrecord.ingest.warc.pages import Archived, Pages, Unread, without_fragment
from onrecord.ingest.warc.source import Readable

_WARCS = (".warc", ".warc.gz")
_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_PACKAGE = "datapackage.json"
_SHA256 = "sha256:"


def holds_warcs(stream: IO[bytes]) -> bool:
    """Whether a file is a zip with WARC files where a WACZ has them."""
    try:
        with zipped.opened(stream) as archive:
            return bool(_warcs(archive))
    except (OnrecordError, *zipped.DAMAGES):
        return False


def read(stream: IO[bytes]) -> Iterator[Archived | Unread]:
    """The pages of a packed archive; where it lists its pages, those alone.

    Raises OnrecordError F020 where it is no zip any more, F024 where its figures are those
    of a bomb.
    """
    try:
        archive = zipped.opened(stream)
        warcs = _warcs(archive)
    except zipped.DAMAGES as reason:
        raise OnrecordError("F020", detail=str(reason)[:100]) from reason
    for info in warcs:
        zipped.check(info)
    with archive:
        pages = Pages(_listed(archive))
        digests = _digests(archive)
        for info in warcs:
            try:
                with zipped.entry(archive, stream, info) as warc:
                    hashed = _Hashed(warc)
                    yield from pages.of(hashed)
                if hashed.size == info.file_size and not hashed.fits(digests.get(info.filename)):
                    detail = f"{info.filename[:100]} is not as its digest in {_PACKAGE} says"
                    yield Unread(address=None, error=OnrecordError("F020", detail=detail))
            except zipped.DAMAGES as reason:
                detail = f"{info.filename[:100]}: {reason}"[:200]
                yield Unread(address=None, error=OnrecordError("F020", detail=detail))
        if not pages.found:
            yield Unread(address=None, error=OnrecordError("F023"))


def _warcs(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return sorted(
        (
            info
            for info in archive.infolist()
            if info.filename.startswith("archive/") and info.filename.lower().endswith(_WARCS)
        ),
        key=lambda info: info.filename,
    )


class _Hashed:
    """What is read, and its digest."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()
        self.size = 0

    def read(self, size: int, /) -> bytes:
        piece = self._stream.read(size)
        self._digest.update(piece)
        self.size += len(piece)
        return piece

    def fits(self, expected: str | None) -> bool:
        return expected in (None, self._digest.hexdigest())


def _digests(archive: zipfile.ZipFile) -> dict[str, str]:
    """The SHA-256 digests of its files, as far as the archive says them."""
    package = _json(zipped.content(archive, _PACKAGE, MAX_WACZ_LIST))
    resources = package.get("resources")
    found = {}
    for resource in resources if isinstance(resources, list) else []:
        if not isinstance(resource, dict):
            continue
        path, label = resource.get("path"), resource.get("hash")
        if isinstance(path, str) and isinstance(label, str) and label.startswith(_SHA256):
            found[path] = label.removeprefix(_SHA256).lower()
    return found


def _listed(archive: zipfile.ZipFile) -> frozenset[str] | None:
    """The addresses of its pages; None where it lists none."""
    found: set[str] = set()
    for name in _LISTS:
        for line in zipped.content(archive, name, MAX_WACZ_LIST).splitlines():
            address = _json(line).get("url")
            if isinstance(address, str) and len(found) < MAX_WARC_PAGES:
                found.add(without_fragment(address))
    return frozenset(found) or None


def _json(data: bytes) -> dict[str, object]:
    """A JSON object; an empty one where there is none."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
