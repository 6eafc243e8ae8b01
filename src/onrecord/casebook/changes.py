"""What changed in the statements from one version of a document to the next.

Statements are aligned by their wording: first those alike in every word, then those whose
words alone are alike (the source or the kind was altered), then those that share enough of
their rarer words (the wording was altered). What is left over was dropped or added. Each
step looks a statement's words up in a table, so the time is linear in the text.

A model may read the same sentence otherwise once the sentences around it are others. So each
change says whether the outlet's own words changed there, or only their reading.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.record import Attribution, Record

ALIKE = 0.5
"""Share of two statements' words that must be common for one to be the other altered (Jaccard)."""

_COMMON = 8
"""Statements that a word stands in beyond which it tells none of them apart."""

_WORD = re.compile(r"\w+")
_LOOKED_AT = ("source", "content", "kind", "said_on", "negated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One statement that is not as it was.

    `before` stands in the earlier version's text, `after` in the later one's; `what` names
    what was altered: source, content, kind, said_on, negated. `reprinted`: the sentences it
    stands in are in both versions word for word, so that only their reading changed.
    """

    change: Literal["added", "dropped", "altered"]
    before: Attribution | None = None
    after: Attribution | None = None
    what: tuple[str, ...] = ()
    reprinted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All that changed between two versions of a document.

    `headline` and `published` are pairs (before, after), or None where they stayed.
    `corrected`: the later version prints a correction that the earlier one had not.
    `same_reader`: both were read by the same version of onrecord; where not, a change may
    come from the reading. `same_bytes`: the outlet altered nothing; what the user gave with the
    document, such as its date, is another.
    """

    document: str
    before: int
    after: int
    changes: list[Change]
    headline: tuple[str | None, str | None] | None
    published: tuple[str | None, str | None] | None
    corrected: bool
    same_reader: bool
    same_bytes: bool


def compare(
    before: Record, after: Record, *, document: str, numbers: tuple[int, int]
) -> Difference:
    """The difference between two versions; `numbers` are theirs."""
    old, new = before.document, after.document
    then, now = _Printed(before), _Printed(after)
    changes = [
        replace(change, reprinted=then.also_in(now, change.before, change.after))
        for change in statements(before.attributions, after.attributions)
    ]
    return Difference(
        document=document,
        before=numbers[0],
        after=numbers[1],
        changes=changes,
        headline=_pair(old.headline, new.headline),
        published=_pair(old.published, new.published),
        corrected=bool(_corrections(after) - _corrections(before)),
        same_reader=before.made_by == after.made_by,
        same_bytes=old.sha256 == new.sha256,
    )


class _Printed:
    """The sentences of a version by their words, and where they stand."""

    def __init__(self, record: Record) -> None:
        text = record.document.text
        self._starts = [sentence.start for sentence in record.sentences]
        self._words = [
            " ".join(text[sentence.start : sentence.end].split()) for sentence in record.sentences
        ]
        self._all = set(self._words)

    def also_in(
        self, other: _Printed, before: Attribution | None, after: Attribution | None
    ) -> bool:
        """Whether the sentences of both statements stand in both versions."""
        return other._all.issuperset(self._around(before)) and self._all.issuperset(
            other._around(after)
        )

    def _around(self, said: Attribution | None) -> list[str]:
        if said is None:
            return []
        spans = (*said.content, *said.cue, *([said.source] if said.source else []))
        first = bisect_right(self._starts, min(span.start for span in spans)) - 1
        last = bisect_left(self._starts, max(span.end for span in spans))
        return self._words[max(first, 0) : last]


def statements(before: Iterable[Attribution], after: Iterable[Attribution]) -> list[Change]:
    """The statements dropped, altered and added, in the order of the texts."""
    old, new = list(before), list(after)
    pairs: dict[int, int] = {}
    for key in (_everything, _said_by, _content):
        _pair_equal(old, new, key, pairs)
    _pair_alike(old, new, pairs)
    found: list[tuple[int, int, Change]] = []
    for index, said in enumerate(old):
        if index not in pairs:
            found.append((_place(said), 0, Change(change="dropped", before=said)))
            continue
        later = new[pairs[index]]
        what = tuple(name for name in _LOOKED_AT if _aspect(name, said) != _aspect(name, later))
        if what:
            change = Change(change="altered", before=said, after=later, what=what)
            found.append((_place(later), 1, change))
    kept = set(pairs.values())
    found += [
        (_place(said), 2, Change(change="added", after=said))
        for index, said in enumerate(new)
        if index not in kept
    ]
    return [change for _, _, change in sorted(found, key=lambda item: item[:2])]


def _pair_equal(
    old: list[Attribution],
    new: list[Attribution],
    key: Callable[[Attribution], Hashable],
    pairs: dict[int, int],
) -> None:
    """Pair what has the same key and no partner yet, the first with the first."""
    taken = set(pairs.values())
    waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index in reversed(range(len(new))):
        if index not in taken:
            waiting[key(new[index])].append(index)
    for index, said in enumerate(old):
        if index not in pairs and waiting[key(said)]:
            pairs[index] = waiting[key(said)].pop()


def _pair_alike(old: list[Attribution], new: list[Attribution], pairs: dict[int, int]) -> None:
    """Pair what has no partner yet with what shares most of its words."""
    taken = set(pairs.values())
    bags = {index: frozenset(_words(said)) for index, said in enumerate(new) if index not in taken}
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, bag in bags.items():
        for word in bag:
            places[word].append(index)
    alike: list[tuple[float, int, int]] = []
    for index, said in enumerate(old):
        if index in pairs:
            continue
        bag = frozenset(_words(said))
        shared: Counter[int] = Counter()
        for word in bag:
            if len(places[word]) <= _COMMON:
                shared.update(places[word])
        for other in shared:
            likeness = len(bag & bags[other]) / len(bag | bags[other])
            if likeness >= ALIKE:
                alike.append((-likeness, index, other))
    for _, index, other in sorted(alike):
        if index not in pairs and other not in taken:
            pairs[index] = other
            taken.add(other)


def _everything(said: Attribution) -> Hashable:
    return tuple(_aspect(name, said) for name in _LOOKED_AT)


def _said_by(said: Attribution) -> Hashable:
    return _aspect("content", said), _aspect("source", said)


def _content(said: Attribution) -> Hashable:
    return _aspect("content", said)


def _aspect(name: str, said: Attribution) -> Hashable:
    """One side of a statement, with wording as words, so that spaces and quotes don't count."""
    if name == "content":
        return tuple(_words(said))
    if name == "source":
        return tuple(_WORD.findall(said.source.text.casefold())) if said.source else ()
    found: Hashable = getattr(said, name)
    return found


def _words(said: Attribution) -> list[str]:
    spans = said.content or said.cue
    return [word for span in spans for word in _WORD.findall(span.text.casefold())]


def _place(said: Attribution) -> int:
    return min(span.start for span in (*said.content, *said.cue))


def _corrections(record: Record) -> set[str]:
    document = record.document
    return {
        document.text[block.start : block.end]
        for block in document.blocks
        if block.kind == "correction"
    }


def _pair(before: str | None, after: str | None) -> tuple[str | None, str | None] | None:
    return None if before == after else (before, after)
