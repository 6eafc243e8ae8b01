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
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from onrecord.errors import OnrecordError
from onrecord.export.report.view import Share, make_page, shares, title, was_read
from onrecord.export.report.words import visible, web_address
from onrecord.export.sourcing import sourcing
from onrecord.export.wording import VOICES, count, tally, when
from onrecord.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """One line of an index: a report that was written, or why there is none.

    Made by `of` and `failed`; it holds what is shown and nothing of the record, so that an
    index of many reports needs little memory.
    """

    title: str
    href: str | None = None
    frame: str = ""
    shares: list[Share] = field(default_factory=list)
    figures: str = ""
    error: str | None = None

    @classmethod
    def of(cls, record: Record, *, name: str, href: str) -> IndexEntry:
        """The line of a record's report.

        `name` is what was read (a file's name, an id); `href` the report's path relative to
        the index, with `/` between its parts.
        """
        document = record.document
        found = sourcing(record)
        denials = sum(stance.stance == "denies" for stance in record.stances)
        figures = [
            count(len(found.in_order), "statement")
            if was_read(record)
            else f"Not in English ({document.language}): nothing was read",
            f"sources: {tally(found)}" if found.tally else "",
            count(denials, "denial") if denials else "",
            count(len(record.events), "event") if record.events else "",
            count(len(document.notes), "note") if document.notes else "",
        ]
        frame = [document.publisher, when(document), name]
        return cls(
            title=title(document) if document.headline else name,
            # Quoted whole, so that a file called "javascript:…" stays a file.
            href=quote(href, safe="/", errors="replace"),
            frame=" · ".join(filter(None, frame)),
            shares=shares(record, found.voices),
            figures=" · ".join(filter(None, figures)),
        )

    @classmethod
    def failed(cls, error: OnrecordError, *, name: str) -> IndexEntry:
        """The line of what could not be read."""
        return cls(title=name, error=f"{error.code}: {error.message}")


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
            rows=list(entries),
            legend=VOICES.items(),
            assets=_assets(),
        )
        + "\n"
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
