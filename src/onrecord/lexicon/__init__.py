"""Lexicons: lists of words as data files (YAML), read once."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The lexicon of that name (`load("cues")` reads `cues.yaml`), shared: do not change it.

    Every value in it is a string, or a list or dict of strings.

    Raises FileNotFoundError where there is no such lexicon.
    """
    import yaml

    # The base loader makes nothing but strings, lists and dicts: "no" and "on" stay words.
    loader: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    data: dict[str, Any] = yaml.load(_read(name), Loader=loader)  # noqa: S506 (strings only)
    return data


@cache
def digest(*names: str) -> str:
    """Twelve hexadecimal digits that change when one of these lexicons does."""
    found = hashlib.sha256()
    for name in names:
        found.update(_read(name))
    return found.hexdigest()[:12]


def _read(name: str) -> bytes:
    # Line ends are made alike, so that the digest is the same however git checked it out.
    data = resources.files(__name__).joinpath(f"{name}.yaml").read_bytes()
    return data.replace(b"\r\n", b"\n")
