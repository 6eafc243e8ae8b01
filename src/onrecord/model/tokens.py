"""Words to word pieces."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST = 8
"""Pieces kept of one word; the rest of a monster adds cost and no sense."""
REMEMBERED = 50_000
"""Words whose pieces are kept, which covers a year of one desk's vocabulary."""


class Pieces:
    """A WordPiece tokenizer that looks each distinct word up once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._known: dict[str, list[int]] = {}
        marks = (
            ("[CLS]", "[SEP]") if tokenizer.token_to_id("[CLS]") is not None else ("<s>", "</s>")
        )
        self.first, self.last, self.unknown = (self._id(mark) for mark in (*marks, "[UNK]"))

    def _id(self, mark: str) -> int:
        number = self._tokenizer.token_to_id(mark)
        if number is None:
            raise ValueError(f"the tokenizer has no {mark}")
        return int(number)

    @classmethod
    def load(cls, path: Path) -> Pieces:
        """The tokenizer in a `tokenizer.json`."""
        from tokenizers import Tokenizer

        return cls(Tokenizer.from_file(str(path)))

    def __call__(self, words: list[str]) -> list[list[int]]:
        """Piece ids of each word: 1 to `LONGEST` of them."""
        known = self._known
        if len(known) > REMEMBERED:
            known.clear()
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            encoded = self._tokenizer.encode_batch(
                [[word[:100]] for word in new], is_pretokenized=True, add_special_tokens=False
            )
            for word, encoding in zip(new, encoded, strict=True):
                known[word] = encoding.ids[:LONGEST] or [self.unknown]
        return [known[word] for word in words]


CHARACTERS = 4_000
"""Code points of a sentence that are looked at: more than `Sentences` keeps pieces of."""


class Sentences:
    """The same tokenizer for whole sentences, their ends marked, cut after `longest` pieces."""

    def __init__(self, tokenizer: Tokenizer, longest: int = 256) -> None:
        tokenizer.no_padding()
        tokenizer.enable_truncation(longest)
        self._tokenizer = tokenizer

    @classmethod
    def load(cls, path: Path, *, longest: int = 256) -> Sentences:
        """The tokenizer in a `tokenizer.json`."""
        from tokenizers import Tokenizer

        return cls(Tokenizer.from_file(str(path)), longest)

    def __call__(self, texts: Sequence[str]) -> list[NDArray[np.int64]]:
        """Piece ids of each text: two, of an empty one, to `longest`."""
        encoded = self._tokenizer.encode_batch([text[:CHARACTERS] for text in texts])
        return [np.array(encoding.ids, np.int64) for encoding in encoded]
