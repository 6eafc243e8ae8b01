from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import workbench
from casebook_articles import article
from workbench import Client

from onrecord.casebook import Casebook
from onrecord.casebook.intake import Container, Item, Unreadable
from onrecord.web import adding, worker
from onrecord.web.adding import Adding, Job, Thing
from onrecord.web.views.add import MOST_ADDRESSES, label

FEED = """<?xml version="1.0"?>
<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/">
<channel><title>Marren</title><item><title>Crane</title>
<c:encoded>&lt;p&gt;The crane fell, Dorrit Haldane said.&lt;/p&gt;</c:encoded></item>
</channel></rss>"""


def items(path: Path, name: str, **given: str) -> list[Item | Container | Unreadable]:
    thing = {"name": name, "path": str(path), "given": given}
    return list(worker.items_of(thing))


def patiently(question: Callable[[], bool], seconds: float = 60) -> None:
    """Ask until it is so."""
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)


def test_an_upload_is_known_by_its_name_and_its_digest(tmp_path: Path) -> None:
    first, second = tmp_path / "00001", tmp_path / "00002"
    for path in (first, second):
        path.write_text(article(), encoding="utf-8")
    (one,), (other,) = items(first, "crane.txt"), items(second, "crane.txt")
    assert isinstance(one, Item)
    assert one == other
    assert one.key.startswith("crane.txt (")
    assert one.location == "crane.txt"
    second.write_text(article(2), encoding="utf-8")
    (changed,) = items(second, "crane.txt")
    assert changed.key != one.key


def test_no_path_of_ours_is_kept(tmp_path: Path) -> None:
    lines, feed, gone = tmp_path / "00001", tmp_path / "00002", tmp_path / "00003"
    lines.write_text('{"id": "c1", "text": "The crane fell."}\nno json\n', encoding="utf-8")
    feed.write_text(FEED, encoding="utf-8")
    found = [*items(lines, "a.jsonl"), *items(feed, "b.xml"), *items(gone, "c.pdf")]
    assert [type(one).__name__ for one in found] == ["Item", "Unreadable", "Item", "Unreadable"]
    assert found[0].key == "c1"
    assert str(tmp_path) not in repr(found)
    assert found[1].name.startswith("a.jsonl")
    assert found[3].name == "c.pdf"


def test_a_pasted_text_is_kept_as_it_is(tmp_path: Path) -> None:
    given = {"title": "Crane", "published": "2031-03-14", "url": "https://marren.example/c"}
    thing = {"name": "Crane", "text": "  “Ü” <b>said</b>\n", "given": given}
    (item,) = worker.items_of(thing)
    assert isinstance(item, Item)
    assert (item.data.decode(), item.form, item.given) == (thing["text"], "text", given)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("story.html", "story.html"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\story.pdf", "story.pdf"),
        ("a/b/", "b"),
        ("", "unnamed"),
        (None, "unnamed"),
        ("..", ".."),
        ("x" * 500, "x" * 120),
        ("evil\u202e\x1b[2J\n.txt", "evil<U+202E>^[[2J .txt"),
    ],
)
def test_a_files_name_is_a_label_and_no_path(name: str | None, shown: str) -> None:
    assert label(name) == shown


def test_an_upload_lies_under_a_number(tmp_path: Path) -> None:
    path = adding.keep(io.BytesIO(b"abc"), tmp_path, 7)
    assert (path.parent, path.name, path.read_bytes()) == (tmp_path, "00007", b"abc")


@pytest.fixture
def jobs(path: Path) -> Iterator[Adding]:
    made = Adding(path)
    yield made
    made.close()


def test_what_the_process_says_is_counted(jobs: Adding) -> None:
    jobs._jobs["1"] = Job(id="1", things=3)
    came = {"name": "a", "status": "added", "key": "a", "code": None, "error": None}
    failed = {**came, "status": "failed", "key": None, "code": "R001", "error": "empty"}
    told: list[dict[str, Any]] = [
        {"total": 3},
        {"reading": "a"},
        {"came": came},
        {"came": failed},
        {"state": "joining", "reading": None, "id": "2"},
    ]
    for each in told:
        jobs._told("1", each)
    job = jobs.job("1")
    assert job is not None
    assert (job.total, job.done, job.counts) == (3, 2, {"added": 1, "failed": 1})
    assert [one.code for one in job.failed] == ["R001"]
    assert (job.state, job.reading, job.id) == ("joining", None, "1")


