"""How quickly the workbench shows its pages: `python -m bench.web CASEBOOK`.

Writes bench/results/web.json. A real server on loopback is asked for every kind of page, with many
addresses of each (articles from the longest down, people from the most named), by turns, over one
connection that stays open; beside them a trivial page, in the same run. The first visit of each
address is timed apart from those that follow: some lists are kept until somebody writes. The bytes
of a first view are what a browser with an empty cache fetches, as they come over the wire, the base
map's data aside; they need Playwright and Chromium, and are left out without.

With `--while-adding N` the same pages are then asked for while N articles are being read (see
bench.web_adding), and the result has that beside.

The casebook is copied first; give one whose claims were worked out.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import shutil
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.corpora import ROOT
from bench.machine import stamp
from onrecord.casebook import Casebook
from onrecord.web import links

RESULT = ROOT / "bench" / "results" / "web.json"
MEDIAN_MS, P95_MS = 100.0, 300.0
"""What a page may take."""
MOST_BYTES = 200_000
"""What a first view may weigh, without the map's data."""
TRIVIAL = "/login"
OF_EACH = 12
"""Addresses of a kind of page."""
ROUNDS = 4
_SEED = 20_310_314


def addresses(casebook: Casebook, of_each: int = OF_EACH) -> dict[str, list[str]]:
    """Addresses of each kind of page, as the casebook's own content gives them."""
    chance = random.Random(_SEED)  # noqa: S311 (not for secrecy)
    read = [each for each in casebook.documents() if each.status == "read"]
    longest = sorted(read, key=lambda each: -each.statements)[: of_each // 2]
    others = [each for each in read if each not in longest]
    articles = [*longest, *chance.sample(others, min(len(others), of_each - len(longest)))]
    named = casebook.identities(limit=of_each)
    words = [word for each in read for word in (each.headline or "").split() if word.isalpha()]
    searched = chance.sample(sorted(set(words)), min(of_each, len(set(words))))
    claims = casebook.claims(limit=of_each)
    years = [each.published[:4] for each in read if each.published]
    found = {
        "home": ["/"],
        "documents": ["/documents", "/documents?from=100"],
        "article": [links.article(each.key) for each in articles],
        "entities": ["/entities", "/entities?type=person"],
        "entity": [links.entity(each.identity, each.name) for each in named],
        "claims": [
            "/claims",
            *(f"/claims?{pick}=1" for pick in ("disputed", "single_sourced", "circular")),
            *(links.query("/claims", about=word) for word in searched[:4]),
        ],
        "claim": [links.claim(each.id) for each in claims],
        "search": ["/search", *(links.search(words=word) for word in searched)],
        "timeline": ["/timeline", *(f"/timeline?since={year}" for year in sorted(set(years)))],
        "graph": [
            "/graph",
            "/graph?show=96&all=1",
            *(links.query("/graph", who=f"#{each.identity}") for each in named[:4]),
        ],
        "map": ["/map", "/map?events=1"],
        "review": ["/review"],
        "journal": ["/journal"],
    }
    return {kind: each for kind, each in found.items() if each}


@contextmanager
def served(path: Path) -> Iterator[tuple[str, int]]:
    """Where a workbench on a casebook listens."""
    import uvicorn

    from onrecord.web.app import create_app

    app = create_app(path, author="bench", settles=False)
    # Said to be TCP, so that small answers are sent at once (asyncio asks for it then).
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[:2]
        finally:
            server.should_exit = True
            thread.join(timeout=30)


def took(connection: http.client.HTTPConnection, address: str) -> float:
    """The milliseconds from asking for a page to its last byte. Raises SystemExit if it failed."""
    started = time.perf_counter()
    connection.request("GET", address, headers={"Accept": "text/html"})
    answer = connection.getresponse()
    answer.read()
    spent = 1000 * (time.perf_counter() - started)
    if answer.status != 200:
        raise SystemExit(f"bench: {address} gave {answer.status}")
    return spent


def timed(
    host: tuple[str, int], pages: Mapping[str, Sequence[str]], rounds: int = ROUNDS
) -> dict[str, Any]:
    """The times of each kind of page, and of the trivial page between them."""
    connection = http.client.HTTPConnection(*host, timeout=60)
    took(connection, TRIVIAL)
    order = [(kind, address) for kind, each in pages.items() for address in each]
    random.Random(_SEED).shuffle(order)  # noqa: S311
    first: dict[str, list[float]] = {kind: [] for kind in pages}
    later: dict[str, list[float]] = {kind: [] for kind in pages}
    trivial = []
    for number in range(rounds + 1):
        for kind, address in order:
            (later if number else first)[kind].append(took(connection, address))
            trivial.append(took(connection, TRIVIAL))
    connection.close()
    return {
        "trivial_ms": summary(trivial),
        "pages": {
            kind: {
                "addresses": len(pages[kind]),
                "ms": summary(later[kind]),
                "first_ms": summary(first[kind]),
            }
            for kind in pages
        },
    }


def summary(times: Sequence[float]) -> dict[str, float]:
    """The median, the 95th percentile and the most."""
    ranked = sorted(times)
    return {
        "median": round(statistics.median(ranked), 1),
        "p95": round(ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))], 1),
        "most": round(ranked[-1], 1),
    }


