"""Kinds of blocks, on invented articles."""

from __future__ import annotations

import pytest

from onrecord.ingest.draft import Draft
from onrecord.ingest.frame import find_frame
from onrecord.ingest.text import read

STORY = (
    "The weir at Harwick held through the night, the keeper said on Monday, although the "
    "water stood a hand below its crest and the lower road had gone under before midnight."
)
TITLE_LIKE = "Harwick keeper warned ministry about cracks in weir years before flood"


def kind_of(line: str, *, before: int = 4, after: int = 4, story: str = STORY) -> str:
    """The kind of a line between paragraphs of a story."""
    draft = drafted([story] * before + [line] + [story] * after)
    return draft.blocks[before].kind


def drafted(blocks: list[str]) -> Draft:
    draft = read("\n\n".join(blocks).encode())
    find_frame(draft)
    return draft


@pytest.mark.parametrize(
    "line",
    [
        "Related: How a weir is mended",
        "READ MORE: The night the road went",
        "Read more – The night the road went",
        "Also read: Ten walls that fell.",
        "SEE ALSO",
        "More from Ada Roe",
        "You may also like",
        "<u>Harwick keeper warned of cracks</u>",
        '<a href="https://x.example">Harwick keeper warned of cracks in</a> weir',
        TITLE_LIKE,
    ],
)
def test_related_stories(line: str) -> None:
    assert kind_of(line) == "related"


@pytest.mark.parametrize(
    "line",
    [
        "More than a hundred houses were empty by the morning, the mayor said.",
        "Read in full, the report says little.",
        "“Related: that is what they are,” said the keeper.",
        "The keeper <u>said</u> so.",
        "<u>She said that it had held.</u>",
        f"{TITLE_LIKE}.",
        "A wall of that age will not hold for another winter and the ministry has known it",
        "Nobody at the ministry wanted to say when it had last been looked at, she said",
    ],
)
def test_sentences_of_the_story_stay_in_it(line: str) -> None:
    assert kind_of(line) == "paragraph"


def test_a_bare_title_is_related_only_where_paragraphs_end_with_full_stops() -> None:
    assert kind_of(TITLE_LIKE, story=STORY.rstrip(".")) != "related"
    assert kind_of(TITLE_LIKE, before=1, after=1) != "related"


def test_the_lines_under_a_related_label_are_related() -> None:
    draft = drafted(
        [STORY, "Related stories", "How a weir is mended", "Ten walls that fell", STORY]
    )
    assert [b.kind for b in draft.blocks] == [
        "paragraph",
        "related",
        "related",
        "related",
        "paragraph",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: How a weir is mended",
        "READ MORE: How a weir is mended.",
        "More: Who pays for the weir?",
        "Related: “A paper wall”, says its keeper",
        "See also | How a weir is mended",
    ],
)
@pytest.mark.parametrize("between", [" ", ""])
@pytest.mark.parametrize("before", [0, 3])
def test_a_labelled_line_glued_to_a_paragraph_is_related(
    line: str, between: str, before: int
) -> None:
    draft = drafted([STORY] * before + [STORY + between + line, STORY])
    assert [draft.text[b.start : b.end] for b in draft.blocks[before : before + 2]] == [STORY, line]
    assert [b.kind for b in draft.blocks] == [*["paragraph"] * (before + 1), "related", "paragraph"]


@pytest.mark.parametrize(
    "end",
    [
        "More: they will mend it.",
        "He wanted, as ever, More: Harwick asks for it.",
        "The sign says: Read more: The Weir",
        "Read more: The Weir,” she said.",
        'Read more: The Weir," she said.',
        "Related: The weir. Its keeper was not there.",
        "More: Nothing " + "and nothing " * 20 + "was said.",
    ],
)
def test_a_label_s_words_inside_the_story_stay(end: str) -> None:
    draft = drafted([f"{STORY} {end}", STORY])
    assert [b.kind for b in draft.blocks] == ["paragraph"] * 2


