"""DraftBuilder: blocks joined, links moved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest.draft import BLOCK_BREAK, DraftBuilder, note
from onrecord.record import Link


def test_blocks_are_joined_with_a_blank_line_and_keep_their_place() -> None:
    builder = DraftBuilder("text/html")
    builder.add("  The weir at Harwick  ", "headline", path="/html/body/h1")
    builder.add("It held.", page=2)
    draft = builder.build()
    assert draft.text == "The weir at Harwick\n\nIt held."
    assert [(b.kind, b.start, b.end, b.page, b.path) for b in draft.blocks] == [
        ("headline", 0, 19, None, "/html/body/h1"),
        ("paragraph", 21, 29, 2, None),
    ]


def test_a_block_of_white_space_is_none() -> None:
    builder = DraftBuilder("text/html")
    builder.add(" \n\t ")
    assert builder.build().blocks == []


def test_links_are_cut_to_what_remains_of_the_block() -> None:
    builder = DraftBuilder("text/html")
    builder.add("First.")
    builder.add(
        "  see this  ", links=[Link(start=0, end=12, href="u"), Link(start=0, end=2, href="v")]
    )
    draft = builder.build()
    assert [(draft.text[k.start : k.end], k.href) for k in draft.links] == [("see this", "u")]


def test_a_note_says_what_happened_and_its_particulars() -> None:
    assert note("R003", "cp1252").code == "R003"
    assert note("R003", "cp1252").message.endswith("(cp1252)")


@given(st.lists(st.text(max_size=30), max_size=8))
def test_blocks_cover_all_but_what_joins_them(texts: list[str]) -> None:
    builder = DraftBuilder("text/plain")
    for text in texts:
        builder.add(text)
    draft = builder.build()
    kept = [text.strip() for text in texts if text.strip()]
    assert draft.text == BLOCK_BREAK.join(kept)
    assert [draft.text[b.start : b.end] for b in draft.blocks] == kept
