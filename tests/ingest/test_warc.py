"""Web archives to their pages: whole, damaged and hostile ones."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from archives import DATE, http, record, response, sha1, wacz
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import OnrecordError
from onrecord.ingest import limits, read_document, warc
from onrecord.ingest.warc import Archived, Unread, digests, message, pages, source

HERE = "https://quay.example/"
PAGE = b"<html><body><p>The quay of Velmar is closed.</p></body></html>"


def read(data: bytes) -> list[Archived | Unread]:
    return list(warc.read(io.BytesIO(data)))


def contents(data: bytes) -> dict[str, bytes]:
    return {found.address: found.data for found in read(data) if isinstance(found, Archived)}


def codes(data: bytes) -> list[tuple[str | None, str]]:
    return [(found.address, found.error.code) for found in read(data) if isinstance(found, Unread)]


def only(data: bytes) -> Archived:
    (found,) = read(data)
    assert isinstance(found, Archived)
    return found


def crawl(count: int, *, packed: bool = False) -> bytes:
    info = record("warcinfo", b"software: an invented crawler\r\n", packed=packed)
    return info + b"".join(
        response(f"{HERE}{number}", f"<p>Berth {number}</p>".encode(), packed=packed)
        for number in range(count)
    )


# Whole archives.


@pytest.mark.parametrize(
    "data",
    [crawl(3), crawl(3, packed=True), gzip.compress(crawl(3), mtime=0)],
    ids=["plain", "a member a record", "one member"],
)
def test_the_pages_of_an_archive_come_in_its_order(data: bytes) -> None:
    expected = {f"{HERE}{number}": f"<p>Berth {number}</p>".encode() for number in range(3)}
    assert list(contents(data).items()) == list(expected.items())
    assert codes(data) == []


def test_a_page_comes_with_what_custody_needs() -> None:
    assert only(
        response(HERE, PAGE, kind="text/html; charset=utf-8", ETag='"7"', Set_Cookie="who=you")
    ) == Archived(
        address=HERE,
        data=PAGE,
        media_type="text/html",
        captured_at=DATE,
        record="<urn:uuid:8a1f8a1c-6f0f-4a63-9a41-3d3f0f5f7c11>",
        status=200,
        headers={"content-type": "text/html; charset=utf-8", "etag": '"7"'},
    )


@pytest.mark.parametrize(
    "passed_over",
    [
        response(HERE, b"\x89PNG", kind="image/png"),
        response(HERE, b"p {}", kind="text/css"),
        response(HERE, PAGE, status="404 Not Found"),
        response(HERE, PAGE, status="301 Moved", Location="/new"),
        response("https://quay.example/robots.txt?1", b"User-agent: *", kind="text/plain"),
        response("dns:quay.example", b"10.0.0.1", kind="text/plain"),
        record("request", b"GET / HTTP/1.1\r\n\r\n", WARC_Target_URI=HERE),
        record("metadata", b"fetchTimeMs: 5", WARC_Target_URI=HERE),
        record("conversion", PAGE, WARC_Target_URI=HERE, Content_Type="text/html"),
        record("response", PAGE, WARC_Target_URI=HERE),
        record("quay", PAGE, WARC_Target_URI=HERE),
    ],
)
def test_what_is_no_page_is_passed_over(passed_over: bytes) -> None:
    data = passed_over + response(HERE + "1", PAGE)
    assert contents(data) == {HERE + "1": PAGE}
    assert codes(data) == []


def test_a_resource_is_a_page_too() -> None:
    data = record("resource", PAGE, WARC_Target_URI=f"<{HERE}>", Content_Type="text/html")
    assert contents(data) == {HERE: PAGE}
    assert only(data).status is None


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE, mtime=0), {"Content_Encoding": "gzip"}),
        (zlib.compress(PAGE), {"Content_Encoding": "deflate"}),
        (PAGE, {"Content_Encoding": "gzip"}),
        (
            b"5\r\n%b\r\n39\r\n%b\r\n0\r\n\r\n" % (PAGE[:5], PAGE[5:]),
            {"Transfer_Encoding": "chunked"},
        ),
        (b"3e;x=1\n%b\n0\n\n" % PAGE, {"Transfer_Encoding": "Chunked"}),
        (PAGE, {"Transfer_Encoding": "chunked"}),
    ],
    ids=["gzip", "deflate", "unpacked before", "pieces", "bare line ends", "joined before"],
)
def test_codings_are_undone_where_they_are(body: bytes, headers: dict[str, str]) -> None:
    assert len(PAGE) == 0x3E
    assert contents(response(HERE, body, **headers)) == {HERE: PAGE}


@pytest.mark.parametrize(
    ("body", "coding", "code"),
    [
        (b"\x8b\x1d\x80", "br", "F011"),
        (gzip.compress(PAGE, mtime=0)[:-9], "gzip", "F010"),
        (gzip.compress(b"0" * (limits.MAX_BYTES + 1), mtime=0), "gzip", "F008"),
    ],
)
def test_a_page_that_can_not_be_unpacked_is_said(body: bytes, coding: str, code: str) -> None:
    data = response(HERE, body, Content_Encoding=coding) + response(HERE + "1", PAGE)
    assert codes(data) == [(HERE, code)]
    assert contents(data) == {HERE + "1": PAGE}


def test_a_page_that_is_too_large_is_said_and_not_held() -> None:
    size = limits.MAX_BYTES + 200_000
    head = http()
    begin = record("response", head, digest=False, WARC_Target_URI=HERE).partition(b"\r\n\r\n")[0]
    begin = begin.replace(b"Content-Length: %d" % len(head), b"Content-Length: %d" % size)
    large = begin + b"\r\n\r\n" + head + bytes(size - len(head)) + b"\r\n\r\n"
    data = large + response(HERE + "1", PAGE)
    assert codes(data) == [(HERE, "F008")]
    assert contents(data) == {HERE + "1": PAGE}


@pytest.mark.parametrize("date", ["2031", "2031-03-14", "2031-03-14T18:05:00.123456789Z"])
def test_dates_are_as_exact_as_they_are_given(date: str) -> None:
    assert only(response(HERE, PAGE, date=date)).captured_at == date


@pytest.mark.parametrize("date", ["", "yesterday", "2031-03-14 18:05", "2031-03-14T18:05:00+01:00"])
def test_what_is_no_date_of_an_archive_is_none(date: str) -> None:
    assert only(response(HERE, PAGE, date=date)).captured_at is None


# Records that refer to others.


def revisit(address: str, digest: str, **headers: str) -> bytes:
    return record(
        "revisit",
        http(),
        WARC_Target_URI=address,
        WARC_Payload_Digest=digest,
        WARC_Refers_To_Date="2031-03-01T00:00:00Z",
        WARC_Profile="http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
        **headers,
    )


def test_a_page_that_was_as_before_adds_nothing() -> None:
    data = response(HERE, PAGE) + revisit(HERE, sha1(PAGE))
    assert codes(data) == []


def test_a_page_that_is_only_referred_to_is_said() -> None:
    data = revisit(HERE, sha1(PAGE))
    assert codes(data) == [(HERE, "F022")]
    (found,) = read(data)
    assert isinstance(found, Unread)
    assert "2031-03-01" in found.error.message


def test_a_page_that_was_as_long_before_is_said_without_doubting_the_newer() -> None:
    data = response(HERE, b"<p>Old</p>") + response(HERE, PAGE) + revisit(HERE, sha1(b"<p>Old</p>"))
    assert codes(data) == [(None, "F022")]


def test_a_picture_that_was_as_before_is_passed_over() -> None:
    block = http(kind="image/png")
    data = record("revisit", block, WARC_Target_URI=HERE) + response(HERE + "1", PAGE)
    assert codes(data) == []


# Digests.


def test_an_address_that_is_none_does_not_end_the_archive() -> None:
    data = response("http://[quay", PAGE) + response(HERE, PAGE)
    assert list(contents(data)) == ["http://[quay", HERE]  # who uses it judges it


def test_an_altered_page_is_not_read() -> None:
    data = response(HERE, PAGE) + response(HERE + "1", PAGE)
    altered = data.replace(b"is closed", b"is opened", 1)
    assert codes(altered) == [(HERE, "F021")]
    assert contents(altered) == {HERE + "1": PAGE}


def test_a_digest_of_the_page_counts_where_there_is_none_of_the_block() -> None:
    packed = gzip.compress(PAGE)
    block = http(packed, Content_Encoding="gzip")
    for digest in (sha1(packed), sha1(PAGE)):  # programs differ in what they take it of
        data = record(
            "response", block, digest=False, WARC_Target_URI=HERE, WARC_Payload_Digest=digest
        )
        assert contents(data) == {HERE: PAGE}
    wrong = record(
        "response", block, digest=False, WARC_Target_URI=HERE, WARC_Payload_Digest=sha1(b"x")
    )
    assert codes(wrong) == [(HERE, "F021")]


@given(st.binary(max_size=50), st.sampled_from(["sha1", "sha256", "sha512", "md5"]))
def test_digests_fit_in_every_spelling(data: bytes, name: str) -> None:
    import base64

    made = hashlib.new(name, data)
    upper = base64.b32encode(made.digest()).decode()
    for value in (
        made.hexdigest(),
        upper,
        upper.rstrip("="),
        upper.lower(),
        base64.b64encode(made.digest()).decode(),
    ):
        assert digests.fits(f"{name}:{value}", [b"other", data]) is True
        assert digests.fits(f"{name}:{value}", [data + b"x"]) is False


@pytest.mark.parametrize("label", [None, "", "sha1", "crc:abcd", "sha1:quay", "sha1:" + "é" * 32])
def test_what_is_no_known_digest_says_nothing(label: str | None) -> None:
    assert digests.fits(label, [b""]) is None


# Damage.


@pytest.mark.parametrize("packed", [True, False])
def test_after_damage_reading_goes_on(packed: bool) -> None:
    parts = [response(f"{HERE}{number}", PAGE, packed=packed) for number in range(5)]
    broken = bytearray(parts[2])
    if packed:
        broken[20:60] = bytes(40)
    else:
        broken[:4] = b"QUAY"
    data = b"".join((*parts[:2], bytes(broken), *parts[3:]))
    assert list(contents(data)) == [f"{HERE}{number}" for number in (0, 1, 3, 4)]
    assert codes(data) == [(None, "F020")]


@pytest.mark.parametrize("packed", [True, False])
def test_of_a_cut_archive_what_is_whole_is_read(packed: bool) -> None:
    data = crawl(3, packed=packed)
    assert list(contents(data[:-60])) == [HERE + "0", HERE + "1"]
    assert codes(data[:-60]) == [(None, "F020")]
    (error,) = [found.error for found in read(data[:-60]) if isinstance(found, Unread)]
    assert "cut short" in error.message


@pytest.mark.parametrize("packed", [True, False])
def test_wherever_an_archive_is_cut_nothing_is_lost_in_silence(packed: bool) -> None:
    parts = [response(f"{HERE}{number}", PAGE, packed=packed) for number in range(3)]
    ends = [sum(map(len, parts[:count])) for count in range(4)]
    blank = 0 if packed else len(b"\r\n\r\n")
    for end in range(ends[3]):
        found = read(b"".join(parts)[:end])
        if not any(last - blank <= end <= last for last in ends):
            assert isinstance(found[-1], Unread)


@given(
    st.booleans(),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=4),
)
def test_no_damage_makes_it_raise(packed: bool, changes: list[tuple[float, int]]) -> None:
    data = bytearray(crawl(3, packed=packed))
    for place, byte in changes:
        data[int(place * len(data))] = byte
    for page in read(bytes(data)):
        assert isinstance(page, Archived | Unread)


@given(
    st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2]),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=4),
)
def test_no_damage_of_a_packed_archive_makes_it_raise(
    compression: int, changes: list[tuple[float, int]]
) -> None:
    entries = {"pages/pages.jsonl": listing(HERE), "datapackage.json": b'{"resources": []}'}
    data = bytearray(wacz({**entries, "archive/1.warc": crawl(2)}, compression=compression))
    for place, byte in changes:
        data[int(place * len(data))] = byte
    warc.is_archive(io.BytesIO(bytes(data)))
    for page in read(bytes(data)):
        assert isinstance(page, Archived | Unread)


@given(st.binary(max_size=300))
def test_any_bytes_are_an_archive_or_said_to_be_none(data: bytes) -> None:
    for each in (data, b"WARC/1.0\r\n" + data, b"\x1f\x8b\x08" + data, b"PK\x03\x04" + data):
        warc.is_archive(io.BytesIO(each))
        assert all(isinstance(found, Unread) for found in read(each))


@pytest.mark.parametrize(
    "head",
    [
        b"WARC/1.0\r\nContent-Length: -1\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: quay\r\n\r\n",
        b"WARC/1.0\r\n\r\n",
        b"WARC/1.0\r\n" + b"X: quay\r\n" * 100_000 + b"\r\n",
        b"WARC/1.0\r\nX: " + b"x" * 1_000_000 + b"\r\n\r\n",
    ],
    ids=["negative", "huge", "word", "none", "many lines", "long line"],
)
def test_a_hostile_head_is_passed_over(head: bytes) -> None:
    data = head + response(HERE, PAGE)
    assert contents(data) == {HERE: PAGE}
    assert codes(data) == [(None, "F020")]


def test_an_archive_without_pages_says_so() -> None:
    for data in (b"", crawl(0), crawl(0, packed=True)):
        assert codes(data) == [(None, "F023")]


def test_what_looks_like_many_members_is_given_up() -> None:
    fill = b"\x1f\x8b\x08\x00quay"
    data = response(HERE, PAGE, packed=True) + fill * 100_000
    assert contents(data) == {HERE: PAGE}
    assert codes(data) == [(None, "F020")]


def test_a_bomb_of_a_member_is_left() -> None:
    size = 30_000_000
    head = f"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: {size}\r\n\r\n".encode()
    bomb = gzip.compress(head + bytes(size) + b"\r\n\r\n")
    assert len(bomb) < 50_000
    data = bomb + response(HERE, PAGE, packed=True)
    assert contents(data) == {HERE: PAGE}
    (error,) = [found.error for found in read(data) if isinstance(found, Unread)]
    assert "far more" in error.message


def test_memory_is_flat_however_large_the_archive() -> None:
    class Crawl:
        """An archive that is made as it is read: pictures of a megabyte, then a page."""

        def __init__(self, count: int) -> None:
            self._parts = iter([picture] * count + [response(HERE, PAGE)])
            self._left = b""

        def read(self, size: int = -1) -> bytes:
            if not self._left:
                self._left = next(self._parts, b"")
            piece, self._left = self._left[:size], self._left[size:]
            return piece

    picture = response(HERE + "p", bytes(1_000_000), kind="image/png")

    def peak(count: int) -> int:
        tracemalloc.start()
        found = list(pages.Pages().of(Crawl(count)))
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert len(found) == 1
        return size

    assert peak(20) < peak(2) + 1_000_000


def test_read_says_what_to_do_with_an_archive() -> None:
    with pytest.raises(OnrecordError) as refused:
        read_document(crawl(1))
    assert refused.value.code == "R066"


# The parts.


@given(st.binary(max_size=200), st.lists(st.integers(1, 40), max_size=10))
def test_pieces_of_a_body_are_joined(body: bytes, sizes: list[int]) -> None:
    chunks, rest = b"", body
    for size in sizes:
        piece, rest = rest[:size], rest[size:]
        if piece:
            chunks += f"{len(piece):X}\r\n".encode() + piece + b"\r\n"
    if rest:
        chunks += f"{len(rest):x}\r\n".encode() + rest + b"\r\n"
    headers = {"transfer-encoding": "chunked"}
    assert message.unchunked(chunks + b"0\r\n\r\n", headers) == body


@given(st.binary(max_size=2000), st.booleans(), st.integers(1, 50))
def test_a_source_gives_all_bytes_once(data: bytes, packed: bool, size: int) -> None:
    if data.startswith(source.GZIP):
        data = b"quay" + data
    stream = source.Source(io.BytesIO(gzip.compress(data) if packed else data))
    found = b""
    while not stream.ended():
        found += stream.line() if len(found) % 2 else stream.read(size)
    assert found == data


# Packed archives.


def listing(*addresses: str) -> bytes:
    lines = [json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All pages"})]
    lines += [json.dumps({"url": address, "title": "Quay"}) for address in addresses]
    return "\n".join(lines).encode()


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_pages_of_a_packed_archive_are_those_of_its_files(compression: int) -> None:
    data = wacz(
        {
            "datapackage.json": b"{}",
            "archive/b.warc.gz": response(HERE + "b", PAGE, packed=True),
            "archive/a.warc": response(HERE + "a", PAGE),
            "indexes/index.cdx.gz": b"quay",
            "extra.warc": response(HERE + "extra", PAGE),
        },
        compression=compression,
    )
    assert list(contents(data)) == [HERE + "a", HERE + "b"]
    assert codes(data) == []


def test_where_a_packed_archive_lists_its_pages_the_rest_is_passed_over() -> None:
    data = wacz(
        {
            "archive/a.warc": crawl(4),
            "pages/pages.jsonl": listing(HERE + "1#top") + b"\nno JSON\n[1]\n{}\n",
            "pages/extraPages.jsonl": listing(HERE + "3"),
        }
    )
    assert list(contents(data)) == [HERE + "1", HERE + "3"]


def test_a_record_may_refer_to_another_file_of_the_packed_archive() -> None:
    first, second = response(HERE, PAGE), revisit(HERE, sha1(PAGE))
    assert codes(wacz({"archive/1.warc": first, "archive/2.warc": second})) == []


def test_names_that_climb_out_lead_nowhere() -> None:
    data = wacz({"archive/../../a.warc": response(HERE, PAGE), "../archive/b.warc": b"x"})
    assert contents(data) == {HERE: PAGE}  # it is read where it stands; nothing is unpacked


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (wacz({"archive/a.txt": b"x"}), "F023"),
        (wacz({"archive/a.warc": crawl(1)})[:-30], "F020"),
        (wacz({"archive/a.warc": bytes(5_000_000)}, compression=zipfile.ZIP_DEFLATED), "F024"),
        (wacz({f"{n}": b"" for n in range(limits.MAX_ZIP_ENTRIES + 1)}), "F024"),
    ],
    ids=["no page", "cut", "bomb", "many"],
)
def test_a_packed_archive_that_is_hostile_or_damaged_is_said(data: bytes, code: str) -> None:
    assert codes(data) == [(None, code)]


def test_entries_that_lie_over_one_another_are_refused() -> None:
    data = bytearray(wacz({"archive/a.warc": crawl(9), "archive/b.warc": b"x"}))
    place = data.rfind(b"PK\x01\x02")
    size = len(data)
    struct.pack_into("<II", data, place + 20, size, size)  # b claims all of the file
    assert codes(bytes(data)) == [(None, "F024")]


def test_a_file_that_is_said_to_go_on_into_the_next_is_not_read_there() -> None:
    data = bytearray(wacz({"archive/a.warc": crawl(1), "b.warc": response(HERE + "b", PAGE)}))
    place = data.find(b"PK\x01\x02")
    struct.pack_into("<I", data, place + 24, len(data))
    assert list(contents(bytes(data))) == [HERE + "0"]


def test_a_table_of_contents_that_is_too_long_is_not_read() -> None:
    entries = {
        f"{'x' * 60_000}{number}": b"" for number in range(limits.MAX_ZIP_DIRECTORY // 60_000 + 1)
    }
    data = wacz({"archive/a.warc": crawl(1), **entries})
    assert codes(data) == [(None, "F024")]
    assert not warc.is_archive(io.BytesIO(data), "saved")


def test_a_damaged_file_of_a_packed_archive_does_not_stop_the_others() -> None:
    data = wacz({"archive/1.warc": crawl(2), "archive/2.warc": response(HERE + "x", PAGE)})
    broken = data.replace(b"Berth 1", b"Berth 9", 1)
    assert list(contents(broken)) == [HERE + "0", HERE + "x"]
    assert codes(broken) == [(HERE + "1", "F021")]


def test_a_packed_file_of_a_packed_archive_may_be_damaged_too() -> None:
    files = {"archive/1.warc": crawl(40), "archive/2.warc": response(HERE + "x", PAGE)}
    data = bytearray(wacz(files, compression=zipfile.ZIP_DEFLATED))
    data[200] ^= 0xFF
    assert (None, "F020") in codes(bytes(data))
    assert contents(bytes(data))[HERE + "x"] == PAGE


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_digests_of_a_packed_archive_are_checked(compression: int) -> None:
    warcs = {"archive/1.warc": crawl(2), "archive/2.warc": response(HERE + "x", PAGE)}
    resources: list[object] = [
        {"path": path, "hash": "sha256:" + hashlib.sha256(data).hexdigest()}
        for path, data in warcs.items()
    ]
    package = json.dumps({"resources": [*resources, {"path": 7}, None]}).encode()
    assert codes(wacz({"datapackage.json": package, **warcs}, compression=compression)) == []
    warcs["archive/1.warc"] += response(HERE + "put-in", PAGE)
    data = wacz({"datapackage.json": package, **warcs}, compression=compression)
    assert codes(data) == [(None, "F020")]
    assert "archive/1.warc" in next(
        found.error.message for found in read(data) if isinstance(found, Unread)
    )


@pytest.mark.parametrize("package", [b"", b"[1]", b"{}", b'{"resources": 7}', b"[" * 100_000])
def test_a_table_of_digests_that_is_none_says_nothing(package: bytes) -> None:
    data = wacz({"datapackage.json": package, "archive/1.warc": crawl(1)})
    assert codes(data) == []


def test_a_locked_packed_archive_is_said() -> None:
    data = bytearray(wacz({"archive/1.warc": crawl(1)}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    assert (None, "F020") in codes(bytes(data))


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (crawl(1), "saved", True),
        (crawl(1, packed=True), "saved", True),
        (wacz({"archive/a.warc.gz": b""}), "saved", True),
        (b"", "saved.WARC.gz", True),
        (b"", "saved.wacz", True),
        (wacz({"word/document.xml": b"x"}), "letter.docx", False),
        (gzip.compress(b"quay", mtime=0), "saved.gz", False),
        (b"\x1f\x8b\x08quay", "saved", False),
        (b"WARC is a format.", "letter.txt", False),
        (b"", "letter.txt", False),
    ],
)
def test_an_archive_is_told_by_its_bytes_or_its_name(
    data: bytes, name: str, expected: bool
) -> None:
    stream = io.BytesIO(data)
    assert warc.is_archive(stream, name) == expected
    assert stream.tell() == 0
