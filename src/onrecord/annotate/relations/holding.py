"""Whether what words beside a name say of it still holds, by the sentence that they stand in.

A title says nothing of time: "President Venn visited Norr in 1987" is of the president of then.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.annotate.noun_phrases import QUOTES
from onrecord.annotate.relations.found import Found
from onrecord.annotate.relations.lists import lists
from onrecord.annotate.relations.passage import Passage
from onrecord.annotate.spans import Offsets
from onrecord.record import TimeExpression

_LONGEST_CLAUSE = 24
_HELPERS = 8
_HEAD = 4
"""In its first so many words a sentence says when: "In early 1987,"."""
_REPORTED = 3
"""How far behind "said" a time may stand that says when it was said."""
_STOPS = frozenset(".?!;:—–()") | QUOTES
_BEINGS = frozenset({"was", "were", "been", "being", "got"})
_AT = frozenset({"in", "on", "during", "around", "early", "late", "mid", "at"})


def bygone(times: Sequence[TimeExpression], published: str | None) -> list[Offsets]:
    """Where times stand that ended a year or more before an article appeared, in order.

    Without a date of publication there are none.
    """
    if published is None or not published[:4].isdigit():
        return []
    then = f"{int(published[:4]) - 1:04}{published[4:10]}"
    return sorted((t.start, t.end) for t in times if t.latest is not None and t.latest[:10] <= then)


def settled(p: Passage, low: int, high: int, each: Found) -> Found:
    """A relation that words beside a name tell, with its status by the rest of their sentence.

    `low` and `high` are the units of the name with these words.
    """
    said = each.said
    noun = (said.role or "").rsplit(" ", 1)[-1]
    if said.status != "current" or said.type == "awarded" or noun in lists().founding:
        return each
    if _is_over(p, low, high, lists().died):
        return each._replace(said=said._replace(status="unknown"), ended=True)
    if said.type == "family" and _is_over(p, low, high, lists().parted):
        return each._replace(said=said._replace(status="former"), ended=True)
    if said.type == "role" and _is_over(p, low, high, lists().left):
        return each._replace(said=said._replace(status="unknown"), ended=True)
    plainly = any(p.lower(at) in lists().current for at in range(low, high))
    if said.type in ("role", "member_of") and not plainly and _is_bygone(p, low, high):
        return each._replace(said=said._replace(status="unknown"))
    return each


def _is_over(p: Passage, low: int, high: int, verbs: dict[str, str]) -> bool:
    """Whether a name is the subject or the object of a verb that ends what it was."""
    after = _after_relative(p, high)
    if _does(p, high, verbs) or (after is not None and _does(p, after, verbs)):
        return True
    at = low - 1
    while p.lower(at) in p.lists.articles or p.lower(at) in p.lists.possessives:
        at -= 1
    if p.lower(at) == "of":
        return verbs.get(p.lower(at - 1)) == "noun"
    return verbs.get(p.lower(at)) == "passive" and p.lower(at - 1) not in _BEINGS | {"to"}


def _does(p: Passage, high: int, verbs: dict[str, str]) -> bool:
    """Whether one of the verbs is what a subject that ends there does, or is done to it."""
    at, been = high, False
    for at in range(high, high + _HELPERS):
        word = p.lower(at)
        been = been or word in _BEINGS
        small = word in (",", ")", "who") or word.isdigit() or word.endswith("ly")
        if not (small or word in lists().between):
            break
    if p.lower(at) == "stepped" and p.lower(at + 1) not in ("down", "aside"):
        return False
    return verbs.get(p.lower(at)) == ("passive" if been else "active")


def _after_relative(p: Passage, high: int) -> int | None:
    """Where a sentence goes on behind "Venn, who had left in spring,"."""
    if p.lower(high) != "," or p.lower(high + 1) not in p.lists.relatives:
        return None
    clause = range(high + 2, min(high + _LONGEST_CLAUSE, len(p.units)))
    end = next((at for at in clause if p.lower(at) in _STOPS or p.lower(at) == ","), None)
    return end + 1 if end is not None and p.lower(end) == "," else None


def _is_bygone(p: Passage, low: int, high: int) -> bool:
    """Whether the verb that goes with a name is dated long before the article."""
    return _is_told_then(p, high) or _is_headed_then(p, low) or _is_done_then(p, low)


def _begins_then(p: Passage, at: int) -> int | None:
    """Where a bygone time that begins at a unit ends in the text."""
    index = bisect_left(p.bygone, (p.units[at].start, 0))
    if index < len(p.bygone) and p.bygone[index][0] == p.units[at].start:
        return p.bygone[index][1]
    return None


def _is_told_then(p: Passage, high: int) -> bool:
    """ "[President Venn] visited Norr in 1987"."""
    own, verbs, reported = lists(), 0, -1
    for at in range(high, min(high + _LONGEST_CLAUSE, len(p.units))):
        word, unit = p.lower(at), p.units[at]
        if word in _STOPS or word in p.lists.relatives or word in p.lists.clauses:
            return False
        if word in own.present or word in own.beginning or unit.text == "’s":
            return False
        if word in own.reporting:
            reported = at
        if unit.name is None and _begins_then(p, at) is not None:
            before = at - 1 - (p.lower(at - 1) in p.lists.articles)
            dated = p.lower(before) in _AT or not word[:1].isdigit() or before < high
            if p.lower(before) == "since" or any(p.lower(k) == "now" for k in range(at, at + 5)):
                return False
            if dated and (reported < 0 or at - reported <= _REPORTED):
                return True
        if unit.name is None and word not in own.between and _is_verb(p, at):
            verbs += 1
            if verbs > 1 and p.lower(at - 1) not in p.lists.ands:
                return False
    return False


def _is_headed_then(p: Passage, low: int) -> bool:
    """ "In 1987, [President Venn] visited Norr"."""
    begin = low
    while begin > max(low - _LONGEST_CLAUSE, 0) and not p.begins_sentence(begin):
        if p.lower(begin) in p.lists.relatives or p.lower(begin) in p.lists.clauses:
            return False
        begin -= 1
    if not p.begins_sentence(begin) or p.lower(begin) in ("since", "from"):
        return False
    then = [end for at in range(begin, min(begin + _HEAD, low)) if (end := _begins_then(p, at))]
    if not then:
        return False
    between = [p.lower(at) for at in range(begin, low) if p.units[at].start >= then[0]]
    return between.count(",") <= 1


def _is_done_then(p: Passage, low: int) -> bool:
    """ "Left in 1987 by [President Venn]"."""
    at = low - 1
    while p.lower(at) in p.lists.articles:
        at -= 1
    if at < 1 or p.lower(at) != "by":
        return False
    index = bisect_left(p.bygone, (p.units[at].start, 0)) - 1
    return index >= 0 and p.bygone[index][1] == p.units[at - 1].end


def _is_verb(p: Passage, at: int) -> bool:
    word = p.lower(at)
    return word in p.lists.verbs or (len(word) > 4 and word.endswith("ed"))
