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
    content = {"to": pages.here(request.query_params.get("to")), "wrong": False}
    return pages.page(request, "login.html", content)


async def enter(request: Request) -> Response:
    """Take the token and the name, and lead on."""
    form = await request.form(max_files=0, max_fields=20)
    to, token = pages.here(str(form.get("to", "/"))), str(form.get("token", ""))
    held = site(request)
    if held.token is None:
        return RedirectResponse(to, 303)
    if not hmac.compare_digest(token.strip().encode("utf-8", "replace"), held.token.encode()):
        return pages.page(request, "login.html", {"to": to, "wrong": True}, status=401)
    answer = RedirectResponse(to, 303)
    answer.set_cookie(
        SESSION,
        held.session(str(form.get("name", ""))),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


routes = [*pages.twin("/login", show), Route("/login", enter, methods=["POST"])]
