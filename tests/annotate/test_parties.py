import pytest

from onrecord.annotate.parties import author, find_parties, named_before, people_in
from onrecord.record import Block, BlockKind, Document

QUESTION = "How did you hear of it?"


def document(
    *blocks: str | tuple[BlockKind, str], title: str | None = None, byline: tuple[str, ...] = ()
) -> Document:
    """Blocks; the first is the headline, the others paragraphs unless they say their kind."""
    text, made = "", []
    for index, each in enumerate((*blocks, QUESTION)):
        kind, words = ("headline" if index == 0 else "paragraph", each)
        if isinstance(each, tuple):
            kind, words = each
        start = len(text) + (2 if text else 0)
        text = f"{text}\n\n{words}" if text else str(words)
        made.append(Block(kind=kind, start=start, end=len(text)))  # type: ignore[arg-type]
    inside = made[0].kind == "headline"
    return Document(
        id="d", location=None, sha256="0" * 64, media_type="text/plain", language="en",
        headline=text[: made[0].end] if inside else title, byline=list(byline), text=text,
        blocks=made,
    )  # fmt: skip


def parties(made: Document) -> tuple[list[str], str | None]:
    found = find_parties(made, made.text.index(QUESTION))
    for each in found.answer:
        assert made.text[slice(*each.offsets)] == each.text
    return [each.text for each in found.answer], found.asks.text if found.asks else None


@pytest.mark.parametrize(
    "headline",
    [
        "The Norr Herald interviews diver Peter Lund about the storm",
        "Interview with Norr founder Peter Lund",
        "Peter Lund, diver, interviewed by the Norr Herald",
        "Diver Peter Lund tells the Norr Herald about the storm",
        "Peter Lund: An interview with the 'Storm Diver'",
        "After the storm: Peter Lund on the port",
    ],
)
def test_the_headline_names_who_is_interviewed(headline: str) -> None:
    assert parties(document(headline))[0] == ["Peter Lund"]


@pytest.mark.parametrize(
    "introduction",
    [
        "The Norr Herald spoke with Peter Lund, a diver, about the storm.",
        "We sat down with Peter Lund in his kitchen.",
        "Peter Lund dives for a living. The Norr Herald interviewed him in May.",
        "Peter Lund spoke to the Norr Herald.",
        "“The sea was black,” he says. Peter Lund has dived in Norr for years.",
    ],
)
def test_the_introduction_names_who_is_interviewed(introduction: str) -> None:
    assert parties(document("After the storm", introduction))[0] == ["Peter Lund"]


def test_a_name_that_no_list_knows_counts_where_the_last_name_stands_alone() -> None:
    headline = "The Norr Herald interviews diver Xalvo Brenn"
    assert parties(document(headline))[0] == []
    assert parties(document(headline, "Few know the sea as Brenn does."))[0] == ["Xalvo Brenn"]


def test_who_asks_is_the_other_one() -> None:
    made = document(
        "Interview with diver Peter Lund", "In May, Lund sat down with Mary Tamm for an hour."
    )
    assert parties(made) == (["Peter Lund"], "Mary Tamm")


def test_of_two_who_talk_the_author_asks() -> None:
    made = document(
        "After the storm", ("byline", "By Mary Tamm"), "Peter Lund sat down with Mary Tamm.",
        byline=("Mary Tamm",),
    )  # fmt: skip
    assert parties(made) == (["Peter Lund"], "Mary Tamm")


def test_two_may_be_interviewed() -> None:
    made = document("The Norr Herald interviews Peter Lund and Mary Tamm of the port")
    assert parties(made)[0] == ["Peter Lund", "Mary Tamm"]


def test_a_title_outside_the_text_says_which_name_it_is() -> None:
    made = document(
        ("paragraph", "Mary Tamm lost a boat. Peter Lund found it."),
        title="The Norr Herald interviews Peter Lund",
    )
    assert parties(made)[0] == ["Peter Lund"]


def test_the_name_under_a_quotation_speaks() -> None:
    made = document("After the storm", '"The sea was black." Peter Lund', "Mary Tamm was there.")
    assert parties(made)[0] == ["Peter Lund"]


def test_several_names_without_a_word_on_the_interview_leave_it_open() -> None:
    assert parties(document("After the storm", "Peter Lund met Mary Tamm there.")) == ([], None)


def test_the_topic_of_the_headline_is_nobody_interviewed() -> None:
    assert parties(document("A diver on the Peter Lund affair"))[0] != ["Lund"]


def test_the_author_asks() -> None:
    made = document(
        "Interview with diver Peter Lund", ("byline", "By Mary Tamm"), byline=("Mary Tamm",)
    )
    assert parties(made) == (["Peter Lund"], "Mary Tamm")
    found = author(made)
    assert found is not None
    assert made.text[slice(*found.offsets)] == "Mary Tamm"


def test_two_authors_are_no_author() -> None:
    made = document("A", ("byline", "By Mary Tamm and Bo Roe"), byline=("Mary Tamm", "Bo Roe"))
    assert author(made) is None


def test_outlets_are_named_too_and_names_in_marks_are_not() -> None:
    made = document("The Norr Herald meets Peter Lund, the 'Storm Diver'")
    found = named_before(made, made.text.index(QUESTION))
    assert [(each.text, each.outlet) for each in found] == [
        ("Norr Herald", True), ("Peter Lund", False),
    ]  # fmt: skip
    assert people_in("the port was shut.", 0, 18) == []
