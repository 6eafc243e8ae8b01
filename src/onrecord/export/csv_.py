"""Tables for spreadsheets, one row a thing: RFC 4180, UTF-8, lines end in CR LF.

`csv_tables` has what each table holds. Cells are safe: one that a spreadsheet would take for
a formula gets a leading apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.export.csv_tables import TABLES
from onrecord.export.visible import visible
from onrecord.record import Record

DEFAULT = "attributions"
COLUMNS = TABLES[DEFAULT].columns
"""The columns of attributions, in order."""

# A leading CR is no danger: `visible` has shown it as `^M`.
_FORMULA = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")

# Our own figures, which may begin with a minus.
_NUMBERS = ("latitude", "longitude")


def write(record: Record, table: str = DEFAULT) -> str:
    """The header and the rows of one record."""
    return "".join(write_many([record], table))


def write_many(records: Iterable[Record], table: str = DEFAULT) -> Iterator[str]:
    """The header once, then the rows of each record. Raises KeyError: no such table."""
    columns, rows = TABLES[table]
    yield _lines([columns])
    for record in records:
        yield _lines([_cell(row[column], column) for column in columns] for row in rows(record))


def write_rows(columns: Sequence[str], rows: Iterable[Mapping[str, str | None]]) -> Iterator[str]:
    """The header, then the rows of a table that is not of a record alone."""
    yield _lines([columns])
    for row in rows:
        yield _lines([[_cell(row[column], column) for column in columns]])


def _cell(text: str | None, column: str) -> str:
    shown = visible(text or "")
    return f"'{shown}" if shown.startswith(_FORMULA) and column not in _NUMBERS else shown


def _lines(rows: Iterable[Iterable[str]]) -> str:
    lines = io.StringIO(newline="")
    csv.writer(lines, lineterminator="\r\n").writerows(rows)
    return lines.getvalue()
