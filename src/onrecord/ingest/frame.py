"""The frame of an article – headline, byline, dateline, date, publisher – and its blocks' kinds.

Works on the blocks of any format. What the reader of the format already knows (or the
user gave) is left as it is; what the words do not say clearly stays empty.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import cache

from onrecord.ingest.dates import LONGEST, PrintedDate, find_dates
from onrecord.ingest.draft import Draft, note
from onrecord.ingest.kinds import find_kinds, is_linked_line, page_kind
from onrecord.ingest.text import BULLET
from onrecord.ingest.units import (
    SHORT,
    Unit,
    is_ended,
    is_headline_like,
    is_quote_led,
    is_speech,
    is_story,
    is_titled,
    is_transcript,
    phrases,
    sentence_ends,
    speaker,
    tokens,
    units_of,
    word_set,
)
from onrecord.lexicon import load

_HEAD = 15
"""Blocks that are looked at for the frame before the story begins."""
_LINE_KINDS = ("paragraph", "heading")
_OPENERS = "\"'“‘«([$£€¥¿¡"
_ARTICLE_WORDS = 4
_PARTS = re.compile(r"\s*[,;|·•()\[\]/]\s*|\s*[–—]\s*|\s+-\s+|:\s+")
_NAME = re.compile(r"[^\W\d_][^\W\d_.’'\-]*(?:[.’'\-][^\W\d_]*)*")
_AFTER_NAME = re.compile(r"\s+(?:in|for|of|at|from|with|reports|reporting)\s+")
_RIGHTS = re.compile(
    r"(?:copyright|©|\(c\))[\s©]*(?:\(c\)\s*)?\d{4}(?:\s?[-–]\s?\d{4})?[,\s]+(?:by\s+)?"
    r"([^\W\d_][\w&'’ .\-]{1,60}?)(?:\.|,?\s+all rights\b.*|,?\s+(?:inc|ltd)\b.*|$)",
    re.IGNORECASE,
)


def find_frame(draft: Draft) -> None:
    """Fill what is empty in the draft's frame, and refine its blocks' kinds, in place.

    Blocks stay in order, apart, and over all of the text; one may be split in two (a
    headline or a related-story line that is glued to a paragraph). Never raises.
    """
    units = units_of(draft)
    _split_title(draft, units)
    first = _read_head(draft, units)
    find_kinds(units, first)
    for unit in units[first : first + 2]:
        if draft.dateline is None and unit.kind in _LINE_KINDS and _read_dateline(draft, unit):
            unit.kind = "paragraph"
    _read_running_heads(draft)
    _read_rights(draft, units)
    draft.publisher = draft.publisher or _agency(units[first : first + 2])
    draft.blocks = [
        unit.block if unit.block.kind == unit.kind else replace(unit.block, kind=unit.kind)
        for unit in units
    ]


# The head: what stands before the first paragraph of the story.


def _read_head(draft: Draft, units: list[Unit]) -> int:
    """Read the lines before the story; returns the index of its first block."""
    lines: list[int] = []
    speakers = Counter(speaker(unit.words) for unit in units) if is_transcript(units) else None
    framed: int | None = None  # where the first byline or date stood
    dates: list[tuple[bool, PrintedDate]] = []
    index = 0
    for index, unit in enumerate(units[: _HEAD + 1]):
        if unit.kind == "headline":
            draft.headline = draft.headline or _one_line(unit.words)
        if unit.kind not in _LINE_KINDS:
            continue
        if _is_title(draft, unit):
            unit.kind = "headline"
        elif draft.dateline is None and _is_dateline_alone(unit) and _read_dateline(draft, unit):
            unit.kind = "other"
        elif unit.is_short and (found := _date_line(unit.words)) is not None:
            unit.kind = "date"
            dates += found
        elif unit.is_short and (names := _byline(unit.words)):
            unit.kind = "byline"
            draft.byline = draft.byline or names
            outlet = _outlet_beside_date(unit.words) or _outlet_of_byline(unit.words)
            draft.publisher = draft.publisher or outlet
            dates += _dates_in(unit.words)
        elif unit.is_short and (outlet := _outlet_beside_date(unit.words)):
            unit.kind = "date"
            draft.publisher = draft.publisher or outlet
            dates += _dates_in(unit.words)
        elif unit.is_short and _is_dated_name(draft, units, index, lines):
            unit.kind = "date"
            dates += _dates_in(unit.words)
        elif unit.is_short and (kind := page_kind(unit)):
            unit.kind = kind
        elif index == _HEAD or not _is_line(units, index, lines, speakers):
            break
        else:
            lines.append(index)
        if framed is None and unit.kind in ("date", "byline"):
            framed = index
    else:
        index = min(len(units), _HEAD + 1)
    _read_published(draft, dates or _late_dates(units, index))
    _bare_byline(draft, units, lines)
    _read_masthead(draft, units, lines, index, framed)
    if draft.headline is None:
        _read_headline(draft, units, lines, index, framed)
    return _begin(draft, units, lines, index, framed)


def _is_line(
    units: list[Unit], index: int, lines: list[int], speakers: Counter[str | None] | None
) -> bool:
    """Whether a block may be a headline or a line beside it, not yet the story.

    `speakers` are a transcript's, each with the number of turns.
    """
    unit, words = units[index], units[index].words
    if not unit.is_short or BULLET.match(words) or _dateline(words):
        return False
    if not (words[0].isalnum() or words[0] in _OPENERS):
        return False
    if speakers is not None and is_speech(words) and not _is_labelled(words, lines, speakers):
        return False
    if unit.kind == "heading":
        return True
    if is_story(words):
        return not lines and _is_ended_headline(units, index)
    return not is_quote_led(words) or not is_ended(words) or len(lines) == 0


def _is_labelled(words: str, lines: list[int], speakers: Counter[str | None]) -> bool:
    """Whether a transcript's first line has a label that is no speaker's ("Interview: …")."""
    label = speaker(words)
    if lines or speakers[label] > 1:
        return False
    return (label or "").lower() in word_set("headline_labels") or not is_ended(words)


def _is_ended_headline(units: list[Unit], index: int) -> bool:
    """Whether a line that ends as sentences do is worded, or placed, like a headline."""
    words = units[index].words
    if words.endswith(";"):  # its second line follows
        return True
    count = len(tokens(words))
    if is_titled(words):
        return count <= 25
    if count > 16 or sentence_ends(words):
        return False
    below = units[index + 1].words if index + 1 < len(units) else ""
    return is_headline_like(words) or _dateline(below) is not None or _introduces(below, words)


def _introduces(below: str, words: str) -> bool:
    """Whether a paragraph first names in full who is only called by one name above it.

    News gives the full name first, so what stands above is a headline.
    """
    found = tokens(words)
    if not word_set("headline_never").isdisjoint(token.lower() for token in found):
        return False
    first: dict[str, str | None] = {}
    before = None
    for token in found:
        name = re.split("['’]", token)[0]
        if name[:1].isupper() and name.lower() not in word_set("headline_omits"):
            first.setdefault(name, before)
            before = name
        else:
            before = None
    alone = {name for name, before in first.items() if before is None and len(name) > 2}
    before = None
    for token in tokens(below[:SHORT]):
        name = re.split("['’]", token)[0]
        if name in alone and before is not None:
            return True
        a_word = name.lower() in word_set("small_words") | word_set("headline_omits")
        before = name if name[:1].isupper() and len(name) > 1 and not a_word else None
    return False


def _read_headline(
    draft: Draft, units: list[Unit], lines: list[int], story: int, framed: int | None
) -> None:
    candidates = [index for index in lines if framed is None or index < framed] or lines
    if not candidates or (story >= len(units) and framed is None):
        return
    best = candidates[0]
    # A word or two over a longer line is a kicker ("World", "Exclusive").
    if len(tokens(units[best].words)) <= 2 and len(candidates) > 1:
        longer = candidates[1]
        best = longer if len(tokens(units[longer].words)) >= _ARTICLE_WORDS else best
    words = units[best].words
    count = len(tokens(words))
    if framed is None:
        if count > 25 or (count < 3 and units[best].kind != "heading"):
            return
        over_story = any(is_story(unit.words) for unit in units[best + 1 : best + 4])
        sure = over_story and _is_ended_headline(units, best)
        if is_linked_line(units[best]) or (sentence_ends(words) and not sure):
            return
        if count > 12 and units[best].kind != "heading" and not (sure or is_headline_like(words)):
            return
        if is_ended(words) and words[-1] not in "?!…;" and not sure:
            return
    elif count > 40:
        return
    units[best].kind = "headline"
    draft.headline = _one_line(words).rstrip("; ")


def _begin(
    draft: Draft, units: list[Unit], lines: list[int], story: int, framed: int | None
) -> int:
    """Say what the other lines of the head are; returns where the story begins."""
    headline = next((i for i, unit in enumerate(units[:story]) if unit.kind == "headline"), None)
    if headline is None and framed is None:
        return lines[0] if lines else story
    for index in lines:
        unit = units[index]
        if unit.kind == "paragraph" and not is_ended(unit.words):
            unit.kind = "heading"
        if unit.kind == "heading" and (outlet := _outlet_alone(units, index, story)):
            unit.kind = "other"
            draft.publisher = draft.publisher or outlet
    return story


def _outlet_alone(units: list[Unit], index: int, story: int) -> str | None:
    """The outlet that a line of the head names: by its words, or by where it stands.

    Right above the date it may have any name that the story has people tell things to.
    """
    words = units[index].words
    if _is_outlet(words):
        return _one_line(words)
    below = units[index + 1].kind if index + 1 < len(units) else None
    name = _short_name(words)
    if below not in ("date", "byline") or name is None:
        return None
    # Between the byline and the date nothing else is called "The" something of two words.
    framed = below == "date" and index > 0 and units[index - 1].kind == "byline"
    placed = framed and tokens(name)[0] == "The" and len(tokens(name)) > 2
    return name if placed or _is_marked_outlet(name) or _is_told(name, units[story:]) else None


def _read_masthead(
    draft: Draft, units: list[Unit], lines: list[int], story: int, framed: int | None
) -> None:
    """Read the outlet's name that stands over the headline: it is not the headline itself.

    A title over a second headline looks the same, so the name must be the known publisher's,
    or be told something in the story, or have no word beside that of a newspaper but one.
    """
    if len(lines) < 2 or framed is None or lines[1] > framed:
        return
    unit = units[lines[0]]
    name = _short_name(unit.words)
    if name is None:
        return
    own = [token for token in tokens(name) if token.lower() != "the"]
    marked = len(own) == 2 and _is_marked_outlet(name)
    known = draft.publisher is not None and _plain(draft.publisher) == _plain(name)
    if known or marked or _is_told(name, units[story:]):
        unit.kind = "other"
        draft.publisher = draft.publisher or name
        del lines[0]


def _short_name(words: str) -> str | None:
    """The name of one to four capitalised words that a line has beside dates and editions."""
    name = next(iter(_names_in(words)), None)
    return name if name and len(tokens(name)) <= 4 and _is_capitalised(name) else None


def _is_told(name: str, story: list[Unit]) -> bool:
    """Whether somebody tells it something in the story, as newspapers are told things."""
    told = re.compile(rf"\b(?i:told|tells) (?:the )?{re.escape(name)}\b")
    return any(told.search(unit.words) for unit in story)


def _is_outlet(words: str) -> bool:
    """Whether a line is a newspaper's name ("The Harwick Courier")."""
    found = tokens(words)
    lower = [token.lower() for token in found]
    return (
        2 <= len(found) <= 5
        and lower[-1] in word_set("outlet_words")
        and lower[0] not in word_set("section_words")
        and all(token[0].isupper() for token in found if token.lower() not in ("of", "the", "and"))
    )


