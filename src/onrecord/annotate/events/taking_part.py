"""Who takes part in what is dated, and where it happens: entities mentioned in its clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.annotate.events.dating import Dated
from onrecord.annotate.events.line import FINITE, Line, lists
from onrecord.annotate.people import noun
from onrecord.annotate.spans import Offsets
from onrecord.record import Entity, Mention, Place

_HARD = frozenset({";", ":", "—", "–", "(", ")", '"', "“", "”"})
_LINKS = frozenset(
    {
        "that",
        "because",
        "if",
        "than",
        "when",
        "while",
        "after",
        "before",
        "but",
        "until",
        "as",
        "since",
        "so",
    }
)
_ASIDE = 30
"""Words of an aside between a subject and its verb, at most."""
_LONGEST = 60
"""Code points from the beginning of a name to a date in it, at most."""
_HOUSES = frozenset({"organization", "facility", "place"})
"""Types of what something may happen in."""
_OWNED = 4
"""Words between an owner and what is its, at most."""
_PEOPLE = frozenset({"person", "group", "organization"})
_PARTS = frozenset({",", "and", "or"})
_POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our", "your"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you"})


class Mentions:
    """All mentions of a document in order, to be asked for those of a stretch."""

    def __init__(self, entities: Sequence[Entity], places: Iterable[Place]) -> None:
        every = [
            (mention.start, mention.end, mention, entity)
            for entity in entities
            for mention in entity.mentions
        ]
        every.sort(key=lambda item: (item[0], -item[1]))
        self._every = every
        self._starts = [item[0] for item in every]
        self._located = {place.entity for place in places}

    def within(self, start: int, end: int) -> list[tuple[Mention, Entity]]:
        """The mentions that begin in a stretch of the text."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [(mention, entity) for _, _, mention, entity in self._every[low:high]]

    def names_something(self, start: int, end: int) -> bool:
        """Whether words are part of a longer name, that of an event aside ("Easter Island")."""
        index = bisect_right(self._starts, start) - 1
        while index >= 0 and self._starts[index] > start - _LONGEST:
            _, stop, mention, entity = self._every[index]
            if stop >= end and mention.kind == "name" and entity.type != "event":
                return (mention.start, stop) != (start, end)
            index -= 1
        return False

    def is_place(self, mention: Mention, entity: Entity) -> bool:
        """Whether a mention means a place as such."""
        return not mention.metonym and (
            entity.type in ("place", "facility") or entity.id in self._located
        )


@dataclass(frozen=True, slots=True)
class Part:
    """Entities' ids, each once, in the order of the text."""

    participants: list[str]
    places: list[str]


def taking_part(line: Line, found: Dated, mentions: Mentions, sources: frozenset[str]) -> Part:
    """Who and where, of what a date was found to date.

    `sources` are the entities that say it, who take no part by saying it.
    """
    participants: list[str] = []
    places: list[str] = []
    subject_end = _subject_end(line, found.carrier)
    taken = -1
    previous = "who"
    inside = (
        each
        for low, high in _stretches(line, found)
        if low < high
        for each in mentions.within(line.start[low], line.end[high - 1])
    )
    for mention, entity in inside:
        first, last = line.at(mention.start, mention.end)
        if first >= last or mention.start < taken:
            continue
        before = line.word(first - 1)
        if before in ("the", "a", "an"):
            before = line.word(first - 2)
        owner = _owns(line, mention, first, last)
        if mentions.is_place(mention, entity):
            taken = mention.end
            if not owner:
                where = _stands_for(line, first, last, before, subject=last <= subject_end)
                if where == "and":
                    where = previous
                previous = where
                if where:
                    _add(participants if where == "who" else places, entity.id)
            continue
        previous = "who"
        if entity.type in _HOUSES and before in lists().inside and not owner:
            taken = mention.end
            _add(places, entity.id)
            continue
        if owner and not (line.noun[found.word] and 0 < found.word - last <= _OWNED):
            continue
        if entity.type == "group" and _describes(line, last - 1):
            continue
        taken = mention.end
        _add(participants, entity.id)
    return Part(
        [id for id in participants if id not in places],
        places,
    )


