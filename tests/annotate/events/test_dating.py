"""What a date dates."""

import pytest
from tagged import line

from onrecord.annotate.events.dating import dated


def told(written: str, date: str) -> str | None:
    """The word that a date dates."""
    made = line(written)
    words = date.lower().split()
    low = next(i for i in range(len(made)) if made.words[i : i + len(words)] == words)
    for i in range(low, low + len(words)):
        made.verb[i] = made.noun[i] = False
    found = dated(made, low, low + len(words))
    return made.words[found.word] if found else None


@pytest.mark.parametrize(
    ("written", "date", "what"),
    [
        ("The raiders/noun seized/past! the mill/noun in 2015 .", "2015", "seized"),
        ("In May , the raiders/noun seized/past! the mill/noun .", "May", "seized"),
        ("The court/noun on Monday fined/past! the miller/noun .", "Monday", "fined"),
        ("The miller/noun was/past arrested/participle! Monday .", "Monday", "arrested"),
        ("She/other had/past never been/participle seen/participle! in 2003 .", "2003", "seen"),
        ("He plans/present! to leave/base! in 2021 .", "2021", "leave"),
        ("The dam/noun broke/past! about 2003 .", "2003", "broke"),
    ],
)
def test_an_adverb_of_time_dates_the_verb_of_its_clause(written: str, date: str, what: str) -> None:
    assert told(written, date) == what


@pytest.mark.parametrize(
    ("written", "date", "what"),
    [
        ("They recalled/past! the 2018 attack/noun! on the dam/noun .", "2018", "attack"),
        ("Monday ' s vote/noun! was/past close/adjective .", "Monday", "vote"),
        ("He left/past! under a planned/participle 2021 withdrawal/noun! .", "2021", "withdrawal"),
        ("It came/past! after the floods/noun! of 1953 .", "1953", "floods"),
    ],
)  # fmt: skip
def test_a_date_in_a_nouns_phrase_dates_the_noun(written: str, date: str, what: str) -> None:
    assert told(written, date) == what


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("He praised/past! the 2018 budget/noun .", "2018"),
        ("He has/present led/participle! the guild/noun since 2015 .", "2015"),
        ("The winner/noun of 2015 sang/past! .", "2015"),
        ("They cut/past! a third/noun from 2005 levels/noun .", "2005"),
        ("It rained/past! , according to a report/noun! Friday .", "Friday"),
        ("Monday .", "Monday"),
        ("They talk/present! about the night/noun of May 4 .", "the night of May 4"),
    ],
)
def test_a_date_of_something_else_dates_nothing_that_happens(written: str, date: str) -> None:
    assert told(written, date) is None


def test_a_verb_that_only_carries_a_noun_leaves_it_the_date() -> None:
    written = "The guild/noun was/past behind a raid/noun! on the mill/noun in 2015 ."
    assert told(written, "2015") == "raid"
    written = "In 2015 , the town/noun held/past! a vote/noun! on the dam/noun ."
    assert told(written, "2015") == "vote"
    written = "The vote/noun! is/present set/participle! for May ."
    assert told(written, "May") == "vote"


def test_a_date_that_is_not_told_to_the_day_dates_all_the_same() -> None:
    assert (
        told("It was/past found/participle! about two months/noun ago .", "two months ago")
        == "found"
    )


def test_of_two_happenings_in_a_list_each_has_its_own_date() -> None:
    written = "It was/past behind a raid/noun! in 2015 and a coup/noun! in Tarn/name in 2016 ."
    assert told(written, "2015") == "raid"
    assert told(written, "2016") == "coup"


def test_a_date_in_front_passes_over_clauses_that_are_not_its_own() -> None:
    written = "On Saturday , after Venn/name left/past! , the mayor/noun resigned/past! ."
    assert told(written, "Saturday") == "resigned"
    written = "In May , the mayor/noun who built/past! the dam/noun , resigned/past! ."
    assert told(written, "May") == "resigned"
    written = "At noon , his clerk/noun said/past? , he fell/past! ill/adjective ."
    assert told(written, "noon") == "fell"


def test_brackets_do_not_part_a_clause() -> None:
    written = "Today at noon ( 0930 UTC ) the court/noun closed/past! the mill/noun ."
    assert told(written, "Today at noon") == "closed"
    assert told(written, "0930 UTC") == "closed"


def test_what_was_tried_is_what_is_dated() -> None:
    written = "In 2016 , rebels/noun tried/past! to seize/base! the mint/noun ."
    assert told(written, "2016") == "seize"


def test_the_end_of_a_year_is_its_part_and_no_happening() -> None:
    written = "The guild/noun broke/past! up at the end/noun of 2018 ."
    assert told(written, "2018") == "broke"


@pytest.mark.parametrize(
    ("written", "date", "what"),
    [
        ("The vote/noun! was/past cancelled/participle! last Friday .", "Friday", "cancelled"),
        ("The vote/noun! was/past postponed/participle! until June .", "June", "vote"),
        (
            "The vote/noun! , planned/participle! for Monday , was/past postponed/participle! .",
            "Monday",
            "vote",
        ),
        ("The firm/noun expects/present! sales/noun in 2021 .", "2021", None),
        ("The firm/noun plans/present! in 2021 to leave/base! .", "2021", "leave"),
        ("The firm/noun expects/present! a vote/noun! in 2021 .", "2021", "vote"),
        ("The man/noun who left/past! in 2015 was/past found/participle! .", "2015", "left"),
        (
            "The claim/noun that he left/past! in 2015 was/past repeated/participle! .",
            "2015",
            "left",
        ),
        ("He is/present wanted/participle! for the killing/noun! in 2015 .", "2015", "killing"),
    ],
)
def test_what_was_put_off_expected_or_told_within_a_clause(
    written: str, date: str, what: str | None
) -> None:
    assert told(written, date) == what


def test_won_is_a_verb_where_it_is_no_half_of_a_negation() -> None:
    assert told("Venn/name won/past! in 2015 .", "2015") == "won"
    assert told("Venn/name won/modal ' t vote/base! in 2021 .", "2021") == "vote"
