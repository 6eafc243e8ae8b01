"""What lineage is made from: what is known of the articles that a claim's members stand in.

Everything here is plain data, so that tracing is a pure function; `stored.known` reads it out of
a casebook.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from onrecord.record import EntityType, SourceKind

CreditKind = Literal["dateline", "byline", "words"]
"""Where an article says whom it has its story from: before its first words, "(KNS)"; in its
byline; or in its text, "the Courier first reported"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody as joined over documents: the identity's number, its name and type.

    `speaks_for`: numbers of the bodies whose spokeswoman or spokesman it is; `of`: of those it
    belongs to in any other way.
    """

    number: int
    name: str
    type: EntityType
    speaks_for: frozenset[int] = frozenset()
    of: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A statement of an article: whose it is, and what it stands inside.

    `start`, `end`: code points of its words in the article's text, source and cue among them.
    """

    ref: str
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
class Copy:
    """Wording that an article shares with another, `of`, by its key.

    `share`: how much of the article's own wording the other one holds, 0 to 1.
    """

    of: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What is known of one document, in its newest version.

    `minute`: when it was published, in minutes since 0001-01-01 UTC, None where nobody knows;
    `exact`: to the minute, else to the day, which then begins there. `sentences`: (start, end)
    of each sentence by its id; `speeches` by theirs.
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
    speeches: Mapping[str, Speech] = field(default_factory=dict)
    sentences: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Articles by their documents' keys: those of members, and those that they point at."""

    articles: Mapping[str, Article]
