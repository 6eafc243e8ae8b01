from __future__ import annotations

import pytest
from lineage_articles import Told, article

from onrecord.casebook.lineage import outlets
from onrecord.casebook.lineage.outlets import Outlets

KNOWN = ["The Marren Gazette", "Karsk News Service", "tidenews.example", "Port Lantern"]


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Marren Gazette", "The Marren Gazette"),
        ("the Marren Gazette", "The Marren Gazette"),
        ("marrengazette.example", "The Marren Gazette"),
        ("mgazette.example", "The Marren Gazette"),
        ("KNS", "Karsk News Service"),
        ("the Gazette", "The Marren Gazette"),
        ("the Lantern", "Port Lantern"),
        ("Tide News", "tidenews.example"),
        ("https://x", "https://x"),
    ],
)
def test_an_outlet_has_several_names(name: str, same: str) -> None:
    called = Outlets(KNOWN)
    assert called.one(name) == called.one(same)


def test_a_part_of_two_names_means_neither() -> None:
    called = Outlets(["Marren Gazette", "Lissen Gazette"])
    assert called.one("the Gazette") == "gazette"
    assert not called.knows("the Gazette")


def test_who_is_not_known_is_an_outlet_of_its_own() -> None:
    called = Outlets(KNOWN)
    assert called.one("Norr Courier") not in {called.one(name) for name in KNOWN}
    assert not called.knows("Norr Courier")
    assert called.knows("KNS")


def test_names_are_read_once_whatever_gives_them() -> None:
    assert Outlets(name for name in KNOWN).knows("Port Lantern")


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Norr Courier", True),
        ("Evening Norr", True),
        ("the Norrian Press Agency", True),
        ("norrcourier.example", True),
        ("Ministry of Ports", False),
        ("Marren Roads Agency", False),
        ("Gazette", False),
        ("", False),
        ("a very long name of something that is no Courier", False),
    ],
)
def test_a_name_sounds_like_an_outlet_or_not(name: str, is_one: bool) -> None:
    assert outlets.sounds_like_one(name) is is_one


@pytest.mark.parametrize(
    ("location", "address"),
    [
        ("https://www.gazette.example/a/?from=feed#top", "gazette.example/a"),
        ("http://gazette.example", "gazette.example"),
        ("/home/me/article.html", None),
        ("https://[broken", None),
        ("mailto:desk@gazette.example", None),
        (None, None),
    ],
)
def test_addresses_are_compared_without_what_varies(
    location: str | None, address: str | None
) -> None:
    assert outlets.address(location) == address


def test_a_page_is_its_outlet_s_whatever_the_host() -> None:
    made = article("crane", Told("It rained."), location="https://cdn.example/7")
    called = Outlets.of([made])
    assert called.at("cdn.example/7") == called.one("Marren Crane")
    assert called.at("cdn.example/8") is None
    assert called.at("marrencrane.example/8") == called.one("Marren Crane")