def _beside_dates(words: str) -> tuple[list[str], bool]:
    """The names on a line that has nothing else but dates; and whether a comma, a bar or
    their like is between names and dates ("The flood of 3 March 2021" has none)."""
    position, apart, kept = 0, True, []
    for printed in find_dates(words):
        before = words[position : printed.start].rstrip()
        last = tokens(before)[-1].lower() if before[-1:].isalnum() else None
        apart = apart and (last is None or last in _date_words())
        kept.append(before)
        position = printed.end
    after = words[position:].strip()
    if position == 0 or is_ended(after):
        return [], False
    names, names_after = _names_in(" | ".join(kept)), _names_in(after)
    if names and names_after:  # "The Harwick Courier, 3 March 2021: Weir Holds"
        return [], False
    names += names_after
    if not all(map(_is_capitalised, names)) or sum(len(tokens(name)) for name in names) > 8:
        return [], False
    return names, apart and not after[:1].isalnum()


def _names_in(words: str) -> list[str]:
    """The parts of a line that say more than dates and editions do."""
    own = _date_words() | word_set("edition_words")
    names = []
    for part in _PARTS.split(words):
        if not all(token[-1].isdigit() or token.lower() in own for token in tokens(part)):
            names.append(_one_line(part))
    return names


def _is_capitalised(words: str) -> bool:
    small = ("of", "the", "and", "for")
    return all(token in small or not token[0].islower() for token in tokens(words))


