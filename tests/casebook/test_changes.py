from __future__ import annotations

from dataclasses import replace

import pytest
from casebook_articles import article, fake_read, item, read_by
from hypothesis import given
from hypothesis import strategies as st

from onrecord.casebook import Casebook, Change, changes
from onrecord.casebook.changes import compare, statements
from onrecord.record import Attribution, Block, Record

LINES = [
    "Dorrit Haldane said that the crane was safe and well oiled in every joint.",
    "Petra Lunde said that no letter came to the board in spring.",
    "Tomas Okello denied that he signed the report.",
    "Ilse Varnhagen said that five ships wait outside.",
]


def read(*lines: str, version: str = "1") -> Record:
    return read_by(version)(item(text="Crane stopped\n" + "\n".join(lines)))


def between(before: Record, after: Record) -> list[Change]:
    return compare(before, after, document="crane", numbers=(1, 2)).changes


def shape(found: list[Change]) -> list[tuple[str, str | None, str | None, tuple[str, ...]]]:
    def words(said: Attribution | None) -> str | None:
        return said.content[0].text if said else None

    return [(each.change, words(each.before), words(each.after), each.what) for each in found]


def test_nothing_changed_between_a_version_and_itself() -> None:
    difference = compare(read(*LINES), read(*LINES), document="crane", numbers=(1, 2))
    assert difference.changes == []
    assert (difference.headline, difference.published, difference.corrected) == (None, None, False)
    assert difference.same_reader


def test_what_only_moved_has_not_changed() -> None:
    assert between(read(*LINES), read(*reversed(LINES))) == []


def test_statements_added_and_dropped() -> None:
    found = between(read(*LINES[:3]), read(LINES[0], *LINES[2:]))
    assert shape(found) == [
        ("dropped", "no letter came to the board in spring", None, ()),
        ("added", None, "five ships wait outside", ()),
    ]
    assert not any(each.reprinted for each in found)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Dorrit Haldane said that the crane was unsafe and well oiled in every joint.", "content"),
        ("Dorrit Haldane denied that the crane was safe and well oiled in every joint.", "kind"),
        ("A board member said that the crane was safe and well oiled in every joint.", "source"),
    ],
)
def test_a_statement_altered_is_one_change_that_says_what(line: str, what: str) -> None:
    (found,) = between(read(*LINES), read(line, *LINES[1:]))
    assert (found.change, found.what) == ("altered", (what,))
    assert found.before is not None
    assert found.after is not None


def test_another_statement_of_the_same_source_is_no_alteration() -> None:
    found = between(read(LINES[1]), read("Petra Lunde said that it rained."))
    assert [each.change for each in found] == ["dropped", "added"]


def test_of_several_alike_the_likest_is_paired() -> None:
    before = read("Ada Venn said that one two three four five six.")
    after = read(
        "Ada Venn said that one two three four five nine.",
        "Ada Venn said that one two three four eight nine.",
    )
    found = between(before, after)
    assert [(each.change, each.what) for each in found] == [
        ("altered", ("content",)),
        ("added", ()),
    ]


def test_spaces_quotes_and_case_are_no_change() -> None:
    before = read("Ada Venn said that “the crane” was safe.")
    assert between(before, read("Ada Venn said that The Crane  was safe.")) == []


def test_what_is_read_otherwise_from_the_same_sentence_is_told_apart() -> None:
    before, after = read(*LINES), read(*LINES)
    first, *others = after.attributions
    altered = replace(first, kind="denial")
    (found,) = between(before, replace(after, attributions=[altered, *others]))
    assert (found.what, found.reprinted) == (("kind",), True)
    (found,) = between(before, replace(after, attributions=others))
    assert (found.change, found.reprinted) == ("dropped", True)


def test_headline_date_correction_and_reader_are_compared() -> None:
    before = read(*LINES)
    text = before.document.text + "\nCorrection: there are six ships."
    blocks = [
        *before.document.blocks,
        Block(kind="correction", start=len(before.document.text) + 1, end=len(text)),
    ]
    document = replace(
        before.document, text=text, blocks=blocks, headline="Crane stands", published="2031-03-15"
    )
    after = replace(read(*LINES, version="2"), document=document)
    difference = compare(before, after, document="crane", numbers=(3, 4))
    assert (difference.document, difference.before, difference.after) == ("crane", 3, 4)
    assert difference.headline == ("Crane stopped", "Crane stands")
    assert difference.published == (None, "2031-03-15")
    assert difference.corrected
    assert (difference.same_reader, difference.same_bytes) == (False, True)


def test_other_bytes_are_the_outlet_s_doing() -> None:
    before, after = read(*LINES), read(*LINES[1:])
    assert not compare(before, after, document="crane", numbers=(1, 2)).same_bytes


sentence = st.sampled_from(LINES) | st.text("abc ", max_size=12).map(
    lambda words: f"Ada Venn said that {words}x."
)


@given(st.lists(sentence, max_size=8), st.lists(sentence, max_size=8))
def test_every_statement_is_kept_altered_dropped_or_added_once(
    one: list[str], other: list[str]
) -> None:
    before, after = read(*one), read(*other)
    found = statements(before.attributions, after.attributions)
    gone = [each.before.id for each in found if each.before]
    come = [each.after.id for each in found if each.after]
    assert len(set(gone)) == len(gone)
    assert len(set(come)) == len(come)
    kept = len(before.attributions) - len(gone)
    assert kept == len(after.attributions) - len(come)
    assert kept >= 0


def test_the_work_is_linear_in_the_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted by the pairs of statements that are held against each other."""
    looked = 0

    class Counting(frozenset[str]):
        def __and__(self, other: object) -> frozenset[str]:
            nonlocal looked
            looked += 1
            return frozenset()

    monkeypatch.setattr(changes, "frozenset", Counting, raising=False)
    for count in (200, 400):
        looked = 0
        every = [f"Ada Venn said that it was so of group{n // 8}" for n in range(count)]
        before = read(*[f"{said} old{n}." for n, said in enumerate(every)])
        after = read(*[f"{said} new{n}." for n, said in enumerate(every)])
        statements(before.attributions, after.attributions)
        assert looked == 8 * count


def test_changes_of_a_casebook_run_from_version_to_version(casebook: Casebook) -> None:
    casebook.add_items([item(2, text=article(2, verb="denied"))], fake_read)
    casebook.add_items([item(2, text=article(2, said="it swayed"))], fake_read)
    found = list(casebook.changes())
    assert [(each.document, each.before, each.after) for each in found] == [
        ("crane-2", 1, 2),
        ("crane-2", 2, 3),
    ]
    assert [change.what for change in found[0].changes] == [("kind",)]
    assert list(casebook.changes("crane-1")) == []
    assert list(casebook.changes("crane-2")) == found
