from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from casebook_articles import AT, fake_read
from casebook_asked import published
from claim_models import Counted
from claims_asked import CLOSED
from numpy.typing import NDArray

from onrecord.casebook import Casebook
from onrecord.casebook.intake import Item
from onrecord.record import Link

WORDS = "the crane by the eastern quay swayed until the board shut it"
FOOT = "With reporting by the Marren Gazette."
PAGE = "https://gazette.example/crane"


class Unsure(Counted):
    """A judge that is never sure enough by itself."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        self.judged += pairs
        return np.array([[0.65, 0.05, 0.0, 0.0, 0.3] for _ in pairs], dtype=np.float32)


def add(
    casebook: Casebook,
    key: str,
    *lines: str,
    day: str = "2031-03-10",
    link: tuple[str, str] | None = None,
) -> None:
    text = "\n".join((f"{key.capitalize()} of Port Marren", *lines, ""))
    url = f"https://{key}.example/crane"
    item = Item(key=key, name=key, data=text.encode(), form="text", given={"id": key, "url": url})
    record = published(fake_read(item), day, f"The Marren {key.capitalize()}")
    if link:
        start = text.index(link[0])
        links = [Link(start=start, end=start + len(link[0]), href=link[1])]
        record = replace(record, document=replace(record.document, links=links))
    casebook.add_items([item], lambda _: record)


@pytest.fixture
def casebook(path: Path) -> Casebook:
    made = Casebook.create(path, clock=lambda: AT)
    made.models = Unsure()
    add(made, "gazette", f"Dorrit Haldane said that {CLOSED}.")
    return made


def members(casebook: Casebook) -> dict[str, str]:
    return {each.place.document: each.reason for c in casebook.claims() for each in c.members}


def test_words_alone_that_a_judge_is_unsure_of_are_no_claim(casebook: Casebook) -> None:
    add(casebook, "echo", f"Dorrit Haldane said that {WORDS}.", day="2031-03-11")
    assert members(casebook) == {}


def test_who_credits_an_outlet_is_put_with_what_it_says(casebook: Casebook) -> None:
    add(casebook, "echo", f"Dorrit Haldane said that {WORDS}.", FOOT, day="2031-03-11")
    told = members(casebook)
    assert set(told) == {"gazette", "echo"}
    (reason,) = (each for each in told.values() if "held against" not in each)
    assert "names or links to" in reason
    assert "“crane”" in reason


def test_it_makes_no_difference_which_came_in_first(path: Path) -> None:
    with Casebook.create(path, clock=lambda: AT) as made:
        made.models = Unsure()
        add(made, "echo", f"Dorrit Haldane said that {WORDS}.", FOOT, day="2031-03-11")
        assert members(made) == {}
        add(made, "gazette", f"Dorrit Haldane said that {CLOSED}.")
        assert set(members(made)) == {"gazette", "echo"}


def test_a_link_to_the_article_does_as_well(casebook: Casebook) -> None:
    said = f"Dorrit Haldane said that {WORDS}."
    add(casebook, "echo", said, day="2031-03-11", link=("eastern quay", PAGE))
    assert set(members(casebook)) == {"gazette", "echo"}


def test_another_outlet_s_credit_joins_nothing(casebook: Casebook) -> None:
    foot = FOOT.replace("Gazette", "Tribune")
    add(casebook, "echo", f"Dorrit Haldane said that {WORDS}.", foot, day="2031-03-11")
    assert members(casebook) == {}


def test_an_article_of_the_outlet_on_other_things_is_left_alone(casebook: Casebook) -> None:
    add(
        casebook,
        "echo",
        "Dorrit Haldane said that ferries carried lamps to distant islands.",
        FOOT,
        day="2031-03-11",
    )
    assert members(casebook) == {}


def test_a_removed_document_takes_its_credits_with_it(casebook: Casebook) -> None:
    add(casebook, "echo", f"Dorrit Haldane said that {WORDS}.", FOOT, day="2031-03-11")
    assert members(casebook)
    casebook.remove("echo", why="asked for")
    assert members(casebook) == {}
    assert casebook._connection.execute("SELECT count(*) FROM claim_credit").fetchone() == (0,)
