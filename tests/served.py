"""An HTTP server on this machine, for tests of what is fetched: well behaved or hostile.

A page is a function that writes to the connection, so that a test can break every rule.
"""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator

Page = Callable[["Connection"], None]


class Connection:
    """One connection of a client: what it asked for, and the way back to it."""

    def __init__(self, stream: socket.socket, request: str, closing: threading.Event) -> None:
        self.stream = stream
        self.request = request
        self.closing = closing

    @property
    def path(self) -> str:
        return self.request.split(" ", 2)[1]

    def header(self, name: str) -> str | None:
        for line in self.request.splitlines()[1:]:
            found, _, value = line.partition(":")
            if found.lower() == name.lower():
                return value.strip()
        return None

    def send(self, *pieces: bytes) -> None:
        for piece in pieces:
            self.stream.sendall(piece)

    def pause(self, seconds: float) -> bool:
        """Wait as a slow server does; False once the test is over."""
        return not self.closing.wait(seconds)


class Server:
    """Pages by their path; every request is noted."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.pages: dict[str, Page] = {}
        self.requests: list[str] = []
        self.closing = threading.Event()

    def __setitem__(self, path: str, page: Page | bytes) -> None:
        self.pages[path] = page if callable(page) else answer(page)

    def url(self, path: str = "/") -> str:
        return self.address + path

    def handle(self, stream: socket.socket) -> None:
        request = b""
        while b"\r\n\r\n" not in request and (piece := stream.recv(4096)):
            request += piece
            if not request.startswith(b"GET "):
                stream.sendall(b"HTTP/1.1 400 What\r\n\r\n")
                return
        if not request:
            return
        connection = Connection(stream, request.decode("latin-1"), self.closing)
        self.requests.append(connection.request)
        page = self.pages.get(connection.path, answer(b"nothing here", status="404 Not Found"))
        with contextlib.suppress(OSError):  # a client that had enough
            page(connection)


def answer(
    body: bytes = b"", *, kind: str = "text/html", status: str = "200 OK", **headers: str
) -> Page:
    """A page that is given as the rules say."""
    lines = {"Content-Type": kind, "Content-Length": str(len(body))}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return lambda connection: connection.send(f"HTTP/1.1 {status}\r\n{head}\r\n".encode(), body)


def redirect(to: str, status: str = "302 Found") -> Page:
    """A page that leads to another address."""
    return answer(status=status, Location=to)


@contextlib.contextmanager
def serving(wrap: Callable[[socket.socket], socket.socket] | None = None) -> Iterator[Server]:
    """A server on a free port of this machine; `wrap` makes a connection secure."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError):
                stream = wrap(self.request) if wrap else self.request
                with stream:
                    server.handle(stream)

    class Listener(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Listener(("127.0.0.1", 0), Handler) as listener:
        host, port = listener.server_address[:2]
        server = Server(f"{'https' if wrap else 'http'}://{host!s}:{port}")
        thread = threading.Thread(target=listener.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            listener.shutdown()
            thread.join()
