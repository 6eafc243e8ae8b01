"""One person or body of one article, as the article has it: one file a format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.export.who.profile import Profile

FORMATS = {"text": "text", "json": "json_", "md": "markdown"}
"""The formats that `onrecord who --format` takes, and their modules in this package."""


def writer(format: str) -> Callable[[Profile], str]:
    """The function that turns a profile into that format; its module is loaded here."""
    write: Callable[[Profile], str] = import_module(f"onrecord.export.who.{FORMATS[format]}").write
    return write
