"""Text of an article made safe to print: what would act on a terminal is shown instead.

An article's words are data from strangers. An escape sequence in them could rewrite a
terminal, a bidirectional override could turn a sentence round; so such characters are
shown the way `less` shows them (`^[`, `<U+202E>`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.record import Span

GAP = " […] "
"""Stands between the pieces of a content that the article interrupts."""

# Controls (C0 but tab and newline, DEL, C1), bidirectional controls, the byte-order mark,
# tag characters and lone surrogates, which no encoding can hold.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


def visible(text: str) -> str:
    """The text with unsafe characters replaced by what names them; line ends are kept."""
    return UNSAFE.sub(_name, text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """The text on one line, white space run together, unsafe characters named."""
    return visible(" ".join(text.split()))


def pieces(spans: Iterable[Span]) -> str:
    """The words of several spans on one line, a `[…]` where they are interrupted."""
    return GAP.join(one_line(span.text) for span in spans)


def _name(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"^{chr(code ^ 0x40)}" if code < 0x20 or code == 0x7F else f"<U+{code:04X}>"
