"""What stands before every page: who may ask, from where, how much, and what a page may do.

- The name that a request is sent to must be an address, localhost or a name that was allowed:
  else a page elsewhere could point its own name at us (DNS rebinding).
- A request that changes something must come from one of our pages: its Origin is ours, and it
  brings the secret that our pages hold (`X-CSRF-Token`, or the field `csrf` of a form).
- Where a token is set, nothing but the login page and static files is given without it.
- No page runs or shows anything but our own files (`POLICY`).
"""

from __future__ import annotations

import ipaddress
import logging
import re
from collections.abc import Mapping
from urllib.parse import parse_qs, quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.errors import OnrecordError
from onrecord.web import pages
from onrecord.web.site import SESSION, Site

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; "
    # The one place where mark-up is made into a page is js/fragment.js.
    "trusted-types onrecord"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": browsers would then send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
MOST_UPLOAD = 200 * 1024 * 1024
"""Bytes of one request that adds files."""
MOST_SENT = 1024 * 1024
"""Bytes of any other request."""
UPLOADS = frozenset({"/add"})
OPEN = ("/login", "/static/")
"""What is given without a login."""

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?")
_SAFE = frozenset({"GET", "HEAD"})
_LOG = logging.getLogger("onrecord.web")


class Guard:
    """The middleware that does all this, outside of all others."""

    def __init__(self, app: ASGIApp, *, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # no page of ours opens a socket
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = Headers(scope=scope)
        sent = _with_headers(send, scope["path"])
        receive = _Bounded(receive, MOST_UPLOAD if scope["path"] in UPLOADS else MOST_SENT)
        request = Request(scope)
        answer = self._refused(request, headers)
        if answer is None and scope["method"] not in _SAFE:
            answer, receive = await self._checked(request, headers, receive)
        await self._answer(answer or self._app, request, receive, sent)

    async def _answer(self, app: ASGIApp, request: Request, receive: Receive, send: Send) -> None:
        """Answer, whatever goes wrong: no traceback reaches a user."""
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await app(request.scope, receive, watched)
        except Exception as reason:
            if started:
                raise
            code, status = ("W002", 413) if isinstance(reason, TooMuch) else ("U010", 500)
            if code == "U010":
                _LOG.exception("%s %s", request.method, request.url.path)
            answer = pages.problem(request, OnrecordError(code), status=status)
            await answer(request.scope, receive, send)

    def _refused(self, request: Request, headers: Headers) -> Response | None:
        """The answer to a request that goes no further."""
        scope = request.scope
        if scope["method"] not in (*_SAFE, "POST"):
            return PlainTextResponse("Method Not Allowed", 405, {"Allow": "GET, HEAD, POST"})
        if not is_known(headers.get("host", ""), self._site.hosts):
            return PlainTextResponse("This name is not known here.\n", 421)
        if self._site.token is None or scope["path"].startswith(OPEN):
            return None
        if self._site.logged_in(request.cookies.get(SESSION)) is not None:
            return None
        if scope["method"] in _SAFE and not pages.wants_json(request):
            asked = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"/login?to={quote(request.url.path + asked, safe='')}", 303)
        return pages.problem(request, OnrecordError("W004"), status=401)

    async def _checked(
        self, request: Request, headers: Headers, receive: Receive
    ) -> tuple[Response | None, Receive]:
        """Whether a request that changes something is from our page; what remains to be read."""
        try:
            length = int(headers.get("content-length", "0"))
        except ValueError:
            length = -1
        most = MOST_UPLOAD if request.url.path in UPLOADS else MOST_SENT
        if not 0 <= length <= most:
            return pages.problem(request, OnrecordError("W002"), status=413), receive
        brought = headers.get("x-csrf-token", "")
        form = headers.get("content-type", "").partition(";")[0].strip().lower()
        if not brought and form == "application/x-www-form-urlencoded":
            body = await _body(receive)
            if body is None:
                return pages.problem(request, OnrecordError("W002"), status=413), receive
            brought = parse_qs(body.decode("latin-1"), max_num_fields=1000).get("csrf", [""])[0]
            receive = _again(body)
        same = is_own(headers.get("origin"), headers.get("sec-fetch-site"), headers.get("host", ""))
        if not (same and self._site.is_csrf(brought)):
            return pages.problem(request, OnrecordError("W001"), status=403), receive
        return None, receive


def is_known(host: str, allowed: frozenset[str]) -> bool:
    """Whether a Host header names us: by an address, as localhost, or by an allowed name."""
    found = _HOST.fullmatch(host)
    if not found:
        return False
    name = found[1].strip("[]").lower().rstrip(".")
    if name == "localhost" or name in allowed:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def is_own(origin: str | None, site: str | None, host: str) -> bool:
    """Whether a request came from a page of ours, as far as the browser says."""
    if origin is not None:
        parts = urlsplit(origin)
        return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()
    return site in (None, "same-origin", "none")


class TooMuch(Exception):
    """More was sent than is taken; the application answers it (413)."""


class _Bounded:
    """What is received, up to a number of bytes, whatever its length was said to be."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._left = most

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise TooMuch
        return message


async def _body(receive: Receive) -> bytes | None:
    """All that is sent; None: it is too much, or whoever sent it has gone."""
    pieces = []
    try:
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return None
            pieces.append(message.get("body", b""))
            if not message.get("more_body"):
                return b"".join(pieces)
    except TooMuch:
        return None


def _again(body: bytes) -> Receive:
    """A body that was read, to be read once more."""
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop() if messages else {"type": "http.disconnect"}

    return receive


def _with_headers(send: Send, path: str) -> Send:
    static = path.startswith("/static/")

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            # Static files are asked for again with their digest; pages are nobody's to keep.
            headers["Cache-Control"] = "no-cache" if static else "no-store"
        await send(message)

    return sent
