"""From scores to attributions."""

import itertools
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import decode as d

LABELS = ["O", "BS", "IS", "BC", "IC", "BT", "IT"]


def parameters() -> d.Parameters:
    rng = np.random.default_rng(3)
    transition = rng.normal(size=(2, 7, 7)).astype(np.float32)
    begin = rng.normal(size=(2, 7)).astype(np.float32)
    for inside in (2, 4, 6):
        begin[:, inside] = -1e4
        for other in range(7):
            if other not in (inside - 1, inside):
                transition[:, other, inside] = -1e4
    return d.Parameters(
        transition=transition,
        begin=begin,
        finish=rng.normal(size=(2, 7)).astype(np.float32),
        distance=np.zeros((3, 2 * 4 + 2), np.float32),
        bounds=np.array([1, 2, 4, 8]),
    )


def labels(text: str) -> np.ndarray:
    return np.array([LABELS.index(word) for word in text.split()])


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.integers(0, 1000))
@settings(deadline=None, max_examples=40)
def test_viterbi_finds_the_best_of_all_labellings(lengths: list[int], seed: int) -> None:
    p = parameters()
    emit = np.random.default_rng(seed).normal(size=(sum(lengths), 7)).astype(np.float32)
    paragraph = np.repeat(np.arange(len(lengths)), lengths).astype(np.int32)
    found = d.viterbi(emit, paragraph, 0, p)
    for number in range(len(lengths)):
        rows = emit[paragraph == number]

        def total(path: tuple[int, ...], rows: np.ndarray = rows) -> float:
            score = p.begin[0][path[0]] + p.finish[0][path[-1]]
            score += sum(rows[t, label] for t, label in enumerate(path))
            return float(score + sum(p.transition[0][a, b] for a, b in itertools.pairwise(path)))

        best = max(itertools.product(range(7), repeat=len(rows)), key=total)
        assert total(tuple(found[paragraph == number])) == pytest.approx(total(best), abs=1e-3)


def test_pieces_of_each_role_are_found_in_order() -> None:
    sources, cues, contents = d.pieces(labels("BS IS BC BT IT BT O BC IC BT"))
    assert sources == [(0, 2)]
    assert cues == [(2, 3), (7, 9)]
    assert contents == [(3, 5), (5, 6), (9, 10)]


def rows(*values: list[float]) -> list[d.Row]:
    return [d.Row(0, np.array(each, np.float32)) for each in values]


def scores(n: int, arrows: dict[tuple[int, int, int], float], nothing: float = 0.0) -> d.Scores:
    """Scores of `n` words in which `arrows[which, here, there]` is how strongly it points."""
    query = np.zeros((n, 3, n), np.float32)
    key = np.tile(np.eye(n, dtype=np.float32)[:, None], (1, 3, 1))
    for (which, here, there), strength in arrows.items():
        query[here, which, there] = strength * np.sqrt(n)
    return d.Scores(
        emit=np.zeros((n, 2, 7), np.float32),
        query=query,
        key=key,
        nothing=np.full((n, 3), nothing, np.float32),
    )


def linked(
    scores: d.Scores,
    tags: np.ndarray,
    *,
    breaks: tuple[int, ...] = (),
    quoted: tuple[int, ...] = (),
) -> list[d.Link]:
    """Links of the outer layer; `breaks` are the words that begin a new paragraph."""
    paragraph = np.zeros(len(tags), np.int32)
    for at in breaks:
        paragraph[at:] += 1
    return d.link(scores, tags, paragraph, np.isin(np.arange(len(tags)), quoted), 0, parameters())


def test_each_cue_gets_the_source_it_points_at_and_the_content_that_points_to_it() -> None:
    tags = labels("BT BS BC O BS BC BT")
    arrows = {(0, 2, 1): 9.0, (0, 5, 4): 9.0, (1, 0, 2): 9.0, (1, 6, 5): 9.0}
    first, second = linked(scores(7, arrows), tags)
    assert (first.source, first.cue, first.content) == ((1, 2), (2, 3), ((0, 1),))
    assert (second.source, second.cue, second.content) == ((4, 5), (5, 6), ((6, 7),))


def test_one_source_may_serve_two_cues() -> None:
    tags = labels("BS BC BT BC BT")
    arrows = {(0, 1, 0): 9.0, (0, 3, 0): 9.0, (1, 2, 1): 9.0, (1, 4, 3): 9.0}
    assert [a.source for a in linked(scores(5, arrows), tags)] == [(0, 1)] * 2


def test_a_cue_may_point_at_nothing() -> None:
    tags = labels("BS BC BT")
    (only,) = linked(scores(3, {(1, 2, 1): 9.0}, nothing=9.0), tags)
    assert only.source is None


