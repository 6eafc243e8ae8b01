"""What surrounds two names: roles, bodies, company and dates, for or against their being one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from onrecord.casebook.identities import lists
from onrecord.casebook.identities.evidence import Reason
from onrecord.casebook.identities.profile import Profile

Weigh = Callable[[str], float]
"""How much a name that two have beside them counts: less, the more documents have it."""

LONG_APART = 15
"""Years between two documents from which a name and a role alone tell less."""
_SHOWN = 4
_MOST_FROM_ROLES, _MOST_FROM_BODIES, _MOST_FROM_COMPANY = 2.0, 2.0, 2.5


def of_persons(first: Profile, second: Profile, weigh: Weigh) -> Iterator[Reason]:
    """What people's surroundings say."""
    roles = list(_roles(first, second))
    bodies = list(_bodies(first, second, weigh))
    company = list(_company(first, second, weigh))
    yield from (*roles, *bodies, *company)
    yield from _against_offices(first, second)
    if not roles and not bodies:
        yield from _against_fields(first, second)
    yield from _against_dates(first, second, supported=bool(company))


def of_bodies(first: Profile, second: Profile, weigh: Weigh) -> Iterator[Reason]:
    """What other entities' surroundings say, lands apart."""
    yield from _bodies(first, second, weigh)
    yield from _company(first, second, weigh)


def _shown(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(islice(words, _SHOWN))


def _roles(first: Profile, second: Profile) -> Iterator[Reason]:
    shared = sorted(first.roles.keys() & second.roles.keys())
    vague = lists.words().vague
    telling = [role for role in shared if role not in vague]
    if telling:
        weight = min(_MOST_FROM_ROLES, 0.4 + 0.8 * len(telling))
        yield Reason("same role", weight, _shown(telling))
    elif shared:
        yield Reason("same kind of role", 0.4, _shown(shared))
    elif common := first.fields & second.fields:
        yield Reason("same field", 0.4, _shown(sorted(common)))


def _bodies(first: Profile, second: Profile, weigh: Weigh) -> Iterator[Reason]:
    shared = sorted(first.bodies_of.keys() & second.bodies_of.keys())
    if shared:
        weight = min(_MOST_FROM_BODIES, 0.6 + sum(weigh(key) for key in shared))
        yield Reason("both with", weight, _shown(shared))
        return
    # What one is said to belong to stands beside the other.
    beside = sorted(
        (first.bodies_of.keys() & second.company.keys())
        | (second.bodies_of.keys() & first.company.keys())
    )
    beside = [key for key in beside if weigh(key) > 0]
    if beside:
        weight = min(1.0, 0.3 + sum(weigh(key) for key in beside) / 2)
        yield Reason("one's body beside the other", weight, _shown(beside))


def _company(first: Profile, second: Profile, weigh: Weigh) -> Iterator[Reason]:
    few, many = sorted((first.company, second.company), key=len)
    shared = sorted(
        ((weigh(key), key) for key in few if key in many), key=lambda each: (-each[0], each[1])
    )
    total = sum(weight for weight, _ in shared[:12])
    if total > 0:
        weight = min(_MOST_FROM_COMPANY, total / 2)
        yield Reason("same company", round(weight, 3), _shown(key for _, key in shared))


def _against_offices(first: Profile, second: Profile) -> Iterator[Reason]:
    """One office of two lands or of two other places; "Norrian" and "of Norr" may be one."""
    for role in sorted(first.offices.keys() & second.offices.keys()):
        for are_lands in (True, False):
            mine, yours = (
                {place for place in profile.offices[role] if bool(lists.land(place)) == are_lands}
                for profile in (first, second)
            )
            if mine and yours and mine.isdisjoint(yours):
                yield Reason(f"{role} of two", -2.5, _shown(sorted(mine | yours)))
                return


def _against_fields(first: Profile, second: Profile) -> Iterator[Reason]:
    mine, yours = first.fields, second.fields
    if not mine or not yours or mine & yours:
        return
    apart = lists.words().apart
    if all(frozenset((a, b)) in apart for a in mine for b in yours):
        yield Reason("in fields apart", -2.5, (*sorted(mine), *sorted(yours)))


def _against_dates(first: Profile, second: Profile, *, supported: bool) -> Iterator[Reason]:
    if first.born and second.born:
        distance = max(first.born[0] - second.born[1], second.born[0] - first.born[1])
        if distance > 1:
            years = (str(first.born[0]), str(second.born[0]))
            yield Reason("born in different years", -6.0, years)
        elif distance <= 0:
            yield Reason("same age", 1.0, (str(first.born[0]),))
    gap = years_between(first, second)
    if gap is not None and gap > LONG_APART and not supported:
        yield Reason("many years apart", -1.5, (str(gap),))


def years_between(first: Profile, second: Profile) -> int | None:
    """The years between two profiles' documents, 0 where they overlap; None where not known."""
    if first.years is None or second.years is None:
        return None
    return max(0, first.years[0] - second.years[1], second.years[0] - first.years[1])
