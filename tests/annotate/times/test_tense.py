import pytest

from onrecord.annotate.times.tense import AHEAD, PLANNED, direction
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
    ],
)  # fmt: skip
def test_ahead(text: str) -> None:
    assert looks(text) in (PLANNED, AHEAD)


@pytest.mark.parametrize(
    "text", ["Monday", "The port on Monday", "He spoke; Monday", "the plan Monday"]
)
def test_not_known(text: str) -> None:
    assert looks(text) == 0
