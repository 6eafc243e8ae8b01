"""The gate closes on every kind of loss, and opens only on none."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from bench import corpora, gate, newswire, quality
from bench.gate import Floors

FIGURES = {"polnear_dev.full": 0.77, "polnear_dev.ece": 0.03}
DIGESTS = {"corpora/polnear_dev": "a" * 64, "weights": "b" * 64}
PINNED = Floors(figures=FIGURES, digests=DIGESTS)


def test_the_same_figures_pass() -> None:
    assert gate.problems(PINNED, FIGURES, DIGESTS) == []


def test_better_figures_pass() -> None:
    assert gate.problems(PINNED, {"polnear_dev.full": 0.8, "polnear_dev.ece": 0.01}, DIGESTS) == []


@pytest.mark.parametrize(
    ("figures", "digests", "what"),
    [
        (FIGURES | {"polnear_dev.full": 0.767}, DIGESTS, "polnear_dev.full is 0.7670, worse"),
        (FIGURES | {"polnear_dev.ece": 0.033}, DIGESTS, "polnear_dev.ece is 0.0330, worse"),
        ({"polnear_dev.full": 0.77}, DIGESTS, "polnear_dev.ece is pinned at 0.0300 but was not"),
        (FIGURES | {"gum_news.found": 0.9}, DIGESTS, "gum_news.found is measured but not pinned"),
        (FIGURES, DIGESTS | {"weights": "c" * 64}, "weights has changed"),
        (FIGURES, {"weights": "b" * 64}, "corpora/polnear_dev has changed"),
        (FIGURES, DIGESTS | {"training/folds/new": "d" * 64}, "training/folds/new has changed"),
    ],
)
def test_every_loss_closes_the_gate(
    figures: dict[str, float], digests: dict[str, str], what: str
) -> None:
    (problem,) = gate.problems(PINNED, figures, digests)
    assert what in problem


def test_a_gate_with_nothing_pinned_is_closed() -> None:
    assert "nothing is pinned" in gate.problems(Floors(), {}, {})[0]


def test_what_another_processor_rounds_differently_is_no_drop() -> None:
    assert gate.problems(PINNED, FIGURES | {"polnear_dev.full": 0.769}, DIGESTS) == []


def test_pinning_raises_but_never_loosens_a_floor() -> None:
    now = {"polnear_dev.full": 0.769, "polnear_dev.ece": 0.02}
    assert gate.pin(PINNED, now, DIGESTS).figures == {
        "polnear_dev.full": 0.77,
        "polnear_dev.ece": 0.02,
    }


def test_lowering_needs_a_reason_and_keeps_it() -> None:
    now = FIGURES | {"polnear_dev.full": 0.7}
    with pytest.raises(ValueError, match="lowering needs --lower"):
        gate.pin(PINNED, now, DIGESTS)
    lowered = gate.pin(PINNED, now, DIGESTS, lower="the truth was corrected")
    assert lowered.figures["polnear_dev.full"] == 0.7
    (record,) = lowered.lowered
    assert record["reason"] == "the truth was corrected"
    assert (record["figure"], record["from"], record["to"]) == ("polnear_dev.full", 0.77, 0.7)


def test_a_figure_that_is_gone_counts_as_lowered() -> None:
    with pytest.raises(ValueError, match=r"polnear_dev\.ece"):
        gate.pin(PINNED, {"polnear_dev.full": 0.77}, DIGESTS)


def test_nothing_missing_can_be_pinned() -> None:
    with pytest.raises(ValueError, match="missing: weights"):
        gate.pin(Floors(), FIGURES, {"weights": "missing"})


def test_floors_come_back_as_saved(tmp_path: Path) -> None:
    PINNED.save(tmp_path / "floors.json")
    assert Floors.load(tmp_path / "floors.json") == PINNED
    assert Floors.load(tmp_path / "none.json") == Floors()


def test_without_corpora_it_says_that_nothing_was_checked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.delenv("ONRECORD_CORPORA", raising=False)
    monkeypatch.setattr(corpora, "ROOT", tmp_path / "elsewhere")
    assert gate.main([]) == 0
    assert "SKIPPED" in capsys.readouterr().out


ID_IN_DEV = next(str(n) for n in range(1000) if newswire.dev([{"id": str(n), "text": ""}]))
TEXT = 'Mayor Ilka Brandow said: "The bridge is safe." Her rival doubts that it is, he wrote.'
PERFECT = [
    {"source": (0, 18), "cue": (19, 23), "content": (26, 45)},
    {"source": (47, 56), "cue": (57, 63), "content": (64, 74)},
]


def span(start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": TEXT[start:end]}


def record_of(id: str, roles: Iterable[dict[str, tuple[int, int]]]) -> dict[str, Any]:
    """A record as `Record.to_dict` gives it, in the fields that the bench reads."""
    return {
        "document": {"id": id},
        "entities": [
            {
                "id": "e1",
                "name": "Ilka Brandow",
                "type": "person",
                "mentions": [{**span(6, 18), "kind": "name"}],
            }
        ],
        "attributions": [
            {
                "source": span(*item["source"]),
                "cue": [span(*item["cue"])],
                "content": [span(*item["content"])],
                "inside": None,
                "confidence": 0.9,
                "entities": ["e1"],
                "unresolved": None,
            }
            for item in roles
        ],
    }


@pytest.fixture
def little_corpora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Corpora of one invented article, the given scorers beside them, and a pinned gate."""
    given = corpora.folder().parent / "score"
    if not given.is_dir():
        pytest.skip(f"the scorers are not at hand ({given})")
    place = tmp_path / "shared" / "corpora"
    place.mkdir(parents=True)
    (tmp_path / "shared" / "score").symlink_to(given)
    gold = [{role: [list(item[role])] for role in item} for item in PERFECT]
    without_source = {"source": [], "cue": [[77, 84]], "content": [[71, 74]]}
    named = {"start": 6, "end": 18, "confidence": 1, "type": "Person"}
    phrase = {"start": 25, "end": 46, "speaker": "Ilka_Brandow"}
    article = {
        "text": TEXT,
        "attributions": [*gold, without_source],
        "mentions": [],
        "entities": [named],
        "phrases": [phrase],
    }
    for name in quality.INPUTS:
        # An id whose digest puts it into the newswire's dev cut.
        corpora.write_lines(place / f"{name}.jsonl", [{"id": ID_IN_DEV, **article}])
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "weights.onnx").write_bytes(b"weights")
    folds = tmp_path / "folds"
    folds.mkdir()
    for name in quality.ACROSS:
        corpora.write_lines(
            folds / f"{name}.jsonl", [{"article": corpora.key(ID_IN_DEV), "attributions": gold}]
        )
    monkeypatch.setenv("ONRECORD_CORPORA", str(place))
    monkeypatch.setattr(corpora, "FOLDS", folds)
    monkeypatch.setattr(corpora, "MODEL", tmp_path / "model")
    monkeypatch.setattr(corpora, "ROOT", tmp_path)
    monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors.json")
    times = quality.Part(lambda predict, seen: 0.9, lambda value: {"timex_dev.value_f1": value})
    monkeypatch.setattr(quality, "FOUND", {"times": times})


