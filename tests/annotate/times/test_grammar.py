import re

from onrecord.annotate.times.grammar import RULES, matches_at, starts
from onrecord.annotate.times.tokens import letters, tokenise


def rules_at(text: str) -> list[str]:
    tokens = tokenise(text, 0, len(text))
    return [match.rule for match in matches_at(tokens.classes, 0)]


def test_every_class_that_a_rule_names_is_one() -> None:
    for rule in RULES.values():
        words = re.sub(r"<[a-z_]+:", " ", "|".join(rule))
        assert set(re.findall(r"[a-z_]+", words)) <= set(letters())


def test_rules_are_tried_in_their_order() -> None:
    assert rules_at("May 5")[0] == "day"
    assert "month" in rules_at("May 5")
    assert rules_at("5 years old")[0] == "nothing"


def test_nothing_begins_where_no_rule_holds() -> None:
    tokens = tokenise("The harbour was shut by the wind.", 0, 33)
    assert starts(tokens.classes, 0) is None
