"""Time expressions against TimeBank and AQUAINT (`timex_tbaq`): `python -m bench.timex`.

The corpus holds 256 articles of 1989 to 2000 with TIMEX3 expressions and the day each was written
(DCT). Dev is the quarter of the articles whose id's SHA-256, as a number, divides by four; rules
were written with the other three quarters in view. An article is given to the reader as a JSON
line is: its text unaltered, the DCT as the date of publication.

What is scored, after TempEval-3 (UzZaman et al. 2013), each gold expression with at most one that
was read, the one with which it shares most characters:

- `span`: F1 where a shared character is enough; `strict`: where start and end are the same;
- `type`: of the expressions found, those with the same type (date, time, duration, set);
- `value`: F1 where the spans overlap and the values are the same, which is harder than
  TempEval-3's accuracy of values. The gold's TIMEX3 value is mapped to EDTF by `edtf_of`
  (docs/decisions/0016-time-values.md). What can't be mapped counts as wrong.

Every gold expression counts. The corpus marks the date of a dateline that stands in a paragraph of
its own; that is the frame's, not the story's, so it is not read and counts as missed.

    --train    the part that rules were written with
    --errors   what is not right, in its surroundings: for the terminal alone
    --ids      the same as JSON lines of ids (`corpora.key`) and offsets
    --peers    also what other libraries read (installed into bench/.peers/timex/ at the first run)
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from bench import corpora, readings, speed
from bench.corpora import Article
from onrecord import edtf

NAME = "timex_tbaq"

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?\Z")
_WEEK = re.compile(r"(\d{4})-W(\d\d?)(-WE)?\Z")
_PART = re.compile(r"(\d{4}-\d\d-\d\d)T(MO|MI|AF|EV|NI)\Z")
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d)(?::(\d\d))?(?::(\d\d))?(Z|[+-]\d\d:?\d\d)?\Z")
_NUMBERED = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)\Z")
_NUMBERS = {
    "Q1": 33, "Q2": 34, "Q3": 35, "Q4": 36, "H1": 40, "H2": 41,
    "SP": 21, "SU": 22, "FA": 23, "WI": 24,
}  # fmt: skip
_HOURS = {"MO": (6, 12), "MI": (12, 14), "AF": (12, 18), "EV": (18, 24), "NI": (20, 30)}
_PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}\Z")
_DURATION = re.compile(r"P(?=.)(?:(\d+|X+)(E|DE|C|CE|L|ML|Q))?\Z")
_LONG = {
    "E": (10, "Y"), "D": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "M": (1000, "Y"),
    "Q": (3, "M"),
}  # fmt: skip
_OFFSET = re.compile(r"(?:Z|[+-]\d\d:\d\d)\Z")

PEERS = ("dateparser", "timexy", "recognizers")
PACKAGES = (
    "dateparser==1.5.0",
    "timexy==0.1.3",
    "recognizers-text-date-time==1.0.2a2",
    "emoji==1.7.0",  # the last that the recognizers go with
)

Predict = Callable[[Sequence[Article]], list[list["Expression"]]]
"""Articles to the expressions read of each, in the same order."""


class Expression(NamedTuple):
    """A time expression: offsets, type in small letters, and its EDTF (None: it has none)."""

    start: int
    end: int
    type: str
    value: str | None


def is_dev(article: Article) -> bool:
    """Whether an article is of the part to measure with."""
    return int(hashlib.sha256(article["id"].encode("utf-8")).hexdigest(), 16) % 4 == 0


def gold(article: Article) -> list[Expression]:
    """The corpus' own expressions, values mapped."""
    day = article["dct"][:10]
    return [
        Expression(
            item["start"],
            item["end"],
            item["type"].lower(),
            edtf_of(item["value"], item["type"], day),
        )
        for item in sorted(article["timex"], key=lambda item: item["start"])
    ]


