"""A sign of life on standard error while long work goes on, if somebody is watching."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from onrecord.export.visible import one_line

SOON = 0.5
"""Seconds after which long work is told of; most is done before."""


@contextmanager
def working(what: str, *, colour: bool) -> Iterator[None]:
    """Says what is worked out, once it takes a moment; silent unless stderr is a terminal.

    It is gone from the screen when it ends.
    """
    if not sys.stderr.isatty():
        yield
        return
    from rich import progress
    from rich.console import Console

    bar = progress.Progress(
        progress.SpinnerColumn(),
        progress.TextColumn("{task.description} …", markup=False),
        progress.TimeElapsedColumn(),
        console=Console(stderr=True, no_color=not colour),
        transient=True,
        redirect_stdout=False,
    )
    bar.add_task(what, total=None)
    soon = threading.Timer(SOON, bar.start)
    soon.daemon = True
    soon.start()
    try:
        yield
    finally:
        soon.cancel()
        soon.join()
        bar.stop()


class Progress:
    """Shows which file is read and how many are left; silent unless stderr is a terminal.

    `total` is None where it cannot be known. It is gone from the screen when it stops.
    """

    def __init__(self, total: int | None, *, colour: bool) -> None:
        self._bar = None
        if not sys.stderr.isatty():
            return
        from rich import progress
        from rich.console import Console

        several = total is not None and total > 1
        left = (progress.BarColumn(), progress.MofNCompleteColumn(), progress.TimeRemainingColumn())
        self._bar = progress.Progress(
            progress.SpinnerColumn(),
            progress.TextColumn("reading {task.description}", markup=False),
            *(left if several else (progress.TimeElapsedColumn(),)),
            console=Console(stderr=True, no_color=not colour),
            transient=True,
            redirect_stdout=False,
        )
        self._task = self._bar.add_task("", total=total)

    def __enter__(self) -> Progress:
        self.resume()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        reason: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.pause()

    def starting(self, name: str) -> None:
        """Name what is read now."""
        if self._bar:
            self._bar.update(self._task, description=one_line(name))

    def done(self) -> None:
        """One more document is done with."""
        if self._bar:
            self._bar.advance(self._task)

    def pause(self) -> None:
        """Clear it away, for something else is about to be printed."""
        if self._bar:
            self._bar.stop()

    def resume(self) -> None:
        """Show it (again)."""
        if self._bar:
            self._bar.start()
