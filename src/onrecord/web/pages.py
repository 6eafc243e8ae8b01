"""One content, two forms: a page for people, and under the same address with `.json` its twin.

A view makes a dict of dataclasses and plain values and gives it to `page`. It is dumped to what
JSON can hold first, and the template is given the dump: so a page can show nothing that
its twin has not. Every value is escaped (autoescape), and its unseen controls are written out.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from onrecord import __version__
from onrecord.errors import ERRORS, OnrecordError
from onrecord.export.report.words import visible, web_address
from onrecord.export.wording import count
from onrecord.web import links
from onrecord.web.site import author, site

SCHEMA = "onrecord/web/1"
"""What `schema` of every twin says; docs/reference/web.schema.json is its schema."""
TWIN = ".json"
LEAST_PACKED = 4096
"""Bytes of JSON from which on packing is worth its time."""
_PLAIN = frozenset({str, int, bool, type(None)})

View = Callable[[Request], Response]


@dataclass(frozen=True, slots=True)
class Nav:
    """A page that is always within reach: its name, its address and its icon."""

    name: str
    path: str
    icon: str


def twin(path: str, view: View, *, at: str | None = None) -> list[Route]:
    """The routes of a page: `path` and, with `.json`, its twin (`at`: of another address)."""
    # The twin comes first: an {id} of the path would take ".json" for its end.
    return [Route((at or path) + TWIN, view), Route(path, view)]


def page(
    request: Request, template: str, content: Mapping[str, Any], *, status: int = 200
) -> Response:
    """The page that a template makes of a content, or the content as JSON, as it was asked for.

    The template has the content's keys, and `site` (see `_frame`). The twin has `schema` and
    `page`, the template's name without its ending, before them.
    """
    dumped = dump(content)
    if wants_json(request):
        name = template.removesuffix(".html")
        return _packed(request, as_json({"schema": SCHEMA, "page": name, **dumped}, status=status))
    html = _environment().get_template(template).render(**dumped, site=_frame(request))
    body = html.encode("utf-8", "backslashreplace")
    return _packed(request, HTMLResponse(body, status_code=status))


def _packed(request: Request, answer: Response) -> Response:
    """An answer in fewer bytes, where the browser takes it so.

    The secret that forms bring is written another way on each page (see `Site.csrf`), so that how
    well one can be packed does not tell of it.
    """
    if len(answer.body) > LEAST_PACKED and "gzip" in request.headers.get("accept-encoding", ""):
        answer.body = gzip.compress(bytes(answer.body), 5, mtime=0)
        answer.headers["content-encoding"] = "gzip"
        answer.headers["content-length"] = str(len(answer.body))
        answer.headers["vary"] = "accept, accept-encoding"
    return answer


def as_json(data: object, *, status: int = 200) -> Response:
    """Data as JSON."""
    text = json.dumps(dump(data), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Response(
        text.encode("utf-8", "backslashreplace"),
        status_code=status,
        media_type="application/json",
    )


def problem(request: Request, error: OnrecordError, *, status: int) -> Response:
    """What went wrong, with its number, as a page or as JSON; and what to do, unless that is a
    command of the terminal."""
    message = error.what if "`onrecord" in ERRORS[error.code].do else error.message
    what = {"code": error.code, "message": message, "where": error.where}
    return page(request, "problem.html", {"error": what, "status": status}, status=status)


def here(target: str | None) -> str:
    """A path of ours to lead on to, whatever was asked for: never to another server."""
    given = target or "/"
    ours = given.startswith("/") and not given.startswith("//") and "\\" not in given
    return given if ours and given.isprintable() else "/"


def wants_json(request: Request) -> bool:
    """Whether a request is for JSON: of a twin, or sent by our scripts."""
    return request.url.path.endswith(TWIN) or "application/json" in request.headers.get(
        "accept", ""
    )


def dump(value: Any) -> Any:
    """A value as JSON can hold it: dataclasses and named tuples as objects, others as lists.

    Of a dataclass also those of its properties that are plain values (`Said.holder`,
    `Claim.disputed`). A number that is none becomes null.
    """
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if kind is list or kind is tuple:
        return [dump(one) for one in value]
    if kind is dict:
        return {str(key): dump(one) for key, one in value.items()}
    if kind is float:
        return round(value, 6) if math.isfinite(value) else None
    parts: tuple[tuple[str, ...], tuple[str, ...]] = _parts(kind)
    names, properties = parts
    if names:
        held = {name: dump(getattr(value, name)) for name in names}
        for name in properties:
            found = getattr(value, name)
            if type(found) in _PLAIN or isinstance(found, float):
                held[name] = dump(found)
        return held
    if isinstance(value, (str, int)):  # a subclass of them
        return value
    if isinstance(value, Iterable):
        return [dump(one) for one in value]
    raise TypeError(f"a page can't show {kind.__name__}")


@cache
def _parts(kind: type) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields and the properties of a dataclass or a named tuple; none of anything else."""
    if not is_dataclass(kind):
        return getattr(kind, "_fields", ()), ()
    properties = (
        name
        for each in reversed(kind.__mro__)
        for name, held in vars(each).items()
        if isinstance(held, property) and not name.startswith("_")
    )
    return tuple(one.name for one in fields(kind)), tuple(properties)


def _frame(request: Request) -> dict[str, Any]:
    """What stands around every page; of the content there is nothing in it."""
    from onrecord.web.views import NAV

    path = request.url.path
    asked = f"?{request.url.query}" if request.url.query else ""
    held = site(request)
    return {
        "casebook": held.path.name,
        "author": author(request),
        "has_login": held.token is not None,
        "csrf": held.csrf,
        "version": __version__,
        "twin": ("/home" if path == "/" else quote(path)) + TWIN + asked,
        "nav": [
            {"name": each.name, "path": each.path, "icon": each.icon, "here": each.path == path}
            for each in NAV
        ],
    }


class _Environment(Environment):
    """Jinja's, but of a dict the key is meant: `x.items` is the content's, not a method."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


def _shown(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment() -> Environment:
    environment = _Environment(
        loader=FileSystemLoader(str(files("onrecord.web") / "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(link=links, count=count)
    environment.filters.update(web=web_address, percent=_percent, day=_day)
    return environment


def _percent(value: float | None) -> str:
    """A share as whole per cent; nothing of nothing."""
    return "" if value is None else f"{value:.0%}"


_MONTHS = "January February March April May June July August September October November December"


def _day(value: str | None) -> str:
    """The day of a moment in ISO 8601 ("14 March 2031"); what is none stays as it is."""
    parts = (value or "")[:10].split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3 or len(parts[0]) != 4:
        return value or ""
    months = _MONTHS.split()
    if len(parts) > 1 and not 1 <= int(parts[1]) <= len(months):
        return value or ""
    named = [months[int(part) - 1] if at == 1 else part for at, part in enumerate(parts)]
    if len(named) == 3:
        named[2] = str(int(named[2]))
    return " ".join(reversed(named))