def edtf_of(value: str, type: str, day: str) -> str | None:
    """The EDTF of a TIMEX3 value in an article of `day`; None where there is none."""
    if value == "PRESENT_REF":
        return f"{day}~"
    if value == "PAST_REF":
        return f"../{day}"
    if value == "FUTURE_REF":
        return f"{day}/.."
    if type == "SET":
        return _set(value)
    if value.startswith("P"):
        return _duration(value)
    while re.search(r"-(?:XX|WXX|QX)\Z", value):
        value = value.rpartition("-")[0]
    if match := _PART.match(value):
        first, last = _HOURS[match[2]]
        end = f"{match[1]}T24" if last == 24 else _hour(match[1], last)
        return f"{match[1]}T{first:02}:00:00/{end}:00:00"
    if match := _CLOCK.match(value):
        if match[2] == "24":
            return f"{_hour(match[1], 24)}:00:00"
        return f"{match[1]}T{match[2]}:{match[3] or '00'}:{match[4] or '00'}{match[5] or ''}"
    if match := _WEEK.match(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        first_day = monday + timedelta(days=5 if match[3] else 0)
        return f"{first_day.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if match := _NUMBERED.match(value):
        return f"{match[1]}-{_NUMBERS[match[2]]}"
    if re.fullmatch(r"\d{3}X?", value):
        return f"{value[:3]}X"
    if re.fullmatch(r"\d\d(?:XX)?", value):
        return f"{value[:2]}XX"
    return value if _PLAIN.match(value) and edtf.valid(value) else None


def _hour(day: str, hour: int) -> str:
    on = date.fromisoformat(day) + timedelta(days=hour // 24)
    return f"{on.isoformat()}T{hour % 24:02}"


def _duration(value: str) -> str | None:
    """A duration; decades, centuries and quarters, which ISO 8601 lacks, in years or months."""
    if match := _DURATION.match(value):
        if match[1] is None:
            return None
        each, unit = _LONG[match[2][0]]
        return f"PX{unit}" if "X" in match[1] else f"P{int(match[1]) * each}{unit}"
    found = re.fullmatch(
        r"P(?:\d+(?:\.\d+)?[YMWD]|X+[YMWD])*(?:T(?:(?:\d+(?:\.\d+)?|X+)[HMS])+)?", value
    )
    return re.sub("X+", "X", value) if found else None


def _set(value: str) -> str | None:
    """A set: how often alone is kept, not on which day or at which part of it."""
    if value.startswith("P"):
        duration = _duration(value)
        return f"R/{duration}" if duration else None
    for pattern, every in (
        (r"XXXX-WXX-\d.*", "P1W"),
        (r"XXXX-XX-XX.*", "P1D"),
        (r"XXXX-(?:\d\d|Q\d|H\d|SP|SU|FA|WI)(?:-\d\d)?", "P1Y"),
        (r"XXXX-WXX(?:-WE)?", "P1W"),
        (r"XXXX-XX", "P1M"),
        (r"XXXX", "P1Y"),
    ):
        if re.fullmatch(pattern, value):
            return f"R/{every}"
    return None


def shipped(articles: Sequence[Article]) -> list[list[Expression]]:
    """What onrecord reads."""
    from onrecord import ingest
    from onrecord.annotate import sentences, times

    found = []
    for article in articles:
        document = ingest.from_text(article["text"], id=article["id"], published=article["dct"])
        read = times.read(document, sentences.split(document))
        found.append([Expression(item.start, item.end, item.type, item.value) for item in read])
    return found


def peer(name: str) -> Predict:
    """What another library reads, its values mapped as the gold's are."""

    def predict(articles: Sequence[Article]) -> list[list[Expression]]:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "articles.jsonl"
            corpora.write_lines(file, articles)
            read = speed.worker(_peers(), "bench.timex_peers", name, file)
        return [
            [
                Expression(start, end, type, edtf_of(value, type.upper(), article["dct"][:10]))
                for start, end, type, value in found
            ]
            for article, found in zip(articles, read, strict=True)
        ]

    return predict


def _peers() -> Path:
    """The Python of the peers' environment, made where it is not there yet."""
    folder = speed.PEERS / "timex"
    if not (folder / "ready").is_file():
        print("installing the peers into bench/.peers/timex/ …", flush=True)
        speed.install(folder, *PACKAGES)
        (folder / "ready").touch()
    return folder / "bin" / "python"


class Pair(NamedTuple):
    """A gold expression and what was read for it; one of the two may be missing."""

    article: str
    gold: Expression | None
    read: Expression | None

    @property
    def same_value(self) -> bool:
        """Whether both mean the same; an offset that the gold lacks is no difference."""
        if self.gold is None or self.read is None or self.gold.value is None:
            return False
        ours = self.read.value or ""
        if not _OFFSET.search(self.gold.value) and "/" not in ours and "T" in ours:
            ours = _OFFSET.sub("", ours)
        return ours == self.gold.value


def paired(article: str, gold: Sequence[Expression], read: Sequence[Expression]) -> list[Pair]:
    """Each gold expression with the one it shares most characters with, and what is left over."""
    overlaps = sorted(
        (min(g.end, r.end) - max(g.start, r.start), -i, -j)
        for i, g in enumerate(gold)
        for j, r in enumerate(read)
        if min(g.end, r.end) > max(g.start, r.start)
    )
    of_gold: dict[int, int] = {}
    taken = set()
    for _, i, j in reversed(overlaps):
        if -i not in of_gold and -j not in taken:
            of_gold[-i] = -j
            taken.add(-j)
    pairs = [
        Pair(article, item, read[of_gold[i]] if i in of_gold else None)
        for i, item in enumerate(gold)
    ]
    return pairs + [Pair(article, None, item) for j, item in enumerate(read) if j not in taken]


def score(pairs: Sequence[Pair]) -> dict[str, Any]:
    """The figures said above."""
    found = [(pair.gold, pair.read) for pair in pairs if pair.gold and pair.read]
    total = sum(pair.gold is not None for pair in pairs)
    read = sum(pair.read is not None for pair in pairs)
    strict = sum(g[:2] == r[:2] for g, r in found)
    typed = sum(g.type == r.type for g, r in found)
    valued = sum(pair.same_value for pair in pairs)
    unmapped = sum(pair.gold is not None and pair.gold.value is None for pair in pairs)
    return {
        "gold": total,
        "read": read,
        "unmapped": unmapped,
        "span": _f1(len(found), total, read),
        "strict": _f1(strict, total, read),
        "value": _f1(valued, total, read),
        "type": round(typed / max(1, len(found)), 4),
    }


def _f1(right: int, total: int, read: int) -> dict[str, float]:
    return {
        "precision": round(right / max(1, read), 4),
        "recall": round(right / max(1, total), 4),
        "f1": round(2 * right / max(1, total + read), 4),
    }


def pairs_of(articles: Sequence[Article], predict: Predict) -> list[Pair]:
    """`paired` over articles."""
    return [
        pair
        for article, read in zip(articles, predict(articles), strict=True)
        for pair in paired(article["id"], gold(article), read)
    ]


def articles(*, train: bool = False) -> list[Article]:
    """The dev part, or the part that rules were written with."""
    return [article for article in corpora.read(NAME) if is_dev(article) != train]


def measure(predict: Predict = shipped, *, peers: bool = False) -> dict[str, Any]:
    """The figures of the dev part; `peers`: also those of the other libraries, by name."""
    dev = articles()
    result = score(pairs_of(dev, predict))
    if peers:
        result["peers"] = {name: score(pairs_of(dev, peer(name))) for name in PEERS}
    return result


def figures(result: dict[str, Any]) -> dict[str, float]:
    """The figures that the gate pins, by name."""
    return {
        "timex_dev.span_f1": result["span"]["f1"],
        "timex_dev.strict_f1": result["strict"]["f1"],
        "timex_dev.value_f1": result["value"]["f1"],
        "timex_dev.type": result["type"],
    }


def what(pair: Pair) -> str:
    """The class of an error; "" where it is none."""
    if pair.read is None:
        return "missed"
    if pair.gold is None:
        return "extra"
    return "" if pair.same_value else "value"


def show(articles: Sequence[Article], pairs: Iterable[Pair], *, ids: bool) -> None:
    """Print what is not right, class by class."""
    texts = {article["id"]: article for article in articles}
    listed: dict[str, list[str]] = {"missed": [], "extra": [], "value": []}
    for pair in pairs:
        kind = what(pair)
        span = pair.gold or pair.read
        if not kind or span is None:
            continue
        if ids:
            row: dict[str, Any] = {"article": corpora.key(pair.article), "what": kind}
            row |= {"true": pair.gold and pair.gold[:3], "read": pair.read and pair.read[:3]}
            listed[kind].append(json.dumps(row))
            continue
        article = texts[pair.article]
        around = readings.around(article["text"], span.start, span.end, width=90)
        true = f" true: {pair.gold.type} {pair.gold.value}" if pair.gold else ""
        ours = f" read: {pair.read.type} {pair.read.value}" if pair.read else ""
        listed[kind].append(f"  {article['dct'][:10]}{true}{ours}  {around}")
    for kind, lines in listed.items():
        heading = [] if ids else [f"{kind}: {len(lines)}"]
        print("\n".join(heading + lines))


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    for option in ("--train", "--errors", "--ids", "--peers"):
        parser.add_argument(option, action="store_true")
    chosen = parser.parse_args()
    if not corpora.present():
        print(f"SKIPPED: the corpora are not at hand ({corpora.folder()})")
        return
    some = articles(train=chosen.train)
    pairs = pairs_of(some, shipped)
    if chosen.errors or chosen.ids:
        show(some, pairs, ids=chosen.ids)
    if chosen.ids:
        return
    readers = {"onrecord": pairs}
    if chosen.peers:
        readers |= {name: pairs_of(some, peer(name)) for name in PEERS}
    for name, read in readers.items():
        found = score(read)
        f1 = "  ".join(f"{key} {found[key]['f1']:.4f}" for key in ("span", "strict", "value"))
        print(f"{name:12} {f1}  type {found['type']:.4f}  read {found['read']}/{found['gold']}")
    print(dict(Counter(what(pair) or "right" for pair in pairs)))


if __name__ == "__main__":
    main()
