"""Inline mark-up in plain text: `<u>`, `<b>`, `<a href=…>` and their like."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record import Link

_NAMES = "a|u|b|i|em|strong|ins|span|mark|font|small|sub|sup|s|strike|del|q|cite|abbr|code|time"
# Bounded, and without "<" inside, so that a text full of "<a" costs one look at each.
_TAG = re.compile(
    rf"<(?P<end>/)?(?P<name>{_NAMES})(?P<attributes>\s[^<>]{{0,4000}})?\s?>|<(?:br|wbr)\s?/?>",
    re.IGNORECASE,
)
_HREF = re.compile(r"""\bhref\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A pair of tags: offsets of what stands between them, and `href` of a link."""

    name: str
    start: int
    end: int
    href: str | None


def find_elements(text: str) -> list[Element]:
    """The inline elements that are opened and closed, in the order of their starts."""
    return sorted(_pairs(text, list(_TAG.finditer(text))), key=lambda each: (each.start, -each.end))


def links_of(elements: list[Element]) -> list[Link]:
    """The links and underlined words among elements (`href` is None for a mere underline)."""
    return [
        Link(start=element.start, end=element.end, href=element.href)
        for element in elements
        if element.start < element.end
        and (element.name in ("u", "ins") or (element.name == "a" and element.href is not None))
    ]


def without_tags(text: str) -> str:
    """The words alone, for looking at; offsets do not survive."""
    return _TAG.sub("", text) if "<" in text else text


def take_out(text: str) -> tuple[str, list[Link]]:
    """The text without its inline mark-up, and the links with offsets into that.

    A text in which no inline element is both opened and closed has no mark-up and comes
    back as it is. Character references (`&amp;`) are only resolved where there is mark-up.
    """
    tags = list(_TAG.finditer(text)) if "<" in text else []
    elements = find_elements(text) if tags else []
    if not elements:
        return text, []
    pieces: list[str] = []
    moved: dict[int, int] = {}
    length = position = 0
    for tag in tags:
        piece = _resolve(text[position : tag.start()])
        length += len(piece)
        pieces.append(piece)
        moved[tag.start()] = length
        if tag[0].lower().startswith("<br"):
            pieces.append("\n")
            length += 1
        moved[tag.end()] = length
        position = tag.end()
    pieces.append(_resolve(text[position:]))
    return "".join(pieces), [
        Link(start=moved[link.start], end=moved[link.end], href=link.href)
        for link in links_of(elements)
        if moved[link.start] < moved[link.end]
    ]


def _pairs(text: str, tags: list[re.Match[str]]) -> Iterator[Element]:
    open_tags: dict[str, list[re.Match[str]]] = {}
    for tag in tags:
        name = (tag["name"] or "").lower()
        if not name:
            continue
        if not tag["end"]:
            open_tags.setdefault(name, []).append(tag)
        elif open_tags.get(name):
            first = open_tags[name].pop()
            href = _HREF.search(first["attributes"] or "") if name == "a" else None
            address = (
                next((part for part in href.groups() if part is not None), "") if href else None
            )
            yield Element(
                name=name,
                start=first.end(),
                end=tag.start(),
                href=html.unescape(address) if address is not None else None,
            )


def _resolve(text: str) -> str:
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text
