"""The plain words of the page, for people who have never heard of an attribution."""

from __future__ import annotations

import re

NO_NAME = {
    "pronouns": "pronouns: whom they mean was not worked out",
    "unstated": "the article does not say who",
}
"""What is said of the two that are no sources, by their ids."""
# Format controls that reorder or hide what stands around them, C0 and C1 controls but
# tab, line feed and carriage return, and halves of surrogate pairs, which no file can hold.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_WEB = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f\\\"'<>`]+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}")


def visible(text: str) -> str:
    """The text with its unseen controls written out, as ⟦U+202E⟧, so that none takes effect."""
    return _UNSEEN.sub(lambda found: f"⟦U+{ord(found.group()):04X}⟧", text)


def web_address(href: str | None) -> str | None:
    """The address if it leads to the web (http, https), else None; nothing is repaired."""
    return href if href and _WEB.fullmatch(href) and visible(href) == href else None


def language_tag(language: str | None) -> str | None:
    """The language if it has the form of a BCP 47 tag, else None."""
    return language if language and _LANGUAGE.fullmatch(language) else None


def often_right(confidence: float) -> str:
    """A probability as a person says it: "right about 8 times in 10"."""
    if confidence >= 0.975:
        return "right about 49 times in 50"
    if confidence >= 0.925:
        return "right about 19 times in 20"
    tenths = round(confidence * 10)
    return f"right about {tenths} times in 10" if tenths > 1 else "right at most 1 time in 10"
