from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from casebook_articles import AT, fake_read, item

from onrecord.casebook import Casebook


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a casebook may be made."""
    return tmp_path / "story.casebook"


@pytest.fixture
def casebook(path: Path) -> Iterator[Casebook]:
    """A casebook of three articles, made at a fixed time."""
    with Casebook.create(path, clock=lambda: AT) as made:
        made.add_items([item(number) for number in (1, 2, 3)], fake_read)
        yield made
