"""Who interviews whom: names in headline and introduction, before the first question.

Names are read by word lists alone (`annotate.names`), so only where the words around them make a
person likely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from onrecord import lexicon
from onrecord.annotate import names
from onrecord.annotate.names import Name, Token
from onrecord.annotate.phrases import matcher
from onrecord.annotate.sentences import boundaries
from onrecord.annotate.spans import Offsets
from onrecord.model.quotes import quotations
from onrecord.record import Block, Document

LEXICONS = ("speakers", *names.LEXICONS)


class Named(NamedTuple):
    """A person or outlet that is named: offsets of the name, titles left out."""

    start: int
    end: int
    text: str
    titled: bool
    outlet: bool

    @property
    def last(self) -> str:
        return names.last(self.text)

    @property
    def offsets(self) -> Offsets:
        return self.start, self.end


class Parties(NamedTuple):
    """Who answers and who asks, by name; empty or None where the article does not show it."""

    answer: tuple[Named, ...] = ()
    asks: Named | None = None


class _Sentence(NamedTuple):
    start: int
    end: int
    named: list[Named]
    headline: bool


_LIST = re.compile(r"\s*(?:,|(?:,\s)?(and|&))\s*\Z")
_HE = re.compile(r"\s(?:him|her|them)\b")
_US = re.compile(r"\s(?:us|me|our\b[^.]{0,40})\b")
_SIGNED = re.compile(r"[\s,–—-]*")
_CAPITALS = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_QUOTE_MARKS = "\"'“”‘’«»"
_LONGEST = 40
"""Sentences of an introduction; a longer one is an article by itself."""


def find_parties(document: Document, before: int) -> Parties:
    """The parties of an interview whose first question stands at `before`."""
    sentences = list(islice(_introduction(document, before), _LONGEST + 1))
    if len(sentences) > _LONGEST:
        return Parties()
    people = [each for sentence in sentences for each in sentence.named if not each.outlet]
    title = _title(document)
    likely = _likely(document, [*people, *title.named])
    answer = _in_text(_read_cues(document.headline or "", title, [], likely)[0], people)
    asks: Named | None = None
    talked: list[tuple[Named, Named]] = []
    for index, sentence in enumerate(sentences):
        found, asking, pair = _read_cues(document.text, sentence, sentences[:index], likely)
        answer = answer or found
        asks = asks or asking
        talked += [pair] if pair else []
    answer = (
        answer
        or _in_headline(document.text, sentences, likely)
        or _in_text(_in_headline(document.headline or "", [title], likely), people)
        or _signed(document, before, people)
        or _only_one(document, people, likely)
    )
    wrote = author(document)
    for one, other in talked:
        known = asks or wrote
        if not answer and known and known.last in (one.last, other.last):
            answer = (other if known.last == one.last else one,)
        elif asks is None and answer and answer[0].last in (one.last, other.last):
            asks = _if_sure(other if answer[0].last == one.last else one)
    shown = tuple(_fullest(each, people) for each in answer)
    return Parties(shown, asks or wrote)


def named_before(document: Document, before: int) -> list[Named]:
    """The people and outlets that headline and introduction name."""
    sentences = islice(_introduction(document, before), _LONGEST)
    return [each for sentence in sentences for each in sentence.named]


def people_in(text: str, start: int, end: int) -> list[Named]:
    """The people and outlets that a sentence names, as far as the word lists tell."""
    words = text[start:end]
    found = []
    for run in _runs(names.tokens(words)):
        position = 0
        while position < len(run):
            stop = names.chunk(run, position)
            if stop == position:
                position += 1
                continue
            name = names.name(words, run[position:stop])
            quoted = run[position].start and words[run[position].start - 1] in _QUOTE_MARKS
            if name is not None and name.kind in ("person", "outlet") and not quoted:
                begin = _first_name(name)
                found.append(
                    Named(
                        start + name.start + begin,
                        start + name.end,
                        name.text[begin:],
                        titled=bool(name.title),
                        outlet=_is_outlet(name),
                    )
                )
            position = stop
    return found


def _first_name(name: Name) -> int:
    """Where a person's name begins after a role with a headline's capital ("Diver Peter Lund")."""
    words, given = name.text.split(), names.words().given
    role = name.kind == "person" and len(words) > 2 and words[0].lower() not in given
    return name.text.index(words[1]) if role and words[1].lower() in given else 0


def _is_outlet(name: Name) -> bool:
    known = names.words().whole_names.get(name.text.split()[-1].lower())
    return "outlet" in (name.kind, known)


def _runs(read: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The words cut at those that name nobody, which a headline's capitals may join to a name."""
    begin = 0
    for index, token in enumerate(read):
        if token.lower in _cuts():
            if index > begin:
                yield read[begin:index]
            begin = index + 1
    if begin < len(read):
        yield read[begin:]


