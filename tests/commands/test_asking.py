from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from casebook_asked import add, make
from sample_records import make_hostile_record

from onrecord import cli
from onrecord.casebook import Casebook, Dated, Place
from onrecord.casebook.lists import Also
from onrecord.commands import asking_tables, asking_text

Run = Callable[..., tuple[int, str, str]]
LISTS = (
    ("search", "said"),
    ("search", "--kind", "denial"),
    ("sources",),
    ("identities",),
    ("timeline",),
    ("review",),
)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line beside a casebook `s.casebook`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "90")
    make(tmp_path / "s.casebook").close()

    def _run(command: str, *arguments: str) -> tuple[int, str, str]:
        status = cli.main((command, "s.casebook", *arguments))
        return status, *capsys.readouterr()

    return _run


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


def test_search_shows_passages_with_the_match_lit(run: Run) -> None:
    status, out, complaints = run("search", "spy", "hire")
    assert (status, complaints) == (0, "")
    assert "Minister Denies Showing Harbour Plans to Her Brother" in out
    assert "The Kestrian Lantern · 2031-05-07 · line 7 · " in out
    assert "“a [spy] for [hire],”" in out
    assert "Ines Karo  called  accusation" in out
    assert "Read by a model, not established." in out


def test_nothing_found_is_said(run: Run) -> None:
    assert run("search", "zeppelin") == (0, "Nothing was found.\n", "")
    assert json.loads(run("search", "zeppelin", "--format", "json")[1]) == []
    assert rows(run("search", "zeppelin", "--format", "csv")[1]) == []


@pytest.mark.parametrize("call", LISTS, ids=" ".join)
def test_every_list_names_its_passages_in_every_format(run: Run, call: tuple[str, ...]) -> None:
    name, *given = call
    found = json.loads(run(name, *given, "--format", "json")[1])
    table = rows(run(name, *given, "--format", "csv")[1])
    assert found or name == "review"
    assert len(found) == len(table)
    for row, cells in zip(found, table, strict=True):
        assert row["place"]["document"] == cells["document"]
        assert str(row["place"]["start"]) == cells["start"]
        assert cells["line"]
    text = run(name, *given)[1]
    assert text == run(name, *given)[1]
    if found:
        assert f"line {found[0]['place']['line']}" in text or name in ("sources", "identities")


@pytest.mark.parametrize("format", ["json", "csv"])
@pytest.mark.parametrize("call", [*LISTS, ("documents",), ("who", "Petra Lunde")], ids=" ".join)
def test_lists_come_in_the_same_order_however_the_rows_are_laid(
    run: Run, call: tuple[str, ...], format: str
) -> None:
    before = run(*call, "--format", format)[1]
    with closing(sqlite3.connect("s.casebook")) as connection:
        connection.execute("VACUUM")  # lays all rows anew
    with closing(sqlite3.connect("s.casebook")) as connection:
        connection.execute("ANALYZE")  # the planner may walk other ways from now on
    assert run(*call, "--format", format)[1] == before


def test_review_says_in_one_line_how_much_there_is(run: Run) -> None:
    with Casebook.open("s.casebook") as casebook:
        counts = casebook.review_counts()
    pairs, unsure = counts["identity"], counts["statement"]
    head = run("review")[1].splitlines()[0]
    assert (f"{pairs} set" in head) == bool(pairs)
    assert (f"{unsure} unsure reading" in head) == bool(unsure)
    assert "decision" not in head
    assert head.startswith("To look at: ") or not any(counts.values())


@pytest.mark.parametrize("call", LISTS[:-1], ids=" ".join)
def test_lists_are_paged(run: Run, call: tuple[str, ...]) -> None:
    name, *given = call
    whole = json.loads(run(name, *given, "--format", "json")[1])
    assert len(whole) > 1
    paged = json.loads(run(name, *given, "--format", "json", "--limit", "1", "--offset", "1")[1])
    assert paged == whole[1:2]
    assert "There is more: --offset 1." in " ".join(run(name, *given, "--limit", "1")[1].split())
    assert "There is more" not in run(name, *given, "--offset", str(len(whole) - 1))[1]


def test_documents_are_paged_too(run: Run) -> None:
    whole = json.loads(run("documents", "--format", "json")[1])
    found = json.loads(run("documents", "--format", "json", "--limit", "2", "--offset", "1")[1])
    assert found == whole[1:3]


def test_who_of_a_casebook_goes_across_documents(run: Run) -> None:
    status, out, _ = run("who", "petra", "lunde")
    assert status == 0
    assert out.startswith("Petra Lunde\nperson · 3 documents · #")
    assert "Taken for one" in out
    assert "same full name: Petra Lunde" in out
    found = json.loads(run("who", "Petra Lunde", "--format", "json")[1])
    assert len(found["said"]) == 3
    table = rows(run("who", "Petra Lunde", "--format", "csv")[1])
    assert [row["part"] for row in table] == ["said"] * 3
    one = " ".join(run("who", "Petra Lunde", "--limit", "1")[1].split())
    assert "There is more: --offset 1." in one
    assert "There is more" not in run("who", "Petra Lunde", "--limit", "1", "--all")[1]


