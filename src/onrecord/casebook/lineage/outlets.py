"""Names of outlets: which of them are one, and which names are outlets' at all.

An article calls itself by a name ("Varrow Courier") or by the host of its address
("varrowcourier.example"); others call it by a part ("the Courier") or by its initials ("VC").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from functools import cache
from urllib.parse import urlsplit

from onrecord import lexicon
from onrecord.casebook.facts import folded
from onrecord.casebook.lineage.known import Article

_WORD = re.compile(r"[^\W_]+")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "der", "die", "das"})
_SHORTEST_INITIALS = 2
_BESIDE = frozenset({"at", "by", "for", "from", "in", "of", "who", "with"})
"""Words of a description ("a printer of the Marren Gazette"), which such names don't have."""
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu"})


def forms(name: str) -> frozenset[str]:
    """How an outlet's name is compared: folded, without spaces, its initials, its host."""
    whole = folded(name)
    if _HOST.fullmatch(whole):
        return frozenset({_host_name(whole)})
    those = _WORD.findall(whole)
    if not those:
        return frozenset()
    found = {"".join(those)}
    if len(those) > 1:
        for count in range(1, len(those)):  # "nytimes"
            found.add("".join(word[0] for word in those[:count]) + "".join(those[count:]))
        initials = "".join(word[0] for word in those if word not in _SMALL)
        if len(initials) > _SHORTEST_INITIALS:
            found.add(initials)
    return frozenset(found)


def host(address: str | None) -> str | None:
    """The host of an address, without "www."; None for what is none."""
    try:
        found = urlsplit(address or "").hostname
    except ValueError:
        return None
    return found.removeprefix("www.") if found else None


def address(location: str | None) -> str | None:
    """A web address as it is compared: without scheme, "www.", query, fragment and last slash."""
    name = host(location)
    if name is None or not (location or "").lower().startswith(("http://", "https://")):
        return None
    return f"{name}{urlsplit(location or '').path.rstrip('/')}"


def sounds_like_one(name: str) -> bool:
    """Whether a name is that of an outlet that everybody knows, or ends as outlets' names do."""
    those = folded(name).split()
    if not those or len(those) > 6:
        return False
    known, nouns, beginnings = _lists()
    if " ".join(those) in known:
        return True
    if _HOST.fullmatch(those[0]) and len(those) == 1:
        return True
    if len(those) < 2 or any(word in _BESIDE for word in those):
        return False
    return those[-1] in nouns or those[0] in beginnings or " ".join(those[-2:]) in nouns


class Outlets:
    """Outlets by what they are called; made of the names that articles give themselves.

    `pages`: articles' web addresses (see `address`), each with its outlet's name.
    """

    def __init__(self, names: Iterable[str], pages: Mapping[str, str] | None = None) -> None:
        self._pages = pages or {}
        self._own: set[str] = set()
        self._by_form: dict[str, str] = {}
        self._by_tail: defaultdict[str, set[str]] = defaultdict(set)
        ordered = sorted(set(names))
        for name in ordered:
            own = folded(name)
            for form in sorted(forms(name)):
                self._by_form.setdefault(form, own)
        for name in ordered:
            those = _WORD.findall(folded(name))
            own = self._one(name) or folded(name)
            self._own.add(own)
            for at in range(1, len(those)):
                self._by_tail["".join(those[at:])].add(own)

    @classmethod
    def of(cls, articles: Iterable[Article]) -> Outlets:
        """The outlets of articles."""
        named = [each for each in articles if each.outlet]
        pages = {page: each.outlet or "" for each in named if (page := address(each.location))}
        return cls((each.outlet or "" for each in named), pages)

    def with_pages(self, articles: Iterable[Article]) -> Outlets:
        """The same outlets, with articles' web addresses in the place of those that are known."""
        found = copy(self)
        found._pages = {
            page: each.outlet
            for each in articles
            if each.outlet and (page := address(each.location))
        }
        return found

    @property
    def names(self) -> frozenset[str]:
        """The outlets' names, folded."""
        return frozenset(self._own)

    def at(self, page: str) -> str | None:
        """The outlet of the article at an address, or else of the host; None: it is not known."""
        if page in self._pages:
            return self.one(self._pages[page])
        name = host(f"https://{page}") or ""
        return self.one(name) if self.knows(name) else None

    def one(self, name: str) -> str:
        """The outlet that a name means, as what others of its names are told to be too.

        A part of a name ("the Courier") means the only one that ends so. A name that no article
        gives itself means an outlet of its own.
        """
        found = self._one(name)
        if found:
            return found
        tails = self._by_tail.get("".join(_WORD.findall(folded(name))), set())
        return next(iter(tails)) if len(tails) == 1 else folded(name)

    def knows(self, name: str) -> bool:
        """Whether an article gives itself this name, or one that ends so and no other does."""
        return self.one(name) in self._own

    def _one(self, name: str) -> str | None:
        compact = "".join(_WORD.findall(folded(name)))
        if compact in self._by_form:
            return self._by_form[compact]
        return next(
            (self._by_form[form] for form in sorted(forms(name)) if form in self._by_form), None
        )


def _host_name(name: str) -> str:
    """The name within a host: "varrowcourier" of "news.varrowcourier.co.uk"."""
    labels = name.split(".")[:-1]
    while len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    return labels[-1].replace("-", "") if labels else name


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    names = lexicon.load("names")
    nouns = frozenset(
        (
            *names["outlet_nouns"],
            *lexicon.load("frame")["outlet_words"],
            *lexicon.load("lineage")["agencies"],
        )
    )
    return (
        frozenset(folded(name) for name in names["outlets"]),
        nouns,
        frozenset(names["outlet_beginnings"]),
    )
