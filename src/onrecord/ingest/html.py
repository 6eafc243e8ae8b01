"""A saved web page → Draft: the article on it, with the way back to each element.

trafilatura decides what on a page is the article. Its words are then taken from the page
itself: both are cut into printed lines, and each line of the article is found again among
the page's lines, in one pass. So links, exact words and an XPath to the element are kept,
and what the extractor is known to lose (the headline, captions, corrections, a paragraph
between two others) is taken back in. Nothing is ever fetched.
"""

from __future__ import annotations

import json
import logging
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any

from onrecord.errors import OnrecordError
from onrecord.ingest.dates import find_dates, parse_date
from onrecord.ingest.draft import Draft, DraftBuilder
from onrecord.ingest.encoding import decode
from onrecord.ingest.limits import (
    MAX_HTML_ATTRIBUTES,
    MAX_HTML_CHARS,
    MAX_HTML_ELEMENTS,
    MAX_JSON_LD,
    MAX_JSON_NODES,
    printed,
)
from onrecord.ingest.units import word_set
from onrecord.record import BlockKind, Link

MEDIA_TYPE = "text/html"
MAX_PATH = 1_000
"""Characters of a block's path; a longer one (a page nested absurdly deep) is left out."""

_SKIPPED_TAGS = (
    "script style noscript template iframe svg math select textarea button object "
    "audio video canvas datalist map input"
)
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
_BLOCK_TAGS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li "
    "main menu nav ol p pre section summary table tbody td tfoot th thead tr ul br "
    "head list item quote row cell lb"  # the last ones are trafilatura's own
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_KINDS: dict[str, BlockKind] = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "head": "heading",
    "blockquote": "quote",
    "quote": "quote",
    "li": "list",
    "item": "list",
    "dd": "list",
    "dt": "list",
    "figcaption": "caption",
}
_AROUND = frozenset({"nav", "header", "footer", "aside", "form", "menu", "dialog"})
_SPACE = re.compile(r"[ \t\n\r\f]+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9-]*")
_PLAIN_ID = re.compile(r"[\w.:-]{1,100}")

_MARKS: dict[str, re.Pattern[str]] = {
    "byline": re.compile(r"byline|\bauthors?\b|author[-_]?name|\bwriter\b", re.IGNORECASE),
    "date": re.compile(r"\bdate|[-_]date|timestamp|\btime\b|publish|updated", re.IGNORECASE),
    "standfirst": re.compile(
        r"standfirst|\bdek\b|[-_]dek|subhead|subtitle|sub-?headline|\blede\b|summary", re.IGNORECASE
    ),
    "aside": re.compile(
        r"share|social|newsletter|cookie|consent|comment|promo|advert|related", re.I
    ),
}
_MAX_CLUTTER = 0.25  # share of the article's text; an element that holds more is not beside it
_NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_MAX_BESIDE = 8  # of such elements around one line; the outer ones are looked at
_WRAPPERS = frozenset({"html", "body", "main", "article"})

_BY = re.compile(r"(?:by|from)\s+[^\W\d_]", re.IGNORECASE)
_CORRECTION = re.compile(r"(?:correction|clarification|editor['’]s note)s?\b", re.IGNORECASE)
_TITLE_BREAK = re.compile(r"\s(?:[|–—·»-]|::)\s")
_ANCHOR = 40
"""Letters at a line's start or end by which a line that differs elsewhere is found again."""

