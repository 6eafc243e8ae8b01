"""Stances that a content takes by what it says of a claim: "the report is false", "a lie"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.annotate.stances.lists import CREDIBLE, lists
from onrecord.annotate.stances.nouns import HEAD, claimants, is_definite, is_shown, subject_at
from onrecord.annotate.stances.taken import Taken, span_of
from onrecord.annotate.stances.words import Said, is_end, stem, stems_of
from onrecord.record import StanceKind

_BACK = 7
"""Words between a copula and its predicate, at most."""
_SUBJECT = 14
"""Words before a copula in which its subject is looked for."""
_BARE = 5
"""Words of a sentence that is no more than a predicate ("Utter nonsense.")."""
_OPENING = 2
"""Words before a pronoun that begins its clause ("Well, it is nonsense")."""
_START = 4
"""Words at the start of a content that tell of what sort it is."""
_NEAR = 3
"""Words before a verb in which it shows that it is to be done."""
_OPEN = frozenset({"if", "whether"})
_OWN = frozenset({"its", "our", "my"})
_SEEMING = frozenset({"appears", "appeared", "appear", "seems", "seemed", "seem"})
_ASKED = 10
"""Words after a predicate in which it shows that it is asked."""
_SAYING = ("thing", "to", "say")
"""What stands for a claim after its predicate ("a silly thing to say")."""


def by_predicate(said: Said) -> Taken | None:
    """What is said of a claim: "the report is false", "called it a lie", "Nonsense."."""
    words, lower = lists(), said.lower
    calling = any(words.forms.get(word) in words.calling for word in said.cue)
    begin, sentence = 0, 0
    for index, word in enumerate(lower):
        if is_end(word):
            begin, sentence = index + 1, sentence + 1
            continue
        found = words.predicates.at(lower, index)
        if found is None:
            continue
        end = index + found[0]
        opened, negated, copula = _opens(lower, begin, index)
        subject = lower[max(begin, opened - _SUBJECT) : opened]
        open_question = not _OPEN.isdisjoint(lower[begin:opened])
        if (
            open_question
            or is_supposed(subject)
            or _is_asked(lower, end)
            or _is_before_noun(said, end)
        ):
            continue
        negated = negated or any(before in words.negations for before in subject)
        stance = _stance_of(found[1], negated)
        bare = opened == begin and not copula and _stops(lower, end) and end - begin <= _BARE
        if stance is None or not (copula or calling or bare):
            continue
        start = max(begin, opened - _SUBJECT)
        where = subject_at(lower, start, opened)
        claim = _claim_in_cue(said) if where is None else words.claims[lower[where]]
        contracted = copula and lower[opened] in words.pronouns
        alone = len(subject) <= _OPENING and sentence <= 1
        pronoun = bare or (
            alone and (contracted or (bool(subject) and subject[-1] in words.pronouns))
        )
        if claim is None and word in words.evaluative and not _says_claim(lower, end):
            pronoun = False  # "it was wrong" may be said of a deed
        speaker = claim is None and not pronoun and word in words.lying and bool(subject)
        if claim is None and (stance == "supports" or not (pronoun or speaker)):
            continue
        if stance == "supports" and where and lower[where - 1] in _OWN:
            continue  # "its report was accurate"
        object = stems_of(subject, words.small) - ({stem(claim)} if claim else set())
        points = pronoun if where is None else is_shown(lower, where)
        return Taken(
            stance,
            "predicate",
            span_of(said.words, min(opened + copula, index), end),
            object,
            claim,
            points,
            speaker=speaker,
            definite=where is not None and is_definite(lower, start, where),
            claimants=frozenset() if where is None else claimants(said, start, where),
        )
    return None


def by_verb(said: Said) -> Taken | None:
    """What something does to a claim: "the log contradicts his account"."""
    words, lower = lists(), said.lower
    begin = 0
    for index, word in enumerate(lower):
        if is_end(word):
            begin = index + 1
            continue
        lemma = words.forms.get(word)
        if lemma not in words.evidential or index == begin or _is_wished(lower, index):
            continue
        found = words.cues.at((lemma, *lower[index + 1 : index + 3]), 0)
        before = lower[begin:index]
        negated = any(each in words.negations for each in before[-_START:])
        if found is None or negated or is_supposed(before) or _is_asked(lower, index):
            continue
        end = index + found[0]
        after = lower[end : end + HEAD]
        at = next(
            (at for at, each in enumerate(after) if is_end(each) or each in words.claims), None
        )
        if at is None or is_end(after[at]):
            continue
        claim = words.claims[after[at]]
        object = stems_of(lower[end : end + _SUBJECT], words.small) - {stem(claim)}
        return Taken(
            found[1],  # type: ignore[arg-type]
            "predicate",
            span_of(said.words, index, end + at + 1),
            object,
            claim,
            points=is_shown(lower, end + at),
            definite=is_definite(lower, end, end + at),
            claimants=claimants(said, end, end + at),
        )
    return None


def _is_wished(lower: Sequence[str], index: int) -> bool:
    """Whether a verb is what somebody is to do ("to confirm the report"), not what it does."""
    before = lower[max(0, index - _NEAR) : index]
    return "to" in before and _SEEMING.isdisjoint(before)


def _opens(lower: Sequence[str], begin: int, index: int) -> tuple[int, bool, bool]:
    """Where a predicate's copula stands, whether it is negated, and whether there is one.

    Without one: where the words begin that only strengthen it ("an outright fake").
    """
    words = lists()
    negated, opened = False, index
    for at in range(index - 1, max(begin, index - _BACK) - 1, -1):
        word = lower[at]
        if word in words.copulas and word != "of":
            return at, negated or word in words.negations, True
        if word == "of" and lower[index] == "lying":
            return at, negated, True  # "accused her of lying"
        if not (
            word.endswith("ly") or word in words.strengthening or words.predicates.at(lower, at)
        ):
            break
        negated = negated or word in words.negations
        opened = at
    return opened, negated, False


def _is_before_noun(said: Said, end: int) -> bool:
    """Whether a predicate is none, but stands before its noun ("the wrong move").

    Before a noun for a claim it is one ("a false claim", "a silly thing to say").
    """
    if end >= len(said.words):
        return False
    if _says_claim(said.lower, end):
        return False
    word, adjoins = said.lower[end], said.words[end][0] - said.words[end - 1][1] == 1
    return adjoins and word.isalpha() and not (word in lists().small or word.endswith("ly"))


def _says_claim(lower: Sequence[str], end: int) -> bool:
    """Whether a predicate is of a noun for a claim: "a false claim", "a silly thing to say"."""
    return tuple(lower[end : end + 3]) == _SAYING or (
        end < len(lower) and lower[end] in lists().claims
    )


def _claim_in_cue(said: Said) -> str | None:
    """The noun for a claim that the cue took with it: "said claims | that it leaks were false"."""
    if len(said.cue) > 1 and said.lower[0] == "that":
        return lists().claims.get(said.cue[-1])
    return None


def _stops(lower: Sequence[str], index: int) -> bool:
    return index >= len(lower) or is_end(lower[index])


def _stance_of(told: str, negated: bool) -> StanceKind | None:
    if told == CREDIBLE:
        return "doubts" if negated else None
    if told == "supports":
        return "denies" if negated else "supports"
    return None if negated else told  # type: ignore[return-value]


def is_supposed(before: Sequence[str]) -> bool:
    words = lists()
    return any(word in words.suppositions for word in before)


def _is_asked(lower: Sequence[str], index: int) -> bool:
    stop = next((word for word in lower[index : index + _ASKED] if is_end(word)), "")
    return stop == "?"
