"""Records made by hand over invented articles, for the tests of every export.

`make_record()` is rich: all modes and kinds, nesting, unnamed sources, a ground for
anonymity, hedges, headings, a related line, contents over two paragraphs.
`make_hostile_record()` has text that attacks terminals, spreadsheets and pages.
`make_empty_record()` has nothing that was said.
"""

from __future__ import annotations

import hashlib
from typing import Any

from onrecord.record import (
    Attribution,
    Block,
    BlockKind,
    Description,
    Document,
    Entity,
    Link,
    MadeBy,
    Mention,
    Note,
    Record,
    Sentence,
    Span,
)

MADE_BY = MadeBy(onrecord="0.1.0", stages={"attribution": "sample 1, sha256:0123456789ab"})

BLOCKS: list[tuple[BlockKind, str]] = [
    ("headline", "Harbour Board Hid Crane Warnings, Engineers Say"),
    ("byline", "By Ilse Varnhagen and Tomas Okello"),
    ("date", "March 14, 2031 at 6:05 p.m. CET"),
    (
        "paragraph",
        "PORT MARREN — The Marren Harbour Board was told twice last year that two of its "
        "cranes were unsafe, three engineers said on Friday.",
    ),
    (
        "paragraph",
        "“We measured the sway ourselves, and it was twice the limit,” said Dorrit Haldane, "
        "who led the crane crew until 2029. “Nobody upstairs wanted to read it.”",
    ),
    ("heading", "What did the board know?"),
    (
        "paragraph",
        "A board spokeswoman, Petra Lunde, denied that any warning had been received. "
        "“There was no such letter,” she said.",
    ),
    (
        "paragraph",
        "A senior official briefed on the inquiry, who asked not to be named because the "
        "findings are not public, said the minister believes that the board may have "
        "“buried” the second report.",
    ),
    ("related", "Related: Five ships wait outside the breakwater"),
    (
        "paragraph",
        "“The cranes were inspected in October,” Ms. Lunde wrote in a letter to this "
        "newspaper. “Every bolt was counted.",
    ),
    ("paragraph", "“And every bolt was sound.”"),
    (
        "paragraph",
        "The board has been accused of falsifying its logbooks. The Ministry of Ports intends "
        "to publish the report in April, and the Dockers’ Union asked why it had waited so "
        "long. Last week the ministry ordered the board to hand over its files.",
    ),
    (
        "paragraph",
        "According to the 2028 safety audit, the older crane should have been scrapped. "
        "Critics claim that the audit was rewritten. Ms. Haldane and the Dockers’ Union said "
        "they had not seen it. The insurer, Calder & Roe, declined to comment.",
    ),
    (
        "caption",
        "Crane No. 4 at the eastern quay, which the board calls “the safest in the north.”",
    ),
    ("correction", "Correction: An earlier version gave the wrong year of the audit."),
]


class Draft:
    """The text of blocks, and spans found in one block by their words."""

    def __init__(self, blocks: list[tuple[BlockKind, str]]) -> None:
        self.text = "\n\n".join(words for _, words in blocks)
        self.blocks: list[Block] = []
        position = 0
        for kind, words in blocks:
            self.blocks.append(Block(kind=kind, start=position, end=position + len(words)))
            position += len(words) + 2

    def span(self, block: int, words: str, *, nth: int = 0) -> Span:
        start = self.blocks[block].start - 1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1, self.blocks[block].end)
        return Span(start, start + len(words), words)

    def sentences(self) -> list[Sentence]:
        """One sentence a story block: enough for exports."""
        story = [
            (index, block)
            for index, block in enumerate(self.blocks)
            if block.kind in ("headline", "heading", "paragraph", "caption")
        ]
        return [
            Sentence(id=f"s{number}", start=block.start, end=block.end, block=index)
            for number, (index, block) in enumerate(story, start=1)
        ]

    def document(self, **given: Any) -> Document:
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        fields: dict[str, Any] = {
            "id": digest,
            "location": None,
            "sha256": digest,
            "media_type": "text/plain",
            "language": "en",
            "text": self.text,
            "blocks": self.blocks,
        }
        return Document(**(fields | given))


