"""Which gender a given name nearly always goes with: a packed list, searched as it lies.

`given_names.txt.gz` is made by `training/given_names.py`, which says from what. Its digest stands
in `people.yaml`, so that `lexicon.digest("people")` changes when the list does.
"""

from __future__ import annotations

import gzip
import unicodedata
from functools import cache
from importlib import resources
from typing import Literal

FILE = "given_names.txt.gz"

NameGender = Literal["feminine", "masculine"]

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "ı": "i", "đ": "d", "ð": "d", "ə": "a"}
    | {"þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"}
)


def gender(name: str) -> NameGender | None:
    """The gender of a folded given name; None where it is borne by either or not known."""
    wanted = name.encode() if name.isascii() else b""
    return next(
        (each for each, names in _lists().items() if wanted and _holds(names, wanted)), None
    )


def fold(word: str) -> str:
    """A name in the letters that the list has it in: lower case, without marks."""
    word = word.lower().replace("’", "'")
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def text() -> bytes:
    """The list unpacked: a head of comments, then feminine and masculine names, sorted, ASCII."""
    return gzip.decompress(resources.files(__package__).joinpath(FILE).read_bytes())


@cache
def _lists() -> dict[NameGender, bytes]:
    _, feminine, masculine = text().split(b"\n\n")
    return {"feminine": feminine, "masculine": masculine}


def _holds(lines: bytes, wanted: bytes) -> bool:
    """Whether one of sorted lines is wanted; they are never taken apart, which would take time."""
    low, high = 0, len(lines)
    while low < high:
        start = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = lines.find(b"\n", start)
        end = len(lines) if end < 0 else end
        line = lines[start:end]
        if line == wanted:
            return True
        low, high = (end + 1, high) if line < wanted else (low, start)
    return False
