import pytest

from onrecord.annotate.spans import AttributionSpans
from onrecord.annotate.transcript import abbreviations, find_turns, merge
from onrecord.record import Block, Document


def document(*paragraphs: str) -> Document:
    text, blocks = "", []
    for words in paragraphs:
        start = len(text) + (2 if text else 0)
        text = f"{text}\n\n{words}" if text else words
        kind = "heading" if words.startswith("#") else "paragraph"
        blocks.append(Block(kind=kind, start=start, end=len(text)))
    return Document(
        id="d", location=None, sha256="0" * 64, media_type="text/plain", language="en",
        text=text, blocks=blocks,
    )  # fmt: skip


def turns(*paragraphs: str) -> list[tuple[str, list[str]]]:
    made = document(*paragraphs)
    found = find_turns(made)
    for spans in found:
        assert [made.text[slice(*cue)] for cue in spans.cue] in ([":"], ["))"])
    return [
        (made.text[slice(*spans.source or (0, 0))], [made.text[slice(*p)] for p in spans.content])
        for spans in found
    ]


def test_speakers_take_turns() -> None:
    assert turns(
        "The mayor spoke to the Herald.",
        "ORLA VENN, HOST: Is the port shut?",
        "LUND: It is.",
        "It will stay shut.",
        "VENN: Why?",
        "LUND (quietly): Nobody knows.",
        "The talk was cut for length.",
    ) == [
        ("ORLA VENN, HOST", ["Is the port shut?"]),
        ("LUND", ["It is.", "It will stay shut."]),
        ("VENN", ["Why?"]),
        ("LUND (quietly)", ["Nobody knows."]),
    ]


def test_questions_and_answers_are_turns_in_one_paragraph_too() -> None:
    assert turns("Q: Is it shut?\nA: Yes.\nQ: Why?\nA: The storm.") == [
        ("Q", ["Is it shut?"]), ("A", ["Yes."]), ("Q", ["Why?"]), ("A", ["The storm."]),
    ]  # fmt: skip


def test_titles_and_full_names_are_labels() -> None:
    found = turns("MR. LUND: Is it?", "Orla Venn: It is.", "MR. LUND: Sure?", "Orla Venn: Yes.")
    assert [label for label, _ in found] == ["MR. LUND", "Orla Venn", "MR. LUND", "Orla Venn"]


def test_labels_in_double_brackets_are_labels_beside_those_with_a_colon() -> None:
    assert turns(
        "((Seanews)) Is it shut?", "Orla Venn: It is.", "((SN)) : Since when?", "OV: I forgot.",
    ) == [
        ("Seanews", ["Is it shut?"]), ("Orla Venn", ["It is."]),
        ("SN", ["Since when?"]), ("OV", ["I forgot."]),
    ]  # fmt: skip


def test_labels_in_double_brackets_may_stand_far_apart() -> None:
    talk = [
        "((SN)) Is it shut?", "((Orla Venn)) It is.", *["It stays so."] * 9,
        "((SN)) Why?", "((Orla Venn)) Nobody knows.", *["The storm did it."] * 6,
    ]  # fmt: skip
    assert len(turns(*talk)) == 4
    assert turns(*(words.replace("((", "").replace("))", ":") for words in talk)) == []


def test_initials_are_no_second_speaker() -> None:
    talk = ["((Seanews)) Is it shut?", "It is.", "((SN)) Why?", "Nobody knows.", "((SN)) And now?"]
    assert turns(*talk) == []


def test_labels_that_hardly_change_are_no_turns() -> None:
    assert turns("Venn: A.", "Lund: B.", *["Tamm: C."] * 6) == []


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Orla Venn", {"ov", "v"}),
        ("Orla J. Venn", {"ojv", "ov", "v"}),
        ("Seanews", {"sn"}),
        ("News", set()),
        ("Venn", set()),
        ("", set()),
    ],
)
def test_names_are_abbreviated_by_their_initials(name: str, short: set[str]) -> None:
    assert abbreviations(name) == short


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["One thing is clear: the port is shut.", "Another is not: why.", "One thing: money."],
        ["Note: The port is shut.", "Update: It is open.", "Note: It is shut again."],
        ["Photo: Orla Venn", "The port is shut.", "Photo: Bo Lund", "Photo: Cy Tamm"],
        ["Pros: cheap.", "Cons: slow.", "Pros: small.", "Cons: loud."],
        ["LUND: It is shut."],
        ["LUND: It is shut.", "LUND: It is open.", "LUND: It is shut."],
        ["The port is shut.", *["Nobody knows why it is."] * 20, "LUND: A.", "VENN: B.", "LUND: C.",
         *["Nobody knows why it is."] * 20, "LUND: D."],
    ],
)  # fmt: skip
def test_ordinary_prose_has_no_turns(paragraphs: list[str]) -> None:
    assert turns(*paragraphs) == []


def test_a_heading_ends_a_turn() -> None:
    found = turns("Q: Is it shut?", "A: Yes.", "# The storm", "It came at night.", "Q: When?")
    assert found[1] == ("A", ["Yes."])


def spans(
    source: tuple[int, int] | None,
    cue: tuple[int, int],
    content: tuple[int, int],
    inside: int | None = None,
) -> AttributionSpans:
    return AttributionSpans(
        source=source, cue=(cue,), content=(content,), inside=inside, confidence=0.5
    )


def test_what_the_model_found_in_a_turn_stands_inside_it() -> None:
    turn = spans((0, 4), (4, 5), (6, 60))
    inner = spans((10, 14), (15, 19), (20, 40))
    nested = spans((22, 26), (27, 30), (31, 40), inside=0)
    outside = spans((70, 74), (75, 79), (80, 90))
    merged = merge([turn], [inner, nested, outside])
    assert [each.inside for each in merged] == [None, 0, 1, None]
    assert merged[0] == turn


def test_what_repeats_a_turn_is_left_out_and_its_children_move_up() -> None:
    turn = spans((0, 4), (4, 5), (6, 60))
    copy = spans((0, 4), (4, 5), (6, 50))
    child = spans((10, 14), (15, 19), (20, 40), inside=0)
    assert [(each.source, each.inside) for each in merge([turn], [copy, child])] == [
        ((0, 4), None), ((10, 14), 0),
    ]  # fmt: skip


def test_without_turns_the_models_attributions_stay_as_they_are() -> None:
    found = [spans((0, 4), (5, 9), (10, 20))]
    assert merge([], found) == found
