"""To whose words a stance is: the attribution that says what it denies, doubts or supports.

A conditional logit (McFadden 1974) over the attributions nearby and "none of them": each has what
speaks for it as numbers (`evidence`), whose weights, in stances.yaml, were fitted on stances judged
by hand (training/stances.py). So what is chosen comes with its probability.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from math import exp, log
from typing import NamedTuple

from onrecord.annotate.stances.cues import find_cue
from onrecord.annotate.stances.evidence import Evidence, total, weights
from onrecord.annotate.stances.lists import lists
from onrecord.annotate.stances.taken import Taken
from onrecord.annotate.stances.words import KIN, Said, stem
from onrecord.record import Entity

_EARLIER, _LATER = 24, 6
"""Attributions before and after that are looked at."""
_RARE = 6
"""A word in at most so many attributions leads to them from anywhere."""
_SOME = 12
"""Attributions from which on it tells something that few of them share a word."""
_NAME = 0.3
"""What a name tells, beside another word: it is said of whom, not what."""
_MUCH = 4.0
"""What several shared words tell; more does not tell more."""
_LITTLE = 0.8
"""Where an object has several words, and no more than this of what they tell is shared, the
target says something else."""
_SAME = 0.4
"""The least overlap with its target, and the least that this tells, of a weak stance."""
_LEAD = 2
"""Sentences in which an article says what it is about."""
_FAR = 20
"""Sentences beyond which none is further away."""
_SHORT = 4
"""Words of which a content has fewer that hardly says anything."""
_LONG = 6
"""Words of an object that tells much of what it is to."""
_READ = 30
"""Words of a content in which a negation is looked for."""
_UNNAMED = ("unnamed_person", "unstated")


class Target(NamedTuple):
    """The attribution that a stance is to, and the probability that it is.

    What stands inside another is the same claim told again, so that the probability of one that
    holds the best or stands in it counts as well.
    """

    said: Said
    confidence: float


class Statements:
    """The attributions of a document, to be asked which of them a stance is to.

    It remembers the answers: what was denied once is what "the allegations" mean later.
    """

    def __init__(
        self, said: Sequence[Said], taken: Sequence[Taken | None], entities: Sequence[Entity]
    ) -> None:
        """`taken`: the stance that each of `said` takes."""
        self._said = said
        self._taking = {
            each.index
            for each, stance in zip(said, taken, strict=True)
            if (stance and stance.stance != "supports" and stance.how != "negation")
            or _cue_denies(each)
        }
        self._names = frozenset(
            stem(word) for entity in entities for word in entity.name.lower().split()
        )
        self._holding: dict[str, list[int]] = defaultdict(list)
        for each in said:
            for word in each.stems:
                self._holding[word].append(each.index)
        self._count = len(said)
        self._weights = {word: self._weight(word) for word in self._holding}
        self._denied: dict[int, None] = {}

    def remember(self, target: Said) -> None:
        """That a stance is to an attribution."""
        self._denied[target.index] = None

    def target(self, taker: Said, taken: Taken) -> Target | None:
        """The most probable target of a stance; None: there is none nearby."""
        likely = self._likely(taker, taken)
        if not likely:
            return None
        best = likely[0][1]
        return Target(best, sum(each for each, other in likely if is_nested(best, other)))

    def elsewhere(self, taker: Said, taken: Taken, target: Target) -> Target | None:
        """Where its source says outside the taker what it is told of inside it; None: nowhere."""
        if taker.index not in target.said.around:
            return None
        outside = [
            (each, other)
            for each, other in self._likely(taker, taken)
            if taker.index not in other.around
        ]
        if not outside or not is_same(outside[0][1], target.said):
            return None
        inside = target.confidence
        return Target(outside[0][1], min(1.0, outside[0][0] / max(1.0 - inside, 1e-9)))

    def _likely(self, taker: Said, taken: Taken) -> list[tuple[float, Said]]:
        """The candidates with their probabilities, the most probable first, then the nearest."""
        found = [
            (exp(total(self.evidence(taker, taken, other))), other)
            for other in self.candidates(taker, taken)
        ]
        none = sum(weights().none[name] for name in self.doubts(taker, taken))
        rest = exp(none) + sum(each for each, _ in found)
        found.sort(key=lambda each: (-each[0], abs(each[1].index - taker.index)))
        return [(each / rest, other) for each, other in found]

    def doubts(self, taker: Said, taken: Taken) -> list[str]:
        """What speaks for or against there being no target: how the stance shows, whose it is."""
        found: list[str] = [taken.how]
        if taken.claim and taken.points:
            found.append("pointing")
        elif taken.claim and not taken.definite:
            found.append("indefinite")
        elif taken.claim and not taken.object - self._names:
            found.append("bare")
        told = {
            "general": taken.general,
            "speaker": taken.speaker,
            "long": len(taken.object) >= _LONG,
            "inner": bool(taker.around),
            "unsaid": taker.attribution.source is None,
            "top": taker.place <= 1,
        }
        return found + [name for name, holds in told.items() if holds]

    def candidates(self, taker: Said, taken: Taken) -> list[Said]:
        """The attributions that a stance may be to, in their order."""
        if taken.stance == "supports" and taken.claimants & taker.people:
            return []  # "stands by its report"
        near = [self._said[index] for index in sorted(set(self._near(taker, taken)))]
        return [
            other
            for other in near
            if not _is_out(taker, taken, other)
            and (not _is_weak(taken) or self._says_so(taker, taken, other))
        ]

    def _says_so(self, taker: Said, taken: Taken, other: Said) -> bool:
        """Whether another says much of what a weak stance is to, and accuses whoever says "not"."""
        if taken.how == "negation" and not _speaks_of(other, taker):
            return False
        evidence = self.evidence(taker, taken, other)
        return evidence.overlap >= _SAME and evidence.telling >= _SAME

    def _near(self, taker: Said, taken: Taken) -> Iterator[int]:
        yield from range(max(0, taker.index - _EARLIER), min(self._count, taker.index + _LATER + 1))
        if taken.how == "negation":
            return
        for word in taken.object:
            found = self._holding.get(word, ())
            if len(found) <= _RARE:
                yield from found
        yield from islice(self._denied, _EARLIER)
        yield from range(min(_LATER, self._count))

    def evidence(self, taker: Said, taken: Taken, other: Said) -> Evidence:
        """What speaks for an attribution as the target of a stance."""
        words = lists()
        shared = taken.object & other.stems
        rarity = self._weights
        telling = sum(rarity[word] for word in shared - self._names)
        overlap = 0.0
        if shared:
            whole = sum(rarity.get(word) or self._weight(word) for word in taken.object)
            overlap = sum(rarity[word] for word in shared) / whole
        several = len(taken.object - self._names) > 1
        kind = other.attribution.kind
        claim = taken.claim or ""
        bare = bool(claim) and not taken.object - self._names
        named = bool(claim) and (
            stem(claim)[:KIN] in other.named_by
            or (claim in words.reports and other.attribution.source_kind == "outlet")
        )
        spoken = bool(claim) and not named and stem(claim) in other.stems
        whose = not taken.claimants.isdisjoint(other.people)
        told = taker.index in other.around
        distance = taker.place - other.place
        later = distance < 0 and not told
        return Evidence(
            overlap=overlap,
            telling=min(1.0, telling / _MUCH),
            apart=several and telling < _LITTLE and not (taken.points or taken.general),
            accusing=kind == "accusation",
            wrong=kind == "accusation" and (claim in words.wrongs or taken.general),
            inward=kind in ("belief", "intention", "order"),
            named=named,
            spoken=spoken,
            whose=whose,
            others=bool(taken.claimants and other.people) and not whose,
            mentioned=bool(taken.object & other.source or taker.about & other.people),
            accused=_speaks_of(other, taker),
            told=told,
            before=other.index in self._denied,
            next=0 <= distance <= 1,
            near=1 < distance <= 3,
            far=min(abs(distance), _FAR) / _FAR,
            pointed=taken.points and 0 <= distance <= 2,
            follows=(bare or taken.general) and 0 <= distance <= 2,
            shown=taken.points and bool(claim) and 0 <= distance <= 1,
            unpointed=taken.points and not 0 <= distance <= 2,
            later=later and taker.place > 1,
            headline=later and taker.place <= 1,
            lead=other.place <= _LEAD and distance >= 0,
            taking=other.index in self._taking,
            unfit=claim in words.documents and not (named or spoken),
            same=distance == 0,
            several=len(shared - self._names) > 1,
            contrary=any(word in words.negations for word in other.lower[:_READ]),
            unnamed=other.attribution.source_kind in _UNNAMED,
            short=len(other.lower) < _SHORT,
        )

    def _weight(self, word: str) -> float:
        count = max(self._count, _SOME)
        weight = log((count + 1) / (1 + len(self._holding.get(word, ())))) + 0.3
        return weight * _NAME if word in self._names else weight


def is_nested(one: Said, other: Said) -> bool:
    """Whether one is the other, stands in it, or holds it."""
    return one is other or one.index in other.around or other.index in one.around


def _cue_denies(said: Said) -> bool:
    cue = find_cue(said)
    return cue is not None and cue.stance != "supports"


def _speaks_of(one: Said, other: Said) -> bool:
    """Whether the content of one speaks of the source of another."""
    return bool(other.people & one.about or other.source & one.stems)


def _is_weak(taken: Taken) -> bool:
    """Whether it shows by little that anybody else spoke: "did not take it", "admitted it"."""
    return taken.how == "negation" or (
        taken.stance != "denies" and taken.how == "cue" and not taken.points
    )


def _is_out(taker: Said, taken: Taken, other: Said) -> bool:
    """Whether an attribution cannot be the target: the same source's, a denial itself …"""
    if other.index == taker.index or not other.words or other.index in taker.around:
        return True
    kind = other.attribution.kind
    if kind in ("no_comment", "denial") or other.attribution.negated:
        return True
    if taken.how == "negation" and kind != "accusation":
        return True
    if taken.stance != "supports" and _denies_too(taken, other):
        return True
    if taker.index in other.around:
        return not _is_told_of(taken, other)
    if taken.speaker and not (taken.object & other.source or taker.about & other.people):
        return True
    return is_same(taker, other)


def is_same(one: Said, other: Said) -> bool:
    """Whether two have the same source, or one that holds the other ("Roe's spokesman")."""
    if one.people and other.people:
        return bool(one.people & other.people)
    return bool(one.source) and one.source == other.source


def _denies_too(taken: Taken, other: Said) -> bool:
    """Whether another denies as well what a stance denies: two denials side by side."""
    if taken.how not in ("cue", "phrase", "negation"):
        return False
    negations = lists().negations
    return any(word in negations for word in other.lower[:_EARLIER])


def _is_told_of(taken: Taken, other: Said) -> bool:
    """Whether what stands inside the taker's content is what its stance is to.

    "denied the report that …" and "the report that … is false", but not "the report is false
    and people believe …".
    """
    if other.attribution.kind in ("belief", "intention", "question", "order"):
        return False
    if taken.how == "predicate":
        return taken.claim is not None and other.words[-1][1] <= taken.evidence[0]
    return taken.how == "claim"
