"""Statements that whoever tells of them calls wrong: "falsely claimed that …", "it was wrong to say
that …". Who tells of one does not hold what it says, but denies it.

Who tells of a statement is the source of the attribution around it, else the outlet in a sentence
of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from onrecord.annotate.spans import Offsets
from onrecord.annotate.stances.lists import lists
from onrecord.record import Attribution, Document, Sentence, Stance

CONFIDENCE = 0.85
"""How sure such words are of being meant so; by judgement, as no corpus has enough of them."""
_BEFORE = 3
"""Words before a cue that may belong to it ("falsely and repeatedly said")."""
_BETWEEN = 4
"""Words between what says that it is wrong and the words themselves: "in ever believing"."""
_NEGATED = 3
_WINDOW = 160
"""Code points before what is said that are looked at."""
_WORD = re.compile(r"n[’']t\b|[^\W_]+(?:-[^\W_]+)*|[’']s\b|[.;:?!]")
_NOT_TOLD = frozenset({"question", "order", "no_comment"})


def framed(
    document: Document, sentences: Sequence[Sentence], attributions: Sequence[Attribution]
) -> list[Stance]:
    """The denials of who tells of statements as wrong, in the order of these."""
    starts = [sentence.start for sentence in sentences]
    by_id = {each.id: each for each in attributions}
    found = []
    for said in attributions:
        at = bisect_right(starts, said.cue[0].start) - 1 if said.cue and said.content else -1
        if at < 0 or said.kind in _NOT_TOLD or said.negated:
            continue
        sentence, outer = sentences[at], by_id.get(said.inside or "")
        if document.text[sentence.start : sentence.end].rstrip("”\"' ").endswith("?"):
            continue
        if outer is not None and (outer.kind in _NOT_TOLD or outer.negated):
            continue
        around = [sentence.start, *(span.start for span in (outer.content if outer else ()))]
        evidence = _evidence(document.text, said, max(_within(around, said)))
        if evidence:
            found.append(
                Stance(
                    from_=outer.id if outer else sentence.id,
                    to=said.id,
                    stance="denies",
                    evidence=document.span(*evidence),
                    confidence=CONFIDENCE,
                )
            )
    return found


def _within(starts: Iterable[int], said: Attribution) -> list[int]:
    """The places that lie before a statement's own words."""
    return [start for start in starts if start <= said.cue[0].start]


def _evidence(text: str, said: Attribution, least: int) -> Offsets | None:
    """The words from `least` on that say of a statement that it is wrong."""
    first, last = said.cue[0].start, said.cue[-1].end
    begin = said.content[0].start
    stop = begin if begin >= last else last
    low = max(least, first - _WINDOW)
    words = [
        (match.start() + low, match.end() + low, match.group().lower().replace("’", "'"))
        for match in _WORD.finditer(text[low:stop])
    ]
    cue = next((at for at, word in enumerate(words) if word[1] > first), len(words))
    return _adverb(words, cue) or _predicate(words, cue)


_Words = Sequence[tuple[int, int, str]]


def _adverb(words: _Words, cue: int) -> Offsets | None:
    """ "falsely", in a cue or right before it."""
    for at in range(len(words) - 1, max(-1, cue - 1 - _BEFORE), -1):
        start, end, word = words[at]
        if word in lists().falsely and not _is_negated(words, at):
            return start, end
        if at < cue and word in (".", ";", ":"):
            return None
    return None


def _predicate(words: _Words, cue: int) -> Offsets | None:
    """ "wrong to", "lied when she", "mistaken in": a word that says so and a small one behind it,
    a few words before what was said."""
    for at in range(len(words) - 2, max(-1, cue - 1 - _BETWEEN), -1):
        if words[at + 1][2] not in lists().leading:
            continue
        start, end, word = words[at]
        if word in _wrong() and len(words) - at - 2 <= _BETWEEN and not _is_negated(words, at):
            return start, end
    return None


def _is_negated(words: _Words, at: int) -> bool:
    before = [word for _, _, word in words[max(0, at - _NEGATED) : at]]
    doubtful = lists().negations | {"n't", "may", "might", "could", "if"}
    return any(word in doubtful for word in before)


@cache
def _wrong() -> frozenset[str]:
    """The single words of a predicate that denies."""
    entries = lists().predicates.entries
    return frozenset(
        word
        for word, listed in entries.items()
        if any(phrase == (word,) and told == "denies" for phrase, told in listed)
    ) | frozenset(lists().lying)
