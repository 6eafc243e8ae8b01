"""GUM's mentions as the benches of names, of coreference and of sources compare them.

A mention of GUM is a whole noun phrase with one head word; where it names somebody, the name is
only a part of it. `name_run` cuts it out by rule, from the head outwards and within the mention:

- to both sides over words with a capital or a digit first; over a small word (of, for, the, and;
  in persons' names de, van, bin …) only where a capital follows it;
- never to the left over a possessive ("Norria's" before "Ministry"), and not over punctuation,
  but for a comma before Jr., Sr., Inc., Ltd.;
- articles are cut off in front, a possessive behind, a person's title in front ("President",
  which GUM makes the head of "President Ada Quill").

A mention has a name where its head is proper; and a person, body or place where its head is a noun
with a capital right behind it ("curator Ada Quill").

The head of a name is GUM's head word, but in a person's name its last word (no Jr., Sr.), which
every convention counts in.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, NamedTuple

from bench.corpora import Article
from bench.readings import Offsets, trimmed

CORPORA = ("gum_news", "gum_other_cc")
PROPER = ("NNP", "NNPS")
NAMED_AFTER_NOUN = ("person", "organization", "place")
_PRONOUNS = ("PRP", "PRP$", "WP", "WP$", "WDT", "DT", "EX")
_WORD = re.compile(r"\w+(?:[-'’.&/]\w+)*(?:(?<=[.]\w)[.]|(?<=\b\w)[.]|(?<=\b[A-Z][a-z])[.])?|&")


def word_list(listed: str) -> frozenset[str]:
    """Words written one after another."""
    return frozenset(listed.split())


_POSSESSIVE = ("'s", "’s")
_SMALL_OF_BODIES = word_list("of for the and & de la du del des y")
_SMALL_OF_PERSONS = word_list(
    "de del della der den di da dos du la le van von bin ibn bint al el y e"
)
_SUFFIXES = word_list("jr sr inc ltd ii iii iv phd md")
_ARTICLES = word_list("the a an")
_TITLES = word_list("""
    mr mrs ms miss dr prof professor sir lord lady dame saint st president chancellor king queen
    prince princess emperor pope bishop archbishop cardinal father sister brother rev reverend
    minister premier senator sen governor gov mayor judge justice ambassador secretary general
    gen colonel col major maj captain capt lieutenant lt sergeant sgt admiral commander officer
    congressman congresswoman representative rep director chairman chairwoman chief coach
    councillor councilman deputy vice prime first former spokesman spokeswoman
