"""How two passages stand to each other."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from onrecord import OnrecordError
from onrecord.model.pairs import RELATIONS, PairJudge, pair_judge
from onrecord.model.session import WEIGHTS

FILES = ("pairs.onnx", "sentences.onnx", "words.bin", "tokenizer.json")

SUNK = "Two ferries sank off Kestria on Monday."
CASES = [
    (SUNK, "On Monday, two ferries went down off the coast of Kestria.", "same"),
    ("The dam at Tarn is leaking.", "The dam at Tarn is not leaking.", "denies"),
    (SUNK, "The harbor office denied that two ferries sank off Kestria on Monday.", "denies"),
    (SUNK, "It is unclear whether two ferries sank off Kestria on Monday.", "doubts"),
    (SUNK, "Odo Lammert won the village's prize for the best plum cake.", "unrelated"),
]


def test_probabilities_of_every_pair_add_up() -> None:
    judged = pair_judge()([(first, second) for first, second, _ in CASES])
    assert judged.shape == (len(CASES), len(RELATIONS))
    assert judged.dtype == np.float32
    assert np.allclose(judged.sum(1), 1, atol=1e-5)
    assert (judged >= 0).all()


@pytest.mark.parametrize(("first", "second", "relation"), CASES)
def test_plain_cases_are_judged_rightly(first: str, second: str, relation: str) -> None:
    (judged,) = pair_judge()([(first, second)])
    assert RELATIONS[int(judged.argmax())] == relation


def test_a_judgement_depends_on_its_own_pair_alone() -> None:
    pairs = [(first, second) for first, second, _ in CASES]
    among = PairJudge(threads=4)(pairs * 60)
    one = PairJudge(threads=1)
    for n, pair in enumerate(pairs):
        assert np.array_equal(one([pair])[0], among[n])
        assert np.array_equal(among[n], among[n + 59 * len(pairs)])


def test_no_pair_no_judgement() -> None:
    assert pair_judge()([]).shape == (0, len(RELATIONS))


@pytest.mark.parametrize("text", ["", " ", "\u0000\ud7ff🜁" * 9, "x" * 100_000, "a b " * 50_000])
def test_any_text_is_judged(text: str) -> None:
    for pair in ((text, SUNK), (SUNK, text), (text, text)):
        assert pair_judge()([pair]).sum() == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_or_damaged_file_is_a_numbered_error(name: str, tmp_path: Path) -> None:
    for kept in FILES:
        shutil.copy(WEIGHTS / kept, tmp_path)
    (tmp_path / name).write_bytes(b"damaged")
    with pytest.raises(OnrecordError) as damaged:
        PairJudge(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(OnrecordError) as missing:
        PairJudge(tmp_path)
    assert damaged.value.code == missing.value.code == "M001"
