"""Code points in Python, UTF-16 in JavaScript: the two count the same words."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import browsing
import pytest
import workbench

from onrecord.casebook import Casebook
from onrecord.web import links

LETTERS = ["a", "é", "🌊", "👩‍🔧", "\u0301", "字", " ", "\n", "𝒳", "\u202e", "“"]
WAVES = (
    "Flood 🌊🌊 in Marren\n"
    "“🌊 Run,” Dorrit 🏗️ Haldane said that the 👩‍🔧’s crane — 𝒳-ray — fell.\n"
    "Petra \u202eLunde\u202c said that letter 字🌊 never came.\n"
)
MODULE = "import('/static/js/{}.js')"


def texts() -> list[str]:
    pick = random.Random(7)  # noqa: S311 (the same texts each time)
    return ["", "🌊", *("".join(pick.choices(LETTERS, k=pick.randint(1, 30))) for _ in range(60))]


def test_points_and_indices_are_those_of_python(page: Any) -> None:
    page.goto("/")
    script = f"""async (texts) => {{
        const {{ points, index, slice }} = await {MODULE.format("offsets")};
        return texts.map((text) => {{
            const all = points(text);
            const places = [...Array(all + 1).keys()];
            const indices = places.map((p) => index(text, p));
            return [all, indices, indices.map((at) => points(text, at)),
                places.map((p) => slice(text, p, p + 3))];
        }});
    }}"""
    for text, (count, indices, back, slices) in zip(
        texts(), page.evaluate(script, texts()), strict=True
    ):
        places = range(len(text) + 1)
        assert count == len(text)
        assert indices == [len(text[:place].encode("utf-16-le")) // 2 for place in places]
        assert back == list(places)
        assert slices == [text[place : place + 3] for place in places]


@pytest.fixture
def waves(tmp_path: Path, opening: Any) -> Any:
    """An article with letters of two units, and with controls that are written out."""
    path = tmp_path / "waves.casebook"
    with Casebook.create(path) as casebook:
        casebook.add_items([workbench.item(1, text=WAVES)], workbench._read)
    with browsing.served(path, settles=False) as address, opening(address) as page:
        page.goto(links.article(workbench.CRANE))
        yield page


def test_every_place_of_an_article_is_found_and_found_back(waves: Any) -> None:
    script = f"""async () => {{
        const {{ Words }} = await {MODULE.format("words")};
        const words = new Words(document.getElementById("article"));
        const printed = ({{ element }}) => [...element.textContent].length;
        const exact = words.runs.filter((run) => printed(run) === run.end - run.start);
        return exact.flatMap((run) => [...Array(run.end - run.start).keys()].map((at) => {{
            const point = run.start + at;
            const range = words.range(point, point + 1);
            return [point, words.point(range.startContainer, range.startOffset),
                words.point(range.endContainer, range.endOffset), range.toString()];
        }}));
    }}"""
    found = waves.evaluate(script)
    assert len(found) > 100
    for point, start, end, letter in found:
        assert (start, end, letter) == (point, point + 1, WAVES[point])


def test_ends_fall_on_words(waves: Any) -> None:
    script = f"""async () => {{
        const {{ Words }} = await {MODULE.format("words")};
        const words = new Words(document.getElementById("article"));
        const {{ start, end }} = words.block(25);
        const all = [...Array(end - start).keys()].map((at) => start + at);
        const snap = (edge) => (point) => words.snap(point, edge, words.block(25));
        const edges = (edge) => [...new Set(all.map(snap(edge)))];
        return [edges("start"), edges("end")];
    }}"""
    starts, ends = waves.evaluate(script)
    words = [WAVES[start:].split()[0] for start in starts if WAVES[start - 1 : start].isspace()]
    assert {"“🌊", "Dorrit", "Haldane", "said", "𝒳-ray"} <= set(words)
    assert all(not WAVES[end - 1].isspace() for end in ends)
    for end in ends:
        assert not (WAVES[end - 1].isalnum() and WAVES[end : end + 1].isalnum())


def test_words_past_such_letters_are_put_right_where_they_stand(waves: Any) -> None:
    start = WAVES.index("the 👩")
    end = WAVES.index(" fell.")
    waves.keyboard.press("j")
    waves.keyboard.press("e")
    waves.locator(".grip").first.wait_for()
    for _ in range(2):
        waves.locator('.grip[data-edge="end"]').press("ArrowLeft")
    shown = waves.locator(".part.chosen q").inner_text()
    assert shown == WAVES[start:end].rsplit(" ", 1)[0].rstrip(" —") or shown in WAVES[start:end]
    waves.locator('.grip[data-edge="end"]').press("Enter")
    waves.locator("#statements .card.is-corrected").wait_for()
    assert waves.locator(".card.is-corrected blockquote").inner_text() == shown
