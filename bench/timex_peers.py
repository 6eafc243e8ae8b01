"""Other readers of time expressions, in an environment of their own (see bench/timex.py).

`bench/.peers/timex/bin/python -m bench.timex_peers NAME FILE` reads JSON lines with `text` and
`dct` and prints, text by text, [start, end, type, value]; the value is TIMEX3 or ISO 8601.

dateparser   `search_dates` of dateparser: the day of what it finds, looked for again in the text
timexy       timexy's spaCy component, on a blank pipeline, as it comes
recognizers  Microsoft's recognizers-text-date-time; of several values the last one that is not
             after the DCT, which is also what an unknown year is filled from
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

Found = list[tuple[int, int, str, str]]


def dateparser(text: str, day: datetime) -> Found:
    """The dates that dateparser finds, with the past preferred."""
    from dateparser.search import search_dates  # type: ignore[import-untyped]

    settings = {"RELATIVE_BASE": day, "PREFER_DATES_FROM": "past"}
    found, position = [], 0
    for words, moment in search_dates(text, languages=["en"], settings=settings) or []:
        start = text.find(words, position)
        if start >= 0:
            position = start + len(words)
            found.append((start, position, "date", moment.date().isoformat()))
    return found


def timexy(text: str, day: datetime) -> Found:
    """What timexy finds; it knows no date of publication."""
    found = []
    for entity in _pipeline()(text).ents:
        told = re.search(r'type="(\w+)" value="([^"]*)"', entity.kb_id_)
        if told:
            value = told[2].removesuffix("T00:00:00")
            found.append((entity.start_char, entity.end_char, told[1].lower(), value))
    return found


def _pipeline(held: list[Any] = []) -> Any:  # noqa: B006 (made once)
    if not held:
        import spacy  # type: ignore[import-not-found]
        import timexy as component  # type: ignore[import-not-found]  # noqa: F401 (registers itself)

        nlp = spacy.blank("en")
        nlp.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy"})
        held.append(nlp)
    return held[0]


def recognizers(text: str, day: datetime) -> Found:
    """What Microsoft's recognizer finds."""
    from recognizers_date_time import (  # type: ignore[import-not-found]
        Culture,
        recognize_datetime,
    )

    found = []
    for item in recognize_datetime(text, Culture.English, reference=day):
        values = (item.resolution or {}).get("values") or [{}]
        past = [each for each in values if _moment(each) <= day.date().isoformat()]
        chosen = (past or values[:1])[-1]
        type = item.type_name.rpartition(".")[2]
        type = "time" if "time" in type else type if type in ("duration", "set") else "date"
        found.append((item.start, item.end + 1, type, _resolved(chosen)))
    return found


def _moment(value: dict[str, str]) -> str:
    return value.get("start") or value.get("value") or "9999"


def _resolved(value: dict[str, str]) -> str:
    """Its TIMEX, with what is unknown of a date filled in from its value."""
    timex, moment = value.get("timex", ""), _moment(value)
    if timex.startswith("XXXX-WXX") or "not resolved" in moment:
        return moment
    return timex.replace("XXXX", moment[:4], 1) if timex.startswith("XXXX") else timex


def read(name: str, file: str) -> list[Found]:
    """What a peer finds in every text of a file."""
    peers: dict[str, Callable[[str, datetime], Found]] = {
        "dateparser": dateparser,
        "timexy": timexy,
        "recognizers": recognizers,
    }
    lines = Path(file).read_text(encoding="utf-8").split("\n")
    articles = [json.loads(line) for line in lines if line]
    return [
        peers[name](article["text"], datetime.fromisoformat(article["dct"][:10]))
        for article in articles
    ]


if __name__ == "__main__":
    print(json.dumps(read(sys.argv[1], sys.argv[2])))
