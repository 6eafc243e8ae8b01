"""A document's key as people read and type it: a path below this folder without the folder's."""

from __future__ import annotations

import os
from pathlib import Path

from onrecord.export.visible import one_line


def near(key: str) -> str:
    """The key on one line, as `Casebook` takes it from here; tables and JSON have the whole."""
    return one_line(key.removeprefix(f"{Path.cwd()}{os.sep}"))
