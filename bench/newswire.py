"""The newswire corpus (`ner_worldwide_newswire`) as a newspaper would print it.

The corpus holds 787 articles of some 70 outlets outside the US and Europe with names of nine
types, but its text is pre-tokenised and its labels are those of nested annotation laid flat: where
one name stood in another (`Norway` in `Norway Sailing Guild`), the inner one was kept and the outer
one keeps what is left of it. What is mended, both in `natural` and in `raw`:

- the address in front of the article is taken out, with the names in it;
- letters read in the wrong encoding (`â € ™`) are put right;
- a name that was cut up is made whole again: a run of touching names becomes one where the pieces
  show which the outer one was: an X, something else and an X are one X (`Guild of`
  `Norway` `Sailors`); a place, a people, a person or an organization belongs to an organization,
  a facility, a product or a title behind it (`Norway` `Sailing Guild`), though not by a possessive
  (`Norway` `'s Sailing Guild`) unless a person's (`Ohm` `'s Law`), and a place to the
  organization in front of it; a name that ends in a preposition goes on (`University of` `Norway`).
  Dates and persons that merely touch another name stay apart (`1931` `Sailing Cup`). By eye some 3
  in 100 of these are joined wrongly;
- clitics, quotes and punctuation at a name's edges are trimmed, and what is nothing else dropped;
- a day of the week is a date, whatever type it was given;
- the last full stop of an abbreviation (`U . S .`), the letters of a dollar (`US $ 20`) and the s
  of a decade (`1980 s`) belong to the name they stand in.

What is not mended: names that were overlooked, types that are wrong, names cut short or drawn too
wide in other ways, letters lost or torn apart (`T` and `his` on two lines), text that is not
the article's (captions, lists of other stories).

Dev is the tenth of the articles whose id's SHA-256 begins with eight hexadecimal digits that divide
by ten, train the rest. An article that is no text but the source of a word processor is in neither.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from bench import corpora, detokenise

NAME = "ner_worldwide_newswire"

Article = corpora.Article
Entity = dict[str, Any]
"""`start` and `end` (code points of the article's text, end exclusive), `type` and `text`."""
Edit = tuple[int, int, str]
"""Start, end and what stands there afterwards."""

_ADDRESS = re.compile(r"(?:https?://|www \. )[^\n]*\n?")
_MOJIBAKE = re.compile(
    r"(?P<letter>Ã ?[\u00a1-\u00bf])(?: (?=[a-z]))?"
    r"|(?P<apostrophe>(?<=\w)â ?€ ?™)(?: (?=[a-z]))?"
    r"|(?P<dash>(?<=\w)â ?€ ?[“”])"
    r"|(?P<mark>â ?€(?: ?[œ™“”˜¦])?)"
)
"""UTF-8 read as Windows-1252 and then tokenised."""
_CLITIC_FIRST = re.compile(r"(?:['’] ?s|s)\s+(?=\S)", re.IGNORECASE)
_CLITIC_LAST = re.compile(r"\s?['’]\s?s?$")
_DOLLAR = re.compile(r"(?:^|\s)((?:US|HK|NT|AU|CA|NZ|TT|EC|[ASNCRZJ]) )$")
_ABBREVIATED = re.compile(
    r"(?:(?:^|[\s.])\w|\b(?:Jr|Sr|Inc|Ltd|Corp|Co|Bros|Jan|Feb|Aug|Sept|Oct|Nov|Dec)) ?\.$"
)
_DECADE = re.compile(r"0 s\b")
_EDGE_FIRST = "$£€¥₹₦₱₩#@+"
_EDGE_LAST = "%+!?™®°"
_PREPOSITION = re.compile(
    r"\b(?:(?:of|for|in|on|at|with|to)(?: the)?|and|de|del|da|du|the|The|v \.|&|-)$", re.IGNORECASE
)
_INNER = frozenset({"Location", "NORP", "Organization", "Person"})
"""Types of names that stand first in others: `Norway` in `Norway Sailing Guild`."""
_HEADS = frozenset({"Organization", "Facility", "Misc", "Product"})
"""Types of names that have such a name in front."""
_HALVES = frozenset({"Sub - Saharan", "sub - Saharan", "Western", "Latin", "Central", "British"})
"""What is a place's name with the piece behind it alone."""
_PLACES = frozenset(
    {"Republic", "Ocean", "Sea", "River", "Kush", "Capital", "Center", "Centre", "Memorial"}
)
"""Words that tell a place's name from the name of something in the place."""
_WEEKDAYS = frozenset(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
)
_DOLLARS = frozenset({"US", "U . S .", "HK", "Hong Kong"})


def read() -> list[Article]:
    """The articles as they are in the corpus."""
    return corpora.read(NAME)


def natural(article: Article, *, whole: bool = True) -> Article:
    """The article as print would have it: `id`, `text` and `entities` with offsets in that text.

    Without `whole` the names that were cut up stay so.
    """
    given = raw(article, whole=whole)
    names = [(e["start"], e["end"]) for e in given["entities"] if e["type"] not in {"Misc", "Date"}]
    return _edited(given, [(*gap, "") for gap in detokenise.dropped(given["text"], joined=names)])


def raw(article: Article, *, whole: bool = True) -> Article:
    """The article without its address and with its labels mended, pre-tokenised as it is."""
    address = _ADDRESS.match(article["text"])
    edits: list[Edit] = [(0, address.end(), "")] if address else []
    edits += [
        (match.start(), match.end(), _decoded(match))
        for match in _MOJIBAKE.finditer(article["text"], address.end() if address else 0)
    ]
    edited = _edited(article, edits)
    return {**edited, "entities": _mended(edited["text"], edited["entities"], whole=whole)}


def dev(articles: Iterable[Article]) -> list[Article]:
    """The articles to measure with."""
    return [article for article in articles if _is_text(article) and _tenth(article["id"]) == 0]


def train(articles: Iterable[Article]) -> list[Article]:
    """The articles to learn from."""
    return [article for article in articles if _is_text(article) and _tenth(article["id"]) != 0]


def _tenth(id: str) -> int:
    return int(hashlib.sha256(id.encode("utf-8")).hexdigest()[:8], 16) % 10


def _is_text(article: Article) -> bool:
    return not article["text"].startswith("{ \\ rtf")


def _decoded(match: re.Match[str]) -> str:
    """What was meant by a match of `_MOJIBAKE`; a dash stands off the word before it."""
    garbled = match[match.lastgroup or 0].replace(" ", "")
    if garbled == "â€":  # the closing quote's third byte is no letter there
        return "”"
    meant = garbled.encode("cp1252").decode("utf-8")
    return f" {meant}" if match["dash"] else meant


def _edited(article: Article, edits: list[Edit]) -> Article:
    """`id`, `text` and `entities` of the article after edits that stand in order and apart."""
    text: str = article["text"]
    pieces: list[str] = []
    image: list[int] = []  # for each code point of the old text, where it is in the new one
    length = 0
    last = 0
    for start, end, replacement in [*edits, (len(text), len(text), "")]:
        pieces += text[last:start], replacement
        image += range(length, length + start - last)
        length += start - last
        image += [length] * (end - start)
        length += len(replacement)
        last = end
    image.append(length)
    new = "".join(pieces)
    entities = [
        _entity(new, image[e["start"]], image[e["end"]], e["type"]) for e in article["entities"]
    ]
    return {
        "id": article["id"],
        "text": new,
        "entities": [e for e in entities if e["start"] < e["end"]],
    }


def _entity(text: str, start: int, end: int, type: str) -> Entity:
    return {"start": start, "end": end, "type": type, "text": text[start:end]}


def _mended(text: str, entities: list[Entity], *, whole: bool) -> list[Entity]:
    ordered = [
        {**e, "type": "Date"} if e["text"] in _WEEKDAYS else e
        for e in sorted(entities, key=lambda e: (e["start"], -e["end"]))
    ]
    if whole:
        ordered = [name for run in _runs(text, ordered) for name in _whole(text, run)]
    mended: list[Entity] = []
    for entity in ordered:
        trimmed = _trimmed(text, entity)
        if trimmed and (not mended or trimmed["start"] >= mended[-1]["end"]):
            mended.append(trimmed)
    return mended


def _runs(text: str, entities: list[Entity]) -> list[list[Entity]]:
    """Entities that touch, or have one space between them, together."""
    runs: list[list[Entity]] = [[e] for e in entities[:1]]
    for before, entity in pairwise(entities):
        if text[before["end"] : entity["start"]] in {"", " "}:
            runs[-1].append(entity)
        else:
            runs.append([entity])
    return runs


def _whole(text: str, run: list[Entity]) -> list[Entity]:
    """A run with the names that were cut up made whole: three pieces, then two, from the left."""
    names = list(run)
    at, size = 0, 3
    while size > 1:
        pieces = names[at : at + size]
        type = _outer(pieces) if len(pieces) == size else None
        if type:
            names[at : at + size] = [_entity(text, pieces[0]["start"], pieces[-1]["end"], type)]
            at, size = 0, 3
        elif at + size < len(names):
            at += 1
        else:
            at, size = 0, size - 1
    return names


def _outer(pieces: list[Entity]) -> str | None:
    """The type of the name that these two or three touching pieces are of; None: of several."""
    first, last = pieces[0], pieces[-1]
    if len(pieces) == 3:
        return _around(first["type"], pieces[1], last["type"])
    if not any(c.isalnum() for c in last["text"]):
        return None
    if _PREPOSITION.search(first["text"]) and first["type"] not in {"Date", "Person"}:
        return str(first["type"])
    if last["text"].startswith(("'", "’")) and first["type"] != "Person":
        return None
    return _pair(first, last)


def _around(before: str, piece: Entity, after: str) -> str | None:
    """The type of the name whose first and last pieces are of these types, around a third."""
    if before != after:
        return None
    if not any(c.isalnum() for c in piece["text"]):
        return (
            before
            if piece["text"].endswith({"Date": ",", "Person": "."}.get(before, "-"))
            else None
        )
    if before in {"Location", "NORP"} and piece["type"] in _HEADS:
        return str(piece["type"])
    return before if before not in {"Date", "Person", "NORP"} else None


def _pair(first: Entity, last: Entity) -> str | None:
    """The type of the name that two touching pieces are of."""
    types = first["type"], last["type"]
    begin, end = first["text"], last["text"]
    head = end.split()[0]
    if types in {("Location", "Money"), ("NORP", "Money")}:
        dollars = begin in _DOLLARS and head == "$"
        return "Money" if dollars or not re.search(r"\d", end) else None
    if types[0] in {"Person", "Misc"} and types[1] == "Location":
        if types[0] == "Person" or end.split()[-1] in _PLACES or begin == "Latin":
            return "Location"
        return "Misc" if not begin.startswith("#") else None
    if types in {("NORP", "Location"), ("Location", "Location")}:
        return "Location" if begin in _HALVES or head in _PLACES else None
    if types[0] == "Misc" and types[1] in {"Misc", "Date"}:
        return "Misc" if re.fullmatch(r"\d{4}(?:-\d{4})?", end) else None
    if types == ("Person", "Organization") and re.fullmatch(r"[A-Z]{2,5}", end):
        return None
    if types in {("Organization", "Location"), ("Facility", "Organization")}:
        return "Organization"
    if types[0] in _INNER and types[1] in _HEADS:
        return str(types[1])
    return None


def _trimmed(text: str, entity: Entity) -> Entity | None:
    """The entity without what does not belong to it and with what does; None: nothing is left."""
    start, end, type = entity["start"], entity["end"], entity["type"]
    clitic = _CLITIC_FIRST.match(text, start, end)
    if clitic and (text[start] != "s" or text[max(0, start - 2) : start].rstrip()[-1:] in "'’"):
        start = clitic.end()
    words = text[start:end].split()
    if type != "Organization" or len(words) > 3 or words[-1:] in (["'"], ["’"]):
        end = start + len(_CLITIC_LAST.sub("", text[start:end]))
    while start < end and not (text[start].isalnum() or _may_begin(text, start, end)):
        start += 1
    while start < end and not (text[end - 1].isalnum() or _may_end(text, start, end)):
        end -= 1
    if not any(c.isalnum() for c in text[start:end]):
        return None
    if type == "Money" and text[start] == "$":
        dollar = _DOLLAR.search(text, max(0, start - 4), start)
        if dollar:
            start = dollar.start(1)
    if re.search(r"\w \. \w$", text[start:end]) and text[end : end + 2] == " .":
        end += 2
    if type == "Date" and _DECADE.match(text, end - 1):
        end += 2
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return _entity(text, start, end, type)


def _may_begin(text: str, start: int, end: int) -> bool:
    char = text[start]
    if char in "([":
        return (")" if char == "(" else "]") in text[start + 1 : end - 1]
    if char in "'’":
        return bool(re.match(r"['’] ?\d\d", text[start:end]))
    return char in _EDGE_FIRST


def _may_end(text: str, start: int, end: int) -> bool:
    char = text[end - 1]
    if char in ")]":
        return ("(" if char == ")" else "[") in text[start : end - 1]
    if char == ".":
        return bool(_ABBREVIATED.search(text, start, end))
    return char in _EDGE_LAST or bool(re.search(r"['’] ?s$", text[start:end]))