_TAG_START = re.compile(r"<[A-Za-z][^\s/>]*")
_ATTRIBUTES = re.compile(
    r"(?:[\s/]*[^\s/>][^\s/>=]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?)"
    rf"{{0,{MAX_HTML_ATTRIBUTES}}}[\s/]*"
)

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})"""
    rb"""|<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""",
    re.IGNORECASE,
)
_LATIN = frozenset({"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"})


def _key(text: str) -> str:
    """What two printings of the same words have in common."""
    return _NOT_LETTERS.sub("", text).casefold()


@dataclass(slots=True, kw_only=True)
class _Line:
    """Words printed in one run: offsets of `links` are into `text`."""

    text: str
    kind: BlockKind
    tag: str
    path: str | None
    parent: int  # a number for the element that holds the line's own element
    around: bool  # in navigation, an aside, a form …
    marks: frozenset[str]
    beside: tuple[tuple[int, BlockKind], ...]  # elements around it named as beside the story
    links: list[Link]
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = _key(self.text)


@dataclass(slots=True, kw_only=True)
class _Metadata:
    headline: str | None = None
    byline: list[str] = field(default_factory=list)
    publisher: str | None = None
    published: str | None = None


def read(data: bytes, charset: str | None = None) -> Draft:
    """The article on a saved page; `charset` is what HTTP said of it.

    Every block's `path` is an XPath to its element in the page, where that could be found.
    Raises OnrecordError R040 for a page too large or too deeply nested, R041 where there
    is no article, R042 where only scripts would bring one.
    """
    text, notes = decode(data, declared=declared_encoding(data, charset))
    draft = read_text(text)
    draft.notes[:0] = notes
    return draft


def read_text(text: str) -> Draft:
    """The article on a page that is already decoded; raises as `read` does."""
    page = _parse(text)
    lines = list(_lines(page))
    printed_chars = sum(len(line.text) for line in lines)
    if printed_chars > MAX_HTML_CHARS:
        raise OnrecordError("R040", detail=f"{printed_chars:,} characters of text")
    article = _align(_extract(page), lines)
    kept = {place for place, line in article if lines and line is lines[place]}
    # What the extractor made of words that no page shows (a plea to switch scripts on) or
    # of a whole menu run together is not on the page as a line, and no article.
    if not any(_is_prose(lines[place]) for place in kept):
        letters = sum(len(line.key) for line in lines)
        scripted = page.find(".//script") is not None and letters < 200
        raise OnrecordError("R042" if scripted else "R041")
    metadata = _metadata(page)
    headline = _headline(lines, article, metadata)
    _set_beside(lines, kept, headline)
    _take_back(lines, article, kept, headline)
    article.sort(key=lambda entry: entry[0])
    return _draft(article, lines, headline, metadata)


def read_all(text: str) -> Draft:
    """Every printed line of a page, as for a mail's, which has nothing around its text.

    Raises OnrecordError R040 for one too large or too deeply nested, R041 for one without
    an element.
    """
    builder = DraftBuilder(MEDIA_TYPE)
    for line in _lines(_parse(text)):
        if line.key:
            builder.add(line.text, line.kind, links=line.links, path=line.path)
    return builder.build()


def declared_encoding(data: bytes, stated: str | None = None) -> str | None:
    """The encoding that the page itself names, else the one that was stated with it."""
    match = _CHARSET.search(data[:4096])
    name = ((match[1] or match[2]).decode("ascii") if match else stated or "").lower()
    if name not in _LATIN:
        return name or None
    # Browsers read these as Windows-1252, and save pages as UTF-8 without changing the tag.
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return None


def _parse(text: str) -> Any:
    from lxml import etree
    from lxml import html as lxml_html

    _check_tags(text)
    # `huge_tree` lifts the limit on one text's length (files are bounded already) and sets
    # that on nesting to 2,048; entities of a document type are not expanded by this parser.
    parser = lxml_html.HTMLParser(
        huge_tree=True, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        page = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # no element at all
        raise OnrecordError("R041") from None
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise OnrecordError("R040", detail="more than 2,048 levels")
    elements = sum(1 for _ in page.iter())
    if elements > MAX_HTML_ELEMENTS:
        raise OnrecordError("R040", detail=f"{elements:,} elements")
    return page


def _check_tags(text: str) -> None:
    """Refuse a page with more attributes in one tag than the parser can bear.

    What looks like a tag in a comment, a script or a value counts too, since what is none
    cannot be known before parsing; hence the bound on how often text is looked at again.
    """
    left = 5 * len(text)
    for tag in _TAG_START.finditer(text):
        attributes = _ATTRIBUTES.match(text, tag.end())
        end = attributes.end() if attributes else tag.end()
        left -= end - tag.end()
        if left < 0 or text[end : end + 1] not in (">", ""):
            detail = f"a tag with more than {MAX_HTML_ATTRIBUTES:,} attributes"
            raise OnrecordError("R040", detail=detail)


def _extract(page: Any) -> list[_Line]:
    """The lines that trafilatura takes for the article."""
    # Without a handler of its own its warnings would be printed; the errors here say more.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    from trafilatura import bare_extraction

    document = bare_extraction(
        page, include_comments=False, include_links=True, include_formatting=False
    )
    return [] if document is None else list(_lines(getattr(document, "body", None)))


def _is_prose(line: _Line) -> bool:
    """Whether a line reads like part of a story and not like a menu."""
    linked = sum(link.end - link.start for link in line.links)
    words = len(line.text.split())
    ended = line.text.rstrip("\"'”’)」").endswith((".", "!", "?", "…", "。", "！", "？"))
    # Not every script has spaces between words.
    long = words >= 12 or (ended and (words >= 4 or len(line.text) >= 12))
    return long and linked * 2 < len(line.text)


# Printed lines


@dataclass(slots=True)
class _OpenLink:
    href: str | None  # None for an underline
    start: int | None = None  # in the line's text, once the first word is there


class _Walk:
    """Cuts a tree into lines; holds what is open at the place where the walk stands."""

    def __init__(self, ids: frozenset[str]) -> None:
        self.ids = ids  # those that only one element has
        # One entry an open element: tag, path, its number, children counted by tag, marks.
        self.open: list[tuple[str, str | None, int, Counter[str], frozenset[str]]] = []
        self.kinds: list[BlockKind] = ["paragraph"]
        self.blocks: list[int] = [0]  # places in `open` of the open block elements
        self.around = 0
        self.beside: list[tuple[int, BlockKind]] = []
        self.links: list[_OpenLink] = []
        self.number = 0
        self._clear()

    def _clear(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.space = False
        self.done: list[Link] = []
        self.marks: set[str] = set()
        for link in self.links:
            link.start = None

    def enter(self, element: Any) -> None:
        tag = element.tag
        self.number += 1
        path: str | None = f"/{tag}"
        if self.open:
            _, above, _, counts, _ = self.open[-1]
            self.count(tag)
            step = f"{tag}[{counts[tag]}]" if _PLAIN_NAME.fullmatch(tag) else f"*[{counts['*']}]"
            path = f"{above}/{step}" if above and len(above) < MAX_PATH else None
        id_ = element.get("id")
        if id_ in self.ids:
            path = f"//*[@id='{id_}']"
        if tag in _BLOCKS:
            self.blocks.append(len(self.open))
        self.open.append((tag, path, self.number, Counter(), _marks(element)))
        if tag in _KINDS:
            # A paragraph in a list item is part of the list, one in a quote of the quote.
            self.kinds.append(_KINDS[tag])
        self.around += tag in _AROUND
        if kind := _clutter(element):
            self.beside.append((self.number, kind))
        if _is_link(element):
            self.links.append(_OpenLink(element.get("href") or element.get("target")))

    def count(self, tag: str) -> None:
        """Count an element among its siblings; a path says which of them it means."""
        if self.open:
            counts = self.open[-1][3]
            counts[tag] += 1
            counts["*"] += 1

    def leave(self, element: Any) -> None:
        tag = element.tag
        if _is_link(element):
            self._close(self.links.pop())
        self.around -= tag in _AROUND
        if self.beside and self.beside[-1][0] == self.open[-1][2]:
            self.beside.pop()
        if tag in _KINDS:
            self.kinds.pop()
        self.open.pop()
        if tag in _BLOCKS:
            self.blocks.pop()

    def add(self, text: str | None) -> None:
        if not text:
            return
        words = _SPACE.sub(" ", printed(text))
        if not words.strip(" "):
            self.space = self.space or bool(words)
            return
        if (self.space or words[0] == " ") and self.length:
            self.pieces.append(" ")
            self.length += 1
        self.space = words[-1] == " "
        for link in reversed(self.links):
            if link.start is not None:
                break
            link.start = self.length
        words = words.strip(" ")
        self.pieces.append(words)
        self.length += len(words)
        # What an element far outside is named says nothing about this line.
        for place in range(max(self.blocks[-1] - 2, len(self.open) - 8, 0), len(self.open)):
            self.marks |= self.open[place][4]

    def flush(self) -> Iterator[_Line]:
        """The line gathered so far, if there is one; links that stay open go on after it."""
        if self.length:
            for link in self.links:
                self._close(link)
            block = self.blocks[-1]
            tag, path, _, _, _ = self.open[block]
            yield _Line(
                text="".join(self.pieces),
                kind=self.kinds[-1],
                tag=tag,
                path=path,
                parent=self.open[block - 1][2] if block else 0,
                around=self.around > 0,
                marks=frozenset(self.marks),
                beside=tuple(self.beside[:_MAX_BESIDE]),
                links=self.done,
            )
        self._clear()

    def _close(self, link: _OpenLink) -> None:
        href = link.href.strip() if link.href is not None else None
        wanted = href is None or not href.lower().startswith(("javascript:", "data:", "#"))
        if link.start is not None and wanted:
            self.done.append(Link(start=link.start, end=self.length, href=href))


def _lines(root: Any) -> Iterator[_Line]:
    """The printed lines of a page, or of trafilatura's tree, in order."""
    from lxml import etree

    ids = Counter(root.xpath("//@id"))
    walk = _Walk(frozenset(i for i, n in ids.items() if n == 1 and _PLAIN_ID.fullmatch(i)))
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        skipped = _is_skipped(element)
        block = element.tag in _BLOCKS
        if event == "start":
            if skipped:
                walk.count(element.tag)
                events.skip_subtree()
                continue
            if block:
                yield from walk.flush()
            walk.enter(element)
            walk.add(element.text)
            continue
        if not skipped:
            if block:
                yield from walk.flush()
            walk.leave(element)
        if element is not root:
            walk.add(element.tail)