def _stands_for(line: Line, first: int, last: int, before: str, *, subject: bool) -> str:
    """What a place's name is in a clause: "who", "where", "" (neither), "and" (as the last one)."""
    if line.noun_at(last) or (last < len(line) and line.tags[last] == "adjective"):
        head = last
        while line.noun_at(head + 1):
            head += 1
        if line.noun_at(head) and noun(line.words[head]).type in _PEOPLE:
            return "who"
        return "where" if before in lists().where else ""
    if before in (",", "and", "or"):
        return "who" if subject and before != "," else "and"
    if before == "of" and _is_of_somebody(line, first):
        return ""
    if before in lists().where:
        return "where"
    return "who" if subject or before in lists().whom else "where"


def _is_of_somebody(line: Line, first: int) -> bool:
    """Whether a place's name says where somebody is from: "the governor of Norria"."""
    of = first - 1 if line.word(first - 1) == "of" else first - 2
    head = of - 1
    return head >= 0 and (
        line.tags[head] == "name" or noun(line.words[head]).type in ("person", "organization")
    )


def _owns(line: Line, mention: Mention, first: int, last: int) -> bool:
    """Whether a mention is whose something is: "Venn's", "her"."""
    if mention.kind == "pronoun":
        return line.words[first] in _POSSESSIVES and line.tags[min(last, len(line) - 1)] in (
            "noun",
            "adjective",
        )
    return line.word(last) in ("'", "’") and line.word(last + 1) in ("s", "")


def _describes(line: Line, last: int) -> bool:
    """Whether a people's name goes with a noun for other than people: "Norrian grain"."""
    i = last + 1
    while i < len(line) and line.tags[i] in ("adjective", "name") and i - last <= _OWNED:
        i += 1
    return (
        line.tags[last] == "adjective"
        and line.noun_at(i)
        and noun(line.words[i]).type not in _PEOPLE
    )


def _add(ids: list[str], id: str) -> None:
    if id not in ids:
        ids.append(id)


def _subject_end(line: Line, carrier: int) -> int:
    """One past the last word that may be a verb's subject: where its group begins."""
    i = carrier
    while i > 0 and (
        line.words[i - 1] in lists().helpers
        or line.words[i - 1] in lists().passed
        or line.tags[i - 1] == "modal"
        or line.words[i - 1] == "to"
    ):
        i -= 1
    return i


def _stretches(line: Line, found: Dated) -> list[Offsets]:
    """Where those stand who take part: the verb's clause, or the noun's phrase and the subject.

    Words, first and one past the last, apart and in order.
    """
    noun = line.noun[found.word]
    if found.word == found.carrier and noun:
        return [(_noun_begins(line, found.word), _ends(line, found.word, noun=True))]
    before = _before(line, found.carrier)
    if not noun:
        return [*before, (found.carrier, _ends(line, found.carrier, noun=False))]
    if found.carrier < found.word:
        return [*before, (_noun_begins(line, found.word), _ends(line, found.word, noun=True))]
    low, high = _noun_begins(line, found.word), _ends(line, found.word, noun=True)
    carried = (found.carrier, _ends(line, found.carrier, noun=False))
    return [(low, min(high, found.carrier)), carried]


