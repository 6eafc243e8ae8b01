from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from casebook_articles import fake_read, item

from onrecord.casebook import Casebook, database
from onrecord.errors import OnrecordError


def code(path: Path, *, create: bool = False) -> str:
    """The code of the error that opening gives."""
    with pytest.raises(OnrecordError) as raised:
        Casebook.open(path, create=create, timeout=0)
    assert raised.value.message
    return raised.value.code


def test_a_new_casebook_is_a_safe_database(casebook: Casebook) -> None:
    def pragma(name: str) -> object:
        return casebook._connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2
    assert pragma("foreign_keys") == 1
    assert pragma("secure_delete") == 1
    assert pragma("user_version") == len(database.migrations())
    plain = casebook._connection.execute("SELECT name FROM pragma_table_list WHERE NOT strict")
    ours = [name for (name,) in plain if not name.startswith("sqlite_") and "search" not in name]
    assert ours == []


def test_one_that_is_not_there_is_not_made_by_opening(path: Path) -> None:
    assert code(path) == "C001"
    assert not path.exists()


@pytest.mark.parametrize(
    "content", [b"It rained.", b"x" * 5_000, b"SQLite format 3\0" + b"?" * 900]
)
@pytest.mark.parametrize("create", [True, False])
def test_a_file_that_is_no_casebook_is_refused_and_left_alone(
    path: Path, content: bytes, create: bool
) -> None:
    path.write_bytes(content)
    assert code(path, create=create) in ("C002", "C007")
    assert path.read_bytes() == content


@pytest.mark.parametrize("create", [True, False])
def test_another_programs_database_is_refused_and_left_alone(path: Path, create: bool) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipe (name)")
    other.close()
    before = path.read_bytes()
    assert code(path, create=create) == "C002"
    assert path.read_bytes() == before


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert code(tmp_path) == "C002"


def test_a_place_without_a_folder_is_refused(tmp_path: Path) -> None:
    assert code(tmp_path / "none" / "story.casebook", create=True) == "U005"


def test_a_folder_that_may_not_be_written_to_is_named_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever runs the tests may have the right to write anywhere.
    monkeypatch.setattr(os, "access", lambda path, mode: path != tmp_path)
    assert code(tmp_path / "story.casebook", create=True) == "U005"
    assert not (tmp_path / "story.casebook").exists()


def test_a_newer_schema_is_refused_and_left_alone(casebook: Casebook, path: Path) -> None:
    casebook._connection.execute("PRAGMA user_version = 999")
    casebook.close()
    before = path.read_bytes()
    assert code(path) == "C003"
    assert code(path, create=True) == "C003"
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_casebook_only_when_asked(path: Path) -> None:
    path.touch()
    assert code(path) == "C002"
    with Casebook.open(path, create=True) as casebook:
        assert casebook.verify().ok


def test_a_making_that_was_cut_short_is_finished(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    assert path.stat().st_size
    with Casebook.create(path) as casebook:
        assert casebook.verify().ok


def test_there_is_no_making_over_another(casebook: Casebook, path: Path) -> None:
    with pytest.raises(OnrecordError) as raised:
        Casebook.create(path)
    assert raised.value.code == "C012"


def test_a_casebook_can_have_any_name(tmp_path: Path) -> None:
    path = tmp_path / "story of #7? 100% “öffentlich”.casebook"
    with Casebook.create(path) as casebook:
        casebook.add_items([item()], fake_read)
    with Casebook.open(path) as casebook:
        assert casebook.verify().documents == 1


def test_a_full_disk_keeps_what_was_added_before(casebook: Casebook, path: Path) -> None:
    casebook._connection.execute("PRAGMA max_page_count = 1")  # no more than there are
    many = [item(number) for number in range(10, 200)]
    with pytest.raises(OnrecordError) as raised:
        casebook.add_items(many, fake_read)
    assert raised.value.code == "C006"
    casebook.close()
    with Casebook.open(path) as again:
        assert again.verify().ok
        there = len(list(again.documents()))
        assert 3 <= there < 193
        assert again.add_items(many, fake_read).counts["added"] == 193 - there
        assert again.verify().ok


def test_another_writer_is_waited_for_and_then_named(casebook: Casebook, path: Path) -> None:
    with Casebook.open(path, timeout=0) as other:
        casebook._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(OnrecordError) as raised:
            other.add_items([item(4)], fake_read)
        assert raised.value.code == "C004"
        assert len(list(other.documents())) == 3  # reading goes on
        casebook._connection.execute("ROLLBACK")
        assert other.add_items([item(4)], fake_read).counts == {"added": 1}


READ_ONLY = """
import os, sys
from casebook_articles import fake_read, item
from onrecord.casebook import Casebook, database
from onrecord.errors import OnrecordError
if os.getuid() == 0:  # whom no rights hold back
    with Casebook.open(sys.argv[1]) as casebook:
        casebook.verify()  # imports what is his alone to read
    os.setuid(65534)
with Casebook.open(sys.argv[1]) as casebook:
    print(len(list(casebook.documents())), casebook.verify().ok)
    try:
        casebook.add_items([item(4)], fake_read)
    except OnrecordError as error:
        print(error.code)
"""


@pytest.mark.skipif(os.name == "nt", reason="rights are POSIX'")
@pytest.mark.parametrize("folder_mode", [0o555, 0o777])
def test_a_file_that_may_only_be_read_is_read(folder_mode: int) -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own are closed to other users
        folder = Path(name)
        with Casebook.create(folder / "a.casebook") as casebook:
            casebook.add_items([item()], fake_read)
        (folder / "a.casebook").chmod(0o444)
        folder.chmod(folder_mode)
        tests = Path(__file__).parent.parent
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, folder / "a.casebook"],
            env={**os.environ, "PYTHONPATH": f"{tests}"},
            capture_output=True,
            text=True,
            check=False,
        )
        folder.chmod(0o755)
    assert done.stdout.split() == ["1", "True", "C005"], done.stderr


def test_an_older_casebook_is_brought_up_to_date(
    casebook: Casebook, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    casebook.close()
    scripts = (*database.migrations(), "CREATE TABLE extra (a TEXT) STRICT; -- more; to come\n")
    monkeypatch.setattr(database, "migrations", lambda: scripts)
    with Casebook.open(path) as again:
        assert again.verify().ok
        assert again._connection.execute("SELECT count(*) FROM extra").fetchone() == (0,)
    with Casebook.open(path) as again:
        actions = again._connection.execute("SELECT action FROM custody").fetchall()
        assert actions.count(("migrated",)) == 1


def test_a_migration_that_fails_leaves_the_casebook_as_it_was(
    casebook: Casebook, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    casebook.close()
    known = database.migrations()
    broken = (*known, "CREATE TABLE extra (a TEXT) STRICT;\nCREATE TABLE document (a);\n")
    monkeypatch.setattr(database, "migrations", lambda: broken)
    assert code(path) == "C007"
    monkeypatch.setattr(database, "migrations", lambda: known)
    with Casebook.open(path) as again:
        assert again.verify().ok


def test_an_sqlite_without_strict_tables_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    assert code(path, create=True) == "C011"
