"""Fixtures that every test may use."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))

from sample_records import make_empty_record, make_hostile_record, make_record

from onrecord.record import Record

# No test asserts a time: the machine may be busy.
settings.register_profile("onrecord", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("onrecord")


@pytest.fixture
def record() -> Record:
    """A rich record over an invented article."""
    return make_record()


@pytest.fixture
def hostile_record() -> Record:
    """A record whose text attacks terminals, spreadsheets and pages."""
    return make_hostile_record()


@pytest.fixture
def empty_record() -> Record:
    """A record without attributions."""
    return make_empty_record()
