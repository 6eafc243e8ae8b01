"""An answer never states as fact what is only attributed: over 200 questions, without exception.

The questions are made from what two casebooks hold: the sample articles as the packaged model reads
them, and invented ones read by hand, with nesting, denials, what was not said, and words of nobody.
Each passage of each answer is held against the record that it is from, as it is printed, by rules
that know nothing of how answers are made.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from casebook_articles import AT
from casebook_asked import add, make, published
from sample_records import make_record

import onrecord
from bench import authority
from onrecord.answer import Answer, ask, telling
from onrecord.answer.question import parse
from onrecord.casebook import Casebook
from onrecord.commands import answers_text
from onrecord.export.visible import one_line
from onrecord.record import Attribution, Document, Record, Sentence, Stance

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
WIDTH = 120


def make_nested() -> Record:
    """An article by hand: told through others, denied, not said, and in the outlet's own voice."""
    lines = [
        "Lighthouse lamp was sold, keeper tells court",
        "Brix Tolland said that Oda Ferrin had told him that the lamp was sold in June.",
        "Oda Ferrin denied that she had told anybody that the lamp was sold.",
        "The harbour court did not say that the lamp was stolen.",
        "A clerk asked whether the lamp had been insured.",
        "The lamp was lit for the first time in 1911.",
        "Ferrin declined to comment on the lamp's insurance.",
        "“The lamp weighed more than a horse and nobody could have carried it,” the paper has it.",
        "The keeper did not deny that the lamp was dark in June.",
        "It is said that the lamp is in Orlmark.",
        "Brix Tolland said it was wrong to claim that the lamp had gone for scrap.",
        "Oda Ferrin said the Tide had falsely claimed that the lamp had gone for scrap.",
    ]
    text = "\n".join(lines)
    starts = [*itertools.accumulate((len(line) + 1 for line in lines), initial=0)]

    def at(line: int, words: str) -> onrecord.record.Span:
        start = text.index(words, starts[line])
        return onrecord.record.Span(start, start + len(words), words)

    def said(
        id: str, line: int, source: str | None, cue: str, content: str, **given: object
    ) -> Attribution:
        fields: dict[str, object] = {
            "mode": "indirect",
            "kind": "statement",
            "source_kind": "named_person" if source else "unstated",
            "confidence": 0.9,
        }
        return Attribution(
            id=id,
            source=at(line, source) if source else None,
            cue=[at(line, cue)],
            content=[at(line, content)],
            **(fields | given),  # type: ignore[arg-type]
        )

    def entity(id: str, name: str, *places: tuple[int, str]) -> onrecord.record.Entity:
        mentions = [
            onrecord.record.Mention(
                start=span.start, end=span.end, text=span.text, kind="name", confidence=0.9
            )
            for span in (at(*place) for place in places)
        ]
        return onrecord.record.Entity(id=id, name=name, type="person", mentions=mentions)

    blocks = [
        onrecord.record.Block(
            kind="headline" if number == 0 else "paragraph", start=start, end=start + len(line)
        )
        for number, (start, line) in enumerate(zip(starts, lines, strict=False))
    ]
    return Record(
        made_by=onrecord.record.MadeBy(onrecord="0.1.0", stages={}),
        document=Document(
            id="lamp",
            location="lamp.txt",
            sha256="0" * 64,
            media_type="text/plain",
            language="en",
            headline=lines[0],
            publisher="The Orlmark Beacon",
            published="2031-07-02",
            text=text,
            blocks=blocks,
        ),
        sentences=[
            Sentence(id=f"s{number}", start=block.start, end=block.end, block=number)
            for number, block in enumerate(blocks)
        ],
        entities=[
            entity("e1", "Brix Tolland", (1, "Brix Tolland")),
            entity("e2", "Oda Ferrin", (1, "Oda Ferrin"), (2, "Oda Ferrin"), (6, "Ferrin")),
        ],
        attributions=[
            said("a1", 0, "keeper", "tells", "Lighthouse lamp was sold", entities=[]),
            said(
                "a2",
                1,
                "Brix Tolland",
                "said",
                "that Oda Ferrin had told him that the lamp was sold in June",
                entities=["e1"],
            ),
            said(
                "a3",
                1,
                "Oda Ferrin",
                "had told",
                "that the lamp was sold in June",
                entities=["e2"],
                inside="a2",
            ),
            said(
                "a4",
                2,
                "Oda Ferrin",
                "denied",
                "that she had told anybody that the lamp was sold",
                kind="denial",
                entities=["e2"],
            ),
            said(
                "a5", 2, "she", "had told", "that the lamp was sold", entities=["e2"], inside="a4"
            ),
            said(
                "a6",
                3,
                "The harbour court",
                "did not say",
                "that the lamp was stolen",
                negated=True,
            ),
            said("a7", 4, "A clerk", "asked", "whether the lamp had been insured", kind="question"),
            said(
                "a8",
                6,
                "Ferrin",
                "declined to comment",
                "on the lamp's insurance",
                kind="no_comment",
                entities=["e2"],
            ),
            said(
                "a9",
                8,
                "The keeper",
                "did not deny",
                "that the lamp was dark in June",
                kind="denial",
                negated=True,
            ),
            said("a10", 9, None, "is said", "that the lamp is in Orlmark"),
            said(
                "a11",
                10,
                "Brix Tolland",
                "said",
                "it was wrong to claim that the lamp had gone for scrap",
                entities=["e1"],
            ),
            said(
                "a12",
                10,
                None,
                "it was wrong to claim",
                "that the lamp had gone for scrap",
                inside="a11",
            ),
            said(
                "a13",
                11,
                "Oda Ferrin",
                "said",
                "the Tide had falsely claimed that the lamp had gone for scrap",
                entities=["e2"],
            ),
            said(
                "a14",
                11,
                "the Tide",
                "had falsely claimed",
                "that the lamp had gone for scrap",
                inside="a13",
            ),
        ],
        stances=[
            Stance(from_=by, to=of, stance="denies", evidence=at(line, words), confidence=0.85)
            for by, of, line, words in (("a11", "a12", 10, "wrong"), ("a13", "a14", 11, "falsely"))
        ],
    )


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    with make(tmp_path_factory.mktemp("hand") / "s.casebook") as casebook:
        add(casebook, "crane", published(make_record(), "2031-03-14", "Marren Post"))
        add(casebook, "lamp", make_nested())
        yield casebook


