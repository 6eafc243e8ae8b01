"""Numbered errors: one table of code, what happened, what to do.

R codes are about reading a file (as an error where nothing could be read, as a
`Note` in the record where something was left out or doubted), U about how the program
was called, E about the record itself, M about the packaged model.
"""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """What happened, and what the reader of the message can do about it."""

    what: str
    do: str


ERRORS: dict[str, Entry] = {
    "E001": Entry(
        "this is no valid onrecord record",
        "check that the file was written by `onrecord read --format json` and not edited",
    ),
    "M001": Entry(
        "the packaged model is missing or damaged",
        "install onrecord again; the weights are part of the package",
    ),
    "R001": Entry("the file is empty", "check that the file was saved or downloaded whole"),
}


class OnrecordError(Exception):
    """An error that a user can act on.

    `code` is a key of `ERRORS`; `detail` says what is particular to this case;
    `where` is the file or line it happened in.
    """

    def __init__(self, code: str, *, detail: str = "", where: str | None = None) -> None:
        self.code = code
        self.detail = detail
        self.where = where
        super().__init__(code, detail, where)

    @property
    def message(self) -> str:
        """One line: what happened, in which detail, and what to do."""
        entry = ERRORS[self.code]
        what = f"{entry.what} ({self.detail})" if self.detail else entry.what
        return f"{what}; {entry.do}"

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.code}: {self.message}"
