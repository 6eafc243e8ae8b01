"""A PDF → Draft: paragraphs in reading order, each with the page it begins on.

A PDF holds letters and where they stand, no more. They are put together here step by step:
letters to runs, runs to columns, lines to paragraphs, paragraphs over the ends of columns
and pages. What stands at the top or foot of page after page is kept apart from the story.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

from onrecord.errors import OnrecordError
from onrecord.ingest.draft import Draft, DraftBuilder
from onrecord.ingest.limits import (
    MAX_CHARS,
    MAX_PDF_PAGE_CHARS,
    MAX_PDF_PAGES,
    MAX_PDF_STREAM,
    MAX_PDF_UNPACKED,
    printed,
)
from onrecord.record import BlockKind

MEDIA_TYPE = "application/pdf"

# Widths and heights below are in ems: a run's `size` is the height of its letters' boxes,
# which is some 1.2 times the nominal size of the font.
_WIDE_GAP = 1.5  # between two words: they belong to different columns or cells
_SAME_EDGE = 3.0  # points by which lines of one column may begin apart
_MIN_COLUMN = 4  # lines that begin at one place make a column
_MAX_CROSSING = 0.1  # share of lines that may run across where a column begins
_NEW_SIZE = 1.12  # one line's size to another's: not the same paragraph
_PARAGRAPH_GAP = 1.3  # distance between two lines to that usual in the column
_INDENT = 0.5
_HEADLINE = 1.25  # size of a headline to that of the story
_HEADING = 1.12
_MARGIN = 0.12  # share of a page's height where running heads and feet stand

# The start of a deflated stream: the first two bytes are one of a few.
_STREAM = re.compile(rb"(?<!end)stream\r?\n(?=\x78[\x01\x5e\x9c\xda])")
_CHUNK = 1 << 14
_DIVISIONS = "\x02\ufffe"
_HYPHENS = "-\u2010\u00ad" + _DIVISIONS
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_BULLET = re.compile(r"[•‣◦▪–—*-]\s+\S|\(?\d{1,2}[.)]\s+\S")
_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s|]*", re.I
)
_DIGITS = re.compile(r"\d+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[\w’'-]+")


@dataclass(slots=True)
class _Run:
    """Words that stand on one line without a wide gap; points from the page's lower left."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def size(self) -> float:
        return self.top - self.bottom


@dataclass(slots=True)
class _Page:
    number: int  # from 1
    bottom: float
    top: float
    runs: list[_Run]
    margins: list[str] = field(default_factory=list)  # running heads, feet, page numbers


@dataclass(slots=True)
class _Paragraph:
    page: int
    lines: list[_Run]
    ended: bool  # with a full stop, or with a line that had room for another word
    indented: bool

    @property
    def size(self) -> float:
        return median(line.size for line in self.lines)


def read(data: bytes) -> Draft:
    """The paragraphs of a PDF in reading order; `page` is the one a paragraph begins on.

    Running heads, feet and page numbers are blocks of kind "other", after the paragraph
    that they stand beside. Raises OnrecordError R036 for a PDF with a password, R044 for one
    that unpacks without end, R045 for a damaged one, R046 for one without text.
    """
    _check_streams(data)
    pages, notes, title, author = _load(data)
    _set_margins_apart(pages)
    paragraphs = _join(
        [paragraph for page in pages for column in _columns(page) for paragraph in column]
    )
    words = _hyphenated_words(paragraphs)
    builder = DraftBuilder(MEDIA_TYPE)
    texts = [_text(paragraph.lines, words) for paragraph in paragraphs]
    kinds = _kinds(paragraphs, texts, title)
    margins = [(page.number, text) for page in pages for text in page.margins]
    running_heads = list(dict.fromkeys(text for _, text in margins))
    margins.reverse()
    for paragraph, text, kind in zip(paragraphs, texts, kinds, strict=True):
        while margins and margins[-1][0] < paragraph.page:
            number, margin = margins.pop()
            builder.add(margin, "other", page=number)
        builder.add(text, kind, page=paragraph.page)
    for number, margin in reversed(margins):
        builder.add(margin, "other", page=number)
    for code, detail in notes:
        builder.note(code, detail)
    draft = builder.build()
    draft.running_heads = running_heads
    if "headline" in kinds:
        draft.headline = texts[kinds.index("headline")]
    # Who wrote the file need not be who wrote the article: only a printed name counts.
    if author and re.search(rf"\bby\s+{re.escape(author)}\b", draft.text[:2_000], re.IGNORECASE):
        draft.byline = [author]
    return draft


