"""Fills in the offsets of gold/*.json from the words that stand there.

    .venv/bin/python samples/make_gold.py

An annotator writes words; this finds them. The longest content piece of an attribution
must stand once in its article. The other pieces are the occurrences nearest to it, the
cue is the one nearest to any piece, the source the one nearest to the cue; spans of one
attribution never overlap.
Stops with a message at words that the article doesn't hold.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
Span = dict[str, Any]


def occurrences(text: str, words: str) -> list[Span]:
    """Every place where `words` stand whole in `text`."""
    before = r"\b" if words[0].isalnum() else ""
    after = r"\b" if words[-1].isalnum() else ""
    found = [
        {"start": match.start(), "end": match.end(), "text": words}
        for match in re.finditer(before + re.escape(words) + after, text)
    ]
    if not found:
        raise SystemExit(f"not in the article: {words!r}")
    return found


def gap(one: Span, other: Span) -> int:
    """Characters between two spans; below nought where they overlap."""
    return int(max(one["start"] - other["end"], other["start"] - one["end"]))


def nearest(spans: list[Span], *, to: list[Span], apart_from: list[Span]) -> Span:
    """The span with the least gap to one of `to` among those that overlap no `apart_from`."""
    free = [span for span in spans if all(gap(span, other) >= 0 for other in apart_from)]
    if not free:
        raise SystemExit(f"overlaps: {spans[0]['text']!r}")
    return min(free, key=lambda span: min(gap(span, other) for other in to))


def place(attribution: dict[str, Any], text: str) -> dict[str, Any]:
    """The attribution with the offsets of its spans in `text`."""
    words = [piece["text"] for piece in attribution["content"]]
    longest = occurrences(text, max(words, key=len))
    if len(longest) > 1:
        raise SystemExit(f"stands {len(longest)} times in the article: {max(words, key=len)!r}")
    anchor, placed = longest[0], list(longest)

    def put(piece: str, to: list[Span]) -> Span:
        if piece == anchor["text"]:
            return anchor
        placed.append(nearest(occurrences(text, piece), to=to, apart_from=placed))
        return placed[-1]

    content = [put(piece, [anchor]) for piece in words]
    cue = [put(span["text"], content) for span in attribution["cue"]]
    source = attribution["source"] and put(attribution["source"]["text"], cue[:1])
    return {**attribution, "source": source, "cue": cue, "content": content}


def main() -> None:
    for path in sorted((HERE / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (HERE / gold["file"]).read_bytes().decode("utf-8")
        gold["attributions"] = [place(attribution, text) for attribution in gold["attributions"]]
        lines = json.dumps(gold, ensure_ascii=False, indent=1)
        path.write_text(lines + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
