"""Tables of times, places, relations, events and stances, losses included."""

from bench_results import found

from bench import table_found


def test_what_misses_its_floor_is_shown_as_missed() -> None:
    parts = table_found.parts(found(0.4))
    missed = {name: text.count("**missed**") for name, text in parts.items()}
    assert missed == {
        "times": 2,
        "places": 2,
        "relations": 1,
        "events": 0,
        "stances": 2,
        "identities": 4,
    }
    assert "**missed**" not in "".join(table_found.parts(found(0.99)).values())


def test_lgl_must_be_five_points_above_its_baseline_too() -> None:
    rows = table_found.located(found(0.96, baseline=0.92)["places"])
    assert "**missed**" in rows[2]
    assert "**missed**" not in rows[3]


def test_peers_stand_beside_in_the_order_they_were_measured() -> None:
    head, _, first, *_ = table_found.when(found(0.9)["times"])
    assert head.endswith("| other | third |")
    assert first.endswith("| 0.300 | 0.200 |")


def test_every_row_has_as_many_cells_as_its_head() -> None:
    for text in table_found.parts(found(0.9)).values():
        assert len({line.count("|") for line in text.split("\n") if line}) == 1


def test_a_figure_that_was_not_measured_has_no_row() -> None:
    result = found(0.9)
    del result["relations"]["judged"]
    assert "judged right" not in table_found.parts(result)["relations"]
