"""What weights that never saw them find in GUM's articles.

    ../.venv/bin/python folds.py FOLDER_OF_FOLD_0 FOLDER_OF_FOLD_1 …

Each folder holds exported int8 weights (export.py) of a run that left out every n-th article
of gum_news + gum_other_cc from the k-th, k its place in the list. Writes folds/gum_news.jsonl
and folds/gum_other_cc.jsonl: {"article", "attributions": [{"source", "cue", "content"}]}, offsets
alone, read through the packaged library.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import paths
from spans import key, written

from onrecord.ingest import from_text
from onrecord.model.decode import decode
from onrecord.model.session import Encoder
from onrecord.model.words import split_words

SETS = ("gum_news", "gum_other_cc")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    args = parser.parse_args()
    engines = [Encoder(folder) for folder in args.folders]
    number = 0
    out = Path(__file__).parent / "folds"
    out.mkdir(exist_ok=True)
    for name in SETS:
        corpus = paths.ROOT.parent / "shared" / "corpora" / f"{name}.jsonl"
        with (
            corpus.open(encoding="utf-8") as lines,
            (out / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as found,
        ):
            for line in lines:
                doc = json.loads(line)
                engine = engines[number % len(engines)]
                number += 1
                document = from_text(doc["text"], id=doc["id"])
                words = split_words(doc["text"], [(b.start, b.end) for b in document.story])
                links = decode(engine(words), words, engine.parameters) if len(words) else []
                row = {
                    "article": key(doc["id"]),
                    "attributions": [written(link, words) for link in links],
                }
                found.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
