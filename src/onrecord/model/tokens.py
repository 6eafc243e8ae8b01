"""Words to word pieces."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
