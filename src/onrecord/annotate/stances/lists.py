"""The word lists of stances, ready to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.annotate.kind import inflections
from onrecord.record import StanceKind

LEXICONS = ("cues", "stances")

STANCES: tuple[StanceKind, ...] = ("denies", "doubts", "supports")
CREDIBLE = "credible"
"""What, negated, doubts ("not credible") and otherwise tells nothing."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by their first word, the longest first, each with what it tells."""

    entries: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]

    def at(self, words: Sequence[str], index: int) -> tuple[int, str] | None:
        """How many words the longest phrase at a place has, and what it tells; None: none."""
        for phrase, told in self.entries.get(words[index], ()):
            if len(phrase) == 1 or tuple(words[index : index + len(phrase)]) == phrase:
                return len(phrase), told
        return None


def _phrases(listed: Mapping[str, Iterable[str]]) -> Phrases:
    entries: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for told, phrases in listed.items():
        for phrase in phrases:
            words = tuple(phrase.split())
            entries.setdefault(words[0], []).append((words, told))
    for found in entries.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return Phrases(entries)


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of `stances.yaml`; `forms`: the inflected forms of cues and what they are of."""

    cues: Phrases
    only_claims: frozenset[str]
    calling: frozenset[str]
    claims: Mapping[str, str]
    wrongs: frozenset[str]
    documents: frozenset[str]
    suits: frozenset[str]
    reports: frozenset[str]
    ideas: frozenset[str]
    wrongdoing: frozenset[str]
    innocence: frozenset[str]
    admissions: frozenset[str]
    requests: frozenset[str]
    evidential: frozenset[str]
    evaluative: frozenset[str]
    lying: frozenset[str]
    falsely: frozenset[str]
    leading: frozenset[str]
    predicates: Phrases
    phrases: Phrases
    only_negated: frozenset[str]
    copulas: frozenset[str]
    auxiliaries: frozenset[str]
    negations: frozenset[str]
    unflat: frozenset[str]
    suppositions: frozenset[str]
    strengthening: frozenset[str]
    pronouns: frozenset[str]
    small: frozenset[str]
    forms: Mapping[str, str]


@cache
def lists() -> Lists:
    """The lists, read once."""
    data = lexicon.load("stances")
    irregular: dict[str, str] = lexicon.load("cues")["irregular"]
    verbs = {entry.split()[0] for entries in data["cues"].values() for entry in entries}
    verbs.update(entry.split()[0] for entry in data["calling"])
    forms = {form: verb for verb in sorted(verbs) for form in inflections(verb)}
    forms |= {verb: verb for verb in verbs}
    forms |= {form: verb for form, verb in irregular.items() if verb in verbs}
    claims = {form: claim for claim in data["claims"] for form in inflections(claim)[:1]}
    claims |= {claim: claim for claim in data["claims"]}
    return Lists(
        cues=_phrases(data["cues"]),
        only_claims=frozenset(data["only_claims"]),
        calling=frozenset(data["calling"]),
        claims=claims,
        wrongs=frozenset(data["wrongs"]),
        documents=frozenset(data["documents"]),
        suits=frozenset(data["suits"]),
        reports=frozenset(data["reports"]),
        ideas=frozenset(data["ideas"]),
        wrongdoing=frozenset(data["wrongdoing"]),
        innocence=frozenset(data["innocence"]),
        admissions=frozenset(data["admissions"]),
        requests=frozenset(data["requests"]),
        evidential=frozenset(data["evidential"]),
        evaluative=frozenset(data["evaluative"]),
        lying=frozenset(data["lying"]),
        falsely=frozenset(data["falsely"]),
        leading=frozenset(data["leading"]),
        predicates=_phrases(data["predicates"]),
        phrases=_phrases(data["phrases"]),
        only_negated=frozenset(data["only_negated"]),
        copulas=frozenset(data["copulas"]),
        auxiliaries=frozenset(data["auxiliaries"]),
        negations=frozenset(data["negations"]),
        unflat=frozenset(data["unflat"]),
        suppositions=frozenset(data["suppositions"]),
        strengthening=frozenset(data["strengthening"]),
        pronouns=frozenset(data["pronouns"]),
        small=frozenset(data["small"]),
        forms=forms,
    )
