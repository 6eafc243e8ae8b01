"""Relations in words: "Ivo Dahl — envoy of Ana Ruiz"."""

from __future__ import annotations

from onrecord.export.told import Told
from onrecord.export.visible import one_line
from onrecord.record import Relation, RelationType

_JOINED: dict[RelationType, tuple[str, str]] = {
    "role": ("", "of"),
    "part_of": ("part", "of"),
    "member_of": ("member", "of"),
    "family": ("family", "of"),
    "based_in": ("based", "in"),
    "awarded": ("was awarded", ""),
}
"""What each type says, and the word before the object."""
_FORMER = ("former", "ex-")


def link(relation: Relation) -> str:
    """What joins the two: "envoy of", "former envoy of", "part of"; with no object, "envoy"."""
    said, joint = _JOINED[relation.type]
    role = one_line(relation.role) if relation.role else ""
    if relation.type in ("based_in", "awarded"):
        words = said if relation.object else f"{said} {joint} {role}"
    else:
        # A role says more than the type does: "daughter", "wing".
        words = role or said or "a role"
    if relation.status == "former" and not words.startswith(_FORMER):
        words = f"{_FORMER[0]} {words}"
    return " ".join(f"{words} {joint if relation.object else ''}".split())


def in_words(relation: Relation, told: Told) -> str:
    """The whole relation in words."""
    words = f"{told.name(relation.subject)} — {link(relation)} {told.name(relation.object)}"
    return words.rstrip()