def _introduction(document: Document, before: int) -> Iterator[_Sentence]:
    for block in document.blocks:
        if block.start >= before:
            return
        if block.kind in ("byline", "date", "related", "correction", "other"):
            continue
        for start, end in boundaries(document.text, block.start, block.end):
            credit = _matcher("credits").search(document.text, start, end)
            if credit and block.kind != "headline":
                end = credit.start()
            named = people_in(document.text, start, end)
            yield _Sentence(start, end, named, _is_headline(document, block))


def _is_headline(document: Document, block: Block) -> bool:
    if document.headline is None:
        return block is document.blocks[0]
    return block.kind == "headline"


def _likely(document: Document, people: Sequence[Named]) -> set[str]:
    """The last names of those who are people: with a first name known as such, a title, or a
    last name that stands alone elsewhere."""
    lists = names.words()
    found, asked = set(), {}
    for each in people:
        first, *rest = each.text.split()
        if each.titled or (rest and first.lower() in lists.given):
            found.add(each.last)
        elif rest:
            asked[each.text.split()[-1]] = each.last
    before = ""
    for match in _CAPITALS.finditer(document.text) if asked else ():
        word = match.group()
        bare = re.sub(r"[’']s\Z", "", word)
        if bare in asked and not before[:1].isupper():
            found.add(asked[bare])
        before = word
    return found


def _read_cues(
    text: str, sentence: _Sentence, earlier: Sequence[_Sentence], likely: set[str]
) -> tuple[tuple[Named, ...], Named | None, tuple[Named, Named] | None]:
    """Whom a sentence says to be interviewed, by whom, and who talked with whom."""
    by = _matcher("interviewed_by").search(text, sentence.start, sentence.end)
    if by:
        left = _people_before(sentence, by.start(), likely)
        right = _people_after(text, sentence, by.end(), likely)
        if left:
            return (left[-1],), right[0] if right else None, None
    whom = _matcher("interviewing").search(text, sentence.start, sentence.end)
    if whom:
        right = _people_after(text, sentence, whom.end(), likely)
        left = _people_before(sentence, whom.start(), likely)
        if not right and _HE.match(text, whom.end()):
            said = [each for one in earlier for each in one.named if each.last in likely]
            right = [each for each in said if not each.outlet][-1:]
            left = []
        if right:
            verb = not whom.group().lower().endswith(("with", "for", "to"))
            near = left and verb and not text[left[-1].end : whom.start()].strip()
            return tuple(right), left[-1] if near else None, None
    talk = _matcher("talking").search(text, sentence.start, sentence.end)
    if talk:
        right = _people_after(text, sentence, talk.end(), likely)
        left = _people_before(sentence, talk.start(), likely)
        outlets = [each for each in sentence.named if each.outlet]
        to_us = _US.match(text, talk.end()) is not None
        to_outlet = to_us or any(each.start >= talk.end() for each in outlets)
        if left and to_outlet and not right:
            return (left[-1],), None, None
        from_outlet = any(each.end <= talk.start() for each in outlets)
        if right and not left and (from_outlet or _by_us(text, sentence, talk.start())):
            return tuple(right), None, None
        if left and right:
            return (), None, (left[-1], right[0])
    tells = _matcher("telling").search(text, sentence.start, sentence.end)
    if tells:
        left = _people_before(sentence, tells.start(), likely)
        to_outlet = any(each.outlet and each.start >= tells.end() for each in sentence.named)
        if left and (to_outlet or sentence.headline):
            return (left[-1],), None, None
    return (), None, None


def _by_us(text: str, sentence: _Sentence, end: int) -> bool:
    return (
        re.search(r"\b(?:we|I)\b[^.]{0,30}\Z", text[sentence.start : end], re.IGNORECASE)
        is not None
    )


