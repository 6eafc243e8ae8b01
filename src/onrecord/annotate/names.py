"""Proper names within a few words: where they stand and what they name.

No model: capitals, titles and word lists. It is made for the words of a source, where a
name is the likely reading; do not run it over a whole article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

from onrecord import lexicon

LEXICONS = ("names", "places", "sources")

NameKind = Literal["person", "outlet", "organization", "seat", "place", "group", "document"]


class Token(NamedTuple):
    """A word or mark. `text` is without a possessive ending, and `end` is where it stops."""

    start: int
    end: int
    text: str
    possessive: bool

    @property
    def lower(self) -> str:
        return self.text.lower().rstrip(".")

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


class Name(NamedTuple):
    """A proper name: offsets into the text that was read, titles left out.

    `full` is the name that it is short for, where the article gives it elsewhere.
    """

    start: int
    end: int
    text: str
    kind: NameKind
    title: str = ""
    full: str = ""


class Body(NamedTuple):
    """An organisation or outlet that the article names in full."""

    kind: NameKind
    full: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the article tells elsewhere about names; all keys are lower case.

    `surnames`: of people named in full; `bodies`: what a short form stands for; `places`:
    names that the article makes adjectives of ("Norria", "Norrian").
    """

    surnames: frozenset[str] = frozenset()
    bodies: Mapping[str, Body] = field(default_factory=dict)
    places: frozenset[str] = frozenset()


NOTHING_KNOWN = Known()


_TOKEN = re.compile(r"[^\W\d_](?:[\w.&’'/-]*\w)?\.?|\d(?:[\w,.-]*\w)?%?|[^\w\s]")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_LONGEST_PERSON = 4
_LONGEST_ACRONYM = 5


def tokens(text: str) -> list[Token]:
    """The words and marks of a text."""
    found = []
    for match in _TOKEN.finditer(text):
        start, end, word = match.start(), match.end(), match.group()
        if len(word) > 1 and word.endswith(".") and not _keeps_its_stop(word):
            word, end = word[:-1], end - 1
        bare = _POSSESSIVE.sub("", word)
        possessive = bare != word or (word.endswith("s") and text[end : end + 1] in ("'", "’"))
        found.append(Token(start, start + len(bare), bare, possessive))
    return found


def _keeps_its_stop(word: str) -> bool:
    return "." in word[:-1] or len(word) == 2 or word[:-1].lower() in words().titles_and_suffixes


def chunk(read: Sequence[Token], position: int) -> int:
    """Where the run of name words that begins at `position` ends (`position` if none does)."""
    lists, stop = words(), position
    while stop < len(read) and _is_name_word(read, stop, position):
        stop += 1
        if read[stop - 1].possessive:
            owned = _owned(read, stop - 1)
            if not owned:
                break
            stop = owned
        joined = _joined(read, position, stop, lists)
        if joined:
            stop = joined
    return stop


def _is_name_word(read: Sequence[Token], index: int, first: int) -> bool:
    token = read[index]
    if not token.is_capital or token.text == "I" or token.lower in words().indefinite:
        return False
    if token.lower in words().calendar:
        # "The Sunday Times" is a name, "on Sunday" is none.
        following = read[index + 1] if index + 1 < len(read) else None
        return bool(following and following.is_capital and following.lower in words().outlet_nouns)
    if index == first and index == 0:
        # A capital that only begins the sentence: "Police said", "The ministry said".
        lists = words()
        follows = read[index + 1] if index + 1 < len(read) else None
        if follows is None or not follows.is_capital:
            listed = token.lower in lists.whole_names
            return listed or not (token.lower in lists.determiners or lists.is_common(token))
        pair = f"{token.lower} {follows.lower}"
        return pair in lists.whole_names or token.lower not in lists.determiners
    return True


def _joined(read: Sequence[Token], first: int, stop: int, lists: Words) -> int:
    """Where a name goes on after small words ("Ministry of the Sea", "Ana de la Cruz"), else 0."""
    after = stop
    while after < len(read) and after - stop < 3 and read[after].lower in lists.small_words:
        after += 1
    if after == stop or after >= len(read) or not read[after].is_capital:
        return 0
    between = {token.lower for token in read[stop:after]}
    if between <= lists.particles:
        return after
    if between & {"and", "&"}:
        return _coordinated(read, first, stop, after, lists)
    heads = lists.organization_nouns | lists.document_nouns
    return after if read[stop - 1].lower in heads else 0


