"""The word lists of relations, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.record import Status

LEXICONS = ("places", "relations", "roles")


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of `relations.yaml`; `parties` by each word they go by; `countries` of places."""

    offices: frozenset[str]
    posted: frozenset[str]
    sent: frozenset[str]
    elected: frozenset[str]
    no_roles: frozenset[str]
    kin: frozenset[str]
    parts: frozenset[str]
    sure_parts: frozenset[str]
    state_parts: frozenset[str]
    no_state_parts: frozenset[str]
    unit_names: frozenset[str]
    parents: frozenset[str]
    former: frozenset[str]
    current: frozenset[str]
    former_prefixes: frozenset[str]
    not_of_role: frozenset[str]
    founding: frozenset[str]
    bare_verbs: frozenset[str]
    based: frozenset[str]
    awards: frozenset[str]
    sure_awards: frozenset[str]
    award_holders: frozenset[str]
    awarding: frozenset[str]
    between: frozenset[str]
    parties: dict[str, str]
    letters: dict[str, str]
    written_out: dict[str, str]
    heading: dict[str, str]
    copulas: dict[str, Status]
    as_verbs: dict[str, Status]
    membership: dict[str, str]
    countries: frozenset[str]


@cache
def lists() -> Lists:
    """The lists, read once."""
    own = lexicon.load("relations")
    parties = {word: party[0] for party in own["parties"] for word in party}
    sets = {
        key: frozenset(value)
        for key, value in own.items()
        if isinstance(value, list) and key != "parties"
    }
    maps = {key: value for key, value in own.items() if isinstance(value, dict)}
    roles = {short: long[0] for short, long in lexicon.load("roles")["written_out"].items()}
    maps["written_out"] = {**roles, **own["written_out"]}
    return Lists(
        **sets,
        **maps,
        parties=parties,
        countries=frozenset(lexicon.load("places")["countries"]),
    )
