"""What a title says of now, and what the rest of its sentence takes back."""

from __future__ import annotations

import pytest
from related import related

MAYOR = "Ivo Dahl | role | - | mayor"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Mayor [p:Ivo Dahl] visited [l:Norr] in 1987.", "unknown"),
        ("In 1987, Mayor [p:Ivo Dahl] visited [l:Norr].", "unknown"),
        ("The pact was abandoned by Mayor [p:Ivo Dahl] in 2018.", "unknown"),
        ("The pact was abandoned in 2018 by Mayor [p:Ivo Dahl].", "unknown"),
        ("Mayor [p:Ivo Dahl] said in 2018 that they had left.", "unknown"),
        ("Mayor [p:Ivo Dahl] shut the pier three years ago.", "unknown"),
        ("Mayor [p:Ivo Dahl] visited [l:Norr] in March.", "current"),
        ("Mayor [p:Ivo Dahl] visited [l:Norr].", "current"),
        ("Mayor [p:Ivo Dahl] said the vote in 2018 was wrong.", "current"),
        ("Mayor [p:Ivo Dahl], who was born in 1950, said so.", "current"),
        ("Mayor [p:Ivo Dahl] said the house that they built in 1950 fell.", "current"),
        ("Mayor [p:Ivo Dahl] was elected in 2018.", "current"),
        ("Mayor [p:Ivo Dahl] has run the town since 2018.", "current"),
        ("The current mayor, [p:Ivo Dahl], shut the pier in 2018.", "current"),
        ("Mayor [p:Ivo Dahl] opened it in 2012 and now wants to close it.", "current"),
        ("In 1987, the pier fell. Mayor [p:Ivo Dahl] left.", "current"),
    ],
)
def test_a_title_beside_a_verb_of_long_ago_says_nothing_of_now(text: str, status: str) -> None:
    assert related(text, published="2024-05-14") == [f"{MAYOR} | {status}"]


def test_without_a_date_of_publication_nothing_is_long_ago() -> None:
    assert related("Mayor [p:Ivo Dahl] visited [l:Norr] in 1987.") == [f"{MAYOR} | current"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Mayor [p:Ivo Dahl], who died on Tuesday, built the pier.", "unknown"),
        ("Mayor [p:Ivo Dahl], 64, died on Tuesday.", "unknown"),
        ("They mourned the death of Mayor [p:Ivo Dahl].", "unknown"),
        ("Mayor [p:Ivo Dahl] resigned on Friday.", "unknown"),
        ("Mayor [p:Ivo Dahl], who abruptly stepped down, left.", "unknown"),
        ("Mayor [p:Ivo Dahl] was ousted in March.", "unknown"),
        ("They replaced Mayor [p:Ivo Dahl].", "unknown"),
        ("Mayor [p:Ivo Dahl], who has led them since 2015, resigned.", "unknown"),
        ("Mayor [p:Ivo Dahl], whose wife said that they left, resigned.", "unknown"),
        ("Mayor [p:Ivo Dahl] ousted them.", "current"),
        ("Mayor [p:Ivo Dahl] stepped on it.", "current"),
        ("They want to oust Mayor [p:Ivo Dahl].", "current"),
        ("They called for the resignation of Mayor [p:Ivo Dahl].", "current"),
        ("Mayor [p:Ivo Dahl] denied that they died.", "current"),
    ],
)
def test_who_died_resigned_or_was_ousted_may_hold_it_no_more(text: str, status: str) -> None:
    assert related(text) == [f"{MAYOR} | {status}"]


def test_who_died_holds_it_nowhere_in_the_article() -> None:
    text = "Mayor [p:Ivo Dahl] built it. Mayor [p:Ivo Dahl] died on Tuesday."
    assert related(text) == [f"{MAYOR} | unknown"]


def test_who_retired_is_still_kin() -> None:
    text = "[p:Una Roe] met [p=Una Roe:her] uncle, [p:Ivo Dahl], who retired in 2018."
    assert related(text) == ["Ivo Dahl | family | Una Roe | uncle | current"]


def test_a_founder_stays_one() -> None:
    text = "The founder of the [o:Harbour Board], [p:Ivo Dahl], died in 2018."
    assert related(text) == ["Ivo Dahl | role | Harbour Board | founder | current"]
