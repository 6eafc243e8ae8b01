import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import lexicon
from onrecord.annotate import names, people
from onrecord.annotate.people import (
    PronounReading,
    agree,
    gender_of_given,
    gender_of_name,
    noun,
    pronoun,
)
from onrecord.record import EntityType

WORDS = st.text() | st.lists(
    st.sampled_from(
        ["the", "two", "one", "of", "and", "than", ",", "(", "-", "'", "who", "Roe's", "Mr"]
    )
).map(" ".join)


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Anna Roe", "feminine"),
        ("Bogdan Venn", "masculine"),
        ("Fatima Roe", "feminine"),
        ("Hiroshi Tamm", "masculine"),
        ("Ngozi Lund", "feminine"),
        ("Mehmet Lund", "masculine"),
        ("Priya Venn", "feminine"),
        ("Łukasz Venn", "masculine"),
        ("ANNA ROE", "feminine"),
    ],
)
def test_a_given_name_tells_the_gender(name: str, gender: str) -> None:
    assert gender_of_name(name) == gender


@pytest.mark.parametrize("name", ["Kim Roe", "Robin Venn", "Xyqu Lund", "Roe", "", "…", "Ж"])
def test_a_name_of_either_gender_or_none_known_tells_nothing(name: str) -> None:
    assert gender_of_name(name) is None


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Mrs. Roe", "feminine"),
        ("Mr Robin Venn", "masculine"),
        ("Queen Ximu", "feminine"),
        ("Sheikh Roe", "masculine"),
        ("spokeswoman Kim Roe", "feminine"),
        ("Sen. Anna Roe", "feminine"),
        ("Lord Mayor Anna Roe", "feminine"),
        ("Former Norrian Senator Anna Roe", "feminine"),
        ("Norria's envoy Anna Roe", "feminine"),
    ],
)
def test_titles_and_roles_before_a_name_are_read(name: str, gender: str) -> None:
    assert gender_of_name(name) == gender


@pytest.mark.parametrize(
    "name", ["J. Anna Roe", "J.K. Anna Roe", "JK Anna Roe", "Anna Roe, an envoy"]
)
def test_initials_and_what_follows_a_name_are_passed_over(name: str) -> None:
    assert gender_of_name(name) == "feminine"


def test_a_title_that_is_a_given_name_is_one_before_a_surname_alone() -> None:
    assert gender_of_name("Dean Roe") == "masculine"
    assert gender_of_name("Dean Anna Roe") == "feminine"


def test_of_a_hyphenated_given_name_the_first_part_tells() -> None:
    assert gender_of_name("Karl-Xyqu Roe") == "masculine"
    assert gender_of_given("Al-Roe") is None  # an article, not an Al


def test_where_the_family_name_comes_first_it_is_not_read_as_a_given_name() -> None:
    assert gender_of_given("Kwok") == "masculine"
    assert gender_of_name("Kwok Xyqu") is None
    assert gender_of_name("Kwok Anna") == "feminine"


def test_surnames_and_patronymics_tell_where_given_names_do_not() -> None:
    assert gender_of_name("Sasha Roetova") == "feminine"
    assert gender_of_name("Xyqu Roetov") == "masculine"
    assert gender_of_name("Xyqu Villanova") is None
    assert gender_of_name("Sasha Pavlovich Venn") == "masculine"
    assert gender_of_name("Xyqu binti Roe") == "feminine"
    assert gender_of_name("Xyqu bin Roe") == "masculine"
    assert gender_of_name("Xyqullah") == "masculine"


def test_a_given_name_outweighs_a_surname() -> None:
    assert gender_of_name("Bogdan Roetova") == "masculine"


def test_a_mans_given_name_alone_may_be_anybodys_surname() -> None:
    assert gender_of_given("Norton") == "masculine"
    assert gender_of_name("Norton") is None
    assert gender_of_name("Daniel") == "masculine"


@pytest.mark.parametrize(
    ("words", "head", "kind", "number", "gender", "animate"),
    [
        ("a spokeswoman for the ministry", "spokeswoman", "person", "singular", "feminine", True),
        ("the chairmen", "chairmen", "group", "plural", "masculine", True),
        ("an analyst", "analyst", "person", "singular", None, True),
        ("two officers", "officers", "group", "plural", None, True),
        ("a female officer", "officer", "person", "singular", "feminine", True),
        ("his mother-in-law", "mother-in-law", "person", "singular", "feminine", True),
        ("the ministry's spokesman", "spokesman", "person", "singular", "masculine", True),
        ("the police", "police", "organization", "either", "neuter", None),
        ("the company", "company", "organization", "either", "neuter", False),
        ("three companies", "companies", "organization", "plural", None, False),
        ("the island", "island", "place", "singular", "neuter", False),
        ("the attack on the port", "attack", "event", "singular", "neuter", False),
        ("a report", "report", "work", "singular", "neuter", False),
        ("the ferry", "ferry", "vehicle", "singular", "neuter", False),
        ("two aircraft", "aircraft", "vehicle", "plural", "neuter", False),
        ("a child", "child", "person", "singular", None, None),
        ("someone", "someone", "person", "singular", None, True),
        ("the owner", "owner", "person", "singular", None, None),
        ("craftsmen", "craftsmen", "group", "plural", None, True),
        ("kites painted red", "kites", None, "plural", None, None),
        ("hypnotist Anna Roe", "hypnotist", None, "singular", None, None),
        ("politics", "politics", None, "singular", None, None),
        ("they", "they", None, "plural", None, None),
        ("", "", None, "singular", None, None),
    ],
)
def test_a_noun_phrase_is_read_by_its_head(
    words: str, head: str, kind: str, number: str, gender: str, animate: bool | None
) -> None:
    found = noun(words)
    assert (found.head, found.type, found.number) == (head, kind, number)
    assert (found.gender, found.animate) == (gender, animate)


