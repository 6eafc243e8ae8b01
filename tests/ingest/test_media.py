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
    ("stated", "charset"),
    [
        ("text/html; charset=UTF-8", "utf-8"),
        ("text/html;Charset = 'windows-1252' ; x=1", "windows-1252"),
        ("text/html", None),
        ("text/html; charset=", None),
        ("charset=utf-8", None),
        (None, None),
    ],
)
def test_the_encoding_is_told_where_it_is_named(stated: str | None, charset: str | None) -> None:
    assert media.charset(stated) == charset


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
