import json
from importlib import resources

import numpy as np
import pytest

from onrecord.annotate import places
from onrecord.annotate.places import rank


def at(text: str, *names: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for name in names:
        start = text.index(name, start)
        found.append((start, start + len(name)))
    return found


def test_probabilities_of_a_name_sum_to_one() -> None:
    text = "From Paris to Springfield and Georgia."
    table = places.tabulate(text, at(text, "Paris", "Springfield", "Georgia"))
    assert table
    shares = np.bincount(table.owner, rank.probabilities(table, rank.shipped()))
    assert shares == pytest.approx([1.0, 1.0, 1.0])


def test_a_name_in_two_larger_places_is_two_groups_and_one_alone_joins_the_first() -> None:
    text = "Paris, Texas, and Paris, France. Paris wins."
    table = places.tabulate(text, at(text, "Paris", "Texas", "Paris", "France", "Paris"))
    assert table
    assert [group.members for group in table.groups] == [[0, 4], [1], [2], [3]]


def test_distances_are_taken_to_a_bounded_number_of_names() -> None:
    names = ["Nairobi", "Lyon", "Oslo", "Quito", "Perth"] * 20
    text = " ".join(f"{name}, Area{number}." for number, name in enumerate(names))
    table = places.tabulate(text, at(text, *names))
    assert table
    likely = rank.probabilities(table, rank.shipped())
    assert rank.neighbours(table, likely).shape == (len(table.entries), 9)


def test_weights_name_every_feature() -> None:
    text = resources.files("onrecord.annotate.places").joinpath(rank.FILE).read_text("utf-8")
    assert len(rank.parse(text).first) == len(rank.FIRST)
    data = json.loads(text)
    del data["first"]["country"]
    with pytest.raises(KeyError):
        rank.parse(json.dumps(data))
