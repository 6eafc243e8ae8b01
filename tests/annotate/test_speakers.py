from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.spans import AttributionSpans
from onrecord.annotate.speakers import AUTHOR, UNKNOWN, Speech, speaker_at, speeches
from onrecord.annotate.transcript import find_turns
from onrecord.record import Block, BlockKind, Document

Blocks = tuple[str | tuple[BlockKind, str], ...]


def document(*blocks: str | tuple[BlockKind, str], byline: tuple[str, ...] = ()) -> Document:
    """Paragraphs, unless a block says its kind."""
    text, made = "", []
    for each in blocks:
        kind, words = each if isinstance(each, tuple) else ("paragraph", each)
        start = len(text) + (2 if text else 0)
        text = f"{text}\n\n{words}" if text else words
        made.append(Block(kind=kind, start=start, end=len(text)))
    headline = next((text[b.start : b.end] for b in made if b.kind == "headline"), None)
    return Document(
        id="d", location=None, sha256="0" * 64, media_type="text/plain", language="en",
        headline=headline, byline=list(byline), text=text, blocks=made,
    )  # fmt: skip


def spans(
    text: str, source: str | None, cue: str, content: str, *, after: str = ""
) -> AttributionSpans:
    """An attribution by its words, each at its first place from `after` on."""
    begin = text.index(after)

    def at(words: str) -> tuple[int, int]:
        start = text.index(words, begin)
        return start, start + len(words)

    return AttributionSpans(
        source=at(source) if source else None,
        cue=(at(cue),),
        content=(at(content),),
        confidence=0.9,
    )


def said(
    made: Document, where: str, found: list[AttributionSpans] | None = None
) -> tuple[str | None, str | None]:
    """Who "I" and "you" are at the first place of some words."""
    turns = find_turns(made)
    at = speaker_at(speeches(made, turns, [*turns, *(found or [])]))
    speech = at(made.text.index(where))
    if speech is None:
        return None, None
    pair = (speech.speaker, speech.addressee)
    first, second = (made.text[slice(*each)] if each else None for each in pair)
    return first, second


def test_a_turn_is_its_labels_and_you_is_the_other_one() -> None:
    made = document("VENN: Did you shut it?", "LUND: I did.", "VENN: Why?", "LUND: I had to.")
    assert said(made, "Did you") == ("VENN", "LUND")
    assert said(made, "I did") == ("LUND", "VENN")


def test_of_several_the_one_who_asked_last_is_spoken_to() -> None:
    made = document(
        "Orla Venn: Who shut it?", "Bo Lund: I did, as they say.", "Cy Tamm: I helped him.",
        "Orla Venn: And you?", "Cy Tamm: Only a little.",
    )  # fmt: skip
    assert said(made, "Who shut") == ("Orla Venn", "Bo Lund")
    assert said(made, "I helped") == ("Cy Tamm", "Orla Venn")
    assert said(made, "And you") == ("Orla Venn", "Cy Tamm")


def test_initials_stand_for_the_label_or_name_that_they_abbreviate() -> None:
    made = document(
        "The Seanews spoke with Orla Venn.",
        "((SN)) Is it shut?", "((Orla Venn)) It is.", "((SN)) Since when?", "((OV)) I forgot.",
    )  # fmt: skip
    first = made.text.index("Orla Venn))")
    at = speaker_at(speeches(made, find_turns(made), find_turns(made)))
    speech = at(made.text.index("I forgot"))
    assert speech is not None
    assert speech.speaker == (first, first + len("Orla Venn"))
    assert said(made, "Since when")[0] == "Seanews"


def test_initials_that_fit_two_names_stay_themselves() -> None:
    made = document(
        "Orla Venn and Oskar Vall met the Herald.",
        "OV: I saw it.", "Herald: When was it?", "OV: I forgot it.", "Herald: Why is it so?",
    )  # fmt: skip
    assert said(made, "I forgot")[0] == "OV"


def test_question_and_answer_are_the_parties_of_the_introduction() -> None:
    made = document(
        ("headline", "The Norr Herald interviews diver Peter Lund"),
        ("byline", "By Mary Tamm"),
        "Q: Did you see it?", "A: I did.", "Q: When?", "A: I forgot.",
        byline=("Mary Tamm",),
    )  # fmt: skip
    assert said(made, "Did you") == ("Mary Tamm", "Peter Lund")
    assert said(made, "I forgot") == ("Peter Lund", "Mary Tamm")


def test_a_question_before_the_first_label_is_the_other_ones() -> None:
    made = document(
        "How are you?", "Orla Venn: I am well.", "Herald: Is it shut?", "Orla Venn: It is."
    )
    assert said(made, "How are") == ("Herald", "Orla Venn")


def test_an_interview_without_labels_is_the_interviewees() -> None:
    made = document(
        ("headline", "The Norr Herald interviews diver Peter Lund"),
        "Did you see it?", "I did.", "I saw it at night.", "What did you do?", "I left.",
    )  # fmt: skip
    assert said(made, "Did you") == (None, "Peter Lund")
    assert said(made, "I saw it") == ("Peter Lund", None)


def test_of_two_interviewees_one_gives_a_name_or_speaks_of_the_other() -> None:
    made = document(
        ("headline", "The Norr Herald interviews Peter Lund and Mary Tamm of the port"),
        "How did you meet?", "I'm Peter Lund.", "I knew nobody but Peter there.",
        "What did you do then?", "We left it as I recall.",
    )  # fmt: skip
    assert said(made, "I'm Peter")[0] == "Peter Lund"
    assert said(made, "I knew")[0] == "Mary Tamm"
    assert said(made, "We left")[0] is None


