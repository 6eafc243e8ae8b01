"""Words and the inputs beside their letters."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.words import BREAKS, QUOTE_STATES, SHAPES, split_words


def test_words_and_marks_stand_apart() -> None:
    words = split_words("Ann said: no-one.", [(0, 17)])
    assert words.strings() == ["Ann", "said", ":", "no", "-", "one", "."]


def test_shape_tells_capitals_digits_and_marks() -> None:
    words = split_words("the Mayor of UNRO in 2019 , É", [(0, 29)])
    assert words.shape.tolist() == [0, 1, 0, 2, 0, 3, 4, 1]


def test_quote_tells_inside_outside_and_mark() -> None:
    text = "He “saw it” then"
    assert split_words(text, [(0, len(text))]).quote.tolist() == [0, 3, 1, 1, 3, 0]


def test_an_unclosed_quotation_is_marked_as_such() -> None:
    text = "“It rained"
    assert split_words(text, [(0, len(text))]).quote.tolist() == [3, 2, 2]


def test_breaks_tell_the_first_word_of_text_and_paragraph() -> None:
    text = "One two\n\nthree four"
    words = split_words(text, [(0, 7), (9, 19)])
    assert words.break_.tolist() == [2, 0, 1, 0]
    assert words.paragraph.tolist() == [0, 0, 1, 1]


def test_what_stands_outside_the_paragraphs_is_not_read() -> None:
    assert split_words("skip read skip", [(5, 9)]).strings() == ["read"]


@given(st.text(max_size=120), st.integers(0, 120))
def test_words_are_verbatim_in_order_and_within_range(text: str, cut: int) -> None:
    cut = min(cut, len(text))
    words = split_words(text, [(0, cut), (cut, len(text))])
    starts, ends = words.start.tolist(), words.end.tolist()
    assert all(s < e for s, e in zip(starts, ends, strict=True))
    assert all(e <= s for e, s in zip(ends, starts[1:], strict=False))
    assert "".join(words.strings()) == "".join(text.split())
    for values, size in (
        (words.shape, SHAPES),
        (words.quote, QUOTE_STATES),
        (words.break_, BREAKS),
    ):
        assert len(values) == len(words)
        assert all(0 <= v < size for v in values.tolist())


def quote_states(*paragraphs: str) -> list[list[int]]:
    text = "\n\n".join(paragraphs)
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    words = split_words(text, spans)
    states = [words.quote[words.paragraph == i].tolist() for i in range(len(paragraphs))]
    return states


def test_a_quotation_may_run_on_through_paragraphs_without_marks() -> None:
    states = quote_states('He said, "Wet', "Very wet", 'all day." Then left')
    assert states == [[0, 0, 0, 3, 2], [2, 2], [2, 2, 2, 3, 0, 0]]


def test_a_quotation_never_closed_stays_in_its_paragraph() -> None:
    assert quote_states('He said, "Wet', "Very wet", "all day") == [[0, 0, 0, 3, 2], [0, 0], [0, 0]]


def test_the_next_paragraphs_own_quotation_stays_its_own() -> None:
    states = quote_states("“Wet", "“Dry,” she said")
    assert states == [[3, 2], [3, 1, 1, 3, 0, 0]]
