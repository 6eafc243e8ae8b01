from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.casebook.claims import keys

TELLING = ["harbour", "board", "closed", "eastern", "crane", "after", "sway", "tripled"]


def vectors(count: int, seed: int = 1) -> np.ndarray:
    drawn = np.random.default_rng(seed).standard_normal((count, 384)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def test_keys_are_the_same_on_every_machine() -> None:
    # Kept in casebooks: where these change, VERSION must.
    assert keys.VERSION == 1
    vector = np.zeros((1, 384), dtype=np.float32)
    vector[0, :3] = 0.6, -0.64, 0.48
    assert keys.of_vectors(vector)[0][:2] == [10286114485387, 60511093249684]
    assert keys.of_words(TELLING)[:2] == [206842420102098, 123633319351390]


def test_what_is_alike_shares_a_key_and_what_is_not_hardly_ever() -> None:
    one = vectors(200)
    near = one * 0.96 + vectors(200, seed=2) * 0.28
    found = [set(a) & set(b) for a, b in zip(keys.near(near), keys.of_vectors(one), strict=True)]
    assert sum(map(bool, found)) >= 195
    far = [set(a) & set(b) for a, b in zip(keys.near(near), keys.of_vectors(one)[1:], strict=False)]
    assert sum(map(bool, far)) <= 20


def test_a_vector_is_looked_for_under_its_own_keys_first() -> None:
    (own,), (near,) = keys.of_vectors(vectors(1)), keys.near(vectors(1))
    assert len(own) == keys.PLANE_BANDS
    assert near[:: keys.PROBES + 1] == own
    assert len(set(near)) == keys.PLANE_BANDS * (keys.PROBES + 1)


@given(st.permutations(TELLING))
def test_the_order_of_words_does_not_count(words: list[str]) -> None:
    assert keys.of_words(words) == keys.of_words(TELLING)


def test_passages_that_share_most_words_share_a_key() -> None:
    other = [*TELLING[:-1], "doubled"]
    assert set(keys.of_words(TELLING)) & set(keys.of_words(other))
    assert not set(keys.of_words(TELLING)) & set(keys.of_words(["rain", "fell", "all", "day"]))


def test_too_few_words_have_no_keys() -> None:
    assert keys.of_words([]) == keys.of_words(["crane"]) == keys.of_words(["crane", "cranes"]) == []


@given(st.lists(st.text(max_size=12), max_size=30))
def test_any_words_have_keys_that_a_table_holds(words: list[str]) -> None:
    found = keys.of_words(words)
    assert len(found) <= keys.WORD_BANDS
    assert all(0 <= key < 1 << 48 for key in found)
