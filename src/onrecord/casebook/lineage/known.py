"""What lineage is made from: what is known of the articles that a claim's members stand in.

Everything here is plain data, so that tracing is a pure function; `stored.known` reads it out of
a casebook.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from onrecord.casebook.rows import Place
from onrecord.record import EntityType, Kind, Mode, SourceKind

CreditKind = Literal["dateline", "byline", "words", "name"]
"""Where an article says whom it has its story from: before its first words, "(KNS)"; in its
byline; or in its text, "the Courier first reported". "name": an outlet is named there, by no words
that make it a credit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody as joined over documents: the identity's number, its name and type.

    `number` is None for an entity that was not joined yet. `roles` are its own as articles print
    them ("spokeswoman for the roads office"); `voices` the names of the bodies that it speaks
    for, `bodies` of those it belongs to in another way.
    """

    number: int | None
    name: str
    type: EntityType
    roles: tuple[str, ...] = ()
    voices: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A statement of an article: whose it is, and what it stands inside.

    `start`, `end`: code points of its words in the article's text, source and cue among them;
    pieces of the cue are joined by ` … `.
    """

    ref: str
    cue: str
    kind: Kind
    mode: Mode
    source: str | None
    source_kind: SourceKind
    parties: tuple[Party, ...]
    inside: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Words by which an article says that it has something from an outlet (code points).

    `name` is the outlet's, as printed; `first`: it is said to have been the first.
    """

    kind: CreditKind
    name: str
    first: bool
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyperlink:
    """Linked words (code points), and the address that they lead to."""

    start: int
    end: int
    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name (code points) that stands where sources are named: "citing Ada Venn"."""

    start: int
    end: int
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Wording that an article shares with another, `of`, by its key.

    `share`: how much of the article's own wording the other one holds, 0 to 1.
    """

    of: str
    share: float


class Line(NamedTuple):
    """A sentence: code points, its line from 1, its page."""

    start: int
    end: int
    line: int
    page: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What is known of one document, in its newest version.

    `minute`: when it was published, in minutes since 0001-01-01 UTC, None where nobody knows;
    `exact`: to the minute, else to the day, which then begins there. `sentences` stand in the
    order of the text, `speeches` by their ids.
    """

    key: str
    version: int
    text: str
    outlet: str | None
    location: str | None
    headline: str | None
    published: str | None
    minute: int | None
    exact: bool
    credits: tuple[Credit, ...] = ()
    links: tuple[Hyperlink, ...] = ()
    copies: tuple[Copy, ...] = ()
    named: tuple[Named, ...] = ()
    speeches: Mapping[str, Speech] = field(default_factory=dict)
    sentences: Sequence[Line] = ()

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the sentences that words stand in; the words' own where in none."""
        first = max(bisect_right(self.sentences, start, key=_start) - 1, 0)
        last = bisect_left(self.sentences, end, key=_start)
        those = [each for each in self.sentences[first:last] if each.end > start]
        if not those:
            return start, end
        return min(start, those[0].start), max(end, those[-1].end)

    def place(self, start: int, end: int) -> Place:
        """Where words of it stand."""
        at = bisect_right(self.sentences, start, key=_start) - 1
        near = self.sentences[at] if at >= 0 else None
        line = (
            near.line + self.text.count("\n", near.start, start)
            if near
            else self.text.count("\n", 0, start) + 1
        )
        return Place(
            document=self.key,
            version=self.version,
            headline=self.headline,
            outlet=self.outlet,
            published=self.published,
            start=start,
            end=end,
            line=line,
            page=near.page if near else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Articles by their documents' keys: those of members, and those that they point at."""

    articles: Mapping[str, Article]


def _start(line: Line) -> int:
    return line.start
