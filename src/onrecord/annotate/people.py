"""What words alone say about gender, number and life: of names, nouns and pronouns.

Every reading is by word lists, and None where they say nothing. Gender here is that of the words
("she", "spokeswoman", a name that women nearly always bear), which is all that agreement needs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Literal, cast

from onrecord import lexicon
from onrecord.annotate import names
from onrecord.annotate.names import Token
from onrecord.lexicon import given_names
from onrecord.lexicon.given_names import NameGender, fold
from onrecord.record import EntityType

LEXICONS = ("people", *names.LEXICONS)

Gender = Literal["feminine", "masculine", "neuter"]
Number = Literal["singular", "plural", "either"]
Case = Literal["subject", "object", "either"]

_REMEMBERED = 4096
"""Answers that are kept, since an article repeats its names and nouns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PronounReading:
    """What a pronoun says.

    `gender` and `animate` (somebody alive or not) are None where it goes with any. `case` is None
    for a possessive. `possessive`, `relative`, `demonstrative`: None where it may be one or not.
    """

    person: Literal[1, 2, 3]
    number: Number
    gender: Gender | None
    animate: bool | None
    case: Case | None
    reflexive: bool
    possessive: bool | None
    relative: bool | None
    demonstrative: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NounReading:
    """What a name or noun phrase says of what it means; None where it does not say.

    `head` is the noun that was read, lower case, as printed; of a name, all of it.
    """

    head: str
    type: EntityType | None
    number: Number
    gender: Gender | None
    animate: bool | None


@lru_cache(maxsize=_REMEMBERED)
def gender_of_name(name: str) -> NameGender | None:
    """The gender that a person's name tells: by title, patronymic, given name, then surname."""
    words, titled = _without_titles(_name_words(name))
    if titled or not words:
        return titled
    after = words[1:]
    for word in after:
        found = _by_ending(word, "patronymics")
        if found:
            return found
    if not _list("feminine_within").isdisjoint(after):
        return "feminine"
    given = _given(words)
    found = gender_of_given(given)
    if found == "masculine" and len(words) == 1 and _may_be_surname(given):
        found = None
    if found is None and not _list("masculine_within").isdisjoint(after):
        return "masculine"
    if found is None and words[-1] not in _list("no_surnames"):
        return _by_ending(words[-1], "surnames")
    return found


@lru_cache(maxsize=_REMEMBERED)
def gender_of_given(name: str) -> NameGender | None:
    """The gender of a given name ("Anna", "Jean-Paul"); None where either may bear it."""
    word = fold(name)
    first = word.split("-")[0]
    tried = [word, word.replace("'", "")]
    tried += [first] if first not in names.words().particles else []
    told = (given_names.gender(each) for each in dict.fromkeys(tried))
    return next((gender for gender in told if gender), None) or _by_ending(word, "endings")


def name(words: str, *, type: EntityType) -> NounReading:
    """What a name says of what it means, where the type of that is known."""
    head = words.lower()
    if type == "person":
        gender = gender_of_name(words)
        return NounReading(head=head, type=type, number="singular", gender=gender, animate=True)
    if type == "group":
        return NounReading(head=head, type=type, number="either", gender=None, animate=None)
    number: Number = "either" if type in ("organization", "place") else "singular"
    return NounReading(head=head, type=type, number=number, gender="neuter", animate=False)


@lru_cache(maxsize=_REMEMBERED)
def noun(words: str) -> NounReading:
    """What a noun phrase says of what it means, by its head: "a [spokeswoman] for the ministry"."""
    alone = pronoun(words)
    if alone:
        return NounReading(
            head=words.strip().lower(),
            type=None,
            number=alone.number,
            gender=alone.gender,
            animate=alone.animate,
        )
    phrase, before = _phrase(names.tokens(words))
    found = _read_all(phrase)
    if before in _list("picking_one") and found.number != "singular":
        kind: EntityType | None = "person" if found.animate else found.type
        return replace(found, number="singular", type=kind)
    return replace(found, number="either") if before in _list("bodies_of") else found


def pronoun(word: str) -> PronounReading | None:
    """What a pronoun says, personal to demonstrative; None for another word."""
    return _pronouns().get(word.strip().lower().replace("’", "'"))


