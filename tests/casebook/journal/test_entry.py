from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.casebook.journal.entry import Correction, Entry, Target, What, undone
from onrecord.casebook.journal.store import parse

AT = "2031-03-14T18:05:00Z"
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@st.composite
def targets(draw: st.DrawFn, what: What) -> Target:
    start = draw(st.integers(0, 9))
    exact = draw(WORDS.filter(bool))
    end = start + len(exact)
    place = st.integers(start, end - 1).map(lambda at: (at, at + 1))
    return Target(
        document=draw(WORDS),
        what=what,
        text_sha256=draw(WORDS),
        start=start,
        end=end,
        exact=exact,
        prefix=draw(WORDS),
        suffix=draw(WORDS),
        pieces={"mention": (draw(place),)}
        if what == "mention"
        else {part: tuple(draw(st.lists(place))) for part in ("source", "cue", "content")},
        read=draw(st.dictionaries(WORDS, st.one_of(WORDS, st.booleans(), st.none()), max_size=3)),
    )


@st.composite
def decisions(draw: st.DrawFn) -> Entry:
    said = {"n": draw(st.integers(1, 10**9)), "at": AT, "by": draw(WORDS), "why": draw(WORDS)}
    if draw(st.booleans()):
        return Entry(action="reject", targets=(draw(targets("mention")),), **said)
    if draw(st.booleans()):
        return Entry(action="undo", of=draw(WORDS), **said)
    target = draw(targets("attribution"))
    correction = Correction(
        source=draw(st.sampled_from([None, (), ((target.start, target.end),)])),
        kind="denial",
        entities=draw(st.sampled_from([None, ()])),
    )
    return Entry(action="correct", targets=(target,), correction=correction, **said)


@given(decisions())
def test_an_entry_is_read_as_it_was_written(entry: Entry) -> None:
    assert parse(entry.to_json()) == entry


@given(decisions())
def test_an_id_is_the_digest_of_all_else(entry: Entry) -> None:
    data = json.loads(entry.to_json())
    id = data.pop("id")
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    assert id == hashlib.sha256(written.encode("utf-8")).hexdigest()


@given(decisions(), decisions())
def test_two_decisions_have_two_ids(one: Entry, other: Entry) -> None:
    assert (one.id == other.id) == (one == other)


@given(st.text(), st.recursive(st.none() | st.text() | st.integers(), st.lists, max_leaves=5))
def test_what_is_no_entry_is_refused(line: str, value: object) -> None:
    for text in (line, json.dumps(value), json.dumps({"id": value, "n": value, "at": value})):
        with pytest.raises(ValueError):  # noqa: PT011 (of many kinds)
            parse(text)


@given(decisions(), st.data())
def test_an_entry_with_any_field_altered_is_refused(entry: Entry, data: st.DataObject) -> None:
    held = json.loads(entry.to_json())
    key = data.draw(st.sampled_from(sorted(held)))
    before = held[key]
    held[key] = data.draw(st.none() | st.text() | st.integers() | st.just([]))
    if held[key] != before:
        with pytest.raises(ValueError):  # noqa: PT011 (of many kinds)
            parse(json.dumps(held, ensure_ascii=False))


WHOLE = Target(
    document="letter",
    what="attribution",
    text_sha256="0",
    start=4,
    end=8,
    exact="said",
    pieces={"source": (), "cue": ((4, 8),), "content": ()},
)


@pytest.mark.parametrize(
    "entry",
    [
        {"at": "2031-03-14"},
        {"n": 0},
        {"action": "believe"},
        {"action": "reject", "targets": ()},
        {"action": "reject", "targets": (WHOLE, WHOLE)},
        {"action": "merge", "targets": (WHOLE, WHOLE)},
        {"action": "undo", "of": "0"},
        {"action": "undo", "targets": ()},
        {"of": "0"},
        {"name": "Ada"},
        {"correction": Correction(kind="denial")},
        {"action": "correct"},
        {"action": "correct", "correction": Correction()},
        {"action": "correct", "correction": Correction(source=((0, 4),))},
        {"action": "correct", "correction": Correction(entities=(1,))},
        {"action": "correct", "correction": Correction(content=())},
        {"action": "correct", "correction": Correction(source=((4, 5), (6, 7)))},
    ],
)
def test_an_entry_that_makes_no_sense_is_refused(entry: dict[str, Any]) -> None:
    good: dict[str, Any] = {"n": 1, "at": AT, "by": "ada", "action": "reject", "targets": (WHOLE,)}
    assert parse(Entry(**good).to_json()) == Entry(**good)
    with pytest.raises(ValueError):  # noqa: PT011 (of many kinds)
        parse(Entry(**(good | entry)).to_json())


@pytest.mark.parametrize(
    "pieces",
    [{}, {"cue": ((4, 8),)}, {"name": ()}, {"name": ((4, 6), (6, 8))}, {"name": ((3, 8),)}],
)
def test_words_of_other_parts_than_its_kind_has_are_refused(pieces: dict[str, Any]) -> None:
    for what in ("attribution", "entity"):
        about = replace(WHOLE, what=what, pieces=pieces)
        with pytest.raises(ValueError):  # noqa: PT011 (of many kinds)
            parse(Entry(n=1, at=AT, by="ada", action="note", why="so", targets=(about,)).to_json())


@pytest.mark.parametrize(
    "about",
    [
        {"prefix": "x" * 65},
        {"suffix": "x" * 65},
        {"exact": "x" * 20_001, "end": 20_005},
        {"exact": "said it", "end": 8},
        {"pieces": {"source": (), "cue": ((4, 8),) * 501, "content": ()}},
    ],
)
def test_a_target_is_bounded(about: dict[str, Any]) -> None:
    entry = Entry(n=1, at=AT, by="ada", action="reject", targets=(replace(WHOLE, **about),))
    with pytest.raises(ValueError):  # noqa: PT011 (of many kinds)
        parse(entry.to_json())


def undo(of: Entry, n: int) -> Entry:
    return Entry(n=n, at=AT, by="ada", action="undo", of=of.id)


def test_an_undo_that_is_undone_undoes_nothing() -> None:
    first = Entry(n=1, at=AT, by="ada", action="reject", targets=(WHOLE,))
    second = undo(first, 2)
    third = undo(second, 3)
    assert undone([first]) == frozenset()
    assert undone([first, second]) == {first.id}
    assert undone([first, second, third]) == {second.id}
    assert undone([second]) == {first.id}


def test_a_long_chain_of_undos_is_followed() -> None:
    chain = [Entry(n=1, at=AT, by="ada", action="reject", targets=(WHOLE,))]
    for n in range(2, 3002):
        chain.append(undo(chain[-1], n))
    assert undone(chain) == {entry.id for entry in chain[1:-1:2]}
