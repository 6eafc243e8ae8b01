"""Search: passages that hold words, and what they can be narrowed to, each with its count.

The whole of what was asked stands in the query, so that an address leads to the same search:
`words`, and the filters as `Casebook.search` names them; `kinds`, `outlets` and `identities` may be
given again. An identity is its number and its name ("12 Ada Venn"): a number may be another's
once people decided who is one, and the name then says who was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from onrecord.casebook import Candidate, Casebook, Facets, Filters, Hit
from onrecord.casebook.facets import Count
from onrecord.errors import OnrecordError
from onrecord.export import dates, kinds
from onrecord.record import Kind
from onrecord.web import links, pages
from onrecord.web.marked import Piece, excerpt
from onrecord.web.site import reading
from onrecord.web.views.documents import number
from onrecord.web.who import meant as who_is

A_PAGE = 20
MOST_CHOSEN = 50
"""Values of one filter at most."""
_MOST_TEXT = 1_000
_ROOM = 700
"""Code points of a passage that are shown."""
_NUMBERED = re.compile(r"(\d{1,18})(?: (.*))?", re.DOTALL)
_WRONG = frozenset({"C008", "C030", "C033"})


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a query asks for. `who` are the identities as they stand in it."""

    words: str = ""
    filters: Filters = field(default_factory=Filters)
    who: tuple[str, ...] = ()
    first: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not self.words.strip() and self.filters == Filters()

    def address(self, **changed: Any) -> str:
        """The address of this search, from its first row on; with filters (or `who`) changed."""
        who = changed.pop("who", self.who)
        first = changed.pop("first", 0)
        filters = replace(self.filters, **changed)
        return links.search(
            words=self.words.strip() or None,
            source=filters.source,
            kinds=list(filters.kinds),
            named={True: "yes", False: "no"}.get(filters.named)
            if filters.named is not None
            else None,
            since=filters.since,
            until=filters.until,
            outlet=filters.outlet,
            outlets=list(filters.outlets),
            document=filters.document,
            identities=list(who),
            from_=first or None,
        )


def asked(query: QueryParams) -> Asked:
    """What a query asks for; what is none of it is passed over."""

    def text(name: str) -> str | None:
        return (query.get(name) or "")[:_MOST_TEXT].strip() or None

    def texts(name: str) -> tuple[str, ...]:
        given = (value[:_MOST_TEXT] for value in query.getlist(name) if value.strip())
        return tuple(dict.fromkeys(given))[:MOST_CHOSEN]

    filters = Filters(
        source=text("source"),
        kinds=tuple(kind for kind in get_args(Kind) if kind in texts("kinds")),
        named={"yes": True, "no": False}.get(query.get("named", "")),
        since=text("since"),
        until=text("until"),
        outlet=text("outlet"),
        document=text("document"),
        outlets=texts("outlets"),
    )
    who = tuple(each for each in texts("identities") if _NUMBERED.fullmatch(each))
    words = (query.get("words") or "")[:_MOST_TEXT]
    return Asked(words=words, filters=filters, who=who, first=number(query.get("from")))


def show(request: Request) -> Response:
    """The page of a search."""
    given = asked(request.query_params)
    with reading(request) as casebook:
        meant = _meant(casebook, given.who)
        given = replace(
            given,
            filters=replace(given.filters, identities=tuple(each.number for each in meant)),
            who=tuple(f"{each.number} {each.name}" for each in meant),
        )
        wrong, hits = None, list[Hit]()
        try:
            found = casebook.facets(given.words, given.filters)
            if not given.is_empty:
                hits = _search(casebook, given)
        except OnrecordError as error:
            if error.code not in _WRONG:
                raise
            wrong, found = error, _NOTHING
    content = _content(given, meant, found, hits, wrong)
    return pages.page(request, "search.html", content, status=400 if wrong else 200)


_NOTHING = Facets(total=0, kinds=(), named=(), sources=(), outlets=(), dates=(), undated=0)


def _search(casebook: Casebook, given: Asked) -> list[Hit]:
    filters = given.filters
    return casebook.search(
        given.words,
        source=filters.source,
        kinds=filters.kinds,
        named=filters.named,
        since=filters.since,
        until=filters.until,
        outlet=filters.outlet,
        document=filters.document,
        identities=filters.identities,
        outlets=filters.outlets,
        limit=A_PAGE,
        offset=given.first,
    )


def _meant(casebook: Casebook, who: Iterable[str]) -> list[Candidate]:
    """The identities that were asked for: by number while it bears the name, else by name."""
    found: dict[int, Candidate] = {}
    for each in who:
        if match := _NUMBERED.fullmatch(each):
            one = who_is(casebook, int(match[1]), match[2])
            if one:
                found[one.number] = one
    return list(found.values())


