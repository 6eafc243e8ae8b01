from __future__ import annotations

from casebook_articles import article, fake_read, item
from sample_records import make_ferry_record, make_people_record, make_record

from onrecord.casebook import Casebook, index


def test_a_statement_is_indexed_by_its_words_and_its_place(casebook: Casebook) -> None:
    rows = casebook._connection.execute(
        'SELECT source_text, cue_text, content_text, kind, start, "end" FROM statement '
        "WHERE version_id = 1 ORDER BY start"
    ).fetchall()
    text = casebook.record("crane-1").document.text
    assert rows[0][:4] == ("Dorrit Haldane", "said", "the crane was safe", "statement")
    assert text[rows[0][4] : rows[0][5]] == "Dorrit Haldane said that the crane was safe"


def test_the_text_of_a_version_is_cut_by_code_points_in_sql_too(casebook: Casebook) -> None:
    text = article(5, said="“Zoë 🏗 stood”")
    casebook.add_items([item(5, text=text)], fake_read)
    rows = casebook._connection.execute(
        "SELECT m.text, substr(v.text, m.start + 1, m.end - m.start) FROM mention m "
        "JOIN version v ON v.id = m.version_id"
    ).fetchall()
    assert rows
    assert all(said == cut for said, cut in rows)


def test_who_speaks_is_indexed(casebook: Casebook) -> None:
    rows = casebook._connection.execute(
        "SELECT s.content_text FROM statement s "
        "JOIN speaker p ON p.version_id = s.version_id AND p.statement = s.id "
        "JOIN entity e ON e.version_id = p.version_id AND e.id = p.entity "
        "WHERE e.name = 'Petra Lunde' ORDER BY s.version_id"
    ).fetchall()
    assert [content for (content,) in rows] == [f"letter {n} never came" for n in (1, 2, 3)]


def test_every_version_is_indexed(casebook: Casebook) -> None:
    casebook.add_items([item(1, text=article(1, said="it swayed"))], fake_read)
    count = "SELECT count(DISTINCT version_id) FROM statement"
    assert casebook._connection.execute(count).fetchone() == (4,)


def test_rows_have_the_columns_of_their_tables() -> None:
    seen = set()
    for record in (make_record(), make_people_record(), make_ferry_record()):
        for table, rows in index.rows(record).items():
            seen.update({table} if rows else ())
            assert {len(row) for row in rows} <= {len(index.COLUMNS[table])}
    assert seen == set(index.COLUMNS)


def test_indexing_anew_leaves_alone_what_is_right_and_what_points_at_it(casebook: Casebook) -> None:
    connection = casebook._connection
    connection.execute("INSERT INTO identity VALUES (1, 'Petra Lunde', 'person')")
    connection.executemany(
        "INSERT INTO identity_member (identity_id, part, version_id, entity_id, reason, "
        "confidence) VALUES (1, 1, ?, 'e2', '[]', 1.0)",
        [(1,), (2,), (3,)],
    )
    connection.execute("DELETE FROM mention WHERE version_id = 2")
    connection.execute("UPDATE entity SET name = 'Ilse' WHERE version_id = 3")
    for number in (1, 2, 3):
        index.write(connection, number, casebook.record(f"crane-{number}"))
    assert casebook.verify().ok
    members = connection.execute("SELECT version_id FROM identity_member").fetchall()
    assert members == [(1,), (2,)]
