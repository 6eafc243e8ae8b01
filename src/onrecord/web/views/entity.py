"""A person, an organisation, a place: names, roles, what they said and what is said about them,
what people decided on who they are; and parting what is not one.

`/entity/12?name=Ada+Venn` is the page (see `web.who` for the name), `part` one of its lists whole.
`/entity/of?document=…&entity=e3` and `/entity/of?name=…` lead there. `/entity/12/split` lists all
that was taken for one, so that some of it can be taken out.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, get_args

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onrecord.casebook import Candidate, Casebook, Review
from onrecord.casebook.journal import Standing
from onrecord.casebook.journal.standing import EntityOf
from onrecord.casebook.lists.who import Part, Role
from onrecord.errors import OnrecordError
from onrecord.export.related import related
from onrecord.web import links, pages
from onrecord.web.compared import compared
from onrecord.web.site import author, deciding, reading
from onrecord.web.views.decide import MOST_TEXT, shown
from onrecord.web.views.documents import number
from onrecord.web.views.entities import asked_name
from onrecord.web.who import meant

MOST = 10
"""Rows of each list on the page; each leads to the whole of it."""
A_PAGE = 50
MOST_FORMS = 24
MOST_SPLIT = 500
"""Members that are listed to be parted; a person can't look at more."""
_MOST_TRACED, _MOST_HELD = 2, 120
"""Claims and statements of one up to which the page itself looks for what they said otherwise."""
_LOOKED_THROUGH = 60
"""Roles that are looked through for those that differ."""
_TITLES: dict[Part, str] = {
    "said": "What they said",
    "about": "What others say about them",
    "roles": "What they are called",
    "members": "Where they are named",
}
_ON_IDENTITIES = frozenset({"merge", "split", "rename"})


def show(request: Request) -> Response:
    """The page of one, or one of its lists."""
    part = next((p for p in get_args(Part) if p == request.query_params.get("part")), None)
    with reading(request) as casebook:
        who = whom(casebook, request)
        if request.query_params.get("part") == "changes":
            return pages.page(request, "entity_changes.html", _changes(casebook, who))
        if part:
            content = _part(casebook, who, part, number(request.query_params.get("from")))
            return pages.page(request, "entity_part.html", content)
        content = _whole(casebook, who)
    return pages.page(request, "entity.html", content)


def whom(casebook: Casebook, request: Request) -> Candidate:
    """Whom a request's path and `name` mean. Raises OnrecordError C031 where nobody."""
    id, name = int(request.path_params["number"]), asked_name(request)
    found = meant(casebook, id, name)
    if found is None:
        raise OnrecordError("C031", detail=f"“{name}”" if name else f"#{id}")
    return found


def head(who: Candidate) -> dict[str, Any]:
    """What stands at the head of every page about one."""
    return {**pages.dump(who), "address": links.entity(who.number, who.name)}


def _whole(casebook: Casebook, who: Candidate) -> dict[str, Any]:
    called = f"#{who.number}"
    found = casebook.who(called, limit=MOST)
    roles = casebook.who(called, limit=_LOOKED_THROUGH, part="roles").roles
    members = casebook.members(who.number)
    claims = casebook.claims_of(who.number)
    few = len(claims) <= _MOST_TRACED and found.totals.said <= _MOST_HELD
    changes = casebook.story_changes(identity=who.number, limit=MOST) if few else None
    return {
        "who": head(who),
        "totals": found.totals,
        "forms": found.forms[:MOST_FORMS],
        "more_forms": max(0, len(found.forms) - MOST_FORMS),
        "roles": list(_roles(roles))[:MOST],
        "said": found.said,
        "about": found.about,
        "members": found.members,
        "first_member": _named(members[0]) if members else None,
        "doubts": [pair(each, who.number) for each in casebook.doubts(who.number)],
        "claims": claims[:MOST],
        "changes": None if changes is None else [_change(each) for each in changes],
        "all_changes": links.query(f"/entity/{who.number}", name=who.name, part="changes"),
        "decisions": list(_decisions(casebook.journal.standings(), set(members))),
        "elsewhere": _elsewhere(who),
    }


def _changes(casebook: Casebook, who: Candidate) -> dict[str, Any]:
    """All that they said otherwise later."""
    found = casebook.story_changes(identity=who.number, limit=A_PAGE)
    return {"who": head(who), "changes": [_change(each) for each in found]}


def _part(casebook: Casebook, who: Candidate, part: Part, first: int) -> dict[str, Any]:
    found = casebook.who(f"#{who.number}", limit=A_PAGE, offset=first, part=part)
    total, after = getattr(found.totals, part), first + A_PAGE

    def address(at: int) -> str:
        return links.query(f"/entity/{who.number}", name=who.name, part=part, from_=at or None)

    return {
        "who": head(who),
        "part": part,
        "title": _TITLES[part],
        "first": first,
        "total": total,
        "rows": list(map(told, found.roles)) if part == "roles" else getattr(found, part),
        "before": address(max(0, first - A_PAGE)) if first else None,
        "after": address(after) if after < total else None,
    }


def _roles(roles: Iterable[Role]) -> Iterator[dict[str, Any]]:
    """Roles that differ, each with the first place, on whose word, and how often it was found."""
    alike: dict[tuple[object, ...], list[Role]] = {}
    for role in roles:
        words = " ".join(role.text.split()).casefold()
        whose = role.authority.holder if role.authority else None
        relation = (role.type, role.role, role.other, role.of_other)
        key = (words, whose) if role.type == "description" else (*relation, whose)
        alike.setdefault(key, []).append(role)
    for same in sorted(alike.values(), key=lambda found: -len(found)):
        yield {**told(same[0]), "times": len(same)}


