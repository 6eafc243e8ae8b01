from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.casebook.lineage import wording
from onrecord.casebook.lineage.wording import RUN, SHARED_RUN, WINDOW

WORDS = st.lists(st.sampled_from([f"w{number}" for number in range(40)]), max_size=60)
LONG = st.lists(
    st.sampled_from([f"w{number}" for number in range(40)]),
    min_size=RUN + WINDOW - 1,
    max_size=RUN + WINDOW + 10,
)


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text: str) -> None:
    for word in wording.words(text):
        assert (
            text[word.start : word.end].casefold().replace("’", "'").replace("ʼ", "'") == word.word
        )


@given(WORDS, LONG, WORDS, WORDS, WORDS)
def test_a_long_enough_shared_run_gives_a_fingerprint_in_common(
    before: list[str], run: list[str], after: list[str], other: list[str], last: list[str]
) -> None:
    one = wording.fingerprints(" ".join([*before, *run, *after]))
    two = wording.fingerprints(" ".join([*other, *run, *last]))
    assert one & two


@given(WORDS)
def test_fingerprints_are_few_and_fit_a_database(words: list[str]) -> None:
    found = wording.fingerprints(" ".join(words))
    assert len(found) <= max(len(words) - RUN + 1, 0)
    assert all(0 <= number < 2**61 for number in found)


def test_case_and_marks_make_no_other_fingerprint() -> None:
    plain = "the crane on the eastern quay was closed on friday by its engineers"
    loud = "The crane on the eastern quay was CLOSED, on Friday, by its engineers!"
    assert wording.fingerprints(plain) == wording.fingerprints(loud)


def test_texts_of_other_words_share_no_fingerprint() -> None:
    one = wording.fingerprints(" ".join(f"a{number}" for number in range(80)))
    two = wording.fingerprints(" ".join(f"b{number}" for number in range(80)))
    assert one
    assert not one & two


@given(WORDS, WORDS)
def test_shared_words_stand_in_runs_of_the_other_text(one: list[str], other: list[str]) -> None:
    those = wording.words(" ".join(one))
    runs = wording.runs(wording.words(" ".join(other)))
    covered = {
        number for first, stop in wording.shared(those, runs) for number in range(first, stop)
    }
    expected = {
        at + step
        for at in range(len(one) - SHARED_RUN + 1)
        if tuple(one[at : at + SHARED_RUN]) in set(runs)
        for step in range(SHARED_RUN)
    }
    assert covered == expected


def test_a_short_text_is_contained_in_a_long_one_and_not_the_other_way_round() -> None:
    short = wording.words("the crane was closed on friday")
    long = wording.words(
        "it rained and the crane was closed on friday while ships waited for hours"
    )
    assert wording.shared(short, wording.runs(long)) == [(0, 6)]
    assert wording.shared(long, wording.runs(short)) == [(3, 9)]
