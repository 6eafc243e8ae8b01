"""PDFs, made here with fpdf2."""

from __future__ import annotations

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import OnrecordError
from onrecord.ingest import pdf, read_document
from onrecord.ingest.draft import Draft

FIRST = (
    "The harbour board of Velmar will close the northern quay from Monday, its director said "
    "on Thursday, after divers found cracks in eleven of its pillars and in one of its stairs."
)
SECOND = (
    "Fishermen dispute that. Their union says the cracks have been known since 2019 and blames "
    "the board for waiting. The ministry declined to comment on the decision of the board."
)
THIRD = (
    "A survey of the sea wall is to begin in June, the director told reporters in the harbour "
    "office, and she expects its findings before the autumn storms reach the coast of Velmar."
)

REPORTS = [f"{chr(97 + n % 26).upper()}{chr(110 - n % 7)}{n} reports: {FIRST}" for n in range(36)]


class Paper(FPDF):
    """A page with a running head and a page number."""

    def __init__(self, head: str = "") -> None:
        super().__init__()
        self.head = head
        self.set_font("Helvetica", size=10)

    def header(self) -> None:
        if self.head:
            self.set_font("Helvetica", size=8)
            self.cell(0, 6, self.head, new_x="LMARGIN", new_y="NEXT")
            self.set_font("Helvetica", size=10)

    def footer(self) -> None:
        if self.head:
            self.set_y(-12)
            self.cell(0, 6, f"Page {self.page_no()}")

    def story(self, *paragraphs: str, size: int = 10, gap: float = 3) -> None:
        self.set_font("Helvetica", size=size)
        for text in paragraphs:
            self.multi_cell(0, size * 0.45, text, align="L", new_x="LMARGIN", new_y="NEXT")
            self.ln(gap)


def blocks(draft: Draft) -> list[tuple[str, str]]:
    return [(block.kind, draft.text[block.start : block.end]) for block in draft.blocks]


def refusal(data: bytes) -> str | None:
    """The code of the error that reading ends in, if it does."""
    try:
        pdf.read(data)
    except OnrecordError as error:
        return error.code
    return None


def test_lines_become_paragraphs_and_the_largest_line_the_headline() -> None:
    paper = Paper()
    paper.add_page()
    paper.story("Velmar closes its northern quay", size=20)
    paper.story(FIRST, SECOND)
    paper.story("A long dispute", size=13)
    paper.story(THIRD)
    draft = pdf.read(bytes(paper.output()))
    assert blocks(draft) == [
        ("headline", "Velmar closes its northern quay"),
        ("paragraph", FIRST),
        ("paragraph", SECOND),
        ("heading", "A long dispute"),
        ("paragraph", THIRD),
    ]
    assert draft.headline == "Velmar closes its northern quay"
    assert {block.page for block in draft.blocks} == {1}


def test_paragraphs_without_space_between_them_are_told_by_indent_or_last_line() -> None:
    paper = Paper()
    paper.add_page()
    paper.story(f"     {FIRST}", f"     {SECOND}", f"     {THIRD}", gap=0)
    assert [text for _, text in blocks(pdf.read(bytes(paper.output())))] == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_are_read_one_after_the_other(columns: int) -> None:
    paper = Paper()
    paper.add_page()
    paper.story("Velmar closes its northern quay after a century", size=18)
    story = [FIRST, SECOND, THIRD, FIRST.replace("northern", "southern")]
    paper.set_font("Helvetica", size=10)
    with paper.text_columns(ncols=columns, gutter=8, balance=True) as column:
        for text in story:
            with column.paragraph(bottom_margin=3) as paragraph:
                paragraph.write(text)
    assert [
        text for kind, text in blocks(pdf.read(bytes(paper.output()))) if kind != "headline"
    ] == story


def test_columns_written_line_by_line_are_still_read_as_columns() -> None:
    paper = Paper()
    paper.add_page()
    left = [f"left {word} line" for word in ("one", "two", "three", "four", "five", "six")]
    right = [line.replace("left", "right") for line in left]
    for number, pair in enumerate(zip(left, right, strict=True)):
        paper.text(20, 40 + 5 * number, pair[0])
        paper.text(110, 40 + 5 * number, pair[1])
    text = pdf.read(bytes(paper.output())).text
    assert " ".join(text.split()) == " ".join(left + right)


