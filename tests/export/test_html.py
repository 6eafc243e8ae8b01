"""The HTML report as text: what it holds, what it escapes, what it forbids itself."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_records import (
    Draft,
    make_empty_record,
    make_ferry_record,
    make_hostile_record,
    make_people_record,
    make_record,
)

from onrecord.errors import OnrecordError
from onrecord.export import html
from onrecord.export.report.marks import MOST, Passage, Voice, cut
from onrecord.export.report.named import Meant
from onrecord.export.report.view import make_page
from onrecord.export.report.words import often_right, visible, web_address
from onrecord.record import (
    Attribution,
    Block,
    Description,
    Document,
    Entity,
    Event,
    Link,
    MadeBy,
    Mention,
    Note,
    Place,
    Record,
    Relation,
    Sentence,
    Span,
    Stance,
    TimeExpression,
)

ATTACKS = (
    '"><img src=x onerror=window.attacked=1>',
    "</script><script>window.attacked=1</script>",
    "'><svg/onload=window.attacked=1> </style></title>",
    "javascript:window.attacked=1",
    "{{ 7*7 }}{% raw %}<!-- ]]>\u202egnp.exe\u2066 \ud800 \x00\x1b[2J",
)


_VOID = ("meta", "link", "rect", "circle", "line")


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    text: str = ""


@dataclass
class Read(HTMLParser):
    """A page's elements, and all text under each of them."""

    elements: list[Element] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, tag: str | None = None, **wanted: str) -> list[Element]:
        return [
            element
            for element in self.elements
            if (tag is None or element.tag == tag)
            and all(
                value in (element.attributes.get(name.rstrip("_")) or "").split()
                for name, value in wanted.items()
            )
        ]

    def one(self, tag: str | None = None, **wanted: str) -> Element:
        (element,) = self.all(tag, **wanted)
        return element


def read(page: str) -> Read:
    parser = Read()
    parser.feed(page)
    parser.close()
    return parser


def attacked(attack: str) -> Record:
    """A record with the attack in every field that takes text."""
    draft = Draft(
        [("headline", attack), ("paragraph", f"Ona {attack} said {attack} ."), ("related", attack)]
    )
    said = draft.span(1, "said")
    source = draft.span(1, f"Ona {attack}")
    content = draft.span(1, attack, nth=1)
    return Record(
        made_by=MadeBy(onrecord=attack, stages={attack: attack}),
        document=draft_document(
            draft,
            id=attack,
            location=attack,
            sha256=attack,
            read_at=attack,
            media_type=attack,
            language=attack,
            headline=attack,
            byline=[attack],
            dateline=attack,
            publisher=attack,
            published=attack,
            links=[Link(start=said.start, end=said.end, href=attack)],
            notes=[Note(code=attack, message=attack)],
        ),
        entities=[
            Entity(
                id=attack,
                name=attack,
                type="person",
                descriptions=[Description(start=said.start, end=said.end, text="said")],
                mentions=[
                    Mention(
                        start=content.start,
                        end=content.end,
                        text=attack,
                        kind="name",
                        confidence=0.5,
                    )
                ],
                entry=attack,
                roles=[attack],
            )
        ],
        attributions=[
            Attribution(
                id=attack,
                source=source,
                entities=[attack],
                unresolved=attack,
                cue=[said],
                content=[content],
                mode="mixed",
                kind="statement",
                source_kind="named_person",
                anonymity=content,
                basis=content,
                said_on=attack,
                inside=attack,
                hedges=[content],
                confidence=0.5,
            )
        ],
        sentences=[Sentence(id=f"{attack} s", start=source.start, end=content.end, block=1)],
        times=[
            TimeExpression(
                id=attack,
                start=content.start,
                end=content.end,
                text=attack,
                type="date",
                value=attack,
                earliest=attack,
                latest=attack,
                anchor="explicit",
            )
        ],
        places=[
            Place(
                entity=attack,
                name=attack,
                kind="area",
                country=attack,
                latitude=1.0,
                longitude=2.0,
                gazetteer_id=attack,
            )
        ],
        relations=[
            Relation(
                id=attack,
                subject=attack,
                type="role",
                object=attack,
                role=attack,
                status="former",
                evidence=content,
                authority=attack,
                confidence=0.4,
            )
        ],
        events=[
            Event(
                id=f"{attack} v",
                trigger=content,
                time=attack,
                participants=[attack],
                places=[attack],
                modality="alleged",
                authority=attack,
                confidence=0.4,
            )
        ],
        stances=[
            Stance(
                from_=attack, to=f"{attack} s", stance="denies", evidence=content, confidence=0.5
            ),
            Stance(
                from_=f"{attack} s", to=attack, stance="doubts", evidence=content, confidence=0.5
            ),
        ],
    )


