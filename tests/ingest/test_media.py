"""Media types as HTTP states them."""

from __future__ import annotations

import pytest

from onrecord.ingest import media


@pytest.mark.parametrize(
    ("stated", "kind"),
    [
        ("text/html", "text/html"),
        (" Text/HTML ; charset=utf-8", "text/html"),
        (";charset=utf-8", None),
        ("", None),
        (None, None),
    ],
)
def test_a_type_is_told_without_its_parameters(stated: str | None, kind: str | None) -> None:
    assert media.media_type(stated) == kind


@pytest.mark.parametrize(
    ("kind", "fetched", "archived"),
    [
        ("text/html", True, True),
        ("application/pdf", True, True),
        (None, True, True),
        ("application/rss+xml", True, False),
        ("application/octet-stream", True, False),
        ("image/png", False, False),
        ("application/javascript", False, False),
    ],
)
def test_what_may_be_read(kind: str | None, fetched: bool, archived: bool) -> None:
    assert media.may_be_read(kind) == fetched
    assert media.may_be_article(kind) == archived
