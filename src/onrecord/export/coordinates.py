"""Where a place lies, in words: degrees, and the name of its country."""

from __future__ import annotations

from onrecord import lexicon
from onrecord.export.visible import one_line
from onrecord.record import Place


def degrees(place: Place) -> str:
    """ "36.73° N, 68.87° E" (WGS 84); empty where they aren't known."""
    if place.latitude is None or place.longitude is None:
        return ""
    return f"{_angle(place.latitude, 'NS')}, {_angle(place.longitude, 'EW')}"


def geo_uri(place: Place) -> str:
    """The place as a `geo:` URI (RFC 5870), for programs that show maps; empty if not known."""
    if place.latitude is None or place.longitude is None:
        return ""
    return f"geo:{_plain(place.latitude)},{_plain(place.longitude)}"


def in_words(place: Place) -> str:
    """ "36.73° N, 68.87° E · Afghanistan": degrees and country, whatever is known."""
    parts = [degrees(place) or "no degrees known", country(place)]
    if place.kind == "area" and degrees(place):
        parts[1] = f"area in {parts[1]}" if parts[1] else "area"
    return " · ".join(one_line(part) for part in parts if part)


def country(place: Place) -> str:
    """The name of the country it lies in, unless that is the place itself; may be empty."""
    names: dict[str, str] = lexicon.load("country_names")["names"]
    name = names.get(place.country or "", place.country or "")
    return "" if name == place.name else name


def _angle(value: float, sides: str) -> str:
    shown = f"{abs(value):.2f}"
    return f"{shown}° {sides[value < 0]}" if float(shown) else f"{shown}°"


def _plain(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")
