"""Who denies, doubts or supports whom; every name and sentence is invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seen import document_of

from onrecord.annotate import sentences, stances
from onrecord.annotate.stances.cues import by_cue, find_cue
from onrecord.annotate.stances.evidence import Evidence, weights
from onrecord.annotate.stances.lists import lists
from onrecord.annotate.stances.taken import Taken
from onrecord.annotate.stances.taking import read_taken
from onrecord.annotate.stances.targets import Statements
from onrecord.annotate.stances.words import read, stem
from onrecord.record import Attribution, Document, Entity, Mention, Span, Stance


class Article:
    """An article whose attributions are told by their words, each found after the one before."""

    def __init__(self, text: str) -> None:
        self.document: Document = document_of(text)
        self.sentences = sentences.split(self.document)
        self.attributions: list[Attribution] = []
        self.entities: list[Entity] = []

    def _span(self, words: str, start: int = 0) -> Span:
        at = self.document.text.index(words, start)
        return self.document.span(at, at + len(words))

    def says(
        self, source: str | None, cue: str, content: str, *, after: int = 0, **more: Any
    ) -> Attribution:
        more = {"kind": "statement", "mode": "indirect"} | more
        more.setdefault("source_kind", "named_person" if source else "unstated")
        attribution = Attribution(
            id=f"a{len(self.attributions) + 1}",
            source=self._span(source, after) if source else None,
            cue=[self._span(cue, after)],
            content=[self._span(content, after)],
            confidence=0.9,
            **more,
        )
        self.attributions.append(attribution)
        return attribution

    def names(self, id: str, name: str) -> None:
        mentions, at = [], self.document.text.find(name)
        while at >= 0:
            mentions.append(
                Mention(start=at, end=at + len(name), text=name, kind="name", confidence=0.9)
            )
            at = self.document.text.find(name, at + 1)
        self.entities.append(Entity(id=id, name=name, type="person", mentions=mentions))

    def stances(self) -> list[Stance]:
        return stances.compare(self.document, self.sentences, self.entities, self.attributions)

    def told(self) -> list[tuple[str, str, str]]:
        return [(each.from_, each.stance, each.to) for each in self.stances()]

    def taken(self, index: int = -1) -> Taken | None:
        found = read(self.document, self.sentences, self.entities, self.attributions)
        return read_taken(found[index])


def quay(denial: str) -> Article:
    """Venn is accused of something, and something is said to that."""
    article = Article(f"Inspectors accused Ada Venn of taking money from the quay fund. {denial}")
    article.names("e1", "Venn")
    article.says(
        "Inspectors", "accused", "Ada Venn of taking money from the quay fund", kind="accusation"
    )
    return article


def test_a_denial_of_the_allegations_is_one_of_the_accusation_before_it() -> None:
    article = quay("Venn denied the allegations.")
    article.says("Venn", "denied", "the allegations", after=60, kind="denial", entities=["e1"])
    (found,) = article.stances()
    assert (found.from_, found.stance, found.to) == ("a2", "denies", "a1")
    assert found.evidence is not None
    assert found.evidence.text == "denied the allegations"
    assert stances.LEAST["claim"] <= found.confidence <= 1


def test_a_denial_that_repeats_what_is_denied() -> None:
    article = quay("Venn denied taking money from anybody.")
    article.says(
        "Venn", "denied", "taking money from anybody", after=60, kind="denial", entities=["e1"]
    )
    assert article.told() == [("a2", "denies", "a1")]


def test_what_a_report_is_called_denies_it() -> None:
    article = Article(
        "The Lamp reported that the ferry line is broke. Orla Fenn called the report a hoax."
    )
    article.says("The Lamp", "reported", "that the ferry line is broke", source_kind="outlet")
    article.says("Orla Fenn", "called", "the report a hoax")
    (found,) = article.stances()
    assert (found.from_, found.stance, found.to) == ("a2", "denies", "a1")
    assert found.evidence is not None
    assert found.evidence.text == "a hoax"


def test_a_predicate_of_a_claim_denies_it() -> None:
    article = Article(
        "A study found that eels avoid the weir. Ivo Brask said those findings were false."
    )
    article.says("A study", "found", "that eels avoid the weir", source_kind="document")
    article.says("Ivo Brask", "said", "those findings were false")
    assert article.told() == [("a2", "denies", "a1")]


def test_a_claim_told_inside_its_denial_is_what_is_denied() -> None:
    article = Article("Orla Fenn rejected Ivo Brask's claim that the weir leaks.")
    article.names("e1", "Ivo Brask")
    article.says("Orla Fenn", "rejected", "Ivo Brask's claim that the weir leaks", kind="denial")
    article.says("Ivo Brask", "claim", "that the weir leaks", inside="a1", entities=["e1"])
    assert article.told() == [("a1", "denies", "a2")]


def test_what_is_told_again_inside_a_denial_is_denied_where_it_was_said_too() -> None:
    article = Article(
        "Ivo Brask said that the weir leaks and floods the meadow every single spring. "
        "Orla Fenn rejected Ivo Brask's claim that the weir leaks."
    )
    article.names("e1", "Ivo Brask")
    article.says(
        "Ivo Brask",
        "said",
        "that the weir leaks and floods the meadow every single spring",
        entities=["e1"],
    )
    article.says("Orla Fenn", "rejected", "Ivo Brask's claim that the weir leaks", kind="denial")
    article.says(
        "Ivo Brask", "claim", "that the weir leaks", inside="a2", entities=["e1"], after=76
    )
    assert article.told() == [("a2", "denies", "a3"), ("a2", "denies", "a1")]


def test_what_stands_inside_another_is_as_sure_as_both() -> None:
    def confidence(inside: str | None) -> float:
        article = quay("Venn denied the allegations.")
        accusation = "Ada Venn of taking money from the quay fund"
        article.says("Inspectors", "accused", accusation, kind="accusation")
        article.attributions[-1] = replace(article.attributions[-1], inside=inside)
        article.says("Venn", "denied", "the allegations", after=60, kind="denial", entities=["e1"])
        return next((each.confidence for each in article.stances()), 0.0)

    assert confidence("a1") > confidence(None)


def test_a_denial_inside_words_that_show_it_is_not_given_twice() -> None:
    article = Article(
        "The Lamp reported that the line is broke. "
        "Orla Fenn said the owner thinks the report is a hoax."
    )
    article.says("The Lamp", "reported", "that the line is broke", source_kind="outlet")
    article.says("Orla Fenn", "said", "the owner thinks the report is a hoax")
    article.says("the owner", "thinks", "the report is a hoax", inside="a2")
    assert article.told() == [("a2", "denies", "a1")]


def test_whoever_denied_something_goes_on_to_deny_it() -> None:
    article = quay("Venn denied the allegations. “I never took a penny,” she said.")
    article.says("Venn", "denied", "the allegations", after=60, kind="denial", entities=["e1"])
    article.says("she", "said", "“I never took a penny,”", after=90, entities=["e1"])
    assert article.told() == [("a2", "denies", "a1"), ("a3", "denies", "a1")]


def test_nobody_denies_what_he_says_himself() -> None:
    article = Article("Venn said the fund was sound. Venn denied the report.")
    article.names("e1", "Venn")
    article.says("Venn", "said", "the fund was sound", entities=["e1"])
    article.says("Venn", "denied", "the report", after=30, kind="denial", entities=["e1"])
    assert article.told() == []


def test_where_nothing_was_said_there_is_no_stance() -> None:
    article = Article("Venn denied the allegations.")
    article.says("Venn", "denied", "the allegations", kind="denial")
    assert article.told() == []
    assert stances.compare(article.document, article.sentences, [], []) == []


def test_no_evidence_doubts_and_an_echo_supports() -> None:
    article = Article(
        "Ivo Brask claimed that voles cracked the dam. "
        "Orla Fenn said there was no evidence that voles cracked the dam. "
        "Una Sorn echoed Brask's claim about the voles."
    )
    article.names("e1", "Brask")
    article.says("Ivo Brask", "claimed", "that voles cracked the dam", entities=["e1"])
    article.says("Orla Fenn", "said", "there was no evidence that voles cracked the dam")
    article.says("Una Sorn", "echoed", "Brask's claim about the voles")
    assert article.told() == [("a2", "doubts", "a1"), ("a3", "supports", "a1")]


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("denied", "Brask a visa"),
        ("denied", "a request for the ledger"),
        ("rejected", "the offer of a boat"),
        ("dismissed", "the lawsuit"),
        ("said", "if the report is false the mayor must go"),
        ("asked", "whether the claim is a lie"),
        ("called", "it the wrong turn"),
        ("said", "a false passport was found"),
        ("responded to", "questions about the dam"),
        ("said", "the report is not a hoax"),
        ("denied", "to them"),
    ],
)
def test_what_is_no_denial(cue: str, content: str) -> None:
    article = Article(f"Venn {cue} {content}.")
    article.says("Venn", cue, content)
    taken = article.taken()
    assert taken is None or taken.how == "negation"


@pytest.mark.parametrize(
    ("cue", "content", "how", "stance"),
    [
        ("denied", "the report", "claim", "denies"),
        ("denied", "any wrongdoing", "cue", "denies"),
        ("denied", "that any finding had been removed", "cue", "denies"),
        ("denies", "dam report was altered", "cue", "denies"),
        ("said", "it is a ridiculous claim", "predicate", "denies"),
        ("said claims", "that the dam leaks were false", "predicate", "denies"),
        ("said", "well, it's kind of a silly thing to say", "predicate", "denies"),
        ("pushed back against", "her rival's criticism", "claim", "denies"),
        ("pushed back on claims", "that the dam leaks", "claim", "denies"),
        ("said", "that is simply not true", "predicate", "denies"),
        ("said", "the accusation is baseless", "predicate", "denies"),
        ("said", "the log contradicts his account of the night", "predicate", "denies"),
        ("said", "that she had nothing to do with the fire", "phrase", "denies"),
        ("questioned", "that conclusion", "claim", "doubts"),
        ("found no evidence", "that the dam leaks", "cue", "doubts"),
        ("said", "the story is not credible", "predicate", "doubts"),
        ("corroborated", "her account", "claim", "supports"),
        ("said", "she did not open the gate", "negation", "denies"),
    ],
)
def test_how_a_stance_shows(cue: str, content: str, how: str, stance: str) -> None:
    article = Article(f"Venn {cue} {content}.")
    article.says("Venn", cue, content)
    taken = article.taken()
    assert taken is not None
    assert (taken.how, taken.stance) == (how, stance)


def test_a_negated_or_silent_attribution_takes_no_stance() -> None:
    article = Article("Venn did not deny the report.")
    article.says("Venn", "did not deny", "the report", negated=True)
    assert article.taken() is None
    article.says("Venn", "did not deny", "the report", kind="no_comment")
    assert article.taken() is None


def test_a_cue_is_found_by_its_longest_phrase() -> None:
    article = Article("Venn flatly pushed back on claims that the dam leaks.")
    article.says("Venn", "flatly pushed back on claims", "that the dam leaks")
    (said,) = read(article.document, article.sentences, [], article.attributions)
    cue = find_cue(said)
    assert cue is not None
    assert (cue.phrase, cue.rest) == ("push back on", ["claims"])
    taken = by_cue(said, cue)
    assert taken is not None
    assert taken.claim == "claim"


def test_words_of_one_stem() -> None:
    assert stem("allegations")[:5] == stem("alleged")[:5]
    assert stem("accusation")[:5] == stem("accused")[:5]
    assert stem("testimony")[:5] == stem("testified")[:5]


def test_an_abbreviation_ends_no_sentence_and_offsets_stay() -> None:
    article = Article("İlk Mr. Venn’s claim is a lie, Fenn said.")
    article.says("Fenn", "said", "Mr. Venn’s claim is a lie")
    (said,) = read(article.document, article.sentences, [], article.attributions)
    assert said.lower == ["mr", "venn's", "claim", "is", "a", "lie"]
    assert [article.document.text[start:end] for start, end in said.words][1] == "Venn’s"


def test_the_weights_are_those_of_the_evidence() -> None:
    assert len(weights().of) == len(Evidence._fields)
    assert {"claim", "cue", "predicate", "phrase", "negation"} <= weights().none.keys()


def test_few_others_are_looked_at_however_many_there_are() -> None:
    def looked_at(number: int) -> int:
        article = Article(" ".join(["Venn denied the report."] * number))
        for index in range(number):
            article.says("Venn", "denied", "the report", after=index * 24)
        said = read(article.document, article.sentences, [], article.attributions)
        takes = [read_taken(each) for each in said]
        statements = Statements(said, takes, [])
        for each in said:
            statements.remember(each)
        return max(
            len(set(statements._near(each, taken)))
            for each, taken in zip(said, takes, strict=True)
            if taken
        )

    assert looked_at(400) == looked_at(100)


WORDS = st.sampled_from(
    ["denied", "the", "report", "that", "false", "is", "not", "Venn", "no", "evidence", "“", "”",
     ".", "?", "it", "as", "a", "lie", "of", "claims", "İ", "\n", "never"]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS, WORDS), min_size=1, max_size=8))
def test_any_words_give_verbatim_evidence_and_known_ids(rows: list[tuple[str, ...]]) -> None:
    text = "\n".join(" ".join(row).replace("\n", "") + " x" for row in rows)
    article = Article(text)
    start = 0
    for row in text.split("\n"):
        half = start + len(row) // 2
        for piece in ((start, half), (half, start + len(row))):
            if piece[0] < piece[1]:
                span = article.document.span(*piece)
                article.attributions.append(
                    Attribution(
                        id=f"a{len(article.attributions) + 1}",
                        source=None,
                        cue=[span],
                        content=[span],
                        mode="indirect",
                        kind="statement",
                        source_kind="unstated",
                        confidence=0.5,
                    )
                )
        start += len(row) + 1
    found = article.stances()
    ids = {each.id for each in article.attributions}
    for each in found:
        assert each.from_ != each.to
        assert {each.from_, each.to} <= ids
        assert each.evidence is not None
        assert article.document.text[each.evidence.start : each.evidence.end] == each.evidence.text
        assert each.evidence.start < each.evidence.end
        assert 0 < each.confidence <= 1
    assert found == article.stances()


def test_every_listed_phrase_is_lower_case_and_takes_a_stance() -> None:
    words = lists()
    for phrases in (words.cues, words.phrases):
        for entries in phrases.entries.values():
            for phrase, told in entries:
                assert all(word == word.lower() for word in phrase)
                assert told in ("denies", "doubts", "supports")


CLOSED = "that the crane was closed for its sway"


@pytest.mark.parametrize(
    ("told", "source", "cue", "evidence"),
    [
        (f"it was wrong to claim {CLOSED}", None, "it was wrong to claim", "wrong"),
        (f"it is wrong to say {CLOSED}", None, "to say", "wrong"),
        (f"the Lamp had falsely claimed {CLOSED}", "the Lamp", "had falsely claimed", "falsely"),
        (f"Roe had wrongly and loudly said {CLOSED}", "Roe", "said", "wrongly"),
        (f"Roe had lied when she said {CLOSED}", "Roe", "said", "lied"),
        (f"Roe was mistaken in ever believing {CLOSED}", "Roe", "believing", "mistaken"),
    ],
)
def test_who_tells_of_a_statement_as_wrong_denies_it(
    told: str, source: str | None, cue: str, evidence: str
) -> None:
    article = Article(f"It rained. Orla Fenn said {told}.")
    article.says("Orla Fenn", "said", told)
    after = article.document.text.index(told)
    article.says(source, cue, CLOSED, after=after, inside="a1")
    (found,) = article.stances()
    assert (found.from_, found.stance, found.to) == ("a1", "denies", "a2")
    assert found.evidence is not None
    assert found.evidence.text == evidence


def test_an_outlet_that_calls_a_statement_wrong_denies_it_in_its_own_sentence() -> None:
    article = Article(f"It rained. The Lamp falsely claimed {CLOSED}.")
    article.says("The Lamp", "falsely claimed", CLOSED)
    assert article.told() == [("s2", "denies", "a1")]


@pytest.mark.parametrize(
    ("told", "cue"),
    [
        (f"it was not wrong to say {CLOSED}", "to say"),
        (f"it may be wrong to say {CLOSED}", "to say"),
        (f"Roe was right to say {CLOSED}", "was right to say"),
        (f"Roe took the wrong road and said {CLOSED}", "said"),
        (f"a false beard fell off when Roe said {CLOSED}", "said"),
        (f"Roe was falsely accused; he said {CLOSED}", "said"),
    ],
)
def test_what_is_not_called_wrong_is_not_denied_by_who_tells_of_it(told: str, cue: str) -> None:
    article = Article(f"It rained. Orla Fenn said {told}.")
    article.says("Orla Fenn", "said", told)
    article.says("Roe" if "Roe" in told else None, cue, CLOSED, after=22, inside="a1")
    assert ("a1", "denies", "a2") not in article.told()


def test_a_question_whether_it_is_wrong_calls_nothing_wrong() -> None:
    article = Article(f"It rained. Is it wrong to say {CLOSED}?")
    article.says(None, "to say", CLOSED)
    assert article.told() == []
