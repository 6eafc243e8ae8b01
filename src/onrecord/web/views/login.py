"""The login: of a workbench that others can reach."""

from __future__ import annotations

import hmac

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onrecord.web import pages
from onrecord.web.site import SESSION, site


def show(request: Request) -> Response:
    """The form."""
    return _form(request, pages.here(request.query_params.get("to")))


async def enter(request: Request) -> Response:
    """Take the token and the name, and lead on."""
    form = await request.form(max_files=0, max_fields=20)
    to, token = pages.here(str(form.get("to", "/"))), str(form.get("token", ""))
    held = site(request)
    if held.token is None:
        return RedirectResponse(to, 303)
    address = request.client.host if request.client else ""
    if wait := held.knocking.wait(address):
        answer = _form(request, to, wait=wait, status=429)
        answer.headers["Retry-After"] = str(wait)
        return answer
    if not hmac.compare_digest(token.strip().encode("utf-8", "replace"), held.token.encode()):
        held.knocking.failed(address)
        return _form(request, to, wrong=True, wait=held.knocking.wait(address), status=401)
    held.knocking.succeeded(address)
    entered = RedirectResponse(to, 303)
    entered.set_cookie(
        SESSION,
        held.session(str(form.get("name", ""))),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return entered


def _form(
    request: Request, to: str, *, wrong: bool = False, wait: int = 0, status: int = 200
) -> Response:
    """The form; `wait`: the seconds until a token is looked at again (see `knocking`)."""
    content = {"to": to, "wrong": wrong, "wait": wait}
    return pages.page(request, "login.html", content, status=status)


routes = [*pages.twin("/login", show), Route("/login", enter, methods=["POST"])]