def _outlet_beside_date(words: str) -> str | None:
    """The newspaper on a line of its name and a date ("The Harwick Courier, 3 March 2021")."""
    return next(filter(_is_marked_outlet, _beside_dates(words)[0]), None)


def _is_marked_outlet(name: str) -> bool:
    """Whether a name beside a date, or alone above one, is a newspaper's or a station's."""
    found = [token.lower() for token in tokens(name) if token.lower() != "the"]
    if _byline_cue().match(name) or not found:
        return False
    marked = found[0] in word_set("outlet_starts") or found[-1] in word_set("outlet_ends")
    return _is_outlet(name) or (2 <= len(found) <= 5 and marked and _is_capitalised(name))


def _outlet_of_byline(words: str) -> str | None:
    """Where a byline says that its author works ("By Ada Roe, Radio Orrel")."""
    for part in _names_in(words)[1:]:
        first = tokens(part)[0].lower()
        if _is_outlet(part) or (first in word_set("outlet_starts") and _is_marked_outlet(part)):
            return part
    return None


def _is_dated_name(draft: Draft, units: list[Unit], index: int, lines: list[int]) -> bool:
    """Whether a line is a name (of a place, of who knows what) and the date beside it.

    The first line of a text is so only over another line: it may be the headline.
    """
    names, apart = _beside_dates(units[index].words)
    if len(names) != 1 or not apart:
        return False
    if lines or draft.headline:
        return True
    below = units[index + 1] if index + 1 < len(units) else None
    over_line = below is not None and below.is_short and not is_story(below.words)
    return over_line and len(tokens(names[0])) <= 3


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _plain(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())


