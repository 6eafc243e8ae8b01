from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.casebook.claims.claim import Claim, Independence, Lineage, Member, Stand
from onrecord.casebook.grades.proposal import decided, propose
from onrecord.casebook.journal.entry import Entry, Graded
from onrecord.casebook.rows import Place, Said

PLACE = Place(
    document="d",
    version=1,
    headline=None,
    outlet="Port Gazette",
    published=None,
    start=0,
    end=9,
    line=1,
    page=None,
)


def member(who: str | None, stand: Stand = "same") -> Member:
    """A passage of somebody; None: the outlet's own."""
    said = who and Said(
        id="a1",
        speakers=(who,),
        source=who,
        cue="said",
        content="the crane fell",
        kind="statement",
        mode="indirect",
        source_kind="named_person",
        standing="named",
        cue_attitude="neutral",
        said_on=None,
        inside=None,
        negated=False,
        confidence=0.9,
        place=PLACE,
    )
    return Member(
        ref="a1",
        text="the crane fell",
        said=said or None,
        stand=stand,
        confidence=0.9,
        reason="",
        place=PLACE,
    )


def claim(
    low: int, high: int, *deniers: str | None, doubters: tuple[str, ...] = (), ring: bool = False
) -> Claim:
    independence = Independence(count=low, low=low, high=high, why=("As it was counted.",))
    lineage = Lineage(
        nodes=(), links=(), origins=(), cycles=((0, 1),) if ring else (), independence=independence
    )
    against = [member(who, "denies") for who in deniers]
    against += [member(who, "doubts") for who in doubters]
    return Claim(
        id="c12345678",
        text="the crane fell",
        members=(member("Ada Venn"), *against),
        documents=max(1, high),
        lineage=lineage,
    )


@pytest.mark.parametrize(
    ("low", "high", "deniers", "value"),
    [
        (3, 3, (), "1"),
        (2, 3, (), "2"),
        (1, 2, (), "3"),
        (1, 1, (), "6"),
        (0, 0, (), "6"),
        (1, 1, ("Tor",), "4"),
        (3, 3, ("Tor",), "3"),
        (2, 2, ("Tor", "Ines"), "4"),
        (1, 1, ("Tor", "Ines"), "5"),
        (1, 2, ("Tor", "Ines"), "4"),
    ],
)
def test_a_grade_follows_from_confirmation_and_denial(
    low: int, high: int, deniers: tuple[str, ...], value: str
) -> None:
    found = propose(claim(low, high, *deniers))
    assert (found.value, found.proposed) == (value, True)


def test_one_who_denies_it_twice_is_one() -> None:
    assert propose(claim(1, 1, "Tor", "tor")).value == "4"


def test_a_doubt_keeps_it_from_being_confirmed_and_is_no_denial() -> None:
    assert propose(claim(4, 4, doubters=("Tor",))).value == "3"
    assert propose(claim(1, 1, doubters=("Tor", "Ines"))).value == "4"


def test_reasons_say_who_denies_it_and_how_many_say_it() -> None:
    reasons = propose(claim(1, 2, "Tor Venn", None, doubters=("Ines",), ring=True)).reasons
    assert reasons == (
        "It rests on 1 independent source (at least 1, at most 2).",
        "It is denied by Tor Venn and Port Gazette.",
        "It is doubted by Ines.",
        "Outlets rest on one another for it, which confirms nothing.",
        "As it was counted.",
    )
    assert "Nobody in the casebook denies or doubts it." in propose(claim(1, 1)).reasons
    assert propose(claim(0, 0)).reasons[0] == "Where it comes from is not known."


@settings(deadline=None)
@given(st.integers(0, 6), st.integers(0, 6), st.integers(0, 4))
def test_a_denial_never_makes_it_more_credible(low: int, more: int, deniers: int) -> None:
    names = [f"D{number}" for number in range(deniers)]
    without, with_ = claim(low, low + more, *names), claim(low, low + more, *names, "Tor")
    judged = [int(propose(each).value) for each in (without, with_)]
    assert judged[1] >= judged[0] or judged[0] == 6


@settings(deadline=None)
@given(st.integers(0, 6), st.integers(0, 6), st.integers(0, 4))
def test_what_is_denied_is_never_given_as_confirmed(low: int, more: int, deniers: int) -> None:
    names = [f"D{number}" for number in range(deniers + 1)]
    assert propose(claim(low, low + more, *names)).value in ("3", "4", "5")


def test_a_person_decides_otherwise_and_the_proposal_stays_beside_it() -> None:
    graded = Graded(axis="credibility", value="2")
    entry = Entry(
        n=1,
        at="2031-03-14T18:05:00Z",
        by="ines",
        action="grade",
        why="I saw the crane",
        name="c12345678",
        grade=graded,
    )
    proposal = propose(claim(1, 1))
    found = decided(proposal, entry)
    assert (found.value, found.proposed, found.proposal, found.by) == ("2", False, "6", "ines")
    assert found.reasons[0] == "ines graded it 2 on 2031-03-14: I saw the crane"
    assert found.name == "probably true"
    assert decided(proposal, None) is proposal
