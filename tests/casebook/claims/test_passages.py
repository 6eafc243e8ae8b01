from __future__ import annotations

from dataclasses import replace

import pytest
from casebook_articles import fake_read, item
from hypothesis import given
from hypothesis import strategies as st
from sample_records import (
    make_empty_record,
    make_ferry_record,
    make_hostile_record,
    make_people_record,
    make_record,
)

from onrecord.casebook.claims.passages import Passage, of_record, stances, telling, turns
from onrecord.record import Attribution, Entity, Mention, Record, TimeExpression

SAID = "the eastern crane lifted forty crates on Monday"
SENTENCE = "The eastern crane lifted forty crates on Monday."


def read(line: str) -> Record:
    return fake_read(item(text=f"Port Marren stands still\n{line}\n"))


def statement(line: str) -> Passage | None:
    return next((each for each in of_record(read(line)) if each.kind == "statement"), None)


def test_a_statement_is_compared_by_what_was_said() -> None:
    found = statement(f"Dorrit Haldane said that {SAID}.")
    assert found is not None
    assert (found.words, found.turn, found.ref) == (SENTENCE, "same", "a1")
    assert found.numbers == {40}


def test_what_is_denied_is_kept_apart_from_who_denies_it() -> None:
    found = statement(f"Dorrit Haldane denied that {SAID}.")
    assert found is not None
    assert (found.words, found.turn) == (SENTENCE, "denies")


def test_too_few_words_and_no_clause_take_no_part() -> None:
    assert statement("Dorrit Haldane said that it was.") is None
    assert statement("Dorrit Haldane said that the harbour crane logbook and keys.") is None
    assert statement("Dorrit Haldane said that the harbour crane cost a fortune.") is not None


@pytest.mark.parametrize("kind", ["question", "order", "no_comment"])
def test_what_is_not_said_to_be_so_takes_no_part(kind: str) -> None:
    record = read(f"Dorrit Haldane said that {SAID}.")
    said = [replace(each, kind=kind) for each in record.attributions]  # type: ignore[arg-type]
    assert not [p for p in of_record(replace(record, attributions=said)) if p.kind == "statement"]


def test_what_a_source_did_not_say_takes_no_part() -> None:
    record = read(f"Dorrit Haldane said that {SAID}.")
    said = [replace(each, negated=True) for each in record.attributions]
    assert not [p for p in of_record(replace(record, attributions=said)) if p.kind == "statement"]


def test_a_sentence_takes_part_only_where_nobody_speaks_in_it() -> None:
    record = fake_read(
        item(
            text="Port Marren stands still\nThe crane was closed by harbour engineers.\n"
            f"Dorrit Haldane said that {SAID}.\n"
        )
    )
    found = [each for each in of_record(record) if each.kind == "sentence"]
    assert [each.words for each in found] == ["The crane was closed by harbour engineers."]


def test_questions_and_credits_are_no_reports() -> None:
    for line in (
        "Was the crane closed by harbour engineers?",
        "Petra Lunde and Tomas Okello contributed to this harbour report.",
    ):
        assert of_record(read(line)) == []


def test_what_is_mostly_told_by_others_inside_is_theirs() -> None:
    record = read(f"Dorrit Haldane said that {SAID}.")
    (said,) = record.attributions
    inner = replace(said, id="a2", inside="a1", cue=[], source=None, entities=[])
    found = of_record(replace(record, attributions=[said, inner]))
    assert [each.ref for each in found] == ["a2"]


def _saying(before: str, saying: str, source: str | None = None) -> str | None:
    """The turn of what is said inside, after words that tell how right it is to say so."""
    record = read(f"Dorrit Haldane said that {before} {saying} that {SAID}.")
    (said,) = record.attributions
    text = record.document.text
    cue, content = text.index(saying), text.index(SAID)
    named = record.document.span(text.index(source), cue - 1) if source else None
    inner = replace(
        said,
        id="a2",
        inside="a1",
        source=named,
        entities=[],
        unresolved="unnamed" if named else None,
        cue=[record.document.span(cue, cue + len(saying))],
        content=[record.document.span(content, content + len(SAID))],
    )
    found = of_record(replace(record, attributions=[said, inner]))
    return next((each.turn for each in found if each.ref == "a2"), None)


