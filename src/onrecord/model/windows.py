"""A long text in overlapping windows.

Every word is read in the middle of its window, with context on both sides; each window is
run alone, so that a text gives the same scores whatever it is read together with.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

WINDOW = 254
"""Word pieces a window, the two marks at its ends not counted."""
CONTEXT = 40
"""Word pieces of context that a window has on each side, at most."""


class Window(NamedTuple):
    """Words `low` to `high` are read; those from `core_low` to `core_high` are kept."""

    low: int
    core_low: int
    core_high: int
    high: int


def windows(
    sizes: NDArray[np.int64],
    paragraph: NDArray[np.int32],
    *,
    window: int = WINDOW,
    context: int = CONTEXT,
) -> list[Window]:
    """Windows whose cores cut words `0` to `n` into runs, at paragraphs where possible.

    `sizes` (n,) are the pieces of each word, `paragraph` (n,) the paragraph it stands in.
    """
    n = len(sizes)
    total = np.concatenate([[0], np.cumsum(sizes)])
    if total[-1] <= window:
        return [Window(0, 0, n, n)] if n else []
    first_words = np.append(np.flatnonzero(np.diff(paragraph, prepend=-1)), n)
    result = []
    low = 0
    while low < n:
        left = int(np.searchsorted(total, total[low] - context, "left"))
        room = window - int(total[low] - total[left])
        rest = int(total[n] - total[low])
        if rest <= room:
            result.append(Window(left, low, n, n))
            break
        room -= context
        high = int(np.searchsorted(total, total[low] + room, "right")) - 1
        high = max(high, low + 1)
        # The last paragraph that begins in the core's second half ends it.
        starts = first_words[
            np.searchsorted(first_words, low, "right") : np.searchsorted(first_words, high, "right")
        ]
        late = starts[total[starts] - total[low] >= room / 2]
        if len(late):
            high = int(late[-1])
        right = int(np.searchsorted(total, total[high] + context, "right")) - 1
        result.append(Window(left, low, high, max(right, high)))
        low = high
    return result
