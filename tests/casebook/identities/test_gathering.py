import random

from hypothesis import given
from hypothesis import strategies as st
from known_entities import body, known, reasons, together, waiting

from onrecord.casebook.identities import Decision, Decisions, Gathering, Known, Ref, resolve

COMPANY = ("Tarn Brask", "Ivo Hult", "Quay Board", "Orre Mill")


def test_a_person_of_three_documents_says_why() -> None:
    found = resolve(
        [known("a", "Orla Venn", "Venn"), known("b", "Orla M. Venn"), known("c", "Ivo Venn")]
    )
    assert together(found) == {frozenset("ab")}
    (identity,) = (each for each in found.clusters if len(each.members) > 1)
    assert identity.type == "person"
    joined = [member for member in identity.members if member.reasons]
    assert len(joined) == 1
    assert 0.9 <= joined[0].confidence < 1
    assert reasons(found) == {"same name with more names"}


def test_a_doubtful_pair_waits_and_is_not_joined() -> None:
    found = resolve([known("a", "William Brask"), known("b", "Bill Brask")])
    assert together(found) == set()
    assert waiting(found) == [{"a", "b"}]
    assert 0.5 <= found.review[0].confidence < 0.9


def test_what_two_may_be_is_given_to_neither() -> None:
    keeper = known("a", "Orla Venn", roles=("goalkeeper",), published="2019", age=24)
    mayor = known("b", "Orla Venn", roles=("mayor",), published="2019", age=61)
    found = resolve([keeper, mayor, known("c", "Orla Venn")])
    assert together(found) == set()
    assert {frozenset(pair) for pair in waiting(found)} == {frozenset("ac"), frozenset("bc")}


def test_what_is_likely_and_was_not_joined_says_why() -> None:
    keeper = known("a", "Orla Venn", roles=("goalkeeper",), published="2019", age=24)
    mayor = known("b", "Orla Venn", roles=("mayor",), published="2019", age=61)
    likely = resolve([keeper, mayor, known("c", "Orla Venn")]).review
    assert len(likely) == 2
    for doubt in likely:
        assert doubt.confidence >= 0.9
        assert str(doubt.reasons[-1]) == "not joined, since it may be another as well: Orla Venn"
        assert doubt.reasons[-1].weight < 0  # it stands with what is against it
    (unlikely,) = resolve([known("a", "William Brask"), known("b", "Bill Brask")]).review
    assert not [reason for reason in unlikely.reasons if reason.what.startswith("not joined")]


def test_why_a_pair_was_not_joined_is_said_once_when_it_is_put_back() -> None:
    keeper = known("a", "Orla Venn", roles=("goalkeeper",), published="2019", age=24)
    mayor = known("b", "Orla Venn", roles=("mayor",), published="2019", age=61)
    knowns = keeper, mayor, known("c", "Orla Venn")
    before, after = resolve(knowns), Gathering()
    for each in knowns:
        after.restore([each])
    for doubt in before.review:
        after.restore_doubt(doubt.first, doubt.second, doubt.reasons)
    assert [doubt.reasons for doubt in after.identities().review] == [
        doubt.reasons for doubt in before.review
    ]


def test_two_people_of_one_document_are_two() -> None:
    found = resolve([known("a", "Orla Venn", entity="e1"), known("a", "Orla M. Venn", entity="e2")])
    assert len(found.clusters) == 2


def test_a_document_that_tells_both_names_joins_what_was_apart() -> None:
    gathering = Gathering()
    gathering.add([body("a", "Brask Tern Institute", company=COMPANY)])
    gathering.add([body("b", "BTI", company=COMPANY)])
    assert together(gathering.identities()) == set()
    gathering.add([body("c", "Brask Tern Institute", "BTI", company=COMPANY)])
    assert together(gathering.identities()) == {frozenset("abc")}


def test_a_name_that_waited_is_tried_anew() -> None:
    gathering = Gathering()
    gathering.add([known("a", "Vincent Tofte")])
    gathering.add([known("b", "Vince Tofte", roles=("harbour pilot",))])
    assert together(gathering.identities()) == set()
    gathering.add([known("c", "Vincent Tofte", roles=("harbour pilot",))])
    assert together(gathering.identities()) == {frozenset("abc")}
    assert gathering.identities().review == ()


def test_what_is_put_back_is_compared_with_what_comes_and_with_nothing_else() -> None:
    gathering = Gathering()
    first, second = known("a", "Orla Venn"), known("b", "Orla Venn")
    gathering.restore([first], [Ref("z", "e9")])
    gathering.restore([second])
    assert together(gathering.identities()) == {frozenset("az")}
    gathering.add([known("c", "Rana Aske"), known("d", "Aske")])
    gathering.restore([known("e", "Ila Tofte", company=COMPANY)])
    gathering.add([known("f", "Ila Tofte", company=COMPANY)])
    assert frozenset("ef") in together(gathering.identities())


