"""Military units by their number."""

import pytest
from seen import document_of

from onrecord.annotate import formations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It blamed Unit 4127, which left.", ["Unit 4127"]),
        ("The 12th Harbour Brigade and the 3rd Army met.", ["12th Harbour Brigade", "3rd Army"]),
        ("Unit 4 was sold; the 12th brigade of volunteers came on the 3rd.", []),
    ],
)
def test_units_are_found_by_number_and_word(text: str, found: list[str]) -> None:
    assert [text[m.start : m.end] for m in formations.find(document_of(text))] == found