def _is_skipped(element: Any) -> bool:
    """Whether an element's inside is not printed."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _SKIPPED:
        return True
    if tag == "head":  # in trafilatura's tree a heading
        parent = element.getparent()
        return parent is not None and parent.tag == "html"
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style[:1000]))


def _is_link(element: Any) -> bool:
    """Whether an element makes a link, or an underline, of its words."""
    tag = element.tag
    return tag == "u" or (
        tag in ("a", "ref") and bool(element.get("href") or element.get("target"))
    )


def _marks(element: Any) -> frozenset[str]:
    """What an element's names say of its words: "byline", "date", "standfirst", "aside"."""
    if element.tag == "time":
        return frozenset({"date"})
    names = " ".join(element.get(name, "")[:200] for name in ("class", "itemprop", "rel", "id"))
    if names == "   ":
        return frozenset()
    return frozenset(mark for mark, pattern in _MARKS.items() if pattern.search(names))


def _clutter(element: Any) -> BlockKind | None:
    """What an element is if its names say that it stands beside the story ("ad-slot")."""
    if element.tag not in _BLOCKS or element.tag in _WRAPPERS:
        return None
    for name in " ".join(element.get(name, "")[:200] for name in ("class", "id")).split():
        parts = {part.lower() for part in _NAME_PART.findall(name)}
        if not parts.isdisjoint(word_set("beside_unless")):
            continue
        if not parts.isdisjoint(word_set("beside_related")):
            return "related"
        if not parts.isdisjoint(word_set("beside_other")):
            return "other"
    return None


