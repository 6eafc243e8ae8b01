"""Two wordings beside each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.compared import Piece, compared


def own(pieces: tuple[Piece, ...]) -> list[str]:
    return [piece.text.strip() for piece in pieces if piece.own]


def test_what_one_wording_has_alone_is_marked() -> None:
    before, after = compared("The ship may have carried shells.", "The ship carried shells.")
    assert own(before) == ["may have"]
    assert own(after) == []


def test_letters_case_is_no_difference() -> None:
    before, after = compared("The Ship sank", "the ship SANK")
    assert own(before) == own(after) == []


@given(st.text(max_size=80), st.text(max_size=80))
def test_pieces_joined_give_the_wordings(before: str, after: str) -> None:
    left, right = compared(before, after)
    assert "".join(piece.text for piece in left) == before
    assert "".join(piece.text for piece in right) == after


def test_a_long_passage_is_shown_whole() -> None:
    long = "word " * 5000
    left, right = compared(long, long + "end")
    assert "".join(piece.text for piece in left) == long
    assert "".join(piece.text for piece in right).endswith("end")
