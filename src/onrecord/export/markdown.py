"""The sourcing report as Markdown (CommonMark with GitHub's tables), markup escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.export import wording
from onrecord.export.sourcing import SourceUse, Sourcing, sourcing
from onrecord.export.visible import one_line, pieces
from onrecord.record import Attribution, Record

_MARKUP = re.compile(r"[\\`*_\[\]|~$]")
_BEGINS_A_BLOCK = re.compile(r"^(?:\d+(?=[.)])|(?=[-+=#>]))")
_ADDRESS = re.compile(r"(?<=[a-z])://|(?<=www)\.|@", re.IGNORECASE)


def write(record: Record) -> str:
    """The report of one record."""
    return "\n".join(_report(record, sourcing(record)))


def write_many(records: Iterable[Record]) -> Iterator[str]:
    """The reports, a rule between two of them."""
    before = ""
    for record in records:
        yield before + write(record)
        before = "\n---\n\n"


def _report(record: Record, found: Sourcing) -> Iterator[str]:
    yield f"# {_plain(wording.title(record))}\n"
    for line in wording.frame_lines(record):
        yield f"{_plain(line)}\n"
    yield f"*{_plain(wording.read_by_a_model(found, record.document))}*\n"
    if found.in_order:
        yield from _voices(found)
        yield from _sources(found.sources)
        yield from _one_unnamed(found.one_unnamed)
        yield "## Who said what, in reading order\n"
        for attribution, _ in found.in_order:
            yield from _attribution(attribution)
    yield from _unresolved(found)
    if record.document.notes:
        yield "## Notes on the reading of the file\n"
        for note in record.document.notes:
            yield f"- {_plain(note.code)}: {_plain(note.message)}"
        yield ""
    yield f"{_plain(wording.made_by(record))}\n"


def _voices(found: Sourcing) -> Iterator[str]:
    shares = wording.voice_shares(found.voices)
    yield "## Whose words\n"
    yield f"{', '.join(f'{label} {share}' for label, share in shares)}.\n"


def _sources(sources: list[SourceUse]) -> Iterator[str]:
    yield "## Sources, most used first\n"
    yield "| Statements | Source | Named? | Kind | Attributions |"
    yield "| ---: | --- | --- | --- | --- |"
    for use in sources:
        name, ids = wording.source_name(use), " ".join(one.id for one in use.attributions)
        cells = (name, wording.STANDINGS[use.standing], wording.source_kind(use), ids)
        yield f"| {len(use.attributions)} | {' | '.join(map(_plain, cells))} |"
    yield ""


def _one_unnamed(attributions: list[Attribution]) -> Iterator[str]:
    yield "## Rests on one unnamed source\n"
    for one in attributions:
        source, cue = _plain(wording.source_of(one)), _plain(pieces(one.cue))
        through = f" (through {_plain(one.inside)})" if one.inside else ""
        yield f"- {_plain(one.id)}: **{source}** {cue} · {_plain(pieces(one.content))}{through}"
    yield "" if attributions else "Nothing that was read here.\n"


def _attribution(attribution: Attribution) -> Iterator[str]:
    source = _plain(wording.source_of(attribution))
    cue = _plain(pieces(attribution.cue))
    yield f"### {_plain(attribution.id)} {source} · {cue}\n"
    if attribution.content:
        yield f"> {_plain(pieces(attribution.content))}\n"
    marks = [*wording.marks(attribution), f"confidence {wording.percent(attribution.confidence)}"]
    grounds = [f"- {label}: {_plain(words)}" for label, words in wording.grounds(attribution)]
    yield "\n".join([_plain(" · ".join(marks)), "", *grounds, *([""] if grounds else [])])


def _unresolved(found: Sourcing) -> Iterator[str]:
    if not found.unresolved:
        return
    yield "## Stays unresolved\n"
    for reason, those in found.unresolved:
        yield f"- {len(those)}: {_plain(reason)} ({_plain(' '.join(one.id for one in those))})"
    yield ""


def _plain(text: str) -> str:
    """Text in which nothing is markup, nor becomes a link or a mention of somebody."""
    escaped = _MARKUP.sub(r"\\\g<0>", one_line(text))
    escaped = _BEGINS_A_BLOCK.sub(r"\g<0>\\", escaped)
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;")
    return _ADDRESS.sub(lambda match: f"&#{ord(match[0][0])};{match[0][1:]}", escaped)
