"""Plain text → blocks; inline mark-up."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest.text import from_text, read, split_blocks

WRAPPED = """\
The weir at Harwick held through the night, the keeper said, although the
water stood a hand below the crest and the lower road had already gone
under before midnight. Nobody had been told of it.

"We were lucky," she said. "The next one will be higher, and there is not
much that a wall of that age can do about it."
    A second paragraph begins with its first line set in, as old mail does,
and goes on for another line.
"""


def printed(text: str) -> list[str]:
    return [text[block.start : block.end] for block in split_blocks(text)]


def test_a_file_without_marks_is_kept_character_for_character() -> None:
    text = "One.\r\n\r\n  Two\u00ad\x00words.\r\x0cThree <3 & four < five.\n"
    assert read(text.encode()).text == text


def test_marks_are_taken_out_and_their_place_is_kept() -> None:
    source = (
        'He <u>said</u> &amp; <b>did</b> <a href="https://x.example/?a=1&amp;b=2">this</a>.<br/>End'
    )
    draft = read(source.encode())
    assert draft.text == "He said & did this.\nEnd"
    assert [(draft.text[k.start : k.end], k.href) for k in draft.links] == [
        ("said", None),
        ("this", "https://x.example/?a=1&b=2"),
    ]


@pytest.mark.parametrize(
    "text", ["a < b > c", "<u>never closed", "closed</u> only", "<3 &amp; <tweet 12>"]
)
def test_what_is_no_pair_of_tags_stays(text: str) -> None:
    assert read(text.encode()).text == text


def test_from_text_keeps_the_tags_and_shows_what_they_mark() -> None:
    text = "He <u>said</u> so."
    draft = from_text(text)
    assert draft.text == text
    assert [text[k.start : k.end] for k in draft.links] == ["said"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_blank_lines_part_blocks_whatever_ends_a_line(end: str) -> None:
    assert printed(f"One.{end}{end}Two.{end} \t{end}Three.") == ["One.", "Two.", "Three."]


def test_without_blank_lines_each_line_is_a_block() -> None:
    long = "The keeper said that the water had come over the wall at four in the morning and " * 3
    assert printed(f"{long}\n{long}\nShort.") == [long.strip(), long.strip(), "Short."]


def test_hard_wrapped_lines_are_one_block() -> None:
    blocks = printed(WRAPPED)
    assert len(blocks) == 3
    assert blocks[0].startswith("The weir")
    assert blocks[0].endswith("told of it.")
    assert blocks[1].endswith('do about it."')
    assert blocks[2].startswith("A second")


def test_short_lines_of_a_head_are_not_wrapped_text() -> None:
    text = f"Weir holds\nBy Ada Roe\n3 March 2021\n\n{WRAPPED}"
    assert printed(text)[:3] == ["Weir holds", "By Ada Roe", "3 March 2021"]


def test_a_page_break_does_not_part_a_wrapped_paragraph() -> None:
    first, rest = WRAPPED.split("under", 1)
    assert len(printed(f"{first}\f\nunder{rest}")) == len(printed(WRAPPED))


def test_lines_with_an_angle_are_a_quote() -> None:
    text = "She wrote:\n\n> The wall is old.\n> It will fall.\n\nHe agreed."
    assert [block.kind for block in split_blocks(text)] == ["paragraph", "quote", "paragraph"]


@given(
    st.text(st.sampled_from('aB .,\n\r\f\t"<u>/>*-1)\u2028\u200b\x1c\x00é'), max_size=200)
    | st.text()
)
def test_blocks_are_in_order_apart_and_cover_all_words_of_any_text(text: str) -> None:
    blocks = split_blocks(text)
    assert all(first.end <= second.start for first, second in pairwise(blocks))
    assert all(text[b.start : b.end] == text[b.start : b.end].strip() != "" for b in blocks)
    outside = list(text)
    for block in blocks:
        outside[block.start : block.end] = " " * (block.end - block.start)
    assert not "".join(outside).strip()


@given(st.text(st.sampled_from("<>/ubahref=\"'& ;amp"), max_size=60))
def test_links_lie_in_the_text_whatever_the_marks(text: str) -> None:
    for draft in (read(text.encode() or b"x"), from_text(text)):
        assert all(0 <= k.start < k.end <= len(draft.text) for k in draft.links)
