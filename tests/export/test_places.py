from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_records import Draft, make_people_record

from onrecord.export.places import Places
from onrecord.record import Mention


def test_a_place_is_a_line_and_of_what_has_pages_a_page() -> None:
    document = make_people_record().document
    assert Places(document).place(80).line == 5
    assert Places(document).place(0).line == 1
    paged = [replace(block, page=at + 1) for at, block in enumerate(document.blocks)]
    assert Places(replace(document, blocks=paged)).place(80).page == 3


@given(st.integers(0, 200), st.integers(0, 40))
def test_the_words_around_a_mention_are_the_block_s_and_no_more_than_asked(
    room: int, at: int
) -> None:
    draft = Draft([("headline", "Tides"), ("paragraph", "The pilot saw\nAda Venn leave in haste.")])
    block = draft.blocks[1]
    start = min(block.start + at, block.end - 1)
    end = min(start + 4, block.end)
    mention = Mention(start=start, end=end, text=draft.text[start:end], kind="name", confidence=1)
    before, after = Places(draft.document()).around(mention, room)
    assert len(before.strip("…") + after.strip("…")) <= room
    whole = " ".join(draft.text[block.start : block.end].split())
    assert " ".join(before.strip("…").split()) in whole
    assert " ".join(after.strip("…").split()) in whole
    if room >= 40:
        assert "…" not in before + after


@pytest.mark.parametrize(("room", "words"), [(20, ("…pilot saw ", " leave in…"))])
def test_words_are_left_out_whole(room: int, words: tuple[str, str]) -> None:
    draft = Draft([("paragraph", "The old pilot saw Ada Venn leave in haste.")])
    at = draft.span(0, "Ada Venn")
    mention = Mention(start=at.start, end=at.end, text=at.text, kind="name", confidence=1)
    assert Places(draft.document()).around(mention, room) == words
