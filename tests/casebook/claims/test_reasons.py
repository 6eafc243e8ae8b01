from __future__ import annotations

from casebook_articles import fake_read, item

from onrecord.casebook.claims import reasons
from onrecord.casebook.claims.gathering import Placed
from onrecord.casebook.claims.passages import Passage, of_record


def statement(words: str, verb: str = "said") -> Passage:
    record = fake_read(item(text=f"Port Marren\nDorrit Haldane {verb} that {words}.\n"))
    return next(each for each in of_record(record) if each.kind == "statement")


CORE = statement("the harbour board closed the eastern crane")


def test_what_two_passages_have_in_common_is_told() -> None:
    alike = Placed(2, "same", 0.9, 1)
    told = reasons.of_words(alike, statement("the eastern crane was shut by the harbour"), CORE)
    assert told == "says the same; both have “eastern”, “crane”, “harbour”"


def test_a_denial_of_the_same_words_is_told_from_words_of_the_opposite() -> None:
    denied = statement("the harbour board closed the eastern crane", "denied")
    told = reasons.of_words(Placed(2, "denies", 0.9, 1), denied, CORE)
    assert told.startswith("these words, which say the same, are what its source denies; both have")
    opposite = statement("the harbour board never closed the eastern crane")
    told = reasons.of_words(Placed(2, "denies", 0.9, 1, "denies"), opposite, CORE)
    assert told.startswith("says the opposite; both have")


def test_names_come_before_words() -> None:
    one = statement("I closed the eastern crane by my own hand")
    told = reasons.of_words(Placed(2, "same", 0.9, 1), one, one)
    assert told == "says the same; both have Dorrit Haldane, “closed”, “eastern”, “crane”, “hand”"


def test_nothing_in_common_is_not_made_up() -> None:
    other = statement("ferries carried lamps to distant islands")
    assert reasons.of_words(Placed(2, "same", 0.9, 1), other, CORE) == "says the same"


def test_what_an_article_says_itself_is_told_so() -> None:
    assert "its own article has it deny" in reasons.of_stance(
        Placed(2, "denies", 0.9, 1, "denies", stance=True)
    )


def test_who_points_at_whom_is_told() -> None:
    shut = statement("the eastern crane was shut by the harbour")
    told = reasons.of_tie(Placed(2, "same", 0.9, 1, tie=2), shut, CORE, "The Lantern")
    assert told.startswith("it names or links to The Lantern as whom it has this from; both have")
    told = reasons.of_tie(Placed(2, "same", 0.9, 1, tie=1), shut, CORE, "The Lantern")
    assert told.startswith("The Lantern names or links to it as whom it has this from; both have")


def test_what_is_held_against_another_than_the_core_says_which() -> None:
    told = reasons.of_words(Placed(2, "same", 0.9, 1), CORE, CORE, "The Lantern")
    assert told.startswith("says the same, beside the passage of The Lantern; both have")
