"""The addresses of pages. A document's key may be anything, so it goes into the query."""

from __future__ import annotations

from urllib.parse import urlencode


def query(path: str, **values: object) -> str:
    """A path with a query of the values that are given (not None, not empty); lists repeat."""
    pairs = [
        (name.rstrip("_"), str(one))
        for name, value in values.items()
        for one in (value if isinstance(value, (list, tuple)) else (value,))
        if one is not None and one != ""
    ]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def article(
    document: str,
    version: int | None = None,
    start: int | None = None,
    end: int | None = None,
    id: str | None = None,
) -> str:
    """An article (its newest version), at code points `start` to `end` or at a statement."""
    at = None if start is None else f"{start}-{end if end is not None else start}"
    fragment = f"#{id}" if id else ""
    return query("/article", document=document, version=version, at=at) + fragment


def entity(number: int, name: str | None = None) -> str:
    """The page of a person, body or place, by its identity's number. The name leads there
    still where people's decisions gave it another number."""
    return query(f"/entity/{number}", name=name)


def named(name: str) -> str:
    """The page of whom a name means, or the choice among those that it may mean."""
    return query("/entity/of", name=name)


def member(document: str, entity: str) -> str:
    """The page of the person, body or place that an entity of a document was taken for."""
    return query("/entity/of", document=document, entity=entity)


def claim(id: str) -> str:
    """The page of a claim."""
    return query("/claim", id=id)


def search(**values: object) -> str:
    """A search: `words`, and filters as `Casebook.search` names them."""
    return query("/search", **values)
