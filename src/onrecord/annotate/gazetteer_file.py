"""The YAML of a user's gazetteer → its entries; what is wrong is said by line and entry.

Of YAML no more is read than a list of names needs: lists, mappings and strings ("No" is a
name here), no deeper than those go, and without anchors, so that a file can't unfold into
more than it holds.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn, get_args

import yaml

from onrecord.annotate.gazetteer import UNTYPED, Entry, plain
from onrecord.errors import OnrecordError
from onrecord.ingest import limits
from onrecord.record import EntityType

_KEYS = ("name", "aliases", "type", "roles", "id")
_DEEPEST = 3  # the list of entries, an entry, a list of its names
_LONGEST = 200  # characters; what is longer is no name
_SHOWN = 60
_Loader: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_entries(data: bytes) -> list[Entry]:
    """The entries of a file. Raises OnrecordError G001, G002, G003, G004."""
    entries: list[Entry] = []
    ids: dict[str, int] = {}
    owners: dict[str, int] = {}
    names = 0
    for number, node in enumerate(_listed(data), start=1):
        entry = _Reader(number, node).read()
        place = f"line {_line(node)}, entry {number}"
        names += len(entry.forms)
        if names > limits.MAX_GAZETTEER_NAMES:
            raise OnrecordError("G004", detail=f"more than {limits.MAX_GAZETTEER_NAMES:,} names")
        for form in entry.forms:
            owner = owners.setdefault(plain(form), number)
            if owner != number:
                called = _shown(entries[owner - 1].name)
                detail = f"{place}: {_shown(form)} is a name of entry {owner}, {called}"
                raise OnrecordError("G003", detail=detail)
        if entry.id in ids:
            detail = f"{place}: the id {_shown(entry.id)} is that of entry {ids[entry.id]}"
            raise OnrecordError("G003", detail=detail)
        ids[entry.id] = number
        entries.append(entry)
    return entries


class _Reader:
    """Reads one entry, and says of what is wrong where it stands."""

    def __init__(self, number: int, node: yaml.Node) -> None:
        self._number = number
        self._node = node

    def read(self) -> Entry:
        if not isinstance(self._node, yaml.MappingNode):
            self._refuse(self._node, "is no mapping; begin it with “- name:”")
        given: dict[str, yaml.Node] = {}
        for key, value in self._node.value:
            name = self._text(key, "a key")
            if name not in _KEYS:
                self._refuse(key, f"has the unknown key {_shown(name)}")
            if name in given:
                self._refuse(key, f"has the key {_shown(name)} twice")
            given[name] = value
        name = self._name(given["name"], "name") if "name" in given else ""
        if not name:
            self._refuse(self._node, "has no name")
        type = self._text(given["type"], "type") if "type" in given else UNTYPED
        if type not in get_args(EntityType):
            self._refuse(given["type"], f"has the unknown type {_shown(type)}")
        return Entry(
            id=(self._text(given["id"], "id") if "id" in given else "") or _slug(name),
            name=name,
            type=type,  # type: ignore[arg-type]  # it is one of them
            aliases=self._names(given, "aliases"),
            roles=self._names(given, "roles"),
        )

    def _names(self, given: dict[str, yaml.Node], key: str) -> tuple[str, ...]:
        node = given.get(key)
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self._refuse(node, f"has no list as {key}; write them in [ ]")
        names = (self._name(item, f"one of the {key}") for item in node.value)
        return tuple(dict.fromkeys(names))

    def _name(self, node: yaml.Node, what: str) -> str:
        text = self._text(node, what)
        if len(text) > _LONGEST:
            self._refuse(node, f"has more than {_LONGEST} characters as {what}")
        if not any(map(str.isalnum, text)):
            self._refuse(node, f"has no letter in {what}")
        return text

    def _text(self, node: yaml.Node, what: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self._refuse(node, f"has no text as {what}")
        return " ".join(str(node.value).split())

    def _refuse(self, node: yaml.Node, why: str) -> NoReturn:
        detail = f"line {_line(node)}: entry {self._number} {why}"
        raise OnrecordError("G002", detail=detail)


def _listed(data: bytes) -> list[yaml.Node]:
    """The nodes of the entries. Raises OnrecordError G001 where the file is no list."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise OnrecordError("G001", detail="it is no UTF-8") from None
    try:
        _check_shape(text)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as reason:
        mark = getattr(reason, "problem_mark", None)
        place = f"line {mark.line + 1}: " if mark else ""
        problem = getattr(reason, "problem", None) or "a character that YAML does not allow"
        raise OnrecordError("G001", detail=f"{place}{problem}") from reason
    if root is None:
        raise OnrecordError("G001", detail="it is empty")
    if not isinstance(root, yaml.SequenceNode):
        detail = f"line {_line(root)}: it is no list; begin each entry with “- name:”"
        raise OnrecordError("G001", detail=detail)
    nodes: list[yaml.Node] = root.value
    return nodes


def _check_shape(text: str) -> None:
    """Refuse what is nested deeper than a gazetteer, or uses anchors, before it is put together."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise OnrecordError("G001", detail=f"line {line}: “*” is read as a reference")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise OnrecordError("G001", detail=f"line {line}: lists within lists")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.casefold()).strip("-")


def _shown(text: str) -> str:
    return f"“{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}”"
