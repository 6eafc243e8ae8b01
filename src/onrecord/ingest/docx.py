"""A Word document (.docx) → Draft: its paragraphs in order, by the names of their styles.

The zip's own figures are not trusted: each part is unpacked with a bound. The XML is read as
a stream of events, so that no tree is built, and may declare no entities.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from onrecord.errors import OnrecordError
from onrecord.ingest.draft import Draft, DraftBuilder
from onrecord.ingest.limits import (
    MAX_CHARS,
    MAX_XML_DEPTH,
    MAX_ZIP_DIRECTORY,
    MAX_ZIP_ENTRIES,
    MAX_ZIP_ENTRY,
    MAX_ZIP_RATIO,
    MAX_ZIP_SIDE_PART,
    printed,
)
from onrecord.record import BlockKind, Link

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
    OverflowError,
)
_END = b"PK\x05\x06"  # of the zip's directory
_END_ZIP64 = b"PK\x06\x07"
_DIRECTORY_SIZE = slice(12, 16)  # from `_END`, little-endian

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_FIELD_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)?"([^"]{1,2000})"', re.IGNORECASE)
_NOT_LETTERS = re.compile(r"[\W_]+")
_FILE_NAME = re.compile(r"\.\w{2,4}$|^(?:document|microsoft word)\b", re.IGNORECASE)
_TOP = 10
"""Blocks in which a headline or byline is looked for."""

_STYLES: tuple[tuple[str, BlockKind], ...] = (
    ("title", "headline"),
    ("subtitle", "heading"),
    ("heading", "heading"),
    ("quote", "quote"),
    ("intense quote", "quote"),
    ("block text", "quote"),
    ("list", "list"),
    ("caption", "caption"),
    ("toc", "other"),
    ("header", "other"),
    ("footer", "other"),
)


def read(data: bytes) -> Draft:
    """The paragraphs of a Word document, table cells and text boxes among them.

    Deleted words of tracked changes are left out, inserted ones kept; notes say so, and
    that footnotes and comments were not read. Raises OnrecordError R036 for a document
    with a password, R050 for a damaged one, R051 for a zip bomb, R052 for one that
    declares entities, R053 for one without text.
    """
    _check_directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive, len(data))
    except _DAMAGES as reason:
        raise OnrecordError("R050", detail=str(reason)[:100]) from reason


def _check_directory(data: bytes) -> None:
    """Refuse a zip whose table of contents alone would take long to read."""
    end = data.rfind(_END, max(0, len(data) - 65_557))
    if end < 0:
        raise OnrecordError("R050", detail="the end is missing")
    size = int.from_bytes(data[end:][_DIRECTORY_SIZE], "little")
    zip64 = data[max(0, end - 20) : end].startswith(_END_ZIP64)
    if zip64 or size > MAX_ZIP_DIRECTORY:
        raise OnrecordError("R051", detail="its table of contents is too long")


def _read(archive: zipfile.ZipFile, size: int) -> Draft:
    parts = {info.filename: info for info in archive.infolist()}
    if len(parts) > MAX_ZIP_ENTRIES:
        raise OnrecordError("R051", detail=f"{len(parts):,} entries")
    package = _Package(archive, parts, size)
    main = package.main_part()
    folder, name = posixpath.split(main)
    links = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in package.small(f"{folder}/_rels/{name}.rels")
        if relation.get("TargetMode") == "External"
    }
    story = _Story(links, _style_kinds(package.small(f"{folder}/styles.xml")))
    package.parse(package.unpack(main, MAX_ZIP_ENTRY), story)
    return _draft(story, package.small("docProps/core.xml"))


class _Package:
    """The parts of the zip, each unpacked with a bound."""

    def __init__(
        self, archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], size: int
    ) -> None:
        self._archive = archive
        self._parts = parts
        self._size = size

    def main_part(self) -> str:
        """The name of the part that holds the text."""
        for relation in self.small("_rels/.rels"):
            if relation.get("Type", "").endswith("/officeDocument"):
                name = relation.get("Target", "").lstrip("/")
                if name in self._parts:
                    return name
        if "word/document.xml" not in self._parts:
            raise OnrecordError("R050", detail="it has no text part")
        return "word/document.xml"

    def unpack(self, name: str, limit: int) -> bytes:
        """One part, unpacked."""
        info = self._parts[name]
        if info.flag_bits & 1:
            raise OnrecordError("R036", detail="an encrypted part")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise OnrecordError("R050", detail="packed in an unknown way")
        packed = min(info.compress_size, self._size)
        allowed = min(limit, max(1_000_000, MAX_ZIP_RATIO * packed))
        with self._archive.open(info) as stream:
            unpacked = stream.read(allowed + 1)
        if len(unpacked) > allowed:
            raise OnrecordError("R051", detail=f"{name}: over {allowed / 1e6:.0f} MB")
        return unpacked

    def small(self, name: str) -> list[Element]:
        """The top elements of a lesser part; none where it is absent or damaged."""
        if name not in self._parts:
            return []
        try:
            return list(self.parse(self.unpack(name, MAX_ZIP_SIDE_PART), TreeBuilder()))
        except (OnrecordError, *_DAMAGES) as reason:
            if isinstance(reason, OnrecordError) and reason.code != "R050":
                raise
            return []

    @staticmethod
    def parse(data: bytes, target: Any) -> Any:
        """Feed a part's XML to a parser target, and give what the target makes of it."""
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import XMLParser

        parser = XMLParser(target=target, forbid_dtd=True)
        try:
            parser.feed(data)
            return parser.close()
        except DefusedXmlException as reason:
            raise OnrecordError("R052") from reason
        except (ParseError, LookupError) as reason:
            raise OnrecordError("R050", detail=str(reason)[:100]) from reason


