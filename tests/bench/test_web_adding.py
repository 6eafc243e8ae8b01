"""The bench of pages while articles are being read: what it hands in, and that nothing is lost."""

from __future__ import annotations

from pathlib import Path

import placed
import pytest

from bench import web_adding
from onrecord.casebook import Casebook


def test_articles_are_invented_the_same_each_time_and_all_differ() -> None:
    made = [*web_adding.articles(60)]
    assert made == [*web_adding.articles(60)]
    assert len({name for name, _ in made}) == len({data for _, data in made}) == 60
    words = [len(data.split()) for _, data in made]
    assert min(words) > 200


def test_pages_are_timed_until_all_that_was_handed_in_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_adding, "AT_ONCE", 2)
    path = placed.make(tmp_path / "placed.casebook")
    found = web_adding.measure(path, {"home": ["/"], "documents": ["/documents"]}, 3)
    assert (found["articles"], found["all_there"]) == (3, True)
    assert set(found["pages"]) == {"home", "documents"}
    assert all(each["asked"] for each in found["pages"].values())
    with Casebook.open(path, catch_up=False) as casebook:
        keys = [each.key for each in casebook.documents() if each.key.startswith("told-")]
    assert len(keys) == 3


def test_an_article_that_is_lost_ends_the_bench(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    twice = [*web_adding.articles(1)] * 2
    monkeypatch.setattr(web_adding, "articles", lambda count: iter(twice))
    path = placed.make(tmp_path / "placed.casebook")
    with pytest.raises(SystemExit, match="of 2 articles 1 are there"):
        web_adding.measure(path, {"home": ["/"]}, 2)
