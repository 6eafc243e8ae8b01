from __future__ import annotations

from pathlib import Path

import claims_asked
import workbench
from claim_models import Counted
from workbench import CRANE, FAILED, Client

from onrecord.casebook import Casebook


def test_the_casebook_at_a_glance(client: Client) -> None:
    found = client.twin("/")
    assert found["documents"] == {
        "read": 7,
        "failed": 1,
        "removed": 0,
        "statements": sum(one["statements"] for one in client.twin("/documents")["documents"]),
    }
    assert [one["key"] for one in found["unread"]] == [FAILED]
    assert found["sources"][0]["name"] == "Dorrit Haldane"
    page = client.page("/")
    assert "7 articles" in page
    assert "R045" in page


def test_an_empty_casebook_explains_itself_in_three_sentences(tmp_path: Path) -> None:
    path = tmp_path / "empty.casebook"
    Casebook.create(path).close()
    with workbench.opened(path) as client:
        page = client.page("/")
        lead = page.partition('<p class="lead">')[2].partition("</p>")[0]
        assert lead.count(". ") + lead.endswith(".") == 3
        assert 'id="file"' in page
        found = client.twin("/")
        assert (found["latest"], found["sources"], found["review"]) == ([], [], {})
        for empty in ("/documents", "/journal", "/adding"):
            assert 'class="empty"' in client.page(empty)


def test_documents_are_picked_by_how_they_were_read(client: Client) -> None:
    assert client.twin("/documents")["counts"] == {"read": 7, "failed": 1, "removed": 0}
    failed = client.twin("/documents?status=failed")
    assert [one["key"] for one in failed["documents"]] == [FAILED]
    assert client.twin("/documents?status=nonsense")["status"] is None


def test_a_removed_document_is_listed_as_such(client: Client, path: Path) -> None:
    with Casebook.open(path) as casebook:
        casebook.remove(CRANE, why="asked to")
    found = client.twin("/documents?status=removed")
    assert [(one["key"], one["reason"]) for one in found["documents"]] == [(CRANE, "asked to")]
    assert client.twin("/")["documents"]["removed"] == 1


def test_a_long_list_of_documents_has_pages(client: Client, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("onrecord.web.views.documents.A_PAGE", 3)
    seen, address = [], "/documents"
    while address:
        found = client.twin(address)
        seen += [one["key"] for one in found["documents"]]
        address = found["after"]
    assert len(seen) == len(set(seen)) == 8
    assert found["before"] == "/documents?from=3"
    for wrong in ("-1", "x", "1e9", "\u0663", "9" * 30):
        client.twin(f"/documents?from={wrong}")


def test_what_is_kept_is_made_anew_once_the_casebook_changed(client: Client, path: Path) -> None:
    held = client.http.app.state.site  # type: ignore[attr-defined]
    made = [held.kept("x", lambda number=number: number) for number in (1, 2)]
    assert made == [1, 1]
    client.decide(action="accept", document=CRANE, id="a1")
    assert held.kept("x", lambda: 3) == 3
    before = client.twin("/")["documents"]["read"]
    with Casebook.open(path) as casebook:
        casebook.remove(CRANE, why="asked to")
    assert client.twin("/")["documents"]["read"] == before - 1


def test_claims_stand_under_what_is_to_be_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "claims.casebook"
    with claims_asked.make(path, models=Counted()) as casebook:
        (claim,) = casebook.claims()
    with workbench.opened(path) as client:
        found = client.twin("/")["claims"]
        assert [one["id"] for one in found["disputed"]] == [claim.id]
        assert [one["id"] for one in found["new"]] == [claim.id]
        assert found["circular"] == []
        (row,) = found["disputed"]
        assert row["documents"] == claim.documents
        assert row["low"] <= row["independent"] <= row["high"]
        page = client.page("/")
        assert f'href="/claim?id={claim.id}"' in page
        assert "No claims yet" not in page
