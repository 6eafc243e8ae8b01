from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len
from sample_records import Draft, make_empty_record, make_ferry_record, make_people_record

from onrecord.export import layout, terminal
from onrecord.record import Attribution, Record

WIDTHS = [40, 60, 80, 99, 100, 120, 300]


def squeezed(report: str) -> str:
    """The report without line breaks, bars and runs of blanks."""
    return " ".join(report.replace("│", " ").split())


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_window(
    record: Record, hostile_record: Record, width: int
) -> None:
    for one in (record, hostile_record, make_people_record(), make_ferry_record()):
        lines = terminal.write(one, width=width).splitlines()
        assert max(map(cell_len, lines)) <= min(width, layout.WIDEST)


def test_a_window_too_narrow_for_columns_is_survived(record: Record) -> None:
    assert "Dorrit" in terminal.write(record, width=5)


@pytest.mark.parametrize("width", [60, 80])
def test_every_attribution_is_quoted_verbatim(record: Record, width: int) -> None:
    report = squeezed(terminal.write(record, width=width))
    for one in record.attributions:
        said = " […] ".join(span.text for span in one.content)
        assert said in report, one.id


def test_the_report_shows_the_frame_first(record: Record) -> None:
    lines = terminal.write(record).splitlines()
    assert lines[0] == "Harbour Board Hid Crane Warnings, Engineers Say"
    assert lines[1] == "The Marren Courier · 2031-03-14 18:05:00+01:00 · PORT MARREN"
    assert lines[2] == "By Ilse Varnhagen and Tomas Okello"


def test_sources_stand_with_their_count_and_standing(record: Record) -> None:
    report = squeezed(terminal.write(record))
    assert "2 Dorrit Haldane named person who led the crane crew until 2029 a2 said" in report
    assert "1 Three engineers unnamed person a1 said" in report
    assert "1 She unresolved pronouns a4 she said" in report
    assert "1 Source not stated not stated a8 has been accused" in report
    assert "5 named, 3 unnamed, 4 unresolved" in report


def test_under_each_source_stands_who_it_is_and_a_line_for_all_it_said() -> None:
    report = terminal.write(make_people_record())
    section = report.split("most used first")[1].split("Rests on one")[0]
    groups = [
        [" ".join(line.split()) for line in group.splitlines()] for group in section.split("\n\n")
    ]
    venn = next(group for group in groups if "2 Ada Venn named person" in group)
    assert venn[-3:] == [
        "the Defence Minister of Kestria",
        "a1 denied that she had shown the harbour plans to her brother",
        "a2 she said “He never saw a page of them,”",
    ]
    assert max(map(cell_len, section.splitlines())) <= 80


def test_what_a_gazetteer_says_and_what_stands_for_a_government_is_marked() -> None:
    report = squeezed(terminal.write(make_people_record()))
    assert "Kestrian Coast Guard named organization from your gazetteer: patrols" in report
    assert "Orlmark named organization here the government, not the place itself (2 of 4" in report
    assert "gazetteer: mine.yaml, sha256:ba9876543210" in report


def test_a_pronoun_that_was_resolved_says_to_whom_and_on_which_words() -> None:
    report = squeezed(terminal.write(make_people_record(), width=120))
    assert "a2 she → Ada Venn said statement · quoted 90% “He never saw" in report
    assert "rests on: “Ada Venn”, line 5" in report
    assert "the KCG → Kestrian Coast Guard said" in report
    assert "a6 Karo said" in report
    assert "a11 he said statement" in report


def test_a_source_that_is_a_long_clause_is_called_by_its_head_and_stands_whole_beneath() -> None:
    source = (
        "a clerk at the harbour board who keeps the crane logbooks and has seen both "
        "versions of the audit"
    )
    draft = Draft([("paragraph", f"The audit was rewritten, {source} said.")])
    said = Attribution(
        id="a1",
        source=draft.span(0, source),
        unresolved="nominal",
        cue=[draft.span(0, "said")],
        content=[draft.span(0, "The audit was rewritten")],
        mode="indirect",
        kind="statement",
        source_kind="unnamed_person",
        confidence=0.9,
    )
    record = replace(
        make_empty_record(), document=draft.document(), sentences=[], attributions=[said]
    )
    for width in (80, 120):
        report = squeezed(terminal.write(record, width=width))
        table = report.split("Rests on one")[0]
        assert f"1 A clerk at the harbour board unnamed person {source} a1" in table
        assert "who keeps" in report.split("Who said what")[1]


def test_what_rests_on_one_unnamed_source_is_shown(record: Record) -> None:
    report = terminal.write(record)
    section = report.split("Rests on one unnamed source")[1].split("Who said what")[0]
    assert re.findall(r"^  (a\d+)", section, re.MULTILINE) == ["a5", "a6"]
    assert "through a5" in section


def test_marks_and_grounds_of_an_attribution_are_shown(record: Record) -> None:
    report = squeezed(terminal.write(record))
    assert "statement · paraphrased · source unnamed · said on 14 March 2031" in report
    assert "belief · partly quoted · source unresolved · inside a5 hedged: “may”" in report
    assert "basis: “briefed on the inquiry”" in report
    assert "anonymity: “asked not to be named because the findings are not public”" in report
    assert "no statement · paraphrased" in report
    assert "no comment · paraphrased" in report


def test_an_inner_attribution_is_indented_beneath_the_outer_one(record: Record) -> None:
    lines = terminal.write(record).split("Who said what")[1].splitlines()
    starts = {line.split()[0]: len(line) - len(line.lstrip()) for line in lines if line.strip()}
    assert starts["a6"] == starts["a5"] + 4