def draft_document(draft: Draft, **given: object) -> Document:
    fields: dict[str, object] = {"text": draft.text, "blocks": draft.blocks}
    return Document(**(fields | given))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def rich() -> Read:
    return read(html.write(make_record()))


@pytest.fixture(scope="module")
def ferry() -> Read:
    return read(html.write(make_ferry_record()))


@pytest.fixture(scope="module")
def people() -> Read:
    return read(html.write(make_people_record()))


# Safety


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_in_every_field_stays_text(attack: str) -> None:
    page = html.write(attacked(attack))
    page.encode("utf-8")
    found = read(page)
    assert len(found.all("script")) == len(found.all("style")) == 1
    assert not found.all("img")
    for element in found.elements:
        assert not [name for name in element.attributes if name.startswith("on")]
        assert "style" not in element.attributes
        href = element.attributes.get("href")
        allowed = ("#", "https://", "http://", "geo:1,2")
        assert href is None or href.startswith(allowed) or href == "data:,"
    assert visible(attack) in found.one("h1").text


def test_the_sample_hostile_record_stays_text() -> None:
    found = read(html.write(make_hostile_record()))
    assert '<script>alert("1")</script>' in found.one("article").text
    assert len(found.all("script")) == 1


def test_the_policy_names_the_one_script_and_the_one_style_and_nothing_else(rich: Read) -> None:
    (policy,) = [
        element.attributes["content"] or ""
        for element in rich.all("meta")
        if element.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for name, tag in (("script-src", "script"), ("style-src", "style")):
        digest = hashlib.sha256(rich.one(tag).text.encode()).digest()
        assert rules[name] == f"'sha256-{base64.b64encode(digest).decode()}'"
    assert set(rules) == {
        "default-src",
        "script-src",
        "style-src",
        "img-src",
        "base-uri",
        "form-action",
    }


def test_nothing_is_loaded(rich: Read) -> None:
    loading = ("src", "srcset", "data", "action", "poster", "background", "xlink:href")
    for element in rich.elements:
        assert not set(loading) & set(element.attributes), element
    assert not re.search(r"@import|url\(\s*['\"]?(?!#)", rich.one("style").text)
    assert [link.attributes["href"] for link in rich.all("link")] == ["data:,"]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " https://marren.example",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//marren.example",
        "https://marren.example/\u202e",
        "https://marren.example/a b",
        "",
        None,
    ],
)
def test_only_web_addresses_are_linked(href: str | None) -> None:
    assert web_address(href) is None


def test_a_dead_link_is_shown_but_not_linked() -> None:
    record = make_record()
    link = replace(record.document.links[0], href="javascript:alert(1)")
    found = read(html.write(replace(record, document=replace(record.document, links=[link]))))
    assert "javascript:alert(1)" in found.one("span", class_="dead").text
    assert not found.all("a", class_="away")


def test_a_web_link_is_linked_beside_its_words_without_a_referrer(rich: Read) -> None:
    away = rich.one("a", class_="away")
    assert away.attributes["href"] == "https://courier.example/letter"
    assert "noreferrer" in (away.attributes["rel"] or "")
    assert rich.one("span", class_="linked").text == "a letter"


def test_a_path_is_cut_to_the_name_of_the_file() -> None:
    record = make_record()
    for location in ("/home/ilse/secret/story.html", "C:\\Users\\ilse\\secret\\story.html"):
        page = html.write(replace(record, document=replace(record.document, location=location)))
        assert "story.html" in page
        assert "ilse/" not in page
        assert "secret" not in page


