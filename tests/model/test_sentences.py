"""Sentences as vectors."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from onrecord import OnrecordError
from onrecord.model.sentences import SIZE, SentenceEncoder, sentence_encoder
from onrecord.model.session import WEIGHTS

DAM = "The dam above Tarn is sound, the water authority said."
AGAIN = "Water officials say that nothing is wrong with Tarn's dam."
CAKE = "Odo Lammert won the village's prize for the best plum cake."


def test_a_vector_is_of_length_one() -> None:
    vectors = sentence_encoder()([DAM, AGAIN, CAKE])
    assert vectors.shape == (3, SIZE)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_what_says_the_same_is_nearer_than_what_does_not() -> None:
    dam, again, cake = sentence_encoder()([DAM, AGAIN, CAKE])
    assert dam @ again > dam @ cake + 0.3


def test_a_vector_depends_on_its_own_words_alone() -> None:
    alone = SentenceEncoder(threads=1)([AGAIN])[0]
    among = SentenceEncoder(threads=4)([DAM, AGAIN, CAKE * 9, AGAIN])
    assert np.array_equal(among[1], alone)
    assert np.array_equal(among[3], alone)


def test_no_text_no_vector() -> None:
    assert sentence_encoder()([]).shape == (0, SIZE)


@pytest.mark.parametrize("text", ["", " ", "\u0000\ud7ff🜁" * 9, "x" * 100_000, "a b " * 50_000])
def test_any_text_has_a_vector(text: str) -> None:
    vector = sentence_encoder()([text])[0]
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_of_a_long_text_the_beginning_counts() -> None:
    long = "The bridge at Tarn was shut on Monday. " * 40
    one, other = sentence_encoder()([long, long + CAKE])
    assert np.array_equal(one, other)


@pytest.mark.parametrize("name", ["sentences.onnx", "words.bin", "tokenizer.json"])
def test_a_missing_or_damaged_file_is_a_numbered_error(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    folder.mkdir()
    for kept in ("sentences.onnx", "words.bin", "tokenizer.json"):
        shutil.copy(WEIGHTS / kept, folder)
    (folder / name).write_bytes(b"damaged")
    with pytest.raises(OnrecordError) as damaged:
        SentenceEncoder(folder)
    (folder / name).unlink()
    with pytest.raises(OnrecordError) as missing:
        SentenceEncoder(folder)
    assert damaged.value.code == missing.value.code == "M001"