def test_a_noun_ends_before_what_is_said_of_it() -> None:
    assert noun("people killed in the flood").head == "people"
    assert noun("the envoy visiting the port").head == "envoy"
    assert noun("the officer training centre").head == "centre"
    assert noun("more than two officers").head == "officers"


def test_words_before_of_count_or_pick() -> None:
    one = noun("one of the officers")
    assert (one.type, one.number) == ("person", "singular")
    assert noun("dozens of officers").number == "plural"
    # "A group of officers said it would", "they would".
    assert noun("a group of officers").number == "either"


def test_two_nouns_are_several_and_two_roles_may_be_one() -> None:
    both = noun("the king and the queen")
    assert (both.number, both.gender) == ("plural", None)
    assert noun("the chairman and chief executive").number == "either"
    assert noun("brothers and sisters").number == "plural"
    assert noun("the research and development department").head == "department"


@pytest.mark.parametrize(
    ("kind", "number", "animate"),
    [
        ("organization", "either", False),
        ("place", "either", False),
        ("event", "singular", False),
        ("group", "either", None),
        ("person", "singular", True),
    ],
)
def test_a_name_is_read_by_its_type(kind: EntityType, number: str, animate: bool | None) -> None:
    found = people.name("Anna", type=kind)
    assert (found.type, found.number, found.animate) == (kind, number, animate)
    assert (found.gender == "feminine") == (kind == "person")


def read(word: str) -> PronounReading:
    found = pronoun(word)
    assert found is not None
    return found


def test_a_pronoun_says_person_number_gender_and_case() -> None:
    she = read("She")
    assert (she.person, she.number, she.gender, she.animate) == (3, "singular", "feminine", True)
    assert [read(word).case for word in ("she", "him", "its")] == ["subject", "object", None]
    assert (read("its").gender, read("its").animate) == ("neuter", False)
    assert (read("us").person, read("us").number) == (1, "plural")
    assert pronoun("minister") is None


def test_a_pronoun_says_what_else_it_is_and_what_it_may_be() -> None:
    assert [read(word).possessive for word in ("his", "her", "she")] == [True, None, False]
    assert [read(word).relative for word in ("who", "that", "these")] == [True, None, False]
    assert [read(word).demonstrative for word in ("these", "that", "who")] == [True, None, False]
    assert [read(word).reflexive for word in ("itself", "it")] == [True, False]


@pytest.mark.parametrize(
    ("word", "words", "verdict"),
    [
        ("she", "a spokeswoman", True),
        ("he", "a spokeswoman", False),
        ("he", "an analyst", None),
        ("he", "two officers", False),
        ("they", "two officers", True),
        ("they", "an analyst", None),
        ("they", "a spokeswoman", False),
        ("they", "the island", False),
        ("they", "the company", True),
        ("it", "the company", True),
        ("it", "the police", None),
        ("it", "an analyst", False),
        ("he", "the company", False),
        ("it", "the child", None),
        ("who", "the officers", True),
        ("which", "the officers", False),
    ],
)
def test_agreement_of_a_pronoun_and_a_noun(word: str, words: str, verdict: bool | None) -> None:
    assert agree(read(word), noun(words)) is verdict
    assert agree(noun(words), read(word)) is verdict


def test_agreement_of_two_pronouns() -> None:
    assert agree(read("he"), read("his")) is True
    assert agree(read("he"), read("it")) is False
    assert agree(read("he"), read("they")) is False


def test_agreement_of_two_nouns_is_open_unless_words_clash() -> None:
    assert agree(noun("an analyst"), noun("an officer")) is None
    assert agree(noun("a spokesman"), noun("a chairwoman")) is False


@given(WORDS)
def test_no_words_are_too_odd(words: str) -> None:
    gender_of_name(words)
    gender_of_given(words)
    found = noun(words)
    assert found.head == found.head.lower()
    assert agree(read("they"), found) in (True, False, None)
    pronoun(words)


def test_nouns_are_listed_once() -> None:
    own, shared = lexicon.load("people"), lexicon.load("sources")
    listed = [*own["person_nouns"], *own["feminine_nouns"], *own["masculine_nouns"]]
    assert len(listed) == len(set(listed))
    assert not set(own["person_nouns"]) & set(shared["person_nouns"])


def test_every_noun_is_one_word() -> None:
    own = lexicon.load("people")
    nouns = [word for key in own if key.endswith("_nouns") for word in own[key]]
    assert [word for word in nouns if len(names.tokens(word)) != 1] == []
