from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from bench.journal import Edited, outcome
from onrecord.casebook.custody import digest
from onrecord.casebook.journal.entry import Target
from onrecord.casebook.journal.places import Text, quoted

STORY = (
    "The cranes stopped on Friday.\n\nDorrit Haldane said that the sway was twice the limit. "
    "Nobody on the board wanted to read it.\n\n"
    "Petra Lunde said that no letter came.\n\nIt rained all day."
)


def draw(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 (no secret)


@given(st.integers(), st.data())
def test_where_words_went_is_where_they_are(seed: int, data: st.DataObject) -> None:
    edited = Edited(STORY, "Another paragraph.", draw(seed))
    start = data.draw(st.integers(0, len(STORY) - 1))
    end = data.draw(st.integers(start + 1, len(STORY)))
    went = edited.place((start, end), STORY)
    assert edited.text.startswith("Another paragraph.\n")
    if went:
        assert edited.text[slice(*went)].split() == STORY[start:end].split()


def test_a_place_is_right_elsewhere_or_orphaned() -> None:
    words = "Nobody on the board wanted to read it."
    start = STORY.index(words)
    place = start, start + len(words)
    target = Target(
        document="d",
        what="mention",
        text_sha256=digest(STORY),
        start=place[0],
        end=place[1],
        pieces={"mention": (place,)},
        **quoted(STORY, *place),
    )
    seen = set()
    for seed in range(40):
        for first in ("A paragraph.", words):
            edited = Edited(STORY, first, draw(seed))
            seen.add(outcome(target, Text(edited.text), edited, STORY))
    assert {"right", "elsewhere, its words were edited", "orphaned, its words were edited"} <= seen
