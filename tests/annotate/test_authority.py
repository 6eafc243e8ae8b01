from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.authority import Authorities

Pieces = list[tuple[tuple[int, int], str]]


def pieces() -> st.SearchStrategy[Pieces]:
    offsets = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1]))
    return st.lists(offsets, max_size=12, unique=True).map(
        lambda found: [(piece, f"a{number}") for number, piece in enumerate(found, 1)]
    )


def test_words_outside_every_content_stand_on_nobody_s_authority() -> None:
    held = Authorities.over([((10, 20), "a1")])
    assert [held.of(0, 5), held.of(5, 12), held.of(18, 22), held.of(30, 31)] == [None] * 4
    assert Authorities.over([]).of(0, 5) is None


def test_the_innermost_of_nested_contents_is_the_authority() -> None:
    held = Authorities.over([((0, 50), "a1"), ((10, 30), "a2"), ((12, 14), "a3")])
    assert [held.of(11, 13), held.of(12, 14), held.of(40, 45)] == ["a2", "a3", "a1"]


def test_words_after_an_inner_content_are_the_outer_s_again() -> None:
    held = Authorities.over([((0, 50), "a1"), ((10, 20), "a2"), ((25, 30), "a3")])
    assert [held.of(21, 24), held.of(28, 33), held.of(26, 27)] == ["a1", "a1", "a3"]


def test_each_piece_of_a_content_is_its_attribution_s() -> None:
    held = Authorities.over([((0, 10), "a1"), ((20, 30), "a1")])
    assert [held.of(2, 4), held.of(22, 24), held.of(12, 14)] == ["a1", "a1", None]


@given(pieces(), st.integers(0, 70), st.integers(1, 10))
def test_what_is_found_holds_the_words_and_begins_last(
    held: Pieces, start: int, length: int
) -> None:
    end = start + length
    holding = [piece for piece, _ in held if piece[0] <= start and end <= piece[1]]
    found = Authorities.over(held).of(start, end)
    if not holding:
        assert found is None
    else:
        low, high = {id: piece for piece, id in held}[found or ""]
        assert low <= start
        assert end <= high
        assert low == max(piece[0] for piece in holding)