def test_a_long_batch_is_counted_whole_and_listed_in_part(jobs: Adding) -> None:
    jobs._jobs["1"] = Job(id="1", things=1)
    for number in range(adding.MOST_LISTED + 50):
        came = {"name": f"{number}", "status": "failed", "code": "R001", "error": "empty"}
        jobs._told("1", {"came": came})
    job = jobs.job("1")
    assert job is not None
    assert job.counts["failed"] == adding.MOST_LISTED + 50
    assert len(job.came) == len(job.failed) == adding.MOST_LISTED


def _handed(client: Client, **fields: Any) -> Any:
    answer = client.http.post("/add", headers=client.headers(), **fields)
    assert answer.status_code == 202, answer.text
    return answer.json()["job"]


def _over(client: Client, id: str) -> Any:
    def job() -> Any:
        return next(one for one in client.twin("/adding")["jobs"] if one["id"] == id)

    patiently(lambda: bool(job()["over"]))
    return job()


def test_files_that_are_dropped_are_read_and_shown(client: Client, path: Path) -> None:
    text = article(9, said="the new crane was safe").encode()
    files = [
        ("file", ("../../nine.txt", text, "text/plain")),
        ("file", ("photo.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50, "image/png")),
    ]
    job = _over(client, _handed(client, files=files)["id"])
    assert (job["state"], job["total"], job["done"]) == ("done", 2, 2)
    assert job["counts"] == {"added": 1, "failed": 1}
    assert job["failed"][0]["code"] == "R031"
    key = next(one["key"] for one in job["came"] if one["key"])
    assert key.startswith("nine.txt (")
    with Casebook.open(path) as casebook:
        assert "new crane was safe" in casebook.record(key).document.text
        assert casebook.original(key) == text
    # The same again is there already.
    again = _over(client, _handed(client, files=files[:1])["id"])
    assert again["counts"] == {"unchanged": 1}
    found = client.twin("/")
    assert found["documents"]["read"] == 8
    assert key in [one["key"] for one in client.twin("/documents")["documents"]]
    assert any(one["reason"].startswith("R031") for one in found["unread"])


def test_a_pasted_text_is_read_and_leads_home_without_a_script(client: Client) -> None:
    fields = {
        "csrf": client.csrf,
        "text": "The harbour is closed, Dorrit Haldane said.\r\nIt rained.",
        "title": "Harbour closed",
        "date": "2031-03-14",
    }
    answer = client.http.post("/add", data=fields)
    assert answer.status_code == 303
    id = answer.headers["location"].removeprefix("/#job-")
    job = _over(client, id)
    assert job["counts"] == {"added": 1}
    content = client.twin("/article?document=" + job["came"][0]["key"])
    assert content["frame"]["published"] == "2031-03-14"
    assert content["article"]["title"] == "Harbour closed"


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({}, 400, "W003"),
        ({"text": "   ", "address": " "}, 400, "W003"),
        ({"address": "file:///etc/passwd"}, 400, "F001"),
        ({"address": "/etc/passwd"}, 400, "F001"),
        ({"address": "https://a.example\n/etc/passwd"}, 400, "F001"),
        ({"address": "https://a.example " * (MOST_ADDRESSES + 1)}, 413, "W002"),
        ({"title": "no text"}, 400, "W003"),
    ],
)
def test_what_can_not_be_added_is_refused(
    client: Client, fields: dict[str, str], status: int, code: str
) -> None:
    answer = client.http.post("/add", data=fields, headers=client.headers())
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert client.twin("/adding")["jobs"] == []


def test_private_networks_are_not_reached_through_an_address(client: Client) -> None:
    job = _handed(client, data={"address": "http://127.0.0.1:9/secret"})
    (failed,) = _over(client, job["id"])["failed"]
    assert failed["code"] == "F002"


