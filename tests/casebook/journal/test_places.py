from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.casebook.custody import digest
from onrecord.casebook.journal.entry import Target
from onrecord.casebook.journal.places import Lost, Text, quoted

STORY = (
    "Port Marren's cranes stopped. The harbour master said the sway was twice the limit. "
    "Nobody upstairs wanted to read it. The union said the board was asleep."
)


def target(text: str, words: str, nth: int = 0) -> Target:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    end = start + len(words)
    return Target(
        document="d",
        what="mention",
        text_sha256=digest(text),
        start=start,
        end=end,
        pieces={"mention": ((start, end),)},
        **quoted(text, start, end),
    )


def found(text: str, target: Target, *, distinct: bool = True) -> str:
    start, end = Text(text).find(target, distinct=distinct)((target.start, target.end))
    return f"{text[:start][-12:]}[{text[start:end]}]{text[end:][:12]}"


@given(st.text(), st.data())
def test_in_its_own_text_a_quotation_is_at_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if not text[start:end].strip():
        return
    place = start, end
    about = Target(
        document="d",
        what="mention",
        text_sha256=digest(text),
        start=start,
        end=end,
        **quoted(text, start, end),
    )
    moved = Text(text).find(about)(place)
    assert text[slice(*moved)] == text[start:end].strip()


@given(st.text(), st.text(), st.integers(1, 4))
def test_words_that_stand_once_are_found_whatever_stands_around(
    before: str, after: str, spaces: int
) -> None:
    words = "the sway was twice the limit"
    text = f"{before}\n{words.replace(' ', ' ' * spaces)}\n{after}"
    if "twice" in before + after:
        return
    moved = Text(text).find(target(STORY, words), distinct=False)
    start, end = moved((target(STORY, words).start, target(STORY, words).end))
    assert text[start:end].split() == words.split()


@given(st.text(), st.text())
def test_any_text_gives_the_words_or_nothing(text: str, words: str) -> None:
    about = target(f"({words})", words)
    with contextlib.suppress(Lost):
        start, end = Text(text).find(about)((about.start, about.end))
        assert "".join(text[start:end].split()) == "".join(words.split())


def test_of_several_places_the_one_with_the_same_surroundings_is_meant() -> None:
    second = target(STORY, "said", 1)
    changed = "One more said so. " + STORY.replace("Nobody upstairs", "Somebody")
    assert found(changed, second) == ". The union [said] the board w"


def test_of_several_places_alike_the_only_one_nearby_is_meant() -> None:
    words = "It was a letter, she said, and no more."
    filler = "x " * 1000
    once = f"{words} {filler}"
    assert found(f"So: {words} {filler} So: {words}", target(once, words), distinct=False)
    with pytest.raises(Lost, match="2 places"):
        found(f"So: {words} So: {words}", target(once, words))


def test_a_short_word_in_other_surroundings_is_not_meant() -> None:
    with pytest.raises(Lost, match="other surroundings"):
        found("He never said that.", target(STORY, "said"))
    assert found("He never said that.", target(STORY, "said"), distinct=False)


def test_a_part_of_a_word_is_not_meant() -> None:
    with pytest.raises(Lost, match="not in the text"):
        found("The harbour masters sailed.", target(STORY, "The harbour master"))


def test_words_that_do_not_stand_where_they_should_are_not_found() -> None:
    other = target("x" + STORY, "said")
    with pytest.raises(Lost, match="their place"):
        Text(STORY).find(
            Target(
                document="d",
                what="mention",
                text_sha256=digest(STORY),
                start=other.start,
                end=other.end,
                exact="said",
            )
        )


@pytest.mark.parametrize("text", ["said " * 20_000, "a" * 100_000, " " * 100_000, ""])
def test_texts_of_one_word_are_looked_through_once(text: str) -> None:
    with pytest.raises(Lost):
        found(text, target(STORY, "said"))
    with pytest.raises(Lost):
        found(text, target("a" * 500 + " " + STORY, "a" * 499))
