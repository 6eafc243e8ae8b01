"""How far what documents say alike is behind what was added, and behind what people decided."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from onrecord.casebook import claimed
from onrecord.casebook.identify import NEWEST
from onrecord.export import wording


class Behind(NamedTuple):
    """Claims are not those of all documents: of `waiting` out of `documents` the passages are not
    compared yet. None waiting: they are compared, and being gathered into claims."""

    waiting: int
    documents: int

    def told(self) -> str:
        """It in words."""
        left = (
            f"{self.waiting} of {wording.count(self.documents, 'article')} are still to be compared"
            if self.waiting
            else "what was compared is still to be put together"
        )
        return (
            f"This is not all yet: {left}. Another process may be at it, or the casebook can't be "
            "written to; ask again in a while."
        )


def behind(connection: sqlite3.Connection) -> Behind | None:
    """How far claims are behind; None: they are not."""
    if claimed.is_current(connection):
        return None
    documents, compared = connection.execute(
        f"""SELECT count(*), count(c.version_id) FROM version v
        JOIN document d ON d.id = v.document_id LEFT JOIN claimed c ON c.version_id = v.id
        WHERE {NEWEST}"""  # noqa: S608
    ).fetchone()
    return Behind(documents - compared, documents)
