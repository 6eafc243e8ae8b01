"""Quoted words found again: at their place in the same text, else where a changed text has them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from onrecord.casebook.custody import digest
from onrecord.casebook.journal.entry import Place, Target

AROUND = 32
"""How much is quoted of what stands before and after, in code points."""

_ENOUGH = 24
"""Code points, of the quotation and around it, that tell a place from others by themselves."""
_AHEAD = 4
"""By how many code points around it the right place agrees more than the next one."""
_NEARBY = 1_000
_MOST_TRIES = 10_000


class Lost(Exception):
    """Why what a decision is about is not found; its message is for people."""


def quoted(text: str, start: int, end: int) -> dict[str, str]:
    """The words at a place and a little of what stands around them, as a target has it."""
    return {
        "exact": text[start:end],
        "prefix": text[max(start - AROUND, 0) : start],
        "suffix": text[end : end + AROUND],
    }


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a quotation stands now: its code points that are no white space, old and new."""

    old: tuple[int, ...]
    new: tuple[int, ...]

    def __call__(self, place: Place) -> Place:
        """Where a place within the quotation is now. Raises Lost where it holds no word."""
        first, last = bisect_left(self.old, place[0]), bisect_left(self.old, place[1]) - 1
        if first > last:
            raise Lost("its words are white space")
        return self.new[first], self.new[last] + 1


class Text:
    """A text in which quotations are found; what is made of it is made once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def sha256(self) -> str:
        """The digest that targets name the text by."""
        return digest(self.text)

    @cached_property
    def _squeezed(self) -> tuple[str, list[int]]:
        return _squeeze(self.text)

    def find(self, target: Target, *, distinct: bool = True) -> Moved:
        """Where a target's quotation stands in this text.

        In the text that it was quoted from that is its own place. In another one it is where
        the same words stand, white space aside: the only such place, or the one that agrees
        most with what stood around it, or the only one nearby. `distinct`: a short quotation
        must agree with what stands around it too. Raises Lost where there is no such place.
        """
        words, offsets = _squeeze(target.exact)
        old = tuple(target.start + offset for offset in offsets)
        if not words:
            raise Lost("its words are white space")
        if target.text_sha256 == self.sha256:
            if self.text[target.start : target.end] != target.exact:
                raise Lost("its words do not stand at their place")
            return Moved(old, old)
        at = self._best(target, words, distinct)
        return Moved(old, tuple(self._squeezed[1][at : at + len(words)]))

    def _best(self, target: Target, words: str, distinct: bool) -> int:
        text, offsets = self._squeezed
        before, after = _squeeze(target.prefix)[0], _squeeze(target.suffix)[0]
        found = []
        for at in self._all(words):
            end = at + len(words)
            agrees = _common(before[::-1], text[max(at - len(before), 0) : at][::-1])
            agrees += _common(after, text[end : end + len(after)])
            found.append((agrees, at))
        if not found:
            raise Lost("its words are not in the text any more")
        most = max(agrees for agrees, _ in found)
        best = [at for agrees, at in found if agrees > most - _AHEAD]
        if len(best) > 1:
            near = [at for at in best if abs(offsets[at] - target.start) <= _NEARBY]
            if len(near) != 1:
                raise Lost(f"its words stand in {len(best)} places")
            best = near
        if distinct and most + len(words) < min(_ENOUGH, len(before + words + after)):
            raise Lost("its words stand in other surroundings")
        return best[0]

    def _all(self, words: str) -> list[int]:
        """Where words stand whole in the squeezed text."""
        text, offsets = self._squeezed
        found: list[int] = []
        at, tries = text.find(words), 0
        while at >= 0:
            tries += 1
            if tries > _MOST_TRIES:
                raise Lost("its words stand in too many places")
            if self._whole(offsets[at], offsets[at + len(words) - 1] + 1):
                found.append(at)
            at = text.find(words, at + 1)
        return found

    def _whole(self, start: int, end: int) -> bool:
        return not (_inside_word(self.text, start) or _inside_word(self.text, end))


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _squeeze(text: str) -> tuple[str, list[int]]:
    """The text without white space, and where each code point of it stands."""
    offsets = [index for index, letter in enumerate(text) if not letter.isspace()]
    return "".join(text[index] for index in offsets), offsets


def _common(first: str, second: str) -> int:
    """How many code points two texts have in common at their start."""
    for index, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return index
    return min(len(first), len(second))