@given(st.text(max_size=60))
def test_visible_text_can_be_saved_and_holds_no_unseen_control(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    assert not re.search("[\x00-\x08\x1b\u202a-\u202e\u2066-\u2069]", shown)
    if text.isprintable():
        assert shown == text


# The style


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, #rgb or #rrggbb, as WCAG 2 defines it."""

    def luminance(colour: str) -> float:
        digits = colour.lstrip("#")
        pairs = [digits[at : at + 2] for at in (0, 2, 4)]
        parts = [int(pair, 16) / 255 for pair in pairs]
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_what_is_behind_it(rich: Read, scheme: str) -> None:
    style = rich.one("style").text
    roots = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", roots[scheme == "dark"]))
    voices = ("named", "unnamed", "unresolved")
    tints = [f"{voice}-{depth}" for voice in voices for depth in ("tint", "deep")]
    pairs = [("lit-ink", "lit"), ("paper", "ink"), ("ink", "unnamed-tint")]
    pairs += [(text, behind) for text in ("ink", "soft", *voices) for behind in ("paper", "panel")]
    pairs += [(text, tint) for text in ("ink", *voices) for tint in tints]
    pairs += [("panel", voice) for voice in voices]
    pairs += [("ring", behind) for behind in ("paper", "panel")]
    low = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in low.items() if ratio < 4.5} == {}


# The article


def test_the_article_is_printed_whole_and_in_order(rich: Read) -> None:
    record = make_record()
    position = 0
    printed = rich.one("article").text
    for block in record.document.blocks:
        words = record.document.text[block.start : block.end]
        head = words.split(" a letter")[0]
        assert head in printed[position:]
        position = printed.index(head, position) + len(head)


def test_blocks_are_printed_by_their_kind(rich: Read) -> None:
    assert rich.one("h1").text == "Harbour Board Hid Crane Warnings, Engineers Say"
    assert rich.one("h2", class_="heading").text == "What did the board know?"
    assert "not read" in rich.one("p", class_="related").text
    assert rich.one("p", class_="byline").text.startswith("By Ilse")
    assert rich.all("p", class_="caption")
    assert rich.all("p", class_="correction")


def test_blocks_of_a_list_share_one_list() -> None:
    draft = Draft([("paragraph", "Found:"), ("list", "- a bolt"), ("list", "- a nut")])
    record = replace(make_empty_record(), document=draft.document(), sentences=[])
    found = read(html.write(record))
    (items,) = [element for element in found.all("ul") if "bolt" in element.text]
    assert "nut" in items.text
    assert len(found.all("li", class_="list")) == 2


def test_every_attribution_has_a_place_in_the_text_and_a_card(rich: Read) -> None:
    for attribution in make_record().attributions:
        place = rich.one(id=attribution.id)
        assert place.attributes["href"] == f"#card-{attribution.id}"
        assert place.text == attribution.cue[0].text
        card = rich.one("li", id=f"card-{attribution.id}")
        for span in attribution.content:
            assert span.text in card.text


@pytest.mark.parametrize("make", [make_record, make_people_record, make_ferry_record])
def test_ids_are_used_once_and_what_is_pointed_at_exists(make: Callable[[], Record]) -> None:
    page = read(html.write(make()))
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for element in page.elements:
        for name in ("href", "aria-describedby", "aria-labelledby"):
            value = element.attributes.get(name) or ""
            if name != "href" or value.startswith("#"):
                assert not value or value.lstrip("#") in ids


def test_nested_words_carry_both_attributions(rich: Read) -> None:
    minister = [e for e in rich.all("span", class_="as-source") if e.text == "the minister"]
    assert minister[0].attributes["data-source"] == "a6"
    assert minister[0].attributes["data-content"] == "a5"
    deep = rich.all("span", class_="deep")
    assert deep[0].attributes["data-content"] == "a5 a6"


