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
from onrecord.annotate.relations.passage import passages
from onrecord.record import Attribution, Document, Entity, Relation, Sentence

LEXICONS = tuple(sorted({*lists.LEXICONS, *noun_phrases.LEXICONS, *people.LEXICONS, "linking"}))

SURE = {
    "party": 0.97,
    "beside": 0.95,
    "elected": 0.95,
    "of": 0.9,
    "of place": 0.9,
    "glued": 0.9,
    "unit": 0.9,
    "owned": 0.85,
    "copula": 0.85,
    "as": 0.85,
    "appointed": 0.85,
    "based": 0.85,
    "awarded": 0.85,
    "married": 0.85,
    "headed by": 0.85,
    "heads": 0.8,
    "joined": 0.75,
    "part of": 0.75,
}
"""How far each rule is to be trusted. Estimates from what was read while making them."""


def relate(
    document: Document,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    attributions: Sequence[Attribution],
) -> list[Relation]:
    """The relations that an article states, ids `r1`, `r2` … in the order of their evidence.

    The evidence is the words from one side to the other, in one block; its authority the innermost
    attribution whose content holds it. Each relation is given once, by the first words that state
    it; one without an object is left out where the same role has one.
    """
    found = sorted(_find(document, entities), key=lambda each: (each.start, each.end))
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
            confidence=SURE[each.rule],
        )
        for number, each in enumerate(kept, start=1)
    ]


def _find(document: Document, entities: Sequence[Entity]) -> Iterator[Found]:
    for passage in passages(document, entities):
        yield from beside.read(passage)
        yield from clauses.read(passage)


def _once(found: Sequence[Found]) -> list[Found]:
    """Each relation once, and none that another says more fully."""
    fuller = _fuller(found)
    elected = {each.subject for each in found if _is_elected(each.said)}
    kept: dict[tuple[str, Said], Found] = {}
    for each in found:
        said = each.said
        if each.rule == "of place" and each.subject in elected:
            continue  # "Senator Venn, of Tarn"
        if said.object is None and said.role and fuller(each):
            continue
        key = (each.subject, said._replace(status="unknown"))
        if key not in kept or (said.status, kept[key].said.status) == ("former", "current"):
            kept[key] = each  # what is called former once, is
    return sorted(kept.values(), key=lambda each: (each.start, each.end))


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
