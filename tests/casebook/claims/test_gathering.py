from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from onrecord.casebook.claims.claim import Stand
from onrecord.casebook.claims.gathering import Group, Node, Pair, Stance, close, gather
from onrecord.casebook.claims.judging import Judged
from onrecord.casebook.claims.passages import Turn


def node(id: int, document: int | None = None, turn: Turn = "same") -> Node:
    return Node(id, id if document is None else document, (id,), turn)


def pair(
    first: int, second: int, relation: Stand = "same", sure: float = 0.9, tie: int | None = None
) -> Pair:
    return Pair(first, second, Judged(relation, sure), tie)


def stands(group: Group) -> dict[int, Stand]:
    return {placed.id: placed.stand for placed in group.placed}


def test_passages_alike_are_one_claim_with_the_most_agreed_as_its_core() -> None:
    (group,) = gather(map(node, range(4)), [pair(0, 2), pair(1, 2), pair(2, 3)])
    assert (group.core, group.first) == (2, 0)
    assert stands(group) == dict.fromkeys(range(4), "same")


def test_a_chain_is_not_one_claim() -> None:
    groups = gather(map(node, range(7)), [pair(n, n + 1) for n in range(6)])
    assert [sorted(stands(group)) for group in groups] == [[0, 1, 2], [3, 4, 5]]
    assert [group.core for group in groups] == [1, 4]


def test_a_chain_of_whom_each_has_it_from_is_one_claim() -> None:
    pairs = [pair(n, n + 1, tie=n + 1, sure=0.8) for n in range(6)]
    (group,) = gather(map(node, range(7)), pairs)
    assert stands(group) == dict.fromkeys(range(7), "same")
    placed = {each.id: each for each in group.placed}
    assert group.core == 1
    assert [placed[id].by for id in (0, 2, 3, 4, 5, 6)] == [1, 1, 2, 3, 4, 5]
    assert [placed[id].tie for id in (0, 2, 3, 4, 5, 6)] == [1, 2, 3, 4, 5, 6]
    assert [placed[id].confidence for id in (2, 3, 4)] == [0.8, 0.64, 0.512]


def test_a_tie_brings_the_rest_of_another_claim_along() -> None:
    pairs = [pair(0, 1), pair(0, 2), pair(3, 4), pair(3, 5), pair(2, 4, sure=0.7, tie=2)]
    (group,) = gather(map(node, range(6)), pairs)
    placed = {each.id: each for each in group.placed}
    assert set(placed) == {*range(6)}
    assert [placed[id].by for id in (1, 2, 4, 3, 5)] == [0, 0, 2, 4, 3]
    assert (placed[4].tie, placed[4].confidence) == (2, 0.63)
    assert placed[5].confidence < placed[3].confidence < placed[4].confidence


def test_a_tie_joins_nothing_that_is_kept_apart_or_opposed() -> None:
    pairs = [pair(0, 1), pair(0, 2), pair(3, 4), pair(3, 5), pair(2, 4, tie=2)]
    apart = gather(map(node, range(6)), pairs, apart=lambda one, other: {one, other} == {0, 3})
    assert [sorted(stands(group)) for group in apart] == [[0, 1, 2], [3, 4, 5]]
    (group,) = gather(map(node, range(6)), [*pairs, pair(0, 3, "denies")])
    assert [stands(group)[id] for id in (2, 4)] == ["same", "denies"]


def test_one_document_is_no_claim() -> None:
    assert gather([node(1, 1), node(2, 1)], [pair(1, 2)]) == []
    assert gather([node(1, 1), node(2, 1), node(3, 2)], [pair(1, 2), pair(1, 3)])[0].core == 1


def test_passages_of_one_document_are_joined_by_way_of_another() -> None:
    (group,) = gather([node(1, 1), node(2, 1), node(3, 2)], [pair(1, 3), pair(2, 3)])
    assert stands(group) == {1: "same", 2: "same", 3: "same"}
    assert group.core == 3


def test_who_denies_the_same_words_stands_against_them() -> None:
    nodes = [node(1), node(2), node(3, turn="denies"), node(4, turn="doubts")]
    (group,) = gather(nodes, [pair(1, 2), pair(1, 3), pair(1, 4)])
    assert stands(group) == {1: "same", 2: "same", 3: "denies", 4: "doubts"}


def test_what_all_deny_is_a_claim_that_nobody_holds() -> None:
    nodes = [node(1, turn="denies"), node(2, turn="denies")]
    (group,) = gather(nodes, [pair(1, 2)])
    assert set(stands(group).values()) == {"denies"}