def _check_streams(data: bytes) -> None:
    """Refuse a PDF with a packed stream that PDFium would fill the memory with."""
    left = MAX_PDF_UNPACKED
    for match in _STREAM.finditer(data):
        start = match.end()
        if b"/Image" in data[max(0, start - 300) : start]:  # not unpacked to read the text
            continue
        size = _unpacked_size(data, start)
        left -= size
        if size > MAX_PDF_STREAM or left < 0:
            raise OnrecordError("R044")


def _unpacked_size(data: bytes, start: int) -> int:
    """The size of the deflated stream that begins there, counted no further than the limit."""
    engine = zlib.decompressobj()
    size = 0
    try:
        for place in range(start, len(data), _CHUNK):
            packed = data[place : place + _CHUNK]
            while packed and not engine.eof and size <= MAX_PDF_STREAM:
                size += len(engine.decompress(packed, 1 << 20))
                packed = engine.unconsumed_tail
            if engine.eof or size > MAX_PDF_STREAM:
                break
    except zlib.error:  # damaged, or not deflated; PDFium will see
        pass
    return size


# Letters to runs


def _load(data: bytes) -> tuple[list[_Page], list[tuple[str, str]], str, str]:
    """The pages' runs; notes; title and author as the file has them."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as reason:
        if reason.err_code == raw.FPDF_ERR_PASSWORD:
            raise OnrecordError("R036", detail="a PDF") from reason
        raise OnrecordError("R045") from reason
    pages: list[_Page] = []
    empty: list[int] = []
    notes: list[tuple[str, str]] = []
    left = MAX_CHARS
    with document:
        count = len(document)
        for index in range(min(count, MAX_PDF_PAGES)):
            if left <= 0:
                notes.append(("R065", f"from page {index + 1} on"))
                break
            try:
                page = _page(document[index], index + 1)
            except pdfium.PdfiumError:
                page = None
            if page is None or not page.runs:
                empty.append(index + 1)
            else:
                pages.append(page)
                left -= sum(len(run.text) for run in page.runs)
        info = document.get_metadata_dict()
    if not pages:
        raise OnrecordError("R046" if count else "R045")
    if empty:
        shown = ", ".join(map(str, empty[:10])) + (" …" if len(empty) > 10 else "")
        notes.append(("R047", f"page {shown}"))
    if count > MAX_PDF_PAGES:
        notes.append(("R048", f"{count:,} pages; {MAX_PDF_PAGES:,} were read"))
    if b"%%EOF" not in data[-2048:]:
        notes.append(("R049", ""))
    return pages, notes, _clean(info.get("Title", "")), _clean(info.get("Author", ""))


def _clean(text: str) -> str:
    return " ".join(printed(text[:500]).split())


def _page(page: Any, number: int) -> _Page | None:
    """One page's runs; None where it holds more letters than a page can."""
    with closing(page):
        left, bottom, right, top = page.get_bbox()
        with closing(page.get_textpage()) as textpage:
            if textpage.count_chars() > MAX_PDF_PAGE_CHARS:
                return None
            runs = [run for run in _runs(textpage) if run.right > left and run.left < right]
    return _Page(number, bottom, top, runs)