def _style_kinds(styles: list[Element]) -> dict[str, BlockKind]:
    """Style id → kind, by the style's English name or that of the style it builds on."""
    names: dict[str, str] = {}
    above: dict[str, str] = {}
    for style in styles:
        id_ = _attribute(style.attrib, "styleId")
        for child in style:
            local = _local(child.tag)
            if local == "name":
                names[id_] = _attribute(child.attrib, "val").lower()
            elif local == "basedOn":
                above[id_] = _attribute(child.attrib, "val")
    kinds: dict[str, BlockKind] = {}
    for id_ in names:
        style_id = id_
        for _ in range(10):  # styles build on styles; a hostile file may do so in a ring
            kind = _kind_of_style(names.get(style_id, ""))
            if kind or style_id not in above:
                break
            style_id = above[style_id]
        if kind:
            kinds[id_] = kind
    return kinds


def _kind_of_style(name: str) -> BlockKind | None:
    for start, kind in _STYLES:
        if name == start or (name.startswith(start) and name[len(start)] == " "):
            return kind
    return None


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _attribute(attributes: dict[str, str], name: str) -> str:
    """An attribute by its local name; every one of Word's has a namespace."""
    for key, value in attributes.items():
        if _local(key) == name:
            return value
    return ""


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    style: str = ""
    kind: BlockKind | None = None  # what the paragraph says itself, whatever its style
    links: list[Link] = field(default_factory=list)
    boxes: list[_Paragraph] = field(default_factory=list)  # of text boxes anchored in it

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