def test_two_attributions_with_one_cue_both_have_their_place() -> None:
    draft = Draft([("paragraph", "Ona Brill and Tor Vey said it sank.")])
    cue, content = draft.span(0, "said"), draft.span(0, "it sank")
    attributions = [
        Attribution(
            id=f"a{number}",
            source=draft.span(0, name),
            cue=[cue],
            content=[content],
            mode="indirect",
            kind="statement",
            source_kind="named_person",
            confidence=0.9,
        )
        for number, name in ((1, "Ona Brill"), (2, "Tor Vey"))
    ]
    record = replace(
        make_empty_record(), document=draft.document(), sentences=[], attributions=attributions
    )
    found = read(html.write(record))
    assert found.one("a", id="a1").attributes["data-cue"] == "a1 a2"
    assert found.one("span", id="a2")


Marked = tuple[list[Block], list[Voice], list[Link], list[Meant], list[Passage]]


@st.composite
def marked(draw: st.DrawFn) -> Marked:
    """Two blocks with any spans over them, each in one block; of a role no more than are drawn."""
    lengths = draw(st.tuples(st.integers(1, 30), st.integers(1, 30)))
    text = "x" * lengths[0] + "\n\n" + "y" * lengths[1]
    blocks = [
        Block(kind="paragraph", start=0, end=lengths[0]),
        Block(kind="paragraph", start=lengths[0] + 2, end=len(text)),
    ]

    about: dict[str, Any] = {"text": "", "kind": "name", "confidence": 1.0}

    def span() -> Span:
        block = draw(st.sampled_from(blocks))
        start = draw(st.integers(block.start, block.end - 1))
        end = draw(st.integers(start + 1, block.end))
        return Span(start, end, text[start:end])

    voices = [
        Voice(
            f"a{number}",
            Attribution(
                id=f"a{number}",
                source=span() if draw(st.booleans()) else None,
                cue=[span()],
                content=[span() for _ in range(draw(st.integers(0, 1 if number else 2)))],
                mode="direct",
                kind="statement",
                source_kind="group",
                confidence=0.5,
            ),
            "named",
            draw(st.integers(0, 2)),
            False,
        )
        for number in range(draw(st.integers(0, MOST - 1)))
    ]
    links = [
        Link(start=a, end=b, href=None)
        for a, b in draw(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 70)), max_size=4))
    ]
    mentions = [
        Meant(f"m1-{number}", "who-1", Mention(start=at.start, end=at.end, **about), "")
        for number, at in enumerate(span() for _ in range(draw(st.integers(0, MOST))))
    ]
    passages = [
        Passage(key=f"event-{number}", start=at.start, end=at.end, first=True)
        for number, at in enumerate(span() for _ in range(draw(st.integers(0, MOST))))
    ]
    return blocks, voices, links, mentions, passages


@given(marked())
@settings(deadline=None)
def test_runs_are_the_blocks_words_and_carry_exactly_their_marks(
    drawn: Marked,
) -> None:
    blocks, voices, links, mentions, passages = drawn
    runs_of = cut(blocks, voices, links, mentions, passages)
    for block, runs in zip(blocks, runs_of, strict=True):
        assert runs[0].start == block.start
        assert runs[-1].end == block.end
        assert all(a.end == b.start and a.start < a.end for a, b in pairwise(runs))
    every = [run for runs in runs_of for run in runs]
    for voice in voices:
        one = voice.attribution
        for role, spans in (
            ("source", [one.source] if one.source else []),
            ("cue", one.cue),
            ("content", one.content),
        ):
            meant = {at for span in spans for at in range(span.start, span.end)}
            shown = {
                at
                for run in every
                if voice in getattr(run, role)
                for at in range(run.start, run.end)
            }
            assert shown == meant
        assert sum(voice in run.places for run in every) == 1
    for one in mentions:
        shown = {at for run in every if one in run.meant for at in range(run.start, run.end)}
        assert shown == set(range(one.start, one.end))
        assert [run.start for run in every if one in run.begun] == [one.start]
    for passage in passages:
        lit = {at for run in every if passage in run.passages for at in range(run.start, run.end)}
        assert lit == set(range(passage.start, passage.end))
        assert [run.start for run in every if passage in run.opened] == [passage.start]


# The sources and figures


