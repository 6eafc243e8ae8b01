"""The sourcing report as Markdown (CommonMark with GitHub's tables), markup escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.export import wording
from onrecord.export.decided import marks, whole
from onrecord.export.disputes import disputes, stances_of
from onrecord.export.disputes import title as dispute_title
from onrecord.export.markdown_found import (
    dispute_lines,
    moment_lines,
    place_lines,
    relation_lines,
)
from onrecord.export.markdown_parts import attribution_lines, plain
from onrecord.export.places import Places
from onrecord.export.sourcing import SourceUse, Sourcing, sourcing
from onrecord.export.timeline import timeline
from onrecord.export.told import Told
from onrecord.export.visible import pieces
from onrecord.record import Attribution, Record


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
    yield f"# {plain(wording.title(record))}\n"
    for line in wording.frame_lines(record):
        yield f"{plain(line)}\n"
    yield f"*{plain(wording.read_by_a_model(found, record.document))}*\n"
    if found.in_order:
        yield from _voices(found)
        yield from _sources(found)
        yield from _one_unnamed(found.one_unnamed)
    places = Places(record.document)
    yield from _found(record, places)
    if found.in_order:
        yield "## Who said what, in reading order\n"
        answers, decided = stances_of(record), marks(record)
        for one, _ in found.in_order:
            meant = found.resolved.get(one.id, ())
            stances = (*answers.get(one.id, ()), *decided.get(one.id, ()))
            yield from attribution_lines(one, meant, stances, places=places)
    yield from _unresolved(found)
    if record.decisions:
        yield "## Decided by people\n"
        yield from (f"- {plain(whole(each))}" for each in record.decisions)
        yield ""
    if record.document.notes:
        yield "## Notes on the reading of the file\n"
        for note in record.document.notes:
            yield f"- {plain(note.code)}: {plain(note.message)}"
        yield ""
    yield f"{plain(wording.made_by(record))}\n"


def _voices(found: Sourcing) -> Iterator[str]:
    shares = wording.voice_shares(found.voices)
    yield "## Whose words\n"
    yield f"{', '.join(f'{label} {share}' for label, share in shares)}.\n"


def _sources(found: Sourcing) -> Iterator[str]:
    yield "## Sources, most used first\n"
    yield "| Statements | Source | Who | Named? | Kind |"
    yield "| ---: | --- | --- | --- | --- |"
    for use in found.sources:
        name, who = wording.source_name(use), "; ".join(wording.who(use))
        cells = (name, who, wording.STANDINGS[use.standing], wording.source_kind(use))
        yield f"| {len(use.attributions)} | {' | '.join(map(plain, cells))} |"
    yield ""
    yield "## What each says\n"
    for use in found.sources:
        yield f"{plain(wording.source_name(use))}:\n"
        yield from (_in_short(one, use, found) for one in use.attributions)
        yield ""


def _in_short(one: Attribution, use: SourceUse, found: Sourcing) -> str:
    """An attribution under its source; the source's words where they aren't its name."""
    shown = one.source and (use.id == "pronouns" or one.id in found.resolved)
    source = f"{wording.source_of(one)} " if shown else ""
    said = f" · {pieces(one.content)}" if one.content else ""
    return f"- {plain(one.id)}: {plain(f'{source}{pieces(one.cue)}{said}')}"


def _one_unnamed(attributions: list[Attribution]) -> Iterator[str]:
    yield "## Rests on one unnamed source\n"
    for one in attributions:
        source, cue = plain(wording.source_of(one)), plain(pieces(one.cue))
        through = f" (through {plain(one.inside)})" if one.inside else ""
        yield f"- {plain(one.id)}: **{source}** {cue} · {plain(pieces(one.content))}{through}"
    yield "" if attributions else "Nothing that was read here.\n"


def _found(record: Record, places: Places) -> Iterator[str]:
    """Who denies what, the timeline, relations and places; only those there are."""
    told, moments = Told(record), timeline(record)
    answered = disputes(record, told)
    if answered:
        yield f"## {dispute_title(answered)}\n"
        yield from dispute_lines(answered, told)
    if moments:
        yield "## Timeline\n"
        yield from moment_lines(moments, told, places)
    if record.relations:
        yield "## Relations\n"
        yield from relation_lines(record.relations, told, places)
    if record.places:
        yield "## Places\n"
        yield from place_lines(record.places, told)


def _unresolved(found: Sourcing) -> Iterator[str]:
    if not found.unresolved:
        return
    yield "## Stays unresolved\n"
    for reason, those in found.unresolved:
        yield f"- {len(those)}: {plain(reason)} ({plain(' '.join(one.id for one in those))})"
    yield ""
