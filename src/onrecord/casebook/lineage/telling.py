"""Whether an attribution tells what somebody says, or the outlet tells what somebody does.

"The board knew of the cracks", "the ministry ordered trucks": the words are the outlet's own.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord import lexicon
from onrecord.annotate.kind import read_cue
from onrecord.record import Kind, Mode

_WORD = re.compile(r"[^\W_]+")


def is_telling(cue: str, kind: Kind, mode: Mode, *, inside: bool) -> bool:
    """Whether somebody is reported to say or think something, by the words of the cue.

    `inside`: whether it stands in somebody's statement.
    """
    if kind in ("order", "question", "intention"):
        return False
    if read_cue(_verb(cue)).spoken or (mode != "indirect" and not inside):
        return True
    words = _WORD.findall(cue.casefold())
    return kind == "belief" and any(word in opinions() for word in words)


def _verb(cue: str) -> str:
    """The words that tell it: "reported" of "had first reported"; "sat" of "sat on findings"."""
    words = cue.split()
    while len(words) > 1 and words[0].casefold().strip(",") in _before_verbs():
        words.pop(0)
    return " ".join(words[:2] if words[1:2] in (["to"], ["by"]) else words[:1])


@cache
def _before_verbs() -> frozenset[str]:
    return frozenset(lexicon.load("lineage")["before_verbs"])


@cache
def opinions() -> frozenset[str]:
    """Words of a cue that tell what somebody thinks."""
    return frozenset(lexicon.load("lineage")["opinions"])
