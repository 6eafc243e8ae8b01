"""The register of sources: which grade a person gave to whom, and who takes it over from whom.

A grade is of a name, so that it holds in every casebook that it is loaded into: of the outlet
that is called so, and of the identity that goes by it. A source without one of its own takes over
that of a body that it belongs to or speaks for; an article has its outlet's. Nobody's stays F.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.casebook.claims.claim import Member
from onrecord.casebook.facts import folded
from onrecord.casebook.grades.scale import UNJUDGED, scale
from onrecord.casebook.identify import NEWEST
from onrecord.casebook.journal.entry import Entry
from onrecord.casebook.journal.standing import Standing, State
from onrecord.casebook.rows import Said

_PASSED_ON = ("role", "member_of", "part_of")
"""Relations to a body whose grade goes over to who stands in them."""
_SHORTEST = 4
"""Letters of a body's name that is looked for in the words for a source without a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A source's grade as a person gave it, A to F, and whether it holds (see `Standing`).

    `identities` are the numbers of those it is of in this casebook, `documents` how many its
    outlet published; none of either: nobody here is called so. `reason` says why it does not hold.
    """

    name: str
    value: str
    by: str
    at: str
    why: str
    decision: str
    state: State
    reason: str | None
    identities: tuple[int, ...]
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """How reliable a source is, A to F; F where nobody judged it, which is not bad.

    `of` is the source, `grade` what it rests on (None: nothing), `reasons` says so in sentences.
    `inherited`: the grade is that of another, whom `grade` names.
    """

    of: str
    value: str
    grade: Grade | None
    inherited: bool
    reasons: tuple[str, ...]

    @property
    def name(self) -> str:
        """What the grade is called."""
        return scale("reliability")[self.value].name


class Register:
    """The grades of sources in one casebook, read once."""

    def __init__(self, connection: sqlite3.Connection, standings: Iterable[Standing]) -> None:
        self._connection = connection
        self.history = [self._grade(each) for each in standings if _is_of_source(each.entry)]
        holding = [each for each in self.history if each.state == "holds"]
        self._by_name = {folded(each.name): each for each in holding}
        self._by_identity = {id: each for each in holding for id in each.identities}

    @property
    def grades(self) -> list[Grade]:
        """Those that hold, by name."""
        held = [each for each in self.history if each.state == "holds"]
        return sorted(held, key=lambda each: (folded(each.name), each.decision))

    def of_outlet(self, outlet: str | None) -> Reliability:
        """How reliable an outlet is: its own grade, or of the site that its address is part of."""
        if outlet is None:
            return _unjudged("an outlet that is not named", "The article names no outlet.")
        own = self._by_name.get(folded(outlet))
        if own:
            return _own(outlet, own)
        host, _, rest = outlet.partition(".")
        while rest and " " not in host:
            if grade := self._by_name.get(folded(rest)):
                return _inherited(outlet, grade, f"{outlet} is a part of {rest}")
            _, _, rest = rest.partition(".")
        return _unjudged(outlet, f"Nobody graded {outlet}.")

    def of_said(self, said: Said) -> Reliability:
        """How reliable the source of a statement is; of several the least."""
        holder = said.holder
        if holder is None:
            return _unjudged("a source that is not stated", "No source is stated.")
        identities = self._speakers(said)
        found = [self.of_identity(number, name) for number, name in identities]
        judged = [each for each in found if each.grade]
        if judged:
            return max(judged, key=lambda each: each.value)
        body = self._named_in(said.source or "")
        if body:
            return _inherited(
                holder, body, f"it is called “{' '.join((said.source or '').split())}”"
            )
        return found[0] if found else _unjudged(holder, f"Nobody graded {holder}.")

    def of_member(self, member: Member) -> Reliability:
        """How reliable the source of a claim's passage is: who says it, else the outlet."""
        return self.of_said(member.said) if member.said else self.of_outlet(member.place.outlet)

    def of_identity(self, number: int, name: str) -> Reliability:
        """How reliable a person or body is."""
        if own := self._by_identity.get(number):
            return _own(name, own)
        for other, body, role in self._bodies(number):
            if grade := self._by_identity.get(other):
                return _inherited(name, grade, f"{name} is read as {role or 'a part'} of {body}")
        return _unjudged(name, f"Nobody graded {name}.")

    def _grade(self, standing: Standing) -> Grade:
        entry = standing.entry
        name = entry.name or ""
        identities = tuple(self._identities(entry, standing)) if standing.state == "holds" else ()
        (documents,) = self._connection.execute(
            f"""SELECT count(*) FROM version v JOIN frame f ON f.version_id = v.id
            WHERE lower(f.outlet) = lower(?) AND {NEWEST}""",  # noqa: S608
            (name,),
        ).fetchone()
        reason = standing.reason
        if len(identities) > 1:
            numbers = ", ".join(f"#{number}" for number in identities)
            reason = f"several are called so ({numbers}): grade each by its number"
            identities = ()
        return Grade(
            name=name,
            value=entry.grade.value if entry.grade else "",
            by=entry.by,
            at=entry.at,
            why=entry.why or "",
            decision=entry.id,
            state=standing.state,
            reason=reason,
            identities=identities,
            documents=documents,
        )

    def _identities(self, entry: Entry, standing: Standing) -> Iterator[int]:
        """Whom a grade is of: the one that it is tied to, else all that go by its name."""
        if entry.targets:
            for ref in standing.on:
                yield from self._ids(
                    f"""SELECT m.identity_id FROM identity_member m
                    JOIN version v ON v.id = m.version_id AND {NEWEST}
                    JOIN document d ON d.id = v.document_id
                    WHERE d.key = ? AND m.entity_id = ?""",  # noqa: S608
                    ref or (),
                )
            return
        wanted = folded(entry.name or "")
        called = self._connection.execute(
            """SELECT id, name FROM identity WHERE id IN
            (SELECT identity_id FROM identity_form WHERE folded = ?) ORDER BY id""",
            (wanted,),
        ).fetchall()
        bearing = [id for id, name in called if folded(name) == wanted]
        yield from bearing or [id for id, _ in called]

    def _speakers(self, said: Said) -> list[tuple[int, str]]:
        return self._connection.execute(
            """SELECT DISTINCT i.id, i.name FROM version v JOIN document d ON d.id = v.document_id
            JOIN speaker s ON s.version_id = v.id AND s.statement = ?3
            JOIN identity_member m ON m.version_id = v.id AND m.entity_id = s.entity
            JOIN identity i ON i.id = m.identity_id
            WHERE d.key = ?1 AND v.number = ?2 ORDER BY i.id""",
            (said.place.document, said.place.version, said.id),
        ).fetchall()

    def _bodies(self, number: int) -> list[tuple[int, str, str | None]]:
        """The bodies that somebody belongs to or speaks for, the surest first."""
        marks = ", ".join("?" * len(_PASSED_ON))
        return self._connection.execute(
            f"""SELECT b.id, b.name, t.role FROM identity_member m
            JOIN relation t ON t.version_id = m.version_id AND t.subject = m.entity_id
            JOIN version v ON v.id = t.version_id AND {NEWEST}
            JOIN identity_member o ON o.version_id = t.version_id AND o.entity_id = t.object
            JOIN identity b ON b.id = o.identity_id AND b.id <> m.identity_id
                AND b.type = 'organization'
            WHERE m.identity_id = ? AND t.type IN ({marks}) AND t.status <> 'former'
            ORDER BY t.confidence DESC, t.version_id, t.id""",  # noqa: S608
            (number, *_PASSED_ON),
        ).fetchall()

    def _named_in(self, words: str) -> Grade | None:
        """The graded body that the words for a source name: the one with the longest name."""
        padded = f" {folded(words)} "
        held = [name for name in self._by_name if len(name) >= _SHORTEST and f" {name} " in padded]
        return self._by_name[max(held, key=len)] if held else None

    def _ids(self, query: str, values: Sequence[object]) -> Iterator[int]:
        for (id,) in self._connection.execute(query, values) if values else ():
            yield id


def _is_of_source(entry: Entry) -> bool:
    return entry.grade is not None and entry.grade.axis == "reliability"


def _own(of: str, grade: Grade) -> Reliability:
    why = f"{grade.by} graded {of} {grade.value} on {grade.at[:10]}: {grade.why}"
    return Reliability(of=of, value=grade.value, grade=grade, inherited=False, reasons=(why,))


def _inherited(of: str, grade: Grade, because: str) -> Reliability:
    own = _own(grade.name, grade)
    because = f"{because[:1].upper()}{because[1:]}."
    return replace(own, of=of, inherited=True, reasons=(because, *own.reasons))


def _unjudged(of: str, why: str) -> Reliability:
    return Reliability(
        of=of, value=UNJUDGED["reliability"], grade=None, inherited=False, reasons=(why,)
    )