def _runs(textpage: Any) -> Iterator[_Run]:
    """The runs of a page in the file's own order."""
    run: list[_Run] = []
    for word in _words(textpage):
        if run and not _runs_on(run[-1], word):
            yield _line(run)
            run = []
        run.append(word)
    if run:
        yield _line(run)


def _runs_on(last: _Run, word: _Run) -> bool:
    """Whether a word stands on the line of the last one, right after it."""
    shared = min(last.top, word.top) - max(last.bottom, word.bottom)
    level = shared > 0.5 * min(last.size, word.size)
    return level and -0.5 * last.size < word.left - last.right < _WIDE_GAP * last.size


def _words(textpage: Any) -> Iterator[_Run]:
    """The words of a page, each with its box."""
    from pypdfium2 import raw

    count = textpage.count_chars()
    letters: list[str] = []
    for index in range(count + 1):
        code = raw.FPDFText_GetUnicode(textpage, index) if index < count else ord(" ")
        letter = chr(min(code, 0x10FFFF))
        space = letter.isspace()
        if not space:
            letters.append(letter)
        # PDFium puts the two halves of a divided word together, with a mark between them.
        if letters and (space or letter in _DIVISIONS):
            end = index if space else index + 1
            left, bottom, _, top = textpage.get_charbox(end - len(letters), loose=True)
            right = textpage.get_charbox(end - 1, loose=True)[2]
            yield _Run(_whole("".join(letters)), left, right, bottom, max(top, bottom + 1.0))
            letters = []


def _whole(word: str) -> str:
    """A word with letters that came as two halves (UTF-16 surrogates) made whole."""
    return word.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


# Running heads and feet


def _set_margins_apart(pages: list[_Page]) -> None:
    """Move what repeats at the top and foot of pages, and page numbers, to `margins`."""
    seen: Counter[tuple[bool, int, str]] = Counter()
    for page in pages:
        seen.update({key for run in page.runs if (key := _margin_key(page, run))})
    enough = max(2, min(len(pages) * 0.3, 5))
    for page in pages:
        story = []
        for run in page.runs:
            key = _margin_key(page, run)
            if key and (seen[key] >= enough or _PAGE_NUMBER.fullmatch(run.text)):
                page.margins.append(printed(run.text))
            else:
                story.append(run)
        page.runs = story


def _margin_key(page: _Page, run: _Run) -> tuple[bool, int, str] | None:
    """What is alike in a running head from page to page; None for what stands in no margin."""
    height = (page.top - page.bottom) * _MARGIN
    at_top = run.bottom > page.top - height
    if len(run.text) > 150 or not (at_top or run.top < page.bottom + height):
        return None
    words = _DIGITS.sub("#", run.text).casefold()
    return at_top, round(run.size), words


# Columns


def _columns(page: _Page) -> Iterator[list[_Paragraph]]:
    """The page's columns in reading order, each as paragraphs.

    What runs across the columns (a headline, a picture's caption) ends those above it.
    """
    edges = _edges(page.runs)
    open_columns: list[list[_Run]] = [[] for _ in range(len(edges) + 1)]
    across: list[_Run] = []
    for run in sorted(page.runs, key=lambda run: -run.top):
        place = sum(edge <= run.left + _SAME_EDGE for edge in edges)
        if place < len(edges) and run.right > edges[place] + _SAME_EDGE:
            yield from _flush(page, open_columns)
            across.append(run)
        else:
            yield from _flush(page, [across])
            open_columns[place].append(run)
    yield from _flush(page, [across])
    yield from _flush(page, open_columns)


def _flush(page: _Page, columns: list[list[_Run]]) -> Iterator[list[_Paragraph]]:
    for column in columns:
        if column:
            yield list(_paragraphs(page.number, _lines(column)))
        column.clear()


