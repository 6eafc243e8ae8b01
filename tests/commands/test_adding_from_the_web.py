"""`onrecord add` with addresses, feeds and web archives."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from archives import response
from casebook_articles import article, fake_read
from served import Server, answer, serving

from onrecord import cli
from onrecord.casebook import intake

Run = Callable[..., tuple[int, str, str]]
PRIVATE = "--allow-private-addresses"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as made:
        for number in (1, 2):
            made[f"/{number}"] = answer(article(number).encode(), kind="text/plain")
        links = "".join(f"<item><link>/{number}</link></item>" for number in (1, 2, 3))
        feed = f'<rss version="2.0"><channel>{links}</channel></rss>'
        made["/feed"] = answer(feed.encode(), kind="application/rss+xml")
        yield made


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setattr(intake, "reader", lambda gazetteer=None: fake_read)
    monkeypatch.chdir(tmp_path)

    def _run(*arguments: str) -> tuple[int, str, str]:
        status = cli.main(arguments)
        return status, *capsys.readouterr()

    return _run


def test_add_fetches_an_address(run: Run, server: Server) -> None:
    assert run("add", "s.casebook", server.url("/1"), PRIVATE) == (0, "", "onrecord: 1 added\n")
    assert run("add", "s.casebook", server.url("/1"), PRIVATE)[2] == "onrecord: 1 unchanged\n"
    (row,) = json.loads(run("documents", "s.casebook", "--format", "json")[1])
    assert (row["key"], row["status"]) == (server.url("/1"), "read")
    assert run("verify", "s.casebook")[0] == 0


def test_add_leaves_private_networks_alone(run: Run, server: Server) -> None:
    status, _, complaint = run("add", "s.casebook", server.url("/1"))
    assert (status, server.requests) == (1, [])
    assert "F002" in complaint
    assert PRIVATE in complaint


def test_add_fetches_the_pages_of_a_feed(run: Run, server: Server) -> None:
    status, _, complaints = run("add", "s.casebook", server.url("/feed"), PRIVATE)
    assert status == 1
    left_out, summary = complaints.splitlines()
    assert left_out.startswith(f"onrecord: {server.url('/3')}: F006: ")
    assert summary == "onrecord: 2 added, 1 left out"


def test_add_without_fetching_asks_for_the_feed_alone(run: Run, server: Server) -> None:
    status, _, complaints = run("add", "s.casebook", server.url("/feed"), PRIVATE, "--no-fetch")
    assert (status, len(server.requests)) == (1, 1)
    assert complaints.count("F032") == 3


def test_add_takes_a_web_archive_among_files(run: Run) -> None:
    folder = Path("news")
    folder.mkdir()
    Path("news/a.txt").write_text(article(1), encoding="utf-8")
    page = response("https://quay.example/2", article(2).encode(), kind="text/plain", packed=True)
    Path("news/b.warc.gz").write_bytes(page)
    assert run("add", "s.casebook", "news") == (0, "", "onrecord: 2 added\n")
    out = run("documents", "s.casebook", "https://quay.example/2#part")[1]
    assert "crane number 2" in out


def test_read_fetches_nothing(run: Run, server: Server) -> None:
    status, _, complaint = run("read", server.url("/1"))
    assert (status, server.requests) == (1, [])
    assert "R016" in complaint
