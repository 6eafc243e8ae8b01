from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import workbench
from workbench import Client


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The casebook that each test has a copy of."""
    return workbench.make(tmp_path_factory.mktemp("made") / "story.casebook")


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """A casebook of invented articles; see `workbench.make`."""
    return shutil.copy(made, tmp_path / "story.casebook")


@pytest.fixture
def client(path: Path) -> Iterator[Client]:
    """A client of a workbench on it, where "ada" decides."""
    with workbench.opened(path) as found:
        yield found
