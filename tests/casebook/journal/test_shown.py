from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from casebook_articles import AT, article, fake_read, item, read_by

from onrecord.casebook import Casebook, index


def said(casebook: Casebook) -> list[tuple[str, str, str]]:
    """What the lists have of the first article."""
    return sorted(
        (said.source or "", said.kind, said.content)
        for hit in casebook.search(kinds=("statement", "denial"), document="crane-1")
        for said in hit.said
    )


BOTH = [
    ("Dorrit Haldane", "statement", "the crane was safe"),
    ("Petra Lunde", "statement", "letter 1 never came"),
]


def test_what_is_rejected_or_corrected_is_listed_so_until_it_is_undone(casebook: Casebook) -> None:
    assert said(casebook) == BOTH
    casebook.journal.reject("crane-1", "a1")
    casebook.journal.correct("crane-1", "a2", kind="denial", content=["never came"])
    assert said(casebook) == [("Petra Lunde", "denial", "never came")]
    assert casebook.verify().ok
    casebook.journal.undo()
    casebook.journal.undo()
    assert said(casebook) == BOTH
    assert casebook.verify().ok


def test_who_is_one_indexes_no_document_anew(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    monkeypatch.setattr(index, "write", lambda _, version_id, *__: written.append(version_id))
    casebook.journal.merge(("crane-1", "e1"), ("crane-2", "e2"))
    casebook.journal.rename(("crane-1", "e1"), "D. Haldane")
    casebook.journal.undo()
    assert written == []
    casebook.journal.reject("crane-1", "a1")
    assert len(written) == 1


def test_the_index_made_anew_holds_the_decisions(casebook: Casebook) -> None:
    casebook.journal.reject("crane-1", "a1")
    casebook.reindex()
    assert said(casebook) == BOTH[1:]
    assert casebook.verify().ok


def test_a_new_version_and_a_new_reading_are_listed_with_the_decisions(casebook: Casebook) -> None:
    casebook.journal.reject("crane-1", "a1")
    casebook.add_items([item(1, text=f"{article()}It cleared up.\n")], read_by("2"))
    assert said(casebook) == BOTH[1:]
    assert casebook.verify().ok


def test_decisions_that_waited_are_listed_once_their_document_comes(
    casebook: Casebook, tmp_path: Path
) -> None:
    casebook.journal.reject("crane-1", "a1")
    with Casebook.create(tmp_path / "other", clock=lambda: AT) as other:
        other.journal.load(casebook.journal.dump())
        other.add_items([item(1)], fake_read)
        assert said(other) == BOTH[1:]
        assert other.verify().ok


def test_documents_of_one_text_are_listed_right_as_they_come(
    casebook: Casebook, tmp_path: Path
) -> None:
    casebook.journal.reject("crane-1", "a1")
    with Casebook.create(tmp_path / "other", clock=lambda: AT) as other:
        for key in ("copy", "another", "crane-1"):
            other.add_items([replace(item(1), key=key, given={"id": key})], fake_read)
            other.journal.load(casebook.journal.dump())
            assert other.verify().ok
        assert said(other) == BOTH[1:]
        other.remove("copy", why="asked")
        assert other.verify().ok


def test_an_entity_that_is_rejected_everywhere_is_in_no_identity(casebook: Casebook) -> None:
    start = article().index("Petra Lunde")
    assert ("crane-1", "e2") in casebook.journal.entities("Petra Lunde")
    casebook.journal.reject("crane-1", f"e2@{start}")
    assert casebook.journal.entities("Petra Lunde") == [("crane-2", "e2"), ("crane-3", "e2")]
    casebook.journal.undo()
    assert ("crane-1", "e2") in casebook.journal.entities("Petra Lunde")
    assert casebook.verify().ok


def test_what_was_gathered_is_not_taken_for_altered(casebook: Casebook) -> None:
    before = casebook.journal.entities("Petra Lunde")
    casebook.journal.reject("crane-1", "a1")
    assert casebook.verify().ok
    assert casebook.journal.entities("Petra Lunde") == before
    assert casebook.verify().ok