def test_words_that_say_the_opposite_stand_against_the_core() -> None:
    (group,) = gather(map(node, range(3)), [pair(0, 1), pair(0, 2, "denies", 0.85)])
    assert stands(group) == {0: "same", 1: "same", 2: "denies"}
    assert next(placed for placed in group.placed if placed.id == 2).relation == "denies"


def test_a_statement_and_its_opposite_alone_are_a_claim() -> None:
    (group,) = gather([node(1), node(2)], [pair(1, 2, "denies")])
    assert stands(group) == {1: "same", 2: "denies"}


def test_two_claims_that_deny_one_another_are_one_with_two_sides() -> None:
    pairs = [pair(0, 1), pair(0, 2), pair(3, 4), pair(0, 3, "denies")]
    (group,) = gather(map(node, range(5)), pairs)
    assert stands(group) == {0: "same", 1: "same", 2: "same", 3: "denies", 4: "denies"}


def test_a_denial_of_the_opposite_is_no_denial() -> None:
    nodes = [node(0), node(1), node(2, turn="denies")]
    (group,) = gather(nodes, [pair(0, 1), pair(0, 2, "denies")])
    assert stands(group) == {0: "same", 1: "same"}


def test_what_an_article_says_of_its_own_statements_counts() -> None:
    nodes = [node(0, 0), node(1, 1), node(2, 1)]
    (group,) = gather(nodes, [pair(0, 1)], [Stance(2, 1, "denies", 0.8)])
    placed = next(placed for placed in group.placed if placed.id == 2)
    assert (placed.stand, placed.stance, placed.by) == ("denies", True, 1)
    assert placed.confidence == 0.72


def test_a_stance_to_what_is_in_no_claim_makes_none() -> None:
    assert gather([node(1, 1), node(2, 1)], [], [Stance(2, 1, "denies", 0.8)]) == []


def test_only_what_holds_one_way_joins_by_that_way() -> None:
    nodes = [*map(node, range(3))]
    (group,) = gather(nodes, [pair(0, 1, sure=0.95), pair(0, 2, "supports")])
    assert stands(group) == {0: "same", 1: "same", 2: "supports"}
    (group,) = gather(nodes, [pair(0, 1, sure=0.95), pair(2, 0, "supports")])
    assert stands(group) == {0: "same", 1: "same"}


def test_what_lies_beyond_a_core_is_to_be_judged_beside_it() -> None:
    pairs = [pair(0, 1), pair(0, 2), pair(2, 3)]
    groups = gather(map(node, range(4)), pairs)
    assert [*close(groups, pairs)] == [(0, 3)]
    more = [*pairs, pair(0, 3)]
    assert [*close(gather(map(node, range(4)), more), more)] == []


def test_a_claim_begins_with_its_earliest_passage_that_was_judged() -> None:
    nodes = [Node(1, 1, (9,), "same"), Node(2, 2, (5,), "same"), Node(3, 2, (1,), "same")]
    (group,) = gather(nodes, [pair(1, 2)], [Stance(3, 2, "denies", 0.9)])
    assert group.first == 2
    assert [placed.id for placed in group.placed] == [3, 2, 1]


_stand = st.sampled_from(["same", "same", "same", "denies", "doubts", "supports"])
_pairs = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11), _stand, st.floats(0.7, 1.0)), max_size=40
).map(
    lambda rows: [
        Pair(first, second, Judged(stand, round(sure, 3)))
        for (first, second), (stand, sure) in {
            (min(a, b), max(a, b)): (stand, sure) for a, b, stand, sure in rows if a // 2 != b // 2
        }.items()
    ]
)


@given(_pairs, st.randoms())
def test_claims_do_not_depend_on_the_order_of_what_was_judged(
    pairs: list[Pair], random: random.Random
) -> None:
    nodes = [node(n, n // 2, "denies" if n % 5 == 4 else "same") for n in range(12)]
    expected = gather(nodes, pairs)
    random.shuffle(nodes)
    random.shuffle(pairs)
    assert gather(nodes, pairs) == expected


@given(_pairs)
def test_every_passage_was_judged_beside_its_core_and_is_in_one_claim(pairs: list[Pair]) -> None:
    nodes = [node(n, n // 2) for n in range(12)]
    judged = {frozenset((each.first, each.second)) for each in pairs}
    seen: set[int] = set()
    for group in gather(nodes, pairs):
        alike = {p.id for p in group.placed if p.relation == "same"}
        assert not alike & seen
        seen |= alike
        assert len({placed.id // 2 for placed in group.placed}) > 1
        for placed in group.placed:
            if placed.id != group.core and placed.relation == "same":
                assert frozenset((placed.id, group.core)) in judged
