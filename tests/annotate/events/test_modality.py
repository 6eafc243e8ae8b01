"""Whether what is dated happened."""

import pytest
from tagged import line

from onrecord.annotate.events.modality import modality
from onrecord.record import Kind


def told(
    written: str,
    word: str,
    carrier: str | None = None,
    *,
    kind: Kind | None = None,
    future: bool = False,
) -> str:
    made = line(written)
    at = made.words.index(word)
    return modality(
        made, at, made.words.index(carrier) if carrier else at, kind=kind, future=future
    )


@pytest.mark.parametrize(
    ("written", "word", "expected"),
    [
        ("Raiders/noun seized/past! the mill/noun .", "seized", "actual"),
        ("The planned/participle withdrawal/noun! .", "withdrawal", "planned"),
        ("The guild/noun will/modal vote/base! .", "vote", "planned"),
        ("The mayor/noun is/present expected/participle! to resign/base! .", "resign", "planned"),
        ("They were/past to meet/base! .", "meet", "planned"),
        ("A thwarted/participle coup/noun! .", "coup", "attempted"),
        ("The assassination/noun! attempt/noun! .", "attempt", "attempted"),
        ("They tried/past! to seize/base! it .", "seize", "attempted"),
        ("An alleged/adjective raid/noun! .", "raid", "alleged"),
        ("He reportedly quit/past! .", "quit", "alleged"),
        ("He was/past accused/participle! of stealing/gerund! it .", "stealing", "alleged"),
        ("Reportedly , he struck/past! a rail/noun .", "struck", "alleged"),
        ("He did/past not vote/base! .", "vote", "negated"),
        ("They may/modal have/base left/participle! .", "left", "alleged"),
        ("He denies/present? taking/gerund! it .", "taking", "alleged"),
        ("He denied/past? that they left/past! .", "left", "alleged"),
        ("They could/modal have/base left/participle! .", "left", "alleged"),
        ("He would/modal not run/base! .", "run", "negated"),
        ("He was/past accused/participle! of stealing/gerund! salt/noun .", "stealing", "alleged"),
        ("Raids/noun! were/past cancelled/participle! .", "cancelled", "actual"),
        ("He was/past convicted/participle! of stealing/gerund! it .", "stealing", "actual"),
    ],
)  # fmt: skip
def test_the_words_around_tell(written: str, word: str, expected: str) -> None:
    assert told(written, word) == expected


def test_the_verb_of_a_noun_tells_of_it() -> None:
    assert told("The coup/noun! was/past thwarted/participle! .", "coup", "thwarted") == "attempted"
    assert (
        told("The vote/noun! is/present scheduled/participle! .", "vote", "scheduled") == "planned"
    )
    assert told("The vote/noun! was/past cancelled/participle! .", "vote", "cancelled") == "negated"


def test_an_attribution_tells_where_the_words_do_not() -> None:
    assert told("That they seized/past! the mill/noun .", "seized", kind="accusation") == "alleged"
    assert told("That they seized/past! the mill/noun .", "seized", kind="denial") == "alleged"
    assert told("To seize/base! the mill/noun .", "seize", kind="intention") == "planned"
    assert told("The raid/noun! on the mill/noun .", "raid", kind="accusation") == "actual"


def test_what_lies_ahead_is_planned_unless_it_is_told_as_past() -> None:
    assert told("The guild/noun meets/present! .", "meets", future=True) == "planned"
    assert told("The guild/noun met/past! .", "met", future=True) == "actual"


def test_what_the_verb_behind_a_noun_says_of_it_holds_of_a_dated_noun_too() -> None:
    cancelled = "Monday 's meeting/noun! was/past cancelled/participle! ."
    assert told(cancelled, "meeting") == "negated"
    assert told("The raid/noun! failed/past! .", "raid") == "attempted"
    assert told("The raid/noun! began/past! and failed/past! .", "raid") == "actual"


def test_what_somebody_is_accused_of_doing_in_a_known_happening_leaves_it_actual() -> None:
    leading = "He was/past accused/participle! of leading/gerund! the coup/noun! ."
    assert told(leading, "coup", "leading") == "actual"
    taking = "He denies/present? taking/gerund! a bribe/noun! ."
    assert told(taking, "bribe", "taking") == "alleged"


@pytest.mark.parametrize("kind", ["denial", "accusation"])
def test_what_only_dates_a_charge_or_denial_is_no_part_of_it(kind: Kind) -> None:
    since = "He denied/past? it since he was/past arrested/participle! ."
    assert told(since, "arrested", kind=kind) == "actual"
