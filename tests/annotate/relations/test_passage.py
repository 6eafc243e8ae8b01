"""Words of a block and whom they mean."""

from __future__ import annotations

from related import passage, read

from onrecord.annotate.relations import lists, objects
from onrecord.annotate.relations.lands import lands
from onrecord.annotate.relations.passage import Passage


def at(p: Passage, word: str) -> int:
    return next(k for k, unit in enumerate(p.units) if unit.text == word)


def test_names_pronouns_and_descriptions_mean_entities() -> None:
    p = passage("[p:Ivo Dahl] left. [p=Ivo Dahl:He] ate. [p~Ivo Dahl:The old man] slept.")
    assert p.means(at(p, "Ivo Dahl")) == p.means(at(p, "He")) == p.means(at(p, "man")) == "e1"
    assert p.means(at(p, "ate")) is None
    assert p.means(-1) is p.means(999) is None


def test_what_a_possessive_belongs_to() -> None:
    p = passage("[o:Norr Guard]'s men met [o~Norr Guard:the unit]'s chief and [p:Bo] and his dog.")
    assert p.owner(at(p, "Norr Guard")) == p.owner(at(p, "unit")) == "e1"
    assert p.owner(at(p, "his")) == "e2"
    assert p.owner(at(p, "dog")) is None


def test_a_stop_of_an_abbreviated_name_is_no_mark() -> None:
    p = passage("[l:U.S]. troops left.")
    assert [unit.text for unit in p.units] == ["U.S", "troops", "left", "."]


def test_the_noun_phrase_behind_a_preposition() -> None:
    p = passage("They told [p:Ivo Dahl] of the old [o:Norr Guard] and a ship in [l:Tarn].")
    low = at(p, "of") + 1
    stop = objects.stop(p, low, len(p.units))
    assert p.units[stop].text == "and"
    assert objects.read(p, low, stop) == (["e2"], True)
    assert objects.single(p, low, stop) == "e2"


def test_what_is_somebodys_does_not_mean_them() -> None:
    p = passage("They told of [o:Norr Guard] forces and of [p:Ivo Dahl]'s wife.")
    low = at(p, "of") + 1
    assert objects.read(p, low, low + 2) == (["e1"], False)
    assert objects.single(p, low, low + 2) is None
    low = at(p, "Ivo Dahl")
    assert objects.read(p, low, low + 2) == ([], True)


def test_a_people_and_its_land() -> None:
    _, entities = read(
        "[l:Norland] [g:Norlandian] [l:France] [g:French] [g:Catholic] [l:U.S.] [g:Americans]"
    )
    assert lands(entities) == {"e2": "e1", "e4": "e3", "e7": "e6"}


def test_the_lists_hold_no_word_of_one_kind_in_its_contrary() -> None:
    own = lists.lists()
    assert own.former.isdisjoint(own.current)
    assert own.sure_awards <= own.awards
    assert own.sure_parts <= own.parts
    assert own.passive <= own.heading.keys()
    assert own.offices.isdisjoint(own.kin)
    assert own.offices.isdisjoint(own.no_roles)
