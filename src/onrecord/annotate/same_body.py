"""Which forms of other names are one thing's: organisations, places, works and all else.

Names of the same words, acronyms and what they stand for, and names cut short. A short form is
joined only where one longer name alone holds it; the article may call the rest what it likes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.annotate import forms, names
from onrecord.annotate.groups import MOST_CANDIDATES, Group, Joined, is_place
from onrecord.record import EntityType

_NUMBER = re.compile(r".*\d.*|[ivx]+")
_ADJECTIVE = re.compile(r"(?<=\w{3})(?:ians?|ans?|ia|a)\Z")
_ALIKE: tuple[frozenset[EntityType], ...] = (
    frozenset({"organization", "group", "other"}),
    frozenset({"place", "facility"}),
    frozenset({"facility", "work", "event", "weapon", "vehicle", "other"}),
)

Owners = Mapping[tuple[str, ...], EntityType]
"""The types of an article's places, groups and organisations by their words."""


def join(groups: Sequence[Group], joined: Joined) -> None:
    """Join forms of one body."""
    bodies = [number for number, group in enumerate(groups) if not group.person]
    _join_equal(groups, bodies, joined)
    _join_acronyms(groups, bodies, joined)
    _join_short(groups, bodies, joined)


def is_gloss(outer: Group, inner: Group) -> bool:
    """Whether a name in brackets is the name before it in another form ("Roe Institute (RI)")."""
    for long, short in ((outer, inner), (inner, outer)):
        letters = short.body.acronym
        if not letters or len(long.words) < 2:
            continue
        if letters in _initials(long):
            return True
        if letters in forms.initials(_after_of(long.words)):
            return False  # "Branch of the Roe Institute (RI)"
        if len(letters) > 2 and _runs_through(letters, " ".join(long.words)):
            return True
        # In another language the letters are others.
        whole = names.words().whole_names
        bodies = {outer.type, inner.type} <= {"organization", "group", "other"}
        known = whole.get(letters) == "outlet" or " ".join(long.words) in whole
        return bodies and len(letters) > 2 and not known and letters not in forms.words().places
    return False


def _after_of(words: Sequence[str]) -> Sequence[str]:
    """The words after the last "of"; none where there is no such word."""
    return words[len(words) - words[::-1].index("of") :] if "of" in words else ()


def _runs_through(letters: str, name: str) -> bool:
    """Whether letters stand in a name in their order, the first at its beginning."""
    rest = iter(name)
    return name[0] == letters[0] and all(letter in rest for letter in letters)


def _initials(group: Group) -> set[str]:
    body = group.body
    return forms.initials(body.words) | forms.initials(body.words + body.legal)


def _join_equal(groups: Sequence[Group], bodies: Sequence[int], joined: Joined) -> None:
    """Join names of the same words in another order or spelling, and names of one place."""
    first: dict[tuple[str, ...], int] = {}
    qualified: dict[tuple[str, ...], dict[tuple[str, ...], int]] = defaultdict(dict)
    for number in bodies:
        group = groups[number]
        for key in _equal_keys(group):
            joined.join(first.setdefault(key, number), number)
        if group.body.qualifier:
            qualified[_exact_key(group)].setdefault(group.body.qualifier, number)
    for key, listed in qualified.items():
        # "Norr" is Norr, Norria, where the article knows no other Norr.
        if key in first and len(listed) == 1:
            joined.join(first[key], next(iter(listed.values())))


def _equal_keys(group: Group) -> Iterator[tuple[str, ...]]:
    own = forms.words()
    if group.type == "group":
        people = names.singular(" ".join(group.words))
        yield ("group", own.adjectives.get(people, people))
        return
    joined = " ".join(group.words)
    if joined in own.places and not group.body.qualifier:
        yield ("place", own.places[joined])
    content = _content(group)
    yield (*_exact_key(group), *group.body.qualifier)
    if group.type == "place":
        heard = (forms.sound(word) if len(word) > 4 else word for word in group.words)
        yield ("heard", *heard, *group.body.qualifier)
    if len(content) > 1 and group.type == "organization":
        yield ("any order", *sorted(_land(word) for word in content))