def agree(one: PronounReading | NounReading, other: PronounReading | NounReading) -> bool | None:
    """Whether two readings may mean the same; None where the words leave it open.

    "They" may be one person whose gender is not known.
    """
    if "either" not in (one.number, other.number) and one.number != other.number:
        return None if _one_as_they(one, other) or _one_as_they(other, one) else False
    verdicts = [_alike(one, other, feature) for feature in ("gender", "animate")]
    return False if False in verdicts else None if None in verdicts else True


def _one_as_they(pronoun: PronounReading | NounReading, noun: PronounReading | NounReading) -> bool:
    return (
        isinstance(pronoun, PronounReading)
        and isinstance(noun, NounReading)
        and pronoun.number == "plural"
        and pronoun.animate is None
        and noun.animate is not False
        and noun.gender is None
    )


def _alike(
    one: PronounReading | NounReading, other: PronounReading | NounReading, feature: str
) -> bool | None:
    """Whether a feature is the same; a pronoun without it goes with any, a noun may have any."""
    mine, yours = getattr(one, feature), getattr(other, feature)
    if mine is not None and yours is not None:
        return bool(mine == yours)
    silent = [each for each, value in ((one, mine), (other, yours)) if value is None]
    return True if any(isinstance(each, PronounReading) for each in silent) else None


_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
_QUOTES = frozenset("\"“”‘'")
_PAUSES = frozenset(",;:.()[]–—-")
_OWNER = re.compile(r"['’]s?\Z")
_AFTER_NAME = re.compile(r"[,;:(\[]")
_PARTICIPLES = ("ed", "ing")
_NO_NOUN = (*_PARTICIPLES, "ly")
_SHORTEST_ENDED = 6
"""Letters of the shortest word whose ending is heeded."""


def _name_words(name: str) -> list[str]:
    """The words of a name, folded, without initials and without what stands around it."""
    name = _AFTER_NAME.split(name, maxsplit=1)[0]
    shouted = name.isupper()
    found: list[str] = []
    words = _WORD.findall(name)
    for position, word in enumerate(words, start=1):
        bare = _OWNER.sub("", word)
        if bare != word and position < len(words):
            found = []  # "Norria's envoy Ann Roe"
        elif len(bare) > 1 and not (len(bare) == 2 and bare.isupper() and not shouted):
            found.append(fold(bare))
    return found


def _without_titles(words: list[str]) -> tuple[list[str], NameGender | None]:
    """A person's words without the titles before them, and the gender that a title tells."""
    lists, told = names.words(), _by_gender("titles", "nouns")
    for position in range(len(words) - 2, 0, -1):
        if words[position] in lists.honorifics:
            words = words[position:]
            break
    while len(words) > 1:
        first, second, *_ = words
        if first in told and not (first in _list("titles_in_front") and second in lists.titles):
            return words, told[first]
        if first in lists.given and (first not in lists.titles or len(words) == 2):
            break
        if first not in lists.titles and first not in lists.person_nouns:
            break
        words = words[1:]
    return words, None


def _given(words: Sequence[str]) -> str:
    """The given name among a person's words, titles taken off."""
    return words[1] if len(words) > 1 and words[0] in _list("family_first") else words[0]


def _may_be_surname(given: str) -> bool:
    """Whether a man's given name that stands alone is as likely a surname, which women bear too."""
    return given not in names.words().given and not _by_ending(given, "endings")


def _by_ending(word: str, kind: str) -> NameGender | None:
    if len(word) < _SHORTEST_ENDED:
        return None
    told = _by_gender(kind)
    return next((told[word[-n:]] for n in range(len(word) - 1, 1, -1) if word[-n:] in told), None)


def _phrase(read: Sequence[Token]) -> tuple[Sequence[Token], str]:
    """The words up to the head noun, and the word that counts them ("[one] of the officers")."""
    read = [token for token in read if token.text not in _QUOTES]
    determiners, stops, counters = names.words().determiners, _stops(), _counters()
    begin, counting = 0, ""
    for position, token in enumerate(read):
        if position == begin:
            continue
        before = read[position - 1].lower
        if token.lower == "of" and before in counters:
            begin, counting = position + 1, before
        elif token.lower == "than" and before in _list("comparing"):
            begin = position + 1
        elif all(each.lower in determiners for each in read[begin:position]):
            continue
        elif token.lower in stops or token.text in _PAUSES or _is_participle(read, position):
            return read[begin:position], counting
    return read[begin:], counting


