from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from casebook_asked import make
from stored_claims import claim

from onrecord.casebook import Casebook, Ties
from onrecord.errors import OnrecordError


@pytest.fixture
def asked(path: Path) -> Iterator[Casebook]:
    with make(path) as casebook:
        yield casebook


def told(found: Ties) -> set[tuple[str, str, str, int]]:
    """The ties with names in place of ids."""
    names = {each.id: each.name for each in found.ends}
    return {(names[each.start], each.kind, names[each.end], each.statements) for each in found.ties}


def test_who_speaks_of_whom(asked: Casebook) -> None:
    found = told(asked.ties(kinds=["speaks of"]))
    assert ("Ines Karo", "speaks of", "Ada Venn", 2) in found
    assert all(start != end for start, _, end, _ in found)


def test_who_belongs_to_what(asked: Casebook) -> None:
    found = told(asked.ties(kinds=["belongs to"]))
    assert ("Maren Oster", "belongs to", "Norrund Salt Council", 1) in found
    assert ("Ivo Dahl", "belongs to", "Unit Nine", 1) in found
    # A relation to a place or a work has an end that is none of the types.
    assert not {end for _, _, end, _ in found} & {"Helmvik", "Tarn", "Star of Tarn"}


def test_outlets_cite_their_sources(asked: Casebook) -> None:
    found = asked.ties(kinds=["cites"])
    assert ("The Helmvik Tide", "cites", "Maren Oster", 3) in told(found)
    (outlet,) = (each for each in found.ends if each.name == "The Helmvik Tide")
    assert (outlet.type, outlet.identity) == ("outlet", None)
    assert asked.ties(kinds=["cites"], types=["person"]).ties == ()


def test_every_tie_leads_to_words_of_its_document(asked: Casebook) -> None:
    found = asked.ties()
    assert found.ties
    for each in found.ties:
        text = asked.record(each.place.document).document.text
        assert text[each.place.start : each.place.end].strip()
        assert text.count("\n", 0, each.place.start) + 1 == each.place.line


def test_ends_come_by_how_much_rests_on_them(asked: Casebook) -> None:
    found = asked.ties()
    counts = [each.statements for each in found.ends]
    assert counts == sorted(counts, reverse=True)
    assert found.total == len(found.ends)
    assert asked.ties() == found


def test_a_limit_keeps_the_first_ends_and_the_ties_between_them(asked: Casebook) -> None:
    whole, cut = asked.ties(), asked.ties(limit=3)
    assert cut.ends == whole.ends[:3]
    assert cut.total == whole.total
    kept = {each.id for each in cut.ends}
    assert cut.ties == tuple(each for each in whole.ties if {each.start, each.end} <= kept)


def test_around_somebody_is_whatever_is_tied_to_them(asked: Casebook) -> None:
    found = asked.ties(who="Ivo Dahl", kinds=["speaks of", "belongs to"])
    assert found.ends[0].name == "Ivo Dahl"
    middle = found.ends[0].id
    tied = {
        one
        for each in found.ties
        if middle in (each.start, each.end)
        for one in (each.start, each.end)
    }
    assert tied == {each.id for each in found.ends}
    with pytest.raises(OnrecordError, match="C031"):
        asked.ties(who="Nobody Atall")


def test_who_holds_and_who_denies_a_claim(asked: Casebook) -> None:
    asked.ties()  # who is one is found out
    claim(asked, "c1234", ("ferries", "a1", "same"), ("ferries", "a2", "denies"))
    found = asked.ties(kinds=["holds", "denies"])
    words = "The Norrund Salt Council sold half of its ferries in February"
    assert told(found) == {("Ivo Dahl", "holds", words, 1), ("Maren Oster", "denies", words, 1)}
    assert [(each.id, each.type) for each in found.ends][-1] == ("c1234", "claim")


def test_claims_are_counted_apart_from_other_ends(asked: Casebook) -> None:
    asked.ties()
    claim(asked, "c1234", ("ferries", "a1", "same"))
    claim(asked, "c5678", ("plans", "a3", "same"))
    whole = asked.ties()
    assert sum(each.type == "claim" for each in whole.ends) == 2
    assert sum(each.type == "claim" for each in asked.ties(claims=1).ends) == 1
    assert not any(each.type == "claim" for each in asked.ties(limit=0).ends)
