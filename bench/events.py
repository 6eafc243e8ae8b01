"""Dated events: `python -m bench.events [--errors]`.

*Triggers.* TimeBank and AQUAINT mark the words that say what happened (`timex_tbaq`). Dev is the
quarter of the articles whose id's SHA-256, as a number, divides by four (as in bench/timex.py); the
head was trained on the other three. A word is found where the probability that it says what
happened is at least `TRIGGER`, and is true where it is the last word of a marked event. `classes`
is the share of the true ones, found or not, whose likeliest class (`EVENTS`) is the marked one.

*Events.* No corpus at hand tells what a date dates. So date and time expressions of wikinews,
basil and polnear_dev were drawn by hash, in four draws (`draw`) of other articles, and one reader,
itself a language model, wrote down what each dates before seeing what was read of it
(`judged/events.jsonl`). The rules were mended after each draw: figures at first sight, which are
those that fresh articles will show, are in docs/decisions/0019-events.md. A label says: nothing
(`happens` false), something where opinions may differ (null: not counted), or a happening with

- `triggers`: words that may stand for it, any of which will do;
- `participants`, `places`: a mention of each entity with a name, and in `optional` mentions of
  those that may be given or not, as either;
- `modality`: those that will do; `authority`: the cue of the attribution it stands in, null for the
  outlet's own voice, "any" where the reader couldn't tell.

An event was read for an expression where it has that time, or a right trigger in its surroundings,
or else a time of the same value and a word like a right trigger elsewhere: a record has once what
the article tells several times.
`precision`: of the events read for counted expressions, those with a right trigger of a happening;
`recall`: of the happenings, those read so. The rest is over events that are right in that: micro
precision and recall of `participants` and `places`, the shares right of `modality` and `authority`.
Offsets alone; nothing of a text is kept.

    --errors   what is not right, in its surroundings: for the terminal alone
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from bench import corpora, readings
from bench.corpora import Article
from bench.sources import wilson
from onrecord.ingest import from_text
from onrecord.model import session, words
from onrecord.model.decode import Ints
from onrecord.model.triggers import EVENTS, Triggers
from onrecord.model.words import Words

CORPUS = "timex_tbaq"
JUDGED = corpora.ROOT / "bench" / "judged" / "events.jsonl"
TRIGGER = 0.4
CLASSES = {
    "OCCURRENCE": "occurrence",
    "REPORTING": "reporting",
    "I_ACTION": "action",
    "I_STATE": "state",
    "STATE": "state",
    "PERCEPTION": "state",
    "ASPECTUAL": "aspectual",
}
"""TimeML's classes of events, and which of ours each is."""
_NEAR = 300
"""Code points around an expression within which an event of another date may be its own."""

_STEM = 4
"""Letters by which the words of one happening are told to be alike."""

Offsets = tuple[int, int]
Record = dict[str, Any]
Predict = Callable[[Sequence[Article]], list[Record]]
"""Articles to their records (as `Record.to_dict` gives them), in the same order."""


def is_dev(id: str) -> bool:
    """Whether an article of timex_tbaq is one of the quarter that is measured on."""
    return int(hashlib.sha256(id.encode("utf-8")).hexdigest(), 16) % 4 == 0


def gold(article: Article, words: Words) -> Ints:
    """The class of each word (n,), an index into `EVENTS`: the last word of an event has its."""
    labels = np.zeros(len(words), np.int64)
    for event in article["events"]:
        last = int(np.searchsorted(words.start, event["end"])) - 1
        if last >= 0:
            labels[last] = EVENTS.index(CLASSES[event["class"]])
    return labels


