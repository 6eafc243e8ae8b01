"""Feeds to their entries: RSS, Atom, and what is neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import OnrecordError
from onrecord.ingest import feed, limits, read_document
from onrecord.ingest.feed import Entry

HERE = "https://quay.example/news/feed.xml"
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:media="http://search.yahoo.com/mrss/"'
)


def rss(*items: str, head: str = "<title>Quay News</title>") -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {SPACES}><channel>{head}{inside}</channel></rss>'.encode()


def atom(*entries: str, base: str = "") -> bytes:
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    base = f' xml:base="{base}"' if base else ""
    space = "http://www.w3.org/2005/Atom"
    return f'<feed xmlns="{space}"{base}><title>Quay News</title>{inside}</feed>'.encode()


def only(data: bytes) -> Entry:
    (entry,) = feed.read(data, HERE).entries
    return entry


def code(data: bytes) -> str:
    with pytest.raises(OnrecordError) as refused:
        feed.read(data, HERE)
    return refused.value.code


# RSS.


def test_an_item_of_rss_has_address_title_date_and_text() -> None:
    entry = only(
        rss(
            "<title>Quay to close</title><link>https://quay.example/1</link>"
            "<pubDate>Fri, 14 Mar 2031 18:05:00 GMT</pubDate><description>Short.</description>"
            "<content:encoded><![CDATA[<p>The quay will close.</p>]]></content:encoded>"
        )
    )
    assert entry == Entry(
        address="https://quay.example/1",
        title="Quay to close",
        published="2031-03-14T18:05:00+00:00",
        content="<p>The quay will close.</p>",
    )


def test_a_description_is_not_taken_for_the_article() -> None:
    assert only(rss("<description>The quay will close.</description>")).content is None


@pytest.mark.parametrize(
    ("inside", "address"),
    [
        ("<link> https://quay.example/1 </link>", "https://quay.example/1"),
        ("<link>/1?a=1&amp;b=2</link>", "https://quay.example/1?a=1&b=2"),
        ("<link>1.html</link>", "https://quay.example/news/1.html"),
        ("<link></link><guid>https://quay.example/1</guid>", "https://quay.example/1"),
        ('<guid isPermaLink="false">tag:quay,1</guid>', None),
        ('<atom:link rel="self" href="/self"/><link>/1</link>', "https://quay.example/1"),
        ('<media:content url="/p.png"/><media:title>Picture</media:title>', None),
        ("<link>http://[quay</link>", None),
    ],
)
def test_the_address_of_an_item(inside: str, address: str | None) -> None:
    entry = only(rss(inside))
    assert (entry.address, entry.title) == (address, None)


@pytest.mark.parametrize(
    ("inside", "published"),
    [
        ("<pubDate>Fri, 14 Mar 2031 18:05:00 +0100</pubDate>", "2031-03-14T18:05:00+01:00"),
        ("<pubDate>14 Mar 31 18:05 EST</pubDate>", "2031-03-14T18:05:00-05:00"),
        ("<dc:date>2031-03-14T18:05:00Z</dc:date>", "2031-03-14T18:05:00+00:00"),
        ("<dc:date>2031-03-14</dc:date>", "2031-03-14"),
        ("<dc:date>2031</dc:date><pubDate>14 March 2031</pubDate>", "2031-03-14"),
        ("<pubDate>soon</pubDate>", None),
        ("<pubDate>Fri, 99 Mar 2031 18:05:00 GMT</pubDate>", None),
        ("<pubDate></pubDate>", None),
    ],
)
def test_the_date_of_an_item(inside: str, published: str | None) -> None:
    assert only(rss(inside)).published == published


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ("Cranes &amp; quays", "Cranes & quays"),
        ("Cranes &amp;amp; quays", "Cranes & quays"),
        ("<![CDATA[Cranes & <b>quays</b>]]>", "Cranes & quays"),
        ("&lt;em&gt;Cranes&lt;/em&gt;\n  and quays", "Cranes and quays"),
        ("Cranes 3 &lt; 4 quays", "Cranes 3 < 4 quays"),
        ("  ", None),
    ],
)
def test_a_title_is_plain_words(inside: str, title: str | None) -> None:
    assert only(rss(f"<title>{inside}</title>")).title == title


def test_the_feed_has_its_own_title_and_not_that_of_its_picture() -> None:
    head = "<image><title>Logo</title></image><title>Quay News</title>"
    assert feed.read(rss("<link>/1</link>", head=head)).title == "Quay News"


def test_items_of_rss_1_stand_beside_their_channel() -> None:
    data = f"""<?xml version="1.0"?>
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
            xmlns="http://purl.org/rss/1.0/" {SPACES}>
          <channel rdf:about="https://quay.example/"><title>Quay News</title></channel>
          <item rdf:about="https://quay.example/1"><title>One</title>
            <dc:date>2031-03-14</dc:date></item>
          <item rdf:about="https://quay.example/x"><link>https://quay.example/2</link></item>
        </rdf:RDF>""".encode()
    found = feed.read(data)
    assert found.title == "Quay News"
    assert [entry.address for entry in found.entries] == [
        "https://quay.example/1",
        "https://quay.example/2",
    ]
    assert found.entries[0].published == "2031-03-14"


def test_a_document_type_of_old_feeds_is_let_pass() -> None:
    kind = b'<!DOCTYPE rss PUBLIC "-//Quay//DTD 0.91//EN" "http://quay.example/rss.dtd">'
    assert only(kind + rss("<link>/1</link>")).address == "https://quay.example/1"


# Atom.


def test_an_entry_of_atom_has_address_title_date_and_text() -> None:
    entry = only(
        atom(
            '<title type="html">Quay &lt;i&gt;to close&lt;/i&gt;</title>'
            '<link rel="edit" href="/edit"/><link href="1.html"/>'
            '<link rel="alternate" href="/second"/>'
            "<published>2031-03-14T18:05:00+01:00</published>"
            "<updated>2031-04-01T00:00:00Z</updated>"
            '<content type="html">&lt;p&gt;The quay will close.&lt;/p&gt;</content>',
            base="https://quay.example/2031/",
        )
    )
    assert entry == Entry(
        address="https://quay.example/2031/1.html",
        title="Quay to close",
        published="2031-03-14T18:05:00+01:00",
        content="<p>The quay will close.</p>",
    )


def test_when_an_entry_was_changed_is_not_when_it_was_published() -> None:
    assert only(atom("<updated>2031-04-01T00:00:00Z</updated>")).published is None


def test_content_of_atom_may_be_mark_up_of_its_own() -> None:
    inside = (
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p class="x">Quay &lt;7'
        ' &amp; <a href="/b?a=1&amp;b=2">berth</a>.<br/>Closed</p></div></content>'
    )
    assert only(atom(inside)).content == (
        '<div><p>Quay &lt;7 &amp; <a href="/b?a=1&amp;b=2">berth</a>.<br>Closed</p></div>'
    )


def test_content_of_atom_may_be_plain() -> None:
    inside = "<content>One &lt;quay&gt;\n\nTwo quays</content>"
    assert only(atom(inside)).content == "<p>One &lt;quay&gt;</p>\n<p>Two quays</p>\n"


@pytest.mark.parametrize(
    "inside",
    [
        '<content type="image/png">aGVsbG8=</content>',
        '<content src="/1.html" type="text/html"/>',
        '<content type="html"> </content>',
    ],
)
def test_content_of_atom_that_is_no_text_is_none(inside: str) -> None:
    assert only(atom(inside)).content is None


# What an entry's own text becomes.


def test_a_page_of_an_entry_is_read_with_its_title_and_date() -> None:
    said = "The northern quay of Velmar will close on Monday, its director said. "
    paragraphs = "".join(f"<p>{said * 3} Berth {number}.</p>" for number in range(3))
    entry = Entry(title="Quay & <crane>", published="2031-03-14", content=paragraphs)
    document = read_document(feed.page(entry))
    assert document.headline == "Quay & <crane>"
    assert document.published == "2031-03-14"
    assert document.text.count(said.strip()) == 9


# What is hostile, damaged or no feed.


@pytest.mark.parametrize("data", [rss(), atom(), b"<rss/>"])
def test_a_feed_without_entries_says_so(data: bytes) -> None:
    assert code(data) == "F031"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"The quay is closed.", id="text"),
        pytest.param(b"<html><body><p>Quay</p></body></html>", id="page"),
        pytest.param(b"<opml><body/></opml>", id="other XML"),
        pytest.param(b'<rss><channel><item a="1"', id="cut"),
        pytest.param(b'<?xml version="1.0" encoding="quay"?><rss/>', id="encoding"),
        pytest.param(b'<!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>', id="entity"),
        pytest.param(
            b'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
            b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rss><channel>&c;</channel></rss>',
            id="laughs",
        ),
        pytest.param(
            b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>', id="file"
        ),
        pytest.param(b"<rss>" + b"<channel>" * 100_000, id="deep"),
        pytest.param(b"<rss>" + b"<a/>" * (limits.MAX_FEED_ELEMENTS + 1), id="many"),
    ],
)
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    assert code(data) == "F030"


def test_a_feed_that_is_too_large_is_refused() -> None:
    assert code(b" " * (limits.MAX_FEED_BYTES + 1)) == "F008"


def test_more_entries_than_are_read_are_cut() -> None:
    found = feed.read(rss(*["<link>/1</link>"] * (limits.MAX_FEED_ENTRIES + 5)), HERE)
    assert len(found.entries) == limits.MAX_FEED_ENTRIES
    assert found.error is not None
    assert found.error.code == "F033"
    whole = feed.read(rss(*["<link>/1</link>"] * limits.MAX_FEED_ENTRIES), HERE)
    assert (len(whole.entries), whole.error) == (limits.MAX_FEED_ENTRIES, None)


def test_of_a_damaged_feed_the_entries_before_are_read() -> None:
    data = rss("<link>/1</link>", "<link>/2</link>").replace(b"/2<", b"/2&nbsp;<")
    found = feed.read(data, HERE)
    assert [entry.address for entry in found.entries] == ["https://quay.example/1"]
    assert found.error is not None
    assert found.error.code == "F030"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (rss(), True),
        (atom(), True),
        (b"\n <?xml version='1.0'?><!-- quay -->" + rss(), True),
        ("\ufeff".encode() + rss(), True),
        (rss().decode().encode("utf-16"), True),
        (rss("<title>" + "x" * 100_000 + "</title>"), True),
        (b"<!DOCTYPE html><html><body></body></html>", False),
        (b"<feed><entry/></feed>", False),
        (b"The quay is closed.", False),
        (b"", False),
        (b"%PDF-1.7", False),
    ],
)
def test_a_feed_is_told_by_its_first_element(data: bytes, expected: bool) -> None:
    assert feed.is_feed(data) == expected


@pytest.mark.parametrize("data", [rss("<link>/1</link>"), atom("<title>One</title>")])
def test_read_says_what_to_do_with_a_feed(data: bytes) -> None:
    with pytest.raises(OnrecordError) as refused:
        read_document(data, location="feed.xml")
    assert refused.value.code == "R066"


@given(st.binary(max_size=200))
def test_any_bytes_are_a_feed_or_refused(data: bytes) -> None:
    feed.is_feed(data)
    for each in (data, rss().replace(b"</channel>", data)):
        try:
            feed.read(each, HERE)
        except OnrecordError as error:
            assert error.code in ("F030", "F031")  # noqa: PT017


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_words_of_an_entry_come_through(title: str, link: str, content: str) -> None:
    from xml.sax.saxutils import escape

    words = [escape(feed.printed(each).replace("\x0c", "")) for each in (title, link, content)]
    entry = only(
        rss(
            f"<title>{words[0]}</title><link>{words[1]}</link>"
            f"<content:encoded>{words[2]}</content:encoded>"
        )
    )
    feed.page(entry).decode("utf-8")