def make_record() -> Record:
    """A rich record: sixteen attributions, five entities."""
    draft = Draft(BLOCKS)
    span = draft.span

    def mention(found: Span) -> Mention:
        return Mention(
            start=found.start, end=found.end, text=found.text, kind="name", confidence=0.98
        )

    leader = span(4, "who led the crane crew until 2029")
    spokeswoman = span(6, "A board spokeswoman")
    entities = [
        Entity(
            id="e1",
            name="Dorrit Haldane",
            type="person",
            descriptions=[Description(start=leader.start, end=leader.end, text=leader.text)],
            mentions=[mention(span(4, "Dorrit Haldane")), mention(span(12, "Ms. Haldane"))],
        ),
        Entity(
            id="e2",
            name="Petra Lunde",
            type="person",
            descriptions=[
                Description(start=spokeswoman.start, end=spokeswoman.end, text=spokeswoman.text)
            ],
            mentions=[mention(span(6, "Petra Lunde")), mention(span(9, "Ms. Lunde"))],
        ),
        Entity(
            id="e3",
            name="Ministry of Ports",
            type="organization",
            mentions=[mention(span(11, "Ministry of Ports"))],
        ),
        Entity(
            id="e4",
            name="Dockers’ Union",
            type="organization",
            mentions=[mention(span(11, "Dockers’ Union")), mention(span(12, "Dockers’ Union"))],
        ),
        Entity(
            id="e5",
            name="Calder & Roe",
            type="organization",
            mentions=[mention(span(12, "Calder & Roe"))],
        ),
    ]
    attributions = [
        Attribution(
            id="a1",
            source=span(3, "three engineers"),
            unresolved="no name is given",
            cue=[span(3, "said")],
            content=[
                span(
                    3,
                    "The Marren Harbour Board was told twice last year that two of its cranes "
                    "were unsafe",
                )
            ],
            mode="indirect",
            kind="statement",
            source_kind="unnamed_person",
            said_on="2031-03-14",
            confidence=0.88,
        ),
        Attribution(
            id="a2",
            source=span(4, "Dorrit Haldane"),
            entities=["e1"],
            cue=[span(4, "said")],
            content=[
                span(4, "“We measured the sway ourselves, and it was twice the limit,”"),
                span(4, "“Nobody upstairs wanted to read it.”"),
            ],
            mode="direct",
            kind="statement",
            source_kind="named_person",
            confidence=0.97,
        ),
        Attribution(
            id="a3",
            source=span(6, "A board spokeswoman, Petra Lunde"),
            entities=["e2"],
            cue=[span(6, "denied")],
            content=[span(6, "that any warning had been received")],
            mode="indirect",
            kind="denial",
            source_kind="named_person",
            confidence=0.93,
        ),
        Attribution(
            id="a4",
            source=span(6, "she"),
            unresolved="the pronoun “she” was not followed back to a name",
            cue=[span(6, "said")],
            content=[span(6, "“There was no such letter,”")],
            mode="direct",
            kind="denial",
            source_kind="unnamed_person",
            confidence=0.91,
        ),
        Attribution(
            id="a5",
            source=span(7, "A senior official briefed on the inquiry"),
            unresolved="no name is given",
            cue=[span(7, "said")],
            content=[
                span(
                    7,
                    "the minister believes that the board may have “buried” the second report",
                )
            ],
            mode="mixed",
            kind="statement",
            source_kind="unnamed_person",
            anonymity=span(7, "asked not to be named because the findings are not public"),
            basis=span(7, "briefed on the inquiry"),
            confidence=0.9,
        ),
        Attribution(
            id="a6",
            source=span(7, "the minister"),
            unresolved="“the minister” was not followed back to a name",
            cue=[span(7, "believes")],
            content=[span(7, "that the board may have “buried” the second report")],
            mode="mixed",
            kind="belief",
            source_kind="unnamed_person",
            inside="a5",
            hedges=[span(7, "may")],
            confidence=0.66,
        ),
        Attribution(
            id="a7",
            source=span(9, "Ms. Lunde"),
            entities=["e2"],
            cue=[span(9, "wrote")],
            content=[
                span(9, "“The cranes were inspected in October,”"),
                span(9, "“Every bolt was counted."),
                span(10, "“And every bolt was sound.”"),
            ],
            mode="direct",
            kind="statement",
            source_kind="named_person",
            basis=span(9, "in a letter to this newspaper"),
            confidence=0.84,
        ),
        Attribution(
            id="a8",
            source=None,
            unresolved="the article does not say who",
            cue=[span(11, "has been accused of")],
            content=[span(11, "falsifying its logbooks")],
            mode="indirect",
            kind="accusation",
            source_kind="unstated",
            confidence=0.58,
        ),
        Attribution(
            id="a9",
            source=span(11, "The Ministry of Ports"),
            entities=["e3"],
            cue=[span(11, "intends")],
            content=[span(11, "to publish the report in April")],
            mode="indirect",
            kind="intention",
            source_kind="organization",
            confidence=0.72,
        ),
        Attribution(
            id="a10",
            source=span(11, "the Dockers’ Union"),
            entities=["e4"],
            cue=[span(11, "asked")],
            content=[span(11, "why it had waited so long")],
            mode="indirect",
            kind="question",
            source_kind="organization",
            confidence=0.8,
        ),
        Attribution(
            id="a11",
            source=span(11, "the ministry"),
            unresolved="“the ministry” was not followed back to a name",
            cue=[span(11, "ordered")],
            content=[span(11, "the board to hand over its files")],
            mode="indirect",
            kind="order",
            source_kind="organization",
            confidence=0.69,
        ),
        Attribution(
            id="a12",
            source=span(12, "the 2028 safety audit"),
            unresolved="no name is given",
            cue=[span(12, "According to")],
            content=[span(12, "the older crane should have been scrapped")],
            mode="indirect",
            kind="statement",
            source_kind="document",
            said_on="2028",
            confidence=0.95,
        ),
        Attribution(
            id="a13",
            source=span(12, "Critics"),
            unresolved="no name is given",
            cue=[span(12, "claim")],
            content=[span(12, "that the audit was rewritten")],
            mode="indirect",
            kind="accusation",
            cue_attitude="distancing",
            source_kind="group",
            confidence=0.41,
        ),
        Attribution(
            id="a14",
            source=span(12, "Ms. Haldane and the Dockers’ Union"),
            entities=["e1", "e4"],
            cue=[span(12, "said")],
            content=[span(12, "they had not seen it")],
            mode="indirect",
            kind="statement",
            source_kind="named_person",
            negated=True,
            confidence=0.87,
        ),
        Attribution(
            id="a15",
            source=span(12, "The insurer, Calder & Roe"),
            entities=["e5"],
            cue=[span(12, "declined to comment")],
            content=[],
            mode="indirect",
            kind="no_comment",
            source_kind="organization",
            confidence=0.96,
        ),
        Attribution(
            id="a16",
            source=span(13, "the board"),
            unresolved="“the board” was not followed back to a name",
            cue=[span(13, "calls")],
            content=[span(13, "“the safest in the north.”")],
            mode="direct",
            kind="belief",
            source_kind="organization",
            confidence=0.35,
        ),
    ]
    letter = span(9, "a letter")
    return Record(
        made_by=MADE_BY,
        document=draft.document(
            location="harbour.html",
            media_type="text/html",
            headline=BLOCKS[0][1],
            byline=["Ilse Varnhagen", "Tomas Okello"],
            dateline="PORT MARREN",
            publisher="The Marren Courier",
            published="2031-03-14T18:05:00+01:00",
            links=[Link(start=letter.start, end=letter.end, href="https://courier.example/letter")],
            notes=[Note(code="R001", message="one line between the paragraphs was left out")],
        ),
        sentences=draft.sentences(),
        entities=entities,
        attributions=attributions,
    )


