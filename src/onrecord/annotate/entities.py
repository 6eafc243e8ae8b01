"""The entities of a record, and who each source is.

Only what a name gives becomes an entity; a pronoun or description that means nobody named
stays unresolved, with the reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord import lexicon
from onrecord.annotate import (
    coreference,
    descriptions,
    formations,
    linking,
    metonyms,
    names,
    people,
    speakers,
)
from onrecord.annotate.authority import Authorities
from onrecord.annotate.coreference import Index, Resolved
from onrecord.annotate.gazetteer import Gazetteer, obey
from onrecord.annotate.linking import Bearer
from onrecord.annotate.source_kind import NO_SOURCE, NOMINAL, PRONOUN, SourceReading
from onrecord.annotate.spans import AttributionSpans, MentionSpan, Offsets
from onrecord.model import Seen
from onrecord.record import Description, Document, Entity, EntityType, Mention, Sentence

LEXICONS = tuple(
    sorted(
        {
            "roles",
            "things",
            *formations.LEXICONS,
            *linking.LEXICONS,
            *coreference.LEXICONS,
            *descriptions.LEXICONS,
            *metonyms.LEXICONS,
            *speakers.LEXICONS,
        }
    )
)

AMBIGUOUS = "ambiguous name"
UNNAMED = "unnamed"
UNRESOLVED = {
    AMBIGUOUS: "several people in the article bear the name",
    UNNAMED: "the source stands for somebody whom the article does not name",
}
"""What this module adds to the values of `Attribution.unresolved`."""
NAMED_BY_SOURCE = 0.9
"""The confidence of a name that the reading of a source gives and the model does not mark."""
_TYPES: dict[str, EntityType] = {
    "person": "person",
    "outlet": "organization",
    "organization": "organization",
    "seat": "organization",
    "place": "place",
    "group": "group",
    "document": "work",
}
_PHRASE_ENDS = re.compile(
    r"[,;:(–—]|\s(?:of|for|from|in|at|on|by|with|who|whom|whose|which|that|close|familiar|near)\b"
)
_SUFFIX = re.compile(r",? (?:[JS]r\.?|I{2,3}|IV)(?!\w)")
_PERSON_AFTER = re.compile(r" (?:and|or) (?:his|her) ")
_NOUN_REACH = 40
_NOUN_BEFORE = re.compile(r"(?:\b[a-z-]+ )?\b[a-z-]+ \Z")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\W*\Z")
_LETTERS = re.compile(r"(?<!['’])[^\W\d_]")
_LINKS = frozenset(
    {"of", "for", "from", "in", "at", "on", "by", "with", "to", "and", "or", "than", "under"}
)
"""Words after which a name is no more than part of what the source is."""
_DEEPEST = 3
"""Speakers within speakers that are followed."""


@dataclass(frozen=True, slots=True)
class Named:
    """The entities, and for each attribution the ids of its source's and the reason for none.

    `types`: what the name that a source is means, None where the source is no name. `unnamed`:
    chains of mentions for which there is no name; they are no entities of the record.
    """

    entities: list[Entity]
    of_attribution: list[list[str]]
    unresolved: list[str | None]
    types: list[EntityType | None]
    unnamed: list[list[MentionSpan]]


NOBODY = Named([], [], [], [], [])
"""Of a document that is not read."""


def find_names(
    document: Document,
    seen: Seen,
    found: Sequence[AttributionSpans],
    readings: Sequence[SourceReading | None],
    gazetteer: Gazetteer | None,
) -> list[MentionSpan]:
    """The article's names: the model's, those that sources are read as, and the user's own."""
    marked = _marked(seen)
    text = document.text
    marked = [
        _typed(document, _with_suffix(text, name))
        for name in marked
        if _may_name(text[name.start : name.end])
    ]
    marked = _as_elsewhere(text, marked)
    added: dict[Offsets, MentionSpan] = {
        (name.start, name.end): name for name in formations.find(document)
    }
    for spans, reading in zip(found, readings, strict=True):
        for name in reading.names if reading and spans.source else ():
            start, end = spans.source[0] + name.start, spans.source[0] + name.end  # type: ignore[index]
            added[start, end] = MentionSpan(
                start=start,
                end=end,
                kind="name",
                type=_TYPES[name.kind],
                confidence=NAMED_BY_SOURCE,
            )
    taken = Index([Resolved(span=name, chain=0) for name in marked])
    apart = [name for name in _apart(added) if not taken.within(name.start, name.end)]
    every = sorted([*_surnames(text, marked), *apart], key=lambda name: name.start)
    return obey(every, gazetteer.find(document)) if gazetteer else every


