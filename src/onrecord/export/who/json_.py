"""A profile as JSON, `onrecord/who/1`: the record's own objects, sorted by what they tell."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from onrecord.export.json_ import dumps
from onrecord.export.who.profile import Profile
from onrecord.record import Mention

SCHEMA = "onrecord/who/1"
_FRAME = ("id", "location", "sha256", "headline", "byline", "publisher", "published")


def write(found: Profile) -> str:
    """The profile, indented."""
    record = found.record.to_dict()
    attributions = {one["id"]: one for one in record["attributions"]}
    sentences = {one["id"]: one for one in record["sentences"]}
    (entity,) = (one for one in record["entities"] if one["id"] == found.entity.id)
    places = {one["entity"]: one for one in record["places"]}
    relations = {one["id"]: one for one in record["relations"]}
    events = {one["id"]: one for one in record["events"]}
    times = {one["id"]: one for one in record["times"]}
    text = found.record.document.text
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "made_by": record["made_by"],
        "document": {key: record["document"][key] for key in _FRAME},
        "entity": entity,
        "forms": [asdict(form) for form in found.forms],
        "said": [attributions[one.id] for one in found.said],
        "about": [
            {"attribution": attributions[one.attribution.id], "mentions": _spans(one.mentions)}
            for one in found.about
        ],
        "in_own_voice": [
            {
                "sentence": sentences[one.sentence.id]
                | {"text": text[one.sentence.start : one.sentence.end]},
                "mentions": _spans(one.mentions),
            }
            for one in found.in_own_voice
        ],
        "place": places.get(found.entity.id),
        "relations": [relations[one.id] for one in found.relations],
        "events": [events[one.id] for one in found.events],
        "times": [times[id] for id in dict.fromkeys(one.time for one in found.events) if id],
        "names": {one["id"]: one["name"] for one in record["entities"]},
    }
    return dumps(data, indent=2) + "\n"


def _spans(mentions: list[Mention]) -> list[dict[str, Any]]:
    return [{"start": one.start, "end": one.end, "text": one.text} for one in mentions]
