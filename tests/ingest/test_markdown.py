"""Markdown → a draft."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest.markdown import read

ARTICLE = """\
---
title: "Weir at Harwick fails"
author: [Ada Roe, 'Ben Poe']
date: 2021-03-03
publisher: Harwick Courier
---
# Weir at Harwick fails

**HARWICK** — The weir [gave way](https://x.example/a_(b) "t") on *Monday*,
the __water board__ said in [its report][r]. See <https://y.example>.

What it said
------------

> “We saw nothing,” she said.
> It was dark.

- one \\*starred\\*
- two

![The weir in 2019](weir.jpg)

```
code * stays *
```

<!-- a comment
over two lines -->

[r]: https://x.example/r
"""


def test_the_front_matter_fills_the_frame() -> None:
    draft = read(ARTICLE.encode())
    assert draft.headline == "Weir at Harwick fails"
    assert draft.byline == ["Ada Roe", "Ben Poe"]
    assert draft.published == "2021-03-03"
    assert draft.publisher == "Harwick Courier"


def test_blocks_have_their_kinds_and_no_marks() -> None:
    draft = read(ARTICLE.encode())
    assert [(b.kind, draft.text[b.start : b.end]) for b in draft.blocks] == [
        ("heading", "Weir at Harwick fails"),
        (
            "paragraph",
            "HARWICK — The weir gave way on Monday, the water board said in its report. "
            "See https://y.example.",
        ),
        ("heading", "What it said"),
        ("quote", "“We saw nothing,” she said. It was dark."),
        ("list", "one *starred*"),
        ("list", "two"),
        ("caption", "The weir in 2019"),
        ("other", "code * stays *"),
    ]


def test_links_keep_their_place() -> None:
    draft = read(ARTICLE.encode())
    assert [(draft.text[k.start : k.end], k.href) for k in draft.links] == [
        ("gave way", "https://x.example/a_(b)"),
        ("its report", "https://x.example/r"),
        ("https://y.example", "https://y.example"),
    ]


def test_a_list_of_authors_in_lines_is_read() -> None:
    draft = read(b"---\nauthors:\n  - Ada Roe\n  - Ben Poe\n---\nText.")
    assert draft.byline == ["Ada Roe", "Ben Poe"]


@pytest.mark.parametrize(
    "words", ["2 * 3 = 6", "a snake_case_word", "she [sic] said", "5 > 4", "a\\b"]
)
def test_what_is_no_mark_stays(words: str) -> None:
    assert read(words.encode()).text == words


@pytest.mark.parametrize(
    "piece", ["[", "![[", "[a](", "*a", "_", "`", "\\", "<!--", "- - ", "> ", "|", "[\\", "[a](<"]
)
def test_hostile_repetition_costs_no_more_than_its_length(piece: str) -> None:
    def seconds(times: int) -> float:
        data = (piece * times).encode()
        start = time.process_time()
        read(data)
        return time.process_time() - start

    # Sixteen times the text: quadratic work would take 256 times as long.
    assert seconds(16_000) < 80 * max(seconds(1_000), 0.002)


@given(
    st.text(st.sampled_from("#*_[]()!`>-\\ab \n|<u>/:1."), max_size=120)
    | st.text(st.characters(exclude_categories=["Cs", "Cc"]))
)
def test_any_text_gives_blocks_that_cover_it(text: str) -> None:
    draft = read(text.encode() or b"x")
    assert "\n\n".join(draft.text[b.start : b.end] for b in draft.blocks) == draft.text
    assert all(0 <= k.start < k.end <= len(draft.text) for k in draft.links)