def _exact_key(group: Group) -> tuple[str, str]:
    """All words in one, since print parts them or not (Databank, Data Bank)."""
    return ("exact", "".join(_content(group)))


def _content(group: Group) -> list[str]:
    """The words, spelt in one way, without small ones and without "republic of"."""
    own, small = forms.words(), names.words().small_words
    content = [own.spellings.get(word, word) for word in group.words if word not in small]
    of_state = group.type == "place" and len(content) > 1 and group.words[1] == "of"
    if of_state and content[0] in own.states:
        content = content[1:]
    return content or list(group.words)


def _land(word: str) -> str:
    """A word such that a land and its adjective are alike (Norria, Norrian), and one and many."""
    land = forms.words().adjectives.get(word)
    return land or _ADJECTIVE.sub("", names.singular(word) if len(word) > 4 else word)


def _alike_types(first: EntityType, second: EntityType) -> bool:
    """Whether names of two types may mean one thing."""
    return any({first, second} <= alike for alike in _ALIKE)


def _join_acronyms(groups: Sequence[Group], bodies: Sequence[int], joined: Joined) -> None:
    """Join acronyms with the one name whose words they begin."""
    long: dict[str, list[int]] = defaultdict(list)
    for number in bodies:
        if len(groups[number].words) > 1 and groups[number].type != "group":
            for letters in sorted(_initials(groups[number])):
                long[letters].append(number)
    for number in bodies:
        letters, type = groups[number].body.acronym, groups[number].type
        sets = {
            joined.find(other)
            for other in (long.get(letters, ()) if letters else ())[:MOST_CANDIDATES]
            if _alike_types(type, groups[other].type)
            and (len(letters) > 2 or type == groups[other].type)
        }
        if len(sets) == 1:
            joined.join(sets.pop(), number)


