from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.visible import one_line, pieces, visible
from onrecord.record import Span

_BIDI_CONTROLS = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "^[[31mred"),
        ("bell\x07", "bell^G"),
        ("\x7f", "^?"),
        ("\x9b2J", "<U+009B>2J"),
        ("\u202egnp", "<U+202E>gnp"),
        ("a\ud800b", "a<U+D800>b"),
        ("line\nbreak\ttab", "line\nbreak\ttab"),
        ("carriage\r\nreturn", "carriage\nreturn"),
        ("‘naïve’ 漢字 👩‍🚒", "‘naïve’ 漢字 👩‍🚒"),
    ],
)
def test_what_would_act_on_a_terminal_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters(codec=None)))
def test_nothing_that_acts_is_left_in_any_text(text: str) -> None:
    left = visible(text).replace("\n", "").replace("\t", "")
    assert not [c for c in left if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert not [c for c in left if unicodedata.bidirectional(c) in _BIDI_CONTROLS]


@given(st.text(st.characters(codec=None)))
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


def test_pieces_are_joined_where_the_article_interrupts_them() -> None:
    assert pieces([Span(0, 4, "“A\nb"), Span(9, 11, "c”")]) == "“A b […] c”"
