from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from casebook_articles import article, fake_read, item, read_by

from onrecord.casebook import Alteration, Casebook, custody, intake
from onrecord.casebook.packing import made_by_json, pack
from onrecord.errors import OnrecordError

ARTICLES = 12


@pytest.fixture
def file(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed casebook with all that there can be: versions, a failure, a removal, readings."""
    monkeypatch.setattr(intake, "reader", lambda gazetteer=None: read_by("2"))
    monkeypatch.setattr(
        intake, "made_by", lambda gazetteer=None: made_by_json(read_by("2")(item()).made_by)
    )
    with Casebook.create(path) as casebook:
        casebook.add_items([item(number) for number in range(ARTICLES)], fake_read)
        casebook.add_items([item(1, text=article(1, verb="denied"))], fake_read)
        casebook.add_items([item(77, text=" ")], fake_read)
        # Bytes that are not the text in UTF-8 are kept beside it.
        casebook.add_items([item(2, text="\ufeff" + article(2))], without_mark)
        casebook.read_again("crane-3")
        casebook.remove("crane-4", why="the source asked")
        assert casebook.verify().ok
    return path


def without_mark(given: intake.Item) -> intake.Record:
    data = given.data.removeprefix("\ufeff".encode())
    return fake_read(
        intake.Item(key=given.key, name=given.name, data=data, form="text", given=given.given)
    )


def alter(file: Path, *statements: str) -> None:
    """Alter a casebook behind its back; the triggers are put back as they were."""
    connection = sqlite3.connect(file)
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        assert connection.execute(statement).rowcount, statement
    for _, sql in triggers:
        connection.execute(sql)
    connection.commit()
    connection.close()


def found(file: Path, head: str | None = None) -> list[Alteration]:
    with Casebook.open(file) as casebook:
        return casebook.verify(head=head).alterations


@pytest.mark.parametrize(
    ("statement", "where", "what"),
    [
        (
            "UPDATE version SET text = replace(text, 'rained', 'snowed') WHERE id = 6",
            "5, version 1",
            "text",
        ),
        ("UPDATE version SET bytes = zeroblob(9) WHERE bytes IS NOT NULL", "2, version 2", "bytes"),
        ("UPDATE version SET bytes = CAST(text AS BLOB) WHERE id = 6", "5, version 1", "bytes"),
        ("UPDATE version SET record = zeroblob(99) WHERE id = 6", "5, version 1", "record"),
        (
            "UPDATE version SET record = CAST(record || x'00' AS BLOB) WHERE id = 6",
            "5, version 1",
            "record",
        ),
        ("UPDATE version SET headline = 'All is well' WHERE id = 6", "5, version 1", "headline"),
        ("UPDATE version SET published = '2031' WHERE id = 6", "5, version 1", "headline"),
        ("UPDATE maker SET made_by = '{}' WHERE id = 1", "5, version 1", "record"),
        (
            "UPDATE maker SET made_by = replace(made_by, '0.1', '0.2') WHERE id = 1",
            "5, version 1",
            "who made it",
        ),
        ("UPDATE version SET sha256 = text_sha256 || 'x' WHERE id = 6", "5, version 1", "digests"),
        ("UPDATE version SET read_at = '2031' WHERE id = 6", "5, version 1", "when it was read"),
        ("UPDATE version SET given = '{}' WHERE id = 6", "5, version 1", "given"),
        ("UPDATE version SET number = 3 WHERE id = 6", "5, version 3", "does not know"),
        ("DELETE FROM version WHERE id = 6", "5, version 1", "missing"),
        ("DELETE FROM version WHERE number = 2 AND document_id = 2", "1, version 2", "missing"),
        ("UPDATE past_reading SET record = zeroblob(9)", "3, version 1", "earlier reading"),
        ("DELETE FROM past_reading", "3, version 1", "earlier reading"),
        ("UPDATE document SET key = 'other' WHERE id = 6", "other", "does not know"),
        ("UPDATE document SET added_at = '2031' WHERE id = 6", "5", "when it was added"),
        ("UPDATE document SET status = 'failed' WHERE id = 6", "5", "status"),
        ("UPDATE document SET reason = 'none' WHERE status = 'failed'", "77", "reason"),
        ("UPDATE statement SET kind = 'denial' WHERE version_id = 6", "5, version 1", "statement"),
        ("DELETE FROM statement WHERE version_id = 6 AND id = 'a2'", "5, version 1", "statement"),
        ("UPDATE entity SET name = 'Ilse' WHERE version_id = 6", "5, version 1", "entity"),
        ("UPDATE mention SET text = 'Ilse' WHERE version_id = 6", "5, version 1", "mention"),
        ("DELETE FROM speaker WHERE version_id = 6", "5, version 1", "speaker"),
        (
            "INSERT INTO mention SELECT 6, entity, 0, 4, text, kind FROM mention LIMIT 1",
            "5, version 1",
            "mention",
        ),
        ("UPDATE custody SET at = '2031' WHERE seq = 7", "log, entry 7", "altered"),
        (
            "UPDATE custody SET detail = replace(detail, 'crane-5', 'crane-6') WHERE seq = 7",
            "log, entry 7",
            "altered",
        ),
        ("UPDATE custody SET previous = digest WHERE seq = 7", "log, entry 7", "follow"),
        ("DELETE FROM custody WHERE seq = 7", "log, entry 8", "missing"),
        ("UPDATE custody SET seq = 700 WHERE seq = 7", "log, entry 8", "missing"),
        ("DELETE FROM custody", "custody log", "empty"),
    ],
)
def test_an_alteration_is_named(file: Path, statement: str, where: str, what: str) -> None:
    alter(file, statement)
    assert [each for each in found(file) if each.where.endswith(where) and what in each.what]


def test_an_alteration_is_named_where_it_is_and_nowhere_else(file: Path) -> None:
    alter(file, "UPDATE statement SET kind = 'denial' WHERE version_id = 6")
    assert [each.where for each in found(file)] == ["crane-5, version 1"]


def test_an_altered_schema_is_named(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("DROP TRIGGER custody_is_not_deleted")
    connection.close()
    assert found(file) == [Alteration("schema, trigger custody_is_not_deleted", "it was altered")]


def test_one_flipped_byte_is_named_or_alters_nothing(file: Path) -> None:
    """Wherever it is: in text, bytes, record, log or index, or in what the file does not use."""
    with Casebook.open(file) as casebook:
        before = everything(casebook)
    whole = file.read_bytes()
    chance = random.Random(5)  # noqa: S311
    named = 0
    for place in chance.sample(range(len(whole)), 100):
        altered = bytearray(whole)
        altered[place] ^= chance.randrange(1, 256)
        file.write_bytes(altered)
        try:
            with Casebook.open(file) as casebook:
                if not casebook.verify().ok:
                    named += 1
                    continue
                assert everything(casebook) == before, place
        except OnrecordError:
            named += 1
    assert named > 8  # most of a small file is room that nothing uses


@pytest.mark.parametrize("column", ["text", "bytes", "record", "detail"])
def test_a_flipped_byte_of_what_matters_is_always_named(file: Path, column: str) -> None:
    table = "custody" if column == "detail" else "version"
    with sqlite3.connect(file) as connection:
        (value,) = connection.execute(
            f"SELECT CAST({column} AS BLOB) FROM {table} WHERE {column} IS NOT NULL "  # noqa: S608
            "ORDER BY 1 DESC LIMIT 1"
        ).fetchone()
    connection.close()
    whole = file.read_bytes()
    start = whole.index(value[:200])
    for place in range(start, start + min(len(value), 200), 7):
        altered = bytearray(whole)
        altered[place] ^= 1
        file.write_bytes(altered)
        assert found(file), place


def everything(casebook: Casebook) -> object:
    """All that can be read out of a casebook."""
    listed = list(casebook.documents())
    return (
        listed,
        list(custody.entries(casebook._connection)),
        [
            (
                casebook.record(document.key, number).to_json(),
                casebook.original(document.key, number),
                [record.to_json() for record in casebook.earlier(document.key, number)],
            )
            for document in listed
            for number in range(1, document.versions + 1)
        ],
    )


def test_a_log_whose_end_was_cut_off_does_not_hold_the_head_written_down(file: Path) -> None:
    with Casebook.open(file) as casebook:
        head = casebook.head
        assert casebook.verify(head=head).ok
    alter(
        file,
        "DELETE FROM custody WHERE action = 'removed'",
        "DELETE FROM document WHERE status = 'removed'",
    )
    assert any("does not hold the digest" in each.what for each in found(file, head))


def test_a_casebook_made_anew_does_not_hold_the_head_written_down(file: Path) -> None:
    with Casebook.open(file) as casebook:
        head = casebook.head
    file.unlink()
    with Casebook.create(file) as casebook:
        casebook.add_items([item(number) for number in range(ARTICLES)], fake_read)
    assert found(file) == []
    assert [each.where for each in found(file, head)] == ["custody log"]


def test_an_earlier_head_is_held_by_a_log_that_grew(file: Path) -> None:
    with Casebook.open(file) as casebook:
        head = casebook.head
        casebook.add_items([item(50)], fake_read)
    assert found(file, head) == []


def test_an_altered_index_is_made_anew(file: Path) -> None:
    alter(file, "DELETE FROM mention", "UPDATE statement SET content_text = 'nothing'")
    assert found(file)
    with Casebook.open(file) as casebook:
        assert casebook.reindex() == ARTICLES + 1
        assert casebook.verify().ok


def test_verifying_reads_one_state_while_another_process_writes(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Casebook.open(file) as casebook, Casebook.open(file) as writer:
        entries: Callable[..., object] = custody.entries

        def meanwhile(connection: sqlite3.Connection) -> object:
            writer.add_items([item(60)], fake_read)
            return entries(connection)

        monkeypatch.setattr(custody, "entries", meanwhile)
        assert casebook.verify().ok


def test_an_altered_record_is_refused_with_a_code(file: Path) -> None:
    alter(file, "UPDATE version SET record = zeroblob(99), bytes = zeroblob(9) WHERE id = 6")
    with Casebook.open(file) as casebook:
        for call in (casebook.record, casebook.original):
            with pytest.raises(OnrecordError) as raised:
                call("crane-5")
            assert raised.value.code == "C007"


def test_a_whole_reading_packs_like_any_other() -> None:
    record = fake_read(item())
    assert len(pack(record, whole=True)) > len(pack(record))
