"""Relations in words: "Ivo Dahl — envoy of Ana Ruiz"."""

from __future__ import annotations

import re

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
_OF_ITS_OWN = re.compile(r"\w (?:of|to|for|in|at|on|with|from) \w")
_FORMER = ("former", "ex-")


def link(relation: Relation, told: Told) -> str:
    """What joins the two: "envoy of", "former envoy of", "part of"; with no object, "envoy"."""
    said, joint = _JOINED[relation.type]
    role = _as_printed(relation)
    if relation.type in ("based_in", "awarded"):
        words = said if relation.object else f"{said} {joint} {role}"
    else:
        # A role says more than the type does: "daughter", "wing".
        words = role or said or "a role"
    if _OF_ITS_OWN.search(words):
        joint = "·"  # "adviser on trade": another "of" would not go with that
    if relation.status == "former" and not words.startswith(_FORMER):
        words = f"{_FORMER[0]} {words}"
    return " ".join(f"{words} {joint if other(relation, told) else ''}".split())


def other(relation: Relation, told: Told) -> str:
    """The name of the object; empty where there is none or where the role names it."""
    name = told.name(relation.object)
    return "" if relation.role and name.lower() in relation.role.lower() else name


def in_words(relation: Relation, told: Told) -> str:
    """The whole relation in words."""
    words = f"{told.name(relation.subject)} — {link(relation, told)} {other(relation, told)}"
    return words.rstrip()


def _as_printed(relation: Relation) -> str:
    """The role with the capitals that its evidence has: a record holds it in lower case."""
    role, evidence = one_line(relation.role or ""), one_line(relation.evidence.text)
    at = evidence.lower().find(role) if len(evidence.lower()) == len(evidence) else -1
    printed = evidence[at : at + len(role)]
    # A first capital alone is a sentence's, or a title's that stands before a name.
    return printed if at >= 0 and printed[1:] != printed[1:].lower() else role