def test_sources_show_name_kind_count_and_their_statements(rich: Read) -> None:
    source = rich.one("li", id="src-1")
    assert "Dorrit Haldane" in source.text
    assert "named person" in source.text
    assert "Nobody upstairs wanted to read it." in source.text
    assert rich.all("button", class_="who")[0].attributes["data-of"] == "a2 a14"


def test_a_statement_of_two_sources_is_under_both(rich: Read) -> None:
    holders = [
        b for b in rich.all("button") if "a14" in (b.attributes.get("data-of") or "").split()
    ]
    assert [holder.text.split(" ")[0] for holder in holders] == ["Dorrit", "Dockers’"]


def test_the_shares_add_up_and_pronouns_are_counted_apart() -> None:
    page = make_page(make_record())
    assert sum(share.percent for share in page.shares) == 100
    assert [share.voice for share in page.shares] == ["outlet", "named", "unnamed", "unresolved"]
    found = read(html.write(make_record()))
    figures = [item.text for item in found.all("li", class_="v-unresolved")]
    assert figures == [f"{page.shares[3].percent}% not resolved"]
    assert page.shares[3].percent > 0
    pronoun = [one for one in page.sources if "a4" in one.keys]
    assert pronoun[0].standing == "unresolved"


def test_confidence_is_said_in_words_and_low_ones_are_marked(rich: Read) -> None:
    assert "Doubtful: right about 4 times in 10" in rich.one("li", id="card-a13").text
    assert "Doubtful" not in rich.one("li", id="card-a2").text
    assert "doubtful" in (rich.one("a", id="a13").attributes["class"] or "")
    assert "no person has checked them" in rich.one("footer").text


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "right about 49 times in 50"),
        (0.93, "right about 19 times in 20"),
        (0.8, "right about 8 times in 10"),
        (0.0, "right at most 1 time in 10"),
    ],
)
def test_a_probability_is_said_as_a_frequency(confidence: float, words: str) -> None:
    assert often_right(confidence) == words


def test_what_is_not_resolved_says_why(rich: Read) -> None:
    reason = "the pronoun “she” was not followed back to a name"
    assert reason in rich.one("li", id="card-a4").text
    assert reason in rich.one("footer").text


@pytest.mark.parametrize("code", ["nominal", "pronoun", "no source", "ambiguous name"])
def test_a_reason_is_never_shown_as_its_code(code: str) -> None:
    record = make_record()
    attributions = [
        replace(one, unresolved=code if one.unresolved else None) for one in record.attributions
    ]
    found = read(html.write(replace(record, attributions=attributions)))
    facts = {fact.text for fact in found.all("p", class_="fact") if fact.text.startswith("Who")}
    # Said on the card only where the standing of the source doesn't say it already.
    several = {"Who several people in the article bear the name"}
    assert facts == (several if code == "ambiguous name" else set())
    assert code not in found.one("footer").text.split("How this page")[0].split(": ")


def test_pronouns_alone_are_called_pronouns(rich: Read) -> None:
    of_a = {
        tuple((source.attributes["data-of"] or "").split()): source.text
        for source in rich.all("button", class_="who")
    }
    assert of_a["a4",].startswith("She")
    assert of_a["a8",].startswith("Source not stated")
    assert of_a["a11",].startswith("The ministry")
    groups = [source.text for source in rich.all("li", class_="source")]
    (pronouns,) = [text for text in groups if "pronouns" in text]
    assert "she denies" in " ".join(pronouns.split())


def test_verbs_agree_with_their_sources(rich: Read) -> None:
    lines = {
        key: " ".join(rich.one("li", id=f"card-{key}").text.split())
        for key in ("a1", "a2", "a4", "a8", "a11", "a13")
    }
    assert "Three engineers: say, paraphrased" in lines["a1"]
    assert "Dorrit Haldane: says, quoted" in lines["a2"]
    assert "she denies, quoted" in lines["a4"]
    assert "Source not stated: accusation, paraphrased" in lines["a8"]
    assert "The ministry: orders, paraphrased" in lines["a11"]
    assert "Critics: accuse, paraphrased" in lines["a13"]


def test_a_source_is_called_by_its_name_with_its_role_below(rich: Read) -> None:
    lunde = rich.one("li", id="src-2")
    assert rich.all("button", class_="who")[1].text.startswith("Petra Lunde ")
    assert "named person · A board spokeswoman" in lunde.text


