"""Handing articles in: files, an address, a pasted text; and how far their reading is."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onrecord.casebook.intake import is_address
from onrecord.errors import OnrecordError
from onrecord.export.visible import one_line
from onrecord.web import adding, pages
from onrecord.web.adding import Job, Thing
from onrecord.web.site import site

MOST_FILES = 2_000
MOST_ADDRESSES = 200
MOST_PASTED = 1_000_000
"""Characters of a pasted text."""
_MOST_NAME = 120
_MOST_FIELD = 500


async def add(request: Request) -> Response:
    """Start to read what was handed in; answered with the batch (202), or led to it."""
    form = await request.form(max_files=MOST_FILES, max_fields=50, max_part_size=4 * MOST_PASTED)
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(form.close)
        job = await run_in_threadpool(_started, request, form)
    if pages.wants_json(request):
        return pages.as_json({"job": job}, status=202)
    return RedirectResponse(f"/#job-{quote(job.id)}", 303)


def jobs(request: Request) -> Response:
    """The batches, the latest first."""
    return pages.page(request, "adding.html", {"jobs": site(request).adding.jobs()})


async def stop(request: Request) -> Response:
    """End a batch; what was added of it stays."""
    form = await request.form(max_files=0, max_fields=5)
    held = site(request).adding
    held.stop(str(form.get("job", "")))
    if pages.wants_json(request):
        return pages.as_json({"jobs": held.jobs()})
    return RedirectResponse("/adding", 303)


def _started(request: Request, form: FormData) -> Job:
    held = site(request).adding
    folder = held.folder()
    try:
        things = [*_files(form, folder), *_addresses(form), *_pasted(form)]
        if not things:
            raise OnrecordError("W003")
        return held.start(things, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _files(form: FormData, folder: Path) -> list[Thing]:
    found = []
    for number, upload in enumerate(form.getlist("file")):
        if isinstance(upload, UploadFile) and (upload.filename or upload.size):
            path = adding.keep(upload.file, folder, number)
            found.append(Thing(name=label(upload.filename), path=str(path)))
    return found


def _addresses(form: FormData) -> list[Thing]:
    given = _field(form, "address", MOST_ADDRESSES * 2_000).split()
    if len(given) > MOST_ADDRESSES:
        raise OnrecordError("W002", detail=f"at most {MOST_ADDRESSES} addresses")
    for address in given:
        if not is_address(address):
            raise OnrecordError("F001", where=one_line(address[:_MOST_NAME]))
    return [Thing(name=address, address=address) for address in given]


def _pasted(form: FormData) -> list[Thing]:
    text = _field(form, "text", MOST_PASTED)
    if not text.strip():
        return []
    fields = {"title": "title", "published": "date", "url": "url"}
    given = {key: _field(form, name, _MOST_FIELD).strip() for key, name in fields.items()}
    first = next(line for line in text.splitlines() if line.strip())
    text = text.replace("\r\n", "\n")
    known = {key: value for key, value in given.items() if value}
    return [Thing(name=label(given["title"] or first), text=text, given=known)]


def _field(form: FormData, name: str, most: int) -> str:
    value = form.get(name)
    if not isinstance(value, str):
        return ""
    if len(value) > most:
        raise OnrecordError("W002", detail=f"{name}: at most {most} characters")
    return value


def label(name: str | None) -> str:
    """What came as a file's name, as a label in one line: the last part of what may be a path."""
    last = (name or "").replace("\\", "/").rstrip("/").rpartition("/")[2]
    return one_line(last)[:_MOST_NAME].strip() or "unnamed"


routes = [
    Route("/add", add, methods=["POST"]),
    *pages.twin("/adding", jobs),
    Route("/adding/stop", stop, methods=["POST"]),
]
