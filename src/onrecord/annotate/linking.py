"""Which names of an article mean the same entity.

Names of one spelling make a group (`groups`). Groups are joined where the user's gazetteer says
so, where the article does ("Roe Institute (RI)", "also known as"), and by what is known of
people's names (`same_person`) and of bodies' (`same_body`). Where two readings are as good,
groups stay apart: two entities for one are a smaller harm than one for two. Cost is linear in
the names: a group is compared with a bounded number of others, found by their words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.annotate import forms, same_body, same_person
from onrecord.annotate.groups import Group, Joined, grouped, most
from onrecord.annotate.spans import MentionSpan
from onrecord.record import Document, EntityType

LEXICONS = forms.LEXICONS

_FARTHEST = 60
_BRACKET = re.compile(r"\s{0,2}[(\[]\s?(?:the\s|or\s|now\s)?[\"“'‘]?")
_BRACKET_END = re.compile(r"[\"”'’]?\s?[)\];,]")
_KNOWN_AS = re.compile(
    r"(?:,\s|\s\()(?:(?:also|better|formerly|previously|commonly|often|widely|otherwise)\s)?"
    r"(?:known(?:\ssimply)?\sas|referred\sto\sas|abbreviated(?:\sas|\sto)?|nicknamed|dubbed"
    r"|a\.?k\.?a\.?)\s(?:the\s)?[\"“'‘]?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """One entity as an article's names give it.

    `name` is the fullest form as printed, without title, article and possessive ending (of a land
    its usual name, where it is printed); `forms` are all that were printed, in order; `mentions`
    are indices into the names given; `entry` is the id of the gazetteer's entry, if there is one.
    """

    name: str
    type: EntityType
    mentions: tuple[int, ...]
    forms: tuple[str, ...]
    entry: str | None = None


def link(document: Document, found: Sequence[MentionSpan]) -> list[Bearer]:
    """The entities that names mean, in order of first mention; every name is in exactly one.

    `found` are the article's names in the order of the text, each with its type.
    """
    groups, home = grouped(document.text, found)
    joined = Joined([group.entry for group in groups])
    _join_glossed(document.text, found, groups, home, joined)
    ambiguous = same_person.join(groups, joined)
    same_body.join(groups, joined)
    if ambiguous:
        home = _decided(home, joined, ambiguous)
    members: dict[int, list[int]] = defaultdict(list)
    for index, number in enumerate(home):
        members[joined.find(number)].append(index)
    return [_bearer(found, groups, home, indices) for indices in members.values()]


def _join_glossed(
    text: str,
    found: Sequence[MentionSpan],
    groups: Sequence[Group],
    home: Sequence[int],
    joined: Joined,
) -> None:
    """Join what the article itself says is one."""
    for index in range(len(found) - 1):
        first, second = found[index], found[index + 1]
        if second.start - first.end > _FARTHEST:
            continue
        between = text[first.end : second.start]
        one, other = groups[home[index]], groups[home[index + 1]]
        if bool(one.person) != bool(other.person):
            continue
        known = _KNOWN_AS.fullmatch(between)
        bracket = _BRACKET.fullmatch(between) and _BRACKET_END.match(text, second.end)
        if known or (bracket and not one.person and same_body.is_gloss(one, other)):
            joined.join(home[index], home[index + 1])


def _decided(
    home: Sequence[int], joined: Joined, ambiguous: Mapping[int, Sequence[int]]
) -> list[int]:
    """The group of each name, where a name that several people bear is given to one or nobody.

    It is the article's main bearer's, who is named first and most; where these are two, that one's
    of them who was named last.
    """
    first: dict[int, int] = {}
    count: dict[int, int] = defaultdict(int)
    for index, number in enumerate(home):
        if number not in ambiguous:
            bearer = joined.find(number)
            first.setdefault(bearer, index)
            count[bearer] += 1
    decided = list(home)
    last: dict[int, int] = {}
    for index, number in enumerate(home):
        if number in ambiguous:
            named = sorted(
                {joined.find(each) for each in ambiguous[number]} & first.keys(),
                key=lambda each: first[each],
            )
            main = {named[0], max(named, key=lambda each: count[each])} if named else set()
            latest = max(named, key=lambda each: last.get(each, -1), default=None)
            if len(main) == 1:
                decided[index] = main.pop()
            elif latest in main and latest in last:
                decided[index] = latest
        last[joined.find(decided[index])] = index
    return decided


def _bearer(
    found: Sequence[MentionSpan],
    groups: Sequence[Group],
    home: Sequence[int],
    indices: Sequence[int],
) -> Bearer:
    """What the names at `indices` say of their entity; full forms have more say in its type."""
    own = [groups[number] for number in dict.fromkeys(home[index] for index in indices)]
    votes: dict[EntityType, float] = defaultdict(float)
    for index in indices:
        votes[found[index].type] += found[index].confidence * len(groups[home[index]].words)
    printed = tuple(dict.fromkeys(form for group in own for form in group.printed))
    letters = {group.words for group in own if group.body.acronym}
    # "Norrian NFI" is no fuller a name than NFI.
    fit = [group for group in own if group.words[1:] not in letters]
    return Bearer(
        name=max((rank, form) for group in fit for rank, form in _ranked(group))[1],
        type="person" if any(group.person for group in own) else most(votes),
        mentions=tuple(indices),
        forms=printed,
        entry=next((group.entry for group in own if group.entry), None),
    )


def _ranked(group: Group) -> Iterator[tuple[tuple[bool, int, bool, int], str]]:
    """A group's printed forms, each with how fit it is for the entity's name.

    A land's usual name is fitter than its longest.
    """
    words = " ".join(group.words)
    usual = group.type == "place" and forms.words().places.get(words) == words
    for form in group.printed:
        yield (usual, len(group.words), not form.isupper(), len(form)), form
