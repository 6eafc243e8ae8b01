from onrecord.annotate.phrases import matcher


def test_phrases_are_whole_words_the_longest_first_in_any_case() -> None:
    pattern = matcher(["close", "close to", "can't say"])
    assert pattern.findall("Close to it, enclosed, close-up, close\nto, CAN’T SAY") == [
        "Close to", "close\nto", "CAN’T SAY",
    ]  # fmt: skip
