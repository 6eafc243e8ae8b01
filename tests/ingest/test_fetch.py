"""Pages over HTTP, from a server on this machine that may do anything."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from served import Connection, Page, Server, answer, redirect, serving

from onrecord import __version__
from onrecord.errors import OnrecordError
from onrecord.ingest.fetch import Fetched, fetch, guard, wire
from onrecord.ingest.limits import MAX_REDIRECTS

PAGE = b"<html><body><p>The quay of Velmar is closed.</p></body></html>"
AT = "2031-03-14T18:05:00Z"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as made:
        yield made


def get(server: Server, path: str = "/", **options: Any) -> Fetched:
    return fetch(server.url(path), allow_private=True, clock=lambda: AT, **options)


def code(call: Callable[[], object]) -> str:
    with pytest.raises(OnrecordError) as refused:
        call()
    return refused.value.code


# What is given.


def test_a_page_comes_with_what_custody_needs(server: Server) -> None:
    server["/quay"] = answer(
        PAGE,
        kind="text/html; charset=utf-8",
        Date="Fri, 14 Mar 2031 18:05:00 GMT",
        ETag='"7"',
        Set_Cookie="who=you",
    )
    page = get(server, "/quay")
    assert page.data == PAGE
    assert page.address == page.asked == server.url("/quay")
    assert (page.media_type, page.status, page.server) == ("text/html", 200, "127.0.0.1")
    assert page.fetched_at == AT
    assert page.headers == {
        "content-type": "text/html; charset=utf-8",
        "date": "Fri, 14 Mar 2031 18:05:00 GMT",
        "etag": '"7"',
    }


def test_the_request_says_who_asks_and_nothing_of_the_user(server: Server) -> None:
    server["/a"] = answer(status="302 Found", Location="/b", Set_Cookie="who=you; Path=/")
    server["/b"] = PAGE
    get(server, "/a")
    for request in server.requests:
        names = {line.partition(":")[0].lower() for line in request.splitlines()[1:] if line}
        assert names == {
            "host",
            "user-agent",
            "accept",
            "accept-language",
            "accept-encoding",
            "connection",
        }
        assert f"User-Agent: onrecord/{__version__} " in request


@pytest.mark.parametrize("status", ["301 Gone on", "302 Found", "303 See", "307 So", "308 There"])
def test_a_redirect_is_followed_and_its_way_kept(server: Server, status: str) -> None:
    server["/old"] = redirect("new?page=1#top", status)
    server["/new?page=1"] = PAGE
    page = get(server, "/old")
    assert page.path == (server.url("/old"), server.url("/new?page=1"))
    assert (page.asked, page.address) == page.path


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("x-gzip", gzip.compress(PAGE, mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("identity", PAGE),
        ("gzip, gzip", gzip.compress(gzip.compress(PAGE, mtime=0), mtime=0)),
    ],
)
def test_content_is_unpacked(server: Server, coding: str, packed: bytes) -> None:
    server["/"] = answer(packed, Content_Encoding=coding)
    assert get(server).data == PAGE


def test_content_may_come_in_pieces(server: Server) -> None:
    server["/"] = lambda connection: connection.send(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
        *(f"{len(part):x};note=1\r\n".encode() + part + b"\r\n" for part in (PAGE[:9], PAGE[9:])),
        b"0\r\nX-Trailer: 1\r\n\r\n",
    )
    assert get(server).data == PAGE


def test_content_may_end_with_the_connection(server: Server) -> None:
    server["/"] = lambda connection: connection.send(b"HTTP/1.0 200 OK\r\n\r\n", PAGE)
    page = get(server)
    assert (page.data, page.media_type) == (PAGE, None)


def test_an_address_with_letters_beyond_ascii_is_asked_for_in_its_normal_form(
    server: Server,
) -> None:
    server["/kai/%C3%A9t%C3%A9?wo=m%C3%B6we"] = PAGE
    page = get(server, "/kai/été?wo=möwe#unten")
    assert page.asked == server.url("/kai/%C3%A9t%C3%A9?wo=m%C3%B6we")


# Which addresses are fetched.


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://velmar.example/quay",
        "javascript:alert(1)",
        "velmar.example/quay",
        "http://",
        "http:///quay",
        "http://user:secret@velmar.example/",
        "http://user@velmar.example/",
        "http://velmar.example:0/",
        "http://velmar.example:99999/",
        "http://velmar.example:quay/",
        "http://[::1/",
        "http://[quay]/",
        "http://velmar.example/a b",
        "http://velmar.example/\r\nX: 1",
        "http://velmar\x00.example/",
        "http://vel<mar.example/",
        "http://velmar.example\\@quay.example/",
        "http://" + "a" * 70 + ".example/",
        "http://velmar.example/" + "a" * 10_000,
    ],
)
def test_what_is_no_plain_web_address_is_refused(address: str) -> None:
    assert code(lambda: fetch(address, allow_private=True)) == "F001"


def test_a_password_is_not_repeated_in_the_error() -> None:
    with pytest.raises(OnrecordError) as refused:
        fetch("http://user:secret@velmar.example/")
    assert "secret" not in str(refused.value)


@given(st.text(max_size=60))
def test_any_address_is_taken_apart_or_refused(text: str) -> None:
    for address in (text, "http://" + text, "http://velmar.example/" + text):
        try:
            found = guard.target(address)
        except OnrecordError as error:
            assert error.code == "F001"  # noqa: PT017
        else:
            assert guard.target(found.url) == found
            assert found.url.isascii()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",  # noqa: S104
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.251",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::8.8.8.8",
        "2002:7f00:1::1",
        "2001:0:7f00:1::1",
        "2001:db8::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "localhost",
        "",
    ],
)
def test_private_and_reserved_networks_are_known(address: str) -> None:
    assert not guard.is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "193.0.6.139", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]
)
def test_public_networks_are_known(address: str) -> None:
    assert guard.is_public(address)


def test_this_machine_is_not_asked_unless_allowed(server: Server) -> None:
    server["/"] = PAGE
    port = server.url().rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "[::1]"):
        assert code(lambda host=host: fetch(f"http://{host}:{port}")) == "F002"
    assert server.requests == []


class Names:
    """A name server of the test's own: what a name leads to, the next time it is asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: list[tuple[str, int]]) -> None:
        self.answers = list(answers)
        monkeypatch.setattr(socket, "getaddrinfo", self.look_up)

    def look_up(self, host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        found = self.answers.pop(0)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", each) for each in found]


def test_a_name_that_leads_to_a_private_address_is_refused(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    Names(monkeypatch, [("10.0.0.7", 80), ("127.0.0.1", 80)])
    assert code(lambda: fetch("http://velmar.example/")) == "F002"


def test_a_name_is_looked_up_once_and_what_was_judged_is_connected_to(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the second answer would lead elsewhere."""
    server["/"] = PAGE
    port = int(server.url().rpartition(":")[2].rstrip("/"))
    Names(monkeypatch, [("127.0.0.1", port)], [("10.0.0.7", port)])
    asked: list[str] = []
    monkeypatch.setattr(wire, "is_public", lambda address: not asked.append(address))
    page = fetch("http://velmar.example/")
    assert (page.server, asked) == ("127.0.0.1", ["127.0.0.1"])
    assert "Host: velmar.example\r\n" in server.requests[0]


def test_of_several_addresses_the_private_ones_are_passed_over(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server["/"] = PAGE
    port = int(server.url().rpartition(":")[2].rstrip("/"))
    Names(monkeypatch, [("10.0.0.7", port), ("127.0.0.1", port)])
    monkeypatch.setattr(wire, "is_public", lambda address: address == "127.0.0.1")
    assert fetch("http://velmar.example/").server == "127.0.0.1"


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("file:///etc/passwd", "F001"),
        ("gopher://velmar.example/", "F001"),
        ("http://user:secret@velmar.example/", "F001"),
        ("http://[::1", "F001"),
        ("http://169.254.169.254/latest/meta-data", "F002"),
        ("http://[::ffff:127.0.0.1]/", "F002"),
        ("//10.0.0.1/", "F002"),
        ("", "F010"),
    ],
)
def test_a_redirect_is_judged_as_the_first_address_is(
    server: Server, monkeypatch: pytest.MonkeyPatch, to: str, expected: str
) -> None:
    server["/"] = redirect(to)
    host = server.url().removeprefix("http://").partition(":")[0]
    real = guard.is_public
    monkeypatch.setattr(wire, "is_public", lambda address: address == host or real(address))
    assert code(lambda: fetch(server.url())) == expected


def test_a_redirect_to_this_machine_is_refused_however_it_is_written(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = iter([True])  # only the page that redirects passes for public
    monkeypatch.setattr(wire, "is_public", lambda address: next(first, False))
    server["/"] = redirect("/secret")
    server["/secret"] = PAGE
    assert code(lambda: fetch(server.url())) == "F002"
    assert len(server.requests) == 1


def test_redirects_end(server: Server) -> None:
    server["/circle"] = redirect("/circle")
    for number in range(20):
        server[f"/{number}"] = redirect(f"/{number + 1}")
    assert code(lambda: get(server, "/circle")) == "F005"
    assert code(lambda: get(server, "/0")) == "F005"
    assert len(server.requests) == 1 + MAX_REDIRECTS + 1
    server[f"/{MAX_REDIRECTS}"] = PAGE
    assert get(server, "/0").data == PAGE


# Servers that give nothing, or too much.


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oh", "204 No Content", "304 Same", "206"])
def test_another_status_is_said(server: Server, status: str) -> None:
    server["/"] = answer(PAGE, status=status)
    with pytest.raises(OnrecordError) as refused:
        get(server)
    assert refused.value.code == "F006"
    assert status in refused.value.message
    assert refused.value.where == server.url()


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "application/zip", "text/css"])
def test_another_kind_is_refused_before_it_is_read(server: Server, kind: str) -> None:
    def page(connection: Connection) -> None:
        connection.send(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode())
        while True:
            connection.send(b"x" * 10_000)

    server["/"] = page
    assert code(lambda: get(server)) == "F009"


def endless(head: bytes, piece: bytes) -> Page:
    def page(connection: Connection) -> None:
        connection.send(head)
        while not connection.closing.is_set():
            connection.send(piece)

    return page


OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(endless(OK + b"\r\n", b"x" * 10_000), "F008", id="body"),
        pytest.param(
            endless(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"3e8\r\n" + b"x" * 1000 + b"\r\n"),
            "F008",
            id="pieces",
        ),
        pytest.param(endless(OK, b"X-Quay: 1\r\n"), "F010", id="headers"),
        pytest.param(endless(OK + b"X-Quay: ", b"x" * 10_000), "F010", id="header"),
        pytest.param(endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "F008", id="continue"),
        pytest.param(endless(b"", b"x" * 10_000), "F010", id="status"),
        pytest.param(
            endless(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: 1\r\n"), "F008", id="end"
        ),
        pytest.param(
            endless(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"-5\r\n"), "F010", id="negative"
        ),
    ],
)
def test_what_has_no_end_is_ended(server: Server, page: Page, expected: str) -> None:
    server["/"] = page
    assert code(lambda: get(server, max_bytes=100_000)) == expected


def test_a_page_that_says_it_is_too_large_is_not_read(server: Server) -> None:
    server["/"] = answer(PAGE, Content_Length="9000000000")
    assert code(lambda: get(server)) == "F008"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "gzip, gzip"])
def test_a_bomb_is_not_unpacked(server: Server, coding: str) -> None:
    bomb = b"0" * 10_000_000
    for name in coding.split(", "):
        bomb = gzip.compress(bomb) if name == "gzip" else zlib.compress(bomb)
    assert len(bomb) < 50_000
    server["/"] = answer(bomb, Content_Encoding=coding)
    assert code(lambda: get(server, max_bytes=1_000_000)) == "F008"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(answer(b"x", Content_Encoding="br"), "F011", id="brotli"),
        pytest.param(answer(b"x", Content_Encoding="gzip, gzip, gzip"), "F011", id="thrice"),
        pytest.param(answer(b"no gzip", Content_Encoding="gzip"), "F010", id="not packed"),
        pytest.param(
            answer(gzip.compress(PAGE, mtime=0)[:-9], Content_Encoding="gzip"),
            "F010",
            id="cut within",
        ),
        pytest.param(answer(PAGE, Content_Length="1000"), "F010", id="cut"),
        pytest.param(
            lambda connection: connection.send(OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\nx"),
            "F010",
            id="piece cut",
        ),
        pytest.param(
            lambda connection: connection.send(
                OK + b"Transfer-Encoding: chunked\r\n\r\nquay\r\nx\r\n0\r\n\r\n"
            ),
            "F010",
            id="no size",
        ),
        pytest.param(lambda connection: connection.send(b"220 quay ESMTP\r\n"), "F010", id="mail"),
        pytest.param(lambda connection: None, "F010", id="nothing"),
    ],
)
def test_a_broken_answer_is_said(server: Server, page: Page, expected: str) -> None:
    server["/"] = page
    assert code(lambda: get(server)) == expected


def test_silence_is_not_waited_for(server: Server) -> None:
    def silent(connection: Connection) -> None:
        connection.closing.wait()

    server["/"] = silent
    assert code(lambda: get(server, pause=0.05)) == "F007"


@pytest.mark.parametrize("head", [b"", OK + b"\r\n"], ids=["in the head", "in the content"])
def test_a_drip_ends_with_the_time_in_all(server: Server, head: bytes) -> None:
    def drip(connection: Connection) -> None:
        connection.send(head)
        while connection.pause(0.01):
            connection.send(b"x")

    server["/"] = drip
    assert code(lambda: get(server, seconds=0.2, pause=30.0)) == "F007"


def test_nobody_there_is_said() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert code(lambda: fetch(f"http://127.0.0.1:{port}/", allow_private=True)) == "F003"


def test_a_name_that_is_not_known_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert code(lambda: fetch("https://velmar.example/")) == "F003"


# Who the server is.


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that nobody vouches for, with its key, for this machine's name."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    call = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=quay"
    names = ["-addext", "subjectAltName=IP:127.0.0.1"]
    made = subprocess.run(
        [openssl, *call.split(), *names, "-keyout", "-"], check=True, capture_output=True
    )
    file.write_bytes(made.stdout)
    return file


@pytest.fixture
def secure(certificate: Path) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(lambda stream: context.wrap_socket(stream, server_side=True)) as server:
        server["/"] = PAGE
        yield server


def test_a_server_that_nobody_vouches_for_is_refused(secure: Server) -> None:
    assert code(lambda: get(secure)) == "F004"
    assert secure.requests == []


def test_a_server_that_can_prove_who_it_is_is_read(
    secure: Server, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(wire, "tls", lambda: trusting)
    assert get(secure).data == PAGE
    elsewhere = secure.url().replace("127.0.0.1", "localhost")
    assert code(lambda: fetch(elsewhere, allow_private=True)) == "F004"


def test_a_server_without_tls_is_said(server: Server) -> None:
    address = server.url().replace("http://", "https://")
    assert code(lambda: fetch(address, allow_private=True)) == "F003"
