"""Markdown → a draft: its marks are taken out, its links keep their place.

Read are headings, paragraphs, lists, block quotations, links (inline, by reference,
bare), pictures (their text is a caption), emphasis, code, and the front matter's title, author and
date. Lines of a paragraph are joined with a space, as Markdown means them. A
table's rows are paragraphs of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.ingest.dates import parse_date
from onrecord.ingest.draft import Draft, DraftBuilder
from onrecord.ingest.encoding import decode
from onrecord.ingest.markup import take_out
from onrecord.record import BlockKind, Link

MEDIA_TYPE = "text/markdown"

_FRONT_LINES = 200
_FIELD = re.compile(r"([A-Za-z][\w-]{0,40}):[ \t]*(.*)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_QUOTE = re.compile(r" {0,3}> ?")
_ITEM = re.compile(r"[ \t]{0,12}(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_DEFINITION = re.compile(r" {0,3}\[([^\[\]]{1,200})\]:[ \t]*<?([^\s<>]{1,2000})>?")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t:|-]*-{2,}[ \t:|-]*")

# One mark each. Every repetition is bounded, so that hostile text costs no more than its length.
_MARK = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<ticks>`{1,3})(?P<code>[^`]{1,500})(?P=ticks)(?!`)"
    r"|(?P<picture>!)?\[(?P<words>(?:[^\[\]\\]|\\.|\[[^\[\]]{0,200}\]){0,1000})\]"
    r"(?:\([ \t]*<?(?P<href>(?:[^\s()<>]|\([^\s()<>]{0,500}\)){0,2000})>?"
    r"(?:[ \t]+(?:\"[^\"]{0,300}\"|'[^']{0,300}'))?[ \t]*\)"
    r"|\[(?P<reference>[^\[\]]{0,200})\])?"
    r"|<(?P<bare>https?://[^\s<>]{1,2000})>"
    r"|(?P<strong>\*{1,3}|(?<![^\W_])_{1,3}|_{1,3}(?![^\W_])|~~)",
    re.DOTALL,
)


def read(data: bytes) -> Draft:
    """A Markdown file as a draft.

    Raises OnrecordError R001 on an empty file, R034 on binary data.
    """
    text, notes = decode(data)
    lines = _without_comments(text).splitlines()
    fields, lines = _front_matter(lines)
    reader = _Reader(lines)
    draft = reader.read()
    draft.notes.extend(notes)
    draft.headline = _first(fields, "title", "headline")
    draft.byline = [name for key in ("author", "authors", "byline") for name in fields.get(key, [])]
    draft.publisher = _first(fields, "publisher", "outlet", "site_name")
    date = _first(fields, "date", "published", "publishdate", "pubdate")
    draft.published = parse_date(date) if date else None
    return draft


def _without_comments(text: str) -> str:
    pieces, position = [], 0
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        pieces.append(text[position:start])
        position = end + len("-->")
    pieces.append(text[position:])
    return "".join(pieces)


class _Reader:
    """Goes over the lines once and hands blocks to a builder."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._builder = DraftBuilder(MEDIA_TYPE)
        self._references = {
            match[1].casefold(): match[2] for line in lines if (match := _DEFINITION.match(line))
        }
        self._paragraph: list[str] = []
        self._kind: BlockKind = "paragraph"

    def read(self) -> Draft:
        fence: str | None = None
        for line in self._lines:
            opened = _FENCE.match(line)
            if fence is not None:
                if opened and opened[1].startswith(fence):
                    self._end()
                    fence = None
                else:
                    self._paragraph.append(line)
            elif opened:
                self._end("other")
                fence = opened[1]
            else:
                self._line(line)
        self._end()
        return self._builder.build()

    def _line(self, line: str) -> None:
        heading = _HEADING.fullmatch(line)
        quote = _QUOTE.match(line)
        item = _ITEM.match(line)
        if not line.strip() or _DEFINITION.match(line):
            self._end()
        elif heading:
            self._end("heading")
            self._paragraph.append(heading[2] or "")
            self._end()
        elif self._paragraph and self._kind == "paragraph" and _UNDERLINE.fullmatch(line):
            self._kind = "heading"
            self._end()
        elif _RULE.fullmatch(line) or (line.count("|") and _TABLE_RULE.fullmatch(line)):
            self._end()
        elif quote:
            words = line[quote.end() :]
            if self._kind != "quote" or not words.strip():
                self._end("quote")
            self._paragraph.append(words)
        elif item:
            self._end("list")
            self._paragraph.append(line[item.end() :])
        elif line.lstrip().startswith("|"):
            self._end()
            self._paragraph.append(" ".join(line.replace("|", " ").split()))
            self._end()
        else:
            self._paragraph.append(line)

    def _end(self, following: BlockKind = "paragraph") -> None:
        """Finish the block that was being read; the next one is of the `following` kind."""
        joined = "\n" if self._kind == "other" else " "
        words = joined.join(_without_break(line) for line in self._paragraph)
        if self._kind == "other":
            self._builder.add(words, "other")
        elif words.strip():
            text, links, is_picture = _inline(words, self._references)
            plain, marked = take_out(text) if not links else (text, [])
            kind = "caption" if is_picture and self._kind == "paragraph" else self._kind
            self._builder.add(plain, kind, links=[*links, *marked])
        self._paragraph, self._kind = [], following


