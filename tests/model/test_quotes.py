"""Quotation marks: what pairs with what, and that no text breaks it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.quotes import quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Dry," she said. "Bone dry."', ['"Dry,"', '"Bone dry."']),
        ("“Dry,” she said. “Bone dry.”", ["“Dry,”", "“Bone dry.”"]),
        ("«Sec», dit-elle.", ["«Sec»"]),
        ("„Trocken“, sagte sie.", ["„Trocken“"]),
        ("They said 'no way' twice.", ["'no way'"]),
        ("‘No way’, they said.", ["‘No way’"]),
        ("The union's 'last word' isn't the men's.", ["'last word'"]),
        ("It's the miners' turn, it's theirs.", []),
        ("the ’90s and rock ’n’ roll", []),
    ],
)
def test_pairs_each_style_of_mark(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_inside_another_is_deeper() -> None:
    text = "“He told me ‘never’ and left,” she said."
    outer, inner = quotations(text)
    assert text[inner.inner_start : inner.inner_end] == "never"
    assert (outer.depth, inner.depth) == (1, 2)


def test_an_unclosed_mark_holds_to_the_end_of_its_paragraph() -> None:
    text = "“First part.\n\n“Second part,” he said."
    first, second = quotations(text)
    assert text[first.start : first.end] == "“First part."
    assert not first.closed
    assert second.closed


def test_a_line_break_alone_does_not_end_a_quotation() -> None:
    assert quoted("“a long\nline” x") == ["“a long\nline”"]


def test_an_unclosed_single_mark_was_an_apostrophe() -> None:
    assert quotations("'Tis late, and ‘twas said") == []


def test_a_straight_mark_that_opens_again_is_not_a_close() -> None:
    assert quoted('"One day "we will see" it')[-1] == '"we will see"'


marks = st.text(alphabet="\"“”„‘’'«»‹› \nab.", max_size=60)


@given(marks)
def test_no_text_breaks_it_and_offsets_hold(text: str) -> None:
    for q in quotations(text):
        assert 0 <= q.start < q.inner_start <= q.inner_end <= q.end <= len(text)
        assert q.depth >= 1


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    quotations(text)


@given(marks, marks)
def test_a_part_of_a_text_gives_offsets_into_the_whole(before: str, text: str) -> None:
    alone = quotations(text)
    shifted = quotations(before + text, len(before))
    assert [(q.start + len(before), q.end + len(before)) for q in alone] == [
        (q.start, q.end) for q in shifted
    ]


@pytest.mark.parametrize("mark", ["“", "‘", '"“', "«", "'a ", "” "])
def test_the_cost_grows_with_the_text_alone(mark: str) -> None:
    def steps(n: int) -> float:
        started = time.process_time()
        quotations(mark * n)
        return time.process_time() - started

    steps(1000)
    # A quadratic walk over 40,000 marks would take minutes, so finishing is the test.
    steps(40_000)
