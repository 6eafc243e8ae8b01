"""Saved pages: what is the article, what is around it, and the way back to the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from onrecord.errors import OnrecordError
from onrecord.ingest import html
from onrecord.ingest.draft import Draft

STORY = [
    "The harbour board of Velmar will close the northern quay from Monday, its director said "
    "on Thursday, after divers found cracks in eleven of its pillars.",
    "“We had no choice,” Ines Tarrow, the director, told reporters. “Nobody should walk on it.”",
    "Fishermen dispute that. Their union says the cracks have been known since 2019 and blames "
    "the board for waiting.",
    "The ministry declined to comment on the board’s decision on Thursday.",
]

CLUTTERED = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Velmar closes its northern quay | The Velmar Lantern</title>
<meta property="og:title" content="Velmar closes its northern quay">
<meta property="og:site_name" content="The Velmar Lantern">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
 {{"@type": "WebSite", "name": "The Velmar Lantern"}},
 {{"@type": ["NewsArticle"], "headline": "Velmar closes its northern quay",
  "datePublished": "2031-05-08T14:20:00Z",
  "author": [{{"@type": "Person", "name": "Odo Quill"}}, {{"name": "By Mara Finch"}}],
  "publisher": {{"@type": "NewsMediaOrganization", "name": "The Velmar Lantern"}}}}]}}</script>
<style>p {{ color: black }}</style></head>
<body>
<div id="consent" class="cookie-banner"><p>We use cookies to improve your visit, to measure our
audience and to show you advertising that may interest you. You can accept or refuse them.</p>
<button>Accept all</button></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/sea">Sea</a></li>
<li><a href="/town">Town</a></li></ul></nav></header>
<main><article id="story">
<h1>Velmar closes its northern quay</h1>
<p class="standfirst">Cracks in eleven pillars end a century of landings</p>
<div class="byline">By <a rel="author" href="/odo">Odo Quill</a> and Mara Finch</div>
<div class="meta"><time datetime="2031-05-08T14:20:00Z">May 8, 2031 at 10:20 a.m. EDT</time></div>
<ul class="share-bar"><li><a href="https://share.example/1">Share</a></li>
<li><a href="https://share.example/2">Post</a></li></ul>
<figure><img src="quay.jpg"><figcaption>The quay on Thursday, as a harbour pilot saw it.
</figcaption></figure>
<p>{STORY[0].replace("director said", '<a href="/tarrow">director said</a>')}</p>
<p>{STORY[1]}</p>
<aside class="related"><h3>Related</h3><ul><li><a href="/a">Five quays that fell</a></li>
<li><a href="/b">Who pays for the sea wall?</a></li></ul></aside>
<h2>A long dispute</h2>
<p>{STORY[2]}</p>
<blockquote><p>“They knew, and they waited until it was cheap to be brave,” the union wrote.</p>
</blockquote>
<form class="newsletter"><p>Sign up for the Lantern’s morning letter</p><input type="email">
</form>
<p>{STORY[3]}</p>
<p class="correction">Correction: An earlier version of this article gave the wrong number of
pillars. There are eleven.</p>
</article></main>
<section class="comments" id="comments"><h2>Comments</h2>
<div class="comment"><p>gull77: About time somebody said so, I have been saying it for years.</p>
</div></section>
<footer><p>© 2031 The Velmar Lantern. All rights reserved.</p></footer>
<script>track("everything")</script>
</body></html>"""


def blocks(draft: Draft) -> list[tuple[str, str]]:
    return [(block.kind, draft.text[block.start : block.end]) for block in draft.blocks]


@pytest.fixture(scope="module")
def cluttered() -> Draft:
    return html.read(CLUTTERED.encode())


def test_the_article_is_read_in_order_and_whole(cluttered: Draft) -> None:
    printed = [text for _, text in blocks(cluttered)]
    assert [text for text in printed if text in STORY] == STORY


def test_what_is_around_the_article_is_left_out(cluttered: Draft) -> None:
    for junk in (
        "cookies",
        "Home",
        "Accept all",
        "Five quays",
        "Sign up",
        "gull77",
        "rights",
        "track",
        "Share",
    ):
        assert junk not in cluttered.text


