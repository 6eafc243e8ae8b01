"""Makes the three samples that are not written by hand: an e-mail, a PDF and a Word file.

Run it with the development extras installed: `.venv/bin/python samples/make_samples.py`.
The files are committed, so nobody needs to run it to use them; a test does, and checks
that what it makes is what is there. Nothing is compressed, so every run gives the same
bytes. All people, places and bodies in the texts are invented.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from xml.sax.saxutils import escape

from fpdf import FPDF

HERE = Path(__file__).resolve().parent
WHEN = datetime(2024, 3, 14, 7, 0, tzinfo=UTC)

# --- the newsletter -----------------------------------------------------------------

NEWSLETTER = """\
The Sluice

What the valley said this week

By Hanna Wexley

Good morning. It is Thursday, and drain 14 has been measured.

Under the limit, says the authority. “The gauge reads 0.8 litres a second, \
and the limit is 1.5,” Casimir Vole told a packed gymnasium in Fennick last night. \
“I said that the wall was safe. I should have come and said it here.”

There was no applause. “He looked at his shoes,” says my neighbour, who was in the \
second row. But there was no shouting either, and Ruda Hesk, the mayor, says she \
is satisfied “for this spring.”

What we still don't know

Who took out the page. Mr Vole said that an internal inquiry had begun, and that he \
did not suspect anyone. A person familiar with the inquiry tells me that it is \
looking at Stenmoor's project leader; she asked me not to use her name, since she has \
to work with all of them. Stenmoor says that it is “not aware of any inquiry.”

Whether it was ever a D. Ansel Quarrow, the hydraulics man, has now read the draft. \
He thinks that the October figures came from a broken gauge, and that the first \
rating was wrong. “But wrong is not a reason to delete,” he writes to me. “Wrong is a \
reason to explain.”

Who said what, and who only repeated it

A small correction to half the country's press. The Lantern's “wiped a killer leak” \
rested on one unnamed source. The Evening Post repeated it as confirmed. On Tuesday the \
Courier, of all papers, wrote that “national media” had confirmed its own story. Per \
Aldous Finch, its editor, rang me to apologise: “We quoted our own echo,” he said.

The Lantern itself now says that the leak “may have been” left out. It has not \
said why the word came back.

One more thing. The minister has promised to publish every draft of every \
inspection from now on. Benna Corvale does not believe it. “I will believe it when I \
am bored by it,” she said.

Until next week, Hanna

SAMPLE — fiction. The Sluice and everyone in it are invented.
"""


def newsletter() -> bytes:
    """An .eml with a quoted-printable text and an HTML alternative."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "The Sluice <hanna@sluice.example>"
    message["To"] = "A reader <reader@mail.example>"
    message["Subject"] = "Drain 14 has been measured. Now who took the page?"
    message["Date"] = WHEN
    message["Message-ID"] = "<20240314.1@sluice.example>"
    message.set_content(NEWSLETTER, cte="quoted-printable")
    paragraphs = "".join(f"<p>{escape(part)}</p>\n" for part in NEWSLETTER.strip().split("\n\n"))
    page = (
        '<html><body><table><tr><td><a href="https://sluice.example">View in browser</a>'
        f"</td></tr></table>\n{paragraphs}"
        '<p style="font-size:9px">You get this because you asked for it. '
        '<a href="https://sluice.example/leave">Leave</a></p></body></html>\n'
    )
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    message.set_boundary("=_sluice_sample")
    return message.as_bytes()


# --- the trade journal --------------------------------------------------------------

