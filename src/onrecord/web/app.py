"""The application: middleware, static files, and the pages of `views`."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from onrecord.casebook.journal import login
from onrecord.errors import OnrecordError
from onrecord.web import pages, views
from onrecord.web.adding import Adding
from onrecord.web.security import Guard
from onrecord.web.site import Site
from onrecord.web.watch import Watch

_STATUS = {
    404: ("C001", "C008", "C020", "C023", "C031", "C040", "W005"),
    413: ("W002",),
    503: ("C004",),
    500: ("C002", "C003", "C005", "C006", "C007", "C009", "C011", "M001", "U010", "U011"),
}
"""The HTTP status of errors; what is not here was asked for wrongly (400)."""


def create_app(
    path: str | os.PathLike[str],
    *,
    token: str | None = None,
    author: str | None = None,
    hosts: Iterable[str] = (),
    settles: bool = True,
) -> Starlette:
    """The workbench on the casebook at a path.

    `token`: what users must log in with (None: nobody has to); `author`: who decides where
    nobody logs in (None: the login name); `hosts`: the names that it may be asked by, beside
    addresses and localhost; `settles` False: what documents say alike is not worked out anew
    after each decision.
    """
    site = Site(
        path=Path(path),
        author=author or login(),
        token=token,
        hosts=frozenset(host.lower() for host in hosts),
        adding=Adding(Path(path), settles=settles),
        watch=Watch(Path(path)),
    )

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        site.adding.settle()
        yield
        site.adding.close()
        site.watch.close()

    static = StaticFiles(directory=str(files("onrecord.web") / "static"))
    app = Starlette(
        routes=[Mount("/static", GZipMiddleware(static)), *views.routes()],
        middleware=[Middleware(Guard, site=site)],
        exception_handlers={OnrecordError: _failed, HTTPException: _missing},
        lifespan=running,
    )
    app.state.site = site
    return app


def status_of(error: OnrecordError) -> int:
    """The HTTP status that says what kind of error it is."""
    return next((status for status, codes in _STATUS.items() if error.code in codes), 400)


def _failed(request: Request, reason: Exception) -> Response:
    error = reason if isinstance(reason, OnrecordError) else OnrecordError("U010")
    return pages.problem(request, error, status=status_of(error))


def _missing(request: Request, reason: Exception) -> Response:
    status = reason.status_code if isinstance(reason, HTTPException) else 404
    if request.url.path.startswith("/static/"):
        return Response(status_code=status)
    code = "W005" if status == 404 else "U004"
    return pages.problem(request, OnrecordError(code), status=status)