def told(role: Role) -> dict[str, Any]:
    """A role, with how they stand to another in words; None where it is mere words for them."""
    how = related(role.type, role.role, role.other, of_other=role.of_other)
    return {**pages.dump(role), "how": None if role.type == "description" else how}


def pair(doubt: Review, of: int) -> dict[str, Any]:
    """A pair that may be one, as the page of one of the two has it: the other, and why."""
    at = 1 if doubt.identities[0] == of else 0
    number, name = doubt.identities[at], doubt.names[at]
    return {
        "number": number,
        "name": name,
        "address": links.entity(number, name),
        "compare": compare_address(of, number, name),
        "confidence": doubt.confidence,
        "reasons": doubt.reasons,
        "against": doubt.against,
        "entities": [_named(each) for each in doubt.entities],
        "place": doubt.others[0] if at and doubt.others else doubt.place,
    }


def compare_address(of: int, other: int, name: str) -> str:
    """The page where two are held against each other, to merge them."""
    return links.query(f"/entity/{of}/merge", with_=f"{other} {name}")


def _named(entity: EntityOf) -> dict[str, str]:
    document, id = entity
    return {"document": document, "entity": id, "who": f"{document}#{id}"}


def _change(change: Any) -> dict[str, Any]:
    before, after = compared(change.before.text, change.after.text)
    return {**pages.dump(change), "words_before": before, "words_after": after}


def _decisions(
    standings: Sequence[Standing], members: Collection[EntityOf]
) -> Iterator[dict[str, Any]]:
    """What people decided on who this is, the latest first; what was undone is left out."""
    for each in reversed(standings):
        about = each.entry.action in _ON_IDENTITIES and each.state != "undone"
        if about and any(ref in members for ref in each.on):
            yield {**shown(each.entry), "state": each.state, "reason": each.reason}


def _elsewhere(who: Candidate) -> dict[str, str | None]:
    """Where else there is something about them."""
    number, is_place = f"#{who.number}", who.type in ("place", "facility")
    return {
        "search": links.search(identities=f"{who.number} {who.name}"),
        "timeline": links.query("/timeline", **{"place" if is_place else "who": number}),
        "graph": None if is_place else links.query("/graph", who=number),
    }


def of(request: Request) -> Response:
    """The way to the page of whom an entity of a document was taken for, or a name means."""
    document, entity = (request.query_params.get(name) or "" for name in ("document", "entity"))
    name = asked_name(request)
    with reading(request) as casebook:
        if document:
            found = casebook.identity_of(document, entity)
            candidates = [found] if found else []
        else:
            called = casebook.called(name or "")
            candidates = [each for each in called if each.name == name] or called
    if not candidates:
        raise OnrecordError("C031", detail=f"“{name or f'{document}#{entity}'}”")
    if len(candidates) > 1:
        content = {"name": name, "candidates": [head(each) for each in candidates]}
        return pages.page(request, "entity_several.html", content)
    (one,) = candidates
    if pages.wants_json(request):
        return pages.page(request, "entity_several.html", {"name": name, "candidates": [head(one)]})
    return RedirectResponse(links.entity(one.number, one.name), 303)


def split(request: Request) -> Response:
    """All that was taken for one, each with the reasons; some of it can be taken out."""
    with reading(request) as casebook:
        who = whom(casebook, request)
        found = casebook.who(f"#{who.number}", limit=MOST_SPLIT, part="members")
    content = {
        "who": head(who),
        "total": found.totals.members,
        "members": [
            {**pages.dump(each), **_named((each.document, each.entity))} for each in found.members
        ],
    }
    return pages.page(request, "entity_split.html", content)


async def part_out(request: Request) -> Response:
    """Take the members that were chosen out of the identity: they are one, and not the others."""
    form = await request.form(max_files=0, max_fields=2 * MOST_SPLIT)
    chosen = {str(value) for value in form.getlist("member")}
    why = str(form.get("why") or "").strip()[:MOST_TEXT] or None
    first = await run_in_threadpool(_parted, request, chosen, why)
    return RedirectResponse(links.member(*first), 303)


def _parted(request: Request, chosen: Collection[str], why: str | None) -> EntityOf:
    """Decide that the chosen are none of the others; the first of them."""
    by = author(request)
    with deciding(request) as casebook:
        who = whom(casebook, request)
        members = casebook.members(who.number)
        out = [each for each in members if _named(each)["who"] in chosen]
        rest = [each for each in members if each not in out]
        if not out or not rest:
            raise OnrecordError("U004", detail="choose some of them, and not all")
        if len(out) > 1:
            casebook.journal.merge(*out, by=by, why=why)
        casebook.journal.split(out[0], *rest[:_MOST_APART], by=by, why=why)
        with contextlib.suppress(OnrecordError):
            casebook.catch_up(claims=False)
    return out[0]


_MOST_APART = 999

routes = [
    *pages.twin("/entity/of", of),
    *pages.twin("/entity/{number:int}", show),
    *pages.twin("/entity/{number:int}/split", split),
    Route("/entity/{number:int}/split", part_out, methods=["POST"]),
]