def _edges(runs: list[_Run]) -> list[float]:
    """Where the second and further columns begin: places where several lines begin, with
    others wholly to the left of them and hardly one that runs across."""
    if not runs:
        return []
    begins = Counter(round(run.left / _SAME_EDGE) for run in runs)
    start = min(run.left for run in runs)
    width = max(run.right for run in runs) - start
    edges: list[float] = []
    for place, _ in begins.most_common(12):
        here = [run for run in runs if abs(run.left - place * _SAME_EDGE) <= _SAME_EDGE]
        edge = min(run.left for run in here)
        if len(here) < _MIN_COLUMN or edge < start + 0.15 * width:
            continue
        top, bottom = max(run.top for run in here), min(run.bottom for run in here)
        beside = [run for run in runs if run.bottom < top and run.top > bottom]
        before = sum(run.right <= edge for run in beside)
        crossing = sum(run.left < edge - _SAME_EDGE and run.right > edge for run in beside)
        near = any(abs(edge - other) < 0.1 * width for other in edges)
        if before >= _MIN_COLUMN and crossing <= _MAX_CROSSING * len(beside) and not near:
            edges.append(edge)
    return sorted(edges)


def _lines(column: list[_Run]) -> list[_Run]:
    """A column's runs from the top down, those on one level from left to right as one line."""
    lines: list[list[_Run]] = []
    for run in column:  # sorted by their tops
        if lines:
            first = lines[-1][0]
            shared = min(first.top, run.top) - max(first.bottom, run.bottom)
            if shared > 0.6 * min(first.size, run.size):
                lines[-1].append(run)
                continue
        lines.append([run])
    return [_line(sorted(line, key=lambda run: run.left)) for line in lines]


def _line(runs: list[_Run]) -> _Run:
    largest = max(runs, key=lambda run: len(run.text))
    return _Run(
        " ".join(run.text for run in runs),
        runs[0].left,
        max(run.right for run in runs),
        largest.bottom,
        largest.top,
    )


# Lines to paragraphs


def _paragraphs(page: int, lines: list[_Run]) -> Iterator[_Paragraph]:
    left = min(line.left for line in lines)
    right = max(line.right for line in lines)
    steps = [above.top - below.top for above, below in pairwise(lines)]
    # The smallest step is that within a paragraph; `_begins` bounds it by the letters' size.
    usual = min(steps, default=0.0)
    open_lines: list[_Run] = []
    for line, step in zip(lines, [0.0, *steps], strict=True):
        if open_lines and _begins(open_lines, line, left, right, step, usual):
            yield _paragraph(page, open_lines, left, right, line)
            open_lines = []
        open_lines.append(line)
    if open_lines:
        yield _paragraph(page, open_lines, left, right, None)


def _begins(
    above: list[_Run], line: _Run, left: float, right: float, step: float, usual: float
) -> bool:
    """Whether a line begins a paragraph."""
    last = above[-1]
    if max(line.size, last.size) > _NEW_SIZE * min(line.size, last.size):
        return True
    if step > _PARAGRAPH_GAP * max(min(usual, 2.0 * line.size), line.size):
        return True
    if _BULLET.match(line.text):
        return True
    indent = _INDENT * line.size
    # Lines that are all indented alike are a quotation, not a paragraph each.
    if (
        line.left > left + indent
        and last.left <= left + indent
        and not _BULLET.match(above[0].text)
    ):
        return True
    return _ENDED.search(last.text) is not None and _had_room(last, line, right)


def _had_room(last: _Run, following: _Run, right: float) -> bool:
    """Whether the next line's first word would have found room at the end of a line."""
    letter = (following.right - following.left) / max(len(following.text), 1)
    return right - last.right > letter * (len(following.text.split()[0]) + 2)


def _paragraph(
    page: int, lines: list[_Run], left: float, right: float, following: _Run | None
) -> _Paragraph:
    last = lines[-1]
    full = right - last.right < 0.25 * (right - left)
    return _Paragraph(
        page=page,
        lines=lines,
        ended=_ENDED.search(last.text) is not None or not full,
        indented=lines[0].left > left + _INDENT * lines[0].size,
    )