def test_nothing_uploaded_is_left_lying(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    job = _handed(client, files=[("file", ("a.txt", b"", "text/plain"))])
    assert _over(client, job["id"])["failed"][0]["code"] == "R001"
    refused = client.http.post("/add", data={"text": ""}, headers=client.headers())
    assert refused.status_code == 400
    patiently(lambda: not list(folder.iterdir()))


def test_a_batch_is_stopped_and_what_waits_with_it(client: Client) -> None:
    many = [("file", (f"{n}.txt", article(n).encode() * 40, "text/plain")) for n in range(40)]
    first = _handed(client, files=many)
    second = _handed(client, files=many[:1])
    for job in (second, first):
        stopped = client.http.post(
            "/adding/stop", data={"job": job["id"]}, headers=client.headers()
        )
        assert stopped.status_code == 200
    assert _over(client, first["id"])["state"] == "stopped"
    assert _over(client, second["id"])["state"] == "stopped"
    assert client.twin("/")["documents"]["read"] < 7 + 40


def test_a_casebook_that_can_not_be_written_is_said(tmp_path: Path) -> None:
    broken = tmp_path / "no.casebook"
    broken.write_text("this is no casebook", encoding="utf-8")
    jobs = Adding(broken)
    job = jobs.start([Thing(name="a", text="The crane fell.")], jobs.folder())
    patiently(lambda: bool((found := jobs.job(job.id)) and found.over))
    found = jobs.job(job.id)
    assert found is not None
    assert (found.state, (found.error or "")[:4]) == ("broken", "C002")
    jobs.close()


def test_the_process_speaks_json_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    order = {"casebook": str(path), "things": [{"name": "x", "path": str(path.parent / "none")}]}

    class Input:
        buffer = io.BytesIO(json.dumps(order).encode())

    monkeypatch.setattr(sys, "stdin", Input)
    monkeypatch.setattr(worker.os, "nice", lambda _: 0, raising=False)
    assert worker.main() == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == {"total": 1}
    assert [line["came"]["code"] for line in lines if "came" in line] == ["R016"]


def test_pages_are_answered_while_articles_are_read(client: Client) -> None:
    many = [("file", (f"{n}.txt", article(n).encode(), "text/plain")) for n in range(12)]
    job = _handed(client, files=many)
    patiently(lambda: client.twin("/adding")["jobs"][0]["done"] > 0)
    client.page("/")
    client.page("/article?document=crane-1")
    client.decide(action="accept", document="crane-1", id="a1")
    assert not client.twin("/adding")["jobs"][0]["over"]
    assert _over(client, job["id"])["counts"] == {"added": 12}


def test_a_workbench_that_ends_ends_its_process(path: Path) -> None:
    with workbench.opened(path) as client:
        many = [("file", (f"{n}.txt", article(n).encode() * 50, "text/plain")) for n in range(30)]
        _handed(client, files=many)
        held = client.http.app.state.site.adding  # type: ignore[attr-defined]
        patiently(lambda: held._process is not None)
        _, process = held._process
    assert process.poll() is not None


STAND_IN = """
import json, sys, threading
order = json.load(sys.stdin)
print(json.dumps({"total": len(order["things"])}), flush=True)
if order["claims"]:
    threading.Event().wait()  # it takes longer than anybody waits
for thing in order["things"]:
    print(json.dumps({"came": {"name": thing["name"], "status": "added"}}), flush=True)
"""


def test_who_adds_does_not_wait_for_what_is_worked_out(path: Path) -> None:
    jobs = Adding(path)
    jobs._command = [sys.executable, "-c", STAND_IN]
    jobs.settle()
    patiently(lambda: jobs._process is not None)
    assert jobs.settling
    job = jobs.start([Thing(name="a", text="The crane fell.")], jobs.folder())
    patiently(lambda: bool((found := jobs.job(job.id)) and found.over))
    found = jobs.job(job.id)
    assert found is not None
    assert (found.state, found.counts) == ("done", {"added": 1})
    # And then it goes on.
    patiently(lambda: bool(jobs._process) and jobs.settling)
    _, process = jobs._process or (None, None)
    jobs.close()
    assert process is not None
    assert process.poll() is not None
    assert jobs.jobs() == [found]


def test_nothing_is_worked_out_where_it_is_not_wanted(path: Path) -> None:
    jobs = Adding(path, settles=False)
    jobs.settle()
    assert not jobs.settling
    assert jobs._thread is None
    jobs.close()
