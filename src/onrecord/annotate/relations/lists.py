"""The word lists of relations, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord import lexicon
from onrecord.record import Status

LEXICONS = ("places", "relations", "roles")


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of `relations.yaml`; `parties` by each word they go by; `countries` of places."""

    offices: frozenset[str]
    posted: frozenset[str]
    national: frozenset[str]
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
    for_or_against: frozenset[str]
    not_of_role: frozenset[str]
    founding: frozenset[str]
    passive: frozenset[str]
    seated: frozenset[str]
    bare_verbs: frozenset[str]
    appointing: frozenset[str]
    based: frozenset[str]
    awards: frozenset[str]
    sure_awards: frozenset[str]
    award_holders: frozenset[str]
    awarding: frozenset[str]
    between: frozenset[str]
    ends: frozenset[str]
    own_titles: frozenset[str]
    before_titles: frozenset[str]
    ending_titles: frozenset[str]
    representing: frozenset[str]
    chambers: frozenset[str]
    of_chambers: frozenset[str]
    parliaments: frozenset[str]
    succeeding: dict[str, Status]
    spouses: frozenset[str]
    counts: frozenset[str]
    children: dict[str, str]
    topical: frozenset[str]
    bodies: frozenset[str]
    unsure: frozenset[str]
    opinions: frozenset[str]
    partisan: frozenset[str]
    no_party: frozenset[str]
    of_party: frozenset[str]
    no_nouns: frozenset[str]
    party_posts: frozenset[str]
    hired: frozenset[str]
    parties: dict[str, str]
    letters: dict[str, str]
    plural_titles: dict[str, str]
    written_out: dict[str, str]
    heading: dict[str, str]
    copulas: dict[str, Status]
    as_verbs: dict[str, Status]
    membership: dict[str, Status]
    died: dict[str, str]
    left: dict[str, str]
    parted: dict[str, str]
    present: frozenset[str]
    beginning: frozenset[str]
    reporting: frozenset[str]
    when: frozenset[str]
    countries: frozenset[str]


@cache
def lists() -> Lists:
    """The lists, read once."""
    own: dict[str, Any] = dict(lexicon.load("relations"))
    short = {key: words[0] for key, words in lexicon.load("roles")["written_out"].items()}
    own["written_out"] = {**short, **own["written_out"]}
    own["parties"] = {word: party[0] for party in own["parties"] for word in party}
    own["countries"] = lexicon.load("places")["countries"]
    made: dict[str, Any] = {
        key: frozenset(value) if isinstance(value, list) else value for key, value in own.items()
    }
    return Lists(**made)
