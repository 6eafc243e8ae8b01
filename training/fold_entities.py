"""Who is meant in GUM's articles, as weights read it that never saw them.

    ../.venv/bin/python fold_entities.py FOLDER_OF_FOLD_0 FOLDER_OF_FOLD_1 …

Each folder holds what `export_reader.py --trunk` wrote of a run that left out every n-th article of
gum_news + gum_other_cc from the k-th, k its place in the list. The attributions are those of
folds/gum_*.jsonl, by other weights that never saw the article either. Writes
folds/entities_gum_news.jsonl and folds/entities_gum_other_cc.jsonl (see bench/readings.py):
offsets alone, read through the packaged library.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import paths
from spans import key

from onrecord.annotate import pipeline, transcript
from onrecord.annotate.attribution import in_reading_order
from onrecord.annotate.spans import AttributionSpans
from onrecord.ingest import from_text
from onrecord.model import NOTHING_SEEN, Seen, mentions, session
from onrecord.model.tokens import Pieces
from onrecord.model.windows import windows
from onrecord.model.words import Words, split_words

SETS = ("gum_news", "gum_other_cc")


class Fold:
    """A fold's lower layers and branch."""

    def __init__(self, folder: Path) -> None:
        self.run = session.open_graph(folder / "trunk.onnx")
        self.pieces = Pieces.load(folder / "tokenizer.json")
        self.branch = session.Branch(folder)

    def see(self, words: Words) -> Seen:
        flat = session.Flat(self.pieces, words)
        parts = []
        for window in windows(flat.sizes, words.paragraph):
            inputs = {k: v for k, v in flat.inputs(window).items() if k != "first"}
            (states,) = self.run([session.SHARED], inputs)
            parts.append(self.branch(session.pooled(states, flat, window), flat, window))
        vectors = mentions.joined(parts)
        marks = mentions.decode(vectors, words, self.branch.parameters)
        return Seen(words, [], marks, vectors, self.branch.ranker)


def spans(row: dict) -> list[AttributionSpans]:
    """A line's attributions, inner ones in the outer whose content holds their cue."""

    def pieces(a: dict, role: str) -> tuple[tuple[int, int], ...]:
        return tuple((s, e) for s, e in a[role])

    outer = [a for a in row["attributions"] if a["layer"] == 0]
    every = outer + [a for a in row["attributions"] if a["layer"] == 1]
    result = []
    for number, a in enumerate(every):
        inside = None
        if number >= len(outer):
            at = a["cue"][0][0]
            holders = [i for i, o in enumerate(outer) if any(s <= at < e for s, e in o["content"])]
            inside = holders[0] if holders else None
        source = pieces(a, "source")
        result.append(
            AttributionSpans(
                source=source[0] if source else None,
                cue=pieces(a, "cue"),
                content=pieces(a, "content"),
                inside=inside,
                confidence=0.8,
            )
        )
    return in_reading_order(result)


def read(doc: dict, fold: Fold, attributions: dict) -> dict:
    document = from_text(doc["text"], id=doc["id"])
    reading = pipeline.Reading(document)
    for name, stage in pipeline.STAGES.items():
        if name == "attribution":
            paragraphs = [(b.start, b.end) for b in document.story]
            words = split_words(document.text, paragraphs)
            reading.seen = fold.see(words) if len(words) else NOTHING_SEEN
            reading.found = transcript.merge(reading.turns, spans(attributions))
        else:
            stage.run(reading)
    return written(doc, reading)


def written(doc: dict, reading: pipeline.Reading) -> dict:
    """The line of an article; chains without a name come from the resolution itself."""
    named = reading.named
    chains = []
    for entity in named.entities:
        names = [m for m in entity.mentions if m.kind == "name"]
        best = max(names, key=lambda m: (m.text == entity.name, len(m.text), -m.start))
        chains.append(
            {
                "type": entity.type,
                "name": [best.start, best.end],
                "mentions": [[m.start, m.end, m.kind] for m in entity.mentions],
            }
        )
    for unnamed in named.unnamed:
        surname = next((m for m in unnamed if m.kind == "name"), None)  # of several people
        chains.append(
            {
                "type": unnamed[0].type,
                "name": [surname.start, surname.end] if surname else None,
                "mentions": [[m.start, m.end, m.kind] for m in unnamed],
            }
        )
    order = sorted(range(len(chains)), key=lambda i: chains[i]["mentions"][0])
    place = {f"e{old + 1}": new for new, old in enumerate(order)}
    return {
        "article": key(doc["id"]),
        "chains": [chains[i] for i in order],
        "attributions": [
            {
                "source": [[a.source.start, a.source.end]] if a.source else [],
                "content": [[p.start, p.end] for p in a.content],
                "entities": [place[e] for e in a.entities],
                "unresolved": a.unresolved,
            }
            for a in reading.attributions
        ],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "folds")
    args = parser.parse_args()
    folds = [Fold(folder) for folder in args.folders]
    number = 0
    for name in SETS:
        corpus = paths.ROOT.parent / "shared" / "corpora" / f"{name}.jsonl"
        attributions = {}
        with (Path(__file__).parent / "folds" / f"{name}.jsonl").open() as lines:
            for line in lines:
                row = json.loads(line)
                attributions[row["article"]] = row
        with (
            corpus.open(encoding="utf-8") as lines,
            (args.out / f"entities_{name}.jsonl").open("w", encoding="utf-8", newline="\n") as out,
        ):
            for line in lines:
                doc = json.loads(line)
                row = read(doc, folds[number % len(folds)], attributions[key(doc["id"])])
                number += 1
                out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