class _Story:
    """Parser target: gathers the paragraphs of the text part, in order."""

    def __init__(self, links: dict[str, str], kinds: dict[str, BlockKind]) -> None:
        self.paragraphs: list[_Paragraph] = []
        self.footnotes = False
        self.changes = False
        self.cut = False
        self._targets = links
        self._kinds = kinds
        self._open: list[str] = []  # local names; "" for another namespace's
        self._inside: list[_Paragraph] = []
        self._skipping = 0  # depth at which a part that is not read began
        self._hidden = False
        self._links: list[tuple[_Paragraph, int, str]] = []
        self._fields: list[list[str] | None] = []  # open ones: the code, None once it is over
        self._left = MAX_CHARS

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, local = tag[1:].rpartition("}")
        name = local if namespace in _WORD else ""
        self._open.append(name)
        if len(self._open) > MAX_XML_DEPTH:
            raise OnrecordError("R050", detail=f"more than {MAX_XML_DEPTH} levels")
        if self._skipping:
            return
        if name in ("del", "moveFrom") or (local == "Fallback" and namespace == _COMPATIBLE):
            # The fallback repeats a text box for old programs.
            self.changes |= bool(name)
            self._skipping = len(self._open)
        elif name == "p":
            self._inside.append(_Paragraph())
        elif self._inside and name:
            self._in_paragraph(name, attributes, self._inside[-1])

    def _in_paragraph(self, name: str, attributes: dict[str, str], paragraph: _Paragraph) -> None:
        parent = self._open[-2]
        if name == "r":
            self._hidden = False
        elif name == "vanish" and parent == "rPr" and self._open[-3] == "r":
            self._hidden = _attribute(attributes, "val") not in ("0", "false")
        elif name == "pStyle":
            paragraph.style = _attribute(attributes, "val")
        elif name == "numPr":
            paragraph.kind = "list"
        elif name == "outlineLvl" and _attribute(attributes, "val") != "9":  # 9: body text
            paragraph.kind = "heading"
        elif name == "hyperlink":
            self._open_link(self._targets.get(_attribute(attributes, "id"), ""))
        elif name == "fldChar":
            self._field_mark(_attribute(attributes, "fldCharType"))
        elif name in ("br", "cr") and parent == "r":
            self._words("\n")
        elif name == "tab" and parent == "r":
            self._words("\t")
        elif name == "noBreakHyphen":
            self._words("-")
        elif name in ("footnoteReference", "endnoteReference", "commentReference"):
            self.footnotes = True
        elif name in ("ins", "moveTo"):
            self.changes = True

    def _field_mark(self, mark: str) -> None:
        if mark == "begin":
            self._fields.append([])
        elif mark == "separate" and self._fields and self._fields[-1] is not None:
            link = _FIELD_LINK.match("".join(self._fields[-1]))
            self._fields[-1] = None
            self._open_link(link[1] if link else "")
        elif mark == "end" and self._fields and self._fields.pop() is None:
            self._close_link()

    def _open_link(self, href: str) -> None:
        paragraph = self._inside[-1]
        self._links.append((paragraph, paragraph.length, href))

    def _close_link(self) -> None:
        if not self._links:
            return
        paragraph, start, href = self._links.pop()
        if href and start < paragraph.length:
            paragraph.links.append(Link(start=start, end=paragraph.length, href=href))

    def _words(self, text: str) -> None:
        if self._hidden or (self._fields and self._fields[-1] is not None):
            return
        if len(text) > self._left:
            self.cut = True
            text = text[: self._left]
        self._left -= len(text)
        self._inside[-1].add(text)

    def data(self, text: str) -> None:
        if self._skipping or not self._inside or not self._open:
            return
        if self._open[-1] == "t":
            self._words(printed(text))
        elif self._open[-1] == "instrText" and self._fields and self._fields[-1] is not None:
            self._fields[-1].append(text)

    def end(self, tag: str) -> None:
        name = self._open.pop()
        if self._skipping:
            if len(self._open) < self._skipping:
                self._skipping = 0
        elif name == "hyperlink" and self._inside:
            self._close_link()
        elif name == "p":
            paragraph = self._inside.pop()
            style = self._kinds.get(paragraph.style)
            paragraph.kind = style or paragraph.kind or "paragraph"
            if self._inside:
                self._inside[-1].boxes.append(paragraph)
                self._inside[-1].boxes.extend(paragraph.boxes)
            else:
                self.paragraphs.append(paragraph)
                self.paragraphs.extend(paragraph.boxes)

    def close(self) -> None:
        """Part of what a parser target has; there is nothing left to do."""


def _draft(story: _Story, core: list[Element]) -> Draft:
    builder = DraftBuilder(MEDIA_TYPE)
    for paragraph in story.paragraphs:
        text = "".join(paragraph.pieces)
        builder.add(text, paragraph.kind or "paragraph", links=paragraph.links)
    if story.footnotes:
        builder.note("R054")
    if story.changes:
        builder.note("R055")
    if story.cut:
        builder.note("R065")
    draft = builder.build()
    if not draft.blocks:
        raise OnrecordError("R053")
    properties = {_local(element.tag): (element.text or "").strip() for element in core}
    _find_headline(draft, properties.get("title", ""))
    creator = properties.get("creator", "")
    # Who wrote the file need not be who wrote the article: only a printed name counts.
    if creator and re.search(rf"\bby\s+{re.escape(creator)}\b", draft.text[:2_000], re.I):
        draft.byline = [creator]
    return draft


def _find_headline(draft: Draft, title: str) -> None:
    """The paragraph in the title style; else that which repeats the title property; else a
    heading right at the start; else the property itself."""
    titled = [place for place, block in enumerate(draft.blocks) if block.kind == "headline"]
    for place in titled[1:]:
        draft.blocks[place] = replace(draft.blocks[place], kind="heading")
    if not titled and title:
        tops = enumerate(draft.blocks[:_TOP])
        titled = [p for p, b in tops if _key(draft.text[b.start : b.end]) == _key(title)]
    if not titled and draft.blocks[0].kind == "heading":
        titled = [0]
    if titled:
        block = draft.blocks[titled[0]]
        draft.blocks[titled[0]] = replace(block, kind="headline")
        draft.headline = draft.text[block.start : block.end]
    elif title and not _FILE_NAME.search(title):
        draft.headline = title


def _key(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()