# Who is meant


def test_a_resolved_pronoun_leads_to_the_name_it_rests_on(people: Read) -> None:
    card = people.one("li", id="card-a2")
    assert "“she” → Ada Venn" in card.text
    links = [
        one.attributes["href"] or ""
        for one in people.all("a")
        if one.text == "Ada Venn" and (one.attributes["href"] or "").startswith("#m")
    ]
    assert people.one(id=links[0].lstrip("#")).text == "Ada Venn"
    assert "→" not in people.one("li", id="card-a1").text
    assert "→" not in people.one("li", id="card-a11").text


def test_every_mention_has_its_place_and_says_whom_it_means(people: Read) -> None:
    record = make_people_record()
    whom: dict[str, list[str]] = {}
    for element in people.elements:
        for key in (element.attributes.get("data-whom") or "").split():
            whom.setdefault(key, []).append(element.text)
    for number, entity in enumerate(record.entities, start=1):
        mentions = sorted(entity.mentions, key=lambda one: one.start)
        assert "".join(whom[f"who-{number}"]) == "".join(one.text for one in mentions)
        for at, _ in enumerate(mentions, start=1):
            assert people.one(id=f"m{number}-{at}")
    titles = {one.text: one.attributes.get("title") for one in people.all(**{"data-whom": "who-1"})}
    assert titles["the minister"] == "Ada Venn"
    assert titles["Ada Venn"] is None
    orlmark = people.all(**{"data-whom": "who-5"})
    assert orlmark[0].attributes["title"] == "Orlmark: here the government"


def test_a_mention_within_a_cue_keeps_both_places() -> None:
    record = make_people_record()
    first = replace(record.attributions[0], cue=[Span(80, 88, "Ada Venn")])
    found = read(html.write(replace(record, attributions=[first, *record.attributions[1:]])))
    assert found.one("a", id="a1").attributes["data-whom"] == "who-1"
    assert found.one("span", id="m1-3").text == ""


def test_sources_list_their_mentions_and_say_who_they_are(people: Read) -> None:
    venn = people.one("li", **{"data-entity": "who-1"})
    assert "named person · the Defence Minister of Kestria" in venn.text
    assert "14 mentions: 5 names, 4 nominals, 5 pronouns" in venn.text
    guard = people.one("li", **{"data-entity": "who-6"})
    assert "organization · named · from your gazetteer: patrols the northern coast" in guard.text
    capital = people.one("li", **{"data-entity": "who-5"})
    assert "here the government, not the place itself (2 of 4 times)" in capital.text


def test_who_is_named_and_no_source_is_listed_apart(people: Read) -> None:
    also = people.one("section", class_="also")
    assert "Kestria place 1 mention Kestria" in " ".join(also.text.split())
    assert "Ada Venn" not in also.text
    assert not read(html.write(make_record())).all("section", class_="also")


# What stands beside the sources


def squeezed(element: Element) -> str:
    return " ".join(element.text.split())


def test_a_denial_stands_beside_what_it_denies(ferry: Read) -> None:
    dispute = ferry.all("li", class_="dispute")[0]
    words = squeezed(dispute)
    assert words.index("The Norrund Salt Council sold half") < words.index("denied by")
    assert "denied by Maren Oster: show both in the article a2 Maren Oster says" in words
    assert "supported by Signe Lund" in words
    answer = ferry.one("li", id="answer-1")
    assert answer.attributes["data-light"] == "a2 a1 answer-1"
    assert "right about 8 times in 10" in answer.text


def test_a_card_says_who_denies_it_and_what_it_denies(ferry: Read) -> None:
    assert "Denied by Maren Oster (a2)" in squeezed(ferry.one("li", id="card-a1"))
    assert "Denies Ivo Dahl (a1)" in squeezed(ferry.one("li", id="card-a2"))
    assert "Denies the outlet itself (s9)" in squeezed(ferry.one("li", id="card-a8"))
    sentence = "".join(one.text for one in ferry.all(**{"data-at": "sentence-1"}))
    assert sentence == "The council was founded in the 1960s and never left the island."


