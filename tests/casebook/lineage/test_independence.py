from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.casebook.claims.claim import OriginKind
from onrecord.casebook.lineage import independence
from onrecord.casebook.lineage.sources import Source

KINDS: list[OriginKind] = ["named", "unnamed", "outlet", "document", "unknown"]


def source(kind: OriginKind, name: str, head: str = "", several: int = 1) -> Source:
    return Source(
        key=f"{kind}|{name}", kind=kind, name=name, head=head or name, scope=name, several=several
    )


def bounds(*those: Source) -> tuple[int, int, int]:
    found = independence.count([(each, 1) for each in those], len(those))
    return found.low, found.count, found.high


def test_an_unnamed_source_is_one_of_the_named_ones_at_least() -> None:
    named = [source("named", "Ada Venn"), source("named", "Bo Lund")]
    assert bounds(*named, source("unnamed", "an official", "official")) == (2, 3, 3)


def test_an_own_voice_may_have_it_from_anybody() -> None:
    assert bounds(source("outlet", "Gazette"), source("outlet", "Lantern")) == (1, 2, 2)
    assert bounds(source("named", "Ada Venn"), source("outlet", "Lantern")) == (1, 2, 2)


def test_an_unknown_origin_counts_at_most() -> None:
    assert bounds(source("named", "Ada Venn"), source("unknown", "x")) == (1, 1, 2)
    assert bounds(source("unknown", "x")) == (1, 1, 1)


def test_why_names_each_origin_and_how_many_rest_on_it() -> None:
    found = independence.count([(source("named", "Ada Venn"), 3)], 4)
    assert found.why == ("Ada Venn: 3 of 4 documents rest on this source.",)


def test_what_is_counted_once_is_said() -> None:
    one = source("unnamed", "an official", "official")
    other = source("unnamed", "an aide", "aide")
    found = independence.count([(one, 2), (other, 1)], 3)
    assert any("Nothing tells “an official” and “an aide” apart" in why for why in found.why)


def test_many_origins_make_a_short_reason() -> None:
    many = [(source("outlet", f"paper {number}"), 1) for number in range(200)]
    assert len(independence.count(many, 200).why) < 12


@given(
    st.lists(
        st.tuples(
            st.sampled_from(KINDS),
            st.sampled_from(["a", "b", "c", "official", "nurse"]),
            st.integers(1, 3),
        ),
        max_size=8,
    )
)
def test_the_count_lies_between_its_bounds(given_: list[tuple[OriginKind, str, int]]) -> None:
    low, middle, high = bounds(*(source(kind, name, several=n) for kind, name, n in given_))
    assert 1 <= low <= middle <= high
