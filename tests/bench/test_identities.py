from typing import Any

import pytest

from bench import identities
from bench.identities import Placed, figures, pair_counts, scores
from bench.identity_gold import Gold, given, story
from onrecord.casebook.identities import Ref

TEXT = (
    "Orre Mill chief Orla Venn met two of Tern's A380 airliners at the Quay Board (QB). "
    "The company sold the Tern-based fleet, said Venn."
)


def article(**chains: str) -> dict[str, Any]:
    """An invented article; each chain is a type and its mentions, parted by bars."""
    mentions = []
    for chain, told in chains.items():
        type, *found = told.split("|")
        for words in found:
            start = TEXT.index(words)
            mentions.append(
                {"start": start, "end": start + len(words), "chain": chain, "type": type}
            )
    return {
        "id": "a",
        "text": TEXT,
        "date_raw": "March 4, 2011",
        "mentions": [{**each, "kind": "entity", "cross_doc": True} for each in mentions],
    }


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("PER|Orre Mill chief Orla Venn|Venn", {"Orla Venn", "Venn"}),
        ("PRO|Tern's A380 airliners", {"A380"}),
        ("PRO|two of Tern's A380 airliners", set()),
        ("ORG|the Quay Board (QB", {"Quay Board", "QB"}),
        ("ORG|The company", set()),
        ("PRO|the Tern-based fleet", set()),
    ],
)
def test_the_names_within_mentions(told: str, names: set[str]) -> None:
    (chain,) = story(article(c1=told), {}).chains
    assert {TEXT[slice(*span)] for span in chain.named} == names


def test_a_chain_with_a_name_is_known() -> None:
    read = story(article(c1="PER|Orre Mill chief Orla Venn|Venn", c2="ORG|The company"), {})
    (venn,) = given(read, {})
    assert (venn.name, venn.type, venn.year) == ("Orla Venn", "person", 2011)
    assert venn.roles == ("Orre Mill chief",)


def test_chains_that_are_not_marked_are_one_with_those_that_are() -> None:
    (chain,) = story(article(intra_c1="ORG|the Quay Board (QB"), {"c1": "c9"}).chains
    assert chain.key == "c9"


def placed(document: str, key: str, identity: str | None) -> Placed:
    gold = Gold(Ref(document, key), key, "PER", ((0, 4),), ((0, 4),), True)
    return Placed(gold, (identity,))


def test_pairs_are_of_two_documents() -> None:
    found = [
        placed("a", "venn", "i1"),
        placed("b", "venn", "i1"),
        placed("b", "hult", "i1"),
        placed("c", "venn", None),
    ]
    # a-b is right, a-hult is wrong; a-c and b-c are missing.
    assert pair_counts(found) == (1, 2, 3)
    result = scores(found)
    assert (result["pair_precision"], result["pair_recall"]) == (0.5, 0.3333)


def test_everything_right_is_one_throughout() -> None:
    found = [placed("a", "venn", "i1"), placed("b", "venn", "i1"), placed("b", "hult", "i2")]
    assert set(scores(found).values()) == {1.0}


def test_figures_have_flat_names() -> None:
    one = {scope: {"b3": 0.5} for scope in identities.SCOPES}
    assert figures({"meantime": {"gold": one, "read": one}}) == {
        "meantime.b3": 0.5,
        "meantime.read.b3": 0.5,
    }
