"""Which stance an attribution takes to what somebody else says, before it is known to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.annotate.spans import Offsets
from onrecord.annotate.stances.lists import CREDIBLE, lists
from onrecord.annotate.stances.words import Said, is_end, stems_of
from onrecord.record import StanceKind

How = Literal["cue", "claim", "predicate", "phrase", "negation"]
"""By which words: a cue and what is said ("denied taking it"), a cue and a noun for a claim
("denied the report"), a predicate of a claim ("the report is false"), a phrase without a claim
("no truth to it"), a mere negation ("did not take it")."""

_HEAD = 9
"""Words of a content in which the noun for the claim is looked for."""
_BACK = 5
"""Words between a copula and its predicate, at most."""
_SUBJECT = 14
"""Words before a copula in which its subject is looked for."""
_BARE = 5
"""Words of a sentence that is no more than a predicate ("Utter nonsense.")."""
_NEAR_HEAD = 4
"""Words in which it shows that a favour was denied, not a claim."""
_BEFORE, _AFTER = 6, 10
"""Words around a negation that are what it denies."""
_LONGEST = 120
"""Code points of an evidence, at most."""
_CLAUSE = frozenset({"that", "which", "who", "whether", "if", "it"})


@dataclass(frozen=True, slots=True)
class Taken:
    """A stance with its evidence.

    `object`: the stems of the words that say what it is to; `claim`: the noun for that, if one
    stands there; `vague`: no more than a pronoun or a general word stands there ("denied it",
    "denied any wrongdoing").
    """

    stance: StanceKind
    how: How
    evidence: Offsets
    object: frozenset[str]
    claim: str | None = None
    vague: bool = False


def read_taken(said: Said) -> Taken | None:
    """The stance that an attribution takes; None: none that shows in its words."""
    kind = said.attribution.kind
    if kind == "no_comment" or not said.words:
        return None
    found = _cue(said)
    if found:
        return _by_cue(said, *found)
    if kind in ("order", "question", "intention"):
        return None
    return _by_predicate(said) or _by_phrase(said) or _by_negation(said)


def _cue(said: Said) -> tuple[StanceKind, str] | None:
    """The stance of a cue, and its phrase; None: it takes none by itself."""
    words = lists()
    lemmas = [words.forms.get(word, word) for word in said.cue if not word.endswith("ly")]
    for index in range(len(lemmas)):
        found = words.cues.at(lemmas, index)
        if found:
            length, stance = found
            return stance, " ".join(lemmas[index : index + length])  # type: ignore[return-value]
    return None


def _by_cue(said: Said, stance: StanceKind, phrase: str) -> Taken | None:
    words = lists()
    if said.attribution.negated or any(word in words.negations for word in said.cue):
        return None
    if any(word in words.calling for word in map(words.forms.get, said.cue)) and (
        called := _by_predicate(said)
    ):
        return called
    at = _claim_at(said.lower)
    first = said.lower[0]
    pronoun = len(said.lower) <= 2 and first in words.pronouns
    if at is None and not pronoun:
        if phrase in words.only_claims:
            return None
        if stance == "denies" and any(word in words.requests for word in said.lower[:_NEAR_HEAD]):
            return None
        if stance == "denies" and _by_predicate(said):
            return None  # "denied that the report was false"
    claim = None if at is None else words.claims[said.lower[at]]
    object = said.stems - (stems_of([said.lower[at]], frozenset()) if at is not None else set())
    vague = pronoun or (
        at is None and any(word in words.wrongdoing for word in said.lower[:_NEAR_HEAD])
    )
    return Taken(
        stance,
        "claim" if claim else "cue",
        _evidence_of_cue(said, at if at is not None else 0 if pronoun else None),
        object,
        claim,
        vague,
    )


def _claim_at(lower: list[str]) -> int | None:
    """Where the noun for a claim stands, at or before the head of a content."""
    words = lists()
    for index, word in enumerate(lower[:_HEAD]):
        if word in words.claims:
            return index
        if is_end(word) or (index and word in _CLAUSE):
            return None
        if word == "that" and lower[index + 1 : index + 2] and lower[index + 1] not in words.claims:
            return None  # "denied that claims were paid", and not "denied that claim"
    return None


def _evidence_of_cue(said: Said, at: int | None) -> Offsets:
    """The cue, with what it is to where that follows at once ("denied the allegations")."""
    start, end = said.attribution.cue[0].start, said.attribution.cue[-1].end
    if at is not None:
        stop = said.words[at].end
        begin = said.attribution.content[0].start
        if end <= begin <= end + 2 and stop - start <= _LONGEST and stop <= said.attribution.content[0].end:
            return start, stop
    if said.attribution.cue[0].end != end:
        piece = max(said.attribution.cue, key=lambda piece: piece.end - piece.start)
        return piece.start, piece.end
    return start, end


def _by_predicate(said: Said) -> Taken | None:
    """What is said of a claim: "the report is false", "called it a lie", "Nonsense."."""
    words, lower = lists(), said.lower
    calling = any(words.forms.get(word) in words.calling for word in said.cue)
    begin = 0
    for index, word in enumerate(lower):
        if is_end(word):
            begin = index + 1
            continue
        found = words.predicates.at(lower, index)
        if found is None:
            continue
        length, told = found
        opened, negated, copula = _opens(lower, begin, index)
        subject = lower[max(begin, opened - _SUBJECT) : opened]
        end = index + length
        bare = not subject and (end >= len(lower) or is_end(lower[end])) and end - begin <= _BARE
        if not (copula or calling or bare) or _is_asked(lower, end):
            continue
        if any(before in words.suppositions for before in subject):
            continue
        stance = _stance_of(told, negated)
        claim = next((words.claims[w] for w in reversed(subject) if w in words.claims), None)
        pronoun = bare or (bool(subject) and subject[-1] in words.pronouns) or (
            copula and bool(lower[opened:index]) and lower[opened] in words.pronouns
        )
        if stance is None or (claim is None and not pronoun):
            continue
        if stance == "supports" and claim is None:
            continue
        object = stems_of(subject, words.small) - stems_of([claim or ""], frozenset())
        return Taken(
            stance,
            "predicate",
            (said.words[min(opened + copula, index)].start, said.words[end - 1].end),
            object,
            claim,
            vague=not object,
        )
    return None


def _opens(lower: list[str], begin: int, index: int) -> tuple[int, bool, bool]:
    """Where a predicate's copula stands, whether it is negated, and whether there is one.

    Without one: where the words begin that only strengthen it ("an outright fake").
    """
    words = lists()
    negated = False
    opened = index
    for at in range(index - 1, max(begin, index - _BACK) - 1, -1):
        word = lower[at]
        if word in words.copulas:
            return at, negated or word in words.negations, True
        if word in words.negations:
            negated = True
        elif not (
            word.endswith("ly") or word in words.small or words.predicates.at(lower, at)
        ):
            break
        if word not in words.pronouns:
            opened = at
    return opened, negated, False


def _stance_of(told: str, negated: bool) -> StanceKind | None:
    if told == CREDIBLE:
        return "doubts" if negated else None
    if told == "supports":
        return "denies" if negated else "supports"
    return None if negated else told  # type: ignore[return-value]


def _is_asked(lower: list[str], index: int) -> bool:
    return any(word == "?" for word in lower[index : index + _AFTER])


def _by_phrase(said: Said) -> Taken | None:
    """A phrase that says so: "there is no evidence of it", "nothing to do with it"."""
    words, lower = lists(), said.lower
    begin, negated = 0, said.attribution.negated
    for index, word in enumerate(lower):
        if is_end(word):
            begin, negated = index + 1, False
            continue
        found = words.phrases.at(lower, index)
        if found:
            length, stance = found
            end = index + length
            phrase = " ".join(lower[index:end])
            supposed = any(before in words.suppositions for before in lower[begin:index])
            if (negated or phrase not in words.only_negated) and not supposed:
                stop = next((at for at in range(end, len(lower)) if is_end(lower[at])), len(lower))
                object = stems_of((*lower[begin:index], *lower[end:stop]), words.small)
                return Taken(
                    stance,  # type: ignore[arg-type]
                    "phrase",
                    (said.words[index].start, said.words[end - 1].end),
                    object,
                    next((words.claims[w] for w in lower[end:stop] if w in words.claims), None),
                    vague=not object,
                )
        negated = negated or word in words.negations
    return None


def _by_negation(said: Said) -> Taken | None:
    """A negation, of which it is not known whether anybody says the contrary."""
    words, lower = lists(), said.lower
    if said.attribution.kind == "belief" and said.attribution.negated:
        cue = said.attribution.cue
        return Taken("denies", "negation", (cue[0].start, cue[0].end), said.stems)
    for index, word in enumerate(lower):
        if word in words.negations:
            before = lower[max(0, index - _BEFORE) : index]
            after = lower[index + 1 : index + 1 + _AFTER]
            for at in range(len(before) - 1, -1, -1):
                if is_end(before[at]):
                    before = before[at + 1 :]
                    break
            stop = next((at for at, each in enumerate(after) if is_end(each)), len(after))
            object = stems_of((*before, *after[:stop]), words.small)
            end = said.words[min(index + stop, len(lower) - 1)].end
            span = (said.words[index].start, end)
            if said.words[index].start + _LONGEST < end:
                span = (said.words[index].start, said.words[index].end)
            return Taken("denies", "negation", span, object)
    return None