def _marked(seen: Seen) -> list[MentionSpan]:
    """The names that the model marks."""
    words = seen.words
    if words is None:
        return []
    return [
        MentionSpan(
            start=int(words.start[mark.low]),
            end=int(words.end[mark.high - 1]),
            kind="name",
            type=mark.type,
            confidence=mark.confidence,
        )
        for mark in seen.marks
        if mark.layer == "names"
    ]


def _typed(document: Document, name: MentionSpan) -> MentionSpan:
    """A name with the type that word lists or the dateline tell of it, else the model's."""
    text, lists = document.text, names.words()
    words = text[name.start : name.end].lower().rstrip(".").split()
    if " ".join(words) == (document.dateline or "").lower():
        return replace(name, type="place")
    if name.type != "person" and len(words) == 1 and _PERSON_AFTER.match(text, name.end):
        return replace(name, type="person")
    thing = _thing_before(text, name)
    if thing is not None:
        return replace(name, type=thing)
    listed = lists.whole_names.get(" ".join(words))
    if listed is not None and name.type != "person":
        return replace(name, type="organization") if _TYPES[listed] == "organization" else name
    outlet = words[-1] in lists.outlet_nouns or words[0] in lists.outlet_beginnings
    if len(words) > 1 and (outlet or words[-1] in lists.company_words):
        return replace(name, type="organization")
    return name


def _thing_before(text: str, name: MentionSpan) -> EntityType | None:
    """What the noun right before a name says that it is: "the nerve agent X", "the frigate X"."""
    before = _NOUN_BEFORE.search(text, max(0, name.start - _NOUN_REACH), name.start)
    if before is None:
        return None
    nouns = _things()
    words = before.group().lower().split()
    return nouns.get(" ".join(words)) or nouns.get(words[-1])


@cache
def _things() -> dict[str, EntityType]:
    """The types of things by the nouns for them."""
    types: tuple[EntityType, ...] = ("weapon", "vehicle")
    return {noun: type for type in types for noun in lexicon.load("things")[type]}


def _as_elsewhere(text: str, marked: Sequence[MentionSpan]) -> list[MentionSpan]:
    """The names; "Norrian HBO" is a body's, as HBO is where it stands without its people."""
    bodies = {text[name.start : name.end] for name in marked if name.type == "organization"}
    return [
        replace(name, type="organization")
        if name.type == "group" and text[name.start : name.end].partition(" ")[2] in bodies
        else name
        for name in marked
    ]


def _surnames(text: str, marked: Sequence[MentionSpan]) -> list[MentionSpan]:
    """The names; a word alone that is the surname of somebody named in full is a person's."""
    words = [text[name.start : name.end].split() for name in marked]
    surnames = {
        each[-1]
        for name, each in zip(marked, words, strict=True)
        if name.type == "person" and len(each) > 1
    }
    known = names.words().whole_names
    return [
        replace(name, type="person")
        if len(each) == 1 and each[0] in surnames and each[0].lower() not in known
        else name
        for name, each in zip(marked, words, strict=True)
    ]


def _with_suffix(text: str, name: MentionSpan) -> MentionSpan:
    """A person's name with the "Jr." that tells him from his father."""
    suffix = _SUFFIX.match(text, name.end) if name.type == "person" else None
    return replace(name, end=suffix.end()) if suffix else name


