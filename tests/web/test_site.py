"""What all pages of one workbench share: the secret that forms bring, and who is logged in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.adding import Adding
from onrecord.web.site import Site
from onrecord.web.watch import Watch


def make(path: Path) -> Site:
    adding = Adding(path, settles=False)
    return Site(
        path=path, author="ada", token=None, hosts=frozenset(), adding=adding, watch=Watch(path)
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    path = tmp_path_factory.mktemp("site") / "story.casebook"
    return make(path)


def test_the_secret_is_written_another_way_each_time_and_known_in_all_of_them(site: Site) -> None:
    written = {site.csrf for _ in range(20)}
    assert len(written) == 20
    assert all(site.is_csrf(each) for each in written)


def test_one_changed_digit_is_no_secret(site: Site) -> None:
    good = site.csrf
    for place in (0, 63, 64, len(good) - 1):
        bad = good[:place] + ("0" if good[place] != "0" else "1") + good[place + 1 :]
        assert not site.is_csrf(bad)


@given(st.text(max_size=140))
def test_whatever_is_brought_is_no_secret_and_raises_nothing(site: Site, brought: str) -> None:
    assert not site.is_csrf(brought)


def test_the_secret_of_another_workbench_is_none_here(site: Site, tmp_path: Path) -> None:
    assert not site.is_csrf(make(tmp_path / "other.casebook").csrf)
