"""The kinds of the blocks after the frame: headings, related stories, captions …

A wrong "related" or "other" loses story, so these are only said on a cue word, on a link
over the whole line, or where a line without a full stop, worded like a headline, stands
in a text whose paragraphs otherwise all end with one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from onrecord.ingest.text import BULLET
from onrecord.ingest.units import (
    Unit,
    is_ended,
    is_headline_like,
    is_quote_led,
    is_speech,
    is_transcript,
    phrases,
    sentence_ends,
    starts_with,
    tokens,
    word_set,
)
from onrecord.lexicon import load
from onrecord.record import BlockKind

_LABEL_END = r"\s*(?:[:|»>→]|\s[-–—]\s|$)"
_ENOUGH = 5
"""Paragraphs that a text needs before it says anything that they all end with a full stop."""
_GLUED_MAX = 300
"""Characters of a related-story line glued to the end of a paragraph, at most."""


def find_kinds(units: list[Unit], first: int) -> None:
    """Refine the kinds of `units` from index `first` on, in place; may split one in two."""
    spoken = is_transcript(units)
    tidy = _is_tidy(units) and not spoken
    for unit in units[first:]:
        if unit.kind == "paragraph":
            unit.kind = page_kind(unit) or "paragraph"
    _find_lists(units, first)
    for index in range(first, len(units)):
        unit = units[index]
        if unit.kind == "list" and is_linked_line(unit):
            unit.kind = "related"
        if unit.kind == "paragraph" and unit.is_short and not (spoken and is_speech(unit.words)):
            unit.kind = _line_kind(units, index, tidy)
    _follow_labels(units, first)
    _split_glued(units, first, tidy)


def page_kind(unit: Unit) -> BlockKind | None:
    """The kind that the words of a short block say themselves, wherever it stands."""
    words = unit.words
    if not any(character.isalnum() for character in words):
        return "other"
    if not unit.is_short or is_quote_led(words):
        return None
    if words.startswith(("http://", "https://", "www.")):
        return "other"
    count = len(tokens(words))
    if starts_with(
        "correction_labels", then=r"\s*(?:\([^()]{0,40}\)\s*)?(?:[:|]|\s[-–—]\s|$)"
    ).match(words):
        return "correction"
    if starts_with("correction_starts").match(words):
        return "correction"
    if _is_related(unit, count):
        return "related"
    if _is_caption(words, count):
        return "caption"
    return "other" if _is_page_line(words, count) else None


def is_linked_line(unit: Unit) -> bool:
    """Whether a line without a full stop is (nearly) all one link or underlined."""
    return (
        unit.is_short
        and unit.linked >= 0.8
        and len(tokens(unit.words)) >= 4
        and not is_ended(unit.words)
        and not is_quote_led(unit.words)
    )


def _is_related(unit: Unit, count: int) -> bool:
    words = unit.words
    label = starts_with("related_labels", then=_LABEL_END).match(words)
    if label is not None:
        return count <= 30
    bare = count <= 20 and not is_ended(words)
    return bare and starts_with("related_starts").match(words) is not None


def _is_caption(words: str, count: int) -> bool:
    if count > 70:
        return False
    if starts_with("caption_labels", then=r"\s*(?:[:|]|\s[-–—]\s)").match(words):
        return True
    if re.match(r"FILE\s?[-–—:]", words):
        return True
    return _credit().search(words) is not None


@cache
def _credit() -> re.Pattern[str]:
    credits = phrases(load("frame")["caption_credits"])
    agency = "AP|AFP|Reuters|Getty(?: Images)?|EPA|Shutterstock"
    return re.compile(
        rf"[(\[](?i:{credits})(?:[:/ |][^()\[\]]{{0,80}})?[)\]]\.?$"
        rf"|[(\[][^()\[\]]{{1,60}}(?:/|\bvia )(?:{agency})[)\]]\.?$"
        r"|(?<=[\w.])Credit[A-Z][\w.'’ \-]{1,60}(?:/[\w.'’ \-]{1,60})?$"
        rf"|[\w.]/(?:{agency})$"
        r"|\b(?:Photo|Photograph|Picture|Image|Pic|Credit)s?:\s?[\w/.'’& ]{2,40}$"
        r"|^Credit [A-Z][\w.'’ \-]{1,60}(?:/| for )[\w.'’ \-]{1,60}$"
    )


def _is_page_line(words: str, count: int) -> bool:
    lower = " ".join(words.lower().split()).strip("[](){}*→»›>.…:!- ")
    if lower in word_set("other_lines"):
        return True
    if starts_with("notice_labels", then=_LABEL_END).match(words):
        return True
    if count <= 8 and all(token.lower() in word_set("button_words") for token in tokens(words)):
        return True
    quoted = any(mark in words for mark in '"“”«»')
    return count <= 30 and not quoted and starts_with("other_starts").match(words) is not None


def _find_lists(units: list[Unit], first: int) -> None:
    marked = [BULLET.match(unit.words) is not None for unit in units]
    for index in range(first, len(units)):
        unit = units[index]
        if unit.kind != "paragraph" or not marked[index]:
            continue
        # One line with a number or a dash may be a sentence or a name; a bullet is a bullet.
        neighbours = marked[max(first, index - 1) : index + 2].count(True) > 1
        if neighbours or unit.words[0] in "*•‣▪▫◦●○■":
            unit.kind = "list"


def _line_kind(units: list[Unit], index: int, tidy: bool) -> BlockKind:
    """The kind of a short line by what it looks like among its neighbours."""
    unit = units[index]
    words = unit.words
    if is_linked_line(unit):
        return "related"
    if words[0] in "-–—" or not (words[0].isupper() or words[0].isdigit()):
        return "paragraph" if not is_quote_led(words) or is_ended(words) else _quoted_line(words)
    count = len(tokens(words))
    followed = index + 1 < len(units)
    if words.endswith("?"):
        plain = not any(mark in words for mark in '"“”') and not sentence_ends(words)
        return "heading" if followed and plain and count <= 20 else "paragraph"
    if is_ended(words) or not followed:
        return "paragraph"
    if tidy and 9 <= count <= 25 and is_headline_like(words) and not _is_doubtful(words):
        return "related"
    return "heading" if count <= 12 else "paragraph"


def _quoted_line(words: str) -> BlockKind:
    return "heading" if len(tokens(words)) <= 8 and words[-1] in "\"'”’»" else "paragraph"


def _is_doubtful(words: str) -> bool:
    """Whether words that look like another story's headline may well be something else:
    a list of names, a caption, a quotation's author."""
    if words.count(",") > 1 or any(mark in words for mark in ('"', "“", "``", ": ")):
        return True
    return any(word.lower().strip(",") in word_set("caption_words") for word in words.split())


