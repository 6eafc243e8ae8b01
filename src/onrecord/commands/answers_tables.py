"""Answers and findings as JSON and CSV: each row with its passage, its authority, and that a model
read it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from onrecord.answer import Answer, Finding, Found, Ground, Passage, Side
from onrecord.casebook import Place
from onrecord.commands.asking_tables import Cells, as_csv

READ_BY = "a model; not established"
"""Stands in every row."""

_PLACE = tuple(field.name for field in dataclasses.fields(Place))
_PASSAGE = ("authority", "text", "side", "holders", "statements", "ref", "confidence")


def ask_json(answer: Answer) -> Iterator[str]:
    """An answer with every field."""
    yield _json(dataclasses.asdict(answer) | {"disputed": answer.disputed, "read_by": READ_BY})


def ask_csv(answer: Answer) -> Iterator[str]:
    """A row each passage of an answer; none where nothing is on record."""
    return as_csv(
        ("question", "stands", "relevance", *_PASSAGE, "linked", *_PLACE, "read_by"),
        (_found(answer, side, each) for side, listed in answer.sides for each in listed),
    )


def check_json(found: Sequence[Finding]) -> Iterator[str]:
    """Findings with every field."""
    rows = [dataclasses.asdict(each) | {"read_by": READ_BY} for each in found]
    yield _json(rows)


def check_csv(found: Sequence[Finding]) -> Iterator[str]:
    """A row each finding and passage on record; one without a passage where none shows it."""
    columns = ("kind", "says", "words", "draft_line", "draft_start", "draft_end", "differences")
    return as_csv(
        (*columns, *_PASSAGE, *_PLACE, "read_by"),
        (_finding(each, ground) for each in found for ground in each.grounds or (None,)),
    )


def _found(answer: Answer, side: Side, found: Found) -> Cells:
    """`stands`: on which side of the answer; `side` is what the passage does with its words."""
    cells: Cells = {
        "question": answer.question,
        "stands": side,
        "relevance": found.relevance,
        "linked": found.linked,
        "read_by": READ_BY,
    }
    return cells | _passage(found.passage)


def _finding(finding: Finding, ground: Ground | None) -> Cells:
    cells: Cells = {
        "kind": finding.kind,
        "says": finding.says,
        "words": finding.words,
        "draft_line": finding.line,
        "draft_start": finding.start,
        "draft_end": finding.end,
        "differences": tuple(
            f"{each.quoted or '-'} / {each.on_record or '-'}"
            for each in (ground.differences if ground else ())
        ),
        "read_by": READ_BY,
    }
    empty = dict.fromkeys((*_PASSAGE, *_PLACE))
    return empty | cells | (_passage(ground.passage) if ground else {})


def _passage(passage: Passage) -> Cells:
    held: Cells = {
        "authority": passage.authority,
        "text": passage.text,
        "side": passage.side,
        "holders": tuple(
            " > ".join(f"{each.holder} {each.verb}" for each in chain) for chain in passage.chains
        ),
        "statements": passage.statements,
        "ref": passage.ref,
        "confidence": passage.confidence,
    }
    return held | {name: getattr(passage.place, name) for name in _PLACE}


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


JSON: dict[str, Callable[[Any], Iterator[str]]] = {"ask": ask_json, "check": check_json}
CSV: dict[str, Callable[[Any], Iterator[str]]] = {"ask": ask_csv, "check": check_csv}
