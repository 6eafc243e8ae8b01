"""The credibility of a claim, proposed from who says it independently and who denies it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.casebook.claims.claim import Claim, Member
from onrecord.casebook.grades.scale import UNJUDGED, enough, scale
from onrecord.casebook.journal.entry import Entry
from onrecord.export import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Credibility:
    """How credible a claim is, 1 to 6, and why, in sentences.

    `proposed`: nobody decided it; it is reckoned from `reasons`. Else a person did, `by` whom, when
    (`at`, UTC), by the journal's entry `decision`, and `proposal` is what would be proposed.
    The reliability of sources has no part in it.
    """

    value: str
    proposed: bool
    reasons: tuple[str, ...]
    by: str | None = None
    at: str | None = None
    decision: str | None = None
    proposal: str | None = None

    @property
    def name(self) -> str:
        """What the grade is called."""
        return scale("credibility")[self.value].name


def propose(claim: Claim) -> Credibility:
    """The credibility that follows from independent confirmation and denial alone."""
    independence = claim.lineage.independence
    low, high = independence.low, independence.high
    deniers = _sources(each for each in claim.deniers if each.stand == "denies")
    doubters = _sources(each for each in claim.deniers if each.stand == "doubts")
    reasons = [_said_by(low, independence.count, high)]
    if deniers:
        reasons.append(f"It is denied by {wording.listed(deniers)}.")
    if doubters:
        reasons.append(f"It is doubted by {wording.listed(doubters)}.")
    if not deniers and not doubters:
        reasons.append("Nobody in the casebook denies or doubts it.")
    if claim.circular:
        reasons.append("Outlets rest on one another for it, which confirms nothing.")
    value = _value(low, high, len(deniers), len(doubters))
    return Credibility(value=value, proposed=True, reasons=(*reasons, *independence.why))


def decided(proposal: Credibility, entry: Entry | None) -> Credibility:
    """What a person decided, beside what is proposed; None: nobody did."""
    if entry is None or entry.grade is None:
        return proposal
    why = f"{entry.by} graded it {entry.grade.value} on {entry.at[:10]}: {entry.why}"
    return replace(
        proposal,
        value=entry.grade.value,
        proposed=False,
        reasons=(why, *proposal.reasons),
        by=entry.by,
        at=entry.at,
        decision=entry.id,
        proposal=proposal.value,
    )


def _value(low: int, high: int, deniers: int, doubters: int) -> str:
    """The grade; `low` and `high` bound how many independent sources say it."""
    if deniers:
        if low > deniers:
            return "3"
        if deniers >= enough("improbable") and high <= 1:
            return "5"
        return "4"
    if doubters:
        return "3" if low >= enough("probable") else "4"
    if low >= enough("confirmed"):
        return "1"
    if low >= enough("probable"):
        return "2"
    # Several may say it, or one: that is confirmed in part at most.
    return "3" if high >= enough("probable") and low else UNJUDGED["credibility"]


def _said_by(low: int, count: int, high: int) -> str:
    if not high:
        return "Where it comes from is not known."
    sources = wording.count(count, "independent source")
    between = "" if low == high else f" (at least {low}, at most {high})"
    return f"It rests on {sources}{between}."


def _sources(members: Iterable[Member]) -> list[str]:
    """Who they are, each once."""
    found: dict[str, str] = {}
    for each in members:
        name = _name(each)
        found.setdefault(name.casefold(), name)
    return [*found.values()]


def _name(member: Member) -> str:
    said = member.said
    if said is None:
        return member.place.outlet or "an outlet that is not named"
    return said.holder or "a source that is not stated"
