"""A casebook's lists as text for people, JSON and CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.casebook import Change, Difference, Listed
from onrecord.casebook.facts import extent
from onrecord.commands.near import near
from onrecord.export import csv_
from onrecord.export.visible import one_line, pieces
from onrecord.record import Attribution

_CHANGE_COLUMNS = (
    "document",
    "before_version",
    "after_version",
    "change",
    "what",
    "before_source",
    "before_content",
    "before_start",
    "before_end",
    "after_source",
    "after_content",
    "after_start",
    "after_end",
    "reprinted",
    "corrected",
    "same_reader",
    "same_bytes",
)
_SIGNS = {"dropped": "-", "added": "+", "altered": "~"}


def documents(listed: Iterable[Listed], format: str) -> Iterator[str]:
    """The list of documents."""
    if format == "text":
        for document in listed:
            yield from _document(document)
    else:
        yield from _table(Listed._fields, (document._asdict() for document in listed), format)


def changes(found: Iterable[Difference], format: str) -> Iterator[str]:
    """What changed between versions; as a table, a row each statement, headline or date."""
    if format == "text":
        for difference in found:
            yield from _difference(difference)
    else:
        rows = (row for difference in found for row in _rows(difference))
        yield from _table(_CHANGE_COLUMNS, rows, format)


def _table(columns: tuple[str, ...], rows: Iterable[dict[str, Any]], format: str) -> Iterator[str]:
    if format == "json":
        yield json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n"
    else:
        texts = (
            {key: None if value is None else str(value) for key, value in row.items()}
            for row in rows
        )
        yield from csv_.write_rows(columns, texts)


def _document(document: Listed) -> Iterator[str]:
    yield f"{document.status:8} {near(document.key)}\n"
    if document.versions:
        said = f"{document.statements} statement{'s' * (document.statements != 1)}"
        frame = [(document.published or "")[:10], document.publisher, said]
        if document.versions > 1:
            frame.append(f"{document.versions} versions")
        if document.headline:
            yield f"{'':8} {one_line(document.headline)}\n"
        yield f"{'':8} {' · '.join(one_line(part) for part in frame if part)}\n"
    if document.reason:
        yield f"{'':8} {one_line(document.reason)}\n"


def _difference(difference: Difference) -> Iterator[str]:
    notice = "with a correction" if difference.corrected else "without a correction notice"
    if difference.same_bytes:
        notice = "the same bytes, with another date, headline or outlet given for them"
    versions = f"version {difference.before} → {difference.after}"
    yield f"{near(difference.document)}: {versions}, {notice}\n"
    if not difference.same_reader:
        yield "  read by different versions of onrecord, which may have made some of this\n"
    for name, pair in (("headline", difference.headline), ("date", difference.published)):
        if pair:
            before, after = (one_line(part or "none") for part in pair)
            yield f"  ~ {name}: {before} → {after}\n"
    reprinted = sum(change.reprinted for change in difference.changes)
    for change in difference.changes:
        if change.reprinted:
            continue
        what = f" ({', '.join(change.what)})" if change.what else ""
        yield f"  {_SIGNS[change.change]} {change.change}{what}\n"
        for sign, said in (("-", change.before), ("+", change.after)):
            if said:
                yield f"      {sign} {_source(said) or 'nobody named'}: {pieces(said.content)}\n"
    if reprinted:
        yield f"  {reprinted} more in sentences that did not change: read otherwise, not reworded\n"
    if not (difference.changes or difference.headline or difference.published):
        yield "  no statement changed\n"


def _rows(difference: Difference) -> Iterator[dict[str, Any]]:
    row: dict[str, Any] = dict.fromkeys(_CHANGE_COLUMNS) | {
        "document": difference.document,
        "before_version": difference.before,
        "after_version": difference.after,
        "corrected": difference.corrected,
        "same_reader": difference.same_reader,
        "same_bytes": difference.same_bytes,
    }
    for name, pair in (("headline", difference.headline), ("published", difference.published)):
        if pair:
            yield row | {
                "change": "altered",
                "what": name,
                "before_content": pair[0],
                "after_content": pair[1],
            }
    for change in difference.changes:
        yield row | _row(change)


def _row(change: Change) -> dict[str, Any]:
    row: dict[str, Any] = {"change": change.change, "what": " ".join(change.what) or None}
    row["reprinted"] = change.reprinted
    for side, said in (("before", change.before), ("after", change.after)):
        if said:
            row[f"{side}_source"] = _source(said)
            row[f"{side}_content"] = pieces(said.content)
            row[f"{side}_start"], row[f"{side}_end"] = extent(said)
    return row


def _source(said: Attribution) -> str | None:
    return one_line(said.source.text) if said.source else None
