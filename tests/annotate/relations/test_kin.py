"""Kin that verbs tell, of invented people."""

from __future__ import annotations

import pytest
from related import relate, related

PAIR = "[p:Una Roe] and [p=Una Roe:her] husband, [p:Ivo Dahl], left."


def of(child: str, *parents: str) -> list[str]:
    return [f"{child} | family | {parent} | daughter | current" for parent in parents]


def test_children_of_a_couple_are_of_both() -> None:
    found = related(f"{PAIR} They have two daughters, [p:Ida], 4, and [p:Bea], 6.")
    both = ("Una Roe", "Ivo Dahl")
    assert found[1:] == [*of("Ida", *both), *of("Bea", *both)]


def test_children_of_one() -> None:
    assert related("[p:Una Roe] has a daughter, [p:Ida].") == of("Ida", "Una Roe")


def test_the_evidence_of_children_begins_with_who_has_them() -> None:
    *_, found = relate("[p:Una Roe] has two daughters, [p:Ida] and [p:Bea].")
    assert found.evidence.text == "Una Roe has two daughters, Ida and Bea"


@pytest.mark.parametrize(
    "text",
    [
        "[p:Una Roe] met [p:Ivo Dahl]. They have two daughters, [p:Ida] and [p:Bea].",
        "[p:Una Roe] has two daughters. [p:Ida] left.",
        "[p:Una Roe] has daughters in [l:Norr], [p:Ida] said.",
        "[p:Una Roe] has a daughter, [p:Ida] thought.",
    ],
)
def test_whose_children_is_not_plain(text: str) -> None:
    assert related(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[p:Una Roe] divorced [p:Ivo Dahl] in 1971.",
        "[p:Una Roe], who divorced [p:Ivo Dahl], left.",
        "[p:Una Roe] and [p:Ivo Dahl] divorced in 1971.",
    ],
)
def test_who_divorced_is_a_spouse_no_more(text: str) -> None:
    assert related(text) == ["Una Roe | family | Ivo Dahl | spouse | former"]


def test_a_husband_is_former_once_the_article_tells_of_the_divorce() -> None:
    assert related(f"{PAIR} [p:Una Roe] divorced [p:Ivo Dahl].") == [
        "Ivo Dahl | family | Una Roe | husband | former",
        "Una Roe | family | Ivo Dahl | spouse | former",
    ]


def test_kin_of_a_pronoun_is_not_whom_the_next_one_means() -> None:
    text = (
        "[p:Una Roe] is a painter. [p=Una Roe:Her] sister [p:Marta] left. "
        "[p=Marta:Her] husband, [p:Ivo Dahl], teaches."
    )
    assert "Marta" not in " ".join(each.split(" | ")[2] for each in related(text))


def test_kin_of_another_gender_is() -> None:
    text = (
        "[p:Una Roe] met [p=Una Roe:her] husband, [p:Ivo Dahl]. "
        "[p=Ivo Dahl:His] father, [p:Bo Dahl], left."
    )
    assert "Bo Dahl | family | Ivo Dahl | father | current" in related(text)


def test_the_couple_is_not_known_where_she_may_be_another() -> None:
    text = (
        "[p=Una Roe:Her] sister [p:Marta] left. [p=Marta:Her] husband, [p:Ivo Dahl], teaches. "
        "They have two daughters, [p:Ida] and [p:Bea]. [p:Una Roe] left."
    )
    assert not any("daughter" in each for each in related(text))


def test_a_pronoun_that_may_mean_two_is_less_sure() -> None:
    (sure,) = relate("[p:Una Roe] left. [p=Una Roe:Her] husband, [p:Ivo Dahl], left.")
    (unsure,) = relate(
        "[p:Una Roe] met [p:Anna Venn]. [p=Una Roe:Her] husband, [p:Ivo Dahl], left."
    )
    (named,) = relate("[p:Una Roe]'s husband, [p:Ivo Dahl], left.")
    assert named.confidence > sure.confidence > unsure.confidence
