"""Precision and recall of stances by hand-counted cases, all invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench import corpora, stances
from bench.stances import Pair, is_like, judge, score

KEY = corpora.key("quay")


def record(*given: tuple[str, str, str]) -> dict[str, Any]:
    """A record of three attributions and a sentence, ten code points each, with stances."""
    return {
        "document": {"id": "quay"},
        "attributions": [
            {"id": f"a{n}", "content": [{"start": 20 * n, "end": 20 * n + 10}]} for n in (1, 2, 3)
        ],
        "sentences": [{"id": "s1", "start": 0, "end": 10}],
        "stances": [
            {"from": taker, "to": to, "stance": stance, "confidence": 0.8, "evidence": None}
            for taker, stance, to in given
        ],
    }


def pair(taker: int, to: int, stance: str, *, extra: bool = False, part: str = "test") -> Pair:
    return Pair(
        KEY, part, ((20 * taker, 20 * taker + 10),), (((20 * to, 20 * to + 10),),), stance, extra
    )


def test_a_content_is_another_by_shared_letters_or_by_its_first_word() -> None:
    assert is_like(((0, 10),), ((0, 10),))
    assert is_like(((0, 10),), ((2, 10),))
    assert is_like(((0, 10),), ((0, 4),))  # 0.4, and the same beginning
    assert not is_like(((0, 10),), ((6, 10),))
    assert not is_like(((0, 10),), ((0, 3),))
    assert not is_like(((0, 10),), ((10, 20),))


def test_what_is_found_missed_wrong_and_unjudged() -> None:
    pairs = [pair(2, 1, "denies"), pair(3, 1, "denies"), pair(3, 2, "neutral")]
    found = judge(pairs, [record(("a2", "denies", "a1"), ("a3", "denies", "a2"))])
    scores = score(found)["denies"]
    assert (scores["pairs"], scores["found"], scores["recall"]) == (2, 1, 0.5)
    assert (scores["given"], scores["right"], scores["precision"]) == (2, 1, 0.5)
    assert scores["pairs_precision"] == 0.5
    assert scores["unjudged"] == 0
    found = judge(pairs, [record(("a1", "denies", "a3"))])
    assert score(found)["denies"]["unjudged"] == 1
    assert score(found)["denies"]["precision"] == 0.0
    assert score(found)["denies"]["pairs_precision"] is None


def test_an_extra_gives_precision_and_another_right_target_but_no_pair() -> None:
    pairs = [pair(3, 1, "denies"), pair(3, 2, "denies", extra=True)]
    scores = score(judge(pairs, [record(("a3", "denies", "a2"))]))["denies"]
    assert (scores["pairs"], scores["found"], scores["right"]) == (1, 1, 1)
    assert scores["precision"] == 1.0


def test_a_stance_to_a_sentence_counts() -> None:
    pairs = [pair(1, 0, "doubts")]
    scores = score(judge(pairs, [record(("a1", "doubts", "s1"))]))["doubts"]
    assert scores["recall"] == scores["precision"] == 1.0


def test_parts_are_told_apart_and_figures_named() -> None:
    pairs = [pair(2, 1, "denies", part="development")]
    found = judge(pairs, [record(("a2", "denies", "a1"))])
    assert score(found, "test")["denies"]["pairs"] == 0
    result = {"all": score(found), **{part: score(found, part) for part in stances.PARTS}}
    assert stances.figures(result) == {
        "stances.denies_precision": 1.0,
        "stances.denies_recall": 1.0,
    }


@pytest.mark.parametrize("file", [stances.JUDGED, stances.JUDGED.with_stem("stances_training")])
def test_the_judged_files_hold_ids_and_offsets_and_no_words(file: Path) -> None:
    rows = corpora.read_lines(file)
    assert rows
    for row in rows:
        assert set(row) <= {"corpus", "article", "part", "from", "to", "stance", "judged"}
        assert len(row["article"]) == 12
        assert row["stance"] in (*stances.STANCES, "neutral")
        for content in (row["from"], *row["to"]):
            assert content
            assert all(isinstance(n, int) for piece in content for n in piece)


def test_no_article_of_the_pairs_was_fitted_on_but_those_for_development() -> None:
    training = {
        row["article"] for row in corpora.read_lines(stances.JUDGED.with_stem("stances_training"))
    }
    assert not training & {each.article for each in stances.pairs()[0]}
    parts: dict[str, set[str]] = {}
    for each in stances.pairs()[0]:
        parts.setdefault(each.article, set()).add(each.part)
    assert all(len(part) == 1 for part in parts.values())
