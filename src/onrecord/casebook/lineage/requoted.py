"""Quotations of one source that a later article has in other words, whatever claim they are of."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.casebook.claims.claim import Change, Evidence, Member
from onrecord.casebook.lineage import quotations
from onrecord.casebook.lineage.moments import later
from onrecord.casebook.lineage.quotations import Quotation

_LONGEST = 300


def requoted(statements: Sequence[Member]) -> list[Change]:
    """Where later quotations of one source are altered or cut; statements come in order of time.

    Indirect speech is no quotation.
    """
    quoted = [each for number, said in enumerate(statements) for each in _quoted(number, said)]
    found = []
    for each in quotations.differences(quoted):
        before, after = statements[each.earlier.number], statements[each.later.number]
        if not later(before.place, after.place):
            continue
        words = each.later.text[each.later.start : each.later.end][:_LONGEST]
        found.append(
            Change(
                kind=each.change,
                claim=None,
                before=before,
                after=after,
                evidence=tuple(
                    Evidence(reason=reason, text=words, place=after.place)
                    for reason in each.reasons
                ),
                confidence=round(each.sure * min(before.confidence, after.confidence), 3),
            )
        )
    return found


def _quoted(number: int, member: Member) -> list[Quotation]:
    """The quotations of a statement; its content itself where that was read without the marks."""
    text, document = member.text, member.place.document
    found = quotations.quotations(number, document, "", text, 0, len(text))
    if found or member.said is None or member.said.mode != "direct":
        return found
    return [
        Quotation(number=number, document=document, source="", text=text, start=0, end=len(text))
    ]
