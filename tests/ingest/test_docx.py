"""Word documents, made here by hand: only the parts that a reader looks at."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import OnrecordError
from onrecord.ingest import docx
from onrecord.ingest.draft import Draft

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:styleId="MyQuote"><w:name w:val="House quote"/><w:basedOn w:val="Zitat"/></w:style>
<w:style w:styleId="RingA"><w:name w:val="A"/><w:basedOn w:val="RingB"/></w:style>
<w:style w:styleId="RingB"><w:name w:val="B"/><w:basedOn w:val="RingA"/></w:style>
</w:styles>"""
RELATIONS = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId7" Type="{R}/hyperlink" Target="https://velmar.example/quay"
 TargetMode="External"/></Relationships>"""


def paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def make(body: str, *, title: str = "", creator: str = "", **parts: str) -> bytes:
    """A .docx file with this body; `parts` replace or add other parts by their path."""
    core = (
        '<c:coreProperties xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator></c:coreProperties>"
    )
    document = (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}"><w:body>{body}'
        "</w:body></w:document>"
    )
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": document,
        "word/styles.xml": STYLES,
        "word/_rels/document.xml.rels": RELATIONS,
        "docProps/core.xml": core,
        **parts,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def refusal(data: bytes) -> str | None:
    """The code of the error that reading ends in, if it does."""
    try:
        docx.read(data)
    except OnrecordError as error:
        return error.code
    return None


def blocks(draft: Draft) -> list[tuple[str, str]]:
    return [(block.kind, draft.text[block.start : block.end]) for block in draft.blocks]


def test_paragraphs_have_the_kind_of_their_style_in_any_language() -> None:
    draft = docx.read(
        make(
            paragraph("Quay to close", "Titel")
            + paragraph("The quay will close, the director said.")
            + paragraph("A long dispute", "berschrift2")
            + paragraph("They knew.", "MyQuote")
            + paragraph("Round and round.", "RingA")
            + "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Eleven pillars</w:t></w:r></w:p>"
        )
    )
    assert blocks(draft) == [
        ("headline", "Quay to close"),
        ("paragraph", "The quay will close, the director said."),
        ("heading", "A long dispute"),
        ("quote", "They knew."),
        ("paragraph", "Round and round."),
        ("list", "Eleven pillars"),
    ]
    assert draft.headline == "Quay to close"


def test_table_cells_and_text_boxes_are_paragraphs() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('Pillar')}</w:tc><w:tc>{paragraph('Cracked')}</w:tc>"
    box = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
    draft = docx.read(
        make(
            f"{table}</w:tr></w:tbl><w:p><w:r><w:t>Host.</w:t></w:r><w:r><mc:AlternateContent>"
            f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
            "</mc:AlternateContent></w:r><w:r><w:t> Still host.</w:t></w:r></w:p>"
        )
    )
    assert [text for _, text in blocks(draft)] == [
        "Pillar",
        "Cracked",
        "Host. Still host.",
        "In a box.",
    ]


def test_links_of_both_sorts_keep_words_and_target() -> None:
    draft = docx.read(
        make(
            '<w:p><w:r><w:t xml:space="preserve">The </w:t></w:r><w:hyperlink r:id="rId7"><w:r>'
            "<w:t>quay</w:t></w:r></w:hyperlink><w:r><w:t xml:space='preserve"
            "'> and the </w:t></w:r>"
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK '
            '"https://velmar.example/wall" </w:instrText></w:r><w:r><w:fldChar w:fldCharType='
            '"separate"/></w:r><w:r><w:t>wall</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/>'
            "</w:r></w:p>"
        )
    )
    assert draft.text == "The quay and the wall"
    assert {draft.text[link.start : link.end]: link.href for link in draft.links} == {
        "quay": "https://velmar.example/quay",
        "wall": "https://velmar.example/wall",
    }


def test_tracked_deletions_are_out_insertions_in_and_a_note_says_so() -> None:
    draft = docx.read(
        make(
            "<w:p><w:r><w:t>It </w:t></w:r><w:del><w:r><w:delText>may</w:delText></w:r></w:del>"
            "<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>"
            "<w:ins><w:r><w:t>will</w:t></w:r></w:ins></w:p>"
        )
    )
    assert draft.text == "It will"
    assert [note.code for note in draft.notes] == ["R055"]


def test_hidden_words_are_not_read_and_footnotes_are_noted() -> None:
    draft = docx.read(
        make(
            "<w:p><w:r><w:t>Seen.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Unseen.</w:t>"
            '</w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        )
    )
    assert draft.text == "Seen."
    assert [note.code for note in draft.notes] == ["R054"]


def test_properties_are_hints_that_the_text_must_bear_out() -> None:
    body = paragraph("Quay to close") + paragraph("By Mara Finch") + paragraph("It will close.")
    draft = docx.read(make(body, title="Quay to Close", creator="Mara Finch"))
    assert blocks(draft)[0] == ("headline", "Quay to close")
    assert draft.byline == ["Mara Finch"]
    other = docx.read(make(body, title="draft3.docx", creator="Office PC 12"))
    assert (other.headline, other.byline) == (None, [])


def test_the_text_part_may_have_another_name() -> None:
    root = (
        f'<Relationships><Relationship Id="1" Type="{R}/officeDocument"'
        ' Target="/word/document2.xml"/></Relationships>'
    )
    second = f'<w:document xmlns:w="{W}"><w:body>{paragraph("Found.")}</w:body></w:document>'
    parts = {"_rels/.rels": root, "word/document2.xml": second}
    assert docx.read(make(paragraph("Not this."), **parts)).text == "Found."


@given(st.binary(max_size=200), st.integers(min_value=0, max_value=2000))
def test_a_damaged_file_is_read_or_refused_by_number(garbage: bytes, place: int) -> None:
    whole = make(paragraph("The quay will close."))
    damaged = whole[:place] + garbage + whole[place + len(garbage) :]
    assert refusal(damaged) in {None, "R036", "R050", "R051", "R052", "R053"}


@pytest.mark.parametrize("value", ["0", "false"])
def test_vanish_switched_off_hides_nothing(value: str) -> None:
    run = f'<w:r><w:rPr><w:vanish w:val="{value}"/></w:rPr><w:t>Seen.</w:t></w:r>'
    assert docx.read(make(f"<w:p>{run}</w:p>")).text == "Seen."
