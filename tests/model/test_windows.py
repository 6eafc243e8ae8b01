"""Windows over a long text."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.windows import windows


def cut(sizes: list[int], paragraph: list[int], **options: int) -> list[tuple[int, int, int, int]]:
    return list(windows(np.array(sizes, np.int64), np.array(paragraph, np.int32), **options))


def test_a_short_text_is_one_window() -> None:
    assert cut([1, 2, 1], [0, 0, 0]) == [(0, 0, 3, 3)]


def test_an_empty_text_has_none() -> None:
    assert cut([], []) == []


def test_cores_end_where_a_paragraph_does_if_one_is_near() -> None:
    paragraph = [0] * 30 + [1] * 30 + [2] * 40
    first, *_ = cut([1] * 100, paragraph, window=50, context=5)
    assert first.core_high == 30  # type: ignore[attr-defined]


sizes_and_paragraphs = st.lists(st.tuples(st.integers(1, 8), st.booleans()), max_size=300)


@given(sizes_and_paragraphs, st.integers(24, 80), st.integers(0, 8))
def test_every_word_is_kept_once_and_no_window_is_too_long(
    words: list[tuple[int, bool]], window: int, context: int
) -> None:
    sizes = [size for size, _ in words]
    paragraph = np.cumsum([new for _, new in words], dtype=np.int32) if words else []
    parts = cut(sizes, list(paragraph), window=window, context=context)
    assert [w for _, low, high, _ in parts for w in range(low, high)] == list(range(len(sizes)))
    for low, core_low, core_high, high in parts:
        assert low <= core_low < core_high <= high
        assert sum(sizes[low:high]) <= window