def test_content_in_pieces_belongs_together() -> None:
    tags = labels("BT BS BC BT")
    arrows = {(0, 2, 1): 9.0, (1, 0, 2): 9.0, (1, 3, 2): 9.0}
    (only,) = linked(scores(4, arrows), tags)
    assert only.content == ((0, 1), (3, 4))


def test_without_a_cue_there_is_no_attribution() -> None:
    assert linked(scores(3, {}), labels("BS O BT")) == []


def test_a_source_is_looked_for_in_the_cues_paragraph() -> None:
    tags = labels("BS BS BC BT")
    (only,) = linked(scores(4, {(0, 2, 0): 9.0, (1, 3, 2): 9.0}), tags, breaks=(1,))
    assert only.source == (1, 2)


def test_content_alone_in_its_paragraph_belongs_to_a_cue_nearby() -> None:
    tags = labels("BS BC BT BT")
    (only,) = linked(scores(4, {(0, 1, 0): 9.0, (1, 2, 1): 9.0}), tags, breaks=(3,))
    assert only.content == ((2, 3), (3, 4))


def test_content_beyond_reach_of_any_cue_is_left_out() -> None:
    tags = labels("BS BC BT O O O O O O O O O BT")
    breaks = tuple(range(3, 13))
    (only,) = linked(scores(13, {(0, 1, 0): 9.0}), tags, breaks=breaks)
    assert only.content == ((2, 3),)


def test_a_cue_left_without_content_takes_one_from_a_cue_that_keeps_another() -> None:
    assert d.assign(rows([0.9, 0.1], [0.8, 0.2]), 2) == [0, 1]
    assert d.assign(rows([0.9, 0.1]), 2) == [0]
    assert d.assign(rows([], [1.0]), 1) == [1, 0]


def test_a_source_at_which_nothing_points_takes_a_cue_without_one() -> None:
    assert d.speakers(rows([0.2, 0.8]), 1) == [0]
    assert d.speakers(rows([0.001, 0.999]), 1) == [1]
    assert d.speakers(rows([0.9, 0.1, 0.0], [0.6, 0.4, 0.0]), 2) == [0, 1]


def test_chains_of_many_paragraphs_come_in_parts_that_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(d, "CELLS", 10)
    lengths = [1, 12, 3, 3, 1, 3]
    paragraph = np.repeat(np.arange(6), lengths).astype(np.int32)
    parts = list(d.chains(paragraph))
    assert [part.shape for part in parts] == [(1, 12), (3, 3), (2, 1)]
    assert sorted(i for part in parts for i in part.ravel() if i >= 0) == list(range(23))


def test_linking_takes_memory_in_proportion_to_the_text() -> None:
    n = 3_000
    tags = np.tile(labels("BC BT"), n)
    some = d.Scores(
        emit=np.zeros((2 * n, 2, 7), np.float32),
        query=np.zeros((2 * n, 3, 2), np.float32),
        key=np.zeros((2 * n, 3, 2), np.float32),
        nothing=np.zeros((2 * n, 3), np.float32),
    )
    for paragraph in (np.zeros(2 * n, np.int32), np.arange(2 * n, dtype=np.int32) // 2):
        tracemalloc.start()
        d.link(some, tags, paragraph, np.zeros(2 * n, bool), 0, parameters())
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 25_000_000  # a table of all pairs takes 36 MB


def test_an_inner_attribution_is_kept_only_inside_an_outer_content() -> None:
    from onrecord.model.words import split_words

    text = "Ann said she hopes rain falls"
    words = split_words(text, [(0, len(text))])
    s = scores(6, {(0, 1, 0): 9.0, (0, 3, 2): 9.0, (1, 2, 1): 9.0, (2, 4, 3): 9.0})
    p = d.Parameters(
        transition=np.zeros((2, 7, 7), np.float32), begin=np.zeros((2, 7), np.float32),
        finish=np.zeros((2, 7), np.float32), distance=np.zeros((3, 10), np.float32),
        bounds=np.array([1, 2, 4, 8]),
    )  # fmt: skip
    for word, (outer, inner) in enumerate([(1, 0), (3, 0), (5, 1), (6, 3), (6, 5), (6, 6)]):
        s.emit[word, 0, outer] = s.emit[word, 1, inner] = 9
    assert [(a.layer, a.source) for a in d.decode(s, words, p)] == [(0, (0, 1)), (1, (2, 3))]
    s.emit[:, 0] = 0
    s.emit[:, 0, 0] = 9
    assert d.decode(s, words, p) == []


def test_a_heading_is_not_the_content_of_the_cue_below_it() -> None:
    tags = labels("BT BS BC BT")
    arrows = {(0, 2, 1): 9.0, (1, 0, 2): 9.0, (1, 3, 2): 9.0}
    (plain,) = linked(scores(4, arrows), tags, breaks=(1,))
    assert plain.content == ((3, 4),)
    (quote,) = linked(scores(4, arrows), tags, breaks=(1,), quoted=(0,))
    assert quote.content == ((0, 1), (3, 4))