def _is_participle(read: Sequence[Token], position: int) -> bool:
    """Whether a word after a noun says what it did: "the envoy [visiting] the port"."""
    word = read[position].lower
    if not word.endswith(_PARTICIPLES) or _noun(word) or not _noun(read[position - 1].lower):
        return False
    return position + 1 == len(read) or not _noun(read[position + 1].lower)


def _read_all(phrase: Sequence[Token]) -> NounReading:
    """One noun phrase, or two with an "and" between them."""
    for position in range(1, len(phrase) - 1):
        if phrase[position].lower not in ("and", "or", "&"):
            continue
        left, right = _read(phrase[:position]), _read(phrase[position + 1 :])
        another = phrase[position + 1].lower in _list("begin_another")
        if not (another or (left.animate and (right.animate or right.type is None))):
            continue
        # "The chairman and chief executive" may be one, "the king and the queen" are two.
        two = another or "plural" in (left.number, right.number)
        gender = right.gender if right.gender == left.gender else None
        found = right if right.type else replace(left, head=right.head)
        return replace(found, number="plural" if two else "either", gender=gender)
    return _read(phrase)


def _read(phrase: Sequence[Token]) -> NounReading:
    """One noun phrase by its last noun; what follows that is a name or says what was done."""
    for position in range(len(phrase) - 1, -1, -1):
        token = phrase[position]
        known = _noun(token.lower)
        if known:
            return _modified(known, [each.lower for each in phrase[:position]])
        passed = token.is_capital or not token.text[0].isalpha() or token.lower.endswith(_NO_NOUN)
        if not passed:
            break
    head = phrase[-1].lower if phrase else ""
    for before, after in pairwise(phrase):
        noun_before = before.text.islower() and before.lower not in names.words().determiners
        if noun_before and (after.is_capital or after.lower.endswith("ed")):
            head = before.lower  # "hypnotist Ann Roe", "kites painted"
            break
    number: Number = "plural" if _singular(head) != head else "singular"
    return NounReading(head=head, type=None, number=number, gender=None, animate=None)


def _modified(reading: NounReading, before: Sequence[str]) -> NounReading:
    """A noun with what the words before it add: "two", "female"."""
    if reading.number == "either":
        if not _list("plural_words").isdisjoint(before):
            reading = replace(reading, number="plural")
        elif reading.head in _list("unchanged") and not _list("singular_words").isdisjoint(before):
            reading = replace(reading, number="singular")
    if reading.gender is None and reading.type in ("person", "group"):
        told = _by_gender("words")
        gender = next((told[word] for word in before if word in told), None)
        reading = replace(reading, gender=gender)
    return reading


@lru_cache(maxsize=_REMEMBERED)
def _noun(word: str) -> NounReading | None:
    """What a noun means by itself, lower case; None where no list knows it."""
    base = word.removesuffix("-in-law")
    for tail in dict.fromkeys((base, base.rsplit("-", 1)[-1])):
        found, one = _nouns().get(tail), _singular(tail)
        if found:
            return replace(found, head=word)
        several = _nouns().get(one) or _by_agent(one)
        if several and one == tail:
            return replace(several, head=word)
        if several:
            kind: EntityType | None = "group" if several.type == "person" else several.type
            gender = several.gender if several.gender != "neuter" else None
            return replace(several, head=word, type=kind, number="plural", gender=gender)
    return None


def _by_agent(word: str) -> NounReading | None:
    if len(word) < _SHORTEST_ENDED or not word.endswith(tuple(_list("agent_endings"))):
        return None
    gender: Gender | None = "feminine" if word.endswith("woman") else None
    return NounReading(head=word, type="person", number="singular", gender=gender, animate=True)


