"""Records made by hand over invented articles, for the tests of every export.

`make_record()` is rich: all modes and kinds, nesting, unnamed sources, a ground for
anonymity, hedges, headings, a related line, contents over two paragraphs.
`make_people_record()` has everybody who is named, and what "she" and "the minister" mean.
`make_ferry_record()` has times, places, relations, events and stances.
`make_hostile_record()` has text that attacks terminals, spreadsheets and pages.
`make_empty_record()` has nothing that was said.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

from onrecord.record import (
    Attribution,
    Block,
    BlockKind,
    Description,
    Document,
    Entity,
    Event,
    Link,
    MadeBy,
    Mention,
    MentionKind,
    Note,
    Place,
    Record,
    Relation,
    Sentence,
    Span,
    Stance,
    TimeExpression,
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


_SENTENCE = re.compile(r"\S.*?(?:(?<!Ms)[.?!]”?(?= [“A-Z])|$)", re.DOTALL)


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
        within = self.blocks[block].start, self.blocks[block].end
        places = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").finditer(self.text, *within)
        start = [place.start() for place in places][nth]
        return Span(start, start + len(words), words)

    def sentences(self) -> list[Sentence]:
        """The sentences of the story, as their stops tell: enough for exports."""
        story = [
            (index, block.start + match.start(), block.start + match.end())
            for index, block in enumerate(self.blocks)
            if block.kind in ("headline", "heading", "paragraph", "caption")
            for match in _SENTENCE.finditer(self.text[block.start : block.end])
        ]
        return [
            Sentence(id=f"s{number}", start=start, end=end, block=index)
            for number, (index, start, end) in enumerate(story, start=1)
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


PEOPLE_BLOCKS: list[tuple[BlockKind, str]] = [
    ("headline", "Minister Denies Showing Harbour Plans to Her Brother"),
    ("byline", "By Oskar Thyle"),
    (
        "paragraph",
        "ORLMARK — Ada Venn, the Defence Minister of Kestria, denied on Tuesday that she had "
        "shown the harbour plans to her brother. “He never saw a page of them,” she said.",
    ),
    (
        "paragraph",
        "Tor Venn, whom a former clerk called “a spy for hire,” said that his sister may have "
        "been careless. He told the Lantern that he would testify against the minister.",
    ),
    (
        "paragraph",
        "The clerk, Ines Karo, worked for Venn until 2029. “The minister left them on a bench,” "
        "Karo said, adding that Ada Venn had laughed about it.",
    ),
    ("heading", "A year of silence"),
    (
        "paragraph",
        "Orlmark has said little about the plans. On Monday the capital insisted that it trusts "
        "Ada Venn.",
    ),
    (
        "paragraph",
        "The Kestrian Coast Guard asked for calm; the KCG said that its commander would answer "
        "no questions. The other copy, he said, was burnt.",
    ),
    (
        "paragraph",
        "Venn was born in Orlmark in 1979. Her office looks out on the quay where the plans "
        "were found.",
    ),
]


def make_people_record() -> Record:
    """Eleven attributions and six entities, with all their mentions.

    Two people bear one surname, a capital stands for a government, one body was listed in a
    gazetteer, one pronoun stays unresolved.
    """
    draft = Draft(PEOPLE_BLOCKS)
    span = draft.span

    def mention(
        block: int,
        words: str,
        *,
        nth: int = 0,
        kind: MentionKind = "name",
        confidence: float = 0.97,
        metonym: bool = False,
    ) -> Mention:
        at = span(block, words, nth=nth)
        return Mention(
            start=at.start,
            end=at.end,
            text=words,
            kind=kind,
            metonym=metonym,
            confidence=confidence,
        )

    def pronoun(block: int, words: str, *, nth: int = 0) -> Mention:
        return mention(block, words, nth=nth, kind="pronoun", confidence=0.86)

    def nominal(block: int, words: str, *, nth: int = 0) -> Mention:
        return mention(block, words, nth=nth, kind="nominal", confidence=0.79)

    def description(block: int, words: str, authority: str | None = None) -> Description:
        at = span(block, words)
        return Description(start=at.start, end=at.end, text=words, authority=authority)

    entities = [
        Entity(
            id="e1",
            name="Ada Venn",
            type="person",
            descriptions=[description(2, "the Defence Minister of Kestria")],
            mentions=[
                nominal(0, "Minister"),
                pronoun(0, "Her"),
                mention(2, "Ada Venn"),
                pronoun(2, "she"),
                pronoun(2, "her"),
                pronoun(2, "she", nth=1),
                nominal(3, "his sister"),
                nominal(3, "the minister"),
                mention(4, "Venn", confidence=0.9),
                nominal(4, "The minister"),
                mention(4, "Ada Venn"),
                mention(6, "Ada Venn"),
                mention(8, "Venn", confidence=0.9),
                pronoun(8, "Her"),
            ],
        ),
        Entity(
            id="e2",
            name="Kestria",
            type="place",
            mentions=[mention(2, "Kestria")],
        ),
        Entity(
            id="e3",
            name="Tor Venn",
            type="person",
            descriptions=[description(3, "a spy for hire", "a4")],
            mentions=[
                nominal(0, "Her Brother"),
                nominal(2, "her brother"),
                pronoun(2, "He"),
                mention(3, "Tor Venn"),
                pronoun(3, "his"),
                pronoun(3, "He"),
                pronoun(3, "he"),
            ],
        ),
        Entity(
            id="e4",
            name="Ines Karo",
            type="person",
            descriptions=[description(3, "a former clerk"), description(4, "The clerk")],
            mentions=[
                nominal(3, "a former clerk"),
                mention(4, "Ines Karo"),
                mention(4, "Karo", nth=1),
            ],
        ),
        Entity(
            id="e5",
            name="Orlmark",
            type="place",
            mentions=[
                mention(6, "Orlmark", metonym=True),
                mention(6, "the capital", kind="nominal", metonym=True, confidence=0.7),
                pronoun(6, "it"),
                mention(8, "Orlmark"),
            ],
        ),
        Entity(
            id="e6",
            name="Kestrian Coast Guard",
            type="organization",
            mentions=[
                mention(7, "Kestrian Coast Guard", confidence=1.0),
                mention(7, "KCG", confidence=1.0),
                pronoun(7, "its"),
            ],
            entry="coast-guard",
            roles=["patrols the northern coast"],
        ),
    ]

    def attribution(
        source: Span, cue: Span, content: list[Span], entities: list[str], **given: Any
    ) -> Attribution:
        fields: dict[str, Any] = {
            "source": source,
            "cue": [cue],
            "content": content,
            "entities": entities,
            "mode": "indirect",
            "kind": "statement",
            "source_kind": "named_person",
            "confidence": 0.9,
        }
        return Attribution(**(fields | given))

    plans = "that she had shown the harbour plans to her brother"
    attributions = [
        attribution(
            span(2, "Ada Venn, the Defence Minister of Kestria"),
            span(2, "denied"),
            [span(2, plans)],
            ["e1"],
            id="a1",
            kind="denial",
            said_on="2031-05-06",
            confidence=0.96,
        ),
        attribution(
            span(2, "she", nth=1),
            span(2, "said"),
            [span(2, "“He never saw a page of them,”")],
            ["e1"],
            id="a2",
            mode="direct",
            source_kind="unnamed_person",
        ),
        attribution(
            span(3, "Tor Venn"),
            span(3, "said"),
            [span(3, "that his sister may have been careless")],
            ["e3"],
            id="a3",
            hedges=[span(3, "may")],
        ),
        attribution(
            span(3, "a former clerk"),
            span(3, "called"),
            [span(3, "“a spy for hire,”")],
            ["e4"],
            id="a4",
            mode="direct",
            kind="accusation",
            source_kind="unnamed_person",
            confidence=0.74,
        ),
        attribution(
            span(3, "He"),
            span(3, "told"),
            [span(3, "that he would testify against the minister")],
            ["e3"],
            id="a5",
            kind="intention",
            source_kind="unnamed_person",
        ),
        attribution(
            span(4, "Karo", nth=1),
            span(4, "said"),
            [span(4, "“The minister left them on a bench,”")],
            ["e4"],
            id="a6",
            mode="direct",
            kind="accusation",
        ),
        attribution(
            span(4, "Karo", nth=1),
            span(4, "adding"),
            [span(4, "that Ada Venn had laughed about it")],
            ["e4"],
            id="a7",
            confidence=0.44,
        ),
        attribution(
            span(6, "the capital"),
            span(6, "insisted"),
            [span(6, "that it trusts Ada Venn")],
            ["e5"],
            id="a8",
            source_kind="organization",
        ),
        attribution(
            span(7, "The Kestrian Coast Guard"),
            span(7, "asked"),
            [span(7, "for calm")],
            ["e6"],
            id="a9",
            kind="order",
            source_kind="organization",
        ),
        attribution(
            span(7, "the KCG"),
            span(7, "said"),
            [span(7, "that its commander would answer no questions")],
            ["e6"],
            id="a10",
            source_kind="organization",
        ),
        attribution(
            span(7, "he"),
            span(7, "said", nth=1),
            [span(7, "The other copy,"), span(7, "was burnt")],
            [],
            id="a11",
            unresolved="pronoun",
            source_kind="unnamed_person",
            confidence=0.8,
        ),
    ]
    return Record(
        made_by=MadeBy(
            onrecord="0.1.0",
            stages=MADE_BY.stages | {"gazetteer": "mine.yaml, sha256:ba9876543210"},
        ),
        document=draft.document(
            location="plans.txt",
            headline=PEOPLE_BLOCKS[0][1],
            byline=["Oskar Thyle"],
            dateline="ORLMARK",
            publisher="The Kestrian Lantern",
            published="2031-05-07",
        ),
        sentences=draft.sentences(),
        entities=entities,
        attributions=attributions,
    )


FERRY_BLOCKS: list[tuple[BlockKind, str]] = [
    ("headline", "Salt Council Denies Selling the Ferries"),
    ("byline", "By Runa Veidal"),
    (
        "paragraph",
        "HELMVIK — The Norrund Salt Council sold half of its ferries in February, according to "
        "Ivo Dahl, the envoy of Governor Ana Ruiz to the island of Tarn.",
    ),
    (
        "paragraph",
        "“Not one ferry was sold,” said Maren Oster, who led the council until 2029. She denied "
        "on Monday that money had changed hands.",
    ),
    (
        "paragraph",
        "The harbour ministry said that Dahl was once a member of the council’s Unit Nine, part "
        "of the Coast Guard, and that the fleet will be moved to Helmvik in April.",
    ),
    (
        "paragraph",
        "Captains doubt the ministry’s account. The mayor of Helmvik, Signe Lund, confirmed what "
        "Dahl had said, and told reporters that a plot to burn the ferries on Jan. 12, 1998, "
        "had failed.",
    ),
    (
        "paragraph",
        "Dahl’s daughter, Yrsa, was given the Star of Tarn in 2019. The council was founded in "
        "the 1960s and never left the island. “A legend,” Ms. Oster said of its founding.",
    ),
    ("paragraph", "Tarn lies in the Norrund Sea, two days by boat from Iceland."),
]


def make_ferry_record() -> Record:
    """Eight attributions; events dated exactly, in part and not at all, of every modality.

    A statement is denied twice and supported once, another doubted; a sentence of the outlet is
    denied. Relations of every type stand in the outlet's own voice and in an attribution; one
    has no object. A town is a point, a country and an island are areas, a sea has no degrees.
    """
    draft = Draft(FERRY_BLOCKS)
    span = draft.span

    def entity(
        id: str, name: str, type: Any, *places: tuple[int, str] | tuple[int, str, int]
    ) -> Entity:
        mentions = []
        for block, words, *nth in places:
            at = span(block, words, nth=nth[0] if nth else 0)
            kind: MentionKind = "pronoun" if words in ("She", "its") else "name"
            mentions.append(
                Mention(start=at.start, end=at.end, text=words, kind=kind, confidence=0.95)
            )
        return Entity(id=id, name=name, type=type, mentions=mentions)

    entities = [
        entity(
            "e1", "Norrund Salt Council", "organization", (2, "Norrund Salt Council"), (2, "its")
        ),
        entity("e2", "Ivo Dahl", "person", (2, "Ivo Dahl"), (4, "Dahl"), (5, "Dahl"), (6, "Dahl")),
        entity("e3", "Ana Ruiz", "person", (2, "Ana Ruiz")),
        entity("e4", "Tarn", "place", (2, "Tarn"), (7, "Tarn")),
        entity("e5", "Maren Oster", "person", (3, "Maren Oster"), (3, "She"), (6, "Oster")),
        entity("e6", "Unit Nine", "organization", (4, "Unit Nine")),
        entity("e7", "Coast Guard", "organization", (4, "Coast Guard")),
        entity("e8", "Helmvik", "place", (2, "HELMVIK"), (4, "Helmvik"), (5, "Helmvik")),
        entity("e9", "Signe Lund", "person", (5, "Signe Lund")),
        entity("e10", "Yrsa", "person", (6, "Yrsa")),
        entity("e11", "Star of Tarn", "work", (6, "Star of Tarn")),
        entity("e12", "Norrund Sea", "place", (7, "Norrund Sea")),
        entity("e13", "Iceland", "place", (7, "Iceland")),
    ]

    def attribution(
        id: str, source: Span, cue: Span, content: list[Span], entities: list[str], **given: Any
    ) -> Attribution:
        fields: dict[str, Any] = {
            "id": id,
            "source": source,
            "cue": [cue],
            "content": content,
            "entities": entities,
            "mode": "indirect",
            "kind": "statement",
            "source_kind": "named_person",
            "confidence": 0.9,
        }
        return Attribution(**(fields | given))

    sold = "The Norrund Salt Council sold half of its ferries in February"
    member = "that Dahl was once a member of the council’s Unit Nine, part of the Coast Guard"
    moved = "that the fleet will be moved to Helmvik in April"
    plot = "that a plot to burn the ferries on Jan. 12, 1998, had failed"
    ministry = {"unresolved": "nominal", "source_kind": "organization"}
    attributions = [
        attribution("a1", span(2, "Ivo Dahl"), span(2, "according to"), [span(2, sold)], ["e2"]),
        attribution(
            "a2",
            span(3, "Maren Oster"),
            span(3, "said"),
            [span(3, "“Not one ferry was sold,”")],
            ["e5"],
            mode="direct",
        ),
        attribution(
            "a3",
            span(3, "She"),
            span(3, "denied"),
            [span(3, "that money had changed hands")],
            ["e5"],
            kind="denial",
            said_on="2031-03-10",
        ),
        attribution(
            "a4",
            span(4, "The harbour ministry"),
            span(4, "said"),
            [span(4, member), span(4, moved)],
            [],
            **ministry,
        ),
        attribution(
            "a5",
            span(5, "Captains"),
            span(5, "doubt"),
            [span(5, "the ministry’s account")],
            [],
            kind="belief",
            source_kind="group",
            unresolved="nominal",
        ),
        attribution(
            "a6",
            span(5, "The mayor of Helmvik, Signe Lund"),
            span(5, "confirmed"),
            [span(5, "what Dahl had said")],
            ["e9"],
        ),
        attribution(
            "a7", span(5, "Signe Lund"), span(5, "told reporters"), [span(5, plot)], ["e9"]
        ),
        attribution(
            "a8",
            span(6, "Oster"),
            span(6, "said"),
            [span(6, "“A legend,”")],
            ["e5"],
            mode="direct",
        ),
    ]

    def time(
        id: str, at: Span, value: str, earliest: str | None, latest: str | None
    ) -> TimeExpression:
        return TimeExpression(
            id=id,
            start=at.start,
            end=at.end,
            text=at.text,
            type="duration" if value.startswith("P") else "date",
            value=value,
            earliest=earliest,
            latest=latest,
            anchor="published",
        )

    times = [
        time("t1", span(2, "February"), "2031-02", "2031-02-01", "2031-02-28"),
        time("t2", span(3, "2029"), "2029", "2029-01-01", "2029-12-31"),
        time("t3", span(3, "Monday"), "2031-03-10", "2031-03-10", "2031-03-10"),
        time("t4", span(4, "April"), "2031-04", "2031-04-01", "2031-04-30"),
        time("t5", span(5, "Jan. 12, 1998"), "1998-01-12", "1998-01-12", "1998-01-12"),
        time("t6", span(6, "2019"), "2019", "2019-01-01", "2019-12-31"),
        time("t7", span(6, "1960s"), "196X", "1960-01-01", "1969-12-31"),
        time("t8", span(7, "two days"), "P2D", None, None),
    ]

    def event(id: str, trigger: Span, time: str | None, who: list[str], **given: Any) -> Event:
        fields: dict[str, Any] = {
            "places": [],
            "modality": "actual",
            "authority": None,
            "confidence": 0.85,
        }
        return Event(id=id, trigger=trigger, time=time, participants=who, **(fields | given))

    events = [
        event("v1", span(2, "sold"), "t1", ["e1"], modality="alleged", authority="a1"),
        event("v2", span(4, "moved"), "t4", [], places=["e8"], modality="planned", authority="a4"),
        event("v3", span(5, "burn"), "t5", [], modality="attempted", authority="a7"),
        event("v4", span(6, "given"), "t6", ["e10", "e11"], confidence=0.44),
        event("v5", span(6, "founded"), "t7", ["e1"]),
        event("v6", span(6, "left"), None, ["e1"], modality="negated"),
    ]

    def relation(
        id: str, subject: str, type: Any, object: str | None, words: Span, **given: Any
    ) -> Relation:
        fields: dict[str, Any] = {
            "role": None,
            "status": "unknown",
            "authority": None,
            "confidence": 0.88,
        }
        return Relation(
            id=id, subject=subject, type=type, object=object, evidence=words, **(fields | given)
        )

    relations = [
        relation(
            "r1",
            "e2",
            "role",
            "e3",
            span(2, "the envoy of Governor Ana Ruiz"),
            role="envoy",
            status="current",
        ),
        relation("r2", "e3", "role", None, span(2, "Governor Ana Ruiz"), role="governor"),
        relation(
            "r3",
            "e5",
            "role",
            "e1",
            span(3, "who led the council until 2029"),
            role="leader",
            status="former",
        ),
        relation(
            "r4",
            "e2",
            "member_of",
            "e6",
            span(4, "a member of the council’s Unit Nine"),
            status="former",
            authority="a4",
        ),
        relation(
            "r5",
            "e6",
            "part_of",
            "e7",
            span(4, "Unit Nine, part of the Coast Guard"),
            authority="a4",
        ),
        relation("r6", "e9", "role", "e8", span(5, "The mayor of Helmvik"), role="mayor"),
        relation("r7", "e10", "family", "e2", span(6, "Dahl’s daughter, Yrsa"), role="daughter"),
        relation(
            "r8", "e10", "awarded", "e11", span(6, "was given the Star of Tarn"), confidence=0.4
        ),
        relation("r9", "e1", "based_in", "e4", span(6, "never left the island")),
    ]

    def place(
        id: str, name: str, kind: Any, country: str | None, at: tuple[float, float] | None
    ) -> Place:
        latitude, longitude = at or (None, None)
        return Place(
            entity=id,
            name=name,
            kind=kind,
            country=country,
            latitude=latitude,
            longitude=longitude,
            gazetteer_id="invented:1" if at else None,
        )

    sentences = draft.sentences()
    founding = next(one for one in sentences if "founded" in draft.text[one.start : one.end])
    legend = span(6, "“A legend,”")
    return Record(
        made_by=MADE_BY,
        document=draft.document(
            location="ferries.txt",
            headline=FERRY_BLOCKS[0][1],
            byline=["Runa Veidal"],
            dateline="HELMVIK",
            publisher="The Helmvik Tide",
            published="2031-03-11",
        ),
        sentences=sentences,
        entities=entities,
        attributions=attributions,
        times=times,
        places=[
            place("e4", "Tarn", "area", None, (-3.25, -20.5)),
            place("e8", "Helmvik", "point", "IS", (64.146, 0.04)),
            place("e12", "Norrund Sea", "area", None, None),
            place("e13", "Iceland", "area", "IS", (65.0, -18.0)),
        ],
        relations=relations,
        events=events,
        stances=[
            Stance(
                from_="a2",
                to="a1",
                stance="denies",
                evidence=span(3, "Not one ferry"),
                confidence=0.83,
            ),
            Stance(from_="a3", to="a1", stance="denies", evidence=None, confidence=0.61),
            Stance(
                from_="a6",
                to="a1",
                stance="supports",
                evidence=span(5, "confirmed"),
                confidence=0.74,
            ),
            Stance(
                from_="a5", to="a4", stance="doubts", evidence=span(5, "doubt"), confidence=0.46
            ),
            Stance(from_="a8", to=founding.id, stance="denies", evidence=legend, confidence=0.7),
            Stance(from_="a7", to="a4", stance="neutral", evidence=None, confidence=0.5),
        ],
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