@pytest.fixture(scope="module")
def by_model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    path = tmp_path_factory.mktemp("model") / "s.casebook"
    with Casebook.create(path, clock=lambda: AT) as casebook:
        batch = casebook.add(*sorted(SAMPLES.glob("[0-9]*")))
        assert not batch.failed
        yield casebook


def questions(casebook: Casebook) -> Iterator[str]:
    """Questions about all that a casebook holds: what was said, by whom, when, where, whether."""
    for listed in casebook.documents():
        record = casebook.record(listed.key)
        names = {entity.id: entity.name for entity in record.entities}
        text = record.document.text
        for number, said in enumerate(record.attributions):
            words = re.findall(r"[\w’'-]+", " ".join(span.text for span in said.content))
            if len(words) < 3:
                continue
            about = " ".join(words[words[0] in ("that", "whether") :][:9])
            holder = names[said.entities[0]] if said.entities else None
            templates = [
                f"Who said {about}?",
                f"Who denied that {about}?",
                f"Is it true that {about}?",
                f"When was it that {about}?",
                f"What is known of {' '.join(words[-4:])}?",
            ]
            if holder:
                templates += [
                    f"What did {holder} say about {' '.join(words[-3:])}?",
                    f"Did {holder} deny that {about}?",
                    f"Who is {holder}?",
                ]
            yield templates[number % len(templates)]
            yield templates[(3 * number + 1) % len(templates)]
        for number, sentence in enumerate(record.sentences):
            words = re.findall(r"[\w’'-]+", text[sentence.start : sentence.end])
            if len(words) >= 4 and number % 3 == 0:
                yield ("Where", "When", "Who", "Why")[number % 4] + " " + " ".join(words[:8]) + "?"


