"""Relations of whole articles: once each, with their words and on whose authority."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from related import read, relate, related

from onrecord.annotate import relations
from onrecord.annotate.relations import passage
from onrecord.record import Attribution, Document, Span

ROLE = "Ivo Dahl | role | Harbour Board | head | current"


def attributed(document: Document, words: str) -> Attribution:
    start = document.text.index(words)
    return Attribution(
        id="a1",
        source=None,
        content=[Span(start, start + len(words), words)],
        mode="indirect",
        kind="statement",
        source_kind="unstated",
        confidence=0.9,
    )


def test_the_evidence_is_the_words_from_one_side_to_the_other() -> None:
    (found,) = relate("They said that [p:Ivo Dahl], head of the [o:Harbour Board], left.")
    assert found.id == "r1"
    assert found.evidence.text == "Ivo Dahl, head of the Harbour Board"


def test_each_carries_the_attribution_it_stands_in() -> None:
    marked = (
        "They said that [p:Ivo Dahl], head of the [o:Harbour Board], left. Mayor [p:Bo Roe] ate."
    )
    document, entities = read(marked)
    said = attributed(document, "Ivo Dahl, head of the Harbour Board, left")
    head, mayor = relations.relate(document, [], entities, [said])
    assert head.authority == "a1"
    assert mayor.authority is None


def test_what_is_said_twice_is_given_once_by_the_first_words() -> None:
    marked = (
        "[p:Ivo Dahl], head of the [o:Harbour Board], left. "
        "[p:Ivo Dahl] is the head of the [o:Harbour Board]."
    )
    assert related(marked) == [ROLE]
    assert relate(marked)[0].evidence.start == 0


def test_a_role_without_an_object_gives_way_to_the_same_role_with_one() -> None:
    marked = "Chief [p:Ivo Dahl] left. The [o:Harbour Board]'s chief, [p:Ivo Dahl], left."
    assert related(marked) == ["Ivo Dahl | role | Harbour Board | chief | current"]


def test_a_role_gives_way_to_a_fuller_one() -> None:
    marked = "Minister [p:Ivo Dahl] left. Foreign Minister [p:Ivo Dahl] left."
    assert related(marked) == ["Ivo Dahl | role | - | foreign minister | current"]


def test_what_is_called_former_once_is_former() -> None:
    marked = "Mayor [p:Ivo Dahl] built it. Former Mayor [p:Ivo Dahl] left."
    assert related(marked) == ["Ivo Dahl | role | - | mayor | former"]


def test_ids_follow_the_order_of_the_evidence() -> None:
    found = relate(
        "[p:Ivo Dahl] and his wife, [p:Una], met Mayor [p:Bo Roe], who heads the [o:Harbour Board]."
    )
    assert [each.id for each in found] == [f"r{n}" for n in range(1, len(found) + 1)]
    starts = [each.evidence.start for each in found]
    assert starts == sorted(starts)


def test_a_legislator_of_a_place_is_no_resident_by_that() -> None:
    assert related("Sen. [p:Ivo Dahl] (D-Norr.) left. [p:Ivo Dahl], of [l:Tarn], ate.") == [
        "Ivo Dahl | role | - | senator | current",
        "Ivo Dahl | member_of | - | democrat | current",
    ]


def test_a_name_that_is_a_pronoun_is_nobody() -> None:
    assert related("Mayor [p:He] left.") == []


def test_an_article_without_names_has_no_relations() -> None:
    assert related("The mayor of the town left. His wife is a nurse.") == []


_PIECES = st.sampled_from(
    [
        "[p:Ivo Dahl]", "[p:Una Roe]", "[o:Harbour Board]", "[o:Unit 4127]", "[l:Norland]",
        "[g:Norlandian]", "[w:Bell Prize]", "[p=Ivo Dahl:his]", "[o~Harbour Board:the board]",
        "head of the", "a", "the", ",", ".", "'s", "and", "is", "was", "former", "mayor", "wife",
        "of", "of", "led by", "based in", "-based", "won the", "as", "part of", "who", "joined",
        "named", "(", ")", "D-Norr", "at the time", "“", "\n\n", "married to", "ex-", "é", "😀",
        "divorced", "They have", "has two daughters ,", "[p*Ivo Dahl:Roe]", "succeeded", "died",
        "resigned on Friday as mayor",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, min_size=1, max_size=30))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_verbatim_evidence_within_one_block(pieces: list[str]) -> None:
    document, entities = read(f"Tarn {' '.join(pieces)}")
    found = relations.relate(document, [], entities, [])
    ids = {entity.id for entity in entities}
    for each in found:
        span = each.evidence
        assert document.text[span.start : span.end] == span.text != ""
        assert any(b.start <= span.start and span.end <= b.end for b in document.blocks)
        assert each.subject in ids
        assert each.object is None or (each.object in ids and each.object != each.subject)
        assert each.role == (each.role.lower() if each.role else None)
    keys = [(each.subject, each.type, each.object, each.role) for each in found]
    assert len(keys) == len(set(keys))
    assert relations.relate(document, [], entities, []) == found


@pytest.mark.parametrize(
    "piece",
    [
        "of of of ",
        "is is is ",
        "heads a b c ",
        "his her its ",
        "A B C ",
        "led by which , ",
        "as as a ",
        "named a b ",
        "[p:Ivo Dahl] , head of ",
        "[p:Ivo Dahl] is a head and a ",
        "[o:Harbour Board] of the ",
        "[p:Ivo Dahl] and his wife ",
        "They have two daughters , [p:Ivo Dahl] , ",
        "resigned on last early as ",
        "her [p:Ivo Dahl] , ",
        "Mayor [p:Ivo Dahl] had been ",
    ],
)
def test_work_grows_with_the_text(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    lower = passage.Passage.lower

    def counted(self: passage.Passage, at: int) -> str:
        nonlocal asked
        asked += 1
        return lower(self, at)

    monkeypatch.setattr(passage.Passage, "lower", counted)

    def work(times: int) -> int:
        nonlocal asked
        document, entities = read("[p:Una Roe] left. " + piece * times)
        asked = 0
        relations.relate(document, [], entities, [])
        return asked

    assert work(200) <= 2.5 * work(100) + 500
