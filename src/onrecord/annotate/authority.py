"""On whose authority words stand: the innermost attribution whose content holds them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from onrecord.annotate.spans import Offsets
from onrecord.record import Attribution


class Authorities:
    """The contents of a document's attributions, to be asked which of them holds a span.

    Contents may nest and, where two attributions share words, cross. Each piece knows the piece
    around it, so that asking costs little however many attributions there are.
    """

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        """`attributions`: all those of a record."""
        self._hold(
            ((piece.start, piece.end), attribution.id)
            for attribution in attributions
            for piece in attribution.content
        )

    @classmethod
    def over(cls, pieces: Iterable[tuple[Offsets, str]]) -> Authorities:
        """Those of pieces of content, each with the id of its attribution."""
        made = cls(())
        made._hold(pieces)
        return made

    def of(self, start: int, end: int) -> str | None:
        """The id of the innermost attribution whose content holds the words; None: nobody's."""
        index: int | None = bisect_right(self._starts, start) - 1
        if index == -1:
            return None
        while index is not None:
            (_, stop), id = self._pieces[index]
            if end <= stop:
                return id
            index = self._around[index]
        return None

    def _hold(self, pieces: Iterable[tuple[Offsets, str]]) -> None:
        ordered = sorted(pieces, key=lambda item: (item[0][0], -item[0][1]))
        self._pieces = ordered
        self._starts = [start for (start, _), _ in ordered]
        self._around: list[int | None] = []
        open_pieces: list[int] = []
        for index, ((start, _), _) in enumerate(ordered):
            while open_pieces and ordered[open_pieces[-1]][0][1] <= start:
                open_pieces.pop()
            self._around.append(open_pieces[-1] if open_pieces else None)
            open_pieces.append(index)
