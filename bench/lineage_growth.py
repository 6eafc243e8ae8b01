"""What lineage costs as a casebook grows: `python -m bench.lineage_growth`; see bench/lineage.py.

The articles are those of bench/stories.py; their records are made here by a few patterns and not by
the models, so that the times are lineage's own. Each size is made in one process and measured in
another, whose CPU seconds and peak memory are taken: reading credits, links and fingerprints out of
new versions (`update_ms`, an article), and tracing every story's claim (`trace_ms`, an article).
"""

from __future__ import annotations

import json
import math
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench import stories
from bench.speed import run
from bench.stories import Article
from bench.workers import peak_mb
from onrecord.casebook import Casebook, lineage, rows
from onrecord.casebook.claims.claim import Member
from onrecord.casebook.intake import Item
from onrecord.ingest import from_text
from onrecord.record import (
    Attribution,
    Document,
    Entity,
    Link,
    MadeBy,
    Mention,
    Record,
    Sentence,
)

SIZES = (100, 1_000, 5_000, 20_000)
_PATTERNS = (
    r"(?P<cue>According to|As first reported by) (?P<source>[^,]+), (?P<content>.+)\.",
    r"(?P<source>.+?) (?P<cue>said|reported|wrote|told the [\w ]+?)(?: on \w+)? that "
    r"(?P<content>.+)\.",
    r"“?(?P<content>.+?),”? (?P<source>(?:a|an|the|two|[A-Z]\w+) [^,“”]+?) "
    r"(?P<cue>said|reported)\.",
)
_MADE_BY = MadeBy(onrecord="0.1.0", stages={"growth": "1"})
_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_NAMED = re.compile(r"(?:the )?(?P<name>[A-Z]\w+(?: [A-Z]\w+)+)")


def record(article: Article) -> Record:
    """The record of an article: its sentences, and one statement of each passage."""
    document = _document(article)
    attributions: list[Attribution] = []
    entities: dict[str, Entity] = {}
    for passage, _ in article.passages:
        start = document.text.find(passage)
        match = next((m for p in _PATTERNS if (m := re.fullmatch(p, passage))), None)
        if start < 0 or match is None:
            continue
        source, cue, content = (
            document.span(start + match.start(name), start + match.end(name))
            for name in ("source", "cue", "content")
        )
        named = _NAMED.search(source.text)
        ids = []
        if named:
            name = named["name"]
            outlet = (
                name.split()[-1] in stories.words()["papers"] or "ncy" in name or "Service" in name
            )
            found = entities.setdefault(
                name,
                Entity(
                    id=f"e{len(entities) + 1}",
                    name=name,
                    type="organization" if outlet else "person",
                ),
            )
            at = source.start + named.start("name")
            mention = Mention(start=at, end=at + len(name), text=name, kind="name", confidence=1.0)
            found.mentions.append(mention)
            ids = [found.id]
        attributions.append(
            Attribution(
                id=f"a{len(attributions) + 1}",
                source=source,
                entities=ids,
                cue=[cue],
                content=[content],
                mode="indirect",
                kind="statement",
                source_kind="named_person" if ids else "unnamed_person",
                confidence=0.9,
            )
        )
    sentences = [
        Sentence(id=f"s{number}", start=block.start, end=block.end, block=number)
        for number, block in enumerate(document.blocks)
    ]
    return Record(
        made_by=_MADE_BY,
        document=document,
        sentences=sentences,
        entities=[*entities.values()],
        attributions=attributions,
    )


def _document(article: Article) -> Document:
    """An article's text as a document, with its links."""
    dateline = article.dateline.split(" (")[0] or None
    paragraphs = [article.headline, *article.paragraphs]
    paragraphs[1] = article.dateline + paragraphs[1]
    text, links = "", []
    for paragraph in paragraphs:
        text += "\n\n" if text else ""
        at = 0
        for match in _LINK.finditer(paragraph):
            text += paragraph[at : match.start()]
            end = len(text) + len(match[1])
            links.append(Link(start=len(text), end=end, href=match[2]))
            text, at = text + match[1], match.end()
        text += paragraph[at:]
    known = {"title": article.headline, "published": article.published, "url": article.url}
    document = from_text(text, id=article.url, **known)
    return replace(document, publisher=article.outlet, dateline=dateline, links=links)


