"""A profile as Markdown, markup escaped."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.export import wording
from onrecord.export.markdown_found import moment_lines, relation_lines
from onrecord.export.markdown_parts import attribution_lines, kept, plain
from onrecord.export.places import Places
from onrecord.export.told import Told
from onrecord.export.who import words
from onrecord.export.who.profile import Profile
from onrecord.record import Attribution

_AROUND = 80


def write(found: Profile) -> str:
    """The profile, with every mention."""
    return "\n".join(_report(found))


def _report(found: Profile) -> Iterator[str]:
    places = Places(found.record.document)
    yield f"# {plain(words.name(found))}\n"
    yield f"{plain(words.what(found))}\n"
    yield f"{plain(words.article(found))}\n"
    yield f"*{plain(words.read_by_a_model(found))}*\n"
    described = words.descriptions(found)
    if described:
        yield "## Described as\n"
        yield from (f"- {plain(said)} {plain(whose)}" for said, whose in described)
        yield ""
    told = Told(found.record)
    if found.relations:
        yield "## Relations\n"
        yield from relation_lines(found.relations, told, places)
    if found.moments:
        yield "## Events\n"
        yield from moment_lines(found.moments, told, places)
    yield "## Called\n"
    yield f"{plain(' · '.join(map(words.form, found.forms)))}\n"
    yield f"## Mentioned: {wording.mention_kinds(found.mentions)}\n"
    yield from _mentions(found, places)
    yield "## Said\n"
    yield from _attributions(found, found.said, places)
    yield f"## What others say about {plain(words.name(found))}\n"
    yield from _attributions(found, [one.attribution for one in found.about], places)
    number = wording.count(len(found.in_own_voice), "sentence")
    yield f"## In the outlet’s own voice: {number}\n"
    for one in found.in_own_voice:
        said = found.record.document.text[one.sentence.start : one.sentence.end]
        where = wording.where(places.place(one.sentence.start))
        yield f"- {where}: {plain(said)}"
    yield "" if found.in_own_voice else f"{words.NOTHING}\n"
    yield f"{plain(wording.made_by(found.record))}\n"


def _mentions(found: Profile, places: Places) -> Iterator[str]:
    yield "| Where | Offsets | Words | Confidence |"
    yield "| --- | --- | --- | ---: |"
    for mention in found.mentions:
        before, after = places.around(mention, _AROUND)
        here = words.here(mention, found)
        cells = [
            wording.where(places.place(mention.start)),
            f"{mention.start}..{mention.end}",
            f"{kept(before)}**{plain(mention.text)}**{kept(after)}"
            + (f" ({here})" if here else ""),
            wording.percent(mention.confidence),
        ]
        yield f"| {' | '.join(cells)} |"
    yield ""


def _attributions(found: Profile, attributions: list[Attribution], places: Places) -> Iterator[str]:
    for one in attributions:
        meant, stances = words.meant(found, one), found.stances.get(one.id, ())
        yield from attribution_lines(one, meant, stances, places=places)
    if not attributions:
        yield f"{words.NOTHING}\n"
