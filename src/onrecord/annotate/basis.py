"""Why a source's name is withheld (anonymity), and how the source knows (basis)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord import lexicon
from onrecord.annotate.phrases import matcher
from onrecord.annotate.spans import Offsets

LEXICONS = ("grounds",)

_STOP = re.compile(r"[,;:()—–\"“”]")
_END = re.compile(r"[\s.!?…]*\Z")
_NEAR = 3


def find_anonymity(
    text: str, sentence: Offsets, content: Sequence[Offsets], *, after: int = 0
) -> Offsets | None:
    """The first ground for withholding a name in a sentence, outside the content.

    `after`: where to begin looking, so that the ground is the source's own and not another's.
    """
    start, end = sentence
    for match in _patterns()[0].finditer(text, max(start, after), end):
        if not _overlaps(match.span(), content):
            lead = _lead(text, start, match.start(), content)
            return lead, _clause_end(text, match.end(), end, content)
    return None


def find_basis(
    text: str,
    sentence: Offsets,
    source: Offsets | None,
    cue: Sequence[Offsets],
    content: Sequence[Offsets],
    *,
    named: bool = False,
) -> Offsets | None:
    """The first words in a sentence that say how the source knows, outside cue and content.

    `named`: the source is a named person, of whom only what it saw or heard counts, since
    "close to the mayor" then describes rather than grounds.
    """
    start, end = sentence
    _, of_source, anywhere = _patterns()
    taken = (*cue, *content)
    candidates: list[tuple[re.Match[str], int]] = []
    if source:
        match = of_source.search(text, source[0] + 1, end)
        if match and match.start() <= source[1] + _NEAR:
            inside = match.start() < source[1]
            if not (named and not match.group().lower().startswith("who")):
                candidates.append((match, source[1] if inside else end))
    # What stands beyond a semicolon is how another source knows.
    first = min((begin for begin, _ in (*cue, *((source,) if source else ()))), default=start)
    after = text.find(";", first, end)
    match = anywhere.search(
        text, text.rfind(";", start, first) + 1 or start, after if after > 0 else end
    )
    if match:
        candidates.append((match, end))
    for found, limit in sorted(candidates, key=lambda candidate: candidate[0].start()):
        negated = text[max(start, found.start() - 4) : found.start()].lower() == "not "
        stop = _clause_end(text, found.end(), max(limit, found.end()), taken)
        told = stop > found.end() or found.re is of_source
        if told and not negated and not _overlaps(found.span(), taken):
            return found.start(), stop
    return None


def _lead(text: str, start: int, core: int, content: Sequence[Offsets]) -> int:
    """Where the clause with the phrase begins: at "who spoke", "speaking" …, else at the phrase."""
    floor = max([start, *(end for _, end in content if end <= core)])
    window = text[max(floor, core - 60) : core]
    stop = max((match.end() for match in _STOP.finditer(window)), default=0)
    lead = _patterns_of_leads().search(window, stop)
    return core - len(window) + lead.start() if lead else core


def _clause_end(text: str, position: int, end: int, content: Sequence[Offsets]) -> int:
    limit = min([end, *(start for start, _ in content if start >= position)])
    match = _STOP.search(text, position, limit)
    stop = match.start() if match else limit
    return position + len(_END.sub("", text[position:stop]))


def _overlaps(span: Offsets, others: Sequence[Offsets]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = lexicon.load("grounds")
    return (
        matcher(data["anonymity"]),
        matcher(data["basis_of_source"]),
        matcher(data["basis_anywhere"]),
    )


@cache
def _patterns_of_leads() -> re.Pattern[str]:
    return matcher(lexicon.load("grounds")["leads"])
