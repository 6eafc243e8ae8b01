"""What a profile says in words; the terminal and the Markdown say it alike."""

from __future__ import annotations

from onrecord.export import coordinates, wording
from onrecord.export.mentions import Resolution
from onrecord.export.places import Places
from onrecord.export.told import Told
from onrecord.export.visible import one_line
from onrecord.export.who.profile import Form, Profile
from onrecord.record import Attribution, Mention

NOTHING = "Nothing that was read here."
SHOWN = 8
"""How many mentions, and sentences of the outlet, are shown unless all are asked for."""


def read_by_a_model(found: Profile) -> str:
    """Who made this reading, and how far it may be relied on (design, principle 8)."""
    return (
        f"Read by a model, not established: which words mean {name(found)}, and what is said by "
        f"and about {_them(found)}. Check the words before you rely on them."
    )


def name(found: Profile) -> str:
    """The entity's name."""
    return one_line(found.entity.name)


def what(found: Profile) -> str:
    """Its type, where it lies, and what its name stands for or a gazetteer says of it."""
    entity = found.entity
    located = [coordinates.in_words(found.place)] if found.place else []
    parts = [entity.type, *located, *wording.metonym(entity), *wording.from_gazetteer(entity)]
    return " · ".join(parts)


def article(found: Profile) -> str:
    """The article that it is read from."""
    document = found.record.document
    parts = [wording.title(found.record), document.publisher, wording.when(document)]
    return " · ".join(one_line(part) for part in parts if part)


def descriptions(found: Profile) -> list[tuple[str, str]]:
    """(what it is called, on whose authority)."""
    places, told = Places(found.record.document), Told(found.record)
    listed: dict[tuple[str, str], str] = {}
    for one, authority in found.descriptions:
        words = f"“{one_line(one.text)}”"
        whose = told.authority(authority.id if authority else None)
        listed.setdefault((words, whose), wording.where(places.place(one.start)))
    return [(words, f"{whose}, {where}") for (words, whose), where in listed.items()]


def form(one: Form) -> str:
    """A form and how often it stands there."""
    words = wording.pronoun(one.text) if one.kind == "pronoun" else one_line(one.text)
    return f"{words} ×{one.count}" if one.count > 1 else words


def here(mention: Mention, found: Profile) -> str:
    """What a name means in that place, where it is not the place itself."""
    return f"here {wording.stands_for(found.entity)}" if mention.metonym else ""


def meant(found: Profile, attribution: Attribution) -> list[Resolution]:
    """Whom the words of its source were taken for."""
    return found.resolved.get(attribution.id, [])


def more(number: int) -> str:
    """What was left out."""
    return f"and {number} more (--all shows them)"


def _them(found: Profile) -> str:
    return "them" if found.entity.type in ("person", "group") else "it"
