"""A casebook fed from the web: addresses, web archives and feeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from archives import response, wacz
from casebook_articles import fake_read
from served import Server, answer, redirect, serving

from onrecord.casebook import Casebook, intake
from onrecord.casebook.adding import Batch
from onrecord.casebook.intake import Container, Item, Unreadable
from onrecord.record import Record

STORY = "The northern quay of Velmar will close on Monday, its director said on Thursday. " * 4


def page(said: str = STORY, *, title: str | None = "Quay to close") -> bytes:
    head = f"<title>{title}</title>" if title else ""
    heading = f"<h1>{title}</h1>" if title else ""
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><article>{heading}"
        f"<p>{said}</p><p>{said}</p></article></body></html>"
    ).encode()


def feed(*entries: str) -> bytes:
    items = "".join(f"<item>{entry}</item>" for entry in entries)
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return (
        f'<rss version="2.0" {space}><channel><title>Quay News</title>{items}</channel></rss>'
    ).encode()


FULL = (
    "<title>Quay to close</title><link>/quay</link><pubDate>Fri, 14 Mar 2031 18:05:00 GMT</pubDate>"
    f"<content:encoded><![CDATA[<p>{STORY}</p><p>{STORY}</p>]]></content:encoded>"
)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as made:
        yield made


def items(*names: str, private: bool = True, pages: bool = True) -> list[Item | Unreadable]:
    found = intake.of_paths(names, allow_private=private, fetch_pages=pages)
    return [each for each in found if not isinstance(each, Container)]


def only_item(found: list[Item | Unreadable]) -> Item:
    (item,) = found
    assert isinstance(item, Item)
    return item


def errors(found: list[Item | Unreadable]) -> list[tuple[str | None, str]]:
    return [(each.key, each.error.code) for each in found if isinstance(each, Unreadable)]


def add(casebook: Casebook, *names: str) -> Batch:
    return casebook.add_items(intake.of_paths(names, allow_private=True), fake_read)


# Addresses.


def test_a_page_is_known_by_the_address_that_was_asked_for(server: Server) -> None:
    server["/old"] = redirect("/new.html")
    server["/new.html"] = answer(page(), ETag='"7"')
    item = only_item(items(server.url("/old#top")))
    assert (item.key, item.location) == (server.url("/old"), server.url("/new.html"))
    assert item.data == page()
    assert item.origin["how"] == "fetched"
    assert item.origin["path"] == [server.url("/old"), server.url("/new.html")]
    assert item.origin["headers"]["etag"] == '"7"'


def test_a_page_that_was_fetched_says_when(server: Server) -> None:
    server["/"] = page()
    item = only_item(items(server.url()))
    document = intake.document(item)
    assert document.read_at == item.origin["at"]
    assert document.location == server.url()
    assert document.headline == "Quay to close"


@pytest.mark.parametrize(
    ("kind", "encoding"),
    [("text/html; charset=windows-1250", "cp1250"), ("text/html; charset=quay", "utf-8")],
)
def test_an_encoding_that_the_server_names_is_heeded(
    server: Server, kind: str, encoding: str
) -> None:
    said = "The director of the quay, Łucja Świątek, said on Thursday that it will close. " * 4
    server["/"] = answer(page(said).decode().encode(encoding), kind=kind)
    document = intake.document(only_item(items(server.url())))
    assert "Łucja Świątek" in document.text


def test_private_networks_are_left_alone_unless_allowed(server: Server) -> None:
    server["/"] = page()
    assert errors(items(server.url(), private=False)) == [(server.url(), "F002")]
    assert server.requests == []


def test_an_address_that_is_none_is_said() -> None:
    (found,) = items("http://user:secret@velmar.example/")
    assert isinstance(found, Unreadable)
    assert (found.key, found.error.code) == (None, "F001")
    assert "secret" not in found.name


def test_what_can_not_be_fetched_does_not_stop_the_rest(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text(STORY, encoding="utf-8")
    server["/"] = page()
    found = items(server.url("/none"), str(file), server.url())
    assert errors(found) == [(server.url("/none"), "F006")]
    assert [each.key for each in found][1:] == [str(file), server.url()]


def test_a_page_that_changed_is_a_new_version_and_the_casebook_verifies(
    server: Server, casebook: Casebook
) -> None:
    lines = "Quay to close\nDorrit Haldane said that the quay was safe.\n"
    server["/"] = answer(lines.encode(), kind="text/plain")
    assert add(casebook, server.url()).counts == {"added": 1}
    assert add(casebook, server.url()).counts == {"unchanged": 1}
    server["/"] = answer(lines.replace("safe", "closed").encode(), kind="text/plain")
    assert add(casebook, server.url()).counts == {"changed": 1}
    assert casebook.verify().ok
    (listed,) = casebook.documents(server.url("/#end"))
    assert (listed.key, listed.versions) == (server.url(), 2)


def test_a_page_that_differs_in_what_is_not_the_article_is_unchanged(
    server: Server, casebook: Casebook
) -> None:
    def read(item: Item) -> Record:
        return fake_read(replace(item, data=item.data.partition(b"<!--")[0]))

    def again() -> Batch:
        return casebook.add_items(intake.of_paths([server.url()], allow_private=True), read)

    lines = b"Quay\nDorrit Haldane said that it rained.\n"
    server["/"] = answer(lines + b"<!-- 1 -->", kind="text/plain")
    assert again().counts == {"added": 1}
    server["/"] = answer(lines + b"<!-- 2 -->", kind="text/plain")
    assert again().counts == {"unchanged": 1}
    assert casebook.original(server.url()).endswith(b"<!-- 1 -->")
    server["/"] = answer(lines + b"It snowed.\n<!-- 3 -->", kind="text/plain")
    assert again().counts == {"changed": 1}


def test_where_a_version_came_from_can_not_be_altered_unseen(
    server: Server, casebook: Casebook
) -> None:
    server["/"] = answer(b"Quay\nDorrit Haldane said that it rained.\n", kind="text/plain")
    add(casebook, server.url())
    casebook._connection.execute(
        "UPDATE version SET origin = replace(origin, '200', '203') WHERE origin IS NOT NULL"
    )
    (alteration,) = casebook.verify().alterations
    assert alteration.where == f"{server.url()}, version 1"
    assert "where it came from" in alteration.what


def test_a_version_is_read_again_with_what_was_known_of_its_origin(
    server: Server, casebook: Casebook
) -> None:
    server["/"] = answer(b"Quay\nDorrit Haldane said that it rained.\n", kind="text/plain")
    add(casebook, server.url())
    assert casebook._stored(server.url(), None).item().location == server.url()
    origin = casebook.origin(server.url())
    assert (origin["how"], origin["path"], origin["status"]) == ("fetched", [server.url()], 200)
    assert casebook.origin("crane-1") == {}


# Feeds.


def test_the_pages_of_a_feed_are_fetched(server: Server) -> None:
    server["/feed"] = answer(feed(FULL, "<link>/none</link>"), kind="application/rss+xml")
    server["/quay"] = page()
    found = items(server.url("/feed"))
    assert errors(found) == [(server.url("/none"), "F006")]
    item = only_item(found[:1])
    assert (item.key, item.data) == (server.url("/quay"), page())
    assert item.origin["feed"] == server.url("/feed")


def test_a_feed_that_could_not_be_had_before_is_no_failed_document(
    server: Server, casebook: Casebook
) -> None:
    assert add(casebook, server.url("/feed")).counts == {"failed": 1}
    server["/feed"] = answer(feed("<link>/quay</link>"), kind="application/rss+xml")
    server["/quay"] = answer(b"Quay\nDorrit Haldane said that it rained.\n", kind="text/plain")
    assert add(casebook, server.url("/feed")).counts == {"added": 1}
    statuses = {document.key: document.status for document in casebook.documents()}
    assert (statuses[server.url("/feed")], statuses[server.url("/quay")]) == ("removed", "read")
    assert add(casebook, server.url("/feed")).counts == {"unchanged": 1}
    assert casebook.verify().ok


def test_a_feed_is_told_by_its_bytes_too(server: Server) -> None:
    server["/feed"] = answer(feed(FULL), kind="text/xml")
    server["/quay"] = page()
    assert only_item(items(server.url("/feed"))).key == server.url("/quay")


def test_what_a_feed_says_stands_in_for_what_a_page_does_not(server: Server) -> None:
    server["/feed"] = answer(feed(FULL), kind="application/rss+xml")
    server["/quay"] = answer(STORY.encode(), kind="text/plain")
    document = intake.document(only_item(items(server.url("/feed"))))
    assert document.headline == "Quay to close"
    assert document.published == "2031-03-14T18:05:00+00:00"
    server["/quay"] = page(title="Quay of Velmar closes")
    document = intake.document(only_item(items(server.url("/feed"))))
    assert document.headline == "Quay of Velmar closes"


def test_without_fetching_a_feed_gives_what_stands_in_it(server: Server) -> None:
    kind = "application/rss+xml"
    server["/feed"] = answer(feed(FULL, "<link>/other</link>", "<title>?</title>"), kind=kind)
    found = items(server.url("/feed"), pages=False)
    assert errors(found) == [(server.url("/other"), "F032"), (None, "F034")]
    item = only_item(found[:1])
    assert item.key == server.url("/quay")
    assert item.origin["how"] == "feed"
    document = intake.document(item)
    assert document.headline == "Quay to close"
    assert document.published == "2031-03-14T18:05:00+00:00"
    assert "The northern quay of Velmar" in document.text
    assert len(server.requests) == 1


def test_a_feed_that_is_a_file_leads_to_no_fetching(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    entry = FULL.replace("/quay", server.url("/quay"))
    file.write_bytes(feed(entry, f"<link>{server.url('/other')}</link>"))
    found = items(str(file))
    assert errors(found) == [(server.url("/other"), "F032")]
    assert only_item(found[:1]).key == server.url("/quay")
    assert server.requests == []


def test_a_feed_may_not_lead_into_a_private_network(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.ingest.fetch import wire

    first = iter([True])  # only the feed passes for public
    monkeypatch.setattr(wire, "is_public", lambda address: next(first, False))
    entries = [f"<link>{to}</link>" for to in ("/quay", "file:///etc/passwd")]
    server["/feed"] = answer(feed(*entries), kind="application/rss+xml")
    found = items(server.url("/feed"), private=False)
    assert errors(found) == [(server.url("/quay"), "F002"), (None, "F001")]
    assert len(server.requests) == 1


def test_a_feed_that_is_hostile_is_said(server: Server) -> None:
    bomb = b'<!DOCTYPE rss [<!ENTITY a "aaaaaaaa">]><rss><channel>&a;</channel></rss>'
    server["/feed"] = answer(bomb, kind="application/rss+xml")
    assert errors(items(server.url("/feed"))) == [(None, "F030")]


# Web archives.

QUAY = "https://velmar.example/quay"


def test_the_pages_of_a_web_archive_are_known_by_their_addresses(tmp_path: Path) -> None:
    file = tmp_path / "crawl.warc.gz"
    file.write_bytes(response(QUAY + "#top", page(), packed=True))
    item = only_item(items(str(file)))
    assert (item.key, item.location, item.data) == (QUAY, QUAY, page())
    assert item.origin["archive"] == str(file)
    assert intake.document(item).read_at == "2031-03-14T18:05:00Z"


def test_a_web_archive_is_told_by_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "saved"
    for data in (response(QUAY, page()), wacz({"archive/a.warc": response(QUAY, page())})):
        file.write_bytes(data)
        assert only_item(items(str(file))).key == QUAY


def test_what_an_archive_does_not_hold_is_said(tmp_path: Path) -> None:
    file = tmp_path / "crawl.warc"
    file.write_bytes(b"")
    assert errors(items(str(file))) == [(None, "F023")]
    assert errors(items(str(tmp_path / "none.warc"))) == [(str(tmp_path / "none.warc"), "R016")]


def lines(said: str) -> bytes:
    return f"Quay\nDorrit Haldane said that {said}.\n".encode()


def capture(day: int, said: str) -> bytes:
    return response(QUAY, lines(said), kind="text/plain", date=f"2031-03-{day:02}T18:05:00Z")


def test_an_archive_that_is_added_twice_gives_its_captures_once(
    casebook: Casebook, tmp_path: Path
) -> None:
    file = tmp_path / "crawl.warc"
    said = ["it was open", "it was open", "it was closed", "it was open"]
    file.write_bytes(b"".join(capture(day, each) for day, each in enumerate(said, 1)))
    assert add(casebook, str(file)).counts == {"added": 1, "unchanged": 1, "changed": 2}
    assert add(casebook, str(file)).counts == {"unchanged": 4}
    assert casebook.verify().ok
    texts = [casebook.original(QUAY, version) for version in (1, 2, 3)]
    assert texts == [lines(each) for each in (said[0], said[2], said[3])]


def test_an_older_archive_adds_what_was_before(casebook: Casebook, tmp_path: Path) -> None:
    newer, older = tmp_path / "newer.warc", tmp_path / "older.warc"
    newer.write_bytes(capture(9, "it was closed"))
    older.write_bytes(capture(1, "it was open") + capture(2, "it was open"))
    assert add(casebook, str(newer)).counts == {"added": 1}
    assert add(casebook, str(older)).counts == {"changed": 1, "unchanged": 1}
    assert add(casebook, str(newer), str(older)).counts == {"unchanged": 3}
    record = casebook.record(QUAY, 2)
    assert record.document.text == lines("it was open").decode()


def test_how_many_there_will_be_is_unknown_where_one_name_stands_for_several(
    tmp_path: Path,
) -> None:
    file = tmp_path / "letter.txt"
    file.write_text(STORY, encoding="utf-8")
    assert intake.count([str(file)], lines=False) == 1
    assert intake.count([str(file), "https://velmar.example/"], lines=False) is None
    assert intake.count([str(file), "crawl.warc.gz"], lines=False) is None