def test_confidence_is_a_percentage_and_low_ones_are_marked(record: Record) -> None:
    lines = terminal.write(record).splitlines()
    assert any(line.startswith("  a2 ") and line.endswith(" 97%") for line in lines)
    assert any(line.startswith("  a16 ") and line.endswith(" 35%?") for line in lines)
    assert sum("doubtful" in line for line in lines) == 3  # two, and their number


def test_reasons_are_grouped_with_the_attributions_they_hold_for(record: Record) -> None:
    report = squeezed(terminal.write(record))
    assert "4 no name is given a1 a5 a12 a13" in report


def test_it_says_that_a_model_read_it_which_and_how_long(record: Record) -> None:
    report = squeezed(terminal.write(record, seconds=0.84))
    assert "about 12 of 16 attributions should be right" in report
    assert report.endswith(
        "Read in 0.8 s by onrecord 0.1.0 (attribution: sample 1, sha256:0123456789ab)"
    )


def test_a_file_where_nobody_speaks_has_a_short_report(empty_record: Record) -> None:
    report = terminal.write(empty_record)
    assert "found no attribution here" in report
    assert "Sources" not in report


def test_without_colour_there_is_no_escape_sequence(hostile_record: Record) -> None:
    report = terminal.write(hostile_record)
    assert not re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", report)
    assert "^[[31mred" in report
    assert "[bold]markup[/bold]" in report


def test_with_colour_the_only_escape_sequences_are_styles(hostile_record: Record) -> None:
    report = terminal.write(hostile_record, colour=True)
    assert "\x1b[1m" in report
    bare = re.sub(r"\x1b\[[\d;]*m", "", report)
    assert bare == terminal.write(hostile_record)


def test_a_denial_stands_beside_what_it_denies() -> None:
    lines = terminal.write(make_ferry_record()).splitlines()
    (first,) = [line for line in lines if line.startswith("  Ivo Dahl according to  a1")]
    assert "│ denied by Maren Oster  a2 · 83%" in first
    narrow = terminal.write(make_ferry_record(), width=60).split("Who denies what")[1].splitlines()
    assert narrow[1].startswith("  Ivo Dahl according to  a1")
    assert "      denied by Maren Oster  a2 · 83%" in narrow


def test_a_statement_says_who_denies_it_and_what_it_denies() -> None:
    report = squeezed(terminal.write(make_ferry_record()).split("Who said what")[1])
    assert "denied by a2 · denied by a3 supported by a6" in report
    assert "statement · quoted · denies a1" in report


def test_the_timeline_dates_what_happened_and_what_was_said_with_whose_words_it_is() -> None:
    report = terminal.write(make_ferry_record())
    section = squeezed(report.split("Timeline")[1].split("Relations")[0])
    assert "6 events and 1 statement · confidence" in section
    assert "12 January 1998 v3 …and told reporters that a plot to [burn] the" in section
    assert "attempted · according to Signe Lund (a7)" in section
    assert "10 March 2031 a3 Maren Oster denies: that money had changed" in section
    assert section.index("1998") < section.index("2019") < section.index("no date v6")
    assert "44%?" in section


def test_relations_stand_with_their_words_and_whose_they_are() -> None:
    section = squeezed(terminal.write(make_ferry_record()).split("Relations")[1])
    assert (
        "r4 Ivo Dahl — former member of Unit Nine 88% “a member of the council’s Unit Nine”, "
        "line 9, according to the harbour ministry (a4)" in section
    )
    assert "“the envoy of Governor Ana Ruiz”, line 5, in the outlet’s own voice" in section


def test_places_stand_with_degrees_and_country() -> None:
    section = squeezed(terminal.write(make_ferry_record()).split("Places")[1])
    assert "Helmvik 64.15° N, 0.04° E · Iceland" in section
    assert "Tarn 3.25° S, 20.50° W · area" in section


def test_what_was_not_found_has_no_section(record: Record) -> None:
    report = terminal.write(replace(record, attributions=record.attributions[1:2]))
    for title in ("Who denies what", "Timeline", "Relations", "Places"):
        assert title not in report


def test_deep_nesting_does_not_push_words_out_of_the_window(record: Record) -> None:
    def nested(index: int, one: Attribution) -> Attribution:
        return replace(one, inside=record.attributions[index - 1].id if index else None)

    deep = [nested(index, one) for index, one in enumerate(record.attributions)]
    report = terminal.write(replace(record, attributions=deep), width=60)
    assert max(map(cell_len, report.splitlines())) <= 60


def test_the_summary_names_what_was_read_and_what_was_not(record: Record) -> None:
    read = [terminal.summary_line(name, record) for name in ("a.html", "b\x1b.html")]
    report = squeezed(terminal.summary(read, [("c.pdf", "R001: the file is empty")]))
    assert "2 read" in report
    assert "16 a.html Harbour Board Hid Crane Warnings, Engineers Say" in report
    assert "b^[.html" in report
    assert "1 not read" in report
    assert "c.pdf R001: the file is empty" in report
    assert "32 attributions in all" in report


def test_the_summary_keeps_the_end_of_a_long_path(record: Record) -> None:
    name = "/a/very/long/way/down/many/folders/with/long/names/to/harbour.html"
    report = terminal.summary([terminal.summary_line(name, record)], [])
    assert "…" in report
    assert "/names/to/harbour.html  Harbour Board" in report
