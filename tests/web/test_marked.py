from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.marked import ELLIPSIS, Piece, excerpt, pieces

MARKS = st.lists(
    st.tuples(st.integers(-3, 60), st.integers(-3, 60), st.sampled_from("ab")), max_size=6
).map(sorted)


def test_marked_words_stand_apart() -> None:
    assert pieces("the crane stopped", [(4, 9, "lit")]) == [
        Piece("the "),
        Piece("crane", "lit"),
        Piece(" stopped"),
    ]


def test_of_marks_that_reach_into_each_other_the_rest_counts() -> None:
    found = pieces("abcdef", [(0, 4, "one"), (2, 5, "two")])
    assert found == [Piece("abcd", "one"), Piece("e", "two"), Piece("f")]


@given(text=st.text(max_size=50), marks=MARKS)
def test_pieces_joined_are_the_text(text: str, marks: list[tuple[int, int, str]]) -> None:
    found = pieces(text, marks)
    assert "".join(piece.text for piece in found) == text
    assert all(piece.text for piece in found)
    at = 0
    for piece in found:
        if piece.mark:
            inside = [m for m in marks if m[0] < at + len(piece.text) and at < m[1]]
            assert piece.mark in {mark for _, _, mark in inside}
        at += len(piece.text)


@given(text=st.text(alphabet="abc ", max_size=200), marks=MARKS, most=st.integers(1, 80))
def test_an_excerpt_is_a_part_of_the_text_with_its_first_mark(
    text: str, marks: list[tuple[int, int, str]], most: int
) -> None:
    found = excerpt(text, marks, most)
    words = [piece.text for piece in found if piece != Piece(ELLIPSIS)]
    assert "".join(words) in text
    assert sum(map(len, words)) == min(len(text), most)
    real = [(start, end) for start, end, _ in marks if 0 <= start < end <= len(text)]
    if real and real[0] == (marks[0][0], marks[0][1]):
        assert any(piece.mark for piece in found)
