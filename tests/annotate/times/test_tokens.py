from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.times.tokens import tokenise, words_of


def kinds(text: str) -> list[str]:
    tokens = tokenise(text, 0, len(text))
    return [tokens.kind(index) for index in range(len(tokens.words))]


def test_what_is_also_a_word_or_a_name_counts_with_a_capital_alone() -> None:
    assert kinds("May may Sat sat") == ["doubtful_month", "", "short_weekday", ""]


def test_numbers_are_told_apart_by_their_figures() -> None:
    assert kinds("5 05 500 1984 0930") == ["small", "zero_led", "large", "year", "large"]


def test_a_suffix_belongs_to_the_number_it_touches() -> None:
    assert kinds("5th") == ["small", "th"]
    assert kinds("5 th") == ["small", ""]


def test_a_holiday_is_one_token_with_either_apostrophe() -> None:
    for text in ("on New Year's Eve he", "on New Year’s Eve he"):
        tokens = tokenise(text, 0, len(text))
        assert tokens.words == ["on", "new year's eve", "he"]
        assert text[tokens.starts[1] : tokens.ends[1]] == text[3:-3]
    assert "holiday" not in kinds("a new year of plenty")


def test_a_word_has_one_class() -> None:
    assert words_of()["second"] == "second"
    assert words_of()["mondays"] == "weekdays"


@given(st.text(max_size=200))
def test_tokens_are_words_of_the_text(text: str) -> None:
    tokens = tokenise(text, 0, len(text))
    sizes = {len(tokens.words), len(tokens.starts), len(tokens.ends), len(tokens.classes)}
    assert sizes == {len(tokens.words)}
    previous = 0
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert previous <= start < end <= len(text)
        assert text[start:end].lower() == word or " " in word or "'" in word
        previous = end
