"""What is no more than an accusation."""

import pytest
from tagged import line

from onrecord.annotate.events.charges import is_charged


def charged(written: str, word: str) -> bool:
    made = line(written)
    return is_charged(made, made.words.index(word))


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("The accusation/noun he had/past beaten/participle! the miller/noun .", "beaten"),
        ("The claims/noun that Venn/name took/past! bribes/noun and lied/past! .", "took"),
        ("The claims/noun that Venn/name took/past! bribes/noun and lied/past! .", "lied"),
        ("An allegation/noun of stealing/gerund! salt/noun .", "stealing"),
        ("He is/present on trial/noun for the murder/noun! of a guard/noun .", "murder"),
        ("He was/past charged/participle! with stealing/gerund! salt/noun .", "stealing"),
        ("He was/past indicted/participle! for the robbery/noun! .", "robbery"),
        ("He was/past acquitted/participle! of robbing/gerund! a bank/noun .", "robbing"),
        ("He was/past cleared/participle! of taking/gerund! bribes/noun .", "taking"),
        ("He is/present wanted/participle for the killing/noun! .", "killing"),
        ("They suspect/present! Ivo/name Dahl/name of stealing/gerund! salt/noun .", "stealing"),
        ("They suspect/present! Venn/name of having/gerund stolen/past! it .", "stolen"),
        ("He is/present wanted/participle by police/noun for a robbery/noun! .", "robbery"),
        ("He was/past found/participle not guilty/adjective of stealing/gerund! .", "stealing"),
    ],
)
def test_what_somebody_is_said_to_have_done_is_charged(written: str, word: str) -> None:
    assert charged(written, word)


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("The claim/noun was/past made/participle! .", "made"),
        ("The claim/noun that it rained/past! was/past made/participle! .", "made"),
        ("He was/past convicted/participle! on a charge/noun of stealing/gerund! .", "stealing"),
        ("They charged/past! him for the flight/noun! .", "flight"),
        ("The sky/noun is/present clear/adjective in the storm/noun! .", "storm"),
        ("He took/past charge/noun of the mission/noun! .", "mission"),
        ("He was/past cleared/participle! and left/past! .", "left"),
        ("He was/past arrested/participle! .", "arrested"),
    ],
)
def test_what_is_settled_or_told_beside_it_is_not(written: str, word: str) -> None:
    assert not charged(written, word)


def test_no_word_looks_far() -> None:
    made = line("The claim/noun that " + "it/other " * 20 + "fell/past! .")
    assert not is_charged(made, made.words.index("fell"))