def _join_short(groups: Sequence[Group], bodies: Sequence[int], joined: Joined) -> None:
    """Join short forms with the one longer name that holds them, the longest first."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for number in bodies:
        for word in dict.fromkeys(groups[number].words):
            by_word[word].append(number)
    owners: dict[tuple[str, ...], EntityType] = {
        groups[number].words: groups[number].type
        for number in bodies
        if groups[number].type in ("place", "group", "organization")
    }
    for number in sorted(bodies, key=lambda number: (-len(groups[number].words), number)):
        mine = groups[number]
        if mine.type == "group" or (mine.type != "place" and _is_of_land(mine.words, owners)):
            continue
        ranked: dict[int, set[int]] = defaultdict(set)
        rarest = min((by_word[word] for word in mine.words), key=len)
        for other in rarest[:MOST_CANDIDATES]:
            rank = _rank_as_short(mine, groups[other], owners)
            if rank is not None:
                ranked[rank].add(joined.find(other))
        best = ranked[min(ranked)] if ranked else set()
        if len(best) == 1:
            joined.join(best.pop(), number)


def _is_of_land(words: tuple[str, ...], owners: Owners) -> bool:
    """Whether words are a place's, a people's or an adjective of one, here or anywhere."""
    if owners.get(words) in ("place", "group"):
        return True
    return " ".join(words) in forms.words().adjectives or is_place(words)


def _is_owner(words: tuple[str, ...], owners: Owners) -> bool:
    """Whether words before a name say whose or where it is ("Roe A380", "Norr City Festival")."""
    if words in owners or _is_of_land(words, owners):
        return True
    if len(words) > 1 and words[-1] in forms.words().states:
        return _is_of_land(words[:-1], owners)
    return names.words().whole_names.get(" ".join(words)) == "organization"


def _rank_as_short(short: Group, long: Group, owners: Owners) -> int | None:
    """How surely a name is a longer one cut short: 0 the surest, None where it is not."""
    mine, theirs = short.words, long.words
    if len(mine) >= len(theirs) or not _alike_types(short.type, long.type):
        return None
    if short.type == "place":
        return _rank_of_place(mine, theirs)
    before, after = theirs[: -len(mine)], theirs[len(mine) :]
    if theirs[-len(mine) :] == mine:
        known = " ".join(mine) in names.words().whole_names and not short.body.acronym
        if known and short.mentions[0] < long.mentions[0]:
            return None  # "the Senate", and after it "the Florida Senate"
        if short.type == "organization":
            return 1 if _goes_without(short, before, owners) else None
        return 1 if _is_owner(before, owners) else None
    if short.type != "organization" or long.type != "organization":
        return None
    return (
        _rank_of_beginning(short, after)
        if theirs[: len(mine)] == mine
        else _rank_inside(mine, theirs)
    )


def _rank_of_place(mine: tuple[str, ...], theirs: tuple[str, ...]) -> int | None:
    """As "the North" is North Norria, "the Grand Mosque" Norr Grand Mosque."""
    own = forms.words()
    if len(mine) == 1 and mine[0] in own.compass:
        return 0 if theirs[0] == mine[0] else None
    if theirs[-len(mine) :] == mine:
        return 1 if mine[-1] in own.sites else None
    return 1 if theirs[:-1] == mine and theirs[-1] in own.islands else None


def _goes_without(short: Group, before: tuple[str, ...], owners: Owners) -> bool:
    """Whether an organisation may be called without its first words."""
    lists, mine = names.words(), short.words
    if short.body.legal or before[-1] in ("and", "&"):
        return False
    if before[-1] in lists.small_words:
        # "University of Norr", but no "Branch of the Norr Institute".
        head = len(before) == 2 and before[1] == "of" and before[0] in lists.organization_nouns
        return head and len(mine) == 1
    if _is_owner(before, owners):
        return True
    if short.body.acronym or " ".join(mine) in lists.whole_names:
        return False
    common = mine[-1] in lists.organization_nouns or mine[-1].endswith("s")
    return len(mine) > 1 or len(before) == 1 or common


def _rank_of_beginning(short: Group, after: tuple[str, ...]) -> int | None:
    """How surely an organisation is called without its last words."""
    lists, own, mine = names.words(), forms.words(), short.words
    of_companies = all(word in lists.company_words for word in after)
    if any(_NUMBER.fullmatch(word) for word in after) or is_place(after):
        return None
    if short.body.acronym:
        return 0 if of_companies or own.sorts.issuperset(after) else None
    if after[0] in ("of", "for"):
        return 2 if mine[-1] in lists.organization_nouns else None
    if after[0] in lists.small_words or after[0] == "&":
        return None
    if any(word in lists.organization_nouns for word in mine):
        return 0 if of_companies else None
    if " ".join(mine) in lists.whole_names:
        return 0 if own.sorts.issuperset(after) else None
    generic = lists.company_words | lists.organization_nouns | own.tails
    while after and after[-1] in generic:
        after = after[:-1]
    if not after:
        return 0
    return 2 if len(mine) == len(after) == 1 else None


def _rank_inside(mine: tuple[str, ...], theirs: tuple[str, ...]) -> int | None:
    """As "Supreme Court" is within Norr Supreme Court of Appeal, "4th Brigade" 4th Roe Brigade."""
    if len(mine) < 2:
        return None
    small = names.words().small_words
    held = any(
        theirs[at : at + len(mine)] == mine and theirs[at - 1] not in small
        for at in range(1, len(theirs) - len(mine))
    )
    if held and mine[-1] in names.words().organization_nouns:
        return 3
    numbered = any(letter.isdigit() for letter in mine[0])
    return 3 if numbered and (mine[0], mine[-1]) == (theirs[0], theirs[-1]) else None
