"""The nouns of claims: what documents say alike, who holds and denies it, and whence it came.

They are made by `claims/` (which passages say the same), `lineage/` (who relays whom) and
`grades/`, and are all that answers, exports and pages see. Every one names its passages.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from onrecord.casebook.rows import Place, Said

Stand = Literal["same", "denies", "doubts", "supports"]
"""How a passage stands to a claim; the judge knows "unrelated" as well, which is no member."""

LinkKind = Literal["copies", "quotes", "credits", "links"]
"""How one document is seen to rest on another, or on somebody: it repeats the wording, repeats
a quotation, names whom it has it from, or points there with a hyperlink."""

OriginKind = Literal["named", "unnamed", "outlet", "document", "unknown"]
"""Who a claim first came from: somebody with a name, somebody without, an outlet that reports it
in its own voice, a document; or nobody knows."""

ChangeKind = Literal[
    "says otherwise", "hedge dropped", "attribution dropped", "quotation altered", "quotation cut"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A passage that takes part in a claim.

    `said` is the statement; None: a sentence (`ref`) in the outlet's own voice. `text` is the
    content, or the sentence, as printed. `reason` says in plain words why it is here.
    """

    ref: str
    text: str
    said: Said | None
    stand: Stand
    confidence: float
    reason: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words that a link or a change rests on, and why they count."""

    reason: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One step of a lineage: `start` has it from `end`, both numbers of `Lineage.nodes`."""

    start: int
    end: int
    kind: LinkKind
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A document, or whom documents have a claim from.

    `members` are numbers of `Claim.members` that stand there. `kind` None: a document that
    relays; else it is an origin of this kind. `document` is its key where it is in the casebook:
    None for an outlet that is credited but was not added.
    """

    name: str
    kind: OriginKind | None
    document: str | None
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Independence:
    """How many independent sources hold a claim: counted at the origins.

    `low` takes all that may be one for one, `high` all that may be two for two; `why` says in
    sentences what was counted and what was not.
    """

    count: int
    low: int
    high: int
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Who relays whom, from outlets' sentences back to the origins.

    `origins` are numbers of `nodes`; `cycles` lists rings of nodes that rest on one another.
    """

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    origins: tuple[int, ...]
    cycles: tuple[tuple[int, ...], ...]
    independence: Independence


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A source that says something else later, or a claim that hardens on its way."""

    kind: ChangeKind
    claim: str | None
    before: Member
    after: Member
    evidence: tuple[Evidence, ...]
    confidence: float

    def is_by(self, statements: Collection[tuple[str, str]]) -> bool:
        """Whether either passage is one of statements (each its document's key and its id)."""
        return any(
            each.said is not None and (each.place.document, each.said.id) in statements
            for each in (self.before, self.after)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What several passages of different documents say alike; `text` is the plainest of them.

    `id` is made of the earliest passage, and stays while that one does. `members` are in order
    of time. `documents` counts those of members that hold it.
    """

    id: str
    text: str
    members: tuple[Member, ...]
    documents: int
    lineage: Lineage

    @property
    def holders(self) -> tuple[Member, ...]:
        """The members that say it, or support it."""
        return tuple(each for each in self.members if each.stand in ("same", "supports"))

    @property
    def deniers(self) -> tuple[Member, ...]:
        """The members that deny or doubt it."""
        return tuple(each for each in self.members if each.stand in ("denies", "doubts"))

    @property
    def disputed(self) -> bool:
        """Whether anybody denies it."""
        return any(each.stand == "denies" for each in self.members)

    @property
    def single_sourced(self) -> bool:
        """Whether all that hold it may rest on one source."""
        return self.lineage.independence.low <= 1

    @property
    def circular(self) -> bool:
        """Whether outlets rest on one another for it."""
        return bool(self.lineage.cycles)
