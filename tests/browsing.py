"""A workbench on a real server, and the browser that is installed, for tests and for pictures."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from onrecord.web.app import create_app

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "src" / "onrecord" / "web" / "static" / "vendor"
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
PATIENCE = 120_000
"""Milliseconds that a page may take on a busy machine; what is not there by then never will be."""


def chromium() -> str | None:
    """Where a Chromium is installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


@contextmanager
def served(path: Path, **options: Any) -> Iterator[str]:
    """The address of a workbench on a casebook, on a free port of this machine."""
    app = create_app(path, **{"author": "ada", "settles": False, **options})
    # Said to be TCP, so that small answers are sent at once (asyncio asks for it then).
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=30)


def visit(page: Any, address: str) -> None:
    """Go to a page and wait until it is drawn, if anything is."""
    page.goto(address)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.drawing[id]')].every((each) => each.dataset.drawn)"
    )
