"""`onrecord serve`: the workbench, on this machine's own address unless it is told otherwise."""

from __future__ import annotations

import argparse
import ipaddress
import socket
import sys
import threading
import webbrowser
from typing import Any

from onrecord.console import add_command
from onrecord.errors import OnrecordError
from onrecord.export.visible import one_line

SHORTEST_TOKEN = 16
_EXAMPLES = """\
examples:
  onrecord serve story.casebook                  opens the workbench in the browser
  onrecord serve story.casebook --port 8080 --no-browser
  onrecord serve story.casebook --host 0.0.0.0 --allow-remote --token "$TOKEN"

It is reached from this machine alone, unless --allow-remote is given; then it asks for the
token. What passes is not encrypted: in a network that others use, put it behind a proxy with
TLS. Ctrl+C ends it.

exit status:
  0 ended; 1 it could not be opened; 2 a wrong call
"""


def register(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command to the parser."""
    serve = add_command(
        commands, "serve", _serve, "open a casebook in the browser", epilog=_EXAMPLES
    )
    serve.description = (
        "Open the workbench: read articles with their sources beside, correct what the model\n"
        "got wrong, follow a person or a claim. A casebook that is not there is made."
    )
    serve.add_argument(
        "--port", type=int, default=0, metavar="PORT", help="the port (default: any that is free)"
    )
    serve.add_argument(
        "--host", default="127.0.0.1", help="the address to listen at (default: 127.0.0.1)"
    )
    serve.add_argument(
        "--allow-remote", action="store_true", help="let other machines reach it; needs --token"
    )
    serve.add_argument("--token", help="what users log in with, 16 characters or more")
    serve.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="HOST",
        help="a name that it may be asked by, beside addresses and localhost; may be repeated",
    )
    serve.add_argument("--author", help="who stands beside decisions (default: the login name)")
    serve.add_argument(
        "--no-browser", action="store_true", help="print the address and open no browser"
    )


def _serve(arguments: argparse.Namespace) -> int:
    _check(arguments)
    try:
        import python_multipart  # noqa: F401
        import uvicorn

        from onrecord.web.app import create_app
    except ModuleNotFoundError as reason:
        if (reason.name or "").partition(".")[0] == "onrecord":
            raise
        raise OnrecordError("W010", detail=reason.name or "") from reason
    from onrecord.casebook import Casebook

    with Casebook.open(arguments.casebook, create=True) as casebook:
        casebook.catch_up(claims=False)
    app = create_app(
        arguments.casebook, token=arguments.token, author=arguments.author, hosts=arguments.name
    )
    opened = _listen(arguments.host, arguments.port)
    address = _address(arguments.host, opened.getsockname()[1])
    print(f"onrecord: {one_line(arguments.casebook)} is open at {address}", flush=True)
    print("onrecord: Ctrl+C ends it", file=sys.stderr, flush=True)
    if not arguments.no_browser:
        threading.Timer(0.5, webbrowser.open, (address,)).start()
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, date_header=False
    )
    try:
        uvicorn.Server(config).run(sockets=[opened])
    finally:
        opened.close()
    return 0


def _check(arguments: argparse.Namespace) -> None:
    """Raises OnrecordError W011 for what would be open to others without a token."""
    if arguments.token is not None and len(arguments.token) < SHORTEST_TOKEN:
        raise OnrecordError("W011", detail="the token is shorter than 16 characters")
    if is_loopback(arguments.host):
        return
    if not arguments.allow_remote or arguments.token is None:
        raise OnrecordError("W011", detail=f"at {one_line(arguments.host)}")


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0: any that is free. Raises OnrecordError W012."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        opened = socket.socket(family, kind, protocol)
        try:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            opened.bind(address)
            # Whoever reads the address that is printed can ask at once, and is answered soon.
            opened.listen(128)
        except BaseException:
            opened.close()
            raise
    except (OSError, OverflowError, UnicodeError) as reason:
        detail = reason.strerror if isinstance(reason, OSError) else str(reason)
        raise OnrecordError("W012", detail=f"{one_line(host)}:{port}: {detail}") from reason
    return opened


def _address(host: str, port: int) -> str:
    shown = "127.0.0.1" if host in ("0.0.0.0", "") else "[::1]" if host == "::" else host  # noqa: S104
    return f"http://{f'[{shown}]' if ':' in shown and shown[0] != '[' else shown}:{port}/"
