"""The land that a people's name or adjective belongs to: "Norrian", Norria."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.annotate import forms, names
from onrecord.record import Entity

_ENDING = re.compile(r"(?<=\w{3})(?:ians?|ans?|is?|ia|a|e|y)\Z")


def lands(entities: Sequence[Entity]) -> dict[str, str]:
    """The ids of peoples ("Norrians") and that of their land, where it is an entity too."""
    own = forms.words()
    places: dict[str, str] = {}
    for entity in entities:
        if entity.type == "place":
            name = entity.name.lower().replace(".", "")
            places.setdefault(own.places.get(name, name), entity.id)
            places.setdefault(_stem(name), entity.id)
    found = {}
    for entity in entities:
        if entity.type == "group":
            name = names.singular(entity.name.lower())
            land = places.get(own.adjectives.get(name, name)) or places.get(_stem(name))
            if land:
                found[entity.id] = land
    return found


def _stem(name: str) -> str:
    return _ENDING.sub("", name)