def test_the_timeline_is_an_ordered_list_with_dates_modality_and_authority(ferry: Read) -> None:
    moments = [squeezed(moment) for moment in ferry.all("li", class_="moment")]
    assert [words.split(" v")[0] for words in moments][:3] == [
        "the 1960s 1960s",
        "12 January 1998 Jan. 12, 1998",
        "2019 2019",
    ]
    assert moments[-1].startswith("no date v6")
    plot = squeezed(ferry.one("li", id="event-3"))
    assert "attempted · according to Signe Lund (a7) · right about 8 times in 10" in plot
    assert "planned · Helmvik · according to the harbour ministry (a4)" in " ".join(moments)
    assert "Norrund Salt Council · in the outlet’s own voice" in moments[0]
    assert "doubtful: right about 4 times in 10" in squeezed(ferry.one("li", id="event-4"))


def test_a_happening_leads_to_the_words_that_tell_and_date_it(ferry: Read) -> None:
    told = [one.text for one in ferry.all() if one.attributes.get("data-at") == "event-3"]
    assert told == ["burn", "Jan. 12, 1998"]
    assert ferry.one("span", id="at-event-3").text == ""


def test_the_picture_of_the_timeline_has_dots_for_days_and_bars_for_longer(ferry: Read) -> None:
    axis = ferry.one("svg", class_="axis")
    assert axis.attributes["aria-hidden"] == "true"
    shapes = [one for one in ferry.all("a") if one.attributes.get("tabindex") == "-1"]
    assert [squeezed(one) for one in shapes][1] == "12 January 1998"
    assert "published" in axis.text
    assert "untold" in (shapes[1].attributes.get("class") or "")
    assert "untold" not in (shapes[4].attributes.get("class") or "")


def test_relations_say_who_is_what_to_whom_and_on_whose_word(ferry: Read) -> None:
    envoy, member = (squeezed(ferry.one("li", id=f"relation-{number}")) for number in (1, 4))
    assert "Ivo Dahl — envoy of Ana Ruiz “the envoy of Governor Ana Ruiz”" in envoy
    assert "in the outlet’s own voice · right about 9 times in 10" in envoy
    assert "Ivo Dahl — former member of Unit Nine" in member
    assert "according to the harbour ministry (a4)" in member


def test_places_have_degrees_a_country_and_lead_to_their_mentions(ferry: Read) -> None:
    helmvik = ferry.all("li", class_="place")[1]
    assert squeezed(helmvik) == "Helmvik, Iceland 64.15° N, 0.04° E · 3 mentions"
    assert [one.attributes["href"] for one in ferry.all("a") if "64.15°" in one.text] == [
        "geo:64.146,0.04"
    ]
    assert "no degrees known" in ferry.all("li", class_="place")[2].text


def test_what_was_not_found_has_no_view(people: Read) -> None:
    assert [one.text for one in people.all("h2") if one.text == "Timeline"]
    assert not [one for one in people.all("section") if one.attributes.get("id") == "view-places"]
    empty = read(html.write(make_empty_record()))
    assert not empty.all("nav", class_="views")


def test_long_lists_are_folded(ferry: Read) -> None:
    record = make_ferry_record()
    many = [replace(record.relations[0], id=f"r{number}") for number in range(100)]
    page = read(html.write(replace(record, relations=many)))
    (rest,) = page.all("details", class_="more")
    assert rest.text.startswith("60 more")
    assert not ferry.all("details", class_="more")


def test_what_rests_on_one_unnamed_person_is_said(rich: Read) -> None:
    alone = rich.one("p", class_="alone").text
    assert "one unnamed person alone: A senior official briefed on the inquiry (a5, a6)." in alone


def test_notes_are_listed(rich: Read) -> None:
    assert "one line between the paragraphs was left out" in rich.one("footer").text


def test_an_article_where_nobody_speaks_says_so() -> None:
    found = read(html.write(make_empty_record()))
    assert "Nothing was found" in found.one("p", class_="none").text
    assert not found.all(id="dock")
    assert found.one("h1").text == "Untitled article"