def _coordinated(read: Sequence[Token], first: int, stop: int, after: int, lists: Words) -> int:
    """Where the name goes on after an "and" within it, 0 where a second name begins there."""
    end = after
    while end < len(read) and read[end].is_capital:
        end += 1
        if read[end - 1].possessive:
            end = _owned(read, end - 1) or end
            break
    whole = " ".join(token.lower for token in read[first:end])
    if whole.removeprefix("the ") in lists.whole_names:
        return end
    left, right = read[first:stop], read[after:end]
    if right[0].lower in lists.given or read[after - 1].lower == "the":
        return 0
    bodies = lists.organization_nouns - lists.subjects
    head = next((left[i - 1] for i in range(1, len(left)) if left[i].lower == "of"), None)
    if head is not None and head.lower in lists.organization_nouns:
        # "Department of Roads and Rural Works"
        subject = right[-1].lower in lists.subjects or len(right) == 1
        return after if subject and right[-1].lower not in bodies else 0
    one_body = right[-1].lower in lists.organization_nouns and (
        len(left) == 1 or left[-1].lower not in bodies
    )
    named_alone = " ".join(token.lower for token in left) in lists.whole_names or (
        len(left) == 1 and left[0].text.isupper()
    )
    return after if one_body and not named_alone and _may_begin_body(left, lists) else 0


def _may_begin_body(left: Sequence[Token], lists: Words) -> bool:
    begins = left[1:] if left[0].lower == "the" else left
    return bool(begins) and begins[0].lower not in lists.given and len(begins) < 3


def _owned(read: Sequence[Token], index: int) -> int:
    """Where "Workers' Union", "Women's League" end, if the word at `index` begins such; else 0."""
    if not words().is_plural_of_people(read[index].lower):
        return 0
    begin = index + 1
    if begin < len(read) and read[begin].text in ("'", "’"):
        begin += 1
    end = begin
    while end < len(read) and read[end].is_capital and not read[end].possessive:
        end += 1
    return end if end > begin and read[end - 1].lower in words().organization_nouns else 0


def name(
    text: str,
    run: Sequence[Token],
    *,
    the: bool = False,
    role: bool = False,
    body: bool = False,
    label: bool = False,
    known: Known = NOTHING_KNOWN,
) -> Name | None:
    """What a run of name words names; None where it is a title alone ("the President").

    `the`: the run follows an article; `role`: it follows a person's role ("envoy"); `body`: it
    follows what an organisation is ("company"); `label`: it is a transcript's label; `known`:
    what the article tells elsewhere.
    """
    lists = words()
    if run[0].lower == "the" and len(run) > 1 and not lists.is_listed_with_article(run):
        run, the = run[1:], True

    def made(kind: NameKind, part: Sequence[Token], title: str = "") -> Name:
        start, end = part[0].start, part[-1].end
        return Name(start, end, text[start:end], kind, title)

    joined = " ".join(token.lower for token in run)
    kind = lists.whole_names.get(joined)
    if kind:
        return made(kind, run)
    if known.bodies and not role and joined in known.bodies:
        short = known.bodies[joined]
        return made(short.kind, run)._replace(full=short.full)
    if joined in known.places and not (the or role):
        return made("place", run)
    given_first = len(run) == 2 and run[0].lower in lists.given and not the
    if not (given_first or role or any(token.lower in lists.honorifics for token in run)):
        by_last = _by_last_word(run, lists, the=the, label=label)
        if by_last or body:
            return made(by_last or "organization", run)
    person = _untitled(run, lists, given_first=given_first)
    if not person:
        return None
    title = text[run[0].start : person[0].start].strip()
    return made(
        _person_or_body(person, title, lists, the=the, role=role, known=known), person, title
    )


def _by_last_word(run: Sequence[Token], lists: Words, *, the: bool, label: bool) -> NameKind | None:
    """What the head of the name says: its last word, or the one before "of" and the like."""
    head = next((run[i - 1] for i in range(1, len(run)) if run[i].lower in lists.joiners), run[-1])
    last, base = head.lower, singular(head.lower)
    described = len(run) > 1 or the
    of = head is not run[-1]
    if described and of and last in lists.document_nouns:
        return "document"
    if last in lists.outlet_nouns and described:
        return "outlet"
    if len(run) > 1 and (
        f"{run[-2].lower} {last}" in lists.outlet_common or run[0].lower in lists.outlet_beginnings
    ):
        return "outlet"
    if last in lists.organization_nouns or (described and base in lists.organization_nouns):
        return "organization"
    if described and {last, base} & lists.document_nouns:
        return "document"
    if lists.is_plural_of_people(last):
        return "group"
    letters = head.text.replace(".", "").replace("&", "").removesuffix("s")
    if not label and letters.isupper() and 1 < len(letters) <= _LONGEST_ACRONYM and len(run) == 1:
        return "organization"
    return None


def _untitled(run: Sequence[Token], lists: Words, *, given_first: bool) -> Sequence[Token]:
    """The run without titles before the name and suffixes that are none; [] for titles alone."""
    if all(token.lower in lists.titles for token in run):
        return []
    if given_first:
        return run
    last_title = -1
    if len(run) > 2 and run[0].lower in lists.person_nouns - lists.given:
        last_title = 0  # "Boss Orla Venn": a role with a sentence's capital
    for index, token in enumerate(run[:-1]):
        if token.lower in lists.titles and not (index == 0 and token.lower in lists.given):
            last_title = index
    rest = run[last_title + 1 :]
    return [] if all(token.lower in lists.titles for token in rest) and last_title >= 0 else rest


