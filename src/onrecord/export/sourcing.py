"""The figures that every report shares: who is relied on, how often, and under what name.

Nothing here is drawn or worded; `sourcing(record)` is the whole of it. Everything is
counted from the record alone, so that the terminal, the page and the Markdown agree.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord import lexicon
from onrecord.export.mentions import Resolution, Resolver
from onrecord.record import Attribution, Entity, Record, SourceKind

Standing = Literal["named", "unnamed", "unresolved", "unstated"]
"""How a source stands in the article: under a name; without one ("a senior official");
unresolved, as words that point back to somebody and were not followed there ("she", "the
ministry"); or not stated at all ("has been accused of")."""

DOUBTFUL_BELOW = 0.5
"""A reading less likely than this is more likely wrong than right, and is marked so."""


def _words(name: str) -> frozenset[str]:
    words: list[str] = lexicon.load("sourcing")[name]
    return frozenset(words)


_PRONOUNS = _words("pronouns")
_PLURAL_PRONOUNS = _words("plural_pronouns")
_POINTS_BACK = _words("points_back")
_ARTICLES = _words("articles")
_ONE = _words("one")
# The head of a description stands before the first of these: "the official | in the room".
_AFTER_HEAD = _words("after_head")
_RELATIVE = re.compile(r"\s(?:who|whom|whose|which|that)\s")
_LONGEST_NAME = 60
_PLURAL_HEADS = _words("plural_heads")
_NOBODY_IN_PARTICULAR = _words("nobody_in_particular")
_SINGULAR_IN_S = tuple(_words("singular_in_s"))
_STANDINGS: tuple[Standing, ...] = ("named", "unnamed", "unresolved", "unstated")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceUse:
    """A source and what rests on it.

    `id` is unique in one record: the entity's, `u1`, `u2` … for descriptions without a name
    (worded alike they are counted together, which does not say that they are the same
    person), `pronouns` for all of those, `unstated` where no source is given. `name` is the
    entity's, or the head of the description, short enough for a table; it is empty for the
    last two. `described`: the roles that the article gives in its own voice, or the source as
    printed where that says more than the name; may be empty. `plural`: more than one ("Critics
    accuse"). `kinds` are the kinds of source seen, most frequent first. `entity`: the one that
    it is, if it has a name.
    """

    id: str
    name: str
    described: str
    plural: bool
    standing: Standing
    kinds: list[SourceKind]
    attributions: list[Attribution]
    entity: Entity | None


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

    `sources` most used first, then by standing, then in reading order, `pronouns` and
    `unstated` last; an attribution to two entities counts for both. `tally`: how many sources
    stand how, those two left out, which are not sources. `one_unnamed`: what rests on a single
    person without a name, with all that this person relays. `in_order`: every
    attribution with its depth, the inner ones after the one they stand in. `unresolved`:
    reason in words → attributions, the most frequent first. `doubtful`: those below
    `DOUBTFUL_BELOW`. `expected_right`: how many attributions should be right, if the
    confidences are (their sum). `resolved`: by the id of an attribution, whom its source means
    where it doesn't hold the name.
    """

    sources: list[SourceUse]
    tally: dict[Standing, int]
    one_unnamed: list[Attribution]
    in_order: list[tuple[Attribution, int]]
    unresolved: list[tuple[str, list[Attribution]]]
    doubtful: list[Attribution]
    voices: Voices
    expected_right: float
    resolved: dict[str, list[Resolution]]


def sourcing(record: Record) -> Sourcing:
    """Count who a record's article relies on."""
    in_order, resolver = _in_order(record.attributions), Resolver(record)
    ordered = [attribution for attribution, _ in in_order]
    reasons: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in ordered:
        if attribution.unresolved:
            reasons[reason(attribution.unresolved)].append(attribution)
    sources = _sources(record, ordered)
    stands = [use.standing for use in sources if use.name]
    return Sourcing(
        sources=sources,
        tally={each: stands.count(each) for each in _STANDINGS if each in stands},
        one_unnamed=_one_unnamed(in_order),
        in_order=in_order,
        unresolved=sorted(reasons.items(), key=lambda item: -len(item[1])),
        doubtful=[one for one in ordered if one.confidence < DOUBTFUL_BELOW],
        voices=_voices(record, in_order),
        expected_right=sum(one.confidence for one in ordered),
        resolved={one.id: meant for one in ordered if (meant := resolver.resolutions(one))},
    )


def reason(unresolved: str) -> str:
    """What a value of `Attribution.unresolved` means, in words."""
    from onrecord.annotate import entities, source_kind

    return (source_kind.UNRESOLVED | entities.UNRESOLVED).get(unresolved, unresolved)


def is_evident(unresolved: str) -> bool:
    """Whether that reason is plain from how the source stands, and need not be said again."""
    from onrecord.annotate import source_kind

    return unresolved in source_kind.UNRESOLVED


def standing(attribution: Attribution) -> Standing:
    """Whether the source is named, unnamed, unresolved or not stated (see `Standing`)."""
    if attribution.entities or attribution.source_kind == "named_person":
        return "named"
    if attribution.source is None:
        return "unstated"
    if attribution.anonymity:
        return "unnamed"
    first, *_ = attribution.source.text.casefold().split() or [""]
    points_back = first in _POINTS_BACK or is_pronoun(attribution)
    return "unresolved" if points_back else "unnamed"


def is_own_voice(attribution: Attribution) -> bool:
    """Whether a person decided that the outlet says it itself: it is nobody else's word."""
    nobody = attribution.source is None and not attribution.entities
    return nobody and attribution.source_kind == "outlet"


def short(source: str) -> str:
    """A source as printed, short enough to be called by: "an official" of "an official, who …"."""
    words = " ".join(source.split()).strip(" ,;:") or source
    head, comma, rest = words.partition(",")
    head = head or words
    if head.casefold() in _ONE:  # "one, a retired judge" says nothing without the judge
        head = head + comma + rest.partition(",")[0]
    if len(head) > _LONGEST_NAME:
        head = _RELATIVE.split(head, maxsplit=1)[0]
    if len(head) > _LONGEST_NAME:
        head = f"{head[:_LONGEST_NAME].rsplit(' ', 1)[0]} …"
    return head


def is_plural(source: str) -> bool:
    """Whether the words of a source without a name mean several, who "say", not "says"."""
    words = [word.strip('“”"(') for word in source.casefold().split()]
    if len(words) == 1 and words[0] in _PRONOUNS:
        return words[0] in _PLURAL_PRONOUNS
    for before, after in pairwise(_before_the_rest(words)):
        if before == "and" and after in _POINTS_BACK | _ONE:
            return True
    return _is_plural_head(words)


def described_as(entity: Entity, attributions: Sequence[Attribution] = ()) -> str:
    """Who an entity is, in the article's words: its roles, and what follows its name.

    `attributions`: those it is a source of, whose words may tell.
    """
    # What somebody else calls it stands in an attribution, and is not said here.
    parts = [" ".join(one.text.split()) for one in entity.descriptions if one.authority is None]
    for one in attributions:
        if one.source and len(one.entities) == 1 and one.inside is None:
            named, _, rest = " ".join(one.source.text.split()).strip(" ,;:").partition(", ")
            if named.endswith(entity.name.split()[-1]):
                parts.append(rest)
    said: dict[str, str] = {}
    for part in sorted(parts, key=len, reverse=True):
        if not any(_bare(part) in longer for longer in said):
            said[_bare(part)] = part
    return "; ".join(sorted(said.values(), key=parts.index))


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
    entities = {entity.id: entity for entity in record.entities}
    uses: dict[str, list[Attribution]] = defaultdict(list)
    unnamed_ids: dict[str, str] = {}
    for attribution in ordered:
        for key in _counted_under(attribution, unnamed_ids):
            uses[key].append(attribution)
    phrases = {
        key: " ".join(those[0].source.text.split()).strip(" ,;:") or those[0].source.text
        for key, those in uses.items()
        if those[0].source and key not in entities and key != "pronouns"
    }
    # Two that would be called alike are told apart by all their words.
    heads = Counter(short(phrase).casefold() for phrase in phrases.values())
    sources = []
    for key, attributions in uses.items():
        name, described, plural = "", "", False
        if key in entities:
            name, plural = entities[key].name, entities[key].type == "group"
            described = described_as(entities[key], attributions)
        elif key in phrases:
            phrase = phrases[key]
            name = short(phrase) if heads[short(phrase).casefold()] == 1 else phrase
            # Not for the sake of one word, such as a "who" at the end.
            described = phrase if len(phrase.split()) > len(name.split()) + 1 else ""
            name, plural = name[:1].upper() + name[1:], is_plural(phrase)
        sources.append(
            SourceUse(
                id=key,
                name=name,
                described=described,
                plural=plural,
                standing=standing(attributions[0]),
                kinds=_most_frequent(one.source_kind for one in attributions),
                attributions=attributions,
                entity=entities.get(key),
            )
        )
    return sorted(
        sources,
        key=lambda use: (not use.name, -len(use.attributions), _STANDINGS.index(use.standing)),
    )


def _bare(words: str) -> str:
    """Words to compare, without the article before them: "a former clerk" holds "The clerk"."""
    first, _, rest = words.casefold().partition(" ")
    return rest if rest and first in _ARTICLES else words.casefold()


def _counted_under(attribution: Attribution, unnamed_ids: dict[str, str]) -> list[str]:
    """The ids of the sources that an attribution rests on (see `SourceUse`)."""
    if attribution.entities:
        return list(dict.fromkeys(attribution.entities))
    if attribution.source is None:
        return ["unstated"]
    if is_pronoun(attribution):
        return ["pronouns"]
    words = attribution.source.text.casefold().strip(" ,;:").split()
    # "An official" and "the official" may be two people: never counted together.
    bare = words[1:] if words[:1] and words[0] in _ARTICLES else words
    key = " ".join([standing(attribution), *bare])
    return [unnamed_ids.setdefault(key, f"u{len(unnamed_ids) + 1}")]


def is_pronoun(attribution: Attribution) -> bool:
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
    if not words or _NOBODY_IN_PARTICULAR.intersection(words[:2]):
        return False
    return not _is_plural_head(words)


def _is_plural_head(words: list[str]) -> bool:
    """Whether the head of a description (lower case) is a plural: "the officials | in it"."""
    described = [*_before_the_rest(words)]
    head = described[-1] if described else ""
    if head in _PLURAL_HEADS:
        return True
    if words[:1] and words[0] in _ONE:
        return False
    return head.endswith("s") and not head.endswith(_SINGULAR_IN_S) and head != "news"


def _before_the_rest(words: list[str]) -> Iterator[str]:
    """A description's words up to what follows its head, a comma or a word such as "who"."""
    for word in words:
        if word in _AFTER_HEAD:
            return
        yield word.rstrip(",;:")
        if word.endswith(","):
            return


def _voices(record: Record, in_order: list[tuple[Attribution, int]]) -> Voices:
    text_length = len(record.document.text)
    marks: dict[Standing, int] = {"named": 1, "unnamed": 2, "unstated": 2, "unresolved": 3}
    painted = bytearray(text_length)
    # The innermost first, so that the outermost has the last word.
    for attribution, _ in sorted(in_order, key=lambda item: -item[1]):
        mark = bytes([0 if is_own_voice(attribution) else marks[standing(attribution)]])
        for span in attribution.content:
            painted[span.start : span.end] = mark * (span.end - span.start)
    counts = [0, 0, 0, 0]
    for block in record.document.story:
        for mark_index in range(4):
            counts[mark_index] += painted.count(mark_index, block.start, block.end)
    outlet, named, unnamed, unresolved = counts
    return Voices(outlet=outlet, named=named, unnamed=unnamed, unresolved=unresolved)
