from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lineage_articles import HALDANE, Desk, Told

from bench import lineage, lineage_growth, stories
from bench.lineage import Tally, judge, judge_changes
from bench.stories import Article, Origin, Story
from onrecord.casebook.claims.claim import Claim
from onrecord.casebook.lineage import changes

WORDS = "The eastern crane was closed after its sway had been measured"


def told(key: str, origin: Origin, *, hedged: bool = False) -> Article:
    return Article(
        url=key,
        outlet=f"Marren {key.capitalize()}",
        published="2031-03-10",
        at=stories.story(0).articles[0].at,
        paragraphs=[],
        headline="",
        passages=[],
        origins={origin},
        hedged=hedged,
    )


def claim(desk: Desk) -> Claim:
    return Claim(
        id="c1", text=WORDS, members=tuple(desk.members), documents=2, lineage=desk.lineage()
    )


def haldane(words: str = WORDS) -> Told:
    return Told(f"{words}, Haldane said.", source="Haldane", content=words, party=HALDANE)


def story(*articles: Article, count: int = 1) -> Story:
    return Story(seed=1, kind="plain", articles=[*articles], count=count)


def test_the_right_origin_is_right_and_another_is_not() -> None:
    made = claim(Desk().add("gazette", haldane()))
    tally = Tally()
    judge(story(told("gazette", Origin("named", "Dorrit Haldane"))), made, tally)
    assert (tally.share("origin"), tally.share("independence"), tally.share("cycle")) == (1, 1, 1)
    judge(story(told("gazette", Origin("unnamed", "Marren Gazette")), count=2), made, tally)
    assert (tally.share("origin"), tally.share("independence"), tally.share("bounds")) == (
        0.5,
        0.5,
        0.5,
    )
    assert len(tally.wrong) == 3


def test_an_outlet_in_its_own_voice_is_told_by_its_document() -> None:
    made = claim(Desk().add("gazette", Told(f"{WORDS}.")))
    tally = Tally()
    judge(story(told("gazette", Origin("outlet", "gazette"))), made, tally)
    assert tally.share("origin") == 1
    judge(story(told("gazette", Origin("outlet", "lantern"))), made, tally)
    assert tally.share("origin") == 0.5


def test_whom_an_unnamed_source_told_counts() -> None:
    official = Told(f"{WORDS}, an official said.", source="an official")
    made = claim(Desk().add("gazette", official))
    tally = Tally()
    judge(story(told("gazette", Origin("unnamed", "Marren Gazette"))), made, tally)
    judge(story(told("gazette", Origin("unnamed", "Marren Tide"))), made, tally)
    assert tally.share("origin") == 0.5


def test_a_hedge_that_was_not_dropped_is_no_find() -> None:
    desk = (
        Desk()
        .add("gazette", haldane(WORDS.replace("was", "may have been")), published="2031-03-10")
        .add("tide", haldane("Nobody may use that crane"), published="2031-03-11")
        .add("lantern", haldane(), published="2031-03-12")
    )
    found = changes([claim(desk)], desk.context())
    assert [each.kind for each in found] == ["hedge dropped"]
    origin = Origin("named", "Dorrit Haldane")
    first, last = told("gazette", origin, hedged=True), told("lantern", origin)
    made = story(first, last)
    made.hardened.add(("gazette", "lantern"))
    tally = Tally()
    judge_changes(made, found, tally)
    assert (tally.share("hardening found"), tally.share("hedge dropped right")) == (1, 1)
    judge_changes(replace(made, articles=[first, replace(last, hedged=True)]), found, tally)
    assert tally.share("hedge dropped right") == 0.5
    judge_changes(made, [], tally)
    assert tally.share("hardening found") == pytest.approx(2 / 3, abs=0.001)


def test_stories_are_read_and_judged_from_their_pages() -> None:
    tally = lineage.find(range(3), forms="seen")
    assert tally.all["independence"] == 3
    assert tally.all["origin"] >= 6
    assert tally.share("origin") > 0.5


def test_growth_counts_articles_links_and_origins(tmp_path: Path) -> None:
    made = lineage_growth.make(12, tmp_path)
    found = lineage_growth.measure(12, tmp_path)
    assert found["articles"] == made["articles"] >= 12
    assert found["links"] >= found["claims"]
    assert found["origins"] >= found["claims"]