def _content(
    given: Asked,
    meant: Sequence[Candidate],
    found: Facets,
    hits: Sequence[Hit],
    wrong: OnrecordError | None,
) -> dict[str, Any]:
    filters = given.filters
    after = given.first + A_PAGE
    return {
        "words": given.words,
        "filters": filters,
        "who": given.who,
        "wrong": wrong and {"code": wrong.code, "message": wrong.message},
        "asked": not given.is_empty,
        "unit": "statement" if filters.of_statements else "sentence",
        "total": found.total,
        "first": given.first,
        "hits": [_hit(hit) for hit in hits],
        "chosen": list(_chosen(given, meant)),
        "facets": list(_facets(given, found)),
        "dates": list(_dates(given, found.dates)),
        "undated": found.undated,
        "address": given.address(),
        "before": given.address(first=max(0, given.first - A_PAGE)) if given.first else None,
        "after": given.address(first=after) if hits and after < found.total else None,
    }


def _hit(hit: Hit) -> dict[str, Any]:
    marks = ((start, end, "lit") for start, end in hit.lit)
    parts: list[Piece] = excerpt(hit.text, marks, _ROOM)
    return {"kind": hit.kind, "place": hit.place, "parts": parts, "said": hit.said}


def _chosen(given: Asked, meant: Sequence[Candidate]) -> Iterator[dict[str, str]]:
    """Each filter that holds, in words, and the address without it."""
    filters = given.filters

    def one(what: str, name: str, **without: Any) -> dict[str, str]:
        return {"what": what, "name": name, "address": given.address(**without)}

    if filters.source:
        yield one("Source", filters.source, source=None)
    for each in meant:
        rest = tuple(who for who in given.who if who != f"{each.number} {each.name}")
        yield one("Source", each.name, who=rest)
    for kind in filters.kinds:
        yield one("Kind", kinds.NOUN[kind], kinds=tuple(k for k in filters.kinds if k != kind))
    if filters.named is not None:
        yield one("Source", "named" if filters.named else "not named", named=None)
    if filters.since and filters.since == filters.until:
        yield one("Published", dates.in_words(filters.since), since=None, until=None)
    elif filters.since or filters.until:
        since, until = filters.since, filters.until
        words = f"from {dates.in_words(since)}" if since else ""
        words += f" until {dates.in_words(until)}" if until else ""
        yield one("Published", words.strip(), since=None, until=None)
    if filters.outlet:
        yield one("Outlet", filters.outlet, outlet=None)
    for outlet in filters.outlets:
        yield one("Outlet", outlet, outlets=tuple(o for o in filters.outlets if o != outlet))
    if filters.document:
        yield one("Article", filters.document, document=None)


def _facets(given: Asked, found: Facets) -> Iterator[dict[str, Any]]:
    filters = given.filters
    named = {None: None, True: "yes", False: "no"}[filters.named]
    yield {
        "name": "kinds",
        "title": "What was done",
        "values": [
            _value(
                one,
                kinds.NOUN[one.value].capitalize(),  # type: ignore[index]
                one.value in filters.kinds,
                given.address(kinds=_toggled(filters.kinds, one.value)),
            )
            for one in found.kinds
        ],
    }
    yield {
        "name": "named",
        "title": "Named or not",
        "values": [
            _value(
                one,
                one.name.capitalize(),
                one.value == named,
                given.address(named=None if one.value == named else one.value == "yes"),
            )
            for one in found.named
        ],
    }
    yield {
        "name": "identities",
        "title": "Who said it",
        "values": [
            _value(one, one.name, who in given.who, given.address(who=_toggled(given.who, who)))
            for one in found.sources
            for who in [f"{one.value} {one.name}"]
        ],
    }
    yield {
        "name": "outlets",
        "title": "Outlet",
        "values": [
            _value(
                one,
                one.name,
                one.value in filters.outlets,
                given.address(outlets=_toggled(filters.outlets, one.value)),
            )
            for one in found.outlets
        ],
    }


def _dates(given: Asked, counts: Sequence[Count]) -> Iterator[dict[str, Any]]:
    """Years, months or days; `percent` of the one with most."""
    most = max((one.count for one in counts), default=0)
    filters = given.filters
    for one in counts:
        chosen = filters.since == filters.until == one.value
        day = None if chosen else one.value
        address = given.address(since=day, until=day)
        value = _value(one, dates.in_words(one.value), chosen, address)
        yield value | {"percent": round(100 * one.count / most, 1)}


def _value(one: Count, name: str, chosen: bool, address: str) -> dict[str, Any]:
    return {
        "value": one.value,
        "name": name,
        "count": one.count,
        "chosen": chosen,
        "address": address,
    }


def _toggled(chosen: Sequence[str], value: str) -> tuple[str, ...]:
    """What is chosen with a value, or without it where it was."""
    return tuple(one for one in chosen if one != value) if value in chosen else (*chosen, value)


routes = pages.twin("/search", show)
