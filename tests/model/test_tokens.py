"""Word pieces."""

from onrecord.model.session import WEIGHTS
from onrecord.model.tokens import LONGEST, Pieces


def test_every_word_has_a_few_pieces() -> None:
    pieces = Pieces.load(WEIGHTS / "tokenizer.json")
    ids = pieces(["said", "Said", "", "xq" * 3000, "\u200b", "\ud7ff"])
    assert ids[0] == ids[1]
    assert all(1 <= len(word) <= LONGEST for word in ids)


def test_a_word_seen_before_gives_the_same() -> None:
    pieces = Pieces.load(WEIGHTS / "tokenizer.json")
    assert pieces(["Marlbridge", "weir"]) == pieces(["Marlbridge", "weir"])
