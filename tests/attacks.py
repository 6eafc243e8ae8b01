"""What hostile articles and users write, and whether a page lets any of it loose."""

from __future__ import annotations

import re
from html.parser import HTMLParser

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "javascript:alert(1)",
    "</title></textarea></template><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "\u202egnp.exe\u202c\x1b[2J\x00",
    '" style="position:fixed" onmouseover="alert(1)" x="',
    "<!--<base href=//evil.example>",
    "&lt;b&gt;&#x3c;i&#x3e;",
]
ATTACK = " ".join(ATTACKS)


class _Page(HTMLParser):
    """What a page would run, load or be led to."""

    made_of_text = frozenset({"img", "iframe", "object", "embed", "base", "style", "frame"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attributes}
        if tag in self.made_of_text:
            self.wrong.append(f"<{tag}>")
        if tag == "script" and not re.fullmatch(r"/static/js/[a-z]+\.js", held.get("src", "")):
            self.wrong.append("a script that is not ours")
        for name, value in held.items():
            if name.startswith("on") or name == "style":
                self.wrong.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action", "formaction", "xlink:href") and not (
                re.match(r"(/(?!/)|#|https?://)", value)
            ):
                self.wrong.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self.lasttag == "script" and data.strip():
            self.wrong.append("words in a script")


def assert_harmless(html: str) -> None:
    """That a page runs and shows nothing but ours, and hides no control."""
    assert _Page(html).wrong == []
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    assert " 49" not in html.replace("49 times", "")  # no template in a template
