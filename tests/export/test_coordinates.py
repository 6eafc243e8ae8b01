from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from sample_records import make_ferry_record

from onrecord import lexicon
from onrecord.export import coordinates
from onrecord.record import Place

TARN, HELMVIK, SEA, ICELAND = make_ferry_record().places


def test_degrees_name_their_side() -> None:
    assert coordinates.degrees(TARN) == "3.25° S, 20.50° W"
    assert coordinates.degrees(HELMVIK) == "64.15° N, 0.04° E"
    assert coordinates.degrees(replace(TARN, latitude=0.0, longitude=-0.001)) == "0.00°, 0.00°"
    assert coordinates.degrees(SEA) == ""


def test_a_geo_address_holds_the_degrees_themselves() -> None:
    assert coordinates.geo_uri(HELMVIK) == "geo:64.146,0.04"
    assert coordinates.geo_uri(ICELAND) == "geo:65,-18"
    assert coordinates.geo_uri(SEA) == ""


def test_a_country_is_named_unless_it_is_the_place() -> None:
    assert coordinates.country(HELMVIK) == "Iceland"
    assert coordinates.country(ICELAND) == ""
    assert coordinates.country(TARN) == ""
    assert coordinates.country(replace(TARN, country="QQ")) == "QQ"


def test_in_words_is_all_that_is_known() -> None:
    assert coordinates.in_words(HELMVIK) == "64.15° N, 0.04° E · Iceland"
    assert coordinates.in_words(ICELAND) == "65.00° N, 18.00° W · area"
    area = replace(HELMVIK, kind="area")
    assert coordinates.in_words(area) == "64.15° N, 0.04° E · area in Iceland"
    assert coordinates.in_words(SEA) == "no degrees known"


def test_every_code_of_the_list_has_two_letters_and_a_name() -> None:
    names = lexicon.load("country_names")["names"]
    assert len(names) == 250
    assert all(re.fullmatch("[A-Z]{2}", code) and name for code, name in names.items())
    assert len(set(names.values())) == len(names)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_place_on_earth_has_an_address(latitude: float, longitude: float) -> None:
    place: Place = replace(HELMVIK, latitude=latitude, longitude=longitude)
    north, east = map(float, coordinates.geo_uri(place).removeprefix("geo:").split(","))
    assert abs(north - latitude) < 1e-4
    assert abs(east - longitude) < 1e-4
