"""Articles handed in through the browser, read by a process of their own, one batch at a time.

The process is `worker`; it is told on its standard input what to add, and says on its standard
output, a JSON object a line, how far it is. Once nothing is added, it works out what documents
say alike, which may take long: it is broken off as soon as somebody adds more, and goes on later.
What is uploaded lies meanwhile in a private folder, under names of our own; the name that came
with it is a label and never a path.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Literal

State = Literal["waiting", "reading", "joining", "done", "stopped", "broken"]
MOST_KEPT = 20
"""Batches that are remembered."""
MOST_LISTED = 200
"""Documents of a batch that are listed by name; all are counted."""
_COPY = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing handed in: an uploaded file (`path`, ours), an `address`, or a pasted `text`.

    `name` is how its user calls it. `given` has what is known beforehand: `title`,
    `published`, `url`.
    """

    name: str
    path: str | None = None
    address: str | None = None
    text: str | None = None
    given: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of one document; `key` where it is in the casebook, `error` why it is not."""

    name: str
    status: str
    key: str | None = None
    code: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A batch, as it stands.

    `things` were handed in; `total` documents are known to be in them (None: not yet), `done` are
    done. `reading` is the one that is read now. `came` lists the last, and all that failed.
    """

    id: str
    things: int
    state: State = "waiting"
    total: int | None = None
    done: int = 0
    reading: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    came: tuple[Came, ...] = ()
    failed: tuple[Came, ...] = ()
    error: str | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state in ("done", "stopped", "broken")


class Adding:
    """The batches of one workbench; safe to use from several threads."""

    def __init__(self, casebook: Path, *, settles: bool = True) -> None:
        self._casebook = casebook
        self._settles = settles
        self._command = [sys.executable, "-m", "onrecord.web.worker"]
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._waiting: queue.Queue[tuple[str | None, Sequence[Thing], Path | None] | None] = (
            queue.Queue()
        )
        self._thread: threading.Thread | None = None
        self._process: tuple[str | None, subprocess.Popen[str]] | None = None
        self._settling = False
        self._closed = False
        self._stopped: deque[str] = deque(maxlen=MOST_KEPT)

    def folder(self) -> Path:
        """A new private folder for what is uploaded; give it to `start`."""
        return Path(tempfile.mkdtemp(prefix="onrecord-added-"))

    def start(self, things: Sequence[Thing], folder: Path) -> Job:
        """Read things, after those that wait already; the folder goes when that is done.

        What `settle` works out is broken off for it.
        """
        job = Job(id=secrets.token_hex(8), things=len(things))
        with self._lock:
            self._jobs[job.id] = job
            for id in [id for id, each in self._jobs.items() if each.over][:-MOST_KEPT]:
                del self._jobs[id]
            self._started()
            if self._process and self._process[0] is None:
                self._process[1].terminate()
        self._waiting.put((job.id, things, folder))
        self.settle()
        return job

    def settle(self) -> None:
        """Have what rests on all documents worked out anew, once nothing waits to be added.

        It is no batch that anybody sees.
        """
        with self._lock:
            if self._settling or self._closed or not self._settles:
                return
            self._settling = True
            self._started()
        self._waiting.put((None, (), None))

    @property
    def settling(self) -> bool:
        """Whether what documents say alike is worked out now, or about to be."""
        with self._lock:
            return self._settling or bool(self._process and self._process[0] is None)

    @property
    def reading(self) -> bool:
        """Whether a batch is under way, or waits."""
        with self._lock:
            return any(not job.over for job in self._jobs.values())

    def jobs(self) -> list[Job]:
        """The batches, the latest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def job(self, id: str) -> Job | None:
        """One batch."""
        with self._lock:
            return self._jobs.get(id)

    def stop(self, id: str) -> None:
        """End a batch; what was added of it stays."""
        with self._lock:
            self._stopped.append(id)
            if self._process and self._process[0] == id:
                self._process[1].terminate()

    def close(self) -> None:
        """End all batches and wait until the process has gone."""
        with self._lock:
            thread, self._closed = self._thread, True
            self._stopped.extend(self._jobs)
            if self._process:
                self._process[1].terminate()
        if thread:
            self._waiting.put(None)
            thread.join(timeout=10)

    def _started(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="adding", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while (found := self._waiting.get()) is not None:
            id, things, folder = found
            if id is None:
                with self._lock:
                    self._settling = False
                if not self._waiting.empty():  # else it would be broken off at once
                    self.settle()
                    continue
            try:
                self._run(id, things)
            except OSError as reason:
                self._change(id, state="broken", error=reason.strerror, reading=None)
            finally:
                if folder:
                    shutil.rmtree(folder, ignore_errors=True)

    def _run(self, id: str | None, things: Sequence[Thing]) -> None:
        with self._lock:
            if self._closed or id in self._stopped:
                self._changed(id, state="stopped")
                return
            process = subprocess.Popen(  # noqa: S603 (our own module, and no shell)
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                cwd=tempfile.gettempdir(),
                env={**os.environ, "PYTHONSAFEPATH": "1"},
            )
            self._process = (id, process)
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018
        self._change(id, state="reading")
        with contextlib.suppress(BrokenPipeError), process.stdin:
            order = {
                "casebook": str(self._casebook.absolute()),
                "things": things,
                "claims": id is None,
            }
            json.dump(order, process.stdin, default=_plain)
        self._listen(id, process.stdout)
        status = process.wait()
        with self._lock:
            self._process = None
            stopped = id in self._stopped
        if stopped:
            self._change(id, state="stopped", reading=None)
        elif status:
            self._broken(id)
        else:
            self._change(id, state="done", reading=None)

    def _listen(self, id: str | None, output: IO[str]) -> None:
        with output:
            for line in output:
                with contextlib.suppress(ValueError):
                    self._told(id, json.loads(line))

    def _told(self, id: str | None, told: dict[str, Any]) -> None:
        """Take in what the process says."""
        job = self.job(id) if id else None
        if job is None:
            return
        if "came" in told:
            came = Came(**told["came"])
            counts = {**job.counts, came.status: job.counts.get(came.status, 0) + 1}
            failed = (*job.failed, came)[:MOST_LISTED] if came.error else job.failed
            listed = (*job.came, came)[-MOST_LISTED:]
            self._change(id, done=job.done + 1, counts=counts, came=listed, failed=failed)
        else:
            allowed = {"state", "total", "reading", "error"}
            self._change(id, **{name: value for name, value in told.items() if name in allowed})

    def _broken(self, id: str | None) -> None:
        job = self.job(id) if id else None
        error = job.error if job else None
        self._change(id, state="broken", reading=None, error=error or "the reader ended early")

    def _change(self, id: str | None, **values: Any) -> None:
        with self._lock:
            self._changed(id, **values)

    def _changed(self, id: str | None, **values: Any) -> None:
        if id in self._jobs:
            self._jobs[id] = replace(self._jobs[id], **values)


def keep(upload: IO[bytes], folder: Path, number: int) -> Path:
    """Write what was uploaded into a folder of ours, under a number."""
    path = folder / f"{number:05d}"
    with path.open("xb") as file:
        shutil.copyfileobj(upload, file, _COPY)
    return path


def _plain(thing: object) -> object:
    if isinstance(thing, Thing):
        return {name: getattr(thing, name) for name in Thing.__slots__}
    raise TypeError
