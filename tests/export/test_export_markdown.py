from __future__ import annotations

import pytest
from sample_records import make_ferry_record, make_people_record, make_record

from onrecord.export import markdown
from onrecord.export.markdown_parts import plain
from onrecord.record import Record


def test_the_report_has_the_frame_the_sources_and_every_attribution(record: Record) -> None:
    report = markdown.write(record)
    assert report.startswith("# Harbour Board Hid Crane Warnings, Engineers Say\n")
    assert "By Ilse Varnhagen and Tomas Okello" in report
    assert "| 2 | Dorrit Haldane | who led the crane crew until 2029 | named | person |" in report
    assert "\nDorrit Haldane:\n\n- a2: said · “We measured" in report
    assert "> that any warning had been received" in report
    for one in record.attributions:
        assert f"### {one.id} " in report


def test_a_pronoun_that_was_resolved_says_to_whom_and_on_which_words() -> None:
    report = markdown.write(make_people_record())
    assert "Ada Venn:\n\n- a1: denied · that she had" in report
    assert "- a2: she said · “He never saw" in report
    assert "### a2 she → Ada Venn · said" in report
    assert "- rests on: “Ada Venn”, line 5" in report
    assert "| from your gazetteer: patrols the northern coast | named |" in report


def test_denials_timeline_relations_and_places_have_their_sections() -> None:
    report = markdown.write(make_ferry_record())
    assert "| a1 **Ivo Dahl** · The Norrund Salt Council sold half of its ferries" in report
    assert (
        "in February | denied by a2 **Maren Oster** · “Not one ferry was sold,” · 83%<br>" in report
    )
    assert "- **12 January 1998**\n    - v3: The mayor of Helmvik" in report
    assert "a plot to **burn** the ferries on Jan. 12, 1998, had failed. (attempted · " in report
    assert "- r7: Yrsa — daughter of Ivo Dahl · “Dahl’s daughter, Yrsa”, line 13, in the" in report
    assert "- Helmvik: 64.15° N, 0.04° E · Iceland" in report
    assert "statement · paraphrased · denied by a2 · denied by a3 · supported by a6" in report
    assert "40%, doubtful" in report


def test_it_says_that_a_model_read_it(record: Record) -> None:
    assert "Read by a model, not established" in markdown.write(record)


def test_an_article_without_attributions_has_a_report(empty_record: Record) -> None:
    report = markdown.write(empty_record)
    assert "found no attribution here" in report
    assert "##" not in report


def test_no_markup_of_the_article_is_left(hostile_record: Record) -> None:
    report = markdown.write(hostile_record)
    for markup in ("<script", "<img", "\n[", " [b", "**star", "\x1b", "\u202e", " `tick"):
        assert markup not in report
    # A bar in a cell would open another column.
    assert all(line.replace("\\|", "").count("|") in (0, 6) for line in report.splitlines())


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("1. first", "1\\. first"),
        ("- item", "\\- item"),
        ("> quote", "\\> quote"),
        ("# head", "\\# head"),
        ("in 2031-03", "in 2031-03"),
        ("A & B < C", "A &amp; B &lt; C"),
        ("see http://a.example", "see http&#58;//a.example"),
        ("www.a.example", "www&#46;a.example"),
        ("ask @someone", "ask &#64;someone"),
        ("a_b_ *c*", "a\\_b\\_ \\*c\\*"),
    ],
)
def test_text_stays_text(text: str, escaped: str) -> None:
    assert plain(text) == escaped


def test_several_reports_are_parted_by_a_rule() -> None:
    written = "".join(markdown.write_many([make_record(), make_record()]))
    assert written.count("\n---\n\n# ") == 1