def make(count: int, folder: Path) -> dict[str, Any]:
    """A casebook of about `count` articles, and beside it which passages make each claim."""
    claims: list[list[tuple[str, str]]] = []
    with Casebook.create(folder / f"{count}.casebook") as casebook:
        made, seed = 0, 1_000_000
        while made < count:
            told = stories.story(seed)
            seed += 1
            claim = []
            for article in told.articles:
                read = record(article)
                data = read.document.text.encode()
                item = Item(
                    key=article.url,
                    name=article.url,
                    data=data,
                    form="text",
                    given={"id": article.url, "url": article.url},
                )
                casebook.add_items([item], lambda _, read=read: read)  # type: ignore[misc]
                claim.append((article.url, "a1" if read.attributions else ""))
                made += 1
            claims.append(claim)
    (folder / f"{count}.json").write_text(json.dumps(claims), encoding="utf-8")
    return {"articles": made}


def measure(count: int, folder: Path) -> dict[str, Any]:
    """CPU milliseconds an article, and the peak memory, of lineage alone."""
    claims = json.loads((folder / f"{count}.json").read_text(encoding="utf-8"))
    with Casebook.open(folder / f"{count}.casebook") as casebook:
        connection = casebook._connection
        started = time.process_time()
        articles = lineage.update(connection)
        read = time.process_time() - started
        started = time.process_time()
        links = origins = 0
        for claim in claims:
            members = [_member(connection, key, ref) for key, ref in claim]
            found = lineage.trace(members, lineage.known(connection, {key for key, _ in claim}))
            links, origins = links + len(found.links), origins + len(found.origins)
        traced = time.process_time() - started
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    return {
        "articles": articles,
        "claims": len(claims),
        "links": links,
        "origins": origins,
        "update_ms": round(1000 * read / articles, 3),
        "trace_ms": round(1000 * traced / articles, 3),
        "peak_mb": round(peak_mb(), 1),
        "file_kb": round(pages * 4 / articles, 2),
    }


def _member(connection: Any, key: str, ref: str) -> Member:
    """The passage of an article: its statement, or its second block."""
    (version,) = connection.execute(
        "SELECT v.id FROM version v JOIN document d ON d.id = v.document_id WHERE d.key = ?", (key,)
    ).fetchone()
    said = rows.statement(connection, version, ref or None)
    if said:
        return Member(
            ref=ref, text=said.content, said=said, stand="same", confidence=1.0, reason="gold",
            place=said.place,
        )  # fmt: skip
    row = connection.execute(
        f"""SELECT g.ref, {rows.PLACE}, g."start", g."end", g.line, g.page FROM passage g
        {rows.DOCUMENT.format("g")} WHERE g.version_id = ? AND g.kind = 'sentence'
        ORDER BY g."start" LIMIT 1 OFFSET 1""",  # noqa: S608
        (version,),
    ).fetchone()
    return Member(
        ref=row[0], text="", said=None, stand="same", confidence=1.0, reason="gold",
        place=rows.place(row[1:]),
    )  # fmt: skip


def growth(sizes: Sequence[int] = SIZES) -> dict[str, Any]:
    """Each size, and the exponents between the first and the last: 1 is linear, 2 quadratic."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for count in sizes:
            for step in ("make", "measure"):
                command = [sys.executable, "-m", "bench.lineage_growth", step, str(count), folder]
                result = json.loads(run(command).output)
            found.append(result)
    first, last = found[0], found[-1]
    more = math.log(last["articles"] / first["articles"])
    exponents = {
        name: round(1 + math.log(last[f"{name}_ms"] / first[f"{name}_ms"]) / more, 3)
        for name in ("update", "trace")
    }
    return {"sizes": found, "exponents": exponents}


if __name__ == "__main__":
    step, count, folder = sys.argv[1:4]
    work = {"make": make, "measure": measure}[step]
    print(json.dumps(work(int(count), Path(folder))))
