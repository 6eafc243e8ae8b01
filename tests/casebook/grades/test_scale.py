from __future__ import annotations

from onrecord.casebook.grades.scale import AXES, UNJUDGED, axis_of, enough, scale


def test_the_scales_are_those_of_the_admiralty_code() -> None:
    assert [*scale("reliability")] == ["A", "B", "C", "D", "E", "F"]
    assert [*scale("credibility")] == ["1", "2", "3", "4", "5", "6"]
    for axis in AXES:
        assert all(step.name and step.says for step in scale(axis).values())


def test_not_judged_is_said_not_to_be_bad() -> None:
    for axis, value in UNJUDGED.items():
        assert scale(axis)[value].name == "cannot be judged"
        assert "not bad" in scale(axis)[value].says


def test_a_sign_is_of_one_axis_alone() -> None:
    assert (axis_of("B"), axis_of("2"), axis_of("G")) == ("reliability", "credibility", None)
    assert not scale("reliability").keys() & scale("credibility").keys()


def test_what_a_proposal_asks_for_is_data() -> None:
    assert enough("confirmed") > enough("probable") > 1
