from onrecord.annotate.quoted import find_quoting
from onrecord.annotate.spans import AttributionSpans
from onrecord.record import Block, Document


def document(*paragraphs: str) -> Document:
    text = "\n\n".join(paragraphs)
    blocks, start = [], 0
    for words in paragraphs:
        blocks.append(Block(kind="paragraph", start=start, end=start + len(words)))
        start += len(words) + 2
    return Document(
        id="d", location=None, sha256="0" * 64, media_type="text/plain", language="en",
        text=text, blocks=blocks,
    )  # fmt: skip


def spans(text: str, source: str, cue: str, content: str) -> AttributionSpans:
    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    return AttributionSpans(
        source=at(source), cue=(at(cue),), content=(at(content),), confidence=0.9
    )


def test_a_quotation_is_the_content_of_the_attribution_that_holds_most_of_it() -> None:
    made = document('"It is shut," Venn said. Lund called it "a shame".')
    first = spans(made.text, "Venn", "said", '"It is shut,"')
    second = spans(made.text, "Lund", "called", '"a shame"')
    (quoting,) = find_quoting(made, [second, first])
    assert [each for _, each in quoting.quotations] == [first, second]


def test_what_is_said_within_a_quotation_does_not_make_it() -> None:
    made = document('"I think that it is shut and will stay so," Venn said.')
    outer = spans(made.text, "Venn", "said", '"I think that it is shut and will stay so,"')
    inner = spans(made.text, "I", "think", "that it is shut and will stay so")
    (quoting,) = find_quoting(made, [inner, outer])
    assert [each for _, each in quoting.quotations] == [outer]


def test_a_quotation_in_one_is_its_own_attributions() -> None:
    made = document("\"Lund told me, 'I shut it,' and left,\" Venn said.")
    outer = spans(made.text, "Venn", "said", "\"Lund told me, 'I shut it,' and left,\"")
    inner = spans(made.text, "Lund", "told", "'I shut it,'")
    (quoting,) = find_quoting(made, [outer, inner])
    assert [each for _, each in quoting.quotations] == [outer, inner]


def test_a_quotation_goes_on_to_its_mark_in_the_next_paragraph() -> None:
    made = document('Venn said, "It is shut.', 'It stays shut." Lund went "home".')
    first, second = find_quoting(made, [])
    assert first.goes_on is None
    assert second.goes_on is not None
    assert made.text[slice(*second.goes_on)] == 'It stays shut."'
    assert [made.text[each.start : each.end] for each, _ in second.quotations] == ['"home"']


def test_a_paragraph_that_opens_its_own_marks_goes_on_by_itself() -> None:
    made = document('Venn said, "It is shut.', '"It stays shut."')
    assert [each.goes_on for each in find_quoting(made, [])] == [None, None]
