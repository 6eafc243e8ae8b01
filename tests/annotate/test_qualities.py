from collections.abc import Sequence

from seen import seen_in

from onrecord.annotate import times
from onrecord.annotate.attribution import in_reading_order
from onrecord.annotate.entities import Named, identify
from onrecord.annotate.qualities import qualify, read_sources
from onrecord.annotate.sentences import split
from onrecord.annotate.spans import AttributionSpans
from onrecord.record import Attribution, Block, Document, MadeBy, Record


def read(
    document: Document,
    found: Sequence[AttributionSpans],
    *,
    turns: Sequence[AttributionSpans] = (),
) -> tuple[list[Attribution], Named]:
    """Attributions with their qualities and who their sources are, without the model's marks."""
    sentences, sources = split(document), read_sources(document, found, turns=turns)
    named = identify(document, sentences, seen_in(document), turns, found, sources)
    made = qualify(
        document,
        sentences,
        found,
        sources,
        named,
        turns=turns,
        times=times.read(document, sentences),
    )
    return made, named


Marks = tuple[str | None, str, tuple[str, ...]]


def attributions(text: str, *marks: Marks, turns: bool = False) -> list[Attribution]:
    """Attributions given as (source, cue, contents), each the first such words in the text."""
    document = Document(
        id="d", location=None, sha256="0" * 64, media_type="text/plain", language="en",
        text=text, blocks=[Block(kind="paragraph", start=0, end=len(text))],
    )  # fmt: skip

    def at(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    found = in_reading_order(
        [
            AttributionSpans(
                source=at(source) if source else None,
                cue=(at(cue),),
                content=tuple(at(words) for words in content),
                confidence=0.7,
            )
            for source, cue, content in marks
        ]
    )
    made, named = read(document, found, turns=found if turns else ())
    # Making the record holds every span and id to the contract.
    record = Record(
        made_by=MadeBy(onrecord="0", stages={}), document=document, sentences=split(document),
        attributions=made, entities=named.entities,
    )  # fmt: skip
    return record.attributions


def test_every_quality_of_one_attribution() -> None:
    (made,) = attributions(
        "In 2018, a port official, who asked not to be named, claimed the port might be “shut.”",
        ("a port official", "claimed", ("the port might be “shut.”",)),
    )
    assert (made.id, made.mode, made.kind) == ("a1", "mixed", "statement")
    assert (made.cue_attitude, made.source_kind) == ("distancing", "unnamed_person")
    assert made.anonymity
    assert made.anonymity.text == "who asked not to be named"
    assert [hedge.text for hedge in made.hedges] == ["might"]
    assert (made.said_on, made.entities, made.unresolved) == ("2018", [], "nominal")
    assert made.confidence == 0.7


def test_ids_stand_in_reading_order_and_inside_follows() -> None:
    text = "Bo Lund said Orla Venn believes the port is shut."
    start = text.index("Orla")
    outer = AttributionSpans(
        source=(0, 7), cue=((8, 12),), content=((start, len(text) - 1),), confidence=0.9
    )
    inner = AttributionSpans(
        source=(start, start + 9), cue=((start + 10, start + 18),),
        content=((start + 19, len(text) - 1),), inside=0, confidence=0.8,
    )  # fmt: skip
    document = Document(
        id="d", location=None, sha256="0" * 64, media_type="text/plain", language="en",
        text=text, blocks=[Block(kind="paragraph", start=0, end=len(text))],
    )  # fmt: skip
    made, _ = read(document, [outer, inner])
    assert [(a.id, a.inside, a.kind) for a in made] == [
        ("a1", None, "statement"), ("a2", "a1", "belief"),
    ]  # fmt: skip


def test_without_a_source_it_is_unstated_and_says_so() -> None:
    (made,) = attributions(
        "The unit has been accused of arson.", (None, "has been accused of", ("arson",))
    )
    assert (made.source_kind, made.unresolved, made.kind) == (
        "unstated", "no source", "accusation",
    )  # fmt: skip


def test_a_pronoun_is_unnamed_but_unresolved_as_a_pronoun() -> None:
    (made,) = attributions("He said it was shut.", ("He", "said", ("it was shut",)))
    assert (made.source_kind, made.unresolved) == ("unnamed_person", "pronoun")


def test_a_transcripts_turn_is_direct_without_marks() -> None:
    (made,) = attributions("LUND: It is shut.", ("LUND", ":", ("It is shut.",)), turns=True)
    assert (made.mode, made.source_kind) == ("direct", "named_person")


def test_anonymity_goes_to_its_own_source() -> None:
    first, second = attributions(
        "A trader said it was shut and an official, who asked not to be named, said it was not.",
        ("A trader", "said it", ("was shut",)),
        ("an official", "said it was not", ("it was not",)),
    )
    assert first.anonymity is None
    assert second.anonymity


def test_an_auxiliary_before_the_cue_negates_it() -> None:
    (made,) = attributions("Venn did not confirm a strike.", ("Venn", "confirm", ("a strike",)))
    assert made.negated


def test_a_relative_is_the_name_before_it_and_is_mentioned_there() -> None:
    text = "The Norr Herald, which first reported the flood, said no more."
    document = Document(
        id="d", location=None, sha256="0" * 64, media_type="text/plain", language="en",
        text=text, blocks=[Block(kind="paragraph", start=0, end=len(text))],
    )  # fmt: skip
    which = AttributionSpans(source=(17, 22), cue=((29, 37),), content=((38, 47),), confidence=0.8)
    (made,), named = read(document, [which])
    assert made.source
    assert (made.source.text, made.source_kind, made.unresolved) == ("which", "outlet", None)
    assert made.entities == ["e1"]
    assert [(m.start, m.text) for m in named.entities[0].mentions] == [(4, "Norr Herald")]


def test_what_it_is_that_is_said_has_no_source() -> None:
    (made,) = attributions("It is whispered that he left.", ("It", "is whispered", ("he left",)))
    assert (made.source_kind, made.unresolved) == ("unstated", "no source")


def test_a_document_states_and_does_not_believe() -> None:
    (made,) = attributions("The report expects a flood.", ("The report", "expects", ("a flood",)))
    assert (made.source_kind, made.kind) == ("document", "statement")


def test_a_year_goes_with_speech_alone() -> None:
    made = attributions(
        "In 2005 the board turned on her. In 2006 the board said so.",
        ("the board", "turned on", ("her",)), (None, "said", ("so",)),
    )  # fmt: skip
    assert [a.said_on for a in made] == [None, None]
    (made_of_speech,) = attributions("In 2006 Bo Lund said so.", ("Bo Lund", "said", ("so",)))
    assert made_of_speech.said_on == "2006"
