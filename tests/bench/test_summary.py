"""The README's one table."""

from bench_results import entities, found, quality, speed

from bench import summary


def folded(value: float) -> dict[str, object]:
    """Results of names and sources in which both corpora were measured by folds."""
    made = entities(value)
    made["sources"]["gum_other_cc"] = made["sources"]["gum_news"]
    return made


def test_every_stage_has_its_line_with_floor_and_peer() -> None:
    text = summary.write(quality(0.9, 0.01) | folded(0.9) | found(0.95), speed(8000))
    rows = [line for line in text.split("\n") if line.startswith("|")]
    assert len({row.count("|") for row in rows}) == 1
    assert "spaCy small 0.600" in text
    assert "other 0.300" in text
    assert "the largest of the name 0.500" in text
    assert "**8,000 words a second**" in text
    assert "**missed**" not in text


def test_losses_are_shown() -> None:
    text = summary.write(quality(0.3, 0.2) | folded(0.3) | found(0.3), None)
    assert text.count("**missed**") == 4 + 4 + 6


def test_parts_that_were_not_measured_are_left_out() -> None:
    text = summary.write(quality(0.9, 0.01), None)
    assert "places" not in text
    assert "words a second" not in text