@pytest.mark.usefixtures("little_corpora")
def test_names_and_speakers_are_pinned_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    predicting(monkeypatch, PERFECT)
    assert gate.main(["--pin"]) == 0
    pinned = json.loads(gate.FLOORS.read_text(encoding="utf-8"))["figures"]
    for name in ("newswire_dev.names_f1", "re3d.names_f1", "basil.speakers"):
        assert pinned[name] == 1.0
    assert pinned["timex_dev.value_f1"] == 0.9
    assert "gum_news.sources" not in pinned  # training left no entities of its folds
    corpora.write_lines(
        corpora.FOLDS / "entities_gum_news.jsonl",
        [{"article": corpora.key(ID_IN_DEV), "chains": [], "attributions": []}],
    )
    assert gate.main([]) == 1
    assert "training/folds/entities_gum_news has changed" in capsys.readouterr().out


def predicting(
    monkeypatch: pytest.MonkeyPatch, roles: Iterable[dict[str, tuple[int, int]]]
) -> None:
    """Let the model as shipped read these roles in every article."""

    def shipped(articles: Iterable[corpora.Article]) -> list[dict[str, Any]]:
        return [record_of(article["id"], roles) for article in articles]

    measure = quality.measure
    monkeypatch.setattr(quality, "measure", lambda *, seen: measure(predict=shipped, seen=seen))


@pytest.mark.usefixtures("little_corpora")
def test_a_doctored_prediction_closes_the_gate(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patched:
        predicting(patched, PERFECT)
        assert gate.main(["--pin"]) == 0
        assert gate.main([]) == 0
    swapped = [PERFECT[0] | {"source": PERFECT[1]["source"]}, PERFECT[1]]
    with monkeypatch.context() as patched:
        predicting(patched, swapped)
        capsys.readouterr()
        assert gate.main([]) == 1
        assert "polnear_dev.full is" in capsys.readouterr().out
        assert gate.main(["--pin"]) == 1
        assert gate.main(["--lower", "a test"]) == 0
        assert gate.main([]) == 0
    assert json.loads(gate.FLOORS.read_text(encoding="utf-8"))["lowered"]


@pytest.mark.usefixtures("little_corpora")
def test_truth_that_changed_closes_the_gate(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    predicting(monkeypatch, PERFECT)
    assert gate.main(["--pin"]) == 0
    with corpora.path("gum_news").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert gate.main([]) == 1
    assert "corpora/gum_news has changed" in capsys.readouterr().out


@pytest.mark.usefixtures("little_corpora")
def test_a_judgement_that_changed_closes_the_gate(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    predicting(monkeypatch, PERFECT)
    judged = tmp_path / "bench" / "judged"
    judged.mkdir(parents=True)
    (judged / "events.jsonl").write_text("{}\n", encoding="utf-8")
    assert gate.main(["--pin"]) == 0
    (judged / "events.jsonl").write_text("{}\n{}\n", encoding="utf-8")
    assert gate.main([]) == 1
    assert "bench/judged/events.jsonl has changed" in capsys.readouterr().out


@pytest.mark.usefixtures("little_corpora")
def test_a_corpus_that_is_gone_closes_the_gate(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    corpora.path("gum_other_cc").unlink()
    assert gate.main([]) == 1
    assert "missing: corpora/gum_other_cc" in capsys.readouterr().out