# The article among the page's lines

_Placed = tuple[int, _Line]
"""A line of the article, and the place among the page's lines where it belongs."""


def _align(found: list[_Line], lines: list[_Line]) -> list[_Placed]:
    """Each found line as the page's own line, or as it is where it is not on the page as such.

    The same words may be printed twice on a page, as a teaser and in the article: lines
    that are there once hold the others in place.
    """
    by_key: dict[str, list[int]] = {}
    by_end: dict[str, int] = {}
    for place, line in enumerate(lines):
        if line.key:
            by_key.setdefault(line.key, []).append(place)
        if len(line.key) >= _ANCHOR:
            by_end.setdefault("^" + line.key[:_ANCHOR], place)
            by_end.setdefault("$" + line.key[-_ANCHOR:], place)
    found = [line for line in found if line.key]
    places = [by_key.get(line.key, []) for line in found]
    limits: list[int] = []
    limit = len(lines)
    for candidates in reversed(places):
        if len(candidates) == 1:
            limit = candidates[0]
        limits.append(limit)
    limits.reverse()

    article: list[_Placed] = []
    used: set[int] = set()
    last = -1
    for line, candidates, limit in zip(found, places, limits, strict=True):
        if candidates:
            after = bisect_right(candidates, last)
            if last < 0:  # the first line: the one nearest to what follows
                after = max(bisect_right(candidates, limit) - 1, 0)
            place = candidates[min(after, len(candidates) - 1)]
            if place not in used:
                used.add(place)
                article.append((place, lines[place]))
                last = max(last, place)
            continue
        near = by_end.get("^" + line.key[:_ANCHOR], by_end.get("$" + line.key[-_ANCHOR:]))
        line.path = lines[near].path if near is not None else None
        article.append((near if near is not None else max(last, 0), line))
    return article