def _may_name(words: str) -> bool:
    """Whether words can be a name: they hold a capital or a digit, and are no pronoun."""
    if words.lower() in names.words().indefinite:
        return False
    return any(c.isupper() or c.isdigit() for c in words) and people.pronoun(words) is None


def _apart(found: dict[Offsets, MentionSpan]) -> list[MentionSpan]:
    """Of names that overlap, the first and longest."""
    result: list[MentionSpan] = []
    for _, name in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
        if not result or name.start >= result[-1].end:
            result.append(name)
    return result


def identify(
    document: Document,
    sentences: Sequence[Sentence],
    seen: Seen,
    turns: Sequence[AttributionSpans],
    found: Sequence[AttributionSpans],
    readings: Sequence[SourceReading | None],
    gazetteer: Gazetteer | None = None,
) -> Named:
    """The entities that the article names, and which of them each source is.

    Entities come in the order of their first mention, ids `e1`, `e2` …; a description's
    authority is the id of the innermost attribution whose content it stands in.
    """
    listed = find_names(document, seen, found, readings, gazetteer)
    bearers = linking.link(document, listed)
    roles = descriptions.describe(document, listed)
    resolved = coreference.resolve(
        document.text, sentences, seen, listed, bearers, found, _role_nouns(document, roles)
    )
    ambiguous = _ambiguous(bearers)
    known = [chain for chain in range(len(bearers)) if chain not in ambiguous]
    sources = Sources(document, turns, found, readings, resolved, frozenset(known), ambiguous)
    mentions: dict[int, list[Mention]] = {chain: [] for chain in known}
    unnamed: dict[int, list[MentionSpan]] = {}
    heads = sources.heads
    for index, each in enumerate(resolved):
        chain, span = sources.chain(index), each.span
        if chain not in mentions:
            unnamed.setdefault(chain, []).append(span)
        else:
            mentions[chain].append(
                Mention(
                    start=span.start,
                    end=span.end,
                    text=document.text[span.start : span.end],
                    kind=span.kind,
                    metonym=metonyms.is_metonym(document, span, source=index in heads)
                    if span.kind == "name"
                    else False,
                    confidence=span.confidence,
                )
            )
    described = _described(document, roles, bearers, found)
    ids = {chain: f"e{number}" for number, chain in enumerate(known, start=1)}
    made = [
        Entity(
            id=ids[chain],
            name=_name(bearers[chain], gazetteer),
            type=bearers[chain].type,
            descriptions=described[chain],
            mentions=mentions[chain],
            entry=bearers[chain].entry,
            roles=_roles(bearers[chain], gazetteer),
        )
        for chain in known
    ]
    return Named(
        made,
        [[ids[chain] for chain in mine] for mine in sources.of_attribution],
        sources.unresolved,
        [bearers[chain].type if chain is not None else None for chain in sources.named_by],
        list(unnamed.values()),
    )


def _role_nouns(document: Document, roles: Sequence[Sequence[Offsets]]) -> list[frozenset[str]]:
    """For each name the nouns of what it is called, "Gov." as "governor"."""
    written = lexicon.load("roles")["written_out"]
    result = []
    for mine in roles:
        heads: set[str] = set()
        for start, end in mine:
            words = _PHRASE_ENDS.split(document.text[start:end].lower(), maxsplit=1)[0].split()
            heads.update(word.strip(".") for word in words[-1:])
        result.append(frozenset(heads | {w for h in heads for w in written.get(h, ())}))
    return result


def _ambiguous(bearers: Sequence[Bearer]) -> frozenset[int]:
    """Surnames alone that two or more of the people named in full bear."""
    people = [(i, bearer.name.lower().split()) for i, bearer in enumerate(bearers)
              if bearer.type == "person"]  # fmt: skip
    borne = Counter(words[-1] for _, words in people if len(words) > 1)
    return frozenset(i for i, words in people if len(words) == 1 and borne[words[0]] > 1)


