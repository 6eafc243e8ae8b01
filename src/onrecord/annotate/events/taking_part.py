"""Who takes part in what is dated, and where it happens: entities mentioned in its clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.annotate.events.clause import stretches, subject_end
from onrecord.annotate.events.dating import Dated
from onrecord.annotate.events.line import Line, lists
from onrecord.annotate.people import noun
from onrecord.record import Entity, Mention, Place

_LONGEST = 60
"""Code points from the beginning of a name to a date in it, at most."""
_HOUSES = frozenset({"organization", "facility", "place"})
"""Types of what something may happen in."""
_SURE = 0.67
"""A pronoun read with less confidence than that it is twice as likely right as wrong, and with
another person's name nearer, means nobody: no one shall have died by a guess."""
_NEAR = 400
"""Code points from a name to a pronoun that may mean its bearer, at most."""
_OWNED = 4
"""Words between an owner and what is its, at most."""
_NO_PART = frozenset({"work", "event"})
_PEOPLE = frozenset({"person", "group", "organization"})
_POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our", "your"})


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

    def is_doubtful(self, mention: Mention, entity: Entity) -> bool:
        """Whether a pronoun may as well be another's: it was read with little confidence, and
        somebody else's name stands nearer to it."""
        if mention.kind != "pronoun" or mention.confidence >= _SURE or entity.type != "person":
            return False
        index = bisect_left(self._starts, mention.start) - 1
        low = bisect_left(self._starts, mention.start - _NEAR)
        for _, _, other, whose in reversed(self._every[low : index + 1]):
            if other.kind == "name" and whose.type == "person":
                return whose.id != entity.id
        return False

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


def taking_part(line: Line, found: Dated, mentions: Mentions) -> Part:
    """Who and where, of what a date was found to date."""
    participants: list[str] = []
    places: list[str] = []
    begins = subject_end(line, found.carrier)
    taken = -1
    previous = "who"
    inside = (
        each
        for low, high in stretches(line, found)
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
        if before == "from" and last <= begins and _is_of_somebody(line, first):
            taken = mention.end
            continue
        owner = _owns(line, mention, first, last)
        if mentions.is_place(mention, entity):
            taken = mention.end
            if not owner:
                where = _stands_for(line, first, last, before, subject=last <= begins)
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
        if entity.type in _NO_PART or mentions.is_doubtful(mention, entity):
            continue
        if entity.type == "group" and last != found.word and _describes(line, last - 1):
            continue
        taken = mention.end
        _add(participants, entity.id)
    return Part(
        [id for id in participants if id not in places],
        places,
    )


def _stands_for(line: Line, first: int, last: int, before: str, *, subject: bool) -> str:
    """What a place's name is in a clause: "who", "where", "" (neither), "and" (as the last one)."""
    following = line.word(last + 1) if line.word(last) == "," else line.word(last)
    if following == "where":
        return "where"
    if line.tags[last - 1] == "adjective" and line.noun_at(last):
        return ""  # "the Norrian government"
    if line.noun_at(last) or (last < len(line) and line.tags[last] == "adjective"):
        run = [last]
        while line.noun_at(run[-1] + 1):
            run.append(run[-1] + 1)
        people = [i for i in run if line.noun_at(i) and noun(line.words[i]).type in _PEOPLE]
        if people:  # "Norrian forces", but not "Norria's Governor Ada Venn"
            return "who" if people[-1] == run[-1] else ""
        return "where" if before in lists().where and before != "of" else ""
    if before in (",", "and", "or"):
        return "who" if subject and before != "," else "and"
    if first and line.noun[first - 1] and noun(line.words[first - 1]).type == "place":
        return "where"  # "the city Tarn"
    if before == "of" and _is_of_somebody(line, first):
        return ""
    if before in lists().where:
        return "where"
    return "who" if subject or before in lists().whom else "where"


def _is_of_somebody(line: Line, first: int) -> bool:
    """Whether a place's name says where somebody is from: "the governor of Norria"."""
    of = first - 1 if line.word(first - 1) in ("of", "from") else first - 2
    head = of - 1
    kinds = _PEOPLE if line.word(of) == "from" else _PEOPLE - {"group"}
    return head >= 0 and (line.tags[head] == "name" or noun(line.words[head]).type in kinds)


def _owns(line: Line, mention: Mention, first: int, last: int) -> bool:
    """Whether a mention is whose something is: "Venn's", "her"."""
    if mention.kind == "pronoun":
        return line.words[first] in _POSSESSIVES and line.tags[min(last, len(line) - 1)] in (
            "noun",
            "adjective",
        )
    return line.word(last) in ("'", "’") and line.word(last + 1) in ("s", "")


def _describes(line: Line, last: int) -> bool:
    """Whether a people's name describes a noun: "Norrian grain", "the Norrian government"."""
    i = last + 1
    while i < len(line) and line.tags[i] == "adjective" and i - last <= _OWNED:
        i += 1
    adjective = line.tags[last] == "adjective" or not line.words[last].endswith("s")
    return adjective and line.noun_at(i)


def _add(ids: list[str], id: str) -> None:
    if id not in ids:
        ids.append(id)
