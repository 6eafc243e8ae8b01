"""One HTTP exchange: connected to an address that was judged, and bounded in time and bytes."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import OnrecordError
from onrecord.ingest.coding import too_much
from onrecord.ingest.fetch.guard import Target, is_public
from onrecord.ingest.limits import MAX_HTTP_FRAME

_PIECE = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How far one exchange may go.

    `deadline` is on `time.monotonic`'s clock; `pause` is the longest silence in seconds;
    `size` is the most bytes of content; `allow_private` lets it into private networks.
    """

    deadline: float
    pause: float
    size: int
    allow_private: bool = False

    def wait(self) -> float:
        """How long the next step may take. Raises OnrecordError F007 where time is over."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise OnrecordError("F007")
        return min(left, self.pause)


class Exchange:
    """The answer to a GET: status, headers, the server's network address, then its pieces."""

    def __init__(self, response: http.client.HTTPResponse, server: str, bounds: Bounds) -> None:
        self._response = response
        self._bounds = bounds
        self.server = server
        self.status = response.status
        self.reason = response.reason
        self.headers = response.headers
        self.length = response.length

    def pieces(self) -> Iterator[bytes]:
        """The content with its transfer coding undone, its content codings not.

        Raises OnrecordError F007 (time), F008 (size), F010 (cut short, or no HTTP).
        """
        with _in_words():
            while piece := self._response.read(_PIECE):
                self._bounds.wait()
                yield piece
            if self._response.length:
                raise OnrecordError("F010", detail=f"{self._response.length:,} bytes are missing")


@contextmanager
def get(target: Target, headers: Mapping[str, str], bounds: Bounds) -> Iterator[Exchange]:
    """Ask for a page; the connection is closed afterwards.

    Raises OnrecordError F002 (a private network), F003 (not reached), F004 (certificate), F007
    (time), F008 (size), F010 (no HTTP).
    """
    with _in_words():
        stream = _connect(target, bounds)
    try:
        with _in_words():
            server = str(stream.getpeername()[0])
            stream = _secured(stream, target, bounds)
            connection = _Connection(target, stream, bounds)
            connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
            for name, value in {"Host": target.netloc, **headers}.items():
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
        with response:
            yield Exchange(response, server, bounds)
    finally:
        stream.close()


class _Connection(http.client.HTTPConnection):
    """A connection that is made already, and is read with bounds."""

    def __init__(self, target: Target, stream: socket.socket, bounds: Bounds) -> None:
        super().__init__(target.host, target.port)
        self.sock = _Bounded(stream, bounds)


class _Bounded:
    """What http.client needs of a socket, with bounds on every step."""

    def __init__(self, stream: socket.socket, bounds: Bounds) -> None:
        self._stream = stream
        self._bounds = bounds

    def sendall(self, data: bytes) -> None:
        self._stream.settimeout(self._bounds.wait())
        self._stream.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Bytes(self._stream, self._bounds), _PIECE)

    def close(self) -> None:
        """Nothing yet: http.client closes before it has read; `get` does afterwards."""


class _Bytes(io.RawIOBase):
    """The bytes that arrive. So neither a slow drip nor an endless head goes on for ever."""

    def __init__(self, stream: socket.socket, bounds: Bounds) -> None:
        self._stream = stream
        self._bounds = bounds
        self._left = bounds.size + MAX_HTTP_FRAME

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._stream.settimeout(self._bounds.wait())
        count = self._stream.recv_into(buffer)
        self._left -= count
        if self._left < 0:
            raise too_much(self._bounds.size)
        return count


def _connect(target: Target, bounds: Bounds) -> socket.socket:
    """Connected to the first of the host's network addresses that may be and can be.

    The addresses that were judged are those connected to: a name that is looked up again
    could lead elsewhere (DNS rebinding).
    """
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    allowed = [each for each in found if bounds.allow_private or is_public(str(each[4][0]))]
    if not allowed:
        raise OnrecordError("F002", detail=f"{target.host}: {found[0][4][0]}")
    last: OSError | None = None
    for family, kind, protocol, _, address in allowed:
        stream = socket.socket(family, kind, protocol)
        try:
            stream.settimeout(bounds.wait())
            stream.connect(address)
            return stream
        except OSError as reason:
            stream.close()
            last = reason
        except BaseException:
            stream.close()
            raise
    raise last or OSError("no address")


def _secured(plain: socket.socket, target: Target, bounds: Bounds) -> socket.socket:
    if target.scheme == "http":
        return plain
    plain.settimeout(bounds.wait())
    return tls().wrap_socket(plain, server_hostname=target.host)


def tls() -> ssl.SSLContext:
    """How servers prove who they are: by the system's certificates, else by certifi's."""
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"] and not _from_folder():
        import certifi

        context.load_verify_locations(certifi.where())
    return context


def _from_folder() -> bool:
    """Whether the system has a folder of certificates, from where they come as needed."""
    folder = ssl.get_default_verify_paths().capath
    return folder is not None and any(Path(folder).iterdir())


@contextmanager
def _in_words() -> Iterator[None]:
    """What goes wrong on the wire as numbered errors."""
    try:
        yield
    except ssl.SSLCertVerificationError as reason:
        raise OnrecordError("F004", detail=reason.verify_message) from reason
    except TimeoutError as reason:
        raise OnrecordError("F007") from reason
    except http.client.HTTPException as reason:
        raise OnrecordError("F010", detail=_kind(reason)) from reason
    except (OSError, UnicodeError) as reason:
        detail = getattr(reason, "strerror", None) or _kind(reason)
        raise OnrecordError("F003", detail=str(detail)[:100]) from reason
    except ValueError as reason:  # a size of a piece that is no number
        raise OnrecordError("F010", detail=_kind(reason)) from reason


def _kind(reason: Exception) -> str:
    return type(reason).__name__