def test_who_shows_roles_relations_and_what_others_say(run: Run) -> None:
    out = " ".join(run("who", "Ivo Dahl")[1].split())
    assert "“the envoy of Governor Ana Ruiz” envoy of Ana Ruiz" in out
    assert "according to The harbour ministry" in out
    assert "What others say" in out


def test_the_timeline_says_when_what_and_whose_word_it_is(run: Run) -> None:
    out = " ".join(run("timeline", "--who", "Salt Council")[1].split())
    assert "the 1960s The council was [founded] in the" in out
    assert "February 2031" in out
    assert "alleged · according to Ivo Dahl" in out


def test_what_one_sentence_tells_of_one_day_is_shown_once() -> None:
    words = "The crane fell on Monday and killed a welder."
    place = Place(
        document="a", version=1, headline=None, outlet=None, published="2031-05-07", line=3,
        page=None, start=104, end=108,
    )  # fmt: skip
    fell = Dated(
        kind="event", id="v1", earliest="2031-05-05", latest="2031-05-05", printed="Monday",
        words="fell", sentence=words, at=10, participants=(), places=(), modality="actual",
        authority=None, said=None, confidence=0.7, place=replace(place, start=110, end=114),
        also=(Also(id="v2", words="killed", at=29),),
    )  # fmt: skip
    lines = [line.plain for line in asking_text.moments([fell], 100)]
    out = " ".join(" ".join(lines).split())
    assert "The crane [fell] on Monday and [killed] a welder." in out
    assert out.count("The crane") == 1
    assert "70%" in out
    assert ",fell," in (table := "".join(asking_tables.timeline([fell])))
    assert ",killed," in table


@pytest.mark.parametrize(
    ("call", "code", "status"),
    [
        (("search",), "C030", 2),
        (("search", "…"), "C030", 2),
        (("search", "crane", "--since", "soon"), "C033", 2),
        (("search", "crane", "--document", "none"), "C008", 2),
        (("search", "crane", "--named", "--unnamed"), "U004", 2),
        (("search", "crane", "--limit", "-1"), "U004", 2),
        (("who", "Nobody"), "C031", 1),
        (("who", "Venn"), "C032", 2),
        (("who", "Petra", "--format", "md"), "U004", 2),
        (("who", "Petra", "--gazetteer", "mine.yaml"), "U004", 2),
        (("timeline", "--place", "Nowhere"), "C031", 1),
    ],
)
def test_a_wrong_call_is_answered_in_one_line(
    run: Run, call: tuple[str, ...], code: str, status: int
) -> None:
    given, out, complaints = run(*call)
    assert (given, out) == (status, "")
    assert len(complaints.splitlines()) == 1
    assert f" {code}: " in complaints


def test_who_of_an_article_has_no_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "a.txt"
    article.write_text("It rained.", encoding="utf-8")
    for given in (("--limit", "2"), ("--format", "csv")):
        assert cli.main(("who", str(article), "Venn", *given)) == 2
        assert " U004: " in capsys.readouterr().err


def test_words_of_articles_do_not_act_on_the_terminal(run: Run) -> None:
    with Casebook.open("s.casebook") as casebook:
        add(casebook, "hostile", make_hostile_record())
        names = [each.identity for each in casebook.identities()]
    calls = [*LISTS, *(("who", f"#{number}") for number in names)]
    for name, *given in calls:
        for format in ("text", "csv"):
            out = run(name, *given, "--limit", "1000", "--format", format)[1]
            assert not {"\x1b", "\x07", "\u202e", "\x9b"}.intersection(out)


def test_a_relation_is_worded_from_the_side_that_is_asked_for(run: Run) -> None:
    of_the_envoy, of_the_governor = run("who", "Ivo Dahl")[1], run("who", "Ana Ruiz")[1]
    assert "envoy of Ana Ruiz" in of_the_envoy
    assert "member of Unit Nine" in of_the_envoy
    # His daughter has that role, not he; and the governor is nobody's envoy.
    assert "daughter: Yrsa" in of_the_envoy
    assert "daughter of" not in of_the_envoy
    assert "envoy: Ivo Dahl" in of_the_governor
    assert "envoy of" not in of_the_governor.replace("“the envoy of Governor Ana Ruiz", "“")
    (row,) = [
        row
        for row in rows(run("who", "Ana Ruiz", "--format", "csv")[1])
        if row["part"] == "role" and row["role"] == "envoy"
    ]
    assert (row["other"], row["of_other"]) == ("Ivo Dahl", "True")