JOURNAL_HEADLINE = "A gauge, a draft and a deleted line"
JOURNAL_BYLINE = "By Torben Ashgrove"
JOURNAL_DATE = "March 13, 2024"
# One paragraph an item; a heading starts with "#". The soft hyphens of the table below
# are the only places where a word may be broken.
JOURNAL = [
    "The dispute over the Corrin Dam has reached the people who build such walls for "
    "a living, and they are not of one mind.",
    "At the spring meeting of the Guild of Hydraulic Engineers, its president, Elin Thorsager, "
    'said that deleting a finding was "a mortal sin," whatever the reason. She called on '
    "Stenmoor Engineering to publish the draft.",
    '"We are not asking who is guilty," Thorsager told the members. "We are asking for a '
    'table of numbers."',
    "Stenmoor's technical director, Bram Oldecott, rejected the demand. Drafts belong to the "
    "client, he said, and the client has not released them. He denied that his company had been "
    "told to change the rating.",
    "# What the draft says",
    "A copy of the draft, seen by the Kestrian Engineer, puts the seepage at drain 14 at 2.1 "
    "litres per second. According to the same document, the value was read on three days, once "
    'with "an instrument of doubtful condition." The signed report gives no value at all.',
    "An inspector who worked at the dam in 2022 believes that the instrument was at fault. He "
    "spoke on condition that he not be named, since he still works for a supplier of the "
    "authority. He said that his superiors had wanted to replace it, but that no money was "
    "made available.",
    "The Kestrian Waterways Authority says that all instruments were calibrated in the spring "
    "of 2022. It did not provide the certificates.",
    "# A question of method",
    "Not everybody thinks that the first rating was sound. Edda Brandvold, a geologist, wrote "
    "in these pages in 2021 that a single drain tells little about a wall. She maintains that "
    'view today. "I would want the whole row," she said. "Fourteen is a soloist."',
    "Others suspect that the row was left out for a reason. Members of the Guild allege that "
    "inspections have become cheaper since 2016 because they have become shorter. The authority "
    "has repeatedly been accused of counting visits rather than hours.",
    "Casimir Vole, its head, has said that he will answer questions in parliament on Thursday. "
    "He is expected to announce that every dam in the Orrel valley will be inspected again, "
    "two people familiar with his plans said.",
    "Thorsager hopes that he will also announce who is to pay. In her opinion, an inspector "
    "who is paid by the owner of a wall will sooner or later be asked to admire it.",
    "SAMPLE - fiction. The Kestrian Engineer and the Guild are invented.",
]
BREAKS = {
    "Engineering": "Engi-neering", "Engineers": "Engi-neers", "dispute": "dis-pute",
    "president": "presi-dent", "deleting": "delet-ing", "finding": "find-ing",
    "technical": "techni-cal", "director": "direc-tor", "rejected": "reject-ed",
    "document": "docu-ment", "instrument": "instru-ment", "instruments": "instru-ments",
    "condition": "condi-tion", "inspector": "inspec-tor", "inspections": "inspec-tions",
    "authority": "author-ity", "Authority": "Author-ity", "certificates": "certifi-cates",
    "calibrated": "calibrat-ed", "everybody": "every-body", "geologist": "geolo-gist",
    "maintains": "main-tains", "repeatedly": "repeat-edly", "counting": "count-ing",
    "questions": "ques-tions", "parliament": "parlia-ment", "announce": "an-nounce",
    "inspected": "inspect-ed", "familiar": "famil-iar", "superiors": "superi-ors",
    "available": "avail-able", "supplier": "suppli-er", "replace": "re-place",
    "company": "com-pany", "released": "re-leased", "meeting": "meet-ing",
    "members": "mem-bers", "numbers": "num-bers", "deleted": "delet-ed",
    "according": "accord-ing", "According": "Accord-ing", "publish": "pub-lish",
    "Hydraulic": "Hydrau-lic", "reached": "reach-ed", "believes": "be-lieves",
}  # fmt: skip


