"""The workbench in a real browser: Chromium, driven by Playwright, on a real server.

Skipped, with the reason, where Playwright or Chromium is not at hand
(`pip install playwright`; Debian: `apt-get install chromium`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from browsing import FLAGS, PATIENCE, VENDOR, chromium, served


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One browser for all tests."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if chromium() is None:
        pytest.skip("there is no Chromium (Debian: apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def libraries() -> None:
    """Skips where the drawing libraries were not brought in (no network at set-up)."""
    if not (VENDOR / ".made").is_file():
        pytest.skip("the workbench's libraries are not there: python web/build.py")


@pytest.fixture
def address(path: Path) -> Iterator[str]:
    """The address of a workbench on the invented articles, where "ada" decides."""
    with served(path) as found:
        yield found


Opened = Callable[..., Any]


class Watched:
    """What a browser complains about, and what it asks of others."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        self.expected: list[str] = []

    def listen(self, page: Any) -> None:
        """Take down what a page's console, scripts and requests say."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("request", self._request)

    def unexpected(self) -> list[str]:
        """The complaints that no test said it would cause."""
        return [one for one in self.complaints if not any(each in one for each in self.expected)]

    def _console(self, message: Any) -> None:
        # Of a forbidden style or script the console tells as an error.
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:")):
            self.elsewhere.append(request.url)


@pytest.fixture
def watched() -> Iterator[Watched]:
    """Takes down what goes wrong in every page; at the end of a test nothing may have.

    What a test makes go wrong it says in `expected`.
    """
    found = Watched()
    yield found
    assert found.unexpected() == []
    assert found.elsewhere == [], "nothing is fetched from elsewhere"


@pytest.fixture
def opening(browser: Any, watched: Watched) -> Callable[..., AbstractContextManager[Any]]:
    """Opens pages: `with opening(address, width=390, dark=True) as page`."""

    @contextmanager
    def opened(
        base: str, *, width: int = 1280, dark: bool = False, script: bool = True, **more: Any
    ) -> Iterator[Any]:
        context = browser.new_context(
            base_url=base,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=script,
            **more,
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        watched.listen(page)
        try:
            yield page
        finally:
            context.close()

    return opened


@pytest.fixture
def page(address: str, opening: Callable[..., AbstractContextManager[Any]]) -> Iterator[Any]:
    """A page on the workbench of the invented articles."""
    with opening(address) as found:
        yield found
