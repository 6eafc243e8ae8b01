"""Invented articles as lineage sees them, and members of a claim in them, made without a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.casebook.claims.claim import Lineage, Member, Stand
from onrecord.casebook.lineage import Context, trace
from onrecord.casebook.lineage import credits as credits_
from onrecord.casebook.lineage.known import Article, Copy, Credit, Hyperlink, Line, Party, Speech
from onrecord.casebook.lineage.moments import moment
from onrecord.casebook.rows import Said
from onrecord.record import Kind, Mode, SourceKind

HALDANE = Party(number=1, name="Dorrit Haldane", type="person")
LUNDE = Party(
    number=2,
    name="Petra Lunde",
    type="person",
    roles=("spokeswoman for the harbour board",),
)
BOARD = Party(number=3, name="Harbour Board", type="organization")
GAZETTE = Party(number=10, name="Marren Gazette", type="organization")
LANTERN = Party(number=11, name="Daily Lantern", type="organization")
CLOSED = "the eastern crane was closed after the engineers had measured its sway for eleven days"


@dataclass(frozen=True)
class Told:
    """A sentence; with a source, a statement in it. `outlets`: names that stand in it."""

    text: str
    source: str | None = None
    cue: str = "said"
    content: str | None = None
    kind: Kind = "statement"
    mode: Mode = "indirect"
    source_kind: SourceKind = "unnamed_person"
    party: Party | None = None
    outlets: tuple[str, ...] = ()
    link: tuple[str, str] | None = None
    inside: str | None = None
    stand: Stand = "same"
    member: bool = True


def article(
    key: str,
    *told: Told,
    outlet: str | None = None,
    published: str | None = "2031-03-10T09:00:00Z",
    around: Sequence[Credit] = (),
    copies: Sequence[Copy] = (),
    location: str | None = None,
) -> Article:
    """An article of sentences, one a line; statements are a1, a2 … by their sentence."""
    text = "\n".join(each.text for each in told)
    lines, speeches, named, links = [], {}, [], []
    at = 0
    for number, each in enumerate(told, start=1):
        end = at + len(each.text)
        lines.append(Line(at, end, number, None))
        if each.source is not None or each.source_kind == "unstated":
            speeches[f"a{number}"] = Speech(
                ref=f"a{number}",
                cue=each.cue,
                kind=each.kind,
                mode=each.mode,
                source=each.source,
                source_kind=each.source_kind,
                parties=(each.party,) if each.party else (),
                inside=each.inside,
                start=at,
                end=end,
            )
        for name in each.outlets:
            start = text.index(name, at, end)
            named.append((start, start + len(name), name))
        if each.link:
            words, address = each.link
            start = text.index(words, at, end)
            links.append(
                Hyperlink(start=start, end=start + len(words), text=words, address=address)
            )
        at = end + 1
    minute, exact = moment(published)
    return Article(
        key=key,
        version=1,
        text=text,
        outlet=outlet or f"Marren {key.capitalize()}",
        location=location,
        headline=None,
        published=published,
        minute=minute,
        exact=exact,
        credits=(
            *around,
            *credits_.within(text, [(line.start, line.end) for line in lines], named),
        ),
        links=tuple(links),
        copies=tuple(copies),
        speeches=speeches,
        sentences=tuple(lines),
    )


def members(made: Article, *told: Told) -> list[Member]:
    """The members of a claim in an article: all its sentences but those that are none."""
    found = []
    for number, each in enumerate(told, start=1):
        if not each.member:
            continue
        line = made.sentences[number - 1]
        place = made.place(line.start, line.end)
        said = None
        if f"a{number}" in made.speeches:
            said = Said(
                id=f"a{number}",
                speakers=(each.party.name,) if each.party else (),
                source=each.source,
                cue=each.cue,
                content=each.content or each.text,
                kind=each.kind,
                mode=each.mode,
                source_kind=each.source_kind,
                standing="named" if each.party else "unnamed",
                cue_attitude="neutral",
                said_on=None,
                inside=each.inside,
                negated=False,
                confidence=0.9,
                place=place,
            )
        found.append(
            Member(
                ref=f"a{number}" if said else f"s{number}",
                text=(said.content if said else each.text),
                said=said,
                stand=each.stand,
                confidence=0.9,
                reason="it says the same",
                place=place,
            )
        )
    return found


class Desk:
    """Articles put together, and the lineage of the claim that they tell."""

    def __init__(self) -> None:
        self.articles: dict[str, Article] = {}
        self.members: list[Member] = []

    def add(self, key: str, *told: Told, **given: object) -> Desk:
        made = article(key, *told, **given)  # type: ignore[arg-type]
        self.articles[key] = made
        self.members += members(made, *told)
        self.members.sort(key=lambda each: (each.place.published or "9", each.place.document))
        return self

    def context(self) -> Context:
        return Context(articles=self.articles)

    def lineage(self) -> Lineage:
        return trace(self.members, self.context())


def steps(lineage: Lineage) -> set[tuple[str, str, str]]:
    """The links as (who has it, kind, from whom), by the nodes' names."""
    return {
        (lineage.nodes[link.start].name, link.kind, lineage.nodes[link.end].name)
        for link in lineage.links
    }


def origins(lineage: Lineage) -> set[tuple[str | None, str]]:
    """The origins as (kind, name)."""
    return {(lineage.nodes[number].kind, lineage.nodes[number].name) for number in lineage.origins}
