"""What kind of word each word is."""

import numpy as np

from onrecord import model
from onrecord.model.session import WEIGHTS, encoder
from onrecord.model.triggers import EVENTS, TAGS, Head, read
from onrecord.model.words import split_words

TEXT = "In May, raiders seized the old mill at Tarn. The mayor said on Monday that it would reopen."


def seen() -> dict[str, tuple[str, float]]:
    """Each word's class, and how likely it says what happened."""
    found = model.read(TEXT, [(0, len(TEXT))])
    assert found.words is not None
    assert found.triggers is not None
    tags = [TAGS[tag] for tag in found.triggers.tags]
    happens = (1 - found.triggers.events[:, 0]).tolist()
    return dict(zip(found.words.strings(), zip(tags, happens, strict=True), strict=True))


def test_verbs_nouns_and_names_are_told_apart() -> None:
    words = seen()
    assert words["raiders"][0] == words["mill"][0] == "noun"
    assert words["Tarn"][0] == "name"
    assert words["seized"][0] == words["said"][0] == "past"
    assert words["would"][0] == "modal"
    assert words["reopen"][0] == "base"


def test_what_happened_stands_out() -> None:
    words = seen()
    happening = {word for word, (_, likely) in words.items() if likely > 0.5}
    assert happening == {"seized", "said", "reopen"}


def test_probabilities_are_of_each_words_events() -> None:
    scores = np.zeros((3, len(TAGS) + len(EVENTS)), np.float32)
    scores[1, TAGS.index("noun")] = scores[1, len(TAGS) + EVENTS.index("reporting")] = 9
    found = read(scores)
    assert found.tags.tolist()[1] == TAGS.index("noun")
    assert found.events.shape == (3, len(EVENTS))
    assert np.allclose(found.events.sum(1), 1)
    assert found.events[1].argmax() == EVENTS.index("reporting")


def test_the_states_are_those_that_the_head_reads() -> None:
    words = split_words(TEXT * 30, [(0, len(TEXT) * 30)])
    states = encoder().states(words)
    assert len(states) == len(words)
    direct = read(Head.load(WEIGHTS / "triggers.npz")(states))
    assert np.array_equal(direct.tags, encoder().read(words)[2].tags)


def test_the_weights_are_small() -> None:
    assert (WEIGHTS / "triggers.npz").stat().st_size < 20_000