def test_an_article_that_was_not_read_is_given_no_figures() -> None:
    record = make_empty_record()
    found = read(html.write(replace(record, document=replace(record.document, language="de"))))
    assert "not in English" in found.one("p", class_="warning").text
    assert not found.all("svg", class_="bar")
    assert found.one("article").attributes["lang"] == "de"


def test_the_same_record_gives_the_same_page() -> None:
    assert html.write(make_record()) == html.write(make_record())


def test_a_page_of_a_thousand_words_is_under_150_kilobytes() -> None:
    sentence = "Ona Brill of the Marren pilots said that the eastern channel had silted up again"
    filler = " and that no dredger had been seen there since the autumn gales began in earnest."
    draft = Draft([("paragraph", f"{sentence}{filler} {filler.strip().capitalize()}")] * 25)
    attributions = [
        Attribution(
            id=f"a{index * 2 + half}",
            source=draft.span(index, "Ona Brill of the Marren pilots"),
            cue=[draft.span(index, "said")],
            content=[draft.span(index, "that the eastern channel had silted up again" + filler)],
            mode="indirect",
            kind="statement",
            source_kind="named_person",
            confidence=0.8,
        )
        for index in range(25)
        for half in (0, 1)
    ]
    record = replace(
        make_empty_record(), document=draft.document(), sentences=[], attributions=attributions
    )
    assert len(record.document.text.split()) >= 1000
    assert len(html.write(record).encode()) < 150_000


def nested(number: int) -> Record:
    """That many attributions, each of the same words as the one it stands in."""
    draft = Draft([("paragraph", "A keeper said " + "that a clerk said " * number + "it sank.")])
    content = draft.span(0, "it sank")
    attributions = [
        Attribution(
            id=f"a{index + 1}",
            source=draft.span(0, "a clerk", nth=index),
            cue=[draft.span(0, "said", nth=index + 1)],
            content=[Span(start := 14 + 18 * index, content.end, draft.text[start : content.end])],
            mode="indirect",
            kind="statement",
            source_kind="unnamed_person",
            inside=f"a{index}" if index else None,
            confidence=0.9,
        )
        for index in range(number)
    ]
    return replace(
        make_empty_record(), document=draft.document(), sentences=[], attributions=attributions
    )


def test_the_marked_article_grows_no_faster_than_the_attributions_in_it() -> None:
    small, large = (len(html.write(nested(number)).split("</main>")[0]) for number in (50, 200))
    empty = len(html.write(nested(0)).split("</main>")[0])
    assert (large - empty) / (small - empty) < 4.5


def test_marks_below_the_fourth_level_are_not_drawn_but_can_be_gone_to() -> None:
    found = read(html.write(nested(7)))
    drawn = {
        key for run in found.all() for key in (run.attributes.get("data-content") or "").split()
    }
    assert drawn == {"a1", "a2", "a3", "a4"}
    assert all(found.one(id=f"a{number}") for number in range(1, 8))


# The index


def test_an_index_leads_to_reports_and_lists_what_was_not_read() -> None:
    error = OnrecordError("R001", where="blank.txt")
    entries = [
        html.IndexEntry.of(make_record(), name="harbour.html", href="out/a b.html"),
        html.IndexEntry.failed(error, name="blank.txt"),
    ]
    found = read(html.write_index(entries))
    links = [element.attributes["href"] for element in found.all("a")]
    assert links == ["out/a%20b.html"]
    assert "R001" in found.one("p", class_="warning").text
    assert "16 statements · sources: 5 named, 3 unnamed, 4 unresolved" in found.one("main").text


def test_an_index_says_how_much_is_denied_and_dated() -> None:
    entry = html.IndexEntry.of(make_ferry_record(), name="ferries.txt", href="a.html")
    assert entry.figures == (
        "8 statements · sources: 3 named, 1 unnamed, 1 unresolved · 3 denials · 6 events"
    )


def test_an_index_keeps_a_hostile_file_name_a_file() -> None:
    entry = html.IndexEntry.of(make_record(), name=ATTACKS[0], href="javascript:alert(1)")
    found = read(html.write_index([entry]))
    assert found.one("a").attributes["href"] == "javascript%3Aalert%281%29"
    assert not found.all("img")
