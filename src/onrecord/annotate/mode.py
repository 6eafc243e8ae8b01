"""Direct, mixed or indirect: how much of a content stands in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from onrecord.annotate.spans import Offsets
from onrecord.model.quotes import quotations
from onrecord.record import Mode

DIRECT = 0.9
"""From this share of its letters on, a content is direct."""
_NO_LETTER = re.compile(r"[\W_]+")


class Quoted:
    """What of a text stands in quotation marks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []
        self._ends: list[int] = []
        for quotation in quotations(text):
            if self._ends and quotation.inner_start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], quotation.inner_end)
            else:
                self._starts.append(quotation.inner_start)
                self._ends.append(quotation.inner_end)

    def mode(self, content: Iterable[Offsets]) -> Mode:
        """The mode of a content, given as offsets into the text."""
        letters = quoted = 0
        for start, end in content:
            letters += self._letters(start, end)
            index = max(bisect_right(self._starts, start) - 1, 0)
            while index < len(self._starts) and self._starts[index] < end:
                quoted += self._letters(
                    max(start, self._starts[index]), min(end, self._ends[index])
                )
                index += 1
        if not quoted:
            return "indirect"
        return "direct" if quoted >= DIRECT * letters else "mixed"

    def _letters(self, start: int, end: int) -> int:
        return len(_NO_LETTER.sub("", self._text[start:end])) if start < end else 0
