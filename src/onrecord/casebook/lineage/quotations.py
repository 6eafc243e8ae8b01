"""The same quotation in two articles, and what was altered in it or left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from onrecord.casebook.claims.claim import ChangeKind
from onrecord.casebook.lineage import wording
from onrecord.casebook.lineage.copies import EARLIEST, quoted_spans
from onrecord.casebook.lineage.wording import Word

FEWEST = 5
"""Words that two quotations must have in common to be one."""
SHARE = 0.6
"""Of the shorter one's words."""
MOST = 400
"""Words of a quotation that are compared."""
AT_AN_END = 3
"""Words that stand for others where quotations begin or end, in a sentence that they share."""
_CONTEXT = 2
_SENTENCE_END = re.compile(r"[.!?…][^\w\s]*\s|\n")
_ELLIPSES = ("…", "...", ". . .")
_BRACKETS = "[("


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words between quotation marks: of which member, by number, and where (code points)."""

    number: int
    document: str
    source: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a later article's quotation does not have as an earlier one does.

    `kind`: other words stand in it, or some are left out. `what` says which, in words; `marked`:
    an ellipsis or brackets show it.
    """

    kind: Literal["altered", "cut"]
    earlier: Quotation
    later: Quotation
    what: tuple[str, ...]
    marked: bool

    @property
    def change(self) -> ChangeKind:
        """The kind of change that it is."""
        return "quotation altered" if self.kind == "altered" else "quotation cut"

    @property
    def sure(self) -> float:
        """How surely it is one: what is left out may have been said at another time."""
        return 0.9 if self.kind == "altered" else 0.7

    @property
    def reasons(self) -> tuple[str, ...]:
        """`what`, with whether a sign shows it."""
        return tuple(f"{each} (shown by a sign)" if self.marked else each for each in self.what)


def quotations(
    number: int, document: str, source: str, text: str, start: int, end: int
) -> list[Quotation]:
    """What a member's words hold between quotation marks; `source` tells whose words they are."""
    return [
        Quotation(number=number, document=document, source=source, text=text, start=first, end=last)
        for first, last in quoted_spans(text, start, end)
    ]


def differences(those: Sequence[Quotation]) -> list[Difference]:
    """How quotations differ from an earlier article's; they come in order of time.

    Each is held against the one that shares the most words with it, of the earliest few that
    share a run of words; so the work grows with their number.
    """
    seen: defaultdict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    kept: list[list[Word]] = []
    found: list[Difference] = []
    for at, quotation in enumerate(those):
        own = wording.words(quotation.text, quotation.start, quotation.end)[:MOST]
        runs = {(quotation.source, run) for run in wording.runs(own)}
        counts = Counter(other for run in runs for other in seen.get(run, ()))
        for other, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            if those[other].document != quotation.document:
                difference = compare(those[other], kept[other], quotation, own)
                if difference:
                    found.append(difference)
                break
        kept.append(own)
        for run in runs:
            if len(seen[run]) < EARLIEST:
                seen[run].append(at)
    return found


def compare(
    earlier: Quotation, before: Sequence[Word], later: Quotation, after: Sequence[Word]
) -> Difference | None:
    """How a quotation differs from an earlier one of the same words; None: it does not, or they
    are two quotations."""
    old, new = [each.word for each in before], [each.word for each in after]
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    common = sum(last - first for tag, first, last, _, _ in steps if tag == "equal")
    if common < FEWEST or common < SHARE * min(len(old), len(new)):
        return None
    altered, cut, marked = [], [], True
    for number, (tag, first, last, begin, end) in enumerate(steps):
        at_an_end = number in (0, len(steps) - 1)
        if tag == "equal" or (tag == "insert" and at_an_end):
            continue  # the later one quotes more
        old_words = _words(earlier, before[first:last])
        if tag == "delete":
            cut.append(f"left out: “{old_words}”")
            marked = marked and _is_marked(later, after, begin, _ELLIPSES)
            continue
        if at_an_end and tag == "replace":
            beside = slice(first - 1, last) if number else slice(first, last + 1)
            there = slice(begin - 1, end) if number else slice(begin, end + 1)
            if not (_is_slip(earlier, before[beside]) and _is_slip(later, after[there])):
                continue  # where they begin or end, each may quote another sentence beside it
        new_words = _words(later, after[begin:end])
        altered.append(
            f"“{old_words}” became “{new_words}”" if old_words else f"put in: “{new_words}”"
        )
        marked = marked and _is_marked(later, after, begin, tuple(_BRACKETS))
    if not (altered or cut):
        return None
    return Difference(
        kind="altered" if altered else "cut",
        earlier=earlier,
        later=later,
        what=tuple(altered + cut),
        marked=marked,
    )


def _is_slip(quotation: Quotation, those: Sequence[Word]) -> bool:
    """Whether words at an end, with the one that both quotations have beside them, are few and of
    one sentence."""
    within = quotation.text[those[0].start : those[-1].end]
    return len(those) <= AT_AN_END + 1 and not _SENTENCE_END.search(within)


def _words(quotation: Quotation, those: Sequence[Word]) -> str:
    if not those:
        return ""
    return " ".join(quotation.text[those[0].start : those[-1].end].split())


def _is_marked(
    quotation: Quotation, those: Sequence[Word], at: int, signs: tuple[str, ...]
) -> bool:
    """Whether a sign stands around a place between words."""
    start = those[max(at - 1, 0)].start if those else quotation.start
    end = those[min(at + 1, len(those) - 1)].end if those else quotation.end
    near = quotation.text[max(quotation.start, start - _CONTEXT) : end + _CONTEXT]
    return any(sign in near for sign in signs)
