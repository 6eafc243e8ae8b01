"""How one stands to another, in words, from either's side."""

from __future__ import annotations

from onrecord.export.told import NOBODY_STATED
from onrecord.export.visible import one_line

_TYPES: dict[str, tuple[str, str, str]] = {
    "role": ("a role", "of", "{}"),
    "part_of": ("part", "of", "{}"),
    "member_of": ("member", "of", "{}"),
    "family": ("family", "of", "{}"),
    "based_in": ("based", "in", "based here"),
    "awarded": ("was awarded", "", "awarded to"),
}
"""Of each type of relation what it says, the word before the other, and the other's side of it."""


def related(type: str, role: str | None, other: str | None, *, of_other: bool) -> str:
    """How one stands to another by a relation of that type: "head of Norrund"; `of_other`: from
    the other's side, "head: Ada Venn". On one line, with unseen controls written out."""
    what, joint, whose = _TYPES.get(type, ("", "of", "{}"))
    words, name = one_line(role or what), one_line(other or "")
    if of_other:
        return f"{whose.format(words)}: {name or NOBODY_STATED}"
    if type in ("based_in", "awarded"):
        words = what
    return " ".join(part for part in (words, joint, name) if part) if name else words