def _is_title(draft: Draft, unit: Unit) -> bool:
    if draft.headline is None or not unit.is_short:
        return False
    return _plain(unit.words) == _plain(draft.headline) != ""


def _split_title(draft: Draft, units: list[Unit]) -> None:
    """Where the title is known and begins the first paragraph, make it a block of its own."""
    if not units or not draft.headline or units[0].kind != "paragraph":
        return
    block, words = units[0].block, units[0].words
    title = draft.headline.strip()
    if not words.startswith(title) or len(words) != block.end - block.start:
        return
    glued = re.match(r"[.:|–—-]?\s+", words[len(title) :])
    if glued is None or not title:
        return
    end = block.start + len(title) + len(glued[0].rstrip())
    start = block.start + len(title) + glued.end()
    units[0:1] = [
        Unit(replace(block, end=end), words[: end - block.start], "headline", units[0].linked),
        Unit(replace(block, start=start), words[start - block.start :], "paragraph", 0.0),
    ]


# Dates


def _dates_in(words: str) -> list[tuple[bool, PrintedDate]]:
    """Each date with whether it is a later one than that of publication ("Updated …")."""
    found, position = [], 0
    for printed in find_dates(words):
        before = {token.lower() for token in tokens(words[position : printed.start])}
        found.append((not before.isdisjoint(word_set("later_date_words")), printed))
        position = printed.end
    return found


def _date_line(words: str) -> list[tuple[bool, PrintedDate]] | None:
    """The dates of a line that holds nothing else ("Updated 2 hours ago" holds none), or None."""
    if len(words) > LONGEST // 2 or not any(character.isdigit() for character in words):
        return None
    found = _dates_in(words)
    rest, position = [], 0
    for _, printed in found:
        rest.append(words[position : printed.start])
        position = printed.end
    rest.append(words[position:])
    left = [token.lower() for token in tokens(" ".join(rest)) if not token.isdigit()]
    said = bool(found or left) and all(token in _date_words() for token in left)
    return found if said else None


