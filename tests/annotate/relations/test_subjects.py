"""Whom a verb is said of."""

from __future__ import annotations

from related import passage

from onrecord.annotate.relations import subjects


def test_a_subject_stands_before_its_verb_across_an_apposition() -> None:
    p = passage("[p:Ivo Dahl], a nurse from [l:Tarn], is ill.")
    verb = next(at for at, unit in enumerate(p.units) if unit.lower == "is")
    who = subjects.subject(p, verb)
    assert who is not None
    assert p.units[who].text == "Ivo Dahl"


def test_an_object_of_a_preposition_is_no_subject() -> None:
    p = passage("The house of [p:Ivo Dahl] is old.")
    verb = next(at for at, unit in enumerate(p.units) if unit.lower == "is")
    assert subjects.subject(p, verb) is None


def test_a_relative_clause_may_stand_between() -> None:
    p = passage("[p:Ivo Dahl], who had left [l:Tarn], is ill.")
    who = subjects.subject(p, next(at for at, unit in enumerate(p.units) if unit.lower == "is"))
    assert who is not None
    assert p.units[who].text == "Ivo Dahl"
