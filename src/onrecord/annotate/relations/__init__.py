"""How those that an article names stand to each other, each with the words that say so.

Read by rule from appositions, titles, possessives and a few verbs: roles, kin, membership, parts,
seats and awards. What is not plainly said is not read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from onrecord.annotate import noun_phrases, people
from onrecord.annotate.authority import Authorities
from onrecord.annotate.relations import beside, clauses, lists
from onrecord.annotate.relations.found import Found, Said
from onrecord.annotate.relations.holding import bygone
from onrecord.annotate.relations.passage import passages
from onrecord.annotate.spans import Offsets
from onrecord.record import Attribution, Document, Entity, Relation, Sentence, TimeExpression

LEXICONS = tuple(sorted({*lists.LEXICONS, *noun_phrases.LEXICONS, *people.LEXICONS, "linking"}))

SURE = {
    "party": 0.95,
    "title": 0.88,
    "apposition": 0.87,
    "elected": 0.87,
    "glued": 0.85,
    "headed by": 0.8,
    "copula": 0.8,
    "of place": 0.8,
    "unit": 0.8,
    "awarded": 0.8,
    "based": 0.8,
    "as": 0.8,
    "appointed": 0.8,
    "married": 0.8,
    "kin": 0.75,
    "owned": 0.75,
    "of": 0.75,
    "part": 0.75,
    "heads": 0.75,
    "part of": 0.7,
    "joined": 0.7,
}
"""How far each rule is to be trusted: 85 of 100 relations of fresh articles were right, titles and
appositions more often than clauses and parts (docs/decisions/0018)."""

_REFERRED = 0.75
"""How far at most where a pronoun or a description says who is meant."""
_UNSURE = 0.6
"""How far at most where that pronoun may mean another."""


def relate(
    document: Document,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    attributions: Sequence[Attribution],
    times: Sequence[TimeExpression] = (),
) -> list[Relation]:
    """The relations that an article states, ids `r1`, `r2` … in the order of their evidence.

    The evidence is the words from one side to the other, in one block; its authority the innermost
    attribution whose content holds it. Each relation is given once, by the first words that state
    it; one without an object is left out where the same role has one. `times`, with the date of
    publication, tell what titles are of long ago, whose status is unknown.
    """
    then = bygone(times, document.published)
    found = sorted(_find(document, entities, then), key=lambda each: (each.start, each.end))
    authorities = Authorities(attributions)
    kept = _once(found)
    return [
        Relation(
            id=f"r{number}",
            subject=each.subject,
            type=each.said.type,
            object=each.said.object,
            role=each.said.role,
            status=each.said.status,
            evidence=document.span(each.start, each.end),
            authority=authorities.of(each.start, each.end),
            confidence=_sure(each),
        )
        for number, each in enumerate(kept, start=1)
    ]


def _sure(each: Found) -> float:
    least = _UNSURE if each.unsure else _REFERRED if each.referred else 1.0
    return min(SURE[each.rule], least)


def _find(
    document: Document, entities: Sequence[Entity], then: Sequence[Offsets]
) -> Iterator[Found]:
    for passage in passages(document, entities, then):
        yield from beside.read(passage)
        yield from clauses.read(passage)


def _once(found: Sequence[Found]) -> list[Found]:
    """Each relation once, and none that another says more fully."""
    fuller = _fuller(found)
    elected = {each.subject for each in found if _is_elected(each.said)}
    parted = {_pair(each) for each in found if _is_parted(each.said)}
    kept: dict[tuple[str, Said], Found] = {}
    for each in found:
        said = each.said
        if said.type == "family" and said.role in lists.lists().spouses and _pair(each) in parted:
            said = said._replace(status="former")
            each = each._replace(said=said)
        if each.rule == "of place" and each.subject in elected:
            continue  # "Senator Venn, of Tarn"
        if said.object is None and said.role and fuller(each):
            continue
        key = (each.subject, said._replace(status="unknown"))
        past = said.status == "former" or each.ended
        if key not in kept or (past and kept[key].said.status == "current"):
            kept[key] = each  # what is called former once, is
    return sorted(kept.values(), key=lambda each: (each.start, each.end))


def _pair(each: Found) -> frozenset[str | None]:
    return frozenset({each.subject, each.said.object})


def _is_parted(said: Said) -> bool:
    return said.type == "family" and said.role == "spouse" and said.status == "former"


def _is_elected(said: Said) -> bool:
    noun = (said.role or "").rsplit(" ", 1)[-1]
    return said.type in ("role", "member_of") and noun in lists.lists().elected


def _fuller(found: Sequence[Found]) -> Callable[[Found], bool]:
    """Whether a relation without an object says less than another of the same subject and type.

    So does "minister" beside "foreign minister", and each of the two beside a minister of Norria.
    """
    ends: set[tuple[str, str, str]] = set()
    of_others: set[tuple[str, str, str]] = set()
    for each in found:
        first, *rest = _endings(each.said.role or "")
        ends.update((each.subject, each.said.type, ending) for ending in rest)
        if each.said.object is not None:
            of_others.add((each.subject, each.said.type, first))
            ends.add((each.subject, each.said.type, first))

    def fuller(each: Found) -> bool:
        mine = [(each.subject, each.said.type, ending) for ending in _endings(each.said.role or "")]
        return mine[0] in ends or not of_others.isdisjoint(mine)

    return fuller


def _endings(role: str) -> list[str]:
    """A role, and its last words: "deputy foreign minister", "foreign minister", "minister"."""
    words = role.split(" ")
    return [" ".join(words[at:]) for at in range(len(words))]
