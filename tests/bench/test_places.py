import pytest

from bench import corpora, places
from bench.corpora import Article
from onrecord.annotate.places import Candidate
from onrecord.annotate.places.world import world

TEXT = "A road from Paris to Nairobi."
KUNDUZ = (36.7, 68.9)
ARTICLE: Article = {
    "id": "one",
    "text": TEXT,
    "toponyms": [
        {"start": 12, "end": 17, "text": "Paris", "lat": 48.85, "lon": 2.35},
        {"start": 21, "end": 28, "text": "Nairobi", "lat": 36.7, "lon": 68.9},
        {"start": 2, "end": 6, "text": "road"},
    ],
}


def by_size(article: Article, names: object) -> list[Candidate | None]:
    return [Candidate(world().find(["paris"])["paris"][0], 1.0), None]


def test_distances_are_along_the_earth() -> None:
    assert places.kilometres((0, 0), (0, 180)) == pytest.approx(20015, abs=1)
    assert places.kilometres((52.52, 13.4), (48.86, 2.35)) == pytest.approx(878, abs=3)


def test_what_is_given_is_covered_near_or_neither() -> None:
    paris, nairobi = places.judge(ARTICLE, by_size)
    assert paris.covered
    assert not nairobi.covered
    result = places.score([paris, nairobi])
    assert (result["coverage"], result["within_161"], result["accuracy"]) == (0.5, 1.0, 0.5)


def record(*mentions: tuple[int, int, float, float]) -> dict[str, object]:
    return {
        "places": [
            {"entity": f"e{at}", "latitude": lat, "longitude": lon}
            for at, (_, _, lat, lon) in enumerate(mentions)
        ],
        "entities": [
            {
                "id": f"e{at}",
                "mentions": [{"start": start, "end": end, "kind": "name", "metonym": False}],
            }
            for at, (start, end, _, _) in enumerate(mentions)
        ],
    }


def test_a_located_mention_is_right_wrong_spurious_or_ignored() -> None:
    found = places.match(ARTICLE, record((12, 17, 48.9, 2.3), (21, 28, 0, 0), (0, 1, 0, 0)))
    assert [each.verdict for each in found] == ["spurious", "right", "wrong"]
    found = places.match(ARTICLE, record((2, 6, 0, 0)))
    assert [each.verdict for each in found] == ["ignored", "missed", "missed"]


def test_precision_and_recall_leave_out_what_is_ignored() -> None:
    found = places.match(ARTICLE, record((12, 17, 48.9, 2.3), (2, 6, 0, 0)))
    result = places.score_found(found)
    assert (result["precision"], result["recall"]) == (1.0, 0.5)


def test_figures_are_named_by_corpus() -> None:
    given = places.score(places.judge(ARTICLE, by_size))
    named = places.figures({"lgl": {"given": given}})
    assert named == {"lgl.coverage": 0.5, "lgl.within_161": 1.0, "lgl.baseline": 1.0}


def test_every_fold_has_weights() -> None:
    assert len(places.folds()) == places.FOLDS
    assert 0 <= places.fold(ARTICLE) < places.FOLDS


@pytest.mark.skipif(not corpora.present(), reason="the corpora are not at hand")
def test_given_toponyms_reach_their_floors() -> None:
    result = places.figures(places.measure(None, ["geowebnews"]))
    assert result["geowebnews.within_161"] >= 0.92
