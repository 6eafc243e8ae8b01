"""Whom pronouns and descriptions mean."""

import pytest
from seen import document_of, seen_in

from onrecord.annotate import coreference, linking, sentences
from onrecord.annotate.coreference import Index, Resolved
from onrecord.annotate.spans import MentionSpan

TEXT = "Ada Venn met the envoy in Norr. She thanked him for it, the envoy said."


def resolved(text: str, **how):  # type: ignore[no-untyped-def]
    document = document_of(text)
    seen = seen_in(document, **how)
    names = [
        MentionSpan(
            start=int(seen.words.start[mark.low]),
            end=int(seen.words.end[mark.high - 1]),
            kind="name",
            type=mark.type,
            confidence=mark.confidence,
        )
        for mark in seen.marks
        if mark.layer == "names"
    ]
    bearers = linking.link(document, names)
    split = sentences.split(document)
    called = [frozenset[str]()] * len(names)
    found = coreference.resolve(text, split, seen, names, bearers, [], called)
    return [(text[each.span.start : each.span.end], each.chain) for each in found]


NAMES = [("Ada Venn", "person"), ("Norr", "place")]
NOMINALS = [("the envoy", "person"), ("the envoy", "person")]


def test_a_pronoun_joins_the_likeliest_chain() -> None:
    found = resolved(TEXT, names=NAMES, nominals=NOMINALS, rank=lambda chains: chains - 1)
    assert found[:4] == [("Ada Venn", 0), ("the envoy", 0), ("Norr", 1), ("She", 0)]


def test_what_joins_nothing_is_a_chain_of_its_own() -> None:
    found = resolved(TEXT, names=NAMES, nominals=NOMINALS, rank=lambda chains: None)
    chains = [chain for _, chain in found]
    assert len(set(chains)) == len(chains)
    assert [chain for words, chain in found if words in ("Ada Venn", "Norr")] == [0, 1]


def test_a_likely_but_unsure_chain_is_left_alone() -> None:
    found = resolved(TEXT, names=NAMES, nominals=NOMINALS, sure=0.35)
    assert all(chain > 1 for words, chain in found if words == "the envoy")


def test_personal_pronouns_are_mentions_though_the_model_marks_none() -> None:
    found = resolved(TEXT, names=NAMES)
    assert [words for words, _ in found] == ["Ada Venn", "Norr", "She", "him"]


def test_the_country_us_is_no_pronoun() -> None:
    found = resolved("The US told us so.", names=[("US", "place")])
    assert [words for words, _ in found] == ["US", "us"]


def test_no_nominal_overlaps_a_name() -> None:
    found = resolved("The Harbour Board met.", names=[("Harbour Board", "organization")],
                     nominals=[("The Harbour Board", "organization")])  # fmt: skip
    assert found == [("Harbour Board", 0)]


def test_an_empty_text_has_no_mentions() -> None:
    assert resolved("") == []


@pytest.mark.parametrize(("start", "end", "found"), [(0, 4, [0]), (3, 9, [0, 1]), (5, 6, [])])
def test_mentions_are_found_by_place(start: int, end: int, found: list[int]) -> None:
    def at(low: int, high: int) -> Resolved:
        span = MentionSpan(start=low, end=high, kind="name", type="person", confidence=1.0)
        return Resolved(span=span, chain=0)

    assert Index([at(0, 4), at(8, 12)]).within(start, end) == found
