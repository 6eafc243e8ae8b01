"""Statements that one source makes again with other numbers: "five died", and later "seven"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from onrecord.casebook.claims.claim import Change, Evidence, Member
from onrecord.casebook.lineage import wording
from onrecord.casebook.lineage.moments import later

ALIKE = 0.6
"""How much of two statements' words must be common, numbers aside (Jaccard)."""
LATEST = 8
"""Statements under one word that a later one is held against, the latest."""
_LEAST_WORDS = 3
_LONG = 4
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def revised(statements: Sequence[Member]) -> list[Change]:
    """Where later statements of one source give other numbers; they come in order of time."""
    seen: defaultdict[str, deque[int]] = defaultdict(lambda: deque(maxlen=LATEST))
    bags: list[frozenset[str]] = []
    found: list[Change] = []
    for at, member in enumerate(statements):
        bag = frozenset(_plain(member.text))
        bags.append(bag)
        counts = Counter(other for word in bag if len(word) >= _LONG for other in seen[word])
        # The latest of those that say the same, so that each revision is told once.
        for other in sorted(counts, reverse=True):
            change = _change(statements[other], bags[other], member, bag)
            if change:
                found.append(change)
                break
            if counts[other] and bags[other] == bag:
                break
        for word in sorted(bag):
            if len(word) >= _LONG:
                seen[word].append(at)
    return found


def renumbered(before: Member, after: Member) -> tuple[Evidence, ...]:
    """The numbers of a statement that stand otherwise in another one of almost the same words."""
    return _evidence(before, frozenset(_plain(before.text)), after, frozenset(_plain(after.text)))


def _change(
    before: Member, old: frozenset[str], after: Member, new: frozenset[str]
) -> Change | None:
    if before.place.document == after.place.document or not later(before.place, after.place):
        return None
    evidence = _evidence(before, old, after, new)
    if not evidence:
        return None
    return Change(
        kind="says otherwise",
        claim=None,
        before=before,
        after=after,
        evidence=evidence,
        confidence=round(0.8 * min(before.confidence, after.confidence), 3),
    )


def _evidence(
    before: Member, old: frozenset[str], after: Member, new: frozenset[str]
) -> tuple[Evidence, ...]:
    """`old`, `new`: the words of the two that are no numbers."""
    if len(old) < _LEAST_WORDS or len(old & new) < ALIKE * len(old | new):
        return ()
    was, now = ("denied" if _denied(each) else "said" for each in (before, after))
    return tuple(
        Evidence(
            reason=f"“{first}” became “{second}”"
            if was == now
            else f"{was} with “{first}”, {now} with “{second}”",
            text=second,
            place=after.place,
        )
        for first, second in _numbers(before.text, after.text)
    )


def _denied(member: Member) -> bool:
    return member.stand == "denies" or (member.said is not None and member.said.kind == "denial")


def _numbers(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The numbers that stand for one another in two texts and are not the same."""
    from onrecord.casebook.claims.amounts import amounts

    old, new = wording.words(before), wording.words(after)
    steps = SequenceMatcher(
        None, [each.word for each in old], [each.word for each in new], autojunk=False
    ).get_opcodes()
    for tag, first, last, begin, end in steps:
        if tag != "replace":
            continue
        one = before[old[first].start : old[last - 1].end]
        other = after[new[begin].start : new[end - 1].end]
        if _YEAR.search(one) or _YEAR.search(other):
            continue
        was, is_now = amounts(one, one=True), amounts(other, one=True)
        if was and is_now and was != is_now:
            yield one, other


def _plain(text: str) -> Iterator[str]:
    """The words of a text that are no numbers."""
    from onrecord.casebook.claims.amounts import amounts  # its lists take a while to import

    for each in wording.words(text):
        if not amounts(each.word, one=True):
            yield each.word
