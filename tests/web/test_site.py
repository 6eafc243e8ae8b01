"""What all pages of one workbench share: the secret that forms bring, and who is logged in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.adding import Adding
from onrecord.web.site import STAYS, Site
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


class Reading(Adding):
    """Batches that are under way for as long as a test says."""

    under_way = True

    @property
    def reading(self) -> bool:
        return self.under_way


def test_while_articles_are_read_an_answer_stays_for_as_long_as_it_took_many_times(
    tmp_path: Path,
) -> None:
    path = tmp_path / "story.casebook"
    adding, now, calls = Reading(path, settles=False), [1000.0], []
    held = replace(make(path), adding=adding, clock=lambda: now[0])

    def answer() -> int:
        calls.append(1)
        now[0] += 0.5
        return len(calls)

    assert held.kept("x", answer) == 1  # there is no file, so it changes with each look
    now[0] += STAYS * 0.5 - 0.1
    assert held.kept("x", answer) == 1
    now[0] += 0.2
    assert held.kept("x", answer) == 2
    adding.under_way = False
    assert held.kept("x", answer) == 3


def test_once_somebody_decided_nothing_stays(tmp_path: Path) -> None:
    path = tmp_path / "story.casebook"
    held = replace(make(path), adding=Reading(path, settles=False), clock=lambda: 0.0)
    assert [held.kept("x", lambda number=number: number) for number in (1, 2)] == [1, 1]  # type: ignore[misc]
    held.forget()
    assert held.kept("x", lambda: 3) == 3
