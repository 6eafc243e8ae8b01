"""Mail messages and pages saved as one (MHTML)."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import OnrecordError
from onrecord.ingest import eml
from onrecord.ingest.draft import Draft

BODY = """The northern quay will close on Monday, the director said.

“We had no choice,” she told reporters.
"""


def message(
    body: str = BODY, *, sender: str = "Mara Finch <mara.finch@lantern.example>"
) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = "desk@lantern.example"
    mail["Subject"] = "Quai fermé – “no choice”"
    mail["Date"] = "Thu, 08 May 2031 10:20:00 -0400"
    mail.set_content(body, cte="quoted-printable")
    return mail


def blocks(draft: Draft) -> list[tuple[str, str]]:
    return [(block.kind, draft.text[block.start : block.end]) for block in draft.blocks]


def codes(draft: Draft) -> list[str]:
    return [note.code for note in draft.notes]


def refusal(data: bytes) -> str | None:
    """The code of the error that reading ends in, if it does."""
    try:
        eml.read(data)
    except OnrecordError as error:
        return error.code
    return None


def test_the_headers_are_the_frame_and_the_text_the_story() -> None:
    draft = eml.read(bytes(message()))
    assert blocks(draft) == [
        ("headline", "Quai fermé – “no choice”"),
        ("paragraph", "The northern quay will close on Monday, the director said."),
        ("paragraph", "“We had no choice,” she told reporters."),
    ]
    assert draft.headline == "Quai fermé – “no choice”"
    assert draft.published == "2031-05-08T10:20:00-04:00"
    assert (draft.byline, draft.publisher) == (["Mara Finch"], None)


@pytest.mark.parametrize(
    ("sender", "byline", "publisher"),
    [
        ("The Velmar Lantern <news@velmar-lantern.example>", [], "The Velmar Lantern"),
        ("=?utf-8?q?In=C3=A9s_Tarrow?= <tarrow@mail.example>", ["Inés Tarrow"], None),
        ("Morning Letter <a1@bulk.example>", [], None),
        ("nobody", [], None),
    ],
)
def test_a_sender_is_named_only_where_the_address_bears_it_out(
    sender: str, byline: list[str], publisher: str | None
) -> None:
    raw = f"From: {sender}\nSubject: Quay\n\nThe quay will close.\n"
    draft = eml.read(raw.encode())
    assert (draft.byline, draft.publisher) == (byline, publisher)


def test_a_date_without_zone_stays_without_and_a_wrong_one_is_none() -> None:
    head = b"From: a@b.example\nSubject: x\nDate: "
    no_zone = eml.read(head + b"Thu, 08 May 2031 10:20:00 -0000\n\nThe quay will close.")
    assert no_zone.published == "2031-05-08T10:20:00"
    assert eml.read(head + b"Thu, 38 May 2031\n\nThe quay will close.").published is None


def test_quoted_replies_are_quotes_and_signatures_are_other() -> None:
    draft = eml.read(
        bytes(
            message(
                "It was the ministry, he says.\n\nOn 7 May 2031, Odo Quill wrote:\n"
                "> Who decided this?\n> > The board.\n\nRegards\n-- \nMara Finch\nThe Lantern\n"
            )
        )
    )
    found = blocks(draft)[1:]
    assert ("paragraph", "It was the ministry, he says.") in found
    assert ("other", "On 7 May 2031, Odo Quill wrote:") in found
    assert [text for kind, text in found if kind == "quote"] == ["Who decided this?\nThe board."]
    assert ("other", "Mara Finch") in found


def test_a_page_is_read_where_the_plain_text_is_a_stub() -> None:
    mail = message("View this letter in your browser.")
    story = "".join(f"<p>{line} She said it in paragraph {n}.</p>" for n, line in enumerate("abcd"))
    mail.add_alternative(
        f'<html><body><h2>Quay</h2>{story}<a href="https://l.example">More</a></body></html>',
        subtype="html",
    )
    draft = eml.read(bytes(mail))
    assert "View this letter" not in draft.text
    assert ("paragraph", "c She said it in paragraph 2.") in blocks(draft)
    assert ("heading", "Quay") in blocks(draft)
    assert [(draft.text[i.start : i.end], i.href) for i in draft.links] == [
        ("More", "https://l.example")
    ]


def test_the_plain_text_is_read_where_it_says_as_much() -> None:
    mail = message()
    mail.add_alternative(f"<p>{BODY}</p>", subtype="html")
    assert blocks(eml.read(bytes(mail))) == blocks(eml.read(bytes(message())))


def test_attachments_are_named_and_not_read() -> None:
    mail = message()
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="Räte.pdf")
    mail.add_attachment("Inside words", filename="notes.txt")
    draft = eml.read(bytes(mail))
    assert "Inside words" not in draft.text
    (note,) = draft.notes
    assert note.code == "R062"
    assert "Räte.pdf" in note.message
    assert "notes.txt" in note.message


def test_a_message_forwarded_whole_is_read_where_the_outer_says_nothing() -> None:
    outer = message("\n")
    outer.add_attachment(message("The inner text, she said."))
    assert "The inner text, she said." in eml.read(bytes(outer)).text
    speaking = message("The outer text, he said.")
    speaking.add_attachment(message("The inner text, she said."))
    draft = eml.read(bytes(speaking))
    assert "inner text" not in draft.text
    assert codes(draft) == ["R062"]


def test_a_page_saved_by_a_browser_is_read_as_a_page() -> None:
    sentence = "The northern quay of Velmar will close on Monday, its director said on Thursday."
    page = f"<html><body><nav><a href='/'>Home</a></nav><article><h1>Quay closes</h1><p>{sentence}</p><p>{sentence[:-1]} again.</p></article></body></html>"  # noqa: E501
    data = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://lantern.example/quay\r\n"
        "Subject: Quay\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n'
        "------b\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{page}\r\n------b\r\n"
        "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n"
        "------b--\r\n"
    ).encode()
    draft = eml.read(data)
    assert draft.media_type == "text/html"
    assert draft.headline == "Quay closes"
    assert "Home" not in draft.text
    assert draft.blocks[1].path == "/html/body[1]/article[1]/p[1]"


def test_only_the_first_message_of_a_mailbox_is_read_and_a_note_says_so() -> None:
    one = b"From a@b.example Thu May  8 10:20:00 2031\nFrom: a@b.example\nSubject: One\n\nFirst.\n"
    draft = eml.read(one + b"\n" + one.replace(b"First", b"Second"))
    assert "Second" not in draft.text
    assert codes(draft) == ["R064"]


@given(st.binary(max_size=300), st.integers(min_value=0, max_value=400))
def test_a_damaged_message_is_read_or_refused_by_number(garbage: bytes, place: int) -> None:
    mail = message()
    mail.add_attachment(b"data", maintype="application", subtype="pdf", filename="a.pdf")
    whole = bytes(mail)
    damaged = whole[:place] + garbage + whole[place + len(garbage) :]
    assert refusal(damaged) in {None, "R001", "R034", "R041", "R060", "R061"}


@pytest.mark.parametrize("boundary", ["", "; boundary=never"])
def test_a_message_whose_parts_are_not_marked_is_read_as_one_text(boundary: str) -> None:
    head = f"From: a@x.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed{boundary}\n\n"
    draft = eml.read(f"{head}The quay is closed, the director said.\n".encode())
    assert draft.text == "The quay is closed, the director said."
    assert [note.code for note in draft.notes] == ["R063"]