def test_in_a_hearing_who_is_called_speaks() -> None:
    made = document(
        "We hear the port first. Ms. Venn?",
        "May it please the Court: I speak for the port.",
        "Did you give notice?",
        "I did, your honor.",
    )
    assert said(made, "I speak")[0] == "Venn"
    assert said(made, "Did you") == ("your honor", "Venn")
    assert said(made, "I did") == ("Venn", "your honor")


def test_a_quotation_is_its_sources() -> None:
    made = document('"I shut it," Venn told Lund. Nobody else was there.')
    found = [spans(made.text, "Venn", "told", '"I shut it,"')]
    assert said(made, "I shut", found) == ("Venn", "Lund")
    assert said(made, "Nobody", found) == (None, None)


def test_i_as_a_source_within_a_speech_is_its_speaker() -> None:
    made = document(
        "VENN: Why?", "LUND: I said, “I will not.” So it was.", "VENN: You?", "LUND: I."
    )
    found = [spans(made.text, "I", "said", "“I will not.”")]
    assert said(made, "I will", found)[0] == "LUND"


def test_a_quotation_in_a_quotation_is_its_own_sources() -> None:
    made = document("\"Lund told me, 'I shut it,' and I left,\" Venn said.")
    found = [
        spans(made.text, "Venn", "said", "\"Lund told me, 'I shut it,' and I left,\""),
        spans(made.text, "Lund", "told", "'I shut it,'"),
    ]
    assert said(made, "I shut", found)[0] == "Lund"
    assert said(made, "I left", found)[0] == "Venn"


def test_a_quotation_without_a_source_is_whoever_was_quoted_or_spoke_before() -> None:
    made = document('"I shut it," Venn said. "I had to."', '"I waited."', 'Then: "I left."')
    found = [spans(made.text, "Venn", "said", '"I shut it,"')]
    assert said(made, "I had", found)[0] == "Venn"
    assert said(made, "I waited", found)[0] == "Venn"
    assert said(made, "I left", found)[0] is None
    made = document('Venn said the port was shut. "I had to."')
    found = [spans(made.text, "Venn", "said", "the port was shut")]
    assert said(made, "I had", found)[0] == "Venn"


def test_a_quotation_that_goes_on_without_marks_stays_its_sources() -> None:
    made = document('Venn said, "I shut it.', 'I had to." The board met.')
    found = [spans(made.text, "Venn", "said", '"I shut it.')]
    assert said(made, "I had", found)[0] == "Venn"
    assert said(made, "The board", found)[0] is None


def test_a_quotation_by_itself_in_an_interview_is_the_interviewees() -> None:
    made = document(
        ("headline", "The Norr Herald interviews diver Peter Lund"),
        '"I never saw the like of it"',
        "Did you see it?", "I did.", "What did you do?", "I left.",
    )  # fmt: skip
    assert said(made, "I never")[0] == "Peter Lund"


def test_signed_words_are_the_signers() -> None:
    made = document("The port was shut.", "I had to do it. — Orla Venn, harbour master")
    assert said(made, "I had")[0] == "Orla Venn"
    made = document("The port was shut.", '"I had to do it." — Orla Venn')
    assert said(made, "I had")[0] == "Orla Venn"


def test_who_declares_something_by_name_speaks() -> None:
    made = document("The order read:", "Therefore I, Orla Venn, shut the port, as is my right.")
    assert said(made, "my right")[0] == "Orla Venn"


def test_a_paragraph_after_a_colon_is_the_sources_before_it() -> None:
    made = document("Venn wrote to the board:", "I shut the port.", "I was not there.")
    found = [spans(made.text, "Venn", "wrote", "to the board")]
    assert said(made, "I shut", found)[0] == "Venn"
    assert said(made, "I was", found)[0] is None


def test_a_story_in_the_first_person_is_its_authors() -> None:
    made = document(
        ("headline", "A night in Norr"), ("byline", "By Mary Tamm"), "I went to Norr.",
        '"I shut it," Venn said.', byline=("Mary Tamm",),
    )  # fmt: skip
    found = [spans(made.text, "Venn", "said", '"I shut it,"')]
    assert said(made, "I went", found)[0] == "Mary Tamm"
    assert said(made, "I shut", found)[0] == "Venn"
    (outer,) = [each for each in speeches(made, [], found) if each.confidence == AUTHOR]
    assert (outer.start, outer.end) == (0, len(made.text))


def test_without_first_person_or_byline_nobody_writes() -> None:
    assert speeches(document("I went to Norr."), [], []) == []
    made = document(("byline", "By Mary Tamm"), "It rained.", byline=("Mary Tamm",))
    assert speeches(made, [], []) == []


def test_nobody_known_has_no_confidence() -> None:
    (speech,) = speeches(document('A sign reads "I am shut".'), [], [])
    assert (speech.speaker, speech.addressee, speech.confidence) == (None, None, UNKNOWN)


def _nested(draw: st.DrawFn, start: int, end: int, depth: int) -> list[Speech]:
    found = []
    position = start
    while position < end and draw(st.booleans()):
        first = draw(st.integers(position, end - 1))
        last = draw(st.integers(first + 1, end))
        found.append(Speech(start=first, end=last, speaker=None, addressee=None, confidence=0.0))
        if depth:
            found += _nested(draw, first, last, depth - 1)
        position = last
    return found


@st.composite
def nested(draw: st.DrawFn) -> list[Speech]:
    return _nested(draw, 0, 30, 2)


@given(nested())
def test_the_look_up_finds_the_innermost_speech(found: list[Speech]) -> None:
    at = speaker_at(found)
    for position in range(-1, 32):
        covering = [each for each in found if each.start <= position < each.end]
        speech = at(position)
        if not covering:
            assert speech is None
        else:
            assert speech is not None
            assert speech.end - speech.start == min(each.end - each.start for each in covering)
