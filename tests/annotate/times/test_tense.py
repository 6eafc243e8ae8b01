import pytest

from onrecord.annotate.times.tense import AHEAD, PLANNED, WAS_TO_BE, direction
from onrecord.annotate.times.tokens import tokenise


def looks(text: str) -> int:
    tokens = tokenise(text, 0, len(text))
    at = tokens.words.index("monday")
    return direction(tokens, at, at + 1)


@pytest.mark.parametrize(
    "text",
    [
        "The council met on Monday", "Officials said Monday it will rain",
        "On Monday the mayor resigned",
        "It had been scheduled to open Monday", "The ship sank Monday", "He was seen Monday",
        "the vote that was held Monday", "In May they met Monday",
        "Tove Vell, of Skarn, won gold on Monday", "She was due to speak Monday but fell ill",
        "By Monday the port was shut", "The bank cut rates Monday",
        "Vell, who faces trial, left Monday",
    ],
)  # fmt: skip
def test_behind(text: str) -> None:
    assert looks(text) == -1


@pytest.mark.parametrize(
    "text",
    [
        "The council will meet on Monday", "They plan to vote Monday", "It is due Monday",
        "It was delayed until Monday", "The election is on Monday", "They agreed to meet Monday",
        "It would be paid Monday", "as early as Monday", "a vote that will be held Monday",
        "By Monday it",
        "Oru Vell and his wife, Tove, arrive on Monday", "The mayor flies to Skarn on Monday",
        "If elected Monday, she would leave", "If she is elected Monday, she leaves",
        "By Monday, he said, it will", "The bank will cut rates Monday", "He is to quit Monday",
        "It won't be Monday",
    ],
)  # fmt: skip
def test_ahead(text: str) -> None:
    assert looks(text) in (PLANNED, AHEAD)


@pytest.mark.parametrize(
    "text", ["Monday", "The port on Monday", "He spoke; Monday", "the plan Monday"]
)
def test_not_known(text: str) -> None:
    assert looks(text) == 0


@pytest.mark.parametrize(
    "text", ["They were expected to land Monday", "He was due to speak Monday"]
)
def test_what_was_to_be_may_lie_on_either_side(text: str) -> None:
    assert looks(text) == WAS_TO_BE
