"""A printed name as words that can be compared, and when two words may be the same.

Words are folded: lower case, without accents, stops and apostrophes, parted at hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord import lexicon
from onrecord.annotate import names, people
from onrecord.annotate.names import Token
from onrecord.lexicon import given_names

LEXICONS = ("linking", *people.LEXICONS)

_REMEMBERED = 16_384
_NICKNAME = re.compile(r"[\"“”‘(\[]\s?([^\"“”’()\[\]]{1,40})[\"“”’)\]]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?|[^\W\d_]")
_SPACED_INITIALS = re.compile(r"\b([A-Z])\.\s(?=[A-Z]\.)")
_PARTED = re.compile(r"[-‐‑–/]")
_MARKS = re.compile(r"[.'’‘`]")
_REGNAL = re.compile(r"I|VI{0,3}|I[VX]|XI{1,3}|XI?V|XVI{0,3}")
_SOUNDS = tuple(
    (re.compile(letters), sound)
    for letters, sound in (
        ("kh", "h"),
        ("ph", "f"),
        ("ck|q", "k"),
        ("ou|oo", "u"),
        ("ee", "i"),
        (r"ff\Z", "v"),
        ("w", "v"),
        ("x", "ks"),
        ("[iyj]+", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_VOWELS = re.compile(r"(?<=.)[aeiou]+")
_LONG, _TOO_LONG = 6, 30
"""Letters of the words in which a misspelling is looked for."""


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A person's name: `words` without titles, suffixes and nicknames, at least one.

    `text` is the name as printed, without titles and the possessive ending. A number after the
    name ("Orla II") is a suffix.
    """

    text: str
    words: tuple[str, ...]
    titles: tuple[str, ...] = ()
    suffixes: frozenset[str] = frozenset()
    nicknames: tuple[str, ...] = ()

    @property
    def core(self) -> tuple[str, ...]:
        """The words without leading particles ("van der Venn": Venn)."""
        lists, begin = names.words(), 0
        while (
            begin < len(self.words) - 1
            and self.words[begin] in lists.particles
            and self.words[begin] not in lists.given
        ):
            begin += 1
        return self.words[begin:]

    @property
    def full(self) -> bool:
        """Whether it is more than one word, particles apart."""
        return len(self.core) > 1


@dataclass(frozen=True, slots=True)
class BodyForm:
    """Any other name: `words` without the article and without what the law adds to companies.

    `text` is the name as printed, without the article and the possessive ending; `legal` the
    ending that the law asks for; `qualifier` what follows a comma ("Norr, Norria"); `acronym` the
    letters of a name that is one.
    """

    text: str
    words: tuple[str, ...]
    legal: tuple[str, ...] = ()
    qualifier: tuple[str, ...] = ()
    acronym: str = ""


def fold(word: str) -> str:
    """A word in lower case without accents, stops and apostrophes."""
    return _MARKS.sub("", given_names.fold(word))


def person(text: str) -> PersonForm:
    """A person's name, read."""
    nicknames = tuple(fold(match[1].strip()) for match in _NICKNAME.finditer(text))
    plain = _NICKNAME.sub(lambda match: " " * len(match[0]), text)
    read = _words(plain)
    if not read:
        return PersonForm(text, (fold(text) or text,))
    begin = _untitled(read)
    titles, rest = read[:begin], read[begin:]
    suffixes = []
    while len(rest) > 1 and _is_suffix(rest):
        suffixes.append(rest.pop().lower)
    return PersonForm(
        text=text[rest[0].start : rest[-1].end],
        words=tuple(part for token in rest for part in _parts(token)),
        titles=tuple(token.lower for token in titles),
        suffixes=frozenset(suffixes),
        nicknames=nicknames,
    )


def is_title(word: str) -> bool:
    """Whether a word (lower case) stands before persons' names as a title."""
    return word in names.words().titles or word in words().titles


def body(text: str, *, place: bool = False) -> BodyForm:
    """Any other name, read; in a place's, what follows a comma says where it is."""
    own = words()
    head, _, tail = text.partition(",") if place else (text, "", "")
    qualifier = tuple(part for token in _words(tail) for part in _parts(token))
    text = head if head.strip() else text
    # "U. S." is one word; as many letters, so that offsets stay.
    read = _words(_SPACED_INITIALS.sub(r"\1..", text), marks="&+")
    if len(read) > 1 and read[0].lower in ("the", "a", "an"):
        read = read[1:]
    if not read:
        return BodyForm(text, (fold(text) or text,))
    printed = text[read[0].start : read[-1].end]
    legal = []
    while len(read) > 1 and read[-1].lower in own.legal_forms:
        legal.append(read.pop().lower)
    return BodyForm(
        text=printed,
        words=tuple(
            part
            for token in read
            for part in ([fold(token.text)] if "." in token.text else _parts(token))
        ),
        legal=tuple(reversed(legal)),
        qualifier=qualifier,
        acronym=_acronym(read),
    )


def _words(text: str, marks: str = "") -> list[Token]:
    """The words of a name; of its marks only those given."""
    return [each for each in names.tokens(text) if each.text[0].isalnum() or each.text in marks]


