"""The packaged encoder."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from onrecord import OnrecordError
from onrecord.model.session import WEIGHTS, Encoder, describe
from onrecord.model.words import split_words

TEXT = "The dam is sound, the authority said. “It never leaked,” Odo Lammert insisted. " * 12


def words_of(text: str):  # type: ignore[no-untyped-def]
    return split_words(text, [(0, len(text))])


def test_every_word_gets_scores() -> None:
    words = words_of(TEXT)
    scores = Encoder(threads=1)(words)
    assert scores.emit.shape == (len(words), 2, 7)
    assert scores.query.shape == scores.key.shape
    assert scores.nothing.shape == (len(words), 3)
    assert np.isfinite(scores.emit).all()


def test_threads_do_not_change_what_is_read() -> None:
    words = words_of(TEXT)
    one, four = Encoder(threads=1)(words), Encoder(threads=4)(words)
    assert np.array_equal(one.emit, four.emit)
    assert np.array_equal(one.query, four.query)


@pytest.mark.parametrize(
    "name", ["attribution.onnx", "words.bin", "decoding.npz", "tokenizer.json"]
)
def test_a_missing_or_damaged_file_is_a_numbered_error(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS, folder)
    (folder / name).write_bytes(b"damaged")
    with pytest.raises(OnrecordError) as damaged:
        Encoder(folder)
    (folder / name).unlink()
    with pytest.raises(OnrecordError) as missing:
        Encoder(folder)
    assert damaged.value.code == missing.value.code == "M001"


def test_the_model_says_its_name_version_and_digest() -> None:
    card = json.loads((WEIGHTS / "card.json").read_text(encoding="utf-8"))
    assert describe().startswith(f"{card['name']} {card['version']} sha256:")


def test_the_weights_stay_small() -> None:
    assert sum(each.stat().st_size for each in WEIGHTS.iterdir()) < 60_000_000
