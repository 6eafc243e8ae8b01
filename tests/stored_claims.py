"""A claim put into a casebook as it is stored, for tests of what asks the stored ones."""

from __future__ import annotations

from onrecord.casebook import Casebook


def claim(casebook: Casebook, id: str, *members: tuple[str, str, str]) -> None:
    """A claim of statements (document, id) and how each stands to it; the first one is its core."""
    run = casebook._connection.execute
    passages = []
    for document, statement, _ in members:
        (version,) = run(
            "SELECT v.id FROM version v JOIN document d ON d.id = v.document_id WHERE d.key = ?",
            (document,),
        ).fetchone()
        made = run(
            'INSERT INTO claim_passage (version_id, kind, ref, "start", turn, plain) '
            "VALUES (?, 'statement', ?, 0, 'same', 0)",
            (version, statement),
        )
        passages.append(made.lastrowid)
    run("INSERT INTO claim (id, core, documents, disputed) VALUES (?, ?, 2, 1)", (id, passages[0]))
    for place, (passage, (_, _, stand)) in enumerate(zip(passages, members, strict=True)):
        run(
            "INSERT INTO claim_member VALUES (?, ?, ?, ?, 0.9, 'a reason')",
            (id, place, passage, stand),
        )
