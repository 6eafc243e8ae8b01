"""The key under which the gazetteer keeps a name: what is left of it when printing is alike."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a"}
)
_SILENT = re.compile(r"[.'’‘ʻʼ`´ʿʾ\u0300-\u036f]+")
_APART = re.compile(r"[\W_]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
_LENGTH = 80
"""Code points of a name that are looked at; none in the gazetteer is longer."""


def key(name: str) -> str:
    """A place's name in lower case, without accents, full stops, apostrophes and "the".

    "St. Paul's" and "Saint Pauls" are one. A word for what it is ("County") stays.
    """
    plain = unicodedata.normalize("NFKD", name[:_LENGTH].casefold()).translate(_LETTERS)
    words = _APART.sub(" ", _SILENT.sub("", plain)).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 1:
        words = [_SHORT.get(word, word) for word in words[:-1]] + words[-1:]
    return " ".join(words)
