"""One entry for what is told several times."""

from onrecord.annotate.events.doubles import once
from onrecord.record import Event, Modality, Span


def event(
    id: str, trigger: str, *named: str, start: int = 0, modality: Modality = "actual"
) -> Event:
    return Event(
        id=id, trigger=Span(start, start + len(trigger), trigger), time="t1",
        participants=list(named), places=[], modality=modality, authority=None, confidence=0.9,
    )  # fmt: skip


def kept(*told: tuple[Event, str]) -> list[str]:
    return [each.id for each in once(told)]


def test_the_same_happening_is_kept_once_and_the_entry_that_names_more() -> None:
    first, again = event("a", "attack", "e1"), event("b", "attacked", "e1", "e2", start=90)
    assert kept((first, "2015"), (again, "2015")) == ["b"]
    assert kept((first, "2015"), (event("c", "attacks", start=90), "2015")) == ["a"]


def test_other_days_people_or_modalities_are_other_happenings() -> None:
    first = event("a", "arrested", "e1")
    other = event("b", "arrested", "e2", start=90)
    assert kept((first, "2015"), (other, "2015")) == ["a", "b"]
    assert kept((first, "2015"), (first, "2016")) == ["a", "a"]
    planned = event("c", "arrest", "e1", start=90, modality="planned")
    assert kept((first, "2015"), (planned, "2015")) == ["a", "c"]


def test_they_stay_in_the_order_of_the_text() -> None:
    told = [(event("a", "vote"), "1"), (event("b", "fell", start=5), "1"),
            (event("c", "voted", "e1", start=9), "1")]  # fmt: skip
    assert kept(*told) == ["b", "c"]


def test_short_words_keep_their_letters() -> None:
    assert kept((event("a", "led"), "1"), (event("b", "les", start=9), "1")) == ["a", "b"]
