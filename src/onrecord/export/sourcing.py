"""The figures that every report shares: who is relied on, how often, and under what name.

Nothing here is drawn or worded; `sourcing(record)` is the whole of it. Everything is
counted from the record alone, so that the terminal, the page and the Markdown agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from onrecord.record import Attribution, Record, SourceKind

Standing = Literal["named", "unnamed", "unresolved", "unstated"]
"""How a source stands in the article: under a name; without one ("a senior official");
unresolved, as words that point back to somebody and were not followed there ("she", "the
ministry"); or not stated at all ("has been accused of")."""

DOUBTFUL_BELOW = 0.5
"""A reading less likely than this is more likely wrong than right, and is marked so."""

_PRONOUNS = frozenset(
    [
        "he",
        "her",
        "hers",
        "him",
        "his",
        "i",
        "it",
        "its",
        "she",
        "that",
        "them",
        "they",
        "this",
        "we",
        "who",
        "you",
    ]
)
_POINTS_BACK = frozenset(
    ["both", "her", "his", "its", "our", "that", "the", "their", "these", "this", "those"]
)
_ARTICLES = frozenset(("a", "an", "the"))
_ONE = frozenset(("a", "an", "another", "one"))
# The head of a description stands before the first of these: "the official | in the room".
_AFTER_HEAD = frozenset(
    ["at", "briefed", "close", "familiar", "for", "from", "in", "of", "on", "who", "whose", "with"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceUse:
    """A source and what rests on it.

    `id` is unique in one record: the entity's, `u1`, `u2` … for descriptions without a name
    (worded alike they are counted together, which does not say that they are the same
    person), `unresolved` for all pronouns, `unstated` where no source is given. `name` is
    empty for the last two. `kinds` are the kinds of source seen, most frequent first.
    """

    id: str
    name: str
    standing: Standing
    kinds: list[SourceKind]
    attributions: list[Attribution]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Whose words the story is made of, in characters of its blocks.

    Words inside nested attributions count for the outermost, who is the one relied on.
    `unnamed` holds what has no stated source as well.
    """

    outlet: int
    named: int
    unnamed: int
    unresolved: int

    @property
    def total(self) -> int:
        """All characters of the story."""
        return self.outlet + self.named + self.unnamed + self.unresolved


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourcing:
    """The sourcing of one article.

    `sources` most used first, then in reading order, `pronouns` and `unstated` last; an
    attribution to two entities counts for both. `one_unnamed`: what rests on a single
    person without a name, with all that this person relays. `in_order`: every
    attribution with its depth, the inner ones after the one they stand in. `unresolved`:
    reason in words → attributions, the most frequent first. `doubtful`: those below
    `DOUBTFUL_BELOW`. `expected_right`: how many attributions should be right, if the
    confidences are (their sum).
    """

    sources: list[SourceUse]
    one_unnamed: list[Attribution]
    in_order: list[tuple[Attribution, int]]
    unresolved: list[tuple[str, list[Attribution]]]
    doubtful: list[Attribution]
    voices: Voices
    expected_right: float


def sourcing(record: Record) -> Sourcing:
    """Count who a record's article relies on."""
    in_order = _in_order(record.attributions)
    ordered = [attribution for attribution, _ in in_order]
    reasons: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in ordered:
        if attribution.unresolved:
            reasons[reason(attribution.unresolved)].append(attribution)
    return Sourcing(
        sources=_sources(record, ordered),
        one_unnamed=_one_unnamed(in_order),
        in_order=in_order,
        unresolved=sorted(reasons.items(), key=lambda item: -len(item[1])),
        doubtful=[one for one in ordered if one.confidence < DOUBTFUL_BELOW],
        voices=_voices(record, in_order),
        expected_right=sum(one.confidence for one in ordered),
    )


def reason(unresolved: str) -> str:
    """What a value of `Attribution.unresolved` means, in words."""
    from onrecord.annotate import entities, source_kind

    return (source_kind.UNRESOLVED | entities.UNRESOLVED).get(unresolved, unresolved)


def standing(attribution: Attribution) -> Standing:
    """Whether the source is named, unnamed, unresolved or not stated (see `Standing`)."""
    if attribution.entities or attribution.source_kind == "named_person":
        return "named"
    if attribution.source is None:
        return "unstated"
    if attribution.anonymity:
        return "unnamed"
    words = attribution.source.text.casefold().split()
    if words[0] in _POINTS_BACK or _is_pronoun(attribution):
        return "unresolved"
    return "unnamed"


def start(attribution: Attribution) -> int:
    """Where the first of an attribution's words stands in the text."""
    spans = [*attribution.cue, *attribution.content]
    if attribution.source:
        spans.append(attribution.source)
    return min(span.start for span in spans)


def _in_order(attributions: list[Attribution]) -> list[tuple[Attribution, int]]:
    ids = {attribution.id for attribution in attributions}
    inner: dict[str | None, list[Attribution]] = defaultdict(list)
    for attribution in sorted(attributions, key=start):
        inner[attribution.inside if attribution.inside in ids else None].append(attribution)
    placed: list[tuple[Attribution, int]] = []
    waiting = [(attribution, 0) for attribution in reversed(inner[None])]
    while waiting:
        attribution, depth = waiting.pop()
        placed.append((attribution, depth))
        waiting.extend((one, depth + 1) for one in reversed(inner[attribution.id]))
    # A hand-made record could nest in a ring; nothing of it may be lost.
    seen = {attribution.id for attribution, _ in placed}
    placed.extend((one, 0) for one in attributions if one.id not in seen)
    return placed


def _sources(record: Record, ordered: list[Attribution]) -> list[SourceUse]:
    names = {entity.id: entity.name for entity in record.entities}
    uses: dict[str, list[Attribution]] = defaultdict(list)
    titles: dict[str, str] = {}
    unnamed_ids: dict[str, str] = {}
    for attribution in ordered:
        for key, name in _counted_under(attribution, names, unnamed_ids):
            uses[key].append(attribution)
            titles.setdefault(key, name)
    sources = [
        SourceUse(
            id=key,
            name=titles[key],
            standing=standing(attributions[0]),
            kinds=_most_frequent(one.source_kind for one in attributions),
            attributions=attributions,
        )
        for key, attributions in uses.items()
    ]
    return sorted(sources, key=lambda use: (not use.name, -len(use.attributions)))


def _counted_under(
    attribution: Attribution, names: dict[str, str], unnamed_ids: dict[str, str]
) -> list[tuple[str, str]]:
    """The (id, name) of each source that an attribution rests on."""
    if attribution.entities:
        return [(entity, names[entity]) for entity in dict.fromkeys(attribution.entities)]
    if attribution.source is None:
        return [("unstated", "")]
    if _is_pronoun(attribution):
        return [("pronouns", "")]
    name = " ".join(attribution.source.text.split()).strip(" ,;:") or attribution.source.text
    words = name.casefold().split()
    # "An official" and "the official" may be two people: never counted together.
    bare = words[1:] if words[0] in _ARTICLES else words
    key = " ".join([standing(attribution), *bare])
    return [(unnamed_ids.setdefault(key, f"u{len(unnamed_ids) + 1}"), name)]


def _is_pronoun(attribution: Attribution) -> bool:
    """Whether reading said so; or seen from the word, in a record made elsewhere."""
    source = attribution.source
    return attribution.unresolved == "pronoun" or bool(
        source and source.text.casefold() in _PRONOUNS
    )


def _most_frequent(kinds: Iterable[SourceKind]) -> list[SourceKind]:
    counts: dict[SourceKind, int] = {}
    for kind in kinds:
        counts[kind] = counts.get(kind, 0) + 1
    return sorted(counts, key=lambda kind: -counts[kind])


def _one_unnamed(in_order: list[tuple[Attribution, int]]) -> list[Attribution]:
    found = []
    # An inner attribution is known through the outermost alone, so that one decides.
    outermost_is = False
    for attribution, depth in in_order:
        if depth == 0:
            outermost_is = _is_one_unnamed_person(attribution)
        if outermost_is:
            found.append(attribution)
    return found


def _is_one_unnamed_person(attribution: Attribution) -> bool:
    if attribution.source_kind != "unnamed_person" or standing(attribution) != "unnamed":
        return False
    words = attribution.source.text.casefold().split() if attribution.source else []
    if words and words[0] in _ONE:
        return True
    head = ""
    for word in words:
        if word in _AFTER_HEAD:
            break
        head = word.rstrip(",")
        if word.endswith(","):
            break
    return head not in ("people", "men", "women") and (head.endswith("ss") or head[-1:] != "s")


def _voices(record: Record, in_order: list[tuple[Attribution, int]]) -> Voices:
    text_length = len(record.document.text)
    marks: dict[Standing, int] = {"named": 1, "unnamed": 2, "unstated": 2, "unresolved": 3}
    painted = bytearray(text_length)
    # The innermost first, so that the outermost has the last word.
    for attribution, _ in sorted(in_order, key=lambda item: -item[1]):
        mark = bytes([marks[standing(attribution)]])
        for span in attribution.content:
            painted[span.start : span.end] = mark * (span.end - span.start)
    counts = [0, 0, 0, 0]
    for block in record.document.story:
        for mark_index in range(4):
            counts[mark_index] += painted.count(mark_index, block.start, block.end)
    outlet, named, unnamed, unresolved = counts
    return Voices(outlet=outlet, named=named, unnamed=unnamed, unresolved=unresolved)
