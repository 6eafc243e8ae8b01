"""Takes the pictures of the workbench in docs/img/workbench/: every page wide, narrow and dark.

    .venv/bin/python docs/make_screenshots.py [--only PAGE …] [--casebook FILE]

Reads the samples, all of them fiction, into a casebook (kept as FILE, if that is named, and taken
again the next time), decides a little so that there is something of people's to see, and shows
it to a browser. Needs Playwright and Chromium, as the browser tests do.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from PIL import Image

from onrecord.casebook import Casebook, intake
from onrecord.casebook.intake import Item
from onrecord.errors import OnrecordError
from onrecord.web import links

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "img" / "workbench"
SAMPLES = ROOT / "samples"
FORMS: dict[str, dict[str, Any]] = {
    "wide": {"width": 1440, "height": 1000},
    "narrow": {"width": 390, "height": 844},
    "dark": {"width": 1440, "height": 1000, "dark": True},
}
COLOURS = 255
TALL = {"claim": 1450, "timeline": 1150, "graph": 1150, "map": 1150}
"""Pixels that a page needs for what it is about to be seen."""
PATIENCE = 180_000  # milliseconds, on a busy machine

# The samples' lands are invented, and no gazetteer has them. These happen at real places, to nobody
# real, so that the map has something to show.
PLACED = {
    "norrund-1.txt": """Norrund Lines Reroutes Its Freighters

LISBON, 9 May 2031 (KNW) — The shipping company Norrund Lines said on Friday that it would
send its freighters around Cape Town from June 2031 on. “The canal is too dear,” said Maren
Oster, who heads it.

The freighter Tarn Star ran aground off Iceland on 2 May 2031 and was towed to Reykjavik, an
official in Denmark said. Oster denied in Hamburg that the ship had been overloaded.
""",
    "norrund-2.txt": """Dockers in Chile Doubt a Company’s Word

VALPARAISO, 12 May 2031 — Dockers in Chile doubt that Norrund Lines told the truth about the
Tarn Star. “It was overloaded when it left Rotterdam,” said Ivo Dahl, who speaks for them. The
company did not comment.

Port officials in Singapore and Nairobi said in April 2031 that other ships of the company had
been late. Maren Oster met ministers from Japan and Brazil in Geneva on 11 May 2031, according
to two people briefed on the talks. A spokesman for the port of Lisbon said that the route
around South Africa adds ten days.
""",
}


def main() -> None:
    """Take the pictures that are asked for."""
    parser = argparse.ArgumentParser(prog="docs/make_screenshots.py", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="PAGE", help="these pages alone")
    parser.add_argument("--casebook", type=Path, help="where the casebook is kept")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.casebook or Path(folder) / "samples.casebook"
        if not path.exists():
            make(path)
        Casebook.create(Path(folder) / "new.casebook").close()
        take(path, Path(folder) / "new.casebook", given.only)
    total = sum(each.stat().st_size for each in FOLDER.glob("*.png"))
    print(f"{len(list(FOLDER.glob('*.png')))} pictures, {total / 1e6:.1f} MB")


def make(path: Path) -> None:
    """The casebook of the samples, with a few decisions."""
    with Casebook.create(path) as casebook:
        files = sorted([*SAMPLES.glob("[0-9]*"), *(SAMPLES / "story").glob("[0-9]*")])
        samples = {file.name: file.read_bytes() for file in files}
        samples |= {name: text.encode() for name, text in PLACED.items()}
        items = [
            Item(key=name, name=name, data=data, location=name) for name, data in samples.items()
        ]
        casebook.add_items(items, intake.reader())
        key = first_article(casebook)
        statements = casebook.record(key).attributions
        casebook.journal.accept(key, statements[0].id, by="Runa Veidal")
        casebook.journal.note(
            key,
            "Called the spokeswoman back: she stands by it.",
            id=statements[1].id,
            by="Runa Veidal",
        )
        casebook.journal.reject(
            key,
            statements[-1].id,
            by="Oskar Thyle",
            why="The website is not quoted; the wire has it by telephone.",
        )
        try:
            casebook.catch_up()
        except OnrecordError as reason:  # a reader without the claims' models
            print(f"without claims: {reason}", file=sys.stderr)
            casebook.identities()


def first_article(casebook: Casebook) -> str:
    """The key of the sample that the article's pictures are of."""
    return next(each.key for each in casebook.documents() if "02-kns-wire" in each.key)


def pages(path: Path) -> dict[str, str]:
    """The pages by their names, with the addresses that show them well."""
    with Casebook.open(path, catch_up=False) as casebook:
        article = first_article(casebook)
        person = casebook.identities(type="person", limit=1)[0]
        try:
            claims = casebook.claims(limit=1)
        except OnrecordError:
            claims = []
    return {
        "home": "/",
        "article": links.article(article),
        "documents": "/documents",
        "claims": "/claims",
        **({"claim": links.claim(claims[0].id)} if claims else {}),
        "people": "/entities",
        "person": links.entity(person.identity, person.name),
        "search": links.search(words="report"),
        "timeline": "/timeline?since=2024-02&until=2024-04",
        "graph": "/graph",
        "map": "/map",
        "review": "/review",
        "decisions": "/journal",
    }


def take(path: Path, new: Path, only: Iterable[str] | None) -> None:
    """Take the pictures of the casebook's pages, and of the first page of a new one."""
    sys.path.insert(0, str(ROOT / "tests"))
    import browsing
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browsing.chromium(), args=browsing.FLAGS
        )
        for casebook, shown in ((new, {"first-visit": "/"}), (path, pages(path))):
            wanted = {name: shown[name] for name in shown if not only or name in only}
            if not wanted:
                continue
            with browsing.served(casebook, author="Runa Veidal", settles=False) as address:
                for form, look in FORMS.items():
                    _take(browser, address, wanted, form, look, browsing.visit)
        browser.close()


def _take(
    browser: Any,
    address: str,
    wanted: dict[str, str],
    form: str,
    look: dict[str, Any],
    visit: Callable[[Any, str], None],
) -> None:
    context = browser.new_context(
        base_url=address,
        viewport={"width": look["width"], "height": look["height"]},
        color_scheme="dark" if look.get("dark") else "light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    for name, where in wanted.items():
        height = max(look["height"], TALL.get(name, 0))
        page.set_viewport_size({"width": look["width"], "height": height})
        visit(page, where)
        page.wait_for_load_state("networkidle")
        save(page.screenshot(), FOLDER / f"{name}-{form}.png")
        print(f"{name}-{form}.png", flush=True)
    context.close()


def save(picture: bytes, path: Path) -> None:
    """A picture in few colours, which is a quarter of its size."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    few = image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


if __name__ == "__main__":
    main()