@pytest.mark.parametrize(
    ("before", "saying", "turn"),
    [
        ("it was wrong to", "claim", "denies"),
        ("it would be", "false to say", "denies"),
        ("it was not true to", "say", "denies"),
        ("it was far-fetched to", "suggest", "doubts"),
        ("it was not wrong to", "claim", None),
        ("it was true to", "say", "same"),
        ("the wrong man went to the board to", "claim", "same"),
        ("the report was false. Lunde went on to", "claim", "same"),
        ("she made up lies to please the board, and Lunde", "said", "same"),
    ],
)
def test_who_calls_it_wrong_to_say_something_does_not_hold_it(
    before: str, saying: str, turn: str | None
) -> None:
    assert _saying(before, saying) == turn


def test_nobody_holds_nothing() -> None:
    assert _saying("nobody", "believes", "nobody") is None
    assert _saying("somebody", "believes", "somebody") == "same"


def test_a_name_stands_for_the_first_pronoun_of_each() -> None:
    record = read("Dorrit Haldane said that she closed her harbour crane and she went home.")
    text, (entity,) = record.document.text, record.entities
    pronouns = []
    for word in ("she", "her", "she"):
        start = text.index(word, pronouns[-1].end if pronouns else text.index("that"))
        pronouns.append(
            Mention(start=start, end=start + len(word), text=word, kind="pronoun", confidence=1.0)
        )
    given = replace(entity, mentions=[*entity.mentions, *pronouns])
    (found,) = [p for p in of_record(replace(record, entities=[given]), {"e1": 7}) if p.names]
    assert found.words == "Dorrit Haldane closed her harbour crane and she went home."
    assert [(name.name, name.identity) for name in found.names] == [("Dorrit Haldane", 7)]


def test_whoever_says_i_is_named_by_it() -> None:
    told = statement("Dorrit Haldane said that my harbour crane was closed by engineers.")
    assert told is not None
    assert [name.name for name in told.names] == ["Dorrit Haldane"]
    other = statement("Dorrit Haldane said that the harbour crane was closed by engineers.")
    assert other is not None
    assert other.names == ()


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("that the eastern harbour crane was closed", "The eastern harbour crane was closed."),
        ("“the eastern harbour crane was closed,”", "The eastern harbour crane was closed."),
        ("whether ‘her’ crane wasn’t closed by engineers", "Her crane wasn’t closed by engineers."),
    ],
)
def test_words_are_compared_as_a_sentence_of_their_own(printed: str, expected: str) -> None:
    found = statement(f"Dorrit Haldane said that {printed}.")
    assert found is not None
    assert found.words == expected


def test_what_turns_words_round_is_counted() -> None:
    assert turns("The crane was closed.") == 0
    assert turns("Nobody said the crane wasn’t closed.") == 2


def test_days_are_no_numbers() -> None:
    record = read("Dorrit Haldane said that forty crates were lifted on 12 March 2031.")
    start = record.document.text.index("12 March")
    time = TimeExpression(
        id="t1",
        start=start,
        end=start + 13,
        text="12 March 2031",
        type="date",
        value="2031-03-12",
        earliest="2031-03-12",
        latest="2031-03-12",
        anchor="explicit",
    )
    (found,) = [p for p in of_record(replace(record, times=[time])) if p.kind == "statement"]
    assert found.numbers == {40}
    assert len(found.days) == 1
    assert found.days[0][0] == found.days[0][1]


def test_stances_are_told_once_and_neutral_ones_not_at_all() -> None:
    found = stances(make_ferry_record())
    assert [(each.by, each.to, each.stand) for each in found] == [
        ("a2", "a1", "denies"),
        ("a3", "a1", "denies"),
        ("a6", "a1", "supports"),
        ("a5", "a4", "doubts"),
        ("a8", found[4].to, "denies"),
    ]


@pytest.mark.parametrize(
    "made",
    [make_record, make_people_record, make_ferry_record, make_hostile_record, make_empty_record],
)
def test_passages_of_rich_records_stand_where_they_say(made: object) -> None:
    record = made()  # type: ignore[operator]
    found = of_record(record)
    assert found == sorted(found, key=lambda each: (each.start, each.end, each.ref))
    known = {each.id for each in record.attributions} | {each.id for each in record.sentences}
    for each in found:
        assert each.ref in known
        assert 0 <= each.start < each.end <= len(record.document.text)
        assert len(telling(each.words)) >= 1
        assert "\n" not in each.words


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=120))
def test_any_words_can_be_a_statement(words: str) -> None:
    for each in of_record(read(f"Dorrit Haldane said that {words}.")):
        assert each.words == " ".join(each.words.split())