def _without_break(line: str) -> str:
    return line.strip().removesuffix("\\")


def _inline(words: str, references: dict[str, str]) -> tuple[str, list[Link], bool]:
    """Text without marks, its links, and whether a picture is all that stands in it."""
    pieces: list[str] = []
    links: list[Link] = []
    length = position = 0
    pictures, outside = 0, False

    def put(piece: str) -> None:
        nonlocal length
        pieces.append(piece)
        length += len(piece)

    for mark in _MARK.finditer(words):
        put(words[position : mark.start()])
        outside = outside or bool(words[position : mark.start()].strip())
        position = mark.end()
        start = length
        if mark["escaped"]:
            put(mark["escaped"])
        elif mark["code"]:
            put(mark["code"])
        elif mark["bare"]:
            put(mark["bare"])
            links.append(Link(start=start, end=length, href=mark["bare"]))
        elif mark["strong"]:
            if not _is_emphasis(words, mark):
                put(mark["strong"])
        elif mark["picture"]:
            pictures += 1
            put(_plain(mark["words"]))
        else:
            href = mark["href"]
            if href is None:
                href = references.get((mark["reference"] or mark["words"]).casefold())
            if href is None:
                put(mark[0])  # brackets of the text, as in "[sic]"
                continue
            put(_plain(mark["words"]))
            if start < length:
                links.append(Link(start=start, end=length, href=href))
    put(words[position:])
    alone = pictures > 0 and not outside and not words[position:].strip()
    return "".join(pieces), links, alone


def _plain(words: str) -> str:
    """The words of a link or picture without emphasis or a picture inside them."""
    inner = re.sub(r"!\[([^\[\]]{0,200})\](?:\([^()\s]{0,500}\))?", r"\1", words)
    return re.sub(r"\\([!-/:-@\[-`{-~])|[*`]|(?<![^\W_])_+|_+(?![^\W_])", r"\1", inner)


def _is_emphasis(words: str, mark: re.Match[str]) -> bool:
    """Whether stars or lines open or close emphasis; "2 * 3" keeps its star."""
    before = words[mark.start() - 1 : mark.start()]
    after = words[mark.end() : mark.end() + 1]
    return not ((not before or before.isspace()) and (not after or after.isspace()))


def _front_matter(lines: list[str]) -> tuple[dict[str, list[str]], list[str]]:
    """The fields between two lines of "---" at the top, and the lines after them.

    Only `key: value`, `key: [a, b]` and lists of `- a` are read; no YAML is parsed, so
    nothing in it can be more than text.
    """
    if not lines or lines[0].rstrip() not in ("---", "+++"):
        return {}, lines
    mark = lines[0].rstrip()
    end = next(
        (i for i, line in enumerate(lines[1:_FRONT_LINES], 1) if line.rstrip() == mark), None
    )
    if end is None:
        return {}, lines
    fields: dict[str, list[str]] = {}
    key = ""
    for line in lines[1:end]:
        field = _FIELD.fullmatch(line.replace(" = ", ": ", 1) if mark == "+++" else line)
        if field:
            key = field[1].lower()
            fields[key] = list(_values(field[2]))
        elif key and line.lstrip().startswith("- "):
            fields[key] += _values(line.lstrip()[2:])
    return fields, lines[end + 1 :]


def _values(printed: str) -> Iterator[str]:
    inner = printed.strip()
    parts = inner[1:-1].split(",") if inner.startswith("[") and inner.endswith("]") else [inner]
    for part in parts:
        value = part.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        if value:
            yield value


def _first(fields: dict[str, list[str]], *names: str) -> str | None:
    return next((fields[name][0] for name in names if fields.get(name)), None)
