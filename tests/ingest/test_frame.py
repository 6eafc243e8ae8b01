"""The frame, on invented articles."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest.document import from_text
from onrecord.ingest.draft import Draft
from onrecord.ingest.frame import find_frame
from onrecord.ingest.text import from_text as draft_of

STORY = (
    "The weir at Harwick held through the night, the keeper said on Monday, although the "
    "water stood a hand below its crest and the lower road had gone under before midnight."
)


def framed(*blocks: str, **known: str) -> Draft:
    draft = draft_of("\n\n".join(blocks))
    for name, value in known.items():
        setattr(draft, name, value)
    find_frame(draft)
    return draft


def kinds(draft: Draft) -> list[str]:
    return [block.kind for block in draft.blocks]


def test_headline_byline_date_and_dateline_are_read() -> None:
    draft = framed(
        "Weir at Harwick holds, for now",
        "By Ada Roe",
        "June 29, 2020 at 3:52 p.m. PDT",
        f"HARWICK — {STORY}",
        STORY,
    )
    assert kinds(draft) == ["headline", "byline", "date", "paragraph", "paragraph"]
    assert draft.headline == "Weir at Harwick holds, for now"
    assert draft.byline == ["Ada Roe"]
    assert draft.dateline == "HARWICK"
    assert draft.published == "2020-06-29T15:52:00-07:00"
    assert draft.publisher is None


def test_a_text_without_a_frame_has_none() -> None:
    draft = framed(STORY, STORY)
    assert kinds(draft) == ["paragraph", "paragraph"]
    assert (draft.headline, draft.byline, draft.dateline, draft.published) == (None, [], None, None)


@pytest.mark.parametrize(
    "first",
    [
        "It was a quiet night.",
        "“We saw nothing,” the keeper said.",
        "The wall, which is older than the town and has never once been mended, gave way at four",
        "https://x.example/weir",
        "██ Water ██",
    ],
)
def test_a_first_line_that_is_no_headline_is_not_taken_for_one(first: str) -> None:
    assert framed(first, STORY, STORY).headline is None


def test_a_headline_may_end_with_a_full_stop() -> None:
    assert framed("Weir Holds as Harwick Waits for Word.", STORY).headline == (
        "Weir Holds as Harwick Waits for Word."
    )


@pytest.mark.parametrize(
    ("headline", "below"),
    [
        ("Harwick waits for the water.", f"HARWICK, Kestria (KNS) — {STORY}"),
        ("Roe mends the weir quietly.", "Keeper Ada Roe mended the weir at Harwick by night."),
        ("Minister Says The Weir Will Hold. Its Keeper Says It Will Not.", STORY),
        ("“We Will Hold The Weir,” Harwick’s Keeper Says.", STORY),
        ("The weir is old, tired and leaky. It may not hold.;", "A look at Harwick."),
    ],
)
def test_a_headline_may_be_a_sentence_where_its_place_shows_it(headline: str, below: str) -> None:
    draft = framed(headline, below, STORY, STORY)
    assert draft.headline == headline.rstrip(";")
    assert kinds(draft) == ["headline", "paragraph", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("first", "below"),
    [
        ("Ada Roe keeps the weir.", "She has done so for nine years, and her mother before her."),
        ("Roe was there at four.", "Keeper Ada Roe mended the weir at Harwick by night."),
        ("The wall is old.", "The wall has never once been mended, and nobody knows who built it."),
        ("The weir held at Harwick.", "In Harwick nobody slept, and the lower road went under."),
    ],
)
def test_a_story_s_first_sentence_is_no_headline(first: str, below: str) -> None:
    draft = framed(first, below, STORY, STORY)
    assert draft.headline is None
    assert kinds(draft) == ["paragraph"] * 4


def test_a_kicker_over_the_headline_is_not_it() -> None:
    draft = framed("Exclusive", "Weir at Harwick holds, for now", "By Ada Roe", STORY)
    assert draft.headline == "Weir at Harwick holds, for now"
    assert kinds(draft) == ["heading", "headline", "byline", "paragraph"]


def test_a_line_under_the_headline_is_a_heading_of_the_story() -> None:
    draft = framed("Harwick weir holds", "In a wet valley, one wall decides", "By Ada Roe", STORY)
    assert kinds(draft) == ["headline", "heading", "byline", "paragraph"]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("By Ada Roe", ["Ada Roe"]),
        ("BY ADA ROE", ["ADA ROE"]),
        ("By Ada Roe and Ben Poe", ["Ada Roe", "Ben Poe"]),
        ("By Ada Roe, Ben Poe and Cy van der Moe", ["Ada Roe", "Ben Poe", "Cy van der Moe"]),
        ("By Ada Roe & Ben Poe, Kestrel News", ["Ada Roe", "Ben Poe"]),
        ("By Ada Roe, Staff Writer", ["Ada Roe"]),
        ("By Ada Roe in Harwick", ["Ada Roe"]),
        ("By Ada Roe for the Courier | 3 March 2021", ["Ada Roe"]),
        ("By Ada O'Roe-Poe March 3, 2021", ["Ada O'Roe-Poe"]),
        ("Words by Ada B. Roe", ["Ada B. Roe"]),
        ("Ada Roe | Kestrel Post", ["Ada Roe"]),
        ("Ada Roe, Kestrel Post", ["Ada Roe"]),
        ("By Kestrel", ["Kestrel"]),
        ("By Élise Roë", ["Élise Roë"]),
    ],
)
def test_bylines_give_names_alone(printed: str, names: list[str]) -> None:
    draft = framed("Weir at Harwick holds", printed, STORY)
    assert draft.byline == names
    assert kinds(draft)[1] == "byline"


@pytest.mark.parametrize(
    "printed", ["By the river, at last", "By 2030, no more weirs", "Weir, wall, water"]
)
def test_other_lines_are_no_bylines(printed: str) -> None:
    assert framed("Weir at Harwick holds", printed, STORY).byline == []


def test_a_name_beside_the_date_is_a_byline() -> None:
    draft = framed("Weir at Harwick holds", "Ada Roe", "3 March 2021", STORY)
    assert draft.byline == ["Ada Roe"]
    assert framed("Weir at Harwick holds", "Ada Roe", STORY).byline == []


@pytest.mark.parametrize(
    ("printed", "dateline"),
    [
        ("HARWICK — ", "HARWICK"),
        ("HARWICK, May 3 (Kestrel) – ", "HARWICK"),
        ("HARWICK, Kestria (KNS) _ ", "HARWICK, Kestria"),
        ("PORT ST. ORRIN, K.R. -- ", "PORT ST. ORRIN, K.R."),
        ("HARWICK/ORRIN (Kestrel) - ", "HARWICK/ORRIN"),
        ("Harwick (KNS) — ", "Harwick"),
        ("ÉLAN (KNS) — ", "ÉLAN"),
        ("BREAKING — ", None),
        ("NATO — ", None),
        ("Still – ", None),
        ("The wall — old and cracked — held. ", None),
        ("HARWICK ― ", "HARWICK"),
        ("PORT OF UPPER ORRIN — ", "PORT OF UPPER ORRIN"),
        ("ABOARD THE ORRIN STAR (KNS) — ", "ABOARD THE ORRIN STAR"),
        ("EDITION, Kestria — ", "EDITION, Kestria"),
        ("MAYOR: ", None),
        ("EXCLUSIVE — ", None),
        ("UPDATE — ", None),
        ("UPDATE AT NOON — ", None),
        ("SPECIAL REPORT — ", None),
        ("HARWICK — how it held. ", None),
        ("WHAT THE KEEPERS AT HARWICK SAY — ", None),
    ],
)
def test_datelines_are_the_place_as_printed(printed: str, dateline: str | None) -> None:
    draft = framed("Weir at Harwick holds", f"{printed}{STORY}")
    assert draft.dateline == dateline
    assert draft.text.endswith(f"{printed}{STORY}")
    assert kinds(draft) == ["headline", "paragraph"]


@pytest.mark.parametrize("line", ["SAMPLE — fiction: nobody in it lives.", "PRESS RELEASE"])
def test_a_notice_at_the_top_is_neither_headline_nor_dateline(line: str) -> None:
    draft = framed(line, "Weir at Harwick holds, for now", STORY)
    assert draft.headline == "Weir at Harwick holds, for now"
    assert draft.dateline is None
    assert kinds(draft) == ["other", "headline", "paragraph"]


def test_a_dateline_on_its_own_line_is_not_the_story() -> None:
    draft = framed("HARWICK, Kestria (KNS) _", STORY)
    assert draft.dateline == "HARWICK, Kestria"
    assert kinds(draft) == ["other", "paragraph"]


def test_a_dateline_with_a_whole_date_gives_it() -> None:
    assert framed(f"HARWICK, 3 May 2021 (Kestrel) — {STORY}").published == "2021-05-03"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Published 3 March 2021 14:05 GMT", "2021-03-03T14:05:00+00:00"),
        ("Updated: 5 March 2021; published: 3 March 2021", "2021-03-03"),
        ("Published 3 March 2021, last updated 5 March 2021", "2021-03-03"),
        ("Posted on Saturday, September 12, 2015 | 3 min read", "2015-09-12"),
        ("March 2021", "2021-03"),
        ("Updated 2 hours ago", None),
    ],
)
def test_date_lines(line: str, value: str | None) -> None:
    draft = framed("Weir at Harwick holds", line, STORY)
    assert kinds(draft) == ["headline", "date", "paragraph"]
    assert draft.published == value
    assert draft.notes == []


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("The Aldmoor Herald, 10 March 2024", "The Aldmoor Herald"),
        ("Aldmoor Herald | March 10, 2024", "Aldmoor Herald"),
        ("10 March 2024 – The Aldmoor Herald", "The Aldmoor Herald"),
        ("The Aldmoor Herald 10 March 2024", "The Aldmoor Herald"),
        ("The Aldmoor Herald (Sunday, 10 March 2024), page A3", "The Aldmoor Herald"),
        ("Published 10 March 2024, Aldmoor Lantern", "Aldmoor Lantern"),
        ("Radio Orrel, The Morning Lock, 10 March 2024", "Radio Orrel"),
        ("Kestrian News Service · 10 March 2024", "Kestrian News Service"),
        ("Plainfact, 10 March 2024", None),
        ("Fennick, 10 March 2024", None),
    ],
)
def test_an_outlet_and_a_date_on_one_line_are_both_read(line: str, publisher: str | None) -> None:
    for blocks in (("Weir at Harwick holds", line), (line, "Weir at Harwick holds")):
        draft = framed(*blocks, STORY, STORY)
        assert draft.headline == "Weir at Harwick holds"
        assert (draft.published, draft.publisher) == ("2024-03-10", publisher)
        assert sorted(kinds(draft)[:2]) == ["date", "headline"]


@pytest.mark.parametrize(
    "line",
    [
        "The flood of 10 March 2024",
        "Aldmoor Herald, 10 March 2024: Weir Holds",
        "The weir failed, 10 March 2024",
        "Fennick, 10 March 2024",
    ],
)
def test_a_date_in_a_headline_is_not_that_of_publication(line: str) -> None:
    draft = framed(line, STORY, STORY)
    assert (draft.headline, draft.published, draft.publisher) == (line, None, None)


def test_a_byline_with_outlet_and_date_gives_all_three() -> None:
    draft = framed("Weir at Harwick holds", "By Ada Roe, The Aldmoor Herald, 10 March 2024", STORY)
    assert (draft.byline, draft.publisher) == (["Ada Roe"], "The Aldmoor Herald")
    assert draft.published == "2024-03-10"
    # A surname may be an outlet's word.
    assert framed("Weir holds", "By Rex Star, 10 March 2024", STORY).publisher is None


@pytest.mark.parametrize(
    ("heads", "published", "publisher", "codes"),
    [
        (["The Aldmoor Herald, 10 March 2024"], "2024-03-10", "The Aldmoor Herald", []),
        (["Fennick Engineer | 10 March 2024 | 3", "4"], "2024-03-10", None, []),
        (["Aldmoor Herald", "10 March 2024"], "2024-03-10", "Aldmoor Herald", ["R019"]),
        (["2024-03-10, 17:20 – Weir at Harwick holds"], "2024-03-10T17:20:00", None, ["R019"]),
        (["Printed on 10 March 2024"], None, None, []),
        (["10 March 2024", "11 March 2024"], None, None, []),
        (["05.03.2024"], None, None, []),
    ],
)
def test_a_date_at_the_top_of_the_pages_is_taken_where_there_is_no_other(
    heads: list[str], published: str | None, publisher: str | None, codes: list[str]
) -> None:
    draft = draft_of(f"Weir at Harwick holds\n\n{STORY}")
    draft.running_heads = heads
    find_frame(draft)
    assert (draft.published, draft.publisher) == (published, publisher)
    assert [note.code for note in draft.notes] == codes


def test_a_date_beside_the_story_goes_before_that_at_the_top_of_the_pages() -> None:
    draft = draft_of(f"Weir at Harwick holds\n\n3 March 2021\n\n{STORY}")
    draft.running_heads = ["10 March 2024"]
    find_frame(draft)
    assert (draft.published, draft.notes) == ("2021-03-03", [])


NOTICE = "This article is a draft that nobody but its author has read, so be wary of it, please."


def test_a_date_line_under_a_notice_is_read() -> None:
    draft = framed(NOTICE, "Sunday, 3 March 2024", STORY, STORY)
    assert draft.published == "2024-03-03"
    assert kinds(draft) == ["paragraph", "date", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "blocks",
    [
        (NOTICE, "3 March 2024", STORY),
        (NOTICE, "Sunday, 3 March 2024", STORY, "Monday, 4 March 2024", STORY),
        (NOTICE, STORY, STORY, STORY, "Sunday, 3 March 2024", STORY),
    ],
)
def test_a_date_over_a_part_of_the_story_is_not_that_of_publication(blocks: tuple[str]) -> None:
    draft = framed(*blocks)
    assert draft.published is None
    assert "date" not in kinds(draft)


def test_an_ambiguous_date_is_not_taken_and_noted() -> None:
    draft = framed("Weir at Harwick holds", "05.03.2021", STORY)
    assert draft.published is None
    assert [note.code for note in draft.notes] == ["R006"]


def test_a_newspaper_s_name_in_the_frame_is_the_publisher() -> None:
    draft = framed(
        "Weir at Harwick holds", "By Ada Roe", "The Harwick Courier", "3 March 2021", STORY
    )
    assert draft.publisher == "The Harwick Courier"
    assert framed("Weir at Harwick holds", "By Ada Roe", "World News", STORY).publisher is None


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("DAILY CLARION", "DAILY CLARION"),
        ("Radio Orrel, The Morning Lock", "Radio Orrel"),
        ("Plainfact", "Plainfact"),  # the story has somebody tell it something
        ("Harwick", None),
        ("The Harwick Owl", "The Harwick Owl"),  # nothing else stands there
        ("The Hague", None),
    ],
)
def test_a_line_right_above_the_date_may_name_the_publisher(
    line: str, publisher: str | None
) -> None:
    told = "The weir holds, its keeper told Plainfact on Monday, and will hold for years to come."
    draft = framed("Weir at Harwick holds", "By Ada Roe", line, "3 March 2021", told, STORY)
    assert draft.publisher == publisher


@pytest.mark.parametrize(
    "masthead", ["The Harwick Courier", "Harwick Daily", "Weir & Water", "Plainfact"]
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_newspaper_s_name_over_the_headline_is_the_publisher(masthead: str, between: str) -> None:
    told = f"The weir holds, its keeper told {masthead} on Monday, and it will for years to come."
    head = (masthead, "Weir at Harwick holds", "By Ada Roe", "3 March 2021")
    draft = framed(between.join(head), told, STORY)
    assert (draft.publisher, draft.headline) == (masthead, "Weir at Harwick holds")
    assert (draft.byline, draft.published) == (["Ada Roe"], "2021-03-03")
    assert kinds(draft)[:4] == ["other", "headline", "byline", "date"]


@pytest.mark.parametrize("title", ["The Quiet Weir", "Council Orders Weir Review", "Weir Holds"])
def test_a_short_title_over_a_second_headline_is_no_newspaper_s_name(title: str) -> None:
    below = "How one keeper kept the water out of a town that had forgotten him"
    draft = framed(title, below, "By Ada Roe", "3 March 2021", STORY)
    assert draft.publisher is None
    assert "other" not in kinds(draft)


def test_the_known_publisher_s_name_over_the_headline_is_not_it() -> None:
    head = ("The Harwick Owl", "Weir at Harwick holds", "By Ada Roe", "3 March 2021")
    assert framed(*head, STORY, publisher="the Harwick Owl").headline == "Weir at Harwick holds"


@pytest.mark.parametrize(
    ("byline", "publisher"),
    [
        ("By Ada Roe, Radio Orrel", "Radio Orrel"),
        ("By Ada Roe, Sundral Tribune", "Sundral Tribune"),
        ("By Ada Roe, Chief Reporter", None),
        ("By Ada Roe and Rex Star", None),
    ],
)
def test_a_byline_says_where_its_author_works(byline: str, publisher: str | None) -> None:
    draft = framed("Weir at Harwick holds", byline, "3 March 2021", STORY)
    assert draft.publisher == publisher


def test_an_agency_in_the_dateline_is_the_publisher_where_no_other_is_named() -> None:
    wire = "HARWICK, March 3 (KNS) — " + STORY
    assert framed("Weir at Harwick holds", "3 March 2021", wire).publisher == "KNS"
    draft = framed("Weir at Harwick holds", "The Harwick Courier", "3 March 2021", wire)
    assert draft.publisher == "The Harwick Courier"


def test_a_copyright_line_names_the_publisher() -> None:
    draft = framed(STORY, STORY, "© 2021 Kestrel Media. All rights reserved.")
    assert draft.publisher == "Kestrel Media"
    assert kinds(draft)[-1] == "other"


def test_what_is_known_already_stays() -> None:
    draft = framed(
        "Weir holds", "By Ada Roe", "3 March 2021", STORY, published="2020-01-01", publisher="K"
    )
    assert (draft.published, draft.publisher) == ("2020-01-01", "K")


def test_the_block_that_repeats_the_known_headline_is_it() -> None:
    draft = framed("World", "WEIR HOLDS, for now!", STORY, headline="Weir holds, for now")
    assert draft.headline == "Weir holds, for now"
    assert kinds(draft) == ["heading", "headline", "paragraph"]


def test_a_known_headline_glued_to_the_story_is_split_off() -> None:
    draft = framed(f"Weir holds, for now. {STORY}", headline="Weir holds, for now")
    assert [(b.kind, draft.text[b.start : b.end]) for b in draft.blocks] == [
        ("headline", "Weir holds, for now."),
        ("paragraph", STORY),
    ]


def test_a_transcript_s_turns_are_paragraphs() -> None:
    draft = framed(
        "MAYOR: Did it hold?", "KEEPER: It did", "MAYOR: All night?", "KEEPER: Until four."
    )
    assert kinds(draft) == ["paragraph"] * 4


TURNS = (
    "MAYOR: Did it hold?",
    "KEEPER: It did, all night.",
    "MAYOR: All night?",
    "KEEPER: Until four.",
)


@pytest.mark.parametrize(
    "headline",
    [
        "Interview: Ada Roe on the weir",
        "Interview: Who mends the weir?",
        "Q&A: The keeper of Harwick",
        "Harwick: the weir that held",
    ],
)
def test_a_label_over_a_transcript_is_part_of_its_headline(headline: str) -> None:
    draft = framed(headline, "By Ben Poe", "Radio Orrel, 10 March 2024", *TURNS)
    assert (draft.headline, draft.byline) == (headline, ["Ben Poe"])
    assert (draft.published, draft.publisher) == ("2024-03-10", "Radio Orrel")
    assert kinds(draft) == ["headline", "byline", "date", *["paragraph"] * 4]
    assert framed(headline, *TURNS).headline == headline


@pytest.mark.parametrize("first", ["HOST: Good evening, Harwick.", "KEEPER: I am here"])
def test_a_transcript_s_first_turn_is_no_headline(first: str) -> None:
    draft = framed(first, *TURNS)
    assert draft.headline is None
    assert kinds(draft) == ["paragraph"] * 5


def test_titles_that_begin_with_a_label_are_headlines() -> None:
    assert (
        framed("Fact check: Did the weir hold?", STORY).headline == "Fact check: Did the weir hold?"
    )


PIECES = st.sampled_from(
    [
        "By ",
        "Ada Roe",
        "Weir",
        " — ",
        "HARWICK",
        "3 March 2021",
        "\n\n",
        "\n",
        ". ",
        "“",
        '"',
        "?",
        "Related: ",
        "<u>",
        "</u>",
        "(KNS)",
        ",",
        " and ",
        "© 2021 K",
        "the ",
        "* ",
        "Photo: ",
        " ",
        "MAYOR: ",
        "x" * 90,
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(), st.none() | st.text(max_size=10))
def test_blocks_stay_in_order_and_cover_any_text(text: str, title: str | None) -> None:
    draft = draft_of(text)
    draft.headline = title
    find_frame(draft)
    assert draft.text == text
    assert all(first.end <= second.start for first, second in pairwise(draft.blocks))
    assert all(block.start < block.end for block in draft.blocks)
    outside = list(text)
    for block in draft.blocks:
        outside[block.start : block.end] = " " * (block.end - block.start)
    assert not "".join(outside).strip()


@given(st.lists(PIECES, min_size=1, max_size=30).map("".join).filter(str.strip))
def test_a_document_keeps_its_text(text: str) -> None:
    assert from_text(text).text == text