@pytest.mark.parametrize(
    "line",
    [
        "The harbour board had denied closing the eastern crane.",
        "The eastern crane, according to engineers, was closed.",
        "The eastern crane was “not safe for anybody” and stayed closed.",
    ],
)
def test_what_was_missed_as_somebodys_word_is_not_the_outlets(line: str) -> None:
    assert of_record(read(line)) == []


def test_a_word_or_two_in_quotation_marks_leave_a_sentence_the_outlets() -> None:
    assert of_record(read("The “safest” eastern crane was closed by engineers.")) != []


def _naming(line: str, *names: str, kind: str = "organization") -> Record:
    """A record of a line without attributions, in which these are named."""
    record = read(line)
    text = record.document.text
    entities = [
        Entity(
            id=f"n{number}",
            name=name,
            type=kind,  # type: ignore[arg-type]
            mentions=[
                Mention(
                    start=text.index(name),
                    end=text.index(name) + len(name),
                    text=name,
                    kind="name",
                    confidence=0.9,
                )
            ],
        )
        for number, name in enumerate(names)
    ]
    return replace(record, entities=entities)


def _of_sentence(record: Record) -> str | None:
    return next((p.words for p in of_record(record) if p.kind == "sentence" and p.start > 20), None)


@pytest.mark.parametrize(
    "line",
    [
        f"According to the Marren Gazette, {SAID}.",
        f"As first reported by the Marren Gazette, {SAID}.",
        f"{SAID[0].upper()}{SAID[1:]}, the Marren Gazette reported.",
        f"{SAID[0].upper()}{SAID[1:]}, an official told the Marren Gazette.",
        f"{SAID[0].upper()}{SAID[1:]}, an official, speaking on condition of anonymity, told the "
        "Marren Gazette.",
    ],
)
def test_what_an_outlet_has_from_another_is_told_besides_whom_it_has_it_from(line: str) -> None:
    assert _of_sentence(_naming(line, "Marren Gazette")) == SENTENCE
    assert _of_sentence(read(line)) is None


def test_what_a_body_says_is_not_what_an_outlet_has() -> None:
    line = f"According to the Marren Harbour Board, {SAID}."
    assert _of_sentence(_naming(line, "Marren Harbour Board")) is None


def test_who_else_speaks_in_it_keeps_a_sentence_out() -> None:
    line = f"Haldane denies that {SAID}, the Marren Gazette reported."
    assert _of_sentence(_naming(line, "Marren Gazette")) is None


def test_a_sentence_that_credits_nobody_stands_for_it_rather() -> None:
    plain = next(p for p in of_record(read(SENTENCE)) if p.start > 20)
    line = f"According to the Marren Gazette, {SAID}."
    credited = next(p for p in of_record(_naming(line, "Marren Gazette")) if p.start > 20)
    assert credited.words == plain.words
    assert credited.plain > plain.plain


@pytest.mark.parametrize(
    ("cue", "kind", "told"),
    [
        ("knew of", "belief", True),
        ("ordered", "order", True),
        ("said of", "statement", False),
        ("believed in", "belief", False),
    ],
)
def test_what_somebody_does_is_told_by_the_outlet(cue: str, kind: str, told: bool) -> None:
    line = f"The harbour board {cue} forty crates below the eastern crane in spring."
    record = read(line)
    text = record.document.text
    start = text.index(cue)
    said = Attribution(
        id="a1",
        source=record.document.span(text.index("The harbour"), start - 1),
        entities=[],
        unresolved="unnamed",
        cue=[record.document.span(start, start + len(cue))],
        content=[record.document.span(start + len(cue) + 1, text.index(" in spring"))],
        mode="indirect",
        kind=kind,  # type: ignore[arg-type]
        source_kind="organization",
        confidence=0.9,
    )
    found = _of_sentence(replace(record, attributions=[said]))
    assert found == (line if told else None)