def _join(paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    """Paragraphs that go on in the next column or page as one; it keeps its first page."""
    joined: list[_Paragraph] = []
    for paragraph in paragraphs:
        if joined and _goes_on(joined[-1], paragraph):
            joined[-1].lines.extend(paragraph.lines)
            joined[-1].ended = paragraph.ended
        else:
            joined.append(paragraph)
    return joined


def _goes_on(above: _Paragraph, paragraph: _Paragraph) -> bool:
    first, last = paragraph.lines[0], above.lines[-1]
    if last.top > first.top and above.page == paragraph.page:  # the same column, further down
        return False
    alike = max(first.size, last.size) <= _NEW_SIZE * min(first.size, last.size)
    if not alike or paragraph.indented or _BULLET.match(first.text):
        return False
    return last.text[-1] in _HYPHENS or (not above.ended and not first.text[0].isdigit())


# Words and kinds


def _hyphenated_words(paragraphs: list[_Paragraph]) -> frozenset[str]:
    """The words with a hyphen that are printed whole somewhere in the document."""
    return frozenset(
        word.casefold()
        for paragraph in paragraphs
        for line in paragraph.lines
        for word in _WORD.findall(line.text)
        if "-" in word.strip("-")
    )


def _text(lines: list[_Run], hyphenated: frozenset[str]) -> str:
    """Lines as one text; a word that was divided at a line's end is whole again."""
    pieces: list[str] = []
    for line in lines:
        text = line.text
        if pieces and pieces[-1][-1] in _HYPHENS and text[0].isalpha():
            first = _first_word(text)
            start = _last_word(pieces[-1])
            whole = f"{start}-{first}".casefold()
            keep = whole in hyphenated or not (first[:1].islower() and start[-1:].isalpha())
            pieces[-1] = pieces[-1][:-1] + ("-" if keep else "")
        elif pieces:
            pieces.append(" ")
        pieces.append(text)
    return printed("".join(pieces)).strip()


def _first_word(text: str) -> str:
    match = _WORD.match(text)
    return match[0] if match else ""


def _last_word(text: str) -> str:
    words = _WORD.findall(text[-100:])
    return words[-1].rstrip("-") if words else ""


def _kinds(paragraphs: list[_Paragraph], texts: list[str], title: str) -> list[BlockKind]:
    """Headline and headings by their size, lists by their bullets."""
    sizes: Counter[float] = Counter()
    for paragraph, text in zip(paragraphs, texts, strict=True):
        sizes[round(paragraph.size, 1)] += len(text)
    story = sizes.most_common(1)[0][0] if sizes else 1.0
    headline = _headline(paragraphs, texts, title, story)
    kinds: list[BlockKind] = []
    for place, (paragraph, text) in enumerate(zip(paragraphs, texts, strict=True)):
        if place == headline:
            kinds.append("headline")
        elif headline is not None and place < headline and paragraph.size > _HEADLINE * story:
            kinds.append("other")  # the outlet's own name, larger than anything it prints
        elif paragraph.size > _HEADING * story and len(text) <= 200:
            kinds.append("heading")
        elif _BULLET.match(text):
            kinds.append("list")
        else:
            kinds.append("paragraph")
    return kinds


def _headline(
    paragraphs: list[_Paragraph], texts: list[str], title: str, story: float
) -> int | None:
    """The place of the headline on the first page: the file's title where it is printed,
    else the largest line of more than three words, else the largest."""
    tops = [
        place
        for place, (paragraph, text) in enumerate(zip(paragraphs, texts, strict=True))
        if paragraph.page == paragraphs[0].page and len(text) <= 300
    ]
    wanted = _key(title)
    for place in tops:
        if wanted and _key(texts[place]) == wanted:
            return place
    large = [place for place in tops if paragraphs[place].size > _HEADLINE * story]
    worded = [place for place in large if len(texts[place].split()) > 3]
    return max(worded or large, key=lambda place: paragraphs[place].size, default=None)


def _key(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()
