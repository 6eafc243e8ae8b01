"""Long work that nobody asked for by name, told to whoever listens: nobody, without `listen`.

A question to a casebook may first have what rests on all documents worked out anew. The library
says so here, and the command line shows it (see `progress`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar

Listener = Callable[[str], AbstractContextManager[object]]


def _nobody(_: str) -> AbstractContextManager[object]:
    return nullcontext()


_listener: ContextVar[Listener] = ContextVar("listener", default=_nobody)


@contextmanager
def listen(listener: Listener) -> Iterator[None]:
    """Have `listener` told of work, within the block; what it gives is open while that goes on."""
    before = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(before)


def told(what: str) -> AbstractContextManager[object]:
    """Around long work: `what` is done ("comparing what articles say")."""
    return _listener.get()(what)
