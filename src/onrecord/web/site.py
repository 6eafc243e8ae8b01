"""What all pages of one workbench share: the casebook's path, who decides, the secrets."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from starlette.requests import Request

from onrecord.casebook import Casebook
from onrecord.web.adding import Adding
from onrecord.web.knocking import Knocking
from onrecord.web.watch import Watch

WAIT = 10.0
"""Seconds that a page or a decision waits for another process. One that writes keeps no page
waiting, as pages only read; one that opens or closes the file may, for a moment."""
SESSION = "onrecord_session"
MOST_KEPT = 64
"""Answers that are kept while nobody writes (see `Site.kept`)."""
_MOST_NAME = 80

LEAST_STAYS = 2.0
STAYS = 60.0
"""While articles are being read, an answer stays for so many seconds, or so many times as long as
making it took: the casebook is written to with each article, and lists over all of it are not to be
made anew as often."""

T = TypeVar("T")


class _Kept(NamedTuple):
    """An answer, of which state of the file it is, until when it stays whatever is written."""

    state: object
    until: float
    value: Any


@dataclass(frozen=True, kw_only=True)
class Site:
    """One workbench.

    `author` is who decides where nobody logs in; `token` what to log in with, None: nobody has
    to. `hosts` are the names, beside addresses and localhost, that it may be asked by. `secret`
    is new with each start.
    """

    path: Path
    author: str
    token: str | None
    hosts: frozenset[str]
    adding: Adding
    watch: Watch
    knocking: Knocking = field(default_factory=Knocking)
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    clock: Callable[[], float] = time.monotonic
    _kept: dict[str, _Kept] = field(default_factory=dict)

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, made anew only once the casebook's file was written to; while articles
        are being read, only now and then (see `STAYS`).

        Of many names those asked for last are kept.
        """
        state, began = self.watch.state(), self.clock()
        found = self._kept.pop(name, None)
        stays = found and self.adding.reading and began < found.until
        if found is None or not (stays or found.state == state):
            value = make()
            ended = self.clock()
            found = _Kept(state, ended + max(LEAST_STAYS, STAYS * (ended - began)), value)
        self._kept[name] = found
        for old in list(self._kept)[:-MOST_KEPT]:
            self._kept.pop(old, None)
        kept: T = found.value
        return kept

    def forget(self) -> None:
        """Keep no answer: somebody decided, and is to see it."""
        self._kept.clear()

    @property
    def csrf(self) -> str:
        """What a request that changes something must bring, to show it came from our page.

        Written another way each time, so that how well a page can be packed tells nothing of it
        (Gluck, Harris & Prado, "BREACH", 2013).
        """
        own = bytes.fromhex(self._signed("csrf"))
        pad = secrets.token_bytes(len(own))
        return (pad + _mixed(pad, own)).hex()

    def is_csrf(self, brought: str) -> bool:
        """Whether a request brought it, in whichever writing."""
        own = bytes.fromhex(self._signed("csrf"))
        try:
            given = bytes.fromhex(brought)
        except ValueError:
            return False
        pad, mixed = given[: len(own)], given[len(own) :]
        return len(given) == 2 * len(own) and hmac.compare_digest(_mixed(pad, mixed), own)

    def session(self, name: str) -> str:
        """The cookie of somebody who logged in."""
        shown = base64.urlsafe_b64encode(" ".join(name.split())[:_MOST_NAME].encode()).decode()
        return f"{shown}.{self._signed('session ' + shown)}"

    def logged_in(self, cookie: str | None) -> str | None:
        """The name of whom a cookie was given to (may be empty); None where it is none of ours."""
        shown, _, signature = (cookie or "").partition(".")
        if not hmac.compare_digest(signature.encode(), self._signed("session " + shown).encode()):
            return None
        try:
            return base64.urlsafe_b64decode(shown).decode()
        except (binascii.Error, UnicodeDecodeError):
            return None

    def _signed(self, what: str) -> str:
        return hmac.new(self.secret.encode(), what.encode(), hashlib.sha256).hexdigest()


def _mixed(pad: bytes, value: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(pad, value, strict=True))


def site(request: Request) -> Site:
    """The workbench that a request came to."""
    found: Site = request.app.state.site
    return found


def author(request: Request) -> str:
    """Who decides in a request: who logged in, else whom the workbench was started for."""
    return site(request).logged_in(request.cookies.get(SESSION)) or site(request).author


@contextmanager
def reading(request: Request) -> Iterator[Casebook]:
    """The casebook for a page, as it is stored: nothing is worked out."""
    with Casebook.open(site(request).path, timeout=WAIT, catch_up=False) as casebook:
        yield casebook


@contextmanager
def deciding(request: Request) -> Iterator[Casebook]:
    """The casebook for a decision; give `by=author(request)` to the journal."""
    with Casebook.open(site(request).path, timeout=WAIT) as casebook:
        yield casebook
    site(request).forget()
