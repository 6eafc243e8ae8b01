"""What a block's words look like: small questions that `frame` and `kinds` share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.ingest.draft import Draft
from onrecord.ingest.markup import without_tags
from onrecord.lexicon import load
from onrecord.record import Block, BlockKind

SHORT = 400
"""Characters of a block up to which it may be something else than a paragraph."""

_ENDED = re.compile(r"[.!?:;,…][\"'”’»)\]` ]*$")
_TOKEN = re.compile(r"[^\W_]+(?:[.'’\-/][^\W_]+)*")
_SENTENCE_BREAK = re.compile(r"[.!?…][\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[]?[^\W\d_a-z])")
_SPEAKER = re.compile(r"[(\[]{0,2}([^\W\d_a-z][\w.'’\- ]{0,40})(?:[)\]]{0,2}:|[)\]]{2})\s")


@dataclass(slots=True)
class Unit:
    """A block while its kind is being found; `words` are those a reader sees, no tags."""

    block: Block
    words: str
    kind: BlockKind
    linked: float
    """Share of its characters that stand in links."""

    @property
    def is_short(self) -> bool:
        """Short enough, and one line, to be something else than a paragraph."""
        return len(self.words) <= SHORT and len(self.words.splitlines()) == 1


def units_of(draft: Draft) -> list[Unit]:
    """The draft's blocks with what is looked at in them."""
    units: list[Unit] = []
    marked = _merged(draft)
    position = 0
    for block in draft.blocks:
        while position < len(marked) and marked[position][1] <= block.start:
            position += 1
        linked = 0
        while position < len(marked) and marked[position][0] < block.end:
            start, end = marked[position]
            linked += min(end, block.end) - max(start, block.start)
            if end > block.end:
                break  # it goes on in the next block
            position += 1
        words = without_tags(draft.text[block.start : block.end]).strip()
        units.append(Unit(block, words, block.kind, linked / max(1, len(words))))
    return units


def _merged(draft: Draft) -> list[tuple[int, int]]:
    """Where links stand, in order and apart."""
    marked: list[tuple[int, int]] = []
    for link in sorted(draft.links, key=lambda link: link.start):
        if marked and link.start < marked[-1][1]:
            marked[-1] = (marked[-1][0], max(marked[-1][1], link.end))
        else:
            marked.append((link.start, link.end))
    return marked


def tokens(words: str) -> list[str]:
    """The words of a short text, without punctuation around them."""
    return _TOKEN.findall(words)


def is_ended(words: str) -> bool:
    """Whether the words end with punctuation, as a sentence does."""
    return _ENDED.search(words[-8:]) is not None


def is_speech(words: str) -> bool:
    """Whether the words begin with a label, as a transcript's turns do ("MAYOR: …")."""
    return _SPEAKER.match(words) is not None


def speaker(words: str) -> str | None:
    """The label that the words begin with, without its colon or brackets, if they do."""
    match = _SPEAKER.match(words)
    return match[1] if match else None


def is_transcript(units: list[Unit]) -> bool:
    """Whether a good part of the blocks are speakers' turns."""
    turns = sum(is_speech(unit.words) for unit in units)
    return turns >= 3 and turns >= 0.3 * len(units)


def is_quote_led(words: str) -> bool:
    """Whether the words begin with a quotation mark."""
    return words.startswith(('"', "'", "“", "‘", "«", "`", "„", "”", "’"))


def is_story(words: str) -> bool:
    """Whether the words are a paragraph of running text, by their length and full stops."""
    if len(words) > SHORT:
        return True
    count = len(tokens(words))
    if count >= 40 or (is_ended(words) and count >= 12):
        return True
    return count >= 6 and is_ended(words) and len(sentence_ends(words)) >= 1


def sentence_ends(words: str) -> list[int]:
    """Offsets in `words` at which a sentence after the first one begins."""
    abbreviations = word_set("abbreviations")
    found = []
    for match in _SENTENCE_BREAK.finditer(words):
        before = words[max(0, match.start() - 20) : match.start()].split()
        last = before[-1].strip("\"'“‘(").lower() if before else ""
        plain_stop = match[0].rstrip() == "."
        if plain_stop and (last in abbreviations or len(last) == 1 or "." in last):
            continue
        found.append(match.end())
    return found


def is_headline_like(words: str) -> bool:
    """Whether the words leave out what headlines leave out, or are In Capitals Like This."""
    found = tokens(words)
    if not found or is_quote_led(words) or not words[0].isupper():
        return False
    if any(mark in words for mark in ("@", "#", "http", "www.", "pic.twitter", "pic.x.com")):
        return False
    lower = [token.lower() for token in found]
    if lower[-1] in word_set("reporting_ends"):
        return False
    if is_titled(words):
        return True
    # "It's" holds the word that is looked for: "it".
    return word_set("headline_omits").isdisjoint(re.split("['’]", token)[0] for token in lower)


def is_titled(words: str) -> bool:
    """Whether the words are In Capitals Like This, four or more of them."""
    large = [token for token in tokens(words) if token.lower() not in word_set("small_words")]
    return len(large) >= 4 and sum(token[0].isupper() for token in large) >= 0.85 * len(large)


@cache
def word_set(name: str) -> frozenset[str]:
    """A list of `lexicon/frame.yaml` as a set."""
    return frozenset(load("frame")[name])


@cache
def starts_with(*names: str, then: str = r"(?!\w)") -> re.Pattern[str]:
    """A pattern for text that begins with a phrase of these lists of `lexicon/frame.yaml`."""
    lexicon: dict[str, Any] = load("frame")
    return re.compile(f"(?:{phrases(p for n in names for p in lexicon[n])}){then}", re.IGNORECASE)


def phrases(words: Iterable[str]) -> str:
    """Phrases as alternatives of a pattern, the longest first; any white space in them fits."""
    longest_first = sorted(words, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