def _late_dates(units: list[Unit], story: int) -> list[tuple[bool, PrintedDate]]:
    """The dates of a date line under a notice or two that looked like the story.

    Only of one with a weekday or a word such as "Published", the only one in the text: a
    chronicle has dates for headings.
    """
    if not any(_is_late_date_line(unit) for unit in units[story : story + 4]):
        return []
    lines = [unit for unit in units if _is_late_date_line(unit)]
    if len(lines) > 1:
        return []
    lines[0].kind = "date"
    return _date_line(lines[0].words) or []


def _is_late_date_line(unit: Unit) -> bool:
    if not unit.is_short or unit.kind not in _LINE_KINDS or not _date_line(unit.words):
        return False
    first = tokens(unit.words)[0].lower()
    return first in load("dates")["weekdays"] or first in word_set("date_words")


@cache
def _date_words() -> frozenset[str]:
    lexicon = load("dates")
    months = (name for names in lexicon["months"] for name in names)
    return word_set("date_words").union(months, lexicon["weekdays"], lexicon["zones"])


def _read_published(draft: Draft, dates: list[tuple[bool, PrintedDate]]) -> None:
    if draft.published is not None or not dates:
        return
    first_published = sorted(dates, key=lambda each: each[0])
    values = [printed.value for _, printed in first_published if printed.value]
    if values:
        draft.published = values[0]
    else:
        draft.notes.append(note("R006"))


def _read_running_heads(draft: Draft) -> None:
    """The outlet and, where the story itself prints none, the date at the top of the pages."""
    values: dict[str, bool] = {}  # whether it stands by itself, as a day of printing may too
    for line in draft.running_heads:
        if not word_set("printing_words").isdisjoint(token.lower() for token in tokens(line)):
            continue
        outlet = _outlet_beside_date(line) or (_one_line(line) if _is_outlet(line) else None)
        draft.publisher = draft.publisher or outlet
        alone = not _beside_dates(line)[0]
        for printed in find_dates(line):
            if printed.value:
                values[printed.value] = alone and values.get(printed.value, True)
    if draft.published is None and len(values) == 1:
        ((draft.published, doubtful),) = values.items()
        if doubtful:
            draft.notes.append(note("R019", draft.published))


# Bylines


@cache
def _byline_cue() -> re.Pattern[str]:
    return re.compile(rf"\(?(?:{phrases(load('frame')['byline_cues'])})(?::\s*|\s+)", re.IGNORECASE)


def _byline(words: str) -> list[str]:
    """The names of a byline ("By Ada Roe and Ben Poe, Example News"), or an empty list."""
    cue = _byline_cue().match(words)
    if len(tokens(words)) > 30:
        return []
    if cue is not None:
        return _names(words[cue.end() :], cued=True)
    name, bar, rest = words.partition("|")
    if not bar:
        name, bar, rest = words.partition(",")
        affiliated = any(token.lower() in word_set("affiliations") for token in tokens(rest))
        if not bar or not affiliated or is_ended(words):
            return []
    return _names(name, cued=False) if len(tokens(rest)) <= 8 else []


def _names(words: str, *, cued: bool) -> list[str]:
    for printed in reversed(list(find_dates(words))):
        words = words[: printed.start] + " | " + words[printed.end :]
    words = re.sub(r"\S*@\S*|https?://\S*|\([^()]{0,60}\)?", " ", words).strip(" .)|,·•–—-")
    parts = re.split(r"\s*[|;•·]\s*|\s+[-–—]\s+|\s*\n\s*", words)
    names: list[str] = []
    for part in re.split(r",?\s+(?:and|&)\s+(?:by\s+)?|,\s*", parts[0] if parts else ""):
        # "Ada Roe in Harwick", "Ada Roe for the Example": the name is before it.
        name = _AFTER_NAME.split(part.strip())[0].strip()
        if _is_name(name, alone=not names and cued):
            names.append(name)
        elif not names:
            return []
    return names


def _is_name(name: str, *, alone: bool) -> bool:
    """Whether these are the words of a person's name; `alone`: an outlet's will do."""
    found = name.split()
    if not 1 <= len(found) <= 6 or (len(found) == 1 and not alone):
        return False
    for word in found:
        particle = word.lower() in word_set("name_particles")
        if _NAME.fullmatch(word) is None or not (word[0].isupper() or particle):
            return False
        plain = word.lower().strip(".")
        if not alone and plain in word_set("affiliations") | word_set("outlet_words"):
            return False
    return any(word[0].isupper() for word in found)