def _person_or_body(
    person: Sequence[Token],
    title: str,
    lists: Words,
    *,
    the: bool,
    role: bool,
    known: Known,
) -> NameKind:
    if title or role or person[-1].lower in known.surnames or person[0].lower in lists.given:
        return "person"
    joined = " ".join(token.lower for token in person)
    if joined in lists.whole_names:
        return lists.whole_names[joined]
    if the:
        return "group" if person[-1].lower.endswith("s") and len(person) == 1 else "organization"
    return "person" if len(person) <= _LONGEST_PERSON else "organization"


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists that names and sources are read by."""

    titles: frozenset[str]
    titles_and_suffixes: frozenset[str]
    particles: frozenset[str]
    joiners: frozenset[str]
    small_words: frozenset[str]
    places_follow: frozenset[str]
    calendar: frozenset[str]
    indefinite: frozenset[str]
    courtesy: frozenset[str]
    honorifics: frozenset[str]
    given: frozenset[str]
    determiners: frozenset[str]
    person_nouns: frozenset[str]
    groups: frozenset[str]
    group_endings: tuple[str, ...]
    organization_nouns: frozenset[str]
    document_nouns: frozenset[str]
    common_nouns: frozenset[str]
    outlet_nouns: frozenset[str]
    outlet_common: frozenset[str]
    outlet_beginnings: frozenset[str]
    company_words: frozenset[str]
    subjects: frozenset[str]
    whole_names: dict[str, NameKind]

    def is_listed_with_article(self, run: Sequence[Token]) -> bool:
        """Whether "the" is part of a listed place's name (The Hague)."""
        return self.whole_names.get(" ".join(token.lower for token in run)) == "place"

    def is_plural_of_people(self, word: str) -> bool:
        """Whether a word (lower case) means several people."""
        if word in self.groups:
            return True
        return word.endswith("s") and (
            singular(word) in self.person_nouns or word.endswith(self.group_endings)
        )

    def is_no_first_name(self, token: Token) -> bool:
        """Whether a capitalised word before a surname is known as something else."""
        word = token.lower
        known = self.titles_and_suffixes | self.determiners | self.calendar | self.small_words
        bodies = self.organization_nouns | self.outlet_nouns
        return word in known or word in bodies or word in self.whole_names or self.is_common(token)

    def is_common(self, token: Token) -> bool:
        """Whether a capitalised word is known as a common noun."""
        word = token.lower
        return not token.text.isupper() and (
            word in self.common_nouns or singular(word) in self.common_nouns
        )


def last(name: str) -> str:
    """The surname of a person's name, lower case, without suffixes."""
    found = [word.strip(".,").lower() for word in name.split()]
    while len(found) > 1 and found[-1] in words().titles_and_suffixes:
        found.pop()
    return found[-1]


def singular(word: str) -> str:
    """The singular of a regular plural, lower case."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@cache
def words() -> Words:
    """The lists of `names.yaml`, `places.yaml` and `sources.yaml`, read once."""
    names, places, sources = (lexicon.load(each) for each in LEXICONS)
    whole: dict[str, NameKind] = {}
    listed: tuple[tuple[NameKind, list[str]], ...] = (
        ("seat", places["seats"]),
        ("organization", names["organization_words"]),
        ("outlet", names["outlets"]),
        ("place", [*places["countries"], *places["capitals"], *places["regions"]]),
    )
    for kind, entries in listed:
        for entry in entries:
            whole.setdefault(entry.rstrip("."), kind)
    titles = frozenset(names["titles"])
    return Words(
        titles=titles,
        titles_and_suffixes=titles | frozenset(names["suffixes"]),
        particles=frozenset(names["particles"]),
        joiners=frozenset(names["joiners"]) - frozenset([*names["particles"], "and", "&", "the"]),
        places_follow=frozenset(names["places_follow"]),
        calendar=frozenset(names["calendar"]),
        indefinite=frozenset(names["indefinite"]),
        courtesy=frozenset(names["courtesy"]),
        honorifics=frozenset(names["honorifics"]),
        small_words=frozenset([*names["particles"], *names["joiners"]]),
        given=frozenset(names["given_names"]),
        determiners=frozenset(sources["determiners"]),
        person_nouns=frozenset(sources["person_nouns"]),
        groups=frozenset(sources["group_nouns"]),
        group_endings=tuple(names["group_endings"]),
        organization_nouns=frozenset([*sources["organization_nouns"], *names["company_words"]]),
        document_nouns=frozenset(sources["document_nouns"]),
        common_nouns=frozenset(
            word
            for kind in ("person_nouns", "organization_nouns", "document_nouns", "group_nouns")
            for word in sources[kind]
        ),
        outlet_nouns=frozenset(names["outlet_nouns"]),
        outlet_common=frozenset(names["outlet_common"]),
        outlet_beginnings=frozenset(names["outlet_beginnings"]),
        company_words=frozenset(names["company_words"]),
        subjects=frozenset(names["subjects"]),
        whole_names=whole,
    )