def triggers() -> dict[str, Any]:
    """Precision, recall and F1 of triggers on the dev part, and the share of right classes."""
    found, true, right_class = [], [], []
    for article in corpora.read(CORPUS):
        if is_dev(article["id"]):
            document = from_text(article["text"], id=article["id"])
            of_text = words.split_words(document.text, [(b.start, b.end) for b in document.story])
            read: Triggers = session.encoder().read(of_text)[2]
            labels = gold(article, of_text)
            found.append(1 - read.events[:, 0] >= TRIGGER)
            true.append(labels > 0)
            right_class.append((read.events[:, 1:].argmax(1) + 1 == labels)[labels > 0])
    hits, marked = np.concatenate(found), np.concatenate(true)
    both = int((hits & marked).sum())
    return {
        "articles": len(found),
        "words": len(marked),
        "triggers": int(marked.sum()),
        **_f1(both, int(hits.sum()), int(marked.sum())),
        "classes": round(float(np.concatenate(right_class).mean()), 4),
    }


def _f1(right: int, read: int, true: int) -> dict[str, float]:
    precision, recall = right / max(1, read), right / max(1, true)
    both = 2 * right / max(1, read + true)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(both, 4),
    }


class Verdict(NamedTuple):
    """What became of a labelled expression.

    `read`: the event that was read for it; `right`: it has a right trigger. Counts of entities:
    (right, read, true).
    """

    label: dict[str, Any]
    record: Record
    read: dict[str, Any] | None
    right: bool
    participants: tuple[int, int, int] = (0, 0, 0)
    places: tuple[int, int, int] = (0, 0, 0)
    modality: bool = False
    authority: bool | None = None


def judge(label: dict[str, Any], record: Record) -> Verdict:
    """What became of one labelled expression."""
    event = _read_for(label, record)
    right = event is not None and bool(label["happens"]) and _overlaps(
        (event["trigger"]["start"], event["trigger"]["end"]), label["triggers"]
    )  # fmt: skip
    if event is None or not right:
        return Verdict(label, record, event, False)
    mentions = {
        entity["id"]: [(m["start"], m["end"]) for m in entity["mentions"]]
        for entity in record["entities"]
    }
    return Verdict(
        label,
        record,
        event,
        True,
        _entities(event["participants"], label["participants"], label["optional"], mentions),
        _entities(event["places"], label["places"], label["optional"], mentions),
        event["modality"] in label["modality"],
        _authority(event["authority"], label["authority"], record),
    )


def _read_for(label: dict[str, Any], record: Record) -> dict[str, Any] | None:
    start, end = label["time"]
    times = {time["id"] for time in record["times"] if time["start"] < end and start < time["end"]}
    own = [event for event in record["events"] if event["time"] in times]
    near = [
        event
        for event in record["events"]
        if label["happens"]
        and abs(event["trigger"]["start"] - start) < _NEAR
        and _overlaps((event["trigger"]["start"], event["trigger"]["end"]), label["triggers"])
    ]
    found: list[dict[str, Any] | None] = [*near, *own, _told_elsewhere(label, record), None]
    return next((event for event in found if event), None)


def _told_elsewhere(label: dict[str, Any], record: Record) -> dict[str, Any] | None:
    """An event of the same value and words, with the label's trigger for its own.

    The record has a happening once, however often the article tells of it.
    """
    text: str = record["document"]["text"]
    values = {time["id"]: time["value"] for time in record["times"]}
    start, end = label["time"]
    mine = {
        time["value"] for time in record["times"] if time["start"] < end and start < time["end"]
    }
    for event in record["events"] if label["happens"] else ():
        for low, high in label["triggers"]:
            alike = text[low:high][:_STEM].lower() == event["trigger"]["text"][:_STEM].lower()
            if alike and values[event["time"]] in mine:
                moved = {"start": low, "end": high, "text": text[low:high]}
                return {**event, "trigger": moved}
    return None


