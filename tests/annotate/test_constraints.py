"""What no likelihood may overrule when a mention looks for its chain."""

import numpy as np
import pytest

from onrecord.annotate import ranking
from onrecord.annotate.constraints import may_join, may_point_back
from onrecord.annotate.ranking import NAME, NOMINAL, PRONOUN, Chains, Found, Mentions


def described(text: str, found: list[Found]) -> Mentions:
    words = text.split()
    nowhere = np.full(len(words), -1, np.int32)
    still = np.zeros(len(words), np.int32)
    return ranking.describe(words, still, still, found, nowhere, nowhere)


@pytest.mark.parametrize(
    ("text", "found", "points"),
    [
        ("Venn met the envoy", Found(2, 4, NOMINAL, "person"), True),
        ("Venn met this envoy", Found(2, 4, NOMINAL, "person"), True),
        ("Venn met an envoy", Found(2, 4, NOMINAL, "person"), False),
        ("Venn met her mother", Found(2, 4, NOMINAL, "person"), False),
        ("Venn met the two", Found(2, 4, NOMINAL, "person"), False),
        ("Venn met envoys", Found(2, 3, NOMINAL, "person"), False),
        ("Venn , an envoy", Found(2, 4, NOMINAL, "person"), True),
        ("Venn said she", Found(2, 3, PRONOUN, "person"), True),
        ("Venn said one", Found(2, 3, PRONOUN, "person"), False),
    ],
)
def test_what_points_back(text: str, found: Found, points: bool) -> None:
    assert may_point_back(described(text, [Found(0, 1, NAME, "person"), found]), 1) is points


def join(name: Found, other: Found, text: str) -> bool:
    mentions = described(text, [name, other])
    chains = Chains(mentions)
    chains.add(0, 0)
    return bool(may_join(chains, 1, chains.candidates(1))[0])


@pytest.mark.parametrize(
    ("text", "type", "joins"),
    [
        ("Ada left , she", "person", True),
        ("Ada left , he", "person", False),
        ("Ada left , it", "person", False),
        ("Norr left , it", "place", True),
        ("Norr left , he", "place", False),
        ("Qrmx left , he", "person", True),
    ],
)
def test_pronouns_agree_with_names(text: str, type: str, joins: bool) -> None:
    assert join(Found(0, 1, NAME, type), Found(3, 4, PRONOUN, "person"), text) is joins


@pytest.mark.parametrize(("type", "joins"), [("person", True), ("organization", False)])
def test_a_description_of_a_person_is_a_persons(type: str, joins: bool) -> None:
    found = Found(0, 1, NAME, type), Found(2, 4, NOMINAL, "person")
    assert join(*found, "Venn left the envoy") is joins
