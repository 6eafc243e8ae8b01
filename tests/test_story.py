"""The sample story, from its articles to its claims: who relays whom, and how many know it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.casebook import Casebook
from onrecord.casebook.claims.claim import Claim

STORY = Path(__file__).parent.parent / "samples" / "story"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    path = tmp_path_factory.mktemp("story") / "story.casebook"
    with Casebook.create(path) as casebook:
        batch = casebook.add(STORY)
        assert not batch.failed
        yield casebook


@pytest.fixture(scope="module")
def delivery(story: Casebook) -> Claim:
    """The claim that the frigate delivered shells."""
    found = story.claims()[0]
    assert "shells" in found.text
    return found


def outlets(members: tuple[object, ...]) -> set[str]:
    return {member.place.outlet for member in members}  # type: ignore[attr-defined]


def test_six_outlets_say_it_and_the_minister_denies_it(delivery: Claim) -> None:
    assert outlets(delivery.holders) == {
        "Brenmark Post",
        "Velmora Tribune",
        "DAILY CLARION",
        "KNW",
        "Harbour Gazette",
        "Northern Observer",
    }
    assert outlets(delivery.deniers) >= {"Radio Ostmere"}
    assert delivery.disputed


def test_two_sources_know_it_of_themselves(delivery: Claim) -> None:
    lineage = delivery.lineage
    origins = {lineage.nodes[number].name for number in lineage.origins}
    assert len(origins) == 2
    assert any("Korrin" in name for name in origins)
    assert any("official" in name for name in origins)
    assert lineage.independence.count == 2
    assert lineage.independence.why


def test_who_only_repeats_leads_back_to_the_first(delivery: Claim) -> None:
    nodes = delivery.lineage.nodes
    steps = {(nodes[link.start].name, nodes[link.end].name) for link in delivery.lineage.links}
    assert {
        ("Velmora Tribune", "Brenmark Post"),
        ("DAILY CLARION", "Brenmark Post"),
        ("KNW", "Brenmark Post"),
        ("Northern Observer", "DAILY CLARION"),
    } <= steps
    assert all(link.evidence for link in delivery.lineage.links)


def test_the_paper_that_drops_the_hedge_is_named(story: Casebook, delivery: Claim) -> None:
    hardened = [
        change
        for change in story.story_changes()
        if change.kind == "hedge dropped" and change.claim == delivery.id
    ]
    assert any(change.after.place.outlet == "DAILY CLARION" for change in hardened)
    for change in hardened:
        assert "may" in change.before.text.split()
        assert "may" not in change.after.text.split()
