"""What is said under a condition."""

import pytest
from tagged import line, read

from onrecord.annotate.events.conditions import is_supposed


@pytest.mark.parametrize(
    ("written", "word", "supposed"),
    [
        ("If elected/participle! , she would/modal go/base! .", "elected", True),
        ("Had/past the miller/noun voted/participle! , it would/modal fall/base! .", "voted", True),
        ("Unless they vote/present! , it closes/present! .", "vote", True),
        ("The dam/noun would/modal have/base broken/participle! .", "broken", True),
        ("They would/modal have/base to vote/base! .", "vote", False),
        ("If it rained/past! , the dam/noun broke/past! .", "broke", False),
        ("He asked/past? if it rained/past! .", "rained", False),
        ("It looked/past as if it rained/past! .", "rained", False),
        ("He had/past voted/participle! .", "voted", False),
        ("They may/modal have/base voted/participle! .", "voted", False),
    ],
)
def test_a_condition_is_known_by_its_clause(written: str, word: str, supposed: bool) -> None:
    made = line(written)
    assert is_supposed(made, made.words.index(word)) is supposed


def test_what_would_have_been_is_no_event_and_what_may_come_is_planned() -> None:
    past = "Had/past the miller/noun voted/participle! in 2015 , it would/modal fall/base! ."
    assert read(past, ("2015", "2015")) == []
    were = "If the miller/noun were/past to vote/base! in March , it would/modal fall/base! ."
    (found,) = read(were, ("March", "2019-03"))
    assert found.modality == "planned"
    ahead = "If elected/participle! in November , she would/modal close/base! it ."
    elected = read(ahead, ("November", "2019-11"))
    assert [(event.trigger.text, event.modality) for event in elected] == [("elected", "planned")]