def weights(host: tuple[str, int], pages: Mapping[str, Sequence[str]]) -> dict[str, int] | None:
    """The bytes of a first view of each kind of page; None where there is no browser."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        return None
    if chromium is None:
        return None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        found = {
            kind: _weight(browser, f"http://{host[0]}:{host[1]}{address}")
            for kind, (address, *_) in pages.items()
        }
        browser.close()
    return found


def _weight(browser: Any, address: str) -> int:
    """The bytes that a browser with an empty cache fetches for a page, as they are sent."""
    requests: list[Any] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("requestfinished", lambda request: requests.append(request))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    sizes = [each.sizes() for each in requests if not each.url.endswith("/world.json")]
    context.close()
    return sum(int(each["responseBodySize"]) for each in sizes)


def measure(casebook: Path, adding: int = 0) -> dict[str, Any]:
    """All of it, on a copy of a casebook; `adding`: so many articles are read beside, at last."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / casebook.name
        with Casebook.open(casebook, catch_up=False) as opened:
            opened._connection.execute("VACUUM INTO ?", (str(copy),))
        with Casebook.open(copy, catch_up=False) as opened:
            pages = addresses(opened)
            documents = sum(1 for _ in opened.documents())
            claims = len(opened.claims())
        with served(copy) as host:
            found = timed(host, pages)
            weighed = weights(host, pages)
        if adding:
            from bench import web_adding

            found["while_adding"] = web_adding.measure(copy, pages, adding)
    for kind, each in found["pages"].items():
        each["first_view_bytes"] = weighed[kind] if weighed else None
    return {"documents": documents, "claims": claims, **found}


def verdicts(found: Mapping[str, Any]) -> list[str]:
    """What is not as it should be, in lines."""
    wrong = _slow(found)
    for kind, each in found["pages"].items():
        if each["first_view_bytes"] and each["first_view_bytes"] > MOST_BYTES:
            wrong.append(f"{kind}: first view {each['first_view_bytes']:,} bytes")
    return wrong + [f"while adding, {each}" for each in _slow(found.get("while_adding", {}))]


def _slow(found: Mapping[str, Any]) -> list[str]:
    """Which kinds of page take longer than they may."""
    return [
        f"{kind}: {name} {each['ms'][name]} ms, more than {most:.0f}"
        for kind, each in found.get("pages", {}).items()
        for name, most in (("median", MEDIAN_MS), ("p95", P95_MS))
        if each["ms"][name] > most
    ]


def main() -> int:
    """Measure, write the result and say what misses its floor."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.web", description="the workbench's pages"
    )
    parser.add_argument("casebook", type=Path)
    parser.add_argument(
        "--while-adding", type=int, default=0, metavar="N", help="also while N articles are read"
    )
    parser.add_argument("--no-write", action="store_true", help="print alone")
    given = parser.parse_args()
    found = measure(given.casebook, given.while_adding)
    print(f"a trivial page: {found['trivial_ms']}")
    for kind, each in found["pages"].items():
        weight = each["first_view_bytes"]
        print(
            f"{kind:10} {each['ms']}, first {each['first_ms']}"
            + (f", first view {weight / 1000:.0f} kB" if weight else "")
        )
    if busy := found.get("while_adding"):
        print(f"\nwhile {busy['articles']} articles ({busy['words']} words) were read, which took")
        print(f"{busy['seconds']} s: a trivial page: {busy['trivial_ms']}")
        for kind, each in busy["pages"].items():
            print(f"{kind:10} {each['ms']}, asked {each['asked']} times")
    if not given.no_write:
        RESULT.write_text(json.dumps({"made": stamp(), **found}, indent=1) + "\n", encoding="utf-8")
    wrong = verdicts(found)
    for line in wrong:
        print(f"missed: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
