from onrecord.annotate.hedges import find_hedges


def hedges(text: str) -> list[str]:
    return [text[start:end] for start, end in find_hedges(text, [(0, len(text))])]


def test_hedges_are_found_as_whole_words_the_longest_first() -> None:
    assert hedges("It may possibly appear to be shut, reportedly.") == [
        "may", "possibly", "appear to", "reportedly",
    ]  # fmt: skip
    assert hedges("The mayor is mighty, almighty and likeable.") == []


def test_the_month_is_no_hedge() -> None:
    assert hedges("In May it might shut.") == ["might"]


def test_only_the_pieces_are_read_and_each_hedge_counts_once() -> None:
    text = "It may shut, Venn said, and it could open."
    assert find_hedges(text, [(0, 12), (0, 12)]) == [(3, 6)]