def _headline(lines: list[_Line], article: list[_Placed], metadata: _Metadata) -> int | None:
    """The place of the line that prints the headline."""
    body = [place for place, line in article if line.kind != "heading" and len(line.text) >= 60]
    end = min(body, default=len(lines))
    title = metadata.headline or ""
    wanted = _key(title)
    # A page's title may have the outlet's name after the headline.
    short = _key(_TITLE_BREAK.split(title)[0])
    headings = [place for place in range(end) if lines[place].kind == "heading"]
    for place in reversed(headings):
        key = lines[place].key
        if key in (wanted, short) or (len(key) >= 12 and wanted.startswith(key)):
            return place
    tops = [place for place in headings if lines[place].tag == "h1"]
    if tops:
        return tops[-1]
    plain = (place for place in range(end) if lines[place].key in (wanted, short))
    return next((place for place in plain if wanted and not lines[place].links), None)


def _set_beside(lines: list[_Line], kept: set[int], headline: int | None) -> None:
    """Leave in `beside` only the elements that are, and give lines in them their kind.

    Names alone would lose stories (an article in a "share-container"): an element with the
    headline or a good part of what was taken for the article is not beside the story.
    """
    sizes: Counter[int] = Counter()
    for place in kept:
        sizes.update({number: len(lines[place].text) for number, _ in lines[place].beside})
    whole = sum(len(lines[place].text) for place in kept)
    around_all = {number for number, size in sizes.items() if size > _MAX_CLUTTER * whole}
    if headline is not None:
        around_all.update(number for number, _ in lines[headline].beside)
    for line in lines:
        line.beside = tuple(each for each in line.beside if each[0] not in around_all)
    # Where each paragraph has such a name, it means something else.
    if sum(len(lines[place].text) for place in kept if lines[place].beside) > 0.5 * whole:
        for line in lines:
            line.beside = ()
    for line in lines:
        if line.beside:
            line.kind = line.beside[0][1]


