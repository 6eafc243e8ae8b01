from __future__ import annotations

from dataclasses import replace

from sample_records import make_empty_record, make_ferry_record, make_record

from onrecord.export import timeline
from onrecord.export.told import Told

FERRY = make_ferry_record()


def test_moments_stand_in_the_order_of_time_and_what_has_no_date_last() -> None:
    found = [
        (one.words, [event.id for event in one.events] + [said.id for said in one.said])
        for one in timeline.timeline(FERRY)
    ]
    assert found == [
        ("the 1960s", ["v5"]),
        ("12 January 1998", ["v3"]),
        ("2019", ["v4"]),
        ("February 2031", ["v1"]),
        ("10 March 2031", ["a3"]),
        ("April 2031", ["v2"]),
        ("no date", ["v6"]),
    ]


def test_what_is_dated_alike_stands_together_under_the_words_of_both() -> None:
    monday = replace(FERRY.events[0], id="v7", time="t3")
    (moment,) = [
        one for one in timeline.timeline(replace(FERRY, events=[*FERRY.events, monday])) if one.said
    ]
    assert [one.id for one in moment.events] == ["v7"]
    assert moment.printed == ["Monday"]


def test_a_statement_s_day_needs_no_time_expression() -> None:
    found = timeline.timeline(make_record())
    assert [one.words for one in found] == ["2028", "14 March 2031"]
    assert timeline.dated(found) == ["2 statements"]


def test_a_value_that_is_no_date_is_shown_as_it_is_and_last() -> None:
    attributions = [replace(FERRY.attributions[2], said_on="PXD"), *FERRY.attributions[:2]]
    last = timeline.in_time([], [], attributions)[-1]
    assert last.words == "PXD"
    assert timeline.days(last) == (None, None)


def test_an_open_end_is_sorted_by_the_other() -> None:
    times = [replace(FERRY.times[0], earliest=None), *FERRY.times[1:]]
    words = [one.words for one in timeline.timeline(replace(FERRY, times=times))]
    assert words.index("until 28 February 2031") == words.index("10 March 2031") - 1


def test_an_event_says_how_it_stands_who_where_and_on_whose_word() -> None:
    told = Told(FERRY)
    assert timeline.about(FERRY.events[0], told) == [
        "alleged",
        "Norrund Salt Council",
        "according to Ivo Dahl (a1)",
    ]
    assert timeline.about(FERRY.events[1], told)[:2] == ["planned", "Helmvik"]
    assert timeline.about(FERRY.events[4], told)[-1] == "in the outlet’s own voice"


def test_that_something_did_not_happen_is_not_said_in_our_own_words() -> None:
    assert timeline.standing("negated", ahead=False) == "is said not to have happened"
    assert timeline.standing("negated", ahead=True) == "will not happen"
    assert timeline.standing("planned", ahead=True) == "planned"
    assert timeline.standing("actual", ahead=False) == ""


def test_what_somebody_denies_is_said_not_to_have_happened() -> None:
    said = FERRY.attributions[0]
    denial = replace(said, kind="denial")
    assert timeline.standing("alleged", ahead=False, by=denial) == "is said not to have happened"
    assert timeline.standing("alleged", ahead=False, by=said) == "alleged"
    # Who did not deny it does not say that it did not happen, nor who denies that it did not.
    for modality, by in (("alleged", replace(denial, negated=True)), ("planned", denial)):
        assert timeline.standing(modality, ahead=False, by=by) == modality
    record = replace(FERRY, attributions=[denial, *FERRY.attributions[1:]])
    assert timeline.about(FERRY.events[0], Told(record))[0] == "is said not to have happened"


def test_what_lies_ahead_begins_after_the_day_of_publication() -> None:
    first = replace(FERRY.times[0], earliest="2031-03-11")
    ahead = replace(FERRY, times=[first, *FERRY.times[1:]])
    dated = replace(ahead.document, published="2031-03-10T08:00:00Z")
    assert Told(replace(ahead, document=dated)).is_ahead(first.id)
    assert not Told(replace(ahead, document=dated)).is_ahead(None)
    undated = replace(ahead.document, published=None)
    assert not Told(replace(ahead, document=undated)).is_ahead(first.id)


def test_nothing_dated_is_no_timeline() -> None:
    assert timeline.timeline(make_empty_record()) == []
    assert timeline.dated([]) == []
