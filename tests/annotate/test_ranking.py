"""What is seen of a mention and the chains before it."""

import numpy as np
import pytest

from onrecord.annotate import ranking
from onrecord.annotate.ranking import NAME, NOMINAL, PRONOUN, Chains, Found, describe

TEXT = [
    "Mrs.",
    "Ada",
    "Venn",
    "met",
    "Oskar",
    "Roe",
    ",",
    "the",
    "envoy",
    ".",
    "She",
    "thanked",
    "him",
    ".",
    "The",
    "Harbour",
    "Board",
    "said",
    "it",
    "would",
    "pay",
    ".",
    "Its",
    "members",
    "agreed",
    ".",
]
FOUND = [
    Found(1, 3, NAME, "person"),
    Found(4, 6, NAME, "person"),
    Found(7, 9, NOMINAL, "person"),
    Found(10, 11, PRONOUN, "person"),
    Found(12, 13, PRONOUN, "person"),
    Found(15, 17, NAME, "organization"),
    Found(18, 19, PRONOUN, "organization"),
    Found(22, 23, PRONOUN, "organization"),
    Found(23, 24, NOMINAL, "person"),
]


def mentions(found: list[Found] = FOUND) -> ranking.Mentions:
    sentence = np.cumsum([0, *(word == "." for word in TEXT[:-1])]).astype(np.int32)
    nowhere = np.full(len(TEXT), -1, np.int32)
    return describe(TEXT, np.zeros(len(TEXT), np.int32), sentence, found, nowhere, nowhere)


def test_pronouns_tell_gender_and_number() -> None:
    seen = mentions()
    assert seen.gender[[3, 4, 6]].tolist() == [
        ranking.FEMININE, ranking.MASCULINE, ranking.NEUTER,
    ]  # fmt: skip
    assert seen.number[3] == ranking.SINGULAR
    assert seen.gender[0] == ranking.FEMININE


def test_only_third_persons_and_nominals_of_people_bodies_and_places_are_asked() -> None:
    found = [
        Found(10, 11, PRONOUN, "person"),
        Found(7, 9, NOMINAL, "person"),
        Found(7, 9, NOMINAL, "event"),
        Found(1, 3, NAME, "person"),
    ]
    seen = mentions(found)
    assert [seen.asked(i) for i in range(4)] == [True, True, False, False]


def keys(chains: Chains, i: int) -> list[int]:
    return [chains.keys[slot] for slot in chains.candidates(i)]


def test_the_last_mentioned_chain_comes_first() -> None:
    seen = mentions()
    chains = Chains(seen)
    for i, key in ((0, 0), (1, 1), (2, 1)):
        chains.add(i, key)
    assert keys(chains, 3) == [1, 0]
    chains.add(3, 0)
    assert keys(chains, 4) == [0, 1]


def test_a_mention_is_not_compared_with_the_words_it_stands_in() -> None:
    seen = mentions([Found(0, 9, NOMINAL, "person"), Found(1, 3, NAME, "person")])
    chains = Chains(seen)
    chains.add(0, 0)
    assert len(chains.candidates(1)) == 0


def test_features_have_one_row_for_each_chain_and_stay_within_their_tables() -> None:
    seen = mentions()
    chains = Chains(seen)
    for i in range(len(seen)):
        slots = chains.candidates(i)
        pairs, new = chains.features(i, slots)
        assert pairs.shape == (len(slots), len(ranking.PAIR))
        for column, feature in enumerate(ranking.PAIR.values()):
            values = pairs[:, column] - feature.first
            assert ((values >= 0) & (values < feature.size)).all()
        for value, feature in zip(new, ranking.NEW.values(), strict=True):
            assert 0 <= value - feature.first < feature.size
        chains.add(i, i % 3)


def test_agreement_is_seen() -> None:
    seen = mentions()
    chains = Chains(seen)
    chains.add(0, 0)
    chains.add(1, 1)
    pairs, _ = chains.features(3, np.array([0, 1]))
    column = list(ranking.PAIR).index("gender")
    first = ranking.PAIR["gender"].first
    she = ranking.FEMININE * 4
    assert (pairs[:, column] - first).tolist()[0] == she + ranking.FEMININE


def test_of_many_chains_the_last_ones_are_compared() -> None:
    many = 4 * ranking.MOST
    words = ["Venn"] + ["word"] * many
    found = [Found(0, 1, NAME, "person")]
    found += [Found(i, i + 1, NOMINAL, "person") for i in range(1, many + 1)]
    nowhere = np.full(len(words), -1, np.int32)
    seen = describe(
        words,
        np.zeros(len(words), np.int32),
        np.zeros(len(words), np.int32),
        found,
        nowhere,
        nowhere,
    )
    chains = Chains(seen)
    for i in range(many):
        chains.add(i, i)
    assert len(chains.candidates(many)) == ranking.MOST
    assert keys(chains, many)[0] == many - 1


@pytest.mark.parametrize("group", range(ranking.CLASSES))
def test_every_class_of_anaphor_has_its_values(group: int) -> None:
    assert ranking.PAIR["kind"].size >= (2 * ranking.CLASSES + group)