def _people_before(sentence: _Sentence, end: int, likely: set[str]) -> list[Named]:
    return [
        each
        for each in sentence.named
        if each.end <= end and not each.outlet and each.last in likely
    ]


def _people_after(text: str, sentence: _Sentence, start: int, likely: set[str]) -> list[Named]:
    """The people named from `start` on, as far as the words still say who it is."""
    stop = _matcher("beyond").search(text, start, sentence.end)
    end = stop.start() if stop else sentence.end
    right = [
        each
        for each in sentence.named
        if start <= each.start and each.end <= end and not each.outlet and each.last in likely
    ]
    if any(
        each.outlet and start <= each.start < (right[0].start if right else end)
        for each in sentence.named
    ):
        return []
    found = right[:1]
    for each in right[1:]:
        joiner = _LIST.match(text[found[-1].end : each.start])
        if not joiner:
            break
        found.append(each)
        if joiner.group(1):
            return found
    return right[:1]


def _in_headline(text: str, sentences: Sequence[_Sentence], likely: set[str]) -> tuple[Named, ...]:
    """The only person in the headline, but for what it is about ("… on the Roe case")."""
    found: dict[str, Named] = {}
    for sentence in sentences:
        if not sentence.headline:
            continue
        topic = _matcher("beyond").search(text, sentence.start + 1, sentence.end)
        for each in _people_before(sentence, topic.start() if topic else sentence.end, likely):
            found.setdefault(each.last, each)
    return tuple(found.values()) if len(found) == 1 else ()


def _title(document: Document) -> _Sentence:
    """The headline as a sentence by itself where it is no part of the text, else an empty one."""
    title = document.headline or ""
    inside = any(block.kind == "headline" for block in document.blocks)
    named = [] if inside else people_in(title, 0, len(title))
    return _Sentence(0, 0 if inside else len(title), named, headline=True)


def _in_text(found: Sequence[Named], people: Sequence[Named]) -> tuple[Named, ...]:
    """The people of the introduction whose last names are found in a title."""
    first: dict[str, Named] = {}
    for each in people:
        first.setdefault(each.last, each)
    return tuple(first[each.last] for each in found if each.last in first)


def _if_sure(name: Named) -> Named | None:
    """A name, if its first part or title shows that it is a person's."""
    given = name.text.split()[0].lower() in names.words().given
    return name if name.titled or given else None


def _signed(document: Document, before: int, people: Sequence[Named]) -> tuple[Named, ...]:
    """The name that stands after a quotation that is a block by itself."""
    text = document.text
    for block in document.blocks:
        if block.start >= before:
            break
        outer = next(iter(quotations(text, block.start, block.end)), None)
        if outer is None or outer.start != block.start or not outer.closed:
            continue
        after = _SIGNED.match(text, outer.end, block.end)
        begin = after.end() if after else outer.end
        for each in people:
            if each.start == begin:
                return (each,)
    return ()


def _only_one(document: Document, people: Sequence[Named], likely: set[str]) -> tuple[Named, ...]:
    """The only person in the introduction but for those who made the article."""
    authors = {names.last(author) for author in document.byline if author.strip()}
    found = {
        each.last: each
        for each in reversed(people)
        if each.last in likely and each.last not in authors
    }
    return tuple(found.values()) if len(found) == 1 else ()


def _fullest(name: Named, people: Sequence[Named]) -> Named:
    """Where the introduction gives first and last name and no more; else the name itself."""
    same = [each for each in people if each.last == name.last and " " in each.text]
    return min(same, key=lambda each: (len(each.text.split()), each.start), default=name)


def author(document: Document) -> Named | None:
    """The byline's only name, where it stands in the text."""
    if len(document.byline) != 1:
        return None
    author = document.byline[0]
    for block in document.blocks:
        if block.kind == "byline":
            at = document.text.find(author, block.start, block.end)
            if at >= 0:
                return Named(at, at + len(author), author, titled=False, outlet=False)
    return None


@cache
def _matcher(name: str) -> re.Pattern[str]:
    return matcher(lexicon.load("speakers")[name])


@cache
def _cuts() -> frozenset[str]:
    lists = lexicon.load("speakers")
    return frozenset(
        word
        for name in ("interviewing", "interviewed_by", "talking", "telling", "beyond", "announcing")
        for phrase in lists[name]
        for word in phrase.split()
        if word not in ("her", "his", "their", "own", "words")
    )