def _take_back(
    lines: list[_Line], article: list[_Placed], kept: set[int], headline: int | None
) -> None:
    """Add to the article what the extractor is known to drop, and name what is known."""
    first = min(kept, default=0)
    last = max(kept, default=-1)
    start = first if headline is None else headline
    spans: dict[int, list[int]] = {}
    for place in sorted(kept):
        if lines[place].tag == "p":
            spans.setdefault(lines[place].parent, []).append(place)

    def add(place: int, kind: BlockKind) -> None:
        lines[place].kind = kind
        if place not in kept:
            kept.add(place)
            article.append((place, lines[place]))

    if headline is not None:
        add(headline, "headline")
        _take_top(lines, kept, headline, last, add)
    for place in range(start, len(lines)):
        line = lines[place]
        siblings = spans.get(line.parent, [])
        corrects = _CORRECTION.match(line.text) and len(line.text) >= 40
        if corrects and not line.beside and "aside" not in line.marks:
            add(place, "correction")
        elif place < last and line.kind == "caption":
            add(place, "caption")
        elif line.tag == "p" and len(siblings) >= 2 and siblings[0] < place < siblings[-1]:
            add(place, line.kind)


def _take_top(
    lines: list[_Line],
    kept: set[int],
    headline: int,
    last: int,
    add: Any,
) -> None:
    """What stands between the headline and the story: byline, date, standfirst."""
    for place in range(headline + 1, last + 1):
        line = lines[place]
        if line.kind == "caption" or line.beside:
            continue
        if "aside" in line.marks and place not in kept:
            continue
        if len(line.text) <= 300 and line.key:
            if _BY.match(line.text) and len(line.text) <= 150:
                add(place, "byline")
                continue
            if "byline" in line.marks and len(line.text) <= 150:
                add(place, "byline")
                continue
            if parse_date(line.text) or ("date" in line.marks and any(find_dates(line.text))):
                add(place, "date")
                continue
        if "standfirst" in line.marks and not line.around:
            add(place, line.kind)
            continue
        if place in kept and line.kind != "heading" and len(line.text) >= 60:
            break


def _draft(
    article: list[_Placed], lines: list[_Line], headline: int | None, metadata: _Metadata
) -> Draft:
    builder = DraftBuilder(MEDIA_TYPE)
    for _, line in article:
        builder.add(line.text, line.kind, links=line.links, path=line.path)
    kept = {id(line) for _, line in article}
    story = sum(len(line.text) for _, line in article)
    left = [line for line in lines if id(line) not in kept and not line.around and _is_prose(line)]
    lost = sum(len(line.text) for line in left)
    if lost > max(1_000, story * 0.3):
        builder.note("R043", f"{lost:,} characters of running text")
    draft = builder.build()
    draft.headline = metadata.headline if headline is None else lines[headline].text
    draft.byline = metadata.byline
    draft.publisher = metadata.publisher
    draft.published = _as_printed(metadata.published, article)
    return draft


def _as_printed(published: str | None, article: list[_Placed]) -> str | None:
    """The same moment in the zone that the page prints it in, if it does."""
    if published is None or len(published) <= 10:
        return published
    for _, line in article:
        for found in find_dates(line.text) if line.kind == "date" else ():
            if found.value and _moment(found.value) == _moment(published):
                return found.value
    return published