""")


class Gold(NamedTuple):
    """A mention: its cluster, its kind, the words that head it, and the name in it, if it names."""

    start: int
    end: int
    type: str
    cluster: str
    kind: str
    heads: tuple[Offsets, ...]
    name: Offsets | None


def mentions(article: Article) -> list[Gold]:
    """An article's mentions, in GUM's order."""
    return [_gold(article["text"], mention) for mention in article["mentions"]]


def _gold(text: str, mention: dict[str, Any]) -> Gold:
    head: Offsets = (mention["head"][0], mention["head"][1])
    name = name_run(text, mention)
    heads = [head]
    if name:
        last = name_head(text, name, head, mention["type"])
        heads += [last] if last != head else []
    return Gold(
        mention["start"],
        mention["end"],
        mention["type"],
        mention["cluster"],
        "name" if name else kind(mention["head_pos"]),
        tuple(heads),
        name,
    )


def kind(tag: str) -> str:
    """The kind of mention that a head with this tag (Penn Treebank) makes."""
    return "name" if tag in PROPER else "pronoun" if tag in _PRONOUNS else "nominal"


def name_run(text: str, mention: dict[str, Any]) -> Offsets | None:
    """The name in a mention (see above); None: it has none, or a title alone."""
    words = [item.span() for item in _WORD.finditer(text, mention["start"], mention["end"])]
    at = next((i for i, word in enumerate(words) if word[1] > mention["head"][0]), len(words))
    if at == len(words):
        return None
    if mention["head_pos"] in PROPER:
        low, high = _left(text, words, at, mention["type"]), at
    elif mention["head_pos"] == "NN" and mention["type"] in NAMED_AFTER_NOUN:
        low = high = at + 1
        if low == len(words) or not _joined(text, words, at) or not text[words[low][0]].isupper():
            return None
    else:
        return None
    high = _right(text, words, high, mention["type"])
    if mention["type"] == "person":
        while low <= high and _bare(text, words[low]) in _TITLES | _ARTICLES:
            low += 1
    if low > high:
        return None
    start, end = trimmed(text, words[low][0], words[high][1])
    return (start, end) if _is_capital(text[start:end]) and text[start:end] != "I" else None


def _left(text: str, words: Sequence[Offsets], at: int, type: str) -> int:
    """The first word of the name that the word `at` stands in."""
    while at and _joined(text, words, at - 1):
        before = text[slice(*words[at - 1])]
        own = _is_capital(before) and not before.endswith(_POSSESSIVE)
        if not own and not _reaches(text, words, at - 1, _small(type), -1):
            break
        at -= 1
    return at


def _right(text: str, words: Sequence[Offsets], at: int, type: str) -> int:
    """The last word of the name that the word `at` stands in."""
    while at + 1 < len(words) and _joined(text, words, at):
        own = _is_capital(text[slice(*words[at + 1])])
        if text[slice(*words[at])].endswith(_POSSESSIVE):
            break
        if not own and not _reaches(text, words, at + 1, _small(type), 1):
            break
        at += 1
    return at


def _small(type: str) -> frozenset[str]:
    return _SMALL_OF_PERSONS if type == "person" else _SMALL_OF_BODIES


def _joined(text: str, words: Sequence[Offsets], at: int) -> bool:
    """Whether nothing stands between a word and the next that would part a name."""
    between = text[words[at][1] : words[at + 1][0]]
    if not between.strip() and "\n" not in between:
        return True
    return between == ", " and _bare(text, words[at + 1]) in _SUFFIXES


def _reaches(
    text: str, words: Sequence[Offsets], at: int, small: frozenset[str], step: int
) -> bool:
    """Whether the word is small and a capital follows it in that direction, small words between."""
    begin = at
    while text[slice(*words[at])].lower() in small:
        neighbour = at + step
        if not 0 <= neighbour < len(words) or not _joined(text, words, min(at, neighbour)):
            return False
        at = neighbour
    word = text[slice(*words[at])]
    possessive = step < 0 and word.endswith(_POSSESSIVE)
    return at != begin and _is_capital(word) and not possessive


def _is_capital(word: str) -> bool:
    article, hyphen, rest = word.partition("-")
    if hyphen and len(article) <= 3 and article.islower():  # al-Sabah
        word = rest
    return word[:1].isupper() or word[:1].isdigit()


def _bare(text: str, word: Offsets) -> str:
    return text[slice(*word)].rstrip(".").lower()


def name_head(text: str, name: Offsets, head: Offsets, type: str) -> Offsets:
    """The word of a name that a prediction must cover (see above)."""
    words = [item.span() for item in _WORD.finditer(text, *name)]
    while type == "person" and len(words) > 1 and _bare(text, words[-1]) in _SUFFIXES:
        words.pop()
    if type != "person" and name[0] <= head[0] and head[1] <= name[1]:
        return head
    return words[-1] if words else name


class Finder:
    """The mentions of an article that predicted words can stand for."""

    def __init__(self, golds: Sequence[Gold], text: str) -> None:
        self._golds, self._text = golds, text
        heads = {(head, index) for index, gold in enumerate(golds) for head in gold.heads}
        self._heads = sorted(heads)
        self._exact: dict[Offsets, list[int]] = {}
        for index, gold in enumerate(golds):
            self._exact.setdefault((gold.start, gold.end), []).append(index)

    def exact(self, span: Offsets) -> list[int]:
        """The mentions of these very words."""
        return self._exact.get(span, [])

    def headed(self, span: Offsets) -> list[int]:
        """The mentions that the words lie in and whose head they cover, the smallest first.

        Where there is none, articles and possessives are cut off the words.
        """
        return self._headed(span) or self._headed(trimmed(self._text, *span))

    def _headed(self, span: Offsets) -> list[int]:
        found = set()
        for (start, end), index in self._heads[bisect_left(self._heads, ((span[0], 0), 0)) :]:
            if start >= span[1]:
                break
            gold = self._golds[index]
            if end <= span[1] and gold.start <= span[0] and span[1] <= gold.end:
                found.add(index)
        return sorted(found, key=lambda i: (self._golds[i].end - self._golds[i].start, i))
