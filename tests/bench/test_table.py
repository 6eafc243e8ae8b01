"""The tables show every figure, losses included, and the files hold what was measured."""

from __future__ import annotations

import pytest
from bench_results import entities, quality, speed

from bench import table


def test_what_is_missed_is_shown_as_missed() -> None:
    lost = table.page(quality(0.3, 0.2), speed(3500))
    assert lost.count("**missed**") == 5 + 2 + 1 + 2 + 1
    won = table.page(quality(0.99, 0.01), speed(14000))
    assert won.count("**missed**") == 1  # the help of this made-up result takes 0.3 s


def test_the_ratio_is_against_the_faster_spacy() -> None:
    assert "0.50 (floor 1.00: **missed**)" in table.page(quality(0.9, 0.01), speed(3500))


def test_the_whole_is_held_against_its_attribution_stage() -> None:
    page = table.page(quality(0.9, 0.01), speed(6000))
    assert "attribution stage: 0.67 (floor 0.500: met)" in page


def test_names_coreference_and_sources_have_their_part() -> None:
    without = table.page(quality(0.9, 0.01), None)
    assert "## Names" not in without
    won = table.page(quality(0.9, 0.01) | entities(0.96), None)
    assert "## Names" in won
    assert "**missed**" not in won
    assert "**no**" not in won
    lost = table.page(quality(0.9, 0.01) | entities(0.5), None)
    assert lost.count("**missed**") == 1 + 3 + 1  # the newswire; all, names, pronouns; basil
    assert lost.count("**no**") == len(table.NAMES)
    assert "- gum_news: a pronoun 7" in lost
    assert "gum_other_cc, by folds: not measured" in lost


def test_what_was_not_measured_of_entities_is_said() -> None:
    result = entities(0.9) | {"coreference": {}}
    result["names"] = {corpus: {"spacy": both["spacy"]} for corpus, both in result["names"].items()}
    page = table.page(quality(0.9, 0.01) | result, None)
    assert "Coreference on GUM by folds: not measured." in page
    assert page.count("not measured | –") == len(table.NAMES)


def test_peers_stand_in_the_same_row() -> None:
    (full,) = [line for line in table.on_dev(quality(0.9, 0.1), speed(1)) if "| full" in line]
    assert full.endswith("| 0.100 | 0.200 |")


def test_every_row_has_as_many_cells_as_its_head() -> None:
    for lines in (
        table.on_dev(quality(0.9, 0.1), None),
        table.on_dev(quality(0.9, 0.1), speed(1)),
        table.across(quality(0.9, 0.1)),
        table.believed(quality(0.9, 0.1)),
        table.words_a_second(speed(1))[:-4],
        table.starts_and_sizes(speed(1)),
        table.grown(speed(1))[:4],
        table.stages(speed(1)),
        table.found_names(entities(0.9)),
        table.same_entity(entities(0.9)),
        [line for line in table.resolved(entities(0.9)) if line.startswith("|")],
    ):
        assert len({line.count("|") for line in lines if line}) == 1


def test_only_what_stands_between_the_markers_is_replaced() -> None:
    text = f"before\n{table.BEGIN}\nold\n{table.END}\nafter\n"
    assert table.between(text, "new") == f"before\n{table.BEGIN}\nnew\n{table.END}\nafter\n"
    assert table.between("no markers\n", "new") == "no markers\n"


def test_figures_without_folds_say_so() -> None:
    result = quality(0.9, 0.1)
    del result["gum_news"]["folds"]
    assert "not measured" in "\n".join(table.across(result))


def test_the_published_tables_are_those_of_the_results() -> None:
    if table.load("quality") is None:
        pytest.skip("nothing has been measured yet: make bench")
    assert table.stale() == [], "run `python -m bench.table`"
