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
    for junk in ("cookies", "Home", "Accept all", "Five quays", "Sign up", "gull77", "rights",
                 "track", "Share"):
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
