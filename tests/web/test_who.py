from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.casebook import Casebook
from onrecord.web.who import meant


@pytest.fixture
def casebook(path: Path) -> Iterator[Casebook]:
    with Casebook.open(path) as found:
        yield found


def test_a_number_means_its_identity(casebook: Casebook) -> None:
    ada = casebook.who("Ada Venn")
    for name in (None, "Ada Venn", "Venn", "ada venn"):
        found = meant(casebook, ada.number, name)
        assert found is not None
        assert found.number == ada.number


def test_where_a_number_is_anothers_the_name_leads(casebook: Casebook) -> None:
    oster, lunde = casebook.who("Maren Oster").number, casebook.who("Petra Lunde").number
    for number in (lunde, 9999):
        found = meant(casebook, number, "Maren Oster")
        assert found is not None
        assert found.number == oster


def test_nobody_is_meant_by_what_means_nobody_or_several(casebook: Casebook) -> None:
    assert meant(casebook, 9999) is None
    assert meant(casebook, 9999, "Nobody At All") is None
    assert len(casebook.called("Venn")) > 1
    assert meant(casebook, 9999, "Venn") is None
