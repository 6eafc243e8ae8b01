from __future__ import annotations

import pytest

from onrecord.casebook.rows import called


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (("Marren Gazette", "Crane closed", "/desk/7/crane.txt"), "Marren Gazette"),
        ((None, "Crane closed", "/desk/7/crane.txt"), "Crane closed"),
        ((None, None, "/desk/7/crane.txt"), "crane.txt"),
        ((None, None, "D:\\desk\\crane.txt"), "crane.txt"),
        ((None, None, "https://gazette.example/"), "gazette.example/"),
        ((None, None, "line 7"), "line 7"),
        (("", "", "/"), "/"),
    ],
)
def test_a_document_is_never_called_by_its_folders(
    given: tuple[str | None, str | None, str], name: str
) -> None:
    assert called(*given) == name
