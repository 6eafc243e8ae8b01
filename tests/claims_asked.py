"""A casebook in which three outlets report one thing and one of them has it denied."""

from __future__ import annotations

from pathlib import Path

from casebook_articles import AT, fake_read
from casebook_asked import published
from claim_models import Counted

from onrecord.casebook import Casebook
from onrecord.casebook.intake import Item
from onrecord.record import Record

CLOSED = "the harbour board closed the eastern crane after engineers measured its sway"
ARTICLES = {
    "gazette": ("2031-03-10", f"Dorrit Haldane said that {CLOSED}."),
    "lantern": ("2031-03-11", f"Tomas Okello said that {CLOSED} twice."),
    "tide": ("2031-03-12", f"Petra Lunde denied that {CLOSED}."),
    "echo": (
        "2031-03-13",
        "The harbour board closed the eastern crane after its engineers measured sway.\n"
        "It rained on the breakwater for eleven days and the ferries stayed in port.",
    ),
}


def read(key: str) -> Record:
    """The record of one of the articles, or of words given after a colon."""
    day, words = ARTICLES[key]
    text = f"{key.capitalize()} of Port Marren\n{words}\n"
    return published(fake_read(_item(key, text)), day, f"The Marren {key.capitalize()}")


def _item(key: str, text: str) -> Item:
    return Item(key=key, name=key, data=text.encode(), form="text", given={"id": key})


def add(casebook: Casebook, *keys: str) -> None:
    """Add some of the articles."""
    casebook.add_items([_item(key, key) for key in keys], lambda item: read(item.key))


def make(path: Path, *keys: str, models: Counted | None = None) -> Casebook:
    """A casebook with some of the articles, or all, whose claims are told by invented models."""
    casebook = Casebook.create(path, clock=lambda: AT)
    casebook.models = models or Counted()
    add(casebook, *(keys or ARTICLES))
    return casebook
