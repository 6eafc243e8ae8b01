from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from onrecord import work


def test_long_work_is_told_to_who_listens_as_long_as_they_do() -> None:
    heard: list[str] = []

    @contextmanager
    def listener(what: str) -> Iterator[None]:
        heard.append(f"{what} begins")
        yield
        heard.append(f"{what} ends")

    with work.told("unheard"):
        pass
    with work.listen(listener), work.told("comparing"):
        assert heard == ["comparing begins"]
    with work.told("unheard"):
        pass
    assert heard == ["comparing begins", "comparing ends"]