def spread(casebook: Casebook, count: int) -> list[str]:
    """So many different questions, from all documents alike."""
    found = [each for each in dict.fromkeys(questions(casebook)) if parse(each).terms]
    step = max(1, len(found) // count)
    return (found[::step] + found[1::step])[:count]


def wrongs(casebook: Casebook, answer: Answer) -> Iterator[str]:
    """What of an answer is stated without its authority, or against it."""
    for side in ("says", "denies", "open"):
        for found in getattr(answer, side):
            passage = found.passage
            record = casebook.record(passage.place.document, passage.place.version)
            for wrong in authority.wrongs(record, found, side):
                yield f"{answer.question} → {passage.authority} {passage.text!r}: {wrong}"
    shown = _shown(answer)
    for found in answer.found:
        passage = found.passage
        printed = f"{_plain(passage.authority)}│{_plain(passage.text)[:400]}"
        if printed not in shown:
            yield f"{answer.question}: it is printed without {passage.authority!r}"
    if shown.count("│") < len(answer.found):
        yield f"{answer.question}: passages are printed that it has not"


def _shown(answer: Answer) -> str:
    """The answer as it is printed, without blanks and the figures at the right end."""
    out = answers_text.write("ask", answer, width=WIDTH, colour=False)
    return "".join(_plain(line[: WIDTH - 6]) for line in out.splitlines())


def _plain(words: str) -> str:
    return "".join(one_line(words).split())


def asked(casebook: Casebook, listed: Sequence[str]) -> Iterator[Answer]:
    for question in listed:
        yield ask(casebook, question)


@pytest.mark.parametrize(("name", "count"), [("by_hand", 100), ("by_model", 150)])
def test_no_answer_states_as_fact_what_is_attributed(
    name: str, count: int, request: pytest.FixtureRequest
) -> None:
    casebook: Casebook = request.getfixturevalue(name)
    listed = spread(casebook, count)
    assert len(set(listed)) == count
    found, seen = [], Counter[str]()
    for answer in asked(casebook, listed):
        found += wrongs(casebook, answer)
        seen["answered"] += bool(answer.found)
        seen["asks " + answer.asks] += 1
        for each in answer.found:
            chains = each.passage.chains
            seen["own voice"] += not chains
            seen["nested"] += any(len(chain) > 1 for chain in chains)
            seen[each.passage.side] += 1
    assert found == []
    # It is held over what could go wrong: all of this was asked and found.
    assert seen["answered"] >= count * 0.6
    for what in ("own voice", "nested", "says", "denies", "open"):
        assert seen[what] >= 3, (what, seen)
    assert len([what for what in seen if what.startswith("asks ")]) >= 6


def test_what_is_denied_within_what_is_told_is_left_open(by_hand: Casebook) -> None:
    answer = ask(by_hand, "Who told anybody that the lamp was sold?")
    told = {each.passage.ref: each.passage for each in answer.found}
    assert told["s1"].authority == (
        "The Orlmark Beacon reported that Brix Tolland said that Oda Ferrin had said:"
    )
    assert told["s2"].authority == (
        "The Orlmark Beacon reported that Oda Ferrin denied that Oda Ferrin had said:"
    )
    assert told["s2"] in [each.passage for each in answer.open]


def test_what_is_called_wrong_is_denied_by_who_tells_of_it(by_hand: Casebook) -> None:
    for question in ("Who said that the lamp had gone for scrap?", "Had the lamp gone for scrap?"):
        answer = ask(by_hand, question)
        assert answer.says == ()
        assert [each.passage.authority for each in answer.denies] == [
            "The Orlmark Beacon reported that Brix Tolland said:",
            "The Orlmark Beacon reported that Oda Ferrin said that the Tide had wrongly said:",
        ]
    assert ask(by_hand, "Who denied that the lamp had gone for scrap?").denies == answer.denies


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        (lambda passage: replace(passage, authority="It is so:"), "not told by the outlet"),
        (
            lambda passage: replace(passage, authority="The Orlmark Beacon reported:"),
            "without Oda Ferrin",
        ),
        (
            lambda passage: replace(passage, authority=passage.authority.replace("denied", "said")),
            "is not told as one",
        ),
        (lambda passage: replace(passage, text=passage.text[:9]), "not as printed"),
        (lambda passage: replace(passage, side="says"), "stands on another side"),
    ],
)
def test_the_rules_notice_an_authority_that_is_lost(
    by_hand: Casebook, monkeypatch: pytest.MonkeyPatch, broken: object, complaint: str
) -> None:
    passage = telling.Telling.passage
    monkeypatch.setattr(
        telling.Telling,
        "passage",
        lambda *given: broken(passage(*given)),  # type: ignore[operator]
    )
    answer = ask(by_hand, "Did Oda Ferrin deny that she told anybody?")
    answer = replace(answer, says=(), denies=(), open=(*answer.says, *answer.denies, *answer.open))
    assert any(complaint in wrong for wrong in wrongs(by_hand, answer))