@pytest.mark.parametrize("end", ['it will fall." ', "it will fall. ", "it will fall.” "])
def test_a_title_glued_to_a_paragraph_is_a_block_of_its_own(end: str) -> None:
    paragraph = f'"That wall is older than the town," the keeper said. "One day {end}'
    draft = drafted([STORY] * 4 + [paragraph + TITLE_LIKE] + [STORY] * 4)
    block, related = draft.blocks[4:6]
    assert (block.kind, draft.text[block.start : block.end]) == ("paragraph", paragraph.strip())
    assert (related.kind, draft.text[related.start : related.end]) == ("related", TITLE_LIKE)


@pytest.mark.parametrize(
    "tail",
    [
        "The keeper had warned the ministry about cracks in the weir",
        "Nobody listened, said Gen. Orla Poe of the Harwick guard and flood watch",
        "Harwick keeper warned ministry about cracks, Ada Roe said",
        "He fell",
    ],
)
def test_a_sentence_that_lost_its_full_stop_stays_in_its_paragraph(tail: str) -> None:
    draft = drafted([STORY] * 4 + [f"{STORY} {tail}"] + [STORY] * 4)
    assert [b.kind for b in draft.blocks] == ["paragraph"] * 9


@pytest.mark.parametrize(
    "line",
    [
        "What happened at the weir?",
        "Why did nobody know?",
        "An old wall",
        "1. The night",
        "THE LONG WAIT",
    ],
)
def test_headings(line: str) -> None:
    assert kind_of(line) == "heading"


@pytest.mark.parametrize("line", ["“What happened?” she asked.", '"Who knew?"', "He asked: “Why?”"])
def test_a_speaker_s_question_is_no_heading(line: str) -> None:
    assert kind_of(line) == "paragraph"


def test_the_last_line_is_no_heading() -> None:
    assert drafted([STORY] * 6 + ["An old wall"]).blocks[-1].kind == "paragraph"


@pytest.mark.parametrize(
    "line",
    [
        "Photo: The weir in March",
        "Image caption: The weir in March",
        "FILE - The weir in March 2019.",
        "The weir in March. (KNS Photo/Ada Roe)".replace("KNS", "AP"),
        "The weir in March (Picture: Ada Roe)",
        "The weir in March. Ada Roe/Getty Images",
    ],
)
def test_captions(line: str) -> None:
    assert kind_of(line) == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "Correction: The weir is 90 metres wide.",
        "CORRECTION (3 March): The weir is 90 metres wide.",
        "Editor’s note: The keeper is the author's aunt.",
        "An earlier version of this article misspelt the keeper's name.",
        "This story has been updated with the ministry's answer.",
    ],
)
def test_corrections(line: str) -> None:
    assert kind_of(line) == "correction"


def test_the_paragraph_under_a_correction_s_label_belongs_to_it() -> None:
    draft = drafted([STORY, "Correction: 3 March 2021", "The weir is 90 metres wide.", STORY])
    assert [b.kind for b in draft.blocks] == ["paragraph", "correction", "correction", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "ADVERTISEMENT",
        "Sign up for our newsletter and never miss a flood.",
        "Share this article",
        "Facebook Twitter WhatsApp Email",
        "We use cookies to make the page better.",
        "Story continues below advertisement",
        "* * *",
        "___",
        "© 2021 Kestrel Media. All rights reserved.",
        "https://x.example/weir",
    ],
)
def test_the_page_s_own_lines(line: str) -> None:
    assert kind_of(line) == "other"


def test_bullets_and_numbers_are_lists() -> None:
    draft = drafted([STORY, "• one thing\n• another thing", STORY, "1. First.\n2. Second.", STORY])
    assert [b.kind for b in draft.blocks] == [
        "paragraph",
        *["list"] * 2,
        "paragraph",
        *["list"] * 2,
        "paragraph",
    ]


def test_one_line_with_a_dash_is_no_list() -> None:
    assert kind_of("- The keeper, who said it.") == "paragraph"
