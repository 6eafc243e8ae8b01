"""What a page worked out, kept while the casebook's file stays as it is.

Some answers take a look at every document. The file's size and time of change, and those of the
log beside it, tell whether somebody wrote: a decision, an article.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

from onrecord.casebook import database

MOST = 64
"""Answers that are kept, the last asked for."""

Answer = TypeVar("Answer")

_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = threading.Lock()


def remembered(path: Path, asked: Hashable, work: Callable[[], Answer]) -> Answer:
    """What `work` gives, or gave for the same file and question."""
    key = (_state(path), asked)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            found: Answer = _kept[key]
            return found
    answer = work()
    with _lock:
        _kept[key] = answer
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return answer


def _state(path: Path) -> Hashable:
    """What changes when somebody writes to a casebook. Looking into it changes nothing of this."""
    found = []
    for file in database.files(path.absolute()):
        if file.name.endswith("-shm"):  # whoever reads writes there
            continue
        try:
            stat = file.stat()
        except FileNotFoundError:
            continue
        if stat.st_size:
            found.append((str(file), stat.st_size, stat.st_mtime_ns, stat.st_ino))
    return tuple(found)