def _overlaps(span: Offsets, others: Iterable[Sequence[int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _entities(
    read: Sequence[str],
    true: Sequence[Sequence[int]],
    optional: Sequence[Sequence[int]],
    mentions: dict[str, list[Offsets]],
) -> tuple[int, int, int]:
    """Of ids read against mentions of the true entities: how many right, read, true.

    A true mention that no entity of the record has is counted as missed.
    """
    missed = list(true)
    right = counted = 0
    for id in read:
        hit = [span for span in missed if any(_overlaps(m, [span]) for m in mentions[id])]
        if hit:
            missed.remove(hit[0])
            right += 1
            counted += 1
        elif not any(_overlaps(m, optional) for m in mentions[id]):
            counted += 1
    return right, counted, len(true)


def _authority(read: str | None, true: Any, record: Record) -> bool | None:
    if true == "any":
        return None
    if read is None or true is None:
        return read is None and true is None
    (said,) = (a for a in record["attributions"] if a["id"] == read)
    return any(_overlaps((piece["start"], piece["end"]), [true]) for piece in said["cue"])


def judge_all(predict: Predict) -> list[Verdict]:
    """What became of every labelled expression."""
    labels: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for label in corpora.read_lines(JUDGED):
        labels[label["corpus"]][label["article"]].append(label)
    verdicts = []
    for name, of_article in labels.items():
        chosen = [a for a in corpora.read(name) if corpora.key(a["id"]) in of_article]
        for article, record in zip(chosen, predict(chosen), strict=True):
            verdicts += [judge(label, record) for label in of_article[corpora.key(article["id"])]]
    return verdicts


def score(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """The figures said above."""
    counted = [v for v in verdicts if v.label["happens"] is not None]
    read = [v for v in counted if v.read is not None]
    true = [v for v in counted if v.label["happens"]]
    right = [v for v in counted if v.right]
    told = [v for v in right if v.authority is not None]
    return {
        "expressions": len(counted),
        "happenings": len(true),
        "read": len(read),
        **_f1(len(right), len(read), len(true)),
        "precision_interval": wilson(len(right), len(read)),
        "recall_interval": wilson(len(right), len(true)),
        "participants": _f1(*_summed(v.participants for v in right)),
        "places": _f1(*_summed(v.places for v in right)),
        "modality": round(sum(v.modality for v in right) / max(1, len(right)), 4),
        "authority": round(sum(bool(v.authority) for v in told) / max(1, len(told)), 4),
    }


def _summed(counts: Iterable[tuple[int, int, int]]) -> tuple[int, int, int]:
    right, read, true = np.sum([(0, 0, 0), *counts], axis=0).tolist()
    return right, read, true


def measure(predict: Predict = readings.dated) -> dict[str, Any]:
    """All figures."""
    return {"triggers": triggers(), "events": score(judge_all(predict))}


def figures(result: dict[str, Any]) -> dict[str, float]:
    """The figures to hold against floors, by name."""
    events = result["events"]
    return {
        "timex_dev.trigger_f1": result["triggers"]["f1"],
        "events.precision": events["precision"],
        "events.recall": events["recall"],
        "events.participants": events["participants"]["f1"],
        "events.places": events["places"]["f1"],
        "events.modality": events["modality"],
        "events.authority": events["authority"],
    }


def show(verdicts: Iterable[Verdict]) -> None:
    """Print what is not right."""
    for v in verdicts:
        if v.label["happens"] is None:
            continue
        wrong = [
            what
            for what, right, read, true in (
                ("participants", *v.participants),
                ("places", *v.places),
            )
            if not right == read == true
        ]
        if v.right and not v.modality:
            wrong.append("modality")
        if v.authority is False:
            wrong.append("authority")
        if not v.right and (v.read or v.label["happens"]):
            wrong.append("spurious" if not v.label["happens"] else "wrong" if v.read else "missed")
        if wrong:
            text = v.record["document"]["text"]
            names = {entity["id"]: entity["name"] for entity in v.record["entities"]}
            event = v.read
            told = event and (
                event["trigger"]["text"],
                event["modality"],
                [names[id] for id in event["participants"]],
                [names[id] for id in event["places"]],
                event["authority"],
            )
            print(f"{', '.join(wrong)}: {told}")
            print("   ", readings.around(text, *v.label["time"], width=160))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, or what is not right."""
    parser = argparse.ArgumentParser(prog="python -m bench.events", description="dated events")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args(arguments)
    if not corpora.present():
        print(f"SKIPPED: the corpora are not at hand ({corpora.folder()})")
        return
    if options.errors:
        show(judge_all(readings.dated))
        return
    for name, value in measure().items():
        print(f"{name}: {json.dumps(value)}")


if __name__ == "__main__":
    main()
