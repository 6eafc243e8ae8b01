from __future__ import annotations

import pytest
from lineage_articles import BOARD, HALDANE, LUNDE

from onrecord.casebook.lineage import sources
from onrecord.casebook.lineage.known import Party, Speech
from onrecord.casebook.lineage.sources import Source
from onrecord.record import SourceKind


def of(
    words: str | None,
    kind: SourceKind = "unnamed_person",
    *parties: Party,
    scope: str = "gazette",
) -> Source:
    speech = Speech(
        ref="a1",
        cue="said",
        kind="statement",
        mode="indirect",
        source=words,
        source_kind=kind,
        parties=parties,
        inside=None,
        start=0,
        end=9,
    )
    first, *_ = sources.of_speech(speech, scope)
    return first


@pytest.mark.parametrize(
    ("words", "kind", "is_of"),
    [
        ("a senior official", "unnamed_person", "unnamed"),
        ("engineers", "group", "unnamed"),
        ("the audit of 2028", "document", "document"),
        ("court papers", "outlet", "document"),
        ("the roads office", "organization", "named"),
        ("a spokesman for the roads office", "unnamed_person", "named"),
        ("she", "unnamed_person", "unknown"),
        (None, "unstated", "unknown"),
    ],
)
def test_what_a_source_is(words: str | None, kind: SourceKind, is_of: str) -> None:
    assert of(words, kind).kind == is_of


def test_a_named_person_is_the_identity() -> None:
    one = of("Haldane", "named_person", HALDANE)
    other = of("Ms. Haldane, an engineer,", "named_person", HALDANE, scope="lantern")
    assert (one.kind, one.name) == ("named", "Dorrit Haldane")
    assert sources.same(one, other)
    assert not sources.same(one, of("Lunde", "named_person", LUNDE))


def test_two_who_say_it_together_are_two() -> None:
    speech = Speech(
        ref="a1",
        cue="said",
        kind="statement",
        mode="indirect",
        source="Haldane and Lunde",
        source_kind="named_person",
        parties=(HALDANE, LUNDE),
        inside=None,
        start=0,
        end=9,
    )
    assert [each.name for each in sources.of_speech(speech, "gazette")] == [
        "Dorrit Haldane",
        "Petra Lunde",
    ]


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("a spokesman for the roads office", "roads office"),
        ("harbour board spokeswoman", "harbour board"),
        ("chief spokesperson of the ministry of ports, who asked", "ministry of ports"),
        ("a spokesman", None),
        ("a nurse", None),
    ],
)
def test_the_body_that_somebody_speaks_for(words: str, body: str | None) -> None:
    assert sources.body_of(words) == body


def test_a_body_is_one_with_who_speaks_for_it() -> None:
    board = of("the Harbour Board", "organization", BOARD)
    assert sources.same(board, of("Lunde", "named_person", LUNDE))
    assert sources.same(board, of("a spokesman for the Harbour Board"))
    assert not sources.same(board, of("Haldane", "named_person", HALDANE))


def test_members_of_one_body_may_speak_with_one_voice() -> None:
    one = Party(number=7, name="Ada Venn", type="person", bodies=frozenset({"harbour board"}))
    other = Party(number=8, name="Bo Lund", type="person", bodies=frozenset({"harbour board"}))
    first, second = of("Venn", "named_person", one), of("Lund", "named_person", other)
    assert not sources.indistinct(first, second)
    assert sources.perhaps_one(first, second)
    assert sources.perhaps_one(first, of("the Harbour Board", "organization", BOARD))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("a senior official", "an official in the ministry", True),
        ("an official", "an aide to the minister", True),
        ("a person familiar with the matter", "a nurse", True),
        ("a nurse", "nurses", True),
        ("a nurse", "an official", False),
    ],
)
def test_what_nothing_tells_apart(one: str, other: str, alike: bool) -> None:
    assert sources.indistinct(of(one), of(other, scope="lantern")) is alike


def test_one_article_tells_its_officials_apart() -> None:
    assert sources.same(of("a senior official"), of("the official"))
    assert not sources.indistinct(of("an official"), of("another official"))
    assert sources.indistinct(of("an official"), of("another official", scope="lantern"))


@pytest.mark.parametrize(
    ("words", "several", "plural"),
    [("two officials", 2, False), ("officials", 1, True), ("an official", 1, False)],
)
def test_how_many_a_description_says_they_are(words: str, several: int, plural: bool) -> None:
    found = of(words)
    assert (found.several, found.plural) == (several, plural)


def test_a_place_before_an_official_is_no_source() -> None:
    place = Party(number=9, name="Port Marren", type="place")
    found = of("Port Marren, an official", "organization", place)
    assert (found.kind, found.name) == ("unnamed", "an official")


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("a senior official", True),
        ("two sailors", True),
        ("a surveyor", True),
        ("the eastern crane", False),
        ("", False),
        ("word " * 30, False),
    ],
)
def test_words_that_describe_somebody(words: str, is_one: bool) -> None:
    assert sources.is_somebody(words) is is_one


def test_a_name_is_short_and_on_one_line() -> None:
    name = sources.printed("an\nofficial " + "of the board " * 40)
    assert "\n" not in name
    assert len(name) <= sources.LONGEST_NAME + 2