def _singular(word: str) -> str:
    """The singular of a noun; the word itself where it is none."""
    known = _plurals().get(word)
    if known:
        return known
    if word.endswith("men"):
        return f"{word[:-2]}an"
    if word.endswith(_ONE_IN_S) or word in _list("singular_in_s") or word in _list("unchanged"):
        return word
    return names.singular(word)


_ONE_IN_S = ("ss", "us", "is")


@cache
def _nouns() -> dict[str, NounReading]:
    """Nouns (singular, or plural where no rule makes it) and what they mean."""
    found: dict[str, NounReading] = {}

    def add(
        words: Sequence[str],
        type: EntityType | None,
        gender: Gender | None,
        animate: bool | None,
        number: Number = "singular",
    ) -> None:
        for word in words:
            one = _singular(word)
            if one == word or one not in found:
                found.setdefault(
                    word,
                    NounReading(
                        head=word,
                        type=type,
                        number=number if one == word else "plural",
                        gender=gender,
                        animate=animate,
                    ),
                )

    own, sources = lexicon.load("people"), lexicon.load("sources")
    bodies = frozenset(sources["organization_nouns"])
    add(own["people_nouns"], "group", None, True, "plural")
    for gender in _GENDERS:
        add(own[f"{gender}_nouns"], "person", gender, True)
    add(own["any_nouns"], None, None, None)
    add(own["party_nouns"], "person", None, None)
    add(own["infant_nouns"], "person", None, None)
    add([*own["person_nouns"], *sources["person_nouns"]], "person", None, True)
    add(own["animal_nouns"], "other", None, None)
    for kind in _THINGS:
        for word in own[f"{kind}_nouns"]:
            add([word], kind, "neuter", False, "either" if word in bodies else "singular")
    for word in own["group_nouns"]:
        add([word], "organization" if word in bodies else "group", "neuter", None, "either")
    add(sources["organization_nouns"], "organization", "neuter", False, "either")
    for word in sources["group_nouns"]:
        several = _singular(word) != word
        add([word], "group", None, True if several else None, "either")
    add(lexicon.load("names")["outlet_common"], "organization", "neuter", False, "either")
    add(sources["document_nouns"], "work", "neuter", False)
    add([word for word in sources["quantities"]["person"] if len(word) > 1], "person", None, True)
    add(sources["quantities"]["group"], "group", None, None, "plural")
    for word in own["unchanged"]:
        if word in found:
            found[word] = replace(found[word], number="either")
    return found


_GENDERS: tuple[NameGender, ...] = ("feminine", "masculine")
_THINGS: tuple[EntityType, ...] = ("place", "facility", "vehicle", "weapon", "event")


@cache
def _list(key: str) -> frozenset[str]:
    data = lexicon.load("people")
    return frozenset(data[key] if key in data else lexicon.load("sources")[key])


@cache
def _stops() -> frozenset[str]:
    return _list("after_head") | _list("enders")


@cache
def _counters() -> frozenset[str]:
    return _list("amounts") | _list("picking_one")


@cache
def _by_gender(*kinds: str) -> dict[str, NameGender]:
    """The entries of the lists `feminine_KIND` and `masculine_KIND`, and which they stand in."""
    data = lexicon.load("people")
    return {
        fold(word): gender
        for kind in kinds
        for gender in _GENDERS
        for word in data[f"{gender}_{kind}"]
    }


@cache
def _plurals() -> dict[str, str]:
    return cast(dict[str, str], lexicon.load("people")["irregular_plurals"])


@cache
def _pronouns() -> dict[str, PronounReading]:
    def state(says: dict[str, str], key: str) -> bool | None:
        return {"always": True, "alive": True, "either": None}.get(says.get(key, ""), False)

    data: dict[str, dict[str, Any]] = lexicon.load("people")["pronouns"]
    return {
        word: PronounReading(
            person=cast(Literal[1, 2, 3], int(says["person"])),
            number=says["number"],
            gender=says.get("gender"),
            animate=state(says, "animate"),
            case=says.get("case"),
            reflexive=says.get("reflexive") == "always",
            possessive=state(says, "possessive"),
            relative=state(says, "relative"),
            demonstrative=state(says, "demonstrative"),
        )
        for word, says in data.items()
    }
