from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import replace
from itertools import pairwise

import pytest
from casebook_articles import fake_read, item
from hypothesis import given
from hypothesis import strategies as st

from onrecord.casebook import Casebook, custody
from onrecord.casebook.custody import Entry
from onrecord.export import jsonl


def entries(casebook: Casebook) -> list[Entry]:
    return list(custody.entries(casebook._connection))


def test_every_entry_carries_the_digest_of_the_one_before(casebook: Casebook) -> None:
    log = entries(casebook)
    assert [entry.action for entry in log] == ["created", "added", "added", "added"]
    assert [entry.seq for entry in log] == [1, 2, 3, 4]
    assert log[0].previous == ""
    assert all(after.previous == before.digest for before, after in pairwise(log))
    assert casebook.head == log[-1].digest


def test_a_digest_can_be_made_anew_without_onrecord(casebook: Casebook) -> None:
    entry = entries(casebook)[1]
    written = json.dumps(list(entry[:-1]), ensure_ascii=False, separators=(",", ":"))
    assert entry.digest == hashlib.sha256(written.encode("utf-8")).hexdigest()


def test_the_log_says_what_came_in_when_and_by_which_tool(casebook: Casebook) -> None:
    entry = entries(casebook)[1]
    assert entry.at == "2031-03-14T18:05:00Z"
    assert entry.tool.startswith("onrecord ")
    assert entry.details()["document"] == "crane-1"
    original = casebook.original("crane-1")
    assert entry.details()["sha256"] == hashlib.sha256(original).hexdigest()
    assert entry.details()["size"] == len(original)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE custody SET at = ''",
        "DELETE FROM custody",
        "DELETE FROM custody WHERE seq = 4",
        "INSERT INTO custody VALUES (9, '', '', '', '', '', '')",
        "INSERT INTO custody VALUES (5, '', '', '', '', 'not the last digest', '')",
        "INSERT OR REPLACE INTO custody SELECT * FROM custody WHERE seq = 2",
    ],
)
def test_the_log_refuses_to_be_altered(casebook: Casebook, statement: str) -> None:
    before = entries(casebook)
    with pytest.raises(sqlite3.IntegrityError, match="custody log"):
        casebook._connection.execute(statement)
    assert entries(casebook) == before


@given(st.text(), st.text(), st.text())
def test_an_entry_altered_in_any_field_breaks(at: str, action: str, detail: str) -> None:
    entry = Entry(1, "then", "added", "onrecord 1", "{}", "", "")
    entry = entry._replace(digest=entry.expected_digest())
    assert list(custody.broken(entry, None)) == []
    altered = entry._replace(at=at, action=action, detail=detail)
    assert (list(custody.broken(altered, None)) == []) == (altered == entry)
    assert isinstance(altered.details(), dict)


def test_an_entry_taken_out_is_missed(casebook: Casebook) -> None:
    first, second, third, _ = entries(casebook)
    assert list(custody.broken(second, first)) == []
    assert [broken.seq for broken in custody.broken(third, first)] == [3]
    assert list(custody.broken(second, None))


@given(st.text())
def test_details_of_anything_are_a_dict(detail: str) -> None:
    assert isinstance(Entry(1, "", "", "", detail, "", "").details(), dict)


def test_the_digest_of_a_record_is_that_of_its_line(casebook: Casebook) -> None:
    line = jsonl.write(casebook.record("crane-1")).rstrip("\n")
    digest = entries(casebook)[1].details()["record_sha256"]
    assert digest == hashlib.sha256(line.encode("utf-8")).hexdigest()


def test_no_word_of_an_article_is_in_the_log(casebook: Casebook) -> None:
    given = {"id": "crane-9", "title": "Harbour secret"}
    casebook.add_items([replace(item(9), given=given)], fake_read)
    casebook.add_items([item(10, text=" ")], fake_read)
    log = " ".join(entry.detail for entry in entries(casebook))
    assert [word for word in ("Harbour", "Port", "Haldane", "crane was") if word in log] == []
