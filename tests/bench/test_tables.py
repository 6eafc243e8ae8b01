from bench.tables import number, table, verdict


def test_a_figure_is_rounded_and_what_is_missing_is_a_dash() -> None:
    assert [number(0.12345), number(1234.5, 0), number(None)] == ["0.123", "1,234", "–"]


def test_a_floor_is_met_or_missed_and_none_says_nothing() -> None:
    assert verdict(0.85, 0.85) == "met"
    assert verdict(0.84, 0.85) == "**missed**"
    assert verdict(0.84, 0.85, most=True) == "met"
    assert verdict(0.84, None) == ""


def test_a_table_has_a_head_a_rule_and_rows() -> None:
    assert table(["a", "b"], [["1", "2"]]) == ["| a | b |", "|---|---:|", "| 1 | 2 |", ""]
