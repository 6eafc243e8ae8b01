from __future__ import annotations

import typing
from dataclasses import replace

from sample_records import make_record

from onrecord.export import kinds
from onrecord.record import Kind

STATEMENT = make_record().attribution("a2")


def test_what_is_negated_is_never_said_to_be_done() -> None:
    accused = replace(STATEMENT, kind="accusation")
    assert kinds.verb(accused) == "accuses"
    assert kinds.noun(accused) == "accusation"
    denied = replace(accused, negated=True)
    assert kinds.verb(denied) == "does not accuse"
    assert kinds.verb(denied, several=True) == "do not accuse"
    assert kinds.noun(denied) == "no accusation"


def test_no_comment_is_no_comment_negated_or_not() -> None:
    silent = replace(STATEMENT, kind="no_comment", negated=True)
    assert kinds.verb(silent) == "will not comment"
    assert kinds.noun(silent) == "no comment"


def test_every_kind_has_its_words() -> None:
    for kind in typing.get_args(Kind):
        one = replace(STATEMENT, kind=kind)
        assert kinds.noun(one)
        assert kinds.verb(one)
        assert kinds.verb(one, several=True)
