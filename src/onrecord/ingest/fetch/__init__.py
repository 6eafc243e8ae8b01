"""One page over HTTP, and nothing that the page asks for: no scripts, pictures, cookies.

Only what the user names is fetched. Every step is guarded (`guard`) and bounded (`wire`); the
environment's proxies are not used, since a proxy connects to what it likes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urljoin

from onrecord.errors import OnrecordError
from onrecord.ingest import coding, media
from onrecord.ingest.fetch.guard import Target, is_address, shown, target
from onrecord.ingest.fetch.wire import Bounds, Exchange, get
from onrecord.ingest.limits import (
    FETCH_PAUSE,
    FETCH_SECONDS,
    MAX_BYTES,
    MAX_REDIRECTS,
    printed,
)

__all__ = ["Fetched", "fetch", "is_address", "shown", "target"]

KEPT_HEADERS = (
    "content-type",
    "content-encoding",
    "content-language",
    "date",
    "last-modified",
    "etag",
    "age",
)
"""Headers of the answer that are kept: what the bytes are, and how old."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page as it was given.

    `address` is where it came from in the end, `asked` what was asked for, `path` all
    addresses between, both included; `data` is the content with its codings undone;
    `headers` are those of `KEPT_HEADERS` that there were; `server` is the network address;
    `fetched_at` is UTC in ISO 8601.
    """

    asked: str
    address: str
    path: tuple[str, ...]
    data: bytes
    media_type: str | None
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    server: str
    fetched_at: str


def fetch(
    address: str,
    *,
    allow_private: bool = False,
    seconds: float = FETCH_SECONDS,
    pause: float = FETCH_PAUSE,
    max_bytes: int = MAX_BYTES,
    clock: Callable[[], str] | None = None,
) -> Fetched:
    """Get one page.

    `allow_private`: also from this machine and private networks. `seconds` is the time in
    all, `pause` the longest silence, `max_bytes` the largest content, packed or unpacked.
    Raises OnrecordError F001–F011, each with what to do.
    """
    bounds = Bounds(
        deadline=time.monotonic() + seconds,
        pause=pause,
        size=max_bytes,
        allow_private=allow_private,
    )
    try:
        here = target(address)
        path = [here.url]
        while True:
            with get(here, _headers(), bounds) as answer:
                if answer.status not in _REDIRECTS:
                    return _page(answer, path, bounds, clock or _now)
                here = _next(answer, here)
            if len(path) > MAX_REDIRECTS or here.url in path:
                raise OnrecordError("F005")
            path.append(here.url)
    except OnrecordError as error:
        raise OnrecordError(error.code, detail=error.detail, where=shown(address)) from error


def _headers() -> dict[str, str]:
    from onrecord import __version__

    return {
        "User-Agent": f"onrecord/{__version__} (fetches a page that a person asked for)",
        "Accept": "text/html, application/xhtml+xml, application/pdf, text/*;q=0.9, */*;q=0.5",
        "Accept-Language": "en, *;q=0.5",  # what onrecord reads, not what the user's system speaks
        "Accept-Encoding": ", ".join(coding.CODINGS),
        "Connection": "close",
    }


def _next(answer: Exchange, here: Target) -> Target:
    location = answer.headers.get("location")
    if not location:
        raise OnrecordError("F010", detail="a redirect that does not say where")
    try:
        # Headers are bytes; where they are not ASCII, they are UTF-8 today.
        return target(urljoin(here.url, location.encode("latin-1").decode("utf-8", "replace")))
    except ValueError as reason:
        raise OnrecordError("F001", detail=_shown(location)[:100]) from reason


def _page(answer: Exchange, path: list[str], bounds: Bounds, clock: Callable[[], str]) -> Fetched:
    if answer.status != 200:
        raise OnrecordError("F006", detail=f"{answer.status} {_shown(answer.reason)}".strip())
    stated = answer.headers.get("content-type")
    kind = media.media_type(stated)
    if not media.may_be_read(kind):
        raise OnrecordError("F009", detail=_shown(kind or ""))
    if (answer.length or 0) > bounds.size:
        raise coding.too_much(bounds.size)
    codings = ", ".join(answer.headers.get_all("content-encoding", []))
    data = coding.decoded(answer.pieces(), codings, bounds.size)
    found = {name: answer.headers.get(name) for name in KEPT_HEADERS}
    return Fetched(
        asked=path[0],
        address=path[-1],
        path=tuple(path),
        data=data,
        media_type=kind,
        status=answer.status,
        headers={name: _shown(value) for name, value in found.items() if value},
        server=answer.server,
        fetched_at=clock(),
    )


def _shown(text: str) -> str:
    return " ".join(printed(text).split())[:_LONGEST]


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