def test_each_block_has_its_kind(cluttered: Draft) -> None:
    kinds = {text: kind for kind, text in blocks(cluttered)}
    assert kinds["Velmar closes its northern quay"] == "headline"
    assert kinds["By Odo Quill and Mara Finch"] == "byline"
    assert kinds["May 8, 2031 at 10:20 a.m. EDT"] == "date"
    assert kinds["The quay on Thursday, as a harbour pilot saw it."] == "caption"
    assert kinds["A long dispute"] == "heading"
    assert kinds[STORY[0]] == "paragraph"
    assert [kind for kind, text in blocks(cluttered) if text.startswith("“They")] == ["quote"]
    assert [kind for kind, text in blocks(cluttered) if text.startswith("Corr")] == ["correction"]


def test_the_frame_comes_from_the_metadata_with_the_printed_zone(cluttered: Draft) -> None:
    assert cluttered.headline == "Velmar closes its northern quay"
    assert cluttered.byline == ["Odo Quill", "Mara Finch"]
    assert cluttered.publisher == "The Velmar Lantern"
    assert cluttered.published == "2031-05-08T10:20:00-04:00"


def test_links_keep_their_words_and_target(cluttered: Draft) -> None:
    found = {cluttered.text[link.start : link.end]: link.href for link in cluttered.links}
    assert found == {"director said": "/tarrow", "Odo Quill": "/odo"}


def test_every_path_leads_back_to_the_words(cluttered: Draft) -> None:
    page = lxml_html.document_fromstring(CLUTTERED.encode())
    for block in cluttered.blocks:
        (element,) = page.xpath(block.path)
        words = " ".join(element.text_content().split())
        assert words == cluttered.text[block.start : block.end]


def page(inside: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{inside}</body></html>".encode()


def paragraphs(tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in STORY)


def refusal(data: bytes) -> str | None:
    """The code of the error that reading ends in, if it does."""
    try:
        html.read(data)
    except OnrecordError as error:
        return error.code
    return None


@pytest.mark.parametrize(
    "story",
    [
        f"<article>{paragraphs()}</article>",
        f"<div class='text'>{paragraphs('div')}</div>",
        "<p>" + "<p>".join(STORY),
        "<table><tr><td><font>" + "<br><br>".join(STORY) + "</font></td></tr></table>",
    ],
    ids=["paragraphs", "divs", "unclosed", "line breaks in a table"],
)
def test_paragraphs_are_found_however_they_are_marked_up(story: str) -> None:
    draft = html.read(page(f"<nav><a href='/'>Home</a></nav><h1>Quay closes</h1>{story}"))
    assert blocks(draft) == [
        ("headline", "Quay closes"),
        *(("paragraph", text) for text in STORY),
    ]


def test_a_teaser_of_the_same_words_is_not_taken_for_the_article() -> None:
    teaser = f"<div class='top'><a href='/q'>Quay closes</a><p>{STORY[0]}</p></div>"
    draft = html.read(page(f"{teaser}<h1>Quay closes</h1><div id='a'>{paragraphs()}</div>"))
    assert draft.blocks[1].path == "//*[@id='a']/p[1]"
    assert draft.text.count(STORY[0]) == 1


def test_a_short_paragraph_that_comes_twice_is_kept_twice() -> None:
    twice = f"<p>{STORY[0]}</p><p>No comment.</p><p>{STORY[2]}</p><p>No comment.</p><p>{STORY[3]}"
    draft = html.read(page(f"<article>{twice}</article>"))
    assert [text for _, text in blocks(draft)].count("No comment.") == 2


def test_the_headline_is_told_from_the_name_of_the_outlet() -> None:
    head = "<title>Quay closes for good | The Velmar Lantern</title>"
    body = f"<h1>The Velmar Lantern</h1><article><h2>Quay closes for good</h2>{paragraphs()}"
    draft = html.read(page(body, head))
    assert draft.headline == "Quay closes for good"
    assert blocks(draft)[0] == ("headline", "Quay closes for good")


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (
            '<meta property="article:published_time" content="2031-05-08T10:20:00+0200">',
            "2031-05-08T10:20:00+02:00",
        ),
        ('<meta name="date" content="2031-05-08">', "2031-05-08"),
        ('<meta itemprop="datePublished" content="May 8, 2031">', "2031-05-08"),
        ('<meta name="date" content="2031-13-45">', None),
        ('<meta name="date" content="yesterday">', None),
        ("", None),
    ],
)
def test_the_date_is_as_exact_as_the_page_gives_it(head: str, published: str | None) -> None:
    assert html.read(page(paragraphs(), head)).published == published


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ('"Mara Finch"', ["Mara Finch"]),
        ('{"name": "Mara Finch &amp; Co"}', ["Mara Finch & Co"]),
        ('["https://lantern.example/mara", {"name": ["Odo Quill"]}]', ["Odo Quill"]),
        ("7", []),
        ("[[[]]]", []),
    ],
)
def test_authors_are_read_in_every_shape(author: str, byline: list[str]) -> None:
    data = f'{{"@type": "ReportageNewsArticle", "author": {author}}}'
    head = f'<script type="application/ld+json">{data}</script>'
    assert html.read(page(paragraphs(), head)).byline == byline


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "iso-8859-1", "shift_jis"])
def test_the_page_says_its_encoding(encoding: str) -> None:
    words = "市長は港の北の岸壁を閉鎖すると述べた。" if encoding == "shift_jis" else "Où est l’été?"
    if encoding == "iso-8859-1":  # which browsers read as Windows-1252, curly quotes and all
        data = f"<p>{words} {STORY[0]}</p>".encode("cp1252")
    else:
        data = f"<p>{words} {STORY[0]}</p>".encode(encoding)
    draft = html.read(f"<html><meta charset={encoding}>".encode() + data)
    assert words in draft.text
    assert draft.notes == []