def test_a_pair_that_waited_and_was_put_back_is_tried_anew() -> None:
    before = Gathering()
    knowns = known("a", "Vincent Tofte"), known("b", "Vince Tofte", roles=("harbour pilot",))
    before.add(knowns)
    (doubt,) = before.identities().review
    after = Gathering()
    for each in knowns:
        after.restore([each])
    after.restore_doubt(doubt.first, doubt.second, doubt.reasons)
    assert after.identities().review == (doubt,)
    after.add([known("c", "Vincent Tofte", roles=("harbour pilot",))])
    assert together(after.identities()) == {frozenset("abc")}


def test_an_entity_added_twice_is_there_once() -> None:
    gathering = Gathering()
    for _ in range(2):
        gathering.add([known("a", "Orla Venn"), known("b", "Orla Venn")])
    (identity,) = gathering.identities().clusters
    assert len(identity.members) == 2


def test_people_decide_that_two_are_one() -> None:
    one = Decisions([Decision("one", Ref("a", "e1"), Ref("b", "e1"))])
    found = resolve([known("a", "Orla Venn"), known("b", "Ivo Hult")], one)
    assert together(found) == {frozenset("ab")}
    assert reasons(found) == {"decided by a person"}


def test_people_decide_that_one_is_two() -> None:
    two = Decisions([Decision("two", Ref("a", "e1"), Ref("b", "e1"))])
    knowns = [known("a", "Orla Venn"), known("b", "Orla Venn")]
    assert together(resolve(knowns, two)) == set()
    assert together(resolve(knowns)) == {frozenset("ab")}


def test_what_was_parted_is_not_joined_by_way_of_a_third() -> None:
    decided = Decisions(
        [
            Decision("one", Ref("a", "e1"), Ref("b", "e1")),
            Decision("two", Ref("b", "e1"), Ref("c", "e1")),
        ]
    )
    gathering = Gathering(decided)
    for name in "acb":
        gathering.add([known(name, "Orla Venn")])
    assert together(gathering.identities()) == {frozenset("ab")}


def test_a_given_name_is_kept() -> None:
    decided = Decisions(renames={Ref("b", "e1"): "The pilot"})
    (identity,) = resolve([known("a", "Orla Venn"), known("b", "Orla Venn")], decided).clusters
    assert identity.name == "The pilot"


NAMES = st.sampled_from(
    [
        "Orla Venn",
        "Orla M. Venn",
        "Venn",
        "Ivo Venn",
        "Bill Brask",
        "William Brask",
        "Tarn Venn Jr.",
    ]
)
KNOWNS = st.lists(
    st.tuples(
        NAMES,
        st.sampled_from([(), ("mayor",), ("goalkeeper",)]),
        st.sampled_from(["2019", "1988", None]),
        st.sampled_from([(), COMPANY]),
    ),
    max_size=12,
)


@given(KNOWNS, st.randoms(use_true_random=False))
def test_all_at_once_the_order_does_not_matter(
    drawn: list[tuple[str, tuple[str, ...], str | None, tuple[str, ...]]], rng: random.Random
) -> None:
    knowns: list[Known] = [
        known(f"d{n}", name, roles=roles, published=published, company=company)
        for n, (name, roles, published, company) in enumerate(drawn)
    ]
    found = resolve(knowns)
    shuffled = knowns[:]
    rng.shuffle(shuffled)
    assert resolve(shuffled) == found
    members = [member.ref for identity in found.clusters for member in identity.members]
    assert sorted(members) == sorted(each.ref for each in knowns)


@given(KNOWNS)
def test_one_by_one_every_entity_is_in_one_identity(
    drawn: list[tuple[str, tuple[str, ...], str | None, tuple[str, ...]]],
) -> None:
    gathering = Gathering()
    for n, (name, roles, published, company) in enumerate(drawn):
        gathering.add([known(f"d{n}", name, roles=roles, published=published, company=company)])
    members = [
        member.ref.document
        for identity in gathering.identities().clusters
        for member in identity.members
    ]
    assert sorted(members) == sorted(f"d{n}" for n in range(len(drawn)))


def test_an_entity_is_compared_with_a_bounded_number(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    from onrecord.casebook.identities import gathering

    counted = []
    compare = gathering.compare
    monkeypatch.setattr(gathering, "compare", lambda *given: counted.append(1) or compare(*given))
    made = [known(f"d{n}", f"Orla{'abcdefghij'[n % 10] * (n // 10 + 1)} Venn") for n in range(300)]
    resolve(made)
    assert len(counted) <= 2 * 300 * gathering.MOST_CANDIDATES
