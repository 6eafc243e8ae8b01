from hypothesis import given
from hypothesis import strategies as st

from onrecord.casebook.identities import Decision, Decisions, Ref

A, B, C = (Ref(name, "e1") for name in "abc")


def test_one_by_way_of_another() -> None:
    settled = Decisions([Decision("one", A, B), Decision("one", B, C)]).settled()
    assert settled.group(A) == settled.group(C) == (A, B, C)


def test_two_holds_for_all_that_are_one_with_either() -> None:
    settled = Decisions([Decision("one", A, B), Decision("two", B, C)]).settled()
    assert settled.parts([A], [C])
    assert settled.parts([C], [B])
    assert not settled.parts([A], [B])


def test_of_two_decisions_the_later_holds() -> None:
    assert Decisions([Decision("one", A, B), Decision("two", A, B)]).settled().parts([A], [B])
    later = Decisions([Decision("two", A, B), Decision("one", A, B)]).settled()
    assert later.group(A) == (A, B)
    assert not later.parts([A], [B])


def test_the_later_holds_by_way_of_another_too() -> None:
    settled = Decisions(
        [Decision("one", A, B), Decision("two", A, C), Decision("one", B, C)]
    ).settled()
    assert settled.group(B) == (B, C)
    assert settled.parts([A], [C])
    assert settled.parts([A], [B])


@given(
    st.lists(
        st.builds(
            Decision,
            st.sampled_from(["one", "two"]),
            st.sampled_from([A, B, C]),
            st.sampled_from([A, B, C]),
        ),
        max_size=8,
    )
)
def test_no_group_holds_what_was_parted_and_the_last_decision_holds(
    made: list[Decision],
) -> None:
    settled = Decisions(made).settled()
    for ref in (A, B, C):
        group = settled.group(ref)
        assert ref in group
        assert not settled.parts(group, group)
    if made and made[-1].first != made[-1].second:
        first, second = made[-1].first, made[-1].second
        assert (settled.group(first) == settled.group(second)) == (made[-1].outcome == "one")