def make_hostile_record() -> Record:
    """A record whose text attacks whatever shows it."""
    name = '=HYPERLINK("http://evil.example","x")'
    said = (
        "\x1b]0;owned\x07\x1b[31mred\x1b[0m [bold]markup[/bold] \u202egnp.exe\u202c "
        '<script>alert("1")</script> **star** `tick` | pipe \u2028 line\rback & "quotes"'
    )
    headline = "# [link=file:///etc]Head[/link]\x1b[2J <b>line</b>"
    draft = Draft([("headline", headline), ("paragraph", f"{name} said: {said}")])
    source = draft.span(1, name)
    return Record(
        made_by=MADE_BY,
        document=draft.document(
            location="evil\x1b[1m\u202e.txt",
            headline=headline,
            byline=["[red]Nobody[/red]"],
            publisher="<img src=x onerror=alert(1)>",
            notes=[Note(code="R001", message="[blink]\x1b[5mnote")],
        ),
        sentences=draft.sentences(),
        entities=[
            Entity(
                id="e1",
                name=name,
                type="person",
                mentions=[
                    Mention(
                        start=source.start,
                        end=source.end,
                        text=name,
                        kind="name",
                        confidence=0.5,
                    )
                ],
            )
        ],
        attributions=[
            Attribution(
                id="a1",
                source=source,
                entities=["e1"],
                cue=[draft.span(1, "said")],
                content=[draft.span(1, said)],
                mode="mixed",
                kind="statement",
                source_kind="named_person",
                confidence=0.5,
            )
        ],
    )


def make_empty_record() -> Record:
    """A record of an article in which nobody says anything."""
    draft = Draft([("paragraph", "The ferry to Marren left at noon. The sea was calm.")])
    return Record(
        made_by=MADE_BY, document=draft.document(location="ferry.txt"), sentences=draft.sentences()
    )
