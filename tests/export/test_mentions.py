from __future__ import annotations

from dataclasses import replace

import pytest
from sample_records import make_people_record

from onrecord.export.mentions import Resolver
from onrecord.record import Record


def resolved(record: Record, id: str) -> list[tuple[str, str | None]]:
    return [
        (one.entity.name, one.named and one.named.text)
        for one in Resolver(record).resolutions(record.attribution(id))
    ]


@pytest.mark.parametrize(
    ("id", "meant"),
    [
        ("a1", []),  # "Ada Venn, the Defence Minister of Kestria"
        ("a2", [("Ada Venn", "Ada Venn")]),  # "she"
        ("a3", []),
        ("a4", [("Ines Karo", "Ines Karo")]),  # "a former clerk", named after it
        ("a6", []),  # "Karo"
        ("a8", [("Orlmark", "Orlmark")]),  # "the capital"
        ("a10", [("Kestrian Coast Guard", "Kestrian Coast Guard")]),  # "the KCG"
        ("a11", []),  # not resolved
    ],
)
def test_a_source_that_does_not_hold_the_name_says_whom_it_means(
    id: str, meant: list[tuple[str, str | None]]
) -> None:
    assert resolved(make_people_record(), id) == meant


def test_it_rests_on_the_nearest_name_before_it() -> None:
    record = make_people_record()
    last = replace(record.attribution("a11"), entities=["e1"], unresolved=None)
    (one,) = Resolver(record).resolutions(last)
    assert one.named
    assert record.document.text[: one.named.start].endswith("insisted that it trusts ")


def test_of_two_sources_only_the_unnamed_one_is_resolved() -> None:
    record = make_people_record()
    both = replace(record.attribution("a3"), entities=["e3", "e1", "e3"])
    meant = Resolver(record).resolutions(both)
    assert [one.entity.id for one in meant] == ["e1"]


def test_a_record_without_mentions_goes_by_the_words(record: Record) -> None:
    bare = replace(record, entities=[replace(one, mentions=[]) for one in record.entities])
    assert resolved(bare, "a7") == []
    she = replace(bare.attribution("a4"), entities=["e2"], unresolved=None)
    (meant,) = Resolver(bare).resolutions(she)
    assert (meant.entity.name, meant.named) == ("Petra Lunde", None)
