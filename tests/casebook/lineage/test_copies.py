from __future__ import annotations

from lineage_articles import CLOSED

from onrecord.casebook.lineage import copies
from onrecord.casebook.lineage.copies import Copied, Passage, copied

OTHER = "nobody may use the crane on the eastern quay any longer, so ships wait outside"


def passages(*texts: str, sources: tuple[str | None, ...] = ()) -> list[Passage]:
    return [
        Passage(
            number=number,
            document=f"d{number}",
            text=text,
            start=0,
            end=len(text),
            source=sources[number] if sources else None,
        )
        for number, text in enumerate(texts)
    ]


def pairs(found: list[Copied]) -> list[tuple[int, int]]:
    return [(each.later.number, each.earlier.number) for each in found]


def test_the_same_words_are_a_copy_of_the_earliest() -> None:
    assert pairs(copied(passages(CLOSED, OTHER, CLOSED, CLOSED))) == [(2, 0), (3, 0)]


def test_other_words_are_none() -> None:
    assert copied(passages(CLOSED, OTHER)) == []


def test_a_part_within_much_more_is_a_copy() -> None:
    longer = f"It had rained for weeks on the breakwater, and people say that {CLOSED}, as is told."
    (found,) = copied(passages(longer, CLOSED))
    assert found.share == 1.0
    (found,) = copied(passages(CLOSED, longer))
    assert found.share < 1.0
    words = found.later.text[found.start : found.end]
    assert words == CLOSED


def test_a_few_common_words_are_no_copy() -> None:
    assert (
        copied(passages("The crane was closed on Friday.", "The crane was closed on Friday.")) == []
    )


def test_in_one_document_nothing_is_copied() -> None:
    one, two = passages(CLOSED, CLOSED)
    same = Passage(number=1, document="d0", text=two.text, start=0, end=two.end, source=None)
    assert copied([one, same]) == []


def test_what_a_named_person_said_is_not_copied_from_an_outlet_s_own_words() -> None:
    assert copied(passages(CLOSED, CLOSED, sources=(None, "#1"))) == []
    assert pairs(copied(passages(CLOSED, CLOSED, sources=("#1", None)))) == [(1, 0)]


def test_a_shared_quotation_is_told_from_a_copy() -> None:
    one = f"“{CLOSED},” an engineer told the Gazette after lunch in the old harbour office."
    two = f"Late on Monday came this word from an engineer who was there: “{CLOSED}.”"
    (found,) = copied(passages(one, two))
    assert found.quoted


def test_many_copies_are_each_held_against_a_few() -> None:
    found = copied(passages(*[CLOSED] * 300))
    assert {each.earlier.number for each in found} == {0}
    assert len(found) == 299


def test_quotations_are_found_by_their_marks() -> None:
    text = 'He said “it sways” and "it creaks", then “it never'
    spans = [text[start:end] for start, end in copies.quoted_spans(text, 0, len(text))]
    assert spans == ["it sways", "it creaks", "it never"]
