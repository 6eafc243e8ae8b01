"""What people decide: POST /decide, into the journal with its author.

As JSON (from a script), answered with the entry; or as a form, which leads back to `to`.

    {"action": "accept" | "reject", "document": KEY, "id": "a3", "why": …}
    {"action": "note", "document": KEY, "id": "a3" or null, "text": …}
    {"action": "correct", "document": KEY, "id": "a3", "source": [start, end] or false,
     "cue": [[start, end], …], "content": [[start, end], …], "kind": …, "source_kind": …,
     "entities": ["e1", …], "why": …}          what is left out stays as it was read
    {"action": "attribute", "document": KEY, "content": [[start, end], …], "cue": [[start, end], …],
     "source": [start, end] or null, "kind": …, "source_kind": …, "entities": ["e1", …], "why": …}
                                                    only `content` is needed
    {"action": "merge" | "split", "who": [WHO, WHO, …], "why": …}
    {"action": "rename", "who": [WHO], "name": …, "why": …}
    {"action": "grade", "name": SOURCE or a claim's id, "value": "A" … "F" or "1" … "6", "why": …}
    {"action": "undo", "entry": ID or null, "why": …}      null: the last decision

WHO is an identity's number with its sign ("#12"), a name, or DOCUMENT#ENTITY. Places are in code
points. A form has the same names; `who` is repeated, `choice` is "accept a3" for an action and
an id, and places can't be given in it.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from typing import Any, get_args

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onrecord.casebook.journal import Entry, Journal
from onrecord.casebook.journal.standing import EntityOf
from onrecord.errors import OnrecordError
from onrecord.record import Kind, SourceKind
from onrecord.web import pages
from onrecord.web.site import author, deciding, site

MOST_TEXT = 10_000
"""Characters of a reason or a note."""
_MOST_PIECES = 100
_ABOUT_WHO = frozenset({"merge", "split", "rename", "undo"})
"""What is to be seen at once; what else follows from a decision is worked out beside."""


async def decide(request: Request) -> Response:
    """Take a decision."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind == "application/json":
        asked = _object(await request.body())
        entry = await run_in_threadpool(take, request, asked)
        return pages.as_json({"entry": shown(entry)})
    form = await request.form(max_files=0, max_fields=300)
    given: dict[str, Any] = {
        key: str(value) for key, value in form.multi_items() if str(value).strip()
    }
    given["who"] = [str(value) for value in form.getlist("who")]
    # One form for many things: its buttons say "accept a3".
    action, _, id = given.pop("choice", "").partition(" ")
    if action:
        given |= {"action": action, "id": id} if id else {"action": action}
    await run_in_threadpool(take, request, given)
    return RedirectResponse(pages.here(given.get("to")), 303)


def take(request: Request, asked: Mapping[str, Any]) -> Entry:
    """Write a decision into the journal. Raises OnrecordError U004 for what is none."""
    action = _text(asked, "action", needed=True)
    with deciding(request) as casebook:
        if action == "grade":
            name, value = (_text(asked, each, needed=True) or "" for each in ("name", "value"))
            why = _text(asked, "why", needed=True) or ""
            return casebook.grade(name, value, why=why, by=author(request))
        entry = _taken(casebook.journal, asked, str(action), author(request))
        if action in _ABOUT_WHO:
            # Where another process writes, that one will work it out.
            with contextlib.suppress(OnrecordError):
                casebook.catch_up(claims=False)
    site(request).adding.settle()
    return entry


def shown(entry: Entry) -> dict[str, Any]:
    """An entry as pages have it."""
    return {
        "id": entry.id,
        "action": entry.action,
        "by": entry.by,
        "at": entry.at,
        "why": entry.why,
        "name": entry.name,
        "of": entry.of,
        "documents": list(dict.fromkeys(target.document for target in entry.targets)),
        "words": [target.words() for target in entry.targets],
        "fields": entry.corrected,
    }