def journal() -> bytes:
    """A two-column PDF with broken words at line ends and a running header and footer."""
    width, gutter, margin, line = 80.0, 10.0, 20.0, 5.4
    pdf = FPDF(format="A4")
    pdf.set_creation_date(WHEN)
    pdf.set_title(JOURNAL_HEADLINE)
    pdf.set_author("Torben Ashgrove")
    pdf.set_producer("onrecord samples")
    pdf.set_compression(False)
    pdf.set_auto_page_break(auto=False)
    lines = list(_journal_lines(pdf, width))
    # Two pages of two columns; the first page's columns start below the headline.
    tops, bottom, at = [66.0, 66.0, 30.0, 30.0], 225.0, 0
    for column, top in enumerate(tops):
        if column % 2 == 0:
            _journal_page(pdf, number=column // 2 + 1)
        y = top
        while at < len(lines) and y < bottom:
            style, words = lines[at]
            pdf.set_font("Times", style, 12)
            pdf.text(margin + (column % 2) * (width + gutter), y, words)
            y += line
            at += 1
    if at < len(lines):
        raise SystemExit("the journal's text does not fit its two pages")
    return bytes(pdf.output())


def _journal_page(pdf: FPDF, *, number: int) -> None:
    pdf.add_page()
    pdf.set_font("Helvetica", "", 8)
    pdf.text(20, 14, "KESTRIAN ENGINEER")
    pdf.text(165, 14, "Spring issue")
    pdf.text(20, 285, "www.engineer.example")
    pdf.text(186, 285, str(number))
    if number == 1:
        pdf.set_font("Times", "B", 22)
        pdf.text(20, 36, JOURNAL_HEADLINE)
        pdf.set_font("Times", "I", 11)
        pdf.text(20, 46, JOURNAL_BYLINE)
        pdf.text(20, 53, JOURNAL_DATE)


def _journal_lines(pdf: FPDF, width: float) -> Iterator[tuple[str, str]]:
    """(style, words) a line, greedily filled; an empty line ends a paragraph."""
    for paragraph in JOURNAL:
        style = "B" if paragraph.startswith("# ") else ""
        pdf.set_font("Times", style, 12)
        row = ""
        for word in paragraph.removeprefix("# ").split():
            wider = f"{row} {word}".strip()
            if pdf.get_string_width(wider) <= width:
                row = wider
                continue
            core = word.strip('",.')
            head, _, tail = BREAKS.get(core, "").partition("-")
            broken = f"{row} {word[: word.index(core)]}{head}-"
            if tail and pdf.get_string_width(broken) <= width:
                yield style, broken
                row = tail + word[word.index(core) + len(core) :]
            else:
                yield style, row
                row = word
        yield style, row
        yield "", ""


# --- the neighbour's newspaper ------------------------------------------------------

INSERTED = '<w:ins w:id="{id}" w:author="Desk" w:date="2024-03-12T16:00:00Z">{run}</w:ins>'
DELETED = '<w:del w:id="{id}" w:author="Desk" w:date="2024-03-12T16:00:00Z">{run}</w:del>'
# (style, runs); a run is text, or ("ins" | "del" | "link" | "underline", text).
TRIBUNE: list[tuple[str, list[str | tuple[str, str]]]] = [
    ("Title", ["Sundral waits for word from upstream"]),
    ("Normal", ["By Mirko Salden, Sundral Tribune"]),
    ("Normal", ["March 12, 2024"]),
    ("Normal", [
        "PORT SUNDRAL — Sundral's water council said on Tuesday that it had received no data on "
        "the Corrin Dam from Kestria, ",
        ("del", "proving"), ("ins", "contradicting"),
        " a statement by the Kestrian Ministry of Waterways."]),
    ("Normal", [
        "«Nothing has reached us, not by post, not by wire and not by pigeon,» said Ottil "
        "Verenka, who heads the council. «We asked on January 9. We asked again on "
        "February 20. The river answers faster.»"]),
    ("Normal", [
        "The ministry, in a ", ("link", "statement published on Monday"),
        ", claims that the figures were sent on February 19. A spokeswoman, Liv Anstrand, "
        "repeated on Tuesday that they had been sent, and suggested that Sundral ",
        ("underline", "look in its own drawers"), "."]),
    ("Heading1", ["“A paper wall”"]),
    ("Normal", [
        "Two Sundrali diplomats say that their government fears a flood of questions more than "
        "a flood. Both asked for anonymity because talks on a new river treaty are under way. One "
        "said Kestria's ambassador had told him in private that the dam was fine “as far as "
        "anyone has told me.”"]),
    ("Normal", [
        "The embassy denied that the ambassador had said so. It ", ("del", "lied that it "),
        "had no further comment."]),
    ("Normal", [
        "According to the Fennick Courier, the Kestrian newspaper that first reported on the "
        "inspection, a rating of D was changed to a B in 2022. The Kestrian authority has "
        "called the earlier version a draft."]),
    ("Heading1", ["Memories of 1994"]),
    ("Normal", [
        "In Port Sundral people remember. “My father carried me out through the window,” said "
        "Jelka Amsel, 36, who sells fish on the quay. “They told us then that there was "
        "nothing to worry about. They told us in the same words.”"]),
    ("Normal", [
        "In 1994 the Kestrian government said that the spillway had opened by mistake. A joint "
        "commission found four years later that it had been opened on purpose, and "
        "that nobody had warned the towns downstream. Kestria does not accept the finding."]),
    ("Normal", [
        "Sundral's foreign minister, Andor Belic-Thorn, wants to bring the matter before the "
        "River Court. He is said to have drafted the letter himself. His ministry neither "
        "confirmed nor denied this."]),
    ("Normal", [
        "Verenka would prefer ", ("ins", "a telephone call"), ("del", "an apology"),
        ". “I don't think they are hiding a broken wall,” she said. “I think they are hiding "
        "a broken gauge. It is the same river, whichever it is.”"]),
    ("Normal", ["SAMPLE — fiction. Sundral, its Tribune and its diplomats are invented."]),
]  # fmt: skip

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def tribune() -> bytes:
    """A .docx with headings, tracked changes, a hyperlink and an underline."""
    names = ("Normal", "Title", "Heading1")
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{n}"><w:name w:val="{n.replace("1", " 1")}"/>'
        "</w:style>"
        for n in names
    )
    body = "".join(_tribune_paragraph(i, *item) for i, item in enumerate(TRIBUNE))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        '<Override PartName="/word/styles.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/hyperlink" TargetMode="External" '
        'Target="https://waterways.example/statement"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{body}'
        "</w:body></w:document>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, xml in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(2024, 3, 12, 16, 0, 0))
            entry.create_system = 3
            archive.writestr(entry, XML + xml, zipfile.ZIP_STORED)
    return buffer.getvalue()


def _tribune_paragraph(number: int, style: str, runs: list[str | tuple[str, str]]) -> str:
    made = []
    for at, run in enumerate(runs):
        kind, text = ("", run) if isinstance(run, str) else run
        tag = "w:delText" if kind == "del" else "w:t"
        look = '<w:rPr><w:u w:val="single"/></w:rPr>' if kind == "underline" else ""
        xml = f'<w:r>{look}<{tag} xml:space="preserve">{escape(text)}</{tag}></w:r>'
        wrap = {
            "ins": INSERTED,
            "del": DELETED,
            "link": '<w:hyperlink r:id="r2">{run}</w:hyperlink>',
        }
        made.append(wrap.get(kind, "{run}").format(id=number * 10 + at, run=xml))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(made)}</w:p>'


MADE = {
    "09-sluice-newsletter.eml": newsletter,
    "10-kestrian-engineer.pdf": journal,
    "11-sundral-tribune.docx": tribune,
}

if __name__ == "__main__":
    for name, make in MADE.items():
        (HERE / name).write_bytes(make())