def _name(bearer: Bearer, gazetteer: Gazetteer | None) -> str:
    if gazetteer and bearer.entry:
        return gazetteer.entries[bearer.entry].name
    return bearer.name


def _roles(bearer: Bearer, gazetteer: Gazetteer | None) -> list[str]:
    return list(gazetteer.entries[bearer.entry].roles) if gazetteer and bearer.entry else []


def _described(
    document: Document,
    roles: Sequence[Sequence[Offsets]],
    bearers: Sequence[Bearer],
    found: Sequence[AttributionSpans],
) -> list[list[Description]]:
    """Each bearer's descriptions, one for each wording, with the authority they stand in.

    `roles` are those printed beside each name.
    """
    authorities = Authorities.over(
        (piece, f"a{number}") for number, spans in enumerate(found, 1) for piece in spans.content
    )
    result = []
    for bearer in bearers:
        mine: dict[str, Offsets] = {}
        for index in bearer.mentions:
            for start, end in roles[index]:
                mine.setdefault(document.text[start:end].lower(), (start, end))
        result.append(
            [
                Description(
                    start=start,
                    end=end,
                    text=document.text[start:end],
                    authority=authorities.of(start, end),
                )
                for start, end in sorted(mine.values())
            ]
        )
    return result


def _answering(document: Document, turns: Sequence[AttributionSpans]) -> set[Offsets]:
    """The labels of a transcript's turns that are whoever answers ("A:")."""
    labels = lexicon.load("speakers")["answering_labels"]
    found = {spans.source for spans in turns if spans.source}
    return {each for each in found if document.text[slice(*each)].lower().strip(" .:") in labels}


def _interviewee(
    document: Document, turns: Sequence[AttributionSpans], resolved: Sequence[Resolved]
) -> int | None:
    """The first mention of the one person whom an interview's headline names, or what leads to it.

    None where these name several people, or there are no turns.
    """
    if not turns:
        return None
    begin = min(spans.start for spans in turns)
    titles = [block for block in document.blocks if block.kind == "headline"]
    named = [
        (index, each)
        for index, each in enumerate(resolved)
        if each.span.kind == "name" and each.span.type == "person" and each.span.start < begin
    ]
    titled = [item for item in named if any(b.start <= item[1].span.start < b.end for b in titles)]
    for among in (titled, named):
        if len({each.chain for _, each in among}) == 1:
            return among[0][0]
    return None


