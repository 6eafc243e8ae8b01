"""The report as one self-contained page that opens offline and asks nobody for anything.

Article text is hostile. Every value is escaped by the templates (autoescape) and has its
unseen controls written out (`visible`); addresses are linked only if they lead to the web;
and the page's own policy lets no script run and no style apply but the two it came with,
named by their hashes, and lets nothing be fetched.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from onrecord.errors import OnrecordError
from onrecord.export.report.view import Share, make_page, shares, title, was_read
from onrecord.export.report.words import visible, web_address
from onrecord.export.sourcing import sourcing
from onrecord.export.wording import VOICES, count
from onrecord.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """One line of an index: a report that was written, or why there is none.

    `name` is what was read (a file's name, an id); `href` the report's path relative to the
    index, with `/` between its parts. Of `record` and `error` one is given.
    """

    name: str
    href: str | None = None
    record: Record | None = None
    error: OnrecordError | None = None


def write(record: Record) -> str:
    """The report of a record: one HTML page, to be saved as UTF-8."""
    return (
        _environment().get_template("page.html").render(page=make_page(record), assets=_assets())
        + "\n"
    )


def write_index(entries: Iterable[IndexEntry], *, title: str = "Articles read") -> str:
    """A page that leads to several reports and lists what could not be read, with reasons."""
    return (
        _environment()
        .get_template("index.html")
        .render(
            title=title,
            rows=[_row(entry) for entry in entries],
            legend=VOICES.items(),
            assets=_assets(),
        )
        + "\n"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    title: str
    href: str | None
    frame: str = ""
    shares: list[Share]
    figures: str = ""
    error: str | None = None


def _row(entry: IndexEntry) -> _Row:
    # Quoted whole, so that a file called "javascript:…" stays a file.
    href = quote(entry.href, safe="/", errors="replace") if entry.href else None
    if entry.record is None:
        error = f"{entry.error.code}: {entry.error.message}" if entry.error else "No reason given."
        return _Row(title=entry.name, href=href, shares=[], error=error)
    document = entry.record.document
    figures = sourcing(entry.record)
    named = sum(source.standing == "named" for source in figures.sources)
    return _Row(
        title=title(document) if document.headline else entry.name,
        href=href,
        frame=" · ".join(filter(None, [document.publisher, document.published, entry.name])),
        shares=shares(entry.record, figures.voices),
        figures=(
            (
                f"{count(len(figures.in_order), 'statement')}, {count(named, 'named source')}"
                if was_read(entry.record)
                else f"Not in English ({document.language}): nothing was read"
            )
            + (f", {count(len(document.notes), 'note')}" if document.notes else "")
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Assets:
    policy: str
    style: Markup
    script: Markup


@cache
def _assets() -> _Assets:
    style, script = _file("report.css"), _file("report.js")
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    # Our own files, not anybody's text: they go in as they are.
    return _Assets(policy=policy, style=Markup(style), script=Markup(script))  # noqa: S704


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _file(name: str) -> str:
    return (files("onrecord.export.report") / name).read_text(encoding="utf-8")


def _shown(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_file),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["web"] = web_address
    return environment
