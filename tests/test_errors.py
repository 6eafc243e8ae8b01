"""Numbered errors."""

import re

from onrecord.errors import ERRORS, OnrecordError


def test_every_code_says_what_happened_and_what_to_do() -> None:
    for code, entry in ERRORS.items():
        assert re.fullmatch("[A-Z][0-9]{3}", code)
        assert len(entry.what) > 10
        assert len(entry.do) > 10


def test_the_table_is_in_order() -> None:
    assert list(ERRORS) == sorted(ERRORS)


def test_an_error_prints_its_place_number_case_and_remedy() -> None:
    error = OnrecordError("R001", detail="0 bytes", where="a.txt")
    entry = ERRORS["R001"]
    assert str(error) == f"a.txt: R001: {entry.what} (0 bytes); {entry.do}"