def _moment(value: str) -> float | None:
    """Seconds since 1970, to the minute, of an ISO 8601 time with a zone."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment.timestamp() // 60 if moment.tzinfo else None


# Metadata


def _metadata(page: Any) -> _Metadata:
    """What the page says of itself: JSON-LD before `<meta>` tags before the title."""
    meta: dict[str, str] = {}
    for element in page.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = _words(element.get("content"))
        if content:
            meta.setdefault(name.lower(), content)
    for element in page.xpath("//*[@itemprop='datePublished'][@datetime]"):
        meta.setdefault("datepublished", element.get("datetime"))
    for element in page.xpath("//time[@datetime]"):
        meta.setdefault("time", element.get("datetime"))

    def first(*names: str) -> str | None:
        return next((meta[name] for name in names if name in meta), None)

    title = page.find(".//title")
    headline = first("og:title", "twitter:title", "parsely-title", "dc.title", "headline")
    headline = headline or (_words(title.text) if title is not None else None)
    article = _json_ld_article(page, headline)
    date_names = (
        "article:published_time",
        "datepublished",
        "parsely-pub-date",
        "article:published",
        "sailthru.date",
        "pubdate",
        "dc.date.issued",
        "dc.date",
        "date",
        "time",
    )
    dates = [article.get("datePublished"), *(meta.get(name) for name in date_names)]
    authors = _names(article.get("author")) or _names(
        first("author", "article:author", "parsely-author", "dc.creator", "sailthru.author")
    )
    publisher = _names(article.get("publisher")) or _names(first("og:site_name", "dc.publisher"))
    return _Metadata(
        headline=_words(article.get("headline")) or headline,
        byline=authors,
        publisher=publisher[0] if publisher else None,
        published=next((iso for date in dates if (iso := _iso(date))), None),
    )


def _json_ld_article(page: Any, headline: str | None) -> dict[str, Any]:
    """The page's JSON-LD description of an article: that of this headline, else the first."""
    wanted = _key(headline or "")
    first: dict[str, Any] = {}
    for node in _json_ld(page):
        kinds = node.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if not any(isinstance(k, str) and k.endswith(("Article", "BlogPosting")) for k in kinds):
            continue
        key = _key(_words(node.get("headline")) or "")
        if key and wanted.startswith(key):
            return node
        first = first or node
    return first


def _json_ld(page: Any) -> Iterator[dict[str, Any]]:
    """The objects in a page's JSON-LD, breadth first, at most `MAX_JSON_NODES`."""
    waiting: list[Any] = []
    for script in page.iter("script"):
        text = script.text or ""
        if "ld+json" not in script.get("type", "") or len(text) > MAX_JSON_LD:
            continue
        try:
            waiting.append(json.loads(text, strict=False))
        except (ValueError, RecursionError):  # broken metadata is as good as none
            continue
    for node in waiting[:MAX_JSON_NODES]:
        yield from _objects(node)


def _objects(root: Any) -> Iterator[dict[str, Any]]:
    level = [root]
    left = MAX_JSON_NODES
    while level and left > 0:
        below: list[Any] = []
        for node in level[:left]:
            if isinstance(node, dict):
                yield node
                below.extend(value for value in node.values() if isinstance(value, dict | list))
            elif isinstance(node, list):
                below.extend(value for value in node if isinstance(value, dict | list))
        left -= len(level)
        level = below


def _names(value: Any) -> list[str]:
    """Names of people or bodies in a metadata value of any of the shapes in use."""
    names: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        item = item.get("name") if isinstance(item, dict) else item
        for name in item if isinstance(item, list) else [item]:
            words = _words(name)
            if words and len(words) <= 100 and "://" not in words and words not in names:
                names.append(re.sub(r"^by\s+", "", words, flags=re.IGNORECASE))
    return names[:20]


def _words(value: Any) -> str | None:
    """A metadata string in plain words; None for anything else and for an empty one."""
    if not isinstance(value, str):
        return None
    words = _SPACE.sub(" ", printed(unescape(value[:2_000]))).strip()
    return words or None


_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d{1,9})?\s?(Z|[+-]\d\d:?\d\d)?)?"
)


def _iso(value: Any) -> str | None:
    """A date of the metadata as ISO 8601, as exact as it is given; None if it is none."""
    words = _words(value)
    if words is None:
        return None
    match = _ISO.fullmatch(words)
    if match is None:
        return parse_date(words)
    day, time, zone = match.groups()
    if zone and zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    iso = day + (f"T{time}{zone or ''}" if time else "")
    try:
        datetime.fromisoformat(iso)
    except ValueError:
        return None
    return iso