def _untitled(read: Sequence[Token]) -> int:
    """Where a person's name begins after titles ("Secretary of State Roe", "Roe Ltd CEO Venn")."""
    lists = names.words()
    given = read[0].lower in lists.given
    if given and len(read) == 2:
        return 0
    begin = 0
    for index, token in enumerate(read[:-1]):
        if is_title(token.lower):
            begin = index + 1
        elif token.lower not in lists.small_words and (given or len(read) - index < 3):
            break
    return begin


def _is_suffix(read: Sequence[Token]) -> bool:
    """Whether the last word of a person's name is none of it: Jr., II, letters of honour."""
    last, lists = read[-1], names.words()
    if last.lower in lists.titles_and_suffixes - lists.titles or _REGNAL.fullmatch(last.text):
        return True
    shouted = read[0].text.isupper() and len(read[0].text) > 2
    return len(read) > 2 and last.text.isupper() and 1 < len(last.text) < 5 and not shouted


def _parts(token: Token) -> list[str]:
    initials = _INITIALS.fullmatch(token.text)
    parts = token.text.split(".") if initials else _PARTED.split(token.text)
    return [part for part in map(fold, parts) if part] or [token.text]


def _acronym(read: Sequence[Token]) -> str:
    """The letters of a name that is an acronym (U.N., M5S, NGOs, BoN: un, m5s, ngo, bon), or ""."""
    if len(read) != 1:
        return ""
    letters = re.sub(r"[.&-]", "", read[0].text)
    letters = letters[:-1] if len(letters) > 2 and letters.endswith("s") else letters
    small = sum(letter.islower() for letter in letters)
    shaped = letters[:1].isupper() and (not small or small < len(letters) - small < 4)
    return letters.lower() if 1 < len(letters) <= 8 and letters.isalnum() and shaped else ""


def initials(words_of_name: Sequence[str]) -> set[str]:
    """The letters that a name may be cut down to, with and without its small words."""
    small, whole = names.words().small_words, words().letters

    def letters(part: Sequence[str]) -> str:
        return "".join(word if word[0].isdigit() or word in whole else word[0] for word in part)

    return {letters(words_of_name), letters([word for word in words_of_name if word not in small])}


@lru_cache(maxsize=_REMEMBERED)
def sound(word: str) -> str:
    """A folded word as it is heard, near enough for transliterations (Sergey, Sergei)."""
    for letters, heard in _SOUNDS:
        word = letters.sub(heard, word)
    return word


def keys(word: str) -> list[str]:
    """What a folded word is listed under, so that all words `near` it are found."""
    heard = sound(word)
    if not _LONG <= len(word) <= _TOO_LONG:
        return [heard]
    return [heard, f"{_bones(word)}…"]


def _bones(word: str) -> str:
    """The consonants, which misspellings mostly share."""
    return _VOWELS.sub("", sound(word))


@lru_cache(maxsize=_REMEMBERED)
def near(first: str, second: str) -> bool:
    """Whether two folded words are one, but for the spelling where they are long."""
    one, other = sorted((sound(first), sound(second)), key=len)
    if one == other:
        return True
    long = min(len(first), len(second)) >= _LONG and max(len(first), len(second)) <= _TOO_LONG
    if not long or one[0] != other[0] or other.startswith(one):
        return False
    given = names.words().given
    if first in given and second in given:
        # Maria and Mario are two, Kristen and Kristin may be one.
        return one[-1] == other[-1] and _bones(first) == _bones(second)
    most = 2 if len(one) > 8 else 1
    return _distance(one, other) <= most


def _distance(first: str, second: str) -> int:
    """The edit distance of two words."""
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        above, row = row, [i]
        for j, other in enumerate(second, start=1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (letter != other)))
    return row[-1]


def same_given(first: str, second: str) -> bool:
    """Whether two first names, or one and an initial, may be one person's."""
    if first == second:
        return True
    if 1 in (len(first), len(second)):
        return first[0] == second[0]
    given, nothing = words().given, frozenset[int]()
    if given.get(first, nothing) & given.get(second, nothing):
        return True
    return near(first, second)


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of `linking.yaml`; `given` has the numbers of the sets that a name stands in."""

    places: dict[str, str]
    adjectives: dict[str, str]
    given: dict[str, frozenset[int]]
    relatives: frozenset[str]
    owners: frozenset[str]
    titles: frozenset[str]
    legal_forms: frozenset[str]
    tails: frozenset[str]
    sorts: frozenset[str]
    spellings: dict[str, str]
    letters: frozenset[str]
    states: frozenset[str]
    sites: frozenset[str]
    islands: frozenset[str]
    compass: frozenset[str]


_LISTS = (
    "relatives",
    "owners",
    "titles",
    "legal_forms",
    "tails",
    "sorts",
    "letters",
    "states",
    "sites",
    "islands",
    "compass",
)


@cache
def words() -> Words:
    """The lists of `linking.yaml`, read once; places by their folded names."""
    data = lexicon.load("linking")
    places = {
        " ".join(part for token in _words(name) for part in _parts(token)): listed[0]
        for listed in data["places"]
        for name in listed
    }
    given: dict[str, set[int]] = {}
    for number, listed in enumerate(data["given"]):
        for name in listed:
            given.setdefault(fold(name), set()).add(number)
    lists = {key: frozenset(data[key]) for key in _LISTS}
    return Words(
        places=places,
        adjectives=data["adjectives"],
        spellings=data["spellings"],
        given={name: frozenset(numbers) for name, numbers in given.items()},
        **lists,
    )