def test_much_running_text_left_out_is_noted() -> None:
    aside = "".join(f"<p>{n}. Somebody else wrote this, and at length.</p>" for n in range(80))
    draft = html.read(page(f"<article>{paragraphs()}</article><div class='comments'>{aside}</div>"))
    assert [note.code for note in draft.notes] == ["R043"]


def blocks_of(body: str) -> list[tuple[str, str]]:
    draft = html.read(page(body))
    return [(block.kind, draft.text[block.start : block.end]) for block in draft.blocks]


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ('class="ad"', "other"),
        ('class="ad-slot wide"', "other"),
        ('class="story-advert"', "other"),
        ('id="sponsoredContent"', "other"),
        ('class="inline_promo"', "other"),
        ('class="newsletter-box"', "other"),
        ('class="Share"', "other"),
        ('class="cookie-note"', "other"),
        ('class="comment"', "other"),
        ('class="related-story"', "related"),
    ],
)
def test_elements_named_as_beside_the_story_are_not_it(names: str, kind: str) -> None:
    words = "Dry boots for wet quays are cheap this week"
    for clutter in (f"<p {names}>{words}</p>", f"<div {names}><p>{words}</p></div>"):
        article = "".join(f"<p>{each}</p>" for each in STORY)
        middle = article.replace("<p>Fishermen", f"{clutter}<p>Fishermen")
        found = blocks_of(f"<article><h1>Velmar closes its quay</h1>{middle}</article>")
        assert [text for each, text in found if each == "paragraph"] == STORY
        assert {each for each, text in found if text == words} <= {kind}


@pytest.mark.parametrize(
    "names",
    [
        'class="share-container"',
        'class="has-ads"',
        'class="ad-free"',
        'id="newsletter"',
        'class="shared-layout adjacent"',
    ],
)
def test_an_element_around_the_story_is_not_beside_it_whatever_its_name(names: str) -> None:
    story = "".join(f"<p>{each}</p>" for each in STORY)
    headline = f"<header {names}><h1>Velmar closes its quay</h1></header>"
    expected = [("headline", "Velmar closes its quay"), *(("paragraph", s) for s in STORY)]
    assert blocks_of(f"{headline}<div {names}>{story}</div>") == expected


