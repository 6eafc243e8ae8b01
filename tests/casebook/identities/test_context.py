from known_entities import known

from onrecord.casebook.identities import context
from onrecord.casebook.identities.profile import of


def whats(first: dict[str, object], second: dict[str, object], weight: float = 1.0) -> set[str]:
    one, other = of(known("a", "Orla Venn", **first)), of(known("b", "Orla Venn", **second))
    return {reason.what for reason in context.of_persons(one, other, lambda name: weight)}


def test_a_telling_role_is_evidence_and_a_vague_one_little() -> None:
    pilot, official = {"roles": ("harbour pilot",)}, {"roles": ("an official",)}
    assert whats(pilot, pilot) == {"same role"}
    assert whats(official, official) == {"same kind of role"}


def test_a_field_is_evidence_for_and_against() -> None:
    assert whats({"roles": ("surgeon",)}, {"roles": ("nurse",)}) == {"same field"}
    assert whats({"roles": ("singer",)}, {"roles": ("judge",)}) == {"in fields apart"}


def test_a_body_of_one_beside_the_other() -> None:
    first = {"roles": ("spokeswoman for Orre Mill",)}
    assert whats(first, {"company": ("Orre Mill",)}) == {"one's body beside the other"}


def test_company_counts_by_how_rare_it_is() -> None:
    company = {"company": ("Ivo Hult", "Tarn Brask")}
    one, other = (of(known(name, "Orla Venn", **company)) for name in "ab")
    rare, common = (
        next(context.of_bodies(one, other, lambda name, weight=weight: weight)).weight
        for weight in (1.0, 0.1)
    )
    assert (rare, common) == (1.0, 0.1)


def test_years_between() -> None:
    one, other, none = (
        of(known("a", "Orla Venn", published=date)) for date in ("2001-02-03", "2019", None)
    )
    assert context.years_between(one, other) == 18
    assert context.years_between(one, one) == 0
    assert context.years_between(one, none) is None
