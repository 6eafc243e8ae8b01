from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from casebook_articles import fake_read, item
from casebook_asked import add, make, published
from sample_records import make_ferry_record

from onrecord.casebook import Casebook, Facets, Filters
from onrecord.casebook.facets import LISTED
from onrecord.errors import OnrecordError

WORDS = ("", "said", "crane", "harbour -plans")
FILTERS = (
    Filters(),
    Filters(kinds=("denial",)),
    Filters(named=True, since="2031-03"),
    Filters(outlets=("The Kestrian Lantern",)),
    Filters(document="plans", kinds=("statement", "denial")),
)


@pytest.fixture
def asked(path: Path) -> Iterator[Casebook]:
    with make(path) as casebook:
        yield casebook


def found(casebook: Casebook, words: str, filters: Filters) -> int:
    return len(
        casebook.search(
            words,
            kinds=filters.kinds,
            named=filters.named,
            since=filters.since,
            until=filters.until,
            document=filters.document,
            identities=filters.identities,
            outlets=filters.outlets,
            limit=None,
        )
    )


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("filters", FILTERS)
def test_a_count_is_what_is_found_when_it_is_chosen(
    asked: Casebook, words: str, filters: Filters
) -> None:
    facets = asked.facets(words, filters)
    if words or filters != Filters():
        assert facets.total == found(asked, words, filters)
    for kind in facets.kinds:
        chosen = replace(filters, kinds=(kind.value,))  # type: ignore[arg-type]
        assert kind.count == found(asked, words, chosen)
    for named in facets.named:
        assert named.count == found(asked, words, replace(filters, named=named.value == "yes"))
    for source in facets.sources:
        chosen = replace(filters, identities=(int(source.value),))
        assert source.count == found(asked, words, chosen)
    for outlet in facets.outlets:
        assert outlet.count == found(asked, words, replace(filters, outlets=(outlet.value,)))
    for day in facets.dates:
        # What is chosen of days stays within what was.
        if filters.since is None:
            chosen = replace(filters, since=day.value, until=day.value)
            assert day.count == found(asked, words, chosen)


def test_all_facets_have_something_of_all_passages(asked: Casebook) -> None:
    facets = asked.facets()
    assert [count.value for count in facets.kinds][:1] == ["statement"]
    assert [count.name for count in facets.named] == ["named", "not named"]
    assert "Maren Oster" in [count.name for count in facets.sources]
    assert "The Kestrian Lantern" in [count.value for count in facets.outlets]
    assert [count.value for count in facets.dates] == sorted(
        {count.value for count in facets.dates}
    )
    assert facets.undated == found(asked, "", Filters(document="crane-1")) * 3


def test_what_was_chosen_of_a_facet_leaves_its_other_values_to_choose(asked: Casebook) -> None:
    both = asked.facets("said", Filters(kinds=["denial"]))
    assert both.kinds == asked.facets("said").kinds
    assert both.total < asked.facets("said").total


def test_nothing_found_gives_no_values(asked: Casebook) -> None:
    nothing = Facets(total=0, kinds=(), named=(), sources=(), outlets=(), dates=(), undated=0)
    assert asked.facets("zeppelin") == nothing


def test_what_is_chosen_is_listed_however_few_it_has(casebook: Casebook) -> None:
    text = "".join(f"Ada Lunde{'abcdefghijklmnop'[n]} said that it rained.\n" for n in range(16))
    casebook.add_items([item(9, text=f"Rain\n{text}")], fake_read)
    first = casebook.facets()
    assert len(first.sources) == LISTED
    listed = {count.value for count in first.sources}
    named = {str(each.identity) for each in casebook.identities()}
    (other, *_) = sorted(named - listed, key=int)
    again = casebook.facets(filters=Filters(identities=(int(other),)))
    assert {count.value for count in again.sources} == listed | {other}


@pytest.mark.parametrize(
    ("days", "values"),
    [
        (("2031-03-02", "2031-03-20"), ["2031-03-02", "2031-03-20"]),
        (("2031-03-02", "2032-05-20"), ["2031-03", "2032-05"]),
        (("1994-03-02", "2032"), ["1994", "2032"]),
    ],
)
def test_days_are_as_fine_as_their_span_allows(
    path: Path, days: tuple[str, str], values: list[str]
) -> None:
    with Casebook.create(path) as casebook:
        for key, day in zip("ab", days, strict=True):
            add(casebook, key, published(make_ferry_record(), day))
        facets = casebook.facets()
        assert [count.value for count in facets.dates] == values
        assert sum(count.count for count in facets.dates) == facets.total


def test_a_date_before_the_first_year_is_no_place_to_narrow_to(path: Path) -> None:
    with Casebook.create(path) as casebook:
        add(casebook, "old", published(make_ferry_record(), "-0044-03-15"))
        facets = casebook.facets()
        assert (facets.dates, facets.undated) == ((), 0)
        assert facets.total > 0


def test_nothing_to_look_for_and_no_date_are_said(asked: Casebook) -> None:
    for words, filters, code in (("?!", Filters(), "C030"), ("", Filters(since="soon"), "C033")):
        with pytest.raises(OnrecordError) as caught:
            asked.facets(words, filters)
        assert caught.value.code == code