def _follow_labels(units: list[Unit], first: int) -> None:
    """After a label alone ("Related stories"), the lines without a full stop belong to it."""
    under: BlockKind | None = None
    for unit in units[first:]:
        if unit.kind in ("related", "correction") and len(tokens(unit.words)) <= 5:
            under = unit.kind
        elif under == "correction" and unit.kind == "paragraph":
            unit.kind, under = "correction", None
        elif under == "related" and unit.is_short and not is_ended(unit.words):
            unit.kind = "related"
        else:
            under = None


def _is_tidy(units: list[Unit]) -> bool:
    """Whether the paragraphs end with a full stop and few lines stand among them without one."""
    paragraphs = [unit for unit in units if unit.kind == "paragraph"]
    long = [is_ended(unit.words) for unit in paragraphs if len(unit.words) > 100]
    loose = sum(len(unit.words) <= 100 and not is_ended(unit.words) for unit in paragraphs)
    return len(long) >= _ENOUGH and sum(long) >= 0.85 * len(long) and loose <= 0.5 * len(long)


def _split_glued(units: list[Unit], first: int, tidy: bool) -> None:
    """Split a related-story line off the end of a paragraph that it is glued to."""
    for index in range(len(units) - 1, first - 1, -1):
        unit = units[index]
        if unit.kind != "paragraph" or len(unit.words) != unit.block.end - unit.block.start:
            continue  # where tags stand in it, places in the words are none in the text
        at = _labelled_end(unit.words)
        if at is None and tidy and not is_ended(unit.words):
            at = _titled_end(unit.words)
        if at is None or at < 60:
            continue
        block, kept = unit.block, unit.words[:at].rstrip()
        units[index : index + 1] = [
            Unit(replace(block, end=block.start + len(kept)), kept, "paragraph", unit.linked),
            Unit(replace(block, start=block.start + at), unit.words[at:], "related", 0.0),
        ]


def _labelled_end(words: str) -> int | None:
    """Where a last line with a label begins ("… it held. Read more: How a weir is mended")."""
    match = _glued_label().search(words, max(0, len(words) - _GLUED_MAX))
    if match is None:
        return None
    start, after = match.start("line"), words[match.end() :]
    # Within a quotation it is a speaker who says so.
    quoted = after.count('"') % 2 or after.count("“") != after.count("”")
    return None if quoted or sentence_ends(after) or len(tokens(after)) > 25 else start


@cache
def _glued_label() -> re.Pattern[str]:
    """The end of a sentence, a label and its colon, before a word with a capital."""
    labels = phrases(load("frame")["glued_labels"])
    return re.compile(
        rf"[.!?…][\"'”’)\]]{{0,3}}\s{{0,3}}(?P<line>(?=[^\W\d_a-z])(?i:{labels}))"
        r"\s?[:|»→]\s{0,3}(?=[\"'“‘(]?[^\W_a-z])"
    )


def _titled_end(words: str) -> int | None:
    """Where a last line begins that is worded like a headline, without a full stop."""
    tail = words[-_GLUED_MAX:]
    ends = sentence_ends(tail)
    glued = tail[ends[-1] :] if ends else ""
    is_title = 6 <= len(tokens(glued)) <= 25 and is_headline_like(glued)
    return len(words) - len(glued) if is_title and not _is_doubtful(glued) else None
