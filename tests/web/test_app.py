from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import workbench
from workbench import Client

from onrecord.cli import main
from onrecord.commands.serve import is_loopback
from onrecord.errors import ERRORS, OnrecordError
from onrecord.web import pages, views
from onrecord.web.app import status_of


def test_each_page_of_the_navigation_is_there(client: Client) -> None:
    for each in views.NAV:
        assert f'href="{each.path}" aria-current="page"' in client.page(each.path)


def test_every_icon_that_is_used_is_drawn(client: Client) -> None:
    drawn = client.http.get("/static/icons.svg").text
    ids = set(re.findall(r'<symbol id="([a-z]+)"', drawn))
    folder = Path(pages.__file__).parent / "templates"
    for template in folder.glob("*.html"):
        used = re.findall(r'icon\("([a-z]+)"\)', template.read_text(encoding="utf-8"))
        assert ids.issuperset(used), template.name
    assert ids.issuperset(each.icon for each in views.NAV)


def test_static_files_are_given_with_their_kinds(client: Client) -> None:
    kinds = {
        "/static/style.css": "text/css",
        "/static/js/base.js": "text/javascript",
        "/static/icons.svg": "image/svg+xml",
    }
    for address, kind in kinds.items():
        answer = client.http.get(address)
        assert answer.headers["content-type"].startswith(kind)
        headers = {"if-none-match": answer.headers["etag"]}
        assert client.http.get(address, headers=headers).status_code == 304


def test_every_error_has_a_status_that_fits() -> None:
    found = {code: status_of(OnrecordError(code)) for code in ERRORS}
    assert set(found.values()) <= {400, 404, 413, 500, 503}
    assert (found["C008"], found["C004"], found["C007"], found["C032"]) == (404, 503, 500, 400)


def test_a_casebook_that_went_is_said(path: Path) -> None:
    with workbench.opened(path) as client:
        path.unlink()
        assert client.twin("/", status=404)["error"]["code"] == "C001"


def test_a_casebook_that_another_process_writes_is_still_shown(path: Path) -> None:
    import sqlite3

    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with workbench.opened(path) as client:
            for address in ("/", "/documents", "/journal", "/article?document=crane-1"):
                client.page(address)
    finally:
        other.execute("ROLLBACK")
        other.close()


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
        ("192.168.0.2", False),
        ("marren.example", False),
    ],
)
def test_what_is_reached_from_this_machine_alone(host: str, own: bool) -> None:
    assert is_loopback(host) is own


@pytest.mark.parametrize(
    "options",
    [
        ["--host", "0.0.0.0"],  # noqa: S104
        ["--host", "0.0.0.0", "--allow-remote"],  # noqa: S104
        ["--host", "0.0.0.0", "--token", "sixteen letters and more"],  # noqa: S104
        ["--host", "0.0.0.0", "--allow-remote", "--token", "short"],  # noqa: S104
        ["--token", "short"],
    ],
)
def test_others_are_let_in_by_two_options_alone(
    path: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", str(path), "--no-browser", *options]) == 2
    assert "W011" in capsys.readouterr().err


def test_what_is_not_installed_is_said(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert main(["serve", str(path), "--no-browser"]) == 1
    error = capsys.readouterr().err
    assert "W010" in error
    assert "pip install 'onrecord[web]'" in error


@contextmanager
def served(path: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The real command; the address that it prints."""
    process = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "serve", str(path), "--no-browser", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        found = re.search(r"http://([^/]+)/", line)
        assert found, line + (process.stderr.read() if process.stderr else "")
        yield process, found[1]
    finally:
        process.kill()
        process.communicate()


def asked(address: str, path: str = "/", **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(address, timeout=30)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    assert answer.headers["content-security-policy"]
    assert answer.headers["server"] is None
    connection.close()
    return answer.status, body


def test_the_command_serves_on_loopback_and_ends_when_asked(path: Path) -> None:
    with served(path, "--author", "Ada Venn") as (process, address):
        assert address.startswith("127.0.0.1:")
        status, body = asked(address)
        assert status == 200
        assert "You decide as <b>Ada Venn</b>" in body
        assert asked(address, Host="evil.example")[0] == 421
        assert asked(address, "/%2e%2e/%2e%2e/etc/passwd")[0] == 404
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) in (0, 130)


def test_a_casebook_that_is_not_there_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new.casebook"
    with served(path) as (_, address):
        assert "Who said what" in asked(address)[1]
    assert path.exists()


def test_a_port_that_is_taken_is_said(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with served(path) as (_, address):
        port = address.partition(":")[2]
        assert main(["serve", str(path), "--no-browser", "--port", port]) == 1
        assert "W012" in capsys.readouterr().err
