"""How quickly pages come while articles are being read: `python -m bench.web --while-adding 500`.

Invented articles of a newspaper's length (stories of `bench.stories`, several told in one) are
handed in through the upload, as a browser does, and read by the workbench's own process; the pages
of a casebook are asked for meanwhile, by turns, beside a trivial page. At the end every article
must be there, read, once.
"""

from __future__ import annotations

import http.client
import json
import random
import re
import secrets
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.stories import Article, story
from bench.web import TRIVIAL, served, summary, took
from onrecord.casebook import Casebook

TOLD_IN_ONE = 6
"""Articles of stories that make up one of some 500 words."""
AT_ONCE = 250
"""Files that are dropped at once."""
_SEED = 20_310_315
_ASK_STATE_EVERY = 1.0
_LONGEST = 1_800.0


def articles(count: int) -> Iterator[tuple[str, bytes]]:
    """Invented articles as web pages, each with a name of its own; the same each time."""
    told: list[Article] = []
    seed, made = _SEED, 0
    while made < count:
        told += story(seed).articles
        seed += 1
        while len(told) >= TOLD_IN_ONE and made < count:
            first, *others = (told.pop(0) for _ in range(TOLD_IN_ONE))
            paragraphs = [each for one in (first, *others) for each in one.paragraphs]
            page = replace(first, paragraphs=paragraphs).page()
            yield f"told-{made:04}.html", page
            made += 1


def hand_in(host: tuple[str, int], files: Sequence[tuple[str, bytes]]) -> str:
    """Drop files on the workbench; the id of the batch."""
    connection = http.client.HTTPConnection(*host, timeout=120)
    connection.request("GET", "/adding", headers={"Accept": "text/html"})
    found = re.search(
        r'name="csrf" content="([0-9a-f]+)"', connection.getresponse().read().decode()
    )
    assert found
    edge = secrets.token_hex(16)
    body = b"".join(
        f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        f"Content-Type: text/html\r\n\r\n".encode()
        + data
        + b"\r\n"
        for name, data in files
    )
    headers = {
        "Accept": "application/json",
        "Content-Type": f"multipart/form-data; boundary={edge}",
        "X-CSRF-Token": found[1],
        "Origin": f"http://{host[0]}:{host[1]}",
    }
    connection.request("POST", "/add", body + f"--{edge}--\r\n".encode(), headers)
    answer = connection.getresponse()
    told = json.loads(answer.read())
    if answer.status != 202:
        raise SystemExit(f"bench: /add gave {answer.status}: {told}")
    connection.close()
    return str(told["job"]["id"])


def jobs(host: tuple[str, int]) -> dict[str, Any]:
    """The batches as the workbench tells of them, by id."""
    connection = http.client.HTTPConnection(*host, timeout=120)
    connection.request("GET", "/adding.json")
    told = json.loads(connection.getresponse().read())
    connection.close()
    return {each["id"]: each for each in told["jobs"]}


def measure(copy: Path, pages: Mapping[str, Sequence[str]], count: int) -> dict[str, Any]:
    """The times of pages of a casebook while `count` articles are added to it.

    Raises SystemExit where an article was lost, or read twice, or a page failed.
    """
    with Casebook.open(copy, catch_up=False) as opened:
        before = {each.key for each in opened.documents()}
    files = [*articles(count)]
    words = sum(len(re.sub(rb"<[^>]*>", b" ", data).split()) for _, data in files)
    with served(copy) as host:
        started = time.perf_counter()
        ids = [hand_in(host, files[at : at + AT_ONCE]) for at in range(0, count, AT_ONCE)]
        handed_in = time.perf_counter() - started
        times, trivial = _asked(host, pages, ids)
        spent = time.perf_counter() - started
        counts = [jobs(host)[id] for id in ids]
    lost = [f"{each['id']}: {each['state']}, {each['counts']}" for each in counts if _fails(each)]
    with Casebook.open(copy, catch_up=False) as opened:
        after = {each.key: each.status for each in opened.documents()}
        proof = opened.verify()
    came = [key for key in after if key not in before]
    if lost or len(came) != count or not proof.ok or any(after[key] != "read" for key in came):
        raise SystemExit(f"bench: of {count} articles {len(came)} are there: {lost}")
    return {
        "articles": count,
        "words": words,
        "all_there": True,
        "hand_in_seconds": round(handed_in, 1),
        "seconds": round(spent, 1),
        "trivial_ms": summary(trivial),
        "pages": {
            kind: {"asked": len(each), "ms": summary(each)} for kind, each in times.items() if each
        },
    }


def _fails(job: Mapping[str, Any]) -> bool:
    return bool(
        job["state"] != "done" or job["failed"] or job["counts"] != {"added": job["things"]}
    )


def _asked(
    host: tuple[str, int], pages: Mapping[str, Sequence[str]], ids: Sequence[str]
) -> tuple[dict[str, list[float]], list[float]]:
    """The times of pages until all batches are done."""
    connection = http.client.HTTPConnection(*host, timeout=120)
    chance = random.Random(_SEED)  # noqa: S311 (not for secrecy)
    times: dict[str, list[float]] = {kind: [] for kind in pages}
    trivial: list[float] = []
    began = looked = time.perf_counter()
    while True:
        kinds = [*pages]
        chance.shuffle(kinds)
        for kind in kinds:
            times[kind].append(took(connection, chance.choice(pages[kind])))
            trivial.append(took(connection, TRIVIAL))
        now = time.perf_counter()
        if now - looked >= _ASK_STATE_EVERY:
            looked = now
            held = jobs(host)
            if all(held[id]["over"] for id in ids):
                return times, trivial
            done = sum(held[id]["done"] for id in ids)
            print(f"\r{done} read, {now - began:.0f} s", end="", file=sys.stderr, flush=True)
        if now - began > _LONGEST:
            raise SystemExit("bench: the articles are not read, and it takes too long")