def _bare_byline(draft: Draft, units: list[Unit], lines: list[int]) -> None:
    """A name alone on its line, right beside the date and under another line, is a byline."""
    if draft.byline:
        return
    for index in list(lines):
        name = units[index].words
        beside = [units[i].kind for i in (index - 1, index + 1) if 0 <= i < len(units)]
        a_name = 2 <= len(name.split()) <= 4 and _is_name(name, alone=False)
        if index > 0 and "date" in beside and a_name:
            units[index].kind = "byline"
            draft.byline = [name]
            lines.remove(index)
            return


# Datelines


@cache
def _dateline_pattern() -> re.Pattern[str]:
    lexicon = load("dates")
    month = phrases(name for names in lexicon["months"] for name in names)
    weekday = phrases(lexicon["weekdays"])
    day = (
        rf"(?i:(?:{weekday})\b\.?,?\s*)?"
        rf"(?i:(?:(?:{month})\b\.?\s*\d{{1,2}}|\d{{1,2}}\s*(?:{month})\b\.?)(?:,?\s*\d{{4}})?)?"
    )
    not_date = rf"(?!(?i:{month}|{weekday})\b)"
    return re.compile(
        r"(?P<place>[^\W\d_][^\d\n,()—–―_:;!?]{0,39}?"
        rf"(?:,\s?{not_date}[^\W\d_a-z][\w.’' \-]{{0,29}}?){{0,2}}?)"
        rf"(?P<day>(?:,\s?|\s){day})?"
        r"(?P<agency>\s?\([^()\n]{2,40}\))?"
        r"\s?(?P<end>[—–―_]|--?|:)(?:\s|$)"
    )


def _dateline(words: str) -> re.Match[str] | None:
    """The match of a dateline at the beginning of a paragraph ("HARWICK, May 3 (Agency) – ")."""
    match = _dateline_pattern().match(words[:160])
    if match is None:
        return None
    place = match["place"].strip()
    city = place.split(",")[0].strip()
    dated = any(character.isdigit() for character in match["day"] or "")
    marked = match["agency"] is not None or dated
    count = len(city.split())
    if city.lower() in word_set("dateline_stop") or len(city) < 3 or _byline_cue().match(place):
        return None
    if count > (6 if marked else 4) or (place == city and not marked and _is_label(words, match)):
        return None
    if match["end"] == ":" and (not city.isupper() or match["agency"] is None):
        return None
    if match["end"] == "-" and words[match.start("end") - 1] != " " and not marked:
        return None
    capitals = city.isupper() and unicodedata.category(city[0]) == "Lu"
    titled = all(word[0].isupper() or word in ("de", "of", "al") for word in city.split())
    return match if capitals or (marked and titled and count <= 4) else None


def _is_label(words: str, match: re.Match[str]) -> bool:
    """Whether bare capitals before a dash are a label ("UPDATE AT NOON —") and no place."""
    parts = {token.lower() for token in tokens(match["place"])}
    after = words[match.end() :]
    return after[:1].islower() or not parts.isdisjoint(word_set("dateline_labels"))


def _is_dateline_alone(unit: Unit) -> bool:
    match = _dateline(unit.words) if unit.is_short else None
    return match is not None and match.end() >= len(unit.words)


def _read_dateline(draft: Draft, unit: Unit) -> bool:
    match = _dateline(unit.words)
    if match is None:
        return False
    draft.dateline = match["place"].strip()
    printed = next(find_dates(unit.words[: match.end()]), None)
    if draft.published is None and printed is not None:
        draft.published = printed.value
    return True


# The publisher


def _agency(units: list[Unit]) -> str | None:
    """The agency that a dateline names: the publisher where no other is named."""
    for unit in units:
        match = _dateline(unit.words)
        if match and match["agency"]:
            return match["agency"].strip(" ()")
    return None


def _read_rights(draft: Draft, units: list[Unit]) -> None:
    """A copyright line at the foot names the publisher."""
    if draft.publisher is not None:
        return
    for unit in units[-6:]:
        match = _RIGHTS.match(unit.words) if unit.is_short else None
        if match is not None:
            draft.publisher = match[1].strip()
            return
