"""Decisions of a process that is killed, and of two at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from casebook_articles import AT, fake_read, item

from onrecord.casebook import Casebook

DECIDER = """
import sys
from onrecord.casebook import Casebook
with Casebook.open(sys.argv[1]) as casebook:
    for _ in range(int(sys.argv[2])):
        entry = casebook.journal.reject("crane-1", "a1", by=sys.argv[3])
        print(entry.id, flush=True)
        print(casebook.journal.undo(entry.id, by=sys.argv[3]).id, flush=True)
"""


def start(path: Path, count: int, by: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", DECIDER, path, str(count), by],
        env={**os.environ, "PYTHONPATH": "src"},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def made(path: Path) -> Path:
    with Casebook.create(path, clock=lambda: AT) as casebook:
        casebook.add_items([item()], fake_read)
    return path


@pytest.mark.parametrize("lines", [1, 2, 7])
def test_what_a_killed_process_decided_is_there_and_whole(made: Path, lines: int) -> None:
    decider = start(made, 10_000, "ada")
    assert decider.stdout
    printed = [decider.stdout.readline().strip() for _ in range(lines)]
    decider.kill()
    rest = decider.stdout.read().split("\n")[:-1]
    decider.wait()
    with Casebook.open(made) as casebook:
        ids = [entry.id for entry in casebook.journal.entries()]
        assert [id for id in ids if id in {*printed, *rest}] == printed + rest
        assert len(ids) <= len(printed + rest) + 1
        assert casebook.verify().ok
        casebook.journal.reject("crane-1", "a1", by="ben")


def test_two_processes_decide_at_once(made: Path) -> None:
    deciders = [start(made, 5, by) for by in ("ada", "ben")]
    said = [id for decider in deciders for id in decider.communicate()[0].split()]
    with Casebook.open(made) as casebook:
        entries = casebook.journal.entries()
        assert sorted(entry.id for entry in entries) == sorted(said)
        assert [entry.n for entry in entries] == list(range(1, 21))
        assert casebook.verify().ok
