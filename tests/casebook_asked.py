"""A casebook to be asked: two invented articles whole, and three of lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from casebook_articles import AT, fake_read, item
from sample_records import make_ferry_record, make_people_record

from onrecord.casebook import Casebook
from onrecord.casebook.intake import Item
from onrecord.record import Record


def add(casebook: Casebook, key: str, record: Record) -> None:
    """Add a record as it is."""
    data = record.document.text.encode()
    casebook.add_items([Item(key=key, name=key, data=data, form="text")], lambda _: record)


def published(record: Record, day: str | None, publisher: str | None = None) -> Record:
    """The record with another date and publisher."""
    document = replace(record.document, published=day, publisher=publisher)
    return replace(record, document=document)


def make(path: Path, numbers: Iterable[int] = (1, 2, 3)) -> Casebook:
    """The casebook: `plans`, `ferries`, and a crane's article for each number."""
    casebook = Casebook.create(path, clock=lambda: AT)
    add(casebook, "plans", make_people_record())
    add(casebook, "ferries", make_ferry_record())
    casebook.add_items([item(number) for number in numbers], fake_read)
    return casebook