def _taken(journal: Journal, asked: Mapping[str, Any], action: str, by: str) -> Entry:
    why = _text(asked, "why")
    document, id = _text(asked, "document") or "", _text(asked, "id")
    if action == "accept":
        return journal.accept(document, id or "", by=by, why=why)
    if action == "reject":
        return journal.reject(document, id or "", by=by, why=why)
    if action == "note":
        return journal.note(document, _text(asked, "text", needed=True) or "", id=id, by=by)
    if action == "correct":
        return journal.correct(document, id or "", **_saying(asked), by=by, why=why)
    if action == "attribute":
        said = {"content": []} | _saying(asked)
        return journal.attribute(document, **said, by=by, why=why)
    if action == "undo":
        return journal.undo(_text(asked, "entry") or id, by=by, why=why)
    if action == "rename":
        name = _text(asked, "name", needed=True) or ""
        return journal.rename(_who(journal, asked, 1)[0][0], name, by=by, why=why)
    if action == "merge":
        found = [one for each in _who(journal, asked, 2) for one in each]
        return journal.merge(*dict.fromkeys(found), by=by, why=why)
    if action == "split":
        first, *others = _who(journal, asked, 2)
        apart = dict.fromkeys(one for each in others for one in each)
        return journal.split(first[0], *apart, by=by, why=why)
    raise OnrecordError("U004", detail=f"no such action: {action[:40]}")


def _saying(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of an attribution, checked for its form; the journal checks it against the
    text."""
    found: dict[str, Any] = {}
    if asked.get("source") is False and asked.get("action") == "correct":
        found["source"] = False
    elif asked.get("source") is not None:
        found["source"] = _place(asked["source"])
    for part in ("cue", "content"):
        if asked.get(part) is not None:
            found[part] = _places(asked[part])
    for name, kinds in (("kind", get_args(Kind)), ("source_kind", get_args(SourceKind))):
        if (value := _text(asked, name)) is not None:
            if value not in kinds:
                raise OnrecordError("U004", detail=f"{name} is one of {', '.join(kinds)}")
            found[name] = value
    if asked.get("entities") is not None:
        found["entities"] = _texts(asked["entities"], "entities")
    return found


def _who(journal: Journal, asked: Mapping[str, Any], least: int) -> list[list[EntityOf]]:
    """The entities of each that is named."""
    names = _texts(asked.get("who") or [], "who")
    if len(names) < least:
        raise OnrecordError("U004", detail=f"`who` names {least} or more")
    return [journal.entities(name) for name in names]


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as reason:
        raise OnrecordError("U004", detail="this is no JSON") from reason
    if not isinstance(found, dict):
        raise OnrecordError("U004", detail="this is no JSON object")
    return found


def _text(asked: Mapping[str, Any], name: str, *, needed: bool = False) -> str | None:
    value = asked.get(name)
    if value is None and not needed:
        return None
    if not isinstance(value, str) or len(value) > MOST_TEXT or (needed and not value.strip()):
        raise OnrecordError("U004", detail=f"`{name}` is a text of at most {MOST_TEXT} characters")
    return value


def _texts(value: object, name: str) -> list[str]:
    if not isinstance(value, list) or len(value) > _MOST_PIECES:
        raise OnrecordError("U004", detail=f"`{name}` is a list")
    return [_text({name: each}, name, needed=True) or "" for each in value]


def _places(value: object) -> list[tuple[int, int]]:
    if not isinstance(value, list) or len(value) > _MOST_PIECES:
        raise OnrecordError("U004", detail="places are a list of [start, end]")
    return [_place(each) for each in value]


def _place(value: object) -> tuple[int, int]:
    if (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(each, int) and not isinstance(each, bool) for each in value)
    ):
        return value[0], value[1]
    raise OnrecordError("U004", detail="a place is [start, end], in code points")


routes = [Route("/decide", decide, methods=["POST"])]
