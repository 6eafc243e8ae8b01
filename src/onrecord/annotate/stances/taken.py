"""Which stance an attribution takes to what somebody else says, before it is known to what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from onrecord.annotate.spans import Offsets
from onrecord.annotate.stances.lists import CREDIBLE, lists
from onrecord.annotate.stances.words import Said, Word, is_end, stem, stems_of
from onrecord.record import StanceKind

How = Literal["cue", "claim", "predicate", "phrase", "negation"]
"""By which words: a cue and what is said ("denied taking it"), a cue and a noun for a claim
("denied the report"), a predicate of a claim ("the report is false"), a phrase without a claim
("no truth to it"), a mere negation ("did not take it")."""

_HEAD = 9
"""Words of a content in which the noun for the claim is looked for."""
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
_BEFORE, _AFTER = 6, 10
"""Words around a negation that are what it denies."""
_LONGEST = 120
"""Code points of an evidence, at most."""
_OPENS_CLAUSE = frozenset(
    {"that", "any", "all", "ever", "having", "he", "she", "they", "it", "we", "i", "there", "what"}
)
_CLAUSE = frozenset({"that", "which", "who", "whether", "if", "it", "he", "she", "they"})
_PREPOSITIONS = frozenset({"on", "to", "about", "in", "with", "at", "over", "against"})
_DEFINITE = frozenset(
    {"the", "all", "this", "that", "these", "those", "such", "his", "her", "its", "their", "our", "your", "my"}
)
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those", "such"})
_BEFORE_VERBS = frozenset({"also", "and", "has", "have", "had", "been", "is", "are", "was", "were", "then", "later", "again"})


@dataclass(frozen=True, slots=True)
class Taken:
    """A stance with its evidence.

    `object`: the stems of the words that say what it is to; `claim`: the noun for that, if one
    stands there; `points`: it is a pronoun or has one ("denied it", "that report is false"), so
    that what was said last is meant; `general`: it is any wrong at all ("denied wrongdoing");
    `definite`: the claim is one that is known ("the claim", "Roe's claim", not "a claim");
    `claimants`: the entities whose claim it is said to be ("Roe's claim", "the claim by Roe");
    `speaker`: not a claim but who made it is spoken of ("accused her of lying").
    """

    stance: StanceKind
    how: How
    evidence: Offsets
    object: frozenset[str]
    claim: str | None = None
    points: bool = False
    general: bool = False
    definite: bool = False
    speaker: bool = False
    claimants: frozenset[str] = frozenset()


def read_taken(said: Said) -> Taken | None:
    """The stance that an attribution takes; None: none that shows in its words."""
    kind = said.attribution.kind
    if kind == "no_comment" or not said.words:
        return None
    unfounded = _unfounded(said)
    if unfounded:
        return unfounded
    found = _cue(said)
    if found:
        return _by_cue(said, found)
    if kind in ("order", "question", "intention"):
        return None
    if said.attribution.negated:
        return _disbelief(said) if kind == "belief" else None
    return _by_predicate(said) or _by_phrase(said) or _by_negation(said)


def _unfounded(said: Said) -> Taken | None:
    """A cue that says what there is for a claim: "found no evidence that …"."""
    words = lists()
    for index in range(len(said.cue)):
        found = words.phrases.at(said.cue, index)
        if found and found[1] == "doubts":
            cue = said.attribution.cue
            longest = max(cue, key=lambda piece: piece.end - piece.start)
            at = _claim_at(said.lower)
            return Taken(
                "doubts",
                "phrase",
                (longest.start, longest.end),
                said.stems,
                None if at is None else words.claims[said.lower[at]],
            )
    return None


class _Cue(NamedTuple):
    """The stance of a cue, the phrase that says so and the words of the cue after it."""

    stance: StanceKind
    phrase: str
    rest: list[str]


def _cue(said: Said) -> _Cue | None:
    """The stance that a cue takes by itself."""
    words = lists()
    cue = [word for word in said.cue if not word.endswith("ly")]
    lemmas = [words.forms.get(word, word) for word in cue]
    for index in range(len(lemmas)):
        found = words.cues.at(lemmas, index)
        if found is None:
            continue
        length, stance = found
        phrase = " ".join(lemmas[index : index + length])
        if index and length == 1 and phrase in words.only_claims and not (
            cue[index - 1] in words.auxiliaries or cue[index - 1] in _BEFORE_VERBS
        ):
            continue  # "responding to questions about", "hit back at"
        end = index + length
        return _Cue(stance, phrase, cue[end:])  # type: ignore[arg-type]
    return None


def _by_cue(said: Said, cue: _Cue) -> Taken | None:
    words, lower = lists(), said.lower
    if said.attribution.negated or any(word in words.negations for word in said.cue):
        return None
    called = _by_predicate(said)
    if called and any(words.forms.get(word) in words.calling for word in said.cue):
        return called  # "dismissed the report as nonsense"
    in_cue = next((words.claims[word] for word in cue.rest if word in words.claims), None)
    at = None if in_cue else _claim_at(lower)
    pronoun = cue.phrase not in words.only_claims and (
        (lower[0] in words.pronouns and len(lower) == 1)
        or (lower[0] in _DEMONSTRATIVES and len(lower) == 2)
    )
    general = any(word in words.wrongdoing for word in lower[:_START])
    if in_cue is None and at is None and not pronoun:
        if cue.phrase in words.only_claims and not (cue.stance == "denies" and lower[0] == "that"):
            return None
        if cue.stance == "denies" and (called or not _may_be_denied(lower)):
            return None  # "denied that the report was false", "denied her the seat"
    claim = in_cue if at is None else words.claims[lower[at]]
    if claim in words.suits or (claim and cue.phrase in words.admissions):
        return None  # what a judge dismisses; "admitted the facts"
    left = stems_of([lower[at]], frozenset()) if at is not None else frozenset()
    points = pronoun or any(word in _DEMONSTRATIVES for word in (*lower[: at or 0], *cue.rest))
    return Taken(
        cue.stance,
        "claim" if claim else "cue",
        _evidence_of_cue(said, len(lower) - 1 if pronoun else at),
        _object(said, at) - left,
        claim,
        points,
        general and not claim,
        definite=at is not None and _is_definite(lower, 0, at),
        claimants=_claimants(said, 0, at) if at is not None else frozenset(),
    )


def _is_definite(lower: Sequence[str], begin: int, at: int) -> bool:
    return any(word in _DEFINITE or word.endswith("'s") for word in lower[begin:at])


def _object(said: Said, at: int | None) -> frozenset[str]:
    """The stems of what a cue is to, without what that is called ("… as nonsense")."""
    if at is not None and "as" in said.lower[at:]:
        return stems_of(said.lower[: said.lower.index("as", at)], lists().small)
    return said.stems


def _claimants(said: Said, begin: int, at: int) -> frozenset[str]:
    """The entities mentioned before a noun for a claim, or after it and "by" or "from"."""
    low, high = said.words[begin].start, said.words[at].start
    found = {id for start, id in said.mentions if low <= start < high}
    if said.lower[at + 1 : at + 2] in (["by"], ["from"]) and at + 2 < len(said.words):
        low, high = said.words[at + 2].start, said.words[min(at + 4, len(said.words) - 1)].end
        found |= {id for start, id in said.mentions if low <= start < high}
    return frozenset(found)


def _claim_at(lower: Sequence[str]) -> int | None:
    """Where the noun for a claim stands, at or before the head of a content."""
    words = lists()
    for index, word in enumerate(lower[:_HEAD]):
        if word in words.claims:
            that = "that" in lower[max(0, index - 1) : index + 2 : 2]
            return index if that or words.claims[word] not in words.ideas else None
        if word in words.wrongdoing:
            return None  # "denied any role in the attack"
        if is_end(word) or (index and word in _CLAUSE):
            return None
        if word == "that" and not set(lower[1:3]) & words.claims.keys():
            return None  # "denied that it was so", and not "denied that report"
    return None


def _may_be_denied(lower: Sequence[str]) -> bool:
    """Whether the object of "deny" is something said: a clause, a deed, and no favour."""
    words = lists()
    if any(word in words.requests for word in lower[:_START]):
        return False
    first = lower[0]
    if first in _OPENS_CLAUSE or first.endswith("ing"):
        return True
    if any(word in words.wrongdoing for word in lower[:_START]):
        return True
    return any(
        word in words.copulas or word in words.auxiliaries or word.endswith("ed")
        for word in lower[1:_HEAD]
    )


def _evidence_of_cue(said: Said, at: int | None) -> Offsets:
    """The cue, with what it is to where that follows at once ("denied the allegations")."""
    cue, first = said.attribution.cue, said.attribution.content[0]
    start, end = cue[0].start, cue[-1].end
    if at is not None and end <= first.start <= end + 2:
        stop = said.words[at].end
        if stop <= first.end and stop - start <= _LONGEST:
            return start, stop
    longest = max(cue, key=lambda piece: piece.end - piece.start)
    return longest.start, longest.end


def _by_predicate(said: Said) -> Taken | None:
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
        if _is_supposed(subject) or _is_asked(lower, end) or _is_before_noun(said.words, end):
            continue
        negated = negated or any(before in words.negations for before in subject)
        stance = _stance_of(found[1], negated)
        bare = opened == begin and not copula and _stops(lower, end) and end - begin <= _BARE
        if stance is None or not (copula or calling or bare):
            continue
        start = max(begin, opened - _SUBJECT)
        where = _subject(lower, start, opened)
        claim = None if where is None else words.claims[lower[where]]
        contracted = copula and lower[opened] in words.pronouns
        alone = len(subject) <= _OPENING and sentence <= 1
        pronoun = bare or (
            alone and (contracted or (bool(subject) and subject[-1] in words.pronouns))
        )
        if claim is None and word in words.evaluative:
            pronoun = False  # "it was wrong" may be said of a deed
        speaker = claim is None and not pronoun and word in words.lying and bool(subject)
        if claim is None and (stance == "supports" or not (pronoun or speaker)):
            continue
        object = stems_of(subject, words.small) - ({stem(claim)} if claim else set())
        points = pronoun if claim is None else subject[0] in _DEMONSTRATIVES
        return Taken(
            stance,
            "predicate",
            _span(said.words, min(opened + copula, index), end),
            object,
            claim,
            points,
            speaker=speaker,
            definite=where is not None and _is_definite(lower, start, where),
            claimants=frozenset() if where is None else _claimants(said, start, where),
        )
    return None


def _by_verb(said: Said) -> Taken | None:
    """What something does to a claim: "the log contradicts his account"."""
    words, lower = lists(), said.lower
    begin = 0
    for index, word in enumerate(lower):
        if is_end(word):
            begin = index + 1
            continue
        lemma = words.forms.get(word)
        if lemma not in words.evidential or index == begin:
            continue
        found = words.cues.at((lemma, *lower[index + 1 : index + 3]), 0)
        before = lower[begin:index]
        negated = any(each in words.negations for each in before[-_START:])
        if found is None or negated or _is_supposed(before) or _is_asked(lower, index):
            continue
        end = index + found[0]
        after = lower[end : end + _HEAD]
        at = next((at for at, each in enumerate(after) if is_end(each) or each in words.claims), None)
        if at is None or is_end(after[at]):
            continue
        claim = words.claims[after[at]]
        object = stems_of(lower[end : end + _SUBJECT], words.small) - {stem(claim)}
        return Taken(
            found[1],  # type: ignore[arg-type]
            "predicate",
            _span(said.words, index, end + at + 1),
            object,
            claim,
            points=after[0] in _DEMONSTRATIVES,
            definite=_is_definite(lower, end, end + at),
            claimants=_claimants(said, end, end + at),
        )
    return None


def _subject(lower: Sequence[str], start: int, end: int) -> int | None:
    """Where the claim stands that a predicate after `end` is said of."""
    words = lists()
    if lower[end - 1 : end] in (["that"], ["which"], ["who"]) and end - start > 1:
        start = max(start, end - 3)  # "a claim that is false"
    for at in range(start, end):
        if lower[at] in words.claims and not set(lower[max(start, at - 3) : at]) & _PREPOSITIONS:
            return at
    return None


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


def _is_before_noun(words: Sequence[Word], end: int) -> bool:
    """Whether a predicate is none, but stands before its noun ("the wrong move")."""
    if end >= len(words):
        return False
    after, word = words[end].start - words[end - 1].end, words[end].lower
    return after == 1 and word.isalpha() and not (word in lists().small or word.endswith("ly"))


def _stops(lower: Sequence[str], index: int) -> bool:
    return index >= len(lower) or is_end(lower[index])


def _stance_of(told: str, negated: bool) -> StanceKind | None:
    if told == CREDIBLE:
        return "doubts" if negated else None
    if told == "supports":
        return "denies" if negated else "supports"
    return None if negated else told  # type: ignore[return-value]


def _is_supposed(before: Sequence[str]) -> bool:
    words = lists()
    return any(word in words.suppositions for word in before)


def _is_asked(lower: Sequence[str], index: int) -> bool:
    stop = next((word for word in lower[index : index + _AFTER] if is_end(word)), "")
    return stop == "?"


def _span(words: Sequence[Word], start: int, end: int) -> Offsets:
    """From a word to another, or the last of them where they stand far apart."""
    if words[end - 1].end - words[start].start > _LONGEST:
        start = end - 1
    return words[start].start, words[end - 1].end


def _by_phrase(said: Said) -> Taken | None:
    """A phrase that says so: "there is no evidence of it", "nothing to do with it"."""
    words, lower = lists(), said.lower
    begin, negated = 0, False
    for index, word in enumerate(lower):
        if is_end(word):
            begin, negated = index + 1, False
            continue
        found = words.phrases.at(lower, index)
        if found:
            end = index + found[0]
            needs = " ".join(lower[index:end]) in words.only_negated
            untrue = any(words.predicates.at(lower, at) for at in range(end, len(lower)))
            if (negated or not needs) and not untrue and not _is_supposed(lower[begin:index]):
                stop = next((at for at in range(end, len(lower)) if is_end(lower[at])), len(lower))
                claim = next((words.claims[w] for w in lower[end : end + 4] if w in words.claims), None)
                object = stems_of((*lower[begin:index], *lower[index + 1 : stop]), words.small)
                return Taken(
                    found[1],  # type: ignore[arg-type]
                    "phrase",
                    _span(said.words, index, end),
                    object,
                    claim,
                    points=not object,
                    general=not words.innocence.isdisjoint(lower[index:end]),
                )
        negated = negated or word in words.negations
    return None


def _disbelief(said: Said) -> Taken:
    """"Did not believe that …": the contrary of what is not believed."""
    cue = said.attribution.cue[0]
    return Taken("denies", "negation", (cue.start, cue.end), said.stems)


def _by_negation(said: Said) -> Taken | None:
    """A negation, of which it is not known whether anybody says the contrary."""
    words, lower = lists(), said.lower
    index = next((at for at, word in enumerate(lower) if word in words.negations), None)
    if index is None:
        return None
    low = max((at + 1 for at in range(max(0, index - _BEFORE), index) if is_end(lower[at])), default=max(0, index - _BEFORE))
    high = min(index + 1 + _AFTER, len(lower))
    high = next((at for at in range(index, high) if is_end(lower[at])), high)
    object = stems_of((*lower[low:index], *lower[index + 1 : high]), words.small)
    return Taken("denies", "negation", _span(said.words, index, index + 1), object)
