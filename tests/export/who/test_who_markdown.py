from __future__ import annotations

from sample_records import make_ferry_record, make_hostile_record, make_people_record

from onrecord.export.who import markdown
from onrecord.export.who.profile import profile
from onrecord.record import Record


def report(id: str, record: Record | None = None) -> str:
    record = record or make_people_record()
    return markdown.write(profile(record, record.entity(id)))


def test_it_has_every_mention_and_every_statement() -> None:
    written = report("e1")
    assert written.startswith("# Ada Venn\n\nperson\n")
    assert "Read by a model, not established" in written
    assert "- “the Defence Minister of Kestria” in the outlet’s own voice, line 5" in written
    assert "ORLMARK — **Ada Venn**, the Defence" in written
    assert sum(line.startswith("| line ") for line in written.splitlines()) == 14
    assert "### a2 she → Ada Venn · said" in written
    assert "## What others say about Ada Venn\n\n### a3 Tor Venn · said" in written
    assert "- line 17: Venn was born in Orlmark in 1979." in written
    assert "Nothing that was read here." in report("e2")


def test_relations_events_and_stances_stand_with_whose_words_they_are() -> None:
    written = report("e1", make_ferry_record())
    assert "## Relations\n\n- r3: Maren Oster — former leader of Norrund Salt Council" in written
    assert (
        "- **February 2031**\n    - v1: HELMVIK — The Norrund Salt Council **sold** half" in written
    )
    assert "(alleged · Norrund Salt Council · according to Ivo Dahl (a1)) · 85%" in written
    assert "denied by a2" in report("e2", make_ferry_record())
    assert report("e8", make_ferry_record()).startswith(
        "# Helmvik\n\nplace · 64.15° N, 0.04° E · Iceland\n"
    )


def test_no_markup_of_the_article_is_left() -> None:
    written = report("e1", make_hostile_record())
    for markup in ("<script", "<img", "**star", "\x1b", "\u202e", " `tick"):
        assert markup not in written