def test_a_name_that_every_paragraph_has_means_nothing() -> None:
    story = "".join(f"<p class='ad-text'>{each}</p>" for each in [*STORY, *STORY[:2]])
    found = blocks_of(f"<article><h1>Velmar closes its quay</h1>{story}</article>")
    assert {kind for kind, _ in found} == {"headline", "paragraph"}


def test_clutter_inside_an_element_so_named_is_clutter() -> None:
    story = "".join(f"<p>{each}</p>" for each in STORY)
    story += '<div class="ad"><p>Dry boots for wet quays</p></div><p>Nobody answered.</p>'
    found = blocks_of(f"<div class='share-container'><h1>Velmar closes</h1>{story}</div>")
    assert ("paragraph", "Nobody answered.") in found
    assert {kind for kind, text in found if "boots" in text} <= {"other"}


def test_the_caption_of_another_story_is_not_taken_back() -> None:
    teaser = "<figure><figcaption>A sea wall far from Velmar</figcaption></figure>"
    story = "".join(f"<p>{each}</p>" for each in STORY)
    middle = story.replace("<p>Fishermen", f"<div class='promo'>{teaser}</div><p>Fishermen")
    found = blocks_of(f"<article><h1>Velmar closes its quay</h1>{middle}</article>")
    assert "caption" not in {kind for kind, _ in found}


@pytest.mark.parametrize("value", ["", "='x'", '=">"'])
@pytest.mark.parametrize("before", ["", '<!-- <a x=" -->', "<script>if (a <b) {</script>"])
def test_a_tag_of_countless_attributes_is_refused(value: str, before: str) -> None:
    tag = "<p " + " ".join(f"a{n}{value}" for n in range(200_000)) + ">"
    with pytest.raises(OnrecordError) as refused:
        html.read(page(f"{before}{tag}{STORY[0]}</p>"))
    assert refused.value.code == "R040"


def test_many_attributes_on_many_tags_are_read() -> None:
    attributes = " ".join(f'data-{n}="a > b"' for n in range(40))
    draft = html.read(page("".join(f"<p {attributes}>{each}</p>" for each in STORY)))
    assert draft.text.split("\n\n")[-4:] == STORY


def test_script_links_and_anchors_are_no_links_but_underlines_are() -> None:
    text = STORY[0].replace("harbour", '<a href="javascript:x()">harbour</a>')
    text = text.replace("Velmar", "<u>Velmar</u>").replace("quay", '<a href="#q">quay</a>')
    draft = html.read(page(f"<p>{text}</p>" + paragraphs().partition("</p>")[2]))
    assert [(draft.text[i.start : i.end], i.href) for i in draft.links] == [("Velmar", None)]


@given(st.text(alphabet="<>/=\"' apdivlbu\n\x00é&;#", max_size=300))
def test_any_markup_is_read_or_refused_and_blocks_cover_the_text(text: str) -> None:
    data = page(f"<p>{STORY[0]}</p>{text}<p>{STORY[1]}</p>")
    assert refusal(data) in {None, "R041", "R042"}
    if refusal(data) is None:
        draft = html.read(data)
        assert "\n\n".join(words for _, words in blocks(draft)) == draft.text
        assert all(draft.text[link.start : link.end].strip() for link in draft.links)


@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "</div>",
                "<p>",
                "<b>",
                "<a href='/x'>",
                "Quay. ",
                "<br>",
                "<li>",
                "</a>",
                "<o:p>",
                "<script>",
            ]
        ),
        max_size=40,
    )
)
def test_paths_lead_to_one_element_with_the_words_in_any_tree(parts: list[str]) -> None:
    draft = html.read_all("<html><body>Start. " + "".join(parts))
    tree = lxml_html.document_fromstring("<html><body>Start. " + "".join(parts))
    for block in draft.blocks:
        (element,) = tree.xpath(block.path)
        words = " ".join(draft.text[block.start : block.end].split())
        assert words.replace(" ", "") in "".join(element.text_content().split())
