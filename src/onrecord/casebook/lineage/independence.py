"""How many independent sources origins are, at least and at most, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.casebook.claims.claim import Independence
from onrecord.casebook.lineage import sources
from onrecord.casebook.lineage.sources import Source

_ORDER = {"named": 0, "document": 1, "unnamed": 2, "outlet": 3, "unknown": 4}
_LISTED = 6

Alike = Callable[[Source, Source], bool]


def count(origins: Sequence[tuple[Source, int]], documents: int) -> Independence:
    """The independent sources among origins, each with the number of documents that rest on it.

    `documents`: how many hold the claim.
    """
    ordered = sorted(origins, key=lambda each: (_ORDER[each[0].kind], -each[1], each[0].key))
    those = [source for source, _ in ordered]
    known = [each for each in those if each.kind != "unknown"]
    told = _classes(known, sources.indistinct)
    surely = _classes(those, sources.same)
    perhaps = _classes(known, sources.perhaps_one)
    low = max(1, sum(_size(group) for group in perhaps))
    middle = max(1, sum(_size(group) for group in told))
    high = max(middle, sum(_size(group, most=True) for group in surely))
    why = [*_each(ordered, documents), *_joined(told, surely), *_doubted(perhaps, told)]
    return Independence(count=middle, low=min(low, middle), high=high, why=tuple(why))


def _classes(those: Sequence[Source], alike: Alike) -> list[list[Source]]:
    """Sources put together as far as each is like all others it is put with."""
    found: list[list[Source]] = []
    for source in those:
        group = next((each for each in found if all(alike(source, one) for one in each)), None)
        if group is None:
            found.append([source])
        else:
            group.append(source)
    return found


def _size(group: Sequence[Source], *, most: bool = False) -> int:
    """How many a group stands for: as many as the words of one of them say."""
    return max(max(each.several, 2 if most and each.plural else 1) for each in group)


def _each(ordered: Sequence[tuple[Source, int]], documents: int) -> list[str]:
    found = [
        f"{resting} documents rest on one another, and none of them says where it began."
        if source.key.startswith("ring|")
        else f"{_called(source)}: {resting} of {documents} documents "
        f"{_rest(resting)} on {_it(source)}."
        for source, resting in ordered[:_LISTED]
    ]
    more = len(ordered) - _LISTED
    return [*found, f"So do others on {more} more."] if more > 0 else found


def _joined(told: Sequence[Sequence[Source]], surely: Sequence[Sequence[Source]]) -> list[str]:
    found = []
    for group in surely:
        if len(group) > 1:
            found.append(f"{_listed(group)} speak with one voice: counted once.")
    for group in told:
        apart = [each for each in group if not sources.same(each, group[0])]
        if apart:
            found.append(
                f"Nothing tells {_listed([group[0], *apart])} apart: counted once, though they may "
                "be several."
            )
    for group in told:
        for each in group:
            if each.several > 1:
                found.append(f"{_called(each)} are said to be {each.several}.")
            elif each.plural:
                found.append(f"{_called(each)}: how many is not said; counted once.")
    return found


def _doubted(perhaps: Sequence[Sequence[Source]], told: Sequence[Sequence[Source]]) -> list[str]:
    if len(perhaps) == len(told):
        return []
    found = []
    for group in perhaps:
        apart = [
            each
            for each in group
            if not any(sources.indistinct(each, one) for one in group if one is not each)
        ]
        if len(group) > 1 and apart:
            found.append(f"{_listed(group)} may be one source: that is the lower bound.")
    return found


def _called(source: Source) -> str:
    if source.kind == "unnamed":
        return f"“{source.name}”"
    if source.kind == "outlet":
        return f"{source.name}, in its own voice"
    if source.kind == "unknown":
        return (
            "Nobody who is named or described"
            if source.name == sources.NOBODY
            else f"“{source.name}”, not worked out"
        )
    return source.name


def _listed(group: Sequence[Source]) -> str:
    names = list(dict.fromkeys(_called(each) for each in group))
    if len(names) == 1:
        return f"{names[0]} in several reports"
    more = len(names) - _LISTED
    if more > 0:
        return f"{', '.join(names[:_LISTED])} and {more} more"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _rest(count: int) -> str:
    return "rests" if count == 1 else "rest"


def _it(source: Source) -> str:
    return "them" if source.plural or source.several > 1 else "this source"