def test_a_word_divided_at_a_line_end_is_whole_again() -> None:
    paper = Paper()
    paper.add_page()
    lines = [
        "The board had wait-",
        "ed too long, said the well-",
        "known critic, and the long-",
        "term plan was ready. A well-known man said so, and Tarrow-",
        "Finch agreed with every word of it in the end.",
    ]
    for number, line in enumerate(lines):
        paper.text(20, 40 + 5 * number, line)
    assert pdf.read(bytes(paper.output())).text == (
        "The board had waited too long, said the well-known critic, and the longterm plan was "
        "ready. A well-known man said so, and Tarrow-Finch agreed with every word of it in the end."
    )


def test_running_heads_and_page_numbers_are_kept_apart_from_the_story() -> None:
    paper = Paper("The Velmar Lantern, 8 May 2031")
    paper.add_page()
    paper.story(*REPORTS)
    assert paper.page > 1
    draft = pdf.read(bytes(paper.output()))
    other = [text for kind, text in blocks(draft) if kind == "other"]
    assert sorted(other) == sorted(
        text
        for page in range(1, paper.page + 1)
        for text in ("The Velmar Lantern, 8 May 2031", f"Page {page}")
    )
    story = [text for kind, text in blocks(draft) if kind == "paragraph"]
    assert story == REPORTS


def test_a_paragraph_over_a_page_end_is_one_block_of_its_first_page() -> None:
    paper = Paper("The Velmar Lantern")
    paper.add_page()
    long = " ".join([FIRST.removesuffix("."), "and the harbour master agreed,"] * 40) + " she said."
    paper.story(SECOND, long, THIRD)
    draft = pdf.read(bytes(paper.output()))
    story = [block for block in draft.blocks if block.kind == "paragraph"]
    assert [draft.text[block.start : block.end] for block in story] == [SECOND, long, THIRD]
    assert [block.page for block in story] == [1, 1, 2]


def test_title_and_author_of_the_file_count_only_where_they_are_printed() -> None:
    draft = pdf.read(front_page("Velmar closes its northern quay", "Mara Finch"))
    assert draft.headline == "Velmar closes its northern quay"
    assert draft.byline == ["Mara Finch"]
    assert blocks(draft) == [
        ("other", "THE VELMAR LANTERN AND POST"),
        ("headline", "Velmar closes its northern quay"),
        ("paragraph", "By Mara Finch"),
        ("paragraph", FIRST),
    ]
    other = pdf.read(front_page("layout_v3.indd", "Office PC 12"))
    assert other.byline == []
    assert other.headline != "layout_v3.indd"


def front_page(title: str, author: str) -> bytes:
    paper = Paper()
    paper.add_page()
    paper.story("THE VELMAR LANTERN AND POST", size=30)
    paper.story("Velmar closes its northern quay", size=18)
    paper.story("By Mara Finch", FIRST)
    paper.set_title(title)
    paper.set_author(author)
    return bytes(paper.output())


def test_pages_without_text_are_noted() -> None:
    paper = Paper()
    paper.add_page()
    paper.story(FIRST)
    paper.add_page()
    paper.rect(20, 20, 50, 50)
    (note,) = pdf.read(bytes(paper.output())).notes
    assert note.code == "R047"
    assert "page 2" in note.message


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=100), st.integers(min_value=0, max_value=2500))
def test_a_damaged_file_is_read_or_refused_by_number(garbage: bytes, place: int) -> None:
    paper = Paper()
    paper.add_page()
    paper.story(FIRST)
    whole = bytes(paper.output())
    damaged = whole[:place] + garbage + whole[place + len(garbage) :]
    assert refusal(damaged) in {None, "R036", "R045", "R046"}


def test_the_date_in_a_running_head_reaches_the_document() -> None:
    paper = Paper("The Velmar Lantern, 8 May 2031")
    paper.add_page()
    paper.story("Velmar closes its northern quay", size=20)
    paper.story(FIRST, SECOND)
    paper.add_page()
    paper.story(THIRD)
    data = bytes(paper.output())
    assert pdf.read(data).running_heads == ["The Velmar Lantern, 8 May 2031", "Page 1", "Page 2"]
    document = read_document(data)
    assert (document.published, document.publisher) == ("2031-05-08", "The Velmar Lantern")