def _before(line: Line, verb: int) -> list[Offsets]:
    """Where a verb's subject stands, as far as it stands before it in its clause.

    An aside between commas is left out, and so is what the clause begins with ("After the war,").
    The subject of "and left" is that of the verb before; of "who left", what stands before "who".
    """
    group = _subject_end(line, verb)
    low = _clause_begins(line, group)
    joined = group
    while joined > low and line.words[joined - 1] not in _PARTS and not line.noun[joined - 1]:
        joined -= 1
    if joined > low and line.words[joined - 1] in _PARTS and not _any_pronoun(line, joined, group):
        first = _finite_before(line, joined - 1)
        if first is not None and line.tags[verb] in ("past", "present", "participle"):
            return [*_before(line, first), (group, verb)]
    if line.word(low - 1) in lists().relatives or line.word(low - 1) == "that":
        noun = low - 2 - (line.word(low - 2) == ",")
        return [(max(0, noun), noun + 1), (low, verb)]
    if line.word(group - 1) == ",":
        for i in range(group - 2, max(low - 1, group - _ASIDE), -1):
            if line.words[i] == "," and _describes_subject(line, i + 1):
                return [(_clause_begins(line, i), i), (group, verb)]
    elif line.word(low - 1) in _LINKS or line.word(low) in lists().prepositions:
        commas = [i for i in range(low, group) if line.words[i] == ","]
        if commas:
            low = commas[-1] + 1
    return [(low, verb)]


def _any_pronoun(line: Line, low: int, high: int) -> bool:
    return any(word in _PRONOUNS for word in line.words[low:high])


def _finite_before(line: Line, i: int) -> int | None:
    """The verb of its own before a comma or "and", if there is one in the same clause."""
    for k in range(i - 1, max(-1, i - _ASIDE), -1):
        if line.words[k] in _HARD or line.words[k] in lists().relatives:
            return None
        if line.verb[k] and line.tags[k] in ("past", "present", "participle"):
            return k
    return None


def _describes_subject(line: Line, i: int) -> bool:
    """Whether an aside that begins at a word says who the subject is: "who …", "the mayor of …"."""
    return (
        line.words[i] in lists().relatives
        or line.words[i] in ("a", "an", "the")
        or (line.tags[i] in ("noun", "adjective"))
    )


def _clause_begins(line: Line, verb: int) -> int:
    """The first word of the clause of a verb: behind a mark, a linking word or another clause."""
    low = verb
    while low > 0:
        text = line.words[low - 1]
        if text in _HARD or text in _LINKS or text in lists().relatives:
            break
        other = line.verb[low - 1] and line.tags[low - 1] in FINITE
        if other and _has_subject(line, low, verb):
            break
        low -= 1
    return low


def _has_subject(line: Line, low: int, verb: int) -> bool:
    """Whether what stands before a verb may be its subject, not another verb's object."""
    if line.word(verb - 1) == "to" or (verb < len(line) and line.tags[verb] == "gerund"):
        return False
    return any(line.noun[i] or line.words[i] in _PRONOUNS for i in range(low, verb))


def _noun_begins(line: Line, noun: int) -> int:
    """The first word of a noun's phrase: behind a mark, a verb, a linking word or a preposition."""
    low = noun
    while low > 0:
        i = low - 1
        text = line.words[i]
        if text in _HARD or text in _LINKS or text in _PARTS or line.verb[i]:
            break
        if line.tags[i] in FINITE or (text in lists().prepositions and text != "of"):
            break
        low = i
    return low


def _ends(line: Line, word: int, *, noun: bool) -> int:
    """One past the last word of what belongs to a verb or noun, up to the next happening's."""
    high, part = word + 1, -1
    while high < len(line):
        text = line.words[high]
        if text in _HARD or text in lists().relatives:
            return high
        if text in _LINKS and not (text == "as" and not _clause_follows(line, high + 1)):
            return high
        if line.verb[high] and line.tags[high] in ("gerund", "participle"):
            before = high - 1
            if line.words[before] == "," or (line.noun[before] and before != word):
                return high
        if line.tags[high] in FINITE or (noun and line.verb[high]):
            return part if part > 0 else high
        if line.names(high) and part > 0 and noun:
            return part
        if text in _PARTS:
            part = high if part < 0 or line.words[high - 1] != "," else part
        high += 1
    return high


def _clause_follows(line: Line, i: int) -> bool:
    """Whether a finite verb follows before the next mark."""
    for k in range(i, min(i + 2 * _OWNED, len(line))):
        if line.words[k] in _HARD or line.words[k] == ",":
            return False
        if line.tags[k] in FINITE:
            return True
    return False
