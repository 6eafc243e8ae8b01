from marked_names import read

from bench.linking import Counts, Gold, by_string, count


def totals(marked: str, keys: str, groups: list[tuple[int, ...]]) -> dict[str, Counts]:
    document, spans = read(marked)
    found = {name: Counts() for name in ("person", "organization", "place", "other", "all")}
    count(Gold("a", document.text, spans, list(keys)), groups, found)
    return found


def test_all_right_is_one_throughout() -> None:
    found = totals("[p:Roe] [p:Orla Roe] [l:Norr]", "aab", [(0, 1), (2,)])
    assert set(found["all"].figures().values()) == {1.0}
    assert found["person"].pairs == [1, 1, 1]
    assert found["place"].pairs == [0, 0, 0]


def test_pairs_and_names_are_counted_by_type() -> None:
    # One pair of the three of "a" is linked, and one more that is wrong.
    found = totals("[p:Roe] [p:Roe] [p:Orla] [g:Norrians]", "aaab", [(0, 1), (2, 3)])
    assert found["all"].pairs == [1, 2, 3]
    assert found["all"].figures() == {
        "pair_precision": 1 / 2,
        "pair_recall": 1 / 3,
        "b3_precision": (1 + 1 + 1 / 2 + 1 / 2) / 4,
        "b3_recall": (2 / 3 + 2 / 3 + 1 / 3 + 1) / 4,
    }
    assert found["other"].cubed == [0.5, 1.0, 1]


def test_equal_strings_are_what_anybody_has() -> None:
    document, spans = read("[p:Roe] [p:Orla Roe] [p:Roe]")
    assert by_string(Gold("a", document.text, spans, list("aaa"))) == [(0, 2), (1,)]
