"""One row an attribution, for spreadsheets: RFC 4180, UTF-8, lines end in CR LF.

Pieces of one content are joined by ` […] `. A cell that a spreadsheet would take for a
formula gets a leading apostrophe. Places are given as `start..end` (code points of the
document's text, which the JSON holds), several with a space between them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from onrecord.export.visible import GAP, visible
from onrecord.record import Attribution, Record, Span

COLUMNS = (
    "document",
    "location",
    "headline",
    "publisher",
    "published",
    "id",
    "inside",
    "source",
    "entities",
    "source_kind",
    "cue",
    "content",
    "kind",
    "mode",
    "cue_attitude",
    "negated",
    "hedges",
    "anonymity",
    "basis",
    "said_on",
    "unresolved",
    "confidence",
    "source_at",
    "cue_at",
    "content_at",
)
"""The columns, in order; named as in the record. They are part of the contract."""

# A leading CR is no danger: `visible` has shown it as `^M`.
_FORMULA = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")


def write(record: Record) -> str:
    """The header and the rows of one record."""
    return "".join(write_many([record]))


def write_many(records: Iterable[Record]) -> Iterator[str]:
    """The header once, then the rows of each record."""
    yield _lines([COLUMNS])
    for record in records:
        names = {entity.id: entity.name for entity in record.entities}
        yield _lines(_row(record, one, names) for one in record.attributions)


def _row(record: Record, attribution: Attribution, names: dict[str, str]) -> list[str]:
    document = record.document
    source = [attribution.source] if attribution.source else []
    cells = {
        "document": document.id,
        "location": document.location,
        "headline": document.headline,
        "publisher": document.publisher,
        "published": document.published,
        "id": attribution.id,
        "inside": attribution.inside,
        "source": _words(source),
        "entities": "; ".join(names[id] for id in attribution.entities),
        "source_kind": attribution.source_kind,
        "cue": _words(attribution.cue),
        "content": _words(attribution.content),
        "kind": attribution.kind,
        "mode": attribution.mode,
        "cue_attitude": attribution.cue_attitude,
        "negated": "true" if attribution.negated else "false",
        "hedges": "; ".join(hedge.text for hedge in attribution.hedges),
        "anonymity": attribution.anonymity.text if attribution.anonymity else None,
        "basis": attribution.basis.text if attribution.basis else None,
        "said_on": attribution.said_on,
        "unresolved": attribution.unresolved,
        "confidence": f"{attribution.confidence:.3f}",
        "source_at": _places(source),
        "cue_at": _places(attribution.cue),
        "content_at": _places(attribution.content),
    }
    return [_cell(cells[column]) for column in COLUMNS]


def _words(spans: list[Span]) -> str:
    return GAP.join(span.text for span in spans)


def _places(spans: list[Span]) -> str:
    return " ".join(f"{span.start}..{span.end}" for span in spans)


def _cell(text: str | None) -> str:
    shown = visible(text or "")
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def _lines(rows: Iterable[Iterable[str]]) -> str:
    lines = io.StringIO(newline="")
    csv.writer(lines, lineterminator="\r\n").writerows(rows)
    return lines.getvalue()
