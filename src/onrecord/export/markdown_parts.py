"""Text and parts of a report as Markdown (CommonMark with GitHub's tables)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.export import wording
from onrecord.export.mentions import Resolution
from onrecord.export.places import Places
from onrecord.export.visible import one_line, pieces
from onrecord.record import Attribution

_MARKUP = re.compile(r"[\\`*_\[\]|~$]")
_BEGINS_A_BLOCK = re.compile(r"^(?:\d+(?=[.)])|(?=[-+=#>]))")
_ADDRESS = re.compile(r"(?<=[a-z])://|(?<=www)\.|@", re.IGNORECASE)


def plain(text: str) -> str:
    """Text in which nothing is markup, nor becomes a link or a mention of somebody."""
    escaped = _MARKUP.sub(r"\\\g<0>", one_line(text))
    escaped = _BEGINS_A_BLOCK.sub(r"\g<0>\\", escaped)
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;")
    return _ADDRESS.sub(lambda match: f"&#{ord(match[0][0])};{match[0][1:]}", escaped)


def kept(text: str) -> str:
    """Plain text with the blanks at its ends kept."""
    return f"{' ' * text[:1].isspace()}{plain(text)}{' ' * text[-1:].isspace()}"


def attribution_lines(
    attribution: Attribution,
    meant: Sequence[Resolution] = (),
    stances: Sequence[tuple[str, str]] = (),
    *,
    places: Places,
) -> Iterator[str]:
    """An attribution whole, under a heading of its own.

    `meant`: whom its source was taken for. `stances`: how it stands to others and to
    people, as `disputes.stances_of` and `decided.marks` say.
    """
    source = plain(wording.source_of(attribution, meant))
    cue = plain(pieces(attribution.cue))
    yield f"### {plain(attribution.id)} {source} · {cue}\n"
    if attribution.content:
        yield f"> {plain(pieces(attribution.content))}\n"
    marks = [*wording.marks(attribution), *(f"{how} {id}" for how, id in stances)]
    marks += [f"confidence {wording.percent(attribution.confidence)}"]
    known = [*wording.grounds(attribution), *wording.rests_on(meant, places)]
    grounds = [f"- {label}: {plain(words)}" for label, words in known]
    yield "\n".join([plain(" · ".join(marks)), "", *grounds, *([""] if grounds else [])])
