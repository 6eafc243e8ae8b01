"""Verbs in the order of the text."""

from __future__ import annotations

from related import passage

from onrecord.annotate.relations import clauses


def test_each_verb_is_read_in_its_turn() -> None:
    p = passage(
        "[p:Ivo Dahl], who heads the [o:Harbour Board], is married to [p:Una Roe] and "
        "won the [w:Bell Prize]."
    )
    assert [each.rule for each in clauses.read(p)] == ["heads", "married", "awarded"]


def test_a_name_that_is_spelt_like_a_verb_is_none() -> None:
    assert list(clauses.read(passage("[p:Ivo Dahl] [w:founded] the [o:Harbour Board]."))) == []