class Sources:
    """Who the sources are: chains of the mentions that they are, or why there is none."""

    def __init__(
        self,
        document: Document,
        turns: Sequence[AttributionSpans],
        found: Sequence[AttributionSpans],
        readings: Sequence[SourceReading | None],
        resolved: Sequence[Resolved],
        named: frozenset[int],
        ambiguous: frozenset[int],
    ) -> None:
        self._text = document.text
        self._found, self._readings = found, readings
        self._index = Index(resolved)
        self._resolved = resolved
        self._named, self._ambiguous = named, ambiguous
        self._nominal = {each.chain for each in resolved if each.span.kind == "nominal"}
        self._speech = speakers.speaker_at(speakers.speeches(document, turns, found))
        said = frozenset(turns)
        self._quoted = {spans.source for spans in found if spans not in said}
        self._at = {spans.source: i for i, spans in enumerate(found) if spans.source}
        self._interviewee = _interviewee(document, turns, resolved)
        self._answers = _answering(document, turns) if self._interviewee is not None else set()
        self._chains: dict[int, int] = {}
        self.heads: set[int] = set()
        self.of_attribution: list[list[int]] = []
        self.unresolved: list[str | None] = []
        self.named_by: list[int | None] = []
        for spans, reading in zip(found, readings, strict=True):
            chains, reason = self._settle(spans, reading)
            self.of_attribution.append(chains)
            self.unresolved.append(reason)
            self.named_by.append(self._name_of(spans, reading) if chains else None)

    def chain(self, index: int, depth: int = 0) -> int:
        """The chain of a mention; "I" and "you" have that of whom they are said by or to."""
        if index in self._chains:
            return self._chains[index]
        span, chain = self._resolved[index].span, self._resolved[index].chain
        reading = people.pronoun(self._text[span.start : span.end])
        if span.kind == "pronoun" and reading and reading.person != 3 and depth < _DEEPEST:
            who = self._speaking(span.start, reading)
            for other in self._mentions_of(who) if who else ():
                chain = self.chain(other, depth + 1)
                break
        if depth == 0:
            self._chains[index] = chain
        return chain

    def _speaking(self, position: int, reading: people.PronounReading) -> Offsets | None:
        """The words for whom "I" or "you" is at a position; "we" is its speaker's in a quotation.

        Elsewhere "we" is mostly a body or everybody.
        """
        speech = self._speech(position)
        if speech is None:
            return None
        if reading.person == 2:
            return speech.addressee
        if reading.number == "singular" or speech.speaker in self._quoted:
            return speech.speaker
        return None

    def _mentions_of(self, source: Offsets) -> list[int]:
        """The mentions that a source is."""
        at = self._at.get(source)
        reading = self._readings[at] if at is not None else None
        return self._heads(source, reading)

    def _heads(self, source: Offsets, reading: SourceReading | None) -> list[int]:
        start, end = source
        if source in self._answers and self._interviewee is not None:
            return [self._interviewee]
        if reading and reading.names:
            heads = []
            for name in reading.names:
                within = self._index.within(start + name.start, start + name.end)
                heads += [i for i in within if self._resolved[i].span.kind == "name"][-1:]
            if heads:
                return list(dict.fromkeys(heads))
        closing = self._person_at_the_end(start, end)
        if closing is not None:
            return [closing]
        cut = _PHRASE_ENDS.search(self._text, start + 1, end)
        stop = cut.start() if cut else end
        within = self._index.within(start, stop)
        return [i for i in within[-1:] if self._reaches(i, stop)]

    def _person_at_the_end(self, start: int, end: int) -> int | None:
        """The person whose title the words before are: "Minister of Works Ada Venn"."""
        within = self._index.within(start, end)
        if not within or not self._reaches(within[-1], end):
            return None
        span = self._resolved[within[-1]].span
        if span.kind != "name" or span.type != "person":
            return None
        before = _WORD_BEFORE.search(self._text, start, span.start)
        return None if before and before.group(1).lower() in _LINKS else within[-1]

    def _reaches(self, index: int, stop: int) -> bool:
        """Whether a mention goes to the end of the words, marks and a possessive aside."""
        return not _LETTERS.search(self._text, self._resolved[index].span.end, stop)

    def _name_of(self, spans: AttributionSpans, reading: SourceReading | None) -> int | None:
        """The bearer whose name a source is."""
        heads = self._heads(spans.source, reading) if spans.source else []
        named = [self._resolved[i] for i in heads if self._resolved[i].span.kind == "name"]
        return named[0].chain if named else None

    def _settle(
        self, spans: AttributionSpans, reading: SourceReading | None
    ) -> tuple[list[int], str | None]:
        if spans.source is None or reading is None or reading.unresolved == NO_SOURCE:
            return [], NO_SOURCE
        heads = self._heads(spans.source, reading)
        self.heads.update(heads)
        chains = list(dict.fromkeys(self.chain(index) for index in heads))
        known = [chain for chain in chains if chain in self._named]
        if known:
            return known, None
        if not self._ambiguous.isdisjoint(chains):
            return [], AMBIGUOUS
        if reading.unresolved != PRONOUN:
            return [], reading.unresolved or NOMINAL
        return [], PRONOUN if self._nominal.isdisjoint(chains) else UNNAMED
